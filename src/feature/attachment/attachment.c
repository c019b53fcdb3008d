/* attachment.c: is this file what its name says, and wholly? And names in headers.
 * Not: tables (attachment_sql.c), pages (attachment_web.c), or reading what a file says.
 * Start at attachment_trouble(). */
#include "feature/attachment/attachment.h"

#include <strings.h>

#include "base/utf8.h"

enum {
    ZIP_ENTRY = 0x04034b50,
    ZIP_LISTED = 0x02014b50,
    ZIP_DESCRIPTOR = 0x08074b50,
    ZIP_END_SIZE = 22,
    ZIP_ENTRIES_MOST = 5000,
    ZIP_TAIL = 65535 + ZIP_END_SIZE, /* its end may stand this far from the end of a file */
    PDF_TAIL = 2048,
    PDF_HEAD = 1024 /* readers look this far for the beginning of a PDF */
};
static const uint64_t zip_unpacked_most = 200u * 1000 * 1000;

struct bytes {
    const unsigned char *at;
    size_t n;
};

/* Numbers of a file; 0 past the end, which no signature is. */
static uint32_t little16(struct bytes b, size_t at)
{
    return at + 2 <= b.n ? (uint32_t)b.at[at] | (uint32_t)b.at[at + 1] << 8 : 0;
}

static uint32_t little32(struct bytes b, size_t at)
{
    return little16(b, at) | little16(b, at + 2) << 16;
}

static uint32_t big16(struct bytes b, size_t at)
{
    return at + 2 <= b.n ? (uint32_t)b.at[at] << 8 | (uint32_t)b.at[at + 1] : 0;
}

static uint32_t big32(struct bytes b, size_t at)
{
    return big16(b, at) << 16 | big16(b, at + 2);
}

static bool begins(struct bytes b, const char *with, size_t n)
{
    return b.n >= n && !memcmp(b.at, with, n);
}

static bool holds(struct bytes b, const char *what)
{
    return b.n && memmem(b.at, b.n, what, strlen(what));
}

static struct bytes head_of(struct bytes b, size_t n)
{
    return (struct bytes){b.at, MIN(n, b.n)};
}

static struct bytes tail_of(struct bytes b, size_t n)
{
    return b.n <= n ? b : (struct bytes){b.at + b.n - n, n};
}

/* ---- PNG (RFC 2083) -------------------------------------------------------------------------- */

/* Chunks up to IEND, which is the end of the file. */
static bool png_whole(struct bytes b)
{
    bool image = false;

    for (size_t at = 8; b.n - at >= 12;) {
        uint32_t length = big32(b, at);

        if (length > b.n - at - 12)
            return false;
        for (int i = 4; i < 8; i++)
            if (!((b.at[at + (size_t)i] | 0x20) >= 'a' && (b.at[at + (size_t)i] | 0x20) <= 'z'))
                return false;
        bool first = at == 8;
        if (first != !memcmp(b.at + at + 4, "IHDR", 4) || (first && length != 13))
            return false;
        image |= !memcmp(b.at + at + 4, "IDAT", 4);
        bool last = !memcmp(b.at + at + 4, "IEND", 4);
        at += 12 + (size_t)length;
        if (last || at == b.n)
            return last && image && length == 0 && at == b.n;
    }
    return false;
}

/* ---- JPEG (ITU T.81 annex B) ----------------------------------------------------------------- */

/* After the header of a scan: to the next marker that is neither a stuffed byte nor a restart. */
static size_t jpeg_scan_end(struct bytes b, size_t at)
{
    for (; at + 1 < b.n; at++)
        if (b.at[at] == 0xff && b.at[at + 1] != 0 && b.at[at + 1] != 0xff &&
            !(b.at[at + 1] >= 0xd0 && b.at[at + 1] <= 0xd7))
            return at;
    return b.n;
}

