/* multipart.c: multipart/form-data of RFC 7578, from a body that is wholly in memory.
 * Not: streaming, nested multiparts or content transfer encodings; no browser sends those.
 * Start at multipart_parse(). */
#include "http/parse.h"

#include <strings.h>

enum { BOUNDARY_MAX = 70, PART_HEADER_MAX = 1024, PART_HEADERS_MAX = 8 };

struct text {
    const char *at;
    size_t n;
};

struct part {
    const char *name;
    const char *file_name;
    const char *file_type;
};

static struct text trimmed(struct text t)
{
    while (t.n > 0 && (*t.at == ' ' || *t.at == '\t'))
        t.at++, t.n--;
    while (t.n > 0 && (t.at[t.n - 1] == ' ' || t.at[t.n - 1] == '\t'))
        t.n--;
    return t;
}

static bool same_word(struct text t, const char *word)
{
    return t.n == strlen(word) && strncasecmp(t.at, word, t.n) == 0;
}

static bool is_escape(const char *at, const char *end)
{
    return *at == '\\' && end - at > 1 && (at[1] == '"' || at[1] == '\\');
}

static const char *value_end(const char *at, const char *end, bool quoted)
{
    for (; at < end && *at != (quoted ? '"' : ';'); at++)
        if (quoted && is_escape(at, end))
            at++;
    return at;
}

/* Takes the next `; name=value` off *rest, the value unquoted. HTTP_FINE with name.n == 0 at the
 * end. Browsers write a quote in a name as %22, curl as \"; other backslashes stay, because old
 * browsers send whole Windows paths. */
static enum http_fault parameter_next(struct text *rest, struct text *name, char **value,
                                      struct arena *a)
{
    const char *end = rest->at + rest->n;
    const char *at = rest->at;

    *name = (struct text){0};
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    if (at == end)
        return HTTP_FINE;
    const char *equals = *at == ';' ? memchr(at, '=', (size_t)(end - at)) : NULL;
    if (!equals)
        return HTTP_MALFORMED;
    *name = trimmed((struct text){at + 1, (size_t)(equals - at - 1)});
    if (name->n == 0 || memchr(name->at, ';', name->n))
        return HTTP_MALFORMED;
    at = equals + 1;
    bool quoted = at < end && *at == '"';
    at += quoted;
    const char *stop = value_end(at, end, quoted);
    char *to = *value = arena_alloc(a, (size_t)(stop - at) + 1);
    for (; at < stop; at++) {
        if (quoted && is_escape(at, end))
            at++;
        *to++ = *at;
    }
    if (quoted && stop == end)
        return HTTP_MALFORMED;
    stop += quoted;
    *rest = (struct text){stop, (size_t)(end - stop)};
    return HTTP_FINE;
}

static bool boundary_ok(const char *boundary)
{
    size_t n = strlen(boundary);

    return n > 0 && n <= BOUNDARY_MAX &&
           strspn(boundary, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                            "'()+_,-./:=? ") == n &&
           boundary[n - 1] != ' ';
}

static enum http_fault boundary_find(const char *content_type, struct arena *a, char **boundary)
{
    struct text rest = {content_type, strlen(content_type)};
    struct text name;
    char *value;

    *boundary = NULL;
    size_t type_n = strcspn(content_type, ";");
    rest = (struct text){rest.at + type_n, rest.n - type_n};
    for (;;) {
        enum http_fault fault = parameter_next(&rest, &name, &value, a);

        if (fault)
            return fault;
        if (name.n == 0)
            break;
        if (!same_word(name, "boundary"))
            continue;
        if (*boundary) /* two boundaries: who knows which one others look at */
            return HTTP_MALFORMED;
        *boundary = value;
    }
    return *boundary && boundary_ok(*boundary) ? HTTP_FINE : HTTP_MALFORMED;
}

/* Only the last part of a path: some browsers send more, and it is nobody's business. */
static const char *base_name(const char *path)
{
    const char *base = path;

    for (; *path; path++)
        if (*path == '/' || *path == '\\')
            base = path + 1;
    return base;
}

static bool has_control(const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f)
            return true;
    return false;
}

static enum http_fault disposition_parse(struct text value, struct part *part, struct arena *a)
{
    const char *semicolon = memchr(value.at, ';', value.n);
    struct text type = {value.at, semicolon ? (size_t)(semicolon - value.at) : value.n};
    struct text rest = {value.at + type.n, value.n - type.n};
    struct text name;
    char *text;

