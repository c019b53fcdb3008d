/* staff_web.c: Beheer, for staff, roles and teams; and handing over a client.
 * Not: what a role may do (core/perm.c).
 * Start at admin_page(). */
#include "core/codes.h"
#include "core/site.h"
#include "feature/client/client.h"
#include "feature/staff/staff.h"
#include "feature/trajectory/trajectory.h"

static const struct field fields[] = {
    F_TEXT(struct staff, name, TEXT_staff_name, REQUIRED, 150),
    F_TEXT(struct staff, login, TEXT_staff_login, REQUIRED | NARROW, 60),
    F_TEXT_AS(FIELD_EMAIL, struct staff, email, TEXT_staff_email, 0, 200),
    F_CODE(struct staff, language, TEXT_staff_language, REQUIRED, staff_languages),
    F_HUNDREDTHS(struct staff, hours_week, TEXT_staff_hours, REQUIRED | NARROW, 0, 6000),
    F_HUNDREDTHS(struct staff, fte, TEXT_staff_fte, REQUIRED | NARROW, 0, 200),
    F_YES(struct staff, gone, TEXT_staff_gone),
    F_HIDDEN_ID(struct staff, version),
    F_END};

struct role_entry {
    const char *role;
    int64_t place;      /* a team, or a programme as a whole */
    const char *client; /* the number on the client's page: who gives out accounts sees no names */
    const char *funder;
    int32_t from_on;
    int32_t to_on;
};
static const struct field role_fields[] = {
    F_CODE(struct role_entry, role, TEXT_staff_role, REQUIRED, staff_roles),
    F_ID(struct role_entry, place, TEXT_staff_place, NARROW),
    F_TEXT(struct role_entry, client, TEXT_staff_client, NARROW, 20),
    F_CODE(struct role_entry, funder, TEXT_staff_funder, NARROW, NULL),
    F_DAY(struct role_entry, from_on, TEXT_staff_from, REQUIRED | NARROW),
    F_DAY(struct role_entry, to_on, TEXT_staff_to, FUTURE_ONLY | NARROW),
    F_END};

struct unit {
    const char *name;
    int64_t programme;
};
static const struct field programme_fields[] = {
    F_TEXT(struct unit, name, TEXT_staff_programme_name, REQUIRED, 150), F_END};

/* ---- the list -------------------------------------------------------------------------------- */

static void admin_page(struct req *r)
{
    struct staff_list all = staff_all(r);
    struct frame frame = page_frame(r, T(staff_admin));

    frame.wide = true;
    page_begin_frame(r, &frame);
    html(r->out,
         "<div class=\"buttons\"><a class=\"button\" href=\"/beheer/medewerker\">%s</a>"
         "<a class=\"button quiet\" href=\"/beheer/teams\">%s</a>"
         "<a class=\"button quiet\" href=\"/beheer/loongegevens\">%s</a></div>"
         "<section class=\"card\"><h2>%s</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\""
         " aria-label=\"%s\"><table class=\"data cards\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody data-rows>",
         T(staff_new), T(staff_teams), T(payroll_limits), T(staff), T(staff), T(staff_name),
         T(staff_login), T(staff_roles_title));
    for (size_t i = 0; i < all.n; i++) {
        const struct staff *s = &all.at[i];

        html(r->out,
             "<tr><th scope=\"row\"><a href=\"/beheer/medewerker/%" PRId64 "\">%s</a></th>"
             "<td data-label=\"%s\">%s</td><td data-label=\"%s\">%s</td></tr>",
             s->id, s->name, T(staff_login), s->login, T(staff_roles_title),
             s->gone ? T(staff_gone) : s->roles);
    }
    html(r->out, "</tbody></table></div></section>");
    page_end(r);
}

/* ---- one staff member ------------------------------------------------------------------------ */

static void begin_under_admin(struct req *r, const char *title, size_t errors)
{
    struct frame_link crumbs[] = {{"/beheer", T(staff_admin), NULL, 0}};
    struct frame frame = page_frame(r, title);

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    frame.errors = errors;
    page_begin_frame(r, &frame);
}

