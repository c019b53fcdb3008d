/* t_http_form.c: what the parsers of src/http accept and refuse.
 * Not: a running server (t_http_request.c, t_http_serve.c).
 * Start at main(). */
#include "http/parse.h"

#include <setjmp.h>

#include <cmocka.h>

#define TYPE "multipart/form-data; boundary=XX"

static int arena_make(void **state)
{
    *state = arena_new();
    return 0;
}

static int arena_drop(void **state)
{
    arena_free(*state);
    return 0;
}

static struct http_fields fields_of(struct arena *a, const char *text)
{
    struct http_fields fields;

    assert_int_equal(http_fields_parse(text, strlen(text), a, &fields), HTTP_FINE);
    return fields;
}

static void field_is(struct http_fields fields, size_t i, const char *name, const char *value)
{
    assert_true(i < fields.n);
    assert_string_equal(fields.at[i].name, name);
    assert_string_equal(fields.at[i].value, value);
    assert_int_equal(fields.at[i].n, strlen(value));
}

static void plain_fields(void **state)
{
    struct http_fields f = fields_of(*state, "naam=Zo%C3%AB+de+Vries&leeg=&los&a%2Bb=1%2b1%3d2&t=="
                                             "%0D%0A&");

    assert_int_equal(f.n, 5);
    field_is(f, 0, "naam", "Zo\xc3\xab de Vries");
    field_is(f, 1, "leeg", "");
    field_is(f, 2, "los", "");
    field_is(f, 3, "a+b", "1+1=2");
    field_is(f, 4, "t", "=\r\n");
    assert_null(f.at[0].file_name);
    assert_int_equal(fields_of(*state, "").n, 0);
    assert_int_equal(fields_of(*state, "&&").n, 0);
}

static void refused_fields(void **state)
{
    static const struct {
        const char *text;
        enum http_fault fault;
    } cases[] = {
        {"a=%", HTTP_MALFORMED},   {"a=%4", HTTP_MALFORMED},    {"a=%4&b=41", HTTP_MALFORMED},
        {"a=%zz", HTTP_MALFORMED}, {"a=%-1", HTTP_MALFORMED},   {"=b", HTTP_MALFORMED},
        {"a=\n", HTTP_MALFORMED},  {"a\x7f=1", HTTP_MALFORMED}, {"a%0A=1", HTTP_MALFORMED},
        {"%ff=1", HTTP_MALFORMED}, {"a%00=1", HTTP_MALFORMED},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct http_fields f;
        int fault = http_fields_parse(cases[i].text, strlen(cases[i].text), *state, &f);

        if (fault != (int)cases[i].fault)
            fail_msg("%s: fault %d", cases[i].text, fault);
    }
}

