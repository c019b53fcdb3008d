/* framework_forms.c: writing the quality framework: a criterion, a partner, a dated record.
 * Not: the page that shows them (framework_web.c).
 * Start at framework_criterion_page(). */
#include "base/vec.h"
#include "core/codes.h"
#include "feature/framework/framework_pages.h"

bool framework_find(struct req *r, const char *asked, enum perm perm, struct framework_here *here)
{
    size_t n;

    *here = (struct framework_here){0};
    if (!req_find_programme(r, asked, perm, &here->programme))
        return false;
    struct req_programme *plans = req_programmes(r, PERM_FIDELITY_PLAN, &n);
    for (size_t i = 0; i < n; i++)
        here->writes = here->writes || plans[i].id == here->programme.id;
    here->nah = framework_serves_nah(r, here->programme.id);
    return true;
}

void framework_page_begin(struct req *r, const struct framework_here *here, enum text_id title,
                          size_t errors)
{
    struct frame_link *crumb = ARENA_ARRAY(r->arena, struct frame_link, 1);
    struct frame frame = page_frame(r, text(r->lang, title));

    *crumb = (struct frame_link){
        arena_fmt(r->arena, "/kwaliteitskader?programma=%" PRId64, here->programme.id),
        T(framework_title), NULL, 0};
    frame.crumbs = crumb;
    frame.n_crumbs = 1;
    frame.subtitle = here->programme.name;
    frame.errors = errors;
    page_begin_frame(r, &frame);
}

static void form_begin(struct req *r, const struct framework_here *here, const char *path)
{
    page_form_begin(r, "fields card", "/kwaliteitskader/%s", path);
    html(r->out, "<input type=\"hidden\" name=\"_programma\" value=\"%" PRId64 "\">",
         here->programme.id);
}

static void form_end(struct req *r, const struct framework_here *here)
{
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/kwaliteitskader?programma=%" PRId64
         "\">%s</a></div></form>",
         T(save), here->programme.id, T(cancel));
    page_end(r);
}

struct people {
    struct choice *at;
    size_t n, cap;
};

/* Who works in the programme. */
static struct people people_of(struct req *r, int64_t programme_id, bool specialists)
{
    struct people list = {0};
    char day[DAY_TEXT];
    struct db_rows q = db_query(
        r->db,
        SQL("select s.id, s.name from staff s where s.active = 1 and exists (select 1"
            " from staff_role o where o.staff_id = s.id and o.programme_id = $1"
            " and (o.role = 'specialist' or (cast($3 as bigint) = 0 and (o.role = 'supervisor'"
            " or o.role = 'manager'))) and o.from_on <= $2 and (o.to_on is null"
            " or o.to_on >= $2)) order by s.sort_key, s.id limit 200"),
        ARGS(I(programme_id), S(day_iso(r->today, day)), I(specialists)));

    while (db_next(&q)) {
        struct choice one = {arena_fmt(r->arena, "%" PRId64, db_int(&q, 0)),
                             db_text_copy(&q, 1, r->arena), NULL};

        ARENA_PUSH(r->arena, &list, one);
    }
    return list;
}

/* ---- a criterion ------------------------------------------------------------------------------
 */

struct entry {
    const char *hoe, *bewijs, *nah, *stand;
    int64_t wie, versie;
    int32_t klaar_op;
};
static const struct field plan_fields[] = {
    F_NOTE(struct entry, hoe, TEXT_framework_how, 0, 2000),
    F_NOTE(struct entry, bewijs, TEXT_framework_evidence, 0, 1000),
    F_NOTE(struct entry, nah, TEXT_framework_nah, 0, 1000),
    F_ID(struct entry, wie, TEXT_framework_owner, NARROW),
    F_DAY(struct entry, klaar_op, TEXT_framework_due, NARROW),
    F_CODE(struct entry, stand, TEXT_framework_status, REQUIRED, framework_statuses),
    F_HIDDEN_ID(struct entry, versie),
    F_END};

static void show_plan(struct req *r, const struct framework_here *here, const char *criterion,
                      struct form *f)
{
    bool strict = codes_known("framework_nah", criterion);

    framework_page_begin(r, here, TEXT_framework_criterion, form_error_count(f));
    html(r->out, "<p class=\"lead\">%s. %s</p>", criterion,
         codes_label("framework_criteria", r->lang, criterion));
    form_show_errors(r->out, f);
    form_begin(r, here, "criterium");
    html(r->out, "<input type=\"hidden\" name=\"_criterium\" value=\"%s\">", criterion);
    form_show_field(r->out, f, "hoe");
    form_show_field(r->out, f, "bewijs");
    if (strict) {
        html(r->out, "<p class=\"small\"><strong>%s</strong> %s</p>",
             codes_label("framework_nah", r->lang, criterion),
             here->nah ? T(framework_nah_intro) : "");
        form_show_field(r->out, f, "nah");
    }
    for (size_t i = 3; plan_fields[i].name; i++)
        form_show_field(r->out, f, plan_fields[i].name);
    form_end(r, here);
}

