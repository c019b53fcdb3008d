/* access_command.c: `spil access`: exporting the log, dropping old months, saying that the database
 * is repaired by hand; and the jobs that propose and drop. Not: the pages. Start at
 * access_command(). */
#include "base/date.h"
#include "base/id.h"
#include "base/number.h"
#include "core/access_month.h"
#include "feature/access/access.h"

/* ---- dropping -------------------------------------------------------------------------------- */

int64_t access_drop_before(struct site *site, int before, int64_t staff_id)
{
    int64_t all = 0;
    int month;

    while (access_month_oldest(site->read, &month) && month < before) {
        char words[ACCESS_MONTH_TEXT];
        int64_t lines;

        site_begin(site);
        access_month_drop(site->write, site->chain.key, month, staff_id, now_ms(), &lines);
        site_log_line(site, site->write,
                      (struct access_line){.staff_id = staff_id, .action = ACCESS_DROP},
                      access_month_text(month, words));
        site_commit(site);
        all += lines;
    }
    return all;
}

bool access_drop_job(struct job *j)
{
    int32_t today = local_from_ms(now_ms()).day;
    char *end;
    long before = strtol(j->argument, &end, 10);
    int64_t staff_id = strtoll(end, NULL, 10);

    if (before > access_month_kept_from(j->site->read, today)) {
        j->message = "these months must still be kept";
        return false;
    }
    j->message = arena_fmt(j->arena, "%" PRId64 " lines dropped",
                           access_drop_before(j->site, (int)before, staff_id));
    return true;
}

/* It proposes only: the page of the privacy officer shows the same, and a person decides. */
bool access_propose_job(struct job *j)
{
    struct access_term term = access_term(j->site->read, local_from_ms(now_ms()).day);
    char from[ACCESS_MONTH_TEXT], to[ACCESS_MONTH_TEXT];

    j->message = "nothing is old enough";
    if (term.oldest && term.oldest < term.kept_from)
        j->message =
            arena_fmt(j->arena, "%s to %s may be dropped", access_month_text(term.oldest, from),
                      access_month_text(term.kept_from - 1, to));
    return true;
}

/* ---- the command ----------------------------------------------------------------------------- */

struct wish {
    const char *before, *reason;
    int32_t from, until;
    int64_t client_id;
};

static int32_t day_of(const char *name, const char *value)
{
    int32_t day = day_from_iso(value);

    if (day == DAY_NONE)
        die("access: %s is a day such as 2026-11-22", name);
    return day;
}

static struct wish wish_read(int argc, char **argv, int rest)
{
    struct wish w = {.from = day_from_ymd(2020, 1, 1), .until = local_from_ms(now_ms()).day};

    for (int i = rest; i < argc; i += 2) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;

        if (!value)
            die("access: %s needs a value", argv[i]);
        if (!strcmp(argv[i], "--before"))
            w.before = value;
        else if (!strcmp(argv[i], "--reason"))
            w.reason = value;
        else if (!strcmp(argv[i], "--from"))
            w.from = day_of(argv[i], value);
        else if (!strcmp(argv[i], "--until"))
            w.until = day_of(argv[i], value);
        else if (strcmp(argv[i], "--client") || !id_parse(value, &w.client_id))
            die("access does not know \"%s %s\"", argv[i], value);
    }
    return w;
}

static void log_command(struct site *site, enum access_action action, int64_t client_id,
                        const char *words)
{
    site_log_later(site, (struct access_line){.action = action, .client_id = client_id}, words);
    site_settle(site);
}

/* The line that says so is written before the first line goes out. */
static int run_export(struct site *site, const struct wish *w)
{
    log_command(site, ACCESS_LOG_READ, w->client_id, "spil access export");
    int64_t lines = access_export(site->read, id_first(local_to_ms(w->from, 0)),
                                  id_first(local_to_ms(w->until + 1, 0)), w->client_id, stdout);
    fprintf(stderr, "%" PRId64 " lines\n", lines);
    return 0;
}

/* Only what is whole: a finding in the log is looked into before anything goes. */
static int run_drop(struct site *site, const struct wish *w)
{
    int before;

    if (!w->before || !access_month_parse(w->before, &before))
        die("access drop needs --before and a month such as 2021-11");
    if (before > access_month_kept_from(site->read, local_from_ms(now_ms()).day))
        die("access drop: the log is kept for %d years", access_years_kept(site->read));
    int findings = access_log_verify(site->read, site->chain.key, site->config.seal, stdout, false);
    if (findings) {
        printf("%d findings in the access log: nothing is dropped\n", findings);
        return 1;
    }
    printf("%" PRId64 " lines dropped\n", access_drop_before(site, before, 0));
    return 0;
}

static int run_repair(struct site *site, const struct wish *w)
{
    if (!w->reason || !*w->reason)
        die("access repair needs --reason and what is going to be done");
    log_command(site, ACCESS_REPAIR, 0, w->reason);
    printf("the log says so\n");
    return 0;
}

int access_command(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(struct site *site, const struct wish *w);
    } all[] = {{"export", run_export}, {"drop", run_drop}, {"repair", run_repair}};
    int rest, code = -1;

    if (argc < 2)
        die("access export, drop or repair?");
    struct config config = config_read(argc - 1, argv + 1, &rest);
    struct wish w = wish_read(argc - 1, argv + 1, rest);
    struct site *site = site_open(&config);
    for (size_t i = 0; i < COUNT(all); i++)
        if (!strcmp(argv[1], all[i].name))
            code = all[i].run(site, &w);
    site_close(site);
    if (code < 0)
        die("access export, drop or repair, not \"%s\"", argv[1]);
    return code;
}
