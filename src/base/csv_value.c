/* csv_value.c: what a cell says: numbers, dates, months.
 * Not: which cells there are (csv.c), numbers as people type them in a form (number.h).
 * Start at csv_long_number(); short cells are read inline (csv.h). */
#include "base/csv.h"

#include "base/date.h"

const double csv_power_of_ten[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
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

/* Everything the paths below leave: spaces, exponents, many digits. */
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

/* Any number of digits, signs, and decimal commas. */
bool csv_long_number(const struct csv *c, int column, double *value, int *decimals)
{
    const char *s = csv_text(c, column), *end = s + csv_len(c, column), *p = s, *point = NULL;
    char comma = c->separator == ',' ? '.' : ',';
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
    double number = (double)digits / csv_power_of_ten[places];
    *value = minus ? -number : number;
    if (decimals)
        *decimals = places;
    return true;
}

bool csv_long_integer(const struct csv *c, int column, int64_t *value)
{
    const char *s = csv_text(c, column), *end = s + csv_len(c, column);
    int64_t n = 0;

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

bool csv_long_month(const struct csv *c, int column, int32_t *month)
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
