/* quarter_web.c: the page of the quarterly return, its files, and signing.
 * Not: counting (quarter.c) or the lists behind the numbers (quarter_list.c).
 * Start at monitor_page(). */
#include "feature/quarter/quarter_pages.h"

int quarter_command(int argc, char **argv); /* quarter_report.c */

enum { QUARTERS_BACK = 12 };

/* ---- what is asked --------------------------------------------------------------------------- */

bool quarter_asked(struct req *r, enum perm perm, const char *programme, const char *quarter,
                   struct quarter_view *v)
{
    struct quarter q = quarter_step(quarter_of_day(r->today), -1);
    struct req_programme chosen;

    if (*quarter && !quarter_parse(quarter, &q)) {
        req_not_found(r);
        return false;
    }
    if (!req_find_programme(r, programme, perm, &chosen))
        return false;
    *v = quarter_view_load(r->db, r->arena, chosen.id, chosen.name, q, r->today);
    return true;
}

const char *quarter_words(struct req *r, struct quarter q)
{
    return text_fill(r->arena, r->lang, TEXT_quarter_name, arena_fmt(r->arena, "%d", q.number),
                     arena_fmt(r->arena, "%d", q.year), NULL, NULL);
}

static char decimal(const struct req *r)
{
    return r->lang == LANG_NL ? ',' : '.';
}

static const char *value_text(struct req *r, enum quarter_kind kind, struct quarter_value v)
{
    return quarter_value_text(r->arena, kind, v, decimal(r));
}

/* ---- choosing -------------------------------------------------------------------------------- */

static void option(struct req *r, const char *value, const char *label, bool chosen)
{
    html(r->out,
         chosen ? "<option value=\"%s\" selected>%s</option>" : "<option value=\"%s\">%s</option>",
         value, label);
}

static void show_choice(struct req *r, const struct quarter_view *v)
{
    size_t n;
    struct req_programme *mine = req_programmes(r, PERM_FIGURES, &n);
    struct quarter q = quarter_of_day(r->today);

    html(r->out,
         "<form class=\"tools\" method=\"get\" action=\"/monitor\"><div class=\"field\">"
         "<label for=\"f-programma\">%s</label><select id=\"f-programma\" name=\"programma\">",
         T(quarter_programme));
    for (size_t i = 0; i < n; i++)
        option(r, arena_fmt(r->arena, "%" PRId64, mine[i].id), mine[i].name,
               mine[i].id == v->programme_id);
    html(r->out,
         "</select></div><div class=\"field\"><label for=\"f-kwartaal\">%s</label>"
         "<select id=\"f-kwartaal\" name=\"kwartaal\">",
         T(quarter_quarter));
    for (int i = 0; i < QUARTERS_BACK; i++, q = quarter_step(q, -1)) {
        char code[QUARTER_TEXT];

        quarter_text(q, code);
        option(r, code, quarter_words(r, q), !strcmp(code, v->now.quarter));
    }
    html(r->out, "</select></div><button class=\"quiet\">%s</button></form>", T(show));
}

/* The figures as counted now, or those of a return. */
static void show_files(struct req *r, const struct quarter_view *v, int revision)
{
    static const struct {
        const char *kind;
        enum text_id label;
    } files[] = {{"csv", TEXT_quarter_csv}, {"xlsx", TEXT_quarter_xlsx}, {"pdf", TEXT_quarter_pdf}};

    const char *version = revision ? arena_fmt(r->arena, "&versie=%d", revision) : "";

    html(r->out, "<p class=\"buttons\">");
    for (size_t i = 0; i < COUNT(files); i++)
        html(r->out,
             "<a class=\"button quiet\" href=\"/monitor/bestand?programma=%" PRId64
             "&amp;kwartaal=%s&amp;soort=%s%s\">%s</a>",
             v->programme_id, v->now.quarter, files[i].kind, version,
             text(r->lang, files[i].label));
    if (!revision)
        html(r->out,
             "<a class=\"button quiet\" href=\"/monitor/terugkoppeling?programma=%" PRId64
             "&amp;kwartaal=%s\">%s</a>",
             v->programme_id, v->now.quarter, T(trend_title));
    html(r->out, "</p>");
}

