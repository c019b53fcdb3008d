/* gate.c: the row gate.
 * Not: what a role may do at all (perm.c); which relation sees which group (rules/access.csv).
 * Start at gate_client(). */
#include "core/gate.h"

#include "base/csv.h"
#include "base/embed.h"

#define BIT(x) (1u << (x))

static const struct {
    const char *code;
    enum text_id text;
} relations[RELATIONS] = {
    [RELATION_NONE] = {"none", TEXT_relation_none},
    [RELATION_PRIVACY] = {"privacy", TEXT_relation_privacy},
    [RELATION_TEAM] = {"team", TEXT_relation_team},
    [RELATION_OFFICE] = {"office", TEXT_relation_office},
    [RELATION_SAMPLE] = {"sample", TEXT_relation_sample},
    [RELATION_SAMPLE_CONSENTED] = {"sample_consented", TEXT_relation_sample_consented},
    [RELATION_PRACTITIONER] = {"practitioner", TEXT_relation_practitioner},
    [RELATION_SUPERVISOR] = {"supervisor", TEXT_relation_supervisor},
    [RELATION_DISCUSSION] = {"discussion", TEXT_relation_discussion},
    [RELATION_EMERGENCY] = {"emergency", TEXT_relation_emergency},
    [RELATION_COVER] = {"cover", TEXT_relation_cover},
    [RELATION_OWN] = {"own", TEXT_relation_own},
    [RELATION_CLIENT] = {"client", TEXT_relation_client},
};

static const char *const groups[GROUPS_COUNT] = {
    [GROUP_NONE] = "-",
    [GROUP_NAME] = "name",
    [GROUP_TEAM] = "team",
    [GROUP_DETAILS] = "details",
    [GROUP_BSN] = "bsn",
    [GROUP_DIAGNOSIS] = "diagnosis",
    [GROUP_NOTES] = "notes",
    [GROUP_PLAN] = "plan",
    [GROUP_WORK] = "work",
    [GROUP_ADJUSTMENTS] = "adjustments",
    [GROUP_TIME] = "time",
    [GROUP_QUESTIONNAIRES] = "questionnaires",
    [GROUP_MONEY] = "money",
    [GROUP_CONSENT] = "consent",
    [GROUP_ASSIGNMENT] = "assignment",
    [GROUP_FILES] = "files",
    [GROUP_RIGHTS] = "rights",
    [GROUP_LOG] = "log",
};

const char *relation_code(enum relation relation)
{
    return relations[relation].code;
}

enum text_id relation_text(enum relation relation)
{
    return relations[relation].text;
}

const char *group_code(enum field_group group)
{
    return groups[group];
}

/* ---- rules/access.csv ------------------------------------------------------------------------ */

static enum field_group group_of(const struct csv *c, int column)
{
    for (int group = GROUP_NONE + 1; group < GROUPS_COUNT; group++)
        if (csv_is(c, column, groups[group]))
            return (enum field_group)group;
    BUG("rules/access.csv: no such group on line %" PRIu64, c->line);
}

static void read_row(const struct csv *c, enum field_group group, const struct csv_column *want,
                     struct gate gates[RELATIONS])
{
    for (int i = RELATION_NONE + 1; i < RELATIONS; i++) {
        if (csv_is(c, want[i].at, "W"))
            gates[i].change |= BIT(group);
        else if (!csv_is(c, want[i].at, "R") && !csv_is(c, want[i].at, "-"))
            BUG("rules/access.csv: neither W, R nor - on line %" PRIu64, c->line);
        if (!csv_is(c, want[i].at, "-"))
            gates[i].see |= BIT(group);
    }
}

static void read_rules(struct gate gates[RELATIONS])
{
    struct csv_column want[RELATIONS] = {{"group", false, -1}}; /* none has no column */
    const struct embed *file = embed_find("rules/access.csv");
    struct arena *a = arena_new();
    struct csv_log log;
    uint32_t found = 0;

    for (int i = RELATION_NONE + 1; i < RELATIONS; i++) {
        want[i] = (struct csv_column){relations[i].code, false, -1};
        gates[i].relation = (enum relation)i;
    }
    csv_log_init(&log, 1);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, want, COUNT(want)))
        BUG("%s", log.text.at);
    while (csv_next(c)) {
        enum field_group group = group_of(c, want[0].at);

        read_row(c, group, want, gates);
        found |= BIT(group);
    }
    if (log.refused || found != BIT(GROUPS_COUNT) - BIT(GROUP_NONE + 1))
        BUG("rules/access.csv: a group is missing, or a line is broken %s", log.text.at);
    csv_log_free(&log);
    arena_free(a);
}

