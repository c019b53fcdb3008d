/* fetch.h: asking another server over HTTP, with a limit on everything: time, size, where to.
 *
 * Only helpers ask (core/helper.h): a server of somebody else may take long, and what it says is
 * read where there is no database and no key. https, except to a server on this machine; no
 * redirects.
 */
#ifndef SPIL_CORE_FETCH_H
#define SPIL_CORE_FETCH_H

#include "base/buf.h"

struct fetch {
    const char *url;
    const char *post;          /* the body of a form, or NULL: GET */
    const char *user, *secret; /* HTTP basic, or NULL */
};

enum { FETCH_MAX = 256 * 1024 };

/* The status, 200 and the like, with the body in out; 0: no answer, or one that is too large. */
int fetch(const struct fetch *ask, struct buf *out);
/* https://..., or http:// to 127.0.0.1, [::1] or localhost, without a password in it. */
bool fetch_url_fine(const char *url);

#endif
