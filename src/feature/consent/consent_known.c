/* consent_known.c: whom a consent may be for, chosen among those the record names already.
 * Not: the form and what is kept (consent_web.c).
 * Start at consent_choose_page(). */
#include "base/fold.h"
#include "base/vec.h"
#include "core/codes.h"
#include "feature/consent/pages.h"
#include "feature/referral/referral.h"

static bool kind_find(struct req *r, const char *kind, const struct choice **found)
{
    size_t n;
    const struct choice *all = codes_choices("person_kinds", r->lang, &n);

    for (size_t i = 0; i < n; i++)
        if (!strcmp(all[i].value, kind)) {
            *found = &all[i];
            return true;
        }
    return false;
}

static bool same(struct req *r, const struct known *k, int64_t placement_id, const char *name)
{
    return k->placement_id == placement_id &&
           !strcmp(fold_text(r->arena, k->name), fold_text(r->arena, name));
}

/* Who has a consent is changed there, not asked anew. */
static bool has_one(struct req *r, const struct consents *have, const struct known *k)
{
    for (size_t i = 0; i < have->n; i++)
        if (!strcmp(have->at[i].party, k->party) &&
            same(r, k, have->at[i].placement_id, have->at[i].party_name))
            return true;
    return false;
}

/* Whoever referred, until a practitioner is named. */
static void add_referrer(struct req *r, struct knowns *list)
{
    struct trajectory t = consent_trajectory(r);
    struct referral referral = referral_get(r->db, r->arena, r->trajectory_id);

    if (strcmp(t.referred_by, "practitioner") != 0 || !*referral.referrer)
        return;
    struct known k = {.key = "verwijzer",
                      .party = "practitioner",
                      .name = referral.referrer,
                      .role = "",
                      .is_primary = true,
                      .employer = ""};
    ARENA_PUSH(r->arena, list, k);
}

static void add_people(struct req *r, struct knowns *list)
{
    struct knowns people = known_people(r);
    bool practitioner = false;

    for (size_t i = 0; i < people.n; i++) {
        struct known k = people.at[i];
        const struct choice *kind;

        if (!kind_find(r, k.role, &kind) ||
            (strcmp(kind->group, "practitioner") != 0 && strcmp(kind->group, "relative") != 0))
            continue;
        k.party = kind->group;
        k.role = kind->label;
        practitioner |= !strcmp(k.party, "practitioner");
        ARENA_PUSH(r->arena, list, k);
    }
    if (!practitioner)
        add_referrer(r, list);
}

/* Only what this reader sees of the record, and who has no consent yet. */
static struct knowns known_list(struct req *r)
{
    struct consents have = consent_current(r->db, r->arena, r->client_id);
    bool primary = consent_other_primary(r, 0) != NULL;
    struct knowns all = {0}, list = {0};

    if (gate_sees(&r->gate, GROUP_PLAN))
        add_people(r, &all);
    if (gate_sees(&r->gate, GROUP_WORK)) {
        struct knowns work = known_at_work(r);

        for (size_t i = 0; i < work.n; i++)
            ARENA_PUSH(r->arena, &all, work.at[i]);
    }
    for (size_t i = 0; i < all.n; i++) {
        struct known k = all.at[i];
        bool again = has_one(r, &have, &k); /* or a mentor who is the contact person too */

        for (size_t j = 0; j < list.n; j++)
            again |= !strcmp(list.at[j].party, k.party) &&
                     same(r, &k, list.at[j].placement_id, list.at[j].name);
        if (again)
            continue;
        k.is_primary = k.is_primary && !primary;
        ARENA_PUSH(r->arena, &list, k);
    }
    return list;
}

void consent_fill_known(struct req *r, struct consent *c, const char *key)
{
    struct knowns list = {0};

    if (*key)
        list = known_list(r);
    for (size_t i = 0; i < list.n; i++) {
        const struct known *k = &list.at[i];

        if (strcmp(k->key, key) != 0)
            continue;
        c->party = k->party;
        c->party_name = k->name;
        c->party_role = k->role;
        c->is_primary = k->is_primary;
        c->placement_id = k->placement_id;
    }
}

static void show_known(struct req *r, const struct knowns *list)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2><ul class=\"rows\">", T(consent_known));
    for (size_t i = 0; i < list->n; i++) {
        const struct known *k = &list->at[i];
        const char *who = *k->role ? k->role : k->employer;

        html(r->out,
             "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64
             "/toestemming/nieuw?bekend=%s\">%s</a><p>%s%s%s</p></div></li>",
             r->client_id, k->key, k->name,
             *who ? who : code_text(r->lang, consent_parties, k->party), k->is_primary ? " · " : "",
             k->is_primary ? T(consent_primary_short) : "");
    }
    html(r->out, "</ul></section>");
}

void consent_choose_page(struct req *r)
{
    struct knowns list = known_list(r);

    client_page_begin(r, T(consent_new), NULL);
    html(r->out, "<p class=\"lead\">%s</p>", T(consent_which));
    if (list.n)
        show_known(r, &list);
    html(r->out, "<section class=\"card\">");
    if (list.n)
        html(r->out, "<h2>%s</h2>", T(consent_else));
    html(r->out, "<ul class=\"rows\">");
    for (const struct code *c = consent_parties; c->code; c++)
        html(r->out,
             "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64
             "/toestemming/nieuw?partij=%s\">%s</a><p>%s</p></div></li>",
             r->client_id, c->code, text(r->lang, c->label),
             code_text(r->lang, consent_purposes, c->code));
    html(r->out, "</ul></section>");
    page_end(r);
}
