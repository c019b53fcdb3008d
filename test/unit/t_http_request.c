/* t_http_request.c: what one request gets from a running server.
 * Not: processes that end or fail (t_http_serve.c), parsers (t_http_form.c).
 * Start at main(). */
#include "base/base.h"

#include "http_server.h"

#include <setjmp.h>
#include <sys/socket.h>

#include <cmocka.h>

#define END "Host: spil\r\n\r\n"

static int start(void **state)
{
    static struct server server;

    server_prepare(&server);
    server_start(&server);
    *state = &server;
    return server.port == 0;
}

static int stop(void **state)
{
    return server_stop(*state);
}

static void lines_are(struct answer a, int status, const char *const *lines)
{
    assert_int_equal(a.status, status);
    for (; *lines; lines++)
        if (!answer_has(&a, *lines))
            fail_msg("no line %s in\n%s%s", *lines, a.head, a.body);
}
#define LINES(answer, status, ...)                                                                 \
    lines_are(answer, status, (const char *const[]){__VA_ARGS__, NULL})

static void a_request_is_what_was_sent(void **state)
{
    LINES(client_ask(*state, "GET /cli%C3%ABnt/1%2b?a=%41&b HTTP/1.1\r\nAccept: x/y\r\n"
                             "Cookie: a=1; session=abc\r\n" END),
          200, "method=GET", "path=/cli\xc3\xabnt/1+", "query=a=%41&b", "peer=127.0.0.1",
          "accept=x/y", "session=abc", "bytes=0", "content-type: text/plain; charset=utf-8");
    LINES(client_ask(*state, "POST //host/x HTTP/1.1\r\nCookie: a=1\r\nCookie: session=2\r\n"
                             "Content-Length: 5\r\n" END "h\xc3\xa9!\n"),
          200, "method=POST", "path=//host/x", "query=", "accept=(none)", "session=2", "bytes=5",
          "body=h\xc3\xa9!");
    LINES(client_ask(*state, "PUT / HTTP/1.1\r\n" END), 200, "method=PUT", "kind=0");
    LINES(client_ask(*state, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" END
                             "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
          200, "bytes=5", "body=abcde");
}

static void head_has_the_length_and_no_body(void **state)
{
    int fd = client_open(*state);

    client_send(fd, "HEAD /big?1234 HTTP/1.1\r\n" END "GET /fixed HTTP/1.1\r\n" END);
    LINES(client_answer_head(fd), 200, "content-length: 1234");
    LINES(client_answer(fd), 200, "content-length: 5", "fixed");
    close(fd);
}

static void headers_replace_and_cookies_add_up(void **state)
{
    struct answer a = client_ask(*state, "GET /headers HTTP/1.1\r\n" END);

    LINES(a, 303, "location: /two", "set-cookie: a=1", "set-cookie: b=2");
    assert_false(answer_has(&a, "location: /one"));
}

static void forms_arrive(void **state)
{
    LINES(client_ask(*state,
                     "POST /form HTTP/1.1\r\nContent-Length: 9\r\nContent-Type: "
                     "application/x-www-form-urlencoded; charset=UTF-8\r\n" END "a=1+1&b=2"),
          200, "fault=0", "a=1 1 (-)", "b=2 (-)");
    LINES(client_ask(*state, "POST /form HTTP/1.1\r\nContent-Length: 75\r\nContent-Type: "
                             "multipart/form-data; boundary=B\r\n" END
                             "--B\r\nContent-Disposition: form-data; name=f; filename=a.csv\r\n\r\n"
                             "x;y\r\n--B--\r\n"),
          200, "fault=0", "f=x;y (a.csv)");
    LINES(client_ask(*state, "POST /form HTTP/1.1\r\nContent-Length: 3\r\nContent-Type: text/plain"
                             "\r\n" END "a=1"),
          200, "fault=1");
    LINES(client_ask(*state, "POST /form HTTP/1.1\r\nContent-Length: 0\r\n" END), 200, "fault=0");
}

static void refused_with(struct server *s, int status, const char *request)
{
    int before = atomic_load(&s->shared->handled);
    struct answer a = client_ask(s, request);

    if (a.status != status)
        fail_msg("%d instead of %d for %s", a.status, status, request);
    assert_int_equal(atomic_load(&s->shared->handled), before);
}

static void what_is_not_readable_is_refused(void **state)
{
    static const char *const requests[] = {
        "GET /%00 HTTP/1.1\r\n" END,
        "GET /%zz HTTP/1.1\r\n" END,
        "GET /%ff HTTP/1.1\r\n" END,
        "GET /%0d%0aset-cookie:x HTTP/1.1\r\n" END,
        "GET x HTTP/1.1\r\n" END,
        "GET http://spil/ HTTP/1.1\r\n" END,
        "OPTIONS * HTTP/1.1\r\n" END,
        "GET / HTTP/1.1\r\n\r\n", /* no host */
        "GET / HTTP/1.1\r\nHost: a\r\n" END,
        "GET / HTTP/1.1\r\nbad name: x\r\n" END,
        "GET / HTTP/1.1\r\nno colon\r\n" END,
        "GET / HTTP/1.1\r\nx: a\x01 b\r\n" END,
        "POST / HTTP/1.1\r\nContent-Length : 5\r\n" END "abcde",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n" END "0\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n" END "0\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n" END
        "0\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n" END "ab",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n" END "a",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n" END "a",
        "POST / HTTP/1.1\r\nContent-Length: +1\r\n" END "a",
        "POST / HTTP/1.1\r\nContent-Length: 1x\r\n" END "a",
        "POST / HTTP/1.1\r\nContent-Length:\r\n" END "a",
    };

    for (size_t i = 0; i < COUNT(requests); i++)
        refused_with(*state, 400, requests[i]);
}

/* Where one server would see another end of the request than the next one: refused, and what
 * follows is not read as a request. */
static void nothing_is_smuggled(void **state)
{
#define SMUGGLED "GET /smuggled HTTP/1.1\r\n" END
    static const char *const requests[] = {
        "POST / HTTP/1.1\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n" END
        "0\r\n\r\n" SMUGGLED,
        "POST / HTTP/1.1\r\nTransfer-Encoding: \x0b"
        "chunked\r\nContent-Length: 0\r\n" END SMUGGLED,
        "POST / HTTP/1.1\r\nTransfer-Encoding: \"chunked\"\r\n" END "0\r\n\r\n" SMUGGLED,
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked \r\n" END "0\r\n\r\n" SMUGGLED,
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked,\r\n" END "0\r\n\r\n" SMUGGLED,
        "POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n" END "0\r\n\r\n" SMUGGLED,
        "POST / HTTP/1.1\r\nTransfer-Encoding : chunked\r\n" END "0\r\n\r\n" SMUGGLED,
        "POST / HTTP/1.1\r\nContent-Length: 0, 0\r\n" END SMUGGLED,
        "POST / HTTP/1.1\r\nContent-Length: 0x0\r\n" END SMUGGLED,
        "POST / HTTP/1.1\r\nContent-Length: 0 \r\n" END SMUGGLED,
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" END "0x0\r\n\r\n" SMUGGLED,
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" END "-1\r\n\r\n" SMUGGLED,
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" END "+0\r\n\r\n" SMUGGLED,
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" END "3\r\nabcXX0\r\n\r\n" SMUGGLED,
        "GET / HTTP/1.1\r\n x: y\r\n" END SMUGGLED,
        "GET / HTTP/1.1\r\nx: a\rContent-Length: 0\r\n" END SMUGGLED,
        "GET /\r\n" END SMUGGLED,
    };

    for (size_t i = 0; i < COUNT(requests); i++) {
        refused_with(*state, 400, requests[i]);
        int fd = client_open(*state);
        client_send(fd, requests[i]);
        assert_int_equal(client_answer(fd).status, 400);
        struct answer more = client_answer(fd); /* nothing, or the library's 400 once more */
        assert_true(more.status == 0 || more.status == 400);
        close(fd);
    }
#undef SMUGGLED
}

static void bodies_over_the_limit_are_not_read(void **state)
{
    struct server *s = *state;

    /* Refused before a byte of the body was sent. */
    refused_with(s, 413, "POST / HTTP/1.1\r\nContent-Length: 1048577\r\n" END);
    refused_with(s, 413,
                 "POST / HTTP/1.1\r\nContent-Length: 10000000\r\nExpect: 100-continue\r\n" END);
    refused_with(s, 413, "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n" END);
    int fd = client_open(s);
    client_send(fd, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" END);
    char chunk[1 + 6 + 0x8000 + 2];
    memset(chunk, 'x', sizeof(chunk) - 1);
    chunk[sizeof(chunk) - 1] = '\0';
    memcpy(chunk, "8000\r\n", 6);
    memcpy(chunk + 6 + 0x8000, "\r\n", 2);
    for (int i = 0; i < 33; i++) /* 33 times 32 KiB is one more than 1 MiB holds */
        client_send(fd, chunk);
    assert_int_equal(client_answer(fd).status, 413);
    assert_true(client_closed(fd));
    close(fd);
}

/* An address that takes files gets more, and no other; a few at once, so that memory has a bound.
 */
static void some_addresses_get_more(void **state)
{
    enum { AT_ONCE = 24, LEAST_REFUSED = AT_ONCE - 2 * 4 }; /* two workers, four each */
    static char body[2 * 1024 * 1024 + 1];
    struct server *s = *state;
    int fds[AT_ONCE], refused = 0, answered = 0;
    char byte;

    refused_with(s, 413, "POST /larger HTTP/1.1\r\nContent-Length: 2097152\r\n" END);
    refused_with(s, 413, "POST /large HTTP/1.1\r\nContent-Length: 3145729\r\n" END);
    for (int i = 0; i < AT_ONCE; i++) {
        fds[i] = client_open(s);
        client_send(fds[i], "POST /large HTTP/1.1\r\nContent-Length: 2097152\r\n" END);
    }
    for (int64_t start = now_ms(); answered < LEAST_REFUSED && now_ms() - start < 5000;) {
        pause_ms(300);
        answered = 0;
        for (int i = 0; i < AT_ONCE; i++)
            answered += recv(fds[i], &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 1;
    }
    for (int i = 0; i < AT_ONCE; i++)
        if (recv(fds[i], &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 1)
            refused += client_answer(fds[i]).status == 503;
    assert_true(refused >= LEAST_REFUSED && refused < AT_ONCE);
    assert_int_equal(client_ask(s, "GET / HTTP/1.1\r\n" END).status, 200);
    for (int i = 0; i < AT_ONCE; i++)
        close(fds[i]);
    pause_ms(1000); /* those that hung up make room */
    memset(body, 'x', sizeof(body) - 1);
    int fd = client_open(s);
    client_send(fd, "POST /large HTTP/1.1\r\nContent-Length: 2097152\r\n" END);
    assert_true(client_send(fd, body));
    assert_int_equal(client_answer(fd).status, 200);
    close(fd);
}

/* A client that sends everything before it looks must find the answer, not a reset connection. */
static void the_refusal_reaches_who_sends_on(void **state)
{
    static char body[64 * 1024];
    int fd = client_open(*state);

    memset(body, 'x', sizeof(body) - 1);
    client_send(fd, "POST / HTTP/1.1\r\nContent-Length: 1500000\r\n" END);
    pause_ms(50); /* it is refused by now */
    for (int i = 0; i < 15; i++)
        assert_true(client_send(fd, body));
    assert_int_equal(client_answer(fd).status, 413);
    char byte;
    assert_int_equal(recv(fd, &byte, 1, 0), 0);
    close(fd);
}

static void a_body_of_exactly_the_limit(void **state)
{
    static char body[1024 * 1024 + 1];
    int fd = client_open(*state);

    memset(body, 'x', sizeof(body) - 1);
    client_send(fd, "POST / HTTP/1.1\r\nContent-Length: 1048576\r\n" END);
    client_send(fd, body);
    LINES(client_answer(fd), 200, "bytes=1048576");
    close(fd);
}

static void headers_over_the_limit(void **state)
{
    static char request[64 * 1024];

    for (size_t size = 17000; size <= 60000; size += 21000) {
        int n = snprintf(request, sizeof(request), "GET / HTTP/1.1\r\nHost: a\r\nx: %0*d\r\n\r\n",
                         (int)size, 0);
        assert_true(n > 0 && (size_t)n < sizeof(request));
        refused_with(*state, 431, request);
    }
    snprintf(request, sizeof(request), "GET / HTTP/1.1\r\nHost: a\r\nx: %015000d\r\n\r\n", 0);
    assert_int_equal(client_ask(*state, request).status, 200);
}

static void expect_100_continue(void **state)
{
    int fd = client_open(*state);

    client_send(fd, "POST / HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n" END);
    assert_int_equal(client_answer_head(fd).status, 100);
    client_send(fd, "abc");
    LINES(client_answer(fd), 200, "body=abc");
    close(fd);
}

static void pipelined_requests_in_order(void **state)
{
    int fd = client_open(*state);

    client_send(fd, "GET /1 HTTP/1.1\r\n" END "POST /2 HTTP/1.1\r\nContent-Length: 3\r\n" END
                    "abcGET /3 HTTP/1.1\r\n" END);
    LINES(client_answer(fd), 200, "path=/1");
    LINES(client_answer(fd), 200, "path=/2", "body=abc");
    LINES(client_answer(fd), 200, "path=/3");
    close(fd);
}

static void many_connections_each_get_their_own(void **state)
{
    enum { CLIENTS = 60, ROUNDS = 4 };
    int fds[CLIENTS];
    char text[64];

    for (int i = 0; i < CLIENTS; i++)
        fds[i] = client_open(*state);
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < CLIENTS; i++) {
            snprintf(text, sizeof(text), "GET /%d/%d HTTP/1.1\r\n" END, i, round);
            client_send(fds[i], text);
        }
        for (int i = CLIENTS - 1; i >= 0; i--) {
            snprintf(text, sizeof(text), "path=/%d/%d", i, round);
            LINES(client_answer(fds[i]), 200, text);
        }
    }
    for (int i = 0; i < CLIENTS; i++)
        close(fds[i]);
}

static void a_large_answer_arrives_whole(void **state)
{
    assert_int_equal(client_ask(*state, "GET /big?9000000 HTTP/1.1\r\n" END).n, 9000000);
    assert_int_equal(client_ask(*state, "GET /big?16777217 HTTP/1.1\r\n" END).status, 500);
    assert_int_equal(client_ask(*state, "GET / HTTP/1.1\r\n" END).status, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_what_was_sent),
        cmocka_unit_test(head_has_the_length_and_no_body),
        cmocka_unit_test(headers_replace_and_cookies_add_up),
        cmocka_unit_test(forms_arrive),
        cmocka_unit_test(what_is_not_readable_is_refused),
        cmocka_unit_test(nothing_is_smuggled),
        cmocka_unit_test(bodies_over_the_limit_are_not_read),
        cmocka_unit_test(some_addresses_get_more),
        cmocka_unit_test(the_refusal_reaches_who_sends_on),
        cmocka_unit_test(a_body_of_exactly_the_limit),
        cmocka_unit_test(headers_over_the_limit),
        cmocka_unit_test(expect_100_continue),
        cmocka_unit_test(pipelined_requests_in_order),
        cmocka_unit_test(many_connections_each_get_their_own),
        cmocka_unit_test(a_large_answer_arrives_whole),
    };

    return cmocka_run_group_tests_name("http_request", tests, start, stop);
}
