/* html.h: HTML that cannot be injected into.
 *
 *     html(o, "<td><a href=\"/deelnemers/%" PRId64 "\">%s</a></td>", id, name);
 *
 * The format is a literal and trusted; every %s is escaped (& < > " '), so it is right in text and
 * in quoted attributes, and the compiler checks the arguments. Conversions: %s %d %u %zu %ld %lld
 * (PRId64) %lu %llu (PRIu64) %c %% ; anything else is a BUG(), and so is NULL for %s. There is no
 * way to insert a raw string except a struct html_part, which only our own renderers make.
 *
 * Characters that XML 1.0 forbids (control characters, U+FFFE, U+FFFF) are left out, so that the
 * same calls write SVG files too.
 *
 * No script context exists: no inline script, no on...=, no style=. Data for scripts goes in data-
 * attributes. Links typed by users go through html_link().
 */
#ifndef SPIL_HTML_HTML_H
#define SPIL_HTML_HTML_H

#include "base/base.h"
#include "base/buf.h"

void html(struct buf *o, const char *fmt, ...) PRINTF(2, 3);
void html_text(struct buf *o, const char *s);  /* escaped */
void html_lines(struct buf *o, const char *s); /* escaped; newlines become <br>, blank lines <p> */

/* Markup made by one of our renderers. */
struct html_part {
    const struct buf *markup;
};
void html_part(struct buf *o, struct html_part part);

/* The value of a query parameter: percent-encoded. */
void html_url_arg(struct buf *o, const char *s);
/* <a> around the text when the address is http, https or mailto; otherwise only the text. */
void html_link(struct buf *o, const char *address, const char *label);

#endif