/* Nothing around it is lost; the form refuses it at its field. */
static void unreadable_bytes_are_replaced(void **state)
{
    static const struct {
        const char *text, *value;
    } cases[] = {
        {"a=%C3", "\uFFFD"},
        {"a=%C0%80", "\uFFFD\uFFFD"},
        {"a=%ED%A0%80", "\uFFFD\uFFFD\uFFFD"},
        {"a=\xe9t%C3%A9", "\uFFFDt\u00e9"},
        {"a=x%00y", "x\uFFFDy"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct http_fields f;

        assert_int_equal(http_fields_parse(cases[i].text, strlen(cases[i].text), *state, &f),
                         HTTP_FINE);
        assert_string_equal(f.at[0].value, cases[i].value);
        assert_int_equal(f.at[0].n, strlen(cases[i].value));
    }
}

static void at_most_500_fields_and_64_bytes(void **state)
{
    char text[2 * 501] = "";
    char name[66];
    struct http_fields f;

    for (int i = 0; i < 501; i++)
        memcpy(text + 2 * i, "a&", 2);
    assert_int_equal(http_fields_parse(text, 2 * 500, *state, &f), HTTP_FINE);
    assert_int_equal(f.n, 500);
    assert_int_equal(http_fields_parse(text, 2 * 501, *state, &f), HTTP_TOO_MANY);
    memset(name, 'n', sizeof(name));
    assert_int_equal(http_fields_parse(name, 64, *state, &f), HTTP_FINE);
    assert_int_equal(http_fields_parse(name, 65, *state, &f), HTTP_MALFORMED);
}

static void paths(void **state)
{
    static const char *const decoded[][2] = {
        {"/", "/"},
        {"/client/12", "/client/12"},
        {"/a%20b+c", "/a b+c"},
        {"//host/x", "//host/x"},
        {"/%25%32%30", "/%20"}, /* once, not twice */
        {"/../%2e%2e/x", "/../../x"},
        {"/Zo%C3%AB", "/Zo\xc3\xab"},
    };
    static const char *const refused[] = {"",     "x",    "*",         "http://host/", "/%",
                                          "/%4",  "/%00", "/%0a",      "/a\tb",        "/%7f",
                                          "/%c3", "/%ff", "/%e0%80%af"};

    for (size_t i = 0; i < COUNT(decoded); i++) {
        const char *path = path_parse(decoded[i][0], strlen(decoded[i][0]), *state);

        assert_non_null(path);
        assert_string_equal(path, decoded[i][1]);
    }
    for (size_t i = 0; i < COUNT(refused); i++)
        if (path_parse(refused[i], strlen(refused[i]), *state))
            fail_msg("%s should be refused", refused[i]);
}

static void cookie_is(const char *header, const char *name, const char *wanted)
{
    const char *value = NULL;
    size_t n = 0;
    bool found = cookie_find(header, name, &value, &n);

    if (!wanted) {
        assert_false(found);
        return;
    }
    assert_true(found);
    assert_int_equal(n, strlen(wanted));
    assert_memory_equal(value, wanted, n);
}

static void cookies(void **state)
{
    (void)state;
    cookie_is("a=1; session=xyz; b=2", "session", "xyz");
    cookie_is("session=first; session=second", "session", "first");
    cookie_is("xsession=1;session=2", "session", "2");
    cookie_is("sessionx=1", "session", NULL);
    cookie_is("a=session=1", "session", NULL);
    cookie_is("session", "session", NULL);
    cookie_is("session=", "session", "");
    cookie_is("session=a=b ; c=d", "session", "a=b");
    cookie_is("", "session", NULL);
    cookie_is(";;  ;", "session", NULL);
    cookie_is("Session=1", "session", NULL); /* names have case: RFC 6265 */
}

static enum http_fault multipart(void **state, const char *type, const char *body,
                                 struct http_fields *f)
{
    return multipart_parse(type, body, strlen(body), *state, f);
}

static void a_form_with_a_file(void **state)
{
    static const char body[] =
        "--XX\r\n"
        "Content-Disposition: form-data; name=\"naam\"\r\n\r\n"
        "Zo\xc3\xab\r\nde Vries\r\n"
        "--XX\r\n"
        "content-disposition:form-data;name=f; filename=\"C:\\map\\a \\\"b\\\""
        ".csv\"\r\n"
        "Content-Type: text/csv\r\n\r\n"
        "x\0y\xff\r\n--X\r\n"
        "\r\n--XX\r\n"
        "Content-Disposition: form-data; filename=\"\"; name=\"leeg\"\r\n\r\n"
        "\r\n--XX--\r\n";
    struct http_fields f;

    assert_int_equal(multipart_parse(TYPE, body, sizeof(body) - 1, *state, &f), HTTP_FINE);
    assert_int_equal(f.n, 3);
    field_is(f, 0, "naam", "Zo\xc3\xab\r\nde Vries");
    assert_null(f.at[0].file_name);
    assert_string_equal(f.at[1].name, "f");
    assert_string_equal(f.at[1].file_name, "a \"b\".csv");
    assert_string_equal(f.at[1].file_type, "text/csv");
    assert_int_equal(f.at[1].n, 11);
    assert_memory_equal(f.at[1].value, "x\0y\xff\r\n--X\r\n", 11);
    field_is(f, 2, "leeg", "");
    assert_string_equal(f.at[2].file_name, "");
    assert_null(f.at[2].file_type);
}

static void boundaries(void **state)
{
    static const char empty[] = "--a b'()+_,-./:=?9--";
    static const char *const refused[] = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"x",
        "multipart/form-data; boundary=\"x \"",
        "multipart/form-data; boundary=x; boundary=x",
        "multipart/form-data; boundary=x\"y",
        "multipart/form-data boundary=x",
        "multipart/form-data; boundary=12345678901234567890123456789012345678901234567890"
        "123456789012345678901",
    };
    struct http_fields f;

    assert_int_equal(multipart(state,
                               "multipart/form-data; charset=utf-8; "
                               "Boundary=\"a b'()+_,-./:=?9\"",
                               empty, &f),
                     HTTP_FINE);
    assert_int_equal(f.n, 0);
    for (size_t i = 0; i < COUNT(refused); i++)
        if (multipart(state, refused[i], "--x--", &f) != HTTP_MALFORMED)
            fail_msg("%s should be refused", refused[i]);
}

