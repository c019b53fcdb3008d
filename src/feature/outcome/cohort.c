/* cohort.c: reading participants.csv.
 * Not: their work (record.c).
 * Start at cohort_read(). */
#include "feature/outcome/cohort.h"

#include <math.h>

#include "base/date.h"

enum column {
    PID,
    PROGRAMME,
    SEX,
    BIRTH,
    MARRIED,
    EDUCATION,
    DIAGNOSIS,
    BENEFIT,
    EXPERIENCE,
    SCHEME,
    START,
    FOLLOWUP,
    TRIAL,
    COLUMNS,
};

enum { LINE_BYTES = 64 }; /* of a participant, about */

/* Alphabetical order; the persons follow. */
static void sort_levels(struct cohort *cohort, enum person_group g)
{
    uint8_t to[LEVEL_NONE + 1];

    levels_sort(&cohort->levels[g], to);
    for (int64_t i = 0; i < cohort->n; i++)
        cohort->person[i].group[g] = to[cohort->person[i].group[g]];
}

static void set_levels(struct levels *l, const char *const *names, int n)
{
    l->n = n;
    for (int i = 0; i < n; i++) {
        l->name[i] = names[i];
        l->len[i] = strlen(names[i]);
    }
}

/* ---- one person -------------------------------------------------------------------------------
 */

/* A coarser grouping of the words of a column, made once per word. */
struct coarse {
    struct levels *words;
    uint8_t level[LEVELS_MAX]; /* of each word */
};

struct reading {
    struct cohort *cohort;
    struct csv *csv;
    int at[COLUMNS];
    struct levels educations; /* as written */
    struct coarse education, diagnosis;
    bool in_order;   /* each person so far comes after the one before */
    size_t expected; /* persons, from the size of the file */
    size_t room;     /* of cohort->person */
    struct lookup by_programme;
    size_t programme_room;
};

static bool starts_with(const char *text, size_t n, const char *word)
{
    size_t len = strlen(word);

    return n >= len && !memcmp(text, word, len);
}

/* Education in five (worked example, derived variables): vmbo and mbo without their kinds. */
static const char *education_in_five(const struct csv *c, int at)
{
    const char *text = csv_text(c, at);
    size_t n = csv_len(c, at);

    if (starts_with(text, n, "vmbo"))
        return "vmbo";
    if (starts_with(text, n, "mbo"))
        return "mbo";
    if (csv_is(c, at, "hbo") || starts_with(text, n, "wo_"))
        return "hbo_wo";
    if (csv_is(c, at, "basis"))
        return "basis";
    if (csv_is(c, at, "havo_vwo"))
        return "havo_vwo";
    if (csv_is(c, at, "onbekend"))
        return "onbekend";
    return NULL;
}

static const char *diagnosis_in_four(const struct csv *c, int at)
{
    static const char *const named[] = {"angst", "depressie", "persoonlijkheid"};

    for (size_t i = 0; i < COUNT(named); i++) {
        if (at >= 0 && csv_is(c, at, named[i]))
            return named[i];
    }
    return "anders";
}

static uint8_t read_word(struct reading *r, struct levels *words, int at)
{
    if (csv_missing(r->csv, at))
        return LEVEL_NONE;
    uint8_t level = levels_add(r->cohort->arena, words, csv_text(r->csv, at), csv_len(r->csv, at));
    if (level == LEVEL_NONE)
        csv_note(r->csv, at, "more than %d different values; taken as missing", LEVELS_MAX);
    return level;
}

static uint8_t read_level(struct reading *r, enum person_group g, int at)
{
    return read_word(r, &r->cohort->levels[g], at);
}

/* The level of the group g that the word in this cell belongs to, by name_of when the word is new;
 * LEVEL_NONE when it belongs to none. *word is its place among the words of the column. */
static uint8_t read_coarse(struct reading *r, struct coarse *c, int at, enum person_group g,
                           const char *(*name_of)(const struct csv *c, int at), uint8_t *word)
{
    int before = c->words->n;

    *word = read_word(r, c->words, at);
    if (*word != LEVEL_NONE && *word < before)
        return c->level[*word];
    const char *name = name_of(r->csv, at);
    uint8_t level =
        name ? levels_add(r->cohort->arena, &r->cohort->levels[g], name, strlen(name)) : LEVEL_NONE;
    if (*word != LEVEL_NONE)
        c->level[*word] = level;
    return level;
}

