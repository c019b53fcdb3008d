/* payroll_one_web.c: one delivery: how the file was read, what was refused, what looks wrong, and
 * agreeing to it or taking it back. Counts and lines of the file, nobody's months.
 * Not: its months (payroll_rows_web.c).
 * Start at payroll_one_page(). */
#include "core/site.h"
#include "feature/payroll/payroll_pages.h"

enum { REFUSED_SHOWN = 50, REFUSED_MOST = 1000000 };

void payroll_page_begin(struct req *r, const struct payroll_import *im, const char *title)
{
    struct frame frame = page_frame(r, title);
    struct frame_link *crumb = ARENA_ARRAY(r->arena, struct frame_link, 1);

    *crumb = (struct frame_link){"/loongegevens", T(payroll), NULL, 0};
    frame.crumbs = crumb;
    frame.n_crumbs = 1;
    frame.wide = true;
    frame.subtitle = arena_fmt(r->arena, "%s · %s", im->file_name, im->programme);
    page_begin_frame(r, &frame);
}

const char *payroll_month_words(struct req *r, int32_t month)
{
    return arena_fmt(r->arena, "%s %d", text(r->lang, (enum text_id)(TEXT_month_1 + month % 12)),
                     month / 12);
}

static const char *month_text(struct req *r, const char *month)
{
    return payroll_month_words(r, payroll_month_number(month));
}

/* ---- what was found -------------------------------------------------------------------------- */

static const char *form_words(struct req *r, const struct payroll_form *form)
{
    const char *separator = form->separator == '\t'  ? T(payroll_tab)
                            : form->separator == ';' ? T(payroll_semicolon)
                                                     : T(payroll_comma);
    const char *decimal = form->decimal == ','   ? T(payroll_comma)
                          : form->decimal == '.' ? T(payroll_point)
                                                 : T(payroll_no_decimals);

    return text_fill(r->arena, r->lang, form->mark ? TEXT_payroll_form_mark : TEXT_payroll_form,
                     separator, decimal, form->day == '8' ? "20260331" : "2026-03-31", NULL);
}

static void show_fact(struct req *r, enum text_id label, const char *value)
{
    html(r->out, "<dt>%s</dt><dd>%s</dd>", text(r->lang, label), value);
}

static void show_number(struct req *r, enum text_id label, int64_t n)
{
    show_fact(r, label, arena_fmt(r->arena, "%" PRId64, n));
}

static void show_facts(struct req *r, const struct payroll_import *im)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2><dl class=\"facts\">", T(payroll_found));
    show_fact(r, TEXT_payroll_written, form_words(r, &im->form));
    show_fact(r, TEXT_payroll_period,
              *im->first_month ? text_fill(r->arena, r->lang, TEXT_payroll_from_to,
                                           month_text(r, im->first_month),
                                           month_text(r, im->last_month), NULL, NULL)
                               : "-");
    show_number(r, TEXT_payroll_n_lines, im->lines);
    show_number(r, TEXT_payroll_n_people, im->people);
    show_number(r, TEXT_payroll_n_months, im->months);
    show_number(r, TEXT_payroll_n_replaced, im->replaced);
    if (im->incomplete)
        show_number(r, TEXT_payroll_n_incomplete, im->incomplete);
    show_fact(r, TEXT_payroll_hash, arena_strn(r->arena, im->file_hash, 16));
    html(r->out, "</dl></section>");
}

static const char *place_words(struct req *r, const struct payroll_refused *one)
{
    return one->place ? arena_fmt(r->arena, "%" PRId64, one->place) : "";
}

