/* outcome.h: the outcome engine: from the files of a study to the whole research report.
 *
 * Source of every definition and formula: section C of the specification of the statistics
 * (C.0 records to C.15 disclosure); names and groupings follow the worked example in
 * test/stat/cmd168/README.md. No database, no HTML.
 *
 * What cannot be computed: a pointer is NULL, a number NAN, and the reason stands in
 * outcome.refusals. All results live in the arena given to outcome_run.
 */
#ifndef SPIL_OUTCOME_OUTCOME_H
#define SPIL_OUTCOME_OUTCOME_H

#include "feature/outcome/record.h"
#include "stat/agree.h"
#include "stat/change.h"
#include "stat/corr.h"
#include "stat/cox.h"
#include "stat/desc.h"
#include "stat/funnel.h"
#include "stat/km.h"
#include "stat/logistic.h"
#include "stat/meta.h"
#include "stat/phase.h"
#include "stat/table.h"
#include "stat/test.h"

enum { PHASES = 4, PERIODS = 3, ACTIVITIES = 5, ITEMS = 26, WAVES = 2, RATERS = 2 };

enum outcome_file {
    OUTCOME_PARTICIPANTS,
    OUTCOME_JOBS,
    OUTCOME_TIME,
    OUTCOME_FIDELITY,
    OUTCOME_QUESTIONNAIRE,
    OUTCOME_FILES,
};
extern const char *const outcome_file_name[OUTCOME_FILES]; /* "participants.csv" ... */

struct outcome_options {
    const char *folder;       /* with the five files, or */
    const struct buf *tables; /* OUTCOME_FILES of them: the same texts in memory */
    void (*progress)(const char *step, int done, int steps); /* before each step; NULL: quiet */
    int window;                                              /* W, 1 .. WINDOW_MAX; 0 is 25 (CMD) */
    int ends_after;              /* empty months that end a spell of work; 0 is ENDS_AFTER */
    const int32_t (*periods)[2]; /* PERIODS of calendar months, 12 * year + month - 1, first and
                                    last, for C.9; NULL: those of report 002 */
    bool profile;                /* exact profile limits of the logistic regression */
    uint64_t show;               /* messages about the files in full; the rest is counted */
};

struct share { /* C.1; p and limits NAN when n is 0 */
    int64_t k, n;
    double p;
    struct stat_interval wilson, exact;
};

struct named_share {
    const char *name;
    struct share share;
};

struct shares {
    int n;
    struct named_share *of;
};

/* ---- C.2 time to the first job ---- */

enum { KM_DAYS = 7, JOB_CLASSES = 5 };

struct job_times {
    int day[KM_DAYS];
    struct km_point at[KM_DAYS];
    double q25, median; /* days, NAN when not reached */
    int64_t events;
    const char *class_label[JOB_CLASSES];
    int64_t class_n[JOB_CLASSES];
    int64_t within_60;
    struct summary days;
    struct logrank *by_scheme, *by_experience, *by_sex; /* NULL where there is one group */
    int64_t *scheme_n, *experience_n, *sex_n;           /* persons per group of these */
};

/* ---- C.3 curves ---- */

struct curve {
    const char *name; /* NULL: everybody */
    int months;       /* entry t-1 is month t */
    int64_t *observed, *working, *first_jobs;
    int64_t *at_risk; /* observed, no job before this month */
    double *prevalence, *ever_naive, *ever_km, *hours, *wage; /* NAN where nobody counts */
    double *ever_low, *ever_high; /* 95% log-log limits of ever_km; NAN while it is 0 */
};

struct curves {
    int n;
    struct curve *of;
};

/* ---- C.4, C.5 work ---- */

struct job_status { /* of those with a first job */
    int64_t same, other, stopped;
};

enum { QUARTERS_MAX = WINDOW_MAX / 3 };

struct work_figures {
    struct summary months, longest, jobs, job_spell, employment_spell, hours, wage;
    struct summary ratio_of_months, ratio_of_sums;
    double hourly_wage; /* sum of wages / sum of hours */
    double hours_week;  /* mean monthly hours * 12 / (365.2425 / 7) */
    struct shares contract, sector;
    struct share permanent;
    int quarters;
    struct job_status quarter[QUARTERS_MAX]; /* at months 3, 6, ... */
    struct job_status end;                   /* at the last observed month */
    int64_t workers;
};

/* ---- C.6 comparisons ---- */

struct crossing { /* a table of two groups of persons, empty rows and columns left out */
    const char *name;
    int rows, cols;
    const char *row[LEVELS_MAX], *col[LEVELS_MAX];
    int64_t *n; /* row by row */
    struct table_test test;
    double fisher_p;   /* 2x2; larger only when small and at most 400 persons; else NAN */
    double odds_ratio; /* conditional maximum likelihood, 2x2 */
    double holm, bh;   /* of the p of Pearson of all tests */
    bool exact;        /* to be read by Fisher: the counts are small */
    int64_t drawn;     /* random tables that its p was estimated from; 0: computed */
    double p, p_holm;  /* of the test to be read, and Holm over those */
};

