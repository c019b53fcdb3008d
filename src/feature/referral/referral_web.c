/* referral_web.c: registering somebody, what is known of the referral, and what came of it.
 * Not: the list of a team (referral_list.c), who is alike (alike.c), the committee
 * (inclusion_pages.c). Start at new_save(). */
#include "base/fold.h"
#include "core/codes.h"
#include "feature/referral/referral.h"

enum { OLDEST = 110, SUGGESTIONS = 8 };

static struct trajectory trajectory_now(struct req *r)
{
    struct trajectory t;

    if (trajectory_get(r->db, r->arena, r->trajectory_id, &t) != OK)
        BUG("the gate let through a trajectory that is not there");
    return t;
}

/* ---- somebody new ---------------------------------------------------------------------------- */

struct newcomer {
    struct client client;
    struct trajectory trajectory;
    struct referral referral;
};

/* The names in the form are those of the members, without the struct they sit in. */
#define TEXT_FIELD(part, name, kind, label, flags, length)                                         \
    {                                                                                              \
#name, kind, offsetof(struct newcomer, part.name), label, TEXT_NONE, flags, 0, length,     \
            NULL                                                                                   \
    }
#define DAY_FIELD(part, name, label, flags)                                                        \
    {                                                                                              \
#name, FIELD_DAY, offsetof(struct newcomer, part.name), label, TEXT_NONE, flags, 0, 0,     \
            NULL                                                                                   \
    }
#define CODE_FIELD(part, name, label, flags, codes)                                                \
    {                                                                                              \
#name, FIELD_CODE, offsetof(struct newcomer, part.name), label, TEXT_NONE, flags, 0, 0,    \
            codes                                                                                  \
    }

static const struct field new_fields[] = {
    TEXT_FIELD(client, given_name, FIELD_TEXT, TEXT_client_given_name,
               REQUIRED | NARROW | AUTOFOCUS, 100),
    TEXT_FIELD(client, name_prefix, FIELD_TEXT, TEXT_client_name_prefix, NARROW, 30),
    TEXT_FIELD(client, family_name, FIELD_TEXT, TEXT_client_family_name, REQUIRED, 150),
    DAY_FIELD(client, birth_on, TEXT_client_birth_on, REQUIRED | PAST_ONLY | NARROW),
    TEXT_FIELD(client, phone, FIELD_PHONE, TEXT_client_phone, NARROW, 30),
    DAY_FIELD(trajectory, referred_on, TEXT_trajectory_referred_on, REQUIRED | PAST_ONLY | NARROW),
    CODE_FIELD(trajectory, referred_by, TEXT_trajectory_referred_by, REQUIRED,
               trajectory_referrers),
    TEXT_FIELD(referral, referrer, FIELD_TEXT, TEXT_referral_referrer, 0, 150),
    TEXT_FIELD(referral, referrer_phone, FIELD_PHONE, TEXT_referral_referrer_phone, NARROW, 30),
    TEXT_FIELD(referral, care_team, FIELD_TEXT, TEXT_referral_care_team, 0, 100),
    CODE_FIELD(trajectory, target_group, TEXT_trajectory_target_group, REQUIRED, NULL),
    TEXT_FIELD(referral, own_words, FIELD_NOTE, TEXT_referral_own_words, 0, 2000),
    TEXT_FIELD(trajectory, work_goal, FIELD_NOTE, TEXT_trajectory_work_goal, 0, 2000),
    DAY_FIELD(trajectory, first_talk_on, TEXT_trajectory_first_talk_on, NARROW),
    F_END};

static void suggest_teams(struct form *f)
{
    form_suggest(f, "care_team", "/aanmeldingen/behandelteam?q=", NULL);
    form_help(f, "care_team", TEXT_referral_care_team_help);
}

static struct form *new_form(struct req *r, struct newcomer *new)
{
    size_t n;
    const struct choice *groups = codes_choices("target_groups", r->lang, &n);

    *new = (struct newcomer){
        .client = {.given_name = "",
                   .name_prefix = "",
                   .family_name = "",
                   .birth_on = DAY_NONE,
                   .sex = "unknown",
                   .phone = "",
                   .email = "",
                   .postcode = "",
                   .municipality = "",
                   .marital_status = "unknown",
                   .education = "ONBEKEND",
                   .diagnosis_chapter = "",
                   .experience_years = NUMBER_NONE,
                   .worked_share = NUMBER_NONE},
        .trajectory = trajectory_new(r),
        .referral = {.referrer = "", .referrer_phone = "", .care_team = "", .own_words = ""}};
    struct form *f = req_form(r, new_fields, new);
    form_choices(f, "target_group", groups, n);
    form_help(f, "referrer", TEXT_referral_referrer_help);
    form_help(f, "own_words", TEXT_referral_own_words_help);
    suggest_teams(f);
    return f;
}