static void show_refused(struct req *r, const struct payroll_import *im)
{
    struct payroll_refusals list = payroll_refusals(r->db, r->arena, im->id, 0, REFUSED_SHOWN);

    if (!list.n)
        return;
    html(r->out,
         "<section class=\"card\"><h2>%s</h2><p>%s</p><table class=\"data cards\">"
         "<caption class=\"sr\">%s</caption><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>",
         text_count(r->arena, r->lang, TEXT_payroll_refused_lines, im->refused),
         T(payroll_refused_about), T(payroll_refused), T(payroll_line), T(payroll_column),
         T(payroll_why));
    for (size_t i = 0; i < list.n; i++)
        html(r->out,
             "<tr><th scope=\"row\">%" PRId64
             "</th><td data-label=\"%s\">%s</td><td data-label=\"%s\">%s</td></tr>",
             list.at[i].line, T(payroll_column), place_words(r, &list.at[i]), T(payroll_why),
             code_text(r->lang, payroll_problems, list.at[i].problem));
    html(r->out,
         "</tbody></table><p class=\"small\"><a href=\"/loongegevens/%" PRId64
         "/geweigerd\" download>%s</a></p></section>",
         im->id, T(payroll_refused_all));
}

static void show_counts(struct req *r, const char *title, const char *about,
                        const char *const *label, const int64_t *count, int n)
{
    bool any = false;

    html(r->out, "<section class=\"card\"><h2>%s</h2><p class=\"small muted\">%s</p>", title,
         about);
    for (int i = 0; i < n; i++)
        any |= count[i] > 0;
    if (any) {
        html(r->out, "<dl class=\"facts\">");
        for (int i = 0; i < n; i++)
            if (count[i])
                html(r->out, "<dt>%s</dt><dd>%" PRId64 "</dd>", label[i], count[i]);
        html(r->out, "</dl>");
    } else {
        html(r->out, "<p class=\"empty\">%s</p>", T(payroll_nothing));
    }
    html(r->out, "</section>");
}

static void show_odd(struct req *r, const struct payroll_import *im)
{
    int64_t odd[PAYROLL_ODDS], differ[PAYROLL_DIFFERENCES] = {0};
    const char *odd_label[PAYROLL_ODDS], *differ_label[PAYROLL_DIFFERENCES];
    struct payroll_pairs pairs = payroll_pairs_load(r->db, r->arena, im->id, 0, r->today);

    payroll_odd_counts(r->db, im->id, odd);
    for (int i = 0; i < PAYROLL_ODDS; i++)
        odd_label[i] = payroll_odd_words(r->arena, r->lang, i, &im->judged);
    for (size_t i = 0; i < pairs.n; i++)
        differ[pairs.at[i].differs]++;
    for (int i = 0; i < PAYROLL_DIFFERENCES; i++)
        differ_label[i] = text(r->lang, payroll_differences[i].label);
    if (payroll_limits_wait(r->db, im))
        html(r->out, "<p class=\"warn\">%s</p>", T(payroll_limits_wait));
    show_counts(r, T(payroll_odd), T(payroll_odd_about), odd_label, odd, PAYROLL_ODDS);
    show_counts(r, T(payroll_differences), T(payroll_differences_about), differ_label + 1,
                differ + 1, PAYROLL_DIFFERENCES - 1);
    if (user_may(r->user, PERM_PAYROLL_ROWS))
        html(r->out, "<p><a href=\"/loongegevens/%" PRId64 "/maanden\">%s</a></p>", im->id,
             T(payroll_rows));
}

/* ---- the page -------------------------------------------------------------------------------- */

static void show_agree(struct req *r, const struct payroll_import *im)
{
    html(r->out, "<section class=\"card no-print\"><h2>%s</h2><p>%s</p>", T(payroll_run),
         T(payroll_run_about));
    if (im->refused)
        html(r->out, "<p class=\"warn\">%s</p>",
             text_count(r->arena, r->lang, TEXT_payroll_without, im->refused));
    html(r->out, "<div class=\"buttons\">");
    page_form_begin(r, "", "/loongegevens/%" PRId64, im->id);
    html(r->out, "<button>%s</button></form>",
         text_count(r->arena, r->lang, TEXT_payroll_run_lines, im->lines));
    page_form_begin(r, "", "/loongegevens/%" PRId64 "/weg", im->id);
    html(r->out, "<button class=\"quiet\">%s</button></form></div></section>", T(payroll_remove));
}

