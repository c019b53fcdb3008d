/* t_outcome_input.c: what the outcome engine says about files that are not as they should be: every
 * line left out is named by file, line and column and counted; nothing disappears in silence.
 * Not: the reader of tables itself (t_csv.c).
 * Start at main(). */
#include "test/unit/outcome_files.h"

#include <math.h>
#include <setjmp.h>

#include <cmocka.h>

#define PARTICIPANTS                                                                               \
    "pid,programme,cohort,sex,birth_date,married,education,diagnosis,benefit,exp_years,scheme,"    \
    "start_date,followup_months,trial_placement\n"
#define PERSON_1 "1,1,cmd,v,1990-06-03,0,mbo1,depressie,pwet,0.8,gemeente,2020-01-15,25,0\n"
#define PERSON_2 "2,1,cmd,m,1988-06-08,0,vmbo_gt,angst,ziektewet,15.4,UWV,2020-02-10,25,0\n"
#define JOBS     "pid,job_id,month,hours,wage,contract_hours,contract,permanent,sector,job_start\n"
#define JOB_1    "1,1,2020-03,40,600,40,1,0,Q,2020-03-02\n"

static const char *const good[5] = {
    PARTICIPANTS PERSON_1 PERSON_2,
    JOBS JOB_1,
    "pid,month,act1,act2,act3,act4,act5\n1,2020-01,10,20,30,40,50\n",
    "programme,wave,rater,item,score\n1,1,1,1,4\n",
    "pid,score0,score1\n1,20,18\n2,22,21\n",
};

struct input {
    const char *what;
    int file;         /* index in files_names */
    const char *text; /* NULL: no such file */
    int refused;
    const char *message;
    int64_t persons, records; /* used; -1: there is no report */
};

