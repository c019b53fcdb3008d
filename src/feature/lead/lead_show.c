/* lead_show.c: leads on other pages: who waits for an employer, on Vandaag; the client's own page.
 * Not: the record of a client (lead_web.c).
 * Start at lead_waiting_show(). */
#include "feature/lead/lead.h"

#include "base/fold.h"
#include "feature/contact/contact.h"
#include "feature/employer/employer.h"

enum { WAITING_SHOWN = 5, OWN_SHOWN = 5 };

static const char *fill(struct req *r, enum text_id id, const char *a, const char *b)
{
    return text_fill(r->arena, r->lang, id, a, b, NULL, NULL);
}

/* ---- Vandaag --------------------------------------------------------------------------------- */

static int longest_first(const void *x, const void *y)
{
    const struct trajectory_fact *const *a = x, *const *b = y;

    if ((*a)->started_on != (*b)->started_on)
        return (*a)->started_on < (*b)->started_on ? -1 : 1;
    return (*a)->trajectory_id < (*b)->trajectory_id ? -1 : 1;
}

void lead_waiting_show(struct req *r, const struct trajectory_facts *caseload)
{
    const struct trajectory_fact **list =
        ARENA_ARRAY(r->arena, const struct trajectory_fact *, caseload->n);
    size_t n = 0;
    bool met;

    for (size_t i = 0; i < caseload->n; i++)
        if (trajectory_waits(&caseload->at[i]))
            list[n++] = &caseload->at[i];
    if (!n)
        return;
    qsort(list, n, sizeof(*list), longest_first);
    html(r->out, "<section class=\"card\" id=\"wacht\"><h2>%s</h2><ul class=\"rows\">",
         T(lead_waiting));
    for (size_t i = 0; i < MIN(n, (size_t)WAITING_SHOWN); i++)
        html(r->out,
             "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64
             "/zoeken\">%s</a><p class=\"small\"><strong>%s</strong> %s</p></div></li>",
             list[i]->client_id, list[i]->name,
             text_count(r->arena, r->lang, TEXT_days, lead_clock(list[i], r->today, &met)),
             T(lead_waiting_since));
    html(r->out,
         "</ul><p class=\"small\"><a href=\"/deelnemers?fase=waiting\">%s</a></p></section>",
         text_count(r->arena, r->lang, TEXT_lead_waiting_all, (int64_t)n));
}

/* ---- the client's own page ------------------------------------------------------------------- */

static const char *mine_words(struct req *r, const struct lead *l)
{
    static const struct code words[] = {
        {"idea", TEXT_lead_mine_idea},       {"contacted", TEXT_lead_mine_contacted},
        {"applied", TEXT_lead_mine_applied}, {"interview", TEXT_lead_mine_interview},
        {"offer", TEXT_lead_mine_offer},     {"started", TEXT_lead_mine_started},
        {"dropped", TEXT_lead_mine_dropped}, {0}};

    return code_text(r->lang, words, l->stage);
}

static void show_own_visits(struct req *r)
{
    struct lead_talks own = client_visit_own(r, OWN_SHOWN);

    if (own.n)
        html(r->out, "<h3>%s</h3><ul class=\"rows\">", T(lead_mine_visits));
    for (size_t i = 0; i < own.n; i++) {
        const struct lead_talk *k = &own.at[i];

        html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s, %s</p></div>",
             k->employer_name, page_day(r, k->day), code_text(r->lang, contact_modes, k->mode));
        page_form_begin(r, "acts", "/mijn/gesproken/%" PRId64 "/verwijder", k->id);
        html(r->out,
             "<button class=\"quiet\">%s<span class=\"sr\">: %s</span></button></form></li>",
             T(remove), k->employer_name);
    }
    if (own.n)
        html(r->out, "</ul>");
    html(r->out, "<p><a class=\"button quiet\" href=\"/mijn/gesproken\">%s</a></p>",
         T(lead_mine_visit));
}

/* What stopped stays for a month; why it stopped is talked about, not read. */
void lead_mine_block(struct req *r)
{
    struct leads all = lead_by_trajectory(r->db, r->arena, r->trajectory_id);
    size_t shown = 0;

    for (size_t i = 0; i < all.n; i++) {
        const struct lead *l = &all.at[i];

        if (!strcmp(l->stage, "dropped") && l->stage_on < r->today - 31)
            continue;
        if (!shown++)
            html(r->out, "<ul class=\"rows\">");
        html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s %s</p>",
             lead_title(r->arena, l), mine_words(r, l),
             fill(r, TEXT_lead_mine_since, page_day_long(r, l->stage_on), NULL));
        if (*l->next_step)
            html(r->out, "<p>%s%s%s</p>", fill(r, TEXT_lead_mine_next, l->next_step, NULL),
                 l->next_on == DAY_NONE ? "" : ", ",
                 l->next_on == DAY_NONE ? "" : page_day_long(r, l->next_on));
        html(r->out, "</div></li>");
    }
    if (shown)
        html(r->out, "</ul>");
    else
        html(r->out, "<p>%s</p>", T(lead_mine_none));
    show_own_visits(r);
}

