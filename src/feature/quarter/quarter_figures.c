/* quarter_figures.c: indicators as versioned data, the figures of a quarter, and their JSON.
 * Not: who belongs to a number (quarter.c).
 * Start at quarter_count(). */
#include "feature/quarter/quarter.h"

#include <jansson.h>
#include <math.h>

#include "base/csv.h"
#include "base/embed.h"
#include "base/json.h"
#include "base/number.h"

/* ---- indicators ------------------------------------------------------------------------------ */

enum column {
    CODE,
    VERSION,
    NAME_NL,
    NAME_EN,
    DEFINITION,
    DAYS,
    FORMULA_NL,
    FORMULA_EN,
    SOURCE,
    STATUS,
    VALID_FROM,
    VALID_TO,
    COLUMNS
};

static const struct quarter_rule *rule_of(const char *code)
{
    for (const struct quarter_rule *rule = quarter_rules; rule->code; rule++)
        if (!strcmp(rule->code, code))
            return rule;
    return NULL;
}

static int definition_of(const char *code)
{
    for (int i = 0; i < QUARTER_DEFINITIONS; i++)
        if (!strcmp(quarter_definitions[i], code))
            return i;
    return -1;
}

static const char *cell(struct arena *a, const struct csv *c, const struct csv_column *column)
{
    return arena_strn(a, csv_text(c, column->at), csv_len(c, column->at));
}

static bool holds(const struct csv *c, const struct csv_column *want, int32_t day)
{
    int32_t from, to;

    if (!csv_date(c, want[VALID_FROM].at, &from))
        BUG("%s: a version without a first day", c->name);
    if (csv_missing(c, want[VALID_TO].at))
        return from <= day;
    return csv_date(c, want[VALID_TO].at, &to) && from <= day && day <= to;
}

static struct quarter_indicator indicator_read(struct arena *a, const struct csv *c,
                                               const struct csv_column *want)
{
    int64_t days = 0;
    struct quarter_indicator i = {
        .code = cell(a, c, &want[CODE]),
        .version = cell(a, c, &want[VERSION]),
        .name = {cell(a, c, &want[NAME_NL]), cell(a, c, &want[NAME_EN])},
        .formula = {cell(a, c, &want[FORMULA_NL]), cell(a, c, &want[FORMULA_EN])},
        .source = cell(a, c, &want[SOURCE]),
        .status = cell(a, c, &want[STATUS]),
        .definition_code = cell(a, c, &want[DEFINITION])};

    i.rule = rule_of(i.code);
    i.definition = definition_of(i.definition_code);
    if (!i.rule || (*i.definition_code && i.definition < 0))
        BUG("%s: indicator %s is not counted anywhere", c->name, i.code);
    if (!csv_missing(c, want[DAYS].at) && !csv_integer(c, want[DAYS].at, &days))
        BUG("%s: indicator %s: days must be a number", c->name, i.code);
    i.days = (int)days;
    return i;
}

struct quarter_indicator *quarter_indicators(struct arena *a, int32_t day, size_t *n)
{
    struct csv_column want[COLUMNS] = {[CODE] = {"code"},
                                       [VERSION] = {"version"},
                                       [NAME_NL] = {"name_nl"},
                                       [NAME_EN] = {"name_en"},
                                       [DEFINITION] = {"definition"},
                                       [DAYS] = {"days"},
                                       [FORMULA_NL] = {"formula_nl"},
                                       [FORMULA_EN] = {"formula_en"},
                                       [SOURCE] = {"source"},
                                       [STATUS] = {"status"},
                                       [VALID_FROM] = {"valid_from"},
                                       [VALID_TO] = {"valid_to"}};
    const struct embed *file = embed_find("rules/indicators.csv");
    struct quarter_indicator *list = NULL;
    struct csv_log log;

