/* payroll.h: monthly records of the payroll register (polisadministratie), delivered as a file of
 * 25 columns: rules/polis/layout.csv; rules for the reader: research/standards.md 1.4.
 *
 * Who is who. A programme asks for people (`spil export payroll`): that writes their citizen
 * service numbers with a name drawn at random for this request, for whoever delivers, and keeps
 * name and client. The delivery has the names and no number. A line about a name of no request, of
 * another request than the first line, or of a person whose record is restricted, is refused and
 * not kept.
 *
 * What it comes to. Lines of one person, employer, employment and month add up (corrections may be
 * negative, and a month may have two or three pay periods); the rest comes from the first line that
 * says it. Of one person and month the newest delivery in use holds, as a whole; older ones stay. A
 * month of which a line was refused is left out: half a month would replace a whole one.
 *
 * Limits. What looks wrong, and from how many paid hours a month counts as worked, are settings of
 * the installation (struct payroll_limits); an administrator sets them on a page. A delivery keeps
 * the limits it was judged by; when they change, the job worker judges it again.
 *
 * What stays. Every line that was used stays as it stood in the file. Those of one person right
 * behind each other are one row of payroll_line: its first line, how many, and their text.
 *
 * Who sees what (standards.md 4.1, "job, hours, wage"). Whoever may bring in a delivery sees counts
 * and lines of the file. A researcher sees the months under the names of the delivery. On the page
 * of a client they stand for whoever the gate lets see work.
 */
#ifndef SPIL_FEATURE_PAYROLL_PAYROLL_H
#define SPIL_FEATURE_PAYROLL_PAYROLL_H

#include "base/csv.h"
#include "base/vec.h"
#include "core/req.h"
#include "text/text.h"

/* ---- a line: payroll.c ----------------------------------------------------------------------- */

enum payroll_column { /* in the order of the layout */
                      PAYROLL_PERSON,
                      PAYROLL_PERIOD,
                      PAYROLL_IKV,
                      PAYROLL_EMPLOYER,
                      PAYROLL_IKV_START,
                      PAYROLL_IKV_END,
                      PAYROLL_IKO_START,
                      PAYROLL_IKO_END,
                      PAYROLL_IKV_KIND,
                      PAYROLL_EMPLOYMENT_KIND,
                      PAYROLL_PERMANENT,
                      PAYROLL_WRITTEN,
                      PAYROLL_ONCALL,
                      PAYROLL_CONTRACT_HOURS,
                      PAYROLL_HOURS,
                      PAYROLL_SV_DAYS,
                      PAYROLL_WAGE_LBPH,
                      PAYROLL_WAGE_SV,
                      PAYROLL_CAO,
                      PAYROLL_SBI_VERSION,
                      PAYROLL_SBI_SECTION,
                      PAYROLL_SBI_CODE,
                      PAYROLL_SECTOR_UWV,
                      PAYROLL_END_REASON,
                      PAYROLL_VERSION,
                      PAYROLL_COLUMNS
};
extern const char *const payroll_columns[PAYROLL_COLUMNS];

enum payroll_problem { /* why a line is refused; in the order of payroll_problems */
                       PAYROLL_FINE,
                       PAYROLL_UNREADABLE,
                       PAYROLL_EMPTY,
                       PAYROLL_TOO_LONG,
                       PAYROLL_UNKNOWN,
                       PAYROLL_BSN,
                       PAYROLL_OTHER_REQUEST,
                       PAYROLL_RESTRICTED,
                       PAYROLL_NO_MONTH,
                       PAYROLL_MONTH_RANGE,
                       PAYROLL_NO_DAY,
                       PAYROLL_DAY_FORM,
                       PAYROLL_DAY_ORDER,
                       PAYROLL_NO_CODE,
                       PAYROLL_CODE_YEAR,
                       PAYROLL_NO_NUMBER,
                       PAYROLL_DECIMAL,
                       PAYROLL_RANGE,
                       PAYROLL_PROBLEMS
};
extern const struct code payroll_problems[PAYROLL_PROBLEMS + 1];

