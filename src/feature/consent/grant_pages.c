/* grant_pages.c: cover, team discussion and emergency access: asked for, seen, ended.
 * Not: what a grant opens (core/gate.c).
 * Start at grant_emergency_save(). */
#include "base/fold.h"
#include "base/utf8.h"
#include "core/access_req.h"
#include "feature/consent/pages.h"

enum {
    REASON_LEAST = 20, /* characters: one word is no reason */
    COVER_LONGEST = 92 /* days */
};

static const struct code grant_kinds[] = {{"cover", TEXT_grant_cover},
                                          {"discussion", TEXT_grant_discussion},
                                          {"emergency", TEXT_grant_emergency},
                                          {"sample", TEXT_grant_sample},
                                          {NULL}};

/* ---- cover ----------------------------------------------------------------------------------- */

struct cover {
    int64_t from_staff; /* whose caseload */
    int64_t staff_id;
    int32_t from_on, until_on;
    const char *reason;
};

static const struct field cover_fields[] = {
    F_ID(struct cover, staff_id, TEXT_grant_who, REQUIRED),
    F_DAY(struct cover, from_on, TEXT_grant_from_on, REQUIRED | FUTURE_ONLY | NARROW),
    F_DAY(struct cover, until_on, TEXT_grant_until_on, REQUIRED | FUTURE_ONLY | NARROW),
    F_TEXT(struct cover, reason, TEXT_grant_reason, REQUIRED, 200), F_END};
static const struct field caseload_fields[] = {
    F_ID(struct cover, from_staff, TEXT_grant_whose, REQUIRED),
    F_ID(struct cover, staff_id, TEXT_grant_who, REQUIRED),
    F_DAY(struct cover, from_on, TEXT_grant_from_on, REQUIRED | FUTURE_ONLY | NARROW),
    F_DAY(struct cover, until_on, TEXT_grant_until_on, REQUIRED | FUTURE_ONLY | NARROW),
    F_TEXT(struct cover, reason, TEXT_grant_reason, REQUIRED, 200),
    F_END};

static struct cover cover_begun(const struct req *r)
{
    return (struct cover){.from_on = r->today, .until_on = r->today + 14, .reason = ""};
}

static void check_cover(struct form *f, const struct cover *c)
{
    if (c->until_on < c->from_on)
        form_error(f, "until_on", TEXT_grant_until_before);
    else if (c->until_on > c->from_on + COVER_LONGEST)
        form_error(f, "until_on", TEXT_grant_until_long);
}

static void cover_give(struct req *r, const struct cover *c, int64_t client_id)
{
    struct grant g = {.client_id = client_id,
                      .staff_id = c->staff_id,
                      .kind = "cover",
                      .reason = c->reason,
                      .from_at = c->from_on == r->today ? r->now : local_to_ms(c->from_on, 0),
                      .until_at = local_to_ms(c->until_on + 1, 0)};

    grant_add(r, &g);
}

static void show_cover(struct req *r, struct form *f)
{
    client_page_begin(r, T(grant_cover_title), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(grant_cover_what));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/waarneming", r->client_id);
    form_show_fields(r->out, f);
    client_form_end(r);
    page_end(r);
}

static struct form *cover_form_of(struct req *r, struct cover *c)
{
    struct form *f = req_form(r, cover_fields, c);
    size_t n;
    struct choice *people = grant_colleagues(r, consent_trajectory(r).programme_id,
                                             grant_specialist(r, r->trajectory_id), &n);

    form_choices(f, "staff_id", people, n);
    return f;
}

void grant_cover_form(struct req *r)
{
    struct cover c = cover_begun(r);

    show_cover(r, cover_form_of(r, &c));
}

void grant_cover_save(struct req *r)
{
    struct cover c = cover_begun(r);
    struct form *f = cover_form_of(r, &c);

    if (req_form_read(r, f))
        check_cover(f, &c);
    if (consent_trajectory(r).closed_on != DAY_NONE)
        form_error(f, NULL, TEXT_grant_closed);
    if (form_error_count(f)) {
        req_invalid(r);
        show_cover(r, f);
        return;
    }
    cover_give(r, &c, r->client_id);
    req_flash(r, TEXT_grant_cover_saved);
    req_redirect(r, "/deelnemers/%" PRId64, r->client_id);
}

/* ---- cover of a whole caseload --------------------------------------------------------------- */

