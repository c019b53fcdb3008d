/* record_read.h: between the two halves of the record engine: what one pass over jobs_monthly.csv
 * leaves behind.
 */
#ifndef SPIL_OUTCOME_RECORD_READ_H
#define SPIL_OUTCOME_RECORD_READ_H

#include "feature/outcome/record.h"

/* Items in the order of the file, in pieces: a list that grows without copying. */
enum { PIECE = 8192 };
struct piece {
    struct piece *next; /* the piece before */
    size_t n;
    _Alignas(8) char items[];
};

/* A job and a month that only count as a distinct job-month: outside the window, or of a job that
 * is no outcome job. */
struct job_seen {
    uint32_t job;
    int32_t month; /* of the trajectory */
};

struct job_records {
    struct arena *inside_arena, *outside_arena; /* of the pieces; freed as soon as they are used */
    struct piece *inside;  /* struct job_month: outcome jobs, in the window, one per record */
    struct piece *outside; /* struct job_seen */
    int decimals;          /* the most that a number was written with */
};

/* Fills record->job (in order of appearance, in the temporary arena), records, flags and levels. */
bool jobs_read(struct record *record, struct job_records *records, struct arena *a,
               struct arena *temporary, struct cohort *cohort, struct csv *c) MUST_USE;

#endif
