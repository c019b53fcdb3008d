/* cohort.h: the people of a study, from participants.csv, with the derived variables of the worked
 * example (ages, classes, groupings). Persons are in the order of their identifiers, so that no
 * result depends on the order of a file.
 */
#ifndef SPIL_OUTCOME_COHORT_H
#define SPIL_OUTCOME_COHORT_H

#include "base/csv.h"
#include "feature/outcome/levels.h"
#include "feature/outcome/lookup.h"

enum person_group { /* categorical columns of a person */
                    GROUP_SCHEME,
                    GROUP_SEX,
                    GROUP_MARRIED, /* 0, 1 */
                    GROUP_AGE,     /* 18-25, 26-35, 36-45, 46-55, 56+; younger than 18 counts as the
                                      first */
                    GROUP_YOUNG,   /* FALSE, TRUE: 18-25 */
                    GROUP_EDUCATION, /* in five, and onbekend */
                    GROUP_DIAG,
                    GROUP_DIAG4, /* angst, anders, depressie, persoonlijkheid */
                    GROUP_BENEFIT,
                    GROUP_EXPERIENCE, /* 0-2, 3-5, 6-10, >10 */
                    GROUP_TRIAL,      /* 0, 1 */
                    GROUP_EVER,       /* 0, 1: had work in the window; filled by record_read */
                    GROUPS,
};

struct person {
    const char *pid;
    uint64_t key;          /* csv_key of pid, to compare; 0 when a quote is in it */
    int32_t start;         /* day */
    int32_t start_month;   /* 12 * year + month - 1 */
    int32_t programme;     /* index in cohort.programme, -1 unknown */
    int16_t followup;      /* months observed, at most the window; 1 is the month of the start */
    uint8_t group[GROUPS]; /* LEVEL_NONE when missing */
    double age;            /* years at the start, NAN when unknown */
    double experience;     /* years, NAN when unknown */
};

struct cohort {
    struct arena *arena;
    int window; /* W: months looked at */
    int64_t n;
    struct person *person;
    struct levels levels[GROUPS];
    int programmes;
    const char **programme; /* names, in the order of id_compare */
    struct lookup by_pid;   /* made when it is needed first */
    uint32_t last;          /* the person found last: files are mostly sorted */
};

/* Reads participants.csv. False, with messages in the log of c, when a column is missing. Refused
 * persons: duplicate identifier, impossible or missing start date, birth after start, no month
 * observed, text in a number. */
bool cohort_read(struct cohort *cohort, struct arena *a, int window, struct csv *c) MUST_USE;

/* Index of the person whose identifier stands in this cell; -1 when there is none. Files are mostly
 * sorted: the person of the line before is looked at first, and a few after him. */
enum { COHORT_AHEAD = 16 };
int64_t cohort_find_any(struct cohort *cohort, const struct csv *c, int column);
static inline int64_t cohort_find(struct cohort *cohort, const struct csv *c, int column)
{
    uint64_t key = csv_key(c, column);

    for (uint32_t i = cohort->last; key && i < cohort->n && i < cohort->last + COHORT_AHEAD; i++) {
        if (cohort->person[i].key == key) {
            cohort->last = i;
            return i;
        }
    }
    return cohort_find_any(cohort, c, column);
}

/* Month of the trajectory: 1 is the month of the start. */
static inline int32_t trajectory_month(const struct person *p, int32_t month)
{
    return month - p->start_month + 1;
}

/* Value of person i in a group, as text, or NULL. */
static inline const char *cohort_level(const struct cohort *cohort, int64_t i, enum person_group g)
{
    uint8_t level = cohort->person[i].group[g];
    return level == LEVEL_NONE ? NULL : cohort->levels[g].name[level];
}

#endif
