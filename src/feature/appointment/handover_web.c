/* handover_web.c: a caseload, or a part of it, to another specialist: choose, confirm, undo.
 * Not: one client (feature/staff), or for a while (cover, feature/consent).
 * Start at handover_choose(). */
#include "feature/appointment/pages.h"

#include "base/log.h"
#include "core/job.h"
#include "feature/consent/consent.h"

enum { BACK_MOST = 31, AHEAD_MOST = 92, CLIENTS_MOST = 300 };

struct entry {
    int64_t from_staff, to_staff;
    int32_t from_on;
    const char *reason;
};

static const struct field fields[] = {
    F_HIDDEN_ID(struct entry, from_staff), F_ID(struct entry, to_staff, TEXT_handover_to, REQUIRED),
    F_DAY(struct entry, from_on, TEXT_handover_from, REQUIRED | NARROW),
    F_TEXT(struct entry, reason, TEXT_grant_reason, REQUIRED, 200), F_END};

static struct entry entry_empty(const struct req *r)
{
    return (struct entry){.from_on = r->today, .reason = ""};
}

/* The clients of this specialist whom this supervisor may hand over. */
static struct trajectory_facts caseload_of(struct req *r, int64_t staff_id)
{
    struct trajectory_facts all =
        trajectory_list(r->db, r->arena, r->user,
                        (struct trajectory_filter){
                            .staff_id = staff_id, .phase = "", .find = "", .limit = CLIENTS_MOST});
    size_t used = 0;

    for (size_t i = 0; i < all.n; i++)
        if (gate_may_change(&all.at[i].gate, GROUP_ASSIGNMENT) &&
            all.at[i].programme_id == r->user->programme_id) /* to its own specialists only */
            all.at[used++] = all.at[i];
    all.n = staff_id ? used : 0;
    return all;
}

static const char *box_name(struct req *r, int64_t trajectory_id)
{
    return arena_fmt(r->arena, "_t_%" PRId64, trajectory_id);
}

/* Those that were ticked, of the caseload. */
static struct trajectory_facts chosen_of(struct req *r, struct trajectory_facts caseload)
{
    struct trajectory_facts chosen = {
        .at = ARENA_ARRAY(r->arena, struct trajectory_fact, caseload.n)};

    for (size_t i = 0; i < caseload.n; i++)
        if (*req_value(r, box_name(r, caseload.at[i].trajectory_id)))
            chosen.at[chosen.n++] = caseload.at[i];
    return chosen;
}

static struct form *form_of(struct req *r, struct entry *e)
{
    struct form *f = req_form(r, fields, e);
    size_t n;
    struct choice *people = handover_specialists(r, r->user->programme_id, &n);

    form_choices(f, "to_staff", people, n);
    form_help(f, "from_on", TEXT_handover_from_help);
    return f;
}

/* ---- choosing -------------------------------------------------------------------------------- */

/* Of the own teams; a specialist without clients has nothing to hand over. */
static void show_whose(struct req *r, int64_t staff_id)
{
    size_t n;
    struct choice *list = grant_caseloads(r, &n);

    html(r->out, "<nav class=\"chips\" aria-label=\"%s\">", T(grant_whose));
    for (size_t i = 0; i < n; i++) {
        bool now = !strcmp(list[i].value, arena_fmt(r->arena, "%" PRId64, staff_id));

        if (now)
            html(r->out, "<a href=\"/overdragen?van=%s\" aria-current=\"true\">%s</a>",
                 list[i].value, list[i].label);
        else
            html(r->out, "<a href=\"/overdragen?van=%s\">%s</a>", list[i].value, list[i].label);
    }
    html(r->out, "</nav>");
    if (!n)
        html(r->out, "<p class=\"empty\">%s</p>", T(handover_nobody));
}

