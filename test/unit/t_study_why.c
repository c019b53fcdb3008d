/* t_study_why.c: why a regression of a cohort is not there, or lacks a characteristic, and what is
 * said of tests and lines: counted by hand. Not: the regressions themselves
 * (t_outcome_reference.c), other figures (t_study.c). Start at the list in main(). */
#include "feature/study/study.h"

#include <math.h>
#include <setjmp.h>

#include <cmocka.h>

#include "core/route.h"
#include "feature/outcome/outcome_data.h"
#include "feature/study/study_store.h"

const struct feature *const features[] = {NULL};

static struct arena *a;

static int begin(void **state)
{
    (void)state;
    a = arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(a);
    return 0;
}

static const struct study_row *row_of(const struct study *s, enum study_block block,
                                      const char *item, const char *level, int month)
{
    const struct study_row *r = study_find(s, block, item, level, month);

    assert_non_null(r);
    return r;
}

/* n people of whom those that `works` says found a job in month 5; of all else every combination
 * occurs. Diagnosis goes with the scheme (aliased), or not. rare: two of UWV have each a benefit
 * that nobody else has. */
struct people {
    int n, workers;
    bool same_diagnosis, by_scheme; /* by_scheme: just those of UWV found work */
    const char *married[2];
    bool rare;
};

static struct study made(const struct people *p)
{
    static const struct study_wish wish = {.name = "Proef",
                                           .programmes = "1",
                                           .from_on = DAY_NONE,
                                           .to_on = DAY_NONE,
                                           .target_group = "",
                                           .scheme = "",
                                           .definition = "published_2022",
                                           .months = 25,
                                           .during_from = DAY_NONE,
                                           .during_to = DAY_NONE};
    struct outcome_left left = {.seen = p->n};
    struct buf tables[OUTCOME_FILES];
    struct outcome_options options = {.folder = "", .tables = tables, .window = 25};
    struct outcome o;

    for (int i = 0; i < OUTCOME_FILES; i++)
        buf_init(&tables[i], 1 << 18);
    buf_str(&tables[OUTCOME_PARTICIPANTS],
            "pid,programme,cohort,sex,birth_date,married,education,diagnosis,benefit,exp_years,"
            "scheme,start_date,followup_months,trial_placement\n");
    buf_str(&tables[OUTCOME_JOBS], "pid,job_id,month,hours,wage,contract_hours,contract,permanent,"
                                   "sector,job_start\n");
    for (int i = 0; i < p->n; i++) {
        bool uwv = i / 8 % 2;
        bool other = p->same_diagnosis ? uwv : i / 16 % 2;
        bool works = p->by_scheme ? uwv : i * 37 % p->n < p->workers;

        buf_fmt(&tables[OUTCOME_PARTICIPANTS],
                "%d,10,cmd,%s,%d-06-03,%s,%s,%s,%s,%d.5,%s,2019-11-10,25,0\n", i + 1,
                i % 2 ? "m" : "v", 1960 + i * 7 % 40, p->married[i / 2 % 2],
                i / 4 % 2 ? "mbo1" : "vmbo_gt", other ? "angst" : "depressie",
                !p->rare || i / 2 != 4 ? "pwet"
                : i % 2                ? "wao"
                                       : "ziektewet",
                i * 3 % 11, uwv ? "UWV" : "gemeente");
        if (works)
            buf_fmt(&tables[OUTCOME_JOBS], "%d,1,2020-03,80,1000,20,1,0,Q,2020-03-05\n", i + 1);
    }
    assert_int_equal(outcome_run(&options, a, &o), OK);
    struct study s = study_make(a, &wish, &left, &o, day_from_ymd(2026, 11, 23));
    outcome_free(&o);
    for (int i = 0; i < OUTCOME_FILES; i++)
        buf_free(&tables[i]);
    return s;
}

static int rows_in(const struct study *s, enum study_block block)
{
    int n = 0;

    for (size_t i = 0; i < s->n; i++)
        n += s->at[i].block == block;
    return n;
}

static const char *why_not(const struct study *s, const char *item, const char *level)
{
    return study_why(LANG_EN, row_of(s, STUDY_REFUSED, item, level, 0)->text);
}

/* Each model that is not there says its own reason. */
static void reasons_by_hand(void **state)
{
    /* 96 people of whom 48, all of UWV and nobody else, found work */
    struct study s = made(&(struct people){96, 0, false, true, {"0", "1"}});

    (void)state;
    assert_int_equal(rows_in(&s, STUDY_MODEL), 0);
    assert_non_null(strstr(why_not(&s, "model", ""), "everybody found work, or nobody"));
    assert_int_equal(rows_in(&s, STUDY_COX), 0);
    /* 20 of 60 found work, and there are 7 terms: fewer than five for each */
    s = made(&(struct people){60, 20, false, false, {"0", "1"}});
    assert_int_equal(rows_in(&s, STUDY_MODEL), 0);
    assert_non_null(strstr(why_not(&s, "model", ""), "at least five for each"));
    assert_non_null(strstr(why_not(&s, "cox", ""), "at least five for each"));
    /* of nobody it is known whether they are married */
    s = made(&(struct people){60, 20, false, false, {"", ""}});
    assert_non_null(strstr(why_not(&s, "model", ""), "no data that this computation can use"));
    /* one programme, but two schemes and two sexes: those tests are there; of marriage is none */
    assert_non_null(strstr(why_not(&s, "married", "scheme"), "no two groups"));
    assert_non_null(study_find(&s, STUDY_TEST, "sex", "scheme", 0));
    assert_int_equal(study_few_events(&s), false);
}