static struct form *caseload_form_of(struct req *r, struct cover *c)
{
    struct form *f = req_form(r, caseload_fields, c);
    size_t n;
    struct choice *whose = grant_caseloads(r, &n);

    form_choices(f, "from_staff", whose, n);
    int64_t self = user_has_role(r->user, ROLE_SUPERVISOR) ? 0 : r->user->id;
    struct choice *people = grant_colleagues(r, r->user->programme_id, self, &n);
    form_choices(f, "staff_id", people, n);
    return f;
}

static void show_covers(struct req *r)
{
    struct grants list = grant_covers(r);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(grant_covers));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(grant_covers_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct grant *g = &list.at[i];

        html(r->out,
             "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64 "\">%s</a><p>%s</p></div>",
             g->client_id, g->client,
             text_fill(r->arena, r->lang, TEXT_grant_cover_row, g->staff,
                       page_day(r, local_from_ms(g->until_at - 1).day), g->reason, NULL));
        consent_button(r,
                       arena_fmt(r->arena, "/deelnemers/%" PRId64 "/meekijken/%" PRId64 "/einde",
                                 g->client_id, g->id),
                       TEXT_grant_end, g->client);
        html(r->out, "</li>");
    }
    html(r->out, "</ul></section>");
}

static void show_caseload(struct req *r, struct form *f)
{
    struct frame frame = page_frame(r, T(grant_caseload_title));

    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    html(r->out, "<p class=\"lead\">%s</p><div class=\"columns\"><div>", T(grant_caseload_what));
    page_form_begin(r, "fields", "/waarneming");
    form_show_fields(r->out, f);
    html(r->out, "<div class=\"buttons\"><button>%s</button></div></form></div><div>", T(save));
    show_covers(r);
    html(r->out, "</div></div>");
    page_end(r);
}

void grant_caseload_form(struct req *r)
{
    struct cover c = cover_begun(r);

    c.from_staff = user_has_role(r->user, ROLE_SPECIALIST) ? r->user->id : 0;
    show_caseload(r, caseload_form_of(r, &c));
}

void grant_caseload_save(struct req *r)
{
    struct cover c = cover_begun(r);
    struct form *f = caseload_form_of(r, &c);
    size_t n = 0;
    int64_t *clients = NULL;

    if (req_form_read(r, f))
        check_cover(f, &c);
    if (!form_error_count(f) && c.staff_id == c.from_staff)
        form_error(f, "staff_id", TEXT_grant_same);
    if (!form_error_count(f)) {
        clients = grant_caseload(r, c.from_staff, r->user->programme_id, &n);
        if (!n)
            form_error(f, "from_staff", TEXT_grant_caseload_empty);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_caseload(r, f);
        return;
    }
    for (size_t i = 0; i < n; i++) { /* a line for each: each client may ask who looks along */
        cover_give(r, &c, clients[i]);
        r->client_id = clients[i];
        access_req_add(r, ACCESS_GRANT);
    }
    r->client_id = 0;
    r->access = ACCESS_NOTHING;
    req_flash(r, TEXT_grant_cover_saved);
    req_redirect(r, "/waarneming");
}

/* ---- team discussion ------------------------------------------------------------------------- */

struct discussion {
    const char *reason;
    const char *who; /* only to hang a message on: the boxes are drawn here */
};

static const struct field discussion_fields[] = {
    F_TEXT(struct discussion, who, TEXT_grant_attend, 0, 10),
    F_TEXT(struct discussion, reason, TEXT_grant_discussion_reason, REQUIRED, 200), F_END};

static void show_discussion(struct req *r, struct form *f, const struct choice *people, size_t n)
{
    bool wrong = form_wrong(f, "who");

    client_page_begin(r, T(grant_discussion_title), f);
    html(r->out, "<p class=\"lead\">%s</p>",
         text_count(r->arena, r->lang, TEXT_grant_discussion_what,
                    consent_hours(r->db, "discussion_hours", 3)));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/bespreking", r->client_id);
    html(r->out, "<fieldset class=\"field%s\" id=\"f-who\" tabindex=\"-1\"%s><legend>%s</legend>",
         wrong ? " wrong" : "", wrong ? " aria-describedby=\"f-who-error\"" : "", T(grant_attend));
    if (wrong)
        html(r->out, "<p class=\"error\" id=\"f-who-error\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_error_mark, T(grant_attend_missing), NULL, NULL,
                       NULL));
    for (size_t i = 0; i < n; i++)
        html(r->out,
             "<label class=\"yes\"><input type=\"checkbox\" name=\"_who_%s\" value=\"1\"%s>"
             "<span>%s</span></label>",
             people[i].value,
             *req_value(r, arena_fmt(r->arena, "_who_%s", people[i].value)) ? " checked" : "",
             people[i].label);
    html(r->out, "</fieldset>");
    form_show_field(r->out, f, "reason");
    client_form_end(r);
    page_end(r);
}

