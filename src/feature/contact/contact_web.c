/* contact_web.c: logging a contact from anywhere, in full, and mending it.
 * Not: the timeline (feature/record) or the page Vandaag, which shows the quick log
 * (feature/today). Start at quick_save(). */
#include "base/fold.h"
#include "core/draft.h"
#include "feature/client/client.h"
#include "feature/contact/contact.h"
#include "feature/contact/quick.h"
#include "feature/employer/employer.h"
#include "feature/trajectory/trajectory.h"

/* What the form holds: a contact and with whom. */
struct entry {
    int64_t who; /* id of a client, an employer or a colleague */
    struct contact c;
};

#define AT(member) offsetof(struct entry, c.member)

static const struct field quick_fields[] = {
    F_ID(struct entry, who, TEXT_contact_who, REQUIRED),
    {"minutes", FIELD_MINUTES, AT(minutes), TEXT_contact_minutes, TEXT_NONE, REQUIRED, 1, 1440,
     NULL},
    {"note", FIELD_TEXT, AT(note), TEXT_contact_note, TEXT_NONE, 0, 0, 4000, NULL},
    {"next_step", FIELD_TEXT, AT(next_step), TEXT_contact_next_step, TEXT_NONE, 0, 0, 300, NULL},
    {"next_step_on", FIELD_DAY, AT(next_step_on), TEXT_contact_next_step_on, TEXT_NONE, NARROW, 0,
     0, NULL},
    {"day", FIELD_DAY, AT(day), TEXT_contact_day, TEXT_NONE, REQUIRED | PAST_ONLY | NARROW, 0, 0,
     NULL},
    {"activity", FIELD_CODE, AT(activity), TEXT_contact_activity, TEXT_NONE, NARROW, 0, 0,
     contact_activities},
    {"mode", FIELD_CODE, AT(mode), TEXT_contact_mode, TEXT_NONE, NARROW, 0, 0, contact_modes},
    {"place", FIELD_CODE, AT(place), TEXT_contact_place, TEXT_NONE, NARROW, 0, 0, contact_places},
    F_END};

static const struct choice chips[] = {
    {"15", "15", NULL}, {"30", "30", NULL}, {"45", "45", NULL}, {"60", "60", NULL}};

static struct entry entry_empty(struct req *r)
{
    return (struct entry){.c = {.programme_id = r->user->programme_id,
                                .staff_id = r->user->id,
                                .day = r->today,
                                .minutes = 30,
                                .travel_minutes = NUMBER_NONE,
                                .activity = "",
                                .mode = "",
                                .place = "",
                                .party = "",
                                .initiative = "planned",
                                .answer_minutes = NUMBER_NONE,
                                .note = "",
                                .next_step = "",
                                .next_step_on = DAY_NONE}};
}

/* ---- with whom ------------------------------------------------------------------------------- */

enum { FINDS = 6 };

struct found {
    int64_t id;
    const char *name;
    const char *kind; /* in words */
};

/* "werkgever, Assen · Niet bellen voor 01-12-2026: ..." */
static const char *employer_words(struct req *r, const struct employer *e)
{
    const char *about = employer_about(r, e);

    return *about ? arena_fmt(r->arena, "%s, %s", T(contact_employer_kind), about)
                  : T(contact_employer_kind);
}

static size_t find_who(struct req *r, const char *typed, struct found finds[3 * FINDS])
{
    size_t n = 0;
    struct trajectory_facts own =
        trajectory_list(r->db, r->arena, r->user,
                        (struct trajectory_filter){
                            .staff_id = r->user->id, .phase = "", .find = typed, .limit = FINDS});
    struct employers employers =
        employer_list(r->db, r->arena,
                      (struct employer_filter){.organisation_id = r->user->organisation_id,
                                               .find = typed,
                                               .sector = "",
                                               .place = "",
                                               .limit = FINDS});
    const char *start = fold_text(r->arena, typed);

    for (size_t i = 0; i < own.n; i++)
        finds[n++] = (struct found){own.at[i].client_id, own.at[i].name, T(contact_client_kind)};
    for (size_t i = 0; i < employers.n; i++)
        finds[n++] = (struct found){employers.at[i].id, employers.at[i].name,
                                    employer_words(r, &employers.at[i])};
    struct db_rows q = db_query(
        r->db,
        SQL("select distinct s.id, s.name, s.sort_key from staff s join staff_role p"
            " on p.staff_id = s.id where p.programme_id = $1 and s.active = 1 and s.id <> $2"
            " and (p.role = 'specialist' or p.role = 'supervisor' or p.role = 'manager'"
            " or p.role = 'office') order by s.sort_key, s.id"),
        ARGS(I(r->user->programme_id), I(r->user->id)));
    for (int colleagues = 0; db_next(&q);) {
        const char *name = db_text_copy(&q, 1, r->arena);

        if (colleagues < FINDS && strstr(fold_text(r->arena, name), start)) {
            finds[n++] = (struct found){db_int(&q, 0), name, T(contact_colleague_kind)};
            colleagues++;
        }
    }
    return n;
}