/* ---- figures --------------------------------------------------------------------------------- */

/* Does anybody of this group appear in this quarter or the one before? */
static bool group_seen(const struct quarter_view *v, const char *group)
{
    const struct quarter_value *now = quarter_find(&v->now, "served", group);
    const struct quarter_value *then = quarter_find(&v->then, "served", group);

    return (now && now->n > 0) || (then && then->n > 0);
}

static void show_value(struct req *r, const struct quarter_view *v,
                       const struct quarter_indicator *i, const char *group)
{
    struct quarter_value value = *quarter_find(&v->now, i->code, group);
    const char *label = value_text(r, i->rule->kind, value);
    bool divided = i->rule->of != QUARTER_NOTHING;

    html(r->out, "<td class=\"number\" data-label=\"%s\"><div>", *group ? group : T(quarter_all));
    if (!divided) {
        quarter_list_link(r, v, i->code, group, false, label);
    } else {
        bool staff = quarter_set_staff(i->rule->of);

        html(r->out, "<span class=\"strong\">%s</span> <div class=\"small muted\">", label);
        quarter_list_link(r, v, i->code, group, false,
                          value_text(r, QUARTER_COUNT, (struct quarter_value){value.n, 0}));
        html(r->out, " %s ", T(quarter_n_of));
        quarter_list_link(r, v, i->code, group, true,
                          value_text(r, staff ? QUARTER_AMOUNT : QUARTER_COUNT,
                                     (struct quarter_value){value.of, 0}));
        html(r->out, "</div>");
    }
    html(r->out, "</div></td>");
}

static void show_row(struct req *r, const struct quarter_view *v, const struct quarter_indicator *i)
{
    const struct quarter_value *then = quarter_find_like(&v->then, i, "");
    struct quarter_value now = *quarter_find(&v->now, i->code, "");

    html(r->out, "<tr><th scope=\"row\"><div>%s <span class=\"small muted\">%s·%s",
         i->name[r->lang], i->code, i->version);
    if (*i->definition_code)
        html(r->out, " (%s)", i->definition_code);
    html(r->out, "</span></div></th>");
    show_value(r, v, i, "");
    html(r->out, "<td class=\"number\" data-label=\"%s\">%s</td>", T(quarter_previous),
         then ? value_text(r, i->rule->kind, *then) : "");
    html(r->out, "<td class=\"number\" data-label=\"%s\">%s</td>", T(quarter_difference),
         then ? quarter_change_text(r->arena, i->rule->kind, now, *then, decimal(r)) : "");
    for (size_t g = 0; g < v->now.groups; g++)
        if (group_seen(v, v->now.group[g]))
            show_value(r, v, i, v->now.group[g]);
    html(r->out, "</tr>");
}

static void show_figures(struct req *r, const struct quarter_view *v)
{
    html(
        r->out,
        "<section class=\"card\"><h2>%s</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\""
        " aria-label=\"%s\"><table class=\"data cards dense\"><thead><tr><th scope=\"col\">%s</th>",
        T(quarter_figures), T(quarter_figures), T(quarter_figure));
    html(r->out,
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th>",
         T(quarter_all), T(quarter_previous), T(quarter_difference));
    for (size_t g = 0; g < v->now.groups; g++)
        if (group_seen(v, v->now.group[g]))
            html(r->out, "<th scope=\"col\" class=\"number\">%s</th>", v->now.group[g]);
    html(r->out, "</tr></thead><tbody>");
    for (size_t row = 0; row < v->now.rows; row++)
        show_row(r, v, &v->now.indicator[row]);
    html(r->out, "</tbody></table></div><details><summary>%s</summary><dl>", T(quarter_how));
    for (size_t row = 0; row < v->now.rows; row++) {
        const struct quarter_indicator *i = &v->now.indicator[row];

        html(r->out, "<dt>%s·%s</dt><dd>%s <span class=\"muted\" lang=\"en\">(%s; %s)</span></dd>",
             i->code, i->version, i->formula[r->lang], i->source, i->status);
    }
    html(r->out, "</dl></details></section>");
}

