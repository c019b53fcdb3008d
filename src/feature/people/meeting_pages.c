/* meeting_pages.c: meetings of treatment teams with the clients spoken of, three-way talks with
 * municipality or UWV with the client present, and what was agreed there by whom and until when.
 * Not: SQL (meeting_sql.c). Start at meeting_save(). */
#include "base/vec.h"
#include "core/access_req.h"
#include "feature/contact/contact.h"
#include "feature/people/pages.h"

enum {
    CASELOAD = 120,      /* clients on one form: three fields each, of at most 500 */
    MEETINGS = 20,       /* in the list */
    WINDOW_DAYS = 91,    /* attendance: three months, as item O2 asks */
    AGREEMENT_MOST = 500 /* characters */
};

static const struct choice chips[] = {
    {"30", "30", NULL}, {"45", "45", NULL}, {"60", "60", NULL}, {"90", "90", NULL}};

/* The hours of a meeting: a contact like any other. */
static struct contact hours_of(struct req *r, int32_t day, int64_t minutes, const char *party)
{
    return (struct contact){.programme_id = r->user->programme_id,
                            .staff_id = r->user->id,
                            .day = day,
                            .minutes = minutes,
                            .travel_minutes = NUMBER_NONE,
                            .activity = !strcmp(party, "expert") ? "expert" : "care",
                            .mode = "face_to_face",
                            .place = "office",
                            .party = party,
                            .initiative = "planned",
                            .answer_minutes = NUMBER_NONE,
                            .note = "",
                            .next_step = "",
                            .next_step_on = DAY_NONE};
}

/* The newest contact says what the next step is: one about this client alone says the old step
 * again. */
static void keep_step(struct req *r, struct contact *c, int64_t trajectory_id)
{
    struct trajectory_fact f;

    if (trajectory_fact_get(r->db, r->arena, trajectory_id, &f) != OK)
        return;
    c->next_step = f.next_step;
    c->next_step_on = f.next_step_on;
}

/* ---- a meeting of a treatment team: the form ------------------------------------------------- */

struct entry {
    int64_t team_id;
    const char *new_team;
    int32_t day;
    int64_t minutes;
    bool missed;
    int64_t before_referral;
};

static const struct field meeting_fields[] = {
    F_ID(struct entry, team_id, TEXT_people_meeting_team, NARROW),
    F_TEXT(struct entry, new_team, TEXT_people_meeting_new_team, NARROW, 150),
    F_DAY(struct entry, day, TEXT_people_meeting_day, REQUIRED | PAST_ONLY | NARROW),
    F_MINUTES(struct entry, minutes, TEXT_contact_minutes, REQUIRED, 1, 600),
    F_YES(struct entry, missed, TEXT_people_meeting_missed),
    F_INT(struct entry, before_referral, TEXT_people_meeting_before, NARROW, 0, 99),
    F_END};

struct meeting_page {
    struct entry e;
    struct form *f;
    struct trajectory_facts caseload;
    struct team_ids of_team;
    size_t n_teams;
};

static void meeting_load(struct req *r, struct meeting_page *page)
{
    bool post = http_method(r->x) == HTTP_POST;

    *page = (struct meeting_page){.e = {.team_id = req_query_id(r, "team"),
                                        .new_team = "",
                                        .day = r->today,
                                        .minutes = 60,
                                        .before_referral = NUMBER_NONE}};
    struct choice *teams = care_team_choices(r, r->user->programme_id, &page->n_teams);
    page->caseload =
        trajectory_list(r->db, r->arena, r->user,
                        (struct trajectory_filter){
                            .staff_id = r->user->id, .phase = "", .find = "", .limit = CASELOAD});
    int64_t team_id = post ? req_value_id(r, "team_id") : page->e.team_id;
    if (team_id)
        page->of_team = meeting_clients_of_team(r, team_id);
    page->f = req_form(r, meeting_fields, &page->e);
    form_choices(page->f, "team_id", teams, page->n_teams);
    form_choices(page->f, "minutes", chips, COUNT(chips));
    form_help(page->f, "before_referral", TEXT_people_meeting_before_help);
}

static bool of_team(const struct meeting_page *page, int64_t trajectory_id)
{
    for (size_t i = 0; i < page->of_team.n; i++)
        if (page->of_team.at[i] == trajectory_id)
            return true;
    return false;
}

