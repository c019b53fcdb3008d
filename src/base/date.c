/* date.c: the calendar by arithmetic, Dutch time by its rule, and the clock.
 * Not: words for days and months on pages (text/); only the words people type are here.
 * Start at day_from_ymd() and day_parse(). */
#include "base/date.h"

enum {
    FIRST_YEAR = 1800,
    LAST_YEAR = 2200,
    EPOCH = 719468, /* days from 1 March of the year 0 to 1 January 1970 */
    DAYS_IN_400_YEARS = 146097,
    MS_PER_MINUTE = 60 * 1000,
    MS_PER_DAY = 24 * 60 * MS_PER_MINUTE,
};

/* ---- the calendar ---- */

static int64_t floor_div(int64_t a, int64_t b)
{
    int64_t q = a / b;

    return q - (a % b < 0);
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int year, int month)
{
    static const int8_t length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return length[month - 1] + (month == 2 && is_leap(year));
}

/* Years begin in March here, so that the leap day is the last of its year. Month m, counted from
 * March, begins at day (153 m + 2) / 5: the pattern 31 30 31 30 31 repeats every 153 days. */
static int32_t count_days(int year, int month, int day)
{
    int march_year = year - (month < 3);
    int march_month = (month + 9) % 12;
    return 365 * march_year + march_year / 4 - march_year / 100 + march_year / 400 +
           (153 * march_month + 2) / 5 + day - 1 - EPOCH;
}

int32_t day_from_ymd(int year, int month, int day)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
        day > month_length(year, month))
        return DAY_NONE;
    return count_days(year, month, day);
}

struct ymd day_ymd(int32_t day)
{
    if (day == DAY_NONE)
        return (struct ymd){0, 0, 0};
    int64_t shifted = (int64_t)day + EPOCH;
    int64_t cycle = floor_div(shifted, DAYS_IN_400_YEARS);
    int in_cycle = (int)(shifted - cycle * DAYS_IN_400_YEARS);
    /* Take the leap days out (one per 1461 days, none per 36525, the last day of the cycle), and
     * every year has 365 days. */
    int year =
        (in_cycle - in_cycle / 1460 + in_cycle / 36524 - in_cycle / (DAYS_IN_400_YEARS - 1)) / 365;
    int in_year = in_cycle - (365 * year + year / 4 - year / 100);
    int march_month = (5 * in_year + 2) / 153;
    struct ymd d = {.day = in_year - (153 * march_month + 2) / 5 + 1};

    d.month = march_month < 10 ? march_month + 3 : march_month - 9;
    d.year = (int)(cycle * 400) + year + (d.month < 3);
    return d;
}

int day_weekday(int32_t day)
{
    int64_t since_monday = (int64_t)day + 3; /* 1970-01-01 was a Thursday */

    return (int)(since_monday - floor_div(since_monday, 7) * 7) + 1;
}

int32_t day_monday(int32_t day)
{
    return day == DAY_NONE ? DAY_NONE : day - (day_weekday(day) - 1);
}

int32_t day_add_months(int32_t day, int months)
{
    struct ymd d = day_ymd(day);
    int64_t count = (int64_t)d.year * 12 + d.month - 1 + months;
    int64_t year = floor_div(count, 12);

    if (day == DAY_NONE || year < FIRST_YEAR || year > LAST_YEAR)
        return DAY_NONE;
    int month = (int)(count - year * 12) + 1;
    return day_from_ymd((int)year, month, MIN(d.day, month_length((int)year, month)));
}

int day_months_between(int32_t from, int32_t to)
{
    if (to < from)
        return -day_months_between(to, from);
    struct ymd a = day_ymd(from), b = day_ymd(to);
    int months = (b.year - a.year) * 12 + b.month - a.month;

    /* 31 January to 28 February is a month: the last day counts as the 31st. */
    return months - (b.day < MIN(a.day, month_length(b.year, b.month)));
}

int day_age(int32_t birth, int32_t on)
{
    struct ymd a = day_ymd(birth), b = day_ymd(on);

    return b.year - a.year - (b.month < a.month || (b.month == a.month && b.day < a.day));
}

struct iso_week day_iso_week(int32_t day)
{
    /* The week belongs to the year of its Thursday (ISO 8601, 3.1.1.23). */
    int32_t thursday = day_monday(day) + 3;
    int year = day_ymd(thursday).year;

    return (struct iso_week){year, (thursday - count_days(year, 1, 1)) / 7 + 1};
}

int32_t day_from_iso_week(struct iso_week w)
{
    int32_t fourth = day_from_ymd(w.year, 1, 4); /* always in week 1 */

    if (fourth == DAY_NONE || w.week < 1 || w.week > 53)
        return DAY_NONE;
    int32_t monday = day_monday(fourth) + 7 * (w.week - 1);
    return day_iso_week(monday).year == w.year ? monday : DAY_NONE;
}

/* ---- ISO text ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Without a loop over a pattern: a page reads hundreds of days. Stops at the end of a short text.
 */