static void show_staff_form(struct req *r, struct form *f, int64_t id)
{
    if (id)
        page_form_begin(r, "fields", "/beheer/medewerker/%" PRId64, id);
    else
        page_form_begin(r, "fields", "/beheer/medewerker");
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/beheer\">%s</a></div></form>",
         T(save), T(cancel));
}

/* Per programme: the whole of it, then its teams. */
static const struct choice *places(struct req *r, size_t *n)
{
    struct teams teams = staff_teams(r->db, r->arena, r->user->organisation_id);
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, 2 * teams.n);
    int64_t programme = 0;

    *n = 0;
    for (size_t i = 0; i < teams.n; i++) {
        const struct team *t = &teams.at[i];

        if (t->programme_id != programme)
            choices[(*n)++] = (struct choice){arena_fmt(r->arena, "%" PRId64, t->programme_id),
                                              text_fill(r->arena, r->lang, TEXT_staff_place_whole,
                                                        t->programme, NULL, NULL, NULL),
                                              t->programme};
        programme = t->programme_id;
        if (t->id)
            choices[(*n)++] =
                (struct choice){arena_fmt(r->arena, "%" PRId64, t->id), t->name, t->programme};
    }
    return choices;
}

static const struct choice *funders(struct req *r, size_t *n)
{
    size_t towns;
    const struct choice *list = codes_choices("municipalities", r->lang, &towns);
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, towns + 1);

    choices[0] = (struct choice){"uwv", "UWV", NULL};
    memcpy(choices + 1, list, towns * sizeof(*list));
    *n = towns + 1;
    return choices;
}

static struct form *role_form(struct req *r, struct role_entry *e)
{
    size_t n;

    *e = (struct role_entry){
        .role = "", .client = "", .funder = "", .from_on = r->today, .to_on = DAY_NONE};
    struct form *f = req_form(r, role_fields, e);
    const struct choice *list = places(r, &n);
    form_choices(f, "place", list, n);
    list = funders(r, &n);
    form_choices(f, "funder", list, n);
    form_help(f, "client", TEXT_staff_client_help);
    return f;
}

/* Where, or of whom. */
static const char *role_of_what(struct req *r, const struct staff_role_row *role)
{
    if (role->client_id)
        return arena_fmt(r->arena, "%s %" PRId64, T(client_number), role->client_id);
    if (*role->funder)
        return !strcmp(role->funder, "uwv") ? "UWV"
                                            : codes_label("municipalities", r->lang, role->funder);
    return role->place;
}

static void show_roles(struct req *r, int64_t staff_id, struct form *f)
{
    size_t n;
    struct staff_role_row *roles = staff_roles_of(r->db, r->arena, staff_id, &n);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(staff_roles_title));
    if (!n)
        html(r->out, "<p class=\"empty\">%s</p>", T(staff_roles_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < n; i++) {
        html(r->out, "<li><div class=\"what\"><strong>%s</strong><p>%s %s %s</p></div>",
             code_text(r->lang, staff_roles, roles[i].role), role_of_what(r, &roles[i]),
             page_day(r, roles[i].from_on),
             roles[i].to_on == DAY_NONE ? ""
                                        : text_fill(r->arena, r->lang, TEXT_staff_until,
                                                    page_day(r, roles[i].to_on), NULL, NULL, NULL));
        if (roles[i].to_on == DAY_NONE || roles[i].to_on >= r->today) {
            page_form_begin(r, "acts", "/beheer/medewerker/%" PRId64 "/rol/einde", staff_id);
            html(r->out,
                 "<input type=\"hidden\" name=\"_role\" value=\"%" PRId64 "\">"
                 "<button class=\"link\">%s<span class=\"sr\">: %s</span></button></form>",
                 roles[i].id, T(staff_role_end), code_text(r->lang, staff_roles, roles[i].role));
        }
        html(r->out, "</li>");
    }
    html(r->out, "</ul><h3>%s</h3>", T(staff_role_add));
    page_form_begin(r, "fields", "/beheer/medewerker/%" PRId64 "/rol", staff_id);
    form_show_fields(r->out, f);
    html(r->out, "<div class=\"buttons\"><button>%s</button></div></form></section>", T(add));
}