static const char *typed(struct req *r, const char *what, int64_t client_id)
{
    return req_value(r, arena_fmt(r->arena, "_%s_%" PRId64, what, client_id));
}

static bool spoken_of(struct req *r, int64_t client_id)
{
    return *typed(r, "c", client_id) || *typed(r, "a", client_id);
}

static void show_client(struct req *r, const struct trajectory_fact *f)
{
    int64_t id = f->client_id;

    html(r->out,
         "<li><label class=\"yes what\"><input type=\"checkbox\" name=\"_c_%" PRId64
         "\" value=\"1\"%s><span>%s</span></label>",
         id, spoken_of(r, id) ? " checked" : "", f->name);
    html(r->out,
         "<div class=\"what\"><label for=\"a-%" PRId64 "\">%s<span class=\"sr\">: %s</span></label>"
         "<input id=\"a-%" PRId64 "\" name=\"_a_%" PRId64 "\" maxlength=\"%d\" value=\"%s\"></div>",
         id, T(people_agreement), f->name, id, id, AGREEMENT_MOST, typed(r, "a", id));
    html(r->out,
         "<div><label for=\"d-%" PRId64 "\">%s<span class=\"sr\">: %s</span></label>"
         "<input class=\"sized\" size=\"10\" id=\"d-%" PRId64 "\" name=\"_d_%" PRId64
         "\" value=\"%s\"></div></li>",
         id, T(people_agreement_due), f->name, id, id, typed(r, "d", id));
}

static void show_clients(struct req *r, const struct meeting_page *page)
{
    size_t others = 0;

    html(r->out, "<fieldset><legend>%s</legend><ul class=\"rows\">", T(people_meeting_clients));
    for (size_t i = 0; i < page->caseload.n; i++) {
        if (!page->of_team.n || of_team(page, page->caseload.at[i].trajectory_id))
            show_client(r, &page->caseload.at[i]);
        else
            others++;
    }
    html(r->out, "</ul>");
    if (!page->caseload.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(people_meeting_no_clients));
    if (others) {
        html(r->out, "<details%s><summary>%s</summary><ul class=\"rows\">",
             form_error_count(page->f) ? " open" : "", T(people_meeting_others));
        for (size_t i = 0; i < page->caseload.n; i++)
            if (!of_team(page, page->caseload.at[i].trajectory_id))
                show_client(r, &page->caseload.at[i]);
        html(r->out, "</ul></details>");
    }
    html(r->out, "</fieldset>");
}

static void show_meeting_form(struct req *r, struct meeting_page *page)
{
    struct frame_link crumbs[] = {{"/behandeloverleg", T(people_meetings), NULL, 0}};
    struct frame frame = page_frame(r, T(people_meeting_add));

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    frame.errors = form_error_count(page->f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, page->f);
    html(r->out, "<p class=\"lead\">%s</p>", T(people_meeting_lead));
    page_form_begin(r, "fields", "/behandeloverleg/nieuw");
    for (const struct field *field = meeting_fields; field->name; field++)
        if (page->n_teams || strcmp(field->name, "team_id") != 0)
            form_show_field(r->out, page->f, field->name);
    show_clients(r, page);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a "
         "href=\"/behandeloverleg\">%s</a></div></form>",
         T(save), T(cancel));
    page_end(r);
}

void meeting_form_page(struct req *r)
{
    struct meeting_page page;

    meeting_load(r, &page);
    show_meeting_form(r, &page);
}

/* ---- ... what was sent ----------------------------------------------------------------------- */

/* What was written behind the names; messages name the client. */
static struct care_agreements read_agreements(struct req *r, struct meeting_page *page)
{
    struct care_agreements list = {0};

    for (size_t i = 0; i < page->caseload.n; i++) {
        const struct trajectory_fact *f = &page->caseload.at[i];
        const char *words = typed(r, "a", f->client_id), *day = typed(r, "d", f->client_id);
        struct care_agreement g = {.trajectory_id = f->trajectory_id,
                                   .words = words,
                                   .owner = *words ? "specialist" : "",
                                   .due_on = DAY_NONE,
                                   .done_on = DAY_NONE};

        if (!spoken_of(r, f->client_id) && !*day)
            continue;
        if (*day && !day_parse(day, r->today, &g.due_on))
            form_error_text(page->f, NULL,
                            people_fill(r, TEXT_people_meeting_day_wrong, f->name, NULL));
        else if (*day && !*words)
            form_error_text(page->f, NULL,
                            people_fill(r, TEXT_people_meeting_no_words, f->name, NULL));
        if (strlen(words) > 4 * AGREEMENT_MOST)
            form_error_text(page->f, NULL, people_fill(r, TEXT_people_meeting_long, f->name, NULL));
        ARENA_PUSH(r->arena, &list, g);
    }
    return list;
}

