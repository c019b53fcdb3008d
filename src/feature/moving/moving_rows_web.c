/* moving_rows_web.c: the fate of each row, choosing per conflict, carrying out, taking back.
 * Not: how a fate is found (moving_check.c).
 * Start at moving_rows_page(). */
#include "base/csv.h"
#include "core/access_req.h"
#include "core/codes.h"
#include "feature/moving/moving_pages.h"

enum { SHOWN = 50, CONFLICTS = 50, BLOCKED_SHOWN = 100 };

/* ---- the rows -------------------------------------------------------------------------------- */

static void show_chips(struct req *r, const struct import *im, enum moving_fate chosen)
{
    html(r->out, "<nav class=\"chips\" aria-label=\"%s\">", T(moving_result));
    for (int i = 0; i < FATES; i++)
        html(r->out,
             i == (int)chosen ? "<a href=\"/overzetten/%" PRId64
                                "?uitkomst=%s\" aria-current=\"true\">%s %" PRId64 "</a>"
                              : "<a href=\"/overzetten/%" PRId64 "?uitkomst=%s\">%s %" PRId64
                                "</a>",
             im->id, moving_fates[i].code, text(r->lang, moving_fates[i].label), im->count[i]);
    html(r->out, "</nav>");
}

static void show_row(struct req *r, const struct import *im, const struct moving_row *row)
{
    const char *column = moving_column_words(r, im, row->problem_at);

    html(r->out, "<tr><th scope=\"row\">%u</th><td data-label=\"%s\">%s</td><td data-label=\"%s\">",
         row->line, T(moving_in_file), moving_row_words(r, im, row), T(moving_fate));
    if (row->fate == FATE_REFUSED)
        html(r->out, *column ? "%s (%s)" : "%s%s", row->problem, column);
    else
        html(r->out, "%s", text(r->lang, moving_fates[row->fate].label));
    html(r->out, "</td></tr>");
}

/* What is most urgent first: what is refused, then in conflict, then new. */
static enum moving_fate fate_asked(struct req *r, const struct import *im)
{
    static const enum moving_fate order[] = {FATE_REFUSED, FATE_CONFLICT, FATE_NEW, FATE_SAME};
    const char *asked = req_query(r, "uitkomst");

    for (int i = 0; i < FATES; i++)
        if (!strcmp(moving_fates[i].code, asked))
            return (enum moving_fate)i;
    for (size_t i = 0; i < COUNT(order); i++)
        if (im->count[order[i]])
            return order[i];
    return FATE_NEW;
}

static void show_rows(struct req *r, const struct import *im, const struct moving_rows *rows)
{
    enum moving_fate fate = fate_asked(r, im);
    uint32_t after = (uint32_t)req_query_id(r, "na"), last = 0;
    int shown = 0;
    bool more = false;

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(moving_result));
    show_chips(r, im, fate);
    html(r->out,
         "<table class=\"data cards\"><caption class=\"sr\">%s</caption><thead><tr>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead>"
         "<tbody>",
         T(moving_result), T(moving_line), T(moving_in_file), T(moving_fate));
    for (size_t i = 0; i < rows->n && !more; i++) {
        if (rows->at[i].fate != fate || rows->at[i].line <= after)
            continue;
        more = shown == SHOWN;
        if (more)
            break;
        show_row(r, im, &rows->at[i]);
        last = rows->at[i].line;
        shown++;
    }
    html(r->out, "</tbody></table>");
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(moving_no_rows));
    if (more)
        html(r->out, "<p><a href=\"/overzetten/%" PRId64 "?uitkomst=%s&amp;na=%u\">%s</a></p>",
             im->id, moving_fates[fate].code, last, T(moving_more_rows));
    html(r->out,
         "<p class=\"small\"><a href=\"/overzetten/%" PRId64 "/regels\" download>%s</a></p>"
         "</section>",
         im->id, T(moving_file_title));
}

/* ---- conflicts ------------------------------------------------------------------------------- */

