/* form.c: urlencoded fields, request paths and cookies, strictly.
 * Not: multipart (multipart.c) or anything that knows a connection (request.c).
 * Start at http_fields_parse(). */
#include "http/parse.h"

#include "base/utf8.h"

#include <strings.h>

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

static bool has_control(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_control(text[i]))
            return true;
    return false;
}

enum http_fault field_text_check(const char *text, size_t n)
{
    return (n && memchr(text, '\0', n)) || !utf8_valid(text, n) ? HTTP_MALFORMED : HTTP_FINE;
}

const char *field_value(struct arena *a, const char *text, size_t n, size_t *length)
{
    if (field_text_check(text, n) == HTTP_FINE) {
        *length = n;
        return arena_strn(a, text, n);
    }
    char *to = arena_alloc(a, 3 * n + 1);
    *length = utf8_repair(text, n, to);
    return to;
}

enum http_fault field_name_check(const char *name, size_t n)
{
    enum http_fault fault = field_text_check(name, n);

    if (fault)
        return fault;
    return n == 0 || n > FIELD_NAME_MAX || has_control(name, n) ? HTTP_MALFORMED : HTTP_FINE;
}

enum http_fault field_list_add(struct field_list *list, struct http_field field)
{
    struct http_fields *fields = list->fields;

    if (fields->n == FIELDS_MAX)
        return HTTP_TOO_MANY;
    if (fields->n == list->cap) {
        size_t cap = list->cap ? 2 * list->cap : 16;

        fields->at =
            arena_grow(list->arena, fields->at, list->cap * sizeof(field), cap * sizeof(field));
        list->cap = cap;
    }
    fields->at[fields->n++] = field;
    return HTTP_FINE;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Decodes once into the arena, with a NUL behind it. NULL: a percent sign without two hex digits,
 * or a control character that was not encoded. */
static char *percent_decode(const char *text, size_t n, bool plus_is_space, struct arena *a,
                            size_t *length)
{
    char *to = arena_alloc(a, n + 1);
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        char c = text[i];

        if (is_control(c))
            return NULL;
        if (c == '%') {
            int high = n - i > 2 ? hex(text[i + 1]) : -1;
            int low = n - i > 2 ? hex(text[i + 2]) : -1;

            if (high < 0 || low < 0)
                return NULL;
            c = (char)(high << 4 | low);
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        to[count++] = c;
    }
    to[count] = '\0';
    *length = count;
    return to;
}

static enum http_fault pair_parse(const char *text, size_t n, struct field_list *list)
{
    const char *equals = memchr(text, '=', n);
    size_t name_n = equals ? (size_t)(equals - text) : n;
    const char *rest = equals ? equals + 1 : text + n;
    size_t rest_n = (size_t)(text + n - rest);
    size_t value_n;

    char *name = percent_decode(text, name_n, true, list->arena, &name_n);
    char *value = percent_decode(rest, rest_n, true, list->arena, &value_n);
    if (!name || !value)
        return HTTP_MALFORMED;
    enum http_fault fault = field_name_check(name, name_n);
    if (fault)
        return fault;
    struct http_field field = {.name = name};
    field.value = field_value(list->arena, value, value_n, &field.n);
    return field_list_add(list, field);
}

enum http_fault http_fields_parse(const char *text, size_t n, struct arena *a,
                                  struct http_fields *fields)
{
    struct field_list list = {.arena = a, .fields = fields};
    const char *end = text + n;

    *fields = (struct http_fields){0};
    while (text < end) {
        const char *ampersand = memchr(text, '&', (size_t)(end - text));
        const char *stop = ampersand ? ampersand : end;

        if (stop > text) { /* a browser may leave an empty one at the end */
            enum http_fault fault = pair_parse(text, (size_t)(stop - text), &list);

            if (fault)
                return fault;
        }
        text = ampersand ? ampersand + 1 : end;
    }
    return HTTP_FINE;
}

const char *path_parse(const char *target, size_t n, struct arena *a)
{
    size_t length;

    if (n == 0 || target[0] != '/')
        return NULL;
    const char *path = percent_decode(target, n, false, a, &length);
    if (!path || has_control(path, length) || !utf8_valid(path, length))
        return NULL;
    return path;
}

bool cookie_find(const char *header, const char *name, const char **value, size_t *n)
{
    size_t name_n = strlen(name);

    while (*header) {
        header += strspn(header, "; \t");
        size_t length = strcspn(header, ";");
        if (length > name_n && header[name_n] == '=' && memcmp(header, name, name_n) == 0) {
            *value = header + name_n + 1;
            *n = length - name_n - 1;
            while (*n > 0 && ((*value)[*n - 1] == ' ' || (*value)[*n - 1] == '\t'))
                --*n;
            return true;
        }
        header += length;
    }
    return false;
}

bool media_type_is(const char *content_type, const char *wanted)
{
    size_t n = strlen(wanted);

    return strncasecmp(content_type, wanted, n) == 0 && strchr("; \t", content_type[n]);
}
