/* document.c: what stands in a paper about a client, for which reader.
 * Not: pages (document_web.c), PDF (document_paper.c), nor SQL.
 * Start at document_content(). */
#include "feature/document/document.h"

#include "base/csv.h"
#include "base/embed.h"
#include "core/codes.h"
#include "feature/agreement/agreement.h"
#include "feature/closing/closing.h"
#include "feature/contact/contact.h"
#include "feature/follow/follow.h"
#include "feature/income/income.h"
#include "feature/lead/lead.h"
#include "feature/people/people.h"
#include "feature/profile/profile.h"

const struct code document_kinds[] = {{"plan", TEXT_document_plan},
                                      {"progress", TEXT_document_progress},
                                      {"closing", TEXT_document_closing},
                                      {0}};
const struct code document_readers[] = {{"client", TEXT_document_for_client},
                                        {"practitioner", TEXT_document_for_practitioner},
                                        {"funder", TEXT_document_for_funder},
                                        {"employer", TEXT_document_for_employer},
                                        {0}};

/* Thirty lines, read when they are asked for. */
bool document_has(const char *kind, const char *field, const char *reader)
{
    const struct embed *file = embed_find("rules/document_fields.csv");
    struct csv_column want[] = {{"document", false, -1}, {"field", false, -1}, {reader, false, -1}};
    struct arena *a = arena_new();
    struct csv_log log;
    bool has = false;

    if (!file)
        BUG("rules/document_fields.csv is not in the program");
    csv_log_init(&log, 1);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, want, COUNT(want)))
        BUG("%s", log.text.at);
    while (csv_next(c))
        if (csv_is(c, want[0].at, kind) && csv_is(c, want[1].at, field))
            has |= csv_is(c, want[2].at, "yes");
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
    arena_free(a);
    return has;
}

/* ---- one document in the making ----------------------------------------------------------------
 */

struct making {
    struct req *r;
    const struct document *d;
    struct document_content *to;
    struct client client;
    struct trajectory trajectory;
    struct trajectory_fact fact;
    struct consent consent;
    bool with_consent;
    enum text_id heading; /* to be written before the next line; TEXT_NONE: it stands there */
};

static void add(struct making *m, const char *label, const char *words)
{
    if (!*words)
        return;
    if (m->heading) {
        const char *heading = text(m->r->lang, m->heading);

        m->heading = TEXT_NONE;
        ARENA_PUSH(m->r->arena, m->to, ((struct document_line){NULL, heading}));
    }
    ARENA_PUSH(m->r->arena, m->to, ((struct document_line){label, words}));
}

static void fact(struct making *m, enum text_id label, const char *words)
{
    add(m, text(m->r->lang, label), words);
}

static void put_name(struct making *m)
{
    fact(m, TEXT_staff_name, client_name(m->r->arena, &m->client));
}

static void put_birth(struct making *m)
{
    fact(m, TEXT_client_birth_on, page_day(m->r, m->client.birth_on));
}

static void put_programme(struct making *m)
{
    fact(m, TEXT_document_specialist, m->fact.staff_name);
}

static void put_diagnosis(struct making *m)
{
    fact(m, TEXT_client_diagnosis,
         codes_label("diagnosis_dsm5_chapters", m->r->lang, m->client.diagnosis_chapter));
}

static void put_goal(struct making *m)
{
    fact(m, TEXT_trajectory_work_goal, m->trajectory.work_goal);
}

static void put_next(struct making *m)
{
    const char *day = page_day(m->r, m->fact.next_step_on);

    if (*m->fact.next_step)
        fact(m, TEXT_contact_next_step,
             *day ? arena_fmt(m->r->arena, "%s (%s)", m->fact.next_step, day) : m->fact.next_step);
}

static void put_days(struct making *m)
{
    const struct trajectory *t = &m->trajectory;

    fact(m, TEXT_trajectory_referred_on, page_day(m->r, t->referred_on));
    fact(m, TEXT_trajectory_first_talk_on, page_day(m->r, t->first_talk_on));
    fact(m, TEXT_trajectory_started_on, page_day(m->r, t->started_on));
    fact(m, TEXT_document_first_employer, page_day(m->r, m->fact.first_employer_on));
}

