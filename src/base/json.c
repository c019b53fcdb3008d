/* json.c: a JSON writer that keeps track of commas and of what is open.
 * Not: a reader, or a tree of values.
 * Start at value_begins(). */
#include "base/json.h"

#include "base/utf8.h"

#include <math.h>

void json_begin(struct json *j, struct buf *out)
{
    *j = (struct json){.out = out, .first = true};
}

void json_end(struct json *j)
{
    if (!j->done)
        BUG("unfinished JSON: %d open", j->depth);
}

static char innermost(const struct json *j)
{
    return j->depth ? j->open[j->depth - 1] : '\0';
}

static void comma(struct json *j)
{
    if (!j->first)
        buf_ch(j->out, ',');
    j->first = false;
}

static void value_begins(struct json *j)
{
    if (j->done)
        BUG("a second JSON value");
    if (innermost(j) == '{' && !j->keyed)
        BUG("a value without a key");
    if (innermost(j) == '[')
        comma(j);
    j->keyed = false;
    j->done = j->depth == 0; /* taken back when it is an object or an array */
}

static void level_open(struct json *j, char c)
{
    value_begins(j);
    if (j->depth == JSON_DEPTH)
        BUG("JSON deeper than %d", JSON_DEPTH);
    j->open[j->depth++] = c;
    j->first = true;
    j->done = false;
    buf_ch(j->out, c);
}

static void level_close(struct json *j, char opened, char c)
{
    if (innermost(j) != opened || j->keyed)
        BUG("a JSON %c that closes nothing", c);
    buf_ch(j->out, c);
    j->depth--;
    j->first = false;
    j->done = j->depth == 0;
}

void json_object_open(struct json *j)
{
    level_open(j, '{');
}

void json_object_close(struct json *j)
{
    level_close(j, '{', '}');
}

void json_array_open(struct json *j)
{
    level_open(j, '[');
}

void json_array_close(struct json *j)
{
    level_close(j, '[', ']');
}

static void escape(struct buf *out, unsigned char c)
{
    static const char short_forms[] = "\"\"\\\\\bb\ff\nn\rr\tt";

    for (const char *s = short_forms; *s; s += 2)
        if ((unsigned char)*s == c) {
            buf_ch(out, '\\');
            buf_ch(out, s[1]);
            return;
        }
    buf_fmt(out, "\\u%04x", c);
}

/* Bytes of the character at s, or 0 when it is no UTF-8. */
static size_t character(const char *s, size_t left)
{
    for (size_t n = 1; n <= MIN(left, 4); n++)
        if (utf8_valid(s, n))
            return n;
    return 0;
}

static void quoted(struct buf *out, const char *s)
{
    size_t n = strlen(s), plain = 0; /* bytes from plain to i go out unchanged */
    bool valid = utf8_valid(s, n);

    buf_ch(out, '"');
    for (size_t i = 0; i < n;) {
        unsigned char c = (unsigned char)s[i];
        size_t length = valid || c < 0x80 ? 1 : character(s + i, n - i);
        bool special = c < 0x20 || c == '"' || c == '\\' || length == 0;

        if (special) {
            buf_add(out, s + plain, i - plain);
            if (length)
                escape(out, c);
            else
                buf_str(out, "\xef\xbf\xbd");
        }
        i += length ? length : 1;
        if (special)
            plain = i;
    }
    buf_add(out, s + plain, n - plain);
    buf_ch(out, '"');
}

void json_key(struct json *j, const char *key)
{
    if (innermost(j) != '{' || j->keyed)
        BUG("the JSON key %s where no key can be", key);
    comma(j);
    quoted(j->out, key);
    buf_ch(j->out, ':');
    j->keyed = true;
}

void json_str(struct json *j, const char *s)
{
    value_begins(j);
    if (s)
        quoted(j->out, s);
    else
        buf_str(j->out, "null");
}

void json_int(struct json *j, int64_t n)
{
    value_begins(j);
    buf_int(j->out, n);
}

void json_id(struct json *j, int64_t id)
{
    value_begins(j);
    if (id == 0) {
        buf_str(j->out, "null");
        return;
    }
    buf_ch(j->out, '"');
    buf_int(j->out, id);
    buf_ch(j->out, '"');
}

void json_double(struct json *j, double x)
{
    value_begins(j);
    if (isfinite(x))
        buf_fmt(j->out, "%.17g", x);
    else
        buf_str(j->out, "null");
}

void json_bool(struct json *j, bool yes)
{
    value_begins(j);
    buf_str(j->out, yes ? "true" : "false");
}

void json_none(struct json *j)
{
    value_begins(j);
    buf_str(j->out, "null");
}
