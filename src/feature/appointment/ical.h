/* ical.h: a calendar as text/calendar, RFC 5545. Pure: from structs to bytes.
 *
 * Instants are written in UTC ("20261123T083000Z"), so no time zone has to be described; a day
 * without a time as VALUE=DATE. Texts are escaped (3.3.11: backslash, semicolon, comma, line end);
 * control characters are left out. Lines end in CRLF and are folded at 75 octets (3.1), never
 * within a character of UTF-8.
 */
#ifndef SPIL_FEATURE_APPOINTMENT_ICAL_H
#define SPIL_FEATURE_APPOINTMENT_ICAL_H

#include "base/base.h"
#include "base/buf.h"

struct ical_event {
    const char *uid;
    const char *summary;
    const char *location; /* "" none */
    int64_t begins_at;    /* ms; -1: some time on `day` */
    int64_t minutes;
    int32_t day;
    int64_t remind;     /* minutes before; -1: no reminder */
    int64_t changed_at; /* ms */
    int64_t version;    /* from 1 on */
};

void ical_begin(struct buf *out, const char *name);
void ical_event(struct buf *out, const struct ical_event *e);
void ical_end(struct buf *out);

/* One content line: NAME:text, escaped and folded. */
void ical_line(struct buf *out, const char *name, const char *text);

#endif