struct gate gate_of_relation(enum relation relation)
{
    static struct gate gates[RELATIONS]; /* read once: the file is inside the program */

    if (!gates[RELATION_OWN].see)
        read_rules(gates);
    return gates[relation];
}

/* ---- relations by role ----------------------------------------------------------------------- */

static enum relation relation_of(const struct user *u, const struct user_role *role,
                                 int64_t staff_id, int64_t programme_id, int64_t team_id)
{
    bool team = !role->team_id || role->team_id == team_id;

    if (role->programme_id != programme_id)
        return RELATION_NONE;
    switch (role->role) {
    case ROLE_SPECIALIST:
        return staff_id == u->id ? RELATION_OWN : team ? RELATION_TEAM : RELATION_NONE;
    case ROLE_SUPERVISOR:
        return team ? RELATION_SUPERVISOR : RELATION_NONE;
    case ROLE_OFFICE:
        return team ? RELATION_OFFICE : RELATION_NONE;
    default:
        return RELATION_NONE;
    }
}

/* Both open: what either shows, under the name of the stronger. */
static struct gate both(struct gate a, struct gate b)
{
    struct gate strong = a.relation >= b.relation ? a : b;

    strong.see = a.see | b.see;
    strong.change = a.change | b.change;
    return strong;
}

struct gate gate_row(const struct user *u, int64_t staff_id, int64_t programme_id, int64_t team_id)
{
    struct gate gate = {.relation = RELATION_NONE};

    for (size_t i = 0; i < u->n_roles; i++)
        gate = both(
            gate, gate_of_relation(relation_of(u, &u->roles[i], staff_id, programme_id, team_id)));
    return gate;
}

/* The stronger relation; of equals the later, but what runs before what is closed. */
static void keep(struct gate *best, bool *best_runs, struct gate gate, int64_t trajectory_id,
                 const char *phase)
{
    bool runs = strcmp(phase, "closed") != 0;

    if (gate.relation < best->relation || gate.relation == RELATION_NONE ||
        (gate.relation == best->relation && runs < *best_runs))
        return;
    *best = gate;
    best->trajectory_id = trajectory_id;
    *best_runs = runs;
}

/* ---- relations by grant ---------------------------------------------------------------------- */

static bool holds(const struct user *u, enum role role, int64_t programme_id)
{
    for (size_t i = 0; i < u->n_roles; i++)
        if (u->roles[i].role == role && u->roles[i].programme_id == programme_id)
            return true;
    return false;
}

static enum relation relation_granted(const struct user *u, const char *kind, bool consented,
                                      int64_t programme_id)
{
    bool works = holds(u, ROLE_SPECIALIST, programme_id) || holds(u, ROLE_SUPERVISOR, programme_id);

    if (!strcmp(kind, "cover"))
        return works ? RELATION_COVER : RELATION_NONE;
    if (!strcmp(kind, "discussion"))
        return works ? RELATION_DISCUSSION : RELATION_NONE;
    if (!strcmp(kind, "emergency"))
        return works ? RELATION_EMERGENCY : RELATION_NONE;
    if (!strcmp(kind, "consent"))
        return holds(u, ROLE_PRACTITIONER, programme_id) ? RELATION_PRACTITIONER : RELATION_NONE;
    if (!holds(u, ROLE_REVIEWER, programme_id))
        return RELATION_NONE;
    return consented ? RELATION_SAMPLE_CONSENTED : RELATION_SAMPLE;
}

/* Of a consent: just the groups that were agreed to, and those that come with them. */
static void agreed(struct gate *gate, const char *shares)
{
    uint32_t open = BIT(GROUP_NAME) | BIT(GROUP_ASSIGNMENT);

    for (const char *at = shares; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");

        for (int group = GROUP_NONE + 1; group < GROUPS_COUNT; group++)
            if (strlen(groups[group]) == length && !memcmp(groups[group], at, length))
                open |= BIT(group) | (group == GROUP_PLAN ? BIT(GROUP_TEAM) : 0);
        at += length;
    }
    gate->see &= open;
    gate->change &= open;
}

