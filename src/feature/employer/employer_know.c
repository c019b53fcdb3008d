/* employer_know.c: who knows an employer for ...? A search over the network with the words of a
 * conversation, best fit first.
 * Not: finding one by its name while typing (employer_list()), nor the page (feature/network).
 * Start at employer_know(). */
#include "base/fold.h"
#include "base/vec.h"
#include "core/codes.h"
#include "core/values.h"
#include "feature/employer/employer.h"

enum {
    WORDS_MOST = 6,
    PER_WORD = 400, /* employers looked at for one word */
    KNOWERS = 3,
    WORD_LEAST = 3, /* bytes: "ict" is a word, "in" is not */
};

/* What one word says for an employer. */
enum weight { BY_SECTOR = 1, BY_NAME = 2, BY_JOB = 3, BY_NEED = 4 };

struct hit {
    int64_t id;
    int32_t last_contact_on;
    bool quiet; /* not to be called yet */
    int score, this_word;
};
struct hits {
    struct hit *at;
    size_t n, cap;
};

/* Words people put around what they look for, folded. */
static bool is_small(const char *word)
{
    static const char *const small[] = {
        "aan",  "als",       "baan",    "bij", "deelnemer", "die",  "een",  "employer",
        "for",  "het",       "iemand",  "job", "kent",      "met",  "naar", "niet",
        "om",   "ook",       "someone", "the", "uit",       "uur",  "van",  "voor",
        "werk", "werkgever", "werken",  "wie", "with",      "zoekt"};

    if (strlen(word) < WORD_LEAST)
        return true;
    for (size_t i = 0; i < COUNT(small); i++)
        if (!strcmp(small[i], word))
            return true;
    return false;
}

static size_t words_of(struct arena *a, const char *typed, const char *words[WORDS_MOST])
{
    size_t n, kept = 0;
    const char **all = fold_tokens(a, typed, &n);

    for (size_t i = 0; i < n && kept < WORDS_MOST; i++)
        if (!is_small(all[i]))
            words[kept++] = all[i];
    return kept;
}

#define HIT "select e.id, e.last_contact_on, e.not_before_on"

/* One word counts once for an employer, by the weightiest place it stands in. */
static void hit_add(struct arena *a, struct hits *hits, const struct db_rows *q, int weight,
                    int32_t today)
{
    int64_t id = db_int(q, 0);
    struct hit *hit = NULL;

    for (size_t i = 0; i < hits->n && !hit; i++)
        if (hits->at[i].id == id)
            hit = &hits->at[i];
    if (!hit) {
        int32_t not_before = day_at(q, 2);
        struct hit new = {.id = id,
                          .last_contact_on = day_at(q, 1),
                          .quiet = not_before != DAY_NONE && not_before > today};

        ARENA_PUSH(a, hits, new);
        hit = &hits->at[hits->n - 1];
    }
    if (weight > hit->this_word) {
        hit->score += weight - hit->this_word;
        hit->this_word = weight;
    }
}

/* $1 organisation, $2 sector, $3 place, $4 only with a need, $5 the limit. */
#define FITS                                                                                       \
    " e.organisation_id = $1 and e.merged_into is null and (e.sector = $2 or $2 = '')"             \
    " and (e.place = $3 or $3 = '') and (cast($4 as bigint) = 0 or e.open_need <> '')"

struct search {
    struct db *db;
    struct arena *a;
    enum lang lang;
    int32_t today;
    const struct employer_wish *wish;
    struct hits hits;
};

static void find_word(struct search *s, const char *word)
{
    const char *past = arena_fmt(s->a, "%s\xf4\x8f\xbf\xbf", word);
    struct args args = ARGS(I(s->wish->organisation_id), S(s->wish->sector), S(s->wish->place),
                            I(s->wish->open_need), I(PER_WORD), S(word), S(past));
    struct db_rows q =
        db_query(s->db,
                 SQL(HIT ", w.source from employer_word w join employer e on e.id = w.employer_id"
                         " where" FITS " and w.organisation_id = $1 and w.token >= $6"
                         " and w.token < $7 order by w.source desc, e.id limit $5"),
                 args);

    while (db_next(&q))
        hit_add(s->a, &s->hits, &q, strcmp(db_text(&q, 3), "need") ? BY_JOB : BY_NEED, s->today);
    q = db_query(s->db,
                 SQL(HIT " from search_token k join employer e on e.id = k.target_id where" FITS
                         " and k.scope_id = $1 and k.kind = 'employer' and k.token >= $6"
                         " and k.token < $7 order by e.id limit $5"),
                 args);
    while (db_next(&q))
        hit_add(s->a, &s->hits, &q, BY_NAME, s->today);
}

