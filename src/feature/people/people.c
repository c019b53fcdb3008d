/* people.c: what somebody around a client is, whose days overlap, and how a wish reads.
 * Not: storing (people_sql.c, meeting_sql.c) or pages (people_web.c, meeting_pages.c).
 * Start at person_overlaps(). */
#include "feature/people/people.h"

#include "core/codes.h"

const struct code person_parts[] = {{"helps", TEXT_people_helps},
                                    {"worries", TEXT_people_worries},
                                    {"hinders", TEXT_people_hinders},
                                    {NULL}};
const struct code people_parties[] = {
    {"practitioner", TEXT_people_practitioners}, {"relative", TEXT_people_relatives},
    {"employer", TEXT_people_employers},         {"expert", TEXT_people_experts},
    {"researcher", TEXT_people_researchers},     {NULL}};
const struct code people_wishes[] = {{"wanted", TEXT_people_wanted},
                                     {"agreed", TEXT_people_agreed},
                                     {"not_wanted", TEXT_people_not_wanted},
                                     {"nobody", TEXT_people_nobody},
                                     {NULL}};
const struct code care_agreement_owners[] = {
    {"specialist", TEXT_people_owner_specialist}, {"practitioner", TEXT_people_owner_practitioner},
    {"client", TEXT_people_owner_client},         {"relative", TEXT_people_owner_relative},
    {"other", TEXT_people_owner_other},           {NULL}};

/* ---- people ---------------------------------------------------------------------------------- */

const char *person_party(const char *kind)
{
    size_t n;
    const struct choice *all = codes_choices("person_kinds", LANG_NL, &n);

    for (size_t i = 0; i < n; i++)
        if (!strcmp(all[i].value, kind))
            return all[i].group;
    return "";
}

struct choice *person_kinds(const char *party, enum lang lang, struct arena *a, size_t *n)
{
    size_t all;
    const struct choice *kinds = codes_choices("person_kinds", lang, &all);
    struct choice *list = ARENA_ARRAY(a, struct choice, all);

    *n = 0;
    for (size_t i = 0; i < all; i++)
        if (!strcmp(kinds[i].group, party))
            list[(*n)++] = (struct choice){kinds[i].value, kinds[i].label, NULL};
    return list;
}

bool person_there(const struct person *p, int32_t day)
{
    return p->from_on <= day && (p->to_on == DAY_NONE || p->to_on >= day);
}

bool person_overlaps(const struct person *p, const struct person *q)
{
    return (p->to_on == DAY_NONE || p->to_on >= q->from_on) &&
           (q->to_on == DAY_NONE || q->to_on >= p->from_on);
}

const struct person *people_other_primary(const struct persons *all, const struct person *p)
{
    if (!p->is_primary)
        return NULL;
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].id != p->id && all->at[i].is_primary && person_overlaps(&all->at[i], p))
            return &all->at[i];
    return NULL;
}

/* ---- what the client wants ------------------------------------------------------------------- */

bool wish_silences(const struct wish *w)
{
    return !strcmp(w->wish, "not_wanted") || !strcmp(w->wish, "nobody");
}

static enum text_id wish_form(const char *wish, bool mine)
{
    static const struct {
        const char *wish;
        enum text_id of_client, mine;
    } forms[] = {{"wanted", TEXT_people_says_wanted, TEXT_people_mine_wanted},
                 {"agreed", TEXT_people_says_agreed, TEXT_people_mine_agreed},
                 {"not_wanted", TEXT_people_says_not_wanted, TEXT_people_mine_not_wanted},
                 {"nobody", TEXT_people_says_nobody, TEXT_people_mine_nobody}};

    for (size_t i = 0; i < COUNT(forms); i++)
        if (!strcmp(forms[i].wish, wish))
            return mine ? forms[i].mine : forms[i].of_client;
    BUG("no sentence for the wish %s", wish);
}

const char *wish_sentence(struct req *r, const struct wish *w, const char *name, bool mine)
{
    const char *words = text_fill(r->arena, r->lang, wish_form(w->wish, mine), name,
                                  code_text(r->lang, people_parties, w->party), NULL, NULL);

    if (*w->words)
        words = arena_fmt(
            r->arena, "%s %s", words,
            text_fill(r->arena, r->lang, TEXT_people_own_words, w->words, NULL, NULL, NULL));
    if (w->again_on == DAY_NONE)
        return words;
    return arena_fmt(r->arena, "%s %s", words,
                     text_fill(r->arena, r->lang, mine ? TEXT_people_mine_again : TEXT_people_again,
                               page_day(r, w->again_on), NULL, NULL, NULL));
}

/* ---- the network ----------------------------------------------------------------------------- */

const char *network_words(struct req *r, const struct network *n)
{
    if (!n->of)
        return NULL;
    int64_t percent = (200 * n->contacts + n->of) / (2 * n->of); /* half away from zero */

    return text_fill(
        r->arena, r->lang, TEXT_people_network_figure, arena_fmt(r->arena, "%" PRId64, n->contacts),
        arena_fmt(r->arena, "%" PRId64, n->of), arena_fmt(r->arena, "%" PRId64, percent), NULL);
}