static bool read_yes_no(struct reading *r, int at, uint8_t *level)
{
    *level = LEVEL_NONE;
    if (csv_missing(r->csv, at))
        return true;
    if (!csv_is(r->csv, at, "0") && !csv_is(r->csv, at, "1")) {
        csv_refuse(r->csv, at, "'%s' is not 0 or 1", csv_show(r->csv, at));
        return false;
    }
    *level = csv_text(r->csv, at)[0] == '1';
    return true;
}

static bool read_age(struct reading *r, struct person *p)
{
    int at = r->at[BIRTH];
    int32_t birth;

    p->age = NAN;
    if (csv_missing(r->csv, at))
        return true;
    if (!csv_date(r->csv, at, &birth)) {
        csv_refuse(r->csv, at, "'%s' is not a date", csv_show(r->csv, at));
        return false;
    }
    if (birth > p->start) {
        csv_refuse(r->csv, at, "born after the start of the trajectory");
        return false;
    }
    p->age = (p->start - birth) / 365.2425;
    static const int upper[] = {26, 36, 46, 56};
    uint8_t class = 0;
    while (class < COUNT(upper) && floor(p->age) >= upper[class])
        class ++;
    p->group[GROUP_AGE] = class;
    p->group[GROUP_YOUNG] = class == 0;
    return true;
}

static bool read_experience(struct reading *r, struct person *p)
{
    static const double upper[] = {2.5, 5.5, 10.5};
    int at = r->at[EXPERIENCE];
    uint8_t class = 0;

    p->experience = NAN;
    if (csv_missing(r->csv, at))
        return true;
    if (!csv_number(r->csv, at, &p->experience, NULL) || p->experience < 0) {
        csv_refuse(r->csv, at, "'%s' is not a number of years", csv_show(r->csv, at));
        return false;
    }
    while (class < COUNT(upper) && p->experience > upper[class])
        class ++;
    p->group[GROUP_EXPERIENCE] = class;
    return true;
}

static bool read_start(struct reading *r, struct person *p)
{
    int64_t months;

    if (!csv_date(r->csv, r->at[START], &p->start)) {
        csv_refuse(r->csv, r->at[START], "'%s' is not a date", csv_show(r->csv, r->at[START]));
        return false;
    }
    struct ymd start = day_ymd(p->start);
    p->start_month = 12 * start.year + start.month - 1;
    if (!csv_integer(r->csv, r->at[FOLLOWUP], &months) || months < 1) {
        csv_refuse(r->csv, r->at[FOLLOWUP], "'%s' is not a number of months from 1 on",
                   csv_show(r->csv, r->at[FOLLOWUP]));
        return false;
    }
    p->followup = (int16_t)MIN(months, r->cohort->window);
    return true;
}

/* Columns that can only be missing, never wrong. */
static void read_levels(struct reading *r, struct person *p)
{
    struct csv *c = r->csv;
    uint8_t word;

    p->group[GROUP_SCHEME] = read_level(r, GROUP_SCHEME, r->at[SCHEME]);
    p->group[GROUP_SEX] = read_level(r, GROUP_SEX, r->at[SEX]);
    p->group[GROUP_BENEFIT] = read_level(r, GROUP_BENEFIT, r->at[BENEFIT]);
    p->group[GROUP_DIAG4] = read_coarse(r, &r->diagnosis, r->at[DIAGNOSIS], GROUP_DIAG4,
                                        diagnosis_in_four, &p->group[GROUP_DIAG]);
    if (csv_missing(c, r->at[EDUCATION]))
        return;
    p->group[GROUP_EDUCATION] =
        read_coarse(r, &r->education, r->at[EDUCATION], GROUP_EDUCATION, education_in_five, &word);
    if (p->group[GROUP_EDUCATION] == LEVEL_NONE)
        csv_note(c, r->at[EDUCATION], "'%s' is not a known education; taken as missing",
                 csv_show(c, r->at[EDUCATION]));
}