static void check_team(struct req *r, struct meeting_page *page)
{
    struct entry *e = &page->e;

    if (!e->team_id && !*e->new_team && !form_wrong(page->f, "team_id"))
        form_error(page->f, page->n_teams ? "team_id" : "new_team", TEXT_people_meeting_which);
    if (form_error_count(page->f))
        return;
    if (*e->new_team)
        e->team_id = care_team_named(r, r->user->programme_id, e->new_team);
}

static int64_t book_hours(struct req *r, const struct entry *e, const struct care_agreements *list)
{
    struct contact c = hours_of(r, e->day, e->minutes, "practitioner");
    int64_t *trajectories = ARENA_ARRAY(r->arena, int64_t, list->n);

    for (size_t i = 0; i < list->n; i++)
        trajectories[i] = list->at[i].trajectory_id;
    c.note =
        people_fill(r, TEXT_people_meeting_note, care_team_name(r->db, r->arena, e->team_id), NULL);
    if (list->n == 1)
        keep_step(r, &c, trajectories[0]);
    if (contact_add(r, &c, trajectories, list->n) != OK)
        BUG("the hours of a meeting are refused");
    return c.id;
}

static void log_each(struct req *r, const struct meeting_page *page,
                     const struct care_agreements *list)
{
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = 0; k < page->caseload.n; k++)
            if (page->caseload.at[k].trajectory_id == list->at[i].trajectory_id) {
                r->client_id = page->caseload.at[k].client_id;
                access_req_add(r, ACCESS_CREATE); /* a line in the log of each client */
            }
    r->client_id = 0;
    r->access = list->n ? ACCESS_NOTHING : r->access;
}

void meeting_save(struct req *r)
{
    struct meeting_page page;
    struct care_agreements list = {0};
    struct meeting m = {.with_whom = ""};

    meeting_load(r, &page);
    bool fine = req_form_read(r, page.f);
    list = read_agreements(r, &page);
    if (fine)
        check_team(r, &page);
    if (fine && !page.e.missed && contact_week_locked(r->db, r->user->id, page.e.day))
        form_error(page.f, "day", TEXT_contact_week_locked);
    if (!form_error_count(page.f)) {
        m = (struct meeting){.programme_id = r->user->programme_id,
                             .care_team_id = page.e.team_id,
                             .with_whom = "",
                             .day = page.e.day,
                             .attended = !page.e.missed,
                             .before_referral = MAX(page.e.before_referral, 0)};
        m.contact_id = m.attended ? book_hours(r, &page.e, &list) : 0;
        if (meeting_add(r, &m) == CONFLICT)
            form_error(page.f, "day", TEXT_people_meeting_twice);
    }
    if (form_error_count(page.f)) {
        req_invalid(r);
        show_meeting_form(r, &page);
        return;
    }
    for (size_t i = 0; i < list.n; i++) {
        list.at[i].meeting_id = m.id;
        list.at[i].day = m.day;
        care_agreement_add(r, &list.at[i]);
    }
    log_each(r, &page, &list);
    req_flash_undo(r, TEXT_people_meeting_saved,
                   m.day >= r->today - 1
                       ? arena_fmt(r->arena, "/behandeloverleg/%" PRId64 "/verwijder", m.id)
                       : "");
    req_redirect(r, "/behandeloverleg");
}

void meeting_remove_own(struct req *r)
{
    int64_t contact_id = 0;

    if (meeting_remove(r, r->id, &contact_id) != OK ||
        (contact_id && contact_remove(r, contact_id) != OK)) {
        req_error_page(r, 404, TEXT_people_meeting_remove_not, TEXT_contact_remove_why);
        return;
    }
    req_flash(r, TEXT_people_meeting_removed);
    req_redirect(r, "/behandeloverleg");
}

/* ---- the meetings of this worker ------------------------------------------------------------- */

