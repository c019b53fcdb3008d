/* network_pages.c: who knows an employer for ...?, and how the network spreads over sectors, jobs.
 * Not: the page of one employer (network_web.c).
 * Start at network_know_page(). */
#include "base/fold.h"
#include "core/access_req.h"
#include "core/codes.h"
#include "feature/client/client.h"
#include "feature/network/network_pages.h"
#include "feature/profile/profile.h"
#include "feature/trajectory/trajectory.h"
#include "html/chart.h"

enum { KNOWN = 20 };

static void page_under_employers(struct req *r, const char *title)
{
    struct frame_link crumbs[] = {{"/werkgevers", T(core_employers), NULL, 0}};
    struct frame frame = page_frame(r, title);

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    page_begin_frame(r, &frame);
}

/* ---- who knows an employer? ------------------------------------------------------------------ */

static void option(struct req *r, const char *value, const char *chosen, const char *label)
{
    html(r->out, "<option value=\"%s\"%s>%s</option>", value,
         strcmp(value, chosen) ? "" : " selected", label);
}

static struct employer_wish wish_of(struct req *r)
{
    const char *sector = req_query(r, "branche");

    return (struct employer_wish){.organisation_id = r->user->organisation_id,
                                  .words = req_query(r, "q"),
                                  .sector = codes_known("sbi2008_sections", sector) ? sector : "",
                                  .place = req_query(r, "plaats"),
                                  .open_need = !strcmp(req_query(r, "zoekt"), "1"),
                                  .limit = KNOWN};
}

/* Where this client lives, when employers of ours are there; "". */
static const char *place_of(struct req *r, const struct client *c)
{
    size_t n;
    const char **places = employer_places(r->db, r->arena, r->user->organisation_id, &n);
    const char *home = fold_text(r->arena, codes_label("municipalities", r->lang, c->municipality));

    for (size_t i = 0; i < n; i++)
        if (!strcmp(fold_text(r->arena, places[i]), home))
            return places[i];
    return "";
}

/* ?voor=: nothing was typed yet, so what this client wants is looked for: the work of the profile,
 * or the wish of the referral, near home. What the reader does not see of the record is not used.
 */
static void wish_for_client(struct req *r, struct employer_wish *wish)
{
    int64_t client_id = req_query_id(r, "voor");
    struct gate gate = gate_client(r->db, r->user, client_id, r->now);
    struct trajectory t;
    struct client c;

    if (!client_id || strstr(http_query_text(r->x), "q=") || !gate_sees(&gate, GROUP_PLAN))
        return;
    struct profile now = profile_load(r->db, r->arena, client_id);
    struct answers answers = profile_answers(&now, "", GROUP_PLAN);
    wish->words = answers_get(&answers, "work_type");
    if (!*wish->words && trajectory_get(r->db, r->arena, gate.trajectory_id, &t) == OK)
        wish->words = t.work_goal;
    if (gate_sees(&gate, GROUP_DETAILS) && client_get(r->db, r->arena, client_id, &c) == OK)
        wish->place = place_of(r, &c);
    access_req_also(r, client_id, &gate);
}

/* voor: for which client. */
static void show_tools(struct req *r, const struct employer_wish *wish)
{
    size_t n;
    const struct choice *sectors = codes_choices("sbi2008_sections", r->lang, &n);

    html(r->out,
         "<form class=\"tools\" method=\"get\" action=\"/werkgevers/wie-kent\" role=\"search\""
         " data-live=\"lijst\"><input type=\"hidden\" name=\"voor\" value=\"%" PRId64 "\">"
         "<div class=\"field\"><label for=\"f-q\">%s</label><p class=\"help\" id=\"h-q\">%s</p>"
         "<input type=\"search\" id=\"f-q\" name=\"q\" value=\"%s\" autocomplete=\"off\""
         " aria-describedby=\"h-q\" data-search></div><div class=\"field\">"
         "<label for=\"f-branche\">%s</label><select id=\"f-branche\" name=\"branche\">",
         req_query_id(r, "voor"), T(network_know_words), T(network_know_help), wish->words,
         T(employer_sector));
    option(r, "", wish->sector, T(employer_all_sectors));
    for (size_t i = 0; i < n; i++)
        option(r, sectors[i].value, wish->sector, sectors[i].label);
    html(r->out,
         "</select></div><div class=\"field\"><label for=\"f-plaats\">%s</label>"
         "<select id=\"f-plaats\" name=\"plaats\">",
         T(employer_place));
    const char **places = employer_places(r->db, r->arena, r->user->organisation_id, &n);
    option(r, "", wish->place, T(employer_all_places));
    for (size_t i = 0; i < n; i++)
        option(r, places[i], wish->place, places[i]);
    html(
        r->out,
        "</select></div><label class=\"yes\"><input type=\"checkbox\" name=\"zoekt\" value=\"1\"%s>"
        "<span>%s</span></label><button class=\"quiet\">%s</button></form>",
        wish->open_need ? " checked" : "", T(employer_only_need), T(search));
}