static const char *value_words(struct req *r, const struct moving_field *f,
                               const struct moving_values *v)
{
    const char *raw = moving_member_text(r->arena, f, v);

    switch (f->field.kind) {
    case FIELD_DAY:
        return page_day(r, day_from_iso(raw));
    case FIELD_HUNDREDTHS:
        return *raw ? page_hundredths(r, strtoll(raw, NULL, 10)) : "";
    case FIELD_MONEY:
        return *raw ? page_money(r, strtoll(raw, NULL, 10)) : "";
    case FIELD_PHONE:
        return page_phone(r, raw);
    case FIELD_CODE:
        return f->list ? codes_label(f->list, r->lang, raw)
               : *raw  ? code_text(r->lang, f->field.codes, raw)
                       : "";
    default:
        return raw;
    }
}

/* What stands in Spil is shown to who may see that part of that record, and to nobody else. */
static bool sees(struct req *r, const struct gate *gate, const struct moving_field *f)
{
    return f->group == GROUP_NONE ? user_may(r->user, PERM_EMPLOYER_READ)
                                  : gate_sees(gate, f->group);
}

static void show_differences(struct req *r, const struct import *im, const struct moving_row *row)
{
    const struct moving_field *f = moving_fields(im->kind);
    struct gate gate = {0};
    struct moving_values ours;
    bool any = false;

    if (row->client_id)
        gate = gate_client(r->db, r->user, row->client_id, r->now);
    moving_ours(r, row, &ours);
    html(r->out, "<dl class=\"facts\">");
    for (size_t i = 0; i < moving_field_count(im->kind); i++) {
        if (!(row->differs >> i & 1))
            continue;
        bool seen = sees(r, &gate, &f[i]);
        const char *there = seen ? value_words(r, &f[i], &ours) : T(moving_not_yours);

        any |= seen;
        html(r->out, "<dt>%s</dt><dd>%s</dd>", text(r->lang, f[i].field.label),
             text_fill(r->arena, r->lang, TEXT_moving_difference, value_words(r, &f[i], &row->v),
                       *there ? there : T(moving_nothing_there), NULL, NULL));
    }
    html(r->out, "</dl>");
    if (any && row->client_id)
        access_req_also(r, row->client_id, &gate);
}

/* alike: of a row that is nearly somebody. */
static void show_choices(struct req *r, const char *name, const char *legend, bool alike)
{
    static const enum text_id of_alike[CHOICES] = {[CHOICE_KEEP] = TEXT_moving_alike_keep,
                                                   [CHOICE_FILL] = TEXT_moving_alike_fill,
                                                   [CHOICE_TAKE] = TEXT_moving_alike_take,
                                                   [CHOICE_NEW] = TEXT_moving_alike_new};

    html(r->out, "<fieldset class=\"choices\"><legend>%s</legend>", legend);
    for (int i = 0; i < (alike ? CHOICES : CHOICE_NEW); i++)
        html(r->out,
             i == CHOICE_KEEP
                 ? "<label class=\"yes\"><input type=\"radio\" name=\"%s\" value=\"%s\" checked>"
                   "<span>%s</span></label>"
                 : "<label class=\"yes\"><input type=\"radio\" name=\"%s\" value=\"%s\">"
                   "<span>%s</span></label>",
             name, moving_choices[i].code,
             text(r->lang, alike ? of_alike[i] : moving_choices[i].label));
    html(r->out, "</fieldset>");
}

const char *moving_alike_words(struct req *r, const struct moving_row *row)
{
    struct gate gate = gate_client(r->db, r->user, row->client_id, r->now);
    struct client c;

    if (!gate_sees(&gate, GROUP_NAME) || client_get(r->db, r->arena, row->client_id, &c) != OK)
        return T(moving_alike_hidden);
    access_req_also(r, row->client_id, &gate);
    const char *name = client_name(r->arena, &c);
    if (!gate_sees(&gate, GROUP_DETAILS))
        return text_fill(r->arena, r->lang, TEXT_moving_alike_is, name, NULL, NULL, NULL);
    return text_fill(r->arena, r->lang, TEXT_moving_alike_born, name, page_day(r, c.birth_on), NULL,
                     NULL);
}