static struct alike_person person_of(const struct newcomer *new)
{
    return (struct alike_person){new->client.given_name, new->client.name_prefix,
                                 new->client.family_name, new->client.birth_on};
}

/* known: who is alike; NULL when nobody was looked for. */
static void show_new(struct req *r, struct form *f, const struct alike_clients *known)
{
    struct frame_link crumbs[] = {{"/aanmeldingen", T(referral_list), NULL, 0}};
    struct frame frame = page_frame(r, T(trajectory_new));
    bool found = known && (known->n || known->hidden);

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    page_form_begin(r, "fields", "/deelnemers/nieuw");
    for (size_t i = 0; new_fields[i].name; i++) {
        form_show_field(r->out, f, new_fields[i].name);
        if (!strcmp(new_fields[i].name, "birth_on")) {
            html(r->out, "<div id=\"lijkt\" data-alike=\"/deelnemers/nieuw/lijkt\" data-of="
                         "\"given_name name_prefix family_name birth_on\">");
            if (found)
                alike_show(r, known);
            html(r->out, "</div>");
            if (found)
                html(r->out,
                     "<div class=\"field\"><label class=\"yes\"><input type=\"checkbox\""
                     " name=\"_same\" value=\"1\"><span>%s</span></label></div>",
                     T(trajectory_same_yes));
        }
    }
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/aanmeldingen\">%s</a></div></form>",
         T(save), T(cancel));
    page_end(r);
}

static void new_page(struct req *r)
{
    struct newcomer new;

    show_new(r, new_form(r, &new), NULL);
}

static void check_new(struct form *f, const struct newcomer *new)
{
    int32_t born = new->client.birth_on, referred = new->trajectory.referred_on;

    trajectory_check_order(f, &new->trajectory);
    if (born != DAY_NONE && referred != DAY_NONE && born > referred)
        form_error(f, "birth_on", TEXT_trajectory_birth_after);
    if (born != DAY_NONE && referred != DAY_NONE && day_age(born, referred) > OLDEST)
        form_error(f, "birth_on", TEXT_trajectory_birth_long_ago);
}

static bool anything_said(const struct referral *f)
{
    return *f->referrer || *f->referrer_phone || *f->care_team || *f->own_words;
}

static void add(struct req *r, struct newcomer *new)
{
    bool own = user_has_role(r->user, ROLE_SPECIALIST);

    if (client_add(r, &new->client) != OK)
        BUG("a client that was checked is refused");
    new->trajectory.client_id = new->client.id;
    if (trajectory_add(r, &new->trajectory, own ? r->user->id : 0) != OK)
        BUG("a trajectory that was checked is refused");
    new->referral.trajectory_id = new->trajectory.id;
    if (anything_said(&new->referral) &&
        referral_save(r, &new->referral, new->trajectory.programme_id) != OK)
        BUG("a referral that was checked is refused");
    r->client_id = new->client.id;
}

static void new_save(struct req *r)
{
    struct newcomer new;
    struct form *f = new_form(r, &new);
    struct alike_clients known = {0};

    if (req_form_read(r, f))
        check_new(f, &new);
    if (!form_error_count(f) && !*req_value(r, "_same")) {
        struct alike_person p = person_of(&new);

        known = alike_find(r, &p, 0);
        r->log_words = alike_words(r->arena, &p);
        if (known.n || known.hidden)
            form_error(f, NULL,
                       known.n && known.at[0].how == ALIKE_SAME ? TEXT_trajectory_same
                                                                : TEXT_alike_maybe);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_new(r, f, &known);
        return;
    }
    r->log_words = NULL; /* the line is about who was registered */
    add(r, &new);
    req_flash(r, TEXT_trajectory_added);
    req_redirect(r, "/deelnemers/%" PRId64, new.client.id);
}