    if (part->name || !same_word(trimmed(type), "form-data"))
        return HTTP_MALFORMED;
    for (;;) {
        enum http_fault fault = parameter_next(&rest, &name, &text, a);

        if (fault)
            return fault;
        if (name.n == 0)
            break;
        if (same_word(name, "name")) {
            fault = part->name ? HTTP_MALFORMED : field_name_check(text, strlen(text));
            part->name = text;
        } else if (same_word(name, "filename")) {
            fault = part->file_name || has_control(text) ? HTTP_MALFORMED
                                                         : field_text_check(text, strlen(text));
            part->file_name = base_name(text);
        }
        if (fault)
            return fault;
    }
    return part->name ? HTTP_FINE : HTTP_MALFORMED;
}

static enum http_fault part_header_parse(struct text line, struct part *part, struct arena *a)
{
    const char *colon = memchr(line.at, ':', line.n);

    if (!colon || line.n > PART_HEADER_MAX)
        return HTTP_MALFORMED;
    if (memchr(line.at, '\0', line.n))
        return HTTP_MALFORMED;
    struct text name = {line.at, (size_t)(colon - line.at)};
    struct text value = trimmed((struct text){colon + 1, line.n - name.n - 1});
    if (same_word(name, "content-disposition"))
        return disposition_parse(value, part, a);
    if (same_word(name, "content-type")) {
        part->file_type = arena_strn(a, value.at, value.n);
        return has_control(part->file_type) ? HTTP_MALFORMED : field_text_check(value.at, value.n);
    }
    if (same_word(name, "content-transfer-encoding") && !same_word(value, "binary") &&
        !same_word(value, "8bit") && !same_word(value, "7bit"))
        return HTTP_MALFORMED; /* deprecated by RFC 7578 section 4.7; we would not decode it */
    return HTTP_FINE;
}

/* The header lines of a part, up to and with the empty line. */
static enum http_fault part_headers_parse(struct text *rest, struct part *part, struct arena *a)
{
    *part = (struct part){0};
    for (size_t count = 0; count <= PART_HEADERS_MAX; count++) {
        const char *end = memmem(rest->at, rest->n, "\r\n", 2);

        if (!end)
            return HTTP_MALFORMED;
        struct text line = {rest->at, (size_t)(end - rest->at)};
        rest->at += line.n + 2;
        rest->n -= line.n + 2;
        if (line.n == 0)
            return part->name ? HTTP_FINE : HTTP_MALFORMED;
        enum http_fault fault = part_header_parse(line, part, a);
        if (fault)
            return fault;
    }
    return HTTP_MALFORMED;
}

static enum http_fault part_add(const struct part *part, struct text content,
                                struct field_list *list)
{
    struct http_field field = {
        .name = part->name,
        .file_name = part->file_name,
        .file_type = part->file_name ? part->file_type : NULL,
    };

    if (part->file_name) {
        field.value = arena_strn(list->arena, content.at, content.n);
        field.n = content.n;
    } else {
        field.value = field_value(list->arena, content.at, content.n, &field.n);
    }
    return field_list_add(list, field);
}

static bool starts_with(struct text t, const char *prefix)
{
    size_t n = strlen(prefix);

    return t.n >= n && memcmp(t.at, prefix, n) == 0;
}

enum http_fault multipart_parse(const char *content_type, const char *body, size_t n,
                                struct arena *a, struct http_fields *fields)
{
    struct field_list list = {.arena = a, .fields = fields};
    struct text rest = {body, n};
    struct part part;
    char *boundary;

    *fields = (struct http_fields){0};
    enum http_fault fault = boundary_find(content_type, a, &boundary);
    if (fault)
        return fault;
    const char *delimiter = arena_fmt(a, "\r\n--%s", boundary);
    size_t delimiter_n = strlen(delimiter);
    if (!starts_with(rest, delimiter + 2)) /* the first one has no line before it */
        return HTTP_MALFORMED;
    rest.at += delimiter_n - 2;
    rest.n -= delimiter_n - 2;
    while (starts_with(rest, "\r\n")) {
        rest.at += 2;
        rest.n -= 2;
        fault = part_headers_parse(&rest, &part, a);
        if (fault)
            return fault;
        const char *end = memmem(rest.at, rest.n, delimiter, delimiter_n);
        if (!end)
            return HTTP_MALFORMED;
        struct text content = {rest.at, (size_t)(end - rest.at)};
        fault = part_add(&part, content, &list);
        if (fault)
            return fault;
        rest.at = end + delimiter_n;
        rest.n -= content.n + delimiter_n;
    }
    bool closed = starts_with(rest, "--") &&
                  (rest.n == 2 || (rest.n == 4 && rest.at[2] == '\r' && rest.at[3] == '\n'));
    return closed ? HTTP_FINE : HTTP_MALFORMED;
}
