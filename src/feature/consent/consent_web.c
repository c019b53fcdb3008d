/* consent_web.c: recording a consent, changing and withdrawing it, its history and its sheet to
 * sign. Not: cover, discussion and emergency access (grant_pages.c), links (link_pages.c). Start at
 * form_page(). */
#include "core/codes.h"
#include "feature/consent/pages.h"
#include "feature/placement/placement.h"

enum { LONGEST = 5 * 12 }; /* months: after that it is asked again */

/* ---- what all pages need --------------------------------------------------------------------- */

struct client consent_client(struct req *r)
{
    struct client c;

    if (client_get(r->db, r->arena, r->client_id, &c) != OK)
        BUG("the gate let through a client that is not there");
    return c;
}

struct trajectory consent_trajectory(struct req *r)
{
    struct trajectory t;

    if (trajectory_get(r->db, r->arena, r->trajectory_id, &t) != OK)
        BUG("the gate let through a trajectory that is not there");
    return t;
}

const char *consent_when(struct req *r, int64_t ms)
{
    struct local at = local_from_ms(ms);

    return arena_fmt(r->arena, "%s %02d:%02d", page_day(r, at.day), at.minute / 60, at.minute % 60);
}

void consent_button(struct req *r, const char *path, enum text_id label, const char *about)
{
    html(r->out, "<form method=\"post\" action=\"/%s\">", path + 1);
    page_csrf(r);
    html(r->out, "<button class=\"quiet\">%s<span class=\"sr\">: %s</span></button></form>",
         text(r->lang, label), about);
}

/* ---- the form -------------------------------------------------------------------------------- */

enum { PRACTITIONER = 1, RELATIVE = 2, EMPLOYER = 4, RESEARCHER = 8, REVIEWER = 16, ALL = 31 };

static const struct {
    unsigned parties; /* of which it is asked */
    struct field field;
} questions[] = {
    {EMPLOYER, F_ID(struct consent, placement_id, TEXT_consent_job, REQUIRED)},
    {ALL, F_TEXT(struct consent, party_name, TEXT_consent_party_name, NARROW, 150)},
    {PRACTITIONER | RELATIVE,
     F_TEXT(struct consent, party_role, TEXT_consent_party_role, NARROW, 100)},
    {PRACTITIONER, F_ID(struct consent, staff_id, TEXT_consent_account, 0)},
    {PRACTITIONER, F_YES(struct consent, is_primary, TEXT_consent_primary)},
    {ALL, F_TEXT(struct consent, shares, TEXT_consent_shares, 0, 200)},
    {ALL, F_TEXT(struct consent, purpose, TEXT_consent_purpose, REQUIRED, 200)},
    {ALL, F_DAY(struct consent, given_on, TEXT_consent_given_on, REQUIRED | PAST_ONLY | NARROW)},
    {ALL, F_DAY(struct consent, valid_until, TEXT_consent_valid_until, REQUIRED | NARROW)},
    {ALL, F_CODE(struct consent, how, TEXT_consent_how, REQUIRED, consent_hows)},
    {ALL, F_TEXT(struct consent, witness, TEXT_consent_witness, NARROW, 150)},
    {ALL, F_HIDDEN_ID(struct consent, number)},
};

struct page {
    struct client client;
    struct trajectory t;
    struct consent c;
    struct form *f;
    size_t n_jobs;
    struct choice *people; /* practitioners with an account */
    size_t n_people;
};

static unsigned party_bit(const char *party)
{
    for (unsigned i = 0; consent_parties[i].code; i++)
        if (!strcmp(consent_parties[i].code, party))
            return 1u << i;
    return 0;
}

static void make_form(struct req *r, struct page *page)
{
    struct field *fields = ARENA_ARRAY(r->arena, struct field, COUNT(questions) + 1);
    unsigned party = party_bit(page->c.party);
    size_t n = 0;

    if (party == PRACTITIONER)
        page->people = consent_practitioners(r, &page->n_people);
    for (size_t i = 0; i < COUNT(questions); i++) {
        if (!(questions[i].parties & party))
            continue;
        fields[n] = questions[i].field;
        if (!strcmp(fields[n].name, "party_name") && !page->n_people)
            fields[n].flags |= REQUIRED; /* else the account may say who it is */
        n++;
    }
    page->f = req_form(r, fields, &page->c);
    if (party == EMPLOYER) {
        struct choice *jobs = consent_jobs(r, &page->n_jobs);

        form_choices(page->f, "placement_id", jobs, page->n_jobs);
        form_help(page->f, "placement_id", TEXT_consent_job_help);
    }
    if (party == PRACTITIONER) {
        form_choices(page->f, "staff_id", page->people, page->n_people);
        form_help(page->f, "staff_id", TEXT_consent_account_help);
    }
    if (party == REVIEWER)
        form_help(page->f, "party_name", TEXT_consent_reviewer_help);
    form_help(page->f, "witness", TEXT_consent_witness_help);
    form_help(page->f, "valid_until", TEXT_consent_until_help);
}

