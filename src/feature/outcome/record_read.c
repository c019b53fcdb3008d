/* record_read.c: jobs_monthly.csv, line by line, into job-months.
 * Not: adding up, spells and outcomes of persons (record.c).
 * Start at jobs_read(); read_usual_line() is the inner loop. */
#include "feature/outcome/record_read.h"

#include <math.h>

#include "base/csv_ahead.h"
#include "base/date.h"

enum column {
    PID,
    JOB_ID,
    MONTH,
    HOURS,
    WAGE,
    CONTRACT_HOURS,
    CONTRACT,
    PERMANENT,
    SECTOR,
    JOB_START,
    COLUMNS,
};

enum {
    LAST_BYTES = 64,
    LOOK_BACK = 32, /* jobs */
    MONTH_MIN = 12 * 1900,
    MONTH_END = 12 * 2200,
    RECORD_BYTES = 31, /* of the shortest: 1,1,2020-01,0,0,,,,,2020-01-01 and a line end */
};

enum { AMOUNTS = CONTRACT_HOURS - HOURS + 1 };

/* One line. */
struct line {
    uint32_t person;
    int32_t month; /* of the trajectory */
    double amount[AMOUNTS];
};

struct reading {
    struct record *record;
    struct cohort *cohort;
    struct job_records *records;
    struct arena *arena;     /* for what stays */
    struct arena *temporary; /* for jobs as they are found */
    struct csv *csv;
    int at[COLUMNS];
    size_t job_room;
    struct lookup by_job; /* the first `indexed` of the jobs */
    uint32_t indexed;
    bool turned; /* a person came after one who stands later in the list */
    /* the line before: most lines say the same of the same job */
    uint32_t last_job;
    uint32_t last_person;
    uint64_t last_key;     /* csv_key of the identifier of the job */
    bool last_agrees;      /* its attributes are those of the first record of the job */
    int left, right;       /* the attributes stand in these columns and between */
    char last[LAST_BYTES]; /* their text in the line before, and what it means */
    size_t last_len;
    struct job last_attributes;
    /* the usual line: of last_job too, the same text up to the month and from the separator before
     * the contract hours on */
    bool in_order; /* the columns stand as in enum column: there is a usual line */
    struct csv_known head, tail;
    struct line usual;
};

static inline double amount_of(const struct line *line, enum column column)
{
    return line->amount[column - HOURS];
}

/* ---- attributes of a job ----------------------------------------------------------------------
 */

static uint8_t read_level(struct reading *r, enum column column, struct levels *levels)
{
    int at = r->at[column];

    if (csv_missing(r->csv, at))
        return LEVEL_NONE;
    uint8_t level = levels_add(r->arena, levels, csv_text(r->csv, at), csv_len(r->csv, at));
    if (level == LEVEL_NONE)
        csv_note(r->csv, at, "more than %d different values; taken as missing", LEVELS_MAX);
    return level;
}

static bool parse_attributes(struct reading *r, struct job *job)
{
    struct csv *c = r->csv;

    *job = (struct job){.permanent = LEVEL_NONE};
    if (!csv_date(c, r->at[JOB_START], &job->start)) {
        csv_refuse(c, r->at[JOB_START], "'%s' is not a date", csv_show(c, r->at[JOB_START]));
        return false;
    }
    if (!csv_missing(c, r->at[PERMANENT])) {
        if (!csv_is(c, r->at[PERMANENT], "0") && !csv_is(c, r->at[PERMANENT], "1")) {
            csv_refuse(c, r->at[PERMANENT], "'%s' is not 0 or 1", csv_show(c, r->at[PERMANENT]));
            return false;
        }
        job->permanent = csv_text(c, r->at[PERMANENT])[0] == '1';
    }
    job->contract = read_level(r, CONTRACT, &r->record->contract);
    job->sector = read_level(r, SECTOR, &r->record->sector);
    return true;
}

/* Contract, permanent, sector and start into last_attributes, as they stand in this line. */
static bool read_attributes(struct reading *r, const char *text, size_t n)
{
    r->last_len = 0;
    if (!parse_attributes(r, &r->last_attributes))
        return false;
    if (n <= LAST_BYTES) {
        memcpy(r->last, text, n);
        r->last_len = n;
    }
    return true;
}

