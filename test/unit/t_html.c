/* t_html.c: nothing that was typed can become markup; frame and charts hold what they promise.
 * Not: the look (browser tests).
 * Start at main(). */
#include "html/html.h"

#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/date.h"
#include "html/chart.h"
#include "html/frame.h"
#include "html/svg.h"

static struct buf out;

static int begin(void **state)
{
    (void)state;
    buf_init(&out, 1 << 20);
    return 0;
}

static int end(void **state)
{
    (void)state;
    buf_free(&out);
    return 0;
}

static const char *escaped(const char *s)
{
    buf_clear(&out);
    html_text(&out, s);
    return out.at;
}

static void the_five_signs(void **state)
{
    (void)state;
    assert_string_equal(escaped("<a href=\"x\" title='y'>&</a>"),
                        "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
    assert_string_equal(escaped(""), "");
    assert_string_equal(escaped("plain text"), "plain text");
    assert_string_equal(escaped("&amp;"), "&amp;amp;");
    assert_string_equal(escaped("café · één €"), "café · één €");
}

/* Every byte from 1 to 127, one by one, against the rule written out again. */
static void every_ascii_byte(void **state)
{
    (void)state;
    for (int c = 1; c < 128; c++) {
        char text[] = {'a', (char)c, 'b', '\0'};
        const char *got = escaped(text);
        bool control = (c < 32 && c != '\t' && c != '\n' && c != '\r') || c == 127;

        assert_int_equal(got[0], 'a');
        assert_int_equal(got[strlen(got) - 1], 'b');
        if (control)
            assert_string_equal(got, "ab");
        else if (strchr("&<>\"'", c))
            assert_int_equal(got[1], '&');
        else
            assert_string_equal(got, text);
    }
}

static void what_xml_forbids_is_left_out(void **state)
{
    (void)state;
    assert_string_equal(escaped("a\xef\xbf\xbe"
                                "b\xef\xbf\xbf"
                                "c"),
                        "abc");
    assert_string_equal(escaped("\xef\xbf\xbd\xef\xbb\xbf"), "\xef\xbf\xbd\xef\xbb\xbf");
    assert_string_equal(escaped("\xef"), "\xef"); /* cut short: not read beyond the end */
    assert_string_equal(escaped("\xef\xbf"), "\xef\xbf");
}

static void conversions(void **state)
{
    (void)state;
    html(&out, "<b>%s</b>|%d|%u|%zu|%ld|%lld|%lu|%llu|%c|%%", "<", -7, 7U, (size_t)8, -9L, -10LL,
         11UL, ULLONG_MAX, '&');
    assert_string_equal(out.at, "<b>&lt;</b>|-7|7|8|-9|-10|11|18446744073709551615|&amp;|%");
    buf_clear(&out);
    html(&out, "%" PRId64 " %" PRId64 " %d", INT64_MIN, INT64_MAX, INT_MIN);
    assert_string_equal(out.at, "-9223372036854775808 9223372036854775807 -2147483648");
    buf_clear(&out);
    html(&out, "%s", "%s %n");
    assert_string_equal(out.at, "%s %n");
}

static void null_text(void)
{
    const char *volatile none = NULL;
    html(&out, "%s%s", "", none);
}

static void other_conversion(void)
{
    html(&out, "%x", 1U);
}

static bool aborts(void (*what)(void))
{
    fflush(NULL);
    pid_t child = fork();
    int status;

    if (child == 0) {
        fclose(stderr);
        signal(SIGABRT, SIG_DFL);
        what();
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void our_own_mistakes_abort(void **state)
{
    (void)state;
    assert_true(aborts(null_text));
    assert_true(aborts(other_conversion));
}

static void lines(void **state)
{
    (void)state;
    html_lines(&out, "een\r\ntwee <b>\n\n \ndrie\n");
    assert_string_equal(out.at, "<p>een<br>twee &lt;b&gt;</p><p>drie</p>");
    buf_clear(&out);
    html_lines(&out, "\n\n");
    assert_string_equal(out.at, "");
}

static void addresses(void **state)
{
    (void)state;
    html_url_arg(&out, "a b&c=é/~");
    assert_string_equal(out.at, "a%20b%26c%3D%C3%A9%2F~");
    buf_clear(&out);
    html_link(&out, "javascript:alert(1)", "<i>");
    html_link(&out, "data:text/html,x", "|");
    html_link(&out, " https://x", "|");
    assert_string_equal(out.at, "&lt;i&gt;||");
    buf_clear(&out);
    html_link(&out, "HTTPS://x.nl/\"", "x");
    assert_string_equal(out.at,
                        "<a href=\"HTTPS://x.nl/&quot;\" rel=\"noopener noreferrer\">x</a>");
    buf_clear(&out);
    html_link(&out, "mailto:a@b.nl", "post");
    assert_string_equal(out.at, "<a href=\"mailto:a@b.nl\">post</a>");
}

static size_t count(const char *what)
{
    size_t n = 0;

    for (const char *at = out.at; (at = strstr(at, what)); at++)
        n++;
    return n;
}

static void assert_has(const char *what)
{
    if (!strstr(out.at, what))
        fail_msg("no %s in %s", what, out.at);
}

static void the_frame(void **state)
{
    static const struct frame_link nav[] = {{"/", "Vandaag", "vandaag", 0},
                                            {"/deelnemers", "Deelnemers", NULL, 14}};
    static const struct frame_link crumbs[] = {{"/deelnemers", "Deelnemers", NULL, 0}};
    struct frame f = {.lang = LANG_NL,
                      .title = "<Milan>",
                      .errors = 2,
                      .crumbs = crumbs,
                      .n_crumbs = 1,
                      .nav = nav,
                      .n_nav = 2,
                      .active = "/deelnemers",
                      .who = "a & b",
                      .csrf = "tok\"en",
                      .flash = "<gelukt>",
                      .flash_undo = "/terug",
                      .here = "/x?a=1&b=2",
                      .css = "/c.css",
                      .js = "/s.js",
                      .icons = "/i.svg"};

    (void)state;
    frame_begin(&out, &f);
    frame_end(&out, &f);
    assert_has("<html lang=\"nl\">");
    assert_has("<title>2 fouten · &lt;Milan&gt; · Spil</title>");
    assert_has("<h1>&lt;Milan&gt;</h1>");
    assert_int_equal(count("<h1"), 1);
    assert_int_equal(count("<main "), 1);
    assert_has("<a class=\"skip\" href=\"#inhoud\">");
    assert_has("<main id=\"inhoud\"");
    assert_has("<a href=\"/deelnemers\" aria-current=\"page\">");
    assert_has("<span class=\"count\">14</span>");
    assert_has("terug=%2Fx%3Fa%3D1%26b%3D2");
    assert_has("<p>&lt;gelukt&gt;</p>");
    assert_int_equal(count("value=\"tok&quot;en\""), 2); /* log out, undo */
    assert_int_equal(count("style="), 0);
    assert_int_equal(count("<script"), 1);
    assert_int_equal(count(" on"), 0); /* no handler in an attribute */
}

static void the_frame_before_log_in(void **state)
{
    struct frame f = {.lang = LANG_EN,
                      .title = "Log in",
                      .here = "/",
                      .css = "/c.css",
                      .js = "/s.js",
                      .icons = "/i.svg"};

    (void)state;
    frame_begin(&out, &f);
    frame_end(&out, &f);
    assert_has("<html lang=\"en\">");
    assert_has("<title>Log in · Spil</title>");
    assert_int_equal(count("<nav"), 0);
    assert_int_equal(count("<form"), 0);
    assert_int_equal(count("csrf"), 0);
}

static void places_on_a_scale(void **state)
{
    struct svg_scale scale = {100, 300};

    (void)state;
    assert_int_equal(svg_place(scale, 100), 0);
    assert_int_equal(svg_place(scale, 150), 2500);
    assert_int_equal(svg_place(scale, 300), 10000);
    assert_int_equal(svg_place(scale, 99), 0);
    assert_int_equal(svg_place(scale, 301), 10000);
    svg_percent(&out, "x", 2505);
    svg_percent(&out, "y", 9);
    assert_string_equal(out.at, " x=\"25.05%\" y=\"0.09%\"");
}

/* 100 days from 1 January 2026; a job on days 20 to 39 (20% to 40%), today on day 50. */
static void a_trajectory(void **state)
{
    int32_t start = day_from_ymd(2026, 1, 1);
    struct svg_strip job = {start + 20, start + 39, "Bakker <20 uur>", true};
    int32_t contact = start + 10;
    struct arena *a = arena_new();

    (void)state;
    svg_trajectory(&out, a,
                   &(struct svg_trajectory){LANG_NL, "Een baan", start, start + 100, start + 50,
                                            &job, 1, &contact, 1});
    arena_free(a);
    assert_has("role=\"img\" aria-label=\"Een baan\"");
    assert_has("x=\"20.00%\" width=\"20.00%\"");
    assert_has("cx=\"10.00%\"");
    assert_has("x1=\"50.00%\" x2=\"50.00%\"");
    assert_has(
        "<th scope=\"row\">Bakker &lt;20 uur&gt;</th><td>21-01-2026</td><td>09-02-2026</td>");
    assert_has("<td>11-01-2026</td>");
    assert_int_equal(count("style="), 0);
}

static void a_stack(void **state)
{
    static const struct svg_part parts[] = {{"een", 50, "50 uur"}, {"twee", 30, "30 uur"}};

    (void)state;
    svg_stack(&out, parts, 2, 100);
    assert_has("class=\"tone-1\" height=\"16\" rx=\"2\" x=\"0.00%\" width=\"49.60%\"");
    assert_has("class=\"tone-2\" height=\"16\" rx=\"2\" x=\"50.00%\" width=\"29.60%\"");
    assert_has("twee</dt><dd>30 uur</dd>");
}

/* A curve that stops before the axis has a thread to its name; one that does not has none. */
static void a_short_curve(void **state)
{
    static const double whole[] = {0.1, 0.2, 0.3}, short_[] = {0.1, 0.15, NAN};
    const struct chart_curve curve[] = {{"heel", whole, NULL, NULL}, {"kort", short_, NULL, NULL}};
    static const char mark[] = "class=\"leader\"";

    (void)state;
    chart_curves(&out,
                 &(struct chart_curves){.title = "Proef", .n = 3, .curve = curve, .curves = 2});
    const char *first = strstr(out.at, mark);
    assert_non_null(first);
    assert_null(strstr(first + 1, mark));
    assert_non_null(strstr(first, ">kort</text>"));
    assert_has(">heel</text>");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(the_five_signs),
        CASE(every_ascii_byte),
        CASE(what_xml_forbids_is_left_out),
        CASE(conversions),
        CASE(our_own_mistakes_abort),
        CASE(lines),
        CASE(addresses),
        CASE(the_frame),
        CASE(the_frame_before_log_in),
        CASE(places_on_a_scale),
        CASE(a_trajectory),
        CASE(a_stack),
        CASE(a_short_curve),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
