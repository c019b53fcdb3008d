/* number.c: reading and writing numbers in both ways of punctuating them.
 * Not: the euro sign (money.c), identifiers made of digits (check.c).
 * Start at scan(). */
#include "base/number.h"

#include <math.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static void trim(const char **from, const char **to)
{
    while (*from < *to && is_space(**from))
        (*from)++;
    while (*to > *from && is_space((*to)[-1]))
        (*to)--;
}

/* Where the decimals begin: at their separator, or at the end. A lone separator is decimal, unless
 * it is one of groups and three digits follow it. */
static const char *decimal_point(const char *from, const char *to, const char *groups)
{
    const char *last = NULL;
    int same = 0, other = 0;

    for (const char *s = to; s-- > from;)
        if (*s == '.' || *s == ',') {
            if (!last)
                last = s;
            *(*s == *last ? &same : &other) += 1;
        }
    bool group = same > 1 || (same && !other && strchr(groups, *last) && to - last == 4);
    return last && !group ? last : to;
}

/* Are the whole digits either without groups, or in proper ones, all with one kind of separator? */
static bool groups_right(const char *from, const char *to)
{
    const char *sep = to;

    for (const char *s = to; s-- > from;)
        if (!is_digit(*s))
            sep = s;
    if (sep == to)
        return true;
    if (sep == from || sep - from > 3 || *from == '0' || (*sep != '.' && *sep != ','))
        return false;
    for (const char *s = sep; s < to; s += 4)
        if (*s != *sep || to - s < 4 || !is_digit(s[1]) || !is_digit(s[2]) || !is_digit(s[3]))
            return false;
    return true;
}

static bool add_digit(int64_t *n, char c)
{
    return !__builtin_mul_overflow(*n, 10, n) && !__builtin_add_overflow(*n, c - '0', n);
}

/* The text from..to as a number times 10^decimals; at most that many decimals. */
static bool scan(const char *from, const char *to, int decimals, const char *groups, int64_t *out)
{
    int64_t n = 0;

    trim(&from, &to);
    bool negative = from < to && *from == '-';
    from += negative;
    const char *point = decimal_point(from, to, groups);
    if (from == to || point + 1 == to || to - point - 1 > decimals || !groups_right(from, point))
        return false;
    for (const char *s = from; s < point; s++)
        if (is_digit(*s) && !add_digit(&n, *s))
            return false;
    for (const char *s = point + 1; s < to; s++)
        if (!is_digit(*s) || !add_digit(&n, *s))
            return false;
    for (int missing = decimals - MAX(0, (int)(to - point) - 1); missing > 0; missing--)
        if (!add_digit(&n, '0'))
            return false;
    *out = negative ? -n : n;
    return true;
}

bool number_parse_int(const char *typed, int64_t *n)
{
    return scan(typed, typed + strlen(typed), 0, ".,", n);
}

bool number_parse_hundredths(const char *typed, int64_t *n)
{
    return scan(typed, typed + strlen(typed), 2, "", n);
}

bool number_parse_amount(const char *typed, int64_t *hundredths)
{
    return scan(typed, typed + strlen(typed), 2, ".", hundredths);
}

/* ---- durations ---- */

enum { MOST_HOURS = 999999, MOST_MINUTES = MOST_HOURS * 60 + 59 };

enum unit { UNIT_NONE, UNIT_HOUR, UNIT_MINUTE, UNIT_COLON, UNIT_UNKNOWN };

static const struct {
    const char *word;
    enum unit unit;
} units[] = {
    {"u", UNIT_HOUR},      {"uur", UNIT_HOUR},      {"uren", UNIT_HOUR},
    {"h", UNIT_HOUR},      {"hr", UNIT_HOUR},       {"hrs", UNIT_HOUR},
    {"hour", UNIT_HOUR},   {"hours", UNIT_HOUR},    {"m", UNIT_MINUTE},
    {"min", UNIT_MINUTE},  {"minuut", UNIT_MINUTE}, {"minuten", UNIT_MINUTE},
    {"mins", UNIT_MINUTE}, {"minute", UNIT_MINUTE}, {"minutes", UNIT_MINUTE},
    {":", UNIT_COLON},     {"", UNIT_NONE},
};

/* The number at *s (digits and separators) and the unit behind it. */
struct quantity {
    const char *from, *to;
    enum unit unit;
};

static struct quantity take_quantity(const char **s)
{
    struct quantity q = {.from = *s, .unit = UNIT_UNKNOWN};
    const char *at = *s;
    char word[8] = "";
    size_t n = 0;

    while (is_digit(*at) || *at == '.' || *at == ',')
        at++;
    q.to = at;
    while (is_space(*at))
        at++;
    if (*at == ':')
        word[n++] = *at++;
    else
        for (; (*at | 0x20) >= 'a' && (*at | 0x20) <= 'z' && n < sizeof(word) - 1; at++)
            word[n++] = (char)(*at | 0x20);
    if (n && *at == '.') /* "min." */
        at++;
    for (size_t i = 0; i < COUNT(units); i++)
        if (strcmp(units[i].word, word) == 0)
            q.unit = units[i].unit;
    while (is_space(*at))
        at++;
    *s = at;
    return q;
}

