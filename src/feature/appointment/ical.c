/* ical.c: writing text/calendar.
 * Not: which appointments (feed_web.c).
 * Start at ical_event(). */
#include "feature/appointment/ical.h"

#include "base/date.h"

enum { FOLD_AT = 75 }; /* octets of a line, without its CRLF */

struct line {
    struct buf *out;
    size_t octets; /* in the line so far */
};

/* The bytes of one character, or of one escape: never parted. */
static void put(struct line *line, const char *bytes, size_t n)
{
    if (line->octets + n > FOLD_AT) {
        buf_str(line->out, "\r\n ");
        line->octets = 1;
    }
    buf_add(line->out, bytes, n);
    line->octets += n;
}

static size_t character(const char *at)
{
    unsigned char first = (unsigned char)*at;
    size_t n = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

    return strnlen(at, n);
}

static void put_name(struct line *line, const char *name)
{
    for (; *name; name++)
        put(line, name, 1);
    put(line, ":", 1);
}

static void put_escaped(struct line *line, const char *text)
{
    for (size_t n; *text; text += n) {
        n = character(text);
        if (*text == '\n')
            put(line, "\\n", 2);
        else if (*text == '\\' || *text == ';' || *text == ',')
            put(line, (const char[]){'\\', *text}, 2);
        else if ((unsigned char)*text >= 0x20 && *text != 0x7f)
            put(line, text, n);
    }
}

void ical_line(struct buf *out, const char *name, const char *text)
{
    struct line line = {.out = out};

    put_name(&line, name);
    put_escaped(&line, text);
    buf_str(out, "\r\n");
}

static void instant(struct buf *out, const char *name, int64_t ms)
{
    int64_t seconds = ms / 1000, day = seconds / 86400;
    struct ymd d = day_ymd((int32_t)day);
    int rest = (int)(seconds % 86400);

    buf_fmt(out, "%s:%04d%02d%02dT%02d%02d%02dZ\r\n", name, d.year, d.month, d.day, rest / 3600,
            rest / 60 % 60, rest % 60);
}

static void whole_day(struct buf *out, const char *name, int32_t day)
{
    struct ymd d = day_ymd(day);

    buf_fmt(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, d.year, d.month, d.day);
}

void ical_begin(struct buf *out, const char *name)
{
    buf_str(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Spil//IPS//NL\r\n"
                 "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
    ical_line(out, "X-WR-CALNAME", name);
}

void ical_event(struct buf *out, const struct ical_event *e)
{
    buf_str(out, "BEGIN:VEVENT\r\n");
    ical_line(out, "UID", e->uid);
    instant(out, "DTSTAMP", e->changed_at);
    buf_fmt(out, "SEQUENCE:%" PRId64 "\r\n", e->version - 1);
    if (e->begins_at < 0) {
        whole_day(out, "DTSTART", e->day);
        whole_day(out, "DTEND", e->day + 1);
    } else {
        instant(out, "DTSTART", e->begins_at);
        instant(out, "DTEND", e->begins_at + e->minutes * 60000);
    }
    ical_line(out, "SUMMARY", e->summary);
    if (*e->location)
        ical_line(out, "LOCATION", e->location);
    buf_str(out, "CLASS:PRIVATE\r\n");
    if (e->remind >= 0) {
        buf_fmt(out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT%" PRId64 "M\r\n", e->remind);
        ical_line(out, "DESCRIPTION", e->summary);
        buf_str(out, "END:VALARM\r\n");
    }
    buf_str(out, "END:VEVENT\r\n");
}

void ical_end(struct buf *out)
{
    buf_str(out, "END:VCALENDAR\r\n");
}
