/* access_web.c: the pages of the privacy officer: what stands out, who looked at this person, where
 * did this person look. Not: judging (access_judge.c), the client's own log (access_own.c).
 * Start at review_page(). */
#include "base/date.h"
#include "base/id.h"
#include "core/access_month.h"
#include "feature/access/access.h"
#include "feature/client/client.h"

enum { SIGNALS = 50, LINES = 100 };

/* ---- what stands out ------------------------------------------------------------------------- */

static void show_search(struct req *r)
{
    html(r->out,
         "<form class=\"tools\" method=\"get\" action=\"/toezicht/zoek\" role=\"search\">"
         "<div class=\"field\"><label for=\"f-q\">%s</label><input type=\"search\" id=\"f-q\""
         " name=\"q\" value=\"%s\" autocomplete=\"off\" data-search></div>"
         "<button>%s</button></form>",
         T(access_find), req_query(r, "q"), T(search));
}

static void show_rules(struct req *r)
{
    struct access_rules rules = access_rules_read(r->arena);

    html(r->out, "<details><summary>%s</summary><ul>", T(access_rules));
    for (size_t i = 0; i < rules.n; i++) {
        const struct access_rule *rule = &rules.at[i];
        const char *limit = arena_fmt(r->arena, "%" PRId64, rule->limit);
        enum text_id words = rule->from || rule->to ? TEXT_access_from_to
                             : rule->window         ? TEXT_access_at_least_within
                                                    : TEXT_access_at_least;
        const char *one = rule->from || rule->to
                              ? arena_fmt(r->arena, "%02d:%02d", rule->from / 60, rule->from % 60)
                              : arena_fmt(r->arena, "%" PRId64, rule->window / 60000);

        html(r->out, "<li>%s: %s</li>", code_text(r->lang, access_kinds, rule->kind),
             text_fill(r->arena, r->lang, words, limit, one,
                       arena_fmt(r->arena, "%02d:%02d", rule->to / 60, rule->to % 60), NULL));
    }
    html(r->out, "</ul></details>");
}

static void show_when(struct req *r)
{
    int64_t at = db_one_int(
        r->db, SQL("select max(finished_at) from job where kind = 'access_review'"), NO_ARGS, 0);

    html(r->out, "<p>%s</p>",
         at ? text_fill(r->arena, r->lang, TEXT_access_review_last, access_moment(r, at), NULL,
                        NULL, NULL)
            : T(access_review_never));
    page_form_begin(r, "acts", "/toezicht/nu");
    html(r->out, "<button class=\"quiet\">%s</button></form>", T(access_review_now));
}

static void show_open(struct req *r, bool judged)
{
    struct access_signal_filter filter = {.organisation_id = r->user->organisation_id,
                                          .open = !judged,
                                          .judged = judged,
                                          .before = req_query_id(r, "voor"),
                                          .limit = SIGNALS};
    struct access_signals list = access_signals_list(r->db, r->arena, &filter);

    html(r->out, "<nav class=\"chips\" aria-label=\"%s\"><a href=\"/toezicht\"", T(access_signals));
    html(r->out, judged ? ">%s</a>" : " aria-current=\"true\">%s</a>", T(access_signals_open));
    html(r->out, "<a href=\"/toezicht?beoordeeld=1\"");
    html(r->out, judged ? " aria-current=\"true\">%s</a></nav>" : ">%s</a></nav>",
         T(access_signals_judged));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>",
             judged ? T(access_signals_judged_none) : T(access_signals_none));
    access_signals_show(r, &list);
    if (list.more)
        html(r->out, "<p><a href=\"/toezicht?%svoor=%" PRId64 "\">%s</a></p>",
             judged ? "beoordeeld=1&" : "", list.at[list.n - 1].line_id, T(access_older));
}

static void review_page(struct req *r)
{
    bool judged = *req_query(r, "beoordeeld");
    struct frame frame = page_frame(r, T(access));

    frame.wide = true;
    page_begin_frame(r, &frame);
    html(r->out, "<p class=\"lead\">%s</p>", T(access_lead));
    show_search(r);
    html(r->out, "<div class=\"columns\"><div><section class=\"card\" id=\"signalen\"><h2>%s</h2>",
         T(access_signals));
    show_open(r, judged);
    html(r->out, "</section></div><div><section class=\"card\"><h2>%s</h2>", T(access_review_now));
    show_when(r);
    show_rules(r);
    html(r->out, "<p><a href=\"/toezicht/bewaren\">%s</a></p></section></div></div>",
         T(access_months));
    page_end(r);
}

