/* outcome_export.c: spil export research: the five tables with pseudonyms, as files with a codebook
 * and what reads them into R, SPSS and Stata.
 * Not: the tables (outcome_sql.c).
 * Start at export_command(). */
#include "feature/outcome/outcome_data.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include "base/date.h"
#include "base/embed.h"
#include "base/vec.h"
#include "core/site.h"

int export_command(int argc, char **argv); /* the table in outcome_web.c */

enum { KEY = crypto_auth_hmacsha256_KEYBYTES, KEY_TEXT = 2 * KEY + 1, NAME_BYTES = 8 };

/* The first 64 bits of HMAC-SHA-256 of the number, in hexadecimal: nobody without the key can go
 * from a name to a record, or from a record to its name in another delivery. */
static const char *pseudonym(const void *key, int64_t id, char out[OUTCOME_NAME])
{
    unsigned char mac[crypto_auth_hmacsha256_BYTES];
    char number[32];
    int n = snprintf(number, sizeof(number), "%" PRId64, id);

    crypto_auth_hmacsha256(mac, (const unsigned char *)number, (size_t)n, key);
    return sodium_bin2hex(out, OUTCOME_NAME, mac, NAME_BYTES);
}

/* ---- files -------------------------------------------------------------------------------------
 */

/* A file that was not there yet, only for its owner. */
static void write_new(const char *path, const void *bytes, size_t n)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

    if (!f)
        die("%s: %s", path, strerror(errno));
    bool good = fwrite(bytes, 1, n, f) == n;
    if (fclose(f) || !good)
        die("%s cannot be written: %s", path, strerror(errno));
}

/* The key of the delivery: from the file when it is there, else new and kept in it; without a file
 * it is gone afterwards, and with it the way back. */
static void take_key(const char *path, unsigned char key[KEY])
{
    char text[KEY_TEXT + 1] = "";
    FILE *f = path ? fopen(path, "re") : NULL;
    size_t n = 0;

    if (f) {
        bool good = fgets(text, sizeof(text), f) &&
                    !sodium_hex2bin(key, KEY, text, strcspn(text, "\n"), NULL, &n, NULL);

        fclose(f);
        if (!good || n != KEY)
            die("%s does not hold a key of %d hexadecimal digits", path, 2 * KEY);
        return;
    }
    if (path && errno != ENOENT)
        die("%s: %s", path, strerror(errno));
    randombytes_buf(key, KEY);
    if (path) {
        sodium_bin2hex(text, KEY_TEXT, key, KEY);
        text[2 * KEY] = '\n';
        write_new(path, text, 2 * KEY + 1);
    }
    sodium_memzero(text, sizeof(text));
}

static void write_rule(struct arena *a, const char *folder, const char *name, const char *rule)
{
    const struct embed *e = embed_find(rule);

    if (!e)
        BUG("%s is not in the program", rule);
    write_new(arena_fmt(a, "%s/%s", folder, name), e->at, e->n);
}

static int by_bytes(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

/* A table in the order of its pseudonyms, which stand first in each row: the order in which people
 * came would tell who they are. No field of ours holds a line end. */
static void write_shuffled(struct arena *a, const char *path, const struct buf *table)
{
    struct lines {
        char **at;
        size_t n, cap;
    } lines = {0};
    struct buf out;

    for (char *at = arena_strn(a, table->at, table->len), *end; (end = strchr(at, '\n'));
         at = end) {
        *end++ = '\0';
        ARENA_PUSH(a, &lines, at);
    }
    if (lines.n > 2)
        qsort(lines.at + 1, lines.n - 1, sizeof(*lines.at), by_bytes);
    buf_init(&out, table->len + 1);
    for (size_t i = 0; i < lines.n; i++) {
        buf_str(&out, lines.at[i]);
        buf_ch(&out, '\n');
    }
    write_new(path, out.at, out.len);
    buf_free(&out);
}

static void write_delivery(struct arena *a, const char *folder, const struct buf *tables)
{
    if (mkdir(folder, 0700) && errno != EEXIST)
        die("%s: %s", folder, strerror(errno));
    for (int i = 0; i < OUTCOME_FILES; i++)
        write_shuffled(a, arena_fmt(a, "%s/%s", folder, outcome_file_name[i]), &tables[i]);
    write_rule(a, folder, "codebook.csv", "rules/research/codebook.csv");
    write_rule(a, folder, "read.R", "rules/research/read_r.txt");
    write_rule(a, folder, "read.sps", "rules/research/read_spss.txt");
    write_rule(a, folder, "read.do", "rules/research/read_stata.txt");
}

/* ---- the command -------------------------------------------------------------------------------
 */

struct wish {
    const char *folder, *key;
    struct config config;
};

/* export research DIR --db ... [--pseudonyms FILE]: the settings come right behind the folder. */
static bool parse(int argc, char **argv, struct wish *w)
{
    int rest;

    if (argc < 4 || strcmp(argv[1], "research") || argv[2][0] == '-')
        return false;
    w->folder = argv[2];
    w->config = config_read(argc - 2, argv + 2, &rest);
    rest += 2;
    if (rest + 1 < argc && !strcmp(argv[rest], "--pseudonyms")) {
        w->key = argv[rest + 1];
        rest += 2;
    }
    return rest == argc;
}

/* The key lies apart from the delivery, or it would travel with it. */
static bool is_inside(const char *file, const char *folder)
{
    size_t n = strlen(folder);

    while (n && folder[n - 1] == '/')
        n--;
    return !strncmp(file, folder, n) && file[n] == '/';
}

int export_command(int argc, char **argv)
{
    struct wish w = {0};
    unsigned char key[KEY];
    struct buf tables[OUTCOME_FILES];
    struct outcome_left left;

    if (!parse(argc, argv, &w))
        die("say: spil export research DIR --db ... [--pseudonyms FILE]");
    if (w.key && is_inside(w.key, w.folder))
        die("keep the key outside the folder of the delivery");
    struct arena *a = arena_new();
    struct site *site = site_open(&w.config);
    take_key(w.key, key);
    struct outcome_data data = {.today = today(),
                                .definition = OUTCOME_DEFINITION,
                                .name = pseudonym,
                                .key = key,
                                .left = &left};
    /* The line in the access log stands before anything is written. */
    site_log_later(site, (struct access_line){.action = ACCESS_EXPORT}, "spil export research");
    site_settle(site);
    db_begin_read(site->read);
    int64_t left_out = outcome_tables(site->read, &data, tables);
    db_rollback(site->read);
    site_close(site);
    write_delivery(a, w.folder, tables);
    printf("%s: five tables, a codebook, and what reads them into R, SPSS and Stata\n", w.folder);
    if (left_out)
        printf("%" PRId64 " trajectories without a whole month yet are not in it\n", left_out);
    if (left.paid_above >= 0)
        printf("payroll data: a month has hours when more than %" PRId64 " were paid\n",
               left.paid_above);
    printf(w.key ? "the key is in %s: keep it apart\n"
                 : "the key was not kept%s: nobody can go back to the records\n",
           w.key ? w.key : "");
    for (int i = 0; i < OUTCOME_FILES; i++)
        buf_free(&tables[i]);
    sodium_memzero(key, sizeof(key));
    arena_free(a);
    return 0;
}
