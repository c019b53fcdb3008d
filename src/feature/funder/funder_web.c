/* funder_web.c: what UWV or a municipality sees after log-in: its own applications.
 * Not: anything of care; there are no applications yet, so there is nobody on this page.
 * Start at funder_page(). */
#include "core/codes.h"
#include "core/req.h"

/* "UWV", or the name of the municipality. */
static const char *funder_name(struct req *r)
{
    for (size_t i = 0; i < r->user->n_roles; i++)
        if (r->user->roles[i].role == ROLE_FUNDER)
            return !strcmp(r->user->roles[i].funder, "uwv")
                       ? "UWV"
                       : codes_label("municipalities", r->lang, r->user->roles[i].funder);
    BUG("a funder's page without a funder");
}

static void funder_page(struct req *r)
{
    page_begin(r, T(core_applications));
    html(r->out, "<p class=\"empty\">%s</p><p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_funder_none, funder_name(r), NULL, NULL, NULL),
         T(funder_never));
    page_end(r);
}

static const struct route routes[] = {{GET, "/aanvragen", funder_page, SCOPE_NONE, PERM_FUNDER,
                                       READ, ACCESS_NOTHING, TEXT_core_applications},
                                      {0}};

const struct feature funder_feature = {.name = "funder", .routes = routes};