/* Rows of which the number is not zero, each with its list. Returns how many there were. */
static int show_rows(struct req *r, const struct quarter_view *v, const struct quarter_rule *rules)
{
    int shown = 0;

    for (const struct quarter_rule *rule = rules; rule->code; rule++) {
        double n = quarter_measure(&v->world, rule->n, rule->definition, QUARTER_KEPT_DAYS, -1);

        if (n <= 0)
            continue;
        html(r->out, shown++ ? "<li>" : "<ul class=\"rows\"><li>");
        quarter_list_link(r, v, rule->code, "", false,
                          value_text(r, QUARTER_COUNT, (struct quarter_value){n, 0}));
        html(r->out, "<div class=\"what\">%s</div></li>",
             text(r->lang, quarter_row_text(rule->code)));
    }
    if (shown)
        html(r->out, "</ul>");
    return shown;
}

/* ---- signed returns -------------------------------------------------------------------------- */

static const char *signed_words(struct req *r, const struct quarter_return *one)
{
    return text_fill(r->arena, r->lang, TEXT_quarter_signed_by,
                     arena_fmt(r->arena, "%d", one->revision),
                     page_day(r, local_from_ms(one->signed_at).day), one->signed_by, NULL);
}

/* What is another number now than in the newest return. Returns how many. */
static int show_changes(struct req *r, const struct quarter_view *v)
{
    int changes = 0;

    for (size_t row = 0; row < v->now.rows; row++) {
        const struct quarter_indicator *i = &v->now.indicator[row];

        for (size_t column = 0; column <= v->now.groups; column++) {
            const char *group = column ? v->now.group[column - 1] : "";
            const struct quarter_value *was = quarter_find_like(&v->newest, i, group);
            struct quarter_value now = *quarter_find(&v->now, i->code, group);

            if (was && quarter_same(*was, now))
                continue;
            html(r->out, changes++ ? "<li>" : "<h3>%s</h3><ul class=\"rows\"><li>",
                 T(quarter_changed));
            html(r->out, "<div class=\"what\">%s · %s</div>%s %s → %s %s</li>", i->name[r->lang],
                 *group ? group : T(quarter_all), T(quarter_was),
                 was ? value_text(r, i->rule->kind, *was) : "–", T(quarter_is),
                 value_text(r, i->rule->kind, now));
        }
    }
    html(r->out, changes ? "</ul>" : "<p>%s</p>", T(quarter_unchanged));
    return changes;
}

/* A fingerprint of the figures as shown, so that what is signed is what was seen (FNV-1a). */
static const char *seen_mark(struct req *r, const char *figures)
{
    uint64_t hash = 14695981039346656037u;

    for (; *figures; figures++)
        hash = (hash ^ (unsigned char)*figures) * 1099511628211u;
    return arena_fmt(r->arena, "%016" PRIx64, hash);
}

static const char *figures_text(struct req *r, const struct quarter_view *v)
{
    struct buf out;

    buf_init(&out, 1 << 20);
    quarter_json(&v->now, &out);
    const char *figures = arena_str(r->arena, out.at);
    buf_free(&out);
    return figures;
}

static bool may_sign(struct req *r, int64_t programme_id)
{
    size_t n;
    struct req_programme *mine = req_programmes(r, PERM_FIGURES_SIGN, &n);

    for (size_t i = 0; i < n; i++)
        if (mine[i].id == programme_id)
            return true;
    return false;
}

struct sign {
    const char *reden;
};

static const struct field correct_fields[] = {
    F_TEXT(struct sign, reden, TEXT_quarter_reason, REQUIRED, 500), F_END};