static void show_factor(struct req *r, int64_t staff_id)
{
    if (!staff_has_factor(r->db, staff_id))
        return;
    page_form_begin(r, "card", "/beheer/medewerker/%" PRId64 "/code", staff_id);
    html(r->out, "<p>%s</p><button class=\"quiet\">%s</button></form>", T(staff_factor_about),
         T(staff_factor_remove));
}

static void show_provider(struct req *r, int64_t staff_id)
{
    const char *name = r->site->config.provider_name;
    enum staff_provider state = staff_provider_of(r->db, staff_id);

    if (!r->site->config.provider)
        return;
    page_form_begin(r, "card", "/beheer/medewerker/%" PRId64 "/aanbieder", staff_id);
    html(r->out,
         "<p>%s</p><input type=\"hidden\" name=\"_mag\" value=\"%s\">"
         "<button class=\"quiet\">%s</button></form>",
         text_fill(r->arena, r->lang,
                   state == PROVIDER_LINKED    ? TEXT_staff_provider_linked
                   : state == PROVIDER_ALLOWED ? TEXT_staff_provider_allowed
                                               : TEXT_staff_provider_not,
                   name, NULL, NULL, NULL),
         state == PROVIDER_NOT ? "ja" : "",
         state == PROVIDER_NOT ? T(staff_provider_allow) : T(staff_provider_stop));
}

/* One page for the person and the roles; whichever form has messages shows them. */
static void show_staff(struct req *r, const struct staff *s, struct form *f, struct form *roles)
{
    begin_under_admin(r, s->id ? s->name : T(staff_new),
                      form_error_count(f) + (roles ? form_error_count(roles) : 0));
    form_show_errors(r->out, f);
    if (roles)
        form_show_errors(r->out, roles);
    show_staff_form(r, f, s->id);
    if (roles) {
        show_roles(r, s->id, roles);
        page_form_begin(r, "card", "/beheer/medewerker/%" PRId64 "/wachtzin", s->id);
        html(r->out, "<button class=\"quiet\">%s</button></form>", T(staff_passphrase_new));
        show_factor(r, s->id);
        show_provider(r, s->id);
    }
    page_end(r);
}

static bool load(struct req *r, struct staff *s)
{
    if (staff_get(r->db, r->arena, r->user->organisation_id, r->id, s) == OK)
        return true;
    req_not_found(r);
    return false;
}

static void staff_page(struct req *r)
{
    struct staff s;
    struct role_entry e;

    if (load(r, &s))
        show_staff(r, &s, req_form(r, fields, &s), role_form(r, &e));
}

/* link: to hand over, or "" when it was mailed. */
static void show_invited(struct req *r, const struct staff *s, const char *link)
{
    begin_under_admin(r, s->name, 0);
    html(r->out, "<section class=\"card\">");
    if (*link)
        html(r->out, "<p>%s</p><p><code class=\"link\">%s</code></p><p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_staff_link_shown, s->name, NULL, NULL, NULL), link,
             T(staff_link_once));
    else
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_staff_link_mailed, s->email, NULL, NULL, NULL));
    html(r->out,
         "</section><p><a class=\"button\" href=\"/beheer/medewerker/%" PRId64 "\">%s</a></p>",
         s->id, T(staff_role_add));
    page_end(r);
}

static struct staff staff_empty(void)
{
    return (struct staff){.login = "",
                          .name = "",
                          .email = "",
                          .language = "nl",
                          .hours_week = 3600,
                          .fte = 100,
                          .roles = ""};
}

static void staff_new(struct req *r)
{
    struct staff s = staff_empty();

    show_staff(r, &s, req_form(r, fields, &s), NULL);
}

static void staff_create(struct req *r)
{
    struct staff s = staff_empty();
    struct form *f = req_form(r, fields, &s);

    if (req_form_read(r, f) && staff_add(r, &s) == CONFLICT)
        form_error(f, "login", TEXT_staff_taken);
    if (form_error_count(f)) {
        s.id = 0;
        req_invalid(r);
        show_staff(r, &s, f, NULL);
        return;
    }
    show_invited(r, &s, staff_invite(r, &s));
}

