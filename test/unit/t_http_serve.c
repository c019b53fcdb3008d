/* t_http_serve.c: the processes of the server, and what happens when one of them or a client fails.
 * Not: what a request looks like (t_http_request.c).
 * Start at main(). */
#include "base/base.h"

#include "http_server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/socket.h>

#include <cmocka.h>

#define END "Host: spil\r\n\r\n"

static int prepare(void **state)
{
    static struct server server;

    server_prepare(&server);
    *state = &server;
    return 0;
}

/* A test that started no server, or ended it, sets pid to 0. */
static int clean(void **state)
{
    struct server *s = *state;

    if (s->pid)
        server_stop(s);
    return 0;
}

static int ended(struct server *s)
{
    int code = server_wait(s);

    s->pid = 0;
    return code;
}

static int worker_pid(const struct server *s)
{
    struct answer a = client_ask(s, "GET / HTTP/1.1\r\n" END);

    assert_int_equal(a.status, 200);
    return answer_pid(&a);
}

/* Sends to a worker that is not busy, and returns when its handler has begun. */
static void send_and_begin(const struct server *s, int fd, const char *request)
{
    int before = atomic_load(&s->shared->handled);
    int64_t start = now_ms();

    client_send(fd, request);
    while (atomic_load(&s->shared->handled) == before && now_ms() - start < 5000)
        pause_ms(1);
    assert_int_equal(atomic_load(&s->shared->handled), before + 1);
}

/* ---- slow and too many clients --------------------------------------------------------------- */

/* Sends a byte every 20 ms until the server ends the connection. Returns after how many ms. */
static int64_t drip(int fd, const char *text)
{
    int64_t start = now_ms();

    for (size_t i = 0; now_ms() - start < 4000; i++) {
        char byte = text[MIN(i, strlen(text) - 1)];
        char got;

        if (send(fd, &byte, 1, MSG_NOSIGNAL) != 1 || recv(fd, &got, 1, MSG_DONTWAIT) == 0)
            break;
        pause_ms(20);
    }
    return now_ms() - start;
}

static void slow_clients_meet_the_deadline(void **state)
{
    static const char *const slow[] = {
        "G",                                                            /* request line */
        "GET / HTTP/1.1\r\nx: yyyyyyyyyyyyyyyyyy",                      /* header */
        "POST / HTTP/1.1\r\nContent-Length: 100000\r\nHost: a\r\n\r\n", /* body, see below */
    };
    struct server *s = *state;

    s->config.deadline_ms = 300;
    server_start(s);
    for (size_t i = 0; i < COUNT(slow); i++) {
        int fd = client_open(s);

        if (i == 2) /* the header at once, then the body slowly */
            client_send(fd, slow[i]);
        int64_t ms = drip(fd, i == 2 ? "x" : slow[i]);
        if (ms < 280 || ms > 1500)
            fail_msg("slow client %zu was closed after %d ms", i, (int)ms);
        close(fd);
    }
    int fd = client_open(s); /* a second request has its own deadline, not that of idling */
    client_send(fd, "GET / HTTP/1.1\r\n" END);
    assert_int_equal(client_answer(fd).status, 200);
    client_send(fd, "GET / HTTP/1.1\r\n");
    assert_in_range(drip(fd, "x: yyyyyyyyyyyyyyyyyy"), 280, 1500);
    close(fd);
}

static void a_slow_handler_is_not_the_fault_of_clients(void **state)
{
    struct server *s = *state;

    s->config.workers = 1;
    s->config.deadline_ms = 1000;
    server_start(s);
    int asks = client_open(s), sends = client_open(s);
    client_send(sends, "GET / HTTP/1.1\r\n");
    pause_ms(50);
    client_send(asks, "GET /sleep?1500 HTTP/1.1\r\n" END);
    assert_int_equal(client_answer(asks).status, 200);
    pause_ms(50);
    client_send(sends, END); /* 1600 ms after its first byte, of which 100 were its own */
    assert_int_equal(client_answer(sends).status, 200);
    close(asks);
    close(sends);
}

