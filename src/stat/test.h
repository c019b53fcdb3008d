/* test.h: comparisons of means and of ranks (section C.6, C.13). All p-values are two-sided.
 *
 * Tests on means work on moments (desc.h), from data or from a published table alike. A group of
 * one, or without spread, gives no test: STAT_TOO_FEW, STAT_NO_VARIANCE.
 */
#ifndef SPIL_STAT_TEST_H
#define SPIL_STAT_TEST_H

#include "stat/desc.h"

struct test_t {
    double difference; /* mean of the first less mean of the second */
    double se;
    double t;
    double df;
    double p;
    struct stat_interval limits; /* of the difference */
};

/* Welch (1947): se^2 = s1^2/n1 + s2^2/n2, Satterthwaite's degrees of freedom. The default. */
MUST_USE enum stat_rc test_t_welch(struct moments a, struct moments b, double level,
                                   struct test_t *result);
/* Student: one pooled variance, n1 + n2 - 2 degrees of freedom. */
MUST_USE enum stat_rc test_t_student(struct moments a, struct moments b, double level,
                                     struct test_t *result);
/* Paired: the moments of the differences against 0. */
MUST_USE enum stat_rc test_t_paired(struct moments differences, double level,
                                    struct test_t *result);

struct anova {
    int groups; /* with anyone in them; empty groups are left out */
    int64_t n;
    double between; /* sum of squares */
    double within;
    double df1;
    double df2;
    double f;
    double p;
    double eta2;    /* between / (between + within) */
    double welch_f; /* Welch (1951), no equal variances assumed */
    double welch_df2;
    double welch_p;
};

/* One-way analysis of variance of k groups. Welch's figures are NAN when a group has one member or
 * no spread; the others then still stand. Refusals: fewer than 2 groups or no degrees of freedom
 * within (STAT_TOO_FEW), nothing varies within (STAT_NO_VARIANCE). */
MUST_USE enum stat_rc test_anova(const struct moments *group, int k, struct anova *result);
/* Same from n values with their group 0..k-1; missing values (NAN) are skipped. Counts from the
 * first value, so that a large common part of all values costs no digits. */
MUST_USE enum stat_rc test_anova_values(struct arena *arena, const double *x, const int *group,
                                        int64_t n, int k, struct anova *result);

struct test_rank {
    double
        statistic; /* W: rank sum of the first group less its minimum; V: sum of positive ranks */
    double z;
    double p;
};

/* Wilcoxon's tests by normal approximation with correction for ties and continuity, at every n
 * (R: exact = FALSE). Rank sum: no missing values; STAT_NO_VARIANCE when all values are equal. */
MUST_USE enum stat_rc test_rank_sum(struct arena *arena, const double *a, int64_t n_a,
                                    const double *b, int64_t n_b, struct test_rank *result);
/* Signed ranks of differences; zeros are dropped. STAT_TOO_FEW when nothing is left. */
MUST_USE enum stat_rc test_signed_rank(struct arena *arena, const double *difference, int64_t n,
                                       struct test_rank *result);

#endif
