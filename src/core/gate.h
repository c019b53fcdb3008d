/* gate.h: the row gate: how much of this client's record may this user see?
 *
 * One place, passed by pages, blocks, search, exports and commands. Answers by the facts of the
 * client's trajectories: whose client it is, in which team, of which programme.
 */
#ifndef SPIL_CORE_GATE_H
#define SPIL_CORE_GATE_H

#include "base/base.h"
#include "core/user.h"
#include "db/db.h"

enum gate {
    GATE_CLOSED, /* as if there were no such client */
    GATE_TEAM,   /* a colleague's client: name, phone, phase, work goal, next step, agreements */
    GATE_READ,   /* all, without changing: a supervisor of the team */
    GATE_FULL,   /* the client's own specialist */
};

/* Also sets *trajectory_id to the one that opens the gate widest (running before closed). */
enum gate gate_client(struct db *db, const struct user *u, int64_t client_id,
                      int64_t *trajectory_id);
/* What a permission asks of the gate. */
bool gate_allows(enum gate gate, enum perm perm);

#endif
