/* dossier.c: the plain text that goes into the care record.
 * Not: which notes are open (dossier_sql.c) or the page (dossier_web.c).
 * Start at dossier_text(). */
#include "feature/dossier/dossier.h"

#include "feature/contact/contact.h"

static void put_note(struct req *r, struct buf *out, const struct dossier_note *n)
{
    buf_fmt(out, "\n%s, %s%s%s (%s), %s\n", page_day(r, n->day),
            code_text(r->lang, contact_parties, n->party), *n->employer ? ": " : "", n->employer,
            code_text(r->lang, contact_modes, n->mode), n->staff);
    if (*n->note)
        buf_fmt(out, "%s\n", n->note);
    for (size_t i = 0; i < n->agreements.n; i++) {
        const struct care_agreement *g = &n->agreements.at[i];

        buf_fmt(out, "%s %s", T(dossier_agreement), g->words);
        if (*g->owner || g->due_on != DAY_NONE)
            buf_fmt(out, " (%s%s%s)", code_text(r->lang, care_agreement_owners, g->owner),
                    *g->owner && g->due_on != DAY_NONE ? ", " : "", page_day(r, g->due_on));
        buf_str(out, "\n");
    }
    if (*n->next_step)
        buf_fmt(out, "%s %s%s%s\n", T(dossier_next_step), n->next_step,
                n->next_step_on == DAY_NONE ? "" : ", ", page_day(r, n->next_step_on));
}

const char *dossier_text(struct req *r, const char *client_name, const struct dossier_notes *notes,
                         const bool *chosen)
{
    struct buf out;
    int32_t first = DAY_NONE, last = DAY_NONE;

    for (size_t i = 0; i < notes->n; i++)
        if (chosen[i]) {
            first = first == DAY_NONE ? notes->at[i].day : first;
            last = notes->at[i].day;
        }
    if (first == DAY_NONE)
        return "";
    buf_init(&out, 2 << 20);
    buf_fmt(&out, "%s\n",
            text_fill(r->arena, r->lang, TEXT_dossier_head, client_name, page_day(r, first),
                      page_day(r, last), r->user->name));
    for (size_t i = 0; i < notes->n; i++)
        if (chosen[i])
            put_note(r, &out, &notes->at[i]);
    const char *text = arena_str(r->arena, out.at);
    buf_free(&out);
    return text;
}