static void suggest(struct req *r)
{
    struct found finds[3 * FINDS];
    const char *typed = req_query(r, "q");
    size_t n = *typed ? find_who(r, typed, finds) : 0;

    for (size_t i = 0; i < n; i++)
        html(r->out, "<li data-value=\"%" PRId64 "\" data-label=\"%s\">%s <small>%s</small></li>",
             finds[i].id, finds[i].name, finds[i].name, finds[i].kind);
}

/* The trajectory of a client whose contacts this person may log; 0: no such client. */
static int64_t may_log(struct req *r, int64_t client_id)
{
    struct gate gate = gate_client(r->db, r->user, client_id, r->now);

    return gate_may_change(&gate, GROUP_NOTES) ? gate.trajectory_id : 0;
}

/* Someone one works with: never the account of a client or a funder. */
#define COLLEAGUE                                                                                  \
    " exists (select 1 from staff_role p where p.staff_id = s.id and (p.role = 'specialist'"       \
    " or p.role = 'supervisor' or p.role = 'manager' or p.role = 'office'))"

/* The name of a chosen record, to show it again; NULL when it is none of ours. */
const char *contact_who_name(struct req *r, int64_t id)
{
    struct client c;

    if (!id)
        return NULL;
    if (may_log(r, id) && client_get(r->db, r->arena, id, &c) == OK)
        return client_name(r->arena, &c);
    const char *name = db_one_text(
        r->db, r->arena, SQL("select name from employer where id = $1 and organisation_id = $2"),
        ARGS(I(id), I(r->user->organisation_id)), NULL);
    if (name)
        return name;
    return db_one_text(r->db, r->arena,
                       SQL("select s.name from staff s where s.id = $1 and s.organisation_id = $2"
                           " and" COLLEAGUE),
                       ARGS(I(id), I(r->user->organisation_id)), NULL);
}

bool contact_who_get(struct req *r, int64_t id, struct contact_who *who)
{
    *who = (struct contact_who){.trajectory_id = may_log(r, id)};
    if (who->trajectory_id) {
        who->party = "client";
        r->client_id = id; /* the access log says whose record was changed */
        return true;
    }
    if (db_exists(r->db, SQL("select 1 from employer where id = $1 and organisation_id = $2"),
                  ARGS(I(id), I(r->user->organisation_id)))) {
        who->party = "employer";
        who->employer_id = id;
        return true;
    }
    who->party = "colleague";
    who->colleague_id = id;
    return db_exists(r->db,
                     SQL("select 1 from staff s where s.id = $1 and s.organisation_id = $2"
                         " and" COLLEAGUE),
                     ARGS(I(id), I(r->user->organisation_id)));
}

int64_t contact_who_typed(struct req *r, struct form *f, const char *field)
{
    struct found *finds = ARENA_ARRAY(r->arena, struct found, 3 * FINDS);
    const char *typed = form_typed(f, field);
    size_t n = *typed ? find_who(r, typed, finds) : 0;

    if (!*typed)
        form_error(f, field, TEXT_error_missing);
    else if (!n)
        form_error(f, field, TEXT_contact_who_unknown);
    if (n < 2)
        return n ? finds[0].id : 0;
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, n);
    for (size_t i = 0; i < n; i++)
        choices[i] =
            (struct choice){arena_fmt(r->arena, "%" PRId64, finds[i].id),
                            arena_fmt(r->arena, "%s (%s)", finds[i].name, finds[i].kind), NULL};
    form_choices(f, field, choices, n);
    form_error(f, field, TEXT_contact_who_many);
    return 0;
}

