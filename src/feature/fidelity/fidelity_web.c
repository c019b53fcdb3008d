/* fidelity_web.c: the scale as a page, two versions side by side.
 * Not: the live estimate (fidelity_live_web.c) or reviews (feature/review).
 * Start at scale_page(). */
#include "core/req.h"
#include "feature/fidelity/fidelity.h"
#include "feature/fidelity/fidelity_live_web.h"

static const struct fidelity_scale *asked_scale(struct req *r, const char *name, size_t place)
{
    const char *code = req_query(r, name);
    size_t n;
    const struct fidelity_scale *all = fidelity_scales(&n);

    return *code ? fidelity_scale_find(code) : &all[MIN(place, n - 1)];
}

static void show_select(struct req *r, const char *name, enum text_id label, const char *chosen)
{
    size_t n;
    const struct fidelity_scale *all = fidelity_scales(&n);

    html(r->out,
         "<div class=\"field\"><label for=\"f-%s\">%s</label><select id=\"f-%s\" name=\"%s\">",
         name, text(r->lang, label), name, name);
    for (size_t i = 0; i < n; i++)
        html(r->out,
             strcmp(all[i].code, chosen) ? "<option value=\"%s\">%s</option>"
                                         : "<option value=\"%s\" selected>%s</option>",
             all[i].code, all[i].name[r->lang]);
    html(r->out, "</select></div>");
}

static bool same_item(const struct fidelity_item *a, const struct fidelity_item *b)
{
    bool same = a && b && !strcmp(a->name[LANG_NL], b->name[LANG_NL]) && a->parts == b->parts &&
                a->parameters == b->parameters;

    for (int score = 1; same && score <= FIDELITY_SCORES; score++)
        same = !strcmp(a->anchor[score][LANG_NL], b->anchor[score][LANG_NL]);
    for (size_t i = 0; same && i < a->parameters; i++)
        same = !strcmp(a->parameter[i].value, b->parameter[i].value);
    return same;
}

static enum text_id computable_text(char computable)
{
    return computable == 'F'   ? TEXT_fidelity_fully
           : computable == 'P' ? TEXT_fidelity_partly
                               : TEXT_fidelity_judged;
}

static const char *confidence_words(struct req *r, char confidence)
{
    return fidelity_confidence(r->arena, confidence, r->lang);
}

static void show_details(struct req *r, const struct fidelity_item *item)
{
    html(r->out, "<details class=\"small\"><summary>%s</summary><dl>", T(fidelity_anchors));
    for (int score = FIDELITY_SCORES; score; score--)
        if (*item->anchor[score][r->lang])
            html(r->out, "<dt>%d</dt><dd>%s</dd>", score, item->anchor[score][r->lang]);
    if (item->confidence == 'U')
        html(r->out, "<dt>–</dt><dd>%s</dd>", T(fidelity_anchors_none));
    for (int i = 0; i < item->parts; i++)
        html(r->out, "<dt>%d.</dt><dd>%s</dd>", i + 1, item->part[i][r->lang]);
    html(r->out, "<dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd>",
         T(fidelity_evidence), item->evidence, T(fidelity_confidence),
         confidence_words(r, item->confidence), T(fidelity_computable),
         text(r->lang, computable_text(item->computable)));
    for (size_t i = 0; i < item->parameters; i++)
        html(r->out, "<dt lang=\"en\">%s</dt><dd lang=\"en\">%s %s (%s; %s)</dd>",
             item->parameter[i].name, item->parameter[i].value, item->parameter[i].unit,
             item->parameter[i].status, item->parameter[i].source);
    for (size_t i = 0; i < item->notes; i++)
        html(r->out, "<dt>%s</dt><dd>%s <span class=\"muted\" lang=\"en\">(%s)</span></dd>",
             item->note[i].target_group, item->note[i].text[r->lang], item->note[i].source);
    html(r->out, "</dl></details>");
}

static void show_side(struct req *r, const struct fidelity_scale *scale,
                      const struct fidelity_item *item)
{
    html(r->out, "<td data-label=\"%s\"><div>", scale->code);
    if (item) {
        html(r->out, "%s", item->name[r->lang]);
        show_details(r, item);
    } else {
        html(r->out, "<span class=\"muted\">%s</span>", T(fidelity_absent));
    }
    html(r->out, "</div></td>");
}

static const struct fidelity_item *item_in(const struct fidelity_scale *scale, const char *id)
{
    int place = fidelity_item_place(scale, id);

    return place < 0 ? NULL : &scale->item[place];
}