static bool jpeg_is_frame(unsigned char marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* One image from its SOI; *at comes behind its EOI. */
static bool jpeg_image(struct bytes b, size_t *at)
{
    bool frame = false, scan = false;

    if (big16(b, *at) != 0xffd8)
        return false;
    for (size_t i = *at + 2; i + 2 <= b.n;) {
        unsigned char marker = b.at[i + 1];

        if (b.at[i] != 0xff)
            return false;
        if (marker == 0xff) { /* filling */
            i++;
            continue;
        }
        if (marker == 0xd9) {
            *at = i + 2;
            return frame && scan;
        }
        uint32_t length = big16(b, i + 2);
        if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8) || length < 2 ||
            length > b.n - i - 2)
            return false;
        frame |= jpeg_is_frame(marker);
        i += 2 + (size_t)length;
        if (marker == 0xda) {
            scan = true;
            i = jpeg_scan_end(b, i);
        }
    }
    return false;
}

/* Telephones put further images (a preview, a map of depths) behind the first, and zeros between:
 * those are images too. Anything else behind it is not. */
static bool jpeg_whole(struct bytes b)
{
    size_t at = 0;

    while (jpeg_image(b, &at)) {
        while (at < b.n && !b.at[at])
            at++;
        if (at == b.n)
            return true;
    }
    return false;
}

/* ---- PDF (ISO 32000-1, 7.5) ------------------------------------------------------------------ */

/* Ends with startxref, a number and %%EOF; line ends and filling zeros may follow. */
static bool pdf_whole(struct bytes b)
{
    struct bytes tail = tail_of(b, PDF_TAIL);

    while (tail.n && (!tail.at[tail.n - 1] || strchr("\r\n \t", tail.at[tail.n - 1])))
        tail.n--;
    return tail.n > 5 && !memcmp(tail.at + tail.n - 5, "%%EOF", 5) && holds(tail, "startxref") &&
           b.at[5] >= '1' && b.at[5] <= '2' && b.at[6] == '.';
}

/* ---- DOCX: a zip (APPNOTE 6.3.3) with certain parts (ECMA-376 part 2) ------------------------ */

struct zip {
    struct bytes file;
    size_t listed;  /* where the list of entries is */
    size_t entries; /* the list ends at the end record, which is the end of the file */
    uint64_t unpacked;
    bool types, document, macros;
};

static bool zip_end(struct zip *z)
{
    struct bytes b = z->file;

    if (b.n < ZIP_END_SIZE)
        return false;
    size_t end = b.n - ZIP_END_SIZE;
    z->entries = little16(b, end + 10);
    z->listed = little32(b, end + 16);
    return !memcmp(b.at + end, "PK\5\6", 4) && little32(b, end + 4) == 0 &&
           little16(b, end + 8) == z->entries && z->entries <= ZIP_ENTRIES_MOST &&
           z->listed <= end && little32(b, end + 12) == end - z->listed && !little16(b, end + 20);
}

static bool name_is(struct bytes name, const char *what)
{
    return name.n == strlen(what) && !strncasecmp((const char *)name.at, what, name.n);
}

/* A path inside the zip that leads nowhere else. */
static bool zip_name_ok(struct bytes name)
{
    return name.n && name.at[0] != '/' && !memchr(name.at, '\\', name.n) &&
           !memchr(name.at, '\0', name.n) && !memchr(name.at, ':', name.n) && !holds(name, "..");
}

static void zip_note(struct zip *z, struct bytes name)
{
    z->types |= name_is(name, "[Content_Types].xml");
    z->document |= name_is(name, "word/document.xml");
    z->macros |= name.n >= 14 && name_is(tail_of(name, 14), "vbaProject.bin");
}

/* Do the line of the list and the head of the entry say the same, and nothing that Word does not?
 */
static bool zip_agrees(struct bytes b, size_t list, size_t at)
{
    uint32_t flags = little16(b, list + 8), method = little16(b, list + 10);

    return little32(b, list) == ZIP_LISTED && little32(b, at) == ZIP_ENTRY &&
           little32(b, list + 42) == at && little16(b, at + 6) == flags && !(flags & 0x2041) &&
           little16(b, at + 8) == method && (method == 0 || method == 8) &&
           little16(b, at + 26) == little16(b, list + 28);
}

