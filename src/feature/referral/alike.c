/* alike.c: is this somebody we know already? By name and day of birth, as people mistype them.
 * Not: joining two files of one person (link_files.c).
 * Start at alike_people(). */
#include "base/fold.h"
#include "base/vec.h"
#include "core/values.h"
#include "feature/referral/referral.h"

enum { NAMED_MOST = 8, CANDIDATES = 300, LONGEST_WORD = 48, LETTERS_LEAST = 3 };

/* ---- words ----------------------------------------------------------------------------------- */

/* The family name without what stands before it, folded, and ij as y: Dijkstra is Dykstra. */
static const char *family_key(struct arena *a, const struct alike_person *p)
{
    const char *prefix, *rest;

    name_split_prefix(a, arena_fmt(a, "%s %s", p->name_prefix, p->family_name), &prefix, &rest);
    char *key = arena_str(a, fold_text(a, rest)), *to = key;
    for (const char *at = key; *at; at++) {
        bool ij = at[0] == 'i' && at[1] == 'j';

        *to++ = ij ? 'y' : *at;
        at += ij;
    }
    *to = '\0';
    return key;
}

/* Letters to change, add or take away to make one word of the other; words longer than most names
 * are only equal or not. */
static int distance(const char *one, const char *other)
{
    int row[LONGEST_WORD + 1];
    int n = (int)strlen(one), m = (int)strlen(other);

    if (n > LONGEST_WORD || m > LONGEST_WORD)
        return strcmp(one, other) ? LONGEST_WORD : 0;
    for (int j = 0; j <= m; j++)
        row[j] = j;
    for (int i = 1; i <= n; i++) {
        int corner = row[0];

        row[0] = i;
        for (int j = 1; j <= m; j++) {
            int change = corner + (one[i - 1] != other[j - 1]);

            corner = row[j];
            row[j] = MIN(change, 1 + MIN(row[j], row[j - 1]));
        }
    }
    return row[m];
}

/* One slip in a word of four letters, two from eight on. */
static bool near_word(const char *one, const char *other)
{
    size_t shorter = MIN(strlen(one), strlen(other));

    return distance(one, other) <= (shorter >= 8 ? 2 : shorter >= 4 ? 1 : 0);
}

/* A part of a double name is enough: Berg and Berg-Smit. */
static bool near_family(struct arena *a, const char *one, const char *other)
{
    size_t n, m;
    const char **ones = fold_tokens(a, one, &n), **others = fold_tokens(a, other, &m);

    if (near_word(one, other))
        return true;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            if (strlen(ones[i]) >= LETTERS_LEAST && !strcmp(ones[i], others[j]))
                return true;
    return false;
}

/* Jo and Johan, J. and Johan, Johan and Johann. */
static bool near_given(const char *one, const char *other)
{
    size_t shorter = MIN(strlen(one), strlen(other));

    return shorter && (!strncmp(one, other, shorter) || near_word(one, other));
}

/* ---- days ------------------------------------------------------------------------------------ */

int32_t alike_swapped(int32_t day)
{
    struct ymd d = day_ymd(day);

    return d.day > 12 ? DAY_NONE : day_from_ymd(d.year, d.day, d.month);
}

bool alike_near_day(int32_t one, int32_t other)
{
    char a[DAY_TEXT], b[DAY_TEXT];
    int different = 0;

    if (one == DAY_NONE || other == DAY_NONE || one == other || alike_swapped(one) == other)
        return true;
    day_iso(one, a);
    day_iso(other, b);
    for (int i = 0; a[i]; i++)
        different += a[i] != b[i];
    return different == 1;
}

/* ---- people ---------------------------------------------------------------------------------- */

enum alike alike_people(struct arena *a, const struct alike_person *one,
                        const struct alike_person *other)
{
    const char *family = family_key(a, one), *family_other = family_key(a, other);
    const char *given = fold_text(a, one->given_name);
    const char *given_other = fold_text(a, other->given_name);
    bool born = one->birth_on != DAY_NONE && one->birth_on == other->birth_on;
    bool given_same = *given && !strcmp(given, given_other);

    if (born && given_same && !strcmp(family, family_other))
        return ALIKE_SAME;
    if (born && (given_same || (*family && near_family(a, family, family_other))))
        return ALIKE_MAYBE;
    return *family && near_family(a, family, family_other) && near_given(given, given_other) &&
                   alike_near_day(one->birth_on, other->birth_on)
               ? ALIKE_MAYBE
               : ALIKE_NOT;
}

/* ---- looking for them ------------------------------------------------------------------------ */

struct candidates {
    struct client *at;
    size_t n, cap;
};

static void read_candidates(struct db_rows q, struct arena *a, struct candidates *list)
{
    while (db_next(&q)) {
        struct client c = {.id = db_int(&q, 0),
                           .given_name = db_text_copy(&q, 1, a),
                           .name_prefix = db_text_copy(&q, 2, a),
                           .family_name = db_text_copy(&q, 3, a),
                           .birth_on = day_from_iso(db_text(&q, 4))};
        ARENA_PUSH(a, list, c);
    }
}

/* Who was born on this day, also with day and month swapped; and whose family name begins like
 * this, as keys are stored (ij stays ij there). */
static struct candidates candidates_of(struct req *r, const struct alike_person *p)
{
    struct candidates list = {0};
    const char *prefix, *rest;
    char born[DAY_TEXT], swapped[DAY_TEXT];

