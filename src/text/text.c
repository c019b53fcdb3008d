/* text.c: the table of all words, and filling in their places.
 * Not: the words themselves (the text.def files), dates and amounts (base/date.h, base/number.h).
 * Start at words. */
#include "text/text.h"

#include "base/buf.h"
#include "base/number.h"

struct words {
    const char *one[LANGS];
    const char *many[LANGS]; /* NULL in a TEXT */
};

static const struct words words[TEXT_COUNT] = {
    [TEXT_NONE] = {{"", ""}, {NULL, NULL}},
#define TEXT(id, nl, en) [TEXT_##id] = {{nl, en}, {NULL, NULL}},
#define TEXTN(id, nl_one, nl_many, en_one, en_many)                                                \
    [TEXT_##id] = {{nl_one, en_one}, {nl_many, en_many}},
#include "texts.def"
#undef TEXT
#undef TEXTN
};

const char *lang_code(enum lang lang)
{
    return lang == LANG_EN ? "en" : "nl";
}

static const struct words *words_of(enum lang lang, enum text_id id)
{
    if ((unsigned)lang >= LANGS || (unsigned)id >= TEXT_COUNT)
        BUG("text %u in language %u", (unsigned)id, (unsigned)lang);
    return &words[id];
}

const char *text(enum lang lang, enum text_id id)
{
    return words_of(lang, id)->one[lang];
}

static size_t place_number(const char *at)
{
    return at[0] == '{' && at[1] >= '1' && at[1] <= '4' && at[2] == '}' ? (size_t)(at[1] - '0') : 0;
}

/* The pattern with its places filled, in the arena. */
static const char *fill(struct arena *a, const char *pattern, const char *const with[4])
{
    size_t need = 0;

    for (const char *at = pattern; *at; at++) {
        size_t place = place_number(at);
        if (!place) {
            need++;
            continue;
        }
        if (!with[place - 1])
            BUG("nothing to fill {%zu} with in \"%s\"", place, pattern);
        need += strlen(with[place - 1]);
        at += 2;
    }
    char *filled = arena_alloc(a, need + 1);
    char *to = filled;
    for (const char *at = pattern; *at; at++) {
        size_t place = place_number(at);
        if (!place) {
            *to++ = *at;
            continue;
        }
        size_t n = strlen(with[place - 1]);
        memcpy(to, with[place - 1], n);
        to += n;
        at += 2;
    }
    return filled;
}

const char *text_fill(struct arena *a, enum lang lang, enum text_id id, const char *one,
                      const char *two, const char *three, const char *four)
{
    return fill(a, text(lang, id), (const char *const[4]){one, two, three, four});
}

const char *text_count(struct arena *a, enum lang lang, enum text_id id, int64_t n)
{
    const struct words *w = words_of(lang, id);
    char number[NUMBER_TEXT];

    if (!w->many[lang])
        BUG("text %u has no plural", (unsigned)id);
    number_text_int(number, n, lang == LANG_EN ? '.' : ',');
    return fill(a, n == 1 ? w->one[lang] : w->many[lang], (const char *const[4]){number});
}

const char *text_ahead(struct arena *a, enum lang lang, int64_t n)
{
    return n ? text_count(a, lang, TEXT_days_ahead, n) : text(lang, TEXT_days_today);
}

const char *code_text(enum lang lang, const struct code *list, const char *code)
{
    for (const struct code *c = list; c->code; c++)
        if (strcmp(c->code, code) == 0)
            return text(lang, c->label);
    return code;
}

bool code_known(const struct code *list, const char *code)
{
    for (const struct code *c = list; c->code; c++)
        if (strcmp(c->code, code) == 0)
            return true;
    return false;
}
