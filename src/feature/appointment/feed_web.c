/* feed_web.c: one's own appointments in another calendar program, behind a secret address.
 * Not: how a calendar is written (ical.c).
 * Start at feed_serve(). */
#include "core/site.h"
#include "feature/appointment/pages.h"
#include "feature/appointment/ical.h"
#include "feature/contact/contact.h"

enum { FEED_BACK = 30, FEED_AHEAD = 180 };

/* ---- the address ----------------------------------------------------------------------------- */

struct feed {
    bool there, names;
    int64_t made_at;
};

static struct feed feed_of(struct req *r)
{
    struct feed feed = {0};
    struct db_rows q = db_query(r->db,
                                SQL("select names, made_at from calendar_feed"
                                    " where staff_id = $1 and ended_at is null"),
                                ARGS(I(r->user->id)));

    while (db_next(&q))
        feed = (struct feed){true, db_int(&q, 0), db_int(&q, 1)};
    return feed;
}

bool feed_there(struct req *r)
{
    return feed_of(r).there;
}

static bool feed_end(struct req *r)
{
    db_run(r->db,
           SQL("update calendar_feed set ended_at = $2 where staff_id = $1 and ended_at is null"),
           ARGS(I(r->user->id), I(r->now)));
    return db_touched(r->db) > 0;
}

struct wish {
    bool names;
};
static const struct field fields[] = {F_YES(struct wish, names, TEXT_feed_names), F_END};

static void begin_page(struct req *r)
{
    struct frame_link *crumbs = ARENA_ARRAY(r->arena, struct frame_link, 1);
    struct frame frame = page_frame(r, T(feed_title));

    crumbs[0] = (struct frame_link){"/agenda", T(appointment_agenda), NULL, 0};
    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    page_begin_frame(r, &frame);
}

void feed_manage(struct req *r)
{
    struct wish wish = {false};
    struct form *f = req_form(r, fields, &wish);
    struct feed feed = feed_of(r);

    begin_page(r);
    html(r->out, "<p class=\"lead\">%s</p>", T(feed_what));
    if (feed.there) {
        html(r->out, "<section class=\"card narrow\"><p>%s</p><p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_feed_runs,
                       page_day(r, local_from_ms(feed.made_at).day), NULL, NULL, NULL),
             feed.names ? T(feed_with_names) : T(feed_without_names));
        page_form_begin(r, "buttons", "/agenda/koppeling/einde");
        html(r->out, "<button class=\"quiet danger\">%s</button></form></section>", T(feed_stop));
    }
    html(r->out, "<section class=\"card narrow\"><h2>%s</h2>",
         feed.there ? T(feed_again) : T(feed_make));
    page_form_begin(r, "", "/agenda/koppeling");
    form_help(f, "names", TEXT_feed_names_help);
    form_show_fields(r->out, f);
    html(r->out, "<div class=\"buttons\"><button>%s</button></div></form></section>", T(feed_make));
    page_end(r);
}

/* The address is shown this once: of the secret only the hash is kept. */
void feed_make(struct req *r)
{
    unsigned char hash[TOKEN_HASH];
    char token[SESSION_TOKEN_TEXT];
    struct wish wish = {false};
    struct form *f = req_form(r, fields, &wish);

    if (!req_form_read(r, f))
        wish.names = false;
    (void)feed_end(r); /* one at a time: an address that was given away stops */
    token_new(token);
    token_hash(token, hash);
    db_run(r->db,
           SQL("insert into calendar_feed (id, staff_id, token_hash, names, made_at)"
               " values ($1, $2, $3, $4, $5)"),
           ARGS(I(req_new_id(r)), I(r->user->id), B(hash, sizeof(hash)), I(wish.names), I(r->now)));
    begin_page(r);
    html(r->out,
         "<section class=\"card\"><p>%s</p><p><label class=\"label\" for=\"adres\">%s</label>"
         "<input id=\"adres\" readonly value=\"%s/agenda.ics?s=%s\"></p><p>%s</p></section>"
         "<p><a href=\"/agenda\">%s</a></p>",
         T(feed_made), T(feed_address), r->site->config.url, token, T(feed_how), T(back));
    page_end(r);
}

void feed_stop(struct req *r)
{
    if (!feed_end(r)) {
        req_redirect(r, "/agenda/koppeling");
        return;
    }
    req_flash(r, TEXT_feed_stopped);
    req_redirect(r, "/agenda/koppeling");
}

/* ---- serving --------------------------------------------------------------------------------- */

/* Without names only what kind of appointment; with them, the given name of whom the gate shows. */
static const char *summary(struct req *r, const struct appointment *a, bool names)
{
    const char *kind = code_text(r->lang, appointment_kinds, a->kind);
    const char *with = *a->given ? a->given : *a->colleague ? a->colleague : "";

    if (!names)
        return arena_fmt(r->arena, "IPS: %s", kind);
    return arena_fmt(r->arena, "IPS: %s%s%s%s%s", kind, *with ? " · " : "", with,
                     *a->employer ? " · " : "", a->employer);
}

static const char *location(struct req *r, const struct appointment *a)
{
    return code_text(r->lang, strcmp(a->mode, "face_to_face") ? appointment_modes : contact_places,
                     strcmp(a->mode, "face_to_face") ? a->mode : a->place);
}

void feed_serve(struct req *r)
{
    unsigned char hash[TOKEN_HASH];
    const char *token = req_query(r, "s");
    const struct user *user = NULL;
    bool names = false;

    if (strlen(token) == SESSION_TOKEN_TEXT - 1) {
        token_hash(token, hash);
        user = feed_user(r->db, r->arena, hash, r->now, &names);
    }
    if (!user || !user_may(user, PERM_CONTACT_WRITE)) {
        req_error_page(r, 410, TEXT_feed_dead, TEXT_feed_dead_what);
        return;
    }
    r->user = user; /* the gate, and the line of the access log */
    r->lang = user->lang;
    struct appointments list =
        appointment_list(r, user->id, r->today - FEED_BACK, r->today + FEED_AHEAD, DAY_NONE);
    req_type(r, "text/calendar; charset=utf-8", "spil.ics");
    ical_begin(r->out, T(feed_name));
    for (size_t i = 0; i < list.n; i++) {
        const struct appointment *a = &list.at[i];

        if (*a->off_reason)
            continue;
        ical_event(r->out,
                   &(struct ical_event){.uid = arena_fmt(r->arena, "%" PRId64 "@spil", a->id),
                                        .summary = summary(r, a, names),
                                        .location = location(r, a),
                                        .begins_at = a->minute == NUMBER_NONE
                                                         ? -1
                                                         : local_to_ms(a->day, (int)a->minute),
                                        .minutes = a->minutes,
                                        .day = a->day,
                                        .remind = a->remind == NUMBER_NONE ? -1 : a->remind,
                                        .changed_at = a->changed_at,
                                        .version = a->version});
    }
    ical_end(r->out);
}
