/* network_web.c: the page of one employer: who they are, what colleagues did, who worked there.
 * Not: the forms of an employer (feature/employer), contacts and placements themselves.
 * Start at employer_page(). */
#include "core/codes.h"
#include "feature/contact/contact.h"
#include "feature/network/network_pages.h"
#include "feature/placement/placement.h"
#include "feature/trajectory/trajectory.h"

enum { CONTACTS = 20, PLACEMENTS = 40, INTRODUCED = 40 };

static bool may_write(const struct req *r)
{
    return user_may(r->user, PERM_EMPLOYER_WRITE);
}

/* ---- the head -------------------------------------------------------------------------------- */

static void show_head(struct req *r, const struct employer *e)
{
    html(r->out, "<ul class=\"facts\">");
    if (*e->sector)
        html(r->out, "<li>%s</li>", codes_label("sbi2008_sections", r->lang, e->sector));
    if (*e->place)
        html(r->out, "<li>%s</li>", e->place);
    if (*e->kvk)
        html(r->out, "<li>%s %s</li>", T(employer_kvk), e->kvk);
    html(r->out, "<li>%s: <strong>%s</strong></li></ul>", T(employer_last_contact),
         e->last_contact_on == DAY_NONE
             ? T(list_never)
             : text_fill(r->arena, r->lang, TEXT_employer_last_by, page_day(r, e->last_contact_on),
                         e->last_contact_by, NULL, NULL));
    if (e->not_before_on != DAY_NONE && e->not_before_on > r->today)
        html(r->out, "<div class=\"next-step\"><p class=\"warn\">%s</p></div>",
             text_fill(r->arena, r->lang, TEXT_employer_not_before, page_day(r, e->not_before_on),
                       e->not_before_reason, NULL, NULL));
    if (e->visit_on != DAY_NONE)
        html(r->out, "<div class=\"next-step\"><p>%s</p></div>",
             text_fill(r->arena, r->lang,
                       *e->visit_why ? TEXT_employer_visit_is_why : TEXT_employer_visit_is,
                       e->visit_by_name, page_day(r, e->visit_on), e->visit_why, NULL));
    html(r->out, "<div class=\"buttons\">");
    if (user_may(r->user, PERM_CONTACT_WRITE))
        html(r->out, "<a class=\"button\" href=\"/contact?wie=%" PRId64 "\">%s</a>", e->id,
             T(network_log_visit));
    if (may_write(r))
        html(r->out, "<a class=\"button quiet\" href=\"/werkgevers/%" PRId64 "/wijzig\">%s</a>",
             e->id, T(employer_change));
    html(r->out, "</div>");
}

static void show_text_card(struct req *r, const char *title, const char *words, const char *empty)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2>", title);
    if (*words)
        html_lines(r->out, words);
    else
        html(r->out, "<p class=\"muted\">%s</p>", empty);
    html(r->out, "</section>");
}

/* ---- contacts of colleagues ------------------------------------------------------------------ */

/* What was agreed for a client stands in the record of that client and is not for everyone: here it
 * shows to who wrote it. */
static bool may_read_note(struct req *r, const struct contact *c)
{
    struct contact same;
    int64_t *trajectories;
    size_t n = 0;

    if (c->staff_id == r->user->id)
        return true;
    return contact_get(r->db, r->arena, c->id, &same, &trajectories, &n) == OK && n == 0;
}

static void show_contact(struct req *r, const struct contact *c)
{
    html(r->out, "<li><p class=\"when\">%s</p><h3>%s</h3>", page_day(r, c->day),
         arena_fmt(r->arena, "%s · %s", c->staff_name, code_text(r->lang, contact_modes, c->mode)));
    if (!may_read_note(r, c)) {
        html(r->out, "<p class=\"muted\">%s</p></li>", T(network_for_clients));
        return;
    }
    html_lines(r->out, c->note);
    if (*c->next_step)
        html(r->out, "<p class=\"muted\">%s %s</p>",
             text_fill(r->arena, r->lang, TEXT_network_next_step, c->next_step, NULL, NULL, NULL),
             page_day(r, c->next_step_on));
    html(r->out, "</li>");
}

