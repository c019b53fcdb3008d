/* demo.h: a database with invented but credible programmes, people, employers, contacts, placements
 * and hours, for showing, testing and measuring.
 *
 * Nobody in it exists. Telephone numbers lie in ranges that are not given out (06-00..., and
 * subscriber numbers that begin with 0), mail addresses at example.org, postcodes and KVK numbers
 * are those of rules/identifier_test_values.csv.
 *
 * The aggregates come near the published ones: B1 (who they are), B2 (time to the first job,
 * contracts, hours, wage), B4 (minutes a month per activity, falling over the phases of six
 * months), 45 % ever worked under "published_2022", 2.4 hours a month. The facts columns are
 * computed while filling; the refresh functions of the features would change nothing.
 */
#ifndef SPIL_FEATURE_DEMO_DEMO_H
#define SPIL_FEATURE_DEMO_DEMO_H

#include "base/base.h"
#include "db/db.h"

#define DEMO_PASSPHRASE "welkom bij spil" /* of everyone in a demo database */

struct demo_wish {
    int64_t clients;  /* trajectories that run today, 20 to 100,000; from 1,000 on there are
                       * eight years of history and so ten times as many in all, else five */
    uint64_t seed;    /* same seed, same size and same day: the same rows, on both engines */
    int32_t today;    /* dates lie around this day */
    const char *hash; /* of DEMO_PASSPHRASE */
    /* Of the installation: everyone gets a code at log-in, and the database is marked as practice
     * (feature/account), so that the page shows that code. NULL: neither. */
    const unsigned char *key;
    void (*progress)(int percent); /* NULL: nobody looks */
};

struct demo_done {
    int64_t rows, specialists, trajectories, contacts, placements;
    int64_t second_specialist; /* specialist1 is of the first programme; this one of the second */
    int64_t busy_client;       /* with 2,000 contacts; 0 in a small demo */
};

/* Fills an empty database, already migrated, opened with DB_BULK. One transaction per organisation
 * (about 150,000 rows). Sets the clock of the process to the start of wish->today, for the ids. */
struct demo_done demo_fill(struct db *db, const struct demo_wish *wish);

/* False when there is an organisation already: demo_fill() must not be called. */
bool demo_is_empty(struct db *db);

#endif
