/* employer_web.c: the list of employers, finding one while typing, and the forms of an employer.
 * Not: the page of one employer (feature/network), which shows contacts and placements too.
 * Start at list_page(). */
#include "base/check.h"
#include "base/fold.h"
#include "core/codes.h"
#include "feature/employer/employer.h"

enum { LIST_LIMIT = 100, SUGGESTIONS = 8 };

/* ---- the list -------------------------------------------------------------------------------- */

/* How the address says the order. */
static const char *const order_words[] = {
    [EMPLOYER_BY_NAME] = "naam", [EMPLOYER_RECENT] = "contact", [EMPLOYER_BY_VISIT] = ""};

static enum employer_order order_said(const char *word)
{
    for (size_t i = 0; i < COUNT(order_words); i++)
        if (!strcmp(order_words[i], word))
            return (enum employer_order)i;
    return EMPLOYER_BY_VISIT;
}

static struct employer_filter filter_of(struct req *r)
{
    const char *sector = req_query(r, "branche");

    return (struct employer_filter){
        .organisation_id = r->user->organisation_id,
        .find = req_query(r, "q"),
        .sector = codes_known("sbi2008_sections", sector) ? sector : "",
        .place = req_query(r, "plaats"),
        .open_need = !strcmp(req_query(r, "zoekt"), "1"),
        .order = order_said(req_query(r, "volgorde")),
        .limit = LIST_LIMIT,
    };
}

static void option(struct req *r, const char *value, const char *chosen, const char *label)
{
    html(r->out, "<option value=\"%s\"%s>%s</option>", value,
         strcmp(value, chosen) ? "" : " selected", label);
}

static bool is_narrowed(const struct employer_filter *filter)
{
    return *filter->sector || *filter->place || filter->open_need ||
           filter->order == EMPLOYER_RECENT;
}

static void show_choices(struct req *r, const struct employer_filter *filter)
{
    size_t n;
    const struct choice *sectors = codes_choices("sbi2008_sections", r->lang, &n);

    html(r->out,
         "<details%s><summary>%s</summary><div class=\"tools\"><div class=\"field\"><label "
         "for=\"f-branche\">%s</label>"
         "<select id=\"f-branche\" name=\"branche\">",
         is_narrowed(filter) ? " open" : "", T(employer_filters), T(employer_sector));
    option(r, "", filter->sector, T(employer_all_sectors));
    for (size_t i = 0; i < n; i++)
        option(r, sectors[i].value, filter->sector, sectors[i].label);
    html(r->out,
         "</select></div><div class=\"field\"><label for=\"f-plaats\">%s</label>"
         "<select id=\"f-plaats\" name=\"plaats\">",
         T(employer_place));
    const char **places = employer_places(r->db, r->arena, r->user->organisation_id, &n);
    option(r, "", filter->place, T(employer_all_places));
    for (size_t i = 0; i < n; i++)
        option(r, places[i], filter->place, places[i]);
    html(r->out,
         "</select></div><div class=\"field\"><label for=\"f-volgorde\">%s</label>"
         "<select id=\"f-volgorde\" name=\"volgorde\">",
         T(employer_order));
    option(r, "", order_words[filter->order], T(employer_by_turn));
    option(r, "naam", order_words[filter->order], T(employer_by_name));
    option(r, "contact", order_words[filter->order], T(employer_by_contact));
    html(r->out,
         "</select></div><label class=\"yes\"><input type=\"checkbox\" name=\"zoekt\""
         " value=\"1\"%s><span>%s</span></label></div></details>",
         filter->open_need ? " checked" : "", T(employer_only_need));
}