/* ---- the quick log --------------------------------------------------------------------------- */

static struct form *quick_form(struct req *r, struct entry *e)
{
    struct form *f = req_form(r, quick_fields, e);

    form_choices(f, "minutes", chips, COUNT(chips));
    form_suggest(f, "who", "/zoek?q=", contact_who_name(r, e->who));
    form_help(f, "who", TEXT_contact_who_help);
    return f;
}

/* client_id: whose full form is one step away; 0: nobody's. */
static void show_quick(struct req *r, struct form *f, const struct contact *c, int64_t client_id)
{
    html(r->out,
         "<section class=\"card\" aria-label=\"%s\" id=\"snel\"><form class=\"quick\" "
         "method=\"post\""
         " action=\"/contact\" data-inline data-draft=\"contact\">",
         T(contact_new));
    page_csrf(r);
    form_show_field(r->out, f, "who");
    form_show_field(r->out, f, "minutes");
    html(r->out, "<div class=\"go\">");
    form_show_field(r->out, f, "note");
    form_show_field(r->out, f, "next_step");
    form_show_field(r->out, f, "next_step_on");
    html(r->out,
         "<button>%s</button></div><details%s><summary>%s · %s <span class=\"change\">%s</span>"
         "</summary><div class=\"fields\">",
         T(save), form_error_count(f) ? " open" : "",
         *c->activity ? code_text(r->lang, contact_activities, c->activity) : T(contact_usual),
         c->day == r->today ? T(today) : page_day(r, c->day), T(contact_more_fields));
    form_show_field(r->out, f, "day");
    form_show_field(r->out, f, "activity");
    form_show_field(r->out, f, "mode");
    form_show_field(r->out, f, "place");
    html(r->out, "</div></details>");
    if (client_id)
        html(r->out, "<p class=\"small\"><a href=\"/deelnemers/%" PRId64 "/contact\">%s</a></p>",
             client_id, T(contact_all_fields));
    html(r->out, "</form></section>");
}

void contact_quick_show(struct req *r, int64_t who)
{
    struct entry e = entry_empty(r);
    bool is_client = who && may_log(r, who);

    if (who)
        e.who = who;
    else
        draft_read(r, "contact", quick_fields, &e);
    show_quick(r, quick_form(r, &e), &e.c, is_client ? who : 0);
}

/* What the person left open follows from with whom. */
static void fill_defaults(struct req *r, struct contact *c)
{
    struct contact likely = *c;

    contact_defaults(r, &likely);
    if (!*c->activity)
        c->activity = likely.activity;
    if (!*c->mode)
        c->mode = likely.mode;
    if (!*c->place)
        c->place = likely.place;
}

static void check_days(struct req *r, struct form *f, const struct contact *c,
                       int64_t trajectory_id)
{
    struct trajectory t;

    if (trajectory_id && trajectory_get(r->db, r->arena, trajectory_id, &t) == OK &&
        c->day < t.referred_on)
        form_error(f, "day", TEXT_contact_before_referral);
    if (c->next_step_on != DAY_NONE && !*c->next_step)
        form_error(f, "next_step", TEXT_contact_next_step_no_text);
    if (contact_week_locked(r->db, c->staff_id, c->day))
        form_error(f, "day", TEXT_contact_week_locked);
}

static void saved(struct req *r, const struct contact *c)
{
    req_flash_undo(
        r, TEXT_contact_saved,
        c->day >= r->today - 1 ? arena_fmt(r->arena, "/contact/%" PRId64 "/verwijder", c->id) : "");
}

static void quick_save(struct req *r)
{
    struct entry e = entry_empty(r);
    struct form *f = quick_form(r, &e);
    struct contact_who who;
    int64_t trajectory_id = 0;
    bool read = req_form_read(r, f);

    if (read && !e.who)
        e.who = contact_who_typed(r, f, "who");
    if (!form_error_count(f) && !contact_who_get(r, e.who, &who))
        form_error(f, "who", TEXT_contact_who_unknown);
    if (!form_error_count(f)) {
        trajectory_id = who.trajectory_id;
        e.c.party = who.party;
        e.c.employer_id = who.employer_id;
        fill_defaults(r, &e.c);
        check_days(r, f, &e.c, trajectory_id);
    }
    if (!form_error_count(f)) {
        if (contact_add(r, &e.c, &trajectory_id, trajectory_id ? 1 : 0) != OK)
            BUG("a contact that was checked is refused");
        draft_forget(r, "contact");
        saved(r, &e.c);
        if (trajectory_id && !strcmp(req_value(r, "_back"), "record"))
            req_redirect(r, "/deelnemers/%" PRId64, e.who);
        else
            req_redirect(r, "/vandaag");
        return;
    }
    req_invalid(r);
    struct frame frame = page_frame(r, T(contact_new));
    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    show_quick(r, f, &e.c, 0);
    page_end(r);
}

