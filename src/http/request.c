/* request.c: one request and its answer, as handlers see them, and the checks before that.
 * Not: when anything happens (worker.c) or parsing of fields (form.c, multipart.c).
 * Start at http_head_check(). */
#include "http/inside.h"

#include "http/parse.h"

#include <arpa/inet.h>
#include <strings.h>

int64_t http_now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* ---- who asks -------------------------------------------------------------------------------- */

/* As text; an IPv4 address mapped into IPv6 (::ffff:192.0.2.1) is written as IPv4. */
static void address_text(const struct in6_addr *address, char *text)
{
    if (IN6_IS_ADDR_V4MAPPED(address))
        inet_ntop(AF_INET, address->s6_addr + 12, text, INET6_ADDRSTRLEN);
    else
        inet_ntop(AF_INET6, address, text, INET6_ADDRSTRLEN);
}

void http_peer_set(struct http_exchange *x, const struct sockaddr *address)
{
    x->peer[0] = '\0';
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const void *)address;

        inet_ntop(AF_INET, &in->sin_addr, x->peer, sizeof(x->peer));
    } else if (address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *in = (const void *)address;

        address_text(&in->sin6_addr, x->peer);
    }
    x->peer_is_loopback = strncmp(x->peer, "127.", 4) == 0 || strcmp(x->peer, "::1") == 0;
}

/* The last element is the one our own proxy added; what stands before it is the client's claim. */
static const char *forwarded_address(const char *header, struct arena *a)
{
    const char *comma = strrchr(header, ',');
    const char *last = comma ? comma + 1 : header;
    unsigned char address[sizeof(struct in6_addr)];
    char *text;

    last += strspn(last, " \t");
    size_t n = strcspn(last, " \t");
    if (n > 2 && *last == '[' && last[n - 1] == ']')
        text = arena_strn(a, last + 1, n - 2);
    else
        text = arena_strn(a, last, n);
    if (inet_pton(AF_INET, text, address) == 1)
        return text;
    if (inet_pton(AF_INET6, text, address) != 1)
        return NULL;
    text = arena_alloc(a, INET6_ADDRSTRLEN);
    address_text((const struct in6_addr *)address, text);
    return text;
}

/* ---- checks before a handler sees it --------------------------------------------------------- */

struct head {
    const char *forwarded;
    int lengths;
    int encodings;
    int hosts;
    const char *length;
    const char *encoding;
    bool malformed;
};

/* RFC 9110 section 5.6.2: a header name with anything else in it (a space before the colon) is read
 * differently by different servers. */
static bool is_token(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char c = s[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

        if (!letter && (c == '\0' || !strchr("!#$%&'*+-.^_`|~", c)))
            return false;
    }
    return n > 0;
}

static bool value_ok(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (((unsigned char)s[i] < 0x20 && s[i] != '\t') || s[i] == 0x7f)
            return false;
    return true;
}

static enum MHD_Result head_line(void *context, enum MHD_ValueKind kind, const char *name,
                                 size_t name_n, const char *value, size_t value_n)
{
    struct head *head = context;

    if (!value)
        value = "";
    if (!is_token(name, name_n) || !value_ok(value, value_n))
        head->malformed = true;
    if (strcasecmp(name, "content-length") == 0) {
        head->lengths++;
        head->length = value;
    } else if (strcasecmp(name, "transfer-encoding") == 0) {
        head->encodings++;
        head->encoding = value;
    } else if (strcasecmp(name, "host") == 0) {
        head->hosts++;
    } else if (strcasecmp(name, "x-forwarded-for") == 0) {
        head->forwarded = value;
    }
    return MHD_YES;
}

/* Where does the body end? RFC 9112 section 6.3; every doubt is refused, because another server in
 * front may have decided otherwise. Returns a status or 0. */
