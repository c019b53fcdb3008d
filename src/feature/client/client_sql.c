/* client_sql.c: every SQL text about clients.
 * Not: who may see them (core/gate.c).
 * Start at client_get(). */
#include "core/values.h"
#include "base/fold.h"
#include "base/vec.h"
#include "core/codes.h"
#include "feature/client/client.h"

const char *client_sort_key(struct arena *a, const struct client *c)
{
    return fold_sort_key(a, arena_fmt(a, "%s %s", c->name_prefix, c->family_name), c->given_name);
}

enum rc client_get(struct db *db, struct arena *a, int64_t id, struct client *c)
{
    enum rc rc = NOT_FOUND;
    struct db_rows q =
        db_query(db,
                 SQL("select id, organisation_id, given_name, name_prefix, family_name, birth_on, "
                     "sex, phone,"
                     " email, postcode, municipality, marital_status, education, diagnosis_chapter,"
                     " experience_years, worked_share, version from client where id = $1"),
                 ARGS(I(id)));

    while (db_next(&q)) {
        rc = OK;
        *c = (struct client){
            .id = db_int(&q, 0),
            .organisation_id = db_int(&q, 1),
            .given_name = db_text_copy(&q, 2, a),
            .name_prefix = db_text_copy(&q, 3, a),
            .family_name = db_text_copy(&q, 4, a),
            .birth_on = day_from_iso(db_text(&q, 5)),
            .sex = db_text_copy(&q, 6, a),
            .phone = db_text_copy(&q, 7, a),
            .email = db_text_copy(&q, 8, a),
            .postcode = db_text_copy(&q, 9, a),
            .municipality = db_text_copy(&q, 10, a),
            .marital_status = db_text_copy(&q, 11, a),
            .education = db_text_copy(&q, 12, a),
            .diagnosis_chapter = db_text_copy(&q, 13, a),
            .experience_years = number_at(&q, 14),
            .worked_share = number_at(&q, 15),
            .version = db_int(&q, 16),
        };
    }
    return rc;
}

enum rc client_add(struct req *r, struct client *c)
{
    char birth[DAY_TEXT];

    c->id = req_new_id(r);
    c->organisation_id = r->user->organisation_id;
    return db_write(
        r->db,
        SQL("insert into client (id, organisation_id, given_name, name_prefix, family_name, "
            "sort_key,"
            " birth_on, sex, phone, email, postcode, municipality, marital_status, education,"
            " diagnosis_chapter, experience_years, worked_share, created_at)"
            " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
            "$18)"),
        ARGS(I(c->id), I(c->organisation_id), S(c->given_name), S(c->name_prefix),
             S(c->family_name), S(client_sort_key(r->arena, c)), S(day_iso(c->birth_on, birth)),
             S(c->sex), S(c->phone), S(c->email), S(c->postcode), S(c->municipality),
             S(c->marital_status), S(c->education), S(c->diagnosis_chapter),
             val_number(c->experience_years), val_number(c->worked_share), I(r->now)));
}

enum rc client_add_all(struct req *r, struct client *const *list, size_t n)
{
    char birth[DAY_TEXT], today[DAY_TEXT];

    for (size_t i = 0; i < n; i++) { /* an id may need a statement */
        list[i]->id = req_new_id(r);
        list[i]->organisation_id = r->user->organisation_id;
    }
    struct db_bulk *b = db_bulk_try(
        r->db, "client",
        "id, organisation_id, given_name, name_prefix, family_name, sort_key, birth_on, sex, phone,"
        " email, postcode, municipality, marital_status, education, diagnosis_chapter,"
        " experience_years, worked_share, created_at, substantive_on",
        19);
    day_iso(r->today, today);
    for (size_t i = 0; i < n; i++) {
        const struct client *c = list[i];

        db_bulk_row(b,
                    (struct val[]){I(c->id), I(c->organisation_id), S(c->given_name),
                                   S(c->name_prefix), S(c->family_name),
                                   S(client_sort_key(r->arena, c)), S(day_iso(c->birth_on, birth)),
                                   S(c->sex), S(c->phone), S(c->email), S(c->postcode),
                                   S(c->municipality), S(c->marital_status), S(c->education),
                                   S(c->diagnosis_chapter), val_number(c->experience_years),
                                   val_number(c->worked_share), I(r->now), S(today)});
    }
    return db_bulk_close(b);
}