/* Who knows them: the one to ask before calling. */
static void show_colleagues(struct req *r, int64_t employer_id)
{
    size_t n;
    const struct network_colleague *list = network_colleagues(r->db, r->arena, employer_id, &n);

    if (!n)
        return;
    html(r->out, "<ul class=\"tags\">");
    for (size_t i = 0; i < n; i++)
        html(r->out, "<li>%s</li>",
             text_fill(r->arena, r->lang, TEXT_network_colleague, list[i].name,
                       arena_fmt(r->arena, "%" PRId64, list[i].contacts),
                       page_day(r, list[i].last_on), NULL));
    html(r->out, "</ul>");
}

static void show_contacts(struct req *r, int64_t employer_id)
{
    struct contacts list = contact_by_employer(r->db, r->arena, employer_id, CONTACTS);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(network_contacts));
    show_colleagues(r, employer_id);
    if (list.n)
        html(r->out, "<ol class=\"timeline\">");
    else
        html(r->out, "<p class=\"muted\">%s</p>", T(network_no_contacts));
    for (size_t i = 0; i < list.n; i++)
        show_contact(r, &list.at[i]);
    if (list.n)
        html(r->out, "</ol>");
    if (list.more)
        html(r->out, "<p class=\"left-out\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_network_more_contacts,
                       arena_fmt(r->arena, "%d", CONTACTS), NULL, NULL, NULL));
    html(r->out, "</section>");
}

/* ---- people and establishments --------------------------------------------------------------- */

static void show_add(struct req *r, int64_t employer_id, const char *what, const char *label)
{
    if (may_write(r))
        html(r->out,
             "<p><a class=\"button quiet\" href=\"/werkgevers/%" PRId64 "/%s/nieuw\">%s</a></p>",
             employer_id, what, label);
    html(r->out, "</section>");
}

static void show_row_name(struct req *r, int64_t employer_id, const char *what, int64_t id,
                          const char *name)
{
    html(r->out, "<li><div class=\"what\">");
    if (may_write(r))
        html(r->out, "<a href=\"/werkgevers/%" PRId64 "/%s/%" PRId64 "\">%s</a>", employer_id, what,
             id, name);
    else
        html(r->out, "<strong>%s</strong>", name);
}

/* For an address: a number as people write it has spaces. */
static const char *digits_of(struct req *r, const char *phone)
{
    char *digits = arena_str(r->arena, phone);
    size_t n = 0;

    for (const char *c = phone; *c; c++)
        if (*c == '+' || (*c >= '0' && *c <= '9'))
            digits[n++] = *c;
    digits[n] = '\0';
    return digits;
}

static void show_person(struct req *r, const struct employer_person *p)
{
    show_row_name(r, p->employer_id, "personen", p->id, p->name);
    if (*p->job_title || p->gone)
        html(r->out, "<p>%s%s%s</p>", p->job_title, *p->job_title && p->gone ? " · " : "",
             p->gone ? T(network_gone) : "");
    if (*p->phone && !p->gone)
        html(r->out, "<p><a href=\"tel:%s\">%s</a></p>", digits_of(r, p->phone),
             page_phone(r, p->phone));
    if (*p->email && !p->gone) {
        html(r->out, "<p>");
        html_link(r->out, arena_fmt(r->arena, "mailto:%s", p->email), p->email);
        html(r->out, "</p>");
    }
    html(r->out, "</div></li>");
}

static void show_people(struct req *r, int64_t employer_id)
{
    size_t n;
    const struct employer_person *people = employer_people(r->db, r->arena, employer_id, &n);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(network_people));
    if (n)
        html(r->out, "<ul class=\"rows\">");
    else
        html(r->out, "<p class=\"muted\">%s</p>", T(network_no_people));
    for (size_t i = 0; i < n; i++)
        show_person(r, &people[i]);
    if (n)
        html(r->out, "</ul>");
    show_add(r, employer_id, "personen", T(person_new));
}

