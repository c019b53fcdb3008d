/* fidelity_live_web.c: the live estimate: all items, one item with its evidence, the contacts
 * behind. Not: the formulas (fidelity_live.c). Start at fidelity_live_page(). Nothing here adds
 * items up: a sum would look like a score. */
#include "feature/fidelity/fidelity_live_web.h"

#include <math.h>

#include "core/codes.h"
#include "core/job.h"
#include "feature/client/client.h"
#include "feature/fidelity/fidelity_load.h"

enum { PAGE_ROWS = 100, TREND_MONTHS = 12 };

static const struct fidelity_world *world_of(const struct fidelity_asked *asked, int item)
{
    return fidelity_of_clients(asked->whole.scale->item[item].id) ? &asked->world : &asked->whole;
}

/* What the address of a page in here says besides its own. */
static const char *more(struct req *r, const struct fidelity_asked *asked)
{
    return *asked->group ? arena_fmt(r->arena, "&groep=%s", asked->group) : "";
}

/* The programme of the address in which this user may; the first without one; 0. */
static int64_t find_programme(struct req *r)
{
    int64_t wanted = req_query_id(r, "programma");

    for (size_t i = 0; i < r->user->n_roles; i++) {
        const struct user_role *role = &r->user->roles[i];

        if (role->programme_id && perm_of_role(role->role, PERM_FIDELITY) &&
            (!*req_query(r, "programma") || role->programme_id == wanted))
            return role->programme_id;
    }
    return 0;
}

/* False: this is no specialist of the programme. */
static bool find_worker(struct req *r, struct fidelity_asked *asked)
{
    int n = (int)asked->whole.workers;

    asked->worker = -1;
    while (*req_query(r, "wie") && ++asked->worker < n)
        if (asked->whole.worker[asked->worker].id == req_query_id(r, "wie"))
            break;
    return asked->worker < 0 || asked->worker < n;
}

bool fidelity_find_asked(struct req *r, int months, struct fidelity_asked *asked)
{
    int32_t from = day_add_months(r->today, -FIDELITY_MONTHS - months);

    *asked = (struct fidelity_asked){
        .programme_id = find_programme(r), .group = req_query(r, "groep"), .item = -1};
    if (!asked->programme_id || (*asked->group && !codes_known("target_groups", asked->group))) {
        req_not_found(r);
        return false;
    }
    asked->programme = db_one_text(r->db, r->arena, SQL("select name from programme where id = $1"),
                                   ARGS(I(asked->programme_id)), "");
    asked->whole = fidelity_load(r->db, r->arena, asked->programme_id, "", from, r->today);
    asked->world = asked->whole;
    if (*asked->group)
        asked->world =
            fidelity_load(r->db, r->arena, asked->programme_id, asked->group, from, r->today);
    if (!find_worker(r, asked)) {
        req_not_found(r);
        return false;
    }
    if (*req_query(r, "punt"))
        asked->item = fidelity_item_place(asked->whole.scale, req_query(r, "punt"));
    if (asked->item >= 0)
        asked->world = *world_of(asked, asked->item);
    return true;
}

/* ---- words ------------------------------------------------------------------------------------
 */

static const char *number(struct req *r, double x)
{
    char *text = arena_fmt(r->arena, "%.1f", x), *point = strchr(text, '.');

    if (!strcmp(point, ".0"))
        *point = 0;
    else if (r->lang == LANG_NL)
        *point = ',';
    return text;
}

const char *fidelity_live_words(struct req *r, const struct fidelity_live *x)
{
    static const enum text_id units[] = {TEXT_fidelity_ratio,     TEXT_fidelity_percent,
                                         TEXT_fidelity_days,      TEXT_fidelity_per_week,
                                         TEXT_fidelity_per_month, TEXT_fidelity_parts_of};

    if (x->kind == LIVE_NONE)
        return T(fidelity_reviewer);
    if (x->kind == LIVE_EMPTY)
        return T(fidelity_empty);
    if (x->kind == LIVE_PARTS)
        return text_fill(r->arena, r->lang, TEXT_fidelity_parts_of, number(r, x->n),
                         number(r, x->of), NULL, NULL);
    return text_fill(r->arena, r->lang, units[x->unit], number(r, x->value), NULL, NULL, NULL);
}

