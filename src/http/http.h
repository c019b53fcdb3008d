/* http.h: HTTP/1.1 for Spil: libmicrohttpd behind a few functions, and the processes around it.
 *
 * http_serve() starts a parent, N workers and keeps them running. The parent makes one SO_REUSEPORT
 * socket per worker before forking and keeps it, so a restarted worker loses nothing that waits. A
 * worker's loop: collect (the library parses and suspends) -> run (handlers one by one, outside the
 * library's frames) -> resume. Children end with the parent; a crash loop backs off.
 *
 * Limits, answered before a handler sees anything: body too large 413, header too large 431, slow
 * client closed at a deadline for the whole request (the library's own time-out is idle-only), too
 * many connections (in all and per address) closed. The only process that sees a request is the
 * worker.
 */
#ifndef SPIL_HTTP_HTTP_H
#define SPIL_HTTP_HTTP_H

#include "base/arena.h"
#include "base/base.h"
#include "base/buf.h"

enum http_method { HTTP_OTHER, HTTP_GET, HTTP_HEAD, HTTP_POST };

struct http_exchange; /* one request and the answer to it */

struct http_config {
    const char *address; /* "127.0.0.1" or "::1" or "0.0.0.0" */
    int port;            /* 0: any free port, reported through ready() */
    int workers;         /* 1..64 */
    size_t max_body;     /* bytes; larger is 413 */
    /* For addresses that may get more, such as a file: how much. NULL: max_body everywhere. Only a
     * few of such bodies come in at once per worker, the next is 503: that bounds the memory. */
    size_t (*body_most)(enum http_method method, const char *path);
    int deadline_ms;     /* from first byte to complete request; then the connection is closed */
    int idle_ms;         /* keep-alive between requests */
    int max_connections; /* per worker; when almost full, idle ones are closed; then new ones wait
                          */
    int max_per_address; /* per worker; not when behind_proxy, where all have the proxy's */
    bool behind_proxy;   /* trust X-Forwarded-For of a loopback peer */

    void *context; /* handed to all of these */
    /* In the parent, when all workers listen. */
    void (*ready)(void *context, int port);
    /* In a worker, after the fork: open databases. Returns the worker's own context. */
    void *(*worker_start)(void *context, int worker);
    /* Handle one request; the answer is complete when it returns. die() inside answers 500 to this
     * request alone and 503 to those that wait in this worker, lets the answers drain, and the
     * parent starts a new worker. worker_stop is not called then: what the handler held, such as a
     * transaction, ends with the process. */
    void (*handle)(struct http_exchange *x, void *worker);
    /* At the end of a turn, before the answers to the requests that were handled in it go out. They
     * are 500 when it dies, and 503 when a handler after theirs died. A POST has a turn of its own.
     * May be NULL. */
    void (*settle)(void *worker);
    /* When idle at least every 250 ms, and at every tick of a busy loop: housekeeping; may be NULL.
     */
    void (*tick)(void *worker);
    void (*worker_stop)(void *worker);
    /* Further children of the parent, e.g. the job worker; NULL-terminated list of functions that
     * never return; may be NULL. They are started again like workers, ignore SIGINT, get SIGTERM
     * at the end and SIGKILL ten seconds later, and are killed when the parent dies. */
    void (*const *extra)(void *context);
};

/* Runs until SIGTERM or SIGINT, then lets running requests end. Returns the exit code; 1 when a
 * worker fails before all have listened once. */
int http_serve(const struct http_config *config);

/* ---- the request ----------------------------------------------------------------------------- */

enum http_method http_method(const struct http_exchange *x);
const char *http_method_text(const struct http_exchange *x);
const char *http_path(const struct http_exchange *x); /* decoded once; always starts with '/' */
const char *http_query_text(const struct http_exchange *x); /* raw, without '?', may be "" */
const char *http_header(const struct http_exchange *x, const char *name); /* NULL: absent */
const char *http_cookie(const struct http_exchange *x, const char *name); /* first; NULL: absent */
const char *http_peer(const struct http_exchange *x);                     /* address as text */
const char *http_body(const struct http_exchange *x, size_t *n);
struct arena *http_arena(struct http_exchange *x); /* lives until the answer is sent */

/* ---- fields of a query string or a form ------------------------------------------------------ */

struct http_field {
    const char *name;
    const char *value; /* valid UTF-8 without NUL (U+FFFD stands for what was neither), except the
                          content of a file */
    size_t n;
    const char *file_name; /* NULL unless it came from a file input */
    const char *file_type;
};
struct http_fields {
    struct http_field *at;
    size_t n;
};
enum http_fault { HTTP_FINE, HTTP_MALFORMED, HTTP_TOO_MANY };
/* Parses an urlencoded text (query or body): at most 500 fields, names at most 64 bytes. */
enum http_fault http_fields_parse(const char *text, size_t n, struct arena *a,
                                  struct http_fields *fields) MUST_USE;
/* Parses the body by its content type: urlencoded or multipart/form-data. Another type is
 * HTTP_MALFORMED, unless the body is empty. */
enum http_fault http_form_parse(const struct http_exchange *x, struct http_fields *fields) MUST_USE;

/* ---- waiting for another process ------------------------------------------------------------- */

/* Puts the request aside; the worker goes on with others. handle is called once more, from the
 * start, when fd can be read, was closed at the other end, or after so many milliseconds. What was
 * answered so far is forgotten. fd belongs to the request now and is closed with it. False: too
 * many are put aside already; answer now. */
bool http_park(struct http_exchange *x, int fd, int ms) MUST_USE;
int http_parked(const struct http_exchange *x); /* that fd; -1: it was not put aside */

/* ---- the answer ------------------------------------------------------------------------------ */

struct buf *http_out(struct http_exchange *x);         /* the body so far; at most 16 MiB */
void http_status(struct http_exchange *x, int status); /* 200 unless set */
/* Values with CR or LF are a BUG(). A repeated name (except set-cookie) replaces. */
void http_set_header(struct http_exchange *x, const char *name, const char *value);
/* Answer with memory that lives as long as the program (assets): not copied. */
void http_out_static(struct http_exchange *x, const void *bytes, size_t n);
int http_status_now(const struct http_exchange *x);
int64_t http_started_us(const struct http_exchange *x); /* monotonic: first byte of the request */

#endif
