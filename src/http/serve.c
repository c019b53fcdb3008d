/* serve.c: the parent: listening sockets, children, and starting them again.
 * Not: anything about requests; the parent never reads one.
 * Start at http_serve(). */
#include "http/inside.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>

enum {
    WORKERS_MAX = 64,
    CHILDREN_MAX = WORKERS_MAX + 16,
    BACKLOG = 1024,
    SETTLED_MS = 10000,   /* who lived this long is started again at once */
    FIRST_DELAY_MS = 100, /* second failure in a row; then doubled */
    LAST_DELAY_MS = 5000,
    KILL_MS = 10000, /* from SIGTERM to SIGKILL */
    KEPT = 4 << 20,  /* of memory, by a worker between two requests */
};

struct child {
    pid_t pid;     /* 0: not running */
    int listen_fd; /* -1: not a worker */
    void (*extra)(void *context);
    int64_t started_ms;
    int64_t due_ms; /* when not running: start it then */
    int failures;   /* in a row */
};

struct parent {
    const struct http_config *config;
    struct child children[CHILDREN_MAX];
    int n;
    int signals;  /* a signalfd: CHLD, TERM, INT */
    int ready[2]; /* workers write one byte into it */
    int ready_n;
    sigset_t before; /* the signal mask children get back */
    bool stopping;
    int exit_code;
};

static int64_t now_ms(void)
{
    return http_now_us() / 1000;
}

/* ---- sockets --------------------------------------------------------------------------------- */

static socklen_t address_make(const char *text, int port, struct sockaddr_storage *address)
{
    struct sockaddr_in *in = (void *)address;
    struct sockaddr_in6 *in6 = (void *)address;

    *address = (struct sockaddr_storage){0};
    if (port < 0 || port > 65535)
        die("port %d is not between 0 and 65535", port);
    if (inet_pton(AF_INET, text, &in->sin_addr) == 1) {
        in->sin_family = AF_INET;
        in->sin_port = htons((uint16_t)port);
        return sizeof(*in);
    }
    if (inet_pton(AF_INET6, text, &in6->sin6_addr) == 1) {
        in6->sin6_family = AF_INET6;
        in6->sin6_port = htons((uint16_t)port);
        return sizeof(*in6);
    }
    die("%s is not an address to listen on", text);
}

/* `shared`: SO_REUSEPORT. Without it, binding fails when any other process listens there. */
static int socket_bind(const struct http_config *c, int port, bool shared)
{
    struct sockaddr_storage address;
    socklen_t n = address_make(c->address, port, &address);
    int fd = socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int on = 1;

    if (fd < 0)
        die("no socket: %s", strerror(errno));
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
        (shared && setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on))) ||
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) ||
        bind(fd, (struct sockaddr *)&address, n))
        die("cannot listen on %s port %d: %s", c->address, port, strerror(errno));
    return fd;
}

static int port_of(int fd)
{
    struct sockaddr_storage address;
    socklen_t n = sizeof(address);

    if (getsockname(fd, (struct sockaddr *)&address, &n))
        die("no port: %s", strerror(errno));
    return ntohs(address.ss_family == AF_INET ? ((struct sockaddr_in *)&address)->sin_port
                                              : ((struct sockaddr_in6 *)&address)->sin6_port);
}

/* All sockets exist before the first worker, so that the kernel spreads over the same set for good.
 * SO_REUSEPORT would also let a second server of the same user in; the first bind, without it,
 * finds that out. */
static int sockets_open(struct parent *p)
{
    int port = p->config->port;

    if (port)
        close(socket_bind(p->config, port, false));
    for (int i = 0; i < p->config->workers; i++) {
        int fd = socket_bind(p->config, port, true);

        port = port_of(fd);
        p->children[i].listen_fd = fd;
    }
    for (int i = 0; i < p->config->workers; i++)
        if (listen(p->children[i].listen_fd, BACKLOG))
            die("cannot listen on %s port %d: %s", p->config->address, port, strerror(errno));
    return port;
}

static void sockets_close(struct parent *p, const struct child *except)
{
    for (int i = 0; i < p->n; i++) {
        struct child *c = &p->children[i];

        if (c != except && c->listen_fd >= 0) {
            close(c->listen_fd);
            c->listen_fd = -1;
        }
    }
}

/* ---- children -------------------------------------------------------------------------------- */

static _Noreturn void child_run(struct parent *p, struct child *c, pid_t parent)
{
    /* SIGKILL, because a handler that hangs would keep the port; the database survives that. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != parent)
        _exit(1);
    signal(SIGINT, SIG_IGN); /* from a terminal it goes to all; the parent tells us with SIGTERM */
    signal(SIGPIPE, SIG_IGN);
    sigprocmask(SIG_SETMASK, &p->before, NULL);
    close(p->signals);
    close(p->ready[0]);
    sockets_close(p, c);
    if (c->listen_fd >= 0) {
        arena_keep_freed(KEPT);
        exit(http_worker_run(p->config, (int)(c - p->children), c->listen_fd, p->ready[1]));
    }
    close(p->ready[1]);
    c->extra(p->config->context);
    exit(0);
}

static void child_start(struct parent *p, struct child *c)
{
    pid_t parent = getpid();

    fflush(NULL);
    c->started_ms = now_ms();
    c->pid = fork();
    if (c->pid == 0)
        child_run(p, c, parent);
    if (c->pid < 0) {
        fprintf(stderr, "spil: cannot start a process: %s\n", strerror(errno));
        c->pid = 0;
        c->due_ms = c->started_ms + LAST_DELAY_MS;
    }
}

