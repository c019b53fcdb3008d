/* t_mail.c: what a mail looks like on the line, and that nothing in it makes another header.
 * Not: sending (test/web/invite.t).
 * Start at main(). */
#include "core/mail.h"

#include <sodium.h>

#include <setjmp.h>

#include <cmocka.h>

const struct feature *const features[] = {NULL};

static void composed(struct buf *o, const char *to, const char *subject, const char *body)
{
    struct mail mail = {to, subject, body};

    buf_init(o, 64 * 1024);
    assert_true(mail_compose(o, "spil@example.org", &mail, 1795438800000)); /* 2026-11-23 13:00 */
}

static void as_the_standards_say(void **state)
{
    struct buf o;

    (void)state;
    composed(&o, "lies@example.org", "Uw account", "Hallo\n");
    assert_non_null(strstr(o.at, "Date: Mon, 23 Nov 2026 13:00:00 +0000\r\n"));
    assert_non_null(
        strstr(o.at, "\r\nFrom: Spil <spil@example.org>\r\nTo: <lies@example.org>\r\n"));
    assert_non_null(strstr(o.at, "\r\nSubject: =?UTF-8?B?VXcgYWNjb3VudA==?=\r\n"));
    assert_non_null(strstr(o.at, "\r\n\r\nSGFsbG8NCg==\r\n")); /* "Hallo\r\n" */
    assert_null(strstr(o.at, "\n\n"));
    buf_free(&o);
}

/* No line is longer than 78, and none begins with something a text put there. */
static void no_other_header(void **state)
{
    static const char *const nasty[] = {
        "x\r\nBcc: dief@example.org", "x\n.\r\nMAIL FROM:<a@b>",
        "caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80 and so on, "
        "with more letters than one word of a header holds, \xc3\xa9"};

    (void)state;
    for (size_t i = 0; i < COUNT(nasty); i++) {
        struct buf o;
        size_t headers = 0;

        composed(&o, "lies@example.org", nasty[i], nasty[i]);
        assert_null(strstr(o.at, "Bcc"));
        assert_null(strstr(o.at, "MAIL"));
        const char *end = strstr(o.at, "\r\n\r\n");
        for (const char *line = o.at; line && *line; line = strstr(line, "\r\n")) {
            line += line == o.at ? 0 : 2;
            assert_true(strcspn(line, "\r\n") <= 78);
            headers += line < end && *line != ' ';
        }
        assert_int_equal(headers, 9);
        buf_free(&o);
    }
}

static void addresses(void **state)
{
    static const char *const bad[] = {"",
                                      "lies",
                                      "@example.org",
                                      "lies@",
                                      "a@b@c",
                                      "lies@example.org\r\nBcc: x@y",
                                      "lies @example.org",
                                      "<lies@example.org>",
                                      "a@b,c@d",
                                      "li\xc3\xa9s@example.org",
                                      "a;b@c",
                                      "a\"b@c"};
    struct buf o;

    (void)state;
    assert_true(mail_address_fine("lies.van-den+berg@mail.example.org"));
    buf_init(&o, 64 * 1024);
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct mail mail = {bad[i], "x", "x"};

        assert_false(mail_address_fine(bad[i]));
        assert_false(mail_compose(&o, "spil@example.org", &mail, 0));
        assert_int_equal(o.len, 0);
    }
    buf_free(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_the_standards_say),
                                       cmocka_unit_test(no_other_header),
                                       cmocka_unit_test(addresses)};

    if (sodium_init() < 0)
        die("libsodium does not start");
    return cmocka_run_group_tests_name("mail", tests, NULL, NULL);
}
