/* payroll_command.c: `spil import payroll` and `spil export payroll`.
 * Not: what an import does (payroll_import.c), the same in a browser (payroll_web.c).
 * Start at payroll_command(). */
#include "base/map.h"
#include "core/site.h"
#include "feature/payroll/payroll.h"
#include "feature/payroll/payroll_pages.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include "feature/rights/rights.h"

int payroll_command(int argc, char **argv); /* the table in payroll_web.c */
int payroll_ask_command(int argc, char **argv);

/* ---- import payroll FILE --------------------------------------------------------------------- */

struct wish {
    const char *file;
    bool dry, leave;
};

static void say_refused(const char *messages)
{
    fputs(messages, stdout);
}

static void show_progress(int percent)
{
    enum { WIDTH = 40 };
    char bar[WIDTH + 1];

    for (int i = 0; i < WIDTH; i++)
        bar[i] = i * 100 < percent * WIDTH ? '#' : '.';
    bar[WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %3d %%%s", bar, percent, percent == 100 ? "\n" : "");
}

static void hash_file(const char *path, char out[65])
{
    unsigned char bytes[65536], hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    FILE *f = fopen(path, "re");
    struct stat st;
    size_t n;

    if (!f || fstat(fileno(f), &st) < 0 || !S_ISREG(st.st_mode))
        die("%s cannot be opened", path);
    crypto_hash_sha256_init(&state);
    while ((n = fread(bytes, 1, sizeof(bytes), f)))
        crypto_hash_sha256_update(&state, bytes, n);
    crypto_hash_sha256_final(&state, hash);
    sodium_bin2hex(out, 65, hash, sizeof(hash));
    fclose(f);
}

static void print_counts(struct site *s, struct arena *a, const struct payroll_import *im)
{
    int64_t odd[PAYROLL_ODDS], differ[PAYROLL_DIFFERENCES] = {0};
    const struct payroll_form *form = &im->form;

    printf("separator %s, decimal sign %s, days %s, %s\n",
           form->separator == '\t'  ? "tab"
           : form->separator == ';' ? ";"
                                    : ",",
           form->decimal ? (char[2]){form->decimal, '\0'} : "not used",
           form->day == '8' ? "YYYYMMDD" : "YYYY-MM-DD",
           form->mark ? "with byte order mark" : "no byte order mark");
    printf("lines %" PRId64 "\nrefused %" PRId64 "\npeople %" PRId64 "\nmonths %" PRId64
           " from %s to %s, of which %" PRId64 " take the place of older ones\n",
           im->lines, im->refused, im->people, im->months, im->first_month, im->last_month,
           im->replaced);
    if (im->incomplete)
        printf("left out %" PRId64 " months of which another line was refused\n", im->incomplete);
    payroll_odd_counts(s->write, im->id, odd);
    for (int i = 0; i < PAYROLL_ODDS; i++)
        if (odd[i])
            printf("looks wrong: %s: %" PRId64 "\n", payroll_odd_words(a, LANG_EN, i, &im->judged),
                   odd[i]);
    struct payroll_pairs pairs = payroll_pairs_load(s->write, a, im->id, 0, today());
    for (size_t i = 0; i < pairs.n; i++)
        differ[pairs.at[i].differs]++;
    for (int i = 1; i < PAYROLL_DIFFERENCES; i++)
        if (differ[i])
            printf("differs from Spil: %s: %" PRId64 "\n",
                   text(LANG_EN, payroll_differences[i].label), differ[i]);
}

static int carry_out(struct site *s, struct arena *a, const struct wish *w, struct csv *csv,
                     struct payroll_import *im)
{
    struct payroll_refused first;
    struct payroll_take take = {.db = s->write,
                                .id = site_new_id(s),
                                .arena = a,
                                .csv = csv,
                                .people = map_new(a),
                                .now = now_ms(),
                                .today = today(),
                                .say = say_refused,
                                .progress = isatty(STDERR_FILENO) ? show_progress : NULL};

    site_begin(s);
    payroll_people(s->write, a, 0, take.people);
    if (payroll_same_file(s->write, im->file_hash)) {
        site_rollback(s);
        puts("this very file is in Spil already: nothing was written");
        return 1;
    }
    if (!payroll_take(&take, im, &first)) {
        site_rollback(s);
        printf("refused %" PRId64 "\nnothing of this file is of use: nothing was written\n",
               im->refused);
        return 1;
    }
    print_counts(s, a, im);
    if (w->dry || (im->refused && !w->leave)) {
        site_rollback(s);
        puts(w->dry ? "nothing was written"
                    : "refused: nothing was written; --leave-refused goes on without those lines");
        return w->dry ? 0 : 1;
    }
    payroll_import_done(s->write, im->id, take.now);
    payroll_log_people(s, im, 0, ACCESS_CREATE, 0);
    site_commit(s);
    printf("import %" PRId64 "\n", im->id);
    return 0;
}

int payroll_command(int argc, char **argv)
{
    struct wish w = {0};
    char hash[65];
    struct csv_log log;
    int rest;

    if (argc < 3)
        die("say: spil import payroll FILE --db ... [--dry-run] [--leave-refused]");
    w.file = argv[1];
    struct config config = config_read(argc - 1, argv + 1, &rest);
    for (int i = 1 + rest; i < argc; i++) {
        w.dry |= !strcmp(argv[i], "--dry-run");
        w.leave |= !strcmp(argv[i], "--leave-refused");
        if (strcmp(argv[i], "--dry-run") && strcmp(argv[i], "--leave-refused"))
            die("import payroll does not know \"%s\"", argv[i]);
    }
    const char *slash = strrchr(w.file, '/');
    struct payroll_import im = {.file_name = slash ? slash + 1 : w.file, .file_hash = hash};
    struct arena *a = arena_new();
    csv_log_init(&log, UINT64_MAX);
    struct csv *csv = csv_open(a, w.file, im.file_name, &log);
    if (!csv)
        die("%s cannot be opened", w.file);
    hash_file(w.file, hash);
    struct site *s = site_open(&config);
    int code = carry_out(s, a, &w, csv, &im);
    site_close(s);
    arena_free(a);
    csv_log_free(&log);
    return code;
}

/* ---- export payroll FILE --------------------------------------------------------------------- */

enum { NAME_BYTES = 16 };

static int64_t find_programme(struct db *db, const char *name)
{
    int64_t id = 0;
    int found = 0;
    struct db_rows q =
        db_query(db, SQL("select id from programme where (name = $1 or $1 = '') order by id"),
                 ARGS(S(name)));

    while (db_next(&q)) {
        id = db_int(&q, 0);
        found++;
    }
    if (found != 1)
        die("there are %d programmes of that name: say --programme", found);
    return id;
}

/* A file that was not there yet, only for its owner. */
static void write_new(const char *path, const struct buf *b)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

    if (!f)
        die("%s: %s", path, strerror(errno));
    bool good = fwrite(b->at, 1, b->len, f) == b->len;
    if (fclose(f) || !good)
        die("%s cannot be written: %s", path, strerror(errno));
}

