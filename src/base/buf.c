/* buf.c: the growing buffer.
 * Not: formatting of HTML (html/html.h) or CSV (csv.h); they write into it.
 * Start at buf_space(). */
#define SPIL_ALLOW_MALLOC
#include "base/buf.h"

static char nothing[1];

void buf_init(struct buf *b, size_t max)
{
    *b = (struct buf){.at = nothing, .max = max};
}

void buf_free(struct buf *b)
{
    if (b->cap)
        free(b->at);
    *b = (struct buf){.at = nothing, .max = b->max};
}

void buf_clear(struct buf *b)
{
    buf_cut(b, 0);
}

void buf_cut(struct buf *b, size_t len)
{
    if (len > b->len)
        BUG("buffer cut to more than it holds");
    b->len = len;
    if (b->cap)
        b->at[len] = '\0';
}

char *buf_space(struct buf *b, size_t n)
{
    if (n > b->max || b->len > b->max - n)
        die("buffer of at most %zu bytes is full", b->max);
    size_t need = b->len + n + 1;
    if (need > b->cap) {
        size_t cap = MAX(need, MIN(2 * b->cap, b->max + 1));
        cap = MAX(cap, 256);
        char *at = realloc(b->cap ? b->at : NULL, cap);

        if (!at)
            die("no memory for %zu bytes", cap);
        if (!b->cap)
            at[0] = '\0';
        b->at = at;
        b->cap = cap;
    }
    return b->at + b->len;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
    char *to = buf_space(b, n);

    if (n)
        memcpy(to, bytes, n);
    b->len += n;
    b->at[b->len] = '\0';
}

void buf_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_ch(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_vfmt(struct buf *b, const char *fmt, va_list ap)
{
    va_list again;

    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    if (n < 0)
        BUG("format");
    vsnprintf(buf_space(b, (size_t)n), (size_t)n + 1, fmt, again);
    va_end(again);
    b->len += (size_t)n;
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    buf_vfmt(b, fmt, ap);
    va_end(ap);
}

void buf_int(struct buf *b, int64_t n)
{
    char digits[20];
    size_t at = sizeof(digits);
    uint64_t left = n < 0 ? -(uint64_t)n : (uint64_t)n;

    do
        digits[--at] = (char)('0' + left % 10);
    while (left /= 10);
    if (n < 0)
        buf_ch(b, '-');
    buf_add(b, digits + at, sizeof(digits) - at);
}
