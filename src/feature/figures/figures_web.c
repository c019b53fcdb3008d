/* figures_web.c: "Dit traject in cijfers", a part of the page of a client; each number leads to
 * what it counts. Not: how work is counted (figures.c), or figures of more than one client
 * (feature/quarter, feature/outcome). Start at block(). */
#include "feature/figures/figures.h"

#include "core/codes.h"
#include "feature/contact/contact.h"
#include "feature/follow/follow.h"
#include "feature/people/people.h"
#include "feature/placement/placement.h"
#include "feature/trajectory/trajectory.h"

/* What counts as work on this page; the page says so. */
static const char definition[] = "ips25_strict";

static const char *count(struct req *r, enum text_id id, int64_t n)
{
    return text_count(r->arena, r->lang, id, n);
}

/* A line: what, the number, and where it comes from: a page below this client, or NULL. */
static void row(struct req *r, enum text_id what, const char *number, const char *from)
{
    html(r->out, "<tr><th scope=\"row\">%s</th>", text(r->lang, what));
    if (from)
        html(r->out, "<td><a href=\"/deelnemers/%" PRId64 "%s\">%s</a></td></tr>", r->client_id,
             from, number);
    else
        html(r->out, "<td>%s</td></tr>", number);
}

static const char *days_until(struct req *r, int32_t from, int32_t to, enum text_id not_yet)
{
    if (to == DAY_NONE || from == DAY_NONE)
        return text(r->lang, not_yet);
    return count(r, TEXT_days, MAX(to - from, 0));
}

static void show_work(struct req *r, const struct trajectory_fact *f)
{
    struct placements all = placement_by_trajectory(r->db, r->arena, r->trajectory_id);
    struct figures_job *jobs = ARENA_ARRAY(r->arena, struct figures_job, all.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < all.n; i++) {
        const struct placement *p = &all.at[i];
        int32_t last = p->ended_on == DAY_NONE ? r->today : MAX(p->ended_on - 1, p->started_on);

        if (p->started_on <= r->today && placement_counts(definition, p->kind) == 1)
            jobs[n++] = (struct figures_job){p->employer_id ? p->employer_id : -p->id,
                                             p->started_on, MIN(last, r->today)};
    }
    struct figures_work work = figures_work(jobs, n);
    row(r, TEXT_figures_first_job, days_until(r, f->started_on, work.first_on, TEXT_figures_no_job),
        "/werk");
    row(r, TEXT_figures_months, count(r, TEXT_months, work.months), "/werk");
    row(r, TEXT_figures_longest, count(r, TEXT_months, work.longest), "/werk");
}

static void show_hours(struct req *r)
{
    size_t n;
    struct figures_hours *hours = figures_hours(r->db, r->arena, r->trajectory_id, &n);
    int64_t total = 0;

    for (size_t i = 0; i < n; i++) {
        html(r->out, "<tr><th scope=\"row\">%s</th><td>%s</td></tr>",
             code_text(r->lang, contact_activities, hours[i].activity),
             page_hours(r, hours[i].minutes));
        total += hours[i].minutes;
    }
    row(r, TEXT_figures_hours, page_hours(r, total), "#tijdlijn");
}

static int64_t open_signals(struct req *r)
{
    struct follow_signals list = follow_signal_list(r);
    int64_t open = 0;

    for (size_t i = 0; i < list.n; i++)
        open += list.at[i].done_on == DAY_NONE;
    return open;
}

static void block(struct req *r)
{
    struct trajectory_fact f;

    if (trajectory_fact_get(r->db, r->arena, r->trajectory_id, &f) != OK)
        BUG("the gate let through a client that is not there");
    html(r->out, "<table class=\"data\" id=\"cijfers\"><caption class=\"sr\">%s</caption><tbody>",
         T(figures_title));
    if (gate_sees(&r->gate, GROUP_PLAN))
        row(r, TEXT_figures_first_employer,
            days_until(r, f.started_on, f.first_employer_on, TEXT_figures_no_employer),
            "#tijdlijn");
    if (gate_sees(&r->gate, GROUP_WORK))
        show_work(r, &f);
    show_hours(r);
    if (gate_sees(&r->gate, GROUP_NOTES)) {
        struct network n = people_network(r->db, r->trajectory_id);
        const char *words = network_words(r, &n);

        row(r, TEXT_figures_network, words ? words : T(figures_no_contacts), "/mensen");
        row(r, TEXT_figures_signals, arena_fmt(r->arena, "%" PRId64, open_signals(r)), "/werk");
    }
    html(r->out, "</tbody></table><p class=\"small muted\">%s</p>",
         text_fill(r->arena, r->lang, TEXT_figures_how,
                   code_text(r->lang, placement_definitions, definition), NULL, NULL, NULL));
}

static const struct client_block client_blocks[] = {{.name = "figures",
                                                     .draw = block,
                                                     .title = TEXT_figures_title,
                                                     .group = GROUP_TIME,
                                                     .tab = TAB_HOURS,
                                                     .order = 50},
                                                    {0}};

const struct feature figures_feature = {.name = "figures", .client_blocks = client_blocks};
