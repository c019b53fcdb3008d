/* client_web.c: the personal details of a client, shown and changed.
 * Not: registering a new client (feature/trajectory: a referral makes both).
 * Start at change_form(). */
#include "core/codes.h"
#include "feature/client/client.h"

static const struct field fields[] = {
    F_TEXT(struct client, given_name, TEXT_client_given_name, REQUIRED | NARROW, 100),
    F_TEXT(struct client, name_prefix, TEXT_client_name_prefix, NARROW, 30),
    F_TEXT(struct client, family_name, TEXT_client_family_name, REQUIRED, 150),
    F_DAY(struct client, birth_on, TEXT_client_birth_on, REQUIRED | PAST_ONLY | NARROW),
    F_CODE(struct client, sex, TEXT_client_sex, 0, client_sexes),
    F_TEXT_AS(FIELD_PHONE, struct client, phone, TEXT_client_phone, NARROW, 30),
    F_TEXT_AS(FIELD_EMAIL, struct client, email, TEXT_client_email, NARROW, 254),
    F_TEXT_AS(FIELD_POSTCODE, struct client, postcode, TEXT_client_postcode, NARROW, 10),
    F_CODE(struct client, municipality, TEXT_client_municipality, NARROW, NULL),
    F_CODE(struct client, marital_status, TEXT_client_marital_status, 0, client_marital_statuses),
    F_CODE(struct client, education, TEXT_client_education, 0, NULL),
    F_CODE(struct client, diagnosis_chapter, TEXT_client_diagnosis, 0, NULL),
    F_HUNDREDTHS(struct client, experience_years, TEXT_client_experience, NARROW, 0, 7000),
    F_INT(struct client, worked_share, TEXT_client_worked_share, NARROW, 0, 100),
    F_HIDDEN_ID(struct client, version),
    F_END};

static struct form *details_form(struct req *r, struct client *c)
{
    static const char *const lists[][2] = {{"municipality", "municipalities"},
                                           {"education", "education_levels"},
                                           {"diagnosis_chapter", "diagnosis_dsm5_chapters"}};
    struct field *mine = ARENA_ARRAY(r->arena, struct field, COUNT(fields));
    size_t kept = 0;

    for (size_t i = 0; i < COUNT(fields); i++) /* the diagnosis has a right of its own */
        if (gate_may_change(&r->gate, GROUP_DIAGNOSIS) ||
            fields[i].offset != offsetof(struct client, diagnosis_chapter) || !fields[i].name)
            mine[kept++] = fields[i];
    struct form *f = req_form(r, mine, c);

    for (size_t i = 0; i < COUNT(lists) - (kept < COUNT(fields)); i++) {
        size_t n;
        const struct choice *choices = codes_choices(lists[i][1], r->lang, &n);

        form_choices(f, lists[i][0], choices, n);
    }
    return f;
}

void client_page_begin(struct req *r, const char *title, const struct form *f)
{
    struct client c;
    struct frame frame = page_frame(r, title);

    if (client_get(r->db, r->arena, r->client_id, &c) != OK)
        BUG("the gate let through a client that is not there");
    struct frame_link *crumbs = ARENA_ARRAY(r->arena, struct frame_link, 2);
    crumbs[0] = (struct frame_link){"/deelnemers", page_client_word(r, true, true), NULL, 0};
    crumbs[1] = (struct frame_link){arena_fmt(r->arena, "/deelnemers/%" PRId64, c.id),
                                    client_name(r->arena, &c), NULL, 0};
    frame.crumbs = crumbs;
    frame.n_crumbs = 2;
    frame.errors = f ? form_error_count(f) : 0;
    page_begin_frame(r, &frame);
    if (f)
        form_show_errors(r->out, f);
}

void client_form_end(struct req *r)
{
    html(r->out,
         "<div class=\"buttons\"><button>%s</button>"
         "<a href=\"/deelnemers/%" PRId64 "\">%s</a></div></form>",
         T(save), r->client_id, T(cancel));
}

static void show_form(struct req *r, struct form *f)
{
    client_page_begin(r, T(client_change), f);
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/gegevens", r->client_id);
    form_show_fields(r->out, f);
    client_form_end(r);
    page_end(r);
}

static void change_form(struct req *r)
{
    struct client c;

    if (client_get(r->db, r->arena, r->client_id, &c) != OK)
        BUG("the gate let through a client that is not there");
    show_form(r, details_form(r, &c));
}

static void change_save(struct req *r)
{
    struct client c;

    if (client_get(r->db, r->arena, r->client_id, &c) != OK)
        BUG("the gate let through a client that is not there");
    struct form *f = details_form(r, &c);
    if (req_form_read(r, f) && client_change(r, &c) == STALE)
        form_error(f, NULL, TEXT_client_stale);
    if (form_error_count(f)) {
        req_invalid(r);
        show_form(r, f);
        return;
    }
    req_flash(r, TEXT_client_saved);
    req_redirect(r, "/deelnemers/%" PRId64, r->client_id);
}

/* ---- the block on the client's page ---------------------------------------------------------- */

static void row(struct req *r, enum text_id label, const char *value)
{
    if (*value)
        html(r->out, "<dt>%s</dt><dd>%s</dd>", text(r->lang, label), value);
}

static void show_details(struct req *r, const struct client *c)
{
    row(r, TEXT_client_birth_on, page_day(r, c->birth_on));
    row(r, TEXT_client_email, c->email);
    row(r, TEXT_client_municipality, codes_label("municipalities", r->lang, c->municipality));
    row(r, TEXT_client_education, codes_label("education_levels", r->lang, c->education));
    if (c->experience_years != NUMBER_NONE)
        row(r, TEXT_client_experience, page_hundredths(r, c->experience_years));
    row(r, TEXT_client_number, arena_fmt(r->arena, "%" PRId64, c->id)); /* for an own account */
}

static void block(struct req *r)
{
    struct client c;

    if (client_get(r->db, r->arena, r->client_id, &c) != OK)
        return;
    html(r->out, "<dl>");
    row(r, TEXT_client_phone, *c.phone ? page_phone(r, c.phone) : T(unknown));
    if (gate_sees(&r->gate, GROUP_DETAILS))
        show_details(r, &c);
    if (gate_sees(&r->gate, GROUP_DIAGNOSIS))
        row(r, TEXT_client_diagnosis,
            codes_label("diagnosis_dsm5_chapters", r->lang, c.diagnosis_chapter));
    html(r->out, "</dl>");
    if (gate_may_change(&r->gate, GROUP_DETAILS))
        html(r->out,
             "<p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/gegevens\">%s</a></p>",
             r->client_id, T(client_change));
}

static const struct route routes[] = {
    {GET, "/deelnemers/:client/gegevens", change_form, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
     ACCESS_READ, TEXT_client_change, GROUP_DETAILS},
    {POST, "/deelnemers/:client/gegevens", change_save, SCOPE_CLIENT, PERM_CLIENT_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_client_change, GROUP_DETAILS},
    {0}};

static const struct client_block client_blocks[] = {{.name = "client",
                                                     .draw = block,
                                                     .title = TEXT_client_details,
                                                     .group = GROUP_NAME,
                                                     .tab = TAB_OVERVIEW,
                                                     .order = 60,
                                                     .aside = true},
                                                    {0}};

const struct feature client_feature = {
    .name = "client", .routes = routes, .client_blocks = client_blocks};
