/* outcome_data.h: the five tables of a study, made from the program's own records.
 *
 * Definitions (also in the codebook of the export):
 * - A participant is a trajectory that started; month 1 is the month of its start. It is observed
 *   up to and including the last whole month before `today`, or the month it was closed. Who has no
 *   such month is left out.
 * - Work is a placement whose kind counts under `definition` (rules/definitions.csv). It runs from
 *   the day it started up to the day it ended (not that day), and gives one record for each month
 *   in which it runs, up to the end of the observation.
 * - Hours of a month: the days it runs, times the hours a week that hold on that day divided by 7.
 *   Those are the latest actual hours of the build-up, else the planned ones, else the hours of the
 *   contract. Wage: the monthly wage, times the share of the days of the month. Contract hours: the
 *   hours of the contract times 52 / 12, times the same share. When neither hours nor wage are
 *   known, the month counts with a hundredth of an hour: it is worked, its amount is unknown.
 * - Where the definition speaks of the payroll (rules/polis/definitions.csv), the months that a
 *   delivery covers for somebody come from there and not from placements (feature/payroll): one job
 *   per employer, until after `ends_after` months without pay it is another one, its hours and
 * gross wage as paid (SV, else LB/PH; a total below nothing is 0), contract hours a week times 52
 * / 12. Hours up to the limit of the installation are not worked. A job that began on the very day
 * of the start was not found in the trajectory and is left out. A month is covered when it lies
 * between the first and the last of a delivery in use in which this person has a line.
 * - Time: the minutes of contacts for this participant, by activity and month, within the months
 *   that are observed. Only months with a contact have a record.
 * - Left out: records whose processing is restricted, and people who took back their consent to
 *   research and did not give it again.
 * - Fidelity: the final reviews of whole programmes with a participant, on the Dutch scale of 26
 *   items. Wave 1 is the first of a programme, wave 2 the last, when there is another one. Rater 0
 *   is the consensus, with its errata; raters 1 and 2 are the sealed sheets of the reviewers.
 * - A questionnaire before and after is not among the records: that table stays empty.
 * - Codes are those of the worked example where it has one, else lower-case codes of the rules.
 */
#ifndef SPIL_OUTCOME_DATA_H
#define SPIL_OUTCOME_DATA_H

#include "db/db.h"
#include "feature/outcome/outcome.h"

enum { OUTCOME_NAME = 33 }; /* bytes for a name and NUL */
#define OUTCOME_DEFINITION                                                                         \
    "published_2022" /* what counts as work, unless something else is asked */

/* Which trajectories; what is empty does not choose. */
struct outcome_choice {
    const int64_t *programme; /* programmes of them; none: all */
    size_t programmes;
    int32_t from, to;         /* day of the start; DAY_NONE */
    const char *target_group; /* codes of the rules; "" */
    const char *scheme;
};

/* How many trajectories of the programmes stayed out, each under its first reason; seen is with
 * those that came in. */
enum outcome_reason {
    OUTCOME_NOT_STARTED,
    OUTCOME_OTHER_PERIOD,
    OUTCOME_OTHER_GROUP,
    OUTCOME_OTHER_SCHEME,
    OUTCOME_RESTRICTED,
    OUTCOME_OBJECTED,
    OUTCOME_NO_MONTH,
    OUTCOME_REASONS,
    OUTCOME_TAKEN = OUTCOME_REASONS
};
struct outcome_left {
    int64_t seen;
    int64_t n[OUTCOME_REASONS];
    /* Where participants have months from the payroll: the limit above which paid hours count, and
     * jobs left out because they began on the day of the start; else -1 and 0. */
    int64_t paid_above, at_start;
};

struct outcome_data {
    const struct outcome_choice *choice; /* NULL: all that started */
    int32_t today;
    const char *definition; /* of work */
    int ends_after;         /* empty months that end a job or a spell; 0 is ENDS_AFTER */
    /* The name of a trajectory or a placement in the tables; NULL: its number. */
    const char *(*name)(const void *key, int64_t id, char out[OUTCOME_NAME]);
    const void *key;
    struct outcome_left *left; /* filled; or NULL */
};

/* In an open read transaction. Programmes are numbered 1, 2, ... in the order of their id. Returns
 * how many started trajectories were left out because no month of them was observed. */
int64_t outcome_tables(struct db *db, const struct outcome_data *data,
                       struct buf tables[OUTCOME_FILES]);

/* The table of fidelity, for the programmes (n, by id; their place from 1 is their number) that are
 * used. Part of outcome_tables(). */
void outcome_audits(struct db *db, struct arena *a, const int64_t *programme, const bool *used,
                    size_t n, struct buf *table);

#endif
