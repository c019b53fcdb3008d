/* fuzz_fold.c: folded text is words of letters and digits that fold to themselves.
 * Not: which words (test/unit/t_base_fold.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/base/arena.c src/base/utf8.c src/base/fold.c -lunistring
#include "base/fold.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void folded_right(struct arena *a, const char *text)
{
    const char *key = fold_text(a, text);
    size_t n = strlen(key);

    if (!utf8_valid(key, n))
        BUG("a key that is not UTF-8");
    for (size_t i = 0; i < n; i++)
        if ((key[i] >= 'A' && key[i] <= 'Z') || (key[i] > 0 && key[i] < ' ') ||
            (key[i] == ' ' && (i == 0 || i + 1 == n || key[i + 1] == ' ')))
            BUG("a key with a capital or a loose space");
    if (strcmp(fold_text(a, key), key) != 0)
        BUG("a key that folds to another");
}

static void words_right(struct arena *a, const char *text)
{
    size_t words;
    const char **word = fold_tokens(a, text, &words);
    for (size_t i = 0; i < words; i++)
        if (!*word[i] || strchr(word[i], ' ') || (i && strcmp(word[i - 1], word[i]) >= 0))
            BUG("words that are empty, double or out of order");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *prefix, *rest, *none, *same;

    if (!utf8_valid((const char *)data, size))
        return 0;
    struct arena *a = arena_new();
    const char *text = arena_strn(a, (const char *)data, size);

    folded_right(a, text);
    words_right(a, text);
    name_split_prefix(a, text, &prefix, &rest);
    if (*prefix && !*rest)
        BUG("a prefix without a name");
    name_split_prefix(a, prefix, &none, &same);
    fold_sort_key(a, text, prefix);
    arena_free(a);
    return 0;
}
