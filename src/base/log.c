/* log.c: one line, one write.
 * Not: the access log of records (core), or levels of logging.
 * Start at log_begin(). */
#include "base/log.h"

#include "base/date.h"

enum { TAIL = 8 /* room kept for " cut=1\n" */ };

int64_t log_monotonic_us(void)
{
    struct timespec t;

    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
        die("the machine has no monotonic clock");
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

const char *log_instant(int64_t ms, char out[INSTANT_TEXT])
{
    const int64_t day_ms = 24 * 60 * 60 * 1000;
    int64_t in_day = (ms % day_ms + day_ms) % day_ms;
    char day[DAY_TEXT];

    snprintf(out, INSTANT_TEXT, "%sT%02d:%02d:%02d.%03dZ",
             day_iso((int32_t)((ms - in_day) / day_ms), day), (int)(in_day / 3600000),
             (int)(in_day / 60000 % 60), (int)(in_day / 1000 % 60), (int)(in_day % 1000));
    return out;
}

static void add(struct log *l, const char *bytes, size_t n)
{
    if (l->cut || n > sizeof(l->line) - TAIL - l->len) {
        l->cut = true;
        return;
    }
    memcpy(l->line + l->len, bytes, n);
    l->len += n;
}

static bool is_plain(const char *value)
{
    for (const char *s = value; *s; s++)
        if (*s <= ' ' || *s > '~' || *s == '"' || *s == '\\' || *s == '=')
            return false;
    return *value != '\0';
}

static void add_quoted(struct log *l, const char *value)
{
    char escaped[8];

    add(l, "\"", 1);
    for (const char *s = value; *s; s++) {
        if (*s == '"' || *s == '\\')
            snprintf(escaped, sizeof(escaped), "\\%c", *s);
        else if (*s < ' ' || *s > '~')
            snprintf(escaped, sizeof(escaped), "\\x%02x", (unsigned char)*s);
        else
            snprintf(escaped, sizeof(escaped), "%c", *s);
        add(l, escaped, strlen(escaped));
    }
    add(l, "\"", 1);
}

/* A pair that does not fit is left out whole, and nothing follows it. */
static void add_pair(struct log *l, const char *key, const char *value)
{
    size_t before = l->len;

    if (!*key || key[strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_")])
        BUG("the log key \"%s\"", key);
    if (before)
        add(l, " ", 1);
    add(l, key, strlen(key));
    add(l, "=", 1);
    if (is_plain(value))
        add(l, value, strlen(value));
    else
        add_quoted(l, value);
    if (l->cut)
        l->len = before;
}

void log_begin(struct log *l, const char *event)
{
    char at[INSTANT_TEXT];

    l->len = 0;
    l->cut = false;
    add_pair(l, "at", log_instant(now_ms(), at));
    add_pair(l, "event", event);
}

void log_str(struct log *l, const char *key, const char *value)
{
    if (value)
        add_pair(l, key, value);
}

void log_int(struct log *l, const char *key, int64_t value)
{
    char text[24];

    snprintf(text, sizeof(text), "%" PRId64, value);
    add_pair(l, key, text);
}

void log_end(struct log *l)
{
    const char *tail = l->cut ? " cut=1\n" : "\n";

    memcpy(l->line + l->len, tail, strlen(tail));
    l->len += strlen(tail);
    /* A log that cannot be written must not stop the work; there is nobody to tell. */
    ssize_t written = write(STDERR_FILENO, l->line, l->len);
    (void)written;
}