enum rc client_change(struct req *r, const struct client *c)
{
    char birth[DAY_TEXT];
    enum rc rc = db_update(
        r->db,
        SQL("update client set given_name = $3, name_prefix = $4, family_name = $5, sort_key = $6,"
            " birth_on = $7, sex = $8, phone = $9, email = $10, postcode = $11, municipality = $12,"
            " marital_status = $13, education = $14, diagnosis_chapter = $15, experience_years = "
            "$16,"
            " worked_share = $17, version = version + 1 where id = $1 and version = $2"),
        ARGS(I(c->id), I(c->version), S(c->given_name), S(c->name_prefix), S(c->family_name),
             S(client_sort_key(r->arena, c)), S(day_iso(c->birth_on, birth)), S(c->sex),
             S(c->phone), S(c->email), S(c->postcode), S(c->municipality), S(c->marital_status),
             S(c->education), S(c->diagnosis_chapter), val_number(c->experience_years),
             val_number(c->worked_share)));

    if (rc != OK)
        return rc;
    db_run(r->db,
           SQL("update trajectory_fact set sort_key = $2, given_name = $3, name_prefix = $4,"
               " family_name = $5 where client_id = $1"),
           ARGS(I(c->id), S(client_sort_key(r->arena, c)), S(c->given_name), S(c->name_prefix),
                S(c->family_name)));
    struct db_rows q =
        db_query(r->db, SQL("select distinct programme_id from trajectory where client_id = $1"),
                 ARGS(I(c->id)));
    while (db_next(&q))
        client_index(r->db, r->arena, db_int(&q, 0), c->id);
    return OK;
}

void client_index(struct db *db, struct arena *a, int64_t programme_id, int64_t client_id)
{
    struct client c;
    size_t n;

    if (client_get(db, a, client_id, &c) != OK)
        BUG("index of a client that is not there");
    const char **words = fold_tokens(a, client_name(a, &c), &n);
    db_run(
        db,
        SQL("delete from search_token where target_id = $1 and scope_id = $2 and kind = 'client'"),
        ARGS(I(client_id), I(programme_id)));
    for (size_t i = 0; i < n; i++)
        db_run(db,
               SQL("insert into search_token (scope_id, token, kind, target_id)"
                   " values ($1, $2, 'client', $3) on conflict do nothing"),
               ARGS(I(programme_id), S(words[i]), I(client_id)));
}

void client_substantive(struct db *db, int64_t trajectory_id, int32_t today)
{
    char day[DAY_TEXT];

    db_run(db,
           SQL("update client set substantive_on = $2 where id ="
               " (select client_id from trajectory where id = $1)"
               " and (substantive_on is null or substantive_on < $2)"),
           ARGS(I(trajectory_id), S(day_iso(today, day))));
}

/* ---- who is named already -------------------------------------------------------------------- */

void client_known_add(struct req *r, struct client_names *list, const char *name, const char *label)
{
    struct choice one = {name, label, NULL};

    for (size_t i = 0; i < list->n; i++)
        if (!strcmp(list->at[i].value, name))
            return;
    if (*name)
        ARENA_PUSH(r->arena, list, one);
}

struct client_names client_known(struct req *r, const char *parties)
{
    struct client_names list = {0};
    char day[DAY_TEXT];
    size_t n;
    const struct choice *kinds = codes_choices("person_kinds", r->lang, &n);

    if (!gate_sees(&r->gate, GROUP_PLAN))
        return list;
    struct db_rows q = db_query(r->db,
                                SQL("select kind, name from client_person where client_id = $1"
                                    " and (to_on is null or to_on >= $2)"
                                    " order by is_primary desc, from_on desc, id limit 50"),
                                ARGS(I(r->client_id), S(day_iso(r->today, day))));
    while (db_next(&q))
        for (size_t i = 0; i < n; i++)
            if (!strcmp(kinds[i].value, db_text(&q, 0)) && form_has_word(parties, kinds[i].group))
                client_known_add(r, &list, db_text_copy(&q, 1, r->arena), kinds[i].label);
    return list;
}
