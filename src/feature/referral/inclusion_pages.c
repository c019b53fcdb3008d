/* inclusion_pages.c: the inclusion committee: its criteria, and a decision about one person.
 * Not: what follows from a decision (inclusion_sql.c).
 * Start at inclusion_form(). */
#include "feature/referral/referral.h"

enum { CRITERIA_MOST = 20, CRITERION_LENGTH = 200 };

/* ---- a decision ------------------------------------------------------------------------------ */

static const struct field fields[] = {
    F_DAY(struct inclusion, discussed_on, TEXT_inclusion_discussed_on,
          REQUIRED | PAST_ONLY | NARROW),
    F_NOTE(struct inclusion, members, TEXT_inclusion_members, REQUIRED, 500),
    F_CODE(struct inclusion, decision, TEXT_inclusion_decision, REQUIRED, inclusion_decisions),
    F_NOTE(struct inclusion, reason, TEXT_inclusion_reason, 0, 1000), F_END};

struct page {
    struct trajectory t;
    struct inclusion i;
    struct criteria criteria;
    struct form *f;
};

static bool load(struct req *r, struct page *page)
{
    if (trajectory_get(r->db, r->arena, r->trajectory_id, &page->t) != OK)
        BUG("the gate let through a trajectory that is not there");
    page->criteria = inclusion_criteria(r->db, r->arena, page->t.programme_id);
    if (!page->criteria.n) { /* no committee here */
        req_not_found(r);
        return false;
    }
    page->i =
        (struct inclusion){.trajectory_id = page->t.id,
                           .discussed_on = r->today,
                           .members = inclusion_last_members(r->db, r->arena, page->t.programme_id),
                           .decision = "",
                           .reason = ""};
    page->f = req_form(r, fields, &page->i);
    form_help(page->f, "members", TEXT_inclusion_members_help);
    form_help(page->f, "reason", TEXT_inclusion_reason_help);
    return true;
}

static const char *answer_name(struct req *r, const struct criterion *c)
{
    return arena_fmt(r->arena, "_c%" PRId64, c->id);
}

/* Nothing chosen is not known, and not known is no refusal. */
static void read_answers(struct req *r, struct page *page)
{
    for (size_t i = 0; i < page->criteria.n; i++) {
        struct criterion *c = &page->criteria.at[i];
        const char *answer = req_value(r, answer_name(r, c));

        c->answer = code_known(inclusion_answers, answer) ? answer : "unknown";
    }
}

static void show_criterion(struct req *r, const struct criterion *c)
{
    const char *name = answer_name(r, c);

    html(r->out,
         "<fieldset class=\"field\" role=\"radiogroup\"><legend>%s</legend><div class=\"chips\">",
         c->words);
    for (const struct code *code = inclusion_answers; code->code; code++)
        html(r->out,
             "<label><input type=\"radio\" name=\"%s\" value=\"%s\"%s><span>%s</span></label>",
             name, code->code,
             strcmp(code->code, *c->answer ? c->answer : "unknown") ? "" : " checked",
             text(r->lang, code->label));
    html(r->out, "</div></fieldset>");
}

static void show_form(struct req *r, const struct page *page)
{
    client_page_begin(r, T(inclusion_title), page->f);
    html(r->out, "<p class=\"lead\">%s</p>", T(inclusion_lead));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/commissie", r->client_id);
    form_show_field(r->out, page->f, "discussed_on");
    form_show_field(r->out, page->f, "members");
    for (size_t i = 0; i < page->criteria.n; i++)
        show_criterion(r, &page->criteria.at[i]);
    form_show_field(r->out, page->f, "decision");
    form_show_field(r->out, page->f, "reason");
    client_form_end(r);
    page_end(r);
}

void inclusion_form(struct req *r)
{
    struct page page;

    if (load(r, &page))
        show_form(r, &page);
}

static void check(const struct page *page)
{
    const struct inclusion *i = &page->i;
    bool stays = !strcmp(i->decision, "included") || !strcmp(i->decision, "postponed");

    if (strcmp(i->decision, "included") != 0 && !*i->reason)
        form_error(page->f, "reason", TEXT_inclusion_reason_needed);
    if (i->discussed_on < page->t.referred_on)
        form_error(page->f, "discussed_on", TEXT_trajectory_order);
    if (page->t.closed_on != DAY_NONE)
        form_error(page->f, NULL, TEXT_referral_closed);
    else if (!stays && page->t.started_on != DAY_NONE)
        form_error(page->f, "decision", TEXT_referral_started);
}

void inclusion_save(struct req *r)
{
    struct page page;

    if (!load(r, &page))
        return;
    bool fine = req_form_read(r, page.f);
    read_answers(r, &page);
    if (fine)
        check(&page);
    if (form_error_count(page.f)) {
        req_invalid(r);
        show_form(r, &page);
        return;
    }
    if (inclusion_add(r, &page.i, &page.criteria) != OK)
        BUG("a decision that was checked is refused");
    req_flash(r, TEXT_inclusion_saved);
    req_redirect(r, "/deelnemers/%" PRId64 "/dossier", r->client_id);
}