static struct gate granted(struct db *db, const struct user *u, int64_t client_id, int64_t now)
{
    struct gate best = {.relation = RELATION_NONE};
    bool best_runs = false;
    struct db_rows q =
        db_query(db,
                 SQL("select g.id, g.kind, g.consent_id, f.trajectory_id, f.programme_id, f.phase,"
                     " g.shares"
                     " from access_grant g join trajectory_fact f on f.client_id = g.client_id"
                     " where g.staff_id = $1 and g.client_id = $2 and g.ended_at is null"
                     " and g.from_at <= $3 and g.until_at > $3 order by f.trajectory_id, g.id"),
                 ARGS(I(u->id), I(client_id), I(now)));

    while (db_next(&q)) {
        struct gate gate = gate_of_relation(
            relation_granted(u, db_text(&q, 1), db_int(&q, 2) != 0, db_int(&q, 4)));

        if (gate.relation == RELATION_PRACTITIONER && !strcmp(db_text(&q, 5), "closed"))
            continue; /* what it was for is over */
        if (gate.relation == RELATION_PRACTITIONER || gate.relation == RELATION_SAMPLE_CONSENTED)
            agreed(&gate, db_text(&q, 6));
        gate.grant_id = db_int(&q, 0);
        keep(&best, &best_runs, gate, db_int(&q, 3), db_text(&q, 5));
    }
    return best;
}

/* ---- the gate -------------------------------------------------------------------------------- */

/* Never the roles' own trajectory with what a grant shows of another. */
static struct gate with_grant(struct gate gate, struct gate more)
{
    if (!(more.see & ~gate.see) && !(more.change & ~gate.change))
        return gate;
    if (gate.trajectory_id == more.trajectory_id) {
        more.see |= gate.see;
        more.change |= gate.change;
    }
    return more;
}

static struct gate with_privacy(struct db *db, const struct user *u, int64_t client_id,
                                struct gate gate)
{
    if (!user_has_role(u, ROLE_PRIVACY) ||
        !db_exists(db, SQL("select 1 from client where id = $1 and organisation_id = $2"),
                   ARGS(I(client_id), I(u->organisation_id))))
        return gate;
    int64_t trajectory_id = gate.trajectory_id;
    gate = both(gate, gate_of_relation(RELATION_PRIVACY));
    gate.trajectory_id =
        trajectory_id
            ? trajectory_id
            : db_one_int(db,
                         SQL("select max(trajectory_id) from trajectory_fact where client_id = $1"),
                         ARGS(I(client_id)), 0);
    return gate;
}

/* A restricted record can be read, not changed: but for the rights themselves (AVG art. 18). */
static struct gate held_back(struct gate gate, bool restricted)
{
    if (restricted)
        gate.change &= BIT(GROUP_RIGHTS) | BIT(GROUP_CONSENT);
    return gate;
}

struct gate gate_client(struct db *db, const struct user *u, int64_t client_id, int64_t now)
{
    struct gate best = {.relation = RELATION_NONE};
    bool best_runs = false, restricted = false;
    struct db_rows q =
        db_query(db,
                 SQL("select trajectory_id, staff_id, programme_id, team_id, phase, restricted"
                     " from trajectory_fact where client_id = $1 order by trajectory_id"),
                 ARGS(I(client_id)));

    while (db_next(&q)) {
        restricted |= db_int(&q, 5);
        keep(&best, &best_runs, gate_row(u, db_int(&q, 1), db_int(&q, 2), db_int(&q, 3)),
             db_int(&q, 0), db_text(&q, 4));
    }
    if (best.relation == RELATION_OWN)
        return held_back(best, restricted);
    best = with_grant(best, granted(db, u, client_id, now));
    return held_back(with_privacy(db, u, client_id, best), restricted);
}

struct gate gate_mine(struct db *db, const struct user *u)
{
    struct gate best = {.relation = RELATION_NONE};
    bool best_runs = false;

    if (!u->client_id)
        return best;
    struct db_rows q = db_query(db,
                                SQL("select trajectory_id, phase from trajectory_fact"
                                    " where client_id = $1 order by trajectory_id"),
                                ARGS(I(u->client_id)));
    while (db_next(&q))
        keep(&best, &best_runs, gate_of_relation(RELATION_CLIENT), db_int(&q, 0), db_text(&q, 1));
    return best;
}

bool gate_sees(const struct gate *gate, enum field_group group)
{
    return group != GROUP_NONE && (gate->see & BIT(group));
}

bool gate_may_change(const struct gate *gate, enum field_group group)
{
    return group != GROUP_NONE && (gate->change & BIT(group));
}
