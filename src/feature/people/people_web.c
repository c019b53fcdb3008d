/* people_web.c: recording somebody around a client, and which team treats; the routes of all this.
 * Not: the blocks of the tab (people_show.c), wishes (wish_pages.c), meetings (meeting_pages.c).
 * Start at routes. */
#include "base/fold.h"
#include "core/codes.h"
#include "feature/consent/consent.h"
#include "feature/people/pages.h"
#include "feature/referral/referral.h"

/* ---- what all pages need --------------------------------------------------------------------- */

struct client people_client(struct req *r)
{
    struct client c;

    if (client_get(r->db, r->arena, r->client_id, &c) != OK)
        BUG("the gate let through a client that is not there");
    return c;
}

struct trajectory people_trajectory(struct req *r)
{
    struct trajectory t;

    if (trajectory_get(r->db, r->arena, r->trajectory_id, &t) != OK)
        BUG("the gate let through a trajectory that is not there");
    return t;
}

bool people_may_change(const struct req *r)
{
    return gate_may_change(&r->gate, GROUP_PLAN);
}

const char *people_fill(struct req *r, enum text_id id, const char *one, const char *two)
{
    return text_fill(r->arena, r->lang, id, one, two, NULL, NULL);
}

void people_form_end(struct req *r)
{
    html(r->out,
         "<div class=\"buttons\"><button>%s</button>"
         "<a href=\"/deelnemers/%" PRId64 "/mensen\">%s</a></div></form>",
         T(save), r->client_id, T(cancel));
}

void people_back(struct req *r)
{
    req_redirect(r, "/deelnemers/%" PRId64 "/mensen", r->client_id);
}

/* ---- somebody: the form ---------------------------------------------------------------------- */

enum { PRACTITIONER = 1, RELATIVE = 2, EXPERT = 4, WORK = 8, ALL = 15 };

static const struct {
    const char *code;
    unsigned bit;
    enum text_id add, change;
} parties[] = {
    {"practitioner", PRACTITIONER, TEXT_people_add_practitioner, TEXT_people_change_practitioner},
    {"relative", RELATIVE, TEXT_people_add_relative, TEXT_people_change_relative},
    {"expert", EXPERT, TEXT_people_add_expert, TEXT_people_change_expert},
    {"work", WORK, TEXT_people_add_work, TEXT_people_change_work}};

static const struct {
    unsigned parties; /* of which it is asked */
    struct field field;
} questions[] = {
    {ALL, F_CODE(struct person, kind, TEXT_people_kind, REQUIRED, NULL)},
    {ALL, F_TEXT(struct person, name, TEXT_people_name, REQUIRED | NARROW, 150)},
    {PRACTITIONER | EXPERT | WORK,
     F_TEXT(struct person, works_at, TEXT_people_works_at, NARROW, 150)},
    {PRACTITIONER, F_YES(struct person, is_primary, TEXT_people_primary)},
    {RELATIVE, F_CODE(struct person, part, TEXT_people_part, 0, person_parts)},
    {RELATIVE, F_NOTE(struct person, how, TEXT_people_how, 0, 1000)},
    {ALL, F_TEXT_AS(FIELD_PHONE, struct person, phone, TEXT_people_phone, NARROW, 30)},
    {ALL, F_TEXT_AS(FIELD_EMAIL, struct person, email, TEXT_people_email, NARROW, 254)},
    {ALL, F_DAY(struct person, from_on, TEXT_people_from, REQUIRED | NARROW)},
    {ALL, F_DAY(struct person, to_on, TEXT_people_to, NARROW)},
    {PRACTITIONER, F_DAY(struct person, treatment_ends_on, TEXT_people_treatment_ends, NARROW)},
    {PRACTITIONER, F_TEXT(struct person, successor, TEXT_people_successor, NARROW, 150)},
    {ALL, F_HIDDEN_ID(struct person, version)},
};

struct page {
    struct client client;
    struct person p;
    size_t party; /* in parties */
    struct form *f;
};

