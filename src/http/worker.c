/* worker.c: the loop of one worker: collect -> run -> resume, deadlines, and the end.
 * Not: processes (serve.c) or what a request looks like (request.c).
 * Start at http_worker_run(). */
#include "http/inside.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

enum {
    TICK_MS = 250,
    TURN_US = 5000,   /* handlers run at least so long, if there is work, before answers go out */
    FRESH_MS = 100,   /* from a new connection to its request, when places are scarce */
    STALL_MS = 20,    /* a handler that took longer is not the fault of those who wait */
    STOP_MS = 5000,   /* asked to stop: running requests get this long */
    FAILED_MS = 500,  /* after die(): sending of answers gets this long */
    LINGER_MS = 1000, /* reading on after a refusal, so that the client sees it */
    LINGER_POLL_MS = 20,
    SEND_BYTES_PER_MS = 32, /* an answer is given time as if the line does 256 kbit/s */
    RECEIVE_BYTES_PER_MS =
        32,                 /* and so is what comes in; who sends a little now and then gets none */
    POOL_BYTES = 32 * 1024, /* of the library, per connection; half of it is HEAD_MAX */
    KEEP_BYTES = 256 * 1024, /* larger buffers are given back after the request */
    SPARE_MAX = 16,
    LINGER_MAX = 32,
};

struct lingering {
    int fd;
    int64_t due_ms;
    size_t bytes_left;
};

struct worker {
    const struct http_config *config;
    void *context; /* of the handlers */
    struct MHD_Daemon *daemon;
    struct arena *arena; /* for the life of the worker: the slots */
    struct http_exchange *slots;
    struct http_exchange *free_slots;
    size_t open_n;
    size_t large_n; /* bodies above max_body that are coming in or waiting */

    struct http_exchange *waiting; /* complete requests, first come first */
    struct http_exchange **waiting_end;
    struct http_exchange *handled; /* that wait for settle(), the last one first */

    struct http_exchange *parked[PARKED_MAX]; /* that wait for another process */
    size_t parked_n;

    struct http_memory spare[SPARE_MAX];
    size_t spare_n;
    struct lingering lingers[LINGER_MAX];
    size_t linger_n;

    int64_t next_tick_ms;
    int64_t next_sweep_ms;
    bool draining; /* no new connections, no keep-alive */
    bool failed;   /* die() in a handler: no handler runs any more */

    bool armed;
    sigjmp_buf escape; /* out of a handler that dies */
};

/* A signal and die() carry no context; these two are their way in. */
static volatile sig_atomic_t stop_asked;
static struct worker *current;

static void on_stop(int signal)
{
    (void)signal;
    stop_asked = 1;
}

static void on_die(const char *message)
{
    (void)message;
    if (!current->armed)
        exit(1);
    siglongjmp(current->escape, 1);
}

static int64_t now_ms(void)
{
    return http_now_us() / 1000;
}

/* ---- memory of a request --------------------------------------------------------------------- */

static void memory_lend(struct worker *w, struct http_exchange *x)
{
    if (w->spare_n > 0) {
        x->memory = w->spare[--w->spare_n];
        return;
    }
    x->memory.arena = arena_new();
    buf_init(&x->memory.body, w->config->max_body);
    buf_init(&x->memory.out, OUT_MAX);
}

static void buf_return(struct buf *b)
{
    if (b->cap > KEEP_BYTES)
        buf_free(b);
    else
        buf_clear(b);
}

static void memory_return(struct worker *w, struct http_exchange *x)
{
    struct http_memory memory = x->memory;

    x->memory = (struct http_memory){0};
    if (!memory.arena || w->failed) /* what a failed handler deferred may fail again: leave it */
        return;
    arena_reset(memory.arena);
    buf_return(&memory.body);
    buf_return(&memory.out);
    if (w->spare_n < SPARE_MAX) {
        w->spare[w->spare_n++] = memory;
        return;
    }
    arena_free(memory.arena);
    buf_free(&memory.body);
    buf_free(&memory.out);
}

/* ---- callbacks of the library ---------------------------------------------------------------- */