const char *fidelity_window_words(struct req *r, const struct fidelity_live *x)
{
    if (x->from == x->until)
        return page_day(r, x->until);
    return arena_fmt(r->arena, "%s – %s", page_day(r, x->from), page_day(r, x->until - 1));
}

static const char *complete_words(struct req *r, const struct fidelity_live *x)
{
    return isnan(x->complete) ? ""
                              : text_fill(r->arena, r->lang, TEXT_fidelity_percent,
                                          number(r, 100 * x->complete), NULL, NULL, NULL);
}

/* ---- all items --------------------------------------------------------------------------------
 */

static void show_item_row(struct req *r, const struct fidelity_asked *asked, int item,
                          const struct fidelity_live *x)
{
    const struct fidelity_item *one = &asked->world.scale->item[item];

    html(r->out,
         "<tr><th scope=\"row\"><div><span class=\"muted small\">%s</span>"
         " <a href=\"/modeltrouw/stand/punt?programma=%" PRId64
         "&amp;punt=%s%s\">%s</a></div></th>",
         one->id, asked->programme_id, one->id, more(r, asked), one->name[r->lang]);
    html(r->out, "<td data-label=\"%s\">%s</td>", T(fidelity_number), fidelity_live_words(r, x));
    html(r->out, "<td class=\"number\" data-label=\"%s\">", T(fidelity_proposed));
    html(r->out, x->score ? "<strong>%d</strong></td>" : "–</td>", x->score);
    html(r->out, "<td class=\"day small\" data-label=\"%s\">%s</td>", T(fidelity_window),
         x->kind == LIVE_NONE                             ? ""
         : *asked->group && !fidelity_of_clients(one->id) ? T(fidelity_whole)
                                                          : fidelity_window_words(r, x));
    html(r->out, "<td class=\"number small\" data-label=\"%s\">%s</td></tr>", T(fidelity_complete),
         complete_words(r, x));
}

static void show_group(struct req *r, const struct fidelity_asked *asked, const char *code,
                       const char *label)
{
    const char *item = asked->item < 0 ? NULL : asked->whole.scale->item[asked->item].id;

    html(r->out, "<a href=\"/modeltrouw/stand%s?programma=%" PRId64 "&amp;punt=%s&amp;groep=%s\"",
         item ? "/punt" : "", asked->programme_id, item ? item : "", code);
    html(r->out, strcmp(asked->group, code) ? ">%s</a>" : " aria-current=\"page\">%s</a>", label);
}

static void show_groups(struct req *r, const struct fidelity_asked *asked)
{
    size_t n;
    const struct choice *groups = codes_choices("target_groups", r->lang, &n);

    html(r->out, "<nav class=\"chips no-print\" aria-label=\"%s\">", T(fidelity_group));
    show_group(r, asked, "", T(fidelity_group_all));
    for (size_t i = 0; i < n; i++)
        show_group(r, asked, groups[i].value, groups[i].value);
    html(r->out, "</nav>");
}

void fidelity_live_page(struct req *r)
{
    struct fidelity_asked asked;
    struct fidelity_live live[FIDELITY_ITEMS];
    struct frame_link crumb = {"/modeltrouw", T(fidelity_title), NULL, 0};

    if (!fidelity_find_asked(r, 0, &asked))
        return;
    for (int i = 0; i < asked.whole.scale->items; i++)
        live[i] = fidelity_live(world_of(&asked, i), i, r->today, NULL);
    struct frame frame = page_frame(r, T(fidelity_live_title));
    frame.crumbs = &crumb;
    frame.n_crumbs = 1;
    frame.wide = true;
    frame.subtitle = asked.programme;
    page_begin_frame(r, &frame);
    html(r->out, "<p>%s</p>", T(fidelity_live_intro));
    show_groups(r, &asked);
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards dense\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
         T(fidelity_live_title), T(fidelity_item), T(fidelity_number), T(fidelity_proposed),
         T(fidelity_window), T(fidelity_complete));
    for (int i = 0; i < asked.world.scale->items; i++)
        show_item_row(r, &asked, i, &live[i]);
    html(r->out, "</tbody></table></div>");
    page_end(r);
}

