/* t_base_json.c: written JSON as a reader sees it (jansson), and its exact bytes.
 * Not: what a page or an export says in it.
 * Start at main(). */
#include "base/json.h"

#include <setjmp.h>
#include <signal.h>
#include <sys/wait.h>

#include <cmocka.h>
#include <jansson.h>
#include <math.h>

static struct buf out;

static int clear(void **state)
{
    (void)state;
    buf_clear(&out);
    return 0;
}

static void commas_and_nesting(void **state)
{
    struct json j;

    (void)state;
    json_begin(&j, &out);
    json_object_open(&j);
    json_key(&j, "id"), json_id(&j, INT64_MAX);
    json_key(&j, "none"), json_id(&j, 0);
    json_key(&j, "list");
    json_array_open(&j);
    json_int(&j, -1);
    json_array_open(&j);
    json_array_close(&j);
    json_object_open(&j);
    json_object_close(&j);
    json_str(&j, "a");
    json_str(&j, NULL);
    json_array_close(&j);
    json_key(&j, "yes"), json_bool(&j, true);
    json_key(&j, "no"), json_bool(&j, false);
    json_key(&j, "null"), json_none(&j);
    json_object_close(&j);
    json_end(&j);
    assert_string_equal(out.at, "{\"id\":\"9223372036854775807\",\"none\":null,"
                                "\"list\":[-1,[],{},\"a\",null],"
                                "\"yes\":true,\"no\":false,\"null\":null}");
}

static void strings(void **state)
{
    struct json j;
    char all[128];

    (void)state;
    json_begin(&j, &out);
    json_str(&j, "a\"b\\c\n\r\t\b\f\x01\x1f/ Zo\xc3\xab");
    json_end(&j);
    assert_string_equal(out.at, "\"a\\\"b\\\\c\\n\\r\\t\\b\\f\\u0001\\u001f/ Zo\xc3\xab\"");

    buf_clear(&out);
    json_begin(&j, &out);
    json_str(&j, "\xff"
                 "a\xc3\xab\xc3(\xed\xa0\x80"); /* a lone byte, a cut one, a surrogate */
    json_end(&j);
    assert_string_equal(out.at, "\"\xef\xbf\xbd"
                                "a\xc3\xab\xef\xbf\xbd(\xef\xbf\xbd\xef\xbf\xbd"
                                "\xef\xbf\xbd\"");

    for (int i = 1; i < 128; i++) /* every ASCII character, back from a reader */
        all[i - 1] = (char)i;
    all[127] = '\0';
    buf_clear(&out);
    json_begin(&j, &out);
    json_str(&j, all);
    json_end(&j);
    json_t *read = json_loads(out.at, JSON_DECODE_ANY, NULL);
    assert_non_null(read);
    assert_string_equal(json_string_value(read), all);
    json_decref(read);
}

static void numbers(void **state)
{
    static const double some[] = {
        0.1, 1.0 / 3, 1e300, -2.5e-300, 5e-324, 123456789.125, 1e21, 0, 1.7976931348623157e308};
    struct json j;

    (void)state;
    json_begin(&j, &out);
    json_array_open(&j);
    for (size_t i = 0; i < COUNT(some); i++)
        json_double(&j, some[i]);
    json_double(&j, (double)NAN);
    json_double(&j, (double)-INFINITY);
    json_int(&j, INT64_MIN);
    json_array_close(&j);
    json_end(&j);
    json_t *read = json_loads(out.at, 0, NULL);
    assert_non_null(read);
    for (size_t i = 0; i < COUNT(some); i++)
        assert_true(json_number_value(json_array_get(read, i)) == some[i]);
    assert_true(json_is_null(json_array_get(read, COUNT(some))));
    assert_true(json_is_null(json_array_get(read, COUNT(some) + 1)));
    assert_true(json_integer_value(json_array_get(read, COUNT(some) + 2)) == INT64_MIN);
    json_decref(read);
}

static void value_without_key(struct json *j)
{
    json_object_open(j);
    json_int(j, 1);
}

static void key_in_array(struct json *j)
{
    json_array_open(j);
    json_key(j, "a");
}

static void wrong_close(struct json *j)
{
    json_object_open(j);
    json_array_close(j);
}

static void key_without_value(struct json *j)
{
    json_object_open(j);
    json_key(j, "a");
    json_object_close(j);
}

static void two_values(struct json *j)
{
    json_int(j, 1);
    json_int(j, 2);
}

static void left_open(struct json *j)
{
    json_array_open(j);
    json_end(j);
}

static void too_deep(struct json *j)
{
    for (int i = 0; i <= JSON_DEPTH; i++)
        json_array_open(j);
}

/* Each in a child: a BUG aborts. */
static void our_own_mistakes_abort(void **state)
{
    static void (*const mistakes[])(struct json *) = {value_without_key, key_in_array, wrong_close,
                                                      key_without_value, two_values,   left_open,
                                                      too_deep};

    (void)state;
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        int status;
        pid_t child = fork();

        assert_true(child >= 0);
        if (child == 0) {
            struct json j;

            signal(SIGABRT, SIG_DFL);
            if (!freopen("/dev/null", "w", stderr))
                _exit(2);
            json_begin(&j, &out);
            mistakes[i](&j);
            _exit(0);
        }
        assert_true(waitpid(child, &status, 0) == child);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT)
            fail_msg("mistake %zu was not noticed", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(commas_and_nesting, clear),
        cmocka_unit_test_setup(strings, clear),
        cmocka_unit_test_setup(numbers, clear),
        cmocka_unit_test_setup(our_own_mistakes_abort, clear),
    };

    buf_init(&out, 1 << 16);
    int failed = cmocka_run_group_tests_name("json", tests, NULL, NULL);
    buf_free(&out);
    return failed;
}
