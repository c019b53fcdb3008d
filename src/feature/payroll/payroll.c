/* payroll.c: what a line of a payroll delivery says, what looks wrong, what differs from Spil.
 * Not: whose it is and adding up (payroll_import.c), tables (payroll_sql.c).
 * Start at payroll_line_read(). */
#include "feature/payroll/payroll.h"

#include "base/check.h"
#include "base/embed.h"
#include "core/codes.h"
#include "html/form.h"

const char *const payroll_columns[PAYROLL_COLUMNS] = {"person_pseudonym",
                                                      "period",
                                                      "ikv_id",
                                                      "employer_pseudonym",
                                                      "ikv_start",
                                                      "ikv_end",
                                                      "iko_start",
                                                      "iko_end",
                                                      "ikv_kind",
                                                      "employment_kind",
                                                      "contract_permanent",
                                                      "contract_written",
                                                      "contract_oncall",
                                                      "contract_hours_week",
                                                      "hours_paid",
                                                      "sv_days",
                                                      "wage_lbph",
                                                      "wage_sv",
                                                      "cao_code",
                                                      "sbi_version",
                                                      "sbi_section",
                                                      "sbi_code",
                                                      "sector_uwv",
                                                      "end_reason",
                                                      "delivery_version"};

const struct code payroll_problems[PAYROLL_PROBLEMS + 1] = {
    {"fine", TEXT_NONE},
    {"unreadable", TEXT_payroll_p_unreadable},
    {"empty", TEXT_payroll_p_empty},
    {"too_long", TEXT_payroll_p_too_long},
    {"unknown", TEXT_payroll_p_unknown},
    {"bsn", TEXT_payroll_p_bsn},
    {"other_request", TEXT_payroll_p_other_request},
    {"restricted", TEXT_payroll_p_restricted},
    {"no_month", TEXT_payroll_p_no_month},
    {"month_range", TEXT_payroll_p_month_range},
    {"no_day", TEXT_payroll_p_no_day},
    {"day_form", TEXT_payroll_p_day_form},
    {"day_order", TEXT_payroll_p_day_order},
    {"no_code", TEXT_payroll_p_no_code},
    {"code_year", TEXT_payroll_p_code_year},
    {"no_number", TEXT_payroll_p_no_number},
    {"decimal", TEXT_payroll_p_decimal},
    {"range", TEXT_payroll_p_range},
    {NULL, TEXT_NONE}};

const struct code payroll_odds[PAYROLL_ODDS + 1] = {
    {"hours", TEXT_payroll_o_hours},       {"wage", TEXT_payroll_o_wage},
    {"ratio", TEXT_payroll_o_ratio},       {"before", TEXT_payroll_o_before},
    {"negative", TEXT_payroll_o_negative}, {"no_hours", TEXT_payroll_o_no_hours},
    {"flags", TEXT_payroll_o_flags},       {NULL, TEXT_NONE}};

const struct code payroll_differences[PAYROLL_DIFFERENCES + 1] = {
    {"same", TEXT_payroll_d_same},           {"only_there", TEXT_payroll_d_only_there},
    {"only_here", TEXT_payroll_d_only_here}, {"hours", TEXT_payroll_d_hours},
    {"wage", TEXT_payroll_d_wage},           {NULL, TEXT_NONE}};

/* ---- code lists with years ------------------------------------------------------------------- */

static int year_of(const struct csv *c, int column)
{
    int64_t year = 0;

    if (column >= 0 && csv_len(c, column) && !csv_integer(c, column, &year))
        BUG("%s has no year", c->name);
    return (int)year;
}