struct asked {
    int64_t *at;
    size_t n, cap;
};

/* Who began, is not restricted, and has a number in Spil; *without counts those who have none. */
static struct asked people_to_ask(struct db *db, struct arena *a, int64_t programme_id,
                                  int64_t *without)
{
    struct asked list = {0};
    struct db_rows q = db_query(
        db,
        SQL("select distinct t.client_id, (select count(*) from client_bsn b"
            " where b.client_id = t.client_id) from trajectory t where t.programme_id = $1"
            " and t.started_on is not null and not exists (select 1 from client_flag f"
            " where f.client_id = t.client_id and f.kind = 'restriction' and f.ended_at is null)"
            " order by t.client_id"),
        ARGS(I(programme_id)));

    while (db_next(&q)) {
        if (db_int(&q, 1))
            ARENA_PUSH(a, &list, db_int(&q, 0));
        else
            ++*without;
    }
    return list;
}

/* Names, drawn at random: from a name nobody comes to a person but by the table. In the order of
 * the names, or the order of the file would tell who came first. */
static void draw_names(struct db *db, struct arena *a, int64_t request_id,
                       const struct asked *people)
{
    struct db_bulk *b = db_bulk_begin(db, "payroll_person", "pseudonym, request_id, client_id", 3);

    for (size_t i = 0; i < people->n; i++) {
        unsigned char bytes[NAME_BYTES];
        char hex[2 * NAME_BYTES + 1];

        randombytes_buf(bytes, sizeof(bytes));
        sodium_bin2hex(hex, sizeof(hex), bytes, sizeof(bytes));
        db_bulk_row(b,
                    (struct val[]){S(arena_fmt(a, "P%s", hex)), I(request_id), I(people->at[i])});
    }
    db_bulk_end(b);
}

