/* t_published.c: the published figures: verdicts and numbers as an independent computation in R
 * recorded them, and what happens when a digit of a table changes.
 * Not: the command and the page.
 * Start at verdicts_as_recorded(); the changed digits stand in `changes`. */
#include "feature/published/published.h"

#include <math.h>
#include <setjmp.h>

#include <cmocka.h>

struct run {
    struct arena *arena;
    struct published_file file[PUBLISHED_FILES];
    struct published_result result;
    struct csv_log log;
    struct buf out;
    enum rc rc;
};

static void run_begin(struct run *run)
{
    run->arena = arena_new();
    csv_log_init(&run->log, 10);
    buf_init(&run->out, 1 << 20);
    published_files(run->file);
}

static void run_compute(struct run *run)
{
    run->rc = published_compute(run->arena, run->file, &run->log, &run->result);
}

static void run_end(struct run *run)
{
    buf_free(&run->out);
    csv_log_free(&run->log);
    arena_free(run->arena);
}

/* Replaces `from`, which must stand exactly once in the file, by `to`. */
static void change_file(struct run *run, const char *path, const char *from, const char *to)
{
    for (int i = 0; i < PUBLISHED_FILES; i++) {
        struct published_file *file = &run->file[i];
        char *full = arena_fmt(run->arena, "rules/published/%s.csv", path);
        if (strcmp(file->path, full) != 0)
            continue;
        char *text = arena_strn(run->arena, file->text, file->n), *at = strstr(text, from);
        assert_non_null(at);
        assert_null(strstr(at + 1, from));
        *at = '\0';
        file->text = arena_fmt(run->arena, "%s%s%s", text, to, at + strlen(from));
        file->n = strlen(file->text);
        return;
    }
    fail_msg("no file %s", path);
}

static void verdicts_as_recorded(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    run_compute(&run);
    if (run.rc != OK)
        fail_msg("%s", run.log.text.at);
    assert_int_equal(run.result.records, 184);
    assert_int_equal(run.result.rows, 184);
    if (published_check(&run.result, &run.out) != 0)
        fail_msg("%s", run.out.at);
    run_end(&run);
}

static bool is_number(const char *text, double *x)
{
    char *end;

    *x = strtod(text, &end);
    return end != text && !*end;
}

/* Where both sides are one number they are the same number: R printed six digits. */
static void numbers_as_recorded(void **state)
{
    struct run run;
    int compared = 0;

    (void)state;
    run_begin(&run);
    run_compute(&run);
    assert_int_equal(run.rc, OK);
    for (int i = 0; i < run.result.rows; i++) {
        const struct published_row *now = &run.result.row[i];
        for (int j = 0; j < run.result.records; j++) {
            const struct published_row *then = &run.result.recorded[j];
            double ours, theirs;
            if (strcmp(now->id, then->id) != 0 || strcmp(now->place, then->place) != 0 ||
                !is_number(now->computed, &ours) || !is_number(then->computed, &theirs))
                continue;
            if (fabs(ours - theirs) > 6e-6 * fabs(theirs))
                fail_msg("%s is %s, R says %s", now->id, now->computed, then->computed);
            compared++;
        }
    }
    assert_in_range(compared, 85, 184);
    run_end(&run);
}

/* One digit changed; the lines that then differ from the record, found by hand from which numbers
 * each check uses. */
static const struct {
    const char *file, *from, *to, *flips;
} changes[] = {
    {"table1_fidelity", "3.67,0.42,", "3.67,0.43,", "T1.change"},
    {"table1_fidelity", "4.33,-0.21", "4.33,-0.22", "T1.diff"},
    /* an item mean is also part of the total of its column */
    {"table1_fidelity", "1.00,3.25,4.33,", "1.00,3.26,4.33,", "T1.total.cmd_all T1.cmd_all.items"},
    /* the printed total is compared with the rounded and with the unrounded sum */
    {"table1_totals", "98.17", "98.18", "T1.total.cmd_baseline T1.total.baseline.unrounded"},
    {"tableB1_characteristics", "S,87,52,", "S,87,53,", "B1.sekse.vrouw.cmd"},
    {"tableB1_characteristics", "167,176,11", "167,276,11", "B1.burgerlijke_staat.gehuwd.epa"},
    {"tableB1_characteristics", "S,87,52,", "S,88,52,", "chi.sex"},
    /* the count is no longer the one that the percentage gives */
    {"tableB1_characteristics", "168,225,14,", "168,225,15,",
     "B1.opleiding.Basisonderwijs.epa B1.epa.education.backcalc"},
    {"tableB1_continuous", "11.3,9.2,", "11.3,0.2,", "logit.exp(per_year)"},
    {"tableB2_outcomes", "8,4.8,168", "8,4.9,168",
     "B2.proefplaatsing.Aantal_(%)_proefplaatsingen_op_enig_moment.cmd"},
    {"tableB2_continuous", "1260.5,926.5", "1260.5,426.5", "B2.range.Salaris.cmd"},
    {"tableB3_phase_adjusted", "-19.5", "-19.4", "B3.start.voor"},
    {"tableB4_time", "190.4", "190.5", "B4.sum.0-6_mnd"},
    {"cmd_text_figures", "EPA,9.9,", "EPA,9.8,", "chi.sex"},
    {"lvb", "336", "337", "cost.diff"},
    {"nah_pilot", "sekse,man,6", "sekse,man,7", "nah.sekse"},
    {"nah_continuous", "count,1100", "count,1200", "nah.uwv"},
    {"claims", "19 of 26,19", "19 of 26,18", "T1.lower"},
    {"reproduction", "min expected 62.28; Fisher p 0.00242\",\"yes\"",
     "min expected 62.28; Fisher p 0.00242\",\"no\"", "chi.sex"},
};

