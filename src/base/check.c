/* check.c: shapes and check digits of identifiers and addresses.
 * Not: whether someone may see them (core), or whether they exist.
 * Start at squeeze(), which all but the mail address use. */
#include "base/check.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Copies typed in capitals without the characters to drop. Length, or 0 when it has no room (size
 * counts the NUL) or is empty. */
static size_t squeeze(const char *typed, const char *drop, char *to, size_t size)
{
    size_t n = 0;

    for (; *typed; typed++) {
        if (strchr(drop, *typed))
            continue;
        if (n + 1 == size)
            return 0;
        to[n++] = upper(*typed);
    }
    to[n] = '\0';
    return n;
}

static bool all_digits(const char *s)
{
    return s[strspn(s, "0123456789")] == '\0';
}

/* Exactly this many digits, spaces aside. */
static bool digits_exactly(const char *typed, size_t want, char *out)
{
    char text[32];

    out[0] = '\0';
    if (squeeze(typed, " \t", text, sizeof(text)) != want || !all_digits(text))
        return false;
    memcpy(out, text, want + 1);
    return true;
}

enum bsn_answer check_bsn(const char *typed, char out[BSN_TEXT])
{
    char text[32];
    size_t n = squeeze(typed, " \t.", text, sizeof(text));
    int sum = 0;

    out[0] = '\0';
    if ((n != 8 && n != 9) || !all_digits(text))
        return BSN_WRONG;
    if (n == 8)
        return BSN_EIGHT_DIGITS;
    for (int i = 0; i < 8; i++)
        sum += (9 - i) * (text[i] - '0');
    sum -= text[8] - '0';
    if (sum % 11 != 0 || strcmp(text, "000000000") == 0)
        return BSN_WRONG;
    memcpy(out, text, BSN_TEXT);
    return BSN_RIGHT;
}

/* The number that ISO 7064 divides: first four characters at the end, A is 10 .. Z is 35. */
static int iban_mod97(const char *iban, size_t n)
{
    int rest = 0;

    for (size_t i = 0; i < n; i++) {
        char c = iban[(i + 4) % n];

        rest = is_digit(c) ? rest * 10 + (c - '0') : rest * 100 + (c - 'A' + 10);
        rest %= 97;
    }
    return rest;
}

/* Dutch: NL, 2 digits, 4 capitals, 10 digits. */
static bool iban_shape_nl(const char *iban, size_t n)
{
    for (size_t i = 4; i < n; i++)
        if (i < 8 ? !is_capital(iban[i]) : !is_digit(iban[i]))
            return false;
    return n == 18;
}

bool check_iban(const char *typed, char out[IBAN_TEXT])
{
    char text[IBAN_TEXT];
    size_t n = squeeze(typed, " \t", text, sizeof(text));

    out[0] = '\0';
    if (n < 15 || !is_capital(text[0]) || !is_capital(text[1]) || !is_digit(text[2]) ||
        !is_digit(text[3]))
        return false;
    for (size_t i = 4; i < n; i++)
        if (!is_digit(text[i]) && !is_capital(text[i]))
            return false;
    int check = (text[2] - '0') * 10 + text[3] - '0';
    if (check < 2 || check > 98 || iban_mod97(text, n) != 1)
        return false;
    if (strncmp(text, "NL", 2) == 0 && !iban_shape_nl(text, n))
        return false;
    memcpy(out, text, n + 1);
    return true;
}

bool check_postcode(const char *typed, char out[POSTCODE_TEXT])
{
    char text[8];
    size_t n = squeeze(typed, " \t", text, sizeof(text));

    out[0] = '\0';
    if (n != 6 || text[0] == '0' || !is_capital(text[4]) || !is_capital(text[5]))
        return false;
    for (int i = 0; i < 4; i++)
        if (!is_digit(text[i]))
            return false;
    if (text[4] == 'S' && strchr("ADS", text[5]))
        return false;
    snprintf(out, POSTCODE_TEXT, "%.4s %.2s", text, text + 4);
    return true;
}