static void show_tools(struct req *r, const struct employer_filter *filter)
{
    html(r->out,
         "<form class=\"tools\" method=\"get\" action=\"/werkgevers\" data-live=\"lijst\""
         " role=\"search\"><div class=\"field\"><label for=\"f-q\">%s</label>"
         "<input type=\"search\" id=\"f-q\" name=\"q\" value=\"%s\" autocomplete=\"off\""
         " data-search></div>",
         T(employer_find), filter->find);
    show_choices(r, filter);
    html(r->out, "<button class=\"quiet\">%s</button>", T(search));
    if (user_may(r->user, PERM_EMPLOYER_WRITE))
        html(r->out, "<a class=\"button\" href=\"/werkgevers/nieuw\">%s</a>", T(employer_new));
    html(r->out,
         "</form><nav class=\"chips\" aria-label=\"%s\"><a href=\"/werkgevers/wie-kent\">%s</a>"
         "<a href=\"/werkgevers/netwerk\">%s</a>",
         T(employer_more_pages), T(employer_who_knows), T(employer_network));
    if (user_may(r->user, PERM_EMPLOYER_WRITE))
        html(r->out, "<a href=\"/werkgevers/dubbel\">%s</a>", T(employer_doubles));
    html(r->out, "</nav>");
}

static const char *last_contact(struct req *r, const struct employer *e)
{
    if (e->last_contact_on == DAY_NONE)
        return T(list_never);
    return text_fill(r->arena, r->lang, TEXT_employer_last_by, page_day(r, e->last_contact_on),
                     e->last_contact_by, NULL, NULL);
}

static void show_row(struct req *r, const struct employer *e)
{
    html(r->out, "<tr><th scope=\"row\"><a href=\"/werkgevers/%" PRId64 "\">%s</a>", e->id,
         e->name);
    if (e->not_before_on != DAY_NONE && e->not_before_on > r->today)
        html(r->out, "<br><span class=\"warn\">%s</span>",
             text_fill(r->arena, r->lang, TEXT_employer_not_before, page_day(r, e->not_before_on),
                       e->not_before_reason, NULL, NULL));
    if (e->visit_on != DAY_NONE)
        html(r->out, "<br><span class=\"%s\">%s: %s</span>",
             e->visit_on < r->today ? "warn" : "muted", T(employer_visit_plan),
             e->visit_on < r->today ? text_fill(r->arena, r->lang, TEXT_employer_visit_late,
                                                page_day(r, e->visit_on), NULL, NULL, NULL)
                                    : page_day(r, e->visit_on));
    html(r->out,
         "</th><td data-label=\"%s\">%s</td><td data-label=\"%s\">%s</td><td "
         "data-label=\"%s\">%s</td>"
         "<td data-label=\"%s\">%s</td></tr>",
         T(employer_place), e->place, T(employer_sector),
         codes_label("sbi2008_sections", r->lang, e->sector), T(employer_open_need), e->open_need,
         T(employer_last_contact), last_contact(r, e));
}

static void show_table(struct req *r, const struct employers *list)
{
    static const enum text_id heads[] = {TEXT_employer_name, TEXT_employer_place,
                                         TEXT_employer_sector, TEXT_employer_open_need,
                                         TEXT_employer_last_contact};

    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards\"><caption class=\"sr\">%s</caption><thead><tr>",
         T(core_employers), T(core_employers));
    for (size_t i = 0; i < COUNT(heads); i++)
        html(r->out, "<th scope=\"col\">%s</th>", text(r->lang, heads[i]));
    html(r->out, "</tr></thead><tbody data-rows>");
    for (size_t i = 0; i < list->n; i++)
        show_row(r, &list->at[i]);
    html(r->out, "</tbody></table></div>");
}

