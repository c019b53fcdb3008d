/* outcome.c: the engine: reads the five files and runs the parts.
 * Not: the parts (work.c, compare.c, ...), how the report looks (report_*.c), the command.
 * Start at outcome_run(). */
#include "feature/outcome/outcome.h"

#include "feature/outcome/block.h"

enum { WINDOW = 25, REFUSALS_MAX = 1 << 20, KEPT = 64 << 20 };

const char *const outcome_file_name[OUTCOME_FILES] = {
    "participants.csv", "jobs_monthly.csv", "time.csv", "fidelity.csv", "questionnaire.csv"};

struct csv *block_open(const struct outcome *o, struct arena *a, enum outcome_file file,
                       struct csv_log *log)
{
    const char *name = outcome_file_name[file];

    if (o->options.tables)
        return csv_memory(a, name, o->options.tables[file].at, o->options.tables[file].len, log);
    return csv_open(a, arena_fmt(a, "%s/%s", o->options.folder, name), name, log);
}

/* What is said about a file, when it is done with. One without lines may be a delivery that went
 * wrong; a table of the database is empty because nothing happened. */
static void close_file(struct outcome *o, enum outcome_file file, const struct csv *c)
{
    struct csv_log *log = &o->log;

    if (c && !o->options.tables && c->records == 1 && log->refused == log->refused_before)
        csv_note_file(log, outcome_file_name[file], "has a header and no lines");
    o->refused[file] = log->refused - log->refused_before;
    o->noted[file] = log->noted - log->noted_before;
}

enum { STEPS = OUTCOME_FILES + 2 };

static void step(const struct outcome *o, const char *what, int done)
{
    if (o->options.progress)
        o->options.progress(what, done, STEPS);
}

/* Runs a part that reads a file of its own; the reader goes when it is done. */
static void with_file(struct outcome *o, enum outcome_file file, int done,
                      void (*block)(struct outcome *, struct csv *))
{
    struct arena *a = arena_new();
    struct csv *c = block_open(o, a, file, &o->log);

    step(o, outcome_file_name[file], done);
    if (c)
        block(o, c);
    close_file(o, file, c);
    arena_free(a);
}

static bool read_cohort(struct outcome *o)
{
    struct arena *a = arena_new();
    struct csv *c = block_open(o, a, OUTCOME_PARTICIPANTS, &o->log);

    step(o, outcome_file_name[OUTCOME_PARTICIPANTS], 0);
    bool good = c && cohort_read(&o->cohort, o->arena, o->options.window, c);

    if (good && !o->cohort.n) {
        csv_refuse_file(&o->log, "participants.csv", "has no participants that can be used");
        good = false;
    }
    close_file(o, OUTCOME_PARTICIPANTS, c);
    arena_free(a);
    return good;
}

static bool read_records(struct outcome *o)
{
    struct arena *a = arena_new();
    struct csv *c = block_open(o, a, OUTCOME_JOBS, &o->log);

    step(o, outcome_file_name[OUTCOME_JOBS], 2);
    bool good = c && record_read(&o->record, o->arena, &o->cohort, c, o->options.ends_after);

    if (good && !o->record.records && o->log.refused != o->log.refused_before) {
        /* that nobody worked would be a false number */
        csv_refuse_file(&o->log, c->name, "has no lines that can be used");
        good = false;
    }
    close_file(o, OUTCOME_JOBS, c);
    arena_free(a);
    return good;
}

enum rc outcome_run(const struct outcome_options *options, struct arena *a, struct outcome *o)
{
    *o = (struct outcome){.options = *options, .arena = a};
    arena_keep_freed(KEPT);
    o->options.window = options->window ? options->window : WINDOW;
    if (o->options.window < 1 || o->options.window > WINDOW_MAX)
        BUG("window of %d months", o->options.window);
    csv_log_init(&o->log, options->show);
    buf_init(&o->refusals, REFUSALS_MAX);
    if (!read_cohort(o))
        return INVALID;
    with_file(o, OUTCOME_TIME, 1, block_efforts); /* first: it needs most memory */
    if (!read_records(o))
        return INVALID;
    step(o, "outcomes", 3);
    block_work(o);
    block_curves(o);
    block_comparisons(o);
    block_disclosure(o);
    step(o, "regressions", 4);
    block_models(o);
    block_phases(o);
    with_file(o, OUTCOME_FIDELITY, 5, block_fidelity);
    block_funnel(o);
    with_file(o, OUTCOME_QUESTIONNAIRE, 6, block_questionnaire);
    block_meta(o);
    return OK;
}

void outcome_free(struct outcome *o)
{
    csv_log_free(&o->log);
    buf_free(&o->refusals);
}