/* The consent of the path, or an empty one of the party that was chosen; false: there is none, and
 * that has been answered. */
static bool load(struct req *r, struct page *page)
{
    const char *party =
        http_method(r->x) == HTTP_POST ? req_value(r, "_party") : req_query(r, "partij");

    *page = (struct page){.client = consent_client(r), .t = consent_trajectory(r)};
    page->c =
        (struct consent){.client_id = r->client_id,
                         .party = party_bit(party) ? party : "",
                         .party_name = party_bit(party) == REVIEWER ? T(consent_reviewer_name) : "",
                         .party_role = "",
                         .shares = "",
                         .how = "",
                         .witness = "",
                         .given_on = r->today,
                         .valid_until = day_add_months(r->today, 12),
                         .withdrawn_by = "",
                         .employer = "",
                         .disclosure = ""};
    if (r->id && consent_get(r->db, r->arena, r->client_id, r->id, &page->c) != OK) {
        req_not_found(r);
        return false;
    }
    if (!r->id && http_method(r->x) == HTTP_GET)
        consent_fill_known(r, &page->c, req_query(r, "bekend"));
    if (*page->c.party && !r->id)
        page->c.purpose = code_text(r->lang, consent_purposes, page->c.party);
    if (r->id && http_method(r->x) == HTTP_GET) { /* asked again: from today on */
        page->c.given_on = r->today;
        page->c.valid_until = MAX(page->c.valid_until, day_add_months(r->today, 12));
        page->c.how = "";
    }
    if (*page->c.party)
        make_form(r, page);
    return true;
}

static void show_shares(struct req *r, const struct page *page)
{
    size_t n;
    const struct choice *list = consent_share_list(page->c.party, r->lang, r->arena, &n);
    bool wrong = form_wrong(page->f, "shares");

    html(r->out,
         "<fieldset class=\"field%s\" id=\"f-shares\" tabindex=\"-1\"%s><legend>%s</legend>",
         wrong ? " wrong" : "", wrong ? " aria-describedby=\"f-shares-error\"" : "",
         text_fill(r->arena, r->lang, TEXT_consent_shares_of, page->client.given_name, NULL, NULL,
                   NULL));
    if (wrong)
        html(r->out, "<p class=\"error\" id=\"f-shares-error\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_error_mark, T(consent_shares_missing), NULL, NULL,
                       NULL));
    for (size_t i = 0; i < n; i++) {
        const char *group = consent_share_group(list[i].value);

        html(r->out,
             "<label class=\"yes\"><input type=\"checkbox\" name=\"_share_%s\" value=\"1\"%s>"
             "<span>%s</span></label>",
             group, consent_shares(&page->c, group) ? " checked" : "",
             consent_fill(r->arena, list[i].label, page->client.given_name));
    }
    html(r->out, "</fieldset>");
}

static void read_shares(struct req *r, struct page *page)
{
    size_t n;
    const struct choice *list = consent_share_list(page->c.party, r->lang, r->arena, &n);
    const char *shares = "";

    for (size_t i = 0; i < n; i++) {
        const char *group = consent_share_group(list[i].value);

        if (*req_value(r, arena_fmt(r->arena, "_share_%s", group)))
            shares = arena_fmt(r->arena, "%s%s%s", shares, *shares ? " " : "", group);
    }
    page->c.shares = shares;
}

/* The wording the client is shown, before the signature. */
static void show_text(struct req *r, const char *version)
{
    html(r->out,
         "<section class=\"card\"><h2>%s</h2><p>%s</p><p class=\"small muted\">%s</p></section>",
         T(consent_text), codes_label("consent_texts", r->lang, version),
         text_fill(r->arena, r->lang, TEXT_consent_text_version, version, NULL, NULL, NULL));
}

