/* t_csv.c: the reader of tables and the writer.
 * Not: what columns mean. Expected values are written by hand.
 * Start at main(). */
#include "base/csv_ahead.h"

#include <setjmp.h>
#include <sys/stat.h>

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct csv_log log;
};

static int set_up(void **state)
{
    static struct fixture f;

    f.arena = arena_new();
    csv_log_init(&f.log, 20);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    csv_log_free(&f->log);
    arena_free(f->arena);
    return 0;
}

/* Records as one text: cells between [ ], records on lines. The first record is the header. */
static const char *read_all(struct fixture *f, const char *text, size_t n)
{
    struct csv *c = csv_memory(f->arena, "t.csv", text, n, &f->log);
    struct csv_column none = {0};
    const char *all = "";

    if (!csv_columns(c, &none, 0))
        return "no header";
    while (csv_next(c)) {
        for (size_t i = 0; i < c->cells; i++)
            all =
                arena_fmt(f->arena, "%s[%.*s]", all, (int)csv_len(c, (int)i), csv_text(c, (int)i));
        all = arena_fmt(f->arena, "%s@%d\n", all, (int)c->line);
    }
    return all;
}

static const char *read_text(struct fixture *f, const char *text)
{
    return read_all(f, text, strlen(text));
}

static void plain_records(void **state)
{
    struct fixture *f = *state;

    assert_string_equal(read_text(f, "a,b\n1,2\n,\n3,4\n"), "[1][2]@2\n[][]@3\n[3][4]@4\n");
    assert_string_equal(read_text(f, "\xef\xbb\xbfpid;b\r\n1,5;2\r\n"), "[1,5][2]@2\n");
    assert_string_equal(read_text(f, "a\tb\n1\t2,3\n"), "[1][2,3]@2\n");
    assert_string_equal(read_text(f, "a,b\n\n1,2\n\r\n"), "[1][2]@3\n");
    assert_string_equal(read_text(f, "name\nGr\xc3\xa9goire\n"), "[Gr\xc3\xa9goire]@2\n");
    assert_int_equal(f->log.refused, 0);
    assert_int_equal(f->log.noted, 0);
}

static void quoted_cells(void **state)
{
    struct fixture *f = *state;

    assert_string_equal(read_text(f, "a,b\n\"x,y\",\"say \"\"hi\"\"\"\n\"\",\"\"\"\"\r\n9,\"8\"\n"),
                        "[x,y][say \"hi\"]@2\n[][\"]@3\n[9][8]@4\n");
    assert_string_equal(read_text(f, "a,b\n\"two\nlines\",1\n2,3\n"),
                        "[two\nlines][1]@2\n[2][3]@4\n");
    assert_string_equal(read_text(f, "a\n\"\"\n"), "[]@2\n");
    assert_int_equal(f->log.refused, 0);
}

/* A record that crosses the 64-byte blocks in every possible way, quoted and not. */
static void block_boundaries(void **state)
{
    struct fixture *f = *state;

    for (int pad = 0; pad < 140; pad++) {
        const char *x = arena_fmt(f->arena, "%0*d", pad + 1, 7);
        const char *text =
            arena_fmt(f->arena, "a,b,c\n%s,\"q,\"\"%s\",%s\n%s,2,\"3\"\n", x, x, x, x);
        const char *want = arena_fmt(f->arena, "[%s][q,\"%s][%s]@2\n[%s][2][3]@3\n", x, x, x, x);
        assert_string_equal(read_text(f, text), want);
    }
    assert_int_equal(f->log.refused, 0);
}

static void expect_refusal(struct fixture *f, const char *text, size_t n, const char *records,
                           const char *message)
{
    csv_log_free(&f->log);
    csv_log_init(&f->log, 20);
    assert_string_equal(read_all(f, text, n), records);
    assert_int_equal(f->log.refused, 1);
    assert_string_equal(f->log.text.at, message);
}

#define EXPECT_REFUSAL(f, text, records, message)                                                  \
    expect_refusal(f, text, sizeof(text) - 1, records, message)