/* ---- in the block of the referral ------------------------------------------------------------ */

/* The members stand one a line; in a sentence, commas. */
static const char *in_a_line(struct arena *a, const char *lines)
{
    const char *out = "";

    while (*lines) {
        size_t n = strcspn(lines, "\n");

        out = arena_fmt(a, "%s%s%.*s", out, *out ? ", " : "", (int)n, lines);
        lines += n + (lines[n] == '\n');
    }
    return out;
}

static void show_decision(struct req *r, const struct inclusion *i)
{
    struct criteria answers = inclusion_answered(r->db, r->arena, i->id);

    html(r->out, "<h3>%s</h3><p><strong>%s</strong>%s%s</p><p class=\"small muted\">%s</p>",
         text_fill(r->arena, r->lang, TEXT_inclusion_on, page_day(r, i->discussed_on), NULL, NULL,
                   NULL),
         code_text(r->lang, inclusion_decisions, i->decision), *i->reason ? ": " : "", i->reason,
         text_fill(r->arena, r->lang, TEXT_inclusion_by, in_a_line(r->arena, i->members), NULL,
                   NULL, NULL));
    html(r->out, "<details><summary>%s</summary><dl>", T(inclusion_criteria));
    for (size_t k = 0; k < answers.n; k++)
        html(r->out, "<dt>%s</dt><dd>%s</dd>", answers.at[k].words,
             code_text(r->lang, inclusion_answers, answers.at[k].answer));
    html(r->out, "</dl></details>");
}

void inclusion_show(struct req *r, const struct trajectory *t)
{
    struct criteria criteria = inclusion_criteria(r->db, r->arena, t->programme_id);
    struct inclusions list = inclusion_history(r->db, r->arena, t->id);

    for (size_t i = 0; i < list.n; i++)
        show_decision(r, &list.at[i]);
    if (criteria.n && t->closed_on == DAY_NONE && gate_may_change(&r->gate, GROUP_PLAN))
        html(r->out,
             "<p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/commissie\">%s</a></p>",
             r->client_id, T(inclusion_title));
}

/* ---- the criteria of a programme ------------------------------------------------------------- */

struct committee {
    const char *criteria; /* one a line */
};

static const struct field committee_fields[] = {
    F_NOTE(struct committee, criteria, TEXT_committee_criteria, 0, CRITERIA_MOST *CRITERION_LENGTH),
    F_END};

static struct form *committee_of(struct req *r, struct committee *c)
{
    struct criteria now = inclusion_criteria(r->db, r->arena, r->user->programme_id);

    c->criteria = "";
    for (size_t i = 0; i < now.n; i++)
        c->criteria = arena_fmt(r->arena, "%s%s%s", c->criteria, i ? "\n" : "", now.at[i].words);
    struct form *f = req_form(r, committee_fields, c);
    form_help(f, "criteria", TEXT_committee_help);
    return f;
}

static void show_committee(struct req *r, struct form *f)
{
    struct frame_link crumbs[] = {{"/aanmeldingen", T(referral_list), NULL, 0}};
    struct frame frame = page_frame(r, T(committee_title));

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    html(r->out, "<p class=\"lead\">%s</p>", T(committee_lead));
    page_form_begin(r, "fields", "/aanmeldingen/commissie");
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/aanmeldingen\">%s</a></div></form>",
         T(save), T(cancel));
    page_end(r);
}

void inclusion_committee_form(struct req *r)
{
    struct committee c;

    show_committee(r, committee_of(r, &c));
}

/* The lines that say something; each once. */
static const char **lines_of(struct arena *a, const char *typed, size_t *n, bool *too_long)
{
    const char **lines = ARENA_ARRAY(a, const char *, CRITERIA_MOST + 1);

    *n = 0;
    *too_long = false;
    while (*typed && *n <= CRITERIA_MOST) {
        size_t length = strcspn(typed, "\n"), from = 0, to = length;
        bool known = false;

        while (from < to && typed[from] == ' ')
            from++;
        while (to > from && typed[to - 1] == ' ')
            to--;
        const char *line = arena_strn(a, typed + from, to - from);
        for (size_t i = 0; i < *n; i++)
            known |= !strcmp(lines[i], line);
        *too_long |= to - from > CRITERION_LENGTH;
        if (*line && !known)
            lines[(*n)++] = line;
        typed += length + (typed[length] == '\n');
    }
    return lines;
}

void inclusion_committee_save(struct req *r)
{
    struct committee c;
    struct form *f = committee_of(r, &c);
    bool fine = req_form_read(r, f), too_long;
    size_t n;
    const char **lines = lines_of(r->arena, c.criteria, &n, &too_long);

    if (fine && (n > CRITERIA_MOST || too_long))
        form_error(f, "criteria", TEXT_committee_too_many);
    if (form_error_count(f)) {
        req_invalid(r);
        show_committee(r, f);
        return;
    }
    inclusion_set_criteria(r, r->user->programme_id, lines, n);
    req_flash(r, n ? TEXT_committee_saved : TEXT_committee_none);
    req_redirect(r, "/aanmeldingen");
}