static void show_known(struct req *r, const struct employer_known *known)
{
    const struct employer *e = &known->employer;
    int64_t client_id = req_query_id(r, "voor");
    const char *sector = codes_label("sbi2008_sections", r->lang, e->sector);

    html(r->out, "<li><div class=\"what\"><a href=\"/werkgevers/%" PRId64 "\">%s</a><p>%s%s%s</p>",
         e->id, e->name, e->place, *e->place && *sector ? " · " : "", sector);
    if (e->not_before_on != DAY_NONE && e->not_before_on > r->today)
        html(r->out, "<p><span class=\"warn\">%s</span></p>",
             text_fill(r->arena, r->lang, TEXT_employer_not_before, page_day(r, e->not_before_on),
                       e->not_before_reason, NULL, NULL));
    if (*e->open_need)
        html(r->out, "<p class=\"say\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_network_know_need, e->open_need, NULL, NULL, NULL));
    if (*known->job)
        html(r->out, "<p class=\"say\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_network_know_job, known->job, NULL, NULL, NULL));
    html(r->out, "<p class=\"small\">%s</p></div>",
         *known->known_by ? text_fill(r->arena, r->lang, TEXT_network_known_by, known->known_by,
                                      NULL, NULL, NULL)
                          : T(network_known_nobody));
    if (client_id)
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64
             "/kansen/nieuw?werkgever=%" PRId64 "\">%s<span class=\"sr\">: %s</span></a>",
             client_id, e->id, T(network_add_lead), e->name);
    html(r->out, "</li>");
}

void network_know_page(struct req *r)
{
    struct employer_wish wish = wish_of(r);

    wish_for_client(r, &wish);
    struct employer_knowns list = employer_know(r->db, r->arena, r->lang, r->today, wish);
    if (!list.n && *wish.place && !*req_query(r, "plaats")) { /* further from home, then */
        wish.place = "";
        list = employer_know(r->db, r->arena, r->lang, r->today, wish);
    }
    page_under_employers(r, T(employer_who_knows));
    html(r->out, "<p class=\"lead\">%s</p>", T(network_know_what));
    show_tools(r, &wish);
    html(r->out, "<div id=\"lijst\" class=\"card\">");
    if (list.n)
        html(r->out, "<h2>%s</h2><ul class=\"rows\" data-rows>",
             *wish.words ? T(network_know_found) : T(network_know_spoken));
    else
        html(r->out, "<p class=\"empty\">%s</p>", T(network_know_none));
    for (size_t i = 0; i < list.n; i++)
        show_known(r, &list.at[i]);
    if (list.n)
        html(r->out, "</ul>");
    if (list.more)
        html(r->out, "<p class=\"left-out\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_network_know_more, arena_fmt(r->arena, "%d", KNOWN),
                       NULL, NULL, NULL));
    html(r->out, "</div>");
    page_end(r);
}

/* ---- the spread ------------------------------------------------------------------------------ */

static void show_number(struct req *r, enum text_id label, int64_t n, const char *sector,
                        const char *more)
{
    html(r->out, "<td class=\"number\" data-label=\"%s\">", text(r->lang, label));
    if (n && *sector) /* those without a sector have no list of their own */
        html(r->out, "<a href=\"/werkgevers?branche=%s%s\">%" PRId64 "</a></td>", sector, more, n);
    else
        html(r->out, "%" PRId64 "</td>", n);
}