static void show_form(struct req *r, const struct page *page)
{
    unsigned party = party_bit(page->c.party);

    client_page_begin(r, page->c.first_id ? T(consent_change) : T(consent_new), page->f);
    if (party == EMPLOYER && !page->n_jobs) {
        html(r->out,
             "<div class=\"next-step\"><p>%s</p><a class=\"button\" href=\"/deelnemers/%" PRId64
             "#placement\">%s</a></div>",
             text_fill(r->arena, r->lang, TEXT_consent_no_job, page->client.given_name, NULL, NULL,
                       NULL),
             r->client_id, T(consent_to_jobs));
        page_end(r);
        return;
    }
    html(r->out, "<div class=\"columns\"><div><p class=\"lead\"><strong>%s</strong></p>",
         code_text(r->lang, consent_parties, page->c.party));
    if (r->id)
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/toestemming/%" PRId64, r->client_id,
                        r->id);
    else
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/toestemming/nieuw", r->client_id);
    html(r->out,
         "<input type=\"hidden\" name=\"_party\" value=\"%s\">"
         "<input type=\"hidden\" name=\"_text\" value=\"%s\">",
         page->c.party, page->c.text_version);
    for (size_t i = 0; i < COUNT(questions); i++) {
        const char *name = questions[i].field.name;

        if (!(questions[i].parties & party) || (!strcmp(name, "staff_id") && !page->n_people))
            continue;
        if (!strcmp(name, "shares"))
            show_shares(r, page);
        else
            form_show_field(r->out, page->f, name);
    }
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><button class=\"quiet\" name=\"_asked\" "
         "value=\"1\">%s</button><a href=\"/deelnemers/%" PRId64
         "/toestemming\">%s</a></div></form>"
         "</div><div>",
         T(consent_save), T(consent_ask), r->client_id, T(cancel));
    show_text(r, page->c.text_version);
    html(r->out, "</div></div>");
    page_end(r);
}

static void form_page(struct req *r)
{
    struct page page;

    if (!load(r, &page))
        return;
    if (!*page.c.party) {
        consent_choose_page(r);
        return;
    }
    page.c.text_version = consent_text_version(page.c.party, r->today);
    show_form(r, &page);
}

/* ---- what was sent --------------------------------------------------------------------------- */

static void check_days(struct req *r, struct form *f, const struct consent *c)
{
    if (c->given_on == DAY_NONE || c->valid_until == DAY_NONE)
        return;
    if (c->valid_until < c->given_on)
        form_error(f, "valid_until", TEXT_consent_until_before);
    else if (c->valid_until < r->today)
        form_error(f, "valid_until", TEXT_error_day_past);
    else if (c->valid_until > day_add_months(c->given_on, LONGEST))
        form_error(f, "valid_until", TEXT_consent_until_long);
}

/* Who it is: typed, or the name of the chosen account. */
static void check_party(struct req *r, struct page *page)
{
    struct consent *c = &page->c;

    for (size_t i = 0; i < page->n_people && !*c->party_name; i++)
        if (!strcmp(page->people[i].value, arena_fmt(r->arena, "%" PRId64, c->staff_id)))
            c->party_name = page->people[i].label;
    if (!*c->party_name && !form_wrong(page->f, "party_name"))
        form_error(page->f, "party_name", TEXT_error_missing);
    if (c->staff_id && consent_has_account(r, c->first_id, c->staff_id))
        form_error(page->f, "staff_id", TEXT_consent_two_accounts);
    if (!c->is_primary)
        return;
    const char *other = consent_other_primary(r, c->first_id);
    if (other)
        form_error_text(
            page->f, "is_primary",
            text_fill(r->arena, r->lang, TEXT_consent_two_primary, other, NULL, NULL, NULL));
}

static void check(struct req *r, struct page *page)
{
    struct consent *c = &page->c;

    check_days(r, page->f, c);
    check_party(r, page);
    if (!*c->shares)
        form_error(page->f, "shares", TEXT_consent_shares_missing);
    if (!strcmp(c->how, "spoken") && !*c->witness)
        form_error(page->f, "witness", TEXT_consent_witness_missing);
    if (page->t.closed_on != DAY_NONE)
        form_error_text(page->f, NULL,
                        text_fill(r->arena, r->lang, TEXT_consent_closed,
                                  page_day(r, page->t.closed_on), NULL, NULL, NULL));
}

