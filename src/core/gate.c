/* gate.c: the row gate.
 * Not: what a role may do at all (perm.c).
 * Start at gate_client(). */
#include "core/gate.h"

static enum gate gate_of(const struct user *u, int64_t staff_id, int64_t programme_id,
                         int64_t team_id)
{
    enum gate gate = GATE_CLOSED;

    for (size_t i = 0; i < u->n_roles; i++) {
        const struct user_role *role = &u->roles[i];
        bool here = role->programme_id == programme_id;
        bool team = here && (!role->team_id || role->team_id == team_id);

        if (role->role == ROLE_SPECIALIST && here && staff_id == u->id)
            return GATE_FULL;
        if (role->role == ROLE_SPECIALIST && team)
            gate = MAX(gate, GATE_TEAM);
        if (role->role == ROLE_SUPERVISOR && team)
            gate = MAX(gate, GATE_READ);
    }
    return gate;
}

enum gate gate_client(struct db *db, const struct user *u, int64_t client_id,
                      int64_t *trajectory_id)
{
    enum gate best = GATE_CLOSED;
    bool best_runs = false;
    struct db_rows q = db_query(
        db,
        SQL("select trajectory_id, staff_id, programme_id, team_id, phase from trajectory_fact"
            " where client_id = $1 order by trajectory_id"),
        ARGS(I(client_id)));

    *trajectory_id = 0;
    while (db_next(&q)) {
        enum gate gate = gate_of(u, db_int(&q, 1), db_int(&q, 2), db_int(&q, 3));
        bool runs = strcmp(db_text(&q, 4), "closed") != 0;

        if (gate > best || (gate == best && gate != GATE_CLOSED && runs >= best_runs)) {
            best = gate;
            best_runs = runs;
            *trajectory_id = db_int(&q, 0);
        }
    }
    return best;
}

bool gate_allows(enum gate gate, enum perm perm)
{
    switch (perm) {
    case PERM_CLIENT_TEAM:
        return gate >= GATE_TEAM;
    case PERM_CLIENT_READ:
    case PERM_CLIENT_ASSIGN:
        return gate >= GATE_READ;
    default:
        return gate == GATE_FULL;
    }
}
