/* codes.c: reading the code lists inside the program.
 * Not: codes that are fixed in the program (struct code tables of the features).
 * Start at list_find(). */
#include "core/codes.h"

#include "base/csv.h"
#include "base/embed.h"

enum { MAX_LISTS = 40, MAX_NUMBERS = 256 };

static struct list {
    const char *name;
    size_t n;
    struct choice *choices[LANGS];
} lists[MAX_LISTS];
static size_t n_lists;

static char *cell(struct arena *a, const struct csv *c, int column)
{
    return column < 0 ? NULL : arena_strn(a, csv_text(c, column), csv_len(c, column));
}

static void list_read(struct list *list, const struct embed *file)
{
    struct arena *a = arena_new(); /* kept: the list lives as long as the process */
    struct csv_column want[] = {
        {"code", false, -1}, {"name_nl", false, -1}, {"name_en", true, -1}, {"group", true, -1}};
    struct csv_log log;
    size_t room = 0;

    csv_log_init(&log, 1);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, want, COUNT(want)))
        BUG("%s", log.text.at);
    while (csv_next(c)) {
        if (list->n == room) {
            for (int i = 0; i < LANGS; i++)
                list->choices[i] = arena_grow(a, list->choices[i], room * sizeof(struct choice),
                                              (2 * room + 16) * sizeof(struct choice));
            room = 2 * room + 16;
        }
        const char *code = cell(a, c, want[0].at);
        const char *nl = cell(a, c, want[1].at);
        const char *en = cell(a, c, want[2].at);
        const char *group = cell(a, c, want[3].at);
        list->choices[LANG_NL][list->n] = (struct choice){code, nl, group};
        list->choices[LANG_EN][list->n] = (struct choice){code, en && *en ? en : nl, group};
        list->n++;
    }
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
}

static const struct list *list_find(const char *name)
{
    char path[64];

    for (size_t i = 0; i < n_lists; i++)
        if (!strcmp(lists[i].name, name))
            return &lists[i];
    snprintf(path, sizeof(path), "rules/%s.csv", name);
    const struct embed *file = embed_find(path);
    if (!file || n_lists == MAX_LISTS)
        BUG("no code list %s", name);
    lists[n_lists].name = name;
    list_read(&lists[n_lists], file);
    return &lists[n_lists++];
}

const struct choice *codes_choices(const char *name, enum lang lang, size_t *n)
{
    const struct list *list = list_find(name);

    *n = list->n;
    return list->choices[lang];
}

const char *codes_label(const char *name, enum lang lang, const char *code)
{
    const struct list *list = list_find(name);

    for (size_t i = 0; i < list->n; i++)
        if (!strcmp(list->choices[lang][i].value, code))
            return list->choices[lang][i].label;
    return code;
}

/* The code as it stands in the list; NULL when it does not. */
static const char *code_find(const struct list *list, const char *code)
{
    for (size_t i = 0; i < list->n; i++)
        if (!strcmp(list->choices[LANG_NL][i].value, code))
            return list->choices[LANG_NL][i].value;
    return NULL;
}

bool codes_known(const char *name, const char *code)
{
    return code_find(list_find(name), code) != NULL;
}

/* What was looked up before: the files are inside the program and never change. */
static struct number {
    const char *code; /* the one in the list */
    const char *column;
    bool found;
    int64_t n;
} numbers[MAX_NUMBERS];
static size_t n_numbers;

static struct number number_read(const char *name, const char *code, const char *column)
{
    struct csv_column want[] = {{"code", false, -1}, {column, false, -1}};
    struct number number = {.code = code, .column = column};
    struct arena *a = arena_new();
    const struct embed *file = embed_find(arena_fmt(a, "rules/%s.csv", name));
    struct csv_log log;

    csv_log_init(&log, 1);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, want, COUNT(want)))
        BUG("%s", log.text.at);
    while (!number.found && csv_next(c))
        number.found = csv_is(c, want[0].at, code) && csv_integer(c, want[1].at, &number.n);
    csv_log_free(&log);
    arena_free(a);
    return number;
}

int64_t codes_number(const char *name, const char *code, const char *column, int64_t otherwise)
{
    const char *kept = code_find(list_find(name), code);
    struct number number;

    if (!kept)
        return otherwise;
    for (size_t i = 0; i < n_numbers; i++)
        if (numbers[i].code == kept && !strcmp(numbers[i].column, column))
            return numbers[i].found ? numbers[i].n : otherwise;
    number = number_read(name, kept, column);
    if (n_numbers < MAX_NUMBERS)
        numbers[n_numbers++] = number;
    return number.found ? number.n : otherwise;
}