static struct form *plan_form(struct req *r, const struct framework_here *here, struct entry *e)
{
    struct form *f = req_form(r, plan_fields, e);
    struct people people = people_of(r, here->programme.id, false);

    form_choices(f, "wie", people.at, people.n);
    return f;
}

void framework_criterion_page(struct req *r)
{
    struct framework_here here;
    const char *criterion = req_query(r, "criterium");

    if (!framework_find(r, req_query(r, "programma"), PERM_FIDELITY_PLAN, &here))
        return;
    if (!codes_known("framework_criteria", criterion)) {
        req_not_found(r);
        return;
    }
    struct framework_plan plan = framework_plan_get(r, here.programme.id, criterion);
    struct entry e = {plan.how,      plan.evidence, plan.nah,   plan.status,
                      plan.owner_id, plan.version,  plan.due_on};
    show_plan(r, &here, criterion, plan_form(r, &here, &e));
}

void framework_criterion_save(struct req *r)
{
    struct framework_here here;
    struct entry e;
    const char *criterion = req_value(r, "_criterium");

    if (!framework_find(r, req_value(r, "_programma"), PERM_FIDELITY_PLAN, &here))
        return;
    if (!codes_known("framework_criteria", criterion)) {
        req_not_found(r);
        return;
    }
    form_empty(plan_fields, &e);
    struct form *f = plan_form(r, &here, &e);
    bool good = req_form_read(r, f), strict = here.nah && codes_known("framework_nah", criterion);
    struct framework_plan plan = {.criterion = criterion,
                                  .how = e.hoe,
                                  .evidence = e.bewijs,
                                  .nah = e.nah,
                                  .owner_id = e.wie,
                                  .due_on = e.klaar_op,
                                  .status = e.stand,
                                  .version = e.versie};
    if (good && !strcmp(plan.status, "met") && !framework_may_be_met(&plan, strict))
        form_error(f, "stand",
                   *plan.how && *plan.evidence ? TEXT_framework_met_nah : TEXT_framework_met_how);
    if (good && !form_error_count(f) && framework_plan_save(r, here.programme.id, &plan) != OK)
        form_error_text(f, NULL, T(review_stale));
    if (form_error_count(f)) {
        req_invalid(r);
        show_plan(r, &here, criterion, f);
        return;
    }
    req_flash(r, TEXT_framework_saved);
    req_redirect(r, "/kwaliteitskader?programma=%" PRId64, here.programme.id);
}

/* ---- a partner --------------------------------------------------------------------------------
 */

struct partner {
    const char *naam, *rol, *taak;
    int32_t van, tot;
    int64_t versie;
};
static const struct field partner_fields[] = {
    F_TEXT(struct partner, naam, TEXT_framework_name, REQUIRED, 200),
    F_CODE(struct partner, rol, TEXT_framework_role, REQUIRED, framework_roles),
    F_NOTE(struct partner, taak, TEXT_framework_task, 0, 500),
    F_DAY(struct partner, van, TEXT_framework_from, REQUIRED | NARROW),
    F_DAY(struct partner, tot, TEXT_framework_to, NARROW),
    F_HIDDEN_ID(struct partner, versie),
    F_END};

static void show_partner(struct req *r, const struct framework_here *here, int64_t id,
                         struct form *f)
{
    framework_page_begin(r, here, TEXT_framework_partner, form_error_count(f));
    form_show_errors(r->out, f);
    form_begin(r, here, "partner");
    html(r->out, "<input type=\"hidden\" name=\"_partner\" value=\"%" PRId64 "\">", id);
    form_show_fields(r->out, f);
    form_end(r, here);
}

static const struct framework_partner *partner_find(const struct framework_partners *list,
                                                    int64_t id)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].id == id)
            return &list->at[i];
    return NULL;
}

void framework_partner_page(struct req *r)
{
    struct framework_here here;
    struct partner e;
    int64_t id = req_query_id(r, "partner");

    if (!framework_find(r, req_query(r, "programma"), PERM_FIDELITY_PLAN, &here))
        return;
    struct framework_partners list = framework_partners(r, here.programme.id);
    const struct framework_partner *p = partner_find(&list, id);
    if (id && !p) {
        req_not_found(r);
        return;
    }
    form_empty(partner_fields, &e);
    if (p)
        e = (struct partner){p->name, p->role, p->task, p->from_on, p->to_on, p->version};
    show_partner(r, &here, id, req_form(r, partner_fields, &e));
}