/* The version of the text that was on the screen; one that never was for this party is none. */
static const char *text_shown(struct req *r, const char *party)
{
    const char *shown = req_value(r, "_text");
    size_t length = strlen(party);

    return codes_known("consent_texts", shown) && !strncmp(shown, party, length) &&
                   shown[length] == '-'
               ? shown
               : consent_text_version(party, r->today);
}

static void save(struct req *r)
{
    struct page page;

    if (!load(r, &page))
        return;
    if (!*page.c.party) { /* only a form that was tampered with has no party */
        req_invalid(r);
        consent_choose_page(r);
        return;
    }
    int64_t seen = page.c.number;
    bool fine = req_form_read(r, page.f);

    read_shares(r, &page);
    page.c.text_version = text_shown(r, page.c.party);
    page.c.event = *req_value(r, "_asked") ? "asked" : "given";
    page.c.withdrawn_on = DAY_NONE;
    page.c.withdrawn_by = "";
    if (!r->id)
        page.c.number = 0;
    check(r, &page);
    if (fine && !form_error_count(page.f)) {
        enum rc rc = page.c.number == seen ? consent_add(r, &page.c) : STALE;

        if (rc == STALE)
            form_error(page.f, NULL, TEXT_consent_stale);
        else if (rc != OK)
            BUG("a consent that was checked is refused");
    }
    if (form_error_count(page.f)) {
        req_invalid(r);
        show_form(r, &page);
        return;
    }
    if (!strcmp(page.c.event, "asked")) {
        req_redirect(r, "/deelnemers/%" PRId64 "/toestemming/%" PRId64 "/blad", r->client_id,
                     page.c.first_id);
        return;
    }
    req_flash(r, TEXT_consent_saved);
    req_redirect(r, "/deelnemers/%" PRId64 "/toestemming", r->client_id);
}

/* ---- withdrawing ----------------------------------------------------------------------------- */

static const struct field withdraw_fields[] = {
    F_DAY(struct consent, withdrawn_on, TEXT_consent_withdrawn_on, REQUIRED | PAST_ONLY | NARROW),
    F_CODE(struct consent, withdrawn_by, TEXT_consent_withdrawn_by, REQUIRED, consent_withdrawers),
    F_HIDDEN_ID(struct consent, number), F_END};

static void show_withdraw(struct req *r, const struct page *page)
{
    client_page_begin(r, T(consent_withdraw), page->f);
    html(r->out, "<p class=\"lead\">%s</p><p>%s</p>", consent_sentence(r, &page->client, &page->c),
         T(consent_withdraw_what));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/toestemming/%" PRId64 "/intrekken",
                    r->client_id, r->id);
    form_show_fields(r->out, page->f);
    html(r->out,
         "<div class=\"buttons\"><button class=\"danger\">%s</button>"
         "<a href=\"/deelnemers/%" PRId64 "/toestemming\">%s</a></div></form>",
         T(consent_withdraw), r->client_id, T(cancel));
    page_end(r);
}

static bool load_to_withdraw(struct req *r, struct page *page)
{
    *page = (struct page){.client = consent_client(r)};
    if (consent_get(r->db, r->arena, r->client_id, r->id, &page->c) != OK) {
        req_not_found(r);
        return false;
    }
    return true;
}

static void withdraw_page(struct req *r)
{
    struct page page;

    if (!load_to_withdraw(r, &page))
        return;
    page.c.withdrawn_on = r->today;
    page.c.withdrawn_by = "client";
    page.f = req_form(r, withdraw_fields, &page.c);
    show_withdraw(r, &page);
}

static void withdraw(struct req *r)
{
    struct page page;

    if (!load_to_withdraw(r, &page))
        return;
    struct consent now = page.c; /* as it stands; page.c is what comes of it */
    page.c.withdrawn_on = DAY_NONE;
    page.c.withdrawn_by = "";
    page.f = req_form(r, withdraw_fields, &page.c);
    if (req_form_read(r, page.f) && page.c.withdrawn_on < now.given_on)
        form_error(page.f, "withdrawn_on", TEXT_consent_withdrawn_before);
    if (!strcmp(now.event, "withdrawn"))
        form_error_text(page.f, NULL,
                        text_fill(r->arena, r->lang, TEXT_consent_withdrawn_already,
                                  page_day(r, now.withdrawn_on), NULL, NULL, NULL));
    page.c.event = "withdrawn";
    if (!form_error_count(page.f) && (page.c.number != now.number || consent_add(r, &page.c) != OK))
        form_error(page.f, NULL, TEXT_consent_stale);
    if (form_error_count(page.f)) {
        req_invalid(r);
        page.c = now;
        show_withdraw(r, &page);
        return;
    }
    req_flash(r, TEXT_consent_withdrawn);
    req_redirect(r, "/deelnemers/%" PRId64 "/toestemming", r->client_id);
}