/* The entry listed at *list must begin at *at; both come behind it. */
static bool zip_entry(struct zip *z, size_t *list, size_t *at)
{
    struct bytes b = z->file;
    size_t name_n = little16(b, *list + 28);
    size_t next = *list + 46 + name_n + little16(b, *list + 30) + little16(b, *list + 32);
    uint32_t packed = little32(b, *list + 20);

    if (next > b.n - ZIP_END_SIZE || !zip_agrees(b, *list, *at))
        return false;
    size_t data = *at + 30 + name_n + little16(b, *at + 28);
    if (data > z->listed || packed > z->listed - data)
        return false;
    struct bytes name = {b.at + *list + 46, name_n};
    if (!zip_name_ok(name) || memcmp(name.at, b.at + *at + 30, name_n) != 0)
        return false;
    zip_note(z, name);
    z->unpacked += little32(b, *list + 24);
    bool described = little16(b, *list + 8) & 8; /* sizes once more, with or without a signature */
    *at = data + packed;
    if (described)
        *at += little32(b, *at) == ZIP_DESCRIPTOR ? 16 : 12;
    *list = next;
    return *at <= z->listed;
}

/* The entries lie one after the other from the first byte to the list, and the list ends where the
 * end record begins: no byte is outside, so nothing can hide. */
static bool docx_whole(struct bytes b, bool *macros)
{
    struct zip z = {.file = b};
    size_t at = 0;

    if (!zip_end(&z))
        return false;
    size_t list = z.listed;
    for (size_t i = 0; i < z.entries; i++)
        if (!zip_entry(&z, &list, &at))
            return false;
    *macros = z.macros;
    return at == z.listed && list == b.n - ZIP_END_SIZE && z.types && z.document &&
           z.unpacked <= zip_unpacked_most;
}

/* ---- the file -------------------------------------------------------------------------------- */

