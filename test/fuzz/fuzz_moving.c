/* fuzz_moving.c: reading the file of a spreadsheet: CSV in any encoding, and workbooks. To get past
 * the compression, an input that begins with 'X' is the XML of a sheet, put into a workbook here.
 * Not: what rows mean (test/web/moving.t).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/feature/moving/moving_file.c src/feature/moving/moving_xlsx.c src/base/csv.c
// sources: src/base/csv_value.c src/base/utf8.c src/base/date.c src/base/base.c src/base/arena.c
// sources: src/base/buf.c
// libraries: expat zlib
#include "feature/moving/table.h"

#include "base/buf.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void little(struct buf *b, uint64_t n, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_ch(b, (char)(n >> 8 * i));
}

struct entry {
    const char *name;
    const void *bytes;
    size_t n;
    size_t at;
};

static void entry_head(struct buf *b, const struct entry *e, bool listed)
{
    little(b, listed ? 0x02014b50 : 0x04034b50, 4);
    little(b, 20, listed ? 4 : 2);
    little(b, 0, 2 + 2); /* flags; method: stored */
    little(b, 0, 4 + 4); /* time; checksum, which nobody looks at */
    little(b, (uint32_t)e->n, 4);
    little(b, (uint32_t)e->n, 4);
    little(b, (uint32_t)strlen(e->name), 2);
    little(b, 0, 2);
    if (listed) {
        little(b, 0, 2 + 2 + 2);
        little(b, 0, 4);
        little(b, (uint32_t)e->at, 4);
    }
    buf_str(b, e->name);
}

/* A zip that holds these without compression. */
static void zip(struct buf *b, struct entry *e, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        e[i].at = b->len;
        entry_head(b, &e[i], false);
        buf_add(b, e[i].bytes, e[i].n);
    }
    size_t listed = b->len;
    for (size_t i = 0; i < n; i++)
        entry_head(b, &e[i], true);
    size_t end = b->len;
    little(b, 0x06054b50, 4);
    little(b, 0, 4);
    little(b, (uint32_t)n, 2);
    little(b, (uint32_t)n, 2);
    little(b, (uint32_t)(end - listed), 4);
    little(b, (uint32_t)listed, 4);
    little(b, 0, 2);
}

static void workbook(struct buf *b, const uint8_t *sheet, size_t n)
{
    static const char book[] = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\""
                               " r:id=\"r1\"/></sheets></workbook>",
                      links[] =
                          "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/1.xml\"/>"
                          "</Relationships>",
                      strings[] =
                          "<sst><si><t>een</t></si><si><r><t>tw</t></r><r><t>ee</t></r></si>"
                          "</sst>",
                      styles[] =
                          "<styleSheet><numFmts><numFmt numFmtId=\"170\""
                          " formatCode=\"d mmm yyyy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>"
                          "<xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"20\"/>"
                          "</cellXfs></styleSheet>";
    struct entry parts[] = {{"xl/workbook.xml", book, sizeof(book) - 1, 0},
                            {"xl/_rels/workbook.xml.rels", links, sizeof(links) - 1, 0},
                            {"xl/sharedStrings.xml", strings, sizeof(strings) - 1, 0},
                            {"xl/styles.xml", styles, sizeof(styles) - 1, 0},
                            {"xl/worksheets/1.xml", sheet, n, 0}};

    zip(b, parts, COUNT(parts));
}

static void check(const struct moving_table *t)
{
    uint32_t last = 0;

    if (t->n > MOVING_ROWS + 2 || t->width > MOVING_COLUMNS)
        BUG("a table beyond its bounds");
    for (size_t i = 0; i < t->n; i++) {
        const struct moving_line *line = &t->at[i];

        if (line->n > t->width || (t->sheet && line->number <= last))
            BUG("a line that is none");
        last = line->number;
        for (size_t k = 0; k < line->n; k++)
            if (!utf8_valid(line->cell[k], strlen(line->cell[k])))
                BUG("a cell that is no text");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena *a = arena_new();
    struct moving_table t;
    struct buf made;

    buf_init(&made, n + 4096);
    if (n && *data == 'X')
        workbook(&made, data + 1, n - 1);
    else
        buf_add(&made, data, n);
    if (moving_table_read(a, made.at, made.len, &t) == MOVING_FINE)
        check(&t);
    buf_free(&made);
    arena_free(a);
    return 0;
}