static void show_sign(struct req *r, const struct quarter_view *v, int changes)
{
    struct sign sign = {.reden = ""};

    if (!v->over || !may_sign(r, v->programme_id) || (v->signed_before && !changes))
        return;
    html(r->out, "<p class=\"no-print\">%s</p>", T(quarter_sign_what));
    page_form_begin(r, "fields no-print", "/monitor/indienen");
    html(r->out,
         "<input type=\"hidden\" name=\"_programma\" value=\"%" PRId64 "\">"
         "<input type=\"hidden\" name=\"_kwartaal\" value=\"%s\">"
         "<input type=\"hidden\" name=\"_versie\" value=\"%d\">"
         "<input type=\"hidden\" name=\"_stand\" value=\"%s\">",
         v->programme_id, v->now.quarter, v->signed_before ? v->returns.at[0].revision : 0,
         seen_mark(r, figures_text(r, v)));
    if (v->signed_before)
        form_show_fields(r->out, req_form(r, correct_fields, &sign));
    html(r->out, "<div class=\"buttons\"><button>%s</button></div></form>",
         v->signed_before ? T(quarter_correct_button) : T(quarter_sign_button));
}

static void show_state(struct req *r, const struct quarter_view *v)
{
    int changes = 0;

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(quarter_sign));
    if (!v->over)
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_quarter_until_today,
                       page_day(r, quarter_step(v->quarter, 1).first), NULL, NULL, NULL));
    for (size_t i = 0; i < v->returns.n; i++) {
        const struct quarter_return *one = &v->returns.at[i];

        html(r->out,
             "<p><a href=\"/monitor/ingediend?programma=%" PRId64 "&amp;kwartaal=%s&amp;versie=%d"
             "\">%s</a>%s%s</p>",
             v->programme_id, v->now.quarter, one->revision, signed_words(r, one),
             *one->reason ? ": " : "", one->reason);
    }
    if (v->signed_before)
        changes = show_changes(r, v);
    else if (v->over)
        html(r->out, "<p>%s</p>", T(quarter_state_open));
    show_sign(r, v, changes);
    html(r->out, "</section>");
}

/* ---- pages ----------------------------------------------------------------------------------- */

static void show_page(struct req *r, const struct quarter_view *v, enum text_id problem)
{
    struct frame frame = page_frame(r, T(quarter_title));

    frame.wide = true;
    frame.subtitle = arena_fmt(r->arena, "%s · %s", v->programme, quarter_words(r, v->quarter));
    frame.errors = problem ? 1 : 0;
    page_begin_frame(r, &frame);
    if (problem)
        html(r->out, "<div class=\"errors\" role=\"alert\"><p>%s</p></div>",
             text(r->lang, problem));
    show_choice(r, v);
    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(quarter_mend));
    if (!show_rows(r, v, quarter_mend))
        html(r->out, "<p>%s</p>", T(quarter_mend_none));
    html(r->out, "</section>");
    show_figures(r, v);
    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(quarter_left_out));
    if (!show_rows(r, v, quarter_left_out))
        html(r->out, "<p>%s</p>", T(none));
    html(r->out, "</section>");
    show_state(r, v);
    show_files(r, v, 0);
    page_end(r);
}

static void monitor_page(struct req *r)
{
    struct quarter_view v;

    if (quarter_asked(r, PERM_FIGURES, req_query(r, "programma"), req_query(r, "kwartaal"), &v))
        show_page(r, &v, TEXT_NONE);
}