static void list_read(struct arena *a, const char *path, struct payroll_codes *codes)
{
    const struct embed *file = embed_find(path);
    struct csv_column want[] = {{"code", false, -1},
                                {"valid_from_year", true, -1},
                                {"valid_to_year", true, -1},
                                {"kind", true, -1},
                                {"contract_flags_required_2021", true, -1}};
    struct csv_log log;

    if (!file)
        BUG("%s is not in the program", path);
    csv_log_init(&log, 1);
    struct csv *c = csv_memory(a, path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, want, COUNT(want)))
        BUG("%s", log.text.at);
    while (csv_next(c)) {
        struct payroll_code code = {
            .code = arena_strn(a, csv_text(c, want[0].at), csv_len(c, want[0].at)),
            .from_year = year_of(c, want[1].at),
            .to_year = year_of(c, want[2].at),
            .flags = want[4].at >= 0 && csv_is(c, want[4].at, "J")};

        /* An owner-director (17) is paid a wage and is no employee (standards.md 1.2). */
        code.wage = want[3].at >= 0 && csv_is(c, want[3].at, "wage") && strcmp(code.code, "17");
        ARENA_PUSH(a, codes, code);
    }
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
}

void payroll_lists_read(struct arena *a, struct payroll_lists *lists)
{
    list_read(a, "rules/polis/income_kinds.csv", &lists->income);
    list_read(a, "rules/polis/employment_kinds.csv", &lists->employment);
    list_read(a, "rules/polis/end_reasons.csv", &lists->ending);
}

static bool cell_is(struct payroll_cell cell, const char *word)
{
    return strlen(word) == cell.n && !memcmp(cell.at, word, cell.n);
}

/* The code that holds in the year of this month. */
static enum payroll_problem code_find(const struct payroll_codes *list, struct payroll_cell cell,
                                      int32_t month, const struct payroll_code **found)
{
    int year = month / 12;
    bool there = false;

    for (size_t i = 0; i < list->n; i++) {
        const struct payroll_code *code = &list->at[i];

        if (!cell_is(cell, code->code))
            continue;
        there = true;
        if ((!code->from_year || year >= code->from_year) &&
            (!code->to_year || year <= code->to_year)) {
            *found = code;
            return PAYROLL_FINE;
        }
    }
    return there ? PAYROLL_CODE_YEAR : PAYROLL_NO_CODE;
}

/* ---- cells ----------------------------------------------------------------------------------- */

static bool all_digits(struct payroll_cell cell)
{
    for (size_t i = 0; i < cell.n; i++)
        if (cell.at[i] < '0' || cell.at[i] > '9')
            return false;
    return cell.n > 0;
}

static int number_of(const char *at, int n)
{
    int all = 0;

    for (int i = 0; i < n; i++)
        all = 10 * all + at[i] - '0';
    return all;
}

/* Names are visible ASCII without quotes: so the stored line is the very line of the file. */
static enum payroll_problem name_read(struct payroll_cell cell, size_t most)
{
    if (!cell.n)
        return PAYROLL_EMPTY;
    if (cell.n > most)
        return PAYROLL_TOO_LONG;
    for (size_t i = 0; i < cell.n; i++)
        if (cell.at[i] <= ' ' || cell.at[i] > '~' || cell.at[i] == '"')
            return PAYROLL_NO_CODE;
    return PAYROLL_FINE;
}

/* YYYY-MM, or YYYYMM as it goes with YYYYMMDD. */
static bool month_read(struct payroll_cell cell, int32_t *month)
{
    const char *at = cell.at;
    bool dash = cell.n == 7 && at[4] == '-';

    if ((!dash && cell.n != 6) || !all_digits((struct payroll_cell){at, 4}) ||
        !all_digits((struct payroll_cell){at + 4 + dash, 2}))
        return false;
    int in_year = number_of(at + 4 + dash, 2);
    *month = 12 * number_of(at, 4) + in_year - 1;
    return in_year >= 1 && in_year <= 12;
}

int32_t payroll_month_number(const char *text)
{
    int32_t month;

    return month_read((struct payroll_cell){text, strlen(text)}, &month) ? month : 0;
}