bool check_kvk(const char *typed, char out[KVK_TEXT])
{
    return digits_exactly(typed, 8, out);
}

bool check_establishment(const char *typed, char out[ESTABLISHMENT_TEXT])
{
    return digits_exactly(typed, 12, out);
}

bool check_municipality(const char *typed, char out[MUNICIPALITY_TEXT])
{
    char text[16];
    size_t n = squeeze(typed, " \t", text, sizeof(text));

    return digits_exactly(n == 6 && strncmp(text, "GM", 2) == 0 ? text + 2 : typed, 4, out);
}

/* ---- mail ---- */

static bool is_alnum(char c)
{
    return is_digit(c) || is_capital(upper(c));
}

/* Words with single dots between them. */
static bool dot_atom(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool dot = s[i] == '.';

        if (!dot && !is_alnum(s[i]) && !strchr("!#$%&'*+/=?^_`{|}~-", s[i]))
            return false;
        if (dot && (i == 0 || i + 1 == n || s[i - 1] == '.'))
            return false;
    }
    return n > 0 && n <= 64;
}

/* Labels of letters, digits and inner hyphens, at most 63 each; the last has a letter first. */
static bool host_name(const char *s)
{
    int labels = 0;

    for (;; s++) {
        const char *label = s;

        while (is_alnum(*s) || *s == '-')
            s++;
        if (s == label || s - label > 63 || *label == '-' || s[-1] == '-')
            return false;
        labels++;
        if (*s == '\0')
            return labels > 1 && s - label > 1 && !is_digit(*label);
        if (*s != '.')
            return false;
    }
}

bool check_email(const char *typed, char out[EMAIL_TEXT])
{
    out[0] = '\0';
    typed += strspn(typed, " \t");
    size_t n = strlen(typed);
    while (n > 0 && (typed[n - 1] == ' ' || typed[n - 1] == '\t'))
        n--;
    const char *at = memchr(typed, '@', n);
    if (!at || n >= EMAIL_TEXT || !dot_atom(typed, (size_t)(at - typed)))
        return false;
    memcpy(out, typed, n);
    out[n] = '\0';
    char *host = out + (at - typed) + 1;
    if (!host_name(host)) {
        out[0] = '\0';
        return false;
    }
    for (; *host; host++)
        if (is_capital(*host))
            *host = (char)(*host - 'A' + 'a');
    return true;
}

/* ---- telephone ---- */

/* The digits after the 0 of a number within the Netherlands. */
static bool dutch_number(const char *s)
{
    static const char *const service[] = {"800", "900", "906", "909"};
    size_t n = strlen(s);

    for (size_t i = 0; i < COUNT(service); i++)
        if (strncmp(s, service[i], 3) == 0)
            return n == 3 + 4 || n == 3 + 7;
    return n == 9 && s[0] != '0';
}

bool check_phone(const char *typed, char out[PHONE_TEXT])
{
    char text[32], international[32];
    const char *trunk = strstr(typed, "(0)"); /* +31 (0)6: the 0 is not dialled */

    out[0] = '\0';
    size_t n = squeeze(typed, " \t-.()/", text, sizeof(text));
    bool plus = text[0] == '+' && n > 0;
    if (n < 4 || !all_digits(text + plus))
        return false;
    if (plus)
        memmove(international, text + 1, n);
    else if (strncmp(text, "00", 2) == 0)
        memcpy(international, text + 2, n - 1);
    else if (text[0] == '0' && dutch_number(text + 1))
        return snprintf(out, PHONE_TEXT, "+31%s", text + 1) > 0;
    else
        return false;
    n = strlen(international);
    if (strncmp(international, "31", 2) == 0) {
        bool zero = trunk && international[2] == '0';

        if (!dutch_number(international + 2 + zero))
            return false;
        return snprintf(out, PHONE_TEXT, "+31%s", international + 2 + zero) > 0;
    }
    if (n < 8 || n > 15 || international[0] == '0')
        return false;
    return snprintf(out, PHONE_TEXT, "+%s", international) > 0;
}