static void monitor_sign(struct req *r)
{
    struct quarter_view v;
    struct sign sign = {.reden = ""};
    struct quarter_return one = {.signed_at = r->now, .reason = ""};

    if (!quarter_asked(r, PERM_FIGURES_SIGN, req_value(r, "_programma"), req_value(r, "_kwartaal"),
                       &v))
        return;
    int newest = v.signed_before ? v.returns.at[0].revision : 0;
    enum text_id problem = TEXT_NONE;

    one.figures = figures_text(r, &v);
    if (!v.over)
        problem = TEXT_quarter_not_over;
    else if (req_value_id(r, "_versie") != newest)
        problem = TEXT_quarter_conflict;
    else if (strcmp(req_value(r, "_stand"), seen_mark(r, one.figures)))
        problem = TEXT_quarter_moved;
    else if (newest && !strcmp(v.returns.at[0].figures, one.figures))
        problem = TEXT_quarter_same;
    else if (newest && !req_form_read(r, req_form(r, correct_fields, &sign)))
        problem = TEXT_quarter_reason_missing;
    one.revision = newest + 1;
    one.reason = sign.reden;
    if (!problem &&
        quarter_sign(r->db, req_new_id(r), v.programme_id, v.quarter, &one, r->user->id) != OK)
        problem = TEXT_quarter_conflict;
    if (problem) {
        req_invalid(r);
        show_page(r, &v, problem);
        return;
    }
    req_flash(r, TEXT_quarter_signed);
    req_redirect(r, "/monitor?programma=%" PRId64 "&kwartaal=%s", v.programme_id, v.now.quarter);
}

/* That of ?versie=; NULL: there is none. */
static const struct quarter_return *return_asked(struct req *r, const struct quarter_view *v)
{
    for (size_t i = 0; i < v->returns.n; i++)
        if (v->returns.at[i].revision == req_query_id(r, "versie"))
            return &v->returns.at[i];
    return NULL;
}

static void monitor_file(struct req *r)
{
    struct quarter_view v;
    const char *kind = req_query(r, "soort");

    if (!quarter_asked(r, PERM_FIGURES, req_query(r, "programma"), req_query(r, "kwartaal"), &v))
        return;
    const char *name = arena_fmt(r->arena, "kwartaal-%s", v.now.quarter);
    if (*req_query(r, "versie")) {
        const struct quarter_return *one = return_asked(r, &v);

        if (!one) {
            req_not_found(r);
            return;
        }
        quarter_view_as_signed(&v, r->arena, one);
        name = arena_fmt(r->arena, "%s-versie-%d", name, one->revision);
    }
    if (!strcmp(kind, "xlsx")) {
        req_type(r, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                 arena_fmt(r->arena, "%s.xlsx", name));
        quarter_xlsx(&v, r->lang, r->arena, r->out);
    } else if (!strcmp(kind, "pdf")) {
        req_type(r, "application/pdf", arena_fmt(r->arena, "%s.pdf", name));
        quarter_pdf(&v, r->lang, r->arena, r->now, r->out);
    } else {
        req_type(r, "text/csv; charset=utf-8", arena_fmt(r->arena, "%s.csv", name));
        quarter_csv(&v, r->lang, r->arena, r->out);
    }
}

/* "" for a version that the rules of this quarter no longer have. */
static const char *signed_name(struct req *r, const struct quarter_view *v,
                               const struct quarter_indicator *was)
{
    for (size_t row = 0; row < v->now.rows; row++) {
        const struct quarter_indicator *i = &v->now.indicator[row];

        if (!strcmp(i->code, was->code) && !strcmp(i->version, was->version))
            return i->name[r->lang];
    }
    return "";
}

static void show_signed_value(struct req *r, const struct quarter_rule *rule, const char *label,
                              struct quarter_value value)
{
    html(r->out, "<td class=\"number\" data-label=\"%s\"><div>%s", label,
         value_text(r, rule ? rule->kind : QUARTER_AMOUNT, value));
    if (rule && rule->of)
        html(r->out, " <div class=\"small muted\">%s %s %s</div>",
             value_text(r, QUARTER_COUNT, (struct quarter_value){value.n, 0}), T(quarter_n_of),
             value_text(r, quarter_set_staff(rule->of) ? QUARTER_AMOUNT : QUARTER_COUNT,
                        (struct quarter_value){value.of, 0}));
    html(r->out, "</div></td>");
}

