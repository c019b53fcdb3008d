/* mine_web.c: Mijn traject: a client's own page, in plain words.
 * Not: what other features add to it; they draw their own blocks (mine_block in core/route.h).
 * Start at mine_page(). */
#include "core/codes.h"
#include "feature/client/client.h"
#include "feature/contact/contact.h"
#include "feature/placement/placement.h"
#include "feature/trajectory/trajectory.h"

enum { CONTACTS = 5, MAX_BLOCKS = 32 };
/* Blocks of features by their order: below FIRST before all else, from ASIDE on in the side column,
 * from LAST on below one's own details. */
enum { FIRST = 10, ASIDE = 45, LAST = 60 };

static bool sees(const struct req *r, enum field_group group)
{
    return gate_sees(&r->gate, group);
}

static const char *fill(struct req *r, enum text_id id, const char *a, const char *b)
{
    return text_fill(r->arena, r->lang, id, a, b, NULL, NULL);
}

/* ---- the trajectory -------------------------------------------------------------------------- */

static enum text_id phase_sentence(const char *phase)
{
    static const struct {
        const char *phase;
        enum text_id words;
    } sentences[] = {{"referred", TEXT_mine_referred},
                     {"orientation", TEXT_mine_orientation},
                     {"searching", TEXT_mine_searching},
                     {"working", TEXT_mine_working},
                     {"closed", TEXT_mine_closed}};

    for (size_t i = 0; i < COUNT(sentences); i++)
        if (!strcmp(sentences[i].phase, phase))
            return sentences[i].words;
    BUG("no sentence for the phase %s", phase);
}

static void show_now(struct req *r, const struct trajectory_fact *f)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p><p>%s</p>", T(mine_now),
         f->begins_on != DAY_NONE && strcmp(f->phase, "working") && strcmp(f->phase, "closed")
             ? fill(r, TEXT_mine_begins, page_day_long(r, f->begins_on), NULL)
             : text(r->lang, phase_sentence(f->phase)),
         *f->staff_name ? fill(r, TEXT_mine_specialist, f->staff_name, NULL)
                        : T(mine_no_specialist));
    if (*f->next_step)
        html(r->out, "<p><strong>%s</strong> %s%s%s</p>", T(mine_next), f->next_step,
             f->next_step_on == DAY_NONE ? "" : ", ", page_day_long(r, f->next_step_on));
    html(r->out, "</section>");
}

static void show_plan(struct req *r, const struct trajectory *t)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(mine_plan));
    if (*t->work_goal)
        html(r->out, "<p>%s</p><p class=\"lead\">“%s”</p>", T(mine_wish), t->work_goal);
    else
        html(r->out, "<p>%s</p>", T(mine_no_plan));
    if (t->started_on != DAY_NONE)
        html(r->out, "<p>%s</p>", fill(r, TEXT_mine_started, page_day(r, t->started_on), NULL));
    if (sees(r, GROUP_MONEY) && t->ends_on != DAY_NONE)
        html(r->out, "<p>%s</p>", fill(r, TEXT_mine_ends, page_day(r, t->ends_on), NULL));
    html(r->out, "</section>");
}

static void show_job(struct req *r, const struct placement *p)
{
    bool over = p->ended_on != DAY_NONE && p->ended_on <= r->today;
    int32_t last = over ? p->ended_on : placement_unpaid(p->kind) ? DAY_NONE : p->ends_on;

    html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s%s%s</p>",
         *p->employer_name ? p->employer_name : T(mine_own_business), p->job_title,
         *p->job_title && p->hours_week != NUMBER_NONE ? ", " : "",
         p->hours_week == NUMBER_NONE
             ? ""
             : fill(r, TEXT_mine_hours_week, page_hundredths(r, p->hours_week), NULL));
    if (p->wage_month != NUMBER_NONE)
        html(r->out, "<p>%s</p>", fill(r, TEXT_mine_wage, page_money(r, p->wage_month), NULL));
    html(r->out, "<p>%s%s%s</p>", fill(r, TEXT_mine_from, page_day(r, p->started_on), NULL),
         last == DAY_NONE ? "" : " ",
         last == DAY_NONE ? "" : fill(r, TEXT_mine_until, page_day(r, last), NULL));
    placement_countdown(r, p);
    html(r->out, "</div></li>");
}