int32_t day_from_iso(const char *iso)
{
    bool fits = is_digit(iso[0]) && is_digit(iso[1]) && is_digit(iso[2]) && is_digit(iso[3]) &&
                iso[4] == '-' && is_digit(iso[5]) && is_digit(iso[6]) && iso[7] == '-' &&
                is_digit(iso[8]) && is_digit(iso[9]) && iso[10] == '\0';

    if (!fits)
        return DAY_NONE;
    return day_from_ymd((iso[0] - '0') * 1000 + (iso[1] - '0') * 100 + (iso[2] - '0') * 10 +
                            (iso[3] - '0'),
                        (iso[5] - '0') * 10 + (iso[6] - '0'), (iso[8] - '0') * 10 + (iso[9] - '0'));
}

const char *day_iso(int32_t day, char out[DAY_TEXT])
{
    struct ymd d = day_ymd(day);

    out[0] = '\0';
    if (day == DAY_NONE || d.year < 0 || d.year > 9999)
        return out;
    int value[] = {d.year / 100, d.year % 100, d.month, d.day};
    char *to = out;

    for (int i = 0; i < 4; i++) {
        if (i >= 2)
            *to++ = '-';
        *to++ = (char)('0' + value[i] / 10);
        *to++ = (char)('0' + value[i] % 10);
    }
    *to = '\0';
    return out;
}

/* ---- what people type ---- */

static const char *const month_names[][2] = {
    {"januari", "january"}, {"februari", "february"}, {"maart", "march"},
    {"april", "april"},     {"mei", "may"},           {"juni", "june"},
    {"juli", "july"},       {"augustus", "august"},   {"september", "september"},
    {"oktober", "october"}, {"november", "november"}, {"december", "december"},
};

static const char *const weekday_names[][2] = {
    {"maandag", "monday"},     {"dinsdag", "tuesday"}, {"woensdag", "wednesday"},
    {"donderdag", "thursday"}, {"vrijdag", "friday"},  {"zaterdag", "saturday"},
    {"zondag", "sunday"},
};

static const struct {
    const char *word;
    int offset;
} near_days[] = {{"vandaag", 0},    {"today", 0},  {"gisteren", -1},
                 {"yesterday", -1}, {"morgen", 1}, {"tomorrow", 1}};

enum { LONGEST_WORD = 10 };