static void put_funding(struct making *m)
{
    const struct trajectory *t = &m->trajectory;

    fact(m, TEXT_trajectory_scheme, codes_label("schemes", m->r->lang, t->scheme));
    fact(m, TEXT_trajectory_funding, code_text(m->r->lang, trajectory_fundings, t->funding));
    fact(m, TEXT_trajectory_ends_on, page_day(m->r, t->ends_on));
}

static const char *job_words(struct making *m, const struct placement *p)
{
    struct req *r = m->r;
    const char *until = p->ended_on != DAY_NONE ? page_day(r, p->ended_on) : "";

    return arena_fmt(
        r->arena, "%s%s%s, %s %s%s%s%s%s%s",
        *p->job_title ? p->job_title : code_text(r->lang, placement_kinds, p->kind),
        *p->employer_name ? ", " : "", p->employer_name, T(document_from),
        page_day(r, p->started_on), *until ? " " : "", *until ? T(document_to) : "",
        *until ? " " : "", until,
        p->hours_week == NUMBER_NONE
            ? ""
            : arena_fmt(r->arena, ", %s",
                        text_fill(r->arena, r->lang, TEXT_document_hours_week,
                                  page_hundredths(r, p->hours_week), NULL, NULL, NULL)));
}

/* An employer reads of the own job only. */
static bool is_theirs(const struct making *m, const struct placement *p)
{
    return strcmp(m->d->reader, "employer") || p->id == m->consent.placement_id;
}

static void put_jobs(struct making *m)
{
    struct placements all = placement_by_trajectory(m->r->db, m->r->arena, m->d->trajectory_id);

    for (size_t i = 0; i < all.n; i++)
        if (is_theirs(m, &all.at[i]))
            add(m, code_text(m->r->lang, placement_kinds, all.at[i].kind),
                job_words(m, &all.at[i]));
}

static void put_adjustments(struct making *m)
{
    struct placements all = placement_by_trajectory(m->r->db, m->r->arena, m->d->trajectory_id);

    for (size_t i = 0; i < all.n; i++)
        if (is_theirs(m, &all.at[i]) && placement_runs(&all.at[i], m->r->today))
            fact(m, TEXT_placement_adjustments, all.at[i].adjustments);
}

static void put_hours(struct making *m)
{
    size_t n;
    const struct document_hours *h =
        document_hours(m->r->db, m->r->arena, m->d->trajectory_id, m->d->from_on, m->d->to_on, &n);
    int64_t all = 0;

    for (size_t i = 0; i < n; i++) {
        all += h[i].minutes;
        add(m, code_text(m->r->lang, contact_activities, h[i].activity),
            text_fill(m->r->arena, m->r->lang, TEXT_document_contacts,
                      page_hours(m->r, h[i].minutes),
                      arena_fmt(m->r->arena, "%" PRId64, h[i].contacts), NULL, NULL));
    }
    if (n)
        fact(m, TEXT_document_hours_all, page_hours(m->r, all));
}

/* ---- from the profile --------------------------------------------------------------------------
 */

static void put_answers(struct making *m, enum field_group part)
{
    struct profile p = profile_load(m->r->db, m->r->arena, m->d->client_id);
    struct answers a = profile_answers(&p, m->trajectory.target_group, part);

    for (size_t i = 0; i < a.n; i++)
        add(m, a.of[i]->words[m->r->lang], answer_words(m->r, a.of[i], a.text[i]));
}

static void put_wishes(struct making *m)
{
    put_answers(m, GROUP_PLAN);
}

static void put_helps(struct making *m)
{
    put_answers(m, GROUP_ADJUSTMENTS);
}

/* ---- looking for work --------------------------------------------------------------------------
 */

/* How much, for who need not know where. */
static void put_search(struct making *m)
{
    enum { COUNTED = 500 };
    struct lead_talks talks = lead_talks(m->r->db, m->r->arena, m->d->trajectory_id, COUNTED);
    struct leads all = lead_by_trajectory(m->r->db, m->r->arena, m->d->trajectory_id);
    int64_t open = 0, spoken = 0;

    for (size_t i = 0; i < all.n; i++)
        open += lead_is_open(&all.at[i]);
    for (size_t i = 0; i < talks.n; i++)
        spoken += (m->d->from_on == DAY_NONE || talks.at[i].day >= m->d->from_on) &&
                  (m->d->to_on == DAY_NONE || talks.at[i].day <= m->d->to_on);
    if (spoken)
        fact(m, TEXT_document_spoken,
             text_count(m->r->arena, m->r->lang, TEXT_document_times, spoken));
    if (open)
        fact(m, TEXT_document_open_leads, arena_fmt(m->r->arena, "%" PRId64, open));
}

