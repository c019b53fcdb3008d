/* access_verify.c: sealing the heads of the access log, and checking the whole of it.
 * Not: adding lines (access_log.c).
 * Start at access_log_verify(). */
#include "core/access_log.h"

#include <fcntl.h>
#include <sodium.h>

#include "base/id.h"

enum { SEAL_LINE = 128 };

/* ---- seals ----------------------------------------------------------------------------------- */

struct seal {
    int64_t id, count;
    unsigned char mac[ACCESS_MAC_BYTES];
};

static void seal_mac(const unsigned char *key, const struct seal *s,
                     unsigned char out[ACCESS_MAC_BYTES])
{
    char text[SEAL_LINE];
    char hex[2 * ACCESS_MAC_BYTES + 1];

    sodium_bin2hex(hex, sizeof(hex), s->mac, sizeof(s->mac));
    int n = snprintf(text, sizeof(text), "seal %" PRId64 " %" PRId64 " %s", s->id, s->count, hex);
    crypto_generichash(out, ACCESS_MAC_BYTES, (unsigned char *)text, (size_t)n, key,
                       ACCESS_KEY_BYTES);
}

void access_log_seal(struct access_chain *chain, const char *path)
{
    struct seal s = {.id = chain->head.id, .count = chain->head.count};
    unsigned char proof[ACCESS_MAC_BYTES];
    char hex[2][2 * ACCESS_MAC_BYTES + 1];
    char line[SEAL_LINE];

    if (chain->sealed == s.id || !s.id)
        return;
    memcpy(s.mac, chain->head.mac, sizeof(s.mac));
    seal_mac(chain->key, &s, proof);
    sodium_bin2hex(hex[0], sizeof(hex[0]), s.mac, sizeof(s.mac));
    sodium_bin2hex(hex[1], sizeof(hex[1]), proof, sizeof(proof));
    int n = snprintf(line, sizeof(line), "%" PRId64 " %" PRId64 " %s %s\n", s.id, s.count, hex[0],
                     hex[1]);
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, line, (size_t)n) != n || close(fd))
        die("cannot write the seals of the access log to %s: %s", path, strerror(errno));
    chain->sealed = s.id;
}

static bool hex_read(const char *text, unsigned char mac[ACCESS_MAC_BYTES])
{
    size_t n;

    return !sodium_hex2bin(mac, ACCESS_MAC_BYTES, text, 2 * ACCESS_MAC_BYTES, NULL, &n, NULL) &&
           n == ACCESS_MAC_BYTES;
}

/* "id count mac proof" with one space between; false when it is not such a line. */
static bool seal_parse(char *line, const unsigned char *key, struct seal *s)
{
    unsigned char proof[ACCESS_MAC_BYTES], right[ACCESS_MAC_BYTES];
    char *part[4] = {line};

    for (int i = 1; i < 4; i++) {
        char *space = strchr(part[i - 1], ' ');

        if (!space)
            return false;
        *space = '\0';
        part[i] = space + 1;
    }
    if (!id_parse(part[0], &s->id) || !id_parse(part[1], &s->count) ||
        strlen(part[2]) != 2 * ACCESS_MAC_BYTES || strlen(part[3]) < 2 * ACCESS_MAC_BYTES ||
        !hex_read(part[2], s->mac) || !hex_read(part[3], proof))
        return false;
    seal_mac(key, s, right);
    return !sodium_memcmp(proof, right, sizeof(right));
}

struct seals {
    struct seal *at;
    size_t n, room;
};

static int by_id(const void *a, const void *b)
{
    const struct seal *x = a, *y = b;

    return x->id < y->id ? -1 : x->id > y->id;
}

static int seals_read(struct seals *seals, struct arena *a, const unsigned char *key,
                      const char *path, FILE *out)
{
    char line[SEAL_LINE + 1];
    int findings = 0;
    FILE *in = fopen(path, "re");

    if (!in)
        return 0;
    for (int number = 1; fgets(line, sizeof(line), in); number++) {
        if (seals->n == seals->room) {
            size_t room = 2 * seals->room + 64;

            seals->at = arena_grow(a, seals->at, seals->room * sizeof(struct seal),
                                   room * sizeof(struct seal));
            seals->room = room;
        }
        if (seal_parse(line, key, &seals->at[seals->n])) {
            seals->n++;
        } else {
            fprintf(out, "seal file, line %d: not a seal made with this key\n", number);
            findings++;
        }
    }
    fclose(in);
    if (seals->n)
        qsort(seals->at, seals->n, sizeof(struct seal), by_id);
    return findings;
}

/* ---- the lines ------------------------------------------------------------------------------- */

/* What is known of the chain that each slot is in. */
struct walk {
    struct access_head chain[ID_SLOTS];
    const struct seals *seals;
    size_t next_seal;
    const unsigned char *key;
    FILE *out;
    int findings;
};

/* Seals come in the order of their ids, as lines do: one that is passed without its line is
 * missing. */
static void check_seals(struct walk *w, int64_t id, const struct access_head *head)
{
    while (w->next_seal < w->seals->n && w->seals->at[w->next_seal].id < id) {
        fprintf(w->out, "line %" PRId64 " was sealed and is not there: dropped or cut\n",
                w->seals->at[w->next_seal].id);
        w->findings++;
        w->next_seal++;
    }
    while (w->next_seal < w->seals->n && w->seals->at[w->next_seal].id == id) {
        const struct seal *s = &w->seals->at[w->next_seal++];

        if (memcmp(s->mac, head->mac, sizeof(s->mac)) || s->count != head->count) {
            fprintf(w->out, "line %" PRId64 " is not the one that was sealed\n", id);
            w->findings++;
        }
    }
}

static void check_line(struct walk *w, const struct access_line *line, const unsigned char *mac,
                       size_t n)
{
    struct access_head *head = &w->chain[id_slot(line->id)];
    unsigned char right[ACCESS_MAC_BYTES];

    if (line->action == ACCESS_CHAIN)
        *head = (struct access_head){.count = 0};
    access_line_mac(w->key, head->mac, line, right);
    if (n != sizeof(right) || memcmp(mac, right, sizeof(right))) {
        fprintf(w->out, "line %" PRId64 ": altered, or a line before it is missing\n", line->id);
        w->findings++;
    }
    /* Go on from what is stored, so that one change is one finding. */
    memcpy(head->mac, mac, MIN(n, sizeof(head->mac)));
    head->id = line->id;
    head->count++;
    check_seals(w, line->id, head);
}

int access_log_verify(struct db *db, const unsigned char key[ACCESS_KEY_BYTES],
                      const char *seal_path, FILE *out)
{
    struct arena *a = arena_new();
    struct seals seals = {0};
    struct walk *w = arena_alloc(a, sizeof(*w));

    w->seals = &seals;
    w->key = key;
    w->out = out;
    w->findings = seals_read(&seals, a, key, seal_path, out);
    db_begin_read(db);
    struct db_rows q = db_query(
        db, SQL("select id, staff_id, client_id, action, route, mac from access_log order by id"),
        NO_ARGS);
    while (db_next(&q)) {
        struct access_line line = {.id = db_int(&q, 0),
                                   .staff_id = db_int(&q, 1),
                                   .client_id = db_int(&q, 2),
                                   .action = (enum access_action)db_int(&q, 3),
                                   .route = (uint32_t)db_int(&q, 4)};
        size_t n;
        const void *mac = db_blob(&q, 5, &n);

        check_line(w, &line, mac, n);
    }
    db_commit(db);
    check_seals(w, INT64_MAX, NULL);
    int findings = w->findings;
    arena_free(a);
    return findings;
}
