/* people_show.c: the people around a client, as blocks of the tab Mensen and on the own page of the
 * client, and the list behind the share of the network. Not: the forms behind the buttons
 * (people_web.c). Start at people_practitioners_block(). */
#include "core/codes.h"
#include "feature/contact/contact.h"
#include "feature/people/pages.h"

enum { AHEAD = 42 /* days: six weeks, as in rules/attention.csv */, AGREEMENTS = 10, NETWORK = 60 };

static bool sees(const struct req *r, enum field_group group)
{
    return gate_sees(&r->gate, group);
}

static void change_link(struct req *r, const char *what, int64_t id, const char *about)
{
    if (people_may_change(r))
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/mensen/%s%" PRId64
             "\">%s<span class=\"sr\">: %s</span></a>",
             r->client_id, what, id, T(change), about);
}

static void add_link(struct req *r, const char *path, enum text_id label)
{
    if (people_may_change(r))
        html(r->out, "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/mensen/%s\">%s</a>",
             r->client_id, path, text(r->lang, label));
}

/* A talk with one of them, on the form with all fields. */
static void talk_link(struct req *r, const char *party, enum text_id label)
{
    if (gate_may_change(&r->gate, GROUP_NOTES))
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/contact?met=%s\">%s</a>",
             r->client_id, party, text(r->lang, label));
}

/* "psychiater · GGZ Noord · 06 12345678" */
static void show_line(struct req *r, const struct person *p)
{
    html(r->out, "<p>%s%s%s%s%s%s%s</p>", codes_label("person_kinds", r->lang, p->kind),
         *p->works_at ? " · " : "", p->works_at, *p->phone ? " · " : "",
         *p->phone ? page_phone(r, p->phone) : "", *p->email ? " · " : "", p->email);
}

static void show_days(struct req *r, const struct person *p)
{
    html(r->out, "<p class=\"small\">%s%s</p>",
         p->to_on == DAY_NONE
             ? people_fill(r, TEXT_people_since, page_day(r, p->from_on), NULL)
             : people_fill(r, TEXT_people_from_to, page_day(r, p->from_on), page_day(r, p->to_on)),
         p->is_primary ? T(people_is_primary) : "");
}

static void show_treatment_end(struct req *r, const struct person *p)
{
    if (p->treatment_ends_on == DAY_NONE || !person_there(p, r->today))
        return;
    int32_t days = p->treatment_ends_on - r->today;
    bool near = days <= AHEAD && !*p->successor;
    html(r->out, near ? "<p class=\"warn\">%s</p>" : "<p class=\"small\">%s</p>",
         *p->successor ? people_fill(r, TEXT_people_ends_successor,
                                     page_day(r, p->treatment_ends_on), p->successor)
         : days < 0
             ? people_fill(r, TEXT_people_ended_who, page_day(r, p->treatment_ends_on), NULL)
             : people_fill(r, near ? TEXT_people_ends_who : TEXT_people_ends,
                           page_day(r, p->treatment_ends_on), text_ahead(r->arena, r->lang, days)));
}

static void show_person(struct req *r, const struct person *p)
{
    html(r->out, "<li><div class=\"what\"><strong>%s</strong>", p->name);
    show_line(r, p);
    if (*p->part && sees(r, GROUP_NOTES))
        html(r->out, "<p class=\"say\">%s%s%s</p>", code_text(r->lang, person_parts, p->part),
             *p->how ? ": " : "", p->how);
    else if (*p->how && sees(r, GROUP_NOTES))
        html(r->out, "<p class=\"say\">%s</p>", p->how);
    show_days(r, p);
    show_treatment_end(r, p);
    html(r->out, "</div>");
    change_link(r, "", p->id, p->name);
    html(r->out, "</li>");
}

static bool of_party(const struct person *p, const char *one, const char *two)
{
    const char *party = person_party(p->kind);

    return !strcmp(party, one) || !strcmp(party, two);
}

/* Who is there or still to come; those of before behind a line to open. Returns how many are there.
 */