static void review_now(struct req *r)
{
    job_add(r->site, "access_review", "", r->user->id, r->now);
    req_flash(r, TEXT_access_review_asked);
    req_redirect(r, "/toezicht");
}

static void find_page(struct req *r)
{
    struct access_people found =
        access_people_find(r->db, r->arena, r->user->organisation_id, req_query(r, "q"));
    struct frame_link crumbs[] = {{"/toezicht", T(access), NULL, 0}};
    struct frame frame = page_frame(r, T(access_found));

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    page_begin_frame(r, &frame);
    show_search(r);
    if (!found.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(access_found_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < found.n; i++) {
        const struct access_person *p = &found.at[i];

        html(r->out, "<li><div class=\"what\">");
        if (p->client)
            html(r->out, "<a href=\"/deelnemers/%" PRId64 "/inzage\">%s</a>", p->id, p->name);
        else
            html(r->out, "<a href=\"/toezicht/medewerker/%" PRId64 "\">%s</a>", p->id, p->name);
        html(r->out, "<p>%s</p></div></li>",
             text_fill(r->arena, r->lang, p->client ? TEXT_access_is_client : TEXT_access_is_staff,
                       p->client ? page_day(r, day_from_iso(p->about)) : p->about, NULL, NULL,
                       NULL));
    }
    html(r->out, "</ul><p>%s</p>", T(access_search_logged));
    page_end(r);
}

/* ---- the lines of a person ------------------------------------------------------------------- */

static void show_marks(struct req *r, const struct access_entry *e,
                       const struct access_signals *signals)
{
    int32_t day = local_from_ms(id_ms(e->line.id)).day;

    for (size_t i = 0; i < signals->n; i++) {
        const struct access_signal *s = &signals->at[i];

        if (s->day != day || s->staff_id != e->line.staff_id ||
            (s->client_id && s->client_id != e->line.client_id))
            continue;
        html(r->out,
             "<a href=\"/toezicht/signaal/%" PRId64
             "\"><span class=\"mark%s\"></span>%s%s%s</a><br>",
             s->id, *s->judgement ? "" : " urgent", code_text(r->lang, access_kinds, s->kind),
             *s->judgement ? ": " : "",
             *s->judgement ? code_text(r->lang, access_judgements, s->judgement) : "");
    }
}

static void show_other(struct req *r, const struct access_entry *e, bool of_client)
{
    if (of_client && e->line.staff_id)
        html(r->out, "<a href=\"/toezicht/medewerker/%" PRId64 "\">%s</a><br><small>%s</small>",
             e->line.staff_id, e->staff_name, access_role(r, &e->line));
    else if (of_client)
        html(r->out, "%s", T(access_nobody));
    else if (e->line.client_id)
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "/inzage\">%s</a>", e->line.client_id,
             e->client_name);
}

static void show_entry(struct req *r, const struct access_entry *e,
                       const struct access_signals *signals, bool of_client)
{
    html(r->out, "<tr><th scope=\"row\" class=\"day\">%s</th><td data-label=\"%s\">",
         access_moment(r, id_ms(e->line.id)), of_client ? T(access_who) : T(access_whom));
    show_other(r, e, of_client);
    html(r->out, "</td><td data-label=\"%s\">%s%s</td><td data-label=\"%s\">%s%s%s%s</td>",
         T(access_what), text(r->lang, access_verb(e->line.action)),
         e->times > 1 ? arena_fmt(r->arena, " (%d×)", e->times) : "", T(access_data),
         access_subject(r, &e->line), *e->words ? ": “" : "", e->words, *e->words ? "”" : "");
    html(r->out, "<td data-label=\"%s\">%s</td><td data-label=\"%s\">", T(access_ground),
         e->line.client_id ? access_ground(r, e) : "", T(access_noticed));
    show_marks(r, e, signals);
    html(r->out, "</td></tr>");
}