/* ---- one item: its number ---------------------------------------------------------------------
 */

/* What is told beside the number: item, view, words. */
static const struct {
    const char *item;
    bool third;
    enum text_id words;
} views[] = {
    {"O1", false, TEXT_fidelity_second_score},   {"O2", false, TEXT_fidelity_second_weeks},
    {"O2", true, TEXT_fidelity_third_suggested}, {"O3", false, TEXT_fidelity_second_week},
    {"O4", false, TEXT_fidelity_second_team},    {"O4", true, TEXT_fidelity_third_cover},
    {"O5", false, TEXT_fidelity_second_led},     {"G5", false, TEXT_fidelity_second_all},
    {"G5", true, TEXT_fidelity_third_full},      {"G6", false, TEXT_fidelity_second_fte},
    {"G6", true, TEXT_fidelity_third_log},       {"G12", false, TEXT_fidelity_second_refused},
    {"G14", false, TEXT_fidelity_second_travel}};

static void show_views(struct req *r, const struct fidelity_asked *asked,
                       const struct fidelity_live *x)
{
    const struct fidelity_item *item = &asked->world.scale->item[asked->item];
    const char *share = *fidelity_choice(item, "share") ? fidelity_choice(item, "share") : "";

    for (size_t i = 0; i < COUNT(views); i++) {
        double value = views[i].third ? x->third : x->second;

        if (!strcmp(views[i].item, item->id) && !isnan(value))
            html(r->out, "<p>%s</p>",
                 text_fill(r->arena, r->lang, views[i].words, number(r, value), share, NULL, NULL));
    }
    if (!strcmp(item->id, "G5"))
        html(r->out, "<p class=\"small muted\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_fidelity_fit_note, share, NULL, NULL, NULL));
    if (!strcmp(item->id, "G6") && isnan(x->third))
        html(r->out, "<p class=\"small muted\">%s</p>", T(fidelity_score_note));
    if (!strcmp(item->id, "G10") && x->kind == LIVE_SCORE && x->of < 10)
        html(r->out, "<p class=\"warn\">%s</p>", T(fidelity_few_jobs));
}

static void show_left(struct req *r, const struct fidelity_asked *asked,
                      const struct fidelity_live *x)
{
    const char *left = arena_fmt(r->arena, "%" PRId64, x->left);

    if (!x->left)
        return;
    if (strcmp(asked->world.scale->item[asked->item].id, "G4")) {
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_fidelity_left_out, left, NULL, NULL, NULL));
        return;
    }
    double median = fidelity_median_search(r->arena, &asked->world, r->today);
    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_fidelity_left_search, left,
                   isnan(median) ? T(fidelity_not_reached) : number(r, median), NULL, NULL));
}

static void show_parts(struct req *r, const struct fidelity_item *item,
                       const struct fidelity_live *x)
{
    static const enum text_id rhythm[] = {TEXT_fidelity_rhythm_before, TEXT_fidelity_rhythm_soon,
                                          TEXT_fidelity_rhythm_weekly,
                                          TEXT_fidelity_rhythm_monthly};

    if (x->parts) {
        html(r->out, "<dl>");
        for (int i = 0; i < item->parts; i++)
            html(r->out, "<dt>%s</dt><dd>%s</dd>", item->part[i][r->lang],
                 x->part[i] < 0 ? T(fidelity_part_unknown)
                 : x->part[i]   ? T(fidelity_part_there)
                                : T(fidelity_part_not));
        html(r->out, "</dl>");
    }
    if (isnan(x->series[0]))
        return;
    html(r->out, "<dl>");
    for (size_t i = 0; i < COUNT(rhythm); i++)
        html(r->out, "<dt>%s</dt><dd>%s%%</dd>", text(r->lang, rhythm[i]), number(r, x->series[i]));
    html(r->out, "</dl>");
}

