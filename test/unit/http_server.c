/* http_server.c: the server and the client of the tests of src/http.
 * Not: a test.
 * Start at handle(). */
#include "base/base.h"

#include "http_server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>

static int port_pipe[2];

/* ---- the server ------------------------------------------------------------------------------ */

static void show(struct http_exchange *x)
{
    struct buf *o = http_out(x);
    const char *accept = http_header(x, "accept");
    const char *cookie = http_cookie(x, "session");
    size_t n;
    const char *body = http_body(x, &n);

    buf_fmt(o, "method=%s\npath=%s\nquery=%s\n", http_method_text(x), http_path(x),
            http_query_text(x));
    buf_fmt(o, "kind=%d\npeer=%s\npid=%d\n", (int)http_method(x), http_peer(x), (int)getpid());
    buf_fmt(o, "accept=%s\nsession=%s\n", accept ? accept : "(none)", cookie ? cookie : "(none)");
    buf_fmt(o, "bytes=%zu\nbody=%s\n", n, n < 100 ? body : "(long)");
}

static void show_form(struct http_exchange *x)
{
    struct http_fields fields;
    enum http_fault fault = http_form_parse(x, &fields);

    buf_fmt(http_out(x), "fault=%d\n", (int)fault);
    for (size_t i = 0; i < fields.n; i++)
        buf_fmt(http_out(x), "%s=%s (%s)\n", fields.at[i].name, fields.at[i].value,
                fields.at[i].file_name ? fields.at[i].file_name : "-");
}

/* The other process of a request that is put aside. */
static int other_process(const struct shared *shared, int ms)
{
    int ends[2];

    if (pipe(ends))
        BUG("no pipe");
    if (fork() == 0) {
        close(ends[0]);
        pause_ms(ms < 0 ? 3000 : ms);
        while (atomic_load(&shared->hold))
            pause_ms(20);
        _exit(ms > 0 ? write(ends[1], "it is done\n", 11) != 11 : 0);
    }
    close(ends[1]);
    return ends[0];
}

static void park(struct http_exchange *x, const struct shared *shared, int ms)
{
    char said[32] = "nothing was said\n";
    int fd = http_parked(x);

    if (fd < 0) {
        buf_str(http_out(x), "forgotten\n");
        http_status(x, 404);
        fd = other_process(shared, ms);
        if (http_park(x, fd, ms < 0 ? 200 : 20000))
            return;
        close(fd);
        http_status(x, 503);
        return;
    }
    struct pollfd ready = {fd, POLLIN, 0};
    ssize_t n = poll(&ready, 1, 0) == 1 ? read(fd, said, sizeof(said) - 1) : 0;
    if (n > 0)
        said[n] = '\0';
    buf_str(http_out(x), said);
}

static void handle(struct http_exchange *x, void *worker)
{
    struct shared *shared = worker;
    const char *path = http_path(x);
    int number = (int)strtol(http_query_text(x), NULL, 10);

    atomic_fetch_add(&shared->handled, 1);
    http_set_header(x, "content-type", "text/plain; charset=utf-8");
    if (strcmp(path, "/sleep") == 0) {
        pause_ms(number);
        show(x);
    } else if (strcmp(path, "/die") == 0) {
        buf_str(http_out(x), "half a page");
        die("the test asked for it");
    } else if (strcmp(path, "/big") == 0) {
        memset(buf_space(http_out(x), (size_t)number), 'x', (size_t)number);
        http_out(x)->len += (size_t)number;
    } else if (strcmp(path, "/fixed") == 0) {
        http_out_static(x, "fixed", 5);
    } else if (strcmp(path, "/headers") == 0) {
        http_status(x, 303);
        http_set_header(x, "location", "/one");
        http_set_header(x, "Location", "/two");
        http_set_header(x, "set-cookie", "a=1");
        http_set_header(x, "set-cookie", "b=2");
    } else if (strcmp(path, "/park") == 0) {
        park(x, shared, number);
    } else if (strcmp(path, "/form") == 0) {
        show_form(x);
    } else {
        show(x);
    }
}

static void *worker_start(void *context, int worker)
{
    struct shared *shared = context;

    atomic_fetch_add(&shared->starts[worker], 1);
    if (worker == 0 && atomic_load(&shared->crash))
        die("the test asked worker 0 to crash");
    return shared;
}

static void worker_stop(void *worker)
{
    struct shared *shared = worker;

    atomic_fetch_add(&shared->stops, 1);
}

static void tick(void *worker)
{
    struct shared *shared = worker;

    atomic_fetch_add(&shared->ticks, 1);
}

void settle(void *worker)
{
    struct shared *shared = worker;
    int ms = atomic_load(&shared->settle_ms);

    if (ms < 0)
        die("the test asked settle() for it");
    pause_ms(ms);
}

static void ready(void *context, int port)
{
    (void)context;
    if (write(port_pipe[1], &port, sizeof(port)) != sizeof(port))
        BUG("no pipe");
    close(port_pipe[1]);
}