static void show_boxes(struct req *r, const struct trajectory_facts *caseload, bool all)
{
    html(r->out, "<fieldset class=\"field\" id=\"f-wie\" tabindex=\"-1\"><legend>%s</legend>",
         T(handover_who));
    for (size_t i = 0; i < caseload->n; i++) {
        const struct trajectory_fact *f = &caseload->at[i];

        html(r->out,
             "<label class=\"yes\"><input type=\"checkbox\" name=\"%s\" value=\"1\"%s><span>%s "
             "<span class=\"muted small\">%s%s%s</span></span></label>",
             box_name(r, f->trajectory_id),
             all || *req_value(r, box_name(r, f->trajectory_id)) ? " checked" : "", f->list_name,
             code_text(r->lang, trajectory_phases, f->phase), *f->employer ? " · " : "",
             f->employer);
    }
    html(r->out, "</fieldset>");
}

static const char *state_words(struct req *r, const struct handover *h)
{
    if (h->undone_at)
        return T(handover_undone);
    return h->done_at ? "" : T(handover_waits);
}

static void show_log(struct req *r)
{
    struct handovers list = handover_list(r, r->user->programme_id);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(handover_log));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(handover_log_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct handover *h = &list.at[i];

        html(r->out,
             "<li><div class=\"what\"><strong>%s</strong><p>%s</p><p class=\"small\">%s</p></div>",
             text_fill(r->arena, r->lang, TEXT_handover_row, h->from_name, h->to_name,
                       page_day(r, h->from_on), NULL),
             arena_fmt(r->arena, "%s · %s",
                       text_count(r->arena, r->lang, TEXT_handover_clients, h->clients), h->reason),
             arena_fmt(r->arena, "%s %s%s%s", page_day(r, local_from_ms(h->made_at).day),
                       h->by_name, *state_words(r, h) ? " · " : "", state_words(r, h)));
        if (!h->undone_at && h->made_by == r->user->id &&
            (!h->done_at || local_from_ms(h->made_at).day == r->today)) {
            page_form_begin(r, "acts", "/overdragen/%" PRId64 "/terug", h->id);
            html(r->out,
                 "<button class=\"button quiet\">%s<span class=\"sr\">: %s</span></button></form>",
                 T(undo), h->from_name);
        }
        html(r->out, "</li>");
    }
    html(r->out, "</ul></section>");
}

static void show_choose(struct req *r, struct form *f, const struct entry *e, bool all)
{
    struct trajectory_facts caseload = caseload_of(r, e->from_staff);
    struct frame frame = page_frame(r, T(handover_many));

    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    html(r->out, "<p class=\"lead\">%s</p>", T(handover_what));
    show_whose(r, e->from_staff);
    html(r->out, "<div class=\"columns\"><div>");
    if (caseload.n) {
        page_form_begin(r, "fields card", "/overdragen");
        show_boxes(r, &caseload, all);
        form_show_fields(r->out, f);
        html(r->out, "<div class=\"buttons\"><button>%s</button></div></form>", T(handover_next));
    } else if (e->from_staff) {
        html(r->out, "<p class=\"empty\">%s</p>", T(grant_caseload_empty));
    }
    html(r->out, "</div><div>");
    show_log(r);
    html(r->out, "</div></div>");
    page_end(r);
}

void handover_choose(struct req *r)
{
    struct entry e = entry_empty(r);

    e.from_staff = req_query_id(r, "van");
    show_choose(r, form_of(r, &e), &e, true);
}

/* ---- confirming ------------------------------------------------------------------------------ */

/* False: there are messages. */
static bool read_entry(struct req *r, struct form *f, struct entry *e,
                       struct trajectory_facts *chosen)
{
    bool fine = req_form_read(r, f);

    *chosen = chosen_of(r, caseload_of(r, e->from_staff));
    if (!chosen->n)
        form_error(f, NULL, TEXT_handover_who_missing);
    if (e->to_staff && e->to_staff == e->from_staff)
        form_error(f, "to_staff", TEXT_grant_same);
    if (e->from_on != DAY_NONE &&
        (e->from_on < r->today - BACK_MOST || e->from_on > r->today + AHEAD_MOST))
        form_error(f, "from_on", TEXT_handover_from_far);
    return fine && !form_error_count(f);
}

static const char *name_of(const struct choice *list, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(list[i].value, id))
            return list[i].label;
    return "";
}

