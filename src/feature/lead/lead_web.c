/* lead_web.c: the leads of one client: the blocks on the tab "Werk zoeken", a lead and its stages,
 * an employer the client spoke alone.
 * Not: recording the work a lead became (feature/placement), other pages (lead_show.c).
 * Start at leads_block(). */
#include "feature/client/client.h"
#include "feature/contact/contact.h"
#include "feature/employer/employer.h"
#include "feature/lead/lead.h"

enum { TALKS = 20, TALKS_COUNTED = 200 };

static const char *fill(struct req *r, enum text_id id, const char *a, const char *b)
{
    return text_fill(r->arena, r->lang, id, a, b, NULL, NULL);
}

static bool may_change(const struct req *r)
{
    return gate_may_change(&r->gate, GROUP_PLAN);
}

static struct trajectory trajectory_of(struct req *r)
{
    struct trajectory t;

    if (trajectory_get(r->db, r->arena, r->trajectory_id, &t) != OK)
        BUG("the gate let through a trajectory that is not there");
    return t;
}

static const char *closed_words(struct req *r, const struct trajectory *t)
{
    return fill(r, TEXT_lead_closed, page_day(r, t->closed_on), NULL);
}

/* ---- one lead in a list ---------------------------------------------------------------------- */

static const char *fits_words(struct req *r, const struct lead *l)
{
    if (!strcmp(l->fits, "yes"))
        return T(lead_fits_is_yes);
    if (!strcmp(l->fits, "partly"))
        return T(lead_fits_is_partly);
    return *l->fits ? fill(r, TEXT_lead_fits_is_no, l->why_on, NULL) : "";
}

static void show_point(struct req *r, const char *words)
{
    if (*words)
        html(r->out, "<li>%s</li>", words);
}

static void show_points(struct req *r, const struct lead *l, const struct lead_talks *talks)
{
    int64_t n = 0;

    for (size_t i = 0; i < talks->n; i++)
        n += l->employer_id && talks->at[i].employer_id == l->employer_id;
    html(r->out, "<ul class=\"tags\">");
    show_point(r, fits_words(r, l));
    if (*l->disclosure)
        show_point(r, fill(r, TEXT_lead_disclosure_is,
                           code_text(r->lang, lead_disclosures, l->disclosure), NULL));
    show_point(r, code_text(r->lang, lead_sources, l->source));
    if (n)
        show_point(r, text_count(r->arena, r->lang, TEXT_lead_talks_n, n));
    html(r->out, "</ul>");
}

static const char *stage_words(struct req *r, const struct lead *l)
{
    const char *stage = code_text(r->lang, lead_stages, l->stage);

    if (!strcmp(l->stage, "dropped"))
        stage =
            arena_fmt(r->arena, "%s (%s)", stage, code_text(r->lang, lead_drop_reasons, l->reason));
    return fill(r, TEXT_lead_since, stage, page_day(r, l->stage_on));
}

static enum text_id do_words(const char *stage)
{
    static const struct code words[] = {
        {"contacted", TEXT_lead_do_contacted}, {"applied", TEXT_lead_do_applied},
        {"interview", TEXT_lead_do_interview}, {"offer", TEXT_lead_do_offer},
        {"started", TEXT_lead_do_started},     {0}};

    for (const struct code *c = words; c->code; c++)
        if (!strcmp(c->code, stage))
            return c->label;
    BUG("no words to take the stage %s", stage);
}

