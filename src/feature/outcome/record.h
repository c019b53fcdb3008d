/* record.h: from monthly job records to person-months, spells and outcomes (section C.0 to C.5 of
 * the specification). One pass over jobs_monthly.csv; memory follows the person-months, not the
 * file.
 *
 * Definitions: the records of one (person, job, month) add up, corrections are negative records; a
 * job-month is active when hours or wage exceed 1e-9 after adding; an outcome job started on or
 * after the start of the trajectory; the window is month 1 to the last observed one. Contract,
 * permanent, sector and start of a job come from its first record.
 */
#ifndef SPIL_OUTCOME_RECORD_H
#define SPIL_OUTCOME_RECORD_H

#include "feature/outcome/cohort.h"

enum {
    WINDOW_MAX = 120,
    ENDS_AFTER = 2, /* empty months that end a spell: one does not (C.4, G = 1) */
};

#define JOB_NONE UINT32_MAX

struct job {
    const char *id;
    uint32_t person;
    int32_t start;     /* day */
    int32_t first;     /* month of the trajectory in which it started */
    uint8_t contract;  /* level, LEVEL_NONE when missing */
    uint8_t permanent; /* 0, 1 or LEVEL_NONE */
    uint8_t sector;
    bool outcome; /* started on or after the start of the trajectory */
    bool active;  /* has an active month in the window */
};

/* One active month of one outcome job. */
struct job_month {
    uint32_t job;
    int16_t month; /* of the trajectory */
    double hours;
    double wage;     /* euro */
    double contract; /* hours */
};

/* A set of trajectory months 1 .. WINDOW_MAX. */
struct months {
    uint64_t bits[2];
};
static inline bool months_has(const struct months *m, int month)
{
    return m->bits[month >> 6] >> (month & 63) & 1;
}
static inline void months_add(struct months *m, int month)
{
    m->bits[month >> 6] |= (uint64_t)1 << (month & 63);
}

/* What became of one person. Without work: first_job is JOB_NONE and the rest 0 or NAN. */
struct person_work {
    uint32_t first_job;  /* earliest start, then earliest active month, most months, smallest id */
    int32_t days;        /* from the start of the trajectory to the start of the first job */
    int16_t first_month; /* first month with work */
    int16_t months;      /* with work */
    int16_t jobs;
    int16_t longest; /* longest job spell, months */
    struct months working;
    struct months same_job; /* months in which the first job is active */
    double hours;           /* mean over worked months of the sum over jobs */
    double wage;
    double ratio_of_months; /* mean over months with contract hours of 100 hours / contract */
    double ratio_of_sums;   /* 100 sum of hours / sum of contract over the same months */
};

struct spell {
    uint32_t person;
    int16_t first; /* months of the trajectory */
    int16_t last;
};

/* What looks wrong but is used (C.0.6): records, except the last. */
struct record_flags {
    int64_t start_differs;    /* job start or another attribute is not that of the first record */
    int64_t before_start;     /* month before the month of the job start */
    int64_t no_contract;      /* hours but no contract hours */
    int64_t many_hours;       /* more than 300 in a month */
    int64_t wage_per_hour;    /* below 3 or above 100 euro */
    int64_t running_at_start; /* jobs that ran at the start of the trajectory: left out (C.0.3) */
};

struct record {
    int64_t records;           /* used: those of known persons, whatever month */
    int64_t person_job_months; /* distinct (person, job, month) among them */
    int64_t concurrent;        /* person-months with more than one active outcome job */
    int64_t workers;
    int64_t outcome_jobs;
    struct levels contract; /* alphabetical */
    struct levels sector;
    int64_t jobs; /* by person, then id */
    struct job *job;
    int64_t months; /* active job-months of outcome jobs, by person, job, month */
    struct job_month *month;
    long double hours, wage;  /* sums over them */
    struct person_work *work; /* one per person of the cohort */
    int64_t job_spells;
    double *job_spell; /* lengths in months */
    int64_t employment_spells;
    struct spell *employment; /* spells of having any job, by person */
    struct record_flags flags;
    int ends_after; /* empty months that end a spell */
};

/* Reads jobs_monthly.csv and works everything out; fills GROUP_EVER of the cohort. What lives
 * longer than the call is in arena a. A spell ends after so many empty months; 0 is ENDS_AFTER.
 * False, with messages, when a column is missing. */
bool record_read(struct record *record, struct arena *a, struct cohort *cohort, struct csv *c,
                 int ends_after) MUST_USE;

/* Sum of n numbers written with at most `decimals` decimals: exact up to the last rounding and the
 * same for every order. Sorts v. */
double record_sum(double *v, size_t n, int decimals);

#endif
