/* cv_health.c: words that speak of health, in a text that an employer reads. It is said; nothing is
 * ever refused for it.
 * Not: the CV (profile_cv.c). Start at cv_health_words(). */
#include "base/fold.h"
#include "feature/profile/profile.h"

/* Folded; a star ends the beginning of a word. Of both languages, as a CV may be in either. What
 * people also work with or in (ziekenhuis, therapeut, behandelen) is left out. */
static const char *const health[] = {"adhd",          "afgekeurd",    "angsten",
                                     "angststoornis", "anxiety",      "arbeidsongesch*",
                                     "autis*",        "beperking*",   "bipola*",
                                     "borderline",    "burn",         "burnout",
                                     "depress*",      "diabetes",     "diagnos*",
                                     "disab*",        "epilep*",      "ggz",
                                     "handicap*",     "hersenletsel", "hersenschudding",
                                     "hiv",           "illness*",     "kanker",
                                     "manisch*",      "medicatie",    "medication",
                                     "medicijn*",     "nah",          "overspann*",
                                     "psychiat*",     "psychisch*",   "psychos*",
                                     "ptsd",          "ptss",         "reuma*",
                                     "schizofren*",   "schizophren*", "stoornis*",
                                     "suic*",         "trauma*",      "verslaafd",
                                     "verslaving*",   "wajong",       "wia",
                                     "ziek",          "ziekte*"};

static bool speaks_of_health(const char *word)
{
    for (size_t i = 0; i < COUNT(health); i++) {
        size_t n = strlen(health[i]);
        bool begins = health[i][n - 1] == '*';

        if (begins ? !strncmp(word, health[i], n - 1) : !strcmp(word, health[i]))
            return true;
    }
    return false;
}

const char *cv_health_words(struct arena *a, const char *written)
{
    const char *found = "";
    size_t n;
    const char **words = fold_tokens(a, written, &n);

    for (size_t i = 0; i < n; i++)
        if (speaks_of_health(words[i]))
            found = arena_fmt(a, "%s%s%s", found, *found ? ", " : "", words[i]);
    return found;
}

void cv_health_show(struct req *r, const char *written)
{
    const char *found = cv_health_words(r->arena, written);

    if (*found)
        html(r->out, "<p class=\"small no-print\"><span class=\"warn\">%s</span></p>",
             text_fill(r->arena, r->lang, TEXT_cv_health, found, NULL, NULL, NULL));
}
