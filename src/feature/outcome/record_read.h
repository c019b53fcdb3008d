/* record_read.h: between the two halves of the record engine: what one pass over jobs_monthly.csv
 * leaves behind.
 */
#ifndef SPIL_OUTCOME_RECORD_READ_H
#define SPIL_OUTCOME_RECORD_READ_H

#include "feature/outcome/record.h"

/* A job and a month that only count as a distinct job-month: outside the window, or of a job that
 * is no outcome job. */
struct job_seen {
    uint32_t job;
    int32_t month; /* of the trajectory */
};

/* One item per record, as they stand in the file. The first field of an item is its job. */
struct job_list {
    struct arena *arena; /* of its own: it goes as soon as the list is used */
    char *items;
    size_t n, room;
    uint32_t last; /* person of the last one */
    bool turned;   /* a person stands there before one of a smaller number */
};

struct job_records {
    struct job_list inside;  /* struct job_month: outcome jobs, in the window */
    struct job_list outside; /* struct job_seen */
    int decimals;            /* the most that a number was written with */
};

/* Fills record->job (in order of appearance, in the temporary arena), records, flags and levels. */
bool jobs_read(struct record *record, struct job_records *records, struct arena *a,
               struct arena *temporary, struct cohort *cohort, struct csv *c) MUST_USE;

#endif