/* The ids of the lines in out, blanks as _, joined by blanks. */
static const char *ids_of(struct run *run)
{
    const char *ids = "";
    char *text = arena_str(run->arena, run->out.at), *line;

    while ((line = strsep(&text, "\n")) && *line) {
        char *end = strstr(line, "): ");
        assert_non_null(end);
        while (end > line && strncmp(end, " (", 2) != 0)
            end--;
        *end = '\0';
        for (char *c = line; *c; c++)
            *c = *c == ' ' ? '_' : *c;
        ids = arena_fmt(run->arena, "%s%s%s", ids, *ids ? " " : "", line);
    }
    return ids;
}

static void changed_digits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(changes); i++) {
        struct run run;

        run_begin(&run);
        change_file(&run, changes[i].file, changes[i].from, changes[i].to);
        run_compute(&run);
        assert_int_equal(run.rc, OK);
        (void)published_check(&run.result, &run.out);
        if (strcmp(ids_of(&run), changes[i].flips) != 0)
            fail_msg("%s: %s to %s flips %s, not %s", changes[i].file, changes[i].from,
                     changes[i].to, ids_of(&run), changes[i].flips);
        run_end(&run);
    }
}

static void tables_that_are_not_tables(void **state)
{
    static const struct {
        const char *file, *from, *to, *says;
    } broken[] = {
        {"lvb", "quantity,", "qantity,", "quantity"},
        {"lvb", "kosten IPS", "kosten XPS", "kosten IPS"},
        {"tableB1_characteristics", "sekse,vrouw", "sekse,man", "vrouw"},
        {"tableB1_characteristics", "S,87,52,", "S,8x,52,", "tableB1_characteristics.csv:2:"},
        {"tableB4_time", "Totaal,142.3", "Totaal,142.3,9", "tableB4_time.csv:"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(broken); i++) {
        struct run run;

        run_begin(&run);
        change_file(&run, broken[i].file, broken[i].from, broken[i].to);
        run_compute(&run);
        assert_int_equal(run.rc, INVALID);
        if (!strstr(run.log.text.at, broken[i].says))
            fail_msg("%s: message is %s", broken[i].file, run.log.text.at);
        run_end(&run);
    }
}

static int count_of(const char *text, const char *what)
{
    int n = 0;

    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        n++;
    return n;
}

static void written(void **state)
{
    struct run run;

    (void)state;
    run_begin(&run);
    run_compute(&run);
    assert_int_equal(run.rc, OK);
    published_text(&run.result, &run.out);
    assert_int_equal(count_of(run.out.at, "    verdict    "), 184);
    assert_non_null(strstr(run.out.at, "chi.sex  (3.2.3)\n    published  9.9\n"
                                       "    computed   Pearson 9.8783; Yates 9.3577;"));
    buf_clear(&run.out);
    published_json(&run.result, &run.out);
    assert_int_equal(count_of(run.out.at, "\"id\":"), 184);
    assert_non_null(strstr(run.out.at, "\"rows_n\":184,\"differences\":0}"));
    assert_non_null(strstr(run.out.at,
                           "{\"id\":\"cost.diff\",\"place\":\"001 note 7\","
                           "\"published\":\"336\",\"computed\":\"336\","
                           "\"verdict\":\"yes\",\"recorded\":\"yes\",\"reason\":\"\"}"));
    run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_as_recorded),
        cmocka_unit_test(numbers_as_recorded),
        cmocka_unit_test(changed_digits),
        cmocka_unit_test(tables_that_are_not_tables),
        cmocka_unit_test(written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