void handover_confirm(struct req *r)
{
    struct entry e = entry_empty(r);
    struct form *f = form_of(r, &e);
    struct trajectory_facts chosen;
    size_t n;

    if (!read_entry(r, f, &e, &chosen)) {
        req_invalid(r);
        show_choose(r, f, &e, false);
        return;
    }
    struct choice *people = handover_specialists(r, r->user->programme_id, &n);
    const char *to = name_of(people, n, arena_fmt(r->arena, "%" PRId64, e.to_staff));
    page_begin(r, T(handover_confirm_title));
    html(r->out, "<div class=\"card narrow\"><p class=\"lead\">%s</p><ul class=\"points\">",
         text_fill(r->arena, r->lang, TEXT_handover_confirm_what,
                   text_count(r->arena, r->lang, TEXT_handover_clients, (int64_t)chosen.n),
                   chosen.at[0].staff_name, to, page_day_long(r, e.from_on)));
    for (size_t i = 0; i < chosen.n; i++)
        html(r->out, "<li>%s</li>", chosen.at[i].name);
    html(r->out, "</ul><p>%s</p>", T(handover_confirm_more));
    page_form_begin(r, "", "/overdragen/bevestigen");
    for (size_t i = 0; i < chosen.n; i++)
        html(r->out, "<input type=\"hidden\" name=\"%s\" value=\"1\">",
             box_name(r, chosen.at[i].trajectory_id));
    html(r->out,
         "<input type=\"hidden\" name=\"from_staff\" value=\"%" PRId64 "\">"
         "<input type=\"hidden\" name=\"to_staff\" value=\"%" PRId64 "\">"
         "<input type=\"hidden\" name=\"from_on\" value=\"%s\">"
         "<input type=\"hidden\" name=\"reason\" value=\"%s\">",
         e.from_staff, e.to_staff, page_day(r, e.from_on), e.reason);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/overdragen?van=%" PRId64
         "\">%s</a></div></form></div>",
         T(handover_do), e.from_staff, T(cancel));
    page_end(r);
}

void handover_save(struct req *r)
{
    struct entry e = entry_empty(r);
    struct form *f = form_of(r, &e);
    struct trajectory_facts chosen;

    if (!read_entry(r, f, &e, &chosen)) {
        req_invalid(r);
        show_choose(r, f, &e, false);
        return;
    }
    int64_t *trajectories = ARENA_ARRAY(r->arena, int64_t, chosen.n);
    for (size_t i = 0; i < chosen.n; i++)
        trajectories[i] = chosen.at[i].trajectory_id;
    struct handover h = {.programme_id = r->user->programme_id,
                         .from_staff = e.from_staff,
                         .to_staff = e.to_staff,
                         .from_on = e.from_on,
                         .reason = e.reason};
    if (handover_add(r, &h, trajectories, chosen.n) != OK)
        BUG("a hand-over that was checked is refused");
    req_flash_undo(r, e.from_on <= r->today ? TEXT_handover_many_saved : TEXT_handover_many_waits,
                   arena_fmt(r->arena, "/overdragen/%" PRId64 "/terug", h.id));
    req_redirect(r, "/overdragen");
}

void handover_back(struct req *r)
{
    struct handover h;
    size_t left;

    if (handover_get(r->db, r->arena, r->id, &h) != OK || !r->user->programme_id ||
        h.programme_id != r->user->programme_id || h.made_by != r->user->id) {
        req_not_found(r);
        return;
    }
    if (handover_undo(r, &h, &left) != OK) {
        req_error_page(r, 422, TEXT_handover_many, TEXT_handover_undo_late);
        return;
    }
    req_flash(r, left ? TEXT_handover_undone_partly : TEXT_handover_undone_all);
    req_redirect(r, "/overdragen");
}

/* ---- every hour ------------------------------------------------------------------------------ */

bool handover_job(struct job *j)
{
    struct req r = {.arena = j->arena, .site = j->site, .db = j->site->write, .now = now_ms()};

    r.today = local_from_ms(r.now).day;
    site_begin(j->site);
    int64_t n = handover_do_waiting(&r);
    site_commit(j->site);
    j->message = arena_fmt(j->arena, "%" PRId64 " clients handed over", n);
    return true;
}
