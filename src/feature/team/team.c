/* team.c: the figures of each specialist from the rows of the live fidelity estimate.
 * Not: the formulas (feature/fidelity) or the page (team_web.c).
 * Start at team_measure(). */
#include "feature/team/team.h"

#include <math.h>

#include "core/codes.h"

const char *const team_items[TEAM_FIGURES] = {"B1", "G6", "G4", "G14", "G13", "O2"};

double team_result(enum team_figure figure, const struct team_value *value)
{
    bool percent = figure != TEAM_VISITS && figure != TEAM_FIRST;

    return value->of > 0 ? value->n / value->of * (percent ? 100 : 1) : NAN;
}

/* ---- adding up --------------------------------------------------------------------------------
 */

static struct team_member *member_of(struct team_members *list, int worker)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].worker == worker)
            return &list->at[i];
    return NULL;
}

static void add_row(enum team_figure figure, struct team_value *value,
                    const struct fidelity_row *row)
{
    if (figure == TEAM_CASELOAD) { /* of: the norm */
        value->n++;
    } else if (figure == TEAM_FIRST && row->of <= 0) {
        value->waiting++;
    } else {
        value->n += row->n;
        value->of += row->of;
    }
}

static int by_days(const void *a, const void *b)
{
    const struct fidelity_row *x = a, *y = b;

    return x->n < y->n ? -1 : x->n > y->n;
}

/* The rows of one specialist, the shortest first. */
static void keep_rows(struct arena *a, const struct fidelity_world *w,
                      const struct fidelity_rows *rows, int32_t t, struct team_member *m)
{
    struct fidelity_row *own = ARENA_ARRAY(a, struct fidelity_row, rows->n + 1);

    for (size_t i = 0; i < rows->n; i++)
        if (fidelity_row_worker(w, &rows->at[i], t) == m->worker)
            own[m->rows++] = rows->at[i];
    qsort(own, m->rows, sizeof(*own), by_days);
    m->row = own;
}

static void measure(struct arena *a, const struct fidelity_world *w, enum team_figure figure,
                    int32_t t, struct team_members *list)
{
    struct fidelity_rows rows = {.arena = a};

    fidelity_live(w, fidelity_item_place(w->scale, team_items[figure]), t, &rows);
    for (size_t i = 0; i < rows.n; i++) {
        struct team_member *m = member_of(list, fidelity_row_worker(w, &rows.at[i], t));

        if (m)
            add_row(figure, &m->value[figure], &rows.at[i]);
    }
    for (size_t i = 0; figure == TEAM_FIRST && i < list->n; i++)
        keep_rows(a, w, &rows, t, &list->at[i]);
}

static void last_week(const struct fidelity_world *w, int32_t t, struct team_members *list)
{
    int32_t monday = day_monday(t);

    for (size_t i = 0; i < w->days; i++) {
        const struct fidelity_day *d = &w->day[i];
        struct team_member *m =
            d->day >= monday - 7 && d->day < monday ? member_of(list, d->worker) : NULL;

        if (m)
            m->visits_week += d->visits_client + d->visits_other;
    }
}

struct team_members team_measure(struct arena *a, const struct fidelity_world *w,
                                 const struct team_staff *staff, size_t n, int32_t t)
{
    struct team_members list = {0};

    for (size_t i = 0; i < w->workers; i++)
        for (size_t k = 0; k < n; k++)
            if (staff[k].id == w->worker[i].id) {
                struct team_member m = {
                    .worker = (int)i, .id = staff[k].id, .name = w->worker[i].name};

                m.value[TEAM_CASELOAD].of = (double)staff[k].norm / 100;
                ARENA_PUSH(a, &list, m);
            }
    for (int figure = 0; figure < TEAM_FIGURES; figure++)
        measure(a, w, (enum team_figure)figure, t, &list);
    last_week(w, t, &list);
    return list;
}

/* ---- what stands out --------------------------------------------------------------------------
 */

static double limit(const char *code)
{
    return (double)codes_number("team_signals", code, "limit", 0);
}

const char *team_signal(enum team_figure figure, const struct team_value *value)
{
    static const char *const low[TEAM_FIGURES] = {"caseload_low", "visits", NULL,
                                                  "community",    "rhythm", "care"};
    double result = team_result(figure, value);

    if (isnan(result))
        return NULL;
    if (figure == TEAM_FIRST)
        return result > limit("first_employer") ? "first_employer" : NULL;
    if (figure == TEAM_CASELOAD && result > limit("caseload_high"))
        return "caseload_high";
    return result < limit(low[figure]) ? low[figure] : NULL;
}
