/* study_compute.c: the figures of a cohort from the records: tables, engine, rows.
 * Not: when that is done (study_job.c), the engine (feature/outcome), the rows (study.c).
 * Start at study_compute(). */
#include "feature/outcome/outcome_data.h"
#include "feature/study/study.h"

static int32_t month_of(int32_t day)
{
    struct ymd d = day_ymd(day);

    return 12 * d.year + d.month - 1;
}

/* In three: before, in and after the months of the wish. */
static void periods_of(const struct study_wish *w, int32_t today, int32_t period[PERIODS][2])
{
    int32_t from = month_of(w->during_from), to = month_of(w->during_to);

    period[0][0] = 12 * 1990;
    period[0][1] = from - 1;
    period[1][0] = from;
    period[1][1] = to;
    period[2][0] = to + 1;
    period[2][1] = MAX(to + 1, month_of(today));
}

struct study study_compute(struct db *db, struct arena *a, const struct study_wish *w,
                           int32_t today)
{
    struct outcome_left left = {0};
    struct buf tables[OUTCOME_FILES];
    int32_t period[PERIODS][2];
    struct outcome o;
    size_t n;
    const int64_t *programmes = study_programmes(a, w->programmes, &n);
    struct outcome_choice choice = {.programme = programmes,
                                    .programmes = n,
                                    .from = w->from_on,
                                    .to = w->to_on,
                                    .target_group = w->target_group,
                                    .scheme = w->scheme};
    struct outcome_data data = {.choice = &choice,
                                .today = today,
                                .definition = w->definition,
                                .ends_after = (int)w->ends_after,
                                .left = &left};
    struct outcome_options options = {.folder = "",
                                      .tables = tables,
                                      .window = (int)w->months,
                                      .ends_after = (int)w->ends_after,
                                      .profile = true};

    db_begin_read(db);
    (void)outcome_tables(db, &data, tables);
    db_rollback(db);
    if (w->during_from != DAY_NONE) {
        periods_of(w, today, period);
        options.periods = (const int32_t(*)[2])period;
    }
    struct study s = outcome_run(&options, a, &o) == OK ? study_make(a, w, &left, &o, today)
                                                        : study_make_empty(a, w, &left, today);
    outcome_free(&o);
    for (int i = 0; i < OUTCOME_FILES; i++)
        buf_free(&tables[i]);
    return s;
}
