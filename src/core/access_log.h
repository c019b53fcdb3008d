/* access_log.h: one line per record read, changed, printed or exported, list shown, search,
 * refusal, log-in, and change of who may do what (NEN 7513).
 *
 * Ids, never names. A read's line is committed before its page is sent; a write's line goes in the
 * write's own transaction: failing to log fails the action. There is no switch.
 *
 * What a line means in the words of NEN 7513 stands in rules/nen7513.csv. Stored it is narrow (at
 * most 150 bytes with its indexes): the small numbers are packed into one, `what`; the view
 * access_log (schema/0010_access_log.sql) shows them apart. Words that belong to a line (what was
 * searched, why a repair) stand in access_text, where they can be taken away.
 *
 * Lines made by one process in one month form a chain: mac = BLAKE2b-16 keyed over the line and the
 * mac before it. The key stands outside the database, so whoever can edit the database cannot
 * recompute the chain. A chain begins with an ACCESS_CHAIN line, which names the end of the chain
 * that the same process had before; a process that stops as it should ends it with
 * ACCESS_CHAIN_END. So a month stands by itself, and goes as a whole (access_month.h).
 */
#ifndef SPIL_CORE_ACCESS_LOG_H
#define SPIL_CORE_ACCESS_LOG_H

#include "base/base.h"
#include "db/db.h"

/* Stored: never renumber; less than 64. */
enum access_action {
    ACCESS_NOTHING = 0,
    ACCESS_CHAIN = 1, /* logging begins */
    ACCESS_READ = 2,
    ACCESS_LIST = 3, /* a list with names */
    ACCESS_CREATE = 4,
    ACCESS_CHANGE = 5,
    ACCESS_REFUSED = 6,
    ACCESS_LOGIN = 7,
    ACCESS_LOGIN_FAILED = 8,
    ACCESS_LOGOUT = 9,
    ACCESS_PASSPHRASE = 10, /* changed one's own */
    ACCESS_FACTOR_ON = 11,  /* a second factor of one's own */
    ACCESS_FACTOR_OFF = 12, /* removed by an administrator */
    ACCESS_SEARCH = 13,     /* a list for words typed, which stand in access_text */
    ACCESS_PRINT = 14,      /* as far as a browser tells */
    ACCESS_EXPORT = 15,     /* a file with people in it */
    ACCESS_DELETE = 16,
    ACCESS_ROLE = 17,      /* a role given or ended */
    ACCESS_ACCOUNT = 18,   /* an account made, changed, given a new passphrase */
    ACCESS_CONSENT = 19,   /* consent given, changed or withdrawn */
    ACCESS_EMERGENCY = 20, /* emergency access taken */
    ACCESS_GRANT = 21,     /* another grant given or ended: cover, discussion */
    ACCESS_LOG_READ = 22,  /* this log itself was read */
    ACCESS_REVIEW = 23,    /* a signal was judged */
    ACCESS_CHAIN_END = 24, /* logging stops */
    ACCESS_DROP = 25,      /* a month of the log was dropped: the month in access_text */
    ACCESS_REPAIR = 26,    /* the database is touched by hand: the reason in access_text */
    ACCESS_RIGHT = 27,     /* a right of the client: restriction, statement, hold, copy of all */
    ACCESS_BSN = 28,       /* the citizen service number shown */
    ACCESS_ACTIONS
};
const char *access_action_name(enum access_action action);

/* What object_id is. Stored: never renumber; less than 32. */
enum access_object {
    OBJECT_NONE = 0,
    OBJECT_RECORD = 1,   /* the :id of the route, whose name says of what */
    OBJECT_EMPLOYER = 2, /* the :employer of the route */
    OBJECT_STAFF = 3,
    OBJECT_TEXT = 4,  /* keyed hash of the line's words in access_text */
    OBJECT_CHAIN = 5, /* of an ACCESS_CHAIN: first 63 bits of the last mac of the chain before */
    OBJECTS
};

enum access_result { RESULT_DONE = 0, RESULT_REFUSED = 1, RESULT_FAILED = 2 };