static const struct {
    const char *code, *endings[2], *media_type;
} types[] = {
    [ATTACHMENT_OTHER] = {"", {"", ""}, "application/octet-stream"},
    [ATTACHMENT_PDF] = {"pdf", {"pdf", ""}, "application/pdf"},
    [ATTACHMENT_DOCX] = {"docx",
                         {"docx", ""},
                         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    [ATTACHMENT_JPEG] = {"jpeg", {"jpg", "jpeg"}, "image/jpeg"},
    [ATTACHMENT_PNG] = {"png", {"png", ""}, "image/png"},
};

const char *attachment_type_code(enum attachment_type type)
{
    return types[type].code;
}

const char *attachment_media_type(enum attachment_type type)
{
    return types[type].media_type;
}

enum attachment_type attachment_type_from(const char *code)
{
    for (size_t i = 1; i < COUNT(types); i++)
        if (!strcmp(types[i].code, code))
            return (enum attachment_type)i;
    return ATTACHMENT_OTHER;
}

static enum attachment_type type_by_content(struct bytes b)
{
    return begins(b, "%PDF-", 5)               ? ATTACHMENT_PDF
           : begins(b, "PK\3\4", 4)            ? ATTACHMENT_DOCX
           : begins(b, "\xff\xd8\xff", 3)      ? ATTACHMENT_JPEG
           : begins(b, "\x89PNG\r\n\x1a\n", 8) ? ATTACHMENT_PNG
                                               : ATTACHMENT_OTHER;
}

static const char *ending_of(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot ? dot + 1 : "";
}

static bool ends_as(const char *name, enum attachment_type type)
{
    const char *ending = ending_of(name);

    return *ending && (!strcasecmp(ending, types[type].endings[0]) ||
                       !strcasecmp(ending, types[type].endings[1]));
}

/* The whole of it is of this type, and of no other type as well. */
static enum text_id structure_trouble(struct bytes b, enum attachment_type type)
{
    bool macros = false;
    bool whole = type == ATTACHMENT_PDF    ? pdf_whole(b)
                 : type == ATTACHMENT_DOCX ? docx_whole(b, &macros)
                 : type == ATTACHMENT_JPEG ? jpeg_whole(b)
                                           : png_whole(b);

    if (macros)
        return TEXT_attachment_macros;
    if (!whole || (type != ATTACHMENT_DOCX && holds(tail_of(b, ZIP_TAIL), "PK\5\6")) ||
        (type != ATTACHMENT_PDF && holds(head_of(b, PDF_HEAD), "%PDF-")))
        return TEXT_attachment_broken;
    return TEXT_NONE;
}

enum text_id attachment_trouble(const char *file_name, const void *bytes, size_t n,
                                enum attachment_type *type)
{
    struct bytes b = {bytes, n};

    *type = ATTACHMENT_OTHER;
    if (!n)
        return TEXT_attachment_empty;
    if (n > ATTACHMENT_MOST)
        return TEXT_attachment_large;
    enum attachment_type found = type_by_content(b);
    if (found == ATTACHMENT_OTHER)
        return TEXT_attachment_unknown;
    if (!ends_as(file_name, found))
        return TEXT_attachment_ending;
    enum text_id trouble = structure_trouble(b, found);
    if (trouble == TEXT_NONE)
        *type = found;
    return trouble;
}

/* ---- names ----------------------------------------------------------------------------------- */

/* Marks that turn or hide writing: U+200B..200F, U+2028..202E, U+2060..206F, U+FEFF. n: bytes. */
static bool turns(const char *at, size_t *n)
{
    const unsigned char *p = (const unsigned char *)at;

    *n = 3;
    if (p[0] == 0xe2 && p[1] == 0x80)
        return (p[2] >= 0x8b && p[2] <= 0x8f) || (p[2] >= 0xa8 && p[2] <= 0xae);
    if (p[0] == 0xe2 && p[1] == 0x81)
        return p[2] >= 0xa0 && p[2] <= 0xaf;
    return p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf;
}

static char *without_marks(struct arena *a, const char *file_name)
{
    char *name = arena_str(a, file_name);
    size_t n = 0, skip;

    for (const char *at = file_name; *at; at++) {
        if (turns(at, &skip))
            at += skip - 1;
        else if ((unsigned char)*at >= 0x20 && *at != 0x7f && *at != '/' && *at != '\\')
            name[n++] = *at;
    }
    name[n] = '\0';
    return name + strspn(name, " .");
}

const char *attachment_name(struct arena *a, const char *file_name)
{
    const char *name = without_marks(a, file_name), *ending = ending_of(name);
    size_t n = strlen(name), ending_n = *ending ? strlen(ending) + 1 : 0;

    if (!n || (n > ATTACHMENT_NAME && ending_n > ATTACHMENT_NAME / 2))
        return "bestand";
    if (n <= ATTACHMENT_NAME)
        return name;
    size_t kept = ATTACHMENT_NAME - ending_n;
    while (kept && ((unsigned char)name[kept] & 0xc0) == 0x80) /* not in the middle of a letter */
        kept--;
    return arena_fmt(a, "%.*s%s%s", (int)kept, name, *ending ? "." : "", ending);
}

const char *attachment_disposition(struct arena *a, const char *file_name)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";
    const char *name = attachment_name(a, file_name);
    char *ascii = arena_str(a, name);
    struct buf out;
    size_t n = 0;

    for (const char *at = name; *at; at++)
        if (((unsigned char)*at & 0xc0) != 0x80)
            ascii[n++] = strchr(plain, *at) || *at == ' ' ? *at : '_';
    ascii[n] = '\0';
    buf_init(&out, 4096);
    buf_fmt(&out, "attachment; filename=\"%s\"; filename*=UTF-8''", ascii);
    for (const char *at = name; *at; at++)
        if (strchr(plain, *at))
            buf_ch(&out, *at);
        else
            buf_fmt(&out, "%%%02X", (unsigned char)*at);
    char *value = arena_str(a, out.at);
    buf_free(&out);
    return value;
}