static void show_attendance(struct req *r)
{
    struct attendances list =
        people_attendance(r->db, r->arena, r->user->id, r->today - WINDOW_DAYS + 1, r->today);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(people_attendance_title));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(people_attendance_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct attendance *a = &list.at[i];

        html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s</p><p class=\"small\">",
             a->team,
             people_fill(r, TEXT_people_attended_of, arena_fmt(r->arena, "%" PRId64, a->attended),
                         arena_fmt(r->arena, "%" PRId64, a->held)));
        html(r->out, "%s%s%s</p></div>",
             text_count(r->arena, r->lang, TEXT_people_spoken_of, a->clients),
             a->before_referral ? " · " : "",
             a->before_referral
                 ? text_count(r->arena, r->lang, TEXT_people_suggested, a->before_referral)
                 : "");
        html(r->out,
             "<a class=\"button quiet\" href=\"/behandeloverleg/nieuw?team=%" PRId64
             "\">%s<span class=\"sr\">: %s</span></a></li>",
             a->care_team_id, T(people_meeting_record), a->team);
    }
    html(r->out, "</ul><p class=\"left-out\">%s</p></section>", T(people_attendance_how));
}

void meeting_list_page(struct req *r)
{
    struct meeting_lines list = meeting_list(r, MEETINGS);

    page_begin(r, T(people_meetings));
    html(
        r->out,
        "<p class=\"lead\">%s</p><p><a class=\"button\" data-new href=\"/behandeloverleg/nieuw\">%s"
        "</a></p>",
        T(people_meetings_lead), T(people_meeting_add));
    show_attendance(r);
    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(people_meetings_own));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(people_meetings_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct meeting_line *m = &list.at[i];

        html(r->out, "<li><div class=\"what\"><strong>%s · %s</strong><p>%s</p></div></li>",
             page_day(r, m->day), m->team,
             m->attended ? text_count(r->arena, r->lang, TEXT_people_spoken_of, m->clients)
                         : T(people_meeting_not_there));
    }
    html(r->out, "</ul></section>");
    page_end(r);
}

/* ---- a three-way talk ------------------------------------------------------------------------ */

struct talk {
    const char *with_whom;
    int32_t day;
    int64_t minutes;
    bool practitioner;
    bool client;
    const char *words;
    const char *owner;
    int32_t due_on;
};

static const struct field talk_fields[] = {
    F_TEXT(struct talk, with_whom, TEXT_people_talk_whom, REQUIRED, 150),
    F_YES(struct talk, client, TEXT_people_talk_client),
    F_YES(struct talk, practitioner, TEXT_people_talk_practitioner),
    F_DAY(struct talk, day, TEXT_people_meeting_day, REQUIRED | PAST_ONLY | NARROW),
    F_MINUTES(struct talk, minutes, TEXT_contact_minutes, REQUIRED, 1, 600),
    F_NOTE(struct talk, words, TEXT_people_talk_words, REQUIRED, AGREEMENT_MOST),
    F_CODE(struct talk, owner, TEXT_people_agreement_owner, 0, care_agreement_owners),
    F_DAY(struct talk, due_on, TEXT_people_agreement_due, NARROW),
    F_END};

static void show_talk(struct req *r, struct form *f)
{
    struct client c = people_client(r);

    client_page_begin(r, T(people_talk_add), f);
    html(r->out, "<p class=\"lead\">%s</p>",
         people_fill(r, TEXT_people_talk_lead, c.given_name, NULL));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/mensen/driegesprek", r->client_id);
    form_show_fields(r->out, f);
    people_form_end(r);
    page_end(r);
}

/* The experts around the client, and whoever such a talk was with before. */
static struct client_names partners_known(struct req *r)
{
    enum { LAST = 50 };
    struct care_agreements had = care_agreements_of(r->db, r->arena, r->trajectory_id, LAST);
    struct client_names list = client_known(r, "expert");

    for (size_t i = 0; i < had.n; i++)
        if (had.at[i].three_way)
            client_known_add(r, &list, had.at[i].where, had.at[i].where);
    return list;
}

static struct form *talk_form(struct req *r, struct talk *t)
{
    *t = (struct talk){.with_whom = "",
                       .day = r->today,
                       .minutes = 60,
                       .words = "",
                       .owner = "",
                       .due_on = DAY_NONE};
    struct form *f = req_form(r, talk_fields, t);

    struct client_names known = partners_known(r);
    form_choices(f, "with_whom", known.at, known.n);
    form_choices(f, "minutes", chips, COUNT(chips));
    form_help(f, "with_whom", TEXT_people_talk_whom_help);
    form_help(f, "words", TEXT_people_talk_words_help);
    return f;
}