static void left_out_by_hand(void **state)
{
    /* who has the one diagnosis is of the one scheme: 6 of 7 terms stay, for 40 who found work */
    struct study s = made(&(struct people){80, 40, true, false, {"0", "1"}});
    const struct study_row *left = NULL;

    (void)state;
    assert_int_equal(rows_in(&s, STUDY_MODEL), 6);
    for (size_t i = 0; i < s.n; i++)
        if (s.at[i].block == STUDY_REFUSED && !strcmp(s.at[i].text, "aliased"))
            left = &s.at[i];
    assert_non_null(left);
    assert_string_equal(left->item, "diagnosis");
    assert_non_null(strstr(study_label(a, LANG_NL, left), "Diagnose: "));
    assert_non_null(strstr(study_why(LANG_NL, left->text), "volgt al uit de andere kenmerken"));
    /* 40 of 6 is 6.7 for each: fewer than 10 */
    assert_true(study_few_events(&s));
    /* 160 people of whom 80 found work: 13 for each of 6, no warning */
    s = made(&(struct people){160, 80, true, false, {"0", "1"}});
    assert_int_equal(rows_in(&s, STUDY_MODEL), 6);
    assert_false(study_few_events(&s));
}

/* The small table of a large cohort is read by Fisher all the same. Of 500 people 248 are of UWV;
 * of the four ways to place the two rare ones, both at UWV is the least likely: 248/500 * 247/499.
 */
static void rare_in_many(void **state)
{
    struct study s = made(&(struct people){500, 250, false, false, {"0", "1"}, true});
    const struct study_row *x = row_of(&s, STUDY_TEST, "benefit", "scheme", 0);

    (void)state;
    assert_string_equal(x->text, "fisher_drawn");
    assert_true(fabs(x->p - 0.2455) < 0.02);
    assert_true(x->p_holm >= x->p);
    assert_int_equal(row_of(&s, STUDY_ABOUT, "draws", "", 0)->k, 10000);
}

/* Three log-rank tests are a family: the smallest p times three, no p after it smaller. */
static void logranks_by_holm(void **state)
{
    struct study s = made(&(struct people){160, 80, false, false, {"0", "1"}});
    static const char *const by[] = {"scheme", "experience", "sex"};
    double smallest = 1, holm = 1;

    (void)state;
    for (size_t i = 0; i < COUNT(by); i++) {
        const struct study_row *x = row_of(&s, STUDY_TEST, "logrank", by[i], 0);

        assert_true(isfinite(x->p_holm) && x->p_holm >= x->p);
        holm = x->p < smallest ? x->p_holm : holm;
        smallest = MIN(smallest, x->p);
    }
    assert_true(fabs(holm - MIN(3 * smallest, 1)) < 1e-12);
}

/* What the groups of a regression are compared with stands under it, and the methods name a
 * regression only where there is one. */
static void regression_in_words(void **state)
{
    struct study s = made(&(struct people){160, 80, false, false, {"0", "1"}});

    (void)state;
    assert_string_equal(
        study_reference(a, LANG_EN, &s, STUDY_MODEL),
        "Compared with: Scheme: municipality; Education: MBO (secondary vocational); "
        "Diagnosis: Anxiety disorders; Sex: man.");
    assert_non_null(strstr(study_method(a, LANG_NL, &s), "logistische regressie"));
    assert_non_null(strstr(study_method(a, LANG_NL, &s), "Cox-regressie"));
    s = made(&(struct people){96, 0, false, true, {"0", "1"}});
    assert_null(strstr(study_method(a, LANG_NL, &s), "regressie"));
    assert_non_null(strstr(study_method(a, LANG_NL, &s), "log-rank"));
}

/* 20, 15 and then 9 without work are in view: who works is drawn no further than who ever worked,
 * and what is said is of the same month. */
static void lines_end_together(void **state)
{
    static const int64_t without[] = {20, 15, 9}, at_work[] = {2, 5, 18};
    struct study_row rows[7] = {study_share(STUDY_ABOUT, "months", "", 3, 3)};
    struct study s = {.at = rows, .n = COUNT(rows)};

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct study_row ever = study_share(STUDY_EVER, "all", "", 1, without[i]);
        struct study_row now = study_share(STUDY_NOW, "all", "", at_work[i], 20);

        ever.month = now.month = i + 1;
        rows[2 * i + 1] = ever;
        rows[2 * i + 2] = now;
    }
    struct study_line ever = study_line(a, &s, STUDY_EVER, "all", "");
    struct study_line now = study_now(a, &s, &ever);
    assert_int_equal(ever.last_month, 2);
    assert_true(fabs(now.last - 0.25) < 1e-12);
    assert_true(fabs(now.y[0] - 0.1) < 1e-12);
    assert_true(isnan(now.y[2]));
    assert_non_null(strstr(study_finding(a, LANG_NL, &s), "Na 2 maanden"));
    assert_non_null(strstr(study_finding(a, LANG_NL, &s), "25% werkt dan"));
}

int main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, begin, end)
    static const struct CMUnitTest tests[] = {EACH(reasons_by_hand),     EACH(left_out_by_hand),
                                              EACH(rare_in_many),        EACH(logranks_by_holm),
                                              EACH(regression_in_words), EACH(lines_end_together)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