static void show_entries(struct req *r, struct access_entries *list,
                         const struct access_signals *signals, bool of_client)
{
    const enum text_id heads[] = {
        TEXT_access_when,   of_client ? TEXT_access_who : TEXT_access_whom,
        TEXT_access_what,   TEXT_access_data,
        TEXT_access_ground, TEXT_access_noticed};

    access_merge(list);
    html(r->out,
         "<section class=\"card\"><div class=\"scroll\" tabindex=\"0\" role=\"region\""
         " aria-label=\"%s\"><table class=\"data cards\"><caption class=\"sr\">%s</caption><thead>"
         "<tr>",
         T(access), T(access));
    for (size_t i = 0; i < COUNT(heads); i++)
        html(r->out, "<th scope=\"col\">%s</th>", text(r->lang, heads[i]));
    html(r->out, "</tr></thead><tbody data-rows>");
    for (size_t i = 0; i < list->n; i++)
        show_entry(r, &list->at[i], signals, of_client);
    html(r->out, "</tbody></table></div></section>");
}

static void show_lines(struct req *r, const char *path, const struct access_filter *who,
                       const struct access_period *p)
{
    struct access_filter filter = *who;
    struct access_signal_filter about = {
        .client_id = who->client_id, .staff_id = who->staff_id, .limit = 4 * SIGNALS};

    filter.from = id_first(local_to_ms(p->from, 0));
    filter.to = id_first(local_to_ms(p->to + 1, 0));
    if (p->before && p->before < filter.to)
        filter.to = p->before;
    filter.limit = LINES;
    about.before = filter.to;
    struct access_entries list = access_read(r->db, r->arena, &filter);
    struct access_signals signals = access_signals_list(r->db, r->arena, &about);
    int64_t next = list.before;
    if (list.n)
        show_entries(r, &list, &signals, who->client_id != 0);
    else
        html(r->out, "<p class=\"empty\">%s</p>", T(access_lines_none));
    if (next)
        html(r->out,
             "<p><a href=\"/%s?van=%s&amp;tot=%s&amp;door=%" PRId64 "&amp;voor=%" PRId64
             "\">%s</a></p>",
             path + 1, page_day(r, p->from), page_day(r, p->to), who->client_id ? who->staff_id : 0,
             next, T(access_older));
}

static void begin_of(struct req *r, const char *title, const char *lead)
{
    struct frame_link crumbs[] = {{"/toezicht", T(access), NULL, 0}};
    struct frame frame = page_frame(r, title);

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    frame.wide = true;
    page_begin_frame(r, &frame);
    html(r->out, "<p class=\"lead\">%s</p>", lead);
}

static void client_page(struct req *r)
{
    const char *path = arena_fmt(r->arena, "/deelnemers/%" PRId64 "/inzage", r->client_id);
    struct access_people people = access_people_of_client(r->db, r->arena, r->client_id);
    struct access_period p = access_period_read(r);
    struct access_filter filter = {.client_id = r->client_id, .staff_id = req_query_id(r, "door")};

    begin_of(r,
             text_fill(r->arena, r->lang, TEXT_access_client,
                       access_client_name(r->db, r->arena, r->client_id), NULL, NULL, NULL),
             T(access_client_lead));
    access_period_show(r, path, &p, &people);
    show_lines(r, path, &filter, &p);
    page_end(r);
}

static void show_counts(struct req *r, int64_t staff_id)
{
    struct ymd today = day_ymd(r->today);
    size_t n;
    struct access_count *months =
        access_counts(r->db, r->arena, staff_id, 12 * today.year + today.month - 1, &n);

    if (!n)
        return;
    html(r->out,
         "<details class=\"card\"><summary>%s</summary><table class=\"data\"><thead><tr>"
         "<th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
         T(access_over_time), T(access_month), T(access_lines), page_client_word(r, true, true));
    for (size_t i = 0; i < n; i++)
        html(r->out,
             "<tr><th scope=\"row\">%s %d</th><td class=\"number\">%" PRId64
             "</td><td class=\"number\">%" PRId64 "</td></tr>",
             text(r->lang, (enum text_id)(TEXT_month_1 + months[i].month % 12)),
             months[i].month / 12, months[i].lines, months[i].clients);
    html(r->out, "</tbody></table></details>");
}

