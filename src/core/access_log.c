/* access_log.c: adding lines to the chained access log.
 * Not: reading or reviewing it.
 * Start at access_log_add(). */
#include "core/access_log.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include "base/id.h"
#include "core/access_month.h"

const char *access_action_name(enum access_action action)
{
    static const char *const names[ACCESS_ACTIONS] = {
        "nothing",    "chain",   "read",         "list",   "create",     "change",
        "refused",    "login",   "login_failed", "logout", "passphrase", "factor_on",
        "factor_off", "search",  "print",        "export", "delete",     "role",
        "account",    "consent", "emergency",    "grant",  "log_read",   "review",
        "chain_end",  "drop",    "repair",       "right",  "bsn"};

    return (size_t)action < COUNT(names) ? names[action] : "?";
}

static void key_create(const char *path)
{
    unsigned char key[ACCESS_KEY_BYTES];
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd < 0) {
        if (errno == EEXIST)
            return;
        die("cannot make the key file %s: %s", path, strerror(errno));
    }
    randombytes_buf(key, sizeof(key));
    if (write(fd, key, sizeof(key)) != sizeof(key) || fsync(fd) || close(fd))
        die("cannot write the key file %s: %s", path, strerror(errno));
    sodium_memzero(key, sizeof(key));
}

void access_key_load(const char *path, bool create, unsigned char key[ACCESS_KEY_BYTES])
{
    unsigned char bytes[ACCESS_KEY_BYTES + 1];

    if (create)
        key_create(path);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        die("cannot read the key file of the access log, %s: %s", path, strerror(errno));
    ssize_t n = read(fd, bytes, sizeof(bytes));
    close(fd);
    if (n != ACCESS_KEY_BYTES)
        die("the key file of the access log, %s, does not hold %d bytes", path, ACCESS_KEY_BYTES);
    memcpy(key, bytes, ACCESS_KEY_BYTES);
    sodium_memzero(bytes, sizeof(bytes));
}

uint32_t access_route_number(const char *name)
{
    uint32_t h = 2166136261u;

    for (const unsigned char *p = (const unsigned char *)name; *p; p++)
        h = (h ^ *p) * 16777619u;
    return h & 0x7fffffffu;
}

int access_session_number(const char *token)
{
    return (int)(access_route_number(token) % (ACCESS_SESSIONS - 1)) + 1;
}

/* ---- one line -------------------------------------------------------------------------------- */

enum {
    RELATION_AT = 6,
    ROLE_AT = 11,
    OBJECT_AT = 15,
    RESULT_AT = 20,
    SESSION_AT = 22,
    ROUTE_AT = 32
};

static int64_t put_bits(int value, int at, int bits)
{
    if (value < 0 || value >> bits)
        BUG("%d does not fit in %d bits of a line of the access log", value, bits);
    return (int64_t)value << at;
}

int64_t access_pack(const struct access_line *line)
{
    return put_bits((int)line->action, 0, RELATION_AT) |
           put_bits(line->relation, RELATION_AT, ROLE_AT - RELATION_AT) |
           put_bits(line->role, ROLE_AT, OBJECT_AT - ROLE_AT) |
           put_bits((int)line->object, OBJECT_AT, RESULT_AT - OBJECT_AT) |
           put_bits((int)line->result, RESULT_AT, SESSION_AT - RESULT_AT) |
           put_bits(line->session, SESSION_AT, ROUTE_AT - SESSION_AT) |
           put_bits((int)line->route, ROUTE_AT, 31);
}

static int take_bits(int64_t what, int at, int bits)
{
    return (int)(what >> at) & ((1 << bits) - 1);
}

void access_unpack(int64_t what, struct access_line *line)
{
    line->action = (enum access_action)take_bits(what, 0, RELATION_AT);
    line->relation = take_bits(what, RELATION_AT, ROLE_AT - RELATION_AT);
    line->role = take_bits(what, ROLE_AT, OBJECT_AT - ROLE_AT);
    line->object = (enum access_object)take_bits(what, OBJECT_AT, RESULT_AT - OBJECT_AT);
    line->result = (enum access_result)take_bits(what, RESULT_AT, SESSION_AT - RESULT_AT);
    line->session = take_bits(what, SESSION_AT, ROUTE_AT - SESSION_AT);
    line->route = (uint32_t)(what >> ROUTE_AT) & 0x7fffffffu;
}

static void put64(unsigned char *to, uint64_t n)
{
    for (int i = 0; i < 8; i++)
        to[i] = (unsigned char)(n >> (8 * i));
}

