/* t_base_log.c: the bytes of a log line on standard error.
 * Not: what is logged when.
 * Start at main(). */
#include "base/log.h"

#include "base/date.h"

#include <setjmp.h>

#include <cmocka.h>

/* What log_end() writes to standard error. */
static const char *written(struct log *l, char *to, size_t size)
{
    int ends[2], before = dup(STDERR_FILENO);

    assert_true(before >= 0 && pipe(ends) == 0);
    assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
    log_end(l);
    assert_true(dup2(before, STDERR_FILENO) >= 0);
    ssize_t n = read(ends[0], to, size - 1);
    assert_true(n > 0);
    to[n] = '\0';
    close(ends[0]);
    close(ends[1]);
    close(before);
    return to;
}

static void a_line(void **state)
{
    char got[2 * LOG_LINE];
    struct log l;

    (void)state;
    now_set((int64_t)20779 * 86400000 + 41031123); /* 2026-11-22, 11 h 23 min 51.123 s */
    log_begin(&l, "http");
    log_str(&l, "method", "GET");
    log_str(&l, "route", "/clients/:id");
    log_int(&l, "status", 200);
    log_str(&l, "none", NULL);
    log_str(&l, "empty", "");
    log_str(&l, "two", "a b");
    log_str(&l, "odd", "a\"b\\c=d\n\xc3\xab");
    log_int(&l, "low", INT64_MIN);
    assert_string_equal(written(&l, got, sizeof(got)),
                        "at=2026-11-22T11:23:51.123Z event=http method=GET route=/clients/:id "
                        "status=200 empty=\"\" two=\"a b\" odd=\"a\\\"b\\\\c=d\\x0a\\xc3\\xab\" "
                        "low=-9223372036854775808\n");
    now_set(0);
}

/* One line whatever is in it, and never more than the buffer. */
static void too_long(void **state)
{
    char got[2 * LOG_LINE], value[LOG_LINE + 1];
    struct log l;

    (void)state;
    memset(value, '\n', sizeof(value));
    for (size_t length = 0; length < sizeof(value); length++) {
        value[length] = '\0';
        log_begin(&l, "long");
        log_str(&l, "value", value);
        log_int(&l, "after", 1);
        written(&l, got, sizeof(got));
        size_t n = strlen(got);
        assert_true(n <= LOG_LINE);
        assert_ptr_equal(strchr(got, '\n'), got + n - 1);
        assert_int_equal(strstr(got, " cut=1\n") != NULL, strstr(got, " after=1") == NULL);
        if (length > LOG_LINE / 4)
            assert_string_equal(got + n - strlen(" event=long cut=1\n"), " event=long cut=1\n");
        value[length] = '\n';
    }
}

static void instants(void **state)
{
    char out[INSTANT_TEXT];

    (void)state;
    assert_string_equal(log_instant(0, out), "1970-01-01T00:00:00.000Z");
    assert_string_equal(log_instant(-1, out), "1969-12-31T23:59:59.999Z");
    assert_string_equal(log_instant(86400000 + 3661001, out), "1970-01-02T01:01:01.001Z");
}

static void durations_go_on(void **state)
{
    int64_t before = log_monotonic_us();

    (void)state;
    now_set(1); /* the clock stands still, in 1970 */
    while (log_monotonic_us() == before)
        continue;
    int64_t after = log_monotonic_us();
    assert_true(after > before && after < before + 60 * 1000000);
    now_set(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line),
        cmocka_unit_test(too_long),
        cmocka_unit_test(instants),
        cmocka_unit_test(durations_go_on),
    };

    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