static void refusals_say_where(void **state)
{
    struct fixture *f = *state;

    EXPECT_REFUSAL(f, "a,b\n1\n2,3\n", "[2][3]@3\n",
                   "t.csv:2:1: 1 cells where the header has 2; left out\n");
    EXPECT_REFUSAL(f, "a,b\n1,2,3\n4,5\n", "[4][5]@3\n",
                   "t.csv:2:1: 3 cells where the header has 2; left out\n");
    EXPECT_REFUSAL(f, "a,b\n1,2\"3\n4,5\n", "[4][5]@3\n",
                   "t.csv:2:4: a quote stands inside a cell that does not open with one; "
                   "left out\n");
    EXPECT_REFUSAL(f, "a,b\n1,\"2\"x\n4,5\n", "[4][5]@3\n",
                   "t.csv:2:3: text follows the closing quote of this cell; left out\n");
    EXPECT_REFUSAL(f, "a,b\n1,\"2\n4,5\n", "[4][5]@3\n",
                   "t.csv:2:3: the quote that opens here is not closed (within 1 MiB); left out\n");
    EXPECT_REFUSAL(f, "a,b\n\"x\ny\",\"2\n4,5\n", "[4][5]@4\n",
                   "t.csv:3:4: the quote that opens here is not closed (within 1 MiB); left out\n");
    EXPECT_REFUSAL(f, "a,b\n1,x\0y\n4,5\n", "[4][5]@3\n", "t.csv:2:4: a NUL byte; left out\n");
    EXPECT_REFUSAL(f, "a,b\n\xc3\xa9,\xe9t\n4,5\n", "[4][5]@3\n",
                   "t.csv:2:3: this cell is not UTF-8; left out\n");
    EXPECT_REFUSAL(f, "", "no header", "t.csv: is empty: there is no header\n");
    EXPECT_REFUSAL(f, "a,b\r1,2\r3,4\r", "no header",
                   "t.csv:1:1: the last line has no line end: is the file complete?\n"
                   "t.csv: has lines that end in CR alone; save it with LF or CRLF\n");
    EXPECT_REFUSAL(f,
                   "\xff\xfe"
                   "a\0,\0b\0\n\0",
                   "no header", "t.csv: is UTF-16; save it as UTF-8\n");
    EXPECT_REFUSAL(f, "a\0,\0b\0\n\0", "no header", "t.csv: is UTF-16; save it as UTF-8\n");
    EXPECT_REFUSAL(f, "\0a\0,\0b\0\n", "no header", "t.csv: is UTF-16; save it as UTF-8\n");
    /* the next line is no header */
    EXPECT_REFUSAL(f, "a,\"b\n1,2\n", "no header",
                   "t.csv:1:3: the quote that opens here is not closed (within 1 MiB); left out\n");
}

static void last_line_without_end_is_noted(void **state)
{
    struct fixture *f = *state;

    assert_string_equal(read_text(f, "a,b\n1,2"), "[1][2]@2\n");
    assert_string_equal(read_text(f, "a,b\n1,\"2\""), "[1][2]@2\n");
    assert_int_equal(f->log.refused, 0);
    assert_int_equal(f->log.noted, 2);
    assert_non_null(strstr(f->log.text.at, "t.csv:2:1: the last line has no line end"));
}

static void columns_by_name(void **state)
{
    struct fixture *f = *state;
    struct csv *c = csv_memory(f->arena, "t.csv", "b,a\n1,2\n", 8, &f->log);
    struct csv_column wanted[] = {{"a"}, {"b"}, {"c", .optional = true}};

    assert_true(csv_columns(c, wanted, 3));
    assert_int_equal(wanted[0].at, 1);
    assert_int_equal(wanted[1].at, 0);
    assert_int_equal(wanted[2].at, -1);
    struct csv_column missing[] = {{"pid"}, {"a"}, {"month"}};
    c = csv_memory(f->arena, "t.csv", "b,a,a\n", 6, &f->log);
    assert_false(csv_columns(c, missing, 3));
    assert_string_equal(f->log.text.at, "t.csv: column 'pid' is missing\n"
                                        "t.csv: column 'a' stands there twice\n"
                                        "t.csv: column 'month' is missing\n");
    assert_int_equal(f->log.refused, 3);
}

static struct csv *one_cell(struct fixture *f, const char *text, char separator)
{
    const char *all = arena_fmt(f->arena, "a%cb\n%s%c\n", separator, text, separator);
    struct csv *c = csv_memory(f->arena, "t.csv", all, strlen(all), &f->log);
    struct csv_column none = {0};

    assert_true(csv_columns(c, &none, 0));
    assert_true(csv_next(c));
    return c;
}

