/* money.c: the euro sign around an amount.
 * Not: reading digits (number.c), what an amount means (the features).
 * Start at money_parse(). */
#include "base/money.h"

#include <strings.h>

#define EURO "\xe2\x82\xac"
#define NBSP "\xc2\xa0" /* what other programs put after the sign */

enum { LONGEST = 64 };

static size_t space_at(const char *s)
{
    return *s == ' ' || *s == '\t' ? 1 : strncmp(s, NBSP, 2) == 0 ? 2 : 0;
}

static const char *skip(const char *s)
{
    while (space_at(s))
        s += space_at(s);
    return s;
}

static size_t sign_at(const char *s)
{
    static const char *const signs[] = {EURO, "euro", "eur"};

    for (size_t i = 0; i < COUNT(signs); i++)
        if (strncasecmp(s, signs[i], strlen(signs[i])) == 0)
            return strlen(signs[i]);
    return 0;
}

/* The amount itself, up to a sign or space behind it; "12,-" is "12". */
static const char *take_amount(const char *s, char *to)
{
    size_t n = strspn(s, "0123456789.,");

    if (n >= LONGEST)
        return NULL;
    memcpy(to, s, n);
    to[n] = '\0';
    if (n && s[n] == '-' && (s[n - 1] == ',' || s[n - 1] == '.')) {
        to[n - 1] = '\0';
        n += s[n + 1] == '-' ? 2 : 1;
        if (!strspn(to, "0123456789"))
            return NULL;
    }
    return s + n;
}

bool money_parse(const char *typed, int64_t *cents)
{
    char amount[LONGEST];
    bool negative = false, euro = false;
    const char *s = skip(typed);

    for (;; s = skip(s)) { /* a minus and a sign, in either order, each at most once */
        size_t sign = sign_at(s);

        if (sign && !euro)
            euro = true;
        else if (*s == '-' && !negative)
            negative = true;
        else
            break;
        s += sign ? sign : 1;
    }
    s = take_amount(s, amount);
    if (!s)
        return false;
    s = skip(s);
    s = skip(s + (euro ? 0 : sign_at(s)));
    if (*s || !number_parse_amount(amount, cents))
        return false;
    if (negative)
        *cents = -*cents;
    return true;
}

const char *money_text(char out[NUMBER_TEXT], int64_t cents, char decimal)
{
    char amount[NUMBER_TEXT];
    const char *digits = number_text_amount(amount, cents, decimal);

    if (decimal == ',')
        snprintf(out, NUMBER_TEXT, EURO " %s", digits);
    else
        snprintf(out, NUMBER_TEXT, "%s" EURO "%s", cents < 0 ? "-" : "", digits + (cents < 0));
    return out;
}
