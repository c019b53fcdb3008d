/* outcome.c: the engine: reads the folder, runs the parts, and the command.
 * Not: the parts (work.c, compare.c, ...), how the report looks (report_json.c, report_text.c).
 * Start at outcome_run(). */
#include "feature/outcome/outcome.h"

#include "feature/outcome/block.h"

enum { WINDOW = 25, REFUSALS_MAX = 1 << 20, REPORT_MAX = 64 << 20 };

static struct csv *open_file(struct outcome *o, struct arena *a, const char *name)
{
    return csv_open(a, arena_fmt(a, "%s/%s", o->options.folder, name), name, &o->log);
}

/* Runs a part that reads a file of its own; the reader goes when it is done. */
static void with_file(struct outcome *o, const char *name,
                      void (*block)(struct outcome *, struct csv *))
{
    struct arena *a = arena_new();
    struct csv *c = open_file(o, a, name);

    if (c)
        block(o, c);
    arena_free(a);
}

static bool read_cohort(struct outcome *o)
{
    struct arena *a = arena_new();
    struct csv *c = open_file(o, a, "participants.csv");
    bool good = c && cohort_read(&o->cohort, o->arena, o->options.window, c);

    arena_free(a);
    if (good && !o->cohort.n) {
        csv_refuse_file(&o->log, "participants.csv", "has no participants that can be used");
        good = false;
    }
    return good;
}

static bool read_records(struct outcome *o)
{
    struct arena *a = arena_new();
    struct csv *c = open_file(o, a, "jobs_monthly.csv");
    bool good = c && record_read(&o->record, o->arena, &o->cohort, c);

    arena_free(a);
    return good;
}

enum rc outcome_run(const struct outcome_options *options, struct arena *a, struct outcome *o)
{
    *o = (struct outcome){.options = *options, .arena = a};
    o->options.window = options->window ? options->window : WINDOW;
    if (o->options.window < 1 || o->options.window > WINDOW_MAX)
        BUG("window of %d months", o->options.window);
    csv_log_init(&o->log, options->show);
    buf_init(&o->refusals, REFUSALS_MAX);
    if (!read_cohort(o))
        return INVALID;
    with_file(o, "time.csv", block_efforts); /* first: it needs most memory */
    if (!read_records(o))
        return INVALID;
    block_work(o);
    block_curves(o);
    block_comparisons(o);
    block_disclosure(o);
    block_models(o);
    block_phases(o);
    with_file(o, "fidelity.csv", block_fidelity);
    block_funnel(o);
    with_file(o, "questionnaire.csv", block_questionnaire);
    block_meta(o);
    return OK;
}

void outcome_free(struct outcome *o)
{
    csv_log_free(&o->log);
    buf_free(&o->refusals);
}

/* ---- the command ------------------------------------------------------------------------------
 */

struct arguments {
    struct outcome_options options;
    bool json;
};

static bool parse_window(const char *text, int *window)
{
    char *end;
    long n = strtol(text, &end, 10);

    *window = (int)n;
    return *text && !*end && n >= 1 && n <= WINDOW_MAX;
}

static bool parse_arguments(int argc, char **argv, struct arguments *args)
{
    for (int i = 1; i < argc; i++) {
        const char *next = i + 1 < argc ? argv[i + 1] : "";

        if (!strcmp(argv[i], "--profile")) {
            args->options.profile = true;
        } else if (!strcmp(argv[i], "--format")) {
            args->json = !strcmp(next, "json");
            if (!args->json && strcmp(next, "text"))
                return false;
            i++;
        } else if (!strcmp(argv[i], "--window")) {
            if (!parse_window(next, &args->options.window))
                return false;
            i++;
        } else if (argv[i][0] != '-' && !args->options.folder) {
            args->options.folder = argv[i];
        } else {
            return false;
        }
    }
    return args->options.folder;
}

static void say_more(const char *what, uint64_t n, uint64_t shown)
{
    if (n)
        fprintf(stderr, "%" PRIu64 " %s%s\n", n, what, n > shown ? " (the first are above)" : "");
}

static void say_messages(const struct outcome *o)
{
    fputs(o->log.text.at, stderr);
    fputs(o->refusals.at, stderr);
    say_more("noted and used", o->log.noted, o->log.show);
    say_more("left out", o->log.refused, o->log.show);
}

int outcome_command(int argc, char **argv)
{
    struct arguments args = {.options.show = 20};
    struct arena *a;
    struct outcome o;
    struct buf out;
    int status;

    if (!parse_arguments(argc, argv, &args)) {
        fprintf(stderr, "usage: outcomes DIR [--format json|text] [--profile] [--window 1..%d]\n",
                WINDOW_MAX);
        return 2;
    }
    a = arena_new();
    buf_init(&out, REPORT_MAX);
    status = outcome_run(&args.options, a, &o) == OK ? 0 : 2;
    say_messages(&o);
    if (!status) {
        if (args.json)
            outcome_json(&o, &out);
        else
            outcome_text(&o, &out);
        if (fwrite(out.at, 1, out.len, stdout) != out.len || fflush(stdout))
            die("the report cannot be written: %s", strerror(errno));
        status = o.log.refused ? 1 : 0;
    }
    outcome_free(&o);
    buf_free(&out);
    arena_free(a);
    return status;
}