/* ---- one A4 to sign -------------------------------------------------------------------------- */

static void sheet_row(struct req *r, enum text_id label, const char *value)
{
    if (*value)
        html(r->out, "<dt>%s</dt><dd>%s</dd>", text(r->lang, label), value);
}

static void sheet_page(struct req *r)
{
    struct page page;

    if (!load_to_withdraw(r, &page))
        return;
    const struct consent *c = &page.c;
    const char *how = code_text(r->lang, consent_hows, c->how);
    size_t n;
    const struct choice *list = consent_share_list(c->party, r->lang, r->arena, &n);

    client_page_begin(r, T(consent_sheet), NULL);
    html(r->out,
         "<p class=\"no-print lead\">%s</p><section class=\"card\"><h2>%s</h2>"
         "<ul class=\"points\">",
         T(consent_sheet_help),
         text_fill(r->arena, r->lang, TEXT_consent_sheet_knows, client_name(r->arena, &page.client),
                   consent_party_words(r->arena, c), NULL, NULL));
    for (size_t i = 0; i < n; i++)
        if (consent_shares(c, consent_share_group(list[i].value)))
            html(r->out, "<li>%s</li>",
                 consent_fill(r->arena, list[i].label, page.client.given_name));
    html(r->out, "</ul></section><section class=\"card\"><dl>");
    sheet_row(r, TEXT_consent_purpose, c->purpose);
    sheet_row(r, TEXT_consent_valid_until, consent_day_words(r, c->valid_until));
    if (strcmp(c->event, "asked") != 0)
        sheet_row(r, TEXT_consent_how, how);
    sheet_row(r, TEXT_consent_witness, c->witness);
    sheet_row(r, TEXT_consent_recorded_by, c->recorder);
    html(r->out, "</dl></section>");
    show_text(r, c->text_version);
    html(r->out,
         "<section class=\"card\"><dl class=\"sign\"><dt>%s</dt><dd></dd><dt>%s</dt><dd></dd>"
         "<dt>%s</dt><dd></dd></dl></section>",
         T(consent_sign_name), T(consent_sign_day), T(consent_sign));
    if (!strcmp(c->event, "asked") && gate_may_change(&r->gate, GROUP_CONSENT))
        html(r->out,
             "<p class=\"no-print\"><a class=\"button\" href=\"/deelnemers/%" PRId64
             "/toestemming/%" PRId64 "\">%s</a></p>",
             r->client_id, c->first_id, T(consent_signed));
    page_end(r);
}

/* ---- the list and its history ---------------------------------------------------------------- */

static void act(struct req *r, const struct consent *c, const char *path, enum text_id label)
{
    html(r->out,
         "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/toestemming/%" PRId64
         "%s\">%s<span class=\"sr\">: %s</span></a>",
         r->client_id, c->first_id, path, text(r->lang, label), c->party_name);
}

static void show_acts(struct req *r, const struct consent *c)
{
    enum consent_state state = consent_state(c, r->today);
    bool change = gate_may_change(&r->gate, GROUP_CONSENT);

    html(r->out, "<div class=\"acts wrap\">");
    if (change)
        act(r, c, "",
            state == CONSENT_ASKED   ? TEXT_consent_signed
            : state == CONSENT_HOLDS ? TEXT_change
                                     : TEXT_consent_again);
    if (change && state == CONSENT_HOLDS &&
        (!strcmp(c->party, "relative") || !strcmp(c->party, "employer")))
        act(r, c, "/link", TEXT_link_make);
    act(r, c, "/blad", TEXT_consent_sheet_link);
    if (change && state != CONSENT_WITHDRAWN)
        act(r, c, "/intrekken", TEXT_consent_withdraw);
    html(r->out, "</div>");
}

