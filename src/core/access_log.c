/* access_log.c: adding lines to the chained access log.
 * Not: reading or reviewing it.
 * Start at access_log_add(). */
#include "core/access_log.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

const char *access_action_name(enum access_action action)
{
    static const char *const names[] = {
        "nothing", "chain",        "read",   "list",       "create",    "change",    "refused",
        "login",   "login_failed", "logout", "passphrase", "factor_on", "factor_off"};

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

static void put64(unsigned char *to, uint64_t n)
{
    for (int i = 0; i < 8; i++)
        to[i] = (unsigned char)(n >> (8 * i));
}

void access_line_mac(const unsigned char *key, const unsigned char *before,
                     const struct access_line *line, unsigned char mac[ACCESS_MAC_BYTES])
{
    unsigned char text[ACCESS_MAC_BYTES + 5 * 8];

    memcpy(text, before, ACCESS_MAC_BYTES);
    put64(text + ACCESS_MAC_BYTES, (uint64_t)line->id);
    put64(text + ACCESS_MAC_BYTES + 8, (uint64_t)line->staff_id);
    put64(text + ACCESS_MAC_BYTES + 16, (uint64_t)line->client_id);
    put64(text + ACCESS_MAC_BYTES + 24, (uint64_t)line->action);
    put64(text + ACCESS_MAC_BYTES + 32, line->route);
    crypto_generichash(mac, ACCESS_MAC_BYTES, text, sizeof(text), key, ACCESS_KEY_BYTES);
}

void access_log_add(struct db *db, struct access_chain *chain, struct access_line line)
{
    struct access_head *head = &chain->pending;

    if (line.action == ACCESS_CHAIN)
        *head = (struct access_head){.count = 0};
    access_line_mac(chain->key, head->mac, &line, head->mac);
    head->id = line.id;
    head->count++;
    db_run(db,
           SQL("insert into access_log (id, staff_id, client_id, action, route, mac)"
               " values ($1, $2, $3, $4, $5, $6)"),
           ARGS(I(line.id), ID(line.staff_id), ID(line.client_id), I(line.action), I(line.route),
                B(head->mac, sizeof(head->mac))));
}

void access_log_settle(struct access_chain *chain, bool committed)
{
    if (committed)
        chain->head = chain->pending;
    else
        chain->pending = chain->head;
}