static enum payroll_problem day_read(struct payroll_form *form, struct payroll_cell cell,
                                     int32_t *day)
{
    char text[DAY_TEXT] = "YYYY-MM-DD", kind = cell.n == 10 ? '-' : '8';

    *day = DAY_NONE;
    if (!cell.n)
        return PAYROLL_FINE;
    if (cell.n != 10 && cell.n != 8)
        return PAYROLL_NO_DAY;
    if (kind == '-') {
        memcpy(text, cell.at, 10);
    } else {
        memcpy(text, cell.at, 4);
        memcpy(text + 5, cell.at + 4, 2);
        memcpy(text + 8, cell.at + 6, 2);
    }
    *day = day_from_iso(text);
    if (*day == DAY_NONE)
        return PAYROLL_NO_DAY;
    if (form->day && form->day != kind)
        return PAYROLL_DAY_FORM;
    form->day = kind;
    return PAYROLL_FINE;
}

enum { DIGITS = 12 };

/* Digits behind the sign at `i`, if there is one: up to two. */
static enum payroll_problem decimals_read(struct payroll_form *form, struct payroll_cell cell,
                                          size_t i, int64_t *n)
{
    size_t places = cell.n - i;

    *n *= 100;
    if (!places)
        return PAYROLL_FINE;
    char sign = cell.at[i];
    if ((sign != '.' && sign != ',') || places < 2 ||
        !all_digits((struct payroll_cell){cell.at + i + 1, places - 1}))
        return PAYROLL_NO_NUMBER;
    if (places > 3 || (form->decimal && form->decimal != sign))
        return PAYROLL_DECIMAL;
    form->decimal = sign;
    *n += places == 3 ? number_of(cell.at + i + 1, 2) : 10 * number_of(cell.at + i + 1, 1);
    return PAYROLL_FINE;
}

/* Hundredths, exactly: -12, 12,5, 12.50. Thousands are never grouped. */
static enum payroll_problem amount_read(struct payroll_form *form, struct payroll_cell cell,
                                        int64_t *amount)
{
    bool minus = cell.n && *cell.at == '-';
    size_t i = minus, first = i;
    int64_t n = 0;

    *amount = NUMBER_NONE;
    if (!cell.n)
        return PAYROLL_FINE;
    for (; i < cell.n && cell.at[i] >= '0' && cell.at[i] <= '9'; i++) {
        if (i - first == DIGITS)
            return PAYROLL_RANGE;
        n = 10 * n + cell.at[i] - '0';
    }
    if (i == first)
        return PAYROLL_NO_NUMBER;
    enum payroll_problem problem = decimals_read(form, cell, i, &n);
    if (!problem)
        *amount = minus ? -n : n;
    return problem;
}

/* ---- the parts of a line --------------------------------------------------------------------- */

struct reading {
    struct payroll_reader *reader;
    struct payroll_line *line;
    enum payroll_column column; /* being read */
};

static struct payroll_cell at(struct reading *r, enum payroll_column column)
{
    r->column = column;
    return r->line->cell[column];
}

static enum payroll_problem read_who(struct reading *r)
{
    static const struct {
        enum payroll_column column;
        size_t most;
    } names[] = {{PAYROLL_PERSON, 64}, {PAYROLL_IKV, 32}, {PAYROLL_EMPLOYER, 64}};
    char typed[BSN_TEXT] = "", bsn[BSN_TEXT];

    for (size_t i = 0; i < COUNT(names); i++) {
        struct payroll_cell cell = at(r, names[i].column);
        enum payroll_problem problem = name_read(cell, names[i].most);

        if (problem)
            return problem;
        /* A delivery with citizen service numbers for names is not kept at all. */
        if (names[i].column != PAYROLL_PERSON || cell.n != BSN_TEXT - 1 || !all_digits(cell))
            continue;
        memcpy(typed, cell.at, cell.n);
        if (check_bsn(typed, bsn) == BSN_RIGHT)
            return PAYROLL_BSN;
    }
    return PAYROLL_FINE;
}

enum { FIRST_YEAR = 2006 /* when the register began */ };

static enum payroll_problem read_when(struct reading *r)
{
    struct payroll_line *l = r->line;
    struct {
        enum payroll_column column;
        int32_t *day;
    } days[] = {{PAYROLL_IKV_START, &l->ikv_start},
                {PAYROLL_IKV_END, &l->ikv_end},
                {PAYROLL_IKO_START, &l->iko_start},
                {PAYROLL_IKO_END, &l->iko_end}};

