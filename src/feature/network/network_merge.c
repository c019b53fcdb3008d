/* network_merge.c: pages for employers that stand there twice: finding, merging, undoing.
 * Not: what moves (network_merge_sql.c).
 * Start at network_doubles_page(). */
#include "core/codes.h"
#include "feature/network/network_pages.h"

static const char *count_words(struct req *r, enum text_id id, int64_t n)
{
    return n ? arena_fmt(r->arena, "%s, ", text_count(r->arena, r->lang, id, n)) : "";
}

static const char *counts_words(struct req *r, int64_t employer_id)
{
    struct network_counts c = network_count(r->db, employer_id);
    const char *words = arena_fmt(r->arena, "%s%s%s%s%s",
                                  count_words(r, TEXT_network_n_establishments, c.establishments),
                                  count_words(r, TEXT_network_n_people, c.people),
                                  count_words(r, TEXT_network_n_contacts, c.contacts),
                                  count_words(r, TEXT_network_n_placements, c.placements),
                                  count_words(r, TEXT_network_n_leads, c.leads));
    size_t n = strlen(words);

    return n ? arena_strn(r->arena, words, n - 2) : T(none);
}

/* ---- finding --------------------------------------------------------------------------------- */

static void show_pair(struct req *r, const struct network_pair *pair)
{
    const struct employer *x = &pair->at[0], *y = &pair->at[1];

    html(r->out,
         "<li><div class=\"what\"><a href=\"/werkgevers/%" PRId64 "\">%s</a><p>%s %s</p>"
         "<p><a href=\"/werkgevers/%" PRId64 "\">%s</a> %s %s</p></div>"
         "<a class=\"button quiet\" href=\"/werkgevers/%" PRId64 "/samenvoegen?met=%" PRId64
         "\">%s<span class=\"sr\">: %s</span></a></li>",
         x->id, x->name, x->place, x->kvk, y->id, y->name, y->place, y->kvk, x->id, y->id,
         T(network_compare), x->name);
}

static void show_merges(struct req *r)
{
    size_t n;
    const struct network_merge *list =
        network_merges(r->db, r->arena, r->user->organisation_id, &n);

    if (!n)
        return;
    html(r->out, "<section class=\"card\"><h2>%s</h2><ul class=\"rows\">", T(network_merged_list));
    for (size_t i = 0; i < n; i++) {
        html(r->out,
             "<li><div class=\"what\"><a href=\"/werkgevers/%" PRId64 "\">%s</a><p>%s</p></div>",
             list[i].kept_id, list[i].kept,
             text_fill(r->arena, r->lang, TEXT_network_merged_with, list[i].other,
                       list[i].staff_name, page_day(r, list[i].on), NULL));
        page_form_begin(r, "acts", "/werkgevers/samenvoegen/%" PRId64 "/ongedaan", list[i].id);
        html(r->out,
             "<button class=\"quiet\">%s<span class=\"sr\">: %s</span></button></form></li>",
             T(undo), list[i].kept);
    }
    html(r->out, "</ul></section>");
}

void network_doubles_page(struct req *r)
{
    struct frame_link crumbs[] = {{"/werkgevers", T(core_employers), NULL, 0}};
    struct frame frame = page_frame(r, T(employer_doubles));
    size_t n;
    const struct network_pair *list =
        network_doubles(r->db, r->arena, r->user->organisation_id, &n);

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    page_begin_frame(r, &frame);
    html(r->out, "<p class=\"lead\">%s</p><section class=\"card\"><h2>%s</h2>",
         T(network_doubles_what), T(network_doubles));
    if (n)
        html(r->out, "<ul class=\"rows\" data-rows>");
    else
        html(r->out, "<p class=\"empty\">%s</p>", T(network_doubles_none));
    for (size_t i = 0; i < n; i++)
        show_pair(r, &list[i]);
    if (n)
        html(r->out, "</ul>");
    html(r->out, "</section>");
    show_merges(r);
    page_end(r);
}

/* ---- merging --------------------------------------------------------------------------------- */

static void row(struct req *r, enum text_id label, const char *kept, const char *other)
{
    html(r->out,
         "<tr><th scope=\"row\">%s</th><td data-label=\"%s\">%s</td><td data-label=\"%s\">%s"
         "</td></tr>",
         text(r->lang, label), T(network_stays), kept, T(network_goes), other);
}

