/* moving_command.c: `spil import`: the same import without a browser.
 * Not: what an import does (moving_run.c).
 * Start at moving_command(). */
#include "base/fold.h"
#include "core/codes.h"
#include "core/site.h"
#include "feature/moving/moving.h"
#include "feature/moving/moving_pages.h"
#include "feature/moving/moving_sql.h"

#include <fcntl.h>
#include <sys/stat.h>

int moving_command(int argc, char **argv); /* the table in moving_web.c */

struct wish {
    const char *kind, *file, *programme, *team, *group;
    bool dry, leave;
};

static const char *const troubles[] = {
    [MOVING_FINE] = "",
    [MOVING_EMPTY] = "is empty",
    [MOVING_OLD] = "is an old .xls workbook, or protected by a password: save it as .xlsx",
    [MOVING_BROKEN] = "is no CSV or XLSX that can be read",
    [MOVING_TOO_MUCH] = "has too many rows, or unpacks to too much",
    [MOVING_TOO_WIDE] = "has too many columns"};

static void read_wish(struct wish *w, int argc, char **argv)
{
    for (int i = 0; i < argc; i++) {
        const char **value = !strcmp(argv[i], "--programme") ? &w->programme
                             : !strcmp(argv[i], "--team")    ? &w->team
                             : !strcmp(argv[i], "--group")   ? &w->group
                                                             : NULL;

        if (value && i + 1 < argc)
            *value = argv[++i];
        else if (!strcmp(argv[i], "--dry-run"))
            w->dry = true;
        else if (!strcmp(argv[i], "--leave-refused"))
            w->leave = true;
        else
            die("import does not know \"%s\"", argv[i]);
    }
}

static void *read_file(struct arena *a, const char *path, size_t *n)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
        die("%s cannot be opened", path);
    if (st.st_size > MOVING_BYTES)
        die("%s is larger than %d bytes", path, MOVING_BYTES);
    char *bytes = arena_alloc(a, (size_t)st.st_size + 1);
    *n = 0;
    for (ssize_t got = 1; got > 0 && *n<(size_t)st.st_size; *n += got> 0 ? (size_t)got : 0)
        got = read(fd, bytes + *n, (size_t)st.st_size - *n);
    close(fd);
    return bytes;
}

/* The programme and team of these names; without names the only ones. */
static void find_place(struct req *r, const struct wish *w, struct import *im)
{
    int found = 0;
    struct db_rows q =
        db_query(r->db,
                 SQL("select t.id, p.id, p.organisation_id, p.name, t.name from team t"
                     " join programme p on p.id = t.programme_id"
                     " where (p.name = $1 or $1 = '') and (t.name = $2 or $2 = '')"
                     " order by t.id"),
                 ARGS(S(w->programme), S(w->team)));

    while (db_next(&q)) {
        im->team_id = db_int(&q, 0);
        im->programme_id = db_int(&q, 1);
        im->organisation_id = db_int(&q, 2);
        found++;
    }
    if (!found)
        die("there is no such team");
    if (found > 1)
        die("there are %d teams: say --programme and --team", found);
}

/* Of somebody who is nearly there the line, and no name: whoever gives the command has no role. */
static void print_rows(struct req *r, const struct moving_rows *rows, const struct import *im)
{
    for (size_t i = 0; i < rows->n; i++) {
        const struct moving_row *row = &rows->at[i];

        if (row->fate == FATE_REFUSED)
            printf("%u:%d: %s\n", row->line, row->problem_at, row->problem);
        if (row->fate == FATE_CONFLICT && row->alike)
            printf("%u: %s\n", row->line, moving_alike_words(r, row));
    }
    printf("new %" PRId64 "\nsame %" PRId64 "\nconflict %" PRId64 "\nrefused %" PRId64 "\n",
           im->count[FATE_NEW], im->count[FATE_SAME], im->count[FATE_CONFLICT],
           im->count[FATE_REFUSED]);
}

static int carry_out(struct req *r, struct user *nobody, const struct wish *w, struct import *im,
                     const struct moving_table *table)
{
    struct moving_rows above = {0}, rows = {0};

    site_begin(r->site);
    find_place(r, w, im);
    struct moving_memory memory = moving_memory_load(r->db, r->arena, im->programme_id, im->kind);
    moving_guess(r->arena, im->kind, table, &memory, &im->columns);
    moving_import_add(r, im);
    moving_lines_store(r, im->id, table);
    moving_rows_load(r->db, r->arena, im, &above, &rows);
    nobody->organisation_id = im->organisation_id;
    moving_check(r, im, &rows);
    print_rows(r, &rows, im);
    if (w->dry || (im->count[FATE_REFUSED] && !w->leave)) {
        site_rollback(r->site);
        puts(w->dry ? "nothing was written" : "refused: nothing was written");
        return w->dry ? 0 : 1;
    }
    if (!moving_run(r, im, &rows)) {
        site_rollback(r->site);
        puts("the database refused a row: nothing was written");
        return 1;
    }
    moving_rows_forget(r->db, im->id);
    site_commit(r->site);
    printf("import %" PRId64 "\n", im->id);
    return 0;
}

int moving_command(int argc, char **argv)
{
    struct wish w = {.programme = "", .team = "", .group = ""};
    struct import im = {.state = "open"};
    struct moving_table table;
    struct user nobody = {.name = "", .lang = LANG_EN};
    size_t n;
    int rest;

    if (argc < 3 || !moving_kind_from(argv[1], &im.kind))
        die("say: spil import clients|employers|contacts|placements FILE --db ...");
    w.file = argv[2];
    struct config config = config_read(argc - 2, argv + 2, &rest);
    read_wish(&w, argc - 2 - rest, argv + 2 + rest);
    if (*w.group && !codes_known("target_groups", w.group))
        die("there is no target group \"%s\"", w.group);
    struct arena *a = arena_new();
    const void *bytes = read_file(a, w.file, &n);
    enum moving_trouble trouble = moving_table_read(a, bytes, n, &table);
    if (trouble)
        die("%s %s", w.file, troubles[trouble]);
    struct site *s = site_open(&config);
    struct req r = {.arena = a,
                    .db = s->write,
                    .site = s,
                    .user = &nobody,
                    .lang = LANG_EN,
                    .now = now_ms(),
                    .today = today()};
    const char *slash = strrchr(w.file, '/');
    im.target_group = w.group;
    im.file_name = slash ? slash + 1 : w.file;
    im.sheet = table.sheet;
    int code = carry_out(&r, &nobody, &w, &im, &table);
    site_close(s);
    arena_free(a);
    return code;
}
