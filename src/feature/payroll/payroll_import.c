/* payroll_import.c: a file becomes a delivery: whose lines they are, adding up, writing.
 * Not: what a line says (payroll.c), agreeing to it or taking it back (payroll_sql.c).
 * Start at payroll_take(). */
#include "feature/payroll/payroll.h"

#include <sodium.h>

#include "base/map.h"
#include "core/values.h"

enum {
    RAW_MOST = 2048,       /* bytes of a line that is of use: 25 short cells */
    RUN_FULL = 1 << 15,    /* bytes of a run, about */
    NAME_MOST = 65,        /* a pseudonym with its NUL */
    SHOWN = 100000,        /* messages in a row that are kept; those beyond are counted */
    FIRST_TABLE = 1 << 12, /* places for sums */
};

/* One employment in one month. */
struct sum {
    struct payroll_person *person;
    int32_t month, ikv_start, ikv_end;
    const char *employer, *ikv; /* each text once, so that pointers are compared */
    const struct payroll_code *income, *employment;
    int permanent;
    bool flags;
    int64_t contract_hours, hours, wage_lbph, wage_sv;
    char sbi_version[5], sbi_section[2], end_reason[3];
    bool final, provisional;
    int64_t first_line, lines;
};
struct half { /* a month of which a line was refused */
    int64_t client_id;
    int32_t month;
};

struct run { /* lines of one person, right behind each other in the file: one row of payroll_line */
    const struct payroll_person *person;
    int64_t first, lines;
    struct buf raw;
};

struct taking {
    const struct payroll_take *take;
    struct payroll_import *im;
    struct payroll_refused *first;
    struct payroll_reader reader;
    struct db *db;
    struct arena *a;
    struct db_bulk *lines; /* NULL: not begun */
    struct run run;
    struct map *texts;
    struct {
        struct sum *at;
        size_t n, cap;
    } sums;
    uint32_t *table; /* of sums: 1 + its index; 0 free */
    size_t table_size;
    struct {
        struct half *at;
        size_t n, cap;
    } halves;
    struct payroll_refusals refused;
    bool fatal; /* about the file as a whole */
};