static void keep(struct req *r, const char *name, const char *value)
{
    html(r->out, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", name, value);
}

/* What the order is, and the other one a press away; the filters stay. */
static void show_order(struct req *r, const struct employer_filter *filter)
{
    if (filter->order == EMPLOYER_RECENT)
        return;
    html(r->out, "<form class=\"buttons\" method=\"get\" action=\"/werkgevers\"><span>%s</span>",
         filter->order == EMPLOYER_BY_VISIT ? T(employer_turn_first) : T(employer_name_first));
    keep(r, "q", filter->find);
    keep(r, "branche", filter->sector);
    keep(r, "plaats", filter->place);
    keep(r, "zoekt", filter->open_need ? "1" : "");
    keep(r, "volgorde", filter->order == EMPLOYER_BY_VISIT ? "naam" : "");
    html(r->out, "<button class=\"quiet\">%s</button></form>",
         filter->order == EMPLOYER_BY_VISIT ? T(employer_turn_by_name) : T(employer_turn_again));
}

static void show_empty(struct req *r, const struct employer_filter *filter)
{
    bool searched = *filter->find || is_narrowed(filter);

    html(r->out, "<div class=\"empty\"><p>%s</p>",
         searched ? T(employer_empty_found) : T(employer_empty));
    if (user_may(r->user, PERM_EMPLOYER_WRITE)) {
        html(r->out, "<a class=\"button quiet\" href=\"/werkgevers/nieuw?naam=");
        html_url_arg(r->out, filter->find);
        html(r->out, "\">%s</a>", T(employer_new));
    }
    html(r->out, "</div>");
}

static void list_page(struct req *r)
{
    struct employer_filter filter = filter_of(r);
    struct employers list = employer_list(r->db, r->arena, filter);
    struct frame frame = page_frame(r, T(core_employers));

    frame.wide = true;
    page_begin_frame(r, &frame);
    show_tools(r, &filter);
    html(r->out, "<div id=\"lijst\" class=\"card\">");
    if (list.n)
        show_order(r, &filter);
    if (list.n)
        show_table(r, &list);
    else
        show_empty(r, &filter);
    if (list.more)
        html(r->out, "<p class=\"left-out\">%s</p>", T(employer_more));
    if (filter.order == EMPLOYER_RECENT)
        html(r->out, "<p class=\"left-out\">%s</p>", T(employer_only_visited));
    html(r->out, "</div>");
    page_end(r);
}

static void suggest(struct req *r)
{
    const char *typed = req_query(r, "q");
    struct employers list = {0};

    if (*typed)
        list = employer_list(r->db, r->arena,
                             (struct employer_filter){.organisation_id = r->user->organisation_id,
                                                      .find = typed,
                                                      .sector = "",
                                                      .place = "",
                                                      .limit = SUGGESTIONS});
    for (size_t i = 0; i < list.n; i++)
        html(r->out, "<li data-value=\"%" PRId64 "\" data-label=\"%s\">%s <small>%s</small></li>",
             list.at[i].id, list.at[i].name, list.at[i].name, employer_about(r, &list.at[i]));
}

/* ---- pages with a form ----------------------------------------------------------------------- */

/* Begins the page of a form: under the list, and under the employer when there is one. */
static void form_page_begin(struct req *r, const struct form *f, const char *title,
                            const struct employer *of)
{
    struct frame_link crumbs[] = {{"/werkgevers", T(core_employers), NULL, 0},
                                  {arena_fmt(r->arena, "/werkgevers/%" PRId64, of ? of->id : 0),
                                   of ? of->name : "", NULL, 0}};
    struct frame frame = page_frame(r, title);

    frame.crumbs = crumbs;
    frame.n_crumbs = of ? 2 : 1;
    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
}

static void form_page_end(struct req *r, const struct employer *of)
{
    html(r->out, "<div class=\"buttons\"><button>%s</button><a href=\"/werkgevers", T(save));
    if (of)
        html(r->out, "/%" PRId64, of->id);
    html(r->out, "\">%s</a></div></form>", T(cancel));
    page_end(r);
}

/* The employer of the path: the runner has seen that it is one of ours. */
static struct employer employer_of_path(struct req *r)
{
    struct employer e;

    if (employer_get(r->db, r->arena, r->employer_id, &e) != OK)
        BUG("the scope let through an employer that is not there");
    return e;
}

/* ---- an employer ----------------------------------------------------------------------------- */

static const struct field fields[] = {
    F_TEXT(struct employer, name, TEXT_employer_name, REQUIRED | AUTOFOCUS, 200),
    F_TEXT(struct employer, place, TEXT_employer_place, NARROW, 100),
    F_TEXT_AS(FIELD_KVK, struct employer, kvk, TEXT_employer_kvk, NARROW, 20),
    F_CODE(struct employer, sector, TEXT_employer_sector, 0, NULL),
    F_TEXT(struct employer, open_need, TEXT_employer_open_need, 0, 300),
    F_NOTE(struct employer, agreement, TEXT_employer_agreement, 0, 2000),
    F_DAY(struct employer, not_before_on, TEXT_employer_not_before_on, NARROW),
    F_TEXT(struct employer, not_before_reason, TEXT_employer_not_before_reason, NARROW, 300),
    F_HIDDEN_ID(struct employer, version),
    F_END};

static struct form *employer_form(struct req *r, struct employer *e)
{
    size_t n;
    struct form *f = req_form(r, fields, e);
    const struct choice *sectors = codes_choices("sbi2008_sections", r->lang, &n);

    form_choices(f, "sector", sectors, n);
    form_help(f, "open_need", TEXT_employer_open_need_help);
    form_help(f, "not_before_on", TEXT_employer_not_before_help);
    return f;
}

/* twin: the one that is there already, or NULL. `of` is the employer that changes, NULL for a new
 * one. */
static void show_employer(struct req *r, const struct form *f, const struct employer *of,
                          const struct employer *twin, bool may_insist)
{
    form_page_begin(r, f, of ? T(employer_change) : T(employer_new), of);
    if (twin)
        html(r->out,
             "<div class=\"next-step\"><p>%s <a href=\"/werkgevers/%" PRId64
             "\">%s</a> %s</p></div>",
             T(employer_there_already), twin->id, twin->name, twin->place);
    if (twin && of)
        html(r->out,
             "<p><a class=\"button quiet\" href=\"/werkgevers/%" PRId64 "/samenvoegen?met=%" PRId64
             "\">%s</a></p>",
             twin->id, of->id, T(employer_same_merge));
    html(r->out, "<form class=\"fields\" method=\"post\" data-guard action=\"/werkgevers/");
    if (of)
        html(r->out, "%" PRId64 "/wijzig\">", of->id);
    else
        html(r->out, "nieuw\">");
    page_csrf(r);
    if (twin && may_insist)
        html(r->out,
             "<div class=\"field\"><label class=\"yes\"><input type=\"checkbox\""
             " name=\"_anyway\" value=\"1\"><span>%s</span></label></div>",
             T(employer_anyway));
    form_show_fields(r->out, f);
    form_page_end(r, of);
}

/* The spelling that is there already: the list filters by the place as it is written. */
static void use_known_place(struct req *r, struct employer *e)
{
    size_t n;
    const char **places = employer_places(r->db, r->arena, e->organisation_id, &n);

    for (size_t i = 0; i < n; i++) {
        if (!strcmp(fold_text(r->arena, places[i]), fold_text(r->arena, e->place))) {
            e->place = places[i];
            return;
        }
    }
}

/* An employer that is there already, in *twin. What was warned of and kept is not warned of again:
 * on a change only a new name or place counts. was: before the change, NULL for a new one. */
static void check_twin(struct req *r, struct form *f, const struct employer *e,
                       const struct employer *was, struct employer *twin, bool *same_name)
{
    bool renamed = !was || strcmp(was->name, e->name) || strcmp(was->place, e->place);

    if (employer_same_kvk(r->db, r->arena, e, twin) == OK) {
        form_error(f, "kvk", TEXT_employer_kvk_taken);
    } else if (renamed && employer_same_name(r->db, r->arena, e, twin) == OK) {
        *same_name = true;
        if (!*req_value(r, "_anyway"))
            form_error(f, "name", TEXT_employer_name_taken);
    }
}

static void check_employer(struct req *r, struct form *f, struct employer *e,
                           const struct employer *was, struct employer *twin, bool *same_name)
{
    use_known_place(r, e);
    if (e->not_before_on != DAY_NONE && !*e->not_before_reason)
        form_error(f, "not_before_reason", TEXT_employer_not_before_no_reason);
    if (e->not_before_on == DAY_NONE && *e->not_before_reason)
        form_error(f, "not_before_on", TEXT_employer_not_before_no_day);
    check_twin(r, f, e, was, twin, same_name);
}

static void add_form(struct req *r)
{
    const char *name = req_query(r, "naam");
    struct employer e = employer_empty(strlen(name) <= 200 ? name : "");

    show_employer(r, employer_form(r, &e), NULL, NULL, false);
}

static void add_save(struct req *r)
{
    struct employer twin = {0};
    bool same_name = false;
    struct employer e = employer_empty("");
    struct form *f = employer_form(r, &e);

    e.organisation_id = r->user->organisation_id;
    if (req_form_read(r, f))
        check_employer(r, f, &e, NULL, &twin, &same_name);
    if (!form_error_count(f) && employer_add(r, &e) == CONFLICT)
        form_error(f, "kvk", TEXT_employer_kvk_taken);
    if (form_error_count(f)) {
        req_invalid(r);
        show_employer(r, f, NULL, twin.id ? &twin : NULL, same_name);
        return;
    }
    req_flash(r, TEXT_employer_added);
    req_redirect(r, "/werkgevers/%" PRId64, e.id);
}

static void change_form(struct req *r)
{
    struct employer of = employer_of_path(r);
    struct employer e = of;

    show_employer(r, employer_form(r, &e), &of, NULL, false);
}

static void change_save(struct req *r)
{
    struct employer twin = {0};
    struct employer of = employer_of_path(r);
    struct employer e = of;
    struct form *f = employer_form(r, &e);
    bool same_name = false;

    if (req_form_read(r, f))
        check_employer(r, f, &e, &of, &twin, &same_name);
    if (!form_error_count(f)) {
        enum rc rc = employer_change(r, &e);

        if (rc == STALE)
            form_error(f, NULL, TEXT_employer_stale);
        else if (rc != OK)
            form_error(f, "kvk", TEXT_employer_kvk_taken);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_employer(r, f, &of, twin.id ? &twin : NULL, same_name);
        return;
    }
    req_flash(r, TEXT_employer_saved);
    req_redirect(r, "/werkgevers/%" PRId64, e.id);
}

/* ---- the next visit -------------------------------------------------------------------------- */

static const struct field visit_fields[] = {
    F_DAY(struct employer, visit_on, TEXT_employer_visit_on, FUTURE_ONLY | NARROW | AUTOFOCUS),
    F_ID(struct employer, visit_by, TEXT_employer_visit_by, NARROW),
    F_TEXT(struct employer, visit_why, TEXT_employer_visit_why, 0, 300), F_END};

/* Those who work with clients in the programmes of this person's organisation. */
static struct choice *visitors(struct req *r, size_t *n)
{
    enum { MOST = 300 };
    struct choice *list = ARENA_ARRAY(r->arena, struct choice, MOST);
    struct db_rows q = db_query(
        r->db,
        SQL("select distinct s.id, s.name, s.sort_key from staff s join staff_role p"
            " on p.staff_id = s.id where s.organisation_id = $1 and s.active = 1"
            " and (p.role = 'specialist' or p.role = 'supervisor') order by s.sort_key, s.id"
            " limit $2"),
        ARGS(I(r->user->organisation_id), I(MOST)));

    *n = 0;
    while (db_next(&q))
        list[(*n)++] = (struct choice){arena_fmt(r->arena, "%" PRId64, db_int(&q, 0)),
                                       db_text_copy(&q, 1, r->arena), NULL};
    return list;
}

static struct form *visit_form_of(struct req *r, struct employer *e)
{
    size_t n;
    struct form *f = req_form(r, visit_fields, e);
    const struct choice *list = visitors(r, &n);

    form_choices(f, "visit_by", list, n);
    form_help(f, "visit_on", TEXT_employer_visit_help);
    return f;
}

static void show_visit(struct req *r, const struct form *f, const struct employer *of)
{
    form_page_begin(r, f, T(employer_visit_plan), of);
    page_form_begin(r, "fields", "/werkgevers/%" PRId64 "/bezoek", of->id);
    employer_heed_show(r, of->id);
    form_show_fields(r->out, f);
    form_page_end(r, of);
}

static void visit_form(struct req *r)
{
    struct employer of = employer_of_path(r);
    struct employer e = of;

    if (e.visit_on == DAY_NONE)
        e.visit_by = r->user->id;
    show_visit(r, visit_form_of(r, &e), &of);
}

static void visit_save(struct req *r)
{
    struct employer of = employer_of_path(r);
    struct employer e = of;
    struct form *f = visit_form_of(r, &e);

    if (req_form_read(r, f) && e.visit_on != DAY_NONE && !e.visit_by)
        form_error(f, "visit_by", TEXT_error_missing_choice);
    if (form_error_count(f)) {
        req_invalid(r);
        show_visit(r, f, &of);
        return;
    }
    employer_plan_visit(r, of.id, e.visit_on, e.visit_by, e.visit_why);
    req_flash(r, e.visit_on == DAY_NONE ? TEXT_employer_visit_none : TEXT_employer_visit_saved);
    req_redirect(r, "/werkgevers/%" PRId64, of.id);
}

void employer_visits_show(struct req *r)
{
    enum { DAYS = 7 };
    struct employers list = employer_visits(r->db, r->arena, r->user->id, r->today + DAYS);

    if (!list.n)
        return;
    html(r->out, "<section class=\"card\" id=\"bezoeken\"><h2>%s</h2><ul class=\"rows agenda\">",
         T(employer_visits));
    for (size_t i = 0; i < list.n; i++) {
        const struct employer *e = &list.at[i];

        html(r->out,
             "<li><time%s>%s</time><div class=\"what\"><a href=\"/werkgevers/%" PRId64
             "\">%s</a><p class=\"small\">%s</p></div><a class=\"button quiet\""
             " href=\"/contact?wie=%" PRId64 "\">%s<span class=\"sr\">: %s</span></a></li>",
             e->visit_on < r->today ? " class=\"warn\"" : "",
             e->visit_on == r->today ? T(today) : page_day(r, e->visit_on), e->id, e->name,
             *e->visit_why ? e->visit_why : e->place, e->id, T(employer_visited), e->name);
    }
    html(r->out, "</ul></section>");
}

/* ---- an establishment ------------------------------------------------------------------------ */

static const struct field establishment_fields[] = {
    F_TEXT(struct establishment, place, TEXT_employer_place, REQUIRED | AUTOFOCUS, 100),
    F_TEXT(struct establishment, street, TEXT_establishment_street, NARROW, 200),
    F_TEXT_AS(FIELD_POSTCODE, struct establishment, postcode, TEXT_establishment_postcode, NARROW,
              20),
    F_TEXT(struct establishment, name, TEXT_establishment_name, 0, 200),
    F_TEXT(struct establishment, number, TEXT_establishment_number, NARROW, 20),
    F_HIDDEN_ID(struct establishment, version),
    F_END};

/* A new one for id 0; false: there is no such establishment here, and that has been answered. */
static bool establishment_load(struct req *r, struct establishment *e)
{
    *e = (struct establishment){.employer_id = r->employer_id,
                                .name = "",
                                .number = "",
                                .street = "",
                                .postcode = "",
                                .place = ""};
    if (!r->id || establishment_get(r->db, r->arena, r->employer_id, r->id, e) == OK)
        return true;
    req_not_found(r);
    return false;
}

static void show_establishment(struct req *r, const struct form *f)
{
    struct employer of = employer_of_path(r);

    form_page_begin(r, f, r->id ? T(establishment_change) : T(establishment_new), &of);
    html(r->out,
         "<form class=\"fields\" method=\"post\" data-guard action=\"/werkgevers/%" PRId64
         "/vestigingen/",
         of.id);
    if (r->id)
        html(r->out, "%" PRId64 "\">", r->id);
    else
        html(r->out, "nieuw\">");
    page_csrf(r);
    form_show_fields(r->out, f);
    form_page_end(r, &of);
}

static void establishment_form(struct req *r)
{
    struct establishment e;

    if (establishment_load(r, &e))
        show_establishment(r, req_form(r, establishment_fields, &e));
}

static void establishment_save(struct req *r)
{
    struct establishment e;
    char number[ESTABLISHMENT_TEXT];

    if (!establishment_load(r, &e))
        return;
    struct form *f = req_form(r, establishment_fields, &e);
    if (req_form_read(r, f) && *e.number) {
        if (check_establishment(e.number, number))
            e.number = arena_str(r->arena, number);
        else
            form_error(f, "number", TEXT_establishment_number_wrong);
    }
    if (!form_error_count(f)) {
        enum rc rc = r->id ? establishment_change(r, &e) : establishment_add(r, &e);

        if (rc == STALE)
            form_error(f, NULL, TEXT_employer_stale);
        else if (rc != OK)
            BUG("an establishment that was checked is refused");
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_establishment(r, f);
        return;
    }
    req_flash(r, TEXT_establishment_saved);
    req_redirect(r, "/werkgevers/%" PRId64, r->employer_id);
}

/* ---- a contact person ------------------------------------------------------------------------ */

static const struct field person_fields[] = {
    F_TEXT(struct employer_person, name, TEXT_person_name, REQUIRED | AUTOFOCUS, 150),
    F_TEXT(struct employer_person, job_title, TEXT_person_job_title, 0, 150),
    F_TEXT_AS(FIELD_PHONE, struct employer_person, phone, TEXT_person_phone, NARROW, 30),
    F_TEXT_AS(FIELD_EMAIL, struct employer_person, email, TEXT_person_email, NARROW, 254),
    F_ID(struct employer_person, establishment_id, TEXT_person_establishment, 0),
    F_YES(struct employer_person, gone, TEXT_person_gone),
    F_HIDDEN_ID(struct employer_person, version),
    F_END};

static struct form *person_form_of(struct req *r, struct employer_person *p)
{
    size_t n;
    const struct establishment *at = employer_establishments(r->db, r->arena, r->employer_id, &n);
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, n);
    struct form *f = req_form(r, person_fields, p);

    for (size_t i = 0; i < n; i++)
        choices[i] = (struct choice){
            arena_fmt(r->arena, "%" PRId64, at[i].id),
            arena_fmt(r->arena, "%s%s%s", at[i].place, *at[i].street ? ", " : "", at[i].street),
            NULL};
    form_choices(f, "establishment_id", choices, n);
    return f;
}