static void put_leads(struct making *m)
{
    struct leads all = lead_by_trajectory(m->r->db, m->r->arena, m->d->trajectory_id);

    for (size_t i = 0; i < all.n; i++) {
        const struct lead *l = &all.at[i];

        if (lead_is_open(l))
            add(m, lead_title(m->r->arena, l),
                arena_fmt(m->r->arena, "%s%s%s", code_text(m->r->lang, lead_stages, l->stage),
                          *l->next_step ? ". " : "",
                          *l->next_step ? text_fill(m->r->arena, m->r->lang, TEXT_document_next,
                                                    l->next_step, NULL, NULL, NULL)
                                        : ""));
    }
}

/* ---- at work -----------------------------------------------------------------------------------
 */

/* The job runs and is one this reader may know. */
static bool now_theirs(const struct making *m, const struct placement *p)
{
    return is_theirs(m, p) && placement_runs(p, m->r->today);
}

static void put_promise(struct making *m)
{
    struct placements all = placement_by_trajectory(m->r->db, m->r->arena, m->d->trajectory_id);

    for (size_t i = 0; i < all.n; i++) {
        const struct placement *p = &all.at[i];

        if (!now_theirs(m, p) || !*p->promise)
            continue;
        fact(m, TEXT_placement_promise, p->promise);
        fact(m, TEXT_placement_promise_by, p->promise_by);
    }
}

static void put_openness(struct making *m)
{
    struct placements all = placement_by_trajectory(m->r->db, m->r->arena, m->d->trajectory_id);

    for (size_t i = 0; i < all.n; i++)
        if (now_theirs(m, &all.at[i]) && *all.at[i].disclosure)
            fact(m, TEXT_placement_disclosure,
                 code_text(m->r->lang, placement_disclosures, all.at[i].disclosure));
}

/* Only what the client approved, as on the paper of the work agreements. */
static void put_agreements(struct making *m)
{
    struct placements all = placement_by_trajectory(m->r->db, m->r->arena, m->d->trajectory_id);

    for (size_t i = 0; i < all.n; i++) {
        if (!now_theirs(m, &all.at[i]))
            continue;
        struct agreement g = agreement_get(m->r, all.at[i].id);

        for (size_t j = 0; j < g.n; j++) {
            const struct agreement_line *line = &g.line[j];

            if (strcmp(line->answer, "yes"))
                continue;
            fact(m, agreement_parts[line->part].label,
                 *line->then_words ? text_fill(m->r->arena, m->r->lang, TEXT_document_then,
                                               line->words, line->then_words, NULL, NULL)
                                   : line->words);
        }
    }
}

/* What follow-along knows is asked of the trajectory of the page. */
static bool is_current(const struct making *m)
{
    return m->d->trajectory_id == m->r->trajectory_id;
}

static void put_rhythm(struct making *m)
{
    struct follow_rhythm rhythm;

    if (!is_current(m))
        return;
    rhythm = follow_rhythm_get(m->r);
    if (rhythm.days != NUMBER_NONE)
        fact(m, TEXT_document_rhythm,
             text_fill(m->r->arena, m->r->lang, TEXT_document_rhythm_days,
                       text_count(m->r->arena, m->r->lang, TEXT_days, rhythm.days), NULL, NULL,
                       NULL));
    fact(m, TEXT_document_rhythm_agreed, rhythm.words);
}

static void put_signals(struct making *m)
{
    if (!is_current(m))
        return;
    struct follow_owns own = follow_own_list(m->r);
    struct follow_signals list = follow_signal_list(m->r);

    for (size_t i = 0; i < list.n; i++) {
        const struct follow_signal *s = &list.at[i];
        const char *signs = follow_sign_words(m->r, &own, s->signs);

        if (s->done_on == DAY_NONE)
            add(m, page_day(m->r, s->noticed_on),
                *signs && *s->words ? arena_fmt(m->r->arena, "%s. %s", signs, s->words)
                : *signs            ? signs
                                    : s->words);
    }
}