static uint32_t add_job(struct reading *r, const struct job *attributes, uint32_t person)
{
    struct record *record = r->record;
    struct ymd start = day_ymd(attributes->start);
    const struct person *p = &r->cohort->person[person];
    size_t n = (size_t)record->jobs;

    if (n == r->job_room) {
        r->job_room = n ? 2 * n : 2 * (size_t)r->cohort->n + 64; /* mostly enough at once */
        record->job = arena_grow(r->temporary, record->job, n * sizeof(*record->job),
                                 r->job_room * sizeof(*record->job));
    }
    struct job *job = &record->job[n];
    *job = *attributes;
    job->person = person;
    job->outcome = job->start >= p->start;
    job->first = trajectory_month(p, 12 * start.year + start.month - 1);
    job->id = arena_strn(r->arena, csv_text(r->csv, r->at[JOB_ID]), csv_len(r->csv, r->at[JOB_ID]));
    record->flags.running_at_start += !job->outcome;
    return (uint32_t)record->jobs++;
}

static bool same_job(const struct reading *r, uint32_t job, uint32_t person)
{
    return r->record->job[job].person == person &&
           csv_is(r->csv, r->at[JOB_ID], r->record->job[job].id);
}

static uint32_t look_up_anywhere(struct reading *r, uint32_t person)
{
    struct csv *c = r->csv;
    uint32_t i;

    for (; r->indexed < r->record->jobs; r->indexed++) {
        const struct job *job = &r->record->job[r->indexed];

        lookup_add(&r->by_job, lookup_hash(job->id, strlen(job->id), job->person), r->indexed);
    }
    struct lookup_walk w = lookup_begin(
        &r->by_job, lookup_hash(csv_text(c, r->at[JOB_ID]), csv_len(c, r->at[JOB_ID]), person));
    while (lookup_next(&r->by_job, &w, &i)) {
        if (same_job(r, i, person))
            return i;
    }
    return JOB_NONE;
}

/* The job of this line if it is known, else JOB_NONE. In a file that has the persons in order it
 * can only be among the few added last. */
static uint32_t look_up_job(struct reading *r, uint32_t person)
{
    uint32_t n = (uint32_t)r->record->jobs, i = n;

    r->turned |= n && person < r->record->job[n - 1].person;
    while (!r->turned && n - i < LOOK_BACK) {
        if (!i || r->record->job[i - 1].person != person)
            return JOB_NONE;
        if (same_job(r, --i, person))
            return i;
    }
    return look_up_anywhere(r, person);
}

/* The job of this line, new or known, with the attributes that stand in the line. */
static uint32_t job_of_line(struct reading *r, uint32_t person)
{
    const struct job *job = &r->last_attributes;
    uint32_t i = look_up_job(r, person);

    r->last_agrees = true;
    if (i == JOB_NONE)
        return add_job(r, job, person);
    const struct job *first = &r->record->job[i];
    r->last_agrees = first->start == job->start && first->contract == job->contract &&
                     first->permanent == job->permanent && first->sector == job->sector;
    return i;
}

/* Index of the job of this line; JOB_NONE when the line is refused. */
static inline uint32_t find_job(struct reading *r, uint32_t person)
{
    struct csv *c = r->csv;
    uint64_t key = csv_key(c, r->at[JOB_ID]);
    const char *text = csv_text(c, r->left);
    size_t n = (size_t)(csv_text(c, r->right) + csv_len(c, r->right) - text);
    bool same = n == r->last_len && !memcmp(text, r->last, n);

    if (same && key && key == r->last_key && person == r->last_person && r->last_agrees)
        return r->last_job;
    if (!same && !read_attributes(r, text, n))
        return JOB_NONE;
    r->last_job = job_of_line(r, person);
    r->last_person = person;
    r->last_key = key;
    if (!r->last_agrees) {
        r->record->flags.start_differs++;
        csv_note(c, r->at[JOB_ID],
                 "start, contract or sector of job '%s' differ from its first record, which counts",
                 csv_show(c, r->at[JOB_ID]));
    }
    return r->last_job;
}

/* ---- a line -----------------------------------------------------------------------------------
 */