static bool party_find(const char *code, size_t *at)
{
    for (*at = 0; *at < COUNT(parties); (*at)++)
        if (!strcmp(parties[*at].code, code))
            return true;
    return false;
}

static void make_form(struct req *r, struct page *page)
{
    struct field *fields = ARENA_ARRAY(r->arena, struct field, COUNT(questions) + 1);
    size_t n = 0, n_kinds;

    for (size_t i = 0; i < COUNT(questions); i++)
        if (questions[i].parties & parties[page->party].bit)
            fields[n++] = questions[i].field;
    page->f = req_form(r, fields, &page->p);
    struct choice *kinds = person_kinds(parties[page->party].code, r->lang, r->arena, &n_kinds);
    form_choices(page->f, "kind", kinds, n_kinds);
    form_help(page->f, "to_on", TEXT_people_to_help);
    if (parties[page->party].bit == PRACTITIONER) {
        form_help(page->f, "treatment_ends_on", TEXT_people_treatment_ends_help);
        form_help(page->f, "successor", TEXT_people_successor_help);
        form_help(page->f, "is_primary", TEXT_people_primary_help);
    }
    if (parties[page->party].bit == RELATIVE)
        form_help(page->f, "how", TEXT_people_how_help);
}

/* The person of the path, or an empty one of the party that was asked; false: answered already. */
static bool load(struct req *r, struct page *page)
{
    const char *party =
        http_method(r->x) == HTTP_POST ? req_value(r, "_party") : req_query(r, "soort");

    *page = (struct page){.client = people_client(r),
                          .p = {.client_id = r->client_id,
                                .kind = "",
                                .name = "",
                                .works_at = "",
                                .phone = "",
                                .email = "",
                                .part = "",
                                .how = "",
                                .from_on = r->today,
                                .to_on = DAY_NONE,
                                .treatment_ends_on = DAY_NONE,
                                .successor = "",
                                .version = 1}};
    if (r->id) {
        if (person_get(r->db, r->arena, r->client_id, r->id, &page->p) != OK) {
            req_not_found(r);
            return false;
        }
        party = person_party(page->p.kind);
    }
    if (!party_find(*party ? party : "practitioner", &page->party)) {
        req_not_found(r);
        return false;
    }
    make_form(r, page);
    return true;
}

/* Does this consent name somebody of the party of the page who is not among these yet? */
static bool consent_is_news(struct req *r, const struct page *page, const struct persons *all,
                            const struct consent *c)
{
    const char *name = fold_text(r->arena, c->party_name);

    if (strcmp(c->party, parties[page->party].code) != 0 ||
        consent_state(c, r->today) > CONSENT_SILENCED)
        return false;
    for (size_t i = 0; i < all->n; i++)
        if (!strcmp(fold_text(r->arena, all->at[i].name), name))
            return false;
    return true;
}

/* Whose consent was recorded is chosen here, by the consent in the address. */
static void fill_from_consent(struct req *r, struct page *page)
{
    struct persons all = people_of(r->db, r->arena, r->client_id);
    struct consent c;
    size_t n;

    if (!gate_sees(&r->gate, GROUP_CONSENT) ||
        consent_get(r->db, r->arena, r->client_id, req_query_id(r, "bekend"), &c) != OK ||
        !consent_is_news(r, page, &all, &c))
        return;
    page->p.name = c.party_name;
    page->p.is_primary = c.is_primary && !people_other_primary(&all, &page->p);
    struct choice *kinds = person_kinds(parties[page->party].code, r->lang, r->arena, &n);
    for (size_t i = 0; i < n; i++)
        if (!strcmp(kinds[i].label, c.party_role))
            page->p.kind = kinds[i].value;
}