static void child_ended(struct parent *p, struct child *c, int status)
{
    int64_t now = now_ms();

    c->pid = 0;
    if (p->stopping)
        return;
    if (WIFSIGNALED(status))
        fprintf(stderr, "spil: a child was ended by signal %d\n", WTERMSIG(status));
    if (p->ready_n < p->config->workers && c->listen_fd >= 0) {
        p->stopping = true; /* it never worked: say so instead of trying for ever */
        p->exit_code = 1;
        return;
    }
    c->failures = now - c->started_ms >= SETTLED_MS ? 1 : c->failures + 1;
    int64_t delay = c->failures == 1 ? 0 : (int64_t)FIRST_DELAY_MS << MIN(c->failures - 2, 10);
    c->due_ms = now + MIN(delay, LAST_DELAY_MS);
}

static void children_reap(struct parent *p)
{
    for (int i = 0; i < p->n; i++) {
        struct child *c = &p->children[i];
        int status;

        if (c->pid && waitpid(c->pid, &status, WNOHANG) == c->pid)
            child_ended(p, c, status);
    }
}

static void children_signal(const struct parent *p, int signal)
{
    for (int i = 0; i < p->n; i++)
        if (p->children[i].pid)
            kill(p->children[i].pid, signal);
}

static bool any_running(const struct parent *p)
{
    for (int i = 0; i < p->n; i++)
        if (p->children[i].pid)
            return true;
    return false;
}

/* Starts whoever is due. Returns how long to wait for the next, -1: until something happens. */
static int children_start(struct parent *p)
{
    int64_t now = now_ms(), next = INT64_MAX;

    for (int i = 0; i < p->n; i++) {
        struct child *c = &p->children[i];

        if (!c->pid && c->due_ms <= now)
            child_start(p, c);
        if (!c->pid)
            next = MIN(next, c->due_ms);
    }
    return next == INT64_MAX ? -1 : (int)MAX(0, next - now);
}

/* ---- the parent ------------------------------------------------------------------------------ */

static void signals_read(struct parent *p)
{
    struct signalfd_siginfo info;

    while (read(p->signals, &info, sizeof(info)) == sizeof(info))
        if (info.ssi_signo != SIGCHLD)
            p->stopping = true;
}

static void ready_read(struct parent *p, int port)
{
    char bytes[WORKERS_MAX];
    ssize_t n = read(p->ready[0], bytes, sizeof(bytes));

    if (n <= 0 || p->ready_n >= p->config->workers)
        return;
    p->ready_n += (int)n;
    if (p->ready_n >= p->config->workers && p->config->ready)
        p->config->ready(p->config->context, port);
}

static void wait_for_news(struct parent *p, int timeout_ms, int port)
{
    struct pollfd fds[] = {{p->signals, POLLIN, 0}, {p->ready[0], POLLIN, 0}};

    if (poll(fds, COUNT(fds), timeout_ms) < 0 && errno != EINTR)
        die("poll: %s", strerror(errno));
    ready_read(p, port); /* before the dead are counted: it may have been ready and then died */
    signals_read(p);
    children_reap(p);
}

static void stop_all(struct parent *p, int port)
{
    int64_t kill_at = now_ms() + KILL_MS;

    sockets_close(p, NULL);
    children_signal(p, SIGTERM);
    while (any_running(p)) {
        if (now_ms() >= kill_at)
            children_signal(p, SIGKILL);
        wait_for_news(p, 100, port);
    }
}

static void config_check(const struct http_config *c)
{
    if (c->workers < 1 || c->workers > WORKERS_MAX)
        die("%d workers is not between 1 and %d", c->workers, WORKERS_MAX);
    if (c->max_connections < 1 || c->max_per_address < 1 || c->deadline_ms < 1 || c->idle_ms < 1)
        die("a limit of the server is not positive");
}

static void children_list(struct parent *p)
{
    p->n = p->config->workers;
    for (int i = 0; i < CHILDREN_MAX; i++)
        p->children[i].listen_fd = -1;
    for (int i = 0; p->config->extra && p->config->extra[i]; i++) {
        if (p->n == CHILDREN_MAX)
            BUG("too many extra children");
        p->children[p->n++].extra = p->config->extra[i];
    }
}

int http_serve(const struct http_config *config)
{
    struct parent p = {.config = config};
    sigset_t ours;

    config_check(config);
    children_list(&p);
    int port = sockets_open(&p);
    signal(SIGCHLD, SIG_DFL); /* inherited SIG_IGN would take our children's exit codes */
    sigemptyset(&ours);
    sigaddset(&ours, SIGCHLD);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGINT);
    sigprocmask(SIG_BLOCK, &ours, &p.before);
    p.signals = signalfd(-1, &ours, SFD_NONBLOCK | SFD_CLOEXEC);
    if (p.signals < 0 || pipe2(p.ready, O_NONBLOCK | O_CLOEXEC))
        die("cannot watch children: %s", strerror(errno));
    while (!p.stopping)
        wait_for_news(&p, children_start(&p), port);
    stop_all(&p, port);
    close(p.signals);
    close(p.ready[0]);
    close(p.ready[1]);
    sigprocmask(SIG_SETMASK, &p.before, NULL);
    return p.exit_code;
}