static void put_income(struct making *m)
{
    struct income_advices list = income_advice_list(m->r->db, m->r->arena, m->d->trajectory_id);

    for (size_t i = 0; i < list.n; i++)
        fact(m, TEXT_document_advice,
             arena_fmt(m->r->arena, "%s, %s", page_day(m->r, list.at[i].advised_on),
                       code_text(m->r->lang, income_advisers, list.at[i].adviser_kind)));
}

/* ---- people, and what was agreed with them ------------------------------------------------------
 */

static void put_people(struct making *m)
{
    struct care_teams teams = care_teams_of(m->r->db, m->r->arena, m->d->client_id);
    struct persons all = people_of(m->r->db, m->r->arena, m->d->client_id);

    for (size_t i = 0; i < teams.n; i++)
        if (teams.at[i].to_on == DAY_NONE || teams.at[i].to_on >= m->r->today)
            fact(m, TEXT_document_care_team, teams.at[i].name);
    for (size_t i = 0; i < all.n; i++)
        if (person_there(&all.at[i], m->r->today) &&
            strcmp(person_party(all.at[i].kind), "relative") != 0)
            add(m, codes_label("person_kinds", m->r->lang, all.at[i].kind), all.at[i].name);
}

static void put_agreed(struct making *m)
{
    enum { AGREED = 20 };
    struct care_agreements list =
        care_agreements_of(m->r->db, m->r->arena, m->d->trajectory_id, AGREED);

    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].done_on == DAY_NONE)
            add(m,
                arena_fmt(m->r->arena, "%s, %s", page_day(m->r, list.at[i].day), list.at[i].where),
                list.at[i].words);
}

enum { NOTES = 100 };

static void put_notes(struct making *m)
{
    int32_t before = m->d->to_on == DAY_NONE ? DAY_NONE : m->d->to_on + 1;
    struct contacts list =
        contact_by_trajectory(m->r->db, m->r->arena, m->d->trajectory_id, before, NOTES);

    for (size_t i = list.n; i-- > 0;)
        if (m->d->from_on == DAY_NONE || list.at[i].day >= m->d->from_on)
            add(m, page_day(m->r, list.at[i].day), list.at[i].note);
}

static void put_closing(struct making *m)
{
    const struct trajectory *t = &m->trajectory;

    fact(m, TEXT_trajectory_closed_on, page_day(m->r, t->closed_on));
    if (*t->close_reason)
        fact(m, TEXT_trajectory_close_reason,
             code_text(m->r->lang, trajectory_close_reasons, t->close_reason));
    fact(m, TEXT_trajectory_destination, t->destination);
}

static void put_gains(struct making *m)
{
    struct closing c;
    size_t n;

    if (closing_get(m->r->db, m->r->arena, m->d->trajectory_id, &c) != OK)
        return;
    const enum text_id *gains = closing_gains(&c, m->r->arena, &n);
    for (size_t i = 0; i < n; i++)
        fact(m, TEXT_document_gain, text(m->r->lang, gains[i]));
    fact(m, TEXT_document_own_words, c.gain_words);
}

static void put_after(struct making *m)
{
    struct closing c;

    if (closing_get(m->r->db, m->r->arena, m->d->trajectory_id, &c) != OK)
        return;
    if (*c.support)
        fact(m, TEXT_document_goes_on,
             *c.support_who
                 ? arena_fmt(m->r->arena, "%s: %s",
                             code_text(m->r->lang, closing_supports, c.support), c.support_who)
                 : code_text(m->r->lang, closing_supports, c.support));
    fact(m, TEXT_document_aftercare, c.aftercare);
    fact(m, TEXT_document_aftercare_until, page_day(m->r, c.aftercare_until));
}

/* In the order of the paper. The group is the part of the record a field belongs to: the maker must
 * see it, and who reads with consent must have been given it. */