static void show_undo(struct req *r, const struct payroll_import *im)
{
    html(r->out, "<section class=\"card no-print\"><h2>%s</h2><p>%s</p>", T(payroll_undo),
         T(payroll_undo_about));
    page_form_begin(r, "", "/loongegevens/%" PRId64 "/terug", im->id);
    html(r->out, "<button class=\"danger\">%s</button></form></section>", T(payroll_undo));
}

void payroll_one_page(struct req *r)
{
    struct payroll_import im;

    if (!payroll_find(r, &im))
        return;
    bool undone = !strcmp(im.state, "undone");
    payroll_page_begin(r, &im, T(payroll_delivery));
    html(r->out, "<p class=\"lead\">%s</p>",
         undone                      ? T(payroll_is_undone)
         : !strcmp(im.state, "done") ? T(payroll_is_done)
                                     : T(payroll_is_open));
    show_facts(r, &im);
    if (!undone) {
        show_refused(r, &im);
        show_odd(r, &im);
    }
    if (!strcmp(im.state, "open"))
        show_agree(r, &im);
    else if (!undone)
        show_undo(r, &im);
    page_end(r);
}

/* ---- agreeing, taking back ------------------------------------------------------------------- */

void payroll_run(struct req *r)
{
    struct payroll_import im;

    if (!payroll_find(r, &im))
        return;
    if (!strcmp(im.state, "open")) { /* else a second press */
        payroll_import_done(r->db, im.id, r->now);
        payroll_log_people(r->site, &im, r->user->id, ACCESS_CREATE,
                           access_route_number("POST /loongegevens/:id"));
        req_flash(r, TEXT_payroll_saved);
    }
    req_redirect(r, "/loongegevens/%" PRId64, im.id);
}

void payroll_undo(struct req *r)
{
    struct payroll_import im;

    if (!payroll_find(r, &im))
        return;
    if (!strcmp(im.state, "done")) {
        payroll_log_people(r->site, &im, r->user->id, ACCESS_DELETE,
                           access_route_number("POST /loongegevens/:id/terug"));
        payroll_import_undo(r->db, &im, r->user->id, r->now);
        req_flash(r, TEXT_payroll_undone);
    }
    req_redirect(r, "/loongegevens/%" PRId64, im.id);
}

void payroll_remove(struct req *r)
{
    struct payroll_import im;

    if (!payroll_find(r, &im))
        return;
    if (strcmp(im.state, "open")) {
        req_redirect(r, "/loongegevens/%" PRId64, im.id);
        return;
    }
    payroll_import_remove(r->db, im.id);
    req_flash(r, TEXT_payroll_removed);
    req_redirect(r, "/loongegevens");
}

void payroll_refused_file(struct req *r)
{
    struct payroll_import im;
    struct csv_writer w;

    if (!payroll_find(r, &im))
        return;
    struct payroll_refusals list = payroll_refusals(r->db, r->arena, im.id, 0, REFUSED_MOST);
    req_type(r, "text/csv; charset=utf-8", "geweigerd.csv");
    buf_str(r->out, "\xef\xbb\xbf"); /* or Excel takes it for Windows-1252 */
    csv_writer_init(&w, r->out, ';', true);
    csv_put(&w, T(payroll_line));
    csv_put(&w, T(payroll_column));
    csv_put(&w, T(payroll_why));
    csv_end(&w);
    for (size_t i = 0; i < list.n; i++) {
        csv_put_integer(&w, list.at[i].line);
        csv_put(&w, place_words(r, &list.at[i]));
        csv_put(&w, code_text(r->lang, payroll_problems, list.at[i].problem));
        csv_end(&w);
    }
}