static void show_work(struct req *r)
{
    struct placements all = placement_by_trajectory(r->db, r->arena, r->trajectory_id);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(mine_work));
    if (all.n)
        html(r->out, "<ul class=\"rows\">");
    else
        html(r->out, "<p>%s</p>", T(mine_no_work));
    for (size_t i = all.n; i-- > 0;)
        show_job(r, &all.at[i]);
    if (all.n)
        html(r->out, "</ul>");
    html(r->out, "</section>");
}

/* When, how long, with whom; never the notes. */
static void show_contacts(struct req *r)
{
    struct contacts list =
        contact_by_trajectory(r->db, r->arena, r->trajectory_id, DAY_NONE, CONTACTS);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(mine_contacts));
    if (list.n)
        html(r->out, "<ul class=\"rows\">");
    else
        html(r->out, "<p>%s</p>", T(mine_no_contacts));
    for (size_t i = 0; i < list.n; i++)
        html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s</p></div></li>",
             page_day(r, list.at[i].day),
             fill(r, TEXT_mine_contact, list.at[i].staff_name,
                  arena_fmt(r->arena, "%" PRId64, list.at[i].minutes)));
    if (list.n)
        html(r->out, "</ul>");
    html(r->out, "</section>");
}

/* ---- details --------------------------------------------------------------------------------- */

static void row(struct req *r, enum text_id label, const char *value)
{
    html(r->out, "<dt>%s</dt><dd>%s</dd>", text(r->lang, label), *value ? value : T(unknown));
}

static void show_details(struct req *r, const struct client *c)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2><dl>", T(mine_details));
    row(r, TEXT_mine_name, client_name(r->arena, c));
    row(r, TEXT_client_phone, page_phone(r, c->phone));
    row(r, TEXT_client_birth_on, page_day(r, c->birth_on));
    row(r, TEXT_client_email, c->email);
    if (sees(r, GROUP_DIAGNOSIS))
        row(r, TEXT_client_diagnosis,
            codes_label("diagnosis_dsm5_chapters", r->lang, c->diagnosis_chapter));
    html(r->out, "</dl><p>%s</p></section>", T(mine_wrong));
}

/* ---- blocks of the features ------------------------------------------------------------------ */

static void show_blocks(struct req *r, int from, int to)
{
    const struct feature *list[MAX_BLOCKS];
    size_t n = 0;

    for (const struct feature *const *f = features; *f && n < MAX_BLOCKS; f++) {
        size_t at = n;

        if (!(*f)->mine_block || (*f)->mine_order < from || (*f)->mine_order >= to ||
            !sees(r, (*f)->mine_group))
            continue;
        for (; at > 0 && list[at - 1]->mine_order > (*f)->mine_order; at--)
            list[at] = list[at - 1];
        list[at] = *f;
        n++;
    }
    for (size_t i = 0; i < n; i++) {
        html(r->out, "<section class=\"card\" id=\"%s\"><h2>%s</h2>", list[i]->name,
             text(r->lang, list[i]->mine_title));
        list[i]->mine_block(r);
        html(r->out, "</section>");
    }
}

static void mine_page(struct req *r)
{
    struct client c;
    struct trajectory t;
    struct trajectory_fact f;

    if (client_get(r->db, r->arena, r->client_id, &c) != OK ||
        trajectory_get(r->db, r->arena, r->trajectory_id, &t) != OK ||
        trajectory_fact_get(r->db, r->arena, r->trajectory_id, &f) != OK)
        BUG("the gate let through a client that is not there");
    page_begin(r, T(core_mine));
    html(r->out, "<p class=\"lead\">%s</p><div class=\"columns\"><div>",
         fill(r, TEXT_mine_welcome, c.given_name, NULL));
    show_blocks(r, INT_MIN, FIRST);
    if (sees(r, GROUP_TEAM))
        show_now(r, &f);
    if (sees(r, GROUP_PLAN))
        show_plan(r, &t);
    if (sees(r, GROUP_WORK))
        show_work(r);
    show_blocks(r, FIRST, ASIDE);
    html(r->out, "</div><div>");
    show_blocks(r, ASIDE, LAST);
    if (sees(r, GROUP_TIME))
        show_contacts(r);
    if (sees(r, GROUP_DETAILS))
        show_details(r, &c);
    show_blocks(r, LAST, INT_MAX);
    html(r->out, "</div></div>");
    page_end(r);
}

static const struct route routes[] = {
    {GET, "/mijn", mine_page, SCOPE_MINE, PERM_MINE, READ, ACCESS_READ, TEXT_core_mine, GROUP_NAME},
    {0}};

const struct feature mine_feature = {.name = "mine", .routes = routes};
