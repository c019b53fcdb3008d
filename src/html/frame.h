/* frame.h: the frame around every page: head, skip link, navigation, breadcrumb, one h1, messages.
 *
 * Core fills a struct frame from the request; features only write what stands between
 * frame_begin() and frame_end(). Phone: bottom bar with the first four destinations and, between
 * them, what is added most; the others at the foot of the page; desktop: left rail. The frame's own
 * forms go to POST /uitloggen (field _csrf); the language link is GET /taal?naar=en&terug=<here>,
 * the name a link to /account.
 */
#ifndef SPIL_HTML_FRAME_H
#define SPIL_HTML_FRAME_H

#include "base/base.h"
#include "base/buf.h"
#include "text/text.h"

struct frame_link {
    const char *path;
    const char *label;
    const char *icon; /* symbol in assets/icons.svg, or NULL; wanted for the first four */
    int64_t count;    /* shown behind the label when > 0 */
};

struct frame {
    enum lang lang;
    const char *title;               /* of this page: h1 and <title> */
    size_t errors;                   /* number of form errors: first in <title> */
    const char *subtitle;            /* under the h1, or NULL */
    const struct frame_link *crumbs; /* without the page itself */
    size_t n_crumbs;
    const struct frame_link *nav; /* empty before log-in */
    size_t n_nav;
    struct frame_link add; /* phone only: in the middle of the bottom bar; path NULL: not there */
    const char *active;    /* path of the nav item that is open */
    const char *who;       /* name and team at the foot of the rail; NULL before log-in */
    const char *printed;   /* on paper only: "Afgedrukt op ... door ..."; or NULL */
    const char *csrf;  /* token for the log-out form and data-csrf on body; NULL before log-in */
    const char *flash; /* message of the last action, or NULL */
    const char *flash_undo; /* path that undoes it by POST, or NULL */
    const char *here; /* path and query, for the language switch; NULL: cannot be shown again */
    const char *css;  /* addresses with content hash */
    const char *js;
    const char *icons;
    int idle_seconds; /* the session ends this long after the last request; 0: it does not */
    bool wide;        /* tables and grids: no maximum line length */
};

void frame_begin(struct buf *o, const struct frame *f);
void frame_end(struct buf *o, const struct frame *f);

#endif