/* Index of the programme in order of appearance; sorted later. */
static int32_t read_programme(struct reading *r)
{
    struct cohort *cohort = r->cohort;
    int at = r->at[PROGRAMME];
    uint32_t i;

    if (csv_missing(r->csv, at))
        return -1;
    uint32_t hash = lookup_hash(csv_text(r->csv, at), csv_len(r->csv, at), 0);
    struct lookup_walk w = lookup_begin(&r->by_programme, hash);
    while (lookup_next(&r->by_programme, &w, &i)) {
        if (csv_is(r->csv, at, cohort->programme[i]))
            return (int32_t)i;
    }
    size_t n = (size_t)cohort->programmes;
    if (n == r->programme_room) {
        r->programme_room = 2 * n + 64;
        cohort->programme =
            arena_grow(cohort->arena, cohort->programme, n * sizeof(*cohort->programme),
                       r->programme_room * sizeof(*cohort->programme));
    }
    cohort->programme[n] = arena_strn(cohort->arena, csv_text(r->csv, at), csv_len(r->csv, at));
    lookup_add(&r->by_programme, hash, (uint32_t)n);
    return cohort->programmes++;
}

static struct person *room_for_one(struct reading *r)
{
    struct cohort *cohort = r->cohort;
    size_t n = (size_t)cohort->n;

    if (n == r->room) {
        r->room = n ? 2 * n : r->expected;
        cohort->person = arena_grow(cohort->arena, cohort->person, n * sizeof(*cohort->person),
                                    r->room * sizeof(*cohort->person));
    }
    return &cohort->person[n];
}

static void index_person(struct cohort *cohort, int64_t i)
{
    const char *pid = cohort->person[i].pid;

    lookup_add(&cohort->by_pid, lookup_hash(pid, strlen(pid), 0), (uint32_t)i);
}

/* Whether the person of this line was there before; most files are in order, which answers it. */
static bool was_there(struct reading *r, const char *pid)
{
    struct cohort *cohort = r->cohort;
    int64_t n = cohort->n;

    r->in_order &= !n || id_compare(cohort->person[n - 1].pid, pid) < 0;
    return !r->in_order && cohort_find_any(cohort, r->csv, r->at[PID]) >= 0;
}

static void read_person(struct reading *r)
{
    struct cohort *cohort = r->cohort;
    struct csv *c = r->csv;
    struct person p = {0};

    memset(p.group, LEVEL_NONE, sizeof(p.group));
    if (csv_missing(c, r->at[PID])) {
        csv_refuse(c, r->at[PID], "there is no identifier");
        return;
    }
    p.pid = arena_strn(cohort->arena, csv_text(c, r->at[PID]), csv_len(c, r->at[PID]));
    if (was_there(r, p.pid)) {
        csv_refuse(c, r->at[PID], "participant '%s' is there already", csv_show(c, r->at[PID]));
        return;
    }
    if (!read_start(r, &p) || !read_age(r, &p) || !read_experience(r, &p) ||
        !read_yes_no(r, r->at[MARRIED], &p.group[GROUP_MARRIED]) ||
        !read_yes_no(r, r->at[TRIAL], &p.group[GROUP_TRIAL]))
        return;
    read_levels(r, &p);
    p.programme = read_programme(r);
    p.key = strchr(p.pid, '"') ? 0 : csv_key(c, r->at[PID]);
    *room_for_one(r) = p;
    if (!r->in_order)
        index_person(cohort, cohort->n);
    cohort->n++;
}

/* ---- the order of persons and programmes ------------------------------------------------------
 */

static int by_pid(const void *a, const void *b)
{
    const struct person *x = a, *y = b;

    return id_compare(x->pid, y->pid);
}

static void sort_persons(struct cohort *cohort)
{
    qsort(cohort->person, (size_t)cohort->n, sizeof(*cohort->person), by_pid);
    memset(cohort->by_pid.slot, 0, cohort->by_pid.slots * sizeof(*cohort->by_pid.slot));
    cohort->by_pid.n = 0;
    for (int64_t i = 0; i < cohort->n; i++)
        index_person(cohort, i);
}

struct named {
    const char *name;
    int32_t index;
};

static int by_name(const void *a, const void *b)
{
    const struct named *x = a, *y = b;

    return id_compare(x->name, y->name);
}

