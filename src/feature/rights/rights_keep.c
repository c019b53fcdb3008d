/* rights_keep.c: terms of keeping: the list to be destroyed, looked at by one, approved by another.
 * Not: the terms themselves (rules/retention.csv), nor what destroying is (rights_erase.c).
 * Start at keep_page() and keep_job(). */
#include "feature/rights/rights.h"

#include "core/codes.h"
#include "core/job.h"
#include "core/values.h"

enum { LATER_MONTHS = 12, LISTED_MOST = 500 };

static const struct retention_class *client_class(void)
{
    size_t n;
    const struct retention_class *classes = retention_classes(&n);

    for (size_t i = 0; i < n; i++)
        if (classes[i].client)
            return &classes[i];
    BUG("rules/retention.csv has no class for records of clients");
}

/* ---- the nightly list ------------------------------------------------------------------------ */

#define RUNNING                                                                                    \
    "exists (select 1 from trajectory t where t.client_id = c.id and t.closed_on is null)"
#define HELD                                                                                       \
    "exists (select 1 from client_flag h where h.client_id = c.id and h.kind = 'hold'"             \
    " and h.ended_at is null)"
#define LAST_CHANGE                                                                                \
    "coalesce(c.substantive_on, (select max(coalesce(t.closed_on, t.referred_on))"                 \
    " from trajectory t where t.client_id = c.id))"

/* The day on which this record may be destroyed; DAY_NONE when it may not: someone works with it,
 * or the law holds it. */
static int32_t due_of(struct db *db, int64_t client_id)
{
    struct db_rows q =
        db_query(db,
                 SQL("select " LAST_CHANGE " from client c where c.id = $1 and not " RUNNING
                     " and not " HELD),
                 ARGS(I(client_id)));
    int32_t last = DAY_NONE;

    while (db_next(&q))
        last = day_at(&q, 0);
    return last == DAY_NONE ? DAY_NONE : retention_due(last, client_class()->months);
}

struct ids {
    int64_t *at;
    size_t n, cap;
};

static struct ids ids_of(struct db_rows q, struct arena *a)
{
    struct ids list = {0};

    while (db_next(&q))
        ARENA_PUSH(a, &list, db_int(&q, 0));
    return list;
}

static size_t take_off(struct db *db, struct arena *a, int32_t today)
{
    struct ids listed = ids_of(db_query(db, SQL("select client_id from destruction"), NO_ARGS), a);
    size_t n = 0;

    for (size_t i = 0; i < listed.n; i++) {
        int32_t due = due_of(db, listed.at[i]);

        if (due != DAY_NONE && due <= today)
            continue;
        db_run(db, SQL("delete from destruction where client_id = $1"), ARGS(I(listed.at[i])));
        n++;
    }
    return n;
}

static size_t put_on(struct db *db, struct arena *a, int32_t today)
{
    const struct retention_class *class = client_class();
    char before[DAY_TEXT], day[DAY_TEXT], listed[DAY_TEXT];
    struct ids found = ids_of(
        db_query(db,
                 SQL("select c.id from client c where " LAST_CHANGE " <= $1 and not " RUNNING
                     " and not " HELD
                     " and not exists (select 1 from destruction d where d.client_id = c.id)"
                     " order by c.id limit $2"),
                 ARGS(S(day_iso(day_add_months(today, -class->months), before)), I(LISTED_MOST))),
        a);
    size_t n = 0;

    for (size_t i = 0; i < found.n; i++) {
        int32_t due = due_of(db, found.at[i]);

        if (due == DAY_NONE || due > today)
            continue;
        db_run(
            db,
            SQL("insert into destruction (client_id, class, due_on, listed_on)"
                " values ($1, $2, $3, $4)"),
            ARGS(I(found.at[i]), S(class->code), S(day_iso(due, day)), S(day_iso(today, listed))));
        n++;
    }
    return n;
}

bool keep_job(struct job *j)
{
    struct db *db = j->site->write;

    db_begin_write(db);
    size_t off = take_off(db, j->arena, today());
    size_t on = put_on(db, j->arena, today());
    db_commit(db);
    j->message = arena_fmt(j->arena, "%zu records put on the list, %zu taken off", on, off);
    return true;
}

/* ---- the page -------------------------------------------------------------------------------- */

struct listed {
    int64_t client_id;
    const char *class, *programme, *checked_name;
    int32_t due_on, closed_on, changed_on;
    int birth_year;
    int64_t checked_by;
};
struct listeds {
    struct listed *at;
    size_t n, cap;
};