/* ---- requests that are put aside ------------------------------------------------------------- */

/* One worker: the others are answered while it waits for another process. */
static void a_parked_request_holds_nobody_up(void **state)
{
    struct server *s = *state;

    s->config.workers = 1;
    server_start(s);
    int fd = client_open(s);
    int64_t start = now_ms();
    client_send(fd, "GET /park?2000 HTTP/1.1\r\n" END);
    pause_ms(50);
    for (int i = 0; i < 10; i++)
        assert_int_equal(client_ask(s, "GET / HTTP/1.1\r\n" END).status, 200);
    assert_in_range(now_ms() - start, 0, 1900);
    struct answer a = client_answer(fd);
    assert_in_range(now_ms() - start, 1990, 4500);
    assert_int_equal(a.status, 200);
    assert_string_equal(a.body, "it is done\n");     /* and nothing of the first time */
    client_send(fd, "GET /park?1 HTTP/1.1\r\n" END); /* the same connection once more */
    assert_string_equal(client_answer(fd).body, "it is done\n");
    close(fd);
}

static void a_process_that_fails_leaves_nobody_waiting(void **state)
{
    struct server *s = *state;

    s->config.workers = 1;
    server_start(s);
    assert_string_equal(client_ask(s, "GET /park?0 HTTP/1.1\r\n" END).body, "nothing was said\n");
    int64_t start = now_ms();
    assert_string_equal(client_ask(s, "GET /park?-1 HTTP/1.1\r\n" END).body, "nothing was said\n");
    assert_in_range(now_ms() - start, 190, 2500);
    int fd = client_open(s); /* who asked goes away */
    client_send(fd, "GET /park?300 HTTP/1.1\r\n" END);
    pause_ms(50);
    close(fd);
    pause_ms(400);
    assert_int_equal(client_ask(s, "GET / HTTP/1.1\r\n" END).status, 200);
    assert_int_equal(atomic_load(&s->shared->starts[0]), 1);
}

static void not_too_many_are_put_aside(void **state)
{
    enum { ROOM = 64, MORE = 6 };
    struct server *s = *state;
    int fds[ROOM];

    s->config.workers = 1;
    server_start(s);
    atomic_store(&s->shared->hold, 1); /* none of them is done before all were asked */
    for (int i = 0; i < ROOM; i++) {
        fds[i] = client_open(s);
        send_and_begin(s, fds[i], "GET /park?1 HTTP/1.1\r\n" END);
    }
    for (int i = 0; i < MORE; i++)
        assert_int_equal(client_ask(s, "GET /park?1 HTTP/1.1\r\n" END).status, 503);
    atomic_store(&s->shared->hold, 0);
    for (int i = 0; i < ROOM; i++) {
        assert_string_equal(client_answer(fds[i]).body, "it is done\n");
        close(fds[i]);
    }
}

/* Asked to stop, the server ends them first; when a handler dies, they hear it at once. */
static void a_parked_request_at_the_end(void **state)
{
    struct server *s = *state;

    s->config.workers = 1;
    server_start(s);
    int parked = client_open(s), dies = client_open(s);
    send_and_begin(s, parked, "GET /park?3000 HTTP/1.1\r\n" END);
    client_send(dies, "GET /die HTTP/1.1\r\n" END);
    assert_int_equal(client_answer(parked).status, 503);
    close(parked);
    close(dies);
    parked = client_open(s);
    send_and_begin(s, parked, "GET /park?500 HTTP/1.1\r\n" END);
    kill(s->pid, SIGTERM);
    assert_string_equal(client_answer(parked).body, "it is done\n");
    close(parked);
}

static void idle_connections_are_closed(void **state)
{
    struct server *s = *state;

    s->config.idle_ms = 1000;
    server_start(s);
    int fd = client_open(s);
    for (int i = 0; i < 3; i++) { /* still alive within the limit */
        client_send(fd, "GET / HTTP/1.1\r\n" END);
        assert_int_equal(client_answer(fd).status, 200);
        pause_ms(400);
    }
    int64_t start = now_ms();
    assert_true(client_closed(fd));
    assert_in_range(now_ms() - start, 20, 2300);
    close(fd);
}

