/* csv_value.c: what a cell says: numbers, dates, months.
 * Not: which cells there are (csv.c), numbers as people type them in a form (number.h).
 * Start at csv_number(). */
#include "base/csv.h"

#include "base/date.h"

static const double power_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                      1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                      1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* Copies a number with a decimal point for the sign used, when it holds nothing but what numbers
 * are written with; counts the digits behind the point and remembers where the exponent begins. */
static bool copy_number(const char *s, size_t n, char comma, char *text, int *places, size_t *e)
{
    bool point = false;

    *places = 0;
    *e = 0;
    for (size_t i = 0; i < n; i++) {
        bool digit = s[i] >= '0' && s[i] <= '9';

        text[i] = s[i] == comma ? '.' : s[i];
        if (!digit && !strchr(".eE+-", text[i]))
            return false;
        *places += digit && point && !*e;
        point |= text[i] == '.';
        if (text[i] == 'e' || text[i] == 'E')
            *e = i;
    }
    text[n] = '\0';
    return true;
}

/* Everything the fast paths of csv_number leave: spaces, exponents, many digits. */
static bool slow_number(const char *s, size_t n, char comma, double *value, int *decimals)
{
    char text[64], *end;
    size_t exponent;
    int places;

    while (n && *s == ' ')
        s++, n--;
    while (n && s[n - 1] == ' ')
        n--;
    if (!n || n >= sizeof(text) || !copy_number(s, n, comma, text, &places, &exponent))
        return false;
    double number = strtod(text, &end);
    if (*end || !(number <= 1e300 && number >= -1e300))
        return false;
    *value = number;
    if (exponent)
        places -= (int)MAX(-400, MIN(400, strtol(text + exponent + 1, NULL, 10)));
    if (decimals)
        *decimals = MAX(places, 0);
    return true;
}

/* Short cells are read eight bytes at once: a loop over two or five digits costs more in wrongly
 * guessed branches than in work. Bytes are in little-endian order, the first one lowest. */
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define EIGHT 8
#else
#define EIGHT 0 /* the loops do everything */
#endif
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The first n (1..8) bytes, n of them digits; false when one is not. Behind every record lie
 * bytes that may be read (csv.c keeps a block free). */
static inline bool eight_digits(uint64_t text, size_t n, uint64_t *value)
{
    uint64_t digit = (text ^ EACH(0x30)) << 8 * (8 - n); /* the last digit in the highest byte */

    if (((digit + EACH(0x76)) | digit) & EACH(0x80))
        return false;
    digit = digit * 10 + (digit >> 8); /* pairs, in every second byte */
    digit = (digit & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x000f424000000064) +
            (digit >> 16 & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x0000271000000001);
    *value = digit >> 32;
    return true;
}

static inline uint64_t first_eight(const char *s)
{
    uint64_t text;

    memcpy(&text, s, sizeof(text));
    return text;
}

/* Up to eight digits with at most one point among them; *places behind it. */
static inline bool short_number(const char *s, size_t n, uint64_t *digits, int *places)
{
    uint64_t text = first_eight(s), other = text ^ EACH((uint64_t)'.');
    uint64_t zero = (other - EACH(1)) & ~other & EACH(0x80); /* lowest set byte: the first point */
    size_t point = zero ? (size_t)__builtin_ctzll(zero) / 8 : 8;

    *places = 0;
    if (point < n) {
        uint64_t before = ((uint64_t)1 << 8 * point) - 1;

        text = (text & before) | (text >> 8 & ~before); /* close the gap of the point */
        *places = (int)(n - point) - 1;
        n--;
    }
    return n && eight_digits(text, n, digits);
}

/* Any number of digits, signs, and decimal commas. Not inlined: csv_number is short without it. */
static __attribute__((noinline)) bool long_number(const char *s, const char *end, char comma,
                                                  double *value, int *decimals)
{
    const char *p = s, *point = NULL;
    uint64_t digits = 0;
    bool minus = p < end && *p == '-';

    p += minus;
    for (; p < end; p++) {
        unsigned digit = (unsigned char)*p - (unsigned)'0';

        if (digit <= 9)
            digits = digits * 10 + digit;
        else if ((*p == '.' || *p == comma) && !point)
            point = p;
        else
            break;
    }
    size_t count = (size_t)(p - s) - minus - (point != NULL);
    /* up to 15 digits and a power of ten below 1e22 are exact, so one division rounds correctly */
    if (p != end || count == 0 || count > 15)
        return slow_number(s, (size_t)(end - s), comma, value, decimals);
    int places = point ? (int)(end - point) - 1 : 0;
    double number = (double)digits / power_of_ten[places];
    *value = minus ? -number : number;
    if (decimals)
        *decimals = places;
    return true;
}

bool csv_number(const struct csv *c, int column, double *value, int *decimals)
{
    const char *s = csv_text(c, column);
    size_t n = csv_len(c, column);
    uint64_t digits;
    int places;

    if (n - 1 < EIGHT && short_number(s, n, &digits, &places)) {
        *value = places ? (double)digits / power_of_ten[places] : (double)digits;
        if (decimals)
            *decimals = places;
        return true;
    }
    return long_number(s, s + n, c->separator == ',' ? '.' : ',', value, decimals);
}

bool csv_integer(const struct csv *c, int column, int64_t *value)
{
    const char *s = csv_text(c, column), *end = s + csv_len(c, column);
    uint64_t digits;
    int64_t n = 0;

    if ((size_t)(end - s) - 1 < EIGHT && eight_digits(first_eight(s), (size_t)(end - s), &digits)) {
        *value = (int64_t)digits;
        return true;
    }
    bool minus = s < end && *s == '-';
    s += minus;
    if (s == end || end - s > 18)
        return false;
    for (; s < end; s++) {
        if (*s < '0' || *s > '9')
            return false;
        n = n * 10 + (*s - '0');
    }
    *value = minus ? -n : n;
    return true;
}

/* n digits as a number, or -1. */
static int digits_of(const char *s, int n)
{
    int value = 0;

    for (int i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return -1;
        value = value * 10 + (s[i] - '0');
    }
    return value;
}

bool csv_month(const struct csv *c, int column, int32_t *month)
{
    const char *s = csv_text(c, column);

    if (csv_len(c, column) != 7 || s[4] != '-')
        return false;
    int year = digits_of(s, 4), in_year = digits_of(s + 5, 2);
    if (year < 1 || in_year < 1 || in_year > 12)
        return false;
    *month = 12 * year + in_year - 1;
    return true;
}

bool csv_date(const struct csv *c, int column, int32_t *days)
{
    const char *s = csv_text(c, column);

    if (csv_len(c, column) != 10 || s[4] != '-' || s[7] != '-')
        return false;
    int32_t day = day_from_ymd(digits_of(s, 4), digits_of(s + 5, 2), digits_of(s + 8, 2));
    if (day == DAY_NONE)
        return false;
    *days = day;
    return true;
}
