/* csv_write.c: tables as text, written.
 * Not: files; everything goes into a buffer of the caller.
 * Start at csv_put_bytes(). */
#include "base/csv.h"

void csv_writer_init(struct csv_writer *w, struct buf *to, char separator, bool safe)
{
    *w = (struct csv_writer){.to = to, .separator = separator, .safe = safe};
}

static void next_cell(struct csv_writer *w)
{
    if (w->begun)
        buf_ch(w->to, w->separator);
    w->begun = true;
}

void csv_put_bytes(struct csv_writer *w, const char *text, size_t n)
{
    bool formula = w->safe && n && memchr("=+-@\t\r", text[0], 6);
    /* an empty first cell is quoted: a line of one empty cell would be no record at all */
    bool quote = !n && !w->begun;

    next_cell(w);
    for (size_t i = 0; i < n && !quote; i++)
        quote = text[i] == w->separator || text[i] == '"' || text[i] == '\n' || text[i] == '\r';
    if (quote)
        buf_ch(w->to, '"');
    if (formula)
        buf_ch(w->to, '\'');
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '"')
            buf_ch(w->to, '"');
        buf_ch(w->to, text[i]);
    }
    if (quote)
        buf_ch(w->to, '"');
}

void csv_put(struct csv_writer *w, const char *text)
{
    csv_put_bytes(w, text ? text : "", text ? strlen(text) : 0);
}

void csv_put_integer(struct csv_writer *w, int64_t value)
{
    next_cell(w);
    buf_int(w->to, value);
}

void csv_put_number(struct csv_writer *w, double value)
{
    if (value != value) {
        csv_put_bytes(w, "", 0);
        return;
    }
    next_cell(w);
    buf_fmt(w->to, "%.17g", value);
}

void csv_end(struct csv_writer *w)
{
    buf_str(w->to, "\r\n");
    w->begun = false;
}
