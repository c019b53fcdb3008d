/* access_verify.c: sealing the heads of the access log, and checking the whole of it.
 * Not: adding lines (access_log.c).
 * Start at access_log_verify(). */
#include "core/access_log.h"

#include <fcntl.h>
#include <sodium.h>

#include "base/id.h"
#include "core/access_month.h"

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
    const struct access_month_row *months; /* dropped, in order */
    size_t n_months;
    int month; /* of the line before, and the first id of the next month */
    int64_t month_ends;
    const unsigned char *key;
    FILE *out;
    int findings;
    int64_t wordless;
};

static void PRINTF(2, 3) finding(struct walk *w, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    vfprintf(w->out, fmt, ap);
    va_end(ap);
    fputc('\n', w->out);
    w->findings++;
}

static bool is_dropped(const struct walk *w, int month)
{
    for (size_t i = 0; i < w->n_months; i++)
        if (w->months[i].ok && w->months[i].m.month == month)
            return true;
    return false;
}

/* Seals come in the order of their ids, as lines do: one that is passed without its line is
 * missing, unless its month was dropped. */
static void check_seals(struct walk *w, int64_t id, const struct access_head *head)
{
    while (w->next_seal < w->seals->n && w->seals->at[w->next_seal].id < id) {
        int64_t sealed = w->seals->at[w->next_seal++].id;

        if (!is_dropped(w, access_month_of(sealed)))
            finding(w, "line %" PRId64 " was sealed and is not there: dropped or cut", sealed);
    }
    while (w->next_seal < w->seals->n && w->seals->at[w->next_seal].id == id) {
        const struct seal *s = &w->seals->at[w->next_seal++];

        if (memcmp(s->mac, head->mac, sizeof(s->mac)) || s->count != head->count)
            finding(w, "line %" PRId64 " is not the one that was sealed", id);
    }
}

/* A chain that goes on from another says so: that one must be there, or dropped. */
static void check_link(struct walk *w, const struct access_line *line,
                       const struct access_head *before)
{
    bool known = before->count > 0;

    if (line->object != OBJECT_CHAIN)
        return;
    if (known && line->object_id != access_chain_link(before->mac))
        finding(w, "line %" PRId64 ": the end of the chain before it is missing", line->id);
    else if (!known && !w->n_months)
        finding(w, "line %" PRId64 ": the chain before it is missing", line->id);
}

static void check_month(struct walk *w, int64_t id)
{
    if (id < w->month_ends)
        return;
    w->month = access_month_of(id);
    w->month_ends = access_month_first(w->month + 1);
    if (is_dropped(w, w->month))
        finding(w, "line %" PRId64 " is of a month that was dropped", id);
}

static void check_line(struct walk *w, const struct access_line *line, const unsigned char *mac,
                       size_t n)
{
    struct access_head *head = &w->chain[id_slot(line->id)];
    unsigned char right[ACCESS_MAC_BYTES];

    check_month(w, line->id);
    if (line->action == ACCESS_CHAIN) {
        check_link(w, line, head);
        *head = (struct access_head){.count = 0};
    }
    access_line_mac(w->key, head->mac, line, right);
    if (n != sizeof(right) || memcmp(mac, right, sizeof(right)))
        finding(w, "line %" PRId64 ": altered, or a line before it is missing", line->id);
    /* Go on from what is stored, so that one change is one finding. */
    memcpy(head->mac, mac, MIN(n, sizeof(head->mac)));
    head->id = line->id;
    head->count++;
    check_seals(w, line->id, head);
}

static void check_words(struct walk *w, const struct access_line *line, bool there,
                        const char *words)
{
    if (line->object != OBJECT_TEXT) {
        if (there)
            finding(w, "line %" PRId64 ": words were added", line->id);
    } else if (!there) {
        w->wordless++; /* erased at the wish of a client: the line stays as it was */
    } else if (access_text_hash(w->key, words) != line->object_id) {
        finding(w, "line %" PRId64 ": its words were altered", line->id);
    }
}

/* In pieces: a result of PostgreSQL stands in memory as a whole. True: there may be more. */
static bool check_piece(struct walk *w, struct db *db, int64_t *last)
{
    struct db_rows q =
        db_query(db,
                 SQL("select l.id, l.staff_id, l.client_id, l.what, l.grant_id, l.object_id, l.mac,"
                     " t.id, t.words from access_line l left join access_text t on t.id = l.id"
                     " where l.id > $1 order by l.id limit 10000"),
                 ARGS(I(*last)));
    bool any = false;

    while (db_next(&q)) {
        struct access_line line = {.id = db_int(&q, 0),
                                   .staff_id = db_int(&q, 1),
                                   .client_id = db_int(&q, 2),
                                   .grant_id = db_int(&q, 4),
                                   .object_id = db_int(&q, 5)};
        size_t n;
        const void *mac = db_blob(&q, 6, &n);

        access_unpack(db_int(&q, 3), &line);
        check_line(w, &line, mac, n);
        check_words(w, &line, !db_null(&q, 7), db_text(&q, 8));
        *last = line.id;
        any = true;
    }
    return any;
}

static void check_months(struct walk *w, bool notes)
{
    char text[ACCESS_MONTH_TEXT];

    for (size_t i = 0; i < w->n_months; i++) {
        const struct access_month *m = &w->months[i].m;

        access_month_text(m->month, text);
        if (!w->months[i].ok)
            finding(w, "month %s: its record of dropping was not made with this key", text);
        else if (notes)
            fprintf(w->out, "month %s was dropped, %" PRId64 " lines\n", text, m->lines);
    }
}

int access_log_verify(struct db *db, const unsigned char key[ACCESS_KEY_BYTES],
                      const char *seal_path, FILE *out, bool notes)
{
    struct arena *a = arena_new();
    struct seals seals = {0};
    struct walk *w = arena_alloc(a, sizeof(*w));
    int64_t last = INT64_MIN;

    w->seals = &seals;
    w->key = key;
    w->out = out;
    w->findings = seals_read(&seals, a, key, seal_path, out);
    db_begin_read(db);
    w->months = access_months_dropped(db, a, key, &w->n_months);
    check_months(w, notes);
    while (check_piece(w, db, &last))
        ;
    if (db_exists(db,
                  SQL("select 1 from access_text t where not exists"
                      " (select 1 from access_line l where l.id = t.id) limit 1"),
                  NO_ARGS))
        finding(w, "there are words without a line");
    db_commit(db);
    check_seals(w, INT64_MAX, NULL);
    if (notes && w->wordless)
        fprintf(w->out, "%" PRId64 " lines have lost their words: taken away, as an erasure does\n",
                w->wordless);
    int findings = w->findings;
    arena_free(a);
    return findings;
}