/* Whole hours and, behind them, minutes below 60: 1:30 with two digits, 1u30 and 1 uur 5 min. */
static bool hours_and_minutes(struct quantity hours, const char *behind, int64_t *minutes)
{
    struct quantity q = take_quantity(&behind);
    bool words = hours.unit == UNIT_HOUR;
    bool digits_fit = q.to - q.from == 2 || (q.to - q.from == 1 && words);
    bool unit_fits = q.unit == UNIT_NONE || (q.unit == UNIT_MINUTE && words);
    int64_t h, m;

    if (*behind || !digits_fit || !unit_fits || !scan(hours.from, hours.to, 0, "", &h) ||
        !scan(q.from, q.to, 0, "", &m) || h > MOST_HOURS || m > 59)
        return false;
    *minutes = h * 60 + m;
    return true;
}

/* 1,5: hours with at most two decimals. */
static bool hours_alone(struct quantity hours, int64_t *minutes)
{
    int64_t hundredths;

    if (!scan(hours.from, hours.to, 2, "", &hundredths) || hundredths > (int64_t)MOST_HOURS * 100)
        return false;
    *minutes = (hundredths * 60 + 50) / 100;
    return true;
}

bool number_parse_minutes(const char *typed, int64_t *minutes)
{
    int64_t n;

    while (is_space(*typed))
        typed++;
    struct quantity q = take_quantity(&typed);
    if (q.unit == UNIT_COLON || (q.unit == UNIT_HOUR && *typed))
        return hours_and_minutes(q, typed, minutes);
    if (q.unit == UNIT_UNKNOWN || *typed)
        return false;
    if (q.unit == UNIT_HOUR)
        return hours_alone(q, minutes);
    if (!scan(q.from, q.to, 0, "", &n) || n > MOST_MINUTES)
        return false;
    *minutes = n;
    return true;
}

/* ---- writing ---- */

/* Writes the digits of n backwards, ending before end; group 0: no groups. */
static char *digits_before(char *end, uint64_t n, char group)
{
    int count = 0;

    do {
        if (group && count && count % 3 == 0)
            *--end = group;
        *--end = (char)('0' + n % 10);
        count++;
    } while (n /= 10);
    return end;
}

static const char *write_number(char out[NUMBER_TEXT], int64_t n, int decimals, char decimal,
                                char group)
{
    uint64_t left = n < 0 ? -(uint64_t)n : (uint64_t)n;
    uint64_t scale = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
    char text[NUMBER_TEXT], *at = text + sizeof(text) - 1;

    *at = '\0';
    if (decimals) {
        uint64_t fraction = left % scale;

        for (int i = 0; i < decimals; i++, fraction /= 10)
            *--at = (char)('0' + fraction % 10);
        *--at = decimal;
    }
    at = digits_before(at, left / scale, group);
    if (n < 0)
        *--at = '-';
    return memcpy(out, at, (size_t)(text + sizeof(text) - at));
}

static char group_of(char decimal)
{
    return decimal == ',' ? '.' : ',';
}

const char *number_text_int(char out[NUMBER_TEXT], int64_t n, char decimal)
{
    return write_number(out, n, 0, decimal, group_of(decimal));
}

const char *number_text_hundredths(char out[NUMBER_TEXT], int64_t n, char decimal)
{
    int decimals = n % 100 == 0 ? 0 : n % 10 == 0 ? 1 : 2;

    return write_number(out, decimals == 2 ? n : decimals ? n / 10 : n / 100, decimals, decimal, 0);
}

const char *number_text_amount(char out[NUMBER_TEXT], int64_t hundredths, char decimal)
{
    return write_number(out, hundredths, 2, decimal, group_of(decimal));
}

const char *number_text_minutes(char out[NUMBER_TEXT], int64_t minutes)
{
    if (minutes < 0)
        BUG("a negative duration");
    snprintf(out, NUMBER_TEXT, "%" PRId64 ":%02" PRId64, minutes / 60, minutes % 60);
    return out;
}

const char *number_text_fixed(char out[NUMBER_TEXT], double x, int decimals, char decimal)
{
    if (decimals < 0 || decimals > 9)
        BUG("%d decimals", decimals);
    out[0] = '\0';
    if (!isfinite(x) || fabs(x) >= 1e15)
        return out;
    snprintf(out, NUMBER_TEXT, "%.*f", decimals, x);
    char *point = strchr(out, '.');
    if (point)
        *point = decimal;
    if (out[0] == '-' && strspn(out, "-0.,") == strlen(out))
        memmove(out, out + 1, strlen(out));
    return out;
}