/* A privacy officer: all of the organisation. A manager: who was in no programme but the own. */
static bool is_mine(struct req *r, int64_t client_id)
{
    if (user_has_role(r->user, ROLE_PRIVACY))
        return true;
    struct ids programmes = ids_of(
        db_query(r->db, SQL("select distinct programme_id from trajectory where client_id = $1"),
                 ARGS(I(client_id))),
        r->arena);
    for (size_t i = 0; i < programmes.n; i++) {
        bool managed = false;

        for (size_t k = 0; k < r->user->n_roles; k++)
            managed |= r->user->roles[k].role == ROLE_MANAGER &&
                       r->user->roles[k].programme_id == programmes.at[i];
        if (!managed)
            return false;
    }
    return programmes.n > 0;
}

static struct listeds listed_for(struct req *r, int64_t client_id)
{
    struct listeds list = {0};
    char day[DAY_TEXT];
    struct db_rows q = db_query(
        r->db,
        SQL("select d.client_id, d.class, d.due_on, c.birth_on, " LAST_CHANGE ","
            " coalesce(s.name, ''), coalesce(d.checked_by, 0),"
            " coalesce((select max(t.closed_on) from trajectory t where t.client_id = c.id), ''),"
            " coalesce((select min(p.name) from trajectory t join programme p"
            " on p.id = t.programme_id where t.client_id = c.id), '')"
            " from destruction d join client c on c.id = d.client_id"
            " left join staff s on s.id = d.checked_by where c.organisation_id = $1"
            " and (d.client_id = $2 or $2 = 0) and (d.later_on is null or d.later_on <= $3)"
            " order by d.due_on, d.client_id limit $4"),
        ARGS(I(r->user->organisation_id), I(client_id), S(day_iso(r->today, day)), I(LISTED_MOST)));

    while (db_next(&q)) {
        struct listed l = {.client_id = db_int(&q, 0),
                           .class = db_text_copy(&q, 1, r->arena),
                           .due_on = day_at(&q, 2),
                           .birth_year = day_ymd(day_at(&q, 3)).year,
                           .changed_on = day_at(&q, 4),
                           .checked_name = db_text_copy(&q, 5, r->arena),
                           .checked_by = db_int(&q, 6),
                           .closed_on = day_from_iso(db_text(&q, 7)),
                           .programme = db_text_copy(&q, 8, r->arena)};

        if (is_mine(r, l.client_id))
            ARENA_PUSH(r->arena, &list, l);
    }
    return list;
}

static void show_button(struct req *r, const struct listed *l, const char *path, const char *label,
                        const char *css)
{
    page_form_begin(r, "", "/bewaren/%" PRId64 "/%s", l->client_id, path);
    html(r->out, "<button class=\"%s\">%s<span class=\"sr\">: %" PRId64 "</span></button></form>",
         css, label, l->client_id);
}

static void show_later(struct req *r, const struct listed *l)
{
    html(r->out, "<details><summary>%s<span class=\"sr\">: %" PRId64 "</span></summary>",
         T(rights_keep_later), l->client_id);
    page_form_begin(r, "fields", "/bewaren/%" PRId64 "/later", l->client_id);
    html(r->out,
         "<div class=\"field\"><label for=\"w-%" PRId64 "\">%s</label>"
         "<input id=\"w-%" PRId64 "\" name=\"why\" maxlength=\"300\" required></div>"
         "<div class=\"buttons\"><button class=\"quiet\">%s</button></div></form></details>",
         l->client_id, T(rights_reason), l->client_id, T(save));
}

/* No name: to decide that a term has passed nobody needs to know whose record it is. */
static void show_listed(struct req *r, const struct listed *l)
{
    html(r->out, "<li><div class=\"what\"><strong>%s %" PRId64 "</strong><p>%s</p>",
         T(rights_number), l->client_id,
         text_fill(r->arena, r->lang, TEXT_rights_listed_line,
                   arena_fmt(r->arena, "%d", l->birth_year), l->programme,
                   page_day(r, l->closed_on), page_day(r, l->changed_on)));
    html(r->out, "<p class=\"small\">%s%s%s</p></div><div class=\"acts\">",
         text_fill(r->arena, r->lang, TEXT_rights_listed_due, page_day(r, l->due_on), NULL, NULL,
                   NULL),
         *l->checked_name ? " · " : "",
         *l->checked_name ? text_fill(r->arena, r->lang, TEXT_rights_checked_line, l->checked_name,
                                      NULL, NULL, NULL)
                          : "");
    if (!l->checked_by)
        show_button(r, l, "nakijken", T(rights_check), "button");
    else if (l->checked_by == r->user->id)
        html(r->out, "<p class=\"small muted\">%s</p>", T(rights_second));
    else
        show_button(r, l, "vernietigen", T(rights_destroy), "danger");
    html(r->out, "</div>");
    show_later(r, l);
    html(r->out, "</li>");
}

