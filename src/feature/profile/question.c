/* question.c: reading the questions, asking them, showing the answers.
 * Not: where answers are stored; each feature has its own tables.
 * Start at answers_of(). */
#include "feature/profile/question.h"

#include "base/csv.h"
#include "base/embed.h"
#include "base/vec.h"

/* ---- the files ------------------------------------------------------------------------------- */

struct question_choice {
    const char *list;
    struct choice in[LANGS];
};

/* Read once: the files are inside the program and live as long as the process. */
static struct {
    struct {
        struct question *at;
        size_t n, cap;
    } questions;
    struct {
        struct question_choice *at;
        size_t n, cap;
    } choices;
} rules;

static struct csv *open_rules(struct arena *a, const char *path, struct csv_column *want, size_t n,
                              struct csv_log *log)
{
    const struct embed *file = embed_find(path);

    if (!file)
        BUG("%s is not in the program", path);
    csv_log_init(log, 1);
    struct csv *c = csv_memory(a, path, (const char *)file->at, file->n, log);
    if (!csv_columns(c, want, n))
        BUG("%s", log->text.at);
    return c;
}

static const char *cell(struct arena *a, const struct csv *c, const struct csv_column *column)
{
    return arena_strn(a, csv_text(c, column->at), csv_len(c, column->at));
}

static void read_choices(struct arena *a)
{
    struct csv_column want[] = {
        {"list", false, -1}, {"code", false, -1}, {"name_nl", false, -1}, {"name_en", false, -1}};
    struct csv_log log;
    struct csv *c = open_rules(a, "rules/question_choices.csv", want, COUNT(want), &log);

    while (csv_next(c)) {
        const char *code = cell(a, c, &want[1]);
        struct question_choice one = {.list = cell(a, c, &want[0]),
                                      .in = {[LANG_NL] = {code, cell(a, c, &want[2]), NULL},
                                             [LANG_EN] = {code, cell(a, c, &want[3]), NULL}}};
        ARENA_PUSH(a, &rules.choices, one);
    }
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
}

static enum question_kind kind_of(const char *word)
{
    static const char *const kinds[] = {[QUESTION_TEXT] = "text",
                                        [QUESTION_NOTE] = "note",
                                        [QUESTION_CHOICE] = "choice",
                                        [QUESTION_MANY] = "many",
                                        [QUESTION_DAY] = "day"};

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (!strcmp(kinds[i], word))
            return (enum question_kind)i;
    BUG("rules/questions.csv: no kind %s", word);
}

static enum field_group part_of(const char *word)
{
    for (int i = GROUP_NONE + 1; i < GROUPS_COUNT; i++)
        if (!strcmp(group_code((enum field_group)i), word))
            return (enum field_group)i;
    BUG("rules/questions.csv: no part %s", word);
}

static void read_questions(struct arena *a)
{
    struct csv_column want[] = {
        {"form", false, -1},       {"code", false, -1},    {"groups", false, -1},
        {"part", false, -1},       {"kind", false, -1},    {"length", false, -1},
        {"choices", false, -1},    {"cv", false, -1},      {"section_nl", false, -1},
        {"section_en", false, -1}, {"name_nl", false, -1}, {"name_en", false, -1},
        {"help_nl", false, -1},    {"help_en", false, -1}};
    struct csv_log log;
    struct csv *c = open_rules(a, "rules/questions.csv", want, COUNT(want), &log);

    while (csv_next(c)) {
        struct question q = {.form = cell(a, c, &want[0]),
                             .code = cell(a, c, &want[1]),
                             .groups = cell(a, c, &want[2]),
                             .part = part_of(cell(a, c, &want[3])),
                             .kind = kind_of(cell(a, c, &want[4])),
                             .choice_list = cell(a, c, &want[6]),
                             .cv = csv_is(c, want[7].at, "yes"),
                             .section = {cell(a, c, &want[8]), cell(a, c, &want[9])},
                             .words = {cell(a, c, &want[10]), cell(a, c, &want[11])},
                             .help = {cell(a, c, &want[12]), cell(a, c, &want[13])}};

        if (!csv_integer(c, want[5].at, &q.length))
            BUG("rules/questions.csv line %" PRIu64 ": no length", c->line);
        if (q.cv && q.part != GROUP_PLAN)
            BUG("rules/questions.csv: %s may not stand on a CV", q.code);
        ARENA_PUSH(a, &rules.questions, q);
    }
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
}

static const struct question_choice *choices_of(const struct question *q, size_t *n)
{
    const struct question_choice *first = NULL;

    *n = 0;
    for (size_t i = 0; i < rules.choices.n; i++)
        if (!strcmp(rules.choices.at[i].list, q->choice_list)) {
            first = first ? first : &rules.choices.at[i];
            ++*n;
        }
    if (!first)
        BUG("rules/question_choices.csv: no list %s", q->choice_list);
    return first;
}

/* ---- which are asked ------------------------------------------------------------------------- */

static bool is_asked(const struct question *q, const char *form, const char *target_group,
                     enum field_group part)
{
    return !strcmp(q->form, form) && (part == GROUP_NONE || q->part == part) &&
           (!*q->groups || form_has_word(q->groups, target_group));
}

struct answers answers_of(const char *form, const char *target_group, enum field_group part)
{
    struct answers a = {.n = 0};