static void show_sector(struct req *r, const struct network_sector *s, int64_t most)
{
    double spoken = (double)s->spoken / (double)most;
    double share[] = {spoken, (double)s->employers / (double)most - spoken};

    html(r->out, "<tr><th scope=\"row\">%s</th><td class=\"bar-column\">",
         *s->sector ? codes_label("sbi2008_sections", r->lang, s->sector)
                    : T(network_sector_unknown));
    chart_bar(r->out, share, COUNT(share));
    html(r->out, "</td>");
    show_number(r, TEXT_network_all, s->employers, s->sector, "");
    show_number(r, TEXT_network_spoken, s->spoken, s->sector, "&volgorde=contact");
    show_number(r, TEXT_network_needs, s->needs, s->sector, "&zoekt=1");
    html(r->out, "</tr>");
}

static void show_sectors(struct req *r)
{
    size_t n;
    const struct network_sector *list =
        network_sectors(r->db, r->arena, r->user->organisation_id, &n);
    int64_t all = 0, spoken = 0, named = 0;

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(network_spread_sectors));
    if (!n) {
        html(r->out, "<p class=\"empty\">%s</p></section>", T(network_spread_none));
        return;
    }
    for (size_t i = 0; i < n; i++) {
        all += list[i].employers;
        spoken += list[i].spoken;
        named += *list[i].sector != '\0';
    }
    html(r->out,
         "<p>%s</p><table class=\"data cards\"><caption class=\"sr\">%s</caption><thead><tr>"
         "<th scope=\"col\">%s</th><td></td><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th></tr>"
         "</thead><tbody>",
         text_fill(r->arena, r->lang, TEXT_network_spread_says,
                   text_count(r->arena, r->lang, TEXT_network_n_employers, all),
                   text_count(r->arena, r->lang, TEXT_network_n_sectors, named),
                   arena_fmt(r->arena, "%" PRId64, spoken), NULL),
         T(network_spread_sectors), T(employer_sector), T(network_all), T(network_spoken),
         T(network_needs));
    for (size_t i = 0; i < n; i++)
        show_sector(r, &list[i], list[0].employers);
    html(r->out, "</tbody></table></section>");
}

static void show_job(struct req *r, const struct network_job *job)
{
    html(r->out, "<tr><th scope=\"row\"><a href=\"/werkgevers/wie-kent?q=");
    html_url_arg(r->out, job->title);
    html(r->out,
         "\">%s</a></th><td class=\"number\" data-label=\"%s\">%" PRId64
         "</td><td class=\"number\" data-label=\"%s\">%" PRId64 "</td></tr>",
         job->title, T(network_times), job->begun, T(network_at), job->employers);
}

static void show_jobs(struct req *r)
{
    int32_t from = day_add_months(r->today, -12) + 1;
    struct network_job all = {0};
    int64_t titles = 0;
    size_t n;
    const struct network_job *list =
        network_jobs(r->db, r->arena, r->user->organisation_id, from, r->today, &n, &all, &titles);

    html(r->out, "<section class=\"card\" id=\"banen\"><h2>%s</h2>", T(network_jobs));
    if (!n) {
        html(r->out, "<p class=\"empty\">%s</p></section>", T(network_jobs_none));
        return;
    }
    html(r->out,
         "<p>%s</p><table class=\"data cards\"><caption class=\"sr\">%s</caption><thead><tr>"
         "<th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
         text_fill(r->arena, r->lang, TEXT_network_jobs_say,
                   text_count(r->arena, r->lang, TEXT_network_n_times, all.begun),
                   text_count(r->arena, r->lang, TEXT_network_n_jobs, titles),
                   text_count(r->arena, r->lang, TEXT_network_n_employers, all.employers), NULL),
         T(network_jobs), T(network_job), T(network_times), T(network_at));
    for (size_t i = 0; i < n; i++)
        show_job(r, &list[i]);
    html(r->out, "</tbody></table>");
    if (titles > (int64_t)n)
        html(r->out, "<p class=\"left-out\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_network_jobs_more, arena_fmt(r->arena, "%zu", n),
                       NULL, NULL, NULL));
    html(r->out, "<p class=\"left-out\">%s</p></section>",
         text_fill(r->arena, r->lang, TEXT_network_jobs_what, page_day(r, from),
                   page_day(r, r->today), NULL, NULL));
}

void network_spread_page(struct req *r)
{
    page_under_employers(r, T(employer_network));
    show_sectors(r);
    show_jobs(r);
    page_end(r);
}