static void show_number(struct req *r, const struct fidelity_asked *asked,
                        const struct fidelity_live *x)
{
    const struct fidelity_item *item = &asked->world.scale->item[asked->item];

    html(r->out, "<section class=\"card\"><h2>%s</h2><p class=\"lead\"><strong>%s</strong></p>",
         T(fidelity_live_title), fidelity_live_words(r, x));
    if (x->kind == LIVE_SCORE || x->kind == LIVE_COUNT)
        html(r->out, "<p>%s · %s</p>",
             text_fill(r->arena, r->lang, TEXT_fidelity_n_of, number(r, x->n), number(r, x->of),
                       NULL, NULL),
             fidelity_window_words(r, x));
    if (x->score)
        html(r->out, "<p>%s: <strong>%d</strong> %s</p>", T(fidelity_proposed), x->score,
             item->anchor[x->score][r->lang]);
    if (!isnan(x->complete))
        html(r->out, "<p>%s: %s</p>", T(fidelity_complete), complete_words(r, x));
    show_views(r, asked, x);
    show_left(r, asked, x);
    show_parts(r, item, x);
    html(r->out, "<h3>%s</h3><p>%s</p></section>", T(fidelity_how), item->formula[r->lang]);
}

static void show_trend(struct req *r, const struct fidelity_asked *asked)
{
    int32_t month = r->today - day_ymd(r->today).day + 1; /* the first of this month */

    html(r->out,
         "<section class=\"card\"><h2>%s</h2><table class=\"data dense\"><thead><tr>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s"
         "</th></tr></thead><tbody>",
         T(fidelity_trend), T(fidelity_month), T(fidelity_number), T(fidelity_proposed));
    for (int i = 0; i < TREND_MONTHS; i++) {
        int32_t t = i ? day_add_months(month, 1 - i) : r->today;
        struct fidelity_live x = fidelity_live(&asked->world, asked->item, t, NULL);

        html(r->out, "<tr><th scope=\"row\" class=\"day\">%s</th><td>%s</td><td class=\"number\">",
             page_day(r, t), fidelity_live_words(r, &x));
        html(r->out, x.score ? "%d</td></tr>" : "–</td></tr>", x.score);
    }
    html(r->out, "</tbody></table></section>");
}

/* ---- one item: its evidence -------------------------------------------------------------------
 */

static bool sees(struct req *r, int64_t client_id, enum field_group group)
{
    struct gate gate = {.relation = RELATION_NONE};

    if (user_may(r->user, PERM_CLIENT_READ))
        gate = gate_client(r->db, r->user, client_id, r->now);
    return gate_sees(&gate, group);
}

void fidelity_show_client(struct req *r, int64_t client_id, size_t place)
{
    struct client c = {0};

    if (sees(r, client_id, GROUP_NAME) && client_get(r->db, r->arena, client_id, &c) == OK)
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "\">%s</a>", client_id,
             client_list_name(r->arena, &c));
    else
        html(r->out, "<span class=\"muted\">%s</span>",
             text_fill(r->arena, r->lang, TEXT_fidelity_person, arena_fmt(r->arena, "%zu", place),
                       NULL, NULL, NULL));
}

/* G5: the employer, whether it matches the wishes, and for who sees the plan the lead that says so.
 */
static void show_fit(struct req *r, const struct fidelity_row *row)
{
    static const enum text_id words[] = {TEXT_fidelity_fit_unknown, TEXT_fidelity_fit_no,
                                         TEXT_fidelity_fit_partly, TEXT_fidelity_fit_yes};

    html(r->out, " <div class=\"small\"><span class=\"muted\">%s</span> ",
         db_one_text(r->db, r->arena, SQL("select name from employer where id = $1"),
                     ARGS(I(row->employer_id)), ""));
    if (!row->lead) {
        html(r->out, "%s</div>", T(fidelity_fit_none));
        return;
    }
    const char *said = text(r->lang, words[row->lead->fit]);
    if (sees(r, row->trajectory->client_id, GROUP_PLAN))
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "/kansen/%" PRId64 "\">%s</a></div>",
             row->trajectory->client_id, row->lead->id, said);
    else
        html(r->out, "%s</div>", said);
}