/* One revision, as it was signed: what this program no longer counts is shown by its code. */
static void show_signed(struct req *r, const struct quarter_view *v,
                        const struct quarter_return *one, const struct quarter_figures *f)
{
    struct frame frame = page_frame(r, T(quarter_signed_title));
    struct frame_link crumb = {arena_fmt(r->arena, "/monitor?programma=%" PRId64 "&kwartaal=%s",
                                         v->programme_id, v->now.quarter),
                               T(quarter_title), NULL, 0};

    frame.crumbs = &crumb;
    frame.n_crumbs = 1;
    frame.wide = true;
    frame.subtitle = arena_fmt(r->arena, "%s · %s · %s", v->programme, quarter_words(r, v->quarter),
                               signed_words(r, one));
    page_begin_frame(r, &frame);
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards dense\"><thead><tr><th scope=\"col\">%s</th><th scope=\"col\""
         " class=\"number\">%s</th>",
         T(quarter_figures), T(quarter_figure), T(quarter_all));
    for (size_t g = 0; g < f->groups; g++)
        html(r->out, "<th scope=\"col\" class=\"number\">%s</th>", f->group[g]);
    html(r->out, "</tr></thead><tbody>");
    for (size_t row = 0; row < f->rows; row++) {
        const struct quarter_indicator *i = &f->indicator[row];

        html(r->out,
             "<tr><th scope=\"row\"><div>%s <span class=\"small muted\">%s·%s</span></div>"
             "</th>",
             signed_name(r, v, i), i->code, i->version);
        for (size_t column = 0; column <= f->groups; column++)
            show_signed_value(r, i->rule, column ? f->group[column - 1] : T(quarter_all),
                              f->cell[row * (f->groups + 1) + column]);
        html(r->out, "</tr>");
    }
    html(r->out, "</tbody></table></div>");
    show_files(r, v, one->revision);
    page_end(r);
}

/* Without a version the newest; before the first one there is only the monitor. */
static void monitor_signed(struct req *r)
{
    struct quarter_view v;
    struct quarter_figures figures;
    const char *version = req_query(r, "versie");

    if (!quarter_asked(r, PERM_FIGURES, req_query(r, "programma"), req_query(r, "kwartaal"), &v))
        return;
    if (!*version && !v.signed_before) {
        req_redirect(r, "/monitor?programma=%" PRId64 "&kwartaal=%s", v.programme_id,
                     v.now.quarter);
        return;
    }
    const struct quarter_return *one = *version ? return_asked(r, &v) : &v.returns.at[0];
    if (!one) {
        req_not_found(r);
        return;
    }
    if (!quarter_from_json(r->arena, one->figures, &figures))
        die("a signed return cannot be read");
    show_signed(r, &v, one, &figures);
}

static const struct route routes[] = {{GET, "/monitor", monitor_page, SCOPE_NONE, PERM_FIGURES,
                                       READ, ACCESS_NOTHING, TEXT_quarter_title},
                                      {POST, "/monitor/indienen", monitor_sign, SCOPE_NONE,
                                       PERM_FIGURES_SIGN, WRITE, ACCESS_CHANGE, TEXT_quarter_sign},
                                      {GET, "/monitor/lijst", quarter_list, SCOPE_NONE,
                                       PERM_FIGURES, READ, ACCESS_LIST, TEXT_quarter_list_title},
                                      {GET, "/monitor/bestand", monitor_file, SCOPE_NONE,
                                       PERM_FIGURES, READ, ACCESS_NOTHING, TEXT_quarter_file_title},
                                      {GET, "/monitor/ingediend", monitor_signed, SCOPE_NONE,
                                       PERM_FIGURES, READ, ACCESS_NOTHING,
                                       TEXT_quarter_signed_title},
                                      {GET, "/monitor/terugkoppeling", quarter_trend, SCOPE_NONE,
                                       PERM_FIGURES, READ, ACCESS_NOTHING, TEXT_trend_title},
                                      {0}};

static const struct command commands[] = {
    {"quarter", "the quarterly return: quarter --db ... --programme NAME --quarter 2026Q3 [--json]",
     quarter_command, PERM_OPERATOR},
    {0}};

const struct feature quarter_feature = {.name = "quarter", .routes = routes, .commands = commands};