static void show_both(struct req *r, const struct employer *kept, const struct employer *other)
{
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards\"><caption class=\"sr\">%s</caption><thead><tr><td></td>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>",
         T(network_merge), T(network_merge), T(network_stays), T(network_goes));
    row(r, TEXT_employer_name, kept->name, other->name);
    row(r, TEXT_employer_place, kept->place, other->place);
    row(r, TEXT_employer_kvk, kept->kvk, other->kvk);
    row(r, TEXT_employer_sector, codes_label("sbi2008_sections", r->lang, kept->sector),
        codes_label("sbi2008_sections", r->lang, other->sector));
    row(r, TEXT_employer_open_need, kept->open_need, other->open_need);
    row(r, TEXT_employer_agreement, kept->agreement, other->agreement);
    row(r, TEXT_network_hangs, counts_words(r, kept->id), counts_words(r, other->id));
    html(r->out, "</tbody></table></div>");
}

/* The other one of the address or the form; false: none that can be merged, answered. */
static bool load_both(struct req *r, int64_t other_id, struct employer *kept,
                      struct employer *other)
{
    if (employer_get(r->db, r->arena, r->employer_id, kept) != OK)
        BUG("the scope let through an employer that is not there");
    if (kept->merged_into || other_id == kept->id ||
        employer_get(r->db, r->arena, other_id, other) != OK || other->merged_into ||
        other->organisation_id != kept->organisation_id) {
        req_error_page(r, 409, TEXT_network_merge_not, TEXT_network_merge_why);
        return false;
    }
    return true;
}

void network_merge_page(struct req *r)
{
    struct employer kept, other;

    if (!load_both(r, req_query_id(r, "met"), &kept, &other))
        return;
    struct frame_link crumbs[] = {
        {"/werkgevers", T(core_employers), NULL, 0},
        {arena_fmt(r->arena, "/werkgevers/%" PRId64, kept.id), kept.name, NULL, 0}};
    struct frame frame = page_frame(r, T(network_merge));
    frame.crumbs = crumbs;
    frame.n_crumbs = 2;
    page_begin_frame(r, &frame);
    html(r->out, "<p class=\"lead\">%s</p><div class=\"card\">", T(network_merge_what));
    show_both(r, &kept, &other);
    html(r->out, "</div>");
    if (*kept.kvk && *other.kvk && strcmp(kept.kvk, other.kvk) != 0)
        html(r->out, "<div class=\"next-step\"><p class=\"warn\">%s</p></div>",
             T(network_merge_kvk));
    page_form_begin(r, "buttons", "/werkgevers/%" PRId64 "/samenvoegen", kept.id);
    html(r->out,
         "<input type=\"hidden\" name=\"met\" value=\"%" PRId64 "\"><button>%s</button>"
         "<a class=\"button quiet\" href=\"/werkgevers/%" PRId64 "/samenvoegen?met=%" PRId64
         "\">%s</a><a href=\"/werkgevers/dubbel\">%s</a></form>",
         other.id, T(network_merge), other.id, kept.id, T(network_merge_other_way), T(cancel));
    page_end(r);
}

void network_merge_save(struct req *r)
{
    struct employer kept, other;
    int64_t merge_id = 0;

    if (!load_both(r, req_value_id(r, "met"), &kept, &other))
        return;
    if (network_merge(r, &kept, &other, &merge_id) != OK)
        BUG("two employers that were read in this transaction are not as read");
    req_flash_undo(r, TEXT_network_merged,
                   arena_fmt(r->arena, "/werkgevers/samenvoegen/%" PRId64 "/ongedaan", merge_id));
    req_redirect(r, "/werkgevers/%" PRId64, kept.id);
}

void network_unmerge_save(struct req *r)
{
    enum rc rc = network_unmerge(r, r->id);

    if (rc == NOT_FOUND) {
        req_not_found(r);
        return;
    }
    if (rc != OK) {
        req_error_page(r, 409, TEXT_network_unmerge_not, TEXT_network_unmerge_why);
        return;
    }
    req_flash(r, TEXT_network_unmerged);
    req_redirect(r, "/werkgevers/dubbel");
}
