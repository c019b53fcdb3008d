/* t_outcome_input.c: what the outcome engine says about files that are not as they should be: every
 * line left out is named by file, line and column and counted; nothing disappears in silence.
 * Not: the reader of tables itself (t_csv.c).
 * Start at main(). */
#include "feature/outcome/report_html.h"
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
     PARTICIPANTS PERSON_1 "2,1,cmd,v,1990-06-03,0,mbo1,x,pwet,0.8,gemeente,2020-02-30,25,0\n", 2,
     "participants.csv:3:49: start_date: '2020-02-30' is not a date; left out", 1, 1},
    {"born after the start", 0,
     PARTICIPANTS PERSON_1 "2,1,cmd,v,2021-06-03,0,mbo1,x,pwet,0.8,gemeente,2020-02-03,25,0\n", 2,
     "participants.csv:3:11: birth_date: born after the start of the trajectory; left out", 1, 1},
    {"text in a number", 0,
     PARTICIPANTS PERSON_1 "2,1,cmd,v,1990-06-03,0,mbo1,x,pwet,veel,gemeente,2020-02-03,25,0\n", 2,
     "participants.csv:3:36: exp_years: 'veel' is not a number of years; left out", 1, 1},
    {"no months observed", 0,
     PARTICIPANTS PERSON_1 "2,1,cmd,v,1990-06-03,0,mbo1,x,pwet,1,gemeente,2020-02-03,0,0\n", 2,
     "followup_months: '0' is not a number of months from 1 on; left out", 1, 1},
    {"married is not 0 or 1", 0,
     PARTICIPANTS PERSON_1 "2,1,cmd,v,1990-06-03,ja,mbo1,x,pwet,1,gemeente,2020-02-03,9,0\n", 2,
     "married: 'ja' is not 0 or 1; left out", 1, 1},
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
    {"empty jobs", 1, "", 1, "jobs_monthly.csv: is empty: there is no header", -1, 0},
    {"no line of jobs can be used", 1, JOBS "1,1,2020-13,40,600,40,1,0,Q,2020-03-02\n", 2,
     "jobs_monthly.csv: has no lines that can be used", -1, 0},
    {"nobody worked", 1, JOBS, 0, "jobs_monthly.csv: has a header and no lines", 2, 0},
    {"a column of jobs is missing", 1,
     "pid,job_id,month,hours,wage,contract_hours,contract,permanent,sector\n", 1,
     "jobs_monthly.csv: column 'job_start' is missing", -1, 0},
    {"impossible start of a job", 1, JOBS JOB_1 "1,1,2020-04,40,600,40,1,0,Q,2020-02-30\n", 1,
     "jobs_monthly.csv:3:29: job_start: '2020-02-30' is not a date; left out", 2, 1},
    {"a quote inside a cell", 1, JOBS JOB_1 "1,1\"2,2020-04,40,600,40,1,0,Q,2020-03-02\n", 1,
     "jobs_monthly.csv:3:4: a quote stands inside a cell", 2, 1},
    {"a line end inside a cell counts as a line", 1,
     JOBS JOB_1
     "1,\"x\ny\",2020-04,40,600,40,1,0,Q,2020-03-02\n1,1,2020-13,1,9,1,1,0,Q,2020-03-02\n",
     1, "jobs_monthly.csv:5:5: month: '2020-13' is not a month (YYYY-MM); left out", 2, 2},
    {"empty time", 2, "", 1, "time.csv: is empty: there is no header", 2, 1},
    {"a column of time is missing", 2, "pid,month,act1,act2,act3,act4\n", 1,
     "time.csv: column 'act5' is missing", 2, 1},
    {"time of month 13", 2, "pid,month,act1,act2,act3,act4,act5\n1,2020-13,1,2,3,4,5\n", 1,
     "time.csv:2:3: month: '2020-13' is not a month (YYYY-MM); left out", 2, 1},
    {"text in minutes", 2, "pid,month,act1,act2,act3,act4,act5\n1,2020-01,1,veel,3,4,5\n", 1,
     "time.csv:2:13: act2: 'veel' is not a number of minutes; left out", 2, 1},
    {"empty fidelity", 3, "", 1, "fidelity.csv: is empty: there is no header", 2, 1},
    {"a column of fidelity is missing", 3, "programme,wave,item,score\n", 1,
     "fidelity.csv: column 'rater' is missing", 2, 1},
    {"empty questionnaire", 4, "", 1, "questionnaire.csv: is empty: there is no header", 2, 1},
    {"a column of the questionnaire is missing", 4, "pid,score0\n", 1,
     "questionnaire.csv: column 'score1' is missing", 2, 1},
    {"questionnaire of an unknown", 4, "pid,score0,score1\n9,20,18\n", 1,
     "questionnaire.csv:2:1: pid: participant '9' is not in the list of participants; left out", 2,
     1},
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
        o.options.folder = "here"; /* the random name of the folder may hold these letters */
        outcome_json(&o, &json);
        outcome_text(&o, LANG_EN, &text);
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