static void show_consents(struct req *r, const struct page *page)
{
    struct consents list = {0};
    struct persons all = people_of(r->db, r->arena, r->client_id);
    size_t shown = 0;

    if (!r->id && gate_sees(&r->gate, GROUP_CONSENT))
        list = consent_current(r->db, r->arena, r->client_id);
    for (size_t i = 0; i < list.n; i++) {
        const struct consent *c = &list.at[i];

        if (!consent_is_news(r, page, &all, c))
            continue;
        if (shown++)
            html(r->out, ", ");
        else
            html(r->out, "<p>%s ", T(people_from_consent));
        html(r->out,
             "<a href=\"/deelnemers/%" PRId64 "/mensen/nieuw?soort=%s&amp;bekend=%" PRId64
             "\">%s</a>",
             r->client_id, c->party, c->first_id, consent_party_words(r->arena, c));
    }
    if (shown)
        html(r->out, "</p>");
}

static void show_form(struct req *r, const struct page *page)
{
    client_page_begin(
        r, text(r->lang, r->id ? parties[page->party].change : parties[page->party].add), page->f);
    show_consents(r, page);
    if (r->id)
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/mensen/%" PRId64, r->client_id,
                        r->id);
    else
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/mensen/nieuw", r->client_id);
    html(r->out, "<input type=\"hidden\" name=\"_party\" value=\"%s\">", parties[page->party].code);
    form_show_fields(r->out, page->f);
    people_form_end(r);
    if (r->id) {
        page_form_begin(r, "buttons", "/deelnemers/%" PRId64 "/mensen/%" PRId64 "/verwijder",
                        r->client_id, r->id);
        html(r->out, "<button class=\"quiet danger\">%s</button></form><p class=\"muted\">%s</p>",
             T(people_remove), T(people_remove_help));
    }
    page_end(r);
}

/* Who referred is the practitioner one adds first: nobody types the name twice. */
static void fill_from_referral(struct req *r, struct person *p)
{
    struct trajectory t = people_trajectory(r);
    struct referral known = referral_get(r->db, r->arena, r->trajectory_id);
    struct persons all = people_of(r->db, r->arena, r->client_id);

    for (size_t i = 0; i < all.n; i++)
        if (!strcmp(person_party(all.at[i].kind), "practitioner"))
            return;
    if (strcmp(t.referred_by, "practitioner") || !*known.referrer)
        return;
    p->name = known.referrer;
    p->phone = known.referrer_phone;
    p->works_at = known.care_team;
    p->is_primary = true;
}

static void form_page(struct req *r)
{
    struct page page;

    if (!load(r, &page))
        return;
    if (!r->id && *req_query(r, "bekend"))
        fill_from_consent(r, &page);
    else if (!r->id && parties[page.party].bit == PRACTITIONER)
        fill_from_referral(r, &page.p);
    show_form(r, &page);
}

static void check(struct req *r, struct page *page)
{
    const struct person *p = &page->p;

    if (p->from_on != DAY_NONE && p->to_on != DAY_NONE && p->to_on < p->from_on)
        form_error(page->f, "to_on", TEXT_people_to_before);
    if (p->from_on != DAY_NONE && p->treatment_ends_on != DAY_NONE &&
        p->treatment_ends_on < p->from_on)
        form_error(page->f, "treatment_ends_on", TEXT_people_to_before);
    if (p->from_on == DAY_NONE || !p->is_primary)
        return;
    struct persons all = people_of(r->db, r->arena, r->client_id);
    const struct person *other = people_other_primary(&all, p);
    if (other)
        form_error_text(page->f, "is_primary",
                        text_fill(r->arena, r->lang, TEXT_people_two_primary, other->name,
                                  page_day(r, other->from_on), NULL, NULL));
}

static void save(struct req *r)
{
    struct page page;

    if (!load(r, &page))
        return;
    bool fine = req_form_read(r, page.f);
    check(r, &page);
    if (fine && !form_error_count(page.f)) {
        enum rc rc = r->id ? person_change(r, &page.p) : person_add(r, &page.p);

        if (rc == STALE)
            form_error(page.f, NULL, TEXT_people_stale);
        else if (rc != OK)
            BUG("a person that was checked is refused");
    }
    if (form_error_count(page.f)) {
        req_invalid(r);
        show_form(r, &page);
        return;
    }
    if (r->id)
        req_flash(r, TEXT_people_changed);
    else
        req_flash_undo(r, TEXT_people_saved,
                       arena_fmt(r->arena, "/deelnemers/%" PRId64 "/mensen/%" PRId64 "/verwijder",
                                 r->client_id, page.p.id));
    people_back(r);
}

