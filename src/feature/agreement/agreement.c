/* agreement.c: which words do not belong in work agreements, and how a text becomes lines.
 * Not: SQL (agreement_sql.c) or pages (agreement_web.c).
 * Start at agreement_forbidden(). */
#include "feature/agreement/agreement.h"

#include "base/csv.h"
#include "base/embed.h"
#include "base/fold.h"

const struct code agreement_parts[] = {
    [PART_TASK] = {"task", TEXT_agreement_task},
    [PART_HOURS] = {"hours", TEXT_agreement_hours},
    [PART_ADJUSTMENT] = {"adjustment", TEXT_agreement_adjustment},
    [PART_NOTICE] = {"notice", TEXT_agreement_notice},
    [PART_MENTOR] = {"mentor", TEXT_agreement_mentor},
    [PART_COACH] = {"coach", TEXT_agreement_coach},
    {0}};

/* Is this word in the folded text: whole, or as the beginning of a part? "autis" is found in
 * "autistisch"; "add" only as a word. */
static bool has_word(const char *text, const char *word, bool whole)
{
    size_t n = strlen(word);

    for (const char *at = text; (at = strstr(at, word)); at += n)
        if (!whole || ((at == text || at[-1] == ' ') && (!at[n] || at[n] == ' ')))
            return true;
    return false;
}

/* Fifty lines, read when a form is saved: cheaper than keeping them. */
const char *agreement_forbidden(struct arena *a, const char *text)
{
    const struct embed *file = embed_find("rules/agreement_words.csv");
    struct csv_column want[] = {{"word", false, -1}, {"whole", false, -1}};
    const char *folded = fold_text(a, text);
    const char *found = NULL;
    struct csv_log log;

    if (!file)
        BUG("rules/agreement_words.csv is not in the program");
    csv_log_init(&log, 1);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, want, COUNT(want)))
        BUG("%s", log.text.at);
    while (csv_next(c)) {
        const char *word = arena_strn(a, csv_text(c, want[0].at), csv_len(c, want[0].at));

        if (!found && has_word(folded, word, csv_is(c, want[1].at, "yes")))
            found = word;
    }
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
    return found;
}

const char **agreement_split(struct arena *a, const char *text, size_t *n)
{
    const char **lines = NULL;

    *n = 0;
    while (*text) {
        size_t length = strcspn(text, "\n"), from = strspn(text, " -\t");
        size_t to = length;

        while (to > from && strchr(" \t\r", text[to - 1]))
            to--;
        if (to > from) {
            lines = arena_grow(a, lines, *n * sizeof(*lines), (*n + 1) * sizeof(*lines));
            lines[(*n)++] = arena_strn(a, text + from, to - from);
        }
        text += length + (text[length] == '\n');
    }
    return lines;
}

size_t agreement_count(const struct agreement *g, const char *answer)
{
    size_t n = 0;

    for (size_t i = 0; i < g->n; i++)
        n += !strcmp(g->line[i].answer, answer);
    return n;
}