enum payroll_odd { /* what looks wrong with a month; stored: never renumber */
                   PAYROLL_ODD_HOURS = 1,  /* more hours than a month may have */
                   PAYROLL_ODD_WAGE = 2,   /* an hour is paid too little or too much */
                   PAYROLL_ODD_RATIO = 4,  /* too many paid hours for those of the contract */
                   PAYROLL_ODD_BEFORE = 8, /* before the employment began */
                   PAYROLL_ODD_NEGATIVE = 16,
                   PAYROLL_ODD_NO_HOURS = 32, /* wage without hours */
                   PAYROLL_ODD_FLAGS =
                       64, /* contract flags where there can be none, or none where they must */
                   PAYROLL_ODDS = 7 /* of them */
};
extern const struct code payroll_odds[PAYROLL_ODDS + 1]; /* bit i is entry i */

/* How a file is written, decided by the first cell that shows it. */
struct payroll_form {
    char decimal; /* '.' or ','; 0: no cell has decimals */
    char day;     /* '-' 2026-11-22, '8' 20261122; 0: none yet */
    bool mark;    /* byte order mark */
    char separator;
};

struct payroll_code { /* of a list with years */
    const char *code;
    int from_year, to_year; /* 0: open */
    bool wage;              /* income kinds: 11, 13, 15 */
    bool flags;             /* employment kinds: contract flags are filled from 2021 */
};
struct payroll_codes {
    struct payroll_code *at;
    size_t n, cap;
};
struct payroll_lists {
    struct payroll_codes income, employment, ending;
};
void payroll_lists_read(struct arena *a, struct payroll_lists *lists);

struct payroll_cell {
    const char *at; /* in the record; no NUL behind it */
    size_t n;
};
struct payroll_line {
    struct payroll_cell cell[PAYROLL_COLUMNS];
    struct payroll_cell raw;                        /* the whole, as in the file */
    int32_t month;                                  /* 12 * year + month - 1 */
    int32_t ikv_start, ikv_end, iko_start, iko_end; /* DAY_NONE: empty */
    const struct payroll_code *income, *employment; /* employment NULL: empty */
    int permanent;                                  /* 1, 0, or -1 when not said */
    bool flags;                                     /* one of the three contract flags is filled */
    int64_t contract_hours, hours, wage_lbph, wage_sv; /* hundredths; NUMBER_NONE: empty */
};
struct payroll_reader {
    struct csv *csv;
    struct csv_column column[PAYROLL_COLUMNS];
    struct payroll_form form;
    struct payroll_lists lists;
    int32_t this_month;
};
/* Reads the header. False, with messages in the log of csv: a column is missing, or there is one
 * that is not in the layout (which might be a name). */
bool payroll_reader_begin(struct payroll_reader *reader, struct csv *csv, int32_t today) MUST_USE;
/* Reads the current record. The cells and the month (0: it cannot be read) are filled also when
 * something else is refused; *column is which. */
enum payroll_problem payroll_line_read(struct payroll_reader *reader, struct payroll_line *line,
                                       enum payroll_column *column) MUST_USE;

int32_t payroll_month_number(const char *text); /* of "2026-03"; 0: it is none */

/* What one employment came to in a month. */
struct payroll_month {
    int32_t month, ikv_start;
    bool wage;                                         /* of a wage relation */
    bool flags_wanted, flags;                          /* contract flags */
    int64_t contract_hours, hours, wage_lbph, wage_sv; /* NUMBER_NONE: not said */
};

/* Settings of the installation (table setting: payroll_hours_most, ...): standards.md 1.4, rules 4
 * and 6, stats.md C.0.6. Without them, or with what is out of range: 300, 3, 100, 300 and 0. */
