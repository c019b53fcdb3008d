/* study_job.c: the figures of cohorts, computed by the job worker.
 * Not: computing them (study_compute.c), nor the rows (study.c).
 * Start at study_job(). */
#include "feature/study/study_store.h"

#include "core/job.h"

enum { FIGURES_MAX = 8 << 20 };

static bool compute(struct job *j, int64_t id)
{
    struct arena *a = arena_new();
    struct db *db = j->site->write;
    struct study_cohort c;
    struct buf out;

    db_begin_read(j->site->read);
    bool found = study_get(j->site->read, a, id, &c);
    db_rollback(j->site->read);
    if (found) {
        struct study s = study_compute(j->site->read, a, &c.wish, today());

        buf_init(&out, FIGURES_MAX);
        study_write(&s, &out);
        db_begin_write(db);
        study_store(db, id, out.at, now_ms());
        db_commit(db);
        buf_free(&out);
    }
    arena_free(a);
    return found;
}

bool study_job(struct job *j)
{
    int64_t id;

    j->message = "figures of a cohort";
    return id_parse(j->argument, &id) && compute(j, id);
}

bool study_night_job(struct job *j)
{
    db_begin_read(j->site->read);
    struct study_cohorts list = study_list(j->site->read, j->arena);
    db_rollback(j->site->read);
    for (size_t i = 0; i < list.n; i++) {
        if (!job_progress(j, (int)(100 * i / list.n)))
            return false;
        (void)!compute(j, list.at[i].id);
    }
    j->message = "figures of all cohorts";
    return true;
}
