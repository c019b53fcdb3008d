/* bench_fidelity.c: what the live fidelity estimate costs: from scratch, for a page, and per
 * contact. Not: the invented data (spil demo) and the limits (bench/b_fidelity). Start at main().
 * Prints "name value unit" lines. */
#include <sys/resource.h>

#include "feature/contact/contact.h"
#include "feature/fidelity/fidelity_load.h"

enum { ROUNDS = 5, CONTACTS = 500, MOST_PROGRAMMES = 1000 };

const struct feature *const features[] = {NULL};

static double cpu_ms(void)
{
    struct rusage u;

    getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

static double estimate(struct db *db, int64_t programme, int32_t t, int64_t *contacts)
{
    struct fidelity_live live[FIDELITY_ITEMS];
    struct arena *a = arena_new();
    double began = cpu_ms();

    db_begin_read(db);
    struct fidelity_world w =
        fidelity_load(db, a, programme, "", day_add_months(t, -FIDELITY_MONTHS), t);
    fidelity_live_all(&w, t, live);
    db_rollback(db);
    double took = cpu_ms() - began;
    *contacts = (int64_t)w.touches;
    arena_free(a);
    return took;
}

static double rebuild(struct db *db, int64_t programme, int32_t t)
{
    struct arena *a = arena_new();
    double began = cpu_ms();

    db_begin_write(db);
    (void)fidelity_rebuild(db, a, programme, t);
    db_commit(db);
    arena_free(a);
    return cpu_ms() - began;
}

/* Every programme of the installation, from scratch. */
static double all_programmes(struct db *db, int32_t t, int64_t *programmes)
{
    struct arena *a = arena_new();
    struct db_rows q = db_query(db, SQL("select id from programme order by id"), NO_ARGS);
    int64_t *id = ARENA_ARRAY(a, int64_t, MOST_PROGRAMMES), contacts;
    double took = 0;

    *programmes = 0;
    while (*programmes < MOST_PROGRAMMES && db_next(&q))
        id[(*programmes)++] = db_int(&q, 0);
    db_end(&q);
    for (int64_t i = 0; i < *programmes; i++)
        took += estimate(db, id[i], t, &contacts);
    arena_free(a);
    return took;
}

/* The part of logging a contact that keeps the sums: the day of one specialist, added up again. */
static double per_contact(struct db *db, int64_t programme, int32_t t)
{
    int64_t staff = db_one_int(db,
                               SQL("select staff_id from contact_tally where programme_id = $1"
                                   " order by contacts desc limit 1"),
                               ARGS(I(programme)), 0);
    double began;

    db_begin_write(db);
    began = cpu_ms();
    for (int i = 0; i < CONTACTS; i++)
        contact_tally_refresh(db, staff, t - i % 90, t - i % 90);
    double took = cpu_ms() - began;
    db_commit(db);
    return took / CONTACTS;
}

/* The largest programme: from scratch, and per contact. */
static void one_programme(struct db *db, int32_t t)
{
    int64_t programme = db_one_int(db,
                                   SQL("select programme_id from trajectory group by programme_id"
                                       " order by count(*) desc limit 1"),
                                   NO_ARGS, 0);
    int64_t contacts = 0;
    double best = 1e9, first = rebuild(db, programme, t);

    for (int i = 0; i < ROUNDS; i++) {
        double took = estimate(db, programme, t, &contacts);

        best = took < best ? took : best;
    }
    printf("fidelity_clients %" PRId64 " running\n",
           db_one_int(db,
                      SQL("select count(*) from trajectory where programme_id = $1"
                          " and closed_on is null"),
                      ARGS(I(programme)), 0));
    printf("fidelity_client_contacts %" PRId64 " in a year\n", contacts);
    printf("fidelity_rebuild_ms %.1f (26 months of sums)\n", first);
    printf("fidelity_all_items_ms %.1f (at most 50)\n", best);
    printf("fidelity_per_contact_ms %.3f (at most 1)\n", per_contact(db, programme, t));
}

int main(int argc, char **argv)
{
    bool all = argc == 3 && !strcmp(argv[1], "--all");

    if (argc != 2 + all)
        die("say: bench_fidelity [--all] URL");
    struct arena *a = arena_new();
    struct db *db = db_open(argv[1 + all], DB_WRITE, false);
    int32_t t =
        day_from_iso(db_one_text(db, a, SQL("select max(day) from contact_client"), NO_ARGS, ""));
    int64_t programmes = 0;

    if (all) {
        double took = all_programmes(db, t, &programmes);

        printf("fidelity_all_programmes_ms %.0f (at most 2000)\n", took);
        printf("fidelity_programmes %" PRId64 "\n", programmes);
    } else {
        one_programme(db, t);
    }
    db_close(db);
    arena_free(a);
    return 0;
}