static size_t show_people(struct req *r, const char *one, const char *two)
{
    struct persons all = people_of(r->db, r->arena, r->client_id);
    size_t there = 0, before = 0;

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < all.n; i++) {
        const struct person *p = &all.at[i];

        if (!of_party(p, one, two))
            continue;
        if (p->to_on != DAY_NONE && p->to_on < r->today) {
            before++;
            continue;
        }
        there++;
        show_person(r, p);
    }
    html(r->out, "</ul>");
    if (!before)
        return there;
    html(r->out, "<details><summary>%s</summary><ul class=\"rows\">",
         text_count(r->arena, r->lang, TEXT_people_before, (int64_t)before));
    for (size_t i = 0; i < all.n; i++)
        if (of_party(&all.at[i], one, two) && all.at[i].to_on != DAY_NONE &&
            all.at[i].to_on < r->today)
            show_person(r, &all.at[i]);
    html(r->out, "</ul></details>");
    return there;
}

static void show_last(struct req *r, int32_t day, enum text_id since, enum text_id never)
{
    if (day == DAY_NONE)
        html(r->out, "<p class=\"small muted\">%s</p>", text(r->lang, never));
    else
        html(r->out, "<p class=\"small muted\">%s</p>",
             people_fill(r, since, page_day(r, day),
                         text_count(r->arena, r->lang, TEXT_days, r->today - day)));
}

/* ---- practitioners and teams ----------------------------------------------------------------- */

static void show_teams(struct req *r)
{
    struct care_teams teams = care_teams_of(r->db, r->arena, r->client_id);

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < teams.n; i++) {
        const struct care_team *t = &teams.at[i];

        html(r->out,
             "<li><div class=\"what\"><strong>%s</strong><p>%s</p><p class=\"small\">%s</p></div>",
             t->name, T(people_team),
             t->to_on == DAY_NONE ? people_fill(r, TEXT_people_since, page_day(r, t->from_on), NULL)
                                  : people_fill(r, TEXT_people_from_to, page_day(r, t->from_on),
                                                page_day(r, t->to_on)));
        change_link(r, "team/", t->id, t->name);
        html(r->out, "</li>");
    }
    html(r->out, "</ul>");
}

/* No practitioner: a warning, unless the client does not want one or there is none. */
static void show_nobody(struct req *r, const struct client *c)
{
    struct wish wishes[PARTIES];

    wishes_of(r->db, r->arena, r->client_id, wishes);
    if (wish_silences(&wishes[0])) { /* people_parties begins with practitioners */
        html(r->out, "<p class=\"empty\">%s</p>",
             sees(r, GROUP_CONSENT) ? wish_sentence(r, &wishes[0], c->given_name, false)
                                    : T(people_no_practitioner_quiet));
        return;
    }
    html(r->out, "<div class=\"next-step\"><p><strong class=\"warn\">%s</strong> %s</p>",
         people_fill(r, TEXT_people_no_practitioner, c->given_name, NULL),
         T(people_no_practitioner_what));
    if (gate_may_change(&r->gate, GROUP_CONSENT))
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64
             "/mensen/wens?partij=practitioner\">%s</a>",
             r->client_id, T(people_not_wanted_or_nobody));
    html(r->out, "</div>");
}

void people_practitioners_block(struct req *r)
{
    struct client c = people_client(r);
    struct network n = people_network(r->db, r->trajectory_id);

    show_teams(r);
    if (!show_people(r, "practitioner", ""))
        show_nobody(r, &c);
    show_last(r, n.last_practitioner, TEXT_people_last_practitioner,
              TEXT_people_never_practitioner);
    html(r->out, "<p class=\"buttons\">");
    talk_link(r, "behandelaar", TEXT_people_spoke_practitioner);
    add_link(r, "nieuw?soort=practitioner", TEXT_people_add_practitioner);
    add_link(r, "team", TEXT_people_team_add);
    html(r->out, "</p>");
}

/* ---- family and friends, and the share of the network ---------------------------------------- */

static void show_network(struct req *r, const struct network *n)
{
    struct trajectory t = people_trajectory(r);
    int64_t usual = codes_number("target_groups", t.target_group, "network_share", NUMBER_NONE);
    const char *words = network_words(r, n);

    html(r->out, "<p>%s ", T(people_network));
    if (!words)
        html(r->out, "%s", T(people_network_none));
    else if (sees(r, GROUP_NOTES))
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "/mensen/netwerk\">%s</a>.", r->client_id,
             words);
    else
        html(r->out, "%s.", words);
    if (usual != NUMBER_NONE)
        html(r->out, " <span class=\"muted\">%s</span>",
             people_fill(r, TEXT_people_network_usual, t.target_group,
                         arena_fmt(r->arena, "%" PRId64, usual)));
    html(r->out, "</p>");
}

