/* helper.h: work of a request that takes long and needs no database, done by another process:
 * hashing a passphrase (80 ms of a core and 64 MiB), asking another server.
 *
 * `spil serve` starts a few helpers of each kind, and so no more than that many run at a time. All
 * workers send to one socket per kind; with each request goes the end of a pipe to answer on, and
 * the worker puts the HTTP request aside until that pipe can be read (http_park). A helper has no
 * database, no key, and nothing of any other request.
 *
 * A route asks for it with its column `prepare` (route.h).
 */
#ifndef SPIL_CORE_HELPER_H
#define SPIL_CORE_HELPER_H

#include "base/base.h"
#include "base/buf.h"

enum helper_kind { HELPER_HASH, HELPER_NET, HELPER_KINDS };

enum {
    HELPER_REQUEST_MAX = 16 * 1024, /* bytes */
    HELPER_ANSWER_MAX = 512 * 1024,
    HELPER_WAIT_MS = 20 * 1000 /* for an answer */
};

struct helpers {
    int ask[HELPER_KINDS]; /* the workers' ends */
    int serve[HELPER_KINDS];
};

/* What a request asks of a helper. */
struct helper_call {
    enum helper_kind kind;
    const void *request;
    size_t n;
};
struct helper_answer {
    const void *at; /* NULL: the request asked nothing */
    size_t n;
};

/* Before any fork. */
void helpers_open(struct helpers *h);
/* The descriptor on which the answer comes; -1: too many are waiting. */
int helper_ask(const struct helpers *h, const struct helper_call *call);
/* Reads the whole answer; false: the helper died, or does not answer. */
bool helper_read(int fd, struct buf *answer) MUST_USE;
/* The life of a helper: work appends its answer. */
struct config;
_Noreturn void helper_run(int serve, const struct config *config,
                          void (*work)(const struct config *config, const void *request, size_t n,
                                       struct buf *out));

#endif
