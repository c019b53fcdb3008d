/* t_study_why.c: why a regression of a cohort is not there, or lacks a characteristic: counted by
 * hand. Not: the regressions themselves (t_outcome_reference.c), other figures (t_study.c).
 * Start at the list in main(). */
#include "feature/study/study.h"

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
 * occurs. Diagnosis goes with the scheme (aliased), or not. */
struct people {
    int n, workers;
    bool same_diagnosis, by_scheme; /* by_scheme: just those of UWV found work */
    const char *married[2];
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
                "%d,10,cmd,%s,%d-06-03,%s,%s,%s,pwet,%d.5,%s,2019-11-10,25,0\n", i + 1,
                i % 2 ? "m" : "v", 1960 + i * 7 % 40, p->married[i / 2 % 2],
                i / 4 % 2 ? "mbo1" : "vmbo_gt", other ? "angst" : "depressie", i * 3 % 11,
                uwv ? "UWV" : "gemeente");
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

int main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, begin, end)
    static const struct CMUnitTest tests[] = {EACH(reasons_by_hand), EACH(left_out_by_hand)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
