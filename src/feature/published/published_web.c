/* published_web.c: `spil published` and the page of the published figures.
 * Not: any figure; those come from published_compute().
 * Start at published_page() or published_command(). */
#include "core/req.h"
#include "feature/published/published.h"

#define PAGE "/cijfers/gepubliceerd"

static const struct verdict {
    const char *code; /* as published_compute() says it */
    enum text_id label;
    bool wrong; /* marked on the page */
} verdicts[] = {
    {"yes", TEXT_published_yes, false},
    {"other convention", TEXT_published_convention, false},
    {"no", TEXT_published_no, true},
    {"within rounding", TEXT_published_rounding, false},
    {"feasible", TEXT_published_feasible, false},
    {"impossible", TEXT_published_impossible, true},
    {"consistent", TEXT_published_consistent, false},
    {"inconsistent", TEXT_published_inconsistent, true},
    {"possible", TEXT_published_possible, false},
    {"ambiguous", TEXT_published_ambiguous, false},
    {"implausible", TEXT_published_implausible, true},
    {"loose", TEXT_published_loose, false},
    {"info", TEXT_published_info, false},
};

static const struct verdict *find_verdict(const char *code)
{
    for (size_t i = 0; i < COUNT(verdicts); i++)
        if (!strcmp(verdicts[i].code, code))
            return &verdicts[i];
    return NULL;
}

/* The tables are part of the program: that they cannot be read is our own mistake. */
static struct published_result compute(struct arena *arena)
{
    struct published_file file[PUBLISHED_FILES];
    struct published_result result;
    struct csv_log log;

    csv_log_init(&log, 5);
    published_files(file);
    if (published_compute(arena, file, &log, &result) != OK)
        BUG("%s", log.text.at);
    csv_log_free(&log);
    return result;
}

static int count_differences(const struct published_result *result)
{
    struct buf lines;

    buf_init(&lines, 1 << 20);
    int differences = published_check(result, &lines);
    buf_free(&lines);
    return differences;
}

/* ---- the page -------------------------------------------------------------------------------- */

/* The parts of the page: figures whose id begins so, up to the point. The last is of all others. */
static const struct part {
    const char *ids; /* with spaces around each */
    enum text_id label;
} parts[] = {
    {" T1 ", TEXT_published_part_fidelity},
    {" B1 ", TEXT_published_part_who},
    {" B2 ", TEXT_published_part_work},
    {" chi F logit ", TEXT_published_part_tests},
    {" salary hours wage text ", TEXT_published_part_text},
    {" B3 ", TEXT_published_part_phases},
    {" B4 time cost ", TEXT_published_part_time},
    {" nah ", TEXT_published_part_nah},
    {NULL, TEXT_published_part_other},
};

static const struct part *part_of(struct req *r, const char *id)
{
    const char *word = arena_fmt(r->arena, " %s ", arena_strn(r->arena, id, strcspn(id, ".")));
    const struct part *part = parts;

    while (part->ids && !strstr(part->ids, word))
        part++;
    return part;
}

/* One link per verdict that occurs, with its number. */
static void show_filter(struct req *r, const struct published_result *result,
                        const struct verdict *chosen)
{
    html(r->out, "<nav class=\"chips\" aria-label=\"%s\">", T(published_filter));
    html(r->out,
         chosen ? "<a href=\"" PAGE "\">%s %d</a>"
                : "<a href=\"" PAGE "\" aria-current=\"true\">%s %d</a>",
         T(published_all), result->rows);
    for (size_t i = 0; i < COUNT(verdicts); i++) {
        int n = 0;
        for (int row = 0; row < result->rows; row++)
            n += !strcmp(result->row[row].verdict, verdicts[i].code);
        if (!n)
            continue;
        html(r->out, "<a href=\"" PAGE "?oordeel=");
        html_url_arg(r->out, verdicts[i].code);
        html(r->out, chosen == &verdicts[i] ? "\" aria-current=\"true\">%s %d</a>" : "\">%s %d</a>",
             text(r->lang, verdicts[i].label), n);
    }
    html(r->out, "</nav>");
}

/* Lines may break after _ and /, and after a point before a letter: names and lists are long. */
static void show_breakable(struct req *r, const char *text)
{
    const char *from = text;

    for (const char *at = text; *at; at++) {
        bool before_letter = (at[1] >= 'a' && at[1] <= 'z') || (at[1] >= 'A' && at[1] <= 'Z');
        if (*at != '_' && *at != '/' && !(*at == '.' && before_letter))
            continue;
        html(r->out, "%s<wbr>", arena_strn(r->arena, from, (size_t)(at + 1 - from)));
        from = at + 1;
    }
    html(r->out, "%s", from);
}

