/* fold.c: text to search keys, names to sort keys.
 * Not: display; the folded form is never shown.
 * Start at fold_text(). */
#define SPIL_ALLOW_MALLOC /* libunistring hands out memory of its own */
#include "base/fold.h"

#include "base/vec.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

/* ---- folding ---- */

static const struct {
    ucs4_t letter;
    const char *folded;
} written_out[] = {
    {0xf8, "o"}, {0xe6, "ae"}, {0x153, "oe"}, {0x142, "l"}, {0x111, "d"},
    {0xf0, "d"}, {0xfe, "th"}, {0x127, "h"},  {0x131, "i"},
};

enum { DIAERESIS = 0x308, MODIFIERS = 0x2b0, MODIFIERS_END = 0x300, TATWEEL = 0x640 };

/* A folded text in the making: words with one space between. */
struct folded {
    char *at;
    size_t n;
    bool space; /* before the next letter, unless it is the first */
};

static void add(struct folded *f, const char *bytes, size_t n)
{
    if (f->space && f->n)
        f->at[f->n++] = ' ';
    f->space = false;
    memcpy(f->at + f->n, bytes, n);
    f->n += n;
}

static bool is_word_ascii(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static void add_ascii(struct folded *f, unsigned char c)
{
    char lower = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : (char)c;

    if (is_word_ascii((unsigned char)lower))
        add(f, &lower, 1);
    else
        f->space = true;
}

/* One character of decomposed, case-folded text. */
static void add_character(struct folded *f, ucs4_t c, const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < COUNT(written_out); i++)
        if (written_out[i].letter == c) {
            add(f, written_out[i].folded, strlen(written_out[i].folded));
            return;
        }
    /* Marks, and what only steers the display (soft hyphen, joiners, the Arabic tatweel), are no
     * break in a word. */
    if (c == TATWEEL ||
        uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Cf))
        return;
    bool modifier = c >= MODIFIERS && c < MODIFIERS_END;
    if (!modifier && uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N))
        add(f, (const char *)bytes, n);
    else
        f->space = true;
}

static void add_unicode(struct folded *f, const uint8_t *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        ucs4_t c, next = 0;
        int length = u8_mbtouc(&c, s + i, n - i);
        size_t after = i + (size_t)length;

        if (c == 'y' && after < n)
            u8_mbtouc(&next, s + after, n - after);
        if (next == DIAERESIS)
            add(f, "ij", 2);
        else if (c < 0x80)
            add_ascii(f, (unsigned char)c);
        else
            add_character(f, c, s + i, (size_t)length);
        i = after;
    }
}

static void unistring_failed(void)
{
    if (errno == EILSEQ)
        BUG("folding what is not UTF-8");
    die("no memory to fold a text");
}

/* Decomposed and case-folded; the caller frees it. Decomposed first, because that brings up new
 * capitals (U+2122, the trade mark sign); and again after the folding, which does so too. */
static uint8_t *normalised(const char *s, size_t *n)
{
    uint8_t *apart = u8_normalize(UNINORM_NFKD, (const uint8_t *)s, strlen(s), NULL, n);

    if (!apart)
        unistring_failed();
    uint8_t *folded = u8_casefold(apart, *n, NULL, UNINORM_NFKD, NULL, n);
    if (!folded)
        unistring_failed();
    free(apart);
    return folded;
}

static bool is_ascii(const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s >= 0x80)
            return false;
    return true;
}

const char *fold_text(struct arena *a, const char *s)
{
    struct folded f = {.n = 0};

    if (is_ascii(s)) { /* most text is, and needs no library */
        f.at = arena_alloc(a, strlen(s) + 1);
        for (; *s; s++)
            add_ascii(&f, (unsigned char)*s);
        return f.at;
    }
    size_t n;
    uint8_t *text = normalised(s, &n);
    f.at = arena_alloc(a, n + 1); /* no rule above makes a letter longer */
    add_unicode(&f, text, n);
    free(text);
    return f.at;
}

