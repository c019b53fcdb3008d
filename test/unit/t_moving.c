/* t_moving.c: files of spreadsheets as tables, as offices really make them. Expected cells are
 * written by hand; the workbooks are made by libxlsxwriter, which shares nothing with our reader.
 * Not: what a row means (test/web/moving.t).
 * Start at main(). */
#include "feature/moving/table.h"

#include <fcntl.h>
#include <setjmp.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <xlsxwriter.h>

#include "base/buf.h"

/* Cells joined by bars, lines by slashes, with their numbers in front. */
static const char *shown(struct arena *a, const struct moving_table *t)
{
    const char *all = "";

    for (size_t i = 0; i < t->n; i++) {
        all = arena_fmt(a, "%s%s%u:", all, i ? "/" : "", t->at[i].number);
        if (t->at[i].broken)
            all = arena_fmt(a, "%s!", all);
        for (size_t k = 0; k < t->at[i].n; k++)
            all = arena_fmt(a, "%s%s%s", all, k ? "|" : "", t->at[i].cell[k]);
    }
    return all;
}

static void expect(const char *bytes, size_t n, const char *want)
{
    struct arena *a = arena_new();
    struct moving_table t;

    assert_int_equal(moving_table_read(a, bytes, n, &t), MOVING_FINE);
    assert_string_equal(shown(a, &t), want);
    arena_free(a);
}
#define EXPECT(text, want) expect(text, sizeof(text) - 1, want)

static void texts(void **state)
{
    (void)state;
    EXPECT("Naam;Geboren\r\nLoes ;3-4-1998\r\n", "1:Naam|Geboren/2:Loes|3-4-1998");
    EXPECT("\xef\xbb\xbfNaam,Geboren\nLoes,3-4-1998", "1:Naam|Geboren/2:Loes|3-4-1998");
    EXPECT("Naam\tUren\nLoes\t12,5\n", "1:Naam|Uren/2:Loes|12,5");
    EXPECT("sep=;\r\nNaam;Uren\r\nLoes;12,5\r\n", "2:Naam|Uren/3:Loes|12,5");
    EXPECT("Lijst van het team, 2025\n\nNaam;Uren;x\nLoes;12,5\nJan;1,5;y;z\n",
           "1:Lijst van het team, 2025/3:Naam|Uren|x/4:Loes|12,5/5:Jan|1,5|y|z");
    EXPECT(";;;\nNaam;;x;\n", "2:Naam||x");
    EXPECT("a;b\n\"eerste\ntweede\";\"zei \"\"ja\"\"\"\n", "1:a|b/2:eerste\ntweede|zei \"ja\"");
    EXPECT("a;b\nZo\xeb;\x80 5\n", "1:a|b/2:Zoë|€ 5"); /* Windows-1252 */
    EXPECT("\xff\xfe"
           "a\0;\0\xeb\0\n\0",
           "1:a|ë");                                              /* UTF-16 */
    EXPECT("a;b\n1;2\n3;\"x\"y\n5;6\n", "1:a|b/2:1|2/3:!/4:5|6"); /* a stray quote: seen */
}

static enum moving_trouble trouble(const char *bytes, size_t n)
{
    struct arena *a = arena_new();
    struct moving_table t;
    enum moving_trouble found = moving_table_read(a, bytes, n, &t);

    arena_free(a);
    return found;
}

static void refused(void **state)
{
    struct buf b;

    (void)state;
    assert_int_equal(trouble("", 0), MOVING_EMPTY);
    assert_int_equal(trouble(";;;\n\n", 5), MOVING_EMPTY);
    assert_int_equal(trouble("\xd0\xcf\x11\xe0....", 8), MOVING_OLD);
    assert_int_equal(trouble("PK\3\4....", 8), MOVING_BROKEN);
    assert_int_equal(trouble("a\0b;c\n", 6), MOVING_BROKEN);
    buf_init(&b, 1 << 20);
    for (int i = 0; i <= MOVING_ROWS; i++)
        buf_str(&b, "1;2\n");
    assert_int_equal(trouble(b.at, b.len), MOVING_TOO_MUCH);
    buf_clear(&b);
    for (int i = 0; i <= MOVING_COLUMNS; i++)
        buf_str(&b, "1;");
    buf_str(&b, "1\n");
    assert_int_equal(trouble(b.at, b.len), MOVING_TOO_WIDE);
    buf_free(&b);
}

/* ---- workbooks ------------------------------------------------------------------------------- */

static lxw_format *format_of(lxw_workbook *book, const char *code)
{
    lxw_format *f = workbook_add_format(book);

    format_set_num_format(f, code);
    return f;
}

static void fill(lxw_workbook *book)
{
    lxw_worksheet *s = workbook_add_worksheet(book, "Caseload");
    lxw_format *day = format_of(book, "d mmmm yyyy"), *time = format_of(book, "[h]:mm"),
               *euro = format_of(book, "\"dag\" #,##0.00"), *plain = workbook_add_format(book);

    worksheet_merge_range(s, 0, 0, 0, 2, "Deelnemer", plain);
    worksheet_merge_range(s, 0, 3, 1, 3, "Tijd", plain);
    worksheet_write_string(s, 1, 0, "Naam", NULL);
    worksheet_write_string(s, 1, 1, "Geboren", NULL);
    worksheet_write_string(s, 1, 2, "Loon", NULL);
    worksheet_write_string(s, 3, 0, "Zoë", NULL);
    worksheet_write_number(s, 3, 1, 35888, day); /* Excel: 3 April 1998 */
    worksheet_write_number(s, 3, 2, 1234.56, euro);
    worksheet_write_number(s, 3, 3, 26.5 / 24, time);
    worksheet_write_string(s, 4, 0, " Jan ", NULL);
    worksheet_write_number(s, 4, 1, 0.1 + 0.2, NULL);
    worksheet_write_formula_num(s, 4, 2, "=1+1", NULL, 2);
    workbook_add_worksheet(book, "Tweede");
}

static char *made(struct arena *a, size_t *n)
{
    char path[] = "/tmp/spil-moving-XXXXXX";
    int fd = mkstemp(path);
    struct stat st;

    assert_true(fd >= 0);
    lxw_workbook *book = workbook_new(path);
    fill(book);
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    close(fd);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_int_equal(fstat(fd, &st), 0);
    char *bytes = arena_alloc(a, (size_t)st.st_size);
    assert_int_equal(read(fd, bytes, (size_t)st.st_size), st.st_size);
    close(fd);
    unlink(path);
    *n = (size_t)st.st_size;
    return bytes;
}

static void sheet(void **state)
{
    struct arena *a = arena_new();
    size_t n;
    char *bytes = made(a, &n);

    (void)state;
    expect(bytes, n,
           "1:Deelnemer|Deelnemer|Deelnemer|Tijd/2:Naam|Geboren|Loon|Tijd/"
           "4:Zoë|1998-04-03|1234.56|26:30/5:Jan|0.3|2");
    for (size_t cut = 4; cut < n; cut += 97) /* half a file is none, and hurts nobody */
        assert_int_equal(trouble(bytes, cut), MOVING_BROKEN);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts), cmocka_unit_test(refused),
                                       cmocka_unit_test(sheet)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