/* The usual next stage with one press, today; starting is recording the work. */
static void show_next(struct req *r, const struct lead *l)
{
    const char *next = lead_next_stage(l->stage), *label = text(r->lang, do_words(next));

    html(r->out, "<div class=\"acts wrap\">");
    if (!strcmp(next, "started"))
        html(r->out,
             "<a class=\"button\" href=\"/deelnemers/%" PRId64 "/werk/nieuw?kans=%" PRId64
             "\">%s<span class=\"sr\">: %s</span></a>",
             r->client_id, l->id, label, lead_title(r->arena, l));
    if (strcmp(next, "started") != 0 && l->employer_id) {
        html(r->out,
             "<form method=\"post\" action=\"/deelnemers/%" PRId64 "/kansen/%" PRId64 "/stap\">",
             r->client_id, l->id);
        page_csrf(r);
        html(r->out,
             "<input type=\"hidden\" name=\"stage\" value=\"%s\"><input type=\"hidden\""
             " name=\"version\" value=\"%" PRId64 "\"><button class=\"quiet\">%s"
             "<span class=\"sr\">: %s</span></button></form>",
             next, l->version, label, lead_title(r->arena, l));
    }
    html(r->out,
         "<a class=\"later\" href=\"/deelnemers/%" PRId64 "/kansen/%" PRId64 "#stap\">%s"
         "<span class=\"sr\">: %s</span></a></div>",
         r->client_id, l->id, T(lead_other_step), lead_title(r->arena, l));
}

static void show_lead(struct req *r, const struct lead *l, const struct lead_talks *talks,
                      bool running)
{
    html(r->out,
         "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64 "/kansen/%" PRId64
         "\">%s</a><p>%s</p>",
         r->client_id, l->id, lead_title(r->arena, l), stage_words(r, l));
    if (*l->next_step)
        html(r->out, "<p class=\"say\">%s%s<span class=\"day%s\">%s</span></p>",
             fill(r, TEXT_lead_next, l->next_step, NULL), l->next_on == DAY_NONE ? "" : ", ",
             l->next_on != DAY_NONE && l->next_on < r->today ? " warn" : "",
             page_day(r, l->next_on));
    show_points(r, l, talks);
    html(r->out, "</div>");
    if (lead_is_open(l) && running && may_change(r))
        show_next(r, l);
    if (l->placement_id && gate_may_change(&r->gate, GROUP_WORK))
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "/werk/%" PRId64 "\">%s</a>", r->client_id,
             l->placement_id, T(lead_work));
    html(r->out, "</li>");
}

/* ---- the blocks on the tab ------------------------------------------------------------------- */

/* The first one that was spoken face to face, among the talks at hand. */
static const struct lead_talk *first_met(const struct trajectory_fact *f,
                                         const struct lead_talks *talks)
{
    for (size_t i = talks->n; i-- > 0;)
        if (talks->at[i].day == f->first_employer_on && !strcmp(talks->at[i].mode, "face_to_face"))
            return &talks->at[i];
    return NULL;
}

/* A plain number of days; by whom and where, for who may read contacts. */
static void show_clock(struct req *r, const struct lead_talks *talks)
{
    struct trajectory_fact f;
    bool met;

    if (trajectory_fact_get(r->db, r->arena, r->trajectory_id, &f) != OK ||
        f.started_on == DAY_NONE)
        return;
    const char *days = text_count(r->arena, r->lang, TEXT_days, lead_clock(&f, r->today, &met));
    const struct lead_talk *first = met ? first_met(&f, talks) : NULL;
    html(r->out, "<p>%s</p><p class=\"big%s\">%s</p><p>%s</p>", T(lead_clock),
         trajectory_waits(&f) ? " warn" : "",
         met ? days : fill(r, TEXT_lead_clock_day_yet, days, NULL),
         !met    ? fill(r, TEXT_lead_clock_not, page_day(r, f.started_on), NULL)
         : first ? fill(r, TEXT_lead_clock_met, page_day(r, first->day),
                        first->alone ? T(lead_clock_client) : first->staff_name)
                 : fill(r, TEXT_lead_clock_met_day, page_day(r, f.first_employer_on), NULL));
}

static void show_buttons(struct req *r, const struct trajectory *t)
{
    bool talks = gate_may_change(&r->gate, GROUP_NOTES);

    if (t->closed_on != DAY_NONE) {
        html(r->out, "<div class=\"next-step\"><p>%s</p></div>", closed_words(r, t));
        return;
    }
    html(r->out, "<div class=\"buttons\">");
    if (may_change(r))
        html(r->out, "<a class=\"button\" href=\"/deelnemers/%" PRId64 "/kansen/nieuw\">%s</a>",
             r->client_id, T(lead_new));
    if (talks)
        html(r->out,
             "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64
             "/contact?met=werkgever\">%s</a>",
             r->client_id, T(lead_log));
    if (may_change(r) && user_may(r->user, PERM_EMPLOYER_READ))
        html(r->out,
             "<a class=\"button quiet\" href=\"/werkgevers/wie-kent?voor=%" PRId64 "\">%s</a>",
             r->client_id, T(lead_who_knows));
    html(r->out, "</div>");
}

