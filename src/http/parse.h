/* parse.h: the pure parsers of src/http: bytes in, fields out. No sockets, no library; each has a
 * fuzz target. All copies go into the arena.
 */
#ifndef SPIL_HTTP_PARSE_H
#define SPIL_HTTP_PARSE_H

#include "http/http.h"

enum { FIELDS_MAX = 500, FIELD_NAME_MAX = 64 };

/* Fields while they are read; `fields` is always valid. */
struct field_list {
    struct arena *arena;
    struct http_fields *fields;
    size_t cap;
};
enum http_fault field_list_add(struct field_list *list, struct http_field field) MUST_USE;
/* At most 64 bytes, not empty, UTF-8 without control characters. */
enum http_fault field_name_check(const char *name, size_t n) MUST_USE;
/* UTF-8 without NUL: for names, of fields and of files. */
enum http_fault field_text_check(const char *text, size_t n) MUST_USE;
/* A value: what is neither becomes U+FFFD, which the form then refuses at its field (form_read), so
 * that the rest of what was typed is not lost. Into the arena. */
const char *field_value(struct arena *a, const char *text, size_t n, size_t *length);

/* The path of a request target, decoded once. NULL: does not start with '/', bad percent, not
 * UTF-8, or a control character. */
const char *path_parse(const char *target, size_t n, struct arena *a);

/* The first cookie of that name in one Cookie header (RFC 6265 section 5.4). */
bool cookie_find(const char *header, const char *name, const char **value, size_t *n);

/* Is it this media type, whatever parameters follow? */
bool media_type_is(const char *content_type, const char *wanted);

/* RFC 7578: multipart/form-data. The content type gives the boundary. */
enum http_fault multipart_parse(const char *content_type, const char *body, size_t n,
                                struct arena *a, struct http_fields *fields) MUST_USE;

#endif