static void suggest(struct req *r)
{
    const char *typed = fold_text(r->arena, req_query(r, "q"));
    size_t n, shown = 0;
    const char **teams = referral_care_teams(r->db, r->arena, r->user->programme_id, &n);

    for (size_t i = 0; i < n && shown < SUGGESTIONS && *typed; i++)
        if (strstr(fold_text(r->arena, teams[i]), typed)) {
            html(r->out, "<li data-value=\"%s\">%s</li>", teams[i], teams[i]);
            shown++;
        }
}

/* ---- what is known of it --------------------------------------------------------------------- */

static const struct field fields[] = {
    F_TEXT(struct referral, referrer, TEXT_referral_referrer, 0, 150),
    F_TEXT_AS(FIELD_PHONE, struct referral, referrer_phone, TEXT_referral_referrer_phone, NARROW,
              30),
    F_TEXT(struct referral, care_team, TEXT_referral_care_team, 0, 100),
    F_NOTE(struct referral, own_words, TEXT_referral_own_words, 0, 2000),
    F_HIDDEN_ID(struct referral, version),
    F_END};

static struct form *form_of(struct req *r, struct referral *f)
{
    *f = referral_get(r->db, r->arena, r->trajectory_id);
    struct form *form = req_form(r, fields, f);
    form_help(form, "referrer", TEXT_referral_referrer_help);
    form_help(form, "own_words", TEXT_referral_own_words_help);
    suggest_teams(form);
    return form;
}

static void show_form(struct req *r, struct form *f)
{
    client_page_begin(r, T(referral_change), f);
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/aanmelding", r->client_id);
    form_show_fields(r->out, f);
    client_form_end(r);
    page_end(r);
}

static void change_page(struct req *r)
{
    struct referral f;

    show_form(r, form_of(r, &f));
}

static void change_save(struct req *r)
{
    struct referral f;
    struct form *form = form_of(r, &f);

    if (req_form_read(r, form)) {
        enum rc rc = referral_save(r, &f, trajectory_now(r).programme_id);

        if (rc == STALE)
            form_error(form, NULL, TEXT_trajectory_stale);
        else if (rc != OK)
            BUG("a referral that was checked is refused");
    }
    if (form_error_count(form)) {
        req_invalid(r);
        show_form(r, form);
        return;
    }
    req_flash(r, TEXT_trajectory_saved);
    req_redirect(r, "/deelnemers/%" PRId64 "/dossier", r->client_id);
}

/* ---- what came of it ------------------------------------------------------------------------- */

static const struct field outcome_fields[] = {
    F_CODE(struct referral_outcome, outcome, TEXT_referral_outcome, REQUIRED,
           referral_outcome_codes),
    F_DAY(struct referral_outcome, decided_on, TEXT_referral_decided_on,
          REQUIRED | PAST_ONLY | NARROW),
    F_CODE(struct referral_outcome, reason, TEXT_referral_reason, 0, referral_reasons),
    F_NOTE(struct referral_outcome, explanation, TEXT_referral_explanation, 0, 1000),
    F_NOTE(struct referral_outcome, instead, TEXT_referral_instead, 0, 1000),
    F_END};

static struct form *outcome_form(struct req *r, struct referral_outcome *o)
{
    *o = (struct referral_outcome){.trajectory_id = r->trajectory_id,
                                   .outcome = "",
                                   .reason = "",
                                   .explanation = "",
                                   .instead = "",
                                   .decided_on = r->today};
    if (code_known(referral_outcome_codes, req_query(r, "keuze")))
        o->outcome = req_query(r, "keuze");
    struct form *f = req_form(r, outcome_fields, o);
    form_help(f, "reason", TEXT_referral_reason_help);
    form_help(f, "explanation", TEXT_referral_explanation_help);
    return f;
}

static void show_outcome(struct req *r, struct form *f)
{
    client_page_begin(r, T(referral_outcome), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(referral_outcome_lead));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/uitkomst", r->client_id);
    form_show_fields(r->out, f);
    client_form_end(r);
    page_end(r);
}

static void outcome_page(struct req *r)
{
    struct referral_outcome o;

    show_outcome(r, outcome_form(r, &o));
}

static void check_outcome(struct form *f, const struct referral_outcome *o,
                          const struct trajectory *t)
{
    bool refused = !strcmp(o->outcome, "refused");

    if (refused && !*o->reason)
        form_error(f, "reason", TEXT_referral_reason_needed);
    if (!refused && *o->reason)
        form_error(f, "reason", TEXT_referral_reason_only);
    if (refused && !*o->explanation)
        form_error(f, "explanation", TEXT_referral_explanation_needed);
    if (o->decided_on < t->referred_on)
        form_error(f, "decided_on", TEXT_trajectory_order);
    if (t->closed_on != DAY_NONE)
        form_error(f, NULL, TEXT_referral_closed);
    else if (strcmp(o->outcome, "accepted") != 0 && t->started_on != DAY_NONE)
        form_error(f, "outcome", TEXT_referral_started);
}