/* The sectors that have a word beginning with this one in their name. */
static void find_sector(struct search *s, const char *word)
{
    size_t n, n_words;
    const struct choice *sectors = codes_choices("sbi2008_sections", s->lang, &n);

    for (size_t i = 0; i < n; i++) {
        const char **words = fold_tokens(s->a, sectors[i].label, &n_words);
        bool named = false;

        for (size_t k = 0; k < n_words && !named; k++)
            named = !strncmp(words[k], word, strlen(word));
        if (!named)
            continue;
        struct db_rows q =
            db_query(s->db,
                     SQL(HIT " from employer e where" FITS " and e.sector = $6"
                             " order by e.last_contact_on desc nulls last, e.id limit $5"),
                     ARGS(I(s->wish->organisation_id), S(s->wish->sector), S(s->wish->place),
                          I(s->wish->open_need), I(PER_WORD / 4), S(sectors[i].value)));
        while (db_next(&q))
            hit_add(s->a, &s->hits, &q, BY_SECTOR, s->today);
    }
}

static void find_any(struct search *s)
{
    struct db_rows q =
        db_query(s->db,
                 SQL(HIT " from employer e where" FITS
                         " order by e.last_contact_on desc nulls last, e.id limit $5"),
                 ARGS(I(s->wish->organisation_id), S(s->wish->sector), S(s->wish->place),
                      I(s->wish->open_need), I(PER_WORD)));

    while (db_next(&q))
        hit_add(s->a, &s->hits, &q, BY_NAME, s->today);
}

/* ---- in order -------------------------------------------------------------------------------- */

static int by_fit(const void *x, const void *y)
{
    const struct hit *a = x, *b = y;

    if (a->quiet != b->quiet)
        return a->quiet ? 1 : -1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->last_contact_on != b->last_contact_on)
        return a->last_contact_on > b->last_contact_on ? -1 : 1;
    return a->id < b->id ? -1 : 1;
}

/* The first of the jobs clients had there in which one of the words stands. */
static const char *job_with(struct db *db, struct arena *a, int64_t employer_id,
                            const char *const *words, size_t n)
{
    const char *job = "";
    struct db_rows q = db_query(db,
                                SQL("select distinct job_title from placement"
                                    " where employer_id = $1 and job_title <> ''"
                                    " order by job_title limit 200"),
                                ARGS(I(employer_id)));

    while (db_next(&q)) {
        size_t n_parts;
        const char *title = db_text_copy(&q, 0, a);
        const char **parts = fold_tokens(a, title, &n_parts);

        for (size_t i = 0; i < n_parts * n && !*job; i++)
            if (!strncmp(parts[i / n], words[i % n], strlen(words[i % n])))
                job = title;
    }
    return job;
}

static const char *known_by(struct db *db, struct arena *a, int64_t employer_id)
{
    const char *words = "";
    struct db_rows q = db_query(db,
                                SQL("select s.name, count(*), max(c.day) from contact c"
                                    " join staff s on s.id = c.staff_id where c.employer_id = $1"
                                    " group by s.id, s.name order by 2 desc, 3 desc limit $2"),
                                ARGS(I(employer_id), I(KNOWERS)));

    while (db_next(&q))
        words = arena_fmt(a, "%s%s%s (%" PRId64 ")", words, *words ? ", " : "", db_text(&q, 0),
                          db_int(&q, 1));
    return words;
}

struct employer_knowns employer_know(struct db *db, struct arena *a, enum lang lang, int32_t today,
                                     struct employer_wish wish)
{
    struct search s = {.db = db, .a = a, .lang = lang, .today = today, .wish = &wish};
    const char *words[WORDS_MOST];
    size_t n = words_of(a, wish.words, words), limit = (size_t)wish.limit;
    struct employer_knowns list = {.at = ARENA_ARRAY(a, struct employer_known, limit)};

    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < s.hits.n; k++)
            s.hits.at[k].this_word = 0;
        find_word(&s, words[i]);
        find_sector(&s, words[i]);
    }
    if (!n)
        find_any(&s);
    if (s.hits.n)
        qsort(s.hits.at, s.hits.n, sizeof(*s.hits.at), by_fit);
    list.more = s.hits.n > limit;
    for (; list.n < MIN(s.hits.n, limit); list.n++) {
        struct employer_known *known = &list.at[list.n];
        int64_t id = s.hits.at[list.n].id;

        if (employer_get(db, a, id, &known->employer) != OK)
            BUG("an employer that was found is not there");
        known->job = job_with(db, a, id, words, n);
        known->known_by = known_by(db, a, id);
    }
    return list;
}
