/* files_pages.c: linking two files that turn out to be one person, and undoing it.
 * Not: who is alike (alike.c); nothing is ever merged.
 * Start at files_save(). */
#include "core/access_req.h"
#include "feature/referral/referral.h"

struct linking {
    const char *number; /* of the other client, as on its page */
    const char *reason;
};

static const struct field fields[] = {
    F_TEXT(struct linking, number, TEXT_files_number, REQUIRED | NARROW, 20),
    F_NOTE(struct linking, reason, TEXT_files_reason, REQUIRED, 500), F_END};

static struct form *form_of(struct req *r, struct linking *l)
{
    struct form *f = req_form(r, fields, l);

    form_help(f, "number", TEXT_files_number_help);
    return f;
}

/* ---- the form -------------------------------------------------------------------------------- */

static struct client client_of(struct req *r, int64_t id)
{
    struct client c;

    if (client_get(r->db, r->arena, id, &c) != OK)
        BUG("the gate let through a client that is not there");
    return c;
}

static bool linked_to(const struct file_link *links, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (links[i].other_id == id)
            return true;
    return false;
}

static void show_alike(struct req *r)
{
    struct client c = client_of(r, r->client_id);
    struct alike_person p = {c.given_name, c.name_prefix, c.family_name, c.birth_on};
    struct alike_clients list = alike_find(r, &p, c.id);
    size_t n;
    const struct file_link *links = files_of(r->db, r->arena, c.id, &n);

    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(files_alike));
    if (!list.n)
        html(r->out, "<p class=\"empty\">%s</p>", T(files_alike_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list.n; i++) {
        const struct alike_client *a = &list.at[i];
        const char *name = client_name(r->arena, &a->client);

        html(r->out,
             "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64
             "\">%s</a><p>%s%s%s</p></div>",
             a->id, name, a->born_same ? T(alike_born_same) : "",
             a->born_same && *a->staff ? " · " : "", a->staff);
        if (!linked_to(links, n, a->id))
            html(r->out,
                 "<a class=\"button quiet\" href=\"?nummer=%" PRId64 "\">%s"
                 "<span class=\"sr\">: %s</span></a>",
                 a->id, T(files_choose), name);
        html(r->out, "</li>");
    }
    html(r->out, "</ul>");
    if (list.hidden)
        html(r->out, "<p>%s</p>", T(alike_hidden));
    html(r->out, "</section>");
}

static void show_form(struct req *r, struct form *f)
{
    client_page_begin(r, T(files_link), f);
    html(r->out, "<p class=\"lead\">%s</p>", T(files_lead));
    show_alike(r);
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/koppelen", r->client_id);
    form_show_fields(r->out, f);
    client_form_end(r);
    page_end(r);
}

void files_form(struct req *r)
{
    struct linking l = {.number = "", .reason = ""};
    int64_t chosen = req_query_id(r, "nummer");

    if (chosen)
        l.number = arena_fmt(r->arena, "%" PRId64, chosen);
    show_form(r, form_of(r, &l));
}

/* A number that is nobody's, of another organisation, or of a record this reader may not see: one
 * answer, which tells nothing. */
static int64_t other_of(struct req *r, struct form *f, const struct linking *l)
{
    int64_t id;

    if (!id_parse(l->number, &id)) {
        form_error(f, "number", TEXT_files_number_wrong);
        return 0;
    }
    if (id == r->client_id) {
        form_error(f, "number", TEXT_files_itself);
        return 0;
    }
    struct gate gate = gate_client(r->db, r->user, id, r->now);
    if (!gate_sees(&gate, GROUP_NAME) ||
        client_of(r, id).organisation_id != r->user->organisation_id) {
        form_error(f, "number", TEXT_files_number_wrong);
        return 0;
    }
    return id;
}

void files_save(struct req *r)
{
    struct linking l = {.number = "", .reason = ""};
    struct form *f = form_of(r, &l);
    int64_t id = 0;

    if (req_form_read(r, f)) {
        int64_t other = other_of(r, f, &l);

        if (other && files_link(r, other, l.reason, &id) != OK)
            form_error(f, "number", TEXT_files_already);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_form(r, f);
        return;
    }
    req_flash_undo(r, TEXT_files_linked,
                   arena_fmt(r->arena, "/deelnemers/%" PRId64 "/koppelen/%" PRId64 "/einde",
                             r->client_id, id));
    req_redirect(r, "/deelnemers/%" PRId64 "/dossier", r->client_id);
}

void files_end(struct req *r)
{
    if (files_unlink(r, r->id) != OK) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_files_ended);
    req_redirect(r, "/deelnemers/%" PRId64 "/dossier", r->client_id);
}

/* ---- on the client's page -------------------------------------------------------------------- */

static void show_link(struct req *r, const struct file_link *l)
{
    struct gate gate = gate_client(r->db, r->user, l->other_id, r->now);
    struct trajectory_fact f;

    if (!gate_sees(&gate, GROUP_NAME)) {
        html(r->out, "<li><div class=\"what\"><p>%s</p></div></li>", T(files_unseen));
        return;
    }
    if (trajectory_fact_get(r->db, r->arena, gate.trajectory_id, &f) != OK)
        BUG("the gate let through a trajectory that is not there");
    html(r->out,
         "<li><div class=\"what\"><a href=\"/deelnemers/%" PRId64 "\">%s</a><p>%s%s%s</p>"
         "<p class=\"small\">%s</p></div>",
         l->other_id, f.name,
         gate_sees(&gate, GROUP_TEAM) ? code_text(r->lang, trajectory_phases, f.phase) : "",
         *f.staff_name && gate_sees(&gate, GROUP_TEAM) ? " · " : "", f.staff_name,
         text_fill(r->arena, r->lang, TEXT_files_by, l->linker,
                   page_day(r, local_from_ms(l->linked_at).day), l->reason, NULL));
    if (gate_may_change(&r->gate, GROUP_ASSIGNMENT)) {
        page_form_begin(r, "", "/deelnemers/%" PRId64 "/koppelen/%" PRId64 "/einde", r->client_id,
                        l->id);
        html(r->out, "<button class=\"quiet\">%s<span class=\"sr\">: %s</span></button></form>",
             T(files_end), f.name);
    }
    html(r->out, "</li>");
}

void files_block(struct req *r)
{
    size_t n;
    const struct file_link *links = files_of(r->db, r->arena, r->client_id, &n);

    if (!n)
        html(r->out, "<p class=\"empty\">%s</p>", T(files_none));
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < n; i++)
        show_link(r, &links[i]);
    html(r->out, "</ul>");
    if (gate_may_change(&r->gate, GROUP_ASSIGNMENT))
        html(r->out,
             "<p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/koppelen\">%s</a></p>",
             r->client_id, T(files_link));
}
