/* stat_support.h: what the tests of src/stat share: comparing numbers, the values of
 * test/stat/cmd168/reference.json by path, and the person-level file of that cohort.
 * Not: expected values of its own. Include after the header under test.
 */
#ifndef SPIL_TEST_STAT_SUPPORT_H
#define SPIL_TEST_STAT_SUPPORT_H

#include <jansson.h>
#include <math.h>
#include <setjmp.h>

#include <cmocka.h>

#include "stat/design.h"

#define CLOSED    1e-12 /* relative, closed forms */
#define ITERATIVE 1e-8  /* relative, iterative estimates */
#define P_VALUE   1e-9  /* absolute */

/* Fails unless got is expected within relative tolerance (absolute below 1). */
static inline void assert_near_at(double got, double expected, double tolerance, const char *what,
                                  int line)
{
    double scale = MAX(fabs(expected), 1e-3);
    if (fabs(got - expected) <= tolerance * scale || got == expected)
        return;
    print_error("line %d: %s is %.17g, expected %.17g, relative difference %.2g\n", line, what, got,
                expected, fabs(got - expected) / scale);
    fail();
}
#define assert_near(got, expected, tolerance)                                                      \
    assert_near_at((got), (expected), (tolerance), #got, __LINE__)
#define assert_ok(rc) assert_int_equal((rc), STAT_OK)

/* The part of reference.json at a path such as "km.se_greenwood"; the root stays loaded. */
static inline json_t *reference(const char *path)
{
    static json_t *root;
    char part[64];
    if (root == NULL)
        root = json_load_file("test/stat/cmd168/reference.json", 0, NULL);
    json_t *here = root;
    while (here && *path) {
        size_t n = strcspn(path, ".");
        assert_true(n < sizeof part);
        memcpy(part, path, n);
        part[n] = 0;
        here = json_object_get(here, part);
        path += n + (path[n] == '.');
    }
    assert_non_null(here);
    return here;
}

static inline double reference_number(const char *path)
{
    assert_true(json_is_number(reference(path)));
    return json_number_value(reference(path));
}

/* Every element of an array of the reference; absolute: compare p-values. */
static inline void assert_reference_at(const double *got, const char *path, double tolerance,
                                       bool absolute, int line)
{
    json_t *array = reference(path);
    assert_true(json_array_size(array) > 0);
    for (size_t i = 0; i < json_array_size(array); i++) {
        double expected = json_number_value(json_array_get(array, i));
        double scale = absolute ? 1 : MAX(fabs(expected), 1e-3);
        if (fabs(got[i] - expected) <= tolerance * scale)
            continue;
        print_error("line %d: %s[%zu] is %.17g, expected %.17g\n", line, path, i, got[i], expected);
        fail();
    }
}
#define assert_reference(got, path, tolerance)                                                     \
    assert_reference_at((got), (path), (tolerance), false, __LINE__)
#define assert_reference_p(got, path) assert_reference_at((got), (path), P_VALUE, true, __LINE__)

/* test/stat/models/cohort168.csv (made by cohort168.R), complete cases first if asked. */
enum { COHORT_MAX = 200 };
struct cohort {
    int64_t n;
    uint8_t ever[COHORT_MAX];
    int32_t programme[COHORT_MAX];
    double days[COHORT_MAX], age[COHORT_MAX], exp_years[COHORT_MAX];
    uint8_t scheme[COHORT_MAX], education[COHORT_MAX], diagnosis[COHORT_MAX], sex[COHORT_MAX],
        married[COHORT_MAX];
};

/* Levels in alphabetical order: the first is the reference. */
static inline uint8_t level_of(const char *name, const char *const *levels)
{
    for (uint8_t i = 0; levels[i]; i++)
        if (strcmp(name, levels[i]) == 0)
            return i;
    fail_msg("unknown level %s", name);
    return 0;
}

static inline void cohort_put(struct cohort *c, char *line, bool complete)
{
    static const char *const schemes[] = {"gemeente", "UWV", NULL};
    static const char *const educations[] = {"basis", "havo_vwo", "hbo_wo", "mbo", "vmbo", NULL};
    static const char *const diagnoses[] = {"anders", "angst", "depressie", "persoonlijkheid",
                                            NULL};
    static const char *const sexes[] = {"m", "v", NULL};
    char *cell[11], *rest = line;
    for (int i = 0; i < 11; i++)
        assert_non_null(cell[i] = strsep(&rest, ",\n"));
    int64_t i = c->n;
    assert_true(i < COHORT_MAX);
    if (complete && strcmp(cell[7], "NA") == 0)
        return;
    c->programme[i] = (int32_t)strtol(cell[1], NULL, 10) - 1;
    c->ever[i] = cell[2][0] == '1';
    c->days[i] = strtod(cell[3], NULL);
    c->age[i] = strtod(cell[4], NULL);
    c->scheme[i] = level_of(cell[5], schemes);
    c->education[i] = level_of(cell[6], educations);
    c->exp_years[i] = strcmp(cell[7], "NA") == 0 ? NAN : strtod(cell[7], NULL);
    c->diagnosis[i] = level_of(cell[8], diagnoses);
    c->sex[i] = level_of(cell[9], sexes);
    c->married[i] = cell[10][0] == '1';
    c->n++;
}

static inline void cohort_read(struct cohort *c, bool complete)
{
    char line[256];
    FILE *file = fopen("test/stat/models/cohort168.csv", "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    c->n = 0;
    while (fgets(line, sizeof line, file))
        cohort_put(c, line, complete);
    fclose(file);
    assert_int_equal(c->n, complete ? 163 : 168);
}

/* The right-hand side of the reference's regressions. */
static inline struct design *cohort_design(struct arena *a, const struct cohort *c, bool intercept)
{
    struct design_term terms[] = {
        {.value = c->age},
        {.level = c->scheme, .levels = 2},
        {.level = c->education, .levels = 5},
        {.value = c->exp_years},
        {.level = c->diagnosis, .levels = 4},
        {.level = c->sex, .levels = 2},
        {.level = c->married, .levels = 2},
    };
    struct design *design = NULL;
    assert_ok(design_new(a, terms, COUNT(terms), c->n, intercept, &design));
    return design;
}

/* A result of models.R (test/stat/models/models.csv); NAN for NA. */
static inline double model_value(const char *name, int index)
{
    char line[128], wanted[64];
    int n = snprintf(wanted, sizeof wanted, "%s,%d,", name, index);
    FILE *file = fopen("test/stat/models/models.csv", "r");
    double value = INFINITY;
    assert_non_null(file);
    while (isinf(value) && fgets(line, sizeof line, file))
        if (strncmp(line, wanted, (size_t)n) == 0)
            value = strncmp(line + n, "NA", 2) == 0 ? NAN : strtod(line + n, NULL);
    fclose(file);
    assert_false(isinf(value));
    return value;
}

/* n values of one name, NA against NAN. */
static inline void assert_model_at(const double *got, const char *name, int n, double tolerance,
                                   int line)
{
    for (int i = 0; i < n; i++) {
        double expected = model_value(name, i);
        if (isnan(expected))
            assert_true(isnan(got[i]));
        else
            assert_near_at(got[i], expected, tolerance, name, line);
    }
}
#define assert_model(got, name, n, tolerance)                                                      \
    assert_model_at((got), (name), (n), (tolerance), __LINE__)

/* test/stat/models/made240.csv: x, g (0 to 2), h, y, time, event. */
enum { MADE = 240 };
struct made {
    double x[MADE], time[MADE];
    uint8_t g[MADE], h[MADE], y[MADE], event[MADE];
};

static inline void made_read(struct made *m)
{
    char line[128];
    FILE *file = fopen("test/stat/models/made240.csv", "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    for (int i = 0; i < MADE; i++) {
        char *end = fgets(line, sizeof line, file);
        assert_non_null(end);
        m->x[i] = strtod(end, &end);
        m->g[i] = (uint8_t)strtol(end + 1, &end, 10);
        m->h[i] = (uint8_t)strtol(end + 1, &end, 10);
        m->y[i] = (uint8_t)strtol(end + 1, &end, 10);
        m->time[i] = strtod(end + 1, &end);
        m->event[i] = (uint8_t)strtol(end + 1, &end, 10);
    }
    fclose(file);
}

#endif
