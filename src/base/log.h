/* log.h: what the program does, one line per request or event, as key=value on standard error:
 *
 *     at=2026-11-22T11:23:51.123Z event=http method=GET route=/clients/:id status=200 us=812
 *
 *     struct log l;
 *     log_begin(&l, "http");
 *     log_str(&l, "method", method);
 *     log_int(&l, "us", log_monotonic_us() - began);
 *     log_end(&l);
 *
 * Never personal data: no names, no typed values, no paths with ids of people (log the route's
 * pattern), no addresses. Who saw whose record is the access log's matter (core), not this one's.
 * A line is one write(), so lines of several workers do not mix; a line that grows too long ends
 * in cut=1. To a file: redirect standard error.
 */
#ifndef SPIL_BASE_LOG_H
#define SPIL_BASE_LOG_H

#include "base/base.h"

enum { LOG_LINE = 1024, INSTANT_TEXT = 25 /* "2026-11-22T11:23:51.123Z" and NUL */ };

struct log {
    char line[LOG_LINE];
    size_t len;
    bool cut;
};

void log_begin(struct log *l, const char *event);
/* Keys are literals of a-z, 0-9 and _. Values with spaces, quotes or anything but printable ASCII
 * are quoted and escaped; NULL is left out. */
void log_str(struct log *l, const char *key, const char *value);
void log_int(struct log *l, const char *key, int64_t value);
void log_end(struct log *l);

int64_t log_monotonic_us(void); /* for durations: never goes back, whatever the clock does */
/* An instant (base/date.h) in ISO 8601, UTC; returns out. */
const char *log_instant(int64_t ms, char out[INSTANT_TEXT]);

#endif