static void show_leads(struct req *r, const struct leads *all, const struct lead_talks *talks,
                       bool running)
{
    size_t dropped = 0;

    for (size_t i = 0; i < all->n; i++)
        dropped += !strcmp(all->at[i].stage, "dropped");
    if (all->n > dropped)
        html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < all->n - dropped; i++) /* they come last */
        show_lead(r, &all->at[i], talks, running);
    if (all->n > dropped)
        html(r->out, "</ul>");
    if (!dropped)
        return;
    html(r->out, "<details><summary>%s</summary><ul class=\"rows\">",
         text_count(r->arena, r->lang, TEXT_lead_dropped_n, (int64_t)dropped));
    for (size_t i = all->n - dropped; i < all->n; i++)
        show_lead(r, &all->at[i], talks, running);
    html(r->out, "</ul></details>");
}

static void leads_block(struct req *r)
{
    struct trajectory t = trajectory_of(r);
    struct leads all = lead_by_trajectory(r->db, r->arena, r->trajectory_id);
    struct lead_talks talks = {0};

    if (gate_sees(&r->gate, GROUP_NOTES))
        talks = lead_talks(r->db, r->arena, r->trajectory_id, TALKS_COUNTED);
    show_clock(r, &talks);
    show_buttons(r, &t);
    if (!all.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(lead_empty));
    show_leads(r, &all, &talks, t.closed_on == DAY_NONE);
}

static void show_talk(struct req *r, const struct lead_talk *k)
{
    const char *name = *k->employer_name ? k->employer_name : T(lead_talk_unknown);

    html(r->out, "<li><div class=\"what\">");
    if (k->employer_id && user_may(r->user, PERM_EMPLOYER_READ))
        html(r->out, "<a href=\"/werkgevers/%" PRId64 "\">%s</a>", k->employer_id, name);
    else
        html(r->out, "<strong>%s</strong>", name);
    html(r->out, "<p><span class=\"day\">%s</span> · %s · %s</p>", page_day(r, k->day),
         k->alone ? T(lead_talk_alone) : k->staff_name, code_text(r->lang, contact_modes, k->mode));
    html_lines(r->out, k->note);
    html(r->out, "</div>");
    if (k->alone && gate_may_change(&r->gate, GROUP_NOTES)) {
        page_form_begin(r, "acts", "/deelnemers/%" PRId64 "/gesproken/%" PRId64 "/verwijder",
                        r->client_id, k->id);
        html(r->out,
             "<button class=\"quiet danger\">%s<span class=\"sr\">: %s %s</span></button></form>",
             T(remove), name, page_day(r, k->day));
    }
    html(r->out, "</li>");
}

static void talks_block(struct req *r)
{
    struct lead_talks talks = lead_talks(r->db, r->arena, r->trajectory_id, TALKS);

    if (talks.n)
        html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < talks.n; i++)
        show_talk(r, &talks.at[i]);
    if (talks.n)
        html(r->out, "</ul>");
    else
        html(r->out, "<p class=\"empty\">%s</p>", T(lead_talks_empty));
    if (talks.more)
        html(r->out, "<p class=\"left-out\">%s</p>",
             fill(r, TEXT_lead_talks_more, arena_fmt(r->arena, "%d", TALKS), NULL));
    if (gate_may_change(&r->gate, GROUP_NOTES))
        html(r->out,
             "<p><a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/gesproken\">%s</a></p>",
             r->client_id, T(lead_visit_new));
}

/* ---- the form of a lead ---------------------------------------------------------------------- */