struct comparison { /* a number between groups */
    const char *name;
    int groups;
    const char *level[LEVELS_MAX];
    struct moments moments[LEVELS_MAX];
    struct anova anova;
};

struct two_groups {
    const char *name;
    const char *level[2];
    struct test_t welch, student;
    struct test_rank rank;
};

enum { CROSSINGS = 10, ANOVAS = 3, T_TESTS = 3, FISHER_SEED = 1 };

struct comparisons {
    bool by_scheme; /* else by sex */
    int crossings;  /* those that could be tested */
    struct crossing *crossing;
    int refused; /* those that could not: fewer than two groups with anybody */
    const char *refused_name[CROSSINGS];
    struct comparison *anova[ANOVAS]; /* NULL when refused */
    struct two_groups *t[T_TESTS];
    const char *anova_name[ANOVAS], *t_name[T_TESTS];
};

struct disclosure { /* C.15: workers by education and scheme */
    int rows, cols;
    const char *row[LEVELS_MAX], *col[LEVELS_MAX];
    int64_t *n;       /* row by row */
    bool *suppressed; /* row by row */
};

/* ---- C.7, C.8 models ---- */

struct models {
    int columns; /* with the intercept */
    const char **term;
    int64_t cases, dropped;        /* complete cases, and the others */
    struct logistic_fit *logistic; /* NULL when refused */
    enum stat_rc why_logistic;     /* then; else STAT_OK */
    enum stat_rc why_cox;          /* the same of cox */
    struct stat_interval *profile; /* logit scale; NULL unless asked */
    struct hosmer_lemeshow *hosmer_lemeshow;
    double auc, brier;
    double *cluster_se; /* by programme; NULL when refused */
    struct logistic_firth *firth;
    struct cox_fit *cox, *cox_breslow; /* columns without the intercept */
    double concordance;
    struct cox_ph *proportional;
    int separated; /* 1, 0, or -1 when not tried (more than 5,000 persons) */
    bool toy_separated[3];
    struct logistic_firth toy_firth[3];
    int programmes; /* observed against expected */
    int32_t *programme;
    int64_t *observed;
    double *expected;
};

/* ---- C.9 phases ---- */

struct phase_block {
    int phases; /* those that begin within the window */
    int64_t events_phase[PHASES], events_period[PERIODS];
    struct phase_result result;
    bool good;
};

/* ---- C.10 time registration ---- */

struct effort { /* one activity, or the total: minutes a month */
    struct summary person;
    struct summary person_phase[PHASES];
    struct summary month_phase[PHASES];
};

struct efforts {
    struct effort activity[ACTIVITIES + 1]; /* the last is the total */
    int64_t records;
    int64_t persons;
};

/* ---- C.11, C.12 fidelity ---- */

struct fidelity_figures {
    double item_mean[WAVES][ITEMS];
    int64_t item_n[WAVES][ITEMS];
    double total_of_means[WAVES], mean_prorated[WAVES];
    int64_t band[4]; /* wave 2: geen_ips, redelijk, goed, uitstekend */
    struct agreement *agreement;
    struct icc *icc;
    int programmes;       /* with a total */
    struct corr *pearson; /* total against share ever employed; NULL under five programmes */
    struct corr *spearman;
    double weighted;
};

struct funnel_block {
    int programmes;
    int32_t *programme;
    int64_t *n, *ever;
    struct funnel *funnel; /* NULL when refused */
};

/* ---- C.13, C.14 ---- */

struct meta_block {
    int studies;
    double *yi, *vi;
    struct meta_result fixed, dl, reml, pm, hksj;
    struct meta_mh mh;
    double pool_ips, pool_control;
    bool good;
};

struct outcome {
    struct outcome_options options;
    struct arena *arena;
    struct cohort cohort;
    struct record record;
    struct share ever, trial;
    struct shares ever_by_scheme;
    struct job_times times;
    struct curve curve;
    struct curves by_scheme, by_experience;
    struct work_figures work;
    struct comparisons comparisons;
    struct disclosure disclosure;
    struct models models;
    struct phase_block starts, stops;
    struct efforts *efforts;           /* NULL without time.csv */
    struct fidelity_figures *fidelity; /* NULL without fidelity.csv */
    struct funnel_block funnel;
    struct change *questionnaire; /* NULL without questionnaire.csv, or refused */
    struct meta_block meta;
    struct csv_log log;                                    /* messages about the files */
    uint64_t refused[OUTCOME_FILES], noted[OUTCOME_FILES]; /* of them, per file */
    struct buf refusals;                                   /* "block: reason", one per line */
};

/* Reads the folder and computes everything. INVALID when participants.csv or jobs_monthly.csv
 * cannot be used: then only log is filled. Other files that are not there leave their blocks NULL
 * and count as refused. The caller ends with outcome_free. */
MUST_USE enum rc outcome_run(const struct outcome_options *options, struct arena *a,
                             struct outcome *outcome);
void outcome_free(struct outcome *outcome);

/* The report as JSON, keys and order as in the worked example, 17 significant digits. */
void outcome_json(const struct outcome *outcome, struct buf *out);

#endif
