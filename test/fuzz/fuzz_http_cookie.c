/* fuzz_http_cookie.c: a Cookie header; the value found lies inside it, right behind its name.
 * Not: the library's own parser of cookies, which is not used.
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/http/form.c src/base/base.c src/base/arena.c src/base/utf8.c
#include "http/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena *a = arena_new();
    const char *header = arena_strn(a, (const char *)data, n);
    const char *value = NULL;
    size_t value_n = 0;

    if (cookie_find(header, "session", &value, &value_n)) {
        if (value < header + 8 || value + value_n > header + strlen(header))
            abort();
        if (memcmp(value - 8, "session=", 8) != 0 || memchr(value, ';', value_n))
            abort();
    }
    arena_free(a);
    return 0;
}
