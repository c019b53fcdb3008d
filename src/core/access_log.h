/* access_log.h: one line per record read or changed, list shown, refusal and log-in (NEN 7513).
 *
 * Ids, never names. A read's lines are committed before its page is sent; a write's line goes in
 * the write's own transaction: failing to log fails the action. There is no switch.
 *
 * Lines made by one process form a chain: mac = BLAKE2b-16 keyed over the line and the mac before
 * it. The key stands outside the database, so whoever can edit the database cannot recompute the
 * chain. A chain begins with an ACCESS_CHAIN line.
 */
#ifndef SPIL_CORE_ACCESS_LOG_H
#define SPIL_CORE_ACCESS_LOG_H

#include "base/base.h"
#include "db/db.h"

/* Stored: never renumber. */
enum access_action {
    ACCESS_NOTHING = 0,
    ACCESS_CHAIN = 1,
    ACCESS_READ = 2,
    ACCESS_LIST = 3, /* a list or a search result with names */
    ACCESS_CREATE = 4,
    ACCESS_CHANGE = 5,
    ACCESS_REFUSED = 6,
    ACCESS_LOGIN = 7,
    ACCESS_LOGIN_FAILED = 8,
    ACCESS_LOGOUT = 9,
};
const char *access_action_name(enum access_action action);

enum { ACCESS_KEY_BYTES = 32, ACCESS_MAC_BYTES = 16 };

struct access_line {
    int64_t id;
    int64_t staff_id;  /* 0: nobody logged in */
    int64_t client_id; /* 0: no single client */
    enum access_action action;
    uint32_t route; /* access_route_number() */
};

/* The chain of one process. pending is the head inside an open transaction: access_log_settle()
 * makes it the head after a commit, or forgets it after a rollback. */
struct access_chain {
    unsigned char key[ACCESS_KEY_BYTES];
    unsigned char head[ACCESS_MAC_BYTES];
    unsigned char pending[ACCESS_MAC_BYTES];
};

/* Reads the key file; makes it (mode 0600) when create. die()s on anything odd. */
void access_key_load(const char *path, bool create, unsigned char key[ACCESS_KEY_BYTES]);

/* Stable number of a route's name ("GET /vandaag"): FNV-1a, 31 bits. */
uint32_t access_route_number(const char *name);

/* Adds a line in the open write transaction of db. */
void access_log_add(struct db *db, struct access_chain *chain, struct access_line line);
void access_log_settle(struct access_chain *chain, bool committed);

#endif
