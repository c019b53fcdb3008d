/* html.c: the writer that escapes every argument.
 * Not: the page frame (frame.c), forms (form.h), charts (svg.h).
 * Start at html(). */
#include "html/html.h"

/* What a byte needs: nothing, an entity, or a closer look. */
enum {
    PLAIN,
    AMP,
    LESS,
    MORE,
    QUOTE,
    APOSTROPHE,
    DROP, /* a control character: no HTML and no XML may hold it */
    EF,   /* U+FFFE and U+FFFF begin with it, and XML forbids them */
};

static const unsigned char kind_of[256] = {
    [0 ... 8] = DROP,    [11] = DROP,  [12] = DROP,  [14 ... 31] = DROP,
    ['&'] = AMP,         ['<'] = LESS, ['>'] = MORE, ['"'] = QUOTE,
    ['\''] = APOSTROPHE, [127] = DROP, [0xef] = EF,
};

static const struct {
    const char *text;
    size_t n;
} entity_of[] = {
    [AMP] = {"&amp;", 5},    [LESS] = {"&lt;", 4},        [MORE] = {"&gt;", 4},
    [QUOTE] = {"&quot;", 6}, [APOSTROPHE] = {"&#39;", 5}, [DROP] = {"", 0},
    [EF] = {"", 0},
};

/* buf_add() without the call when there is room: the pieces of a page are short and many. */
static inline void put(struct buf *o, const void *bytes, size_t n)
{
    if (n >= o->cap - o->len) {
        buf_add(o, bytes, n);
        return;
    }
    memcpy(o->at + o->len, bytes, n);
    o->len += n;
    o->at[o->len] = '\0';
}

static bool is_noncharacter(const unsigned char *at, const unsigned char *end)
{
    return end - at >= 3 && at[1] == 0xbf && (at[2] == 0xbe || at[2] == 0xbf);
}

static void escape(struct buf *o, const char *s, size_t n)
{
    const unsigned char *run = (const unsigned char *)s;
    const unsigned char *end = run + n;

    for (const unsigned char *at = run;;) {
        while (at < end && kind_of[*at] == PLAIN)
            at++;
        if (at < end && kind_of[*at] == EF && !is_noncharacter(at, end)) {
            at++;
            continue;
        }
        if (at > run)
            put(o, run, (size_t)(at - run));
        if (at == end)
            return;
        unsigned kind = kind_of[*at];
        put(o, entity_of[kind].text, entity_of[kind].n);
        at += kind == EF ? 3 : 1;
        run = at;
    }
}

void html_text(struct buf *o, const char *s)
{
    escape(o, s, strlen(s));
}

static void add_unsigned(struct buf *o, uint64_t n)
{
    if (n > INT64_MAX) { /* one digit more than buf_int takes */
        buf_int(o, (int64_t)(n / 10));
        n %= 10;
    }
    buf_int(o, (int64_t)n);
}

static void add_integer(struct buf *o, char size, char type, va_list *ap)
{
    bool is_signed = type == 'd';

    if (!is_signed && type != 'u')
        BUG("html knows no %%%c%c", size, type);
    if (size == 'z' && is_signed)
        BUG("html knows no %%zd");
    if (size == 'z')
        add_unsigned(o, va_arg(*ap, size_t));
    else if (size == 'L')
        is_signed ? buf_int(o, va_arg(*ap, long long))
                  : add_unsigned(o, va_arg(*ap, unsigned long long));
    else if (size == 'l')
        is_signed ? buf_int(o, va_arg(*ap, long)) : add_unsigned(o, va_arg(*ap, unsigned long));
    else
        is_signed ? buf_int(o, va_arg(*ap, int)) : add_unsigned(o, va_arg(*ap, unsigned));
}

/* Writes one conversion; at is behind its '%'. Returns what is behind the conversion. */
static const char *convert(struct buf *o, const char *at, va_list *ap)
{
    char size = 0;

    if (*at == 's') {
        const char *s = va_arg(*ap, const char *);
        if (!s)
            BUG("html got no text for %%s");
        html_text(o, s);
        return at + 1;
    }
    if (*at == '%') {
        buf_ch(o, '%');
        return at + 1;
    }
    if (*at == 'c') {
        html_text(o, (const char[2]){(char)va_arg(*ap, int), '\0'});
        return at + 1;
    }
    if (at[0] == 'l' && at[1] == 'l') {
        size = 'L';
        at += 2;
    } else if (*at == 'l' || *at == 'z') {
        size = *at++;
    }
    add_integer(o, size, *at, ap);
    return at + 1;
}

void html(struct buf *o, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    for (;;) {
        const char *percent = strchrnul(fmt, '%');
        put(o, fmt, (size_t)(percent - fmt));
        if (!*percent)
            break;
        fmt = convert(o, percent + 1, &ap);
    }
    va_end(ap);
}

void html_lines(struct buf *o, const char *s)
{
    bool in_paragraph = false;

    while (*s) {
        size_t n = strcspn(s, "\n");
        size_t end = n && s[n - 1] == '\r' ? n - 1 : n;
        bool blank = strspn(s, " \t\r") >= n;

        if (blank && in_paragraph)
            buf_str(o, "</p>");
        else if (!blank) {
            buf_str(o, in_paragraph ? "<br>" : "<p>");
            escape(o, s, end);
        }
        in_paragraph = !blank;
        s += n + (s[n] == '\n');
    }
    if (in_paragraph)
        buf_str(o, "</p>");
}

void html_part(struct buf *o, struct html_part part)
{
    buf_add(o, part.markup->at, part.markup->len);
}

void html_url_arg(struct buf *o, const char *s)
{
    static const char hex[] = "0123456789ABCDEF";

    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            strchr("-._~", c))
            buf_ch(o, (char)c);
        else
            buf_add(o, (const char[3]){'%', hex[c >> 4], hex[c & 15]}, 3);
    }
}

void html_link(struct buf *o, const char *address, const char *label)
{
    bool web = strncasecmp(address, "https://", 8) == 0 || strncasecmp(address, "http://", 7) == 0;

    if (web)
        html(o, "<a href=\"%s\" rel=\"noopener noreferrer\">%s</a>", address, label);
    else if (strncasecmp(address, "mailto:", 7) == 0)
        html(o, "<a href=\"%s\">%s</a>", address, label);
    else
        html_text(o, label);
}