static int64_t get63(const unsigned char *from)
{
    uint64_t n = 0;

    for (int i = 0; i < 8; i++)
        n |= (uint64_t)from[i] << (8 * i);
    return (int64_t)(n & INT64_MAX);
}

void access_line_mac(const unsigned char *key, const unsigned char *before,
                     const struct access_line *line, unsigned char mac[ACCESS_MAC_BYTES])
{
    unsigned char text[ACCESS_MAC_BYTES + 6 * 8];
    const int64_t values[] = {line->id,          line->staff_id, line->client_id,
                              access_pack(line), line->grant_id, line->object_id};

    memcpy(text, before, ACCESS_MAC_BYTES);
    for (size_t i = 0; i < COUNT(values); i++)
        put64(text + ACCESS_MAC_BYTES + 8 * i, (uint64_t)values[i]);
    crypto_generichash(mac, ACCESS_MAC_BYTES, text, sizeof(text), key, ACCESS_KEY_BYTES);
}

int64_t access_text_hash(const unsigned char *key, const char *words)
{
    unsigned char hash[crypto_generichash_BYTES_MIN];

    crypto_generichash(hash, sizeof(hash), (const unsigned char *)words, strlen(words), key,
                       ACCESS_KEY_BYTES);
    return get63(hash);
}

int64_t access_chain_link(const unsigned char mac[ACCESS_MAC_BYTES])
{
    return get63(mac);
}

/* ---- the chain ------------------------------------------------------------------------------- */

bool access_chain_is_over(const struct access_chain *chain, int64_t id)
{
    return id >= chain->pending.ends || id_slot(id) != id_slot(chain->pending.id);
}

enum { LINE_COLUMNS = 7 };

/* The line as its columns; the head of the chain, which is in them, moves on to it. */
static void line_columns(struct access_chain *chain, const struct access_line *line,
                         struct val out[LINE_COLUMNS])
{
    struct access_head *head = &chain->pending;

    access_line_mac(chain->key, head->mac, line, head->mac);
    head->id = line->id;
    head->count++;
    out[0] = I(line->id);
    out[1] = ID(line->staff_id);
    out[2] = ID(line->client_id);
    out[3] = I(access_pack(line));
    out[4] = ID(line->grant_id);
    out[5] = ID(line->object_id);
    out[6] = B(head->mac, sizeof(head->mac));
}

void access_log_add_all(struct db *db, struct access_chain *chain, const struct access_line *line,
                        size_t n)
{
    struct val row[LINE_COLUMNS];
    struct db_bulk *b = db_bulk_begin(
        db, "access_line", "id, staff_id, client_id, what, grant_id, object_id, mac", LINE_COLUMNS);

    for (size_t i = 0; i < n; i++) {
        line_columns(chain, &line[i], row);
        db_bulk_row(b, row);
    }
    db_bulk_end(b);
}

void access_log_add(struct db *db, struct access_chain *chain, struct access_line line)
{
    const struct sql *insert =
        SQL("insert into access_line (id, staff_id, client_id, what, grant_id, object_id, mac)"
            " values ($1, $2, $3, $4, $5, $6, $7)");
    struct val row[LINE_COLUMNS];
    struct args args = {row, LINE_COLUMNS};

    line_columns(chain, &line, row);
    if (db_in_transaction(db))
        db_run(db, insert, args);
    else
        db_run_alone(db, insert, args);
}

void access_log_add_text(struct db *db, struct access_chain *chain, struct access_line line,
                         const char *words)
{
    line.object = OBJECT_TEXT;
    line.object_id = access_text_hash(chain->key, words);
    access_log_add(db, chain, line);
    db_run(db, SQL("insert into access_text (id, words) values ($1, $2)"),
           ARGS(I(line.id), S(words)));
}

void access_chain_begin(struct db *db, struct access_chain *chain, int64_t id, const char *words)
{
    struct access_line line = {.id = id, .action = ACCESS_CHAIN};
    struct access_head before = chain->pending;

    chain->pending = (struct access_head){.ends = access_month_first(access_month_of(id) + 1)};
    if (words) {
        access_log_add_text(db, chain, line, words);
        return;
    }
    if (before.count && id_slot(id) == id_slot(before.id)) {
        line.object = OBJECT_CHAIN;
        line.object_id = access_chain_link(before.mac);
    }
    access_log_add(db, chain, line);
}

void access_log_settle(struct access_chain *chain, bool committed)
{
    if (committed)
        chain->head = chain->pending;
    else
        chain->pending = chain->head;
}