static int body_check(const struct head *head, size_t max_body)
{
    if (head->encodings > 0 &&
        (head->encodings > 1 || head->lengths > 0 || strcasecmp(head->encoding, "chunked") != 0))
        return 400;
    if (head->lengths == 0)
        return 0;
    size_t digits = strspn(head->length, "0123456789");
    if (head->lengths > 1 || digits == 0 || head->length[digits])
        return 400;
    errno = 0;
    unsigned long long length = strtoull(head->length, NULL, 10);
    return errno || length > max_body ? 413 : 0;
}

static enum http_method method_of(const char *text)
{
    if (strcmp(text, "GET") == 0)
        return HTTP_GET;
    if (strcmp(text, "HEAD") == 0)
        return HTTP_HEAD;
    return strcmp(text, "POST") == 0 ? HTTP_POST : HTTP_OTHER;
}

/* How large may the body be, and is it large? Returns a status or 0. */
static int body_limit(struct http_exchange *x, const struct head *head,
                      const struct http_config *config)
{
    x->body_most = config->body_most ? config->body_most(x->method, x->path) : config->max_body;
    x->large = body_check(head, config->max_body) == 413 ||
               (head->encodings && x->body_most > config->max_body);
    return body_check(head, x->body_most);
}

int http_head_check(struct http_exchange *x, const char *method, const struct http_config *config)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    struct head head = {0};
    const char *question = strchr(x->target, '?');
    size_t path_n = question ? (size_t)(question - x->target) : strlen(x->target);

    x->method_text = method;
    x->method = method_of(method);
    x->query = question ? question + 1 : "";
    x->address = x->peer;
    MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND, head_line, &head);
    if (info && info->header_size > HEAD_MAX)
        return 431;
    if (head.malformed || head.hosts > 1 || !is_token(method, strlen(method)))
        return 400;
    x->path = path_parse(x->target, path_n, x->memory.arena);
    if (!x->path || !value_ok(x->query, strlen(x->query)))
        return 400;
    int status = body_limit(x, &head, config);
    if (status)
        return status;
    if (config->behind_proxy && x->peer_is_loopback && head.forwarded) {
        const char *client = forwarded_address(head.forwarded, x->memory.arena);

        if (client)
            x->address = client;
    }
    return 0;
}

/* ---- the request ----------------------------------------------------------------------------- */

enum http_method http_method(const struct http_exchange *x)
{
    return x->method;
}

const char *http_method_text(const struct http_exchange *x)
{
    return x->method_text;
}

const char *http_path(const struct http_exchange *x)
{
    return x->path;
}

const char *http_query_text(const struct http_exchange *x)
{
    return x->query;
}

const char *http_header(const struct http_exchange *x, const char *name)
{
    return MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, name);
}

struct wanted_cookie {
    const char *name;
    const char *value;
    size_t n;
};

static enum MHD_Result cookie_line(void *context, enum MHD_ValueKind kind, const char *name,
                                   const char *value)
{
    struct wanted_cookie *wanted = context;

    if (!value || strcasecmp(name, "cookie") != 0)
        return MHD_YES;
    return cookie_find(value, wanted->name, &wanted->value, &wanted->n) ? MHD_NO : MHD_YES;
}

const char *http_cookie(const struct http_exchange *x, const char *name)
{
    struct wanted_cookie wanted = {.name = name};

    MHD_get_connection_values(x->connection, MHD_HEADER_KIND, cookie_line, &wanted);
    return wanted.value ? arena_strn(x->memory.arena, wanted.value, wanted.n) : NULL;
}

const char *http_peer(const struct http_exchange *x)
{
    return x->address;
}

const char *http_body(const struct http_exchange *x, size_t *n)
{
    if (n)
        *n = x->memory.body.len;
    return x->memory.body.at;
}

struct arena *http_arena(struct http_exchange *x)
{
    return x->memory.arena;
}

int64_t http_started_us(const struct http_exchange *x)
{
    return x->started_us;
}

