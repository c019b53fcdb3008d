/* profile.c: which text holds, and which stand side by side.
 * Not: SQL (profile_sql.c) or pages (profile_web.c, profile_list.c, profile_cv.c).
 * Start at profile_rivals(). */
#include "feature/profile/profile.h"

const struct code enrolment_results[] = {{"diploma", TEXT_enrolment_diploma},
                                         {"certificate", TEXT_enrolment_certificate},
                                         {"part", TEXT_enrolment_part},
                                         {"stopped", TEXT_enrolment_stopped},
                                         {0}};

const struct profile_text *profile_text_at(const struct profile *p, const char *question,
                                           int64_t until)
{
    for (size_t i = 0; i < p->texts.n; i++)
        if (p->texts.at[i].revision <= until && !strcmp(p->texts.at[i].question, question))
            return &p->texts.at[i];
    return NULL;
}

/* All that the writer of the newest text had not read, and the newest text itself. */
size_t profile_rivals(const struct profile *p, const char *question, struct arena *a,
                      const struct profile_text ***list)
{
    const struct profile_text *newest = profile_text_at(p, question, INT64_MAX);
    size_t n = 0;

    *list = ARENA_ARRAY(a, const struct profile_text *, p->texts.n + 1);
    if (!newest)
        return 0;
    for (size_t i = p->texts.n; i-- > 0;)
        if (!strcmp(p->texts.at[i].question, question) && p->texts.at[i].revision > newest->seen)
            (*list)[n++] = &p->texts.at[i];
    return n > 1 ? n : 0;
}

struct answers profile_answers(const struct profile *p, const char *target_group,
                               enum field_group part)
{
    struct answers a = answers_of("profile", target_group, part);

    for (size_t i = 0; i < a.n; i++) {
        const struct profile_text *text = profile_text_at(p, a.of[i]->code, INT64_MAX);

        a.text[i] = text ? text->body : "";
    }
    return a;
}

bool work_history_usual(const char *kind)
{
    static const char *const left_out[] = {"day_along", "day_activities", "sheltered_firm",
                                           "trial"};

    for (size_t i = 0; i < COUNT(left_out); i++)
        if (!strcmp(left_out[i], kind))
            return false;
    return true;
}

const char *work_history_years(struct arena *a, enum lang lang, int64_t from, int64_t to)
{
    if (from == NUMBER_NONE && to == NUMBER_NONE)
        return "";
    if (to == NUMBER_NONE)
        return text_fill(a, lang, TEXT_profile_since_year, arena_fmt(a, "%" PRId64, from), NULL,
                         NULL, NULL);
    if (from == NUMBER_NONE || from == to)
        return arena_fmt(a, "%" PRId64, to);
    return arena_fmt(a, "%" PRId64 "–%" PRId64, from, to);
}