static const struct field fields[] = {
    F_ID(struct lead, employer_id, TEXT_lead_employer, 0),
    F_TEXT(struct lead, job_title, TEXT_lead_job_title, 0, 150),
    F_CODE(struct lead, stage, TEXT_lead_stage, REQUIRED | CHIPS, lead_open_stages),
    F_DAY(struct lead, stage_on, TEXT_lead_stage_on, REQUIRED | PAST_ONLY | NARROW),
    F_CODE(struct lead, source, TEXT_lead_source, NARROW, lead_sources),
    F_CODE(struct lead, fits, TEXT_lead_fits, CHIPS, lead_fits),
    F_TEXT(struct lead, why_on, TEXT_lead_why_on, 0, 500),
    F_CODE(struct lead, disclosure, TEXT_lead_disclosure, CHIPS, lead_disclosures),
    F_TEXT(struct lead, next_step, TEXT_lead_next_step, NARROW, 300),
    F_DAY(struct lead, next_on, TEXT_lead_next_on, NARROW),
    F_NOTE(struct lead, note, TEXT_lead_note, 0, 2000),
    F_HIDDEN_ID(struct lead, version),
    F_END};

/* Of one that is there: its stage goes by steps. */
static struct form *lead_form(struct req *r, struct lead *l)
{
    struct field *asked = ARENA_ARRAY(r->arena, struct field, COUNT(fields));
    size_t n = 0;

    for (const struct field *f = fields; f->name; f++)
        if (!l->id || strncmp(f->name, "stage", 5) != 0)
            asked[n++] = *f;
    struct form *f = req_form(r, asked, l);
    form_suggest(f, "employer_id", "/werkgevers/zoek?q=", l->employer_id ? l->employer_name : NULL);
    form_help(f, "employer_id", TEXT_lead_employer_help);
    form_help(f, "fits", TEXT_lead_fits_help);
    form_help(f, "disclosure", TEXT_lead_disclosure_help);
    return f;
}

/* An empty one, for the employer and job of the address when there are any. */
static struct lead lead_empty(struct req *r)
{
    struct employer e;
    const char *job = req_query(r, "functie");
    struct lead l = {.trajectory_id = r->trajectory_id,
                     .job_title = strlen(job) <= 150 ? job : "",
                     .stage = "idea",
                     .stage_on = r->today,
                     .reason = "",
                     .source = "",
                     .disclosure = "",
                     .fits = "",
                     .why_on = "",
                     .note = "",
                     .next_step = "",
                     .next_on = DAY_NONE,
                     .version = 0,
                     .employer_name = "",
                     .employer_place = ""};

    if (employer_get(r->db, r->arena, req_query_id(r, "werkgever"), &e) == OK &&
        e.organisation_id == r->user->organisation_id && !e.merged_into) {
        l.employer_id = e.id;
        l.employer_name = e.name;
    }
    return l;
}

static bool lead_load(struct req *r, struct lead *l)
{
    if (lead_get(r->db, r->arena, r->trajectory_id, r->id, l) == OK)
        return true;
    req_not_found(r);
    return false;
}

static void check_new(struct req *r, struct form *f, const struct lead *l)
{
    struct trajectory t = trajectory_of(r);

    if (l->stage_on < t.referred_on)
        form_error(f, "stage_on", TEXT_lead_before_referral);
    if (t.closed_on != DAY_NONE)
        form_error_text(f, NULL, closed_words(r, &t));
}

static void check_lead(struct form *f, const struct lead *l)
{
    bool idea = !strcmp(l->stage, "idea") || !strcmp(l->stage, "dropped");

    if (!l->employer_id && !form_wrong(f, "employer_id")) {
        if (!*l->job_title)
            form_error(f, "job_title", TEXT_lead_what_needed);
        else if (!idea)
            form_error(f, "employer_id", TEXT_lead_employer_needed);
    }
    if (!strcmp(l->fits, "no") && !*l->why_on)
        form_error(f, "why_on", TEXT_lead_why_on_needed);
    if (l->next_on != DAY_NONE && !*l->next_step)
        form_error(f, "next_step", TEXT_lead_next_needed);
}

/* The wishes, to hold the lead against: the block of the profile, which comes after this feature.
 */
