/* demo_near.c: who is near the records without being of the team: office, client, reviewer,
 * researcher, privacy officer; one of each, in the first organisation.
 * Not: specialists, supervisors (demo_world.c); the practitioner's consents (demo_consent.c).
 * Start at demo_near_make(). */
#include "feature/demo/demo_inner.h"

enum { GRANTED = 3 }; /* clients in the sample of the reviewer */

/* A chance of its own: with or without them, all others stay as they are. */
void demo_near_make(struct demo *d, struct demo_org *o)
{
    static const struct {
        const char *role;
        bool programme;
    } wanted[] = {{"office", true},
                  {"client", false},
                  {"reviewer", true},
                  {"researcher", true},
                  {"privacy", false}};
    struct demo_random r = {d->wish->seed * 7919 + 11};

    for (size_t i = 0; i < COUNT(wanted); i++) {
        struct demo_staff s = {.id = id_next(&d->ids),
                               .login = arena_fmt(o->a, "%s1", wanted[i].role),
                               .role = wanted[i].role,
                               .programme = wanted[i].programme ? 0 : -1,
                               .team = -1,
                               .hours_week = 3600,
                               .fte = 100};

        s.name = demo_person_make(&r, o->a).name;
        ARENA_PUSH(o->a, &o->staff, s);
    }
}

static struct demo_staff *staff_of(struct demo_org *o, const char *role)
{
    for (size_t s = 0; s < o->staff.n; s++)
        if (!strcmp(o->staff.at[s].role, role))
            return &o->staff.at[s];
    return NULL;
}

/* The first of the first specialist who runs: that client has an account. */
static const struct demo_path *chosen(const struct demo_org *o)
{
    for (size_t p = 0; p < o->paths.n; p++)
        if (!strcmp(o->staff.at[o->paths.at[p].staff].login, "specialist1") &&
            o->paths.at[p].closed == DAY_NONE && !o->paths.at[p].busy)
            return &o->paths.at[p];
    return NULL;
}

/* Three who agreed; of which review it is, is known later (demo_review.c). */
static int64_t put_sample(struct demo *d, struct demo_org *o, const struct demo_staff *reviews)
{
    struct db_bulk *b = db_bulk_begin(d->db, "access_grant",
                                      "id, client_id, staff_id, kind, reason, from_at, until_at,"
                                      " consent_id, given_by, created_at, shares",
                                      11);
    int64_t from = local_to_ms(d->today, 0), until = local_to_ms(d->today + 28, 0);

    for (size_t i = 0, n = 0; i < o->consents.n && n < GRANTED; i++) {
        const struct demo_consent *c = &o->consents.at[i];
        const struct demo_path *p = &o->paths.at[c->path];

        if (strcmp(c->party, "reviewer") != 0 || p->busy ||
            o->staff.at[p->staff].programme != reviews->programme)
            continue;
        n++;
        db_bulk_row(b, (struct val[]){I(id_next(&d->ids)), I(o->clients.at[p->client].id),
                                      I(reviews->id), S("sample"), S("modeltrouwmeting"), I(from),
                                      I(MIN(until, local_to_ms(c->until + 1, 0))), I(c->id),
                                      I(o->staff.at[p->staff].id), I(from), S(c->shares)});
    }
    return db_bulk_end(b);
}

int64_t demo_near_write(struct demo *d, struct demo_org *o)
{
    const struct demo_staff *client = staff_of(o, "client"), *reviews = staff_of(o, "reviewer");
    const struct demo_path *path = chosen(o);

    if (!client || !path)
        return 0;
    const struct demo_client *first = &o->clients.at[path->client];
    db_run(d->db, SQL("update staff set name = $2, sort_key = $3 where id = $1"),
           ARGS(I(client->id), S(first->who.name), S(first->sort_key)));
    db_run(d->db,
           SQL("insert into staff_role (id, staff_id, role, client_id, from_on)"
               " values ($1, $2, 'client', $3, $4)"),
           ARGS(I(id_next(&d->ids)), I(client->id), I(first->id), S(demo_day(d, d->from))));
    return put_sample(d, o, reviews) + 1;
}
