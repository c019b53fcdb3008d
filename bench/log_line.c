/* log_line.c: what a line of the access log costs: log_line URL KEY add N prints microseconds of
 * CPU per line, each a transaction of its own as for a page; log_line URL KEY fill N adds N lines
 * of sixty days, 400 people and 10,000 clients, as a national installation makes them, for their
 * size. Not: pages (b_access.mjs). Start at main(). */
#include <sys/resource.h>

#include <sodium.h>

#include "base/date.h"
#include "base/id.h"
#include "core/access_log.h"

enum { STAFF = 400, CLIENTS_EACH = 25, DAYS = 60, PIECE = 5000, SLOT = 900 };

struct log {
    struct db *db;
    struct access_chain chain;
    struct id_maker ids;
    uint64_t random;
};

static int64_t cpu_us(void)
{
    struct rusage used;

    if (getrusage(RUSAGE_SELF, &used))
        die("no measure of CPU time");
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000LL + used.ru_utime.tv_usec +
           used.ru_stime.tv_usec;
}

/* Lehmer, as in minstd: the same lines each time. */
static int below(struct log *l, int n)
{
    l->random = l->random * 48271 % 2147483647;
    return (int)(l->random % (uint64_t)n);
}

/* A quarter are lists, without a client; one in seven is about a record of the client. */
static struct access_line any_line(struct log *l)
{
    int staff = below(l, STAFF);
    bool list = below(l, 4) == 0;
    int64_t client = INT64_C(3000000000000000) +
                     (staff * CLIENTS_EACH + below(l, CLIENTS_EACH)) * INT64_C(4194304);

    return (struct access_line){.id = id_next(&l->ids),
                                .staff_id = INT64_C(2000000000000000) + staff * INT64_C(4194304),
                                .client_id = list ? 0 : client,
                                .action = list ? ACCESS_LIST : ACCESS_READ,
                                .route = (uint32_t)below(l, 2147483646),
                                .relation = list ? 0 : 11,
                                .role = 1,
                                .session = 1 + below(l, 1000),
                                .object = below(l, 7) ? OBJECT_NONE : OBJECT_RECORD,
                                .object_id = below(l, 7) ? 0 : client + 5};
}

static void begin_chain(struct log *l)
{
    db_begin_write(l->db);
    access_chain_begin(l->db, &l->chain, id_next(&l->ids), NULL);
    db_commit(l->db);
    access_log_settle(&l->chain, true);
}

static void add(struct log *l, int n)
{
    enum { WARM_UP = 100 };
    int64_t start = 0;

    begin_chain(l);
    for (int i = -WARM_UP; i < n; i++) {
        if (i == 0)
            start = cpu_us();
        access_log_add(l->db, &l->chain, any_line(l));
        access_log_settle(&l->chain, true);
    }
    printf("%.3f\n", (double)(cpu_us() - start) / n);
}

static void fill(struct log *l, int n)
{
    int64_t from = now_ms() - DAYS * 24 * 3600 * 1000LL, step = DAYS * 24 * 3600 * 1000LL / n;

    for (int done = 0; done < n; done += PIECE) {
        db_begin_write(l->db);
        for (int i = done; i < MIN(n, done + PIECE); i++) {
            now_set(from + i * step);
            struct access_line line = any_line(l);

            if (access_chain_is_over(&l->chain, line.id)) {
                access_chain_begin(l->db, &l->chain, line.id, NULL);
                line.id = id_next(&l->ids);
            }
            access_log_add(l->db, &l->chain, line);
        }
        db_commit(l->db);
        access_log_settle(&l->chain, true);
    }
    now_set(0);
}

int main(int argc, char **argv)
{
    struct log l = {.random = 1};

    if (argc != 5 || sodium_init() < 0)
        die("usage: log_line URL KEY add|fill N");
    l.db = db_open(argv[1], DB_LOG, false);
    access_key_load(argv[2], false, l.chain.key);
    id_start(&l.ids, SLOT, 0);
    int n = (int)strtol(argv[4], NULL, 10);
    if (!strcmp(argv[3], "add"))
        add(&l, n);
    else
        fill(&l, n);
    db_close(l.db);
    return 0;
}
