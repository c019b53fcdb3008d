/* fuzz_http_multipart.c: multipart/form-data. The input is the content type, a newline, the body.
 * Not: urlencoded forms (fuzz_http_form.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/http/multipart.c src/http/form.c src/base/base.c src/base/arena.c src/base/utf8.c
#include "http/parse.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(const struct http_field *f, size_t n)
{
    if (!*f->name || strlen(f->name) > FIELD_NAME_MAX || f->value[f->n] != '\0' ||
        f->n > (f->file_name ? n : 3 * n)) /* U+FFFD for a byte that is none */
        abort();
    if (!f->file_name && (strlen(f->value) != f->n || !utf8_valid(f->value, f->n)))
        abort();
    if (f->file_name && strpbrk(f->file_name, "/\\\r\n"))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const uint8_t *newline = n ? memchr(data, '\n', n) : NULL;
    struct http_fields fields;

    if (!newline)
        return 0;
    struct arena *a = arena_new();
    const char *type = arena_strn(a, (const char *)data, (size_t)(newline - data));
    /* A copy of its own, so that reading past its end shows. */
    struct arena *exact = arena_new();
    size_t body_n = n - (size_t)(newline - data) - 1;
    char *body = arena_strn(exact, (const char *)newline + 1, body_n);
    enum http_fault fault = multipart_parse(type, body, body_n, a, &fields);

    if (fields.n > FIELDS_MAX || fault < HTTP_FINE || fault > HTTP_TOO_MANY)
        abort();
    for (size_t i = 0; i < fields.n; i++)
        check(&fields.at[i], body_n);
    /* Memory grows with the input and not with its shape. */
    if (arena_used(a) > 64 * n + 64 * 1024)
        abort();
    arena_free(exact);
    arena_free(a);
    return 0;
}