static const struct input inputs[] = {
    {"everything good", 0, PARTICIPANTS PERSON_1 PERSON_2, 0, "", 2, 1},
    {"missing participants", 0, NULL, 1, "participants.csv: cannot be opened: No such file", -1, 0},
    {"empty participants", 0, "", 1, "participants.csv: is empty: there is no header", -1, 0},
    {"only a header", 0, PARTICIPANTS, 1, "participants.csv: has no participants that can be used",
     -1, 0},
    {"a column is missing", 0, "pid,programme\n1,1\n", 9,
     "participants.csv: column 'start_date' is missing", -1, 0},
    {"spaces for separators", 0, "pid programme\n1 1\n", 12,
     "participants.csv: the header has one column", -1, 0},
    {"duplicate participant", 0, PARTICIPANTS PERSON_1 PERSON_1 PERSON_2, 1,
     "participants.csv:3:1: pid: participant '1' is there already; left out", 2, 1},
    {"impossible start", 0,
     PARTICIPANTS PERSON_2 "1,1,cmd,v,1990-06-03,0,mbo1,x,pwet,0.8,gemeente,2020-02-30,25,0\n", 4,
     "participants.csv:3:49: start_date: '2020-02-30' is not a date; left out", 1, 0},
    {"born after the start", 0,
     PARTICIPANTS PERSON_2 "1,1,cmd,v,2021-06-03,0,mbo1,x,pwet,0.8,gemeente,2020-02-03,25,0\n", 4,
     "participants.csv:3:11: birth_date: born after the start of the trajectory; left out", 1, 0},
    {"text in a number", 0,
     PARTICIPANTS PERSON_2 "1,1,cmd,v,1990-06-03,0,mbo1,x,pwet,veel,gemeente,2020-02-03,25,0\n", 4,
     "participants.csv:3:36: exp_years: 'veel' is not a number of years; left out", 1, 0},
    {"no months observed", 0,
     PARTICIPANTS PERSON_2 "1,1,cmd,v,1990-06-03,0,mbo1,x,pwet,1,gemeente,2020-02-03,0,0\n", 4,
     "followup_months: '0' is not a number of months from 1 on; left out", 1, 0},
    {"married is not 0 or 1", 0,
     PARTICIPANTS PERSON_2 "1,1,cmd,v,1990-06-03,ja,mbo1,x,pwet,1,gemeente,2020-02-03,9,0\n", 4,
     "married: 'ja' is not 0 or 1; left out", 1, 0},
    {"unknown education", 0,
     PARTICIPANTS PERSON_2 "1,1,cmd,v,1990-06-03,1,phd,x,pwet,1,gemeente,2020-01-15,9,0\n", 0,
     "education: 'phd' is not a known education; taken as missing", 2, 1},
    {"semicolons are fine", 0,
     "pid;programme;sex;birth_date;married;education;diagnosis;benefit;scheme;start_date;"
     "followup_months\r\n1;1;v;1990-06-03;0;mbo1;x;pwet;UWV;2020-01-15;25\r\n"
     "2;1;m;1988-06-08;0;vmbo_gt;x;pwet;UWV;2020-02-10;25\r\n",
     0, "", 2, 1},
    {"embedded line ends are fine", 0,
     PARTICIPANTS PERSON_2
     "1,1,\"cmd\nof \"\"two\"\"\",v,1990-06-03,0,mbo1,x,pwet,1,UWV,2020-01-15,25,0\n",
     0, "", 2, 1},
    {"a quote too many", 0, PARTICIPANTS PERSON_1 PERSON_2 "3,1,\"cmd,v\n", 1,
     "participants.csv:4:5: the quote that opens here is not closed", 2, 1},
    {"missing jobs", 1, NULL, 1, "jobs_monthly.csv: cannot be opened", -1, 0},
    {"unknown participant", 1, JOBS JOB_1 "7,2,2020-03,40,600,40,1,0,Q,2020-03-02\n", 1,
     "jobs_monthly.csv:3:1: pid: participant '7' is not in the list of participants; left out", 2,
     1},
    {"month 13", 1, JOBS JOB_1 "1,1,2020-13,40,600,40,1,0,Q,2020-03-02\n", 1,
     "jobs_monthly.csv:3:5: month: '2020-13' is not a month (YYYY-MM); left out", 2, 1},
    {"a month of another age", 1, JOBS JOB_1 "1,1,0202-03,40,600,40,1,0,Q,2020-03-02\n", 1,
     "'0202-03' is not a month", 2, 1},
    {"text in hours", 1, JOBS JOB_1 "1,1,2020-04,veertig,600,40,1,0,Q,2020-03-02\n", 1,
     "jobs_monthly.csv:3:13: hours: 'veertig' is not a number that can be used; left out", 2, 1},
    {"no hours", 1, JOBS JOB_1 "1,1,2020-04,,600,40,1,0,Q,2020-03-02\n", 1,
     "hours: '' is not a number that can be used; left out", 2, 1},
    {"decimal comma", 1, JOBS JOB_1 "1,1,2020-04,40,5,600,40,1,0,Q,2020-03-02\n", 1,
     "jobs_monthly.csv:3:1: 11 cells where the header has 10; left out", 2, 1},
    {"cut off in the middle", 1, JOBS JOB_1 "1,1,2020-04,40,600", 1,
     "jobs_monthly.csv:3:1: 5 cells where the header has 10; left out", 2, 1},
    {"cut off in a date", 1, JOBS JOB_1 "1,1,2020-04,40,600,40,1,0,Q,2020-03-", 1,
     "job_start: '2020-03-' is not a date; left out", 2, 1},
    {"the last line end is missing", 1, JOBS "1,1,2020-03,40,600,40,1,0,Q,2020-03-02", 0,
     "jobs_monthly.csv:2:1: the last line has no line end: is the file complete?", 2, 1},
    {"before the start of the job", 1, JOBS "1,1,2020-02,40,600,40,1,0,Q,2020-03-02\n", 0,
     "jobs_monthly.csv:2:5: month: before the start of the job", 2, 1},
    {"no contract hours", 1, JOBS "1,1,2020-03,40,600,0,1,0,Q,2020-03-02\n", 0,
     "jobs_monthly.csv:2:20: contract_hours: hours without contract hours", 2, 1},
    {"more hours than a month has", 1, JOBS "1,1,2020-03,301,6000,40,1,0,Q,2020-03-02\n", 0,
     "jobs_monthly.csv:2:13: hours: more than 300 hours in a month", 2, 1},
    {"poor wage", 1, JOBS "1,1,2020-03,40,100,40,1,0,Q,2020-03-02\n", 0,
     "jobs_monthly.csv:2:16: wage: 2.50 euro an hour", 2, 1},
    {"another start", 1, JOBS JOB_1 "1,1,2020-04,40,600,40,1,0,Q,2020-04-02\n", 0,
     "start, contract or sector of job '1' differ from its first record", 2, 2},
    {"no time", 2, NULL, 1, "time.csv: cannot be opened", 2, 1},
    {"time of an unknown", 2, "pid,month,act1,act2,act3,act4,act5\n9,2020-01,1,2,3,4,5\n", 1,
     "time.csv:2:1: pid: participant '9' is not in the list of participants; left out", 2, 1},
    {"time before the start", 2, "pid,month,act1,act2,act3,act4,act5\n1,2019-12,1,2,3,4,5\n", 1,
     "time.csv:2:3: month: before the start of the trajectory; left out", 2, 1},
    {"no minutes", 2, "pid,month,act1,act2,act3,act4,act5\n1,2020-01,1,,3,4,5\n", 1,
     "time.csv:2:13: act2: '' is not a number of minutes; left out", 2, 1},
    {"item 27", 3, "programme,wave,rater,item,score\n1,1,1,27,4\n", 1,
     "fidelity.csv:2:7: item: '27' is not a whole number from 1 to 26; left out", 2, 1},
    {"score 6", 3, "programme,wave,rater,item,score\n1,1,1,26,6\n", 1,
     "fidelity.csv:2:10: score: '6' is not a whole number from 1 to 5; left out", 2, 1},
    {"item twice", 3, "programme,wave,rater,item,score\n1,1,1,2,4\n1,1,1,2,4\n", 1,
     "fidelity.csv:3:1: this item is there already", 2, 1},
    {"questionnaire twice", 4, "pid,score0,score1\n1,20,18\n1,22,21\n", 1,
     "questionnaire.csv:3:1: pid: participant '1' is there already; left out", 2, 1},
    {"score in words", 4, "pid,score0,score1\n1,twintig,18\n", 1,
     "questionnaire.csv:2:3: score0: 'twintig' is not a number; left out", 2, 1},
};