/* Of three lines one is read by csv_next, the others are taken as they are. */
static void ahead_of_the_reader(void **state)
{
    struct fixture *f = *state;
    enum { LINES = 30000 }; /* more than is read from a buffer at once */
    struct csv_column none = {0};
    struct csv_known known;
    struct buf text;
    int taken = 0;

    buf_init(&text, 1 << 20);
    buf_str(&text, "a,b,c\n");
    for (int i = 0; i < LINES; i++)
        buf_fmt(&text, "x,%05d,y\n", i);
    struct csv *c = csv_memory(f->arena, "t.csv", text.at, text.len, &f->log);
    assert_true(csv_columns(c, &none, 0));
    csv_known_set(&known, "x,", 2);
    for (int i = 0; i < LINES; i++) {
        const char *line = i % 3 ? csv_ahead(c) : NULL;
        int64_t number;

        if (line) {
            assert_true(csv_known_at(&known, line));
            assert_int_equal(csv_marks(line, 32, ','),
                             1 << 1 | 1 << 7 | 1 << 11 | 1 << 17 | 1 << 21 | 1 << 27 | 1u << 31);
            assert_int_equal(strtol(line + 2, NULL, 10), i);
            csv_took(c, 10);
            taken++;
        } else {
            assert_true(csv_next(c));
            assert_true(csv_is_plain(c));
            assert_int_equal(csv_whole_length(c), 10);
            assert_true(csv_integer(c, 1, &number));
            assert_int_equal(number, i);
            assert_int_equal(c->line, i + 2);
        }
        assert_int_equal(c->records, i + 2);
    }
    assert_false(csv_next(c));
    assert_in_range(taken, LINES / 3 * 2 - 20, LINES / 3 * 2);
    assert_int_equal(f->log.refused, 0);
    csv_known_set(&known, "y,", 2);
    assert_false(csv_known_at(&known, text.at + 6));
    csv_known_set(&known, text.at, CSV_KNOWN + 1); /* too long to be known */
    assert_false(csv_known_at(&known, text.at));
    buf_free(&text);
}

static void numbers(void **state)
{
    static const struct {
        const char *text;
        char separator;
        bool good;
        double value;
        int decimals;
    } row[] = {
        {"0", ',', true, 0, 0},
        {"-6.30", ',', true, -6.3, 2},
        {"753.94", ',', true, 753.94, 2},
        {"1e+05", ',', true, 100000, 0},
        {"2.5e-3", ',', true, 0.0025, 4},
        {"0.30000000000000004", ',', true, 0.1 + 0.2, 17},
        {"123456789012345678", ',', true, 123456789012345678.0, 0},
        {" 12 ", ',', true, 12, 0},
        {"12,5", ';', true, 12.5, 1},
        {"12.5", ';', true, 12.5, 1},
        {"1.234,5", ';', false, 0, 0},
        {"", ',', false, 0, 0},
        {"-", ',', false, 0, 0},
        {".", ',', false, 0, 0},
        {"1.2.3", ',', false, 0, 0},
        {"12a", ',', false, 0, 0},
        {"inf", ',', false, 0, 0},
        {"nan", ',', false, 0, 0},
        {"0x10", ',', false, 0, 0},
        {"1e999", ',', false, 0, 0},
    };

    for (size_t i = 0; i < COUNT(row); i++) {
        struct csv *c = one_cell(*state, row[i].text, row[i].separator);
        double value = 0;
        int decimals = 0;

        assert_int_equal(csv_number(c, 0, &value, &decimals), row[i].good);
        assert_true(value == row[i].value);
        assert_int_equal(decimals, row[i].decimals);
    }
}