static void outcome_save(struct req *r)
{
    struct referral_outcome o;
    struct form *f = outcome_form(r, &o);
    struct trajectory t = trajectory_now(r);

    if (req_form_read(r, f))
        check_outcome(f, &o, &t);
    if (!form_error_count(f) && referral_decide(r, &o) != OK)
        form_error(f, NULL, TEXT_referral_decided);
    if (form_error_count(f)) {
        req_invalid(r);
        show_outcome(r, f);
        return;
    }
    req_flash_undo(r, TEXT_referral_saved,
                   arena_fmt(r->arena, "/deelnemers/%" PRId64 "/uitkomst/einde", r->client_id));
    req_redirect(r, "/deelnemers/%" PRId64 "/dossier", r->client_id);
}

/* Undone by who pressed the wrong button (no reason asked), or by somebody who decides otherwise.
 */
struct undoing {
    const char *why;
};
static const struct field undo_fields[] = {
    F_NOTE(struct undoing, why, TEXT_referral_undo_why, 0, 500), F_END};

static void show_undo(struct req *r, struct form *f)
{
    client_page_begin(r, T(referral_undo), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(referral_undo_lead));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/uitkomst/einde", r->client_id);
    form_show_fields(r->out, f);
    client_form_end(r);
    page_end(r);
}

static void undo_page(struct req *r)
{
    struct undoing u = {.why = ""};

    show_undo(r, req_form(r, undo_fields, &u));
}

static void undo_save(struct req *r)
{
    struct undoing u = {.why = ""};
    struct form *f = req_form(r, undo_fields, &u);
    enum rc rc = req_form_read(r, f) ? referral_undo(r, r->trajectory_id, u.why) : INVALID;

    if (rc == CONFLICT)
        form_error(f, NULL, TEXT_trajectory_running_already);
    else if (rc == NOT_FOUND)
        form_error(f, NULL, TEXT_referral_nothing);
    if (form_error_count(f)) {
        req_invalid(r);
        show_undo(r, f);
        return;
    }
    req_flash(r, TEXT_referral_undone);
    req_redirect(r, "/deelnemers/%" PRId64 "/dossier", r->client_id);
}

/* ---- on the client's page -------------------------------------------------------------------- */

static void row(struct req *r, enum text_id label, const char *value)
{
    if (*value)
        html(r->out, "<dt>%s</dt><dd>%s</dd>", text(r->lang, label), value);
}

static void row_lines(struct req *r, enum text_id label, const char *value)
{
    if (!*value)
        return;
    html(r->out, "<dt>%s</dt><dd>", text(r->lang, label));
    html_lines(r->out, value);
    html(r->out, "</dd>");
}

static const char *who_referred(struct req *r, const struct trajectory *t, const struct referral *f)
{
    const char *by = code_text(r->lang, trajectory_referrers, t->referred_by);
    const char *phone = *f->referrer_phone ? page_phone(r, f->referrer_phone) : "";

    return arena_fmt(r->arena, "%s%s%s%s%s", by, *f->referrer ? ": " : "", f->referrer,
                     *phone ? ", " : "", phone);
}

/* "3 van 8", or the bare number where no talks are paid for. */
static const char *talks_words(struct req *r, const struct trajectory *t)
{
    int32_t first;
    int64_t n = referral_talks(r->db, t->id, &first), most = referral_talks_most(t->target_group);
    const char *had = arena_fmt(r->arena, "%" PRId64, n);

    if (!most)
        return n ? had : "";
    return text_fill(r->arena, r->lang,
                     n < most || t->started_on != DAY_NONE ? TEXT_referral_talks_of
                                                           : TEXT_referral_talks_full,
                     had, arena_fmt(r->arena, "%" PRId64, most), NULL, NULL);
}

static const char *waited_words(struct req *r, const struct trajectory *t)
{
    bool talked = t->first_talk_on != DAY_NONE;
    int32_t until = talked ? t->first_talk_on : t->closed_on != DAY_NONE ? t->closed_on : r->today;

    return text_fill(r->arena, r->lang, talked ? TEXT_referral_talk_after : TEXT_referral_no_talk,
                     text_count(r->arena, r->lang, TEXT_days, until - t->referred_on), NULL, NULL,
                     NULL);
}