static void show_wishes(struct req *r)
{
    for (const struct feature *const *f = features; *f; f++)
        for (const struct client_block *b = (*f)->client_blocks; b && b->draw; b++)
            if (b->tab == TAB_PROFILE && !strcmp(b->name, "wensen") &&
                gate_sees(&r->gate, b->group)) {
                html(r->out, "<section class=\"card\" id=\"wensen\"><h2>%s</h2>",
                     text(r->lang, b->title));
                b->draw(r);
                html(r->out, "</section>");
            }
}

/* The new one. */
static void show_new(struct req *r, const struct form *f, int64_t employer_id, const char *unknown)
{
    struct trajectory t = trajectory_of(r);

    client_page_begin(r, T(lead_new), f);
    if (t.closed_on != DAY_NONE && !form_error_count(f))
        html(r->out, "<div class=\"next-step\"><p>%s</p></div>", closed_words(r, &t));
    html(r->out, "<div class=\"columns\"><div>");
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/kansen/nieuw", r->client_id);
    employer_heed_show(r, employer_id);
    form_show_fields(r->out, f);
    employer_pick_offer(r, unknown);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/deelnemers/%" PRId64
         "/zoeken\">%s</a></div></form>",
         T(save), r->client_id, T(cancel));
    html(r->out, "</div><div>");
    show_wishes(r);
    html(r->out, "</div></div>");
    page_end(r);
}

static void new_form(struct req *r)
{
    struct lead l = lead_empty(r);

    show_new(r, lead_form(r, &l), l.employer_id, NULL);
}

static void new_save(struct req *r)
{
    struct lead l = lead_empty(r);
    struct form *f = lead_form(r, &l);
    const char *unknown = NULL;

    if (req_form_read(r, f)) {
        employer_pick(r, f, "employer_id", &l.employer_id, &unknown);
        check_lead(f, &l);
        check_new(r, f, &l);
        employer_heed_check(r, f, "employer_id", l.employer_id, false);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_new(r, f, l.employer_id, unknown);
        return;
    }
    lead_add(r, &l);
    req_flash_undo(r, TEXT_lead_added,
                   arena_fmt(r->arena, "/deelnemers/%" PRId64 "/kansen/%" PRId64 "/terug",
                             r->client_id, l.id));
    req_redirect(r, "/deelnemers/%" PRId64 "/zoeken", r->client_id);
}

/* ---- one lead: its form, its stages ---------------------------------------------------------- */

struct step {
    const char *stage;
    int32_t on;
    const char *reason;
    int64_t version;
};

static const struct field step_fields[] = {
    F_CODE(struct step, stage, TEXT_lead_which, REQUIRED, lead_stages),
    F_DAY(struct step, on, TEXT_lead_on, REQUIRED | PAST_ONLY),
    F_CODE(struct step, reason, TEXT_lead_reason, 0, lead_drop_reasons),
    F_HIDDEN_ID(struct step, version), F_END};

static struct form *step_form(struct req *r, const struct lead *l, struct step *s)
{
    *s = (struct step){
        .stage = lead_next_stage(l->stage), .on = r->today, .reason = "", .version = l->version};
    return req_form(r, step_fields, s);
}

static void show_history(struct req *r, const struct lead *l)
{
    size_t n;
    const struct lead_stage *list = lead_history(r->db, r->arena, l->id, &n);

    html(r->out, "<section class=\"card\"><h2>%s</h2><ol class=\"timeline\">", T(lead_history));
    for (size_t i = n; i-- > 0;)
        html(r->out, "<li><p class=\"when\">%s</p><h3>%s%s%s</h3></li>",
             fill(r, TEXT_lead_by, page_day(r, list[i].from_on), list[i].staff_name),
             code_text(r->lang, lead_stages, list[i].stage), *list[i].reason ? ": " : "",
             *list[i].reason ? code_text(r->lang, lead_drop_reasons, list[i].reason) : "");
    html(r->out, "</ol>");
    if (l->placement_id && gate_may_change(&r->gate, GROUP_WORK))
        html(r->out, "<p><a href=\"/deelnemers/%" PRId64 "/werk/%" PRId64 "\">%s</a></p>",
             r->client_id, l->placement_id, T(lead_work));
    if (may_change(r) && (n > 1 || l->version == 1)) {
        page_form_begin(r, "buttons", "/deelnemers/%" PRId64 "/kansen/%" PRId64 "/terug",
                        r->client_id, l->id);
        html(r->out, "<button class=\"quiet\">%s</button></form>", T(lead_undo));
        if (l->placement_id)
            html(r->out, "<p class=\"help\">%s</p>", T(lead_undo_keeps));
    }
    html(r->out, "</section>");
}