/* Among lines that are all alike, which are read in another way than the one that is not. */
static void trouble_among_good_lines(void **state)
{
#define JOB_LINE(month, amounts) "1,1," month "," amounts ",1,0,Q,2020-03-02\n"
    static const struct input unlike[] = {
        {"one more good line", 1, JOB_LINE("2020-04", "40,600,40"), 0, "", 2, 41},
        {"a correction", 1, JOB_LINE("2020-04", "-40,-600.5,40"), 0, "", 2, 41},
        {"quotes", 1, "\"1\",1,2020-04,40,600,40,1,0,Q,2020-03-02\n", 0, "", 2, 41},
        {"spaces", 1, JOB_LINE("2020-04", " 40,600 ,40"), 0, "", 2, 41},
        {"a line end of two bytes", 1, "1,1,2020-04,40,600,40,1,0,Q,2020-03-02\r\n", 0, "", 2, 41},
        {"many digits", 1, JOB_LINE("2020-04", "40.0000000,600.000000,40"), 0, "", 2, 41},
        {"month 13", 1, JOB_LINE("2020-13", "40,600,40"), 1,
         "jobs_monthly.csv:22:5: month: '2020-13' is not a month (YYYY-MM); left out", 2, 40},
        {"month 0", 1, JOB_LINE("2020-00", "40,600,40"), 1,
         "jobs_monthly.csv:22:5: month: '2020-00' is not a month", 2, 40},
        {"year 0", 1, JOB_LINE("0000-04", "40,600,40"), 1, "22:5: month: '0000-04'", 2, 40},
        {"another hyphen", 1, JOB_LINE("2020/04", "40,600,40"), 1, "22:5: month: '2020/04'", 2, 40},
        {"a letter", 1, JOB_LINE("2020-04", "4o,600,40"), 1, "22:13: hours: '4o' is not a", 2, 40},
        {"a colon", 1, JOB_LINE("2020-04", "4:,600,40"), 1, "22:13: hours: '4:' is not a", 2, 40},
        {"two points", 1, JOB_LINE("2020-04", "4.0.,600,40"), 1, "22:13: hours: '4.0.'", 2, 40},
        {"only a point", 1, JOB_LINE("2020-04", ".,600,40"), 1, "22:13: hours: '.'", 2, 40},
        {"no hours", 1, JOB_LINE("2020-04", ",600,40"), 1, "22:13: hours: ''", 2, 40},
        {"not ASCII", 1, JOB_LINE("2020-04", "4\xc3\xa9,600,40"), 1, "22:13: hours: '4\xc3\xa9'", 2,
         40},
        {"not UTF-8", 1, JOB_LINE("2020-04", "4\xff,600,40"), 1, "22:13: this cell is not UTF-8", 2,
         40},
        {"a quote inside", 1, JOB_LINE("2020-04", "40,6\"0,40"), 1, "22:17: a quote stands", 2, 40},
        {"a cell too many", 1, JOB_LINE("2020-04", "40,5,600,40"), 1, "22:1: 11 cells where", 2,
         40},
        {"cells too few", 1, "1,1,2020-04,40\n", 1, "22:1: 4 cells where", 2, 40},
        {"another job start", 1, "1,1,2020-04,40,600,40,1,0,Q,2020-03-32\n", 1,
         "22:29: job_start: '2020-03-32' is not a date", 2, 40},
        {"too early", 1, JOB_LINE("2020-02", "40,600,40"), 0, "22:5: month: before the start", 2,
         41},
        {"more than a month", 1, JOB_LINE("2020-04", "301,6000,40"), 0, "22:13: hours: more than",
         2, 41},
        {"poor wage", 1, JOB_LINE("2020-04", "40,100,40"), 0, "22:16: wage: 2.50 euro", 2, 41},
        {"no contract", 1, JOB_LINE("2020-04", "40,600,"), 0, "22:20: contract_hours: hours", 2,
         41},
        {"time as ever", 2, "1,2020-03,1,2,3,4,5\n", 0, "", 2, 1},
        {"time taken back", 2, "1,2020-03,-1,2,3,4,5\n", 0, "", 2, 1},
        {"time of many minutes", 2, "1,2020-03,12345,2,3,4,5\r\n", 0, "", 2, 1},
        {"time of another", 2, "2,2020-03,1,2,3,4,5\n", 0, "", 2, 1},
        {"time after the window", 2, "1,2023-03,1,2,3,4,5\n", 0, "", 2, 1},
        {"time of month 13", 2, "1,2020-13,1,2,3,4,5\n", 1, "time.csv:22:3: month: '2020-13'", 2,
         1},
        {"time too early", 2, "1,2019-12,1,2,3,4,5\n", 1, "time.csv:22:3: month: before", 2, 1},
        {"words", 2, "1,2020-03,1,een,3,4,5\n", 1, "time.csv:22:13: act2: 'een' is not", 2, 1},
        {"no minutes", 2, "1,2020-03,1,,3,4,5\n", 1, "time.csv:22:13: act2: '' is not", 2, 1},
        {"a colon in minutes", 2, "1,2020-03,1,2:,3,4,5\n", 1, "time.csv:22:13: act2: '2:'", 2, 1},
        {"behind the minutes", 2, "1,2020-03,1,2,3,4,5x\n", 1, "time.csv:22:19: act5: '5x'", 2, 1},
        {"no last minutes", 2, "1,2020-03,1,2,3,4,\r\n", 1, "time.csv:22:19: act5: ''", 2, 1},
        {"years of minutes", 2, "1,2020-03,2000001,2,3,4,5\n", 1, "22:11: act1: '2000001'", 2, 1},
        {"minutes too few", 2, "1,2020-03,1,2,3,4\n", 1, "time.csv:22:1: 6 cells where", 2, 1},
        {"minutes too many", 2, "1,2020-03,1,2,3,4,5,6\n", 1, "time.csv:22:1: 8 cells where", 2, 1},
    };
    enum { ALIKE = 20 }; /* lines before and behind */

    for (size_t i = 0; i < COUNT(unlike); i++) {
        struct input in = unlike[i];
        struct buf text;

        buf_init(&text, 1 << 20);
        buf_str(&text, in.file == 1 ? JOBS : "pid,month,act1,act2,act3,act4,act5\n");
        for (int k = 0; k < 2 * ALIKE; k++) {
            int month = 2 + k % ALIKE; /* 0: January 2020 */

            if (k == ALIKE)
                buf_str(&text, in.text);
            buf_fmt(&text,
                    in.file == 1 ? "1,1,%d-%02d,40,600,40,1,0,Q,2020-03-02\n"
                                 : "1,%d-%02d,10,20,30,40,50\n",
                    2020 + month / 12, month % 12 + 1);
        }
        in.text = text.at;
        check(&in);
        buf_free(&text);
    }
}