static bool person_load(struct req *r, struct employer_person *p)
{
    *p = (struct employer_person){
        .employer_id = r->employer_id, .name = "", .job_title = "", .phone = "", .email = ""};
    if (!r->id || employer_person_get(r->db, r->arena, r->employer_id, r->id, p) == OK)
        return true;
    req_not_found(r);
    return false;
}

static void show_person(struct req *r, const struct form *f)
{
    struct employer of = employer_of_path(r);
    bool has_establishments =
        db_exists(r->db, SQL("select 1 from establishment where employer_id = $1"), ARGS(I(of.id)));

    form_page_begin(r, f, r->id ? T(person_change) : T(person_new), &of);
    html(r->out,
         "<form class=\"fields\" method=\"post\" data-guard action=\"/werkgevers/%" PRId64
         "/personen/",
         of.id);
    if (r->id)
        html(r->out, "%" PRId64 "\">", r->id);
    else
        html(r->out, "nieuw\">");
    page_csrf(r);
    for (const struct field *field = person_fields; field->name; field++)
        if (field->kind != FIELD_ID || has_establishments) /* no question without a choice */
            form_show_field(r->out, f, field->name);
    form_page_end(r, &of);
}

static void person_form(struct req *r)
{
    struct employer_person p;

    if (person_load(r, &p))
        show_person(r, person_form_of(r, &p));
}

