/* t_study_example.c: the figures of the worked example as a download: written and read back, each
 * number of the methods paragraph found in it, and nothing small in what may leave.
 * Not: counting by hand (t_study.c).
 * Start at the list in main(). */
#include "feature/study/study.h"

#include <ctype.h>
#include <math.h>
#include <setjmp.h>

#include <cmocka.h>

#include "core/route.h"
#include "feature/outcome/outcome_data.h"
#include "feature/study/study_store.h"
#include "stat/round.h"

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

static void put(struct study *s, struct study_row row)
{
    struct study_row *all = ARENA_ARRAY(a, struct study_row, s->n + 1);

    if (s->n)
        memcpy(all, s->at, s->n * sizeof(*all));
    all[s->n] = row;
    s->at = all;
    s->n++;
}

static void put_count(struct study *s, enum study_block block, const char *item, int64_t k)
{
    struct study_row row = study_share(block, item, "", k, 1);

    row.n = NUMBER_NONE;
    row.value = row.low = row.high = NAN;
    put(s, row);
}

static const struct study_row *row_of(const struct study *s, enum study_block block,
                                      const char *item, const char *level, int month)
{
    const struct study_row *r = study_find(s, block, item, level, month);

    assert_non_null(r);
    return r;
}

static struct study example(void)
{
    static const struct study_wish wish = {.name = "CMD 2019",
                                           .programmes = "1 2 3",
                                           .from_on = DAY_NONE,
                                           .to_on = DAY_NONE,
                                           .target_group = "CMD",
                                           .scheme = "",
                                           .definition = "published_2022",
                                           .months = 25,
                                           .during_from = DAY_NONE,
                                           .during_to = DAY_NONE};
    struct outcome_left left = {.seen = 181, .n = {[OUTCOME_NOT_STARTED] = 13}};
    struct outcome_options options = {.folder = "test/stat/cmd168", .profile = true};
    struct outcome o;

    assert_int_equal(outcome_run(&options, a, &o), OK);
    struct study s = study_make(a, &wish, &left, &o, day_from_ymd(2026, 11, 23));
    outcome_free(&o);
    return s;
}

static void as_text_and_back(void **state)
{
    struct study s = example(), back;
    struct buf out, again;

    (void)state;
    assert_int_equal(row_of(&s, STUDY_FLOW, "taken", "", 0)->k, 168);
    assert_int_equal(row_of(&s, STUDY_FOUND, "ever", "", 0)->n, 168);
    buf_init(&out, 1 << 20);
    buf_init(&again, 1 << 20);
    study_write(&s, &out);
    assert_true(study_read(a, out.at, &back));
    assert_int_equal(back.n, s.n);
    study_write(&back, &again);
    assert_string_equal(out.at, again.at);
    assert_false(study_read(a, "block,item\r\nwho,sex\r\n", &back));
    assert_false(study_read(a, "", &back));
    buf_free(&out);
    buf_free(&again);
}

/* Does a number with decimals, as printed, come from a number of the file? */
static bool stands_rounded(const char *csv, double printed)
{
    for (const char *p = csv; *p; p++) {
        char *after;

        if (!isdigit((unsigned char)*p) ||
            (p > csv && (isdigit((unsigned char)p[-1]) || p[-1] == '.')))
            continue;
        double x = strtod(p, &after);
        if (fabs(round_decimal(100 * x, 1) - printed) < 1e-9)
            return true;
        p = after - 1;
    }
    return false;
}

/* Digits with no digit before or after them. */
static bool stands_whole(const char *csv, const char *digits)
{
    size_t n = strlen(digits);

    for (const char *p = csv; (p = strstr(p, digits)); p++)
        if ((p == csv || !isdigit((unsigned char)p[-1])) && !isdigit((unsigned char)p[n]))
            return true;
    return false;
}

/* A number, day or version of the paragraph. */
static bool stands(const char *csv, const char *word)
{
    const char *comma = strpbrk(word, ",."); /* of a number; a version has two points */

    if (strlen(word) >= 10 && word[2] == '-' && word[5] == '-') /* 23-11-2026 is 2026-11-23 there */
        return strstr(csv, arena_fmt(a, "%.4s-%.2s-%.2s", word + 6, word + 3, word)) != NULL;
    if (comma && isdigit((unsigned char)comma[1]) && !strpbrk(comma + 1, ",."))
        return stands_rounded(
            csv, strtod(arena_fmt(a, "%.*s.%s", (int)(comma - word), word, comma + 1), NULL));
    return stands_whole(csv, word);
}