void grant_discussion_form(struct req *r)
{
    struct discussion d = {"", ""};
    size_t n;
    struct choice *people = grant_colleagues(r, consent_trajectory(r).programme_id,
                                             grant_specialist(r, r->trajectory_id), &n);

    show_discussion(r, req_form(r, discussion_fields, &d), people, n);
}

void grant_discussion_save(struct req *r)
{
    struct discussion d = {"", ""};
    struct form *f = req_form(r, discussion_fields, &d);
    size_t n, attend = 0;
    struct choice *people = grant_colleagues(r, consent_trajectory(r).programme_id,
                                             grant_specialist(r, r->trajectory_id), &n);
    bool fine = req_form_read(r, f);

    for (size_t i = 0; i < n; i++)
        attend += *req_value(r, arena_fmt(r->arena, "_who_%s", people[i].value)) != '\0';
    if (!attend)
        form_error(f, "who", TEXT_grant_attend_missing);
    if (!fine || form_error_count(f)) {
        req_invalid(r);
        show_discussion(r, f, people, n);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        struct grant g = {
            .client_id = r->client_id, .kind = "discussion", .reason = d.reason, .from_at = r->now};

        if (!*req_value(r, arena_fmt(r->arena, "_who_%s", people[i].value)) ||
            !id_parse(people[i].value, &g.staff_id))
            continue;
        g.until_at = r->now + consent_hours(r->db, "discussion_hours", 3) * 3600 * 1000;
        grant_add(r, &g);
    }
    req_flash(r, TEXT_grant_discussion_saved);
    req_redirect(r, "/deelnemers/%" PRId64, r->client_id);
}

/* ---- emergency access ------------------------------------------------------------------------ */

struct emergency {
    const char *name;
    int32_t birth_on;
    const char *reason;
};

static const struct field emergency_fields[] = {
    F_TEXT(struct emergency, name, TEXT_grant_emergency_name, REQUIRED, 200),
    F_DAY(struct emergency, birth_on, TEXT_grant_emergency_birth, REQUIRED | PAST_ONLY | NARROW),
    F_NOTE(struct emergency, reason, TEXT_grant_emergency_reason, REQUIRED, 1000), F_END};
static const struct field emergency_known_fields[] = {
    F_NOTE(struct emergency, reason, TEXT_grant_emergency_reason, REQUIRED, 1000), F_END};

/* A client whose name this user sees anyway, as a colleague of the team; 0: none. */
static int64_t known_client(struct req *r)
{
    int64_t id = http_method(r->x) == HTTP_POST ? req_value_id(r, "_wie") : req_query_id(r, "wie");
    struct gate gate = {0};

    if (id)
        gate = gate_client(r->db, r->user, id, r->now);
    return id && gate_sees(&gate, GROUP_NAME) ? id : 0;
}

static void show_emergency(struct req *r, struct form *f, int64_t known)
{
    struct frame frame = page_frame(r, T(grant_emergency_title));
    struct client c;

    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    html(r->out, "<div class=\"next-step\"><p>%s</p></div>",
         text_count(r->arena, r->lang, TEXT_grant_emergency_what,
                    consent_hours(r->db, "emergency_hours", 4)));
    page_form_begin(r, "fields", "/noodtoegang");
    if (known && client_get(r->db, r->arena, known, &c) == OK)
        html(r->out,
             "<p class=\"lead\"><strong>%s</strong></p>"
             "<input type=\"hidden\" name=\"_wie\" value=\"%" PRId64 "\">",
             client_name(r->arena, &c), known);
    form_help(f, "reason", TEXT_grant_emergency_reason_help);
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button class=\"danger\">%s</button><a "
         "href=\"/\">%s</a></div></form>",
         T(grant_emergency_open), T(cancel));
    page_end(r);
}