static void show_outcome_row(struct req *r, const struct referral_outcome *o)
{
    html(r->out, "<li><p class=\"when\">%s · %s</p><p><strong>%s</strong>%s%s%s%s</p>",
         page_day(r, o->decided_on), o->recorder, code_text(r->lang, referral_states, o->outcome),
         *o->reason ? ": " : "", *o->reason ? code_text(r->lang, referral_reasons, o->reason) : "",
         *o->explanation ? ". " : "", o->explanation);
    if (*o->instead)
        html(r->out, "<p>%s %s</p>", T(referral_instead_was), o->instead);
    if (o->undone_at)
        html(r->out, "<p class=\"muted\">%s %s</p>",
             text_fill(r->arena, r->lang, TEXT_referral_undone_by, o->undoer,
                       page_day(r, local_from_ms(o->undone_at).day), NULL, NULL),
             o->undone_why);
    html(r->out, "</li>");
}

static void show_acts(struct req *r, const char *state, bool recorded)
{
    bool decides =
        gate_may_change(&r->gate, GROUP_ASSIGNMENT) && user_may(r->user, PERM_CLIENT_GRANT);

    html(r->out, "<p class=\"no-print buttons\">");
    if (decides && !strcmp(state, "open"))
        html(r->out, "<a class=\"button\" href=\"/deelnemers/%" PRId64 "/uitkomst\">%s</a> ",
             r->client_id, T(referral_outcome));
    if (decides && recorded)
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "/uitkomst/einde\">%s</a>", r->client_id,
             T(referral_undo));
    if (gate_may_change(&r->gate, GROUP_PLAN))
        html(r->out, "<a href=\"/deelnemers/%" PRId64 "/aanmelding\">%s</a>", r->client_id,
             T(referral_change));
    html(r->out, "</p>");
}

static void block(struct req *r)
{
    struct trajectory t = trajectory_now(r);
    struct referral f = referral_get(r->db, r->arena, t.id);
    struct referral_outcomes list = referral_history(r->db, r->arena, t.id);
    const char *recorded = list.n && !list.at[0].undone_at ? list.at[0].outcome : "";
    const char *state = referral_state(recorded, t.started_on, t.closed_on);

    html(r->out, "<dl class=\"questions\">");
    row(r, TEXT_trajectory_referred_on, page_day(r, t.referred_on));
    row(r, TEXT_trajectory_referred_by, who_referred(r, &t, &f));
    row(r, TEXT_referral_care_team, f.care_team);
    row_lines(r, TEXT_referral_own_words, f.own_words);
    row(r, TEXT_trajectory_first_talk_on, waited_words(r, &t));
    row(r, TEXT_referral_talks, talks_words(r, &t));
    row(r, TEXT_referral_outcome, code_text(r->lang, referral_states, state));
    html(r->out, "</dl>");
    if (list.n)
        html(r->out, "<ol class=\"timeline\">");
    for (size_t i = 0; i < list.n; i++)
        show_outcome_row(r, &list.at[i]);
    if (list.n)
        html(r->out, "</ol>");
    inclusion_show(r, &t);
    show_acts(r, state, *recorded);
}

/* For the client: who referred, the own words, and what came of it. */
static void mine_block(struct req *r)
{
    struct trajectory t = trajectory_now(r);
    struct referral f = referral_get(r->db, r->arena, t.id);
    struct referral_outcomes list = referral_history(r->db, r->arena, t.id);
    const struct referral_outcome *o = list.n && !list.at[0].undone_at ? &list.at[0] : NULL;
    bool self = !strcmp(t.referred_by, "self");

    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, self ? TEXT_mine_you_referred : TEXT_mine_was_referred,
                   page_day_long(r, t.referred_on),
                   *f.referrer ? f.referrer
                               : code_text(r->lang, trajectory_referrers, t.referred_by),
                   NULL, NULL));
    if (*f.own_words) {
        html(r->out, "<h3>%s</h3>", T(mine_own_words));
        html_lines(r->out, f.own_words);
    }
    if (o && !strcmp(o->outcome, "refused"))
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_mine_refused, page_day_long(r, o->decided_on),
                       o->explanation, NULL, NULL));
}