/* Contract hours may be missing. */
static inline bool read_amounts(struct reading *r, struct line *line)
{
    for (int k = 0; k < AMOUNTS; k++) {
        int at = r->at[HOURS + k], decimals;

        if (csv_number(r->csv, at, &line->amount[k], &decimals) && fabs(line->amount[k]) <= 1e9) {
            r->records->decimals = MAX(r->records->decimals, decimals);
        } else if (HOURS + k == CONTRACT_HOURS && csv_missing(r->csv, at)) {
            line->amount[k] = 0;
        } else {
            csv_refuse(r->csv, at, "'%s' is not a number that can be used", csv_show(r->csv, at));
            return false;
        }
    }
    return true;
}

static inline bool read_line(struct reading *r, struct line *line)
{
    struct csv *c = r->csv;
    int64_t person = cohort_find(r->cohort, c, r->at[PID]);
    int32_t month;

    if (person < 0) {
        csv_refuse(c, r->at[PID], "participant '%s' is not in the list of participants",
                   csv_show(c, r->at[PID]));
        return false;
    }
    if (csv_missing(c, r->at[JOB_ID])) {
        csv_refuse(c, r->at[JOB_ID], "there is no identifier");
        return false;
    }
    if (!csv_month(c, r->at[MONTH], &month) || month < MONTH_MIN || month >= MONTH_END) {
        csv_refuse(c, r->at[MONTH], "'%s' is not a month (YYYY-MM)", csv_show(c, r->at[MONTH]));
        return false;
    }
    line->person = (uint32_t)person;
    line->month = trajectory_month(&r->cohort->person[person], month);
    return read_amounts(r, line);
}

static inline bool looks_wrong(const struct line *line, const struct job *job)
{
    double hours = amount_of(line, HOURS), wage = amount_of(line, WAGE);

    return line->month < job->first ||
           (hours > 0 && (amount_of(line, CONTRACT_HOURS) <= 0 || hours > 300 || wage < 3 * hours ||
                          wage > 100 * hours));
}

/* What looks wrong (C.0.6). Corrections, which are negative, are not judged. */
static void flag_line(struct reading *r, const struct line *line, const struct job *job)
{
    struct record_flags *flags = &r->record->flags;
    struct csv *c = r->csv;
    double hours = amount_of(line, HOURS), wage = amount_of(line, WAGE);

    if (line->month < job->first) {
        flags->before_start++;
        csv_note(c, r->at[MONTH], "before the start of the job");
    }
    if (hours <= 0)
        return;
    if (amount_of(line, CONTRACT_HOURS) <= 0) {
        flags->no_contract++;
        csv_note(c, r->at[CONTRACT_HOURS], "hours without contract hours");
    }
    if (hours > 300) {
        flags->many_hours++;
        csv_note(c, r->at[HOURS], "more than 300 hours in a month");
    }
    if (wage < 3 * hours || wage > 100 * hours) {
        flags->wage_per_hour++;
        csv_note(c, r->at[WAGE], "%.2f euro an hour", wage / hours);
    }
}

static __attribute__((noinline)) void more_room(struct job_list *list, size_t size)
{
    list->room = 2 * list->n + 1024;
    list->items = arena_grow(list->arena, list->items, list->n * size, list->room * size);
}

static inline void *next_item(struct job_list *list, size_t size, uint32_t person)
{
    if (list->n == list->room)
        more_room(list, size);
    list->turned |= person < list->last;
    list->last = person;
    return list->items + list->n++ * size;
}

static inline void store_line(struct reading *r, const struct line *line, uint32_t job)
{
    if (r->record->job[job].outcome && line->month >= 1 &&
        line->month <= r->cohort->person[line->person].followup) {
        struct job_month *m = next_item(&r->records->inside, sizeof(*m), line->person);

        *m = (struct job_month){job, (int16_t)line->month, amount_of(line, HOURS),
                                amount_of(line, WAGE), amount_of(line, CONTRACT_HOURS)};
    } else {
        struct job_seen *s = next_item(&r->records->outside, sizeof(*s), line->person);

        *s = (struct job_seen){job, line->month};
    }
}

/* The line that csv_next gave, which is of last_job: how the next one of this job will look. */
static inline void keep_usual(struct reading *r, const struct line *line)
{
    struct csv *c = r->csv;
    size_t tail = c->cell[CONTRACT_HOURS].at - 1;

    r->head.len = 0;
    if (!r->in_order || !r->last_agrees || !csv_is_plain(c))
        return;
    csv_known_set(&r->head, c->row, c->cell[MONTH].at);
    csv_known_set(&r->tail, c->row + tail, csv_whole_length(c) - tail);
    r->usual = *line;
}