static struct http_exchange *slot_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info->socket_context;
}

/* The client was answered before it had sent everything. Closing now would reset the connection and
 * could take the answer away again, so a copy of the socket reads on for a moment. */
static void linger_start(struct worker *w, int fd, size_t body_most)
{
    if (w->linger_n == LINGER_MAX)
        return;
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (copy >= 0)
        w->lingers[w->linger_n++] = (struct lingering){copy, now_ms() + LINGER_MS, body_most};
}

static void on_connection(void *context, struct MHD_Connection *connection, void **socket_context,
                          enum MHD_ConnectionNotificationCode code)
{
    struct worker *w = context;
    struct http_exchange *x = *socket_context;
    int unread = 0;

    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (x->linger || (ioctl(x->fd, FIONREAD, &unread) == 0 && unread > 0))
            linger_start(w, x->fd, MAX(x->body_most, w->config->max_body));
        *x = (struct http_exchange){.fd = -1, .next = w->free_slots};
        w->free_slots = x;
        w->open_n--;
        return;
    }
    x = w->free_slots;
    if (!x)
        BUG("more connections than slots");
    w->free_slots = x->next;
    w->open_n++;
    *socket_context = x;
    *x = (struct http_exchange){.connection = connection};
    x->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    http_peer_set(
        x, MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
    x->due_ms = now_ms() + w->config->deadline_ms;
}

static void answer_forget(struct http_exchange *x)
{
    x->status = 200;
    x->fixed = NULL;
    x->headers = NULL;
    x->header_n = 0;
    buf_clear(&x->memory.out);
}

/* The request line is there: a request begins. Its text is kept before the library decodes it. */
static void *on_request_line(void *context, const char *target, struct MHD_Connection *connection)
{
    struct worker *w = context;
    struct http_exchange *x = slot_of(connection);

    memory_lend(w, x);
    x->target = arena_str(x->memory.arena, target ? target : "");
    x->started_us = http_now_us();
    x->due_ms = x->started_us / 1000 + w->config->deadline_ms;
    x->head_seen = false;
    x->parked_fd = -1;
    answer_forget(x);
    return x;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **request_context,
                         enum MHD_RequestTerminationCode code)
{
    struct worker *w = context;
    struct http_exchange *x = *request_context;

    (void)code;
    (void)connection;
    if (!x)
        return;
    if (x->parked_fd >= 0)
        close(x->parked_fd);
    x->parked_fd = -1;
    memory_return(w, x);
    w->large_n -= x->large;
    x->large = false;
    x->due_ms = now_ms() + w->config->idle_ms;
}

