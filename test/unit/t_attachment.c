/* t_attachment.c: what a file must be, and names in headers. The files are made here by hand, after
 * the standards that attachment.c names.
 * Not: uploading (test/web/attachment.t).
 * Start at main(). */
#include "feature/attachment/attachment.h"

#include <setjmp.h>
#include <cmocka.h>

struct file {
    unsigned char at[4096];
    size_t n;
};

static void put(struct file *f, const char *bytes, size_t n)
{
    memcpy(f->at + f->n, bytes, n);
    f->n += n;
}

static void put_number(struct file *f, uint32_t n, int bytes) /* little end first */
{
    for (int i = 0; i < bytes; i++)
        f->at[f->n++] = (unsigned char)(n >> (8 * i));
}

static enum text_id trouble(const char *name, const struct file *f)
{
    enum attachment_type type;

    return attachment_trouble(name, f->at, f->n, &type);
}

/* ---- one of each ----------------------------------------------------------------------------- */

static struct file pdf(void)
{
    static const char text[] =
        "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\n"
        "0000000000 65535 f \ntrailer<</Root 1 0 R>>\nstartxref\n44\n%%EOF\n";
    struct file f = {.n = 0};

    put(&f, text, sizeof(text) - 1);
    return f;
}

static struct file png(void)
{
    struct file f = {.n = 0};

    put(&f, "\x89PNG\r\n\x1a\n", 8);
    put(&f, "\0\0\0\x0dIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0cccc", 25);
    put(&f, "\0\0\0\2IDAT\0\0cccc", 14);
    put(&f, "\0\0\0\0IEND\xae\x42\x60\x82", 12);
    return f;
}

static struct file jpeg(void)
{
    struct file f = {.n = 0};

    put(&f, "\xff\xd8", 2);
    put(&f, "\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 18);
    put(&f, "\xff\xc0\0\x0b\x08\0\1\0\1\1\1\x11\0", 13);
    put(&f, "\xff\xda\0\x08\1\1\0\0\x3f\0", 10);
    put(&f,
        "abc\xff\0d\xff\xd0"
        "ef",
        10); /* a stuffed byte and a restart are no end */
    put(&f, "\xff\xd9", 2);
    return f;
}

struct entry {
    const char *name;
    const char *data;
};

/* A zip after APPNOTE 4.3.6, stored; gap: bytes that no entry owns. */
static struct file zip(const struct entry *entries, int n, size_t gap)
{
    struct file f = {.n = 0};
    size_t at[8];

    for (int i = 0; i < n; i++) {
        uint32_t name = (uint32_t)strlen(entries[i].name), data = (uint32_t)strlen(entries[i].data);

        at[i] = f.n;
        put(&f, "PK\3\4\x14\0\0\0\0\0\0\0\0\0cccc", 18);
        put_number(&f, data, 4), put_number(&f, data, 4);
        put_number(&f, name, 2), put_number(&f, 0, 2);
        put(&f, entries[i].name, name), put(&f, entries[i].data, data);
        for (size_t k = 0; i == 0 && k < gap; k++)
            put(&f, "x", 1);
    }
    size_t list = f.n;
    for (int i = 0; i < n; i++) {
        uint32_t name = (uint32_t)strlen(entries[i].name), data = (uint32_t)strlen(entries[i].data);

        put(&f, "PK\1\2\x14\0\x14\0\0\0\0\0\0\0\0\0cccc", 20);
        put_number(&f, data, 4), put_number(&f, data, 4), put_number(&f, name, 2);
        put(&f, "\0\0\0\0\0\0\0\0\0\0\0\0", 12);
        put_number(&f, (uint32_t)at[i], 4);
        put(&f, entries[i].name, name);
    }
    size_t list_n = f.n - list;
    put(&f, "PK\5\6\0\0\0\0", 8);
    put_number(&f, (uint32_t)n, 2), put_number(&f, (uint32_t)n, 2);
    put_number(&f, (uint32_t)list_n, 4), put_number(&f, (uint32_t)list, 4), put_number(&f, 0, 2);
    return f;
}

static const struct entry parts[] = {
    {"[Content_Types].xml", "<Types/>"}, {"_rels/.rels", "<r/>"}, {"word/document.xml", "<d/>"}};

static struct file docx(void)
{
    return zip(parts, 3, 0);
}

/* ---- cases ----------------------------------------------------------------------------------- */

static void check_each_type(void **state)
{
    struct file files[] = {pdf(), docx(), jpeg(), png()};
    static const char *const names[] = {"cv.pdf", "CV van Milan.DOCX", "foto.jpeg", "foto.png"};
    static const enum attachment_type types[] = {ATTACHMENT_PDF, ATTACHMENT_DOCX, ATTACHMENT_JPEG,
                                                 ATTACHMENT_PNG};
    enum attachment_type type;

    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        assert_int_equal(attachment_trouble(names[i], files[i].at, files[i].n, &type), TEXT_NONE);
        assert_int_equal(type, types[i]);
        assert_int_equal(attachment_type_from(attachment_type_code(type)), type);
    }
    assert_int_equal(trouble("foto.jpg", &files[2]), TEXT_NONE);
}