static void sort_programmes(struct cohort *cohort)
{
    size_t n = (size_t)cohort->programmes;
    struct named *named = ARENA_ARRAY(cohort->arena, struct named, n);
    int32_t *to = ARENA_ARRAY(cohort->arena, int32_t, n);

    for (size_t i = 0; i < n; i++)
        named[i] = (struct named){cohort->programme[i], (int32_t)i};
    qsort(named, n, sizeof(*named), by_name);
    for (size_t i = 0; i < n; i++) {
        cohort->programme[i] = named[i].name;
        to[named[i].index] = (int32_t)i;
    }
    for (int64_t i = 0; i < cohort->n; i++) {
        struct person *p = &cohort->person[i];

        p->programme = p->programme < 0 ? -1 : to[p->programme];
    }
}

/* ---- the file ---------------------------------------------------------------------------------
 */

bool cohort_read(struct cohort *cohort, struct arena *a, int window, struct csv *c)
{
    static const char *const age[] = {"18-25", "26-35", "36-45", "46-55", "56+"};
    static const char *const experience[] = {"0-2", "3-5", "6-10", ">10"};
    static const char *const no_yes[] = {"0", "1"}, *const truth[] = {"FALSE", "TRUE"};
    static const enum person_group alphabetical[] = {GROUP_SCHEME, GROUP_SEX,   GROUP_EDUCATION,
                                                     GROUP_DIAG,   GROUP_DIAG4, GROUP_BENEFIT};
    struct csv_column wanted[COLUMNS] = {
        [PID] = {"pid"},
        [PROGRAMME] = {"programme"},
        [SEX] = {"sex"},
        [BIRTH] = {"birth_date"},
        [MARRIED] = {"married"},
        [EDUCATION] = {"education"},
        [DIAGNOSIS] = {"diagnosis"},
        [BENEFIT] = {"benefit"},
        [EXPERIENCE] = {"exp_years", .optional = true},
        [SCHEME] = {"scheme"},
        [START] = {"start_date"},
        [FOLLOWUP] = {"followup_months"},
        [TRIAL] = {"trial_placement", .optional = true},
    };
    struct reading r = {.cohort = cohort, .csv = c, .in_order = true};

    *cohort = (struct cohort){.arena = a, .window = window};
    if (!csv_columns(c, wanted, COLUMNS))
        return false;
    for (int i = 0; i < COLUMNS; i++)
        r.at[i] = wanted[i].at;
    set_levels(&cohort->levels[GROUP_AGE], age, COUNT(age));
    set_levels(&cohort->levels[GROUP_EXPERIENCE], experience, COUNT(experience));
    set_levels(&cohort->levels[GROUP_YOUNG], truth, 2);
    set_levels(&cohort->levels[GROUP_MARRIED], no_yes, 2);
    set_levels(&cohort->levels[GROUP_TRIAL], no_yes, 2);
    set_levels(&cohort->levels[GROUP_EVER], no_yes, 2);
    r.expected = MIN((size_t)c->size / LINE_BYTES, (size_t)1 << 20) + 100;
    lookup_init(&r.by_programme, a, 100);
    r.education.words = &r.educations;
    r.diagnosis.words = &cohort->levels[GROUP_DIAG];
    while (csv_next(c))
        read_person(&r);
    if (!r.in_order)
        sort_persons(cohort);
    sort_programmes(cohort);
    for (size_t i = 0; i < COUNT(alphabetical); i++)
        sort_levels(cohort, alphabetical[i]);
    return true;
}

int64_t cohort_find_any(struct cohort *cohort, const struct csv *c, int column)
{
    uint32_t i, hash = lookup_hash(csv_text(c, column), csv_len(c, column), 0);

    if (!cohort->by_pid.slot) {
        lookup_init(&cohort->by_pid, cohort->arena, (size_t)cohort->n);
        for (int64_t k = 0; k < cohort->n; k++)
            index_person(cohort, k);
    }
    struct lookup_walk w = lookup_begin(&cohort->by_pid, hash);
    while (lookup_next(&cohort->by_pid, &w, &i)) {
        if (csv_is(c, column, cohort->person[i].pid)) {
            cohort->last = i;
            return i;
        }
    }
    return -1;
}