    if (!month_read(at(r, PAYROLL_PERIOD), &l->month))
        return PAYROLL_NO_MONTH;
    if (l->month < 12 * FIRST_YEAR || l->month > r->reader->this_month)
        return PAYROLL_MONTH_RANGE;
    for (size_t i = 0; i < COUNT(days); i++) {
        enum payroll_problem problem =
            day_read(&r->reader->form, at(r, days[i].column), days[i].day);

        if (problem)
            return problem;
    }
    r->column = PAYROLL_IKV_START;
    if (l->ikv_start == DAY_NONE)
        return PAYROLL_EMPTY;
    r->column = PAYROLL_IKV_END;
    if (l->ikv_end != DAY_NONE && l->ikv_end < l->ikv_start)
        return PAYROLL_DAY_ORDER;
    r->column = PAYROLL_IKO_END;
    return l->iko_start != DAY_NONE && l->iko_end != DAY_NONE && l->iko_end < l->iko_start
               ? PAYROLL_DAY_ORDER
               : PAYROLL_FINE;
}

static enum payroll_problem read_kinds(struct reading *r)
{
    struct payroll_line *l = r->line;
    const struct payroll_code *ending;
    enum payroll_problem problem =
        code_find(&r->reader->lists.income, at(r, PAYROLL_IKV_KIND), l->month, &l->income);

    if (problem)
        return problem;
    struct payroll_cell kind = at(r, PAYROLL_EMPLOYMENT_KIND);
    l->employment = NULL;
    if (!kind.n && l->income->wage)
        return PAYROLL_EMPTY;
    if (kind.n)
        problem = code_find(&r->reader->lists.employment, kind, l->month, &l->employment);
    if (problem)
        return problem;
    struct payroll_cell end = at(r, PAYROLL_END_REASON);
    return end.n ? code_find(&r->reader->lists.ending, end, l->month, &ending) : PAYROLL_FINE;
}

/* From 2020 a flag J or N; before that a letter (O, B), of which N says that it does not apply. */
static enum payroll_problem read_permanent(struct reading *r)
{
    struct payroll_line *l = r->line;
    struct payroll_cell cell = at(r, PAYROLL_PERMANENT);
    bool flags = l->month / 12 >= 2020, no = cell_is(cell, "N");
    bool flag = no || cell_is(cell, "J"), old = no || cell_is(cell, "O") || cell_is(cell, "B");

    if (cell.n && !flag && !old)
        return PAYROLL_NO_CODE;
    if (cell.n && !(flags ? flag : old))
        return PAYROLL_CODE_YEAR;
    if (!cell.n || (no && !flags))
        l->permanent = -1;
    else
        l->permanent = cell_is(cell, "J") || cell_is(cell, "O");
    l->flags = cell.n > 0;
    return PAYROLL_FINE;
}

static enum payroll_problem read_contract(struct reading *r)
{
    struct payroll_line *l = r->line;
    enum payroll_problem problem = read_permanent(r);

    if (problem)
        return problem;
    for (enum payroll_column c = PAYROLL_WRITTEN; c <= PAYROLL_ONCALL; c++) {
        struct payroll_cell cell = at(r, c);

        if (cell.n && !cell_is(cell, "J") && !cell_is(cell, "N"))
            return PAYROLL_NO_CODE;
        l->flags |= cell.n > 0;
    }
    return PAYROLL_FINE;
}

enum { HOUR = 100, EURO = 100, MOST_WAGE = 1000000000 /* ten million euro */ };

static enum payroll_problem read_amounts(struct reading *r)
{
    struct payroll_line *l = r->line;
    int64_t days;
    struct {
        enum payroll_column column;
        int64_t *to, low, high;
    } amounts[] = {{PAYROLL_CONTRACT_HOURS, &l->contract_hours, 0, 168 * HOUR},
                   {PAYROLL_HOURS, &l->hours, -100000 * HOUR, 100000 * HOUR},
                   {PAYROLL_SV_DAYS, &days, 0, 31 * 100},
                   {PAYROLL_WAGE_LBPH, &l->wage_lbph, -MOST_WAGE, MOST_WAGE},
                   {PAYROLL_WAGE_SV, &l->wage_sv, -MOST_WAGE, MOST_WAGE}};