static void an_address_has_a_limit(void **state)
{
    struct server *s = *state;
    int fds[4];

    s->config.workers = 1;
    s->config.max_per_address = 3;
    server_start(s);
    for (int i = 0; i < 3; i++) {
        fds[i] = client_open(s);
        client_send(fds[i], "GET / HTTP/1.1\r\n" END);
        assert_int_equal(client_answer(fds[i]).status, 200);
    }
    fds[3] = client_open(s);
    assert_true(client_closed(fds[3]));
    close(fds[0]);
    int status = 0; /* its place is free when the worker has seen that it went */
    for (int64_t start = now_ms(); status == 0 && now_ms() - start < 2000;)
        status = client_ask(s, "GET / HTTP/1.1\r\n" END).status;
    assert_int_equal(status, 200);
    for (int i = 1; i < 4; i++)
        close(fds[i]);
}

static void idle_clients_make_room(void **state)
{
    enum { PLACES = 16 };
    struct server *s = *state;
    int fds[PLACES];

    s->config.workers = 1;
    s->config.max_connections = PLACES;
    server_start(s);
    for (int i = 0; i < PLACES; i++) {
        fds[i] = client_open(s);
        client_send(fds[i], "GET / HTTP/1.1\r\n" END);
        assert_int_equal(client_answer(fds[i]).status, 200);
    }
    assert_int_equal(client_ask(s, "GET / HTTP/1.1\r\n" END).status, 200);
    for (int i = 0; i < PLACES; i++)
        close(fds[i]);
}

/* ---- whose address --------------------------------------------------------------------------- */

static void peer_is(struct server *s, const char *forwarded, const char *wanted)
{
    char request[512], line[80];

    snprintf(request, sizeof(request), "GET / HTTP/1.1\r\n%s" END, forwarded);
    snprintf(line, sizeof(line), "peer=%s", wanted);
    struct answer a = client_ask(s, request);
    if (!answer_has(&a, line))
        fail_msg("%s: not %s but %s", forwarded, line, a.body);
}

static void behind_a_proxy(void **state)
{
    struct server *s = *state;

    s->config.behind_proxy = true;
    server_start(s);
    peer_is(s, "", "127.0.0.1");
    peer_is(s, "X-Forwarded-For: 192.0.2.7\r\n", "192.0.2.7");
    peer_is(s, "X-Forwarded-For: 10.0.0.1, 192.0.2.8\r\n", "192.0.2.8");
    peer_is(s, "X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-For: 2001:DB8::1 \r\n", "2001:db8::1");
    peer_is(s, "X-Forwarded-For: ::ffff:192.0.2.9\r\n", "192.0.2.9");
    peer_is(s, "X-Forwarded-For: [2001:db8::2]\r\n", "2001:db8::2");
    peer_is(s, "X-Forwarded-For: 192.0.2.7, <script>\r\n", "127.0.0.1");
}

static void without_a_proxy_nobody_says_who_he_is(void **state)
{
    struct server *s = *state;

    server_start(s);
    peer_is(s, "X-Forwarded-For: 192.0.2.7\r\n", "127.0.0.1");
}

/* ---- handlers that die ----------------------------------------------------------------------- */

