/* access_month.c: months of the access log: which there are, and dropping one.
 * Not: deciding that one goes (feature/access), nor checking lines (access_verify.c).
 * Start at access_month_drop(). */
#include "core/access_month.h"

#include <sodium.h>

#include "base/date.h"
#include "base/id.h"
#include "base/number.h"

int access_month_of(int64_t id)
{
    struct ymd d = day_ymd(local_from_ms(id_ms(id)).day);

    return 12 * d.year + d.month - 1;
}

int64_t access_month_first(int month)
{
    return id_first(local_to_ms(day_from_ymd(month / 12, month % 12 + 1, 1), 0));
}

const char *access_month_text(int month, char out[ACCESS_MONTH_TEXT])
{
    char iso[DAY_TEXT];

    day_iso(day_from_ymd(month / 12, month % 12 + 1, 1), iso);
    memcpy(out, iso, ACCESS_MONTH_TEXT - 1);
    out[ACCESS_MONTH_TEXT - 1] = '\0';
    return out;
}

bool access_month_parse(const char *text, int *month)
{
    char iso[DAY_TEXT];

    if (strlen(text) != ACCESS_MONTH_TEXT - 1)
        return false;
    snprintf(iso, sizeof(iso), "%s-01", text);
    int32_t day = day_from_iso(iso);
    if (day == DAY_NONE)
        return false;
    *month = 12 * day_ymd(day).year + day_ymd(day).month - 1;
    return true;
}

int access_years_kept(struct db *db)
{
    struct arena *a = arena_new();
    int64_t years;
    const char *text = db_one_text(
        db, a, SQL("select value from setting where name = 'access_log_years'"), NO_ARGS, "");

    if (!number_parse_int(text, &years) || years < 1 || years > 100)
        years = ACCESS_YEARS;
    arena_free(a);
    return (int)years;
}

int access_month_kept_from(struct db *db, int32_t today)
{
    struct ymd d = day_ymd(today);

    return 12 * (d.year - access_years_kept(db)) + d.month - 1;
}

bool access_month_oldest(struct db *db, int *month)
{
    int64_t id = db_one_int(db, SQL("select id from access_line order by id limit 1"), NO_ARGS, 0);

    *month = id ? access_month_of(id) : 0;
    return id != 0;
}

/* ---- dropping -------------------------------------------------------------------------------- */

static void month_mac(const unsigned char *key, const struct access_month *m,
                      unsigned char mac[ACCESS_MAC_BYTES])
{
    char text[160], hex[2 * ACCESS_MAC_BYTES + 1];

    sodium_bin2hex(hex, sizeof(hex), m->digest, sizeof(m->digest));
    int n = snprintf(text, sizeof(text), "month %d %" PRId64 " %s %" PRId64 " %" PRId64, m->month,
                     m->lines, hex, m->dropped_at, m->staff_id);
    crypto_generichash(mac, ACCESS_MAC_BYTES, (unsigned char *)text, (size_t)n, key,
                       ACCESS_KEY_BYTES);
}

/* In pieces: a result of PostgreSQL stands in memory as a whole. */
static void digest_lines(struct db *db, int64_t from, int64_t to, struct access_month *m)
{
    crypto_generichash_state state;
    int64_t last = from - 1;
    bool more = true;

    crypto_generichash_init(&state, NULL, 0, sizeof(m->digest));
    while (more) {
        struct db_rows q = db_query(db,
                                    SQL("select id, mac from access_line where id > $1 and id < $2"
                                        " order by id limit 10000"),
                                    ARGS(I(last), I(to)));

        more = false;
        while (db_next(&q)) {
            size_t n;
            const void *mac = db_blob(&q, 1, &n);

            crypto_generichash_update(&state, mac, n);
            last = db_int(&q, 0);
            m->lines++;
            more = true;
        }
    }
    crypto_generichash_final(&state, m->digest, sizeof(m->digest));
}

void access_month_drop(struct db *db, const unsigned char key[ACCESS_KEY_BYTES], int month,
                       int64_t staff_id, int64_t now, int64_t *lines)
{
    struct access_month m = {.month = month, .dropped_at = now, .staff_id = staff_id};
    int64_t from = access_month_first(month), to = access_month_first(month + 1);
    char text[ACCESS_MONTH_TEXT];

    digest_lines(db, from, to, &m);
    month_mac(key, &m, m.mac);
    db_run(db, SQL("delete from access_text where id >= $1 and id < $2"), ARGS(I(from), I(to)));
    db_run(db, SQL("delete from access_signal where line_id >= $1 and line_id < $2"),
           ARGS(I(from), I(to)));
    db_run(db, SQL("delete from access_line where id >= $1 and id < $2"), ARGS(I(from), I(to)));
    db_run(db,
           SQL("insert into access_month (month, lines, digest, dropped_at, staff_id, mac)"
               " values ($1, $2, $3, $4, $5, $6)"),
           ARGS(S(access_month_text(month, text)), I(m.lines), B(m.digest, sizeof(m.digest)),
                I(m.dropped_at), ID(m.staff_id), B(m.mac, sizeof(m.mac))));
    *lines = m.lines;
}

struct access_month_row *access_months_dropped(struct db *db, struct arena *a,
                                               const unsigned char key[ACCESS_KEY_BYTES], size_t *n)
{
    struct access_month_row *list = NULL;
    size_t room = 0, bytes;
    struct db_rows q = db_query(db,
                                SQL("select month, lines, digest, dropped_at, staff_id, mac"
                                    " from access_month order by month"),
                                NO_ARGS);

    *n = 0;
    while (db_next(&q)) {
        struct access_month m = {
            .lines = db_int(&q, 1), .dropped_at = db_int(&q, 3), .staff_id = db_int(&q, 4)};
        unsigned char right[ACCESS_MAC_BYTES];
        bool ok = access_month_parse(db_text(&q, 0), &m.month);
        const void *at = db_blob(&q, 2, &bytes);

        memcpy(m.digest, at, MIN(bytes, sizeof(m.digest)));
        at = db_blob(&q, 5, &bytes);
        month_mac(key, &m, right);
        ok = ok && bytes == sizeof(right) && !sodium_memcmp(right, at, sizeof(right));
        if (*n == room) {
            size_t more = 2 * room + 16;

            list = arena_grow(a, list, room * sizeof(*list), more * sizeof(*list));
            room = more;
        }
        list[(*n)++] = (struct access_month_row){m, ok};
    }
    return list;
}