static void show_conflicts(struct req *r, const struct import *im, const struct moving_rows *rows)
{
    struct moving_rows some = {0};
    struct import copy = *im;

    for (size_t i = 0; i < rows->n && some.n < CONFLICTS; i++)
        if (rows->at[i].fate == FATE_CONFLICT)
            ARENA_PUSH(r->arena, &some, rows->at[i]);
    if (!some.n)
        return;
    moving_check(r, &copy, &some);
    html(r->out, "<h2>%s</h2><p>%s</p>", T(moving_conflicts), T(moving_conflicts_about));
    for (size_t i = 0; i < some.n; i++) {
        const struct moving_row *row = &some.at[i];

        if (row->fate != FATE_CONFLICT)
            continue; /* settled by a colleague meanwhile */
        html(r->out, "<section class=\"card\"><h3>%s</h3>",
             text_fill(r->arena, r->lang, TEXT_moving_line_of, arena_fmt(r->arena, "%u", row->line),
                       moving_row_words(r, im, row), NULL, NULL));
        if (row->alike)
            html(r->out, "<p><strong>%s</strong></p>", moving_alike_words(r, row));
        show_differences(r, im, row);
        show_choices(r, arena_fmt(r->arena, "_k%u", row->line),
                     text_fill(r->arena, r->lang, TEXT_moving_choose,
                               arena_fmt(r->arena, "%u", row->line), NULL, NULL, NULL),
                     row->alike);
        html(r->out, "</section>");
    }
    if (im->count[FATE_CONFLICT] > CONFLICTS) {
        html(r->out, "<section class=\"card\">");
        show_choices(r, "_alle", T(moving_choose_rest), false);
        if (im->kind == MOVING_CLIENTS)
            html(r->out, "<p class=\"help\">%s</p>", T(moving_alike_rest));
        html(r->out, "</section>");
    }
}

/* ---- the page -------------------------------------------------------------------------------- */

static void show_run(struct req *r, const struct import *im, const struct moving_rows *rows)
{
    page_form_begin(r, "", "/overzetten/%" PRId64, im->id);
    show_conflicts(r, im, rows);
    if (im->count[FATE_REFUSED])
        html(r->out, "<p class=\"warn\">%s</p>",
             text_count(r->arena, r->lang, TEXT_moving_refused_stay, im->count[FATE_REFUSED]));
    html(r->out,
         "<div class=\"buttons\"><button>%s</button>"
         "<a href=\"/overzetten/%" PRId64 "/kolommen\">%s</a></div></form>",
         text_count(r->arena, r->lang, TEXT_moving_run_rows,
                    im->count[FATE_NEW] + im->count[FATE_CONFLICT]),
         im->id, T(moving_columns_again));
    page_form_begin(r, "", "/overzetten/%" PRId64 "/weg", im->id);
    html(r->out, "<button class=\"quiet\">%s</button></form>", T(moving_remove));
}

static void show_done(struct req *r, const struct import *im)
{
    const char *day = page_day(r, local_from_ms(im->done_at).day);

    html(r->out, "<section class=\"card\"><h2>%s</h2><dl class=\"facts\">", T(moving_done));
    for (int i = 0; i < FATES; i++)
        html(r->out, "<dt>%s</dt><dd>%" PRId64 "</dd>", text(r->lang, moving_fates[i].label),
             im->count[i]);
    html(r->out, "</dl>");
    if (im->undone_at) {
        html(r->out, "<p>%s</p></section>",
             text_fill(r->arena, r->lang, TEXT_moving_undone_on, day,
                       page_day(r, local_from_ms(im->undone_at).day), NULL, NULL));
        return;
    }
    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_moving_done_on, day, NULL, NULL, NULL));
    page_form_begin(r, "", "/overzetten/%" PRId64 "/terug", im->id);
    html(r->out, "<p class=\"small\">%s</p><button class=\"danger\">%s</button></form></section>",
         T(moving_undo_about), T(moving_undo));
}