void people_relatives_block(struct req *r)
{
    struct client c = people_client(r);
    struct network n = people_network(r->db, r->trajectory_id);

    if (!show_people(r, "relative", ""))
        html(r->out, "<p class=\"empty\">%s</p>",
             people_fill(r, TEXT_people_no_relative, c.given_name, NULL));
    show_last(r, n.last_relative, TEXT_people_last_relative, TEXT_people_never_relative);
    show_network(r, &n);
    html(r->out, "<p class=\"buttons\">");
    talk_link(r, "naaste", TEXT_people_spoke_relative);
    add_link(r, "nieuw?soort=relative", TEXT_people_add_relative);
    html(r->out, "</p>");
}

void people_network_page(struct req *r)
{
    struct network n = people_network(r->db, r->trajectory_id);
    struct network_lines list = people_network_list(r->db, r->arena, r->trajectory_id, NETWORK);
    const char *words = network_words(r, &n);

    client_page_begin(r, T(people_network_title), NULL);
    html(r->out, "<p class=\"lead\">%s</p>", words ? words : T(people_network_none));
    if (sees(r, GROUP_TIME))
        html(r->out, "<p>%s</p>",
             people_fill(r, TEXT_people_network_minutes, page_hours(r, n.minutes),
                         page_hours(r, n.of_minutes)));
    html(r->out, "<section class=\"card\"><ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct network_line *l = &list.at[i];

        html(r->out,
             "<li><div class=\"what\"><strong>%s · %s</strong><p>%s · %s%s%s</p></div></li>",
             page_day(r, l->day), code_text(r->lang, contact_parties, l->party),
             code_text(r->lang, contact_modes, l->mode), l->staff, sees(r, GROUP_TIME) ? " · " : "",
             sees(r, GROUP_TIME) ? people_fill(r, TEXT_record_minutes,
                                               arena_fmt(r->arena, "%" PRId64, l->minutes), NULL)
                                 : "");
    }
    html(r->out, "</ul><p class=\"left-out\">%s</p></section>", T(people_network_left_out));
    page_end(r);
}

/* ---- others ---------------------------------------------------------------------------------- */

void people_others_block(struct req *r)
{
    struct network n = people_network(r->db, r->trajectory_id);

    if (!show_people(r, "expert", "work"))
        html(r->out, "<p class=\"empty\">%s</p>", T(people_no_other));
    show_last(r, n.last_expert, TEXT_people_last_expert, TEXT_people_never_expert);
    html(r->out, "<p class=\"buttons\">");
    talk_link(r, "deskundige", TEXT_people_spoke_expert);
    add_link(r, "nieuw?soort=expert", TEXT_people_add_expert);
    add_link(r, "nieuw?soort=work", TEXT_people_add_work);
    html(r->out, "</p>");
}

/* ---- meetings and agreements ----------------------------------------------------------------- */

static void show_agreement_acts(struct req *r, const struct care_agreement *g)
{
    if (!people_may_change(r))
        return;
    html(r->out, "<div class=\"acts wrap\">");
    if (*g->words && g->done_on == DAY_NONE) {
        html(r->out,
             "<form method=\"post\" action=\"/deelnemers/%" PRId64 "/mensen/afspraak/%" PRId64
             "/gedaan\">",
             r->client_id, g->id);
        page_csrf(r);
        html(r->out, "<button class=\"quiet\">%s<span class=\"sr\">: %s</span></button></form>",
             T(people_agreement_done), g->words);
    }
    change_link(r, "afspraak/", g->id, page_day(r, g->day));
    html(r->out, "</div>");
}