    for (size_t i = 0; i < COUNT(amounts); i++) {
        enum payroll_problem problem =
            amount_read(&r->reader->form, at(r, amounts[i].column), amounts[i].to);

        if (problem)
            return problem;
        if (*amounts[i].to != NUMBER_NONE &&
            (*amounts[i].to < amounts[i].low || *amounts[i].to > amounts[i].high))
            return PAYROLL_RANGE;
    }
    r->column = PAYROLL_SV_DAYS;
    return days != NUMBER_NONE && days % 100 ? PAYROLL_NO_NUMBER : PAYROLL_FINE;
}

static bool digits_or_empty(struct payroll_cell cell, size_t least, size_t most)
{
    return !cell.n || (all_digits(cell) && cell.n >= least && cell.n <= most);
}

/* A letter without its version says nothing: P is education in 2008, government in 2025. */
static enum payroll_problem read_sector(struct reading *r)
{
    struct payroll_cell version = at(r, PAYROLL_SBI_VERSION);
    bool old = cell_is(version, "2008");
    char letter[2] = "";

    if (version.n && !old && !cell_is(version, "2025"))
        return PAYROLL_NO_CODE;
    struct payroll_cell section = at(r, PAYROLL_SBI_SECTION);
    if (section.n && !version.n) {
        r->column = PAYROLL_SBI_VERSION;
        return PAYROLL_EMPTY;
    }
    if (section.n == 1)
        *letter = *section.at;
    if (section.n &&
        (*letter < 'A' || *letter > 'V' || (old && !codes_known("sbi2008_sections", letter))))
        return PAYROLL_NO_CODE;
    return PAYROLL_FINE;
}

/* Numbers that are only checked, and how final the delivery calls itself. */
static enum payroll_problem read_rest(struct reading *r)
{
    struct payroll_cell delivery = at(r, PAYROLL_VERSION);
    bool known = !delivery.n || cell_is(delivery, "provisional") || cell_is(delivery, "final");
    static const struct {
        enum payroll_column column;
        size_t least, most;
    } digits[] = {{PAYROLL_SBI_CODE, 2, 5}, {PAYROLL_SECTOR_UWV, 1, 3}, {PAYROLL_CAO, 1, 4}};

    for (size_t i = 0; i < COUNT(digits); i++)
        if (!digits_or_empty(at(r, digits[i].column), digits[i].least, digits[i].most))
            return PAYROLL_NO_CODE;
    r->column = PAYROLL_VERSION;
    return known ? PAYROLL_FINE : PAYROLL_NO_CODE;
}

/* ---- the line -------------------------------------------------------------------------------- */

bool payroll_reader_begin(struct payroll_reader *reader, struct csv *csv, int32_t today)
{
    struct ymd now = day_ymd(today);
    bool good;

    *reader = (struct payroll_reader){.csv = csv, .this_month = 12 * now.year + now.month - 1};
    for (int i = 0; i < PAYROLL_COLUMNS; i++)
        reader->column[i] = (struct csv_column){payroll_columns[i], false, -1};
    reader->form = (struct payroll_form){.mark = csv->next == 3, .separator = csv->separator};
    good = csv_columns(csv, reader->column, PAYROLL_COLUMNS);
    for (size_t i = 0; good && i < csv->width; i++) {
        bool known = false;

        for (int k = 0; k < PAYROLL_COLUMNS; k++)
            known |= !strcmp(csv->names[i], payroll_columns[k]);
        if (!known) {
            csv_refuse_file(csv->log, csv->name, "column %zu is not in the layout", i + 1);
            good = false;
        }
    }
    payroll_lists_read(csv->arena, &reader->lists);
    return good;
}

