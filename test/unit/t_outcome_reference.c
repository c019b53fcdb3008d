/* t_outcome_reference.c: every number of the worked example, and of the cohorts in
 * test/stat/cohorts, against the answers of R.
 * Not: laws that hold for any cohort (t_outcome_laws.c).
 * Start at main(). */
#include "feature/outcome/outcome.h"

#include <math.h>
#include <setjmp.h>

#include <cmocka.h>
#include <jansson.h>

/* Section C of the specification: closed forms 1e-12 relative, iterative estimates 1e-8, p-values
 * 1e-9. The blocks that iterate: */
static const char *const iterative[] = {"logistic", "firth", "separation",  "cox",
                                        "meta",     "tests", "benchmark_oe"};

struct matching {
    struct arena *arena;
    int64_t compared, wrong;
    double worst_closed, worst_iterative, worst_p;
};

/* Answers that need not be matched: a package's own, and the interpolated profile. */
static bool exempt(const char *key)
{
    return strstr(key, "psych") || !strcmp(key, "profile_low") || !strcmp(key, "profile_high");
}

static bool is_p(const char *path)
{
    const char *last = strrchr(path, '.');
    size_t n;

    last = last ? last + 1 : path;
    n = strcspn(last, "[");
    return (n == 1 && last[0] == 'p') || (n > 2 && !strncmp(last + n - 2, "_p", 2));
}

/* The closed forms among the tests. */
static bool is_iterative(const char *path)
{
    if (!strncmp(path, "tests.", 6))
        return strstr(path, "fisher_or_cmle") != NULL;
    for (size_t i = 0; i < COUNT(iterative); i++) {
        size_t n = strlen(iterative[i]);

        if (!strncmp(path, iterative[i], n) && (path[n] == '.' || !path[n]))
            return true;
    }
    return false;
}

static void wrong(struct matching *c, const char *path, const char *what)
{
    c->wrong++;
    print_error("%s: %s\n", path, what);
}

static void compare_number(struct matching *c, const char *path, double want, double got)
{
    double off = fabs(want - got), allowed;
    double *worst;

    if (is_p(path)) {
        allowed = 1e-9;
        worst = &c->worst_p;
    } else {
        bool iterates = is_iterative(path);

        allowed = iterates ? 1e-8 : 1e-12;
        worst = iterates ? &c->worst_iterative : &c->worst_closed;
        off = want != 0 ? off / fabs(want) : off;
    }
    *worst = MAX(*worst, off);
    if (!(off <= allowed))
        wrong(c, path, arena_fmt(c->arena, "%.17g, expected %.17g", got, want));
}

static void compare(struct matching *c, const char *path, const json_t *want, const json_t *got);

static void compare_objects(struct matching *c, const char *path, const json_t *want,
                            const json_t *got)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)(uintptr_t)want, key, value)
    {
        const char *at = *path ? arena_fmt(c->arena, "%s.%s", path, key) : key;

        if (exempt(key))
            continue;
        if (json_object_get(got, key))
            compare(c, at, value, json_object_get(got, key));
        else
            wrong(c, at, "is missing");
    }
    json_object_foreach((json_t *)(uintptr_t)got, key, value)
    {
        if (!json_object_get(want, key))
            wrong(c, arena_fmt(c->arena, "%s.%s", path, key), "is not in the reference");
    }
}

static void compare(struct matching *c, const char *path, const json_t *want, const json_t *got)
{
    if (json_is_object(want) && json_is_object(got)) {
        compare_objects(c, path, want, got);
    } else if (json_is_array(want) && json_is_array(got)) {
        if (json_array_size(want) != json_array_size(got))
            wrong(c, path, "has another length");
        else
            for (size_t i = 0; i < json_array_size(want); i++)
                compare(c, arena_fmt(c->arena, "%s[%zu]", path, i), json_array_get(want, i),
                        json_array_get(got, i));
    } else {
        c->compared++;
        if (json_is_number(want) && json_is_number(got))
            compare_number(c, path, json_number_value(want), json_number_value(got));
        else if (!json_equal(want, got))
            wrong(c, path, "is something else");
    }
}

static json_t *parse(const char *text, size_t n)
{
    json_error_t error;
    json_t *json = json_loadb(text, n, 0, &error);

    if (!json)
        fail_msg("not JSON at byte %d: %s", error.position, error.text);
    return json;
}

/* The report; nothing of the files may be left out, and just these answers refused. */
static json_t *computed(const struct outcome_options *options, const char *refusals,
                        struct buf *text)
{
    struct arena *a = arena_new();
    struct outcome o;

    assert_int_equal(outcome_run(options, a, &o), OK);
    assert_int_equal(o.log.refused, 0);
    assert_string_equal(o.refusals.at, refusals);
    outcome_json(&o, text);
    outcome_free(&o);
    arena_free(a);
    return parse(text->at, text->len);
}

static json_t *reference(const char *folder)
{
    struct arena *a = arena_new();
    json_error_t error;
    json_t *json = json_load_file(arena_fmt(a, "%s/reference.json", folder), 0, &error);

    if (!json)
        fail_msg("%s/reference.json: %s", folder, error.text);
    arena_free(a);
    return json;
}

static void say(const char *folder, const struct matching *c)
{
    print_message("# %s: %" PRId64 " values compared; largest deviation: closed forms %.1e "
                  "relative, iterative %.1e relative, p-values %.1e\n",
                  folder, c->compared, c->worst_closed, c->worst_iterative, c->worst_p);
}