static void show_step(struct req *r, const struct lead *l, const struct form *step)
{
    html(r->out, "<section class=\"card\" id=\"stap\"><h2>%s</h2><p>%s</p>", T(lead_step),
         stage_words(r, l));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/kansen/%" PRId64 "/stap", r->client_id,
                    l->id);
    form_show_fields(r->out, step);
    html(r->out, "<div class=\"buttons\"><button>%s</button>", T(save));
    if (l->employer_id && gate_may_change(&r->gate, GROUP_NOTES))
        html(r->out,
             "<a href=\"/deelnemers/%" PRId64 "/contact?met=werkgever&amp;werkgever=%" PRId64
             "\">%s</a>",
             r->client_id, l->employer_id, T(lead_log_this));
    html(r->out, "</div></form></section>");
}

/* What a reader sees who may not change it. */
static void show_read(struct req *r, const struct lead *l)
{
    html(r->out, "<section class=\"card\"><h2>%s</h2>", stage_words(r, l));
    show_points(r, l, &(struct lead_talks){0});
    if (*l->next_step)
        html(r->out, "<p>%s %s</p>", fill(r, TEXT_lead_next, l->next_step, NULL),
             page_day(r, l->next_on));
    html_lines(r->out, l->note);
    html(r->out, "</section>");
}

/* form, step: with messages, or fresh; the step NULL when the trajectory is closed. */
static void show_one(struct req *r, const struct lead *l, const struct form *form,
                     const struct form *step, int64_t employer_id, const char *unknown)
{
    client_page_begin(r, lead_title(r->arena, l), form_error_count(form) ? form : step);
    html(r->out, "<div class=\"columns\"><div>");
    if (may_change(r)) {
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/kansen/%" PRId64, r->client_id,
                        l->id);
        employer_heed_show(r, employer_id);
        form_show_fields(r->out, form);
        employer_pick_offer(r, unknown);
        html(r->out,
             "<div class=\"buttons\"><button>%s</button><a href=\"/deelnemers/%" PRId64
             "/zoeken\">%s</a></div></form>",
             T(save), r->client_id, T(cancel));
    } else {
        show_read(r, l);
    }
    html(r->out, "</div><div>");
    if (may_change(r) && step)
        show_step(r, l, step);
    if (may_change(r))
        show_wishes(r);
    show_history(r, l);
    html(r->out, "</div></div>");
    page_end(r);
}

static const struct form *open_step(struct req *r, const struct lead *l, struct step *s)
{
    return trajectory_of(r).closed_on == DAY_NONE ? step_form(r, l, s) : NULL;
}

static void one_page(struct req *r)
{
    struct lead l;
    struct step s;

    if (lead_load(r, &l))
        show_one(r, &l, lead_form(r, &l), open_step(r, &l, &s), l.employer_id, NULL);
}

static void one_save(struct req *r)
{
    struct lead was, l;
    struct step s;
    const char *unknown = NULL;

    if (!lead_load(r, &was))
        return;
    l = was;
    struct form *f = lead_form(r, &l);
    if (req_form_read(r, f)) {
        employer_pick(r, f, "employer_id", &l.employer_id, &unknown);
        check_lead(f, &l);
        if (l.employer_id != was.employer_id)
            employer_heed_check(r, f, "employer_id", l.employer_id, false);
    }
    if (!form_error_count(f) && lead_change(r, &l) == STALE)
        form_error(f, NULL, TEXT_lead_stale);
    if (form_error_count(f)) {
        req_invalid(r);
        show_one(r, &was, f, open_step(r, &was, &s), l.employer_id, unknown);
        return;
    }
    req_flash(r, TEXT_lead_saved);
    req_redirect(r, "/deelnemers/%" PRId64 "/zoeken", r->client_id);
}