struct payroll_limits {
    int64_t hours_most;            /* a month */
    int64_t wage_least, wage_most; /* cents an hour */
    int64_t ratio_most;            /* paid hours in percents of those of the contract */
    int64_t paid_above; /* hours: a month is worked when more were paid in all; of no delivery */
};
/* Bits of enum payroll_odd. */
unsigned payroll_odd(const struct payroll_month *m, const struct payroll_limits *limits);

/* ---- limits: payroll_limits.c ---------------------------------------------------------------- */

struct payroll_limits payroll_limits(struct db *db);
/* What looks wrong, with the limit in it: "more than 300 hours in a month"; i is the bit. */
const char *payroll_odd_words(struct arena *a, enum lang lang, int i,
                              const struct payroll_limits *limits);
/* Deliveries that were judged by other limits than now hold are judged again; in no transaction. */
void payroll_judge(struct db *db);
/* Is a month with these hundredths of hours and cents worked, all jobs together? More hours than
 * the limit were paid, or only wage. */
bool payroll_worked(const struct payroll_limits *limits, int64_t hours, int64_t wage);

/* ---- placements and payroll side by side: payroll.c --------------------------------------------
 */

#define PAYROLL_DEFINITION "published_2022" /* which placements the payroll ought to know */

enum payroll_differs {
    PAYROLL_SAME,
    PAYROLL_ONLY_THERE, /* paid work in the payroll, none in Spil */
    PAYROLL_ONLY_HERE,  /* a paid job in Spil, none in the payroll */
    PAYROLL_HOURS_DIFFER,
    PAYROLL_WAGE_DIFFERS,
    PAYROLL_DIFFERENCES
};
extern const struct code payroll_differences[PAYROLL_DIFFERENCES + 1];
/* One person in one month, all jobs together; hours and wage in hundredths, NUMBER_NONE unknown. */
struct payroll_side {
    bool works;
    int64_t hours, wage;
};
struct payroll_pair {
    int64_t client_id;
    const char *pseudonym;
    int32_t month;
    struct payroll_side there, here;
    enum payroll_differs differs;
};
struct payroll_pairs {
    struct payroll_pair *at;
    size_t n, cap;
};
/* Hours differ when more than a quarter and more than 8 hours apart; wages likewise, 100 euro. */
enum payroll_differs payroll_compare(const struct payroll_side *there,
                                     const struct payroll_side *here);

/* ---- deliveries: payroll_sql.c --------------------------------------------------------------- */

struct payroll_import {
    int64_t id, request_id, programme_id;
    const char *programme, *file_name, *file_hash, *state;
    struct payroll_form form;
    int64_t staff_id;
    const char *staff_name; /* "": a command */
    int64_t created_at, done_at, undone_at;
    int64_t lines, refused, people, months, replaced, incomplete;
    const char *first_month, *last_month; /* "2026-11" */
    struct payroll_limits judged;         /* by which: all but paid_above */
};
struct payroll_imports {
    struct payroll_import *at;
    size_t n, cap;
};
struct payroll_person {
    const char *pseudonym;
    int64_t client_id, request_id, programme_id;
    bool restricted, seen;
};
/* Pseudonyms of one programme, or of all (0), to struct payroll_person. */
struct map;
void payroll_people(struct db *db, struct arena *a, int64_t programme_id, struct map *people);
struct payroll_imports payroll_imports(struct db *db, struct arena *a, int64_t programme_id);
enum rc payroll_import_get(struct db *db, struct arena *a, int64_t id,
                           struct payroll_import *im) MUST_USE;
/* The delivery in use or open that has this file already; 0: none. */
int64_t payroll_same_file(struct db *db, const char *hash);
void payroll_import_done(struct db *db, int64_t id, int64_t now);
void payroll_import_undo(struct db *db, const struct payroll_import *im, int64_t staff_id,
                         int64_t now);
void payroll_import_remove(struct db *db, int64_t id); /* an open one, as if it never was */
void payroll_clean(struct db *db, int64_t before);     /* open ones nobody agreed to */

struct payroll_refused {
    int64_t line, place;
    const char *problem;
};
struct payroll_refusals {
    struct payroll_refused *at;
    size_t n, cap;
};
struct payroll_refusals payroll_refusals(struct db *db, struct arena *a, int64_t import_id,
                                         int64_t after, int64_t most);