static int compare_words(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **fold_tokens(struct arena *a, const char *text, size_t *n)
{
    struct {
        const char **at;
        size_t n, cap;
    } words = {NULL, 0, 0};
    const char *s = fold_text(a, text);
    size_t kept = 0;

    while (*s) {
        size_t length = strcspn(s, " ");

        ARENA_PUSH(a, &words, arena_strn(a, s, length));
        s += length + (s[length] == ' ');
    }
    if (words.n > 1)
        qsort(words.at, words.n, sizeof(words.at[0]), compare_words);
    for (size_t i = 0; i < words.n; i++)
        if (kept == 0 || strcmp(words.at[kept - 1], words.at[i]) != 0)
            words.at[kept++] = words.at[i];
    *n = kept;
    return words.at;
}

/* ---- names ---- */

/* What stands before Dutch family names: the usual ones of table 36 of the population register,
 * without the Arabic, Spanish and Portuguese articles, which people do not sort away. */
static const char *const prefixes[] = {
    "'s",       "'t",        "aan",       "aan de",    "aan den",   "aan der",  "aan het",
    "aan 't",   "achter de", "bij",       "bij de",    "bij den",   "bij het",  "bij 't",
    "d'",       "de",        "de l'",     "de la",     "den",       "der",      "des",
    "du",       "het",       "in",        "in de",     "in den",    "in der",   "in het",
    "in 't",    "onder de",  "onder den", "onder het", "onder 't",  "op",       "op de",
    "op den",   "op der",    "op het",    "op 't",     "op ten",    "over de",  "over den",
    "over het", "over 't",   "te",        "ten",       "ter",       "thoe",     "uit",
    "uit de",   "uit den",   "uit het",   "uit 't",    "uijt de",   "uijt den", "v.",
    "v.d.",     "v/d",       "van",       "van de",    "van de l'", "van den",  "van der",
    "van 't",   "van het",   "van la",    "van te",    "van ten",   "van ter",  "vd",
    "von",      "von dem",   "von den",   "von der",   "voor de",   "voor den", "voor 't",
    "zu",       "zum",       "zur",
};

static size_t space_at(const char *s)
{
    return *s == ' ' || *s == '\t' ? 1 : strncmp(s, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

static size_t spaces_at(const char *s)
{
    size_t n = 0;

    while (space_at(s + n))
        n += space_at(s + n);
    return n;
}

/* ' and what keyboards and word processors make of it. */
static size_t apostrophe_at(const char *s)
{
    static const char *const forms[] = {"'", "\xe2\x80\x99", "\xe2\x80\x98", "\xca\xbc",
                                        "`", "\xc2\xb4"};

    for (size_t i = 0; i < COUNT(forms); i++)
        if (strncmp(s, forms[i], strlen(forms[i])) == 0)
            return strlen(forms[i]);
    return 0;
}

/* Bytes of s that are this prefix with what parts it from the name; 0 when it is not there. */
static size_t prefix_at(const char *s, const char *prefix)
{
    const char *at = s;

    for (const char *p = prefix; *p; p++) {
        size_t n = *p == ' ' ? spaces_at(at) : *p == '\'' ? apostrophe_at(at) : 0;

        if (*p != ' ' && *p != '\'')
            n = *at == *p || (*at >= 'A' && *at <= 'Z' && (*at | 0x20) == *p);
        if (n == 0)
            return 0;
        at += n;
    }
    size_t gap = spaces_at(at);
    char last = prefix[strlen(prefix) - 1];
    bool apart = gap > 0 || last == '\'' || last == '.';
    return apart && at[gap] ? (size_t)(at - s) + gap : 0;
}

void name_split_prefix(struct arena *a, const char *typed, const char **prefix, const char **rest)
{
    size_t longest = 0;

    typed += spaces_at(typed);
    size_t n = strlen(typed);
    while (n > 0 && (typed[n - 1] == ' ' || typed[n - 1] == '\t'))
        n--;
    const char *name = arena_strn(a, typed, n);
    *prefix = "";
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        size_t length = prefix_at(name, prefixes[i]);

        if (length > longest) {
            longest = length;
            *prefix = prefixes[i];
        }
    }
    *rest = name + longest;
}

const char *fold_sort_key(struct arena *a, const char *family_name, const char *given_name)
{
    const char *prefix, *rest;

    name_split_prefix(a, family_name, &prefix, &rest);
    return arena_fmt(a, "%s  %s  %s", fold_text(a, rest), fold_text(a, given_name),
                     fold_text(a, prefix));
}