static void show_page(struct req *r, const struct import *im, const char *problem)
{
    struct moving_rows above = {0}, rows = {0};
    bool open = !strcmp(im->state, "open");

    moving_page_begin(r, im, open ? T(moving_result) : T(moving_done), problem != NULL);
    if (problem)
        moving_message(r, problem);
    if (open || im->staff_id == r->user->id)
        moving_rows_load(r->db, r->arena, im, &above, &rows);
    if (!open)
        show_done(r, im);
    if (open || (rows.n && im->count[FATE_REFUSED]))
        show_rows(r, im, &rows);
    if (open)
        show_run(r, im, &rows);
    page_end(r);
}

static bool is_judged(const struct import *im)
{
    return im->count[FATE_NEW] + im->count[FATE_SAME] + im->count[FATE_CONFLICT] +
               im->count[FATE_REFUSED] >
           0;
}

void moving_rows_page(struct req *r)
{
    struct import im;

    if (!moving_find(r, &im))
        return;
    if (!strcmp(im.state, "open") && !is_judged(&im))
        req_redirect(r, "/overzetten/%" PRId64 "/kolommen", im.id);
    else
        show_page(r, &im, NULL);
}

/* ---- carrying out ---------------------------------------------------------------------------- */

static enum moving_choice choice_of(const char *typed)
{
    for (int i = 0; i < CHOICES; i++)
        if (!strcmp(moving_choices[i].code, typed))
            return (enum moving_choice)i;
    return CHOICE_KEEP;
}

/* Judged again, because days may lie between: true when every fate is as it was shown. */
static bool judge_again(struct req *r, struct import *im, struct moving_rows *rows)
{
    enum moving_fate *was = ARENA_ARRAY(r->arena, enum moving_fate, rows->n + 1);
    bool same = true;

    for (size_t i = 0; i < rows->n; i++) {
        const char *own = req_value(r, arena_fmt(r->arena, "_k%u", rows->at[i].line));

        was[i] = rows->at[i].fate;
        if (was[i] == FATE_CONFLICT)
            rows->at[i].choice = choice_of(*own ? own : req_value(r, "_alle"));
    }
    moving_check(r, im, rows);
    for (size_t i = 0; i < rows->n; i++) {
        struct moving_row *row = &rows->at[i];
        const char *own = req_value(r, arena_fmt(r->arena, "_k%u", row->line));

        same &= was[i] == row->fate;
        /* who it is was said of this row, or it was not said at all */
        if (row->alike ? !*own : row->choice == CHOICE_NEW)
            row->choice = CHOICE_KEEP;
    }
    return same;
}

void moving_rows_run(struct req *r)
{
    struct import im;
    struct moving_rows above = {0}, rows = {0};

    if (!moving_find(r, &im))
        return;
    if (strcmp(im.state, "open") || !is_judged(&im)) { /* a second press */
        req_redirect(r, "/overzetten/%" PRId64, im.id);
        return;
    }
    moving_rows_load(r->db, r->arena, &im, &above, &rows);
    if (!judge_again(r, &im, &rows)) {
        moving_rows_store(r, im.id, &above, &rows);
        moving_import_store(r, &im);
        req_flash(r, TEXT_moving_moved);
    } else if (moving_run(r, &im, &rows)) {
        moving_rows_forget(r->db, im.id);
        req_flash(r, TEXT_moving_saved);
    } else {
        req_invalid(r);
        show_page(r, &im, T(moving_database));
        return;
    }
    req_redirect(r, "/overzetten/%" PRId64, im.id);
}

void moving_rows_remove(struct req *r)
{
    struct import im;

    if (!moving_find(r, &im))
        return;
    if (strcmp(im.state, "open")) {
        req_redirect(r, "/overzetten/%" PRId64, im.id);
        return;
    }
    moving_import_remove(r->db, im.id);
    req_flash(r, TEXT_moving_removed);
    req_redirect(r, "/overzetten");
}

/* ---- taking back ----------------------------------------------------------------------------- */

static struct moving_lines lines_from(struct arena *a, const char *typed)
{
    struct moving_lines list = {0};

    while (*typed) {
        char *end;
        unsigned long line = strtoul(typed, &end, 10);

        if (end == typed)
            break;
        ARENA_PUSH(a, &list, (uint32_t)line);
        typed = *end == ',' ? end + 1 : end;
    }
    return list;
}

