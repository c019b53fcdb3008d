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
    ACCESS_PASSPHRASE = 10, /* changed one's own */
    ACCESS_FACTOR_ON = 11,  /* a second factor of one's own */
    ACCESS_FACTOR_OFF = 12, /* removed by an administrator; client_id is the staff member's id */
};
const char *access_action_name(enum access_action action);

enum { ACCESS_KEY_BYTES = 32, ACCESS_MAC_BYTES = 16 };

struct access_line {
    int64_t id;
    int64_t staff_id;  /* 0: nobody logged in */
    int64_t client_id; /* 0: no single client; or the staff member an action is about */
    enum access_action action;
    uint32_t route; /* access_route_number() */
};

/* How far a chain has come. */
struct access_head {
    unsigned char mac[ACCESS_MAC_BYTES];
    int64_t id;    /* of its last line */
    int64_t count; /* lines, the first included */
};

/* The chain of one process. pending is the head inside an open transaction: access_log_settle()
 * makes it the head after a commit, or forgets it after a rollback. */
struct access_chain {
    unsigned char key[ACCESS_KEY_BYTES];
    struct access_head head;
    struct access_head pending;
    int64_t sealed; /* id of the last sealed head */
};

/* Reads the key file; makes it (mode 0600) when create. die()s on anything odd. */
void access_key_load(const char *path, bool create, unsigned char key[ACCESS_KEY_BYTES]);

/* Stable number of a route's name ("GET /vandaag"): FNV-1a, 31 bits. */
uint32_t access_route_number(const char *name);

/* Adds a line in the open write transaction of db. */
void access_log_add(struct db *db, struct access_chain *chain, struct access_line line);
void access_log_settle(struct access_chain *chain, bool committed);

/* The mac of a line, given the mac before it: what makes the chain. */
void access_line_mac(const unsigned char *key, const unsigned char *before,
                     const struct access_line *line, unsigned char mac[ACCESS_MAC_BYTES]);

/* Appends the head of the chain to the seal file, so that a cut tail shows; nothing when the head
 * is sealed already. One line: id, count, mac, and a keyed mac over these, in hexadecimal. */
void access_log_seal(struct access_chain *chain, const char *path);

/* Goes through the whole log and its seals; a line in out for each finding. Returns their number.
 * Finds lines altered, dropped, put in another order, added or recomputed without the key, and a
 * log cut after the last seal before the cut. seal_path may name a file that is not there: no
 * seals. */
int access_log_verify(struct db *db, const unsigned char key[ACCESS_KEY_BYTES],
                      const char *seal_path, FILE *out);

#endif