void framework_partner_save(struct req *r)
{
    struct framework_here here;
    struct partner e;
    int64_t id = req_value_id(r, "_partner");

    if (!framework_find(r, req_value(r, "_programma"), PERM_FIDELITY_PLAN, &here))
        return;
    form_empty(partner_fields, &e);
    struct form *f = req_form(r, partner_fields, &e);
    bool good = req_form_read(r, f);
    struct framework_partner p = {.id = id,
                                  .name = e.naam,
                                  .role = e.rol,
                                  .task = e.taak,
                                  .from_on = e.van,
                                  .to_on = e.tot,
                                  .version = e.versie};
    if (good && e.tot != DAY_NONE && e.tot < e.van)
        form_error(f, "tot", TEXT_framework_to_before);
    if (!form_error_count(f) && !id)
        framework_partner_add(r, here.programme.id, &p);
    else if (!form_error_count(f) && framework_partner_change(r, here.programme.id, &p) != OK)
        form_error_text(f, NULL, T(review_stale));
    if (form_error_count(f)) {
        req_invalid(r);
        show_partner(r, &here, id, f);
        return;
    }
    req_flash(r, TEXT_framework_saved);
    req_redirect(r, "/kwaliteitskader?programma=%" PRId64, here.programme.id);
}

/* ---- a record ---------------------------------------------------------------------------------
 */

struct record {
    const char *soort, *notitie;
    int64_t wie;
    int32_t op, opnieuw;
};
static const struct field record_fields[] = {
    F_CODE(struct record, soort, TEXT_framework_kind, REQUIRED, NULL),
    F_DAY(struct record, op, TEXT_framework_on, REQUIRED | PAST_ONLY | NARROW),
    {"opnieuw", FIELD_DAY, offsetof(struct record, opnieuw), TEXT_framework_again,
     TEXT_framework_again_help, FUTURE_ONLY | NARROW, 0, 0, NULL},
    {"wie", FIELD_ID, offsetof(struct record, wie), TEXT_framework_of, TEXT_framework_of_help,
     NARROW, 0, INT64_MAX, NULL},
    F_TEXT(struct record, notitie, TEXT_framework_note, 0, 300),
    F_END};

static struct form *record_form(struct req *r, const struct framework_here *here, struct record *e)
{
    struct people people = people_of(r, here->programme.id, true);
    size_t n;
    const struct choice *kinds = codes_choices("framework_records", r->lang, &n);

    form_empty(record_fields, e);
    e->soort = req_query(r, "soort");
    e->op = r->today;
    struct form *f = req_form(r, record_fields, e);
    form_choices(f, "soort", kinds, n);
    form_choices(f, "wie", people.at, people.n);
    return f;
}

static void show_record(struct req *r, const struct framework_here *here, struct form *f)
{
    framework_page_begin(r, here, TEXT_framework_record_add, form_error_count(f));
    form_show_errors(r->out, f);
    form_begin(r, here, "feit");
    form_show_fields(r->out, f);
    form_end(r, here);
}

void framework_record_page(struct req *r)
{
    struct framework_here here;
    struct record e;

    if (framework_find(r, req_query(r, "programma"), PERM_FIDELITY_PLAN, &here))
        show_record(r, &here, record_form(r, &here, &e));
}

void framework_record_save(struct req *r)
{
    struct framework_here here;
    struct record e;

    if (!framework_find(r, req_value(r, "_programma"), PERM_FIDELITY_PLAN, &here))
        return;
    struct form *f = record_form(r, &here, &e);
    bool good = req_form_read(r, f);
    bool person = codes_number("framework_records", e.soort, "per_staff", 0) == 1;
    int64_t months = codes_number("framework_records", e.soort, "every_months", 0);

    if (good && person && !e.wie)
        form_error(f, "wie", TEXT_framework_whose);
    if (form_error_count(f)) {
        req_invalid(r);
        show_record(r, &here, f);
        return;
    }
    if (e.opnieuw == DAY_NONE && months)
        e.opnieuw = day_add_months(e.op, (int)months);
    struct framework_record one = {.kind = e.soort,
                                   .staff_id = person ? e.wie : 0,
                                   .on_day = e.op,
                                   .again_on = e.opnieuw,
                                   .note = e.notitie};
    framework_record_add(r, here.programme.id, &one);
    req_flash(r, TEXT_framework_recorded);
    req_redirect(r, "/kwaliteitskader?programma=%" PRId64, here.programme.id);
}

void framework_record_drop(struct req *r)
{
    struct framework_here here;

    if (!framework_find(r, req_value(r, "_programma"), PERM_FIDELITY_PLAN, &here))
        return;
    if (framework_record_remove(r, here.programme.id, req_value_id(r, "_feit")))
        req_flash(r, TEXT_framework_removed);
    req_redirect(r, "/kwaliteitskader?programma=%" PRId64, here.programme.id);
}
