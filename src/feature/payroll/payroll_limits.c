/* payroll_limits.c: the settings of payroll data: what looks wrong, and what counts as worked; the
 * form of an administrator, and judging again what came in before.
 * Not: judging (payroll_odd() in payroll.c), what a worked month comes to (payroll_months.c).
 * Start at payroll_limits(). */
#include "base/number.h"
#include "core/job.h"
#include "core/values.h"
#include "feature/payroll/payroll_pages.h"

static const struct limit {
    const char *setting;
    size_t at; /* in struct payroll_limits */
    int64_t usual, least, most;
} limits_known[] = {
    {"payroll_hours_most", offsetof(struct payroll_limits, hours_most), 300, 1, 10000},
    {"payroll_wage_least", offsetof(struct payroll_limits, wage_least), 300, 0, 100000},
    {"payroll_wage_most", offsetof(struct payroll_limits, wage_most), 10000, 1, 1000000},
    {"payroll_ratio_most", offsetof(struct payroll_limits, ratio_most), 300, 100, 10000},
    {"payroll_paid_above", offsetof(struct payroll_limits, paid_above), 0, 0, 200}};

static int64_t *place(struct payroll_limits *limits, const struct limit *limit)
{
    return (int64_t *)(void *)((char *)limits + limit->at);
}

struct payroll_limits payroll_limits(struct db *db)
{
    struct payroll_limits limits;
    struct arena *a = arena_new();

    for (size_t i = 0; i < COUNT(limits_known); i++) {
        const struct limit *known = &limits_known[i];
        const char *value = db_one_text(db, a, SQL("select value from setting where name = $1"),
                                        ARGS(S(known->setting)), "");
        int64_t n;

        if (!number_parse_int(value, &n) || n < known->least || n > known->most)
            n = known->usual;
        *place(&limits, known) = n;
    }
    arena_free(a);
    return limits;
}

bool payroll_worked(const struct payroll_limits *limits, int64_t hours, int64_t wage)
{
    return hours > 0 ? hours > 100 * limits->paid_above : wage > 0;
}

/* ---- words ----------------------------------------------------------------------------------- */

/* 3 or 14,40 */
static const char *euros(struct arena *a, enum lang lang, int64_t cents)
{
    char *out = arena_alloc(a, NUMBER_TEXT), sign = lang == LANG_NL ? ',' : '.';

    return cents % 100 ? number_text_amount(out, cents, sign)
                       : number_text_int(out, cents / 100, sign);
}

const char *payroll_odd_words(struct arena *a, enum lang lang, int i,
                              const struct payroll_limits *limits)
{
    enum text_id label = payroll_odds[i].label;
    const char *one = "", *two = "";

    if (1u << i == PAYROLL_ODD_HOURS) {
        one = arena_fmt(a, "%" PRId64, limits->hours_most);
    } else if (1u << i == PAYROLL_ODD_WAGE) {
        one = euros(a, lang, limits->wage_least);
        two = euros(a, lang, limits->wage_most);
    } else if (1u << i == PAYROLL_ODD_RATIO) {
        one = arena_fmt(a, "%" PRId64, limits->ratio_most);
    }
    return text_fill(a, lang, label, one, two, NULL, NULL);
}

/* What the limits are now, for whoever works with deliveries. */
void payroll_limits_show(struct req *r)
{
    struct payroll_limits limits = payroll_limits(r->db);

    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p><p>%s</p><ul>", T(payroll_limits),
         limits.paid_above
             ? text_count(r->arena, r->lang, TEXT_payroll_worked_above, limits.paid_above)
             : T(payroll_worked_any),
         T(payroll_odd_when));
    for (int i = 0; 1u << i <= PAYROLL_ODD_RATIO; i++)
        html(r->out, "<li>%s</li>", payroll_odd_words(r->arena, r->lang, i, &limits));
    html(r->out, "</ul><p class=\"small muted\">%s</p></section>", T(payroll_limits_who));
}

bool payroll_limits_wait(struct db *db, const struct payroll_import *im)
{
    struct payroll_limits now = payroll_limits(db);

    return now.hours_most != im->judged.hours_most || now.wage_least != im->judged.wage_least ||
           now.wage_most != im->judged.wage_most || now.ratio_most != im->judged.ratio_most;
}

/* ---- setting them ---------------------------------------------------------------------------- */

static const struct field fields[] = {
    F_INT(struct payroll_limits, paid_above, TEXT_payroll_f_paid, REQUIRED, 0, 200),
    F_INT(struct payroll_limits, hours_most, TEXT_payroll_f_hours, REQUIRED, 1, 10000),
    F_MONEY(struct payroll_limits, wage_least, TEXT_payroll_f_least, REQUIRED | NARROW, 0, 100000),
    F_MONEY(struct payroll_limits, wage_most, TEXT_payroll_f_most, REQUIRED | NARROW, 1, 1000000),
    F_INT(struct payroll_limits, ratio_most, TEXT_payroll_f_ratio, REQUIRED, 100, 10000),
    F_END};

static struct form *limits_form(struct req *r, struct payroll_limits *limits)
{
    *limits = payroll_limits(r->db);
    struct form *f = req_form(r, fields, limits);
    form_help(f, "paid_above", TEXT_payroll_f_paid_help);
    form_help(f, "ratio_most", TEXT_payroll_f_ratio_help);
    return f;
}

