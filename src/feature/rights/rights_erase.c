/* rights_erase.c: the end of a record: every row about a client goes, or is emptied.
 * Not: who may decide it (rights_web.c, rights_keep.c), nor bytes on the disk (db_forget()).
 * Start at rights_erase(). */
#include "feature/rights/rights.h"

#include <ctype.h>
#include <strings.h>

#include "core/values.h"

enum { NAME_LEAST = 3 }; /* bytes of a word that is looked for in the notes of others */

/* ---- names in the words of others ------------------------------------------------------------ */

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The length of the word of the list that stands here as a whole word; 0: none. */
static size_t name_here(const char *text, const char *at, const char *const *words, size_t n)
{
    if (at > text && in_word(at[-1]))
        return 0;
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(words[i]);

        if (length >= NAME_LEAST && !strncasecmp(at, words[i], length) && !in_word(at[length]))
            return length;
    }
    return 0;
}

const char *rights_without_name(struct arena *a, const char *text, const char *const *words,
                                size_t n)
{
    struct buf out;
    bool changed = false;

    buf_init(&out, 1 << 20);
    for (const char *at = text; *at;) {
        size_t length = name_here(text, at, words, n);

        if (length)
            buf_str(&out, "…");
        else
            buf_ch(&out, *at);
        changed |= length > 0;
        at += length ? length : 1;
    }
    const char *kept = changed ? arena_str(a, out.at) : text;
    buf_free(&out);
    return kept;
}

struct person {
    const char *words[6];
    size_t n;
};

static struct person person_of(struct db *db, struct arena *a, int64_t client_id)
{
    struct person p = {.n = 0};
    struct db_rows q = db_query(db,
                                SQL("select given_name, name_prefix || ' ' || family_name,"
                                    " family_name, phone, email from client where id = $1"),
                                ARGS(I(client_id)));

    while (db_next(&q))
        for (int i = 0; i < 5; i++)
            p.words[p.n++] = db_text_copy(&q, i, a);
    return p;
}

/* ---- contacts -------------------------------------------------------------------------------- */

struct told {
    int64_t id;
    const char *note, *next_step;
    bool shared;
};
struct tolds {
    struct told *at;
    size_t n, cap;
};

#define OF_CLIENT "(select id from trajectory where client_id = $1)"

static struct tolds contacts_of(struct db *db, struct arena *a, int64_t client_id)
{
    struct tolds list = {0};
    struct db_rows q =
        db_query(db,
                 SQL("select c.id, c.note, c.next_step, (select count(*) from contact_client o"
                     " where o.contact_id = c.id and o.trajectory_id not in " OF_CLIENT ")"
                     " from contact c where c.id in (select k.contact_id from contact_client k"
                     " where k.trajectory_id in " OF_CLIENT ") order by c.id"),
                 ARGS(I(client_id)));

    while (db_next(&q)) {
        struct told t = {db_int(&q, 0), db_text_copy(&q, 1, a), db_text_copy(&q, 2, a),
                         db_int(&q, 3) > 0};
        ARENA_PUSH(a, &list, t);
    }
    return list;
}

/* A contact of this client alone keeps its hours; one with others keeps its words, but for the
 * name. */
static int64_t empty_contacts(struct db *db, struct arena *a, int64_t client_id)
{
    struct person p = person_of(db, a, client_id);
    struct tolds list = contacts_of(db, a, client_id);

    for (size_t i = 0; i < list.n; i++) {
        const struct told *t = &list.at[i];

        if (t->shared)
            db_run(db,
                   SQL("update contact set note = $2, next_step = $3, version = version + 1"
                       " where id = $1"),
                   ARGS(I(t->id), S(rights_without_name(a, t->note, p.words, p.n)),
                        S(rights_without_name(a, t->next_step, p.words, p.n))));
        else
            db_run(db,
                   SQL("update contact set note = '', next_step = '', next_step_on = null,"
                       " answer_minutes = null, version = version + 1 where id = $1"),
                   ARGS(I(t->id)));
    }
    return (int64_t)list.n;
}

/* ---- what people were typing ----------------------------------------------------------------- */

/* A draft is gone as soon as it mentions the client, by number or by name. The fields stand in it
 * as a browser sends them, so its escapes are undone first. */
static const char *unescaped(struct arena *a, const char *body)
{
    char *text = arena_str(a, body), *to = text;

    for (const char *at = body; *at; at++) {
        if (*at == '%' && isxdigit((unsigned char)at[1]) && isxdigit((unsigned char)at[2])) {
            char digits[3] = {at[1], at[2], '\0'};

            *to++ = (char)strtol(digits, NULL, 16);
            at += 2;
        } else {
            *to++ = *at == '+' ? ' ' : *at;
        }
    }
    *to = '\0';
    return text;
}

struct typed {
    int64_t id; /* of who typed, or of the line */
    const char *name;
};
struct typeds {
    struct typed *at;
    size_t n, cap;
};

static int64_t forget_drafts(struct db *db, struct arena *a, int64_t client_id)
{
    struct person p = person_of(db, a, client_id);
    const char *number = arena_fmt(a, "%" PRId64, client_id);
    struct typeds list = {0};
    struct db_rows q = db_query(db, SQL("select staff_id, name, body from draft"), NO_ARGS);

    while (db_next(&q)) {
        const char *body = unescaped(a, db_text(&q, 2));

        if (strstr(db_text(&q, 1), number) || strstr(body, number) ||
            rights_without_name(a, body, p.words, p.n) != body) {
            struct typed t = {db_int(&q, 0), db_text_copy(&q, 1, a)};
            ARENA_PUSH(a, &list, t);
        }
    }
    for (size_t i = 0; i < list.n; i++)
        db_run(db, SQL("delete from draft where staff_id = $1 and name = $2"),
               ARGS(I(list.at[i].id), S(list.at[i].name)));
    return (int64_t)list.n;
}