    if (!rules.questions.n) {
        struct arena *kept = arena_new();

        read_choices(kept);
        read_questions(kept);
    }
    for (size_t i = 0; i < rules.questions.n; i++) {
        const struct question *q = &rules.questions.at[i];

        if (!is_asked(q, form, target_group, part))
            continue;
        if (a.n == QUESTIONS_MOST)
            BUG("more than %d questions in %s", QUESTIONS_MOST, form);
        a.of[a.n] = q;
        a.text[a.n] = "";
        a.day[a.n++] = DAY_NONE;
    }
    return a;
}

bool answers_asked(const char *form, const char *target_group, enum field_group part)
{
    return answers_of(form, target_group, part).n > 0;
}

void answers_set(struct answers *a, const char *code, const char *text)
{
    for (size_t i = 0; i < a->n; i++)
        if (!strcmp(a->of[i]->code, code))
            a->text[i] = text;
}

const char *answers_get(const struct answers *a, const char *code)
{
    for (size_t i = 0; i < a->n; i++)
        if (!strcmp(a->of[i]->code, code))
            return a->text[i];
    return "";
}

bool answers_any(const struct answers *a)
{
    for (size_t i = 0; i < a->n; i++)
        if (*a->text[i])
            return true;
    return false;
}

/* ---- asking ---------------------------------------------------------------------------------- */

struct field *answers_fields(struct req *r, struct answers *a, size_t offset, struct field *to)
{
    static const enum field_kind kinds[] = {[QUESTION_TEXT] = FIELD_TEXT,
                                            [QUESTION_NOTE] = FIELD_NOTE,
                                            [QUESTION_CHOICE] = FIELD_CODE,
                                            [QUESTION_MANY] = FIELD_MANY,
                                            [QUESTION_DAY] = FIELD_DAY};

    for (size_t i = 0; i < a->n; i++) {
        const struct question *q = a->of[i];
        size_t member = q->kind == QUESTION_DAY
                            ? offsetof(struct answers, day) + i * sizeof(int32_t)
                            : offsetof(struct answers, text) + i * sizeof(const char *);

        a->day[i] = q->kind == QUESTION_DAY ? day_from_iso(a->text[i]) : DAY_NONE;
        *to++ = (struct field){.name = q->code,
                               .kind = kinds[q->kind],
                               .offset = offset + member,
                               .flags = q->kind == QUESTION_DAY ? PAST_ONLY : 0,
                               .max = q->length,
                               .words = q->words[r->lang],
                               .more = *q->help[r->lang] ? q->help[r->lang] : NULL};
    }
    *to = (struct field)F_END;
    return to;
}

void answers_choices(struct req *r, const struct answers *a, struct form *f)
{
    for (size_t i = 0; i < a->n; i++) {
        const struct question *q = a->of[i];
        size_t n;

        if (q->kind != QUESTION_CHOICE && q->kind != QUESTION_MANY)
            continue;
        const struct question_choice *of = choices_of(q, &n);
        struct choice *list = ARENA_ARRAY(r->arena, struct choice, n);
        for (size_t k = 0; k < n; k++)
            list[k] = of[k].in[r->lang];
        form_choices(f, q->code, list, n);
    }
}

void answers_take(struct req *r, struct answers *a)
{
    char day[DAY_TEXT];

    for (size_t i = 0; i < a->n; i++)
        if (a->of[i]->kind == QUESTION_DAY)
            a->text[i] = arena_str(r->arena, day_iso(a->day[i], day));
}

/* Does the section of this question begin here? */
static bool begins(const struct req *r, const struct answers *a, size_t i)
{
    return i == 0 || strcmp(a->of[i]->section[r->lang], a->of[i - 1]->section[r->lang]) != 0;
}

void answers_show_fields(struct req *r, const struct answers *a, const struct form *f)
{
    for (size_t i = 0; i < a->n; i++) {
        if (begins(r, a, i))
            html(r->out, "<h2>%s</h2>", a->of[i]->section[r->lang]);
        form_show_field(r->out, f, a->of[i]->code);
        if (a->of[i]->cv)
            cv_health_show(r, a->text[i]);
    }
}

/* ---- showing --------------------------------------------------------------------------------- */

static const char *choice_words(struct req *r, const struct question *q, const char *text)
{
    size_t n;
    const struct question_choice *list = choices_of(q, &n);
    const char *words = "";

    for (size_t k = 0; k < n; k++)
        if (form_has_word(text, list[k].in[r->lang].value))
            words =
                arena_fmt(r->arena, "%s%s%s", words, *words ? ", " : "", list[k].in[r->lang].label);
    return words;
}

const char *answer_words(struct req *r, const struct question *q, const char *text)
{
    if (q->kind == QUESTION_DAY)
        return page_day(r, day_from_iso(text));
    if (q->kind == QUESTION_CHOICE || q->kind == QUESTION_MANY)
        return choice_words(r, q, text);
    return text;
}

void answers_show(struct req *r, const struct answers *a, const char *unknown)
{
    const char *section = "";
    bool open = false;

    for (size_t i = 0; i < a->n; i++) {
        const struct question *q = a->of[i];

        if (!*a->text[i] && !unknown)
            continue;
        if (strcmp(section, q->section[r->lang]) != 0) {
            section = q->section[r->lang];
            if (open)
                html(r->out, "</dl>");
            html(r->out, "<h3>%s</h3><dl class=\"answers\">", section);
            open = true;
        }
        html(r->out, "<dt>%s</dt><dd>", q->words[r->lang]);
        if (*a->text[i])
            html_lines(r->out, answer_words(r, q, a->text[i]));
        else
            html(r->out, "<strong>%s</strong>", unknown);
        html(r->out, "</dd>");
    }
    if (open)
        html(r->out, "</dl>");
}
