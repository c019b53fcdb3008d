/* t_pdf.c: what a reader that is not ours finds in our documents: pdftotext and pdfinfo.
 * Not: how they look; people looked.
 * Start at read_back(). */
#include "pdf/pdf.h"

#include <math.h>
#include <setjmp.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

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

/* What another program says of the document: the words, with \f at the end of each page, or with
 * `-struct` the tags. */
static char *read_back(struct arena *a, const struct buf *out, const char *program,
                       const char *option)
{
    char from[] = "/tmp/spil-pdf-XXXXXX", to[] = "/tmp/spil-txt-XXXXXX";
    int in = mkstemp(from), said = mkstemp(to), status;
    char *text = arena_alloc(a, 1 << 18);

    assert_true(in >= 0 && said >= 0);
    assert_int_equal(write(in, out->at, out->len), (ssize_t)out->len);
    pid_t child = fork();
    if (child == 0) {
        dup2(said, STDOUT_FILENO);
        execlp(program, program, option, from, strcmp(program, "pdftotext") ? NULL : "-", NULL);
        _exit(127);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    ssize_t n = pread(said, text, (1 << 18) - 1, 0);
    assert_true(n >= 0);
    text[n] = '\0';
    close(in);
    close(said);
    unlink(from);
    unlink(to);
    return text;
}

static struct pdf *begin(struct arena *a, struct buf *out)
{
    buf_init(out, 1 << 22);
    return pdf_begin(a, out, "Werkafspraken", "Bakkerij Bos", "pagina",
                     INT64_C(1795000000000)); /* 2026-11-18 */
}

static size_t count(const char *text, const char *word)
{
    size_t n = 0;

    for (const char *at = text; (at = strstr(at, word)); at += strlen(word))
        n++;
    return n;
}

static void texts_stay_texts_and_pages_have_a_foot(void **state)
{
    struct buf out;
    struct pdf *p = begin(*state, &out);

    pdf_heading(p, "Taken & <b>opbouw</b>");
    pdf_text(p, "Zoë begint om \u20ac 14,50.\nZij belt zelf.");
    pdf_signature(p, "Handtekening");
    pdf_end(p);
    char *text = read_back(*state, &out, "pdftotext", "-layout");
    assert_non_null(strstr(text, "Werkafspraken"));
    assert_non_null(strstr(text, "Taken & <b>opbouw</b>"));
    assert_non_null(strstr(text, "Zoë begint om \u20ac 14,50.\n"));
    assert_non_null(strstr(text, "Bakkerij Bos · pagina 1"));
    assert_int_equal(count(text, "\f"), 1);
    char *parts = read_back(*state, &out, "pdfinfo", "-struct");
    assert_true(count(parts, "H1 ") == 1 && count(parts, "H2 ") == 1);
    buf_free(&out);
}

/* 100 rows of one line do not fit one page: the head comes back, no row is lost or torn. */
static void a_table_goes_on_with_its_head(void **state)
{
    static const struct pdf_column columns[] = {{"Kolomkop", 3, false}, {"Aantal", 1, true}};
    const char *cells[200];
    struct buf out;
    struct pdf *p = begin(*state, &out);

    for (int i = 0; i < 100; i++) {
        cells[2 * i] = arena_fmt(*state, "%srij-%03d-einde", i % 2 ? "\t" : "", i);
        cells[2 * i + 1] = NULL;
    }
    pdf_table(p, columns, 2, cells, 100);
    pdf_end(p);
    char *text = read_back(*state, &out, "pdftotext", "-layout");
    size_t pages = count(text, "\f");
    assert_true(pages >= 2 && pages <= 4);
    assert_int_equal(count(text, "Kolomkop"), pages);
    assert_int_equal(count(text, "-einde"), 100);
    const char *at = text;
    for (int i = 0; i < 100; i++) {
        at = strstr(at, arena_fmt(*state, "rij-%03d-einde", i));
        assert_non_null(at);
    }
    buf_free(&out);
}

/* Rows that are indented stay with the one above them: a page begins with one that is not. */
static void families_stay_together(void **state)
{
    static const struct pdf_column columns[] = {{"Kolomkop", 3, false}};
    const char *cells[100];
    struct buf out;
    struct pdf *p = begin(*state, &out);

    for (int i = 0; i < 100; i++)
        cells[i] = i % 5 ? "\tkind" : "ouder";
    pdf_table(p, columns, 1, cells, 100);
    pdf_end(p);
    char *text = read_back(*state, &out, "pdftotext", "-layout");
    assert_int_equal(count(text, "ouder"), 20);
    assert_int_equal(count(text, "kind"), 80);
    for (const char *page = text; strstr(page, "Kolomkop"); page = strchr(page, '\f') + 1)
        assert_true(strstr(page, "ouder") < strstr(page, "kind"));
    buf_free(&out);
}

/* A paragraph longer than a page, and a word wider than one. */
static void long_texts_lose_nothing(void **state)
{
    struct buf out, text;
    struct pdf *p = begin(*state, &out);

    buf_init(&text, 1 << 20);
    for (int i = 0; i < 3000; i++)
        buf_fmt(&text, "woord%d ", i);
    for (int i = 0; i < 300; i++)
        buf_str(&text, "x");
    pdf_text(p, text.at);
    pdf_end(p);
    char *words = read_back(*state, &out, "pdftotext", "-layout");
    assert_int_equal(count(words, "woord"), 3000);
    assert_true(count(words, "x") >= 300);
    assert_true(count(words, "\f") >= 3);
    buf_free(&text);
    buf_free(&out);
}

/* Each row has its figures beside the dots, also on the second page; a heading is never left alone.
 */
static void dots_have_their_figures(void **state)
{
    struct pdf_dot_row rows[88];
    struct buf out;
    struct pdf *p = begin(*state, &out);

    for (int i = 0; i < 88; i++)
        if (i % 11 == 0)
            rows[i] = (struct pdf_dot_row){arena_fmt(*state, "kop-%d-", i / 11), NULL, NAN, NAN};
        else
            rows[i] = (struct pdf_dot_row){arena_fmt(*state, "punt-%02d-", i),
                                           arena_fmt(*state, "cijfer-%02d", i), 1 + i % 5,
                                           i % 3 ? 3 : NAN};
    pdf_dots(p, &(struct pdf_dots){1, 5, "nu en toen", "Kolomkop", rows, 88});
    pdf_end(p);
    char *text = read_back(*state, &out, "pdftotext", "-layout");
    size_t pages = count(text, "\f");
    assert_true(pages >= 2 && pages <= 4);
    assert_int_equal(count(text, "Kolomkop"), pages);
    assert_int_equal(count(text, "nu en toen"), 1);
    assert_int_equal(count(text, "cijfer-"), 80);
    const char *at = text;
    for (int i = 0; i < 88; i++) {
        const char *label = rows[i].label;

        at = strstr(at, label);
        assert_non_null(at);
        if (rows[i].words) /* in the same line */
            assert_true(strstr(at, rows[i].words) < strchr(at, '\n'));
        else
            assert_true(strstr(at, "punt-") < strstr(at, "\f"));
    }
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(texts_stay_texts_and_pages_have_a_foot, arena_make,
                                        arena_drop),
        cmocka_unit_test_setup_teardown(a_table_goes_on_with_its_head, arena_make, arena_drop),
        cmocka_unit_test_setup_teardown(families_stay_together, arena_make, arena_drop),
        cmocka_unit_test_setup_teardown(long_texts_lose_nothing, arena_make, arena_drop),
        cmocka_unit_test_setup_teardown(dots_have_their_figures, arena_make, arena_drop),
    };

    return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}
