/* fuzz_http_form.c: urlencoded bodies and query strings; what is accepted keeps its promises.
 * Not: multipart (fuzz_http_multipart.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/http/form.c src/base/base.c src/base/arena.c src/base/utf8.c
#include "http/parse.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena *a = arena_new();
    struct http_fields fields;
    enum http_fault fault = http_fields_parse((const char *)data, n, a, &fields);

    if (fields.n > FIELDS_MAX)
        abort();
    for (size_t i = 0; i < fields.n; i++) {
        const struct http_field *f = &fields.at[i];

        if (strlen(f->value) != f->n || !utf8_valid(f->value, f->n))
            abort();
        if (!*f->name || strlen(f->name) > FIELD_NAME_MAX || f->file_name)
            abort();
    }
    /* Memory grows with the input and not with its shape. */
    if (arena_used(a) > 64 * n + 64 * 1024 || fault < HTTP_FINE || fault > HTTP_TOO_MANY)
        abort();
    arena_free(a);
    return 0;
}