enum { ACCESS_KEY_BYTES = 32, ACCESS_MAC_BYTES = 16, ACCESS_SESSIONS = 1024 };

struct access_line {
    int64_t id;        /* instant, worker and sequence (base/id.h) */
    int64_t staff_id;  /* 0: nobody logged in */
    int64_t client_id; /* 0: no single client */
    enum access_action action;
    uint32_t route;   /* access_route_number(); 0: a command or a job */
    int relation;     /* enum relation (gate.h): why this person may see this client; 0 none */
    int role;         /* 1 + enum role (perm.h); 0 none */
    int session;      /* access_session_number(): which of someone's sessions; 0 without */
    int64_t grant_id; /* the access_grant that gave the relation; 0 none */
    enum access_object object;
    int64_t object_id;
    enum access_result result;
};

/* The small numbers of a line as one, and back: from low to high action (6 bits), relation (5),
 * role (4), object (5), result (2), session (10), route (31). */
int64_t access_pack(const struct access_line *line);
void access_unpack(int64_t what, struct access_line *line);

/* How far a chain has come. */
struct access_head {
    unsigned char mac[ACCESS_MAC_BYTES];
    int64_t id;    /* of its last line */
    int64_t count; /* lines, the first included */
    int64_t ends;  /* the first id of the next month: no line of this chain */
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

/* Stable number of a route's name ("GET /vandaag"): FNV-1a, 31 bits. The names stand in
 * access_route, so that a line is understood after its route has gone. */
uint32_t access_route_number(const char *name);
/* 1 .. ACCESS_SESSIONS - 1; tells the sessions of one person apart, and leads to the line of the
 * log-in. */
int access_session_number(const char *token);

/* Does the line with this id need a new chain: is it the first, or in another month, or has the
 * process another slot? */
bool access_chain_is_over(const struct access_chain *chain, int64_t id);
/* Begins a chain with a line of this id in the open write transaction of db. Words say what began
 * (a process); NULL: it goes on in another month or slot. */
void access_chain_begin(struct db *db, struct access_chain *chain, int64_t id, const char *words);
/* Adds a line in the open write transaction of db, or outside one as a transaction of its own (the
 * log connection: one round trip). */
void access_log_add(struct db *db, struct access_chain *chain, struct access_line line);
/* Many, in the open write transaction of db, all of the chain as it is. */
void access_log_add_all(struct db *db, struct access_chain *chain, const struct access_line *line,
                        size_t n);
/* The same with words: in an open write transaction. */
void access_log_add_text(struct db *db, struct access_chain *chain, struct access_line line,
                         const char *words);
void access_log_settle(struct access_chain *chain, bool committed);

/* The mac of a line, given the mac before it: what makes the chain. */
void access_line_mac(const unsigned char *key, const unsigned char *before,
                     const struct access_line *line, unsigned char mac[ACCESS_MAC_BYTES]);
/* What object_id is for these words: 63 bits, keyed, so that words that were taken away cannot be
 * guessed. */
int64_t access_text_hash(const unsigned char *key, const char *words);
/* What object_id of an ACCESS_CHAIN is after a chain that ended with this mac. */
int64_t access_chain_link(const unsigned char mac[ACCESS_MAC_BYTES]);

/* Appends the head of the chain to the seal file, so that a cut tail shows; nothing when the head
 * is sealed already. One line: id, count, mac, and a keyed mac over these, in hexadecimal. */
void access_log_seal(struct access_chain *chain, const char *path);

/* Goes through the whole log, its words, its dropped months and its seals; a line in out for each
 * finding and, when notes, for each dropped month and for words that were taken away. Returns the
 * number of findings. Finds lines altered, dropped, put in another order, added or recomputed
 * without the key, words altered, months swapped or gone without record, and a log cut after the
 * last seal before the cut. seal_path may name a file that is not there: no seals. */
int access_log_verify(struct db *db, const unsigned char key[ACCESS_KEY_BYTES],
                      const char *seal_path, FILE *out, bool notes);

#endif