static void show_current(struct req *r, const struct client *client)
{
    struct consents list = consent_current(r->db, r->arena, r->client_id);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(consent_title));
    if (!list.n)
        html(
            r->out, "<p class=\"empty\">%s</p>",
            text_fill(r->arena, r->lang, TEXT_consent_empty, client->given_name, NULL, NULL, NULL));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct consent *c = &list.at[i];

        html(r->out, "<li><div class=\"what\"><p class=\"say\">%s</p><p class=\"small\">%s%s</p>",
             consent_sentence(r, client, c),
             text_fill(r->arena, r->lang, TEXT_consent_for, c->purpose, NULL, NULL, NULL),
             c->is_primary ? T(consent_is_primary) : "");
        show_acts(r, c);
        html(r->out, "</div></li>");
    }
    html(r->out, "</ul>");
    if (gate_may_change(&r->gate, GROUP_CONSENT))
        html(r->out,
             "<p><a class=\"button\" href=\"/deelnemers/%" PRId64 "/toestemming/nieuw\">%s</a></p>",
             r->client_id, T(consent_new));
    html(r->out, "</section>");
}

static void show_history(struct req *r)
{
    static const struct code events[] = {{"asked", TEXT_consent_was_asked},
                                         {"given", TEXT_consent_was_given},
                                         {"withdrawn", TEXT_consent_was_withdrawn},
                                         {NULL}};
    struct consents list = consent_history(r->db, r->arena, r->client_id);

    if (!list.n)
        return;
    html(r->out, "<section class=\"card\"><h2>%s</h2><ol class=\"timeline\">", T(consent_history));
    for (size_t i = 0; i < list.n; i++) {
        const struct consent *c = &list.at[i];
        bool withdrawn = !strcmp(c->event, "withdrawn");

        html(r->out,
             "<li><p class=\"when\">%s · %s</p><p>%s</p><p class=\"small muted\">%s</p></li>",
             consent_when(r, c->recorded_at), c->recorder,
             text_fill(r->arena, r->lang,
                       (enum text_id)events[withdrawn                   ? 2
                                            : strcmp(c->event, "asked") ? 1
                                                                        : 0]
                           .label,
                       consent_party_words(r->arena, c),
                       page_day(r, withdrawn ? c->withdrawn_on : c->given_on), NULL, NULL),
             withdrawn
                 ? code_text(r->lang, consent_withdrawers, c->withdrawn_by)
                 : arena_fmt(r->arena, "%s%s%s · %s", code_text(r->lang, consent_hows, c->how),
                             *c->witness ? ", " : "", c->witness, c->text_version));
    }
    html(r->out, "</ol></section>");
}

static void list_page(struct req *r)
{
    struct client client = consent_client(r);

    client_page_begin(r, T(consent_block), NULL);
    html(r->out, "<div class=\"columns\"><div>");
    show_current(r, &client);
    grant_list_show(r, true);
    html(r->out, "</div><div>");
    link_list_show(r);
    show_history(r);
    html(r->out, "</div></div>");
    page_end(r);
}

/* ---- on the client's page -------------------------------------------------------------------- */

static void show_disclosure(struct req *r)
{
    struct placements jobs = placement_by_trajectory(r->db, r->arena, r->trajectory_id);

    for (size_t i = 0; i < jobs.n; i++) {
        const struct placement *p = &jobs.at[i];

        if (!p->employer_id || (p->ended_on != DAY_NONE && p->ended_on <= r->today))
            continue;
        html(r->out, "<li><div class=\"what\"><p>%s</p></div>",
             text_fill(r->arena, r->lang,
                       !*p->disclosure                  ? TEXT_consent_disclosure_open
                       : !strcmp(p->disclosure, "none") ? TEXT_consent_disclosure_none
                                                        : TEXT_consent_disclosure_some,
                       p->employer_name, code_text(r->lang, placement_disclosures, p->disclosure),
                       NULL, NULL));
        if (gate_may_change(&r->gate, GROUP_WORK))
            html(r->out,
                 "<a class=\"button quiet\" href=\"/deelnemers/%" PRId64 "/werk/%" PRId64
                 "%s\">%s<span class=\"sr\">: %s</span></a>",
                 r->client_id, p->id,
                 !strcmp(p->disclosure, "partly") || !strcmp(p->disclosure, "full") ? "/link" : "",
                 !strcmp(p->disclosure, "partly") || !strcmp(p->disclosure, "full")
                     ? T(link_make)
                     : T(consent_disclosure_ask),
                 p->employer_name);
        html(r->out, "</li>");
    }
}