    if (p->birth_on != DAY_NONE)
        read_candidates(
            db_query(r->db,
                     SQL("select id, given_name, name_prefix, family_name, birth_on from client"
                         " where organisation_id = $1 and birth_on in ($2, $3) order by id"
                         " limit $4"),
                     ARGS(I(r->user->organisation_id), S(day_iso(p->birth_on, born)),
                          S(day_iso(alike_swapped(p->birth_on), swapped)), I(CANDIDATES))),
            r->arena, &list);
    name_split_prefix(r->arena, arena_fmt(r->arena, "%s %s", p->name_prefix, p->family_name),
                      &prefix, &rest);
    const char *key = fold_text(r->arena, rest);
    if (strlen(key) >= LETTERS_LEAST)
        read_candidates(
            db_query(r->db,
                     SQL("select id, given_name, name_prefix, family_name, birth_on from client"
                         " where organisation_id = $1 and sort_key >= $2 and sort_key < $3"
                         " and birth_on not in ($4, $5) order by sort_key, id limit $6"),
                     ARGS(I(r->user->organisation_id), S(key),
                          S(arena_fmt(r->arena, "%s\xf4\x8f\xbf\xbf", key)),
                          S(day_iso(p->birth_on, born)),
                          S(day_iso(alike_swapped(p->birth_on), swapped)), I(CANDIDATES))),
            r->arena, &list);
    return list;
}

static void add_found(struct req *r, const struct client *c, enum alike how, bool born_same,
                      struct alike_clients *list)
{
    struct gate gate = gate_client(r->db, r->user, c->id, r->now);
    struct trajectory_fact f = {.staff_name = "", .phase = ""};

    if (!gate_sees(&gate, GROUP_NAME)) {
        list->hidden += born_same; /* a day of birth has to be known to be told this */
        return;
    }
    if (list->n == NAMED_MOST)
        return;
    if (trajectory_fact_get(r->db, r->arena, gate.trajectory_id, &f) != OK)
        BUG("the gate let through a trajectory that is not there");
    list->at[list->n++] = (struct alike_client){
        .id = c->id,
        .how = how,
        .born_same = born_same,
        .client = *c,
        .gate = gate,
        .staff = f.staff_name,
        .phase = gate_sees(&gate, GROUP_TEAM) ? f.phase : "",
    };
}

struct alike_clients alike_find(struct req *r, const struct alike_person *p, int64_t without_id)
{
    struct alike_clients list = {.at = ARENA_ARRAY(r->arena, struct alike_client, NAMED_MOST)};
    struct candidates known = candidates_of(r, p);

    for (enum alike how = ALIKE_SAME; how > ALIKE_NOT; how--)
        for (size_t i = 0; i < known.n; i++) {
            const struct client *c = &known.at[i];
            struct alike_person other = {c->given_name, c->name_prefix, c->family_name,
                                         c->birth_on};

            if (c->id != without_id && alike_people(r->arena, p, &other) == how)
                add_found(r, c, how, c->birth_on == p->birth_on, &list);
        }
    return list;
}

const char *alike_words(struct arena *a, const struct alike_person *p)
{
    char born[DAY_TEXT];

    return arena_fmt(a, "%s %s %s %s", p->given_name, p->name_prefix, p->family_name,
                     day_iso(p->birth_on, born));
}

/* ---- showing them ---------------------------------------------------------------------------- */

static void show_one(struct req *r, const struct alike_client *c)
{
    const char *born = gate_sees(&c->gate, GROUP_DETAILS) ? page_day(r, c->client.birth_on)
                       : c->born_same                     ? T(alike_born_same)
                                                          : "";

    html(r->out,
         "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64 "\">%s</a><p>%s%s%s%s%s</p></div>"
         "</li>",
         c->id, client_name(r->arena, &c->client), born, *born && *c->staff ? " · " : "", c->staff,
         *c->phase && (*born || *c->staff) ? " · " : "",
         code_text(r->lang, trajectory_phases, c->phase));
}

void alike_show(struct req *r, const struct alike_clients *list)
{
    if (!list->n && !list->hidden)
        return;
    html(r->out, "<section class=\"card\" aria-labelledby=\"h-lijkt\"><h2 id=\"h-lijkt\">%s</h2>",
         T(alike_title));
    if (list->n) {
        html(r->out, "<p>%s</p><ul class=\"rows\">", T(alike_what));
        for (size_t i = 0; i < list->n; i++)
            show_one(r, &list->at[i]);
        html(r->out, "</ul>");
    }
    if (list->hidden)
        html(r->out, "<p>%s</p>", T(alike_hidden));
    html(r->out, "</section>");
}

static const char *short_query(const struct req *r, const char *name)
{
    const char *typed = req_query(r, name);

    return strlen(typed) <= 600 ? typed : "";
}

void alike_part(struct req *r)
{
    struct alike_person p = {short_query(r, "given_name"), short_query(r, "name_prefix"),
                             short_query(r, "family_name"), DAY_NONE};

    if (!day_parse(short_query(r, "birth_on"), r->today, &p.birth_on))
        p.birth_on = DAY_NONE;
    r->access = ACCESS_SEARCH;
    r->log_words = alike_words(r->arena, &p);
    html(r->out, "<div id=\"lijkt\">");
    if (*p.given_name || p.birth_on != DAY_NONE) {
        struct alike_clients list = alike_find(r, &p, 0);

        alike_show(r, &list);
    }
    html(r->out, "</div>");
}
