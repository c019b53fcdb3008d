/* fuzz_attachment.c: the check of a file's content, and the header its name goes into. The input is
 * the name, a newline, the content.
 * Not: multipart (fuzz_http_multipart.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/feature/attachment/attachment.c src/base/base.c src/base/arena.c src/base/buf.c
// sources: src/base/utf8.c
#include "feature/attachment/attachment.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* No quote, line end or control character but the two quotes around the ASCII name. */
static void check_header(const char *value)
{
    size_t quotes = 0;

    for (const char *at = value; *at; at++) {
        quotes += *at == '"';
        if ((unsigned char)*at < 0x20 || (unsigned char)*at > 0x7e)
            abort();
    }
    if (quotes != 2 || strncmp(value, "attachment; filename=\"", 22) != 0)
        abort();
}

static void check_name(const char *file_name)
{
    struct arena *a = arena_new();
    const char *name = attachment_name(a, file_name);

    if (!*name || strlen(name) > ATTACHMENT_NAME || strpbrk(name, "/\\\r\n") ||
        !utf8_valid(name, strlen(name)))
        abort();
    check_header(attachment_disposition(a, file_name));
    arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const uint8_t *newline = n ? memchr(data, '\n', n) : NULL;
    enum attachment_type type;

    if (!newline)
        return 0;
    size_t name_n = (size_t)(newline - data), content_n = n - name_n - 1;
    struct arena *a = arena_new();
    char *name = arena_strn(a, (const char *)data, name_n);
    /* A copy of its own, so that reading past its end shows. */
    struct arena *exact = arena_new();
    const char *content = arena_strn(exact, (const char *)newline + 1, content_n);
    enum text_id trouble = attachment_trouble(name, content, content_n, &type);
    if ((trouble == TEXT_NONE) != (type != ATTACHMENT_OTHER))
        abort();
    if (trouble == TEXT_NONE && content_n < 20) /* no whole file is that small */
        abort();
    if (strlen(name) == name_n && utf8_valid(name, name_n))
        check_name(name);
    arena_free(exact);
    arena_free(a);
    return 0;
}