static void staff_page(struct req *r)
{
    const char *name = access_staff_name(r->db, r->arena, r->user->organisation_id, r->id);
    const char *path = arena_fmt(r->arena, "/toezicht/medewerker/%" PRId64, r->id);
    struct access_period p = access_period_read(r);
    struct access_filter filter = {.staff_id = r->id};

    if (!*name) {
        req_not_found(r);
        return;
    }
    begin_of(r, text_fill(r->arena, r->lang, TEXT_access_staff, name, NULL, NULL, NULL),
             T(access_staff_lead));
    access_period_show(r, path, &p, NULL);
    show_counts(r, r->id);
    show_lines(r, path, &filter, &p);
    page_end(r);
}

/* The browser tells that it prints this page: all that can be known of paper. */
static void printed(struct req *r)
{
    http_status(r->x, 204);
}

static const struct route routes[] = {
    {GET, "/toezicht", review_page, SCOPE_NONE, PERM_PRIVACY, READ, ACCESS_LOG_READ, TEXT_access},
    {GET, "/toezicht/zoek", find_page, SCOPE_NONE, PERM_PRIVACY, READ, ACCESS_LIST,
     TEXT_access_found},
    {POST, "/toezicht/nu", review_now, SCOPE_NONE, PERM_PRIVACY, WRITE, ACCESS_LOG_READ,
     TEXT_access_review_now},
    {GET, "/toezicht/medewerker/:id", staff_page, SCOPE_NONE, PERM_PRIVACY, READ, ACCESS_LOG_READ,
     TEXT_access_who},
    {GET, "/toezicht/signaal/:id", access_signal_page, SCOPE_NONE, PERM_PRIVACY, READ,
     ACCESS_LOG_READ, TEXT_access_judge},
    {POST, "/toezicht/signaal/:id", access_signal_save, SCOPE_NONE, PERM_PRIVACY, WRITE,
     ACCESS_REVIEW, TEXT_access_judge},
    {GET, "/toezicht/bewaren", access_months_page, SCOPE_NONE, PERM_PRIVACY, READ, ACCESS_LOG_READ,
     TEXT_access_months},
    {POST, "/toezicht/bewaren", access_months_save, SCOPE_NONE, PERM_PRIVACY, WRITE, ACCESS_DROP,
     TEXT_access_months},
    {GET, "/deelnemers/:client/inzage", client_page, SCOPE_CLIENT, PERM_PRIVACY, READ,
     ACCESS_LOG_READ, TEXT_access_own, GROUP_LOG},
    {GET, "/deelnemers/:client/wie-keek", access_own_give, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_LOG_READ, TEXT_access_own, GROUP_RIGHTS},
    {GET, "/deelnemers/:client/afgedrukt", printed, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_PRINT, TEXT_access_did_print, GROUP_NAME},
    {GET, "/mijn/inzage", access_own_mine, SCOPE_MINE, PERM_MINE, READ, ACCESS_LOG_READ,
     TEXT_access_own, GROUP_LOG},
    {GET, "/afgedrukt", printed, SCOPE_NONE, PERM_SELF, READ, ACCESS_PRINT, TEXT_access_did_print},
    {0}};

static const struct command commands[] = {
    {"access", "the access log: access export | drop --before YYYY-MM | repair --reason TEXT",
     access_command, PERM_OPERATOR},
    {0}};

static const struct job_kind jobs[] = {{"access_review", access_review_job, 60},
                                       {"access_propose", access_propose_job, 30 * 24 * 60},
                                       {"access_drop", access_drop_job, 0},
                                       {0}};

static const struct client_block client_blocks[] = {{.name = "access",
                                                     .draw = access_give_block,
                                                     .title = TEXT_access_block,
                                                     .group = GROUP_RIGHTS,
                                                     .tab = TAB_FILE,
                                                     .order = 95,
                                                     .aside = true},
                                                    {0}};

const struct feature access_feature = {.name = "access",
                                       .routes = routes,
                                       .commands = commands,
                                       .jobs = jobs,
                                       .client_blocks = client_blocks,
                                       .mine_block = access_own_block,
                                       .mine_group = GROUP_LOG,
                                       .mine_order = 90,
                                       .mine_title = TEXT_access_own};