static void quick_page(struct req *r)
{
    int64_t who = req_query_id(r, "wie");

    page_begin(r, T(contact_new));
    employer_heed_show(r, who);
    contact_quick_show(r, who);
    page_end(r);
}

/* ---- all fields, for one client -------------------------------------------------------------- */

static const struct field full_fields[] = {
    F_DAY(struct contact, day, TEXT_contact_day, REQUIRED | PAST_ONLY | NARROW),
    F_MINUTES(struct contact, minutes, TEXT_contact_minutes, REQUIRED, 1, 1440),
    F_CODE(struct contact, party, TEXT_contact_party, REQUIRED, contact_parties),
    F_YES(struct contact, client_there, TEXT_people_talk_client),
    F_CODE(struct contact, activity, TEXT_contact_activity, REQUIRED, contact_activities),
    F_CODE(struct contact, mode, TEXT_contact_mode, REQUIRED, contact_modes),
    F_CODE(struct contact, place, TEXT_contact_place, REQUIRED, contact_places),
    F_ID(struct contact, employer_id, TEXT_contact_employer, 0),
    F_MINUTES(struct contact, travel_minutes, TEXT_contact_travel, NARROW, 0, 1440),
    F_CODE(struct contact, initiative, TEXT_contact_initiative, REQUIRED, contact_initiatives),
    F_YES(struct contact, not_reached, TEXT_contact_not_reached),
    F_YES(struct contact, coaching, TEXT_contact_coaching),
    F_YES(struct contact, urgent, TEXT_contact_urgent),
    F_INT(struct contact, answer_minutes, TEXT_contact_answer, NARROW, 0, 100000),
    F_NOTE(struct contact, note, TEXT_contact_note, 0, 4000),
    F_TEXT(struct contact, next_step, TEXT_contact_next_step, 0, 300),
    F_DAY(struct contact, next_step_on, TEXT_contact_next_step_on, NARROW),
    F_HIDDEN_ID(struct contact, version),
    F_END};

static struct form *full_form(struct req *r, struct contact *c)
{
    struct form *f = req_form(r, full_fields, c);

    form_choices(f, "minutes", chips, COUNT(chips));
    form_suggest(f, "employer_id", "/werkgevers/zoek?q=", c->employer_id ? c->employer_name : NULL);
    return f;
}

/* unknown: of employer_pick(). */
static void show_full(struct req *r, struct form *f, const char *title, const struct contact *c,
                      const char *unknown)
{
    int64_t id = c->id;

    client_page_begin(r, title, f);
    if (id)
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/contact/%" PRId64, r->client_id, id);
    else
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/contact", r->client_id);
    if (c->employer_id)
        employer_heed_show(r, c->employer_id);
    form_show_fields(r->out, f);
    employer_pick_offer(r, unknown);
    client_form_end(r);
    if (id) {
        page_form_begin(r, "buttons", "/contact/%" PRId64 "/verwijder", id);
        html(r->out, "<button class=\"quiet danger\">%s</button></form>", T(contact_remove));
    }
    page_end(r);
}

/* ?met=: with whom, for the links of the other tabs. */
static const char *party_asked(struct req *r)
{
    static const struct {
        const char *word, *party;
    } parties[] = {{"werkgever", "employer"},
                   {"behandelaar", "practitioner"},
                   {"naaste", "relative"},
                   {"deskundige", "expert"}};

    for (size_t i = 0; i < COUNT(parties); i++)
        if (!strcmp(req_query(r, "met"), parties[i].word))
            return parties[i].party;
    return "client";
}