/* Words that were searched, with this name in them: they may go, the line says only their keyed
 * hash (core/access_log.h). And what was remarked when a look at this record was judged. */
static int64_t forget_log_words(struct db *db, struct arena *a, int64_t client_id)
{
    struct person p = person_of(db, a, client_id);
    struct typeds list = {0};
    struct db_rows q = db_query(db, SQL("select id, words from access_text"), NO_ARGS);

    while (db_next(&q)) {
        const char *words = db_text(&q, 1);

        if (rights_without_name(a, words, p.words, p.n) != words) {
            struct typed t = {db_int(&q, 0), NULL};
            ARENA_PUSH(a, &list, t);
        }
    }
    for (size_t i = 0; i < list.n; i++)
        db_run(db, SQL("delete from access_text where id = $1"), ARGS(I(list.at[i].id)));
    db_run(db,
           SQL("update access_signal set remark = '', version = version + 1"
               " where client_id = $1 and remark <> ''"),
           ARGS(I(client_id)));
    return (int64_t)list.n + db_touched(db);
}

/* ---- the client's own log-in ----------------------------------------------------------------- */

/* Lines of the access log point at the row, so it stays, without a name and closed for ever. */
static int64_t empty_account(struct db *db, int64_t client_id)
{
    db_run(db,
           SQL("update staff set login = 'gewist-' || cast(id as text), name = '-', sort_key = '',"
               " password_hash = '', email = '', active = 0, version = version + 1 where id in"
               " (select staff_id from staff_role where client_id = $1)"),
           ARGS(I(client_id)));
    return db_touched(db);
}

/* ---- all of it ------------------------------------------------------------------------------- */

enum {
#define HOLDS(table, title, rows, order, columns) ERASES_##table,
#define KEEPS(table, title, rows, order, columns)
#include "feature/rights/tables.h"
#undef HOLDS
#undef KEEPS
    ERASES
};

static int64_t erase_table(struct db *db, int which, int64_t client_id)
{
#define HOLDS(table, title, rows, order, columns)                                                  \
    if (which == ERASES_##table)                                                                   \
        db_run(db, SQL("delete from " #table " where " rows), ARGS(I(client_id)));
#define KEEPS(table, title, rows, order, columns)
#include "feature/rights/tables.h"
#undef HOLDS
#undef KEEPS
    return db_touched(db);
}

struct erased rights_erase(struct db *db, struct arena *a, int64_t client_id)
{
    struct flag_row hold;
    struct erased e = {0};

    if (rights_flag(db, a, client_id, FLAG_HOLD, &hold))
        BUG("a record under legal hold is to be erased");
    e.rows = empty_contacts(db, a, client_id) + forget_drafts(db, a, client_id) +
             forget_log_words(db, a, client_id) + empty_account(db, client_id);
    for (int i = ERASES - 1; i >= 0; i--) { /* what points at a row goes before it */
        int64_t n = erase_table(db, i, client_id);

        e.rows += n;
        e.files += i == ERASES_attachment ? n : 0;
    }
    return e;
}

/* ---- certificates ---------------------------------------------------------------------------- */

void rights_certify(struct req *r, const char *kind, const char *basis, int64_t first_by,
                    struct erased e)
{
    char today[DAY_TEXT];

    db_run(r->db,
           SQL("insert into certificate (id, organisation_id, kind, basis, done_on, first_by,"
               " second_by, n_rows, n_files) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
           ARGS(I(req_new_id(r)), I(r->user->organisation_id), S(kind), S(basis),
                S(day_iso(r->today, today)), I(first_by), I(r->user->id), I(e.rows), I(e.files)));
}

struct certificates rights_certificates(struct db *db, struct arena *a, int64_t organisation_id)
{
    struct certificates list = {0};
    struct db_rows q = db_query(db,
                                SQL("select c.id, c.kind, c.basis, c.done_on, f.name, s.name,"
                                    " c.n_rows, c.n_files from certificate c"
                                    " join staff f on f.id = c.first_by"
                                    " join staff s on s.id = c.second_by"
                                    " where c.organisation_id = $1 order by c.id desc limit 100"),
                                ARGS(I(organisation_id)));

    while (db_next(&q)) {
        struct certificate c = {.id = db_int(&q, 0),
                                .kind = db_text_copy(&q, 1, a),
                                .basis = db_text_copy(&q, 2, a),
                                .done_on = day_at(&q, 3),
                                .first_name = db_text_copy(&q, 4, a),
                                .second_name = db_text_copy(&q, 5, a),
                                .rows = db_int(&q, 6),
                                .files = db_int(&q, 7)};
        ARENA_PUSH(a, &list, c);
    }
    return list;
}

void rights_show_certificates(struct req *r)
{
    struct certificates list = rights_certificates(r->db, r->arena, r->user->organisation_id);

    html(r->out, "<section class=\"card\" id=\"bewijzen\"><h2>%s</h2>", T(rights_certificates));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(rights_certificates_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct certificate *c = &list.at[i];

        html(r->out,
             "<li><div class=\"what\"><strong>%s</strong><p>%s</p><p class=\"small\">%s</p></div>"
             "</li>",
             arena_fmt(r->arena, "%s · %s", page_day(r, c->done_on),
                       strcmp(c->kind, "erasure") ? T(rights_kept_enough) : T(rights_erasure)),
             c->basis,
             text_fill(r->arena, r->lang, TEXT_rights_certificate_line, c->first_name,
                       c->second_name, arena_fmt(r->arena, "%" PRId64, c->rows),
                       arena_fmt(r->arena, "%" PRId64, c->files)));
    }
    html(r->out, "</ul></section>");
}