static void show_establishments(struct req *r, int64_t employer_id)
{
    size_t n;
    const struct establishment *at = employer_establishments(r->db, r->arena, employer_id, &n);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(network_establishments));
    if (n)
        html(r->out, "<ul class=\"rows\">");
    else
        html(r->out, "<p class=\"muted\">%s</p>", T(network_no_establishments));
    for (size_t i = 0; i < n; i++) {
        show_row_name(r, employer_id, "vestigingen", at[i].id,
                      *at[i].name ? at[i].name : at[i].place);
        html(r->out, "<p>%s</p><p>%s %s</p></div></li>", at[i].street, at[i].postcode, at[i].place);
    }
    if (n)
        html(r->out, "</ul>");
    show_add(r, employer_id, "vestigingen", T(establishment_new));
}

/* ---- placements ------------------------------------------------------------------------------ */

enum when { NOW, COMING, BEFORE, WHENS };

static enum when when_of(const struct req *r, const struct placement *p)
{
    return placement_runs(p, r->today) ? NOW : p->started_on > r->today ? COMING : BEFORE;
}

/* Name and link only for who may know this client at this place; false: count it instead. */
static bool show_placement(struct req *r, const struct placement *p)
{
    struct trajectory_fact f;

    if (trajectory_fact_get(r->db, r->arena, p->trajectory_id, &f) != OK)
        return false;
    struct gate gate = gate_client(r->db, r->user, f.client_id, r->now);
    if (!gate_sees(&gate, GROUP_NAME) || !gate_sees(&gate, GROUP_WORK))
        return false;
    html(r->out,
         "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64
         "\">%s</a><p>%s%s%s · <span class=\"day\">%s%s%s</span></p></div>"
         "</li>",
         f.client_id, f.name, code_text(r->lang, placement_kinds, p->kind),
         *p->job_title ? ", " : "", p->job_title, page_day(r, p->started_on),
         p->ended_on == DAY_NONE ? "" : " – ", page_day(r, p->ended_on));
    return true;
}

static void show_placements_of(struct req *r, const struct placements *list, enum when when)
{
    static const enum text_id titles[WHENS] = {TEXT_network_now, TEXT_network_coming,
                                               TEXT_network_before};
    size_t n = 0, others = 0;

    for (size_t i = 0; i < list->n; i++)
        n += when_of(r, &list->at[i]) == when;
    if (!n)
        return;
    html(r->out, "<h3>%s</h3><ul class=\"rows\">", text(r->lang, titles[when]));
    for (size_t i = 0; i < list->n; i++)
        if (when_of(r, &list->at[i]) == when && !show_placement(r, &list->at[i]))
            others++;
    if (others)
        html(r->out, "<li class=\"muted\">%s</li>",
             text_count(r->arena, r->lang, TEXT_network_others, (int64_t)others));
    html(r->out, "</ul>");
}

static void show_placements(struct req *r, int64_t employer_id)
{
    struct placements list = placement_by_employer(r->db, r->arena, employer_id, PLACEMENTS);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(network_placements));
    if (!list.n)
        html(r->out, "<p class=\"muted\">%s</p>", T(network_no_placements));
    for (enum when when = NOW; when < WHENS; when++)
        show_placements_of(r, &list, when);
    if (list.n == PLACEMENTS)
        html(r->out, "<p class=\"left-out\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_network_more_placements,
                       arena_fmt(r->arena, "%d", PLACEMENTS), NULL, NULL, NULL));
    html(r->out, "</section>");
}

/* ---- clients they met ------------------------------------------------------------------------ */