/* A typed date cut into at most three numbers and one word. */
struct pieces {
    int number[3];
    int digits[3];
    int numbers;
    char word[LONGEST_WORD + 1]; /* lower case */
    int word_at;                 /* numbers before it */
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *skip_spaces(const char *s)
{
    while (*s == ' ' || *s == '\t')
        s++;
    return s;
}

static const char *take_number(struct pieces *p, const char *s)
{
    int n = 0, digits = 0;

    for (; is_digit(s[digits]) && digits < 5; digits++)
        n = n * 10 + (s[digits] - '0');
    if (digits > 4 || p->numbers == 3)
        return NULL;
    p->number[p->numbers] = n;
    p->digits[p->numbers++] = digits;
    return s + digits;
}

static const char *take_word(struct pieces *p, const char *s)
{
    size_t n = 0;

    if (p->word[0])
        return NULL;
    for (; is_letter(s[n]); n++) {
        if (n == LONGEST_WORD)
            return NULL;
        p->word[n] = (char)(s[n] | 0x20);
    }
    p->word_at = p->numbers;
    return s + n + (s[n] == '.'); /* "mrt." */
}

/* Pieces stand apart by spaces and at most one of - / . and comma; none is needed around a word. */
static bool cut(struct pieces *p, const char *s)
{
    *p = (struct pieces){.numbers = 0};
    s = skip_spaces(s);
    for (;;) {
        s = is_digit(*s) ? take_number(p, s) : is_letter(*s) ? take_word(p, s) : NULL;
        if (!s)
            return false;
        s = skip_spaces(s);
        if (!*s)
            return true;
        if (strchr("-/.,", *s))
            s = skip_spaces(s + 1);
    }
}

/* Index of the only name (Dutch or English) that begins with the word, or -1. */
static int find_name(const char *const names[][2], size_t count, const char *word, size_t least)
{
    size_t n = strlen(word);

    for (size_t i = 0; n >= least && i < count; i++)
        if (strncmp(names[i][0], word, n) == 0 || strncmp(names[i][1], word, n) == 0)
            return (int)i;
    return -1;
}

static bool word_day(const char *word, int32_t today, int32_t *day)
{
    for (size_t i = 0; i < COUNT(near_days); i++)
        if (strcmp(near_days[i].word, word) == 0) {
            *day = today + near_days[i].offset;
            return true;
        }
    int weekday = find_name(weekday_names, COUNT(weekday_names), word, 2) + 1;
    if (weekday == 0)
        return false;
    int ahead = (weekday - day_weekday(today) + 7) % 7;
    *day = today + (ahead ? ahead : 7);
    return true;
}

/* The year in which this day and month lie nearest to today. Eight years each way, for 29-2. */
static int nearest_year(int32_t today, int month, int day)
{
    int year = day_ymd(today).year, best = year;
    int32_t least = INT32_MAX;

    for (int y = year - 8; y <= year + 8; y++) {
        int32_t candidate = day_from_ymd(y, month, day);

        if (candidate != DAY_NONE && abs(candidate - today) < least) {
            least = abs(candidate - today);
            best = y;
        }
    }
    return best;
}

/* Two digits: the year from 79 before to 20 after this one. */
static int full_year(int two_digits, int32_t today)
{
    int first = day_ymd(today).year - 79;

    return first + (two_digits - first % 100 + 100) % 100;
}

/* Puts the pieces in the order day, month, year; month by its word. False when they do not fit. */
static bool arrange(struct pieces *p)
{
    bool year_first = p->digits[0] == 4;

    if (p->word[0]) {
        int month = strcmp(p->word, "mrt") == 0
                        ? 3
                        : find_name(month_names, COUNT(month_names), p->word, 3) + 1;

        if (month == 0 || p->word_at > 1 || p->numbers < 1 || p->numbers > 2 || year_first)
            return false;
        p->number[2] = p->number[1];
        p->digits[2] = p->digits[1];
        p->number[1] = month;
        p->digits[1] = 2;
        p->numbers++;
    } else if (year_first) {
        int year = p->number[0];

        if (p->numbers != 3)
            return false;
        p->number[0] = p->number[2];
        p->digits[0] = p->digits[2];
        p->number[2] = year;
        p->digits[2] = 4;
    }
    return p->numbers >= 2 && p->digits[0] <= 2 && p->digits[1] <= 2 &&
           (p->numbers == 2 || p->digits[2] == 2 || p->digits[2] == 4);
}

bool day_parse(const char *typed, int32_t today, int32_t *day)
{
    struct pieces p;

    *day = DAY_NONE;
    if (!*skip_spaces(typed))
        return true;
    if (!cut(&p, typed))
        return false;
    if (p.numbers == 0)
        return word_day(p.word, today, day);
    if (!arrange(&p))
        return false;
    int year = p.numbers == 2     ? nearest_year(today, p.number[1], p.number[0])
               : p.digits[2] == 2 ? full_year(p.number[2], today)
                                  : p.number[2];
    *day = day_from_ymd(year, p.number[1], p.number[0]);
    return *day != DAY_NONE;
}

/* ---- the clock ---- */

/* The one clock of the process, so that tests and --now can set it. */
static struct {
    int64_t ms; /* fixed: the instant; running: what is added to the machine's clock */
    bool fixed;
} the_clock;

static int64_t machine_ms(void)
{
    struct timespec t;

    if (clock_gettime(CLOCK_REALTIME, &t) != 0)
        die("the machine has no clock");
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t now_ms(void)
{
    return the_clock.fixed ? the_clock.ms : machine_ms() + the_clock.ms;
}

void now_set(int64_t ms)
{
    the_clock.ms = ms;
    the_clock.fixed = ms != 0;
}

void now_set_running(int64_t ms)
{
    the_clock.ms = ms - machine_ms();
    the_clock.fixed = false;
}

/* ---- Dutch time ---- */

/* The instant of a change of the clock: 01:00Z on the last Sunday of a month of 31 days. */
static int64_t change_ms(int year, int month)
{
    int32_t last = day_from_ymd(year, month, 31);

    return (int64_t)(last - day_weekday(last) % 7) * MS_PER_DAY + 60 * MS_PER_MINUTE;
}

/* Minutes that Dutch clocks are ahead of UTC. */
static int offset_at(int64_t ms)
{
    int year = day_ymd((int32_t)floor_div(ms, MS_PER_DAY)).year;

    if (year < FIRST_YEAR || year > LAST_YEAR)
        return 60;
    return ms >= change_ms(year, 3) && ms < change_ms(year, 10) ? 120 : 60;
}

struct local local_from_ms(int64_t ms)
{
    int64_t shifted = ms + (int64_t)offset_at(ms) * MS_PER_MINUTE;
    int64_t day = floor_div(shifted, MS_PER_DAY);
    int64_t in_day = shifted - day * MS_PER_DAY;

    return (struct local){(int32_t)day, (int)(in_day / MS_PER_MINUTE),
                          (int)(in_day % MS_PER_MINUTE / 1000)};
}

int64_t local_to_ms(int32_t day, int minute)
{
    int64_t as_utc = (int64_t)day * MS_PER_DAY + (int64_t)minute * MS_PER_MINUTE;
    int64_t in_summer = as_utc - 120 * MS_PER_MINUTE;

    return offset_at(in_summer) == 120 ? in_summer : as_utc - 60 * MS_PER_MINUTE;
}

int32_t today(void)
{
    return local_from_ms(now_ms()).day;
}