    if (!file)
        BUG("rules/indicators.csv is not in the program");
    csv_log_init(&log, 1);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, want, COLUMNS))
        BUG("%s", log.text.at);
    *n = 0;
    while (csv_next(c)) {
        if (!holds(c, want, day))
            continue;
        list = arena_grow(a, list, *n * sizeof(*list), (*n + 1) * sizeof(*list));
        list[(*n)++] = indicator_read(a, c, want);
    }
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
    return list;
}

/* ---- figures --------------------------------------------------------------------------------- */

struct quarter_figures quarter_count(struct arena *a, const struct quarter_world *w,
                                     const struct quarter_indicator *indicator, size_t n)
{
    size_t width = w->groups + 1;
    struct quarter_figures f = {.rows = n, .groups = w->groups, .indicator = indicator};
    const char **group = ARENA_ARRAY(a, const char *, w->groups);

    quarter_text(w->quarter, f.quarter);
    f.cell = ARENA_ARRAY(a, struct quarter_value, n * width);
    for (size_t g = 0; g < w->groups; g++)
        group[g] = w->group[g].code;
    f.group = group;
    for (size_t row = 0; row < n; row++) {
        const struct quarter_indicator *i = &indicator[row];

        for (size_t column = 0; column < width; column++) {
            int g = (int)column - 1;

            f.cell[row * width + column] =
                (struct quarter_value){quarter_measure(w, i->rule->n, i->definition, i->days, g),
                                       quarter_measure(w, i->rule->of, i->definition, i->days, g)};
        }
    }
    return f;
}

const struct quarter_value *quarter_find(const struct quarter_figures *f, const char *code,
                                         const char *group)
{
    size_t row = 0, column = 0;

    while (row < f->rows && strcmp(f->indicator[row].code, code))
        row++;
    while (*group && column < f->groups && strcmp(f->group[column], group))
        column++;
    if (row == f->rows || (*group && column == f->groups))
        return NULL;
    return &f->cell[row * (f->groups + 1) + (*group ? column + 1 : 0)];
}

const struct quarter_value *quarter_find_like(const struct quarter_figures *f,
                                              const struct quarter_indicator *i, const char *group)
{
    for (size_t row = 0; row < f->rows; row++)
        if (!strcmp(f->indicator[row].code, i->code) &&
            !strcmp(f->indicator[row].version, i->version))
            return quarter_find(f, i->code, group);
    return NULL;
}

static bool divides(enum quarter_kind kind)
{
    return kind == QUARTER_RATIO || kind == QUARTER_RATE;
}

double quarter_result(enum quarter_kind kind, struct quarter_value v)
{
    if (!divides(kind))
        return v.n;
    return v.of > 0 ? (kind == QUARTER_RATE ? 100 : 1) * v.n / v.of : NAN;
}

static int decimals(enum quarter_kind kind)
{
    return kind == QUARTER_COUNT ? 0 : kind == QUARTER_AMOUNT ? 2 : 1;
}

const char *quarter_value_text(struct arena *a, enum quarter_kind kind, struct quarter_value v,
                               char decimal)
{
    char text[NUMBER_TEXT];

    if (isnan(quarter_result(kind, v)))
        return "–";
    number_text_fixed(text, quarter_result(kind, v), decimals(kind), decimal);
    return arena_fmt(a, kind == QUARTER_RATE ? "%s%%" : "%s", text);
}

const char *quarter_change_text(struct arena *a, enum quarter_kind kind, struct quarter_value now,
                                struct quarter_value then, char decimal)
{
    char text[NUMBER_TEXT];

    double scale = pow(10, decimals(kind));
    /* Of the numbers as printed, so that the reader's own sum agrees. */
    double change =
        (round(scale * quarter_result(kind, now)) - round(scale * quarter_result(kind, then))) /
        scale;

    if (isnan(change))
        return "";
    number_text_fixed(text, fabs(change), decimals(kind), decimal);
    if (!strpbrk(text, "123456789"))
        return "0";
    return arena_fmt(a, change > 0 ? "+%s" : "−%s", text);
}