static struct form *emergency_form_of(struct req *r, struct emergency *e, int64_t known)
{
    *e = (struct emergency){.name = "", .birth_on = DAY_NONE, .reason = ""};
    return req_form(r, known ? emergency_known_fields : emergency_fields, e);
}

void grant_emergency_form(struct req *r)
{
    struct emergency e;
    int64_t known = known_client(r);

    if (known) {
        r->client_id = known; /* the name is shown: the log says whose */
        r->access = ACCESS_READ;
    }
    show_emergency(r, emergency_form_of(r, &e, known), known);
}

/* Every word that was typed is a part of this name? */
static bool name_fits(struct req *r, const char *typed, int64_t client_id)
{
    struct client c;
    size_t n_typed, n_name;

    if (client_get(r->db, r->arena, client_id, &c) != OK)
        return false;
    const char **want = fold_tokens(r->arena, typed, &n_typed);
    const char **have = fold_tokens(r->arena, client_name(r->arena, &c), &n_name);
    for (size_t i = 0; i < n_typed; i++) {
        bool found = false;

        for (size_t j = 0; j < n_name && !found; j++)
            found = !strcmp(want[i], have[j]);
        if (!found)
            return false;
    }
    return n_typed > 0;
}

/* The one client of the user's programmes with this name and birth day; 0: none, or several. */
static int64_t find_client(struct req *r, const struct emergency *e)
{
    int64_t found = 0;

    for (size_t i = 0; i < r->user->n_roles; i++) {
        const struct user_role *role = &r->user->roles[i];
        size_t n = 0;

        if (role->role != ROLE_SPECIALIST && role->role != ROLE_SUPERVISOR)
            continue;
        const int64_t *born = grant_born_on(r, role->programme_id, e->birth_on, &n);
        for (size_t k = 0; k < n; k++) {
            if (!name_fits(r, e->name, born[k]))
                continue;
            if (found && found != born[k])
                return 0;
            found = born[k];
        }
    }
    return found;
}

/* Refused, but the attempt stands in the log: who guesses names is seen. */
static void emergency_refuse(struct req *r, struct form *f, int64_t known)
{
    r->client_id = known;
    r->access = ACCESS_REFUSED;
    http_status(r->x, 422);
    show_emergency(r, f, known);
}

void grant_emergency_save(struct req *r)
{
    struct emergency e;
    int64_t known = known_client(r), client_id = known;
    struct form *f = emergency_form_of(r, &e, known);

    if (req_form_read(r, f) && utf8_length(e.reason) < REASON_LEAST)
        form_error(f, "reason", TEXT_grant_emergency_short);
    if (!form_error_count(f) && !known) {
        client_id = find_client(r, &e);
        if (!client_id)
            form_error(f, "name", TEXT_grant_emergency_nobody);
    }
    if (form_error_count(f)) {
        emergency_refuse(r, f, known);
        return;
    }
    struct gate gate = gate_client(r->db, r->user, client_id, r->now);
    r->client_id = client_id;
    if (gate_sees(&gate, GROUP_NOTES)) { /* one's own: nothing to break open */
        r->access = ACCESS_NOTHING;
    } else {
        struct grant g = {.client_id = client_id,
                          .staff_id = r->user->id,
                          .kind = "emergency",
                          .reason = e.reason,
                          .from_at = r->now};

        g.until_at = r->now + consent_hours(r->db, "emergency_hours", 4) * 3600 * 1000;
        grant_add(r, &g);
        req_flash(r, TEXT_grant_emergency_opened);
    }
    req_redirect(r, "/deelnemers/%" PRId64, client_id);
}

/* ---- ending and taking note ------------------------------------------------------------------ */

void grant_end_save(struct req *r)
{
    struct grant g;

    if (grant_get(r->db, r->arena, r->id, &g) != OK || g.client_id != r->client_id ||
        !strcmp(g.kind, "consent")) {
        req_not_found(r);
        return;
    }
    grant_end(r, g.id, r->client_id);
    req_flash(r, TEXT_grant_ended);
    req_redirect(r, "/deelnemers/%" PRId64 "/toestemming", r->client_id);
}

/* Whoever looks along stops. */
void grant_end_own(struct req *r)
{
    struct grant g;

    if (grant_get(r->db, r->arena, r->id, &g) != OK || g.staff_id != r->user->id ||
        !strcmp(g.kind, "consent")) {
        req_not_found(r);
        return;
    }
    r->client_id = g.client_id;
    grant_end(r, g.id, g.client_id);
    req_flash(r, TEXT_grant_ended_own);
    req_redirect(r, "/vandaag");
}