static const struct route routes[] = {
    {GET, "/deelnemers/nieuw", new_page, SCOPE_NONE, PERM_CLIENT_CREATE, READ, ACCESS_NOTHING,
     TEXT_trajectory_new},
    {POST, "/deelnemers/nieuw", new_save, SCOPE_NONE, PERM_CLIENT_CREATE, WRITE, ACCESS_CREATE,
     TEXT_trajectory_new},
    {GET, "/deelnemers/nieuw/lijkt", alike_part, SCOPE_NONE, PERM_CLIENT_CREATE, READ, ACCESS_LIST,
     TEXT_alike_title},
    {GET, "/aanmeldingen", referral_list_page, SCOPE_NONE, PERM_CLIENT_CREATE, READ, ACCESS_LIST,
     TEXT_referral_list},
    {GET, "/aanmeldingen/behandelteam", suggest, SCOPE_NONE, PERM_CLIENT_CREATE, READ,
     ACCESS_NOTHING, TEXT_referral_care_team},
    {GET, "/aanmeldingen/commissie", inclusion_committee_form, SCOPE_NONE, PERM_CLIENT_ASSIGN, READ,
     ACCESS_NOTHING, TEXT_committee_title},
    {POST, "/aanmeldingen/commissie", inclusion_committee_save, SCOPE_NONE, PERM_CLIENT_ASSIGN,
     WRITE, ACCESS_NOTHING, TEXT_committee_title},
    {GET, "/deelnemers/:client/aanmelding", change_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_referral_change, GROUP_PLAN},
    {POST, "/deelnemers/:client/aanmelding", change_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_referral_change, GROUP_PLAN},
    {GET, "/deelnemers/:client/uitkomst", outcome_page, SCOPE_CLIENT, PERM_CLIENT_GRANT, READ,
     ACCESS_READ, TEXT_referral_outcome, GROUP_ASSIGNMENT},
    {POST, "/deelnemers/:client/uitkomst", outcome_save, SCOPE_CLIENT, PERM_CLIENT_GRANT, WRITE,
     ACCESS_CHANGE, TEXT_referral_outcome, GROUP_ASSIGNMENT},
    {GET, "/deelnemers/:client/uitkomst/einde", undo_page, SCOPE_CLIENT, PERM_CLIENT_GRANT, READ,
     ACCESS_READ, TEXT_referral_undo, GROUP_ASSIGNMENT},
    {POST, "/deelnemers/:client/uitkomst/einde", undo_save, SCOPE_CLIENT, PERM_CLIENT_GRANT, WRITE,
     ACCESS_CHANGE, TEXT_referral_undo, GROUP_ASSIGNMENT},
    {GET, "/deelnemers/:client/commissie", inclusion_form, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_inclusion_title, GROUP_PLAN},
    {POST, "/deelnemers/:client/commissie", inclusion_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_inclusion_title, GROUP_PLAN},
    {GET, "/deelnemers/:client/koppelen", files_form, SCOPE_CLIENT, PERM_CLIENT_GRANT, READ,
     ACCESS_LIST, TEXT_files_link, GROUP_ASSIGNMENT},
    {POST, "/deelnemers/:client/koppelen", files_save, SCOPE_CLIENT, PERM_CLIENT_GRANT, WRITE,
     ACCESS_CHANGE, TEXT_files_link, GROUP_ASSIGNMENT},
    {POST, "/deelnemers/:client/koppelen/:id/einde", files_end, SCOPE_CLIENT, PERM_CLIENT_GRANT,
     WRITE, ACCESS_CHANGE, TEXT_files_end, GROUP_ASSIGNMENT},
    {0}};

static const struct client_block blocks[] = {{.draw = block,
                                              .title = TEXT_referral_title,
                                              .group = GROUP_PLAN,
                                              .tab = TAB_FILE,
                                              .order = 5,
                                              .name = "aanmelding"},
                                             {.draw = files_block,
                                              .title = TEXT_files_title,
                                              .group = GROUP_ASSIGNMENT,
                                              .tab = TAB_FILE,
                                              .order = 80,
                                              .name = "koppeling"},
                                             {0}};

const struct feature referral_feature = {.name = "referral",
                                         .routes = routes,
                                         .client_blocks = blocks,
                                         .mine_block = mine_block,
                                         .mine_group = GROUP_PLAN,
                                         .mine_order = 80,
                                         .mine_title = TEXT_mine_referral};