/* Also when it was removed already: then all is well. */
static void remove_person(struct req *r)
{
    person_remove(r, r->id);
    req_flash(r, TEXT_people_removed);
    people_back(r);
}

/* ---- the treatment team ---------------------------------------------------------------------- */

static const struct field team_fields[] = {
    F_TEXT(struct care_team, name, TEXT_people_team_name, REQUIRED, 150),
    F_DAY(struct care_team, from_on, TEXT_people_team_from, REQUIRED | PAST_ONLY | NARROW),
    F_DAY(struct care_team, to_on, TEXT_people_to, NARROW), F_HIDDEN_ID(struct care_team, version),
    F_END};

static void show_team_form(struct req *r, struct form *f)
{
    client_page_begin(r, r->id ? T(people_team_change) : T(people_team_add), f);
    if (r->id)
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/mensen/team/%" PRId64, r->client_id,
                        r->id);
    else
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/mensen/team", r->client_id);
    form_show_fields(r->out, f);
    people_form_end(r);
    page_end(r);
}

static bool load_team(struct req *r, struct care_team *t, struct form **f)
{
    *t = (struct care_team){.name = "", .from_on = r->today, .to_on = DAY_NONE, .version = 1};
    if (r->id && care_team_get(r->db, r->arena, r->client_id, r->id, t) != OK) {
        req_not_found(r);
        return false;
    }
    *f = req_form(r, team_fields, t);
    form_suggest(*f, "name", "/behandelteams/zoek?q=", NULL);
    form_help(*f, "name", TEXT_people_team_help);
    form_help(*f, "to_on", TEXT_people_team_to_help);
    return true;
}

static void team_page(struct req *r)
{
    struct care_team t;
    struct form *f;

    if (!load_team(r, &t, &f))
        return;
    if (!r->id && !care_teams_of(r->db, r->arena, r->client_id).n)
        t.name = referral_get(r->db, r->arena, r->trajectory_id).care_team;
    show_team_form(r, f);
}

static void team_save(struct req *r)
{
    struct care_team t;
    struct form *f;

    if (!load_team(r, &t, &f))
        return;
    if (req_form_read(r, f) && t.to_on != DAY_NONE && t.to_on < t.from_on)
        form_error(f, "to_on", TEXT_people_to_before);
    if (!form_error_count(f)) {
        struct trajectory trajectory = people_trajectory(r);

        t.care_team_id = care_team_named(r, trajectory.programme_id, t.name);
        enum rc rc = r->id ? care_team_change(r, &t) : care_team_begin(r, &t);
        if (rc == STALE)
            form_error(f, NULL, TEXT_people_stale);
        else if (rc == CONFLICT)
            form_error(f, "name", TEXT_people_team_twice);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_team_form(r, f);
        return;
    }
    req_flash(r, TEXT_people_changed);
    people_back(r);
}