/* An identifier with a quote in it is the same bytes as a line that is wrong. */
static void identifier_with_a_quote(void **state)
{
    struct arena *a = arena_new();
    char *folder = files_folder(a);
    struct outcome_options options = {.folder = folder, .show = 20};
    struct outcome o;
    struct buf persons, time;

    buf_init(&persons, 1 << 20);
    buf_init(&time, 1 << 20);
    buf_str(&persons, good[0]);
    buf_str(&persons, "\"1\"\"2\"");
    const char *line = strchr(good[0], '\n') + 1; /* as person 1, but for the identifier */
    buf_add(&persons, line + 1, (size_t)(strchr(line, '\n') - line));
    buf_str(&time, "pid,month,act1,act2,act3,act4,act5\n");
    for (int i = 0; i < 24; i++)
        buf_fmt(&time, "%s,%d-%02d,1,2,3,4,5\n", i % 2 ? "1\"2" : "\"1\"\"2\"", 2020 + i / 12,
                i % 12 + 1);
    const char *const content[5] = {persons.at, good[1], time.at, good[3], good[4]};
    for (int f = 0; f < 5; f++)
        files_write(a, folder, files_names[f], content[f], strlen(content[f]));
    assert_int_equal(outcome_run(&options, a, &o), OK);
    assert_int_equal(o.cohort.n, 3);
    assert_int_equal(o.log.refused, 12);
    assert_non_null(strstr(o.log.text.at, "time.csv:3:2: a quote stands inside"));
    assert_int_equal(o.efforts->records, 12);
    outcome_free(&o);
    buf_free(&persons);
    buf_free(&time);
    files_remove(a, folder);
    arena_free(a);
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

/* Of each file the first lines that are left out are named, however many another file has. */
static void every_file_is_heard(void **state)
{
    struct arena *a = arena_new();
    char *folder = files_folder(a);
    struct outcome_options options = {.folder = folder, .show = 2};
    struct outcome o;
    struct buf nl, en;

    for (int f = 0; f < 5; f++)
        files_write(a, folder, files_names[f], good[f], strlen(good[f]));
    const char *persons = PARTICIPANTS PERSON_2
        "1,1,cmd,v,1990-06-03,0,mbo1,depressie,pwet,0.8,\x1b[2Jx,2020-01-15,25,0\n";
    files_write(a, folder, files_names[0], persons, strlen(persons));
    const char *time = "pid,month,act1,act2,act3,act4,act5\n7,2020-01,1,2,3,4,5\n"
                       "7,2020-02,1,2,3,4,5\n7,2020-03,1,2,3,4,5\n";
    const char *jobs = JOBS JOB_1 "1,1,2020-13,40,600,40,1,0,Q,2020-03-02\n";
    files_write(a, folder, files_names[2], time, strlen(time));
    files_write(a, folder, files_names[1], jobs, strlen(jobs));
    files_write(a, folder, files_names[3], "programme,wave,rater,item,score\n", 32);
    assert_int_equal(outcome_run(&options, a, &o), OK);
    assert_non_null(strstr(o.log.text.at, "time.csv:3:1"));
    assert_null(strstr(o.log.text.at, "time.csv:4:1"));
    assert_non_null(strstr(o.log.text.at, "jobs_monthly.csv:3:5: month: '2020-13' is not"));
    assert_non_null(strstr(o.log.text.at, "fidelity.csv: has a header and no lines\n"));
    static const int refused[5] = {0, 1, 3, 0, 0}, noted[5] = {0, 0, 0, 1, 0};
    for (int f = 0; f < 5; f++) {
        assert_int_equal(o.refused[f], refused[f]);
        assert_int_equal(o.noted[f], noted[f]);
    }
    buf_init(&nl, 1 << 20);
    buf_init(&en, 1 << 20);
    outcome_text(&o, LANG_NL, &nl);
    outcome_text(&o, LANG_EN, &en);
    assert_non_null(strstr(nl.at, "  time.csv: 3 regels niet gebruikt\n"));
    assert_non_null(strstr(en.at, "  time.csv: 3 lines not used\n"));
    assert_non_null(strstr(nl.at, "1 van 2    50,0 %  (9,5 – 90,5)\n"));
    assert_non_null(strstr(en.at, "1 of 2    50.0 %  (9.5 – 90.5)\n"));
    assert_non_null(strstr(nl.at, "Ooit betaald werk,  [2Jx"));
    for (const char *p = nl.at; *p; p++)
        assert_true((unsigned char)*p >= ' ' || *p == '\n'); /* a name cannot move the cursor */
    buf_free(&nl);
    buf_free(&en);
    outcome_free(&o);
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

/* Forty jobs of person 2, month after month, with person 1 between: a job is known again wherever
 * its lines stand, also when the participants themselves are not in order. */
static void jobs_wherever_they_stand(void **state)
{
    struct arena *a = arena_new();
    char *folder = files_folder(a);
    struct outcome_options options = {.folder = folder, .show = 20};
    struct outcome o;
    struct buf jobs;

    buf_init(&jobs, 1 << 20);
    buf_str(&jobs, JOBS);
    for (int month = 3; month <= 5; month++) {
        for (int job = 1; job <= 40; job++)
            buf_fmt(&jobs, "2,%d,2020-%02d,10,150,10,1,0,Q,2020-03-02\n", job, month);
        if (month > 3)
            buf_fmt(&jobs, "1,1,2020-%02d,40,600,40,1,0,Q,2020-03-02\n", month);
    }
    buf_str(&jobs, "2,1,2020-06,10,150,10,1,0,Q,2020-03-02\n"
                   "1,2,2020-06,10,150,10,1,0,Q,2020-06-01\n"
                   "2,2,2020-06,10,150,10,1,0,Q,2020-03-02\n"
                   "1,1,2020-06,40,600,40,1,0,Q,2020-03-02\n");
    const char *const content[5] = {PARTICIPANTS PERSON_2 PERSON_1 PERSON_2, jobs.at, good[2],
                                    good[3], good[4]};
    for (int f = 0; f < 5; f++)
        files_write(a, folder, files_names[f], content[f], strlen(content[f]));
    assert_int_equal(outcome_run(&options, a, &o), OK);
    assert_int_equal(o.cohort.n, 2);
    assert_int_equal(o.log.refused, 1); /* person 2 is there twice */
    assert_int_equal(o.record.records, 3 * 40 + 2 + 4);
    assert_int_equal(o.record.jobs, 42);
    assert_int_equal(o.record.person_job_months, 3 * 40 + 2 + 4);
    assert_int_equal(o.record.work[0].jobs, 2);
    assert_int_equal(o.record.work[0].months, 3); /* April to June */
    assert_int_equal(o.record.work[1].jobs, 40);
    assert_int_equal(o.record.work[1].months, 4);
    assert_true(fabs(o.record.work[1].hours - (3 * 400 + 20) / 4.0) < 1e-12);
    outcome_free(&o);
    buf_free(&jobs);
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

/* One line of three million bytes is refused by itself; what stands behind it is read. */
static void a_line_without_end(void **state)
{
    enum { BYTES = 3000000 };
    struct arena *a = arena_new();
    char *folder = files_folder(a);
    struct outcome_options options = {.folder = folder, .show = 20};
    struct outcome o;
    struct buf jobs;

    buf_init(&jobs, BYTES + 1000);
    buf_str(&jobs, JOBS JOB_1 "1,");
    for (int i = 0; i < BYTES; i++)
        buf_ch(&jobs, 'x');
    buf_str(&jobs, "\n1,1,2020-04,40,600,40,1,0,Q,2020-03-02\n");
    for (int f = 0; f < 5; f++)
        files_write(a, folder, files_names[f], f == 1 ? jobs.at : good[f],
                    f == 1 ? jobs.len : strlen(good[f]));
    assert_int_equal(outcome_run(&options, a, &o), OK);
    assert_int_equal(o.log.refused, 1);
    assert_non_null(strstr(o.log.text.at, "jobs_monthly.csv:3:"));
    assert_non_null(strstr(o.log.text.at, "the record is longer than 1 MiB; left out"));
    assert_int_equal(o.record.records, 2);
    outcome_free(&o);
    buf_free(&jobs);
    files_remove(a, folder);
    arena_free(a);
}

/* Another line comes while the records are read: progress is told when the file is open. */
static char growing[4096];
static void grow(const char *step, int done, int steps)
{
    if (strcmp(step, "jobs_monthly.csv") != 0)
        return;
    FILE *f = fopen(growing, "a");
    assert_non_null(f);
    assert_true(fputs("1,1,2020-04,40,600,40,1,0,Q,2020-03-02\n", f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void records_that_grow(void **state)
{
    struct arena *a = arena_new();
    char *folder = files_folder(a);
    struct outcome_options options = {.folder = folder, .show = 20, .progress = grow};
    struct outcome o;

    for (int f = 0; f < 5; f++)
        files_write(a, folder, files_names[f], good[f], strlen(good[f]));
    (void)snprintf(growing, sizeof(growing), "%s/jobs_monthly.csv", folder);
    assert_int_equal(outcome_run(&options, a, &o), OK);
    assert_int_equal(o.record.records, 1);
    assert_int_equal(o.log.refused, 1);
    assert_non_null(strstr(o.log.text.at, "jobs_monthly.csv: changed while it was read"));
    outcome_free(&o);
    files_remove(a, folder);
    arena_free(a);
}

/* Eighty persons; works() says who finds a job in the third month. */
static void write_persons(struct arena *a, const char *folder, bool (*works)(int i))
{
    struct buf persons, jobs;

    buf_init(&persons, 1 << 20);
    buf_init(&jobs, 1 << 20);
    buf_str(&persons, PARTICIPANTS);
    buf_str(&jobs, JOBS);
    for (int i = 1; i <= 80; i++) {
        buf_fmt(&persons, "%d,%d,cmd,%s,%d-06-03,%d,mbo1,angst,pw,%d,%s,2020-01-15,25,0\n", i,
                1 + i % 6, i / 2 % 2 ? "v" : "m", 1960 + i % 40, i / 4 % 2, i % 15,
                i % 2 ? "UWV" : "gemeente");
        if (works(i))
            buf_fmt(&jobs, "%d,%d,2020-03,%d,900,40,1,0,Q,2020-03-%02d\n", i, i, 40 + i % 9,
                    1 + i % 28);
    }
    files_write(a, folder, files_names[0], persons.at, persons.len);
    files_write(a, folder, files_names[1], jobs.at, jobs.len);
    for (int f = 2; f < 5; f++)
        files_write(a, folder, files_names[f], good[f], strlen(good[f]));
    buf_free(&persons);
    buf_free(&jobs);
}

static bool everybody(int i)
{
    return i > 0;
}
static bool nobody(int i)
{
    return i < 0;
}
static bool one_scheme(int i)
{
    return i % 2 == 0;
}
static bool one_person(int i)
{
    return i == 7;
}

/* What cannot be computed is null with a sentence that says why, never a number. */
static void models_that_cannot_be(void **state)
{
    static const struct {
        bool (*works)(int i);
        const char *says, *has;
    } cases[] = {
        {everybody, "logistic: no spread in a group or variable\n", "\"ever\":{\"k\":80,\"n\":80,"},
        {nobody, "cox: too few cases\n", "\"ever\":{\"k\":0,\"n\":80,"},
        {one_scheme, "logistic: a predictor separates the outcome\n", "\"logistic\":null"},
        {one_person, "logistic: too few cases\n", "\"logistic\":null"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *a = arena_new();
        char *folder = files_folder(a);
        struct outcome_options options = {.folder = folder, .show = 20, .profile = true};
        struct outcome o;
        struct buf out;

        write_persons(a, folder, cases[i].works);
        assert_int_equal(outcome_run(&options, a, &o), OK);
        if (!strstr(o.refusals.at, cases[i].says))
            fail_msg("%zu: %s", i, o.refusals.at);
        buf_init(&out, 1 << 20);
        outcome_json(&o, &out);
        if (!strstr(out.at, cases[i].has))
            fail_msg("%zu: %s is not there", i, cases[i].has);
        assert_null(o.models.logistic);
        assert_null(strstr(out.at, "nan"));
        assert_null(strstr(out.at, "inf"));
        buf_free(&out);
        outcome_free(&o);
        files_remove(a, folder);
        arena_free(a);
    }
}

static bool half_of_the_programmes(int i)
{
    return i % 6 < 3;
}

static bool half_of_each_programme(int i)
{
    return i / 6 % 2 == 0;
}

/* Six programmes of 13 or 14 people where all or nobody found work: |z| about 3.6, phi about 13,
 * far above 1 + 2 sqrt(2/6), so the limits are widened and the report says so. Where half of each
 * found work there is nothing to widen. */
static void programmes_that_differ(void **state)
{
    bool (*const works[])(int i) = {half_of_each_programme, half_of_the_programmes};

    for (int differ = 0; differ < 2; differ++) {
        struct arena *a = arena_new();
        char *folder = files_folder(a);
        struct outcome_options options = {.folder = folder, .show = 20};
        struct outcome o;
        struct buf out;

        write_persons(a, folder, works[differ]);
        assert_int_equal(outcome_run(&options, a, &o), OK);
        buf_init(&out, 1 << 20);
        outcome_text(&o, LANG_EN, &out);
        const char *says = strstr(out.at, "differ more than chance alone explains (spread 1");
        assert_int_equal(says != NULL, differ);
        assert_non_null(strstr(out.at, "Outside the outer lines: 0.\n"));
        assert_non_null(strstr(out.at, differ ? "together they differ more than chance explains"
                                              : "all differences can be chance"));
        assert_int_equal(o.funnel.funnel->outside998 > 0, differ); /* of chance alone */
        buf_free(&out);
        outcome_free(&o);
        files_remove(a, folder);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_trouble),
        cmocka_unit_test(refused_and_used_are_all),
        cmocka_unit_test(every_file_is_heard),
        cmocka_unit_test(a_cohort_by_hand),
        cmocka_unit_test(jobs_wherever_they_stand),
        cmocka_unit_test(consensus_goes_before_the_raters),
        cmocka_unit_test(a_line_without_end),
        cmocka_unit_test(records_that_grow),
        cmocka_unit_test(models_that_cannot_be),
        cmocka_unit_test(trouble_among_good_lines),
        cmocka_unit_test(identifier_with_a_quote),
        cmocka_unit_test(programmes_that_differ),
    };

    return cmocka_run_group_tests_name("outcome_input", tests, NULL, NULL);
}