/* The usual line says what the line before says, but for the month, the hours and the wage. False,
 * with nothing done, for every other, and for what is to be flagged. */
static inline bool read_usual_line(struct reading *r)
{
    struct csv *c = r->csv;
    const char *text = csv_ahead(c);
    const struct job *job = &r->record->job[r->last_job];
    int32_t month;
    int of_hours, of_wage;

    if (!text || !csv_known_at(&r->head, text))
        return false;
    const char *at_month = text + r->head.len, *hours = at_month + sizeof("2020-01,") - 1;
    uint64_t marks = csv_marks(hours, 32, c->separator), second = marks & (marks - 1);
    if (!second || hours[-1] != c->separator || !csv_short_month(csv_eight(at_month), &month) ||
        month < MONTH_MIN || month >= MONTH_END)
        return false;
    const char *tail = hours + __builtin_ctzll(second), *wage = hours + __builtin_ctzll(marks) + 1;
    size_t hours_n = (size_t)(wage - hours) - 1, wage_n = (size_t)(tail - wage);
    r->usual.month = trajectory_month(&r->cohort->person[r->usual.person], month);
    if (!csv_known_at(&r->tail, tail) || hours_n - 1 >= 8 || wage_n - 1 >= 8 ||
        !csv_short_number(csv_eight(hours), hours_n, &r->usual.amount[0], &of_hours) ||
        !csv_short_number(csv_eight(wage), wage_n, &r->usual.amount[WAGE - HOURS], &of_wage) ||
        looks_wrong(&r->usual, job))
        return false;
    r->records->decimals = MAX(r->records->decimals, MAX(of_hours, of_wage));
    r->record->records++;
    store_line(r, &r->usual, r->last_job);
    csv_took(c, (size_t)(tail - text) + r->tail.len);
    return true;
}

static inline void read_any_line(struct reading *r)
{
    struct line line;

    if (!read_line(r, &line))
        return;
    uint32_t job = find_job(r, line.person);
    if (job == JOB_NONE)
        return;
    r->record->records++;
    if (looks_wrong(&line, &r->record->job[job]))
        flag_line(r, &line, &r->record->job[job]);
    store_line(r, &line, job);
    keep_usual(r, &line);
}

/* Room for all records at once, so that nothing is copied while they come: address space only, the
 * memory is taken as it is filled. */
static void make_room(struct job_list *list, size_t size, const struct csv *c)
{
    list->room = MAX((size_t)c->size, c->len) / RECORD_BYTES + 1;
    list->items = arena_array(list->arena, size, list->room);
}

bool jobs_read(struct record *record, struct job_records *records, struct arena *a,
               struct arena *temporary, struct cohort *cohort, struct csv *c)
{
    struct csv_column wanted[COLUMNS] = {
        [PID] = {"pid"},           [JOB_ID] = {"job_id"},
        [MONTH] = {"month"},       [HOURS] = {"hours"},
        [WAGE] = {"wage"},         [CONTRACT_HOURS] = {"contract_hours"},
        [CONTRACT] = {"contract"}, [PERMANENT] = {"permanent"},
        [SECTOR] = {"sector"},     [JOB_START] = {"job_start"},
    };
    struct reading r = {record, cohort, records, a, temporary, c, .left = INT_MAX};

    if (!csv_columns(c, wanted, COLUMNS))
        return false;
    r.in_order = c->width == COLUMNS;
    for (int i = 0; i < COLUMNS; i++) {
        r.at[i] = wanted[i].at;
        r.in_order &= r.at[i] == i;
    }
    for (int i = CONTRACT; i <= JOB_START; i++) {
        r.left = MIN(r.left, r.at[i]);
        r.right = MAX(r.right, r.at[i]);
    }
    lookup_init(&r.by_job, temporary, 0);
    make_room(&records->inside, sizeof(struct job_month), c);
    make_room(&records->outside, sizeof(struct job_seen), c);
    for (;;) {
        if (read_usual_line(&r))
            continue;
        if (!csv_next(c))
            return true;
        read_any_line(&r);
    }
}
