/* consent.c: whether a consent holds, and how it reads as a sentence.
 * Not: storing (consent_sql.c) or pages (consent_web.c).
 * Start at consent_sentence(). */
#include "feature/consent/consent.h"

#include "core/codes.h"

const struct code consent_parties[] = {
    {"practitioner", TEXT_consent_practitioner}, {"relative", TEXT_consent_relative},
    {"employer", TEXT_consent_employer},         {"researcher", TEXT_consent_researcher},
    {"reviewer", TEXT_consent_reviewer},         {NULL}};
const struct code consent_hows[] = {{"paper", TEXT_consent_paper},
                                    {"screen", TEXT_consent_screen},
                                    {"spoken", TEXT_consent_spoken},
                                    {NULL}};
const struct code consent_withdrawers[] = {{"client", TEXT_consent_by_client},
                                           {"representative", TEXT_consent_by_representative},
                                           {"party", TEXT_consent_by_party},
                                           {"programme", TEXT_consent_by_programme},
                                           {NULL}};
const struct code consent_purposes[] = {
    {"practitioner", TEXT_consent_for_practitioner}, {"relative", TEXT_consent_for_relative},
    {"employer", TEXT_consent_for_employer},         {"researcher", TEXT_consent_for_researcher},
    {"reviewer", TEXT_consent_for_reviewer},         {NULL}};

enum consent_state consent_state(const struct consent *c, int32_t today)
{
    if (!strcmp(c->event, "withdrawn"))
        return CONSENT_WITHDRAWN;
    if (!strcmp(c->event, "asked"))
        return CONSENT_ASKED;
    if (c->valid_until < today)
        return CONSENT_OVER;
    if (c->placement_id && strcmp(c->disclosure, "partly") != 0 &&
        strcmp(c->disclosure, "full") != 0)
        return CONSENT_SILENCED;
    return CONSENT_HOLDS;
}

/* Is the word one of a list with spaces between? */
static bool has_word(const char *list, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = list; *at; at += strcspn(at, " ") + (at[strcspn(at, " ")] == ' '))
        if (strcspn(at, " ") == length && !memcmp(at, word, length))
            return true;
    return false;
}

bool consent_shares(const struct consent *c, const char *group)
{
    return has_word(c->shares, group);
}

/* ---- the rules ------------------------------------------------------------------------------- */

const struct choice *consent_share_list(const char *party, enum lang lang, struct arena *a,
                                        size_t *n)
{
    size_t all;
    const struct choice *choices = codes_choices("consent_shares", lang, &all);
    struct choice *list = ARENA_ARRAY(a, struct choice, all);

    *n = 0;
    for (size_t i = 0; i < all; i++)
        if (!strcmp(choices[i].group, party))
            list[(*n)++] = choices[i];
    return list;
}

const char *consent_share_group(const char *code)
{
    return code + strcspn(code, ".") + 1;
}

const char *consent_fill(struct arena *a, const char *words, const char *one)
{
    const char *gap = strstr(words, "{1}");

    return gap ? arena_fmt(a, "%.*s%s%s", (int)(gap - words), words, one, gap + 3) : words;
}

const char *consent_text_version(const char *party, int32_t day)
{
    size_t n;
    const struct choice *texts = codes_choices("consent_texts", LANG_NL, &n);
    const char *version = "";

    for (size_t i = 0; i < n; i++) /* in order of time: the last that has begun */
        if (!strcmp(texts[i].group, party) &&
            day_from_iso(texts[i].value + strlen(party) + 1) <= day)
            version = texts[i].value;
    return version;
}

/* ---- words ----------------------------------------------------------------------------------- */

const char *consent_pronoun(struct arena *a, enum lang lang, const struct client *c)
{
    if (!strcmp(c->sex, "female"))
        return text(lang, TEXT_consent_she);
    return strcmp(c->sex, "male") ? arena_str(a, c->given_name) : text(lang, TEXT_consent_he);
}

const char *consent_party_words(struct arena *a, const struct consent *c)
{
    const char *what = *c->employer ? c->employer : c->party_role;

    return *what ? arena_fmt(a, "%s (%s)", c->party_name, what) : c->party_name;
}

const char *consent_day_words(struct req *r, int32_t day)
{
    struct ymd d = day_ymd(day);

    return arena_fmt(r->arena, "%d %s %d", d.day,
                     text(r->lang, (enum text_id)(TEXT_month_1 + d.month - 1)), d.year);
}

/* "waar hij werkt, welk werk hij wil en wat hij nodig heeft op het werk" */
static const char *share_words(struct req *r, const struct client *client, const struct consent *c)
{
    size_t n, shown = 0, all = 0;
    const struct choice *list = consent_share_list(c->party, r->lang, r->arena, &n);
    const char *who = consent_pronoun(r->arena, r->lang, client), *words = "";

    for (size_t i = 0; i < n; i++)
        all += consent_shares(c, consent_share_group(list[i].value));
    for (size_t i = 0; i < n; i++) {
        if (!consent_shares(c, consent_share_group(list[i].value)))
            continue;
        shown++;
        words = arena_fmt(r->arena, "%s%s%s", words,
                          shown == 1    ? ""
                          : shown < all ? ", "
                                        : T(consent_and),
                          consent_fill(r->arena, list[i].label, who));
    }
    return words;
}

const char *consent_sentence(struct req *r, const struct client *client, const struct consent *c)
{
    static const enum text_id forms[] = {[CONSENT_ASKED] = TEXT_consent_says_asked,
                                         [CONSENT_HOLDS] = TEXT_consent_says,
                                         [CONSENT_SILENCED] = TEXT_consent_says_silenced,
                                         [CONSENT_OVER] = TEXT_consent_says_over,
                                         [CONSENT_WITHDRAWN] = TEXT_consent_says_withdrawn};
    enum consent_state state = consent_state(c, r->today);
    int32_t day = state == CONSENT_WITHDRAWN ? c->withdrawn_on : c->valid_until;

    return text_fill(r->arena, r->lang, forms[state], client->given_name,
                     consent_party_words(r->arena, c), share_words(r, client, c),
                     consent_day_words(r, day));
}