struct payroll_odd_month {
    const char *pseudonym, *month;
    int64_t first_line, hours, wage, contract_hours;
    unsigned odd;
};
struct payroll_odd_months {
    struct payroll_odd_month *at;
    size_t n, cap;
};
struct payroll_odd_months payroll_odd_list(struct db *db, struct arena *a, int64_t import_id,
                                           int64_t most);
int64_t payroll_odd_months(struct db *db, int64_t import_id); /* how many there are */
void payroll_odd_counts(struct db *db, int64_t import_id, int64_t count[PAYROLL_ODDS]);

/* Months of one delivery (client_id 0: everybody in it), or of one client in all (import_id 0),
 * with what Spil has in them: only months that a delivery covers, until the end of the last month.
 * In order of person and month. */
struct payroll_pairs payroll_pairs_load(struct db *db, struct arena *a, int64_t import_id,
                                        int64_t client_id, int32_t today);

/* ---- bringing in: payroll_import.c ----------------------------------------------------------- */

struct payroll_take {
    struct db *db; /* in an open write transaction */
    int64_t id;    /* for the delivery */
    struct arena *arena;
    struct csv *csv;
    struct map *people;
    int64_t now;
    int32_t today;
    void (*say)(const char *messages); /* of the csv, as they come; NULL: quiet */
    void (*progress)(int percent);     /* NULL: quiet */
};
/* Reads the whole file into an open delivery. False: roll back, because the header is wrong, the
 * file changed, or no line is of use; im->refused says of how many lines, *first why the first was.
 * im has file_name, file_hash and staff_id, and gets the rest. */
bool payroll_take(const struct payroll_take *take, struct payroll_import *im,
                  struct payroll_refused *first) MUST_USE;
/* SHA-256 as hexadecimal digits. */
void payroll_hash(const void *bytes, size_t n, char out[65]);

/* ---- for the outcome engine: payroll_months.c -------------------------------------------------
 */

/* Does the definition of work (rules/polis/definitions.csv) speak of the payroll? */
bool payroll_defines(const char *definition) MUST_USE;
/* Does a wage relation of this kind count under it? 1 yes, 0 no, -1 it does not say. */
int payroll_counts(const char *definition, const char *employment_kind);

struct payroll_job_month {
    int64_t trajectory_id;
    int64_t job_id; /* of this client with this employer */
    int32_t month;
    int64_t hours, wage, contract_hours; /* hundredths, a month; contract_hours NUMBER_NONE */
    const char *contract;                /* "1" employment, "2" agency, "3" other */
    bool permanent;
    const char *sector;
    int32_t start;
    bool at_start; /* the job began on the very day the trajectory did: nobody found it in there */
};
struct payroll_span { /* months of which the payroll says what this person worked */
    int64_t trajectory_id;
    int32_t from, to; /* both included */
};
struct payroll_work {
    struct {
        struct payroll_job_month *at;
        size_t n, cap;
    } months;
    struct {
        struct payroll_span *at; /* by trajectory */
        size_t n, cap;
    } spans;
    int64_t paid_above; /* the limit */
};
/* What the deliveries in use say about the started trajectories, one row for each trajectory, job
 * and month, in that order. Nothing when the definition does not speak of the payroll.
 * - A job is an employer; after `ends_after` covered months without pay it is another one, which
 *   begins when the employment of its first paid month did (standards.md 1.4, rules 7 and 8).
 * - A total below nothing is none: it would spoil the averages (rule 5). payroll_month keeps it.
 * - A month in which some hours were paid, in all jobs that count together, but not more than the
 *   limit, has none: it is not worked (rule 4). */
struct payroll_work payroll_work_load(struct db *db, struct arena *a, const char *definition,
                                      int ends_after);
bool payroll_covers(const struct payroll_work *work, int64_t trajectory_id, int32_t month);

#endif
