/* fidelity_contacts.c: the contacts of one specialist behind an item of the live estimate.
 * Not: what the item makes of them (fidelity_live.c).
 * Start at fidelity_contacts_page(). A client is named only to who may see the name; a note never.
 */
#include "feature/contact/contact.h"
#include "feature/fidelity/fidelity_live_web.h"

enum { CONTACT_ROWS = 300 };

/* Which contacts an item counts; "" is any. */
static const struct counted {
    const char *item, *party, *mode, *activity;
} counted[] = {{"G5", "employer", "face_to_face", ""},
               {"G6", "employer", "face_to_face", ""},
               {"O2", "", "", "care"},
               {"O3", "expert", "", ""},
               {"O4", "", "", "team"},
               {"O5", "", "", "care"},
               {"", "", "", ""}};

struct served { /* a client of one of the contacts */
    int64_t contact_id, client_id;
};
struct served_list {
    struct served *at;
    size_t n, cap;
};

#define BEHIND                                                                                     \
    " where c.staff_id = $1 and c.day >= $2 and c.day < $3 and c.programme_id = $4"                \
    " and (c.party = $5 or $5 = '') and (c.mode = $6 or $6 = '')"                                  \
    " and (c.activity = $7 or $7 = '') and ($5 = '' or c.reached = 1)"

static struct served_list served_by(struct req *r, struct args args)
{
    struct served_list list = {0};
    struct db_rows q =
        db_query(r->db,
                 SQL("select k.contact_id, t.client_id from contact c join contact_client k"
                     " on k.contact_id = c.id join trajectory t on t.id = k.trajectory_id" BEHIND
                     " order by k.contact_id, t.client_id"),
                 args);

    while (db_next(&q)) {
        struct served one = {db_int(&q, 0), db_int(&q, 1)};

        ARENA_PUSH(r->arena, &list, one);
    }
    return list;
}

struct line {
    int64_t id, minutes;
    int32_t day;
    const char *party, *mode, *place, *employer;
};
struct lines {
    struct line *at;
    size_t n, cap;
};

static struct lines contacts_behind(struct req *r, struct args args)
{
    struct lines list = {0};
    struct db_rows q =
        db_query(r->db,
                 SQL("select c.id, c.day, c.party, c.mode, c.place, c.minutes,"
                     " coalesce(e.name, '') from contact c left join employer e"
                     " on e.id = c.employer_id" BEHIND " order by c.day desc, c.id desc limit $8"),
                 args);

    while (db_next(&q)) {
        struct line one = {.id = db_int(&q, 0),
                           .day = day_from_iso(db_text(&q, 1)),
                           .party = db_text_copy(&q, 2, r->arena),
                           .mode = db_text_copy(&q, 3, r->arena),
                           .place = db_text_copy(&q, 4, r->arena),
                           .minutes = db_int(&q, 5),
                           .employer = db_text_copy(&q, 6, r->arena)};

        ARENA_PUSH(r->arena, &list, one);
    }
    return list;
}

/* Numbers for those whose name is not seen are those of the list, the same in each line. */
static size_t number_of(struct served_list *seen, struct req *r, int64_t client_id)
{
    struct served one = {0, client_id};
    size_t i = 0;

    while (i < seen->n && seen->at[i].client_id != client_id)
        i++;
    if (i == seen->n)
        ARENA_PUSH(r->arena, seen, one);
    return i + 1;
}

static void show_contacts(struct req *r, const struct lines *lines, const struct served_list *all)
{
    struct served_list seen = {0};

    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards dense\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">"
         "%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
         T(fidelity_live_contacts_title), T(fidelity_day), T(fidelity_party), T(fidelity_client),
         T(fidelity_mode), T(fidelity_place), T(fidelity_minutes));
    for (size_t i = 0; i < lines->n; i++) {
        const struct line *one = &lines->at[i];
        bool any = false;

        html(r->out,
             "<tr><td class=\"day\" data-label=\"%s\">%s</td><td data-label=\"%s\">%s %s</td>"
             "<td data-label=\"%s\">",
             T(fidelity_day), page_day(r, one->day), T(fidelity_party),
             code_text(r->lang, contact_parties, one->party), one->employer, T(fidelity_client));
        for (size_t k = 0; k < all->n; k++)
            if (all->at[k].contact_id == one->id) {
                if (any)
                    html(r->out, ", ");
                fidelity_show_client(r, all->at[k].client_id,
                                     number_of(&seen, r, all->at[k].client_id));
                any = true;
            }
        html(r->out,
             "</td><td data-label=\"%s\">%s</td><td data-label=\"%s\">%s</td>"
             "<td class=\"number\" data-label=\"%s\">%" PRId64 "</td></tr>",
             T(fidelity_mode), code_text(r->lang, contact_modes, one->mode), T(fidelity_place),
             code_text(r->lang, contact_places, one->place), T(fidelity_minutes), one->minutes);
    }
    html(r->out, "</tbody></table></div>");
}

static void show_asked(struct req *r, const struct fidelity_asked *asked,
                       const struct fidelity_live *x)
{
    const struct fidelity_item *item = &asked->whole.scale->item[asked->item];
    const struct counted *which = counted;
    char first[DAY_TEXT], last[DAY_TEXT];

    while (*which->item && strcmp(which->item, item->id))
        which++;
    struct args args = ARGS(I(asked->whole.worker[asked->worker].id), S(day_iso(x->from, first)),
                            S(day_iso(x->until, last)), I(asked->programme_id), S(which->party),
                            S(which->mode), S(which->activity), I(CONTACT_ROWS));
    struct lines lines = contacts_behind(r, args);
    args.n--;
    struct served_list served = served_by(r, args);

    if (lines.n)
        show_contacts(r, &lines, &served);
    else
        html(r->out, "<p class=\"empty\">%s</p>", T(fidelity_contacts_none));
    if (lines.n == CONTACT_ROWS)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_fidelity_contacts_most,
                       arena_fmt(r->arena, "%d", CONTACT_ROWS), NULL, NULL, NULL));
}

void fidelity_contacts_page(struct req *r)
{
    struct fidelity_asked asked;

    if (!fidelity_find_asked(r, 0, &asked))
        return;
    if (asked.item < 0 || asked.worker < 0) {
        req_not_found(r);
        return;
    }
    const struct fidelity_item *item = &asked.whole.scale->item[asked.item];
    struct fidelity_live x = fidelity_live(&asked.whole, asked.item, r->today, NULL);
    struct frame_link crumbs[] = {
        {"/modeltrouw", T(fidelity_title), NULL, 0},
        {arena_fmt(r->arena, "/modeltrouw/stand/punt?programma=%" PRId64 "&punt=%s",
                   asked.programme_id, item->id),
         item->name[r->lang], NULL, 0}};
    struct frame frame = page_frame(r, T(fidelity_live_contacts_title));

    frame.crumbs = crumbs;
    frame.n_crumbs = COUNT(crumbs);
    frame.wide = true;
    frame.subtitle = arena_fmt(r->arena, "%s · %s", asked.whole.worker[asked.worker].name,
                               fidelity_window_words(r, &x));
    page_begin_frame(r, &frame);
    show_asked(r, &asked, &x);
    page_end(r);
}