/* Names of teams of the programme, while typing. */
static void team_suggest(struct req *r)
{
    size_t n;
    const char *typed = fold_text(r->arena, req_query(r, "q"));
    struct choice *teams = care_team_choices(r, r->user->programme_id, &n);

    for (size_t i = 0; i < n; i++)
        if (*typed && strstr(fold_text(r->arena, teams[i].label), typed))
            html(r->out, "<li data-value=\"%s\">%s</li>", teams[i].label, teams[i].label);
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/mensen/nieuw", form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_people_add, GROUP_PLAN},
    {POST, "/deelnemers/:client/mensen/nieuw", save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_people_add, GROUP_PLAN},
    {GET, "/deelnemers/:client/mensen/netwerk", people_network_page, SCOPE_CLIENT, PERM_CLIENT_READ,
     READ, ACCESS_READ, TEXT_people_network, GROUP_NOTES},
    {GET, "/deelnemers/:client/mensen/wens", wish_form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_people_wish, GROUP_CONSENT},
    {POST, "/deelnemers/:client/mensen/wens", wish_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CONSENT, TEXT_people_wish, GROUP_CONSENT},
    {GET, "/deelnemers/:client/mensen/team", team_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_people_team_add, GROUP_PLAN},
    {POST, "/deelnemers/:client/mensen/team", team_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_people_team_add, GROUP_PLAN},
    {GET, "/deelnemers/:client/mensen/team/:id", team_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_people_team_change, GROUP_PLAN},
    {POST, "/deelnemers/:client/mensen/team/:id", team_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_people_team_change, GROUP_PLAN},
    {GET, "/deelnemers/:client/mensen/driegesprek", talk_form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     READ, ACCESS_READ, TEXT_people_talk_add, GROUP_NOTES},
    {POST, "/deelnemers/:client/mensen/driegesprek", talk_save, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     WRITE, ACCESS_CREATE, TEXT_people_talk_add, GROUP_NOTES},
    {GET, "/deelnemers/:client/mensen/afspraak/:id", care_agreement_form_page, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_people_agreement, GROUP_PLAN},
    {POST, "/deelnemers/:client/mensen/afspraak/:id", care_agreement_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_people_agreement, GROUP_PLAN},
    {POST, "/deelnemers/:client/mensen/afspraak/:id/gedaan", care_agreement_done, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_people_agreement_done, GROUP_PLAN},
    {GET, "/deelnemers/:client/mensen/:id", form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_people_change, GROUP_PLAN},
    {POST, "/deelnemers/:client/mensen/:id", save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_people_change, GROUP_PLAN},
    {POST, "/deelnemers/:client/mensen/:id/verwijder", remove_person, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_DELETE, TEXT_people_remove, GROUP_PLAN},

    {GET, "/behandeloverleg", meeting_list_page, SCOPE_NONE, PERM_CONTACT_WRITE, READ,
     ACCESS_NOTHING, TEXT_people_meetings},
    {GET, "/behandeloverleg/nieuw", meeting_form_page, SCOPE_NONE, PERM_CONTACT_WRITE, READ,
     ACCESS_LIST, TEXT_people_meeting_add},
    {POST, "/behandeloverleg/nieuw", meeting_save, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_people_meeting_add},
    {POST, "/behandeloverleg/:id/verwijder", meeting_remove_own, SCOPE_NONE, PERM_CONTACT_WRITE,
     WRITE, ACCESS_DELETE, TEXT_remove},
    {GET, "/behandelteams/zoek", team_suggest, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_NOTHING,
     TEXT_people_team_name},
    {0}};

static const struct client_block blocks[] = {{.draw = people_practitioners_block,
                                              .title = TEXT_people_practitioners_title,
                                              .group = GROUP_PLAN,
                                              .tab = TAB_PEOPLE,
                                              .order = 10,
                                              .name = "behandelaars"},
                                             {.draw = people_relatives_block,
                                              .title = TEXT_people_relatives_title,
                                              .group = GROUP_PLAN,
                                              .tab = TAB_PEOPLE,
                                              .order = 20,
                                              .name = "naasten"},
                                             {.draw = people_others_block,
                                              .title = TEXT_people_others_title,
                                              .group = GROUP_PLAN,
                                              .tab = TAB_PEOPLE,
                                              .order = 30,
                                              .name = "anderen"},
                                             {.draw = people_meetings_block,
                                              .title = TEXT_people_meetings_title,
                                              .group = GROUP_PLAN,
                                              .tab = TAB_PEOPLE,
                                              .order = 40,
                                              .name = "overleg"},
                                             {.draw = people_wishes_block,
                                              .title = TEXT_people_wishes_title,
                                              .group = GROUP_CONSENT,
                                              .tab = TAB_PEOPLE,
                                              .order = 60,
                                              .name = "wensen"},
                                             {0}};

const struct feature people_feature = {.name = "people",
                                       .routes = routes,
                                       .client_blocks = blocks,
                                       .mine_block = people_mine_block,
                                       .mine_group = GROUP_PLAN,
                                       .mine_order = 45,
                                       .mine_title = TEXT_people_mine};