static const struct {
    const char *code;
    enum field_group group;
    enum text_id heading; /* begins here; TEXT_NONE: as before */
    void (*put)(struct making *m);
} fields[] = {
    {"name", GROUP_NAME, TEXT_document_who, put_name},
    {"birth", GROUP_DETAILS, TEXT_NONE, put_birth},
    {"programme", GROUP_NAME, TEXT_NONE, put_programme},
    {"diagnosis", GROUP_DIAGNOSIS, TEXT_NONE, put_diagnosis},
    {"goal", GROUP_PLAN, TEXT_document_wish, put_goal},
    {"next", GROUP_PLAN, TEXT_NONE, put_next},
    {"wishes", GROUP_PLAN, TEXT_document_profile, put_wishes},
    {"helps", GROUP_ADJUSTMENTS, TEXT_document_helps, put_helps},
    {"days", GROUP_PLAN, TEXT_document_course, put_days},
    {"funding", GROUP_MONEY, TEXT_NONE, put_funding},
    {"closing", GROUP_PLAN, TEXT_document_end, put_closing},
    {"gains", GROUP_PLAN, TEXT_document_gains, put_gains},
    {"after", GROUP_PLAN, TEXT_document_after, put_after},
    {"search", GROUP_PLAN, TEXT_document_search, put_search},
    {"leads", GROUP_PLAN, TEXT_NONE, put_leads},
    {"jobs", GROUP_WORK, TEXT_document_work, put_jobs},
    {"promise", GROUP_WORK, TEXT_NONE, put_promise},
    {"openness", GROUP_WORK, TEXT_NONE, put_openness},
    {"income", GROUP_WORK, TEXT_NONE, put_income},
    {"adjustments", GROUP_ADJUSTMENTS, TEXT_NONE, put_adjustments},
    {"agreements", GROUP_ADJUSTMENTS, TEXT_document_agreements, put_agreements},
    {"rhythm", GROUP_TIME, TEXT_document_follow, put_rhythm},
    {"signals", GROUP_ADJUSTMENTS, TEXT_document_signals, put_signals},
    {"people", GROUP_PLAN, TEXT_document_people, put_people},
    {"agreed", GROUP_PLAN, TEXT_document_agreed, put_agreed},
    {"hours", GROUP_TIME, TEXT_document_support, put_hours},
    {"notes", GROUP_NOTES, TEXT_document_talks, put_notes},
};

static bool may_share(const struct making *m, enum field_group group)
{
    return gate_sees(&m->r->gate, group) && (!m->with_consent || group == GROUP_NAME ||
                                             consent_shares(&m->consent, group_code(group)));
}

static bool load(struct making *m)
{
    struct req *r = m->r;

    if (client_get(r->db, r->arena, m->d->client_id, &m->client) != OK ||
        trajectory_get(r->db, r->arena, m->d->trajectory_id, &m->trajectory) != OK ||
        trajectory_fact_get(r->db, r->arena, m->d->trajectory_id, &m->fact) != OK)
        BUG("a document of nobody");
    m->with_consent = m->d->consent_id != 0;
    return !m->with_consent ||
           (consent_get(r->db, r->arena, m->d->client_id, m->d->consent_id, &m->consent) == OK &&
            consent_state(&m->consent, r->today) == CONSENT_HOLDS);
}

static const char *reader_words(struct req *r, const struct document *d)
{
    const char *reader = code_text(r->lang, document_readers, d->reader);

    return *d->reader_name ? arena_fmt(r->arena, "%s: %s", reader, d->reader_name) : reader;
}

enum rc document_content(struct req *r, const struct document *d, struct document_content *to)
{
    struct making m = {.r = r, .d = d, .to = to};
    const char *day = page_day(r, local_from_ms(d->made_at).day);

    *to = (struct document_content){.title = code_text(r->lang, document_kinds, d->kind)};
    if (!load(&m))
        return DENIED;
    if (d->from_on != DAY_NONE)
        to->title = text_fill(r->arena, r->lang, TEXT_document_period, to->title,
                              page_day(r, d->from_on), page_day(r, d->to_on), NULL);
    to->about = text_fill(r->arena, r->lang, TEXT_document_about, reader_words(r, d), day,
                          d->staff_name, NULL);
    to->foot =
        arena_fmt(r->arena, "%s · %s · %s", client_name(r->arena, &m.client), to->title, day);
    to->file_name = arena_fmt(r->arena, "%s-%s.pdf", d->kind, d->reader);
    for (size_t i = 0; i < COUNT(fields); i++) {
        if (fields[i].heading)
            m.heading = fields[i].heading;
        if (document_has(d->kind, fields[i].code, d->reader) && may_share(&m, fields[i].group))
            fields[i].put(&m);
    }
    return OK;
}
