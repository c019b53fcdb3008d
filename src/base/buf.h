/* buf.h: the one growing buffer. It has a maximum from the start, so that nothing grows without
 * bound: passing it is die(), because a page of 8 MiB is a broken page and not a user's mistake.
 *
 * Invariant: at is never NULL after buf_init and at[len] is NUL, so at is always a C string (which
 * may hold NULs inside when bytes were added with buf_add).
 */
#ifndef SPIL_BASE_BUF_H
#define SPIL_BASE_BUF_H

#include "base/base.h"

struct buf {
    char *at;
    size_t len;
    size_t cap;
    size_t max;
};

void buf_init(struct buf *b, size_t max);
void buf_free(struct buf *b);
void buf_clear(struct buf *b); /* length 0, memory kept */

void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_str(struct buf *b, const char *s);
void buf_ch(struct buf *b, char c);
void buf_fmt(struct buf *b, const char *fmt, ...) PRINTF(2, 3);
void buf_vfmt(struct buf *b, const char *fmt, va_list ap);
void buf_int(struct buf *b, int64_t n);   /* decimal, as buf_fmt("%" PRId64) but ten times faster */
void buf_cut(struct buf *b, size_t len);  /* back to an earlier length */
char *buf_space(struct buf *b, size_t n); /* room for n more bytes at at[len]; len is unchanged */

#endif