static void show_row(struct req *r, const struct published_row *row)
{
    const struct verdict *verdict = find_verdict(row->verdict);

    if (!verdict)
        BUG("no words for the verdict %s", row->verdict);
    html(r->out, "<tr><th scope=\"row\"><div>");
    show_breakable(r, row->id);
    html(r->out, "</div> <span class=\"muted\">%s</span></th><td data-label=\"%s\"><div>",
         row->place, T(published_printed));
    show_breakable(r, row->published);
    html(r->out, "</div></td><td data-label=\"%s\"><span class=\"%s\">%s</span></td>",
         T(published_verdict), verdict->wrong ? "warn" : "strong", text(r->lang, verdict->label));
    html(r->out, "<td data-label=\"%s\"><div lang=\"en\">", T(published_computed));
    show_breakable(r, row->computed);
    html(r->out, "<p class=\"muted\">%s</p></div></td></tr>", row->reason);
}

/* chosen: only rows with this verdict; NULL all. Returns whether there are any. */
static bool show_part(struct req *r, const struct published_result *result, const struct part *part,
                      const struct verdict *chosen, bool open)
{
    int n = 0;

    for (int i = 0; i < result->rows; i++) {
        const struct published_row *row = &result->row[i];

        if (part_of(r, row->id) != part || (chosen && strcmp(row->verdict, chosen->code) != 0))
            continue;
        if (!n++) {
            html(r->out,
                 open ? "<details class=\"part\" open><summary>%s</summary>"
                      : "<details class=\"part\"><summary>%s</summary>",
                 text(r->lang, part->label));
            html(r->out,
                 "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
                 "<table class=\"data cards\"><thead><tr><th scope=\"col\">%s</th>",
                 text(r->lang, part->label), T(published_what));
            html(r->out,
                 "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
                 "</tr></thead><tbody>",
                 T(published_printed), T(published_verdict), T(published_computed));
        }
        show_row(r, row);
    }
    if (n)
        html(r->out, "</tbody></table></div></details>");
    return n > 0;
}

static void published_page(struct req *r)
{
    struct published_result result = compute(r->arena);
    const struct verdict *chosen = find_verdict(req_query(r, "oordeel"));
    struct frame frame = page_frame(r, T(published_title));
    int differences = count_differences(&result);
    bool open = true;

    frame.wide = true;
    page_begin_frame(r, &frame);
    html(r->out, "<p>%s</p><p>%s</p>", T(published_intro),
         differences ? text_fill(r->arena, r->lang, TEXT_published_differs,
                                 arena_fmt(r->arena, "%d", differences), NULL, NULL, NULL)
                     : T(published_as_recorded));
    show_filter(r, &result, chosen);
    html(r->out, "<p class=\"muted\">%s</p>", T(published_english));
    for (size_t i = 0; i < COUNT(parts); i++)
        if (show_part(r, &result, &parts[i], chosen, open))
            open = chosen != NULL;
    page_end(r);
}

/* ---- the command ----------------------------------------------------------------------------- */

static int published_command(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct buf out, differences;
    bool check = false, json = false;

    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--check"))
            check = true;
        else if (!strcmp(argv[i], "--json"))
            json = true;
        else
            die("\"%s\" is no option of spil published: it has --check and --json", argv[i]);
    }
    buf_init(&out, 8 << 20);
    buf_init(&differences, 1 << 20);
    struct published_result result = compute(arena);
    int n = published_check(&result, &differences);
    if (json) {
        published_json(&result, &out);
        buf_ch(&out, '\n');
    } else {
        if (!check)
            published_text(&result, &out);
        buf_str(&out, differences.at);
        buf_fmt(&out, "%d figures, %d verdicts differ from the record\n", result.rows, n);
    }
    bool written = fwrite(out.at, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
    if (!written)
        die("cannot write the figures");
    buf_free(&differences);
    buf_free(&out);
    arena_free(arena);
    return check && n > 0;
}

static const struct route routes[] = {{GET, PAGE, published_page, SCOPE_NONE, PERM_PUBLISHED, READ,
                                       ACCESS_NOTHING, TEXT_published_title},
                                      {0}};

static const struct command commands[] = {
    {"published", "published figures computed again; --check: fail when a verdict differs; --json",
     published_command, PERM_OPERATOR},
    {0}};

const struct feature published_feature = {
    .name = "published",
    .routes = routes,
    .commands = commands,
};