static void a_handler_that_dies_ends_only_its_worker(void **state)
{
    enum { WAITING = 5 };
    struct server *s = *state;
    int fds[2 + WAITING], refused = 0;

    s->config.workers = 1;
    server_start(s);
    int old = worker_pid(s);
    for (int i = 0; i < 2 + WAITING; i++) {
        fds[i] = client_open(s);
        client_send(fds[i], "GET / HTTP/1.1\r\n" END); /* this worker has it */
        assert_int_equal(client_answer(fds[i]).status, 200);
    }
    pause_ms(100);
    /* so that the others wait together */
    send_and_begin(s, fds[0], "GET /sleep?1000 HTTP/1.1\r\n" END);
    client_send(fds[1], "GET /die HTTP/1.1\r\n" END);
    for (int i = 2; i < 2 + WAITING; i++)
        client_send(fds[i], "GET / HTTP/1.1\r\n" END);

    assert_int_equal(client_answer(fds[0]).status, 200);
    struct answer died = client_answer(fds[1]);
    assert_int_equal(died.status, 500);
    assert_null(strstr(died.body, "half a page"));
    for (int i = 2; i < 2 + WAITING; i++) {
        struct answer a = client_answer(fds[i]);

        if (a.status == 200) { /* it had its turn before the other died */
            assert_int_equal(answer_pid(&a), old);
            continue;
        }
        assert_int_equal(a.status, 503);
        assert_true(answer_has(&a, "retry-after: 1"));
        refused++;
    }
    assert_in_range(refused, 1, WAITING);
    for (int i = 0; i < 2 + WAITING; i++)
        close(fds[i]);
    assert_int_not_equal(worker_pid(s), old);
    assert_int_equal(atomic_load(&s->shared->starts[0]), 2);
    assert_int_equal(atomic_load(&s->shared->stops), 0); /* the failed one cleans nothing up */
}

/* ---- the end of a turn ----------------------------------------------------------------------- */

static void an_answer_waits_for_what_was_put_off(void **state)
{
    struct server *s = *state;

    s->config.settle = settle;
    atomic_store(&s->shared->settle_ms, 200);
    server_start(s);
    int64_t start = now_ms();
    assert_int_equal(client_ask(s, "GET / HTTP/1.1\r\n" END).status, 200);
    assert_in_range(now_ms() - start, 200, 2500);

    atomic_store(&s->shared->settle_ms, -1);
    assert_int_equal(client_ask(s, "GET / HTTP/1.1\r\n" END).status, 500);
    atomic_store(&s->shared->settle_ms, 0);
    assert_int_equal(client_ask(s, "GET / HTTP/1.1\r\n" END).status, 200); /* of a new worker */
}

/* Sends a look, a save, a look and what kills the worker, while it sleeps; false when the library
 * handed them over in another order than they came in. */
static bool look_save_look_die(struct server *s)
{
    static const char *const requests[] = {"GET / HTTP/1.1\r\n" END,
                                           "POST / HTTP/1.1\r\nContent-Length: 0\r\n" END,
                                           "GET / HTTP/1.1\r\n" END, "GET /die HTTP/1.1\r\n" END};
    int fds[COUNT(requests)], status[COUNT(requests)], first = client_open(s);

    for (size_t i = 0; i < COUNT(requests); i++) {
        fds[i] = client_open(s);
        client_send(fds[i], "GET / HTTP/1.1\r\n" END); /* this worker has it */
        assert_int_equal(client_answer(fds[i]).status, 200);
    }
    /* so that the others wait together */
    send_and_begin(s, first, "GET /sleep?1500 HTTP/1.1\r\n" END);
    for (size_t i = 0; i < COUNT(requests); i++) {
        pause_ms(50);
        client_send(fds[i], requests[i]);
    }
    assert_int_equal(client_answer(first).status, 200);
    for (size_t i = 0; i < COUNT(requests); i++) {
        status[i] = client_answer(fds[i]).status;
        close(fds[i]);
    }
    close(first);
    assert_int_equal(status[2], 503);
    assert_int_equal(status[3], 500);
    assert_int_equal(status[0], status[1]);
    return status[0] == 200;
}

/* What shared the turn of a handler that died was not settled. What changes something shares its
 * turn with nothing. */
static void only_a_look_is_lost_when_another_handler_dies(void **state)
{
    struct server *s = *state;
    bool in_order = false;

    s->config.workers = 1;
    s->config.settle = settle;
    server_start(s);
    for (int i = 0; i < 5 && !in_order; i++)
        in_order = look_save_look_die(s);
    assert_true(in_order);
}