/* Every proper beginning of a file is not that file. */
static void check_cut(void **state)
{
    struct file files[] = {docx(), jpeg(), png()};
    static const char *const names[] = {"a.docx", "a.jpg", "a.png"};

    (void)state;
    for (size_t i = 0; i < COUNT(files); i++)
        for (size_t n = files[i].n - 1; n > 0; n--) {
            files[i].n = n;
            assert_int_not_equal(trouble(names[i], &files[i]), TEXT_NONE);
        }
    struct file f = pdf();
    f.n -= 3; /* without its end */
    assert_int_equal(trouble("a.pdf", &f), TEXT_attachment_broken);
}

static void check_names(void **state)
{
    struct file f = pdf(), other = {.n = 0};

    (void)state;
    assert_int_equal(trouble("cv.docx", &f), TEXT_attachment_ending);
    assert_int_equal(trouble("cv.pdf.exe", &f), TEXT_attachment_ending);
    assert_int_equal(trouble("cv", &f), TEXT_attachment_ending);
    assert_int_equal(trouble("cv.pdf", &other), TEXT_attachment_empty);
    put(&other, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", 41);
    assert_int_equal(trouble("cv.png", &other), TEXT_attachment_unknown);
    other.n = 0;
    put(&other, "MZ\x90\0", 4);
    assert_int_equal(trouble("cv.pdf", &other), TEXT_attachment_unknown);
    other.n = 0;
    put(&other, "\n%PDF-1.4\n", 10); /* readers would still open it; we do not take it */
    assert_int_equal(trouble("cv.pdf", &other), TEXT_attachment_unknown);
}

/* A file that is another file as well. */
static void check_two_at_once(void **state)
{
    struct file f = png(), z = docx();

    (void)state;
    put(&f, (const char *)z.at, z.n); /* a picture with a zip behind it */
    assert_int_equal(trouble("a.png", &f), TEXT_attachment_broken);
    f = jpeg();
    put(&f, (const char *)z.at, z.n);
    assert_int_equal(trouble("a.jpg", &f), TEXT_attachment_broken);
    f = pdf();
    put(&f, "<script>alert(1)</script>", 25);
    assert_int_equal(trouble("a.pdf", &f), TEXT_attachment_broken);
    f = pdf(); /* a zip whose comment runs to the end of the PDF */
    f.n -= 6;
    put(&f, "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\6\0%%EOF\n", 28);
    assert_int_equal(trouble("a.pdf", &f), TEXT_attachment_broken);
    f = (struct file){.n = 0}; /* a PDF in the comment of a JPEG */
    put(&f, "\xff\xd8\xff\xfe\0\x12%PDF-1.4 trailer", 22);
    struct file j = jpeg();
    put(&f, (const char *)j.at + 2, j.n - 2);
    assert_int_equal(trouble("a.jpg", &f), TEXT_attachment_broken);
}

/* A telephone puts a small picture behind the large one, with zeros between. */
static void check_two_pictures(void **state)
{
    struct file f = jpeg(), second = jpeg();

    (void)state;
    put(&f, "\0\0\0", 3);
    put(&f, (const char *)second.at, second.n);
    assert_int_equal(trouble("a.jpg", &f), TEXT_NONE);
}

static void check_zip(void **state)
{
    static const struct entry sheet[] = {
        {"[Content_Types].xml", "<Types/>"}, {"_rels/.rels", "<r/>"}, {"xl/workbook.xml", "<w/>"}};
    static const struct entry macros[] = {{"[Content_Types].xml", "<Types/>"},
                                          {"word/document.xml", "<d/>"},
                                          {"word/vbaProject.bin", "x"}};
    static const struct entry climbs[] = {
        {"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<d/>"}, {"../../x", "x"}};
    struct file f = zip(sheet, 3, 0);

    (void)state;
    assert_int_equal(trouble("a.docx", &f), TEXT_attachment_broken);
    f = zip(macros, 3, 0);
    assert_int_equal(trouble("a.docx", &f), TEXT_attachment_macros);
    f = zip(climbs, 3, 0);
    assert_int_equal(trouble("a.docx", &f), TEXT_attachment_broken);
    f = zip(parts, 3, 5); /* bytes that belong to no entry: something hides there */
    assert_int_equal(trouble("a.docx", &f), TEXT_attachment_broken);
    f = docx();
    f.at[8] = 99; /* a method of packing that Word does not know */
    assert_int_equal(trouble("a.docx", &f), TEXT_attachment_broken);
    f = docx();
    f.at[6] = 1; /* locked with a password */
    assert_int_equal(trouble("a.docx", &f), TEXT_attachment_broken);
}

static void check_size(void **state)
{
    struct arena *a = arena_new();
    char *large = arena_alloc(a, ATTACHMENT_MOST + 1);
    enum attachment_type type;

    (void)state;
    assert_int_equal(attachment_trouble("a.pdf", large, ATTACHMENT_MOST + 1, &type),
                     TEXT_attachment_large);
    arena_free(a);
}

static void check_kept_name(void **state)
{
    struct arena *a = arena_new();
    char *name = arena_alloc(a, 401);

    (void)state;
    assert_string_equal(attachment_name(a, "CV van Milan.pdf"), "CV van Milan.pdf");
    assert_string_equal(attachment_name(a, "../../etc/passwd.pdf"), "etcpasswd.pdf");
    /* a mark that turns the writing: seems to end in exe.pdf */
    assert_string_equal(attachment_name(a, "a\xe2\x80\xae"
                                           "fdp.exe"),
                        "afdp.exe");
    assert_string_equal(attachment_name(a, "a\r\nb.pdf"), "ab.pdf");
    assert_string_equal(attachment_name(a, "..."), "bestand");
    memset(name, 'x', 396);
    memcpy(name + 396, ".pdf", 4);
    const char *kept = attachment_name(a, name);
    assert_int_equal(strlen(kept), ATTACHMENT_NAME);
    assert_string_equal(kept + ATTACHMENT_NAME - 4, ".pdf");
    name[396] = 'x'; /* without an ending */
    assert_int_equal(strlen(attachment_name(a, name)), ATTACHMENT_NAME);
    name[396] = '.';
    for (int i = 0; i < 396; i += 2)
        memcpy(name + i, "\xc3\xa9", 2);
    kept = attachment_name(a, name);
    assert_true(strlen(kept) <= ATTACHMENT_NAME && strlen(kept) % 2 == 0); /* é is whole */
    arena_free(a);
}

/* RFC 6266 section 4.1, RFC 8187 section 3.2. */
static void check_disposition(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    assert_string_equal(attachment_disposition(a, "cv.pdf"),
                        "attachment; filename=\"cv.pdf\"; filename*=UTF-8''cv.pdf");
    assert_string_equal(attachment_disposition(a, "caf\xc3\xa9 1.pdf"),
                        "attachment; filename=\"caf_ 1.pdf\"; filename*=UTF-8''caf%C3%A9%201.pdf");
    assert_string_equal(attachment_disposition(a, "a\"; filename=x.exe\r\nset-cookie: a=b;.pdf"),
                        "attachment; filename=\"a__ filename_x.exeset-cookie_ a_b_.pdf\";"
                        " filename*=UTF-8''a%22%3B%20filename%3Dx.exeset-cookie%3A%20a%3Db%3B.pdf");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(check_each_type),    cmocka_unit_test(check_cut),
        cmocka_unit_test(check_names),        cmocka_unit_test(check_two_at_once),
        cmocka_unit_test(check_two_pictures), cmocka_unit_test(check_zip),
        cmocka_unit_test(check_size),         cmocka_unit_test(check_kept_name),
        cmocka_unit_test(check_disposition),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