static void show_agreement(struct req *r, const struct care_agreement *g)
{
    html(r->out, "<li><div class=\"what\"><p class=\"small\">%s · %s%s · %s</p>",
         page_day(r, g->day), g->three_way ? T(people_talk_with) : "", g->where, g->staff);
    html(r->out, *g->words ? "<p class=\"say\">%s</p>" : "<p>%s</p>",
         *g->words ? g->words : T(people_spoken_only));
    if (*g->owner || g->due_on != DAY_NONE || g->done_on != DAY_NONE)
        html(r->out, "<p class=\"small\">%s%s%s%s%s</p>",
             code_text(r->lang, care_agreement_owners, g->owner),
             *g->owner && g->due_on != DAY_NONE ? ", " : "", page_day(r, g->due_on),
             g->done_on == DAY_NONE ? "" : " · ",
             g->done_on == DAY_NONE
                 ? ""
                 : people_fill(r, TEXT_people_done_on, page_day(r, g->done_on), NULL));
    show_agreement_acts(r, g);
    html(r->out, "</div></li>");
}

void people_meetings_block(struct req *r)
{
    struct client c = people_client(r);
    struct care_agreements list = care_agreements_of(r->db, r->arena, r->trajectory_id, AGREEMENTS);
    struct care_teams teams = care_teams_of(r->db, r->arena, r->client_id);

    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>",
             people_fill(r, TEXT_people_no_meeting, c.given_name, NULL));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++)
        show_agreement(r, &list.at[i]);
    html(r->out, "</ul>");
    if (!gate_may_change(&r->gate, GROUP_NOTES))
        return;
    html(
        r->out,
        "<p class=\"buttons\"><a class=\"button quiet\" href=\"/behandeloverleg/nieuw?team=%" PRId64
        "\">%s</a><a class=\"button quiet\" href=\"/deelnemers/%" PRId64
        "/mensen/driegesprek\">%s</a><a href=\"/behandeloverleg\">%s</a></p>",
        teams.n ? teams.at[0].care_team_id : 0, T(people_meeting_add), r->client_id,
        T(people_talk_add), T(people_meetings));
}

/* ---- what the client wants ------------------------------------------------------------------- */

void people_wishes_block(struct req *r)
{
    struct client c = people_client(r);
    struct wish wishes[PARTIES];

    wishes_of(r->db, r->arena, r->client_id, wishes);
    html(r->out, "<ul class=\"rows\">");
    for (int i = 0; i < PARTIES; i++) {
        const struct wish *w = &wishes[i];
        const char *party = code_text(r->lang, people_parties, w->party);

        html(r->out, "<li><div class=\"what\">");
        if (w->id)
            html(r->out, "<p class=\"say\">%s</p><p class=\"small\">%s</p>",
                 wish_sentence(r, w, c.given_name, false),
                 people_fill(r, TEXT_people_said, page_day(r, w->said_on), w->recorder));
        else
            html(r->out, "<p>%s</p>", people_fill(r, TEXT_people_not_asked, party, NULL));
        html(r->out, "</div>");
        if (gate_may_change(&r->gate, GROUP_CONSENT))
            html(r->out,
                 "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64
                 "/mensen/wens?partij=%s\">%s<span class=\"sr\">: %s</span></a>",
                 r->client_id, w->party, w->id ? T(people_ask_again) : T(people_ask), party);
        html(r->out, "</li>");
    }
    html(r->out, "</ul>");
}

/* For the client: who we know, and the own words back. What somebody thinks of a relative is not
 * shown; with *all my data* it is asked for. */
void people_mine_block(struct req *r)
{
    struct persons all = people_of(r->db, r->arena, r->client_id);
    struct care_teams teams = care_teams_of(r->db, r->arena, r->client_id);
    struct wish wishes[PARTIES];
    size_t shown = 0;

    wishes_of(r->db, r->arena, r->client_id, wishes);
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < teams.n; i++)
        if (teams.at[i].to_on == DAY_NONE && ++shown)
            html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s</p></div></li>",
                 teams.at[i].name, T(people_mine_team));
    for (size_t i = 0; i < all.n; i++)
        if (person_there(&all.at[i], r->today) && ++shown)
            html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s</p></div></li>",
                 all.at[i].name, codes_label("person_kinds", r->lang, all.at[i].kind));
    html(r->out, "</ul>");
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(people_mine_none));
    for (int i = 0; i < PARTIES && gate_sees(&r->gate, GROUP_CONSENT); i++)
        if (wishes[i].id)
            html(r->out, "<p>%s</p>", wish_sentence(r, &wishes[i], "", true));
    html(r->out, "<p class=\"muted\">%s</p>", T(people_mine_wrong));
}