bool quarter_same(struct quarter_value a, struct quarter_value b)
{
    return fabs(a.n - b.n) < 1e-9 && fabs(a.of - b.of) < 1e-9; /* sums in another order */
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void json_numbers(struct json *j, const char *key, const struct quarter_value *value,
                         size_t n, bool of)
{
    json_key(j, key);
    json_array_open(j);
    for (size_t i = 0; i < n; i++)
        json_double(j, of ? value[i].of : value[i].n);
    json_array_close(j);
}

void quarter_json(const struct quarter_figures *f, struct buf *out)
{
    struct json j;

    json_begin(&j, out);
    json_object_open(&j);
    json_key(&j, "quarter"), json_str(&j, f->quarter);
    json_key(&j, "groups");
    json_array_open(&j);
    for (size_t g = 0; g < f->groups; g++)
        json_str(&j, f->group[g]);
    json_array_close(&j);
    json_key(&j, "figures");
    json_array_open(&j);
    for (size_t row = 0; row < f->rows; row++) {
        const struct quarter_value *value = &f->cell[row * (f->groups + 1)];

        json_object_open(&j);
        json_key(&j, "code"), json_str(&j, f->indicator[row].code);
        json_key(&j, "version"), json_str(&j, f->indicator[row].version);
        json_numbers(&j, "n", value, f->groups + 1, false);
        json_numbers(&j, "of", value, f->groups + 1, true);
        json_object_close(&j);
    }
    json_array_close(&j);
    json_object_close(&j);
    json_end(&j);
}

static const char *string_of(struct arena *a, const json_t *object, const char *key)
{
    const char *s = json_string_value(json_object_get(object, key));

    return s ? arena_str(a, s) : NULL;
}

/* Each row has as many numbers as there are columns; codes this program no longer knows stay, with
 * rule NULL. */
static bool read_row(struct arena *a, const json_t *from, struct quarter_figures *f,
                     struct quarter_indicator *indicator, size_t row)
{
    const json_t *n = json_object_get(from, "n"), *of = json_object_get(from, "of");
    size_t width = f->groups + 1;

    indicator->code = string_of(a, from, "code");
    indicator->version = string_of(a, from, "version");
    if (!indicator->code || !indicator->version || json_array_size(n) != width ||
        json_array_size(of) != width)
        return false;
    indicator->rule = rule_of(indicator->code);
    for (size_t i = 0; i < width; i++)
        f->cell[row * width + i] = (struct quarter_value){json_number_value(json_array_get(n, i)),
                                                          json_number_value(json_array_get(of, i))};
    return true;
}

static bool read_all(struct arena *a, const json_t *root, struct quarter_figures *f)
{
    const json_t *groups = json_object_get(root, "groups");
    const json_t *figures = json_object_get(root, "figures");
    const char *quarter = string_of(a, root, "quarter");

    *f = (struct quarter_figures){.rows = json_array_size(figures),
                                  .groups = json_array_size(groups)};
    struct quarter_indicator *indicator = ARENA_ARRAY(a, struct quarter_indicator, f->rows);
    const char **group = ARENA_ARRAY(a, const char *, f->groups);
    f->cell = ARENA_ARRAY(a, struct quarter_value, f->rows * (f->groups + 1));
    f->indicator = indicator;
    f->group = group;
    if (!quarter || !json_is_array(groups) || !json_is_array(figures))
        return false;
    snprintf(f->quarter, sizeof(f->quarter), "%s", quarter);
    for (size_t g = 0; g < f->groups; g++) {
        const char *code = json_string_value(json_array_get(groups, g));
        if (!code)
            return false;
        group[g] = arena_str(a, code);
    }
    for (size_t row = 0; row < f->rows; row++)
        if (!read_row(a, json_array_get(figures, row), f, &indicator[row], row))
            return false;
    return true;
}

bool quarter_from_json(struct arena *a, const char *text, struct quarter_figures *f)
{
    json_t *root = json_loads(text, JSON_DECODE_INT_AS_REAL, NULL);
    bool good = root && read_all(a, root, f);

    json_decref(root);
    return good;
}
