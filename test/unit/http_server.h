/* http_server.h: a real server for tests of src/http, and a client that speaks raw bytes.
 *
 * Paths of the server: /sleep?MS answers later, /die dies, /big?BYTES answers that many 'x', /fixed
 * answers with static memory, /park?MS puts the request aside until another process writes after
 * that time (0: ends without a word; negative: says nothing for long, and we wait 200 ms), /headers
 * sets some, /form shows the fields of the form; all others show the request, one item a line.
 */
#ifndef SPIL_TEST_HTTP_SERVER_H
#define SPIL_TEST_HTTP_SERVER_H

#include "http/http.h"

#include <stdatomic.h>

enum { ANSWER_HEAD_MAX = 4096, ANSWER_BODY_MAX = 4096 };

/* Memory the test and all processes of the server see. */
struct shared {
    atomic_int starts[2]; /* of worker 0 and 1 */
    atomic_int stops;     /* worker_stop calls */
    atomic_int ticks;
    atomic_int handled;
    atomic_int crash;     /* worker 0 dies at its start */
    atomic_int settle_ms; /* how long settle() takes; -1: it dies */
    atomic_int extra_pid; /* of the extra child */
    atomic_int hold;      /* /park?MS is not done before this is 0 */
};

struct server {
    struct http_config config;
    struct shared *shared;
    pid_t pid;
    int port; /* 0: it did not start */
};

struct answer {
    int status; /* 0: the connection ended, or nothing came in five seconds */
    char head[ANSWER_HEAD_MAX];
    char body[ANSWER_BODY_MAX]; /* the first bytes of it */
    size_t n;                   /* all of it */
};

/* For config.settle: see settle_ms. */
void settle(void *worker);
/* Two workers, a body of at most 1 MiB (3 MiB to /large), deadlines far away. */
void server_prepare(struct server *s);
void server_start(struct server *s);
int server_wait(struct server *s); /* for its exit code; 128 + signal; -1 after ten seconds */
int server_stop(struct server *s); /* SIGTERM, then as server_wait; frees all */

int64_t now_ms(void);
void pause_ms(int ms);

int client_open(const struct server *s);
bool client_send(int fd, const char *text); /* false: the server had ended it */
struct answer client_answer(int fd);
struct answer client_answer_head(int fd); /* to a HEAD request: no body follows */
/* Opens, sends, reads one answer, closes. */
struct answer client_ask(const struct server *s, const char *request);
bool client_closed(int fd); /* within five seconds, without a byte */

bool answer_has(const struct answer *a, const char *line); /* a whole line of the head or body */
int answer_pid(const struct answer *a);

#endif