static void person_save(struct req *r)
{
    struct employer_person p;

    if (!person_load(r, &p))
        return;
    struct form *f = person_form_of(r, &p);
    if (req_form_read(r, f)) {
        enum rc rc = r->id ? employer_person_change(r, &p) : employer_person_add(r, &p);

        if (rc == STALE)
            form_error(f, NULL, TEXT_employer_stale);
        else if (rc != OK)
            BUG("a person that was checked is refused");
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_person(r, f);
        return;
    }
    req_flash(r, TEXT_person_saved);
    req_redirect(r, "/werkgevers/%" PRId64, r->employer_id);
}

static const struct route routes[] = {
    {GET, "/werkgevers", list_page, SCOPE_NONE, PERM_EMPLOYER_READ, READ, ACCESS_NOTHING,
     TEXT_core_employers},
    {GET, "/werkgevers/zoek", suggest, SCOPE_NONE, PERM_EMPLOYER_READ, READ, ACCESS_NOTHING,
     TEXT_search},
    {GET, "/werkgevers/nieuw", add_form, SCOPE_NONE, PERM_EMPLOYER_WRITE, READ, ACCESS_NOTHING,
     TEXT_employer_new},
    {POST, "/werkgevers/nieuw", add_save, SCOPE_NONE, PERM_EMPLOYER_WRITE, WRITE, ACCESS_CREATE,
     TEXT_employer_new},
    {GET, "/werkgevers/:employer/wijzig", change_form, SCOPE_EMPLOYER, PERM_EMPLOYER_WRITE, READ,
     ACCESS_NOTHING, TEXT_employer_change},
    {POST, "/werkgevers/:employer/wijzig", change_save, SCOPE_EMPLOYER, PERM_EMPLOYER_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_employer_change},
    {GET, "/werkgevers/:employer/bezoek", visit_form, SCOPE_EMPLOYER, PERM_EMPLOYER_WRITE, READ,
     ACCESS_NOTHING, TEXT_employer_visit_plan},
    {POST, "/werkgevers/:employer/bezoek", visit_save, SCOPE_EMPLOYER, PERM_EMPLOYER_WRITE, WRITE,
     ACCESS_CHANGE, TEXT_employer_visit_plan},
    {GET, "/werkgevers/:employer/vestigingen/nieuw", establishment_form, SCOPE_EMPLOYER,
     PERM_EMPLOYER_WRITE, READ, ACCESS_NOTHING, TEXT_establishment_new},
    {POST, "/werkgevers/:employer/vestigingen/nieuw", establishment_save, SCOPE_EMPLOYER,
     PERM_EMPLOYER_WRITE, WRITE, ACCESS_CREATE, TEXT_establishment_new},
    {GET, "/werkgevers/:employer/vestigingen/:id", establishment_form, SCOPE_EMPLOYER,
     PERM_EMPLOYER_WRITE, READ, ACCESS_NOTHING, TEXT_establishment_change},
    {POST, "/werkgevers/:employer/vestigingen/:id", establishment_save, SCOPE_EMPLOYER,
     PERM_EMPLOYER_WRITE, WRITE, ACCESS_CHANGE, TEXT_establishment_change},
    {GET, "/werkgevers/:employer/personen/nieuw", person_form, SCOPE_EMPLOYER, PERM_EMPLOYER_WRITE,
     READ, ACCESS_NOTHING, TEXT_person_new},
    {POST, "/werkgevers/:employer/personen/nieuw", person_save, SCOPE_EMPLOYER, PERM_EMPLOYER_WRITE,
     WRITE, ACCESS_CREATE, TEXT_person_new},
    {GET, "/werkgevers/:employer/personen/:id", person_form, SCOPE_EMPLOYER, PERM_EMPLOYER_WRITE,
     READ, ACCESS_READ, TEXT_person_change},
    {POST, "/werkgevers/:employer/personen/:id", person_save, SCOPE_EMPLOYER, PERM_EMPLOYER_WRITE,
     WRITE, ACCESS_CHANGE, TEXT_person_change},
    {0}};

const struct feature employer_feature = {.name = "employer", .routes = routes};