static void staff_save(struct req *r)
{
    struct staff was, s;
    struct role_entry e;

    if (!load(r, &was))
        return;
    s = was;
    struct form *f = req_form(r, fields, &s);
    if (req_form_read(r, f)) {
        enum rc rc = staff_change(r, &s);

        if (rc == CONFLICT)
            form_error(f, "login", TEXT_staff_taken);
        else if (rc == STALE)
            form_error(f, NULL, TEXT_staff_stale);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_staff(r, &was, f, role_form(r, &e));
        return;
    }
    req_flash(r, TEXT_staff_saved);
    req_redirect(r, "/beheer");
}

/* A team with its programme, or a programme as a whole; of the own organisation. */
static void place_read(struct req *r, int64_t place, struct staff_role_row *role)
{
    struct teams teams = staff_teams(r->db, r->arena, r->user->organisation_id);

    for (size_t i = 0; i < teams.n; i++) {
        if (teams.at[i].id == place || teams.at[i].programme_id == place)
            role->programme_id = teams.at[i].programme_id;
        if (teams.at[i].id == place)
            role->team_id = place;
    }
}

/* The entry as a role; what is missing or not ours becomes a message. */
static struct staff_role_row role_read(struct req *r, struct form *f, const struct role_entry *e)
{
    enum staff_role_needs needs = staff_role_needs(e->role);
    struct staff_role_row role = {
        .role = e->role, .funder = e->funder, .from_on = e->from_on, .to_on = e->to_on};

    if (e->place)
        place_read(r, e->place, &role);
    if (needs == STAFF_NEEDS_PLACE && !role.programme_id)
        form_error(f, "place", TEXT_staff_team_needed);
    if (needs == STAFF_NEEDS_FUNDER && !*e->funder)
        form_error(f, "funder", TEXT_staff_funder_needed);
    if (needs == STAFF_NEEDS_CLIENT &&
        (!id_parse(e->client, &role.client_id) || !staff_client_known(r, role.client_id)))
        form_error(f, "client", TEXT_staff_client_unknown);
    if (e->to_on != DAY_NONE && e->to_on < e->from_on)
        form_error(f, "to_on", TEXT_staff_to_before);
    return role;
}

static void role_save(struct req *r)
{
    struct staff s;
    struct role_entry e;
    struct staff_role_row role = {.role = ""};

    if (!load(r, &s))
        return;
    struct form *f = role_form(r, &e);
    if (req_form_read(r, f))
        role = role_read(r, f, &e);
    if (form_error_count(f)) {
        req_invalid(r);
        show_staff(r, &s, req_form(r, fields, &s), f);
        return;
    }
    staff_role_add(r, s.id, &role);
    req_flash(r, TEXT_staff_added);
    req_redirect(r, "/beheer/medewerker/%" PRId64, s.id);
}

static void role_end(struct req *r)
{
    struct staff s;

    if (!load(r, &s))
        return;
    if (staff_role_end(r, s.id, req_value_id(r, "_role")) != OK) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_staff_ended);
    req_redirect(r, "/beheer/medewerker/%" PRId64, s.id);
}

static void passphrase_reset(struct req *r)
{
    struct staff s;

    if (!load(r, &s))
        return;
    show_invited(r, &s, staff_invite(r, &s));
}

static void factor_remove(struct req *r)
{
    struct staff s;

    if (!load(r, &s))
        return;
    staff_remove_factor(r, s.id);
    req_flash(r, TEXT_staff_factor_removed);
    req_redirect(r, "/beheer/medewerker/%" PRId64, s.id);
}

static void provider_save(struct req *r)
{
    struct staff s;

    if (!load(r, &s))
        return;
    if (r->site->config.provider)
        staff_provider_set(r, s.id, *req_value(r, "_mag"));
    req_flash(r, TEXT_staff_saved);
    req_redirect(r, "/beheer/medewerker/%" PRId64, s.id);
}

/* ---- programmes and teams -------------------------------------------------------------------- */

