/* km.h: Kaplan-Meier curves and the log-rank test, section C.2 of the specification.
 *
 * Counting is apart from computing: km_count makes a table of events and censorings per time,
 * tables of several organisations can be added (km_add), and curve and tests need only tables. An
 * event at t happens before a censoring at t: censored at t is still at risk at t.
 */
#ifndef SPIL_STAT_KM_H
#define SPIL_STAT_KM_H

#include "stat/stat.h"

struct km_table {
    int64_t n; /* persons */
    int64_t events;
    int64_t times; /* distinct times, ascending */
    double *time;
    int64_t *died;     /* events at time */
    int64_t *censored; /* censorings at time */
};

/* time: n numbers, event: 1 or 0. Persons with a NAN time must be left out: STAT_BAD_INPUT. */
MUST_USE enum stat_rc km_count(struct arena *arena, const double *time, const uint8_t *event,
                               int64_t n, struct km_table *table);
/* The same for one group: rows whose group[i] == wanted. */
MUST_USE enum stat_rc km_count_group(struct arena *arena, const double *time, const uint8_t *event,
                                     const int32_t *group, int32_t wanted, int64_t n,
                                     struct km_table *table);
void km_add(struct arena *arena, const struct km_table *a, const struct km_table *b,
            struct km_table *sum);

struct km_curve {
    const struct km_table *table;
    int64_t *at_risk; /* just before each time */
    double *survival; /* S just after each time */
    double
        *greenwood; /* sum d/(n(n-d)) up to each time: se(S) = S sqrt(greenwood); inf when S = 0 */
};

/* STAT_TOO_FEW for an empty table. */
MUST_USE enum stat_rc km_estimate(struct arena *arena, const struct km_table *table,
                                  struct km_curve *curve);

/* The curve at one moment, as share with the event F = 1 - S. */
struct km_point {
    int64_t at_risk; /* persons with a time >= t */
    double share;    /* F(t) */
    double se;       /* Greenwood; NAN when S = 0 */
    struct stat_interval
        loglog; /* exp(-exp(log(-log S) +- z se/(S |log S|))), as F; NAN at F 0 or 1 */
    struct stat_interval plain; /* F +- z se, clipped to [0, 1] */
};
void km_at(const struct km_curve *curve, double t, double level, struct km_point *point);

/* Smallest t with S(t) <= 1 - p; where S equals 1 - p on an interval the middle of it, as R does
 * (an interval without later event ends at the last time). NAN when the curve does not get there.
 */
double km_quantile(const struct km_curve *curve, double p);

struct logrank {
    int groups;       /* with persons */
    double *observed; /* one per table given */
    double *expected;
    double chisq;
    int df; /* groups with somebody at risk at an event, less 1 */
    double p_value;
};

/* Log-rank over k tables: u'V^-u with hypergeometric means and variances (Mantel; survdiff rho 0).
 * Refusals: STAT_TOO_FEW (fewer than 2 groups at risk at an event, or no events), STAT_SINGULAR. */
MUST_USE enum stat_rc km_logrank(struct arena *arena, const struct km_table *tables, int k,
                                 struct logrank *result);

#endif