static void cells_take(struct payroll_reader *reader, struct payroll_line *line)
{
    const struct csv *c = reader->csv;
    const struct csv_cell *last = &c->cell[c->cells - 1];
    size_t end = last->at + last->len;

    for (int i = 0; i < PAYROLL_COLUMNS; i++) {
        const struct csv_cell *cell = &c->cell[reader->column[i].at];

        line->cell[i] = (struct payroll_cell){c->row + cell->at, cell->len};
    }
    end += last->at && c->row[last->at - 1] == '"'; /* its closing quote */
    line->raw = (struct payroll_cell){c->row, end};
}

enum payroll_problem payroll_line_read(struct payroll_reader *reader, struct payroll_line *line,
                                       enum payroll_column *column)
{
    static enum payroll_problem (*const parts[])(struct reading *) = {
        read_who, read_when, read_kinds, read_contract, read_amounts, read_sector, read_rest};
    struct reading r = {.reader = reader, .line = line};
    enum payroll_problem problem = PAYROLL_FINE;

    cells_take(reader, line);
    if (!month_read(line->cell[PAYROLL_PERIOD], &line->month))
        line->month = 0;
    for (size_t i = 0; i < COUNT(parts) && !problem; i++)
        problem = parts[i](&r);
    *column = r.column;
    return problem;
}

/* ---- what looks wrong ------------------------------------------------------------------------ */

static bool above(int64_t n, int64_t most)
{
    return n != NUMBER_NONE && n > most;
}

/* Of a line that pays for work. */
static unsigned odd_work(const struct payroll_month *m, int64_t wage,
                         const struct payroll_limits *limits)
{
    bool hours = above(m->hours, 0), paid = above(wage, 0);
    unsigned odd = 0;

    if (above(m->hours, limits->hours_most * HOUR))
        odd |= PAYROLL_ODD_HOURS;
    /* hundredths of an hour: so of the wage */
    if (hours && paid &&
        (wage * HOUR < limits->wage_least * m->hours || wage * HOUR > limits->wage_most * m->hours))
        odd |= PAYROLL_ODD_WAGE;
    /* a month has 52 / 12 of the contract hours of a week; percents */
    if (hours && above(m->contract_hours, 0) &&
        m->hours * 12 * 100 > limits->ratio_most * m->contract_hours * 52)
        odd |= PAYROLL_ODD_RATIO;
    if (paid && !hours)
        odd |= PAYROLL_ODD_NO_HOURS;
    if (m->month / 12 >= 2021 && m->flags != m->flags_wanted)
        odd |= PAYROLL_ODD_FLAGS;
    return odd;
}

unsigned payroll_odd(const struct payroll_month *m, const struct payroll_limits *limits)
{
    int64_t wage = m->wage_sv != NUMBER_NONE ? m->wage_sv : m->wage_lbph;
    struct ymd start = day_ymd(m->ikv_start);
    unsigned odd = 0;

    if (m->month < 12 * start.year + start.month - 1)
        odd |= PAYROLL_ODD_BEFORE;
    if ((m->hours != NUMBER_NONE && m->hours < 0) || (wage != NUMBER_NONE && wage < 0))
        odd |= PAYROLL_ODD_NEGATIVE;
    return m->wage ? odd | odd_work(m, wage, limits) : odd;
}

static bool apart(int64_t x, int64_t y, int64_t least)
{
    if (x == NUMBER_NONE || y == NUMBER_NONE)
        return false;
    int64_t gap = llabs(x - y);
    return gap > least && 4 * gap > MAX(x, y);
}

enum payroll_differs payroll_compare(const struct payroll_side *there,
                                     const struct payroll_side *here)
{
    if (there->works != here->works)
        return there->works ? PAYROLL_ONLY_THERE : PAYROLL_ONLY_HERE;
    if (apart(there->hours, here->hours, 8 * HOUR))
        return PAYROLL_HOURS_DIFFER;
    return apart(there->wage, here->wage, 100 * EURO) ? PAYROLL_WAGE_DIFFERS : PAYROLL_SAME;
}