static void check(const struct input *in)
{
    struct arena *a = arena_new();
    char *folder = files_folder(a);
    struct outcome_options options = {.folder = folder, .show = 20};
    struct outcome o;
    struct buf json, text;

    for (int f = 0; f < 5; f++) {
        const char *content = f == in->file ? in->text : good[f];

        if (content)
            files_write(a, folder, files_names[f], content, strlen(content));
    }
    enum rc rc = outcome_run(&options, a, &o);
    if (rc != (in->persons < 0 ? INVALID : OK) || o.log.refused != (uint64_t)in->refused ||
        !strstr(o.log.text.at, in->message) || (!*in->message && o.log.text.len))
        fail_msg("%s: %d refused\n%s", in->what, (int)o.log.refused, o.log.text.at);
    if (rc == OK) {
        if (o.cohort.n != in->persons || o.record.records != in->records)
            fail_msg("%s: %d persons, %d records", in->what, (int)o.cohort.n,
                     (int)o.record.records);
        buf_init(&json, 1 << 20);
        buf_init(&text, 1 << 20);
        outcome_json(&o, &json);
        outcome_text(&o, &text);
        assert_null(strstr(json.at, "nan"));
        assert_null(strstr(json.at, "inf"));
        assert_null(strstr(text.at, "nan"));
        buf_free(&json);
        buf_free(&text);
    }
    outcome_free(&o);
    files_remove(a, folder);
    arena_free(a);
}

static void every_kind_of_trouble(void **state)
{
    for (size_t i = 0; i < COUNT(inputs); i++)
        check(&inputs[i]);
}

/* A line refused twice over (unknown person, text in hours) counts once; so the refused and the
 * used ones are all there are. */
static void refused_and_used_are_all(void **state)
{
    struct arena *a = arena_new();
    char *folder = files_folder(a);
    struct outcome_options options = {.folder = folder, .show = 2};
    struct outcome o;
    struct buf jobs;

    buf_init(&jobs, 1 << 20);
    buf_str(&jobs, JOBS);
    for (int i = 0; i < 700; i++) {
        static const char *const line[] = {"1,1,2020-03,40,600,40,1,0,Q,2020-03-02\n",
                                           "9,1,2020-03,x,600,40,1,0,Q,2020-03-02\n",
                                           "1,1,2020-3,40,600,40,1,0,Q,2020-03-02\n",
                                           "1,1,2020-03,40,600,40,1,0,Q,2020-13-02\n",
                                           "1,1,2020-03,40,600,40,1,2,Q,2020-03-02\n",
                                           "1,,2020-03,40,600,40,1,0,Q,2020-03-02\n",
                                           "1,1,2020-03\n"};

        buf_str(&jobs, line[i % 7]);
    }
    for (int f = 0; f < 5; f++)
        files_write(a, folder, files_names[f], f == 1 ? jobs.at : good[f],
                    f == 1 ? jobs.len : strlen(good[f]));
    assert_int_equal(outcome_run(&options, a, &o), OK);
    assert_int_equal(o.record.records, 100);
    assert_int_equal(o.log.refused, 600);
    int lines = 0;
    for (const char *p = o.log.text.at; (p = strchr(p, '\n')); p++)
        lines++;
    assert_int_equal(lines, 2); /* shown; the rest is counted */
    outcome_free(&o);
    buf_free(&jobs);
    files_remove(a, folder);
    arena_free(a);
}