enum http_fault http_form_parse(const struct http_exchange *x, struct http_fields *fields)
{
    const char *type = http_header(x, "content-type");
    const struct buf *body = &x->memory.body;

    *fields = (struct http_fields){0};
    if (type && media_type_is(type, "application/x-www-form-urlencoded"))
        return http_fields_parse(body->at, body->len, x->memory.arena, fields);
    if (type && media_type_is(type, "multipart/form-data"))
        return multipart_parse(type, body->at, body->len, x->memory.arena, fields);
    return body->len ? HTTP_MALFORMED : HTTP_FINE;
}

/* ---- the answer ------------------------------------------------------------------------------ */

struct buf *http_out(struct http_exchange *x)
{
    return &x->memory.out;
}

void http_status(struct http_exchange *x, int status)
{
    if (status < 200 || status > 599)
        BUG("status %d", status);
    x->status = status;
}

bool http_park(struct http_exchange *x, int fd, int ms)
{
    if (x->parked_fd >= 0)
        BUG("a request is put aside once");
    if (!http_may_park())
        return false;
    x->parked_fd = fd;
    x->parked_until = http_now_us() / 1000 + ms;
    return true;
}

int http_parked(const struct http_exchange *x)
{
    return x->parked_fd;
}

int http_status_now(const struct http_exchange *x)
{
    return x->status;
}

void http_set_header(struct http_exchange *x, const char *name, const char *value)
{
    struct arena *a = x->memory.arena;
    struct http_header *to = NULL;

    if (!is_token(name, strlen(name)) || !value_ok(value, strlen(value)))
        BUG("header %s with a character it cannot have", name);
    if (strcasecmp(name, "set-cookie") != 0)
        for (size_t i = 0; i < x->header_n; i++)
            if (strcasecmp(x->headers[i].name, name) == 0)
                to = &x->headers[i];
    if (!x->headers)
        x->headers = ARENA_ARRAY(a, struct http_header, HEADERS_MAX);
    if (!to) {
        if (x->header_n == HEADERS_MAX)
            BUG("more than %d headers", HEADERS_MAX);
        to = &x->headers[x->header_n++];
    }
    *to = (struct http_header){arena_str(a, name), arena_str(a, value)};
}

void http_out_static(struct http_exchange *x, const void *bytes, size_t n)
{
    x->fixed = bytes;
    x->fixed_n = n;
}

/* Nothing of the program may be needed to make these: they are for when it cannot answer. */
static const char *plain_text(int status)
{
    switch (status) {
    case 400:
        return "Deze aanvraag is niet leesbaar.</p><p lang=\"en\">This request cannot be read.";
    case 413:
        return "Dit bestand of formulier is te groot. Een bestand mag hooguit 10 MB zijn.</p>"
               "<p lang=\"en\">This file or form is too large. A file may be at most 10 MB.";
    case 431:
        return "Deze aanvraag is te lang.</p><p lang=\"en\">This request is too long.";
    case 503:
        return "Het is even druk. Probeer het zo nog eens.</p>"
               "<p lang=\"en\">We are busy. Please try again in a moment.";
    default:
        return "Er ging iets mis. Probeer het nog eens.</p>"
               "<p lang=\"en\">Something went wrong. Please try again.";
    }
}

void http_answer_plain(struct http_exchange *x, int status)
{
    buf_clear(&x->memory.out);
    x->fixed = NULL;
    x->header_n = 0;
    x->status = status;
    http_set_header(x, "content-type", "text/html; charset=utf-8");
    http_set_header(x, "cache-control", "no-store");
    http_set_header(x, "content-security-policy", "default-src 'none'");
    http_set_header(x, "x-content-type-options", "nosniff");
    if (status == 503)
        http_set_header(x, "retry-after", "1");
    buf_fmt(&x->memory.out,
            "<!doctype html>\n<html lang=\"nl\"><meta charset=\"utf-8\"><title>Spil</title>\n"
            "<p>%s</p>\n",
            plain_text(status));
}
