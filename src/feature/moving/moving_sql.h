/* moving_sql.h: what the files of this feature tell each other about its tables.
 */
#ifndef SPIL_FEATURE_MOVING_MOVING_SQL_H
#define SPIL_FEATURE_MOVING_MOVING_SQL_H

#include "feature/moving/moving.h"
#include "feature/referral/referral.h"

struct imports {
    struct import *at;
    size_t n, cap;
};
void moving_import_add(struct req *r, struct import *im); /* sets id */
void moving_import_store(struct req *r, const struct import *im);
enum rc moving_import_get(struct db *db, struct arena *a, int64_t id, struct import *im) MUST_USE;
struct imports moving_imports(struct db *db, struct arena *a,
                              int64_t programme_id); /* newest first */
void moving_import_remove(struct db *db, int64_t id);

void moving_lines_store(struct req *r, int64_t import_id, const struct moving_table *t);
/* above: the lines up to the names of the columns, which are no rows. */
void moving_rows_load(struct db *db, struct arena *a, const struct import *im,
                      struct moving_rows *above, struct moving_rows *rows);
void moving_rows_store(struct req *r, int64_t import_id, const struct moving_rows *above,
                       const struct moving_rows *rows);
void moving_rows_forget(struct db *db, int64_t import_id); /* all but the refused */
/* The first lines again as a table: to find the names of the columns. */
void moving_head_load(struct db *db, struct arena *a, const struct import *im,
                      struct moving_table *t);
bool moving_clean(struct db *db, int64_t before);

struct moving_memory moving_memory_load(struct db *db, struct arena *a, int64_t programme_id,
                                        enum moving_kind kind);
void moving_memory_store(struct req *r, const struct import *im);

struct moving_place {
    int64_t team_id, programme_id;
    const char *team, *programme;
};
struct moving_places {
    struct moving_place *at;
    size_t n, cap;
};
/* Teams in which this person may import. */
struct moving_places moving_places(struct db *db, struct arena *a, const struct user *u);

/* ---- finding: moving_find_sql.c ----------------------------------------------------------------
 */

struct known {
    int64_t id;
    const struct known *next; /* of the same name */
};
struct known_trajectory {
    int64_t id, staff_id;
    int32_t referred_on, closed_on;
    const struct known_trajectory *next; /* of the same client, the older */
};
/* A client of the organisation, to hold somebody new against. */
struct known_client {
    int64_t id;
    const char *sort_key;
    struct alike_person person;
    const struct known_client *next; /* born on the same day */
};
struct map;
struct moving_world {
    struct known_client *clients; /* MOVING_CLIENTS: in order of sort_key */
    size_t n_clients;
    struct map *client_by_day;   /* birth -> struct known_client */
    struct map *client_by_birth; /* sort key|birth -> struct known */
    struct map *client_by_name;  /* sort key -> struct known: with a trajectory here */
    struct map *client_by_number;
    struct map *trajectories; /* client id as text -> struct known_trajectory */
    struct map *employer_by_kvk, *employer_by_name, *employer_by_place; /* name|place */
    struct map *staff;                                                  /* name, and login */
    struct map *teams;
    struct contact usual[8]; /* by party, as they are asked for */
    size_t n_usual;
};
bool moving_contact_there(struct db *db, int64_t trajectory_id, const struct contact *c);
int64_t moving_placement_there(struct db *db, int64_t trajectory_id, int64_t employer_id,
                               int32_t started_on);

/* ---- what was done: moving_undo_sql.c ----------------------------------------------------------
 */

struct import_item {
    uint32_t line;
    const char *what;
    int64_t target_id, client_id, version;
    const char *before; /* NULL: it was made */
};
struct import_items {
    struct import_item *at;
    size_t n, cap;
};
void moving_items_store(struct req *r, int64_t import_id, const struct import_items *items);
/* The numbers by which this programme knows clients, as keys. */
struct map *moving_keys_load(struct db *db, struct arena *a, int64_t programme_id);
struct import_key {
    const char *number;
    int64_t client_id;
};
struct import_keys {
    struct import_key *at;
    size_t n, cap;
};
void moving_keys_store(struct db *db, int64_t programme_id, const struct import_keys *keys);

#endif