/* Whom or what a row is about, with the way to it: the client, the meeting, the contacts. */
static void show_about(struct req *r, const struct fidelity_asked *asked,
                       const struct fidelity_row *row, size_t place)
{
    const struct fidelity_world *w = &asked->world;

    if (row->meeting_id && user_may(r->user, PERM_CLIENT_GRANT))
        html(r->out, "<a href=\"/teamoverleg/%" PRId64 "\">", row->meeting_id);
    if (row->trajectory)
        fidelity_show_client(r, row->trajectory->client_id, place);
    if (row->meeting_id)
        html(r->out, "%s",
             text_fill(r->arena, r->lang, TEXT_fidelity_team_meeting, row->what, NULL, NULL, NULL));
    else if (row->what)
        html(r->out, " <span class=\"muted\">%s</span> ", row->what);
    if (row->meeting_id && user_may(r->user, PERM_CLIENT_GRANT))
        html(r->out, "</a>");
    if (!strcmp(w->scale->item[asked->item].id, "G5"))
        show_fit(r, row);
    if (!row->trajectory && row->worker >= 0)
        html(r->out,
             "<a href=\"/modeltrouw/stand/contacten?programma=%" PRId64
             "&amp;punt=%s&amp;wie=%" PRId64 "\">%s</a>",
             asked->programme_id, w->scale->item[asked->item].id, w->worker[row->worker].id,
             T(fidelity_contacts));
}

static void show_row(struct req *r, const struct fidelity_asked *asked,
                     const struct fidelity_row *row, size_t place)
{
    const struct fidelity_world *w = &asked->world;

    html(r->out, "<tr><td data-label=\"%s\">",
         row->trajectory ? T(fidelity_client) : T(fidelity_rows));
    show_about(r, asked, row, place);
    int worker = fidelity_row_worker(w, row, r->today);
    html(r->out, "</td><td data-label=\"%s\">%s</td><td class=\"day\" data-label=\"%s\">%s</td>",
         T(fidelity_worker), worker < 0 ? "" : w->worker[worker].name, T(fidelity_day),
         page_day(r, row->day));
    html(r->out,
         "<td class=\"number\" data-label=\"%s\">%s</td><td class=\"number\" data-label=\"%s\">%s"
         "</td></tr>",
         T(fidelity_counts), number(r, row->n), T(fidelity_outof),
         row->of > 0 ? number(r, row->of) : "");
}

static void show_rows(struct req *r, const struct fidelity_asked *asked,
                      const struct fidelity_rows *rows)
{
    html(r->out, "<section class=\"card\"><h2>%s: %zu</h2>", T(fidelity_rows), rows->n);
    if (asked->worker >= 0)
        html(r->out,
             "<p>%s <a href=\"/modeltrouw/stand/punt?programma=%" PRId64
             "&amp;punt=%s%s\">%s</a></p>",
             text_fill(r->arena, r->lang, TEXT_fidelity_rows_of,
                       asked->world.worker[asked->worker].name, NULL, NULL, NULL),
             asked->programme_id, asked->world.scale->item[asked->item].id, more(r, asked),
             T(fidelity_rows_all));
    if (!rows->n) {
        html(r->out, "<p>%s</p></section>", T(fidelity_rows_none));
        return;
    }
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards dense\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s"
         "</th><th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
         T(fidelity_rows), rows->at[0].trajectory ? T(fidelity_client) : T(fidelity_rows),
         T(fidelity_worker), T(fidelity_day), T(fidelity_counts), T(fidelity_outof));
    for (size_t i = 0; i < rows->n && i < PAGE_ROWS; i++)
        show_row(r, asked, &rows->at[i], i + 1);
    html(r->out, "</tbody></table></div>");
    if (rows->n > PAGE_ROWS)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_fidelity_more,
                       arena_fmt(r->arena, "%zu", rows->n - PAGE_ROWS), NULL, NULL, NULL));
    html(r->out, "</section>");
}