static void show_teams(struct req *r, struct form *f)
{
    struct teams teams = staff_teams(r->db, r->arena, r->user->organisation_id);
    int64_t programme = 0;

    begin_under_admin(r, T(staff_teams), form_error_count(f));
    form_show_errors(r->out, f);
    if (!teams.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(staff_teams_none));
    for (size_t i = 0; i < teams.n; i++) {
        const struct team *t = &teams.at[i];

        if (t->programme_id != programme) {
            programme = t->programme_id;
            html(r->out, "<h2>%s</h2>", t->programme);
            page_form_begin(r, "tools", "/beheer/teams");
            html(r->out,
                 "<input type=\"hidden\" name=\"_programme\" value=\"%" PRId64
                 "\"><div class=\"field\">"
                 "<label for=\"team-%" PRId64 "\">%s</label><input id=\"team-%" PRId64
                 "\" name=\"name\""
                 " required maxlength=\"150\"></div><button class=\"quiet\">%s</button></form>",
                 programme, programme, T(staff_team_name), programme, T(staff_team_new));
        }
        if (t->id)
            html(r->out, "<p>%s</p>", t->name);
    }
    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(staff_programme_new));
    page_form_begin(r, "fields", "/beheer/teams");
    form_show_fields(r->out, f);
    html(r->out, "<div class=\"buttons\"><button>%s</button></div></form></section>", T(add));
    page_end(r);
}

static void teams_page(struct req *r)
{
    struct unit unit = {.name = ""};

    show_teams(r, req_form(r, programme_fields, &unit));
}

static void teams_save(struct req *r)
{
    struct unit unit = {.name = "", .programme = req_value_id(r, "_programme")};
    struct form *f = req_form(r, programme_fields, &unit);

    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_teams(r, f);
        return;
    }
    if (!unit.programme) {
        staff_programme_add(r, unit.name);
    } else if (staff_team_add(r, unit.programme, unit.name) != OK) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_staff_added);
    req_redirect(r, "/beheer/teams");
}

/* ---- handing over ---------------------------------------------------------------------------- */

struct handover {
    int64_t staff;
    int32_t from_on;
};
static const struct field handover_fields[] = {
    F_ID(struct handover, staff, TEXT_handover_to, REQUIRED),
    F_DAY(struct handover, from_on, TEXT_handover_from, REQUIRED | PAST_ONLY | NARROW), F_END};

static struct form *handover_form(struct req *r, struct handover *h)
{
    struct trajectory t;

    if (trajectory_get(r->db, r->arena, r->trajectory_id, &t) != OK)
        BUG("the gate let through a trajectory that is not there");
    struct staff_list people = staff_specialists(r->db, r->arena, t.team_id, r->today);
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, people.n);
    *h = (struct handover){.from_on = r->today};
    for (size_t i = 0; i < people.n; i++)
        choices[i] = (struct choice){arena_fmt(r->arena, "%" PRId64, people.at[i].id),
                                     people.at[i].name, NULL};
    struct form *f = req_form(r, handover_fields, h);
    form_choices(f, "staff", choices, people.n);
    return f;
}

static void show_handover(struct req *r, struct form *f)
{
    client_page_begin(r, T(handover_title), f);
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/overdragen", r->client_id);
    form_show_fields(r->out, f);
    client_form_end(r);
    page_end(r);
}

static void handover_page(struct req *r)
{
    struct handover h;

    show_handover(r, handover_form(r, &h));
}

static void handover_save(struct req *r)
{
    struct handover h;
    struct form *f = handover_form(r, &h);

    if (req_form_read(r, f) && trajectory_assign(r, r->trajectory_id, h.staff, h.from_on) != OK)
        form_error(f, "staff", TEXT_error_choice);
    if (form_error_count(f)) {
        req_invalid(r);
        show_handover(r, f);
        return;
    }
    req_flash(r, TEXT_handover_saved);
    req_redirect(r, "/deelnemers/%" PRId64, r->client_id);
}