struct names {
    struct name {
        const char *pseudonym;
        int64_t client_id;
    } * at;
    size_t n, cap;
};

static void put_numbers(struct req *r, int64_t request_id, struct buf *file)
{
    struct names names = {0};
    struct csv_writer w;
    char bsn[BSN_TEXT];
    struct db_rows q = db_query(r->db,
                                SQL("select pseudonym, client_id from payroll_person"
                                    " where request_id = $1 order by pseudonym"),
                                ARGS(I(request_id)));

    while (db_next(&q))
        ARENA_PUSH(r->arena, &names, ((struct name){db_text_copy(&q, 0, r->arena), db_int(&q, 1)}));
    csv_writer_init(&w, file, ',', false);
    csv_put(&w, "bsn");
    csv_put(&w, payroll_columns[PAYROLL_PERSON]);
    csv_end(&w);
    for (size_t i = 0; i < names.n; i++) {
        r->client_id = names.at[i].client_id;
        if (!rights_bsn(r, bsn))
            die("a citizen service number cannot be opened: is this the key of the installation?");
        csv_put(&w, bsn);
        csv_put(&w, names.at[i].pseudonym);
        csv_end(&w);
        site_log_line(r->site, r->db,
                      (struct access_line){.client_id = r->client_id,
                                           .action = ACCESS_BSN,
                                           .object = OBJECT_RECORD,
                                           .object_id = request_id},
                      NULL);
    }
    sodium_memzero(bsn, sizeof(bsn));
}

int payroll_ask_command(int argc, char **argv)
{
    const char *programme = "";
    struct buf file;
    int64_t without = 0;
    int rest;

    if (argc < 4 || argv[1][0] == '-')
        die("say: spil export payroll FILE --db ... [--programme NAME]");
    struct config config = config_read(argc - 1, argv + 1, &rest);
    rest++;
    if (rest + 1 < argc && !strcmp(argv[rest], "--programme")) {
        programme = argv[rest + 1];
        rest += 2;
    }
    if (rest != argc)
        die("export payroll does not know \"%s\"", argv[rest]);
    struct site *s = site_open(&config);
    struct req r = {.arena = arena_new(), .db = s->write, .site = s, .now = now_ms()};
    site_begin(s);
    int64_t programme_id = find_programme(s->write, programme), id = site_new_id(s);
    struct asked people = people_to_ask(s->write, r.arena, programme_id, &without);
    if (!people.n)
        die("nobody here began and has a citizen service number in Spil");
    db_run(s->write,
           SQL("insert into payroll_request (id, programme_id, made_at) values ($1, $2, $3)"),
           ARGS(I(id), I(programme_id), I(r.now)));
    draw_names(s->write, r.arena, id, &people);
    buf_init(&file, 64 << 20);
    put_numbers(&r, id, &file);
    write_new(argv[1], &file);
    site_commit(s);
    sodium_memzero(file.at, file.len);
    buf_free(&file);
    printf("%s: %zu people with their citizen service number, for whoever delivers and for nobody"
           " else\n%" PRId64 " without a number in Spil are not in it\nrequest %" PRId64 "\n",
           argv[1], people.n, without, id);
    site_close(s);
    arena_free(r.arena);
    return 0;
}
