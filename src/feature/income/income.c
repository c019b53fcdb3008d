/* income.c: which advice belongs to which moment.
 * Not: SQL (income_sql.c) or pages (income_web.c, income_card.c).
 * Start at income_advice_of(). */
#include "feature/income/income.h"

const struct code income_advisers[] = {
    {"uwv", TEXT_income_by_uwv},         {"municipality", TEXT_income_by_municipality},
    {"counsel", TEXT_income_by_counsel}, {"specialist", TEXT_income_by_specialist},
    {"other", TEXT_income_by_other},     {0}};

/* Advice given before this day is about something else. */
static int32_t earliest(const struct income_moments *moments, size_t i)
{
    const struct income_moment *m = &moments->at[i];

    if (i > 0 && moments->at[i - 1].placement_id == m->placement_id)
        return moments->at[i - 1].from_on + 1;
    return m->from_on - ADVICE_DAYS;
}

const struct income_advice *income_advice_of(const struct income_moments *moments, size_t i,
                                             const struct income_advices *advices)
{
    for (size_t k = advices->n; k-- > 0;) {
        const struct income_advice *advice = &advices->at[k];

        if (advice->advised_on >= earliest(moments, i) &&
            (!advice->placement_id || advice->placement_id == moments->at[i].placement_id))
            return advice;
    }
    return NULL;
}

bool income_is_open(const struct income_moments *moments, size_t i,
                    const struct income_advices *advices)
{
    const struct income_moment *m = &moments->at[i];

    return !m->over && !*m->reason && !income_advice_of(moments, i, advices);
}
