/* fuzz_http_path.c: request targets; an accepted path is clean UTF-8 that starts with a slash.
 * Not: query strings (fuzz_http_form.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/http/form.c src/base/base.c src/base/arena.c src/base/utf8.c
#include "http/parse.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena *a = arena_new();
    const char *path = path_parse((const char *)data, n, a);

    if (path) {
        if (path[0] != '/' || strlen(path) > n || !utf8_valid(path, strlen(path)))
            abort();
        for (const char *c = path; *c; c++)
            if ((unsigned char)*c < 0x20 || *c == 0x7f)
                abort();
    }
    arena_free(a);
    return 0;
}