static void block(struct req *r)
{
    struct client client = consent_client(r);
    struct consents list = consent_current(r->db, r->arena, r->client_id);

    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_consent_team, client.given_name, NULL, NULL, NULL));
    grant_list_show(r, false);
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++)
        if (consent_state(&list.at[i], r->today) != CONSENT_WITHDRAWN)
            html(r->out, "<li><div class=\"what\"><p class=\"say\">%s</p></div></li>",
                 consent_sentence(r, &client, &list.at[i]));
    if (gate_sees(&r->gate, GROUP_WORK))
        show_disclosure(r);
    html(r->out,
         "</ul><p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/toestemming\">%s</a>",
         r->client_id, T(consent_all));
    if (gate_may_change(&r->gate, GROUP_CONSENT))
        html(r->out, " · <a href=\"/deelnemers/%" PRId64 "/toestemming/nieuw\">%s</a>",
             r->client_id, T(consent_new));
    if (gate_may_change(&r->gate, GROUP_ASSIGNMENT))
        html(r->out,
             " · <a href=\"/deelnemers/%" PRId64 "/waarneming\">%s</a>"
             " · <a href=\"/deelnemers/%" PRId64 "/bespreking\">%s</a>",
             r->client_id, T(grant_cover_title), r->client_id, T(grant_discussion_title));
    html(r->out, "</p>");
}

/* For the client: the same sentences, to "u", and the right to withdraw. */
static void mine_block(struct req *r)
{
    struct client client = consent_client(r);
    struct consents list = consent_current(r->db, r->arena, r->client_id);
    size_t shown = 0;

    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct consent *c = &list.at[i];
        enum consent_state state = consent_state(c, r->today);

        if (state == CONSENT_ASKED)
            continue;
        shown++;
        html(r->out, "<li><div class=\"what\"><p class=\"say\">%s</p></div>",
             consent_sentence(r, &client, c));
        if (state == CONSENT_HOLDS || state == CONSENT_SILENCED)
            consent_button(
                r, arena_fmt(r->arena, "/mijn/toestemming/%" PRId64 "/intrekken", c->first_id),
                TEXT_consent_withdraw, c->party_name);
        html(r->out, "</li>");
    }
    html(r->out, "</ul>");
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(consent_mine_none));
    grant_list_show(r, false);
}