/* Only for who may know it: of a lead the plan, of a talk the notes; false: count it instead. */
static bool show_one_introduced(struct req *r, const struct network_introduced *i)
{
    struct trajectory_fact f;

    if (trajectory_fact_get(r->db, r->arena, i->trajectory_id, &f) != OK)
        return false;
    struct gate gate = gate_client(r->db, r->user, f.client_id, r->now);
    if (!gate_sees(&gate, GROUP_NAME) ||
        !((i->lead && gate_sees(&gate, GROUP_PLAN)) || (i->talk && gate_sees(&gate, GROUP_NOTES))))
        return false;
    html(r->out,
         "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64
         "/zoeken\">%s</a><p class=\"day\">%s</p></div></li>",
         f.client_id, f.name, page_day(r, i->on));
    return true;
}

static void show_introduced(struct req *r, int64_t employer_id)
{
    size_t n, others = 0;
    const struct network_introduced *list =
        network_introduced(r->db, r->arena, employer_id, INTRODUCED, &n);

    if (!n)
        return;
    html(r->out, "<section class=\"card\"><h2>%s</h2><ul class=\"rows\">",
         T(network_introduced_title));
    for (size_t i = 0; i < n; i++)
        others += !show_one_introduced(r, &list[i]);
    if (others)
        html(r->out, "<li class=\"muted\">%s</li>",
             text_count(r->arena, r->lang, TEXT_network_introduced_others, (int64_t)others));
    html(r->out, "</ul></section>");
}

/* ---- the page -------------------------------------------------------------------------------- */

static void employer_page(struct req *r)
{
    struct frame_link crumbs[] = {{"/werkgevers", T(core_employers), NULL, 0}};
    struct employer e;

    if (employer_get(r->db, r->arena, r->employer_id, &e) != OK)
        BUG("the scope let through an employer that is not there");
    if (e.merged_into) {
        req_redirect(r, "/werkgevers/%" PRId64, e.merged_into);
        return;
    }
    struct frame frame = page_frame(r, e.name);
    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    page_begin_frame(r, &frame);
    show_head(r, &e);
    html(r->out, "<div class=\"columns\"><div>");
    show_text_card(r,
                   *e.open_need && e.need_on != DAY_NONE
                       ? text_fill(r->arena, r->lang, TEXT_network_need_since,
                                   page_day(r, e.need_on), NULL, NULL, NULL)
                       : T(network_need),
                   e.open_need, T(network_no_need));
    show_text_card(r, T(network_agreements), e.agreement, T(network_no_agreements));
    show_contacts(r, e.id);
    html(r->out, "</div><div>");
    show_people(r, e.id);
    show_placements(r, e.id);
    show_introduced(r, e.id);
    show_establishments(r, e.id);
    html(r->out, "</div></div>");
    page_end(r);
}

static const struct route routes[] = {
    {GET, "/werkgevers/wie-kent", network_know_page, SCOPE_NONE, PERM_EMPLOYER_READ, READ,
     ACCESS_NOTHING, TEXT_employer_who_knows},
    {GET, "/werkgevers/netwerk", network_spread_page, SCOPE_NONE, PERM_EMPLOYER_READ, READ,
     ACCESS_NOTHING, TEXT_employer_network},
    {GET, "/werkgevers/dubbel", network_doubles_page, SCOPE_NONE, PERM_EMPLOYER_WRITE, READ,
     ACCESS_NOTHING, TEXT_employer_doubles},
    {POST, "/werkgevers/samenvoegen/:id/ongedaan", network_unmerge_save, SCOPE_NONE,
     PERM_EMPLOYER_WRITE, WRITE, ACCESS_CHANGE, TEXT_undo},
    {GET, "/werkgevers/:employer", employer_page, SCOPE_EMPLOYER, PERM_EMPLOYER_READ, READ,
     ACCESS_LIST, TEXT_employer},
    {GET, "/werkgevers/:employer/samenvoegen", network_merge_page, SCOPE_EMPLOYER,
     PERM_EMPLOYER_WRITE, READ, ACCESS_NOTHING, TEXT_network_merge},
    {POST, "/werkgevers/:employer/samenvoegen", network_merge_save, SCOPE_EMPLOYER,
     PERM_EMPLOYER_WRITE, WRITE, ACCESS_CHANGE, TEXT_network_merge},
    {0}};

const struct feature network_feature = {.name = "network", .routes = routes};