static void integers_months_and_days(void **state)
{
    struct fixture *f = *state;
    int64_t n = 0;
    int32_t day = 0, month = 0;

    assert_true(csv_integer(one_cell(f, "-42", ','), 0, &n));
    assert_int_equal(n, -42);
    assert_false(csv_integer(one_cell(f, "4.2", ','), 0, &n));
    assert_false(csv_integer(one_cell(f, "", ','), 0, &n));
    assert_true(csv_month(one_cell(f, "2020-03", ','), 0, &month));
    assert_int_equal(month, 2020 * 12 + 2);
    assert_false(csv_month(one_cell(f, "2020-13", ','), 0, &month));
    assert_false(csv_month(one_cell(f, "2020-00", ','), 0, &month));
    assert_false(csv_month(one_cell(f, "202003", ','), 0, &month));
    assert_true(csv_date(one_cell(f, "2000-02-29", ','), 0, &day));
    assert_int_equal(day, 11016); /* 30 years of 365 days, 7 leap days, 31 + 28 days */
    assert_true(csv_date(one_cell(f, "1969-12-31", ','), 0, &day));
    assert_int_equal(day, -1);
    assert_false(csv_date(one_cell(f, "2021-02-29", ','), 0, &day));
    assert_false(csv_date(one_cell(f, "1900-02-29", ','), 0, &day));
    assert_false(csv_date(one_cell(f, "2021-04-31", ','), 0, &day));
    assert_false(csv_date(one_cell(f, "31-12-2021", ','), 0, &day));
}

static void verdicts_name_line_column_and_header(void **state)
{
    struct fixture *f = *state;
    const char *text = "pid,hours\n1,\"x\"\n2,\xc3\xa9\xc3\xa9,\n3,4\n";
    struct csv *c = csv_memory(f->arena, "jobs.csv", text, strlen(text), &f->log);
    struct csv_column wanted[] = {{"pid"}, {"hours"}};

    assert_true(csv_columns(c, wanted, 2));
    assert_true(csv_next(c));
    csv_refuse(c, 1, "'%s' is not a number", csv_show(c, 1));
    csv_refuse(c, 0, "no such person");
    assert_true(csv_next(c));
    csv_note(c, -1, "fine");
    assert_false(csv_next(c));
    assert_string_equal(f->log.text.at, "jobs.csv:2:4: hours: 'x' is not a number; left out\n"
                                        "jobs.csv:2:1: pid: no such person; left out\n"
                                        "jobs.csv:3:1: 3 cells where the header has 2; left out\n"
                                        "jobs.csv:4:1: fine\n");
    assert_int_equal(f->log.refused, 2); /* records, not messages */
    assert_int_equal(f->log.noted, 1);
}

static const char *temp_file(struct fixture *f, const char *text, size_t n)
{
    const char *folder = getenv("TMPDIR");
    char *path = arena_fmt(f->arena, "%s/spil-csv-XXXXXX", folder ? folder : "/tmp");
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    assert_true(write(fd, text, n) == (ssize_t)n);
    close(fd);
    return path;
}

/* Three million bytes with records of all lengths: what goes in comes out, whatever the place of
 * the 128 KiB pieces. */
static void large_file_in_pieces(void **state)
{
    struct fixture *f = *state;
    struct buf text;
    struct csv_column wanted[] = {{"n"}, {"x"}};

    buf_init(&text, 8 << 20);
    buf_str(&text, "n,x\n");
    int rows = 0;
    for (; text.len < 3000000; rows++) {
        buf_fmt(&text, "%d,", rows);
        const char *quote = rows % 7 == 0 ? "\"" : "";
        buf_str(&text, quote);
        for (int i = 0; i < rows % 211; i++)
            buf_ch(&text, (char)('a' + i % 26));
        buf_fmt(&text, "%s\n", quote);
    }
    const char *path = temp_file(f, text.at, text.len);
    struct csv *c = csv_open(f->arena, path, "big.csv", &f->log);
    assert_true(csv_columns(c, wanted, 2));
    for (int row = 0; row < rows; row++) {
        int64_t n;

        assert_true(csv_next(c));
        assert_true(csv_integer(c, 0, &n));
        assert_int_equal(n, row);
        assert_int_equal(csv_len(c, 1), row % 211);
        assert_int_equal(c->line, row + 2);
        if (row % 211)
            assert_int_equal(csv_text(c, 1)[row % 211 - 1], 'a' + (row % 211 - 1) % 26);
    }
    assert_false(csv_next(c));
    assert_int_equal(f->log.refused + f->log.noted, 0);
    unlink(path);
    buf_free(&text);
}

