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

static void write_delivery(struct arena *a, const char *folder, const struct buf *tables)
{
    if (mkdir(folder, 0700) && errno != EEXIST)
        die("%s: %s", folder, strerror(errno));
    for (int i = 0; i < OUTCOME_FILES; i++)
        write_new(arena_fmt(a, "%s/%s", folder, outcome_file_name[i]), tables[i].at, tables[i].len);
    write_rule(a, folder, "codebook.csv", "rules/research/codebook.csv");
    write_rule(a, folder, "read.R", "rules/research/read_r.txt");
    write_rule(a, folder, "read.sps", "rules/research/read_spss.txt");
    write_rule(a, folder, "read.do", "rules/research/read_stata.txt");
}

/* ---- the command -------------------------------------------------------------------------------
 */

struct wish {
    const char *folder, *db, *key;
};

/* export research DIR --db ... [--pseudonyms FILE]: the settings come right behind the folder. */
static bool parse(int argc, char **argv, struct wish *w)
{
    int rest;

    if (argc < 4 || strcmp(argv[1], "research") || argv[2][0] == '-')
        return false;
    w->folder = argv[2];
    w->db = config_read(argc - 2, argv + 2, &rest).db;
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
    int n;

    if (!parse(argc, argv, &w))
        die("say: spil export research DIR --db ... [--pseudonyms FILE]");
    if (w.key && is_inside(w.key, w.folder))
        die("keep the key outside the folder of the delivery");
    struct arena *a = arena_new();
    struct db *db = db_open(w.db, DB_READ, false);
    const struct migration *migrations = site_migrations(a, &n);
    db_require_current(db, migrations, n);
    take_key(w.key, key);
    struct outcome_data data = {
        .today = today(), .definition = OUTCOME_DEFINITION, .name = pseudonym, .key = key};
    db_begin_read(db);
    int64_t left_out = outcome_tables(db, &data, tables);
    db_rollback(db);
    db_close(db);
    write_delivery(a, w.folder, tables);
    printf("%s: five tables, a codebook, and what reads them into R, SPSS and Stata\n", w.folder);
    if (left_out)
        printf("%" PRId64 " trajectories without a whole month yet are not in it\n", left_out);
    printf(w.key ? "the key is in %s: keep it apart\n"
                 : "the key was not kept%s: nobody can go back to the records\n",
           w.key ? w.key : "");
    for (int i = 0; i < OUTCOME_FILES; i++)
        buf_free(&tables[i]);
    sodium_memzero(key, sizeof(key));
    arena_free(a);
    return 0;
}