static void a_killed_worker_loses_nothing_that_waits(void **state)
{
    enum { CLIENTS = 50 };
    struct server *s = *state;
    int fds[CLIENTS];

    s->config.workers = 1;
    server_start(s);
    int old = worker_pid(s);
    kill(old, SIGSTOP); /* nothing is accepted from here */
    for (int i = 0; i < CLIENTS; i++) {
        fds[i] = client_open(s);
        client_send(fds[i], "GET / HTTP/1.1\r\n" END);
    }
    kill(old, SIGKILL);
    for (int i = 0; i < CLIENTS; i++) {
        struct answer a = client_answer(fds[i]);

        assert_int_equal(a.status, 200);
        assert_int_not_equal(answer_pid(&a), old);
        close(fds[i]);
    }
}

static void a_crash_loop_backs_off_and_harms_no_other(void **state)
{
    struct server *s = *state;
    int pids[2] = {0};

    server_start(s);
    while (!pids[1]) { /* the kernel spreads connections over the two */
        int pid = worker_pid(s);

        if (pid != pids[0])
            pids[pids[0] != 0] = pid;
    }
    atomic_store(&s->shared->crash, 1);
    for (int i = 0; i < 2; i++)
        kill(pids[i], SIGKILL);
    int64_t start = now_ms(), ms = 0;
    while (ms < 1000 || (atomic_load(&s->shared->starts[0]) < 4 && ms < 10000)) {
        int fd = client_open(s); /* those for worker 0 wait; the others are answered */

        client_send(fd, "GET / HTTP/1.1\r\n" END);
        pause_ms(10);
        close(fd);
        ms = now_ms() - start;
    }
    /* Started once at first, then after 0, 100, 200, 400, 800 ms, and one while we count. */
    int most = 2;
    for (int64_t due = 0, wait = 100; due <= ms; due += wait, wait *= 2)
        most++;
    assert_in_range(atomic_load(&s->shared->starts[0]), 4, most);
    assert_int_equal(atomic_load(&s->shared->starts[1]), 2);
    assert_in_range(atomic_load(&s->shared->handled), 10, ms / 5);
    atomic_store(&s->shared->crash, 0); /* mended: it comes back by itself */
    for (int i = 0; i < 20; i++)
        worker_pid(s);
}

static void a_start_that_fails_is_the_end(void **state)
{
    struct server *s = *state;

    atomic_store(&s->shared->crash, 1);
    server_start(s);
    assert_int_equal(s->port, 0);
    assert_int_equal(ended(s), 1);
}

/* ---- the end --------------------------------------------------------------------------------- */

static void asked_to_stop_it_finishes_what_runs(void **state)
{
    struct server *s = *state;

    server_start(s);
    int idle = client_open(s), busy = client_open(s);
    client_send(idle, "GET / HTTP/1.1\r\n" END);
    assert_int_equal(client_answer(idle).status, 200);
    send_and_begin(s, busy, "GET /sleep?300 HTTP/1.1\r\n" END);
    int64_t start = now_ms();
    kill(s->pid, SIGTERM);
    struct answer a = client_answer(busy);
    assert_int_equal(a.status, 200);
    assert_true(answer_has(&a, "connection: close"));
    assert_true(client_closed(idle));
    int code = server_wait(s);
    s->pid = 0;
    assert_int_equal(code, 0);
    assert_in_range(now_ms() - start, 150, 3000);
    assert_int_equal(atomic_load(&s->shared->stops), 2);
    close(idle);
    close(busy);
}

/* Without SO_REUSEPORT: succeeds only when nobody listens. */
static bool port_is_free(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    bool is_free = bind(fd, (struct sockaddr *)&address, sizeof(address)) == 0;
    close(fd);
    return is_free;
}

static _Noreturn void extra_child(void *context)
{
    struct shared *shared = context;

    atomic_store(&shared->extra_pid, (int)getpid());
    for (;;)
        pause_ms(10000);
}