static void block(struct req *r)
{
    struct trajectory_fact f;

    if (trajectory_fact_get(r->db, r->arena, r->trajectory_id, &f) != OK)
        return;
    html(r->out, "<p>%s</p>", *f.staff_name ? f.staff_name : T(trajectory_none_assigned));
    if (user_may(r->user, PERM_CLIENT_ASSIGN) && gate_may_change(&r->gate, GROUP_ASSIGNMENT))
        html(r->out,
             "<p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/overdragen\">%s</a></p>",
             r->client_id, T(handover));
}

static const struct route routes[] = {
    {GET, "/beheer", admin_page, SCOPE_NONE, PERM_STAFF_ADMIN, READ, ACCESS_NOTHING,
     TEXT_staff_admin},
    {GET, "/beheer/medewerker", staff_new, SCOPE_NONE, PERM_STAFF_ADMIN, READ, ACCESS_NOTHING,
     TEXT_staff_new},
    {POST, "/beheer/medewerker", staff_create, SCOPE_NONE, PERM_STAFF_ADMIN, WRITE, ACCESS_ACCOUNT,
     TEXT_staff_new},
    {GET, "/beheer/medewerker/:id", staff_page, SCOPE_NONE, PERM_STAFF_ADMIN, READ, ACCESS_NOTHING,
     TEXT_staff_change},
    {POST, "/beheer/medewerker/:id", staff_save, SCOPE_NONE, PERM_STAFF_ADMIN, WRITE,
     ACCESS_ACCOUNT, TEXT_staff_change},
    {POST, "/beheer/medewerker/:id/rol", role_save, SCOPE_NONE, PERM_STAFF_ADMIN, WRITE,
     ACCESS_ROLE, TEXT_staff_role_add},
    {POST, "/beheer/medewerker/:id/rol/einde", role_end, SCOPE_NONE, PERM_STAFF_ADMIN, WRITE,
     ACCESS_ROLE, TEXT_staff_role_end},
    {POST, "/beheer/medewerker/:id/wachtzin", passphrase_reset, SCOPE_NONE, PERM_STAFF_ADMIN, WRITE,
     ACCESS_ACCOUNT, TEXT_staff_passphrase_new},
    {POST, "/beheer/medewerker/:id/code", factor_remove, SCOPE_NONE, PERM_STAFF_ADMIN, WRITE,
     ACCESS_FACTOR_OFF, TEXT_staff_factor_remove},
    {POST, "/beheer/medewerker/:id/aanbieder", provider_save, SCOPE_NONE, PERM_STAFF_ADMIN, WRITE,
     ACCESS_ACCOUNT, TEXT_staff_provider_allow},
    {GET, "/beheer/teams", teams_page, SCOPE_NONE, PERM_STAFF_ADMIN, READ, ACCESS_NOTHING,
     TEXT_staff_teams},
    {POST, "/beheer/teams", teams_save, SCOPE_NONE, PERM_STAFF_ADMIN, WRITE, ACCESS_NOTHING,
     TEXT_staff_teams},
    {GET, "/deelnemers/:client/overdragen", handover_page, SCOPE_CLIENT, PERM_CLIENT_ASSIGN, READ,
     ACCESS_READ, TEXT_handover_title, GROUP_ASSIGNMENT},
    {POST, "/deelnemers/:client/overdragen", handover_save, SCOPE_CLIENT, PERM_CLIENT_ASSIGN, WRITE,
     ACCESS_CHANGE, TEXT_handover_title, GROUP_ASSIGNMENT},
    {0}};

int user_command(int argc, char **argv); /* staff_command.c */

static const struct command commands[] = {
    {"user", "user add --db ... --login NAME --name 'Full Name': a first administrator",
     user_command, PERM_OPERATOR},
    {0}};

static const struct client_block client_blocks[] = {{.name = "staff",
                                                     .draw = block,
                                                     .title = TEXT_handover_block,
                                                     .group = GROUP_ASSIGNMENT,
                                                     .tab = TAB_OVERVIEW,
                                                     .order = 50,
                                                     .aside = true},
                                                    {0}};

const struct feature staff_feature = {
    .name = "staff", .routes = routes, .commands = commands, .client_blocks = client_blocks};