struct own_visit {
    const char *employer, *place;
    int32_t day;
    const char *mode;
    const char *note;
};

static const struct field own_fields[] = {
    F_TEXT(struct own_visit, employer, TEXT_lead_mine_employer, REQUIRED, 150),
    F_TEXT(struct own_visit, place, TEXT_lead_mine_place, 0, 100),
    F_DAY(struct own_visit, day, TEXT_lead_visit_day, REQUIRED | PAST_ONLY),
    F_CODE(struct own_visit, mode, TEXT_contact_mode, REQUIRED | CHIPS, contact_modes),
    F_NOTE(struct own_visit, note, TEXT_lead_visit_note, 0, 2000),
    F_END};

static struct own_visit own_visit_empty(const struct req *r)
{
    return (struct own_visit){
        .employer = "", .place = "", .day = r->today, .mode = "face_to_face", .note = ""};
}

static void show_own_form(struct req *r, const struct form *f)
{
    struct frame frame = page_frame(r, T(lead_mine_visit));

    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    html(r->out, "<p class=\"lead\">%s</p>", T(lead_mine_visit_what));
    page_form_begin(r, "fields", "/mijn/gesproken");
    form_show_fields(r->out, f);
    html(r->out, "<div class=\"buttons\"><button>%s</button><a href=\"/mijn\">%s</a></div></form>",
         T(save), T(cancel));
    page_end(r);
}

void lead_mine_visit_form(struct req *r)
{
    struct own_visit v = own_visit_empty(r);

    show_own_form(r, req_form(r, own_fields, &v));
}

/* The one of this name, in this place when one was typed; 0 when none or several are. */
static int64_t employer_typed(struct req *r, const struct own_visit *v)
{
    enum { SEEN = 20 };
    struct employers found =
        employer_list(r->db, r->arena,
                      (struct employer_filter){.organisation_id = r->user->organisation_id,
                                               .find = v->employer,
                                               .sector = "",
                                               .place = "",
                                               .limit = SEEN});
    const char *name = fold_text(r->arena, v->employer), *place = fold_text(r->arena, v->place);
    int64_t id = 0;
    int n = 0;

    for (size_t i = 0; i < found.n; i++)
        if (!strcmp(fold_text(r->arena, found.at[i].name), name) &&
            (!*place || !strcmp(fold_text(r->arena, found.at[i].place), place))) {
            id = found.at[i].id;
            n++;
        }
    return n == 1 ? id : 0;
}

static int64_t employer_new(struct req *r, const struct own_visit *v)
{
    struct employer e = {.name = v->employer,
                         .kvk = "",
                         .sector = "",
                         .place = v->place,
                         .open_need = "",
                         .agreement = "",
                         .not_before_on = DAY_NONE,
                         .not_before_reason = ""};

    if (employer_add(r, &e) != OK)
        BUG("an employer of a name alone was refused");
    return e.id;
}

void lead_mine_visit_save(struct req *r)
{
    struct own_visit v = own_visit_empty(r);
    struct form *f = req_form(r, own_fields, &v);
    struct trajectory t;

    if (trajectory_get(r->db, r->arena, r->trajectory_id, &t) != OK)
        BUG("the gate let through a trajectory that is not there");
    if (req_form_read(r, f)) {
        if (v.day < t.referred_on)
            form_error(f, "day", TEXT_lead_before_referral);
        if (t.closed_on != DAY_NONE && v.day > t.closed_on)
            form_error(f, NULL, TEXT_mine_closed);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_own_form(r, f);
        return;
    }
    struct client_visit visit = {.trajectory_id = r->trajectory_id,
                                 .employer_id = employer_typed(r, &v),
                                 .day = v.day,
                                 .mode = v.mode,
                                 .note = v.note};
    if (!visit.employer_id)
        visit.employer_id = employer_new(r, &v);
    client_visit_add(r, &visit);
    req_flash_undo(r, TEXT_lead_mine_thanks,
                   arena_fmt(r->arena, "/mijn/gesproken/%" PRId64 "/verwijder", visit.id));
    req_redirect(r, "/mijn");
}

void lead_mine_visit_remove(struct req *r)
{
    if (client_visit_remove(r, r->id) != OK) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_lead_visit_removed);
    req_redirect(r, "/mijn");
}