static void a_killed_parent_frees_the_port_within_a_second(void **state)
{
    static void (*const extra[])(void *) = {extra_child, NULL};
    struct server *s = *state;
    int alive[2]; /* every process of the server has the end for writing */

    assert_int_equal(pipe(alive), 0);
    s->config.extra = extra;
    server_start(s);
    close(alive[1]);
    while (!atomic_load(&s->shared->extra_pid))
        pause_ms(5);
    int busy = client_open(s);
    send_and_begin(s, busy, "GET /sleep?60000 HTTP/1.1\r\n" END); /* a handler that hangs */
    assert_false(port_is_free(s->port));
    int64_t start = now_ms();
    kill(s->pid, SIGKILL);
    assert_int_equal(ended(s), 128 + SIGKILL);
    struct pollfd nobody = {alive[0], POLLIN, 0};
    assert_int_equal(poll(&nobody, 1, 2000), 1);
    assert_true(nobody.revents & POLLHUP);
    while (!port_is_free(s->port) && now_ms() - start < 2000)
        pause_ms(5); /* a process that ends closes its files one by one */
    assert_in_range(now_ms() - start, 0, 1000);
    close(busy);
    close(alive[0]);
}

static void extra_children_come_back_and_end_with_it(void **state)
{
    static void (*const extra[])(void *) = {extra_child, NULL};
    struct server *s = *state;

    s->config.extra = extra;
    server_start(s);
    int first, second;
    while (!(first = atomic_load(&s->shared->extra_pid)))
        pause_ms(5);
    kill(first, SIGKILL);
    while ((second = atomic_load(&s->shared->extra_pid)) == first)
        pause_ms(5);
    kill(s->pid, SIGINT);
    assert_int_equal(ended(s), 0);
    assert_int_equal(kill(second, 0), -1);
}

static void a_second_server_on_the_port_is_refused(void **state)
{
    struct server *s = *state, second;

    server_start(s);
    server_prepare(&second);
    second.config.port = s->port;
    server_start(&second);
    assert_int_equal(second.port, 0);
    assert_int_equal(server_stop(&second), 1);
    worker_pid(s);
}

static void it_ticks_when_idle(void **state)
{
    struct server *s = *state;

    s->config.workers = 1;
    server_start(s);
    int64_t start = now_ms();
    int before = atomic_load(&s->shared->ticks);
    pause_ms(1100);
    int ticks = atomic_load(&s->shared->ticks) - before;
    assert_in_range(ticks, 3, (now_ms() - start) / 250 + 1); /* four times a second */
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, prepare, clean)
    const struct CMUnitTest tests[] = {
        CASE(slow_clients_meet_the_deadline),
        CASE(a_slow_handler_is_not_the_fault_of_clients),
        CASE(a_parked_request_holds_nobody_up),
        CASE(a_process_that_fails_leaves_nobody_waiting),
        CASE(not_too_many_are_put_aside),
        CASE(a_parked_request_at_the_end),
        CASE(idle_connections_are_closed),
        CASE(an_address_has_a_limit),
        CASE(idle_clients_make_room),
        CASE(behind_a_proxy),
        CASE(without_a_proxy_nobody_says_who_he_is),
        CASE(a_handler_that_dies_ends_only_its_worker),
        CASE(an_answer_waits_for_what_was_put_off),
        CASE(only_a_look_is_lost_when_another_handler_dies),
        CASE(a_killed_worker_loses_nothing_that_waits),
        CASE(a_crash_loop_backs_off_and_harms_no_other),
        CASE(a_start_that_fails_is_the_end),
        CASE(asked_to_stop_it_finishes_what_runs),
        CASE(a_killed_parent_frees_the_port_within_a_second),
        CASE(extra_children_come_back_and_end_with_it),
        CASE(a_second_server_on_the_port_is_refused),
        CASE(it_ticks_when_idle),
    };

    return cmocka_run_group_tests_name("http_serve", tests, NULL, NULL);
}