/* Only those of the specialist that was asked for. */
static void keep_worker(struct req *r, const struct fidelity_asked *asked,
                        struct fidelity_rows *rows)
{
    size_t n = 0;

    for (size_t i = 0; asked->worker >= 0 && i < rows->n; i++)
        if (fidelity_row_worker(&asked->world, &rows->at[i], r->today) == asked->worker)
            rows->at[n++] = rows->at[i];
    if (asked->worker >= 0)
        rows->n = n;
}

/* The lowest first: what is missing is what somebody looks for. */
static int by_count(const void *a, const void *b)
{
    const struct fidelity_row *x = a, *y = b;
    double left = x->of > 1 ? x->n / x->of : x->n, right = y->of > 1 ? y->n / y->of : y->n;

    return left < right ? -1 : left > right;
}

void fidelity_item_page(struct req *r)
{
    struct fidelity_asked asked;
    struct fidelity_rows rows = {.arena = r->arena};

    if (!fidelity_find_asked(r, TREND_MONTHS, &asked))
        return;
    if (asked.item < 0) {
        req_not_found(r);
        return;
    }
    const struct fidelity_item *item = &asked.world.scale->item[asked.item];
    struct fidelity_live x = fidelity_live(&asked.world, asked.item, r->today, &rows);
    struct frame_link crumbs[] = {
        {"/modeltrouw", T(fidelity_title), NULL, 0},
        {arena_fmt(r->arena, "/modeltrouw/stand?programma=%" PRId64, asked.programme_id),
         T(fidelity_live_title), NULL, 0}};
    struct frame frame = page_frame(r, arena_fmt(r->arena, "%s %s", item->id, item->name[r->lang]));

    keep_worker(r, &asked, &rows);
    if (rows.n)
        qsort(rows.at, rows.n, sizeof(*rows.at), by_count);
    if (!strcmp(item->id, "G4")) /* there the longest is what somebody looks for */
        for (size_t i = 0; i < rows.n / 2; i++) {
            struct fidelity_row swap = rows.at[i];

            rows.at[i] = rows.at[rows.n - 1 - i];
            rows.at[rows.n - 1 - i] = swap;
        }
    frame.crumbs = crumbs;
    frame.n_crumbs = COUNT(crumbs);
    frame.wide = true;
    frame.subtitle = arena_fmt(r->arena, "%s · %s", asked.programme, item->measures[r->lang]);
    page_begin_frame(r, &frame);
    if (fidelity_of_clients(item->id))
        show_groups(r, &asked);
    show_number(r, &asked, &x);
    if (x.kind != LIVE_NONE) {
        show_rows(r, &asked, &rows);
        show_trend(r, &asked);
    }
    page_end(r);
}

/* ---- every night, and on request --------------------------------------------------------------
 */

struct ids {
    int64_t *at;
    size_t n, cap;
};

static int64_t rebuild_all(struct db *db, struct arena *a)
{
    struct ids programmes = {0};
    struct db_rows q = db_query(db, SQL("select id from programme order by id"), NO_ARGS);
    int64_t other = 0;

    while (db_next(&q))
        ARENA_PUSH(a, &programmes, db_int(&q, 0));
    for (size_t i = 0; i < programmes.n; i++) {
        db_begin_write(db);
        other += fidelity_rebuild(db, a, programmes.at[i], today());
        db_commit(db);
    }
    return other;
}

bool fidelity_nightly(struct job *j)
{
    int64_t other = rebuild_all(j->site->write, j->arena);

    j->message = arena_fmt(j->arena, "%" PRId64 " differences", other);
    return true;
}

int fidelity_command(int argc, char **argv)
{
    int i = 1;
    struct config config = config_read(argc, argv, &i);
    struct arena *a = arena_new();
    struct db *db = db_open(config.db, DB_WRITE, false);

    printf("%" PRId64 " specialists were counted anew with another result\n", rebuild_all(db, a));
    db_close(db);
    arena_free(a);
    return 0;
}
