/* fidelity_scale.c: the scale from rules/fidelity/: reading and checking.
 * Not: scores (fidelity.c).
 * Start at fidelity_scales(). */
#include "feature/fidelity/fidelity.h"

#include "base/csv.h"
#include "base/embed.h"
#include "base/vec.h"

/* ---- reading a file ---------------------------------------------------------------------------
 */

enum { COLUMNS_MAX = 14 };

struct table {
    struct arena *a;
    struct csv *csv;
    struct csv_log log;
    struct csv_column want[COLUMNS_MAX];
};

/* columns: the names with spaces between, in the order in which they are asked by number. */
static void table_open(struct table *t, struct arena *a, const char *name, const char *columns)
{
    const struct embed *file = embed_find(arena_fmt(a, "rules/fidelity/%s.csv", name));
    char *at = arena_str(a, columns), *rest = NULL;
    size_t n = 0;

    if (!file)
        BUG("rules/fidelity/%s.csv is not in the program", name);
    *t = (struct table){.a = a};
    for (char *word = strtok_r(at, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        t->want[n++] = (struct csv_column){word, false, -1};
    csv_log_init(&t->log, 3);
    t->csv = csv_memory(a, file->path, (const char *)file->at, file->n, &t->log);
    if (!csv_columns(t->csv, t->want, n))
        BUG("%s", t->log.text.at);
}

static bool table_next(struct table *t)
{
    if (csv_next(t->csv))
        return true;
    if (t->log.refused)
        BUG("%s", t->log.text.at);
    csv_log_free(&t->log);
    return false;
}

static const char *cell(const struct table *t, int column)
{
    int at = t->want[column].at;

    return arena_strn(t->a, csv_text(t->csv, at), csv_len(t->csv, at));
}

static int whole(const struct table *t, int column)
{
    int64_t n;

    if (!csv_integer(t->csv, t->want[column].at, &n) || n < 0 || n > 1000)
        BUG("%s:%" PRIu64 ": '%s' is not a number", t->csv->name, t->csv->line, cell(t, column));
    return (int)n;
}

static int32_t day_cell(const struct table *t, int column)
{
    int32_t day = DAY_NONE;

    if (!csv_missing(t->csv, t->want[column].at) && !csv_date(t->csv, t->want[column].at, &day))
        BUG("%s:%" PRIu64 ": '%s' is not a day", t->csv->name, t->csv->line, cell(t, column));
    return day;
}

/* Is the scale one of the words in the first cell? */
static bool of_scale(const struct table *t, const char *scale)
{
    char *rest = NULL;

    for (char *word = strtok_r(arena_str(t->a, cell(t, 0)), " ", &rest); word;
         word = strtok_r(NULL, " ", &rest))
        if (!strcmp(word, scale))
            return true;
    return false;
}

/* ---- items ------------------------------------------------------------------------------------
 */

static const char *const rubric_codes[FIDELITY_RUBRICS] = {"staffing", "organisation", "services"};

const char *fidelity_rubric_code(enum fidelity_rubric rubric)
{
    return rubric_codes[rubric];
}

struct items {
    struct fidelity_item *at;
    size_t n, cap;
};
struct notes {
    struct fidelity_note *at;
    size_t n, cap;
};
struct parameters {
    struct fidelity_parameter *at;
    size_t n, cap;
};

static void read_items(struct arena *a, const char *scale, struct items *items)
{
    struct table t;

    table_open(&t, a, "items",
               "scale item rubric name_nl name_en measures_nl measures_en evidence computable"
               " confidence track formula_nl formula_en");
    while (table_next(&t)) {
        struct fidelity_item item = {.id = cell(&t, 1),
                                     .name = {cell(&t, 3), cell(&t, 4)},
                                     .measures = {cell(&t, 5), cell(&t, 6)},
                                     .evidence = cell(&t, 7),
                                     .computable = *cell(&t, 8),
                                     .confidence = *cell(&t, 9),
                                     .track = cell(&t, 10),
                                     .formula = {cell(&t, 11), cell(&t, 12)}};
        int rubric = 0;

        if (!of_scale(&t, scale))
            continue;
        while (rubric < FIDELITY_RUBRICS && strcmp(rubric_codes[rubric], cell(&t, 2)))
            rubric++;
        if (rubric == FIDELITY_RUBRICS)
            BUG("item %s: no rubric %s", item.id, cell(&t, 2));
        item.rubric = (enum fidelity_rubric)rubric;
        for (int score = 0; score <= FIDELITY_SCORES; score++)
            item.anchor[score][LANG_NL] = item.anchor[score][LANG_EN] = "";
        ARENA_PUSH(a, items, item);
    }
}

/* The item that a row of another file is about; NULL: it is about another version. */
static struct fidelity_item *item_of(const struct table *t, const char *scale, struct items *items)
{
    if (!of_scale(t, scale))
        return NULL;
    for (size_t i = 0; i < items->n; i++)
        if (!strcmp(items->at[i].id, cell(t, 1)))
            return &items->at[i];
    BUG("%s:%" PRIu64 ": %s has no item %s", t->csv->name, t->csv->line, scale, cell(t, 1));
}

static void read_anchors(struct arena *a, const char *scale, struct items *items)
{
    struct table t;
    struct fidelity_item *item;

    table_open(&t, a, "anchors", "scale item score text_nl text_en confidence");
    while (table_next(&t)) {
        int score = whole(&t, 2);

        if (!(item = item_of(&t, scale, items)))
            continue;
        if (score < 1 || score > FIDELITY_SCORES)
            BUG("item %s: an anchor of score %d", item->id, score);
        item->anchor[score][LANG_NL] = cell(&t, 3);
        item->anchor[score][LANG_EN] = cell(&t, 4);
    }
    table_open(&t, a, "components", "scale item no text_nl text_en confidence");
    while (table_next(&t)) {
        int number = whole(&t, 2);

        if (!(item = item_of(&t, scale, items)))
            continue;
        if (number != item->parts + 1 || number > FIDELITY_PARTS)
            BUG("item %s: component %d is not the next one", item->id, number);
        item->part[item->parts][LANG_NL] = cell(&t, 3);
        item->part[item->parts++][LANG_EN] = cell(&t, 4);
    }
}

static void read_notes(struct arena *a, const char *scale, struct items *items)
{
    for (size_t i = 0; i < items->n; i++) {
        struct notes notes = {0};
        struct table t;

        table_open(&t, a, "notes", "scale item target_group applies note_nl note_en source");
        while (table_next(&t)) {
            struct fidelity_note note = {cell(&t, 2), {cell(&t, 4), cell(&t, 5)}, cell(&t, 6)};

            if (item_of(&t, scale, items) == &items->at[i])
                ARENA_PUSH(a, &notes, note);
        }
        items->at[i].note = notes.at;
        items->at[i].notes = notes.n;
    }
}

static void read_parameters(struct arena *a, const char *scale, struct items *items)
{
    for (size_t i = 0; i < items->n; i++) {
        struct parameters list = {0};
        struct table t;

        table_open(&t, a, "parameters", "scale item name value unit status source");
        while (table_next(&t)) {
            struct fidelity_parameter one = {cell(&t, 2), cell(&t, 3), cell(&t, 4), cell(&t, 5),
                                             cell(&t, 6)};

            if (item_of(&t, scale, items) == &items->at[i])
                ARENA_PUSH(a, &list, one);
        }
        items->at[i].parameter = list.at;
        items->at[i].parameters = list.n;
    }
}

/* ---- scales and bands -------------------------------------------------------------------------
 */

struct scales {
    struct fidelity_scale *at;
    size_t n, cap;
};
struct sets {
    struct fidelity_bands *at;
    size_t n, cap;
};
struct bands {
    struct fidelity_band *at;
    size_t n, cap;
};

static struct scales read_scales(void)
{
    struct arena *a = arena_new(); /* kept: the scales live as long as the process */
    struct scales list = {0};
    struct table t;

    table_open(&t, a, "scales",
               "scale name_nl name_en items prorate_from bands valid_from valid_to source status");
    while (table_next(&t)) {
        struct fidelity_scale scale = {.code = cell(&t, 0),
                                       .name = {cell(&t, 1), cell(&t, 2)},
                                       .prorate_from = whole(&t, 4),
                                       .bands = cell(&t, 5),
                                       .valid_from = day_cell(&t, 6),
                                       .valid_to = day_cell(&t, 7),
                                       .source = cell(&t, 8),
                                       .status = cell(&t, 9)};
        struct items items = {0};

        read_items(a, scale.code, &items);
        read_anchors(a, scale.code, &items);
        read_notes(a, scale.code, &items);
        read_parameters(a, scale.code, &items);
        scale.item = items.at;
        scale.items = (int)items.n;
        const char *wrong = fidelity_scale_wrong(a, &scale);
        if (wrong)
            BUG("%s", wrong);
        if (scale.items != whole(&t, 3))
            BUG("%s: %d items, not %d", scale.code, scale.items, whole(&t, 3));
        ARENA_PUSH(a, &list, scale);
    }
    return list;
}

const struct fidelity_scale *fidelity_scales(size_t *n)
{
    static struct scales list;

    if (!list.n)
        list = read_scales();
    *n = list.n;
    return list.at;
}

const struct fidelity_scale *fidelity_scale_find(const char *code)
{
    size_t n;
    const struct fidelity_scale *all = fidelity_scales(&n);

    for (size_t i = 0; i < n; i++)
        if (!strcmp(all[i].code, code))
            return &all[i];
    return NULL;
}

static struct sets read_sets(void)
{
    struct arena *a = arena_new(); /* kept as well */
    struct sets list = {0};
    struct bands bands = {0};
    struct table t;

    table_open(&t, a, "bands",
               "bands scale ordinal lower label_nl label_en valid_from valid_to source status");
    while (table_next(&t)) {
        struct fidelity_bands *last = list.n ? &list.at[list.n - 1] : NULL;
        struct fidelity_band band = {whole(&t, 3), {cell(&t, 4), cell(&t, 5)}};

        if (!last || strcmp(last->code, cell(&t, 0))) {
            struct fidelity_bands fresh = {.code = cell(&t, 0),
                                           .scale = cell(&t, 1),
                                           .source = cell(&t, 8),
                                           .status = cell(&t, 9)};

            ARENA_PUSH(a, &list, fresh);
            last = &list.at[list.n - 1];
            bands = (struct bands){0};
        }
        ARENA_PUSH(a, &bands, band);
        last->band = bands.at;
        last->n = (int)bands.n;
    }
    return list;
}

const struct fidelity_bands *fidelity_band_sets(size_t *n)
{
    static struct sets list;

    if (!list.n)
        list = read_sets();
    *n = list.n;
    return list.at;
}

const struct fidelity_bands *fidelity_bands_find(const char *code)
{
    size_t n;
    const struct fidelity_bands *all = fidelity_band_sets(&n);

    for (size_t i = 0; i < n; i++)
        if (!strcmp(all[i].code, code))
            return &all[i];
    return NULL;
}

int fidelity_item_place(const struct fidelity_scale *scale, const char *id)
{
    for (int i = 0; i < scale->items; i++)
        if (!strcmp(scale->item[i].id, id))
            return i;
    return -1;
}

const char *fidelity_choice(const struct fidelity_item *item, const char *name)
{
    for (size_t i = 0; i < item->parameters; i++)
        if (!strcmp(item->parameter[i].name, name))
            return item->parameter[i].value;
    return "";
}

double fidelity_number(const struct fidelity_item *item, const char *name)
{
    const char *value = fidelity_choice(item, name);
    char *end;
    double number = strtod(value, &end);

    if (end == value || *end)
        BUG("item %s has no number %s", item->id, name);
    return number;
}

const char *fidelity_confidence(struct arena *a, char mark, enum lang lang)
{
    const char *meaning = "";
    struct table t;

    table_open(&t, a, "confidence", "code name_nl name_en");
    while (table_next(&t))
        if (*cell(&t, 0) == mark)
            meaning = cell(&t, lang == LANG_NL ? 1 : 2);
    return meaning;
}

/* ---- checking ---------------------------------------------------------------------------------
 */

static const char *item_wrong(struct arena *a, const struct fidelity_item *item)
{
    int anchors = 0;

    for (int score = 1; score <= FIDELITY_SCORES; score++)
        anchors += *item->anchor[score][LANG_NL] && *item->anchor[score][LANG_EN];
    if (!*item->id || !strchr("BOG", *item->id))
        return arena_fmt(a, "an item is called '%s'", item->id);
    if (!item->computable || !strchr("FPJ", item->computable))
        return arena_fmt(a, "item %s: computable is '%c'", item->id, item->computable);
    if (!item->confidence || !strchr("CGU", item->confidence))
        return arena_fmt(a, "item %s: confidence is '%c'", item->id, item->confidence);
    if (anchors != (item->confidence == 'U' ? 0 : FIDELITY_SCORES))
        return arena_fmt(a, "item %s: %d anchors", item->id, anchors);
    return NULL;
}

const char *fidelity_scale_wrong(struct arena *a, const struct fidelity_scale *scale)
{
    if (scale->items < 1 || scale->items > FIDELITY_ITEMS)
        return arena_fmt(a, "%s: %d items", scale->code, scale->items);
    if (scale->prorate_from < 1 || scale->prorate_from > scale->items)
        return arena_fmt(a, "%s: a total from %d items", scale->code, scale->prorate_from);
    for (int i = 0; i < scale->items; i++) {
        const char *wrong = item_wrong(a, &scale->item[i]);

        if (wrong)
            return arena_fmt(a, "%s: %s", scale->code, wrong);
        for (int j = 0; j < i; j++)
            if (!strcmp(scale->item[i].id, scale->item[j].id))
                return arena_fmt(a, "%s: item %s stands there twice", scale->code,
                                 scale->item[i].id);
    }
    return NULL;
}

const char *fidelity_bands_wrong(struct arena *a, const struct fidelity_bands *bands, int items)
{
    if (bands->n < 1 || bands->band[0].lower != items)
        return arena_fmt(a, "%s: the lowest band begins at the lowest total, %d", bands->code,
                         items);
    for (int i = 1; i < bands->n; i++)
        if (bands->band[i].lower <= bands->band[i - 1].lower)
            return arena_fmt(a, "%s: bounds must rise", bands->code);
    if (bands->band[bands->n - 1].lower > FIDELITY_SCORES * items)
        return arena_fmt(a, "%s: a band above the highest total", bands->code);
    return NULL;
}
