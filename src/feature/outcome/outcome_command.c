/* outcome_command.c: spil outcomes: the whole report of a study, from five files or the database.
 * Not: the engine (outcome.c), how the report looks (report_*.c).
 * Start at outcome_command(). */
#include "base/date.h"
#include "core/site.h"
#include "feature/outcome/outcome_data.h"
#include "feature/outcome/report_html.h"

int outcome_command(int argc, char **argv); /* the table in outcome_web.c */

enum { REPORT_MAX = 64 << 20 };
enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_HTML };

struct arguments {
    struct outcome_options options;
    const char *db; /* instead of a folder */
    enum format format;
    enum lang lang;
};

static bool parse_window(const char *text, int *window)
{
    char *end;
    long n = strtol(text, &end, 10);

    *window = (int)n;
    return *text && !*end && n >= 1 && n <= WINDOW_MAX;
}

static bool parse_word(const char *text, const char *const *words, int n, int *found)
{
    for (*found = 0; *found < n; ++*found) {
        if (!strcmp(text, words[*found]))
            return true;
    }
    return false;
}

static bool parse_arguments(int argc, char **argv, struct arguments *args)
{
    static const char *const formats[] = {"text", "json", "html"}, *const langs[] = {"nl", "en"};
    int found;

    int i = 1;

    if (argc > 1 && (!strcmp(argv[1], "--db") || !strcmp(argv[1], "--config")))
        args->db = config_read(argc, argv, &i).db;
    for (; i < argc; i++) {
        const char *next = i + 1 < argc ? argv[i + 1] : "";

        if (!strcmp(argv[i], "--profile")) {
            args->options.profile = true;
            continue;
        }
        if (argv[i][0] != '-' && !args->options.folder) {
            args->options.folder = argv[i];
            continue;
        }
        if (!strcmp(argv[i], "--format") && parse_word(next, formats, 3, &found))
            args->format = (enum format)found;
        else if (!strcmp(argv[i], "--lang") && parse_word(next, langs, 2, &found))
            args->lang = (enum lang)found;
        else if (strcmp(argv[i], "--window") || !parse_window(next, &args->options.window))
            return false;
        i++;
    }
    return !args->options.folder != !args->db;
}

static void say_count(const char *file, const char *what, uint64_t n, uint64_t shown)
{
    if (n)
        fprintf(stderr, "%s: %" PRIu64 " %s%s\n", file, n, what,
                n > shown ? " (the first are above)" : "");
}

static void say_messages(const struct outcome *o)
{
    fputs(o->log.text.at, stderr);
    fputs(o->refusals.at, stderr);
    for (int f = 0; f < OUTCOME_FILES; f++) {
        say_count(outcome_file_name[f], "noted and used", o->noted[f], o->log.show);
        say_count(outcome_file_name[f], "left out", o->refused[f], o->log.show);
    }
}

/* On a terminal: one line that is written over, wiped at the end. */
static void show_progress(const char *step, int done, int steps)
{
    fprintf(stderr, "\r%3d%%  %-20s", 100 * done / steps, step);
}

static void write_report(const struct outcome *o, const struct arguments *args)
{
    struct buf out;

    buf_init(&out, REPORT_MAX);
    if (args->format == FORMAT_JSON)
        outcome_json(o, &out);
    else if (args->format == FORMAT_HTML)
        outcome_html_page(o, args->lang, &out);
    else
        outcome_text(o, args->lang, &out);
    if (fwrite(out.at, 1, out.len, stdout) != out.len || fflush(stdout))
        die("the report cannot be written: %s", strerror(errno));
    buf_free(&out);
}

/* The tables of the records themselves, as the day begins. */
static void load_tables(const char *url, struct arena *a, struct buf tables[OUTCOME_FILES])
{
    struct outcome_left left;
    struct outcome_data data = {.today = today(), .definition = OUTCOME_DEFINITION, .left = &left};
    struct db *db = db_open(url, DB_READ, false);
    int n;

    const struct migration *migrations = site_migrations(a, &n);
    db_require_current(db, migrations, n);
    db_begin_read(db);
    int64_t left_out = outcome_tables(db, &data, tables);
    db_rollback(db);
    db_close(db);
    if (left_out)
        fprintf(stderr,
                "%" PRId64 " trajectories without a whole month yet are not in the report\n",
                left_out);
    if (left.paid_above >= 0)
        fprintf(stderr, "payroll data: a month counts when more than %" PRId64 " hours were paid\n",
                left.paid_above);
}

static void say_usage(FILE *to)
{
    fprintf(to,
            "usage: outcomes DIR|--db URL [--format text|json|html] [--lang nl|en] [--profile]"
            " [--window 1..%d]\n\n"
            "The whole report of a study, to standard output, from the five files of a folder\n"
            "(participants.csv, jobs_monthly.csv, time.csv, fidelity.csv, questionnaire.csv) or\n"
            "from the records of a database.\n\n"
            "  --format   text: tables to read; json: every number; html: a page with charts\n"
            "  --lang     of text and html; Dutch unless said otherwise\n"
            "  --profile  exact profile limits of the odds ratios: slower\n"
            "  --window   months of follow-up that count; 25 unless said otherwise\n\n"
            "Lines that cannot be used are named on standard error and counted.\n"
            "Exit: 0 all was used, 1 something was left out, 2 there is no report.\n",
            WINDOW_MAX);
}

int outcome_command(int argc, char **argv)
{
    struct arguments args = {.options.show = 20};
    bool terminal = isatty(STDERR_FILENO);
    struct buf tables[OUTCOME_FILES];
    struct arena *a;
    struct outcome o;

    if (argc > 1 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))) {
        say_usage(stdout);
        return 0;
    }
    if (!parse_arguments(argc, argv, &args)) {
        say_usage(stderr);
        return 2;
    }
    if (terminal)
        args.options.progress = show_progress;
    a = arena_new();
    if (args.db) {
        load_tables(args.db, a, tables);
        args.options.tables = tables;
        args.options.folder = "the database";
    }
    int status = outcome_run(&args.options, a, &o) == OK ? 0 : 2;
    if (terminal)
        fputs("\r\033[K", stderr);
    say_messages(&o);
    if (!status) {
        write_report(&o, &args);
        status = o.log.refused ? 1 : 0;
    }
    outcome_free(&o);
    for (int i = 0; args.db && i < OUTCOME_FILES; i++)
        buf_free(&tables[i]);
    arena_free(a);
    return status;
}