static void show_classes(struct req *r)
{
    size_t n;
    const struct retention_class *classes = retention_classes(&n);

    html(r->out,
         "<section class=\"card\"><h2>%s</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\""
         " aria-label=\"%s\"><table class=\"data cards\"><thead><tr>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th></tr></thead><tbody>",
         T(rights_classes), T(rights_classes), T(rights_class), T(rights_term), T(rights_begins),
         T(rights_source));
    for (size_t i = 0; i < n; i++)
        html(r->out,
             "<tr><th scope=\"row\">%s</th><td data-label=\"%s\">%s</td>"
             "<td data-label=\"%s\">%s</td><td data-label=\"%s\">%s%s</td></tr>",
             codes_label("retention", r->lang, classes[i].code), T(rights_term),
             text_count(r->arena, r->lang, TEXT_months, classes[i].months), T(rights_begins),
             classes[i].start[r->lang], T(rights_source), classes[i].source,
             strcmp(classes[i].status, "confirmed") ? T(rights_unconfirmed) : "");
    html(r->out, "</tbody></table></div></section>");
}

static void show_page(struct req *r, const char *trouble)
{
    struct listeds list = listed_for(r, 0);

    page_begin(r, T(rights_keep));
    html(r->out, "<p class=\"lead\">%s</p>", T(rights_keep_lead));
    if (trouble)
        html(r->out, "<div class=\"errors\" role=\"alert\"><p>%s</p></div>", trouble);
    html(r->out, "<section class=\"card\" id=\"lijst\"><h2>%s</h2>", T(rights_list));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(rights_list_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++)
        show_listed(r, &list.at[i]);
    html(r->out, "</ul></section>");
    rights_show_certificates(r);
    show_classes(r);
    page_end(r);
}

void keep_page(struct req *r)
{
    show_page(r, NULL);
}

/* ---- acts ------------------------------------------------------------------------------------ */

/* The one of the address, still due; answers 404 otherwise. Its number goes into the log. */
static bool find(struct req *r, struct listed *l)
{
    struct listeds list = listed_for(r, r->id);
    int32_t due = list.n ? due_of(r->db, r->id) : DAY_NONE;

    if (!r->id || due == DAY_NONE || due > r->today) {
        req_not_found(r);
        return false;
    }
    *l = list.at[0];
    r->client_id = r->id;
    return true;
}

void keep_check(struct req *r)
{
    struct listed l;

    if (!find(r, &l))
        return;
    db_run(r->db,
           SQL("update destruction set checked_by = $2, checked_at = $3 where client_id = $1"
               " and checked_by is null"),
           ARGS(I(l.client_id), I(r->user->id), I(r->now)));
    req_flash(r, TEXT_rights_checked);
    req_redirect(r, "/bewaren");
}

void keep_destroy(struct req *r)
{
    struct listed l;

    if (!find(r, &l))
        return;
    if (!l.checked_by || l.checked_by == r->user->id) {
        req_invalid(r);
        show_page(r, T(rights_second));
        return;
    }
    struct erased e = rights_erase(r->db, r->arena, l.client_id);
    rights_certify(
        r, "retention",
        arena_fmt(r->arena, "%s, %d maanden", client_class()->source, client_class()->months),
        l.checked_by, e);
    job_add(r->site, "forget", "", r->user->id, r->now);
    req_flash(r, TEXT_rights_destroyed);
    req_redirect(r, "/bewaren");
}

void keep_later(struct req *r)
{
    char day[DAY_TEXT];
    struct listed l;
    const char *why = req_value(r, "why");

    if (!find(r, &l))
        return;
    if (!*why || strlen(why) > 1000) {
        req_invalid(r);
        show_page(r, T(rights_reason_needed));
        return;
    }
    db_run(r->db,
           SQL("update destruction set later_on = $2, later_why = $3, checked_by = null,"
               " checked_at = null where client_id = $1"),
           ARGS(I(l.client_id), S(day_iso(day_add_months(r->today, LATER_MONTHS), day)), S(why)));
    req_flash(r, TEXT_rights_later_saved);
    req_redirect(r, "/bewaren");
}