/* /large may get three times as much. */
static size_t body_most(enum http_method method, const char *path)
{
    return (method == HTTP_POST && !strcmp(path, "/large") ? 3 : 1) * 1024 * 1024;
}

void server_prepare(struct server *s)
{
    struct shared *shared =
        mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (shared == MAP_FAILED)
        BUG("no shared memory");
    *s = (struct server){
        .shared = shared,
        .config =
            {
                .address = "127.0.0.1",
                .workers = 2,
                .max_body = 1024 * 1024,
                .body_most = body_most,
                .deadline_ms = 20000,
                .idle_ms = 20000,
                .max_connections = 500,
                .max_per_address = 500,
                .context = shared,
                .ready = ready,
                .worker_start = worker_start,
                .handle = handle,
                .tick = tick,
                .worker_stop = worker_stop,
            },
    };
}

void server_start(struct server *s)
{
    if (pipe(port_pipe))
        BUG("no pipe");
    fflush(NULL);
    s->pid = fork();
    if (s->pid == 0) {
        close(port_pipe[0]);
        exit(http_serve(&s->config));
    }
    close(port_pipe[1]);
    if (read(port_pipe[0], &s->port, sizeof(s->port)) != sizeof(s->port))
        s->port = 0;
    close(port_pipe[0]);
}

int server_wait(struct server *s)
{
    int64_t until = now_ms() + 10000;
    int status;

    while (waitpid(s->pid, &status, WNOHANG) == 0) {
        if (now_ms() > until) {
            kill(s->pid, SIGKILL);
            waitpid(s->pid, &status, 0);
            return -1;
        }
        pause_ms(5);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int server_stop(struct server *s)
{
    kill(s->pid, SIGTERM);
    int code = server_wait(s);
    munmap(s->shared, sizeof(*s->shared));
    return code;
}

/* ---- time ------------------------------------------------------------------------------------ */

int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void pause_ms(int ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000L};

    while (nanosleep(&t, &t) && errno == EINTR)
        ;
}

/* ---- the client ------------------------------------------------------------------------------ */

int client_open(const struct server *s)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)s->port)};
    struct timeval patience = {5, 0};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof(address)))
        BUG("no connection to port %d: %s", s->port, strerror(errno));
    return fd;
}

bool client_send(int fd, const char *text)
{
    size_t n = strlen(text);

    while (n > 0) {
        ssize_t sent = send(fd, text, n, MSG_NOSIGNAL);

        if (sent <= 0)
            return false;
        text += sent;
        n -= (size_t)sent;
    }
    return true;
}

static bool head_read(int fd, struct answer *a)
{
    for (size_t n = 0; n < sizeof(a->head) - 1; n++) {
        if (recv(fd, a->head + n, 1, 0) != 1)
            return false;
        if (n >= 3 && memcmp(a->head + n - 3, "\r\n\r\n", 4) == 0)
            return true;
    }
    return false;
}

static struct answer answer_read(int fd, bool with_body)
{
    struct answer a = {0};
    char piece[4096];

    if (!head_read(fd, &a))
        return (struct answer){0};
    const char *length = strcasestr(a.head, "\r\ncontent-length:");
    size_t wanted = with_body && length ? strtoul(length + 17, NULL, 10) : 0;
    while (a.n < wanted) {
        ssize_t n = recv(fd, piece, MIN(sizeof(piece), wanted - a.n), 0);

        if (n <= 0)
            return (struct answer){0};
        if (a.n < sizeof(a.body) - 1)
            memcpy(a.body + a.n, piece, MIN((size_t)n, sizeof(a.body) - 1 - a.n));
        a.n += (size_t)n;
    }
    a.status = strncmp(a.head, "HTTP/1.1 ", 9) == 0 ? (int)strtol(a.head + 9, NULL, 10) : 0;
    return a;
}

struct answer client_answer(int fd)
{
    return answer_read(fd, true);
}

struct answer client_answer_head(int fd)
{
    return answer_read(fd, false);
}

struct answer client_ask(const struct server *s, const char *request)
{
    int fd = client_open(s);

    client_send(fd, request);
    struct answer a = client_answer(fd);
    close(fd);
    return a;
}

bool client_closed(int fd)
{
    char byte;

    ssize_t n = recv(fd, &byte, 1, 0);
    return n == 0 || (n < 0 && errno == ECONNRESET);
}

static bool has_line(const char *text, const char *line)
{
    size_t n = strlen(line);

    while (*text) {
        size_t length = strcspn(text, "\r\n");

        if (length == n && strncasecmp(text, line, n) == 0)
            return true;
        text += length;
        text += strspn(text, "\r\n");
    }
    return false;
}

bool answer_has(const struct answer *a, const char *line)
{
    return has_line(a->head, line) || has_line(a->body, line);
}

int answer_pid(const struct answer *a)
{
    const char *pid = strstr(a->body, "pid=");

    return pid ? (int)strtol(pid + 4, NULL, 10) : 0;
}