static void full_new(struct req *r)
{
    struct employer known;
    struct entry e = entry_empty(r);

    e.c.party = party_asked(r);
    contact_defaults(r, &e.c);
    if (*req_query(r, "werkplek")) { /* from the tab Werk: coaching on the job */
        e.c.coaching = true;
        e.c.mode = "face_to_face";
        e.c.place = "work";
    }
    if (employer_get(r->db, r->arena, req_query_id(r, "werkgever"), &known) == OK &&
        known.organisation_id == r->user->organisation_id) {
        e.c.employer_id = known.id;
        e.c.employer_name = known.name;
    }
    show_full(r, full_form(r, &e.c), T(contact_new), &e.c, NULL);
}

static void full_add(struct req *r)
{
    struct entry e = entry_empty(r);
    struct form *f = full_form(r, &e.c);
    const char *unknown = NULL;

    if (req_form_read(r, f)) {
        check_days(r, f, &e.c, r->trajectory_id);
        employer_pick(r, f, "employer_id", &e.c.employer_id, &unknown);
        employer_heed_check(r, f, "employer_id", e.c.employer_id, true);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_full(r, f, T(contact_new), &e.c, unknown);
        return;
    }
    if (contact_add(r, &e.c, &r->trajectory_id, 1) != OK)
        BUG("a contact that was checked is refused");
    saved(r, &e.c);
    req_redirect(r, "/deelnemers/%" PRId64, r->client_id);
}

/* One's own contact with this client; anything else is not there. */
static bool load_own(struct req *r, struct contact *c)
{
    int64_t *trajectories;
    size_t n;

    if (contact_get(r->db, r->arena, r->id, c, &trajectories, &n) == OK &&
        c->staff_id == r->user->id)
        for (size_t i = 0; i < n; i++)
            if (trajectories[i] == r->trajectory_id)
                return true;
    req_not_found(r);
    return false;
}

static void full_edit(struct req *r)
{
    struct contact c;

    if (load_own(r, &c))
        show_full(r, full_form(r, &c), T(contact_change), &c, NULL);
}

static void full_save(struct req *r)
{
    struct contact c;

    if (!load_own(r, &c))
        return;
    bool locked = contact_week_locked(r->db, c.staff_id, c.day); /* where it stands now */
    struct form *f = full_form(r, &c);
    const char *unknown = NULL;
    if (locked)
        form_error(f, "day", TEXT_contact_week_locked);
    if (req_form_read(r, f)) {
        check_days(r, f, &c, r->trajectory_id);
        employer_pick(r, f, "employer_id", &c.employer_id, &unknown);
    }
    if (!form_error_count(f) && contact_change(r, &c) == STALE)
        form_error(f, NULL, TEXT_contact_stale);
    if (form_error_count(f)) {
        req_invalid(r);
        show_full(r, f, T(contact_change), &c, unknown);
        return;
    }
    req_flash(r, TEXT_contact_changed);
    req_redirect(r, "/deelnemers/%" PRId64, r->client_id);
}

static void remove_own(struct req *r)
{
    enum rc rc = contact_remove(r, r->id);

    if (rc == DENIED) {
        req_error_page(r, 422, TEXT_contact_remove_not, TEXT_contact_week_locked);
        return;
    }
    if (rc != OK) {
        req_error_page(r, 404, TEXT_contact_remove_not, TEXT_contact_remove_why);
        return;
    }
    req_flash(r, TEXT_contact_removed);
    req_redirect(r, "/vandaag");
}

static const struct route routes[] = {
    {GET, "/contact", quick_page, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_NOTHING,
     TEXT_contact_new},
    {POST, "/contact", quick_save, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE, ACCESS_CREATE,
     TEXT_contact_new},
    {GET, "/zoek", suggest, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_LIST, TEXT_search},
    {GET, "/deelnemers/:client/contact", full_new, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_contact_new, GROUP_NOTES},
    {POST, "/deelnemers/:client/contact", full_add, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_contact_new, GROUP_NOTES},
    {GET, "/deelnemers/:client/contact/:id", full_edit, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_contact_change, GROUP_NOTES},
    {POST, "/deelnemers/:client/contact/:id", full_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_contact_change, GROUP_NOTES},
    {POST, "/contact/:id/verwijder", remove_own, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_remove},
    {0}};

const struct feature contact_feature = {.name = "contact", .routes = routes};