static const char *lines_text(struct arena *a, const struct moving_lines *list, size_t most)
{
    struct buf b;

    buf_init(&b, 1 << 20);
    for (size_t i = 0; i < list->n && i < most; i++)
        buf_fmt(&b, "%s%u", i ? "," : "", list->at[i]);
    const char *words = arena_strn(a, b.at, b.len);
    buf_free(&b);
    return words;
}

/* Something was changed since: nothing was taken back, and the person chooses. */
static void show_blocked(struct req *r, const struct import *im, const struct moving_lines *keep,
                         const struct moving_lines *blocked)
{
    struct moving_lines all = {0};

    for (size_t i = 0; i < keep->n; i++)
        ARENA_PUSH(r->arena, &all, keep->at[i]);
    for (size_t i = 0; i < blocked->n; i++)
        ARENA_PUSH(r->arena, &all, blocked->at[i]);
    moving_page_begin(r, im, T(moving_undo), 1);
    moving_message(r, text_count(r->arena, r->lang, TEXT_moving_blocked, (int64_t)all.n));
    html(r->out, "<section class=\"card\"><p>%s</p><p><strong>%s</strong> %s</p>",
         T(moving_blocked_about), T(moving_lines_changed),
         lines_text(r->arena, &all, BLOCKED_SHOWN));
    page_form_begin(r, "", "/overzetten/%" PRId64 "/terug", im->id);
    html(r->out,
         "<input type=\"hidden\" name=\"_laat\" value=\"%s\"><div class=\"buttons\">"
         "<button class=\"danger\">%s</button><a href=\"/overzetten/%" PRId64
         "\">%s</a></div></form></section>",
         lines_text(r->arena, &all, all.n), T(moving_undo_rest), im->id, T(cancel));
    page_end(r);
}

void moving_rows_undo(struct req *r)
{
    struct import im;
    struct moving_lines keep = lines_from(r->arena, req_value(r, "_laat")), blocked = {0};

    if (!moving_find(r, &im))
        return;
    if (strcmp(im.state, "done")) {
        req_redirect(r, "/overzetten/%" PRId64, im.id);
        return;
    }
    moving_undo(r, &im, &keep, &blocked);
    if (blocked.n) {
        req_invalid(r);
        show_blocked(r, &im, &keep, &blocked);
        return;
    }
    req_flash(r, TEXT_moving_undone);
    req_redirect(r, "/overzetten/%" PRId64, im.id);
}

/* ---- all rows as a file ---------------------------------------------------------------------- */

static void put_cells(struct req *r, struct csv_writer *w, const char *cells, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t length = strcspn(cells, "\x1f");

        csv_put(w, arena_strn(r->arena, cells, length));
        cells += length + (cells[length] != '\0');
    }
}

void moving_rows_file(struct req *r)
{
    struct import im;
    struct csv_writer w;
    struct moving_rows above = {0}, rows = {0};

    if (!moving_find(r, &im))
        return;
    if (im.staff_id != r->user->id) { /* the texts of a file are for who brought it */
        req_not_found(r);
        return;
    }
    moving_rows_load(r->db, r->arena, &im, &above, &rows);
    req_type(r, "text/csv; charset=utf-8", "regels.csv");
    buf_str(r->out, "\xef\xbb\xbf");
    csv_writer_init(&w, r->out, ';', true);
    csv_put(&w, T(moving_line));
    csv_put(&w, T(moving_fate));
    csv_put(&w, T(moving_reason));
    for (size_t i = 0; i < im.columns.n; i++)
        csv_put(&w, im.columns.name[i]);
    csv_end(&w);
    for (size_t i = 0; i < rows.n; i++) {
        const struct moving_row *row = &rows.at[i];
        const char *column = moving_column_words(r, &im, row->problem_at);

        csv_put_integer(&w, row->line);
        csv_put(&w, text(r->lang, moving_fates[row->fate].label));
        csv_put(&w, *column ? arena_fmt(r->arena, "%s (%s)", row->problem, column) : row->problem);
        put_cells(r, &w, row->cells ? row->cells : "", im.columns.n);
        csv_end(&w);
    }
}