/* Hand-counted: person 1 works 40 and then 60 - 10 hours; the second job of 20 hours in April runs
 * beside the first; month 4 is empty of hours; person 2 only has a job from before the start. */
static void a_cohort_by_hand(void **state)
{
    struct arena *a = arena_new();
    char *folder = files_folder(a);
    struct outcome_options options = {.folder = folder, .show = 20};
    struct outcome o;
    static const char jobs[] = JOBS "1,1,2020-03,40,600,40,1,0,Q,2020-03-02\n"
                                    "1,1,2020-04,60,900,40,1,0,Q,2020-03-02\n"
                                    "1,1,2020-05,0,0,40,1,0,Q,2020-03-02\n"
                                    "1,1,2020-06,80,1200,40,1,0,Q,2020-03-02\n"
                                    "1,1,2020-04,-10,-150,0,1,0,Q,2020-03-02\n"
                                    "1,2,2020-04,20,400,20,2,1,N,2020-04-20\n"
                                    "2,3,2020-03,99,2000,90,1,1,C,2019-12-01\n"
                                    "1,1,2023-06,80,1200,40,1,0,Q,2020-03-02\n";

    for (int f = 0; f < 5; f++)
        files_write(a, folder, files_names[f], f == 1 ? jobs : good[f],
                    strlen(f == 1 ? jobs : good[f]));
    assert_int_equal(outcome_run(&options, a, &o), OK);
    const struct person_work *w = &o.record.work[0];
    assert_int_equal(o.record.records, 8);
    assert_int_equal(o.record.person_job_months, 7);
    assert_int_equal(o.record.months, 4); /* March, April, June of job 1; April of job 2 */
    assert_int_equal(o.record.workers, 1);
    assert_int_equal(o.record.outcome_jobs, 2);
    assert_int_equal(o.record.concurrent, 1);
    assert_int_equal(o.record.flags.running_at_start, 1);
    assert_int_equal(w->first_month, 3);
    assert_int_equal(w->months, 3);
    assert_int_equal(w->longest, 4); /* March to June: the empty May is bridged */
    assert_int_equal(w->days, 47);   /* 15 January to 2 March 2020 */
    assert_true(fabs(w->hours - (40 + 70 + 80) / 3.0) < 1e-12);
    assert_true(fabs(w->wage - (600 + 1150 + 1200) / 3.0) < 1e-12);
    assert_true(fabs(w->ratio_of_months - (100 + 7000 / 60.0 + 200) / 3) < 1e-12);
    assert_true(fabs(w->ratio_of_sums - 100 * 190 / 140.0) < 1e-12);
    assert_int_equal(o.record.employment_spells, 1);
    assert_int_equal(o.record.work[1].first_job, JOB_NONE);
    outcome_free(&o);
    files_remove(a, folder);
    arena_free(a);
}

/* What the raters agreed on counts instead of their mean (4 instead of 3.5); that an item does not
 * apply is agreed on too. Item 3 was never discussed: the mean of 2 and 5. */
static void consensus_goes_before_the_raters(void **state)
{
    struct arena *a = arena_new();
    char *folder = files_folder(a);
    struct outcome_options options = {.folder = folder, .show = 20};
    struct outcome o;
    static const char scores[] = "programme,wave,rater,item,score\n1,1,0,1,4\n1,1,1,1,2\n"
                                 "1,1,2,1,5\n1,1,0,2,\n1,1,1,2,3\n1,1,1,3,2\n1,1,2,3,5\n"
                                 "1,1,3,3,5\n";

    for (int f = 0; f < 5; f++)
        files_write(a, folder, files_names[f], f == 3 ? scores : good[f],
                    strlen(f == 3 ? scores : good[f]));
    assert_int_equal(outcome_run(&options, a, &o), OK);
    assert_int_equal(o.log.refused, 1);
    assert_non_null(strstr(o.log.text.at, "fidelity.csv:9:5: rater: '3' is not a whole number from "
                                          "0 to 2; left out"));
    assert_true(o.fidelity->item_mean[0][0] == 4);
    assert_true(isnan(o.fidelity->item_mean[0][1]));
    assert_true(o.fidelity->item_mean[0][2] == 3.5);
    outcome_free(&o);
    files_remove(a, folder);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_trouble),
        cmocka_unit_test(refused_and_used_are_all),
        cmocka_unit_test(a_cohort_by_hand),
        cmocka_unit_test(consensus_goes_before_the_raters),
    };

    return cmocka_run_group_tests_name("outcome_input", tests, NULL, NULL);
}