static void check_step(struct req *r, struct form *f, const struct lead *l, const struct step *s)
{
    struct trajectory t = trajectory_of(r);
    bool dropped = !strcmp(s->stage, "dropped");

    if (t.closed_on != DAY_NONE)
        form_error_text(f, NULL, closed_words(r, &t));
    if (!strcmp(s->stage, l->stage))
        form_error(f, "stage", TEXT_lead_same_stage);
    if (!l->employer_id && !dropped && strcmp(s->stage, "idea") != 0)
        form_error(f, "stage", TEXT_lead_employer_needed);
    if (dropped && !*s->reason)
        form_error(f, "reason", TEXT_lead_reason_needed);
    if (!dropped && *s->reason)
        form_error(f, "reason", TEXT_lead_reason_alone);
    if (s->on < l->stage_on)
        form_error(f, "on", TEXT_lead_on_early);
}

static void step_save(struct req *r)
{
    struct lead l;
    struct step s;

    if (!lead_load(r, &l))
        return;
    struct form *f = step_form(r, &l, &s);
    if (req_form_read(r, f) && s.version != l.version) { /* asked anew, of what is there now */
        f = step_form(r, &l, &s);
        form_error(f, NULL, TEXT_lead_stale_step);
    } else if (!form_error_count(f)) {
        check_step(r, f, &l, &s);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_one(r, &l, lead_form(r, &l), f, l.employer_id, NULL);
        return;
    }
    if (!strcmp(s.stage, "started")) { /* it starts when the work is recorded */
        req_redirect(r, "/deelnemers/%" PRId64 "/werk/nieuw?kans=%" PRId64, r->client_id, l.id);
        return;
    }
    lead_step(r, &l, s.stage, s.on, s.reason);
    req_flash_undo(r, TEXT_lead_moved,
                   arena_fmt(r->arena, "/deelnemers/%" PRId64 "/kansen/%" PRId64 "/terug",
                             r->client_id, l.id));
    req_redirect(r, "/deelnemers/%" PRId64 "/zoeken", r->client_id);
}

static void step_back(struct req *r)
{
    struct lead l;
    size_t n;

    if (!lead_load(r, &l))
        return;
    (void)lead_history(r->db, r->arena, l.id, &n);
    if (lead_step_back(r, &l) != OK) {
        req_error_page(r, 409, TEXT_lead_back_not, TEXT_lead_back_why);
        return;
    }
    req_flash(r, n > 1 ? TEXT_lead_back : TEXT_lead_removed);
    req_redirect(r, "/deelnemers/%" PRId64 "/zoeken", r->client_id);
}

/* ---- the client spoke an employer alone ------------------------------------------------------ */

static const struct field visit_fields[] = {
    F_ID(struct client_visit, employer_id, TEXT_lead_employer, REQUIRED),
    F_DAY(struct client_visit, day, TEXT_lead_visit_day, REQUIRED | PAST_ONLY),
    F_CODE(struct client_visit, mode, TEXT_contact_mode, REQUIRED | CHIPS, contact_modes),
    F_NOTE(struct client_visit, note, TEXT_lead_visit_note, 0, 2000), F_END};

static struct form *visit_form_of(struct req *r, struct client_visit *v)
{
    *v = (struct client_visit){
        .trajectory_id = r->trajectory_id, .day = r->today, .mode = "face_to_face", .note = ""};
    struct form *f = req_form(r, visit_fields, v);
    form_suggest(f, "employer_id", "/werkgevers/zoek?q=", NULL);
    return f;
}

static void show_visit(struct req *r, const struct form *f, const char *unknown)
{
    client_page_begin(r, T(lead_visit_new), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(lead_visit_what));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/gesproken", r->client_id);
    form_show_fields(r->out, f);
    employer_pick_offer(r, unknown);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/deelnemers/%" PRId64
         "/zoeken\">%s</a></div></form>",
         T(save), r->client_id, T(cancel));
    page_end(r);
}