void talk_form_page(struct req *r)
{
    struct talk t;
    struct form *f = talk_form(r, &t);

    show_talk(r, f);
}

static void talk_add(struct req *r, const struct talk *t)
{
    struct contact c = hours_of(r, t->day, t->minutes, "expert");
    struct meeting m = {.client_id = r->client_id, .with_whom = t->with_whom, .day = t->day};
    struct care_agreement g = {.trajectory_id = r->trajectory_id,
                               .day = t->day,
                               .words = t->words,
                               .owner = t->owner,
                               .due_on = t->due_on,
                               .done_on = DAY_NONE};

    c.note = people_fill(r, t->practitioner ? TEXT_people_talk_note_care : TEXT_people_talk_note,
                         t->with_whom, NULL);
    c.client_there = true;
    keep_step(r, &c, r->trajectory_id);
    if (contact_add(r, &c, &r->trajectory_id, 1) != OK)
        BUG("the hours of a talk are refused");
    m.programme_id = people_trajectory(r).programme_id;
    m.attended = true;
    m.contact_id = c.id;
    if (meeting_add(r, &m) != OK)
        BUG("a new talk is refused");
    g.meeting_id = m.id;
    care_agreement_add(r, &g);
}

void talk_save(struct req *r)
{
    struct talk t;
    struct form *f = talk_form(r, &t);
    struct client c = people_client(r);

    bool read = req_form_read(r, f);

    if (read && !t.client)
        form_error_text(f, "client", people_fill(r, TEXT_people_talk_absent, c.given_name, NULL));
    if (read && contact_week_locked(r->db, r->user->id, t.day))
        form_error(f, "day", TEXT_contact_week_locked);
    if (form_error_count(f)) {
        req_invalid(r);
        show_talk(r, f);
        return;
    }
    talk_add(r, &t);
    req_flash(r, TEXT_people_talk_saved);
    people_back(r);
}

/* ---- an agreement ---------------------------------------------------------------------------- */

static const struct field agreement_fields[] = {
    F_NOTE(struct care_agreement, words, TEXT_people_agreement, REQUIRED, AGREEMENT_MOST),
    F_CODE(struct care_agreement, owner, TEXT_people_agreement_owner, 0, care_agreement_owners),
    F_DAY(struct care_agreement, due_on, TEXT_people_agreement_due, NARROW),
    F_DAY(struct care_agreement, done_on, TEXT_people_agreement_done_on, PAST_ONLY | NARROW),
    F_HIDDEN_ID(struct care_agreement, version),
    F_END};

static bool load_agreement(struct req *r, struct care_agreement *g, struct form **f)
{
    if (care_agreement_get(r->db, r->arena, r->trajectory_id, r->id, g) != OK) {
        req_not_found(r);
        return false;
    }
    *f = req_form(r, agreement_fields, g);
    return true;
}

static void show_agreement(struct req *r, const struct care_agreement *g, struct form *f)
{
    client_page_begin(r, T(people_agreement), f);
    html(r->out, "<p class=\"lead\">%s</p>",
         people_fill(r, TEXT_people_agreement_from, g->where, page_day(r, g->day)));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/mensen/afspraak/%" PRId64, r->client_id,
                    g->id);
    form_show_fields(r->out, f);
    people_form_end(r);
    page_end(r);
}

void care_agreement_form_page(struct req *r)
{
    struct care_agreement g;
    struct form *f;

    if (load_agreement(r, &g, &f))
        show_agreement(r, &g, f);
}

void care_agreement_save(struct req *r)
{
    struct care_agreement g;
    struct form *f;

    if (!load_agreement(r, &g, &f))
        return;
    if (req_form_read(r, f) && care_agreement_change(r, &g) == STALE)
        form_error(f, NULL, TEXT_people_stale);
    if (form_error_count(f)) {
        req_invalid(r);
        show_agreement(r, &g, f);
        return;
    }
    req_flash(r, TEXT_people_changed);
    people_back(r);
}

/* Pressed twice: done is done. */
void care_agreement_done(struct req *r)
{
    struct care_agreement g;
    struct form *f;

    if (!load_agreement(r, &g, &f))
        return;
    if (g.done_on == DAY_NONE) {
        g.done_on = r->today;
        if (care_agreement_change(r, &g) != OK)
            BUG("an agreement read in this transaction has changed");
    }
    req_flash(r, TEXT_people_agreement_is_done);
    people_back(r);
}