static void every_key_of_the_worked_example(void **state)
{
    struct outcome_options options = {.folder = "test/stat/cmd168", .profile = true};
    struct matching c = {.arena = arena_new()};
    json_t *want = reference(options.folder), *got;
    struct buf text;

    buf_init(&text, 1 << 20);
    got = computed(&options, "", &text);
    compare(&c, "", want, got);
    say(options.folder, &c);
    assert_int_equal(c.wrong, 0);
    assert_true(c.compared > 3500);
    json_decref(want);
    json_decref(got);
    buf_free(&text);
    arena_free(c.arena);
}

/* What does not depend on the cohort stands in the worked example only: the trials, and the three
 * toys of separation. */
static void add_constants(json_t *want)
{
    json_t *example = reference("test/stat/cmd168"), *toy;
    json_t *toys = json_object_get(example, "separation");
    const char *key;

    json_object_set(want, "meta", json_object_get(example, "meta"));
    json_object_foreach(toys, key, toy)
    {
        if (strcmp(key, "this_model") != 0)
            json_object_set(json_object_get(want, "separation"), key, toy);
    }
    json_decref(example);
}

/* Other cohorts, and what cannot be answered about them (test/stat/cohorts/README.md): answers by
 * test/stat/reference.R. */
static void every_key_of_other_cohorts(void **state)
{
    static const struct {
        const char *folder;
        int window;
        int64_t at_least; /* values */
        const char *refusals;
    } cohort[] = {
        {"test/stat/cohorts/cmd", 25, 3500, ""},
        {"test/stat/cohorts/epa", 25, 2400,
         "experience: too few cases\nexperience_by_group: too few cases\n"},
        {"test/stat/cohorts/separated", 25, 2900,
         "hours_by_group: too few cases\nlogistic: a predictor separates the outcome\n"
         "cox: a predictor separates the outcome\n"},
        {"test/stat/cohorts/ties", 24, 3100, ""},
        {"test/stat/cohorts/awkward", 25, 2800,
         "married: too few cases\ntrial: too few cases\nlogistic: too few cases\n"
         "cox: too few cases\nicc: too few cases\nfidelity_outcome: too few cases\n"},
    };

    for (size_t i = 0; i < COUNT(cohort); i++) {
        struct outcome_options options = {
            .folder = cohort[i].folder, .window = cohort[i].window, .profile = true};
        struct matching c = {.arena = arena_new()};
        json_t *want = reference(options.folder), *got;
        struct buf text;

        buf_init(&text, 1 << 20);
        add_constants(want);
        got = computed(&options, cohort[i].refusals, &text);
        compare(&c, "", want, got);
        say(options.folder, &c);
        assert_int_equal(c.wrong, 0);
        assert_true(c.compared > cohort[i].at_least);
        json_decref(want);
        json_decref(got);
        buf_free(&text);
        arena_free(c.arena);
    }
}

/* The comparison above must be able to fail: one changed digit, one key more, one key less. */
static void the_comparison_notices(void **state)
{
    struct matching c = {.arena = arena_new()};
    static const char first[] = "{\"a\":{\"p\":0.5,\"x\":[1,2.5]},\"logistic\":{\"coef\":[3]}}";
    json_t *want = parse(first, sizeof(first) - 1);
    static const char *const other[] = {
        "{\"a\":{\"p\":0.500000002,\"x\":[1,2.5]},\"logistic\":{\"coef\":[3]}}",
        "{\"a\":{\"p\":0.5,\"x\":[1,2.500000000005]},\"logistic\":{\"coef\":[3]}}",
        "{\"a\":{\"p\":0.5,\"x\":[1,2.5]},\"logistic\":{\"coef\":[3.0000001]}}",
        "{\"a\":{\"p\":0.5,\"x\":[1]},\"logistic\":{\"coef\":[3]}}",
        "{\"a\":{\"p\":0.5,\"x\":[1,null]},\"logistic\":{\"coef\":[3]}}",
        "{\"a\":{\"p\":0.5,\"x\":[1,2.5],\"y\":1},\"logistic\":{\"coef\":[3]}}",
        "{\"a\":{\"p\":0.5},\"logistic\":{\"coef\":[3]}}",
    };

    compare(&c, "", want, want);
    assert_int_equal(c.wrong, 0);
    for (size_t i = 0; i < COUNT(other); i++) {
        json_t *got = parse(other[i], strlen(other[i]));

        compare(&c, "", want, got);
        assert_int_equal(c.wrong, i + 1);
        json_decref(got);
    }
    json_decref(want);
    arena_free(c.arena);
}

/* Without --profile those two keys, and no others, are absent. */
static void profile_only_when_asked(void **state)
{
    struct outcome_options options = {.folder = "test/stat/cmd168"};
    struct buf text;

    buf_init(&text, 1 << 20);
    json_t *got = computed(&options, "", &text), *logistic = json_object_get(got, "logistic");
    assert_non_null(json_object_get(logistic, "wald_low"));
    assert_null(json_object_get(logistic, "profile_exact_low"));
    assert_null(json_object_get(logistic, "profile_exact_high"));
    json_decref(got);
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_of_the_worked_example),
        cmocka_unit_test(every_key_of_other_cohorts),
        cmocka_unit_test(the_comparison_notices),
        cmocka_unit_test(profile_only_when_asked),
    };

    return cmocka_run_group_tests_name("outcome_reference", tests, NULL, NULL);
}
