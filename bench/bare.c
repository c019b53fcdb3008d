/* bare.c: what the main query of a page costs without the page: bare URL list|timeline ID prints
 * milliseconds of CPU per query, of this process and, on PostgreSQL, of nobody else.
 * Not: our own rows and words; only the statement and its columns are read. Start at main(). */
#include <sys/resource.h>

#include "db/db.h"

enum { WARM_UP = 20, TIMES = 500 };

static int64_t cpu_us(void)
{
    struct rusage used;

    if (getrusage(RUSAGE_SELF, &used))
        die("no measure of CPU time");
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000LL + used.ru_utime.tv_usec +
           used.ru_stime.tv_usec;
}

/* Of Deelnemers and Vandaag: the running trajectories of one specialist, by name. */
static struct db_rows list(struct db *db, int64_t id)
{
    return db_query(
        db,
        SQL("select trajectory_id, client_id, given_name, name_prefix, family_name, phase,"
            " target_group, employer, next_step, next_step_on, started_on, last_contact_on, ends_on"
            " from trajectory_fact where staff_id = $1 and phase <> 'closed'"
            " order by sort_key, trajectory_id limit 101"),
        ARGS(I(id)));
}

/* Of a client's page: the newest contacts. */
static struct db_rows timeline(struct db *db, int64_t id)
{
    return db_query(
        db,
        SQL("select c.id, c.day, c.minutes, s.name, c.party, c.mode, e.name, c.note, c.next_step,"
            " c.next_step_on from contact_client k join contact c on c.id = k.contact_id"
            " join staff s on s.id = c.staff_id left join employer e on e.id = c.employer_id"
            " where k.trajectory_id = $1 order by k.day desc, k.contact_id desc limit 41"),
        ARGS(I(id)));
}

static size_t read_once(struct db *db, bool of_list, int64_t id)
{
    struct db_rows q = of_list ? list(db, id) : timeline(db, id);
    size_t bytes = 0;

    while (db_next(&q))
        for (int column = 0; column < q.columns; column++)
            bytes += strlen(db_text(&q, column));
    return bytes;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        die("usage: bare URL list|timeline ID");
    struct db *db = db_open(argv[1], DB_READ, false);
    bool of_list = !strcmp(argv[2], "list");
    int64_t id = strtoll(argv[3], NULL, 10);
    size_t bytes = 0;
    int64_t start = 0;

    for (int i = 0; i < WARM_UP + TIMES; i++) {
        if (i == WARM_UP)
            start = cpu_us();
        db_begin_read(db);
        bytes += read_once(db, of_list, id);
        db_commit(db);
    }
    printf("%.5f\n", (double)(cpu_us() - start) / 1000 / TIMES);
    db_close(db);
    return bytes ? 0 : 1;
}