void grant_seen_save(struct req *r)
{
    grant_seen(r, r->id, r->client_id);
    req_redirect(r, "/vandaag");
}

/* ---- showing --------------------------------------------------------------------------------- */

static const char *grant_words(struct req *r, const struct grant *g)
{
    /* Only these two are counted in hours. */
    bool days = strcmp(g->kind, "discussion") && strcmp(g->kind, "emergency");
    int64_t end = g->ended_at ? g->ended_at : g->until_at;

    return text_fill(
        r->arena, r->lang, grant_runs(g, r->now) ? TEXT_grant_runs : TEXT_grant_ran, g->staff,
        code_text(r->lang, grant_kinds, g->kind),
        days ? page_day(r, local_from_ms(g->from_at).day) : consent_when(r, g->from_at),
        days && !g->ended_at ? page_day(r, local_from_ms(end - 1).day) : consent_when(r, end));
}

static void show_grant(struct req *r, const struct grant *g)
{
    html(r->out, "<li><div class=\"what\"><p>%s</p><p class=\"small muted\">%s</p></div>",
         grant_words(r, g),
         text_fill(r->arena, r->lang,
                   !*g->reason                    ? TEXT_grant_by
                   : strcmp(g->kind, "emergency") ? TEXT_grant_why
                                                  : TEXT_grant_why_own,
                   g->reason, g->giver, NULL, NULL));
    if (grant_runs(g, r->now)) {
        html(r->out, "<div class=\"acts\">");
        if (g->staff_id == r->user->id)
            consent_button(r, arena_fmt(r->arena, "/meekijken/%" PRId64 "/einde", g->id),
                           TEXT_grant_end_own, g->staff);
        else if (gate_may_change(&r->gate, GROUP_ASSIGNMENT))
            consent_button(r,
                           arena_fmt(r->arena,
                                     "/deelnemers/%" PRId64 "/meekijken/%" PRId64 "/einde",
                                     r->client_id, g->id),
                           TEXT_grant_end, g->staff);
        html(r->out, "</div>");
    }
    html(r->out, "</li>");
}

void grant_list_show(struct req *r, bool all)
{
    struct grants list = grant_by_client(r->db, r->arena, r->client_id);
    size_t shown = 0;

    if (all)
        html(r->out, "<section class=\"card\"><h2>%s</h2>", T(grant_title));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        if (!all && !grant_runs(&list.at[i], r->now))
            continue;
        show_grant(r, &list.at[i]);
        shown++;
    }
    html(r->out, "</ul>");
    if (all && !shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(grant_none));
    if (all)
        html(r->out, "</section>");
}

void consent_show_watching(struct req *r)
{
    struct grants list = grant_by_client(r->db, r->arena, r->client_id);
    size_t running = 0;

    for (size_t i = 0; i < list.n; i++)
        running += grant_runs(&list.at[i], r->now);
    if (!running || !gate_sees(&r->gate, GROUP_CONSENT))
        return;
    html(r->out, "<section class=\"card\" id=\"meekijken\"><h2>%s</h2>", T(grant_now));
    grant_list_show(r, false);
    html(r->out, "</section>");
}

void consent_looks_show(struct req *r, const struct trajectory_facts *caseload)
{
    struct grant g;

    for (size_t i = 0; i < caseload->n; i++) {
        const struct trajectory_fact *f = &caseload->at[i];

        if (!f->emergency_id || f->staff_id != r->user->id ||
            grant_get(r->db, r->arena, f->emergency_id, &g) != OK)
            continue;
        html(r->out,
             "<div class=\"next-step\"><p><strong>%s</strong> %s <a href=\"/deelnemers/%" PRId64
             "/toestemming\">%s</a></p>",
             T(grant_emergency_mark),
             text_fill(r->arena, r->lang, TEXT_grant_emergency_was, g.staff,
                       consent_when(r, g.from_at), f->name, g.reason),
             f->client_id, T(show));
        consent_button(r,
                       arena_fmt(r->arena, "/deelnemers/%" PRId64 "/meekijken/%" PRId64 "/gezien",
                                 f->client_id, g.id),
                       TEXT_grant_seen, f->name);
        html(r->out, "</div>");
    }
}
