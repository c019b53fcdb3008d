/* inside.h: what the files of src/http share and nobody else sees. Only here and in the files that
 * include this is libmicrohttpd known.
 *
 * A slot is a connection of a worker together with its running request, because a connection has at
 * most one. All slots of a worker are made at its start; the memory a request needs (an arena and
 * two buffers) is lent to it while it runs.
 */
#ifndef SPIL_HTTP_INSIDE_H
#define SPIL_HTTP_INSIDE_H

#include "http/http.h"

#include <microhttpd.h>
#include <netinet/in.h>

enum {
    HEAD_MAX = 16 * 1024, /* request line and header, bytes; more is 431 */
    OUT_MAX = 16 * 1024 * 1024,
    HEADERS_MAX = 32, /* of an answer */
    LARGE_MAX = 4,    /* bodies above max_body that come in at once, per worker */
    PARKED_MAX = 64,  /* requests of one worker that wait for another process */
};

struct http_header {
    const char *name;
    const char *value;
};

struct http_memory {
    struct arena *arena;
    struct buf body;
    struct buf out;
};

struct http_exchange {
    /* The connection. */
    int fd; /* -1: the slot is free */
    char peer[INET6_ADDRSTRLEN];
    bool peer_is_loopback;
    bool linger;                /* the answer may leave before the client has sent all */
    int64_t due_ms;             /* monotonic; the connection is shut down then; 0: never */
    struct http_exchange *next; /* of the free ones, or of those that wait for their handler */

    /* The request; memory.arena is NULL while there is none. */
    struct http_memory memory;
    struct MHD_Connection *connection;
    const char *target; /* as sent: path and query */
    const char *method_text;
    enum http_method method;
    const char *path;
    const char *query;
    const char *address; /* of the client: peer, or what the proxy says */
    int64_t started_us;
    bool head_seen;
    size_t body_most;     /* bytes */
    bool large;           /* its body may be above max_body, and may be on its way */
    int parked_fd;        /* -1: not put aside */
    int64_t parked_until; /* monotonic, ms; 0 while the handler has it */

    /* The answer. */
    int status;
    const void *fixed; /* instead of memory.out */
    size_t fixed_n;
    struct http_header *headers; /* HEADERS_MAX of them */
    size_t header_n;
};

int64_t http_now_us(void);

/* May another request be put aside in this worker? */
bool http_may_park(void);

/* Looks at the request line and header. 0, or the status to refuse it with. */
int http_head_check(struct http_exchange *x, const char *method,
                    const struct http_config *config) MUST_USE;
/* Replaces the answer so far by a plain page for that status. */
void http_answer_plain(struct http_exchange *x, int status);
/* Fills peer and peer_is_loopback. */
void http_peer_set(struct http_exchange *x, const struct sockaddr *address);

/* The life of a worker, in the child. Writes a byte to ready_fd when it accepts. Returns the exit
 * code of the process. */
int http_worker_run(const struct http_config *config, int worker, int listen_fd,
                    int ready_fd) MUST_USE;

#endif