static void show_bands(struct req *r, const struct fidelity_scale *a,
                       const struct fidelity_scale *b)
{
    size_t n;
    const struct fidelity_bands *sets = fidelity_band_sets(&n);

    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p>", T(fidelity_bands),
         T(fidelity_bands_note));
    for (size_t i = 0; i < n; i++) {
        if (strcmp(sets[i].scale, a->code) && strcmp(sets[i].scale, b->code))
            continue;
        html(r->out, "<h3>%s · %s</h3><dl>", sets[i].code, sets[i].scale);
        for (int k = 0; k < sets[i].n; k++)
            html(r->out, "<dt>%s</dt><dd>%s</dd>",
                 text_fill(r->arena, r->lang, TEXT_fidelity_from,
                           arena_fmt(r->arena, "%d", sets[i].band[k].lower), NULL, NULL, NULL),
                 sets[i].band[k].label[r->lang]);
        html(r->out, "</dl><p class=\"small muted\" lang=\"en\">%s; %s</p>", sets[i].source,
             sets[i].status);
    }
    html(r->out, "</section>");
}

static void show_scales(struct req *r, const struct fidelity_scale *a,
                        const struct fidelity_scale *b)
{
    const struct fidelity_scale *longest = a->items >= b->items ? a : b;

    html(r->out,
         "<section class=\"card\"><h2>%s</h2><p>%s</p><div class=\"scroll\" tabindex=\"0\""
         " role=\"region\" aria-label=\"%s\"><table class=\"data cards\"><thead><tr>"
         "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead>"
         "<tbody>",
         T(fidelity_compare),
         text_fill(r->arena, r->lang, TEXT_fidelity_missing_rule,
                   arena_fmt(r->arena, "%d", a->prorate_from), NULL, NULL, NULL),
         T(fidelity_compare), T(fidelity_item), a->name[r->lang], b->name[r->lang]);
    for (int i = 0; i < longest->items; i++) {
        const char *id = longest->item[i].id;
        const struct fidelity_item *left = item_in(a, id), *right = item_in(b, id);

        html(r->out, "<tr><th scope=\"row\">%s</th>", id);
        show_side(r, a, left);
        if (same_item(left, right))
            html(r->out, "<td data-label=\"%s\" class=\"muted\">%s</td>", b->code,
                 T(fidelity_same));
        else
            show_side(r, b, right);
        html(r->out, "</tr>");
    }
    html(r->out, "</tbody></table></div></section>");
}

static void scale_page(struct req *r)
{
    const struct fidelity_scale *a = asked_scale(r, "a", 0), *b = asked_scale(r, "b", 1);
    struct frame_link crumb = {"/modeltrouw", T(fidelity_title), NULL, 0};
    struct frame frame = page_frame(r, T(fidelity_scale_title));

    if (!a || !b) {
        req_not_found(r);
        return;
    }
    frame.crumbs = &crumb;
    frame.n_crumbs = 1;
    frame.wide = true;
    page_begin_frame(r, &frame);
    html(r->out, "<p>%s</p><form class=\"tools\" method=\"get\" action=\"/modeltrouw/schaal\">",
         T(fidelity_scale_intro));
    show_select(r, "a", TEXT_fidelity_left, a->code);
    show_select(r, "b", TEXT_fidelity_right, b->code);
    html(r->out, "<button class=\"quiet\">%s</button></form>", T(show));
    show_scales(r, a, b);
    show_bands(r, a, b);
    page_end(r);
}

static const struct route routes[] = {
    {GET, "/modeltrouw/schaal", scale_page, SCOPE_NONE, PERM_FIDELITY_READ, READ, ACCESS_NOTHING,
     TEXT_fidelity_scale_title},
    {GET, "/modeltrouw/stand", fidelity_live_page, SCOPE_NONE, PERM_FIDELITY, READ, ACCESS_NOTHING,
     TEXT_fidelity_live_title},
    {GET, "/modeltrouw/stand/punt", fidelity_item_page, SCOPE_NONE, PERM_FIDELITY, READ,
     ACCESS_LIST, TEXT_fidelity_live_item_title},
    {GET, "/modeltrouw/stand/contacten", fidelity_contacts_page, SCOPE_NONE, PERM_FIDELITY, READ,
     ACCESS_LIST, TEXT_fidelity_live_contacts_title},
    {0}};

static const struct job_kind jobs[] = {{"fidelity_nightly", fidelity_nightly, 24 * 60}, {0}};
static const struct command commands[] = {
    {"fidelity", "adds the contacts behind the live fidelity estimate up again: fidelity --db ...",
     fidelity_command, PERM_OPERATOR},
    {0}};

const struct feature fidelity_feature = {
    .name = "fidelity", .routes = routes, .commands = commands, .jobs = jobs};