static void mine_withdraw(struct req *r)
{
    struct consent c;

    if (consent_get(r->db, r->arena, r->client_id, r->id, &c) != OK) {
        req_not_found(r);
        return;
    }
    if (strcmp(c.event, "withdrawn") != 0) { /* pressed twice: it is withdrawn, all is well */
        c.event = "withdrawn";
        c.withdrawn_on = r->today;
        c.withdrawn_by = "client";
        if (consent_add(r, &c) != OK)
            BUG("a withdrawal in one transaction is refused");
    }
    req_flash(r, TEXT_consent_withdrawn);
    req_redirect(r, "/mijn");
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/toestemming", list_page, SCOPE_CLIENT, PERM_CLIENT_READ, READ,
     ACCESS_READ, TEXT_consent_block, GROUP_CONSENT},
    {GET, "/deelnemers/:client/toestemming/nieuw", form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_consent_new, GROUP_CONSENT},
    {POST, "/deelnemers/:client/toestemming/nieuw", save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CONSENT, TEXT_consent_new, GROUP_CONSENT},
    {GET, "/deelnemers/:client/toestemming/:id", form_page, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_consent_change, GROUP_CONSENT},
    {POST, "/deelnemers/:client/toestemming/:id", save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CONSENT, TEXT_consent_change, GROUP_CONSENT},
    {GET, "/deelnemers/:client/toestemming/:id/intrekken", withdraw_page, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_consent_withdraw, GROUP_CONSENT},
    {POST, "/deelnemers/:client/toestemming/:id/intrekken", withdraw, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CONSENT, TEXT_consent_withdraw, GROUP_CONSENT},
    {GET, "/deelnemers/:client/toestemming/:id/blad", sheet_page, SCOPE_CLIENT, PERM_CLIENT_READ,
     READ, ACCESS_READ, TEXT_consent_sheet, GROUP_CONSENT},
    {GET, "/deelnemers/:client/toestemming/:id/link", link_consent_form, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, READ, ACCESS_READ, TEXT_link_make, GROUP_CONSENT},
    {POST, "/deelnemers/:client/toestemming/:id/link", link_consent_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_GRANT, TEXT_link_make, GROUP_CONSENT},
    {GET, "/deelnemers/:client/werk/:id/link", link_job_form, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_link_make, GROUP_CONSENT},
    {POST, "/deelnemers/:client/werk/:id/link", link_job_save, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     WRITE, ACCESS_GRANT, TEXT_link_make, GROUP_CONSENT},
    {POST, "/deelnemers/:client/link/:id/einde", link_end_save, SCOPE_CLIENT, PERM_CLIENT_WRITE,
     WRITE, ACCESS_GRANT, TEXT_link_end, GROUP_CONSENT},
    {GET, "/delen", link_closed, SCOPE_NONE, PERM_PUBLIC, READ, ACCESS_NOTHING, TEXT_link_title},
    {POST, "/delen", link_open, SCOPE_NONE, PERM_PUBLIC, WRITE, ACCESS_READ, TEXT_link_title},

    {GET, "/deelnemers/:client/waarneming", grant_cover_form, SCOPE_CLIENT, PERM_CLIENT_GRANT, READ,
     ACCESS_READ, TEXT_grant_cover_title, GROUP_ASSIGNMENT},
    {POST, "/deelnemers/:client/waarneming", grant_cover_save, SCOPE_CLIENT, PERM_CLIENT_GRANT,
     WRITE, ACCESS_GRANT, TEXT_grant_cover_title, GROUP_ASSIGNMENT},
    {GET, "/waarneming", grant_caseload_form, SCOPE_NONE, PERM_CLIENT_GRANT, READ, ACCESS_LIST,
     TEXT_grant_caseload_title},
    {POST, "/waarneming", grant_caseload_save, SCOPE_NONE, PERM_CLIENT_GRANT, WRITE, ACCESS_GRANT,
     TEXT_grant_caseload_title},
    {GET, "/deelnemers/:client/bespreking", grant_discussion_form, SCOPE_CLIENT, PERM_CLIENT_GRANT,
     READ, ACCESS_READ, TEXT_grant_discussion_title, GROUP_ASSIGNMENT},
    {POST, "/deelnemers/:client/bespreking", grant_discussion_save, SCOPE_CLIENT, PERM_CLIENT_GRANT,
     WRITE, ACCESS_GRANT, TEXT_grant_discussion_title, GROUP_ASSIGNMENT},
    {POST, "/deelnemers/:client/meekijken/:id/einde", grant_end_save, SCOPE_CLIENT,
     PERM_CLIENT_GRANT, WRITE, ACCESS_GRANT, TEXT_grant_end, GROUP_ASSIGNMENT},
    {POST, "/deelnemers/:client/meekijken/:id/gezien", grant_seen_save, SCOPE_CLIENT,
     PERM_CLIENT_WRITE, WRITE, ACCESS_CHANGE, TEXT_grant_seen, GROUP_CONSENT},
    {GET, "/noodtoegang", grant_emergency_form, SCOPE_NONE, PERM_CLIENT_GRANT, READ, ACCESS_NOTHING,
     TEXT_grant_emergency_title},
    {POST, "/noodtoegang", grant_emergency_save, SCOPE_NONE, PERM_CLIENT_GRANT, WRITE,
     ACCESS_EMERGENCY, TEXT_grant_emergency_title},
    {POST, "/meekijken/:id/einde", grant_end_own, SCOPE_NONE, PERM_CLIENT_GRANT, WRITE,
     ACCESS_GRANT, TEXT_grant_end_own},

    {POST, "/mijn/toestemming/:id/intrekken", mine_withdraw, SCOPE_MINE, PERM_MINE, WRITE,
     ACCESS_CONSENT, TEXT_consent_withdraw, GROUP_CONSENT},
    {0}};

static const struct client_block client_blocks[] = {{.name = "consent",
                                                     .draw = block,
                                                     .title = TEXT_consent_block,
                                                     .group = GROUP_CONSENT,
                                                     .tab = TAB_PEOPLE,
                                                     .order = 70},
                                                    {0}};

const struct feature consent_feature = {.name = "consent",
                                        .routes = routes,
                                        .client_blocks = client_blocks,
                                        .mine_block = mine_block,
                                        .mine_group = GROUP_CONSENT,
                                        .mine_order = 50,
                                        .mine_title = TEXT_consent_mine};