/* How many numbers the paragraph has; fails at one that is not in the file. */
static int check_method(const char *words, const char *csv)
{
    int n = 0;

    for (const char *p = words; *p;) {
        size_t len = strspn(p, "0123456789.,-");

        if (!isdigit((unsigned char)*p)) {
            p++;
            continue;
        }
        char *word = arena_strn(a, p, len);
        while (len && !isdigit((unsigned char)word[len - 1]))
            word[--len] = '\0'; /* the point of the sentence */
        if (!stands(csv, word))
            fail_msg("\"%s\" of the methods is not in the download", word);
        n++;
        p += len;
    }
    return n;
}

/* The figures that the paragraph is made of: each has a line in the codebook. */
static const char *const method_rows[] = {
    "about,programmes", "about,months",      "about,running_at_start",
    "about,job_months", "about,jobs",        "about,tests",
    "about,confidence", "about,draws",       "about,seed",
    "about,threshold",  "about,computed_on", "about,version",
    "about,definition", "flow,not_started",  "flow,seen",
    "flow,taken",       "found,ever"};

static void methods_in_download(void **state)
{
    struct study s = example();
    struct buf csv, codebook;

    (void)state;
    assert_true(disclose_study(a, &s, 10, NULL, 0));
    put_count(&s, STUDY_ABOUT, "threshold", 10);
    assert_null(strstr(study_method(a, LANG_NL, &s), "startgetal")); /* all could be computed */
    put_count(&s, STUDY_ABOUT, "draws", 10000);
    put_count(&s, STUDY_ABOUT, "seed", 1);
    buf_init(&csv, 1 << 20);
    buf_init(&codebook, 1 << 20);
    study_csv(&s, LANG_NL, a, &csv);
    study_codebook(&s, LANG_NL, a, &codebook);
    const char *words = study_method(a, LANG_NL, &s);
    /* 3 programmes, 181, 168, 13 not started, 2022 twice, month 25, running jobs, 76-something of
     * 168 with a share, 95 and two limits, jobs, months of work, tests, random tables and seed,
     * threshold, the day, the version */
    assert_true(check_method(words, csv.at) >= 18);
    assert_non_null(strstr(words, "181"));
    assert_non_null(strstr(words, "Niet gestart: 13"));
    assert_non_null(strstr(words, "geschat met 10000 willekeurige tabellen (startgetal 1)"));
    assert_non_null(strstr(words, "Aantallen onder 10"));
    assert_non_null(strstr(words, "met Spil 0.1.0."));
    assert_false(stands(csv.at, "987654"));
    assert_false(stands(csv.at, "7777,7"));
    assert_true(check_method(study_method(a, LANG_EN, &s), csv.at) >= 18);
    for (size_t i = 0; i < COUNT(method_rows); i++) {
        const char *comma = strchr(method_rows[i], ',');

        assert_non_null(strstr(csv.at, arena_fmt(a, "\n%s,", method_rows[i])));
        assert_non_null(
            strstr(codebook.at, arena_fmt(a, "item = %s (%.*s)", comma + 1,
                                          (int)(comma - method_rows[i]), method_rows[i])));
    }
    buf_free(&csv);
    buf_free(&codebook);
}

/* No cell of the download holds what must not leave. */
static void nothing_small_leaves(void **state)
{
    struct study s = example();
    int hidden = 0;

    (void)state;
    assert_true(disclose_study(a, &s, 10, NULL, 0));
    for (size_t i = 0; i < s.n; i++) {
        const struct study_row *r = &s.at[i];
        bool count = r->block != STUDY_ABOUT && r->k != NUMBER_NONE;

        hidden += r->hidden != STUDY_SHOWN;
        if (count && r->k > 0 && r->k < 10)
            fail_msg("%s %s %s %d: %" PRId64, study_block_code[r->block], r->item, r->level,
                     r->month, r->k);
        if (r->hidden && (r->k != NUMBER_NONE || isfinite(r->value)))
            fail_msg("%s %s is hidden and has a number", study_block_code[r->block], r->item);
        if (r->n != NUMBER_NONE && r->n < 10 && isfinite(r->value))
            fail_msg("%s %s: a share of %" PRId64, study_block_code[r->block], r->item, r->n);
    }
    assert_in_range(hidden, 20, 250);
    assert_int_equal(row_of(&s, STUDY_FLOW, "taken", "", 0)->k, 168);
}

int main(void)
{
#define EACH(test) cmocka_unit_test_setup_teardown(test, begin, end)
    static const struct CMUnitTest tests[] = {
        EACH(as_text_and_back),
        EACH(methods_in_download),
        EACH(nothing_small_leaves),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
