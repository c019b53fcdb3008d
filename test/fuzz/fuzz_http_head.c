/* fuzz_http_head.c: the header of a request as the HTTP library hands it over: every doubt about
 * where the body ends is refused, and the address of who asks is an address.
 * Not: the library itself; it is replaced here by lines "name: value" of the input.
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/http/request.c src/http/form.c src/http/multipart.c src/base/base.c src/base/arena.c
// sources: src/base/buf.c src/base/utf8.c
// libraries: libmicrohttpd
#include "http/inside.h"

#include <arpa/inet.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LINES = 20, LIMIT = 1000 };

static struct {
    const char *name, *value;
} lines[LINES];
static size_t lines_n;

/* ---- instead of the library ------------------------------------------------------------------ */

int MHD_get_connection_values_n(struct MHD_Connection *connection, enum MHD_ValueKind kind,
                                MHD_KeyValueIteratorN iterator, void *context)
{
    for (size_t i = 0; i < lines_n; i++)
        iterator(context, kind, lines[i].name, strlen(lines[i].name), lines[i].value,
                 strlen(lines[i].value));
    return (int)lines_n;
}

const union MHD_ConnectionInfo *MHD_get_connection_info(struct MHD_Connection *connection,
                                                        enum MHD_ConnectionInfoType what, ...)
{
    return NULL;
}

/* Nor is there a worker. */
bool http_may_park(void)
{
    return false;
}

/* ---- what must be so ------------------------------------------------------------------------- */

static size_t count(const char *name)
{
    size_t n = 0;

    for (size_t i = 0; i < lines_n; i++)
        n += strcasecmp(lines[i].name, name) == 0;
    return n;
}

static void line_right(const char *name, const char *value)
{
    if (!*name || strpbrk(name, " \t\r\n:;\"") || strpbrk(value, "\r\n\x01"))
        BUG("a line that is none");
    if (strcasecmp(name, "transfer-encoding") == 0 && strcasecmp(value, "chunked"))
        BUG("a coding that is not ours: %s", value);
    if (strcasecmp(name, "content-length") != 0)
        return;
    if (!*value || value[strspn(value, "0123456789")] || strtoull(value, NULL, 10) > LIMIT)
        BUG("a length that is none: %s", value);
}

static void accepted(const struct http_exchange *x)
{
    struct in6_addr address;

    if (count("content-length") + count("transfer-encoding") > 1 || count("host") > 1)
        BUG("two ends of a body, or two hosts");
    for (size_t i = 0; i < lines_n; i++)
        line_right(lines[i].name, lines[i].value);
    if (*x->path != '/' || strpbrk(x->query, "\r\n\x01"))
        BUG("an address that is none");
    if (inet_pton(AF_INET, x->address, &address) != 1 &&
        inet_pton(AF_INET6, x->address, &address) != 1)
        BUG("who is %s?", x->address);
}

/* The method, the target, and lines; each on a line of its own. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct http_config config = {.max_body = LIMIT, .behind_proxy = true};
    struct arena *a = arena_new();
    struct http_exchange x = {
        .memory = {.arena = a}, .peer = "127.0.0.1", .peer_is_loopback = true};
    char *rest = arena_strn(a, (const char *)data, size);
    const char *method = strsep(&rest, "\n");

    x.target = rest ? strsep(&rest, "\n") : "/";
    for (lines_n = 0; rest && lines_n < LINES; lines_n++) {
        char *value = strsep(&rest, "\n");

        lines[lines_n].name = strsep(&value, ":");
        lines[lines_n].value = value ? value + strspn(value, " \t") : "";
    }
    int status = http_head_check(&x, method, &config);
    if (status && status != 400 && status != 413 && status != 431)
        BUG("status %d", status);
    if (!status)
        accepted(&x);
    arena_free(a);
    return 0;
}