static void form_page(struct req *r, struct form *f)
{
    struct frame frame = page_frame(r, T(payroll_limits));
    const struct frame_link crumb = {"/beheer", T(core_admin), NULL, 0};

    frame.crumbs = &crumb;
    frame.n_crumbs = 1;
    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    html(r->out, "<p class=\"lead\">%s</p>", T(payroll_limits_about));
    page_form_begin(r, "fields", "/beheer/loongegevens");
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/beheer\">%s</a></div></form>",
         T(save), T(cancel));
    page_end(r);
}

void payroll_limits_page(struct req *r)
{
    struct payroll_limits limits;

    form_page(r, limits_form(r, &limits));
}

/* What changed, as it goes into the log: "payroll_hours_most 300 to 250"; "" nothing. */
static const char *store(struct req *r, struct payroll_limits *limits)
{
    struct payroll_limits before = payroll_limits(r->db);
    const char *words = "";

    for (size_t i = 0; i < COUNT(limits_known); i++) {
        const struct limit *known = &limits_known[i];
        int64_t from = *place(&before, known), to = *place(limits, known);

        if (from == to)
            continue;
        words = arena_fmt(r->arena, "%s%s%s %" PRId64 " to %" PRId64, words, *words ? "; " : "",
                          known->setting, from, to);
        db_run(r->db,
               SQL("insert into setting (name, value) values ($1, $2)"
                   " on conflict (name) do update set value = excluded.value"),
               ARGS(S(known->setting), S(arena_fmt(r->arena, "%" PRId64, to))));
    }
    return words;
}

void payroll_limits_save(struct req *r)
{
    struct payroll_limits limits;
    struct form *f = limits_form(r, &limits);
    bool good = req_form_read(r, f);

    if (good && limits.wage_most <= limits.wage_least)
        form_error(f, "wage_most", TEXT_payroll_f_order);
    if (!good || form_error_count(f)) {
        req_invalid(r);
        form_page(r, f);
        return;
    }
    const char *changed = store(r, &limits);
    if (*changed) {
        r->log_words = changed;
        job_add(r->site, "payroll", "", r->user->id, r->now);
    }
    req_flash(r, TEXT_payroll_limits_saved);
    req_redirect(r, "/beheer");
}

/* ---- judging again --------------------------------------------------------------------------- */

struct judged {
    int64_t client_id;
    const char *month, *employer, *ikv;
    unsigned odd;
};
struct judgements {
    struct judged *at;
    size_t n, cap;
};

/* The months of a delivery that look otherwise now. Contract flags are no matter of limits, and
 * what was found about them stays. */
static struct judgements judge(struct db *db, struct arena *a, int64_t import_id,
                               const struct payroll_limits *limits)
{
    struct judgements list = {0};
    struct db_rows q = db_query(
        db,
        SQL("select client_id, month, employer, ikv_id, ikv_start, contract_hours, hours_paid,"
            " wage_lbph, wage_sv, odd, case when ikv_kind in ('11', '13', '15') then 1 else 0 end"
            " from payroll_month where import_id = $1 and client_id in"
            " (select client_id from payroll_line where import_id = $1)"),
        ARGS(I(import_id)));

    while (db_next(&q)) {
        struct payroll_month m = {.month = payroll_month_number(db_text(&q, 1)),
                                  .ikv_start = day_at(&q, 4),
                                  .wage = db_int(&q, 10) == 1,
                                  .contract_hours = number_at(&q, 5),
                                  .hours = number_at(&q, 6),
                                  .wage_lbph = number_at(&q, 7),
                                  .wage_sv = number_at(&q, 8)};
        unsigned was = (unsigned)db_int(&q, 9);
        unsigned odd = payroll_odd(&m, limits) | (was & PAYROLL_ODD_FLAGS);

        if (odd != was)
            ARENA_PUSH(a, &list,
                       ((struct judged){db_int(&q, 0), db_text_copy(&q, 1, a),
                                        db_text_copy(&q, 2, a), db_text_copy(&q, 3, a), odd}));
    }
    return list;
}

static void judge_import(struct db *db, int64_t import_id, const struct payroll_limits *limits)
{
    struct arena *a = arena_new();
    struct judgements list = judge(db, a, import_id, limits);

    for (size_t i = 0; i < list.n; i++) {
        const struct judged *j = &list.at[i];

        db_run(
            db,
            SQL("update payroll_month set odd = $6 where client_id = $2 and month = $3"
                " and import_id = $1 and employer = $4 and ikv_id = $5"),
            ARGS(I(import_id), I(j->client_id), S(j->month), S(j->employer), S(j->ikv), I(j->odd)));
    }
    db_run(db,
           SQL("update payroll_import set hours_most = $2, wage_least = $3, wage_most = $4,"
               " ratio_most = $5 where id = $1"),
           ARGS(I(import_id), I(limits->hours_most), I(limits->wage_least), I(limits->wage_most),
                I(limits->ratio_most)));
    arena_free(a);
}

void payroll_judge(struct db *db)
{
    int64_t id;

    do {
        db_begin_write(db);
        struct payroll_limits limits = payroll_limits(db);
        id = db_one_int(db,
                        SQL("select min(id) from payroll_import where state <> 'undone' and"
                            " (hours_most <> $1 or wage_least <> $2 or wage_most <> $3"
                            " or ratio_most <> $4)"),
                        ARGS(I(limits.hours_most), I(limits.wage_least), I(limits.wage_most),
                             I(limits.ratio_most)),
                        0);
        if (id)
            judge_import(db, id, &limits);
        db_commit(db);
    } while (id);
}