void payroll_hash(const void *bytes, size_t n, char out[65])
{
    unsigned char hash[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(hash, bytes, n);
    sodium_bin2hex(out, 65, hash, sizeof(hash));
}

/* ---- refusals -------------------------------------------------------------------------------- */

static void refuse(struct taking *t, int64_t line, int64_t place, enum payroll_problem problem)
{
    struct payroll_refused one = {line, place, payroll_problems[problem].code};

    if (!t->refused.n)
        *t->first = one;
    ARENA_PUSH(t->a, &t->refused, one);
}

/* What the reader of tables said itself: NAME:LINE:CHARACTER: of a line, NAME: of the file. */
static void hear_reader(struct taking *t)
{
    struct csv_log *log = t->take->csv->log;
    size_t name = strlen(t->take->csv->name);

    for (const char *at = log->text.at; *at;) {
        const char *end = at + strcspn(at, "\n");
        char *colon;
        unsigned long line = strtoul(at + name + 1, &colon, 10);
        bool left_out = end - at > 10 && !strncmp(end - 8, "left out", 8);

        if (at[name] == ':' && *colon != ':')
            t->fatal = true;
        else if (left_out)
            refuse(t, (int64_t)line, 0, PAYROLL_UNREADABLE);
        at = *end ? end + 1 : end;
    }
}

static void say(struct taking *t)
{
    struct csv_log *log = t->take->csv->log;

    if (log->text.len && t->take->say)
        t->take->say(log->text.at);
    buf_clear(&log->text);
    log->show = log->refused + SHOWN;
}

static bool next(struct taking *t)
{
    bool more = csv_next(t->take->csv);

    if (t->take->csv->log->text.len) {
        hear_reader(t);
        say(t);
    }
    return more;
}

/* ---- whose line ------------------------------------------------------------------------------ */

static enum payroll_problem find_person(struct taking *t, struct payroll_cell cell,
                                        struct payroll_person **person)
{
    char name[NAME_MOST];

    *person = NULL;
    if (cell.n >= NAME_MOST)
        return PAYROLL_TOO_LONG;
    memcpy(name, cell.at, cell.n);
    name[cell.n] = '\0';
    *person = map_get(t->take->people, name);
    if (!*person)
        return PAYROLL_UNKNOWN;
    if ((*person)->restricted)
        return PAYROLL_RESTRICTED;
    return t->im->request_id && (*person)->request_id != t->im->request_id ? PAYROLL_OTHER_REQUEST
                                                                           : PAYROLL_FINE;
}

/* The first line that is of use says to which request the delivery answers. */
static void begin(struct taking *t, const struct payroll_person *person)
{
    struct payroll_import *im = t->im;
    const struct payroll_form *form = &t->reader.form;

    im->id = t->take->id;
    im->request_id = person->request_id;
    im->programme_id = person->programme_id;
    db_run(t->db,
           SQL("insert into payroll_import (id, request_id, file_name, file_hash, separator,"
               " decimal_sign, day_form, byte_order_mark, staff_id, created_at, hours_most,"
               " wage_least, wage_most, ratio_most)"
               " values ($1, $2, $3, $4, $5, '', '', $6, $7, $8, $9, $10, $11, $12)"),
           ARGS(I(im->id), I(im->request_id), S(im->file_name), S(im->file_hash),
                S(((char[2]){form->separator, '\0'})), I(form->mark), ID(im->staff_id),
                I(t->take->now), I(im->judged.hours_most), I(im->judged.wage_least),
                I(im->judged.wage_most), I(im->judged.ratio_most)));
    t->lines = db_bulk_begin(t->db, "payroll_line", "import_id, line, client_id, raw, lines", 5);
}

/* ---- adding up ------------------------------------------------------------------------------- */

static const char *text_once(struct taking *t, struct payroll_cell cell)
{
    char name[NAME_MOST];

    memcpy(name, cell.at, cell.n);
    name[cell.n] = '\0';
    const char *known = map_get(t->texts, name);
    if (!known) {
        char *copy = arena_str(t->a, name);

        map_put(t->texts, copy, copy);
        known = copy;
    }
    return known;
}

static size_t place_of(const struct taking *t, const struct sum *key)
{
    uint64_t h = (uint64_t)key->person->client_id * UINT64_C(0x9e3779b97f4a7c15);

    h = (h ^ (uint64_t)key->month ^ (uint64_t)(uintptr_t)key->employer) *
        UINT64_C(0xbf58476d1ce4e5b9);
    h = (h ^ h >> 29 ^ (uint64_t)(uintptr_t)key->ikv) * UINT64_C(0x94d049bb133111eb);
    size_t i = (size_t)(h >> 20) & (t->table_size - 1);
    while (t->table[i]) {
        const struct sum *s = &t->sums.at[t->table[i] - 1];

        if (s->person == key->person && s->month == key->month && s->employer == key->employer &&
            s->ikv == key->ikv)
            break;
        i = (i + 1) & (t->table_size - 1);
    }
    return i;
}

static void table_grow(struct taking *t)
{
    t->table_size = t->table_size ? 2 * t->table_size : FIRST_TABLE;
    t->table = ARENA_ARRAY(t->a, uint32_t, t->table_size);
    for (size_t i = 0; i < t->sums.n; i++)
        t->table[place_of(t, &t->sums.at[i])] = (uint32_t)i + 1;
}

static void add(int64_t *sum, int64_t more)
{
    if (more != NUMBER_NONE)
        *sum = *sum == NUMBER_NONE ? more : *sum + more;
}

static void text_first(char *to, size_t room, struct payroll_cell cell)
{
    if (!*to && cell.n < room)
        memcpy(to, cell.at, cell.n);
}

static bool cell_says(struct payroll_cell cell, const char *word)
{
    return cell.n == strlen(word) && !memcmp(cell.at, word, cell.n);
}

/* Amounts add up; what describes the employment comes from the first line that says it. */
static void sum_add(struct sum *s, const struct payroll_line *l)
{
    s->lines++;
    add(&s->hours, l->hours);
    add(&s->wage_lbph, l->wage_lbph);
    add(&s->wage_sv, l->wage_sv);
    if (s->contract_hours == NUMBER_NONE || s->contract_hours == 0)
        s->contract_hours = l->contract_hours;
    if (s->permanent < 0)
        s->permanent = l->permanent;
    if (s->ikv_end == DAY_NONE)
        s->ikv_end = l->ikv_end;
    if (!s->employment)
        s->employment = l->employment;
    s->flags |= l->flags;
    text_first(s->sbi_version, sizeof(s->sbi_version), l->cell[PAYROLL_SBI_VERSION]);
    text_first(s->sbi_section, sizeof(s->sbi_section), l->cell[PAYROLL_SBI_SECTION]);
    text_first(s->end_reason, sizeof(s->end_reason), l->cell[PAYROLL_END_REASON]);
    s->final |= cell_says(l->cell[PAYROLL_VERSION], "final");
    s->provisional |= cell_says(l->cell[PAYROLL_VERSION], "provisional");
}

static void sum_line(struct taking *t, struct payroll_person *person, const struct payroll_line *l)
{
    struct sum key = {.person = person,
                      .month = l->month,
                      .employer = text_once(t, l->cell[PAYROLL_EMPLOYER]),
                      .ikv = text_once(t, l->cell[PAYROLL_IKV])};

    if (2 * (t->sums.n + 1) > t->table_size)
        table_grow(t);
    size_t at = place_of(t, &key);
    if (!t->table[at]) {
        key.ikv_start = l->ikv_start;
        key.ikv_end = DAY_NONE;
        key.income = l->income;
        key.permanent = -1;
        key.contract_hours = key.hours = key.wage_lbph = key.wage_sv = NUMBER_NONE;
        key.first_line = (int64_t)t->take->csv->line;
        ARENA_PUSH(t->a, &t->sums, key);
        t->table[at] = (uint32_t)t->sums.n;
    }
    sum_add(&t->sums.at[t->table[at] - 1], l);
}

/* ---- reading --------------------------------------------------------------------------------- */

static void put_run(struct taking *t)
{
    struct run *run = &t->run;

    if (run->lines)
        db_bulk_row(t->lines, (struct val[]){I(t->im->id), I(run->first), I(run->person->client_id),
                                             S(run->raw.at), I(run->lines)});
    run->lines = 0;
    buf_clear(&run->raw);
}

/* What is kept has no newline in it (payroll.c reads every cell), so they stand between lines. */
static void run_add(struct taking *t, const struct payroll_person *person, struct payroll_cell raw)
{
    struct run *run = &t->run;
    int64_t line = (int64_t)t->take->csv->line;

    if (run->lines &&
        (run->person != person || line != run->first + run->lines || run->raw.len >= RUN_FULL))
        put_run(t);
    if (run->lines) {
        buf_ch(&run->raw, '\n');
    } else {
        run->person = person;
        run->first = line;
    }
    buf_add(&run->raw, raw.at, raw.n);
    run->lines++;
}

static void keep_line(struct taking *t, struct payroll_person *person, const struct payroll_line *l)
{
    if (!t->lines)
        begin(t, person);
    run_add(t, person, l->raw);
    t->im->lines++;
    t->im->people += !person->seen;
    person->seen = true;
    sum_line(t, person, l);
}

static void take_line(struct taking *t)
{
    struct csv *c = t->take->csv;
    struct payroll_person *person;
    struct payroll_line l;
    enum payroll_column column;
    enum payroll_problem problem = payroll_line_read(&t->reader, &l, &column);
    bool bsn = problem == PAYROLL_BSN;
    enum payroll_problem whose = find_person(t, l.cell[PAYROLL_PERSON], &person);

    if (whose && !bsn) {
        problem = whose;
        column = PAYROLL_PERSON;
    } else if (!problem && l.raw.n >= RAW_MOST) {
        problem = PAYROLL_TOO_LONG;
    }
    if (!problem) {
        keep_line(t, person, &l);
        return;
    }
    if (!whose && l.month)
        ARENA_PUSH(t->a, &t->halves, ((struct half){person->client_id, l.month}));
    int place = t->reader.column[column].at;
    csv_refuse(c, place, "%s", text(LANG_EN, payroll_problems[problem].label));
    refuse(t, (int64_t)c->line, place + 1, problem);
    say(t);
}

static void read_lines(struct taking *t)
{
    const struct csv *c = t->take->csv;
    int shown = -1;

    for (uint64_t n = 0; next(t) && !t->fatal; n++) {
        take_line(t);
        if (n % 4096 || !t->take->progress)
            continue;
        double all = c->fd < 0 ? (double)c->len : (double)c->size;
        int percent = (int)(90 * (c->fd < 0 ? (double)c->next : (double)c->taken) / MAX(all, 1.0));
        if (percent != shown)
            t->take->progress(percent);
        shown = percent;
    }
}

/* ---- writing --------------------------------------------------------------------------------- */

static int by_half(const void *x, const void *y)
{
    const struct half *a = x, *b = y;

    return a->client_id != b->client_id ? (a->client_id < b->client_id ? -1 : 1)
                                        : a->month - b->month;
}

static int by_person_month(const void *x, const void *y)
{
    const struct sum *a = x, *b = y;

    if (a->person->client_id != b->person->client_id)
        return a->person->client_id < b->person->client_id ? -1 : 1;
    if (a->month != b->month)
        return a->month - b->month;
    int employer = strcmp(a->employer, b->employer);
    return employer ? employer : strcmp(a->ikv, b->ikv);
}

static bool is_half(const struct taking *t, const struct sum *s)
{
    struct half key = {s->person->client_id, s->month};

    return t->halves.n && bsearch(&key, t->halves.at, t->halves.n, sizeof(key), by_half) != NULL;
}

static void put_sum(struct taking *t, struct db_bulk *b, const struct sum *s)
{
    char month[16], start[DAY_TEXT], end[DAY_TEXT];
    unsigned odd =
        payroll_odd(&(struct payroll_month){.month = s->month,
                                            .ikv_start = s->ikv_start,
                                            .wage = s->income->wage,
                                            .flags_wanted = s->employment && s->employment->flags,
                                            .flags = s->flags,
                                            .contract_hours = s->contract_hours,
                                            .hours = s->hours,
                                            .wage_lbph = s->wage_lbph,
                                            .wage_sv = s->wage_sv},
                    &t->im->judged);

    snprintf(month, sizeof(month), "%04d-%02d", s->month / 12, s->month % 12 + 1);
    if (!*t->im->first_month || strcmp(month, t->im->first_month) < 0)
        t->im->first_month = arena_str(t->a, month);
    if (strcmp(month, t->im->last_month) > 0)
        t->im->last_month = arena_str(t->a, month);
    db_bulk_row(b, (struct val[]){I(t->im->id),
                                  I(s->person->client_id),
                                  S(month),
                                  S(s->employer),
                                  S(s->ikv),
                                  S(day_iso(s->ikv_start, start)),
                                  val_day(s->ikv_end, end),
                                  S(s->income->code),
                                  S(s->employment ? s->employment->code : ""),
                                  s->permanent < 0 ? NIL : I(s->permanent),
                                  val_number(s->contract_hours),
                                  val_number(s->hours),
                                  val_number(s->wage_lbph),
                                  val_number(s->wage_sv),
                                  S(s->sbi_version),
                                  S(s->sbi_section),
                                  S(s->end_reason),
                                  S(s->provisional ? "provisional"
                                    : s->final     ? "final"
                                                   : ""),
                                  I(s->first_line),
                                  I(s->lines),
                                  I(odd)});
}

static void put_sums(struct taking *t)
{
    struct payroll_import *im = t->im;
    const struct sum *before = NULL;
    struct db_bulk *b = db_bulk_begin(
        t->db, "payroll_month",
        "import_id, client_id, month, employer, ikv_id, ikv_start, ikv_end, ikv_kind,"
        " employment_kind, permanent, contract_hours, hours_paid, wage_lbph, wage_sv, sbi_version,"
        " sbi_section, end_reason, delivery_version, first_line, lines, odd",
        21);

    if (t->halves.n)
        qsort(t->halves.at, t->halves.n, sizeof(*t->halves.at), by_half);
    qsort(t->sums.at, t->sums.n, sizeof(*t->sums.at), by_person_month);
    for (size_t i = 0; i < t->sums.n; i++) {
        const struct sum *s = &t->sums.at[i];
        bool new_month = !before || before->person != s->person || before->month != s->month;
        bool half = is_half(t, s);

        im->incomplete += new_month && half;
        im->months += new_month && !half;
        if (!half)
            put_sum(t, b, s);
        before = s;
    }
    db_bulk_end(b);
}

static void put_refused(struct taking *t)
{
    struct db_bulk *b =
        db_bulk_begin(t->db, "payroll_refused", "import_id, number, line, place, problem", 5);

    for (size_t i = 0; i < t->refused.n; i++) {
        const struct payroll_refused *r = &t->refused.at[i];

        db_bulk_row(
            b, (struct val[]){I(t->im->id), I((int64_t)i), I(r->line), I(r->place), S(r->problem)});
    }
    db_bulk_end(b);
}

static void put_counts(struct taking *t)
{
    struct payroll_import *im = t->im;

    im->replaced = db_one_int(
        t->db,
        SQL("select count(*) from (select distinct client_id, month from payroll_month"
            " where import_id = $1) x where exists (select 1 from payroll_month n"
            " join payroll_import j on j.id = n.import_id where n.client_id = x.client_id"
            " and n.month = x.month and j.state = 'done')"),
        ARGS(I(im->id)), 0);
    db_run(t->db,
           SQL("update payroll_import set decimal_sign = $2, day_form = $3, lines = $4,"
               " refused = $5, people = $6, months = $7, replaced = $8, incomplete = $9,"
               " first_month = $10, last_month = $11 where id = $1"),
           ARGS(I(im->id), S(((char[2]){im->form.decimal, '\0'})),
                S(((char[2]){im->form.day, '\0'})), I(im->lines), I(im->refused), I(im->people),
                I(im->months), I(im->replaced), I(im->incomplete), S(im->first_month),
                S(im->last_month)));
}

bool payroll_take(const struct payroll_take *take, struct payroll_import *im,
                  struct payroll_refused *first)
{
    struct taking t = {.take = take, .im = im, .first = first, .db = take->db};
    bool good;

    *first = (struct payroll_refused){.problem = ""};
    im->first_month = im->last_month = "";
    im->state = "open";
    im->judged = payroll_limits(take->db);
    t.a = arena_new();
    t.texts = map_new(t.a);
    buf_init(&t.run.raw, RUN_FULL + RAW_MOST + 1);
    good = payroll_reader_begin(&t.reader, take->csv, take->today);
    say(&t);
    if (good)
        read_lines(&t);
    if (t.lines) {
        put_run(&t);
        db_bulk_end(t.lines);
    }
    im->form = t.reader.form;
    im->refused = (int64_t)take->csv->log->refused;
    good = good && !t.fatal && im->lines;
    if (good) {
        put_sums(&t);
        put_refused(&t);
        put_counts(&t);
        im->first_month = arena_str(take->arena, im->first_month);
        im->last_month = arena_str(take->arena, im->last_month);
        if (take->progress)
            take->progress(100);
    }
    buf_free(&t.run.raw);
    arena_free(t.a);
    return good;
}