static void refused_multiparts(void **state)
{
    static const char head[] = "--XX\r\nContent-Disposition: form-data; name=\"a\"";
    static const struct {
        bool with_head;
        const char *text;
        enum http_fault fault;
    } cases[] = {
        {false, "", HTTP_MALFORMED},
        {false, "--XX", HTTP_MALFORMED},
        {false, "preamble\r\n--XX--", HTTP_MALFORMED},
        {false, "--XX\r\n\r\nno name\r\n--XX--", HTTP_MALFORMED},
        {false, "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--", HTTP_MALFORMED},
        {false, "--XX\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--XX--",
         HTTP_MALFORMED},
        {false, "--XX\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\nx\r\n--XX--",
         HTTP_MALFORMED},
        {true, "\r\n\r\nx\r\n--XX--", HTTP_FINE},
        {true, "\r\n\r\nx\r\n--XX--\r\nepilogue", HTTP_MALFORMED},
        {true, "\r\n\r\nx\r\n--XX", HTTP_MALFORMED},
        {true, "\r\n\r\nx\r\n--XXY", HTTP_MALFORMED},
        {true, "\r\n\r\nx\r\n", HTTP_MALFORMED},
        {true, "\r\n\r\nx--XX--", HTTP_MALFORMED},
        {true, "; name=b\r\n\r\nx\r\n--XX--", HTTP_MALFORMED},
        {true, "; filename=\"a\tb\"\r\n\r\nx\r\n--XX--", HTTP_MALFORMED},
        {true, "; filename=\"a\r\n\r\nx\r\n--XX--", HTTP_MALFORMED},
        {true, "\r\nContent-Disposition: form-data; name=b\r\n\r\nx\r\n--XX--", HTTP_MALFORMED},
        {true, "\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--XX--", HTTP_MALFORMED},
        {true, "\r\nno colon\r\n\r\nx\r\n--XX--", HTTP_MALFORMED},
        {true, "\r\na:1\r\na:2\r\na:3\r\na:4\r\na:5\r\na:6\r\na:7\r\na:8\r\n\r\nx\r\n--XX--",
         HTTP_MALFORMED},
    };
    struct http_fields f;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *body = arena_fmt(*state, "%s%s", cases[i].with_head ? head : "", cases[i].text);
        int fault = multipart(state, TYPE, body, &f);

        if (fault != (int)cases[i].fault)
            fail_msg("case %zu (%s): fault %d", i, cases[i].text, fault);
    }
    static const char nul[] =
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\0\r\n--XX--";
    assert_int_equal(multipart_parse(TYPE, nul, sizeof(nul) - 1, *state, &f), HTTP_FINE);
    assert_string_equal(f.at[0].value, "\uFFFD");
}

static void at_most_500_parts(void **state)
{
    static const char part[] = "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n";
    size_t n = sizeof(part) - 1;
    char *body = arena_alloc(*state, 501 * n + 7);
    struct http_fields f;

    for (size_t i = 0; i < 501; i++)
        memcpy(body + i * n, part, n);
    memcpy(body + 501 * n, "--XX--", 6);
    assert_int_equal(multipart_parse(TYPE, body, 501 * n + 6, *state, &f), HTTP_TOO_MANY);
    assert_int_equal(multipart_parse(TYPE, body + n, 500 * n + 6, *state, &f), HTTP_FINE);
    assert_int_equal(f.n, 500);
}

static void media_types(void **state)
{
    (void)state;
    assert_true(media_type_is("multipart/form-data", "multipart/form-data"));
    assert_true(media_type_is("Multipart/Form-Data; boundary=x", "multipart/form-data"));
    assert_true(media_type_is("text/csv ;a=b", "text/csv"));
    assert_false(media_type_is("text/csvx", "text/csv"));
    assert_false(media_type_is("text", "text/csv"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(plain_fields, arena_make, arena_drop),
        cmocka_unit_test_setup_teardown(refused_fields, arena_make, arena_drop),
        cmocka_unit_test_setup_teardown(unreadable_bytes_are_replaced, arena_make, arena_drop),
        cmocka_unit_test_setup_teardown(at_most_500_fields_and_64_bytes, arena_make, arena_drop),
        cmocka_unit_test_setup_teardown(paths, arena_make, arena_drop),
        cmocka_unit_test(cookies),
        cmocka_unit_test_setup_teardown(a_form_with_a_file, arena_make, arena_drop),
        cmocka_unit_test_setup_teardown(boundaries, arena_make, arena_drop),
        cmocka_unit_test_setup_teardown(refused_multiparts, arena_make, arena_drop),
        cmocka_unit_test_setup_teardown(at_most_500_parts, arena_make, arena_drop),
        cmocka_unit_test(media_types),
    };

    return cmocka_run_group_tests_name("http_form", tests, NULL, NULL);
}