/* The library decodes paths leniently and we do it strictly (path_parse), so it must not. */
static size_t keep_encoded(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

/* Hands the answer to the library. The memory stays ours until on_completed(). */
static void answer_queue(struct worker *w, struct http_exchange *x)
{
    /* The library promises not to write into persistent memory. */
    union {
        const void *from;
        void *to;
    } body = {x->fixed ? x->fixed : x->memory.out.at};
    size_t n = x->fixed ? x->fixed_n : x->memory.out.len;
    struct MHD_Response *response =
        MHD_create_response_from_buffer(n, body.to, MHD_RESPMEM_PERSISTENT);

    if (!response)
        die("no memory for an answer");
    for (size_t i = 0; i < x->header_n; i++)
        if (!MHD_add_response_header(response, x->headers[i].name, x->headers[i].value))
            BUG("header %s refused", x->headers[i].name);
    if (w->draining || stop_asked || x->linger)
        MHD_add_response_header(response, "connection", "close");
    x->due_ms = now_ms() + w->config->deadline_ms + (int64_t)(n / SEND_BYTES_PER_MS);
    if (!MHD_queue_response(x->connection, (unsigned)x->status, response))
        BUG("answer with status %d refused", x->status);
    MHD_destroy_response(response);
}

/* In the middle of a body the library takes no answer, so it is written past it: nothing else of
 * this request was sent, and there is no TLS here. */
static void refuse_in_body(struct http_exchange *x)
{
    static const char too_large[] = "HTTP/1.1 413 Content Too Large\r\nconnection: close\r\n"
                                    "content-type: text/plain; charset=utf-8\r\n"
                                    "content-length: 33\r\n\r\n"
                                    "Te groot.\nThis file is too large.";

    x->linger = true;
    if (send(x->fd, too_large, sizeof(too_large) - 1, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
        x->linger = false;
}

static void wait_for_handler(struct worker *w, struct http_exchange *x)
{
    x->next = NULL;
    *w->waiting_end = x;
    w->waiting_end = &x->next;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_n, void **request_context)
{
    struct worker *w = context;
    struct http_exchange *x = *request_context;

    (void)url;
    (void)version;
    if (!x->head_seen) {
        x->head_seen = true;
        int status = http_head_check(x, method, w->config);
        if (!status && x->large && w->large_n == LARGE_MAX)
            status = 503;
        x->large &= !status;
        w->large_n += x->large;
        x->memory.body.max = x->body_most;
        if (status) {
            x->linger = true;
            http_answer_plain(x, status);
            answer_queue(w, x);
        }
        return MHD_YES;
    }
    if (*upload_n > 0) {
        if (x->memory.body.len + *upload_n > x->body_most) {
            refuse_in_body(x);
            return MHD_NO;
        }
        buf_add(&x->memory.body, upload, *upload_n);
        x->due_ms += (int64_t)(*upload_n / RECEIVE_BYTES_PER_MS);
        *upload_n = 0;
        return MHD_YES;
    }
    x->due_ms = 0;
    wait_for_handler(w, x);
    MHD_suspend_connection(connection);
    return MHD_YES;
}

/* ---- handlers -------------------------------------------------------------------------------- */

/* Runs the handler of x, or else this. False: it died. */
static bool run_guarded(struct worker *w, struct http_exchange *x, void (*other)(void *))
{
    if (sigsetjmp(w->escape, 0)) {
        w->armed = false;
        w->failed = true;
        return false;
    }
    w->armed = true;
    if (x)
        w->config->handle(x, w->context);
    else
        other(w->context);
    w->armed = false;
    return true;
}

static void tick(struct worker *w, int64_t now)
{
    if (now < w->next_tick_ms || w->failed)
        return;
    w->next_tick_ms = now + TICK_MS;
    if (w->config->tick)
        run_guarded(w, NULL, w->config->tick);
}

/* Whoever was sending while we were busy gets that time back. */
static void forgive_stall(struct worker *w, int64_t ms)
{
    for (int i = 0; i < w->config->max_connections; i++)
        if (w->slots[i].fd >= 0 && w->slots[i].due_ms)
            w->slots[i].due_ms += ms;
}

static void answer_now(struct worker *w, struct http_exchange *x)
{
    w->draining |= w->failed;
    answer_queue(w, x);
    MHD_resume_connection(x->connection);
}

/* The end of a turn. What is not settled does not go out as it is. */
static void answer_handled(struct worker *w)
{
    int status = 200;

    if (w->config->settle && w->failed)
        status = 503;
    else if (w->config->settle && !run_guarded(w, NULL, w->config->settle))
        status = 500;
    for (struct http_exchange *x = w->handled, *next; x; x = next) {
        next = x->next;
        if (status != 200)
            http_answer_plain(x, status);
        answer_now(w, x);
    }
    w->handled = NULL;
}

static void run_one(struct worker *w)
{
    struct http_exchange *x = w->waiting;

    w->waiting = x->next;
    if (!w->waiting)
        w->waiting_end = &w->waiting;
    if (w->failed) {
        http_answer_plain(x, 503);
        answer_now(w, x);
    } else if (!run_guarded(w, x, NULL)) {
        http_answer_plain(x, 500);
        answer_now(w, x);
    } else if (x->parked_until) {
        w->parked[w->parked_n++] = x;
    } else {
        x->next = w->handled;
        w->handled = x;
    }
}

/* A request that changes something has a turn of its own, so that no answer to it is lost when
 * another handler dies. */
static bool has_own_turn(const struct http_exchange *x)
{
    return x->method == HTTP_POST;
}

/* ---- put aside ------------------------------------------------------------------------------- */

bool http_may_park(void)
{
    return current->parked_n < PARKED_MAX;
}

static void unpark(struct worker *w, size_t i)
{
    struct http_exchange *x = w->parked[i];

    w->parked[i] = w->parked[--w->parked_n];
    x->parked_until = 0;
    answer_forget(x);
    wait_for_handler(w, x);
}

static void unpark_all(struct worker *w)
{
    while (w->parked_n > 0)
        unpark(w, 0);
}

/* Waits for sockets and for those processes, whichever comes first. */
static void wait_with_parked(struct worker *w, int wait)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(w->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct pollfd fds[PARKED_MAX + 1] = {{.fd = info->epoll_fd, .events = POLLIN}};
    unsigned long long busy;

    /* What was resumed just now goes out first: the library does not count it as busy. */
    if (!MHD_run_wait(w->daemon, 0))
        die("the HTTP library stopped");
    if (w->waiting)
        wait = 0;
    if (MHD_get_timeout(w->daemon, &busy) == MHD_YES && busy < (unsigned long long)wait)
        wait = (int)busy;
    for (size_t i = 0; i < w->parked_n; i++)
        fds[i + 1] = (struct pollfd){.fd = w->parked[i]->parked_fd, .events = POLLIN};
    poll(fds, w->parked_n + 1, wait);
    int64_t now = now_ms();
    for (size_t i = w->parked_n; i-- > 0;) /* the last takes the place of one that goes */
        if (fds[i + 1].revents || now >= w->parked[i]->parked_until)
            unpark(w, i);
}

static void run_waiting(struct worker *w)
{
    if (!w->waiting)
        return;
    int64_t start = http_now_us(), now = start;
    bool alone;
    do {
        alone = has_own_turn(w->waiting);
        run_one(w);
        now = http_now_us();
        tick(w, now / 1000);
    } while (w->waiting && !alone && !has_own_turn(w->waiting) && now - start < TURN_US);
    answer_handled(w);
    if (now - start > STALL_MS * 1000)
        forgive_stall(w, (now - start) / 1000);
}

/* ---- deadlines ------------------------------------------------------------------------------- */

static int sweep_interval(const struct worker *w)
{
    int shortest = MIN(w->config->deadline_ms, w->config->idle_ms) / 8;

    return MAX(5, MIN(shortest, TICK_MS));
}

/* A connection that only stays open. One that was just accepted gets a moment: its request may be
 * on its way. */
static bool is_idle(const struct worker *w, const struct http_exchange *x, int64_t now)
{
    if (x->memory.arena)
        return false;
    return x->started_us || now > x->due_ms - w->config->deadline_ms + FRESH_MS;
}

/* shutdown() and not close(): the library finds the end on the socket and cleans up itself. When
 * almost all places are taken, those who only keep a connection open make room. */
static void sweep(struct worker *w, int64_t now)
{
    bool crowded = w->open_n > (size_t)w->config->max_connections / 8 * 7;

    if (w->open_n == 0 || (now < w->next_sweep_ms && !w->draining))
        return;
    w->next_sweep_ms = now + sweep_interval(w);
    for (int i = 0; i < w->config->max_connections; i++) {
        struct http_exchange *x = &w->slots[i];

        if (x->fd < 0 || !x->due_ms)
            continue;
        if (now >= x->due_ms || ((crowded || w->draining) && is_idle(w, x, now))) {
            shutdown(x->fd, SHUT_RDWR);
            x->due_ms = now + w->config->deadline_ms;
        }
    }
}

static void linger_on(struct worker *w, int64_t now)
{
    char discarded[16 * 1024];

    for (size_t i = 0; i < w->linger_n;) {
        struct lingering *l = &w->lingers[i];
        ssize_t n;

        while ((n = recv(l->fd, discarded, sizeof(discarded), MSG_DONTWAIT)) > 0 &&
               (size_t)n < l->bytes_left)
            l->bytes_left -= (size_t)n;
        if (n < 0 && (errno == EAGAIN || errno == EINTR) && now < l->due_ms) {
            i++;
            continue;
        }
        close(l->fd);
        *l = w->lingers[--w->linger_n];
    }
}

/* ---- the loop -------------------------------------------------------------------------------- */

static int wait_ms(const struct worker *w, int64_t now)
{
    int64_t wait = MAX(0, w->next_tick_ms - now);

    if (w->waiting)
        return 0;
    if (w->linger_n)
        wait = MIN(wait, LINGER_POLL_MS);
    if (w->open_n)
        wait = MIN(wait, MAX(0, w->next_sweep_ms - now));
    return (int)wait;
}

static void turn(struct worker *w, int wait)
{
    if (w->parked_n) {
        wait_with_parked(w, wait);
        wait = 0;
    }
    if (!MHD_run_wait(w->daemon, wait))
        die("the HTTP library stopped");
    int64_t now = now_ms();
    sweep(w, now); /* before handlers take time: all that had arrived was read just now */
    linger_on(w, now);
    run_waiting(w);
    tick(w, now);
}

/* No new connections; the requests that are here end. */
static void drain(struct worker *w, int64_t limit_ms)
{
    w->draining = true;
    if (w->failed)
        unpark_all(w);
    close(MHD_quiesce_daemon(w->daemon));
    while (w->open_n > 0 && now_ms() < limit_ms)
        turn(w, w->waiting ? 0 : 5);
}

static void daemon_start(struct worker *w, int listen_fd)
{
    const struct http_config *c = w->config;
    unsigned per_address = c->behind_proxy ? 0 : (unsigned)c->max_per_address;

    w->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, w,
        MHD_OPTION_LISTEN_SOCKET, listen_fd, MHD_OPTION_NOTIFY_CONNECTION, on_connection, w,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, w, MHD_OPTION_URI_LOG_CALLBACK, on_request_line,
        w, MHD_OPTION_UNESCAPE_CALLBACK, keep_encoded, NULL, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL_BYTES, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)c->max_connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT, per_address,
        MHD_OPTION_END);
    if (!w->daemon)
        die("the HTTP library did not start");
}

static void slots_make(struct worker *w)
{
    w->slots = ARENA_ARRAY(w->arena, struct http_exchange, (size_t)w->config->max_connections);
    for (int i = w->config->max_connections - 1; i >= 0; i--) {
        w->slots[i].fd = -1;
        w->slots[i].next = w->free_slots;
        w->free_slots = &w->slots[i];
    }
}

static void memory_free(struct worker *w)
{
    while (w->spare_n > 0) {
        struct http_memory *memory = &w->spare[--w->spare_n];

        arena_free(memory->arena);
        buf_free(&memory->body);
        buf_free(&memory->out);
    }
    arena_free(w->arena);
}

int http_worker_run(const struct http_config *config, int worker, int listen_fd, int ready_fd)
{
    struct worker w = {.config = config, .arena = arena_new()};
    struct sigaction on_term = {.sa_handler = on_stop};

    current = &w;
    w.waiting_end = &w.waiting;
    sigaction(SIGTERM, &on_term, NULL);
    die_hook_set(on_die);
    slots_make(&w);
    w.context = config->worker_start ? config->worker_start(config->context, worker) : NULL;
    daemon_start(&w, listen_fd);
    if (write(ready_fd, "r", 1) != 1)
        die("the parent is gone");
    close(ready_fd);
    while (!stop_asked && !w.failed)
        turn(&w, wait_ms(&w, now_ms()));
    drain(&w, now_ms() + (w.failed ? FAILED_MS : STOP_MS));
    if (w.failed) { /* what the handler held (locks, a transaction) goes with the process */
        fflush(NULL);
        _exit(1);
    }
    w.failed = true;
    unpark_all(&w);
    while (w.waiting) /* the library must not be stopped while connections are suspended */
        run_one(&w);
    MHD_run(w.daemon);
    w.failed = false;
    MHD_stop_daemon(w.daemon);
    if (config->worker_stop)
        config->worker_stop(w.context);
    memory_free(&w);
    return 0;
}
