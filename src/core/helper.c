/* helper.c: sending work to helpers, and the loop of one.
 * Not: the work itself (core/user.c), nor putting a request aside (src/http).
 * Start at helper_ask(). */
#include "core/helper.h"

#include <fcntl.h>
#include <poll.h>
#include <sodium.h>
#include <sys/socket.h>

enum { REST_MS = 1000 }; /* for the rest of an answer that has begun */

void helpers_open(struct helpers *h)
{
    for (int i = 0; i < HELPER_KINDS; i++) {
        int pair[2];

        if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair))
            die("no sockets for helpers: %s", strerror(errno));
        h->ask[i] = pair[0];
        h->serve[i] = pair[1];
    }
}

int helper_ask(const struct helpers *h, const struct helper_call *call)
{
    int ends[2];
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int))];
    } control = {0};
    union {
        const void *from;
        void *to;
    } request = {call->request};
    struct iovec part = {request.to, call->n};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof(control)};

    if (!call->n || call->n > HELPER_REQUEST_MAX)
        BUG("a request of %zu bytes to a helper", call->n);
    if (pipe2(ends, O_CLOEXEC))
        die("no pipe: %s", strerror(errno));
    control.header.cmsg_level = SOL_SOCKET;
    control.header.cmsg_type = SCM_RIGHTS;
    control.header.cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(&control.header), &ends[1], sizeof(int));
    ssize_t sent = sendmsg(h->ask[call->kind], &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    close(ends[1]);
    if (sent == (ssize_t)call->n)
        return ends[0];
    if (errno != EAGAIN && errno != ETOOMANYREFS)
        die("no helper can be reached: %s", strerror(errno));
    close(ends[0]);
    return -1;
}

bool helper_read(int fd, struct buf *answer)
{
    char part[16 * 1024];

    for (;;) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};

        if (poll(&ready, 1, REST_MS) != 1)
            return false;
        ssize_t n = read(fd, part, sizeof(part));
        if (n <= 0)
            return n == 0 && answer->len > 0;
        if (answer->len + (size_t)n > HELPER_ANSWER_MAX)
            return false;
        buf_add(answer, part, (size_t)n);
    }
}

/* ---- in the helper --------------------------------------------------------------------------- */

/* The next request, and where to answer; waits for it. */
static size_t receive(int serve, unsigned char request[HELPER_REQUEST_MAX], int *to)
{
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec part = {request, HELPER_REQUEST_MAX};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof(control)};
    ssize_t n = recvmsg(serve, &message, MSG_CMSG_CLOEXEC);

    if (n < 0 && errno == EINTR)
        return 0;
    if (n <= 0)
        die("a helper hears nothing any more: %s", strerror(errno));
    const struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (!header || header->cmsg_type != SCM_RIGHTS)
        return 0; /* too many open files: who asked sees the end of the pipe */
    memcpy(to, CMSG_DATA(header), sizeof(*to));
    return (size_t)n;
}

static void reply(int to, const struct buf *answer)
{
    for (size_t done = 0; done < answer->len;) {
        ssize_t n = write(to, answer->at + done, answer->len - done);

        if (n <= 0) /* who asked is gone */
            return;
        done += (size_t)n;
    }
}

_Noreturn void helper_run(int serve, const struct config *config,
                          void (*work)(const struct config *config, const void *request, size_t n,
                                       struct buf *out))
{
    unsigned char request[HELPER_REQUEST_MAX];
    struct buf answer;
    int to = -1;

    buf_init(&answer, HELPER_ANSWER_MAX);
    for (;;) {
        size_t n = receive(serve, request, &to);

        if (!n)
            continue;
        buf_clear(&answer);
        work(config, request, n, &answer);
        reply(to, &answer);
        close(to);
        sodium_memzero(request, n);
        sodium_memzero(answer.at, answer.len);
    }
}