/* A line of nine million bytes is refused in bounded memory; what follows is read. */
static void gigantic_line(void **state)
{
    struct fixture *f = *state;
    struct buf text;
    struct csv_column wanted[] = {{"a"}, {"b"}};

    for (int quoted = 0; quoted < 2; quoted++) {
        buf_init(&text, 16 << 20);
        buf_str(&text, "a,b\n1,2\n3,");
        buf_str(&text, quoted ? "\"" : "");
        memset(buf_space(&text, 9000000), 'x', 9000000);
        text.len += 9000000;
        buf_str(&text, "\n5,6\n");
        const char *path = temp_file(f, text.at, text.len);
        size_t before = arena_used(f->arena);
        struct csv *c = csv_open(f->arena, path, "long.csv", &f->log);
        assert_true(csv_columns(c, wanted, 2));
        assert_true(csv_next(c));
        assert_true(csv_next(c));
        assert_true(csv_is(c, 0, "5"));
        assert_int_equal(c->line, 4);
        assert_false(csv_next(c));
        assert_int_equal(f->log.refused, quoted + 1);
        assert_true(arena_used(f->arena) - before < 2 * CSV_ROW_MAX);
        unlink(path);
        buf_free(&text);
    }
    assert_non_null(strstr(f->log.text.at, "long.csv:3:"));
}

static void file_that_grows(void **state)
{
    struct fixture *f = *state;
    const char *path = temp_file(f, "a,b\n1,2\n", 8);
    struct csv *c = csv_open(f->arena, path, "t.csv", &f->log);
    struct csv_column wanted[] = {{"a"}, {"b"}};

    assert_true(csv_columns(c, wanted, 2));
    FILE *more = fopen(path, "a");
    assert_non_null(more);
    fputs("3,4\n", more);
    fclose(more);
    assert_true(csv_next(c));
    assert_false(csv_next(c));
    assert_int_equal(f->log.refused, 1);
    assert_string_equal(
        f->log.text.at,
        "t.csv: changed while it was read (it had 8 bytes); later lines left out\n");
    unlink(path);
}

static void no_such_file(void **state)
{
    struct fixture *f = *state;

    assert_null(csv_open(f->arena, "/nonexistent/x.csv", "x.csv", &f->log));
    assert_string_equal(f->log.text.at, "x.csv: cannot be opened: No such file or directory\n");
    assert_null(csv_open(f->arena, "/", "folder", &f->log));
    assert_int_equal(f->log.refused, 2);
}

/* Nobody writes to the pipe, and the device never ends: neither is waited for. */
static void no_file_at_all(void **state)
{
    struct fixture *f = *state;
    const char *path = temp_file(f, "", 0);

    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_null(csv_open(f->arena, path, "t.csv", &f->log));
    assert_null(csv_open(f->arena, "/dev/zero", "t.csv", &f->log));
    assert_string_equal(f->log.text.at,
                        "t.csv: cannot be opened: is a pipe or a device, no file\n"
                        "t.csv: cannot be opened: is a pipe or a device, no file\n");
    unlink(path);
}

static void writing(void **state)
{
    struct buf out;
    struct csv_writer w;

    buf_init(&out, 1 << 16);
    csv_writer_init(&w, &out, ',', true);
    csv_put(&w, "plain");
    csv_put(&w, "a,b");
    csv_put(&w, "say \"x\"");
    csv_put(&w, "two\nlines");
    csv_put(&w, NULL);
    csv_end(&w);
    csv_put(&w, "=1+1");
    csv_put(&w, "-x");
    csv_put(&w, "@sum");
    csv_put(&w, "\tx");
    csv_put_integer(&w, -5);
    csv_put_number(&w, 0.1);
    csv_put_number(&w, 0.0 / 0.0);
    csv_end(&w);
    csv_put(&w, "");
    csv_end(&w);
    assert_string_equal(out.at, "plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\r\n"
                                "'=1+1,'-x,'@sum,'\tx,-5,0.10000000000000001,\r\n"
                                "\"\"\r\n");
    buf_clear(&out);
    csv_writer_init(&w, &out, ';', false);
    csv_put(&w, "=1;2");
    csv_put(&w, "a,b");
    csv_end(&w);
    assert_string_equal(out.at, "\"=1;2\";a,b\r\n");
    buf_free(&out);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(plain_records),
        CASE(quoted_cells),
        CASE(block_boundaries),
        CASE(refusals_say_where),
        CASE(last_line_without_end_is_noted),
        CASE(columns_by_name),
        CASE(numbers),
        CASE(ahead_of_the_reader),
        CASE(integers_months_and_days),
        CASE(verdicts_name_line_column_and_header),
        CASE(large_file_in_pieces),
        CASE(gigantic_line),
        CASE(file_that_grows),
        CASE(no_such_file),
        CASE(no_file_at_all),
        CASE(writing),
    };

    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