static void visit_form(struct req *r)
{
    struct client_visit v;

    show_visit(r, visit_form_of(r, &v), NULL);
}

static void visit_save(struct req *r)
{
    struct client_visit v;
    struct form *f = visit_form_of(r, &v);
    struct trajectory t = trajectory_of(r);
    const char *unknown = NULL;

    if (req_form_read(r, f)) {
        if (v.day < t.referred_on)
            form_error(f, "day", TEXT_lead_before_referral);
        if (t.closed_on != DAY_NONE && v.day > t.closed_on)
            form_error_text(f, NULL, closed_words(r, &t));
        employer_pick(r, f, "employer_id", &v.employer_id, &unknown);
        if (!v.employer_id && !form_wrong(f, "employer_id"))
            form_error(f, "employer_id", TEXT_error_missing);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_visit(r, f, unknown);
        return;
    }
    client_visit_add(r, &v);
    req_flash_undo(r, TEXT_lead_visit_saved,
                   arena_fmt(r->arena, "/deelnemers/%" PRId64 "/gesproken/%" PRId64 "/verwijder",
                             r->client_id, v.id));
    req_redirect(r, "/deelnemers/%" PRId64 "/zoeken", r->client_id);
}

static void visit_remove(struct req *r)
{
    if (client_visit_remove(r, r->id) != OK) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_lead_visit_removed);
    req_redirect(r, "/deelnemers/%" PRId64 "/zoeken", r->client_id);
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/kansen/nieuw", new_form, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_lead_new, GROUP_PLAN},
    {POST, "/deelnemers/:client/kansen/nieuw", new_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_lead_new, GROUP_PLAN},
    {GET, "/deelnemers/:client/kansen/:id", one_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_READ, TEXT_lead_change, GROUP_PLAN},
    {POST, "/deelnemers/:client/kansen/:id", one_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_lead_change, GROUP_PLAN},
    {POST, "/deelnemers/:client/kansen/:id/stap", step_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_lead_step, GROUP_PLAN},
    {POST, "/deelnemers/:client/kansen/:id/terug", step_back, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     WRITE, ACCESS_CHANGE, TEXT_lead_undo, GROUP_PLAN},
    {GET, "/deelnemers/:client/gesproken", visit_form, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_lead_visit_new, GROUP_NOTES},
    {POST, "/deelnemers/:client/gesproken", visit_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_lead_visit_new, GROUP_NOTES},
    {POST, "/deelnemers/:client/gesproken/:id/verwijder", visit_remove, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_remove, GROUP_NOTES},
    {GET, "/mijn/gesproken", lead_mine_visit_form, SCOPE_MINE, PERM_MINE, READ, ACCESS_READ,
     TEXT_lead_mine_visit, GROUP_ADJUSTMENTS},
    {POST, "/mijn/gesproken", lead_mine_visit_save, SCOPE_MINE, PERM_MINE, WRITE, ACCESS_CREATE,
     TEXT_lead_mine_visit, GROUP_ADJUSTMENTS},
    {POST, "/mijn/gesproken/:id/verwijder", lead_mine_visit_remove, SCOPE_MINE, PERM_MINE, WRITE,
     ACCESS_CHANGE, TEXT_remove, GROUP_ADJUSTMENTS},
    {0}};

static const struct client_block blocks[] = {{.draw = leads_block,
                                              .title = TEXT_lead_title,
                                              .group = GROUP_PLAN,
                                              .tab = TAB_SEARCH,
                                              .order = 10,
                                              .name = "kansen"},
                                             {.draw = talks_block,
                                              .title = TEXT_lead_talks,
                                              .group = GROUP_NOTES,
                                              .tab = TAB_SEARCH,
                                              .order = 20,
                                              .name = "gesprekken"},
                                             {0}};

const struct feature lead_feature = {.name = "lead",
                                     .routes = routes,
                                     .client_blocks = blocks,
                                     .mine_block = lead_mine_block,
                                     .mine_group = GROUP_PLAN,
                                     .mine_order = 20,
                                     .mine_title = TEXT_lead_mine};
