/* demo.c: `spil demo`: chance, days, and filling one organisation after the other.
 * Not: what is in them (demo_world.c, demo_path.c, demo_job.c, demo_talk.c), nor tables
 * (demo_sql.c). Start at demo_fill(). */
#include "feature/demo/demo_inner.h"

#include <math.h>

#include "base/log.h"
#include "base/number.h"
#include "core/site.h"
#include "core/user.h"
#include "feature/account/account.h"

int demo_command(int argc, char **argv); /* the table in demo_web.c */

enum { DEMO_SLOT = ID_SLOTS - 1, BIG = 1000, MOST = 100000, FEWEST = 20 };

/* ---- chance ---------------------------------------------------------------------------------- */

uint64_t random_next(struct demo_random *r)
{
    uint64_t z = r->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

int random_below(struct demo_random *r, int n)
{
    return (int)((random_next(r) >> 32) * (uint64_t)n >> 32);
}

double random_real(struct demo_random *r)
{
    return (double)(random_next(r) >> 11) * 0x1p-53;
}

bool random_chance(struct demo_random *r, double p)
{
    return random_real(r) < p;
}

double random_wait(struct demo_random *r, double mean)
{
    return -mean * log(1 - random_real(r));
}

int random_weighted(struct demo_random *r, const double *weights, int n)
{
    double all = 0, at;
    int i = 0;

    for (int j = 0; j < n; j++)
        all += weights[j];
    at = random_real(r) * all;
    while (i < n - 1 && at >= weights[i])
        at -= weights[i++];
    return i;
}

const char *random_word(struct demo_random *r, const char *const *list)
{
    return list[random_below(r, (int)demo_words_count(list))];
}

/* ---- days ------------------------------------------------------------------------------------ */

static void days_make(struct demo *d)
{
    int32_t last = d->today + 3000;

    d->first_day = day_from_ymd(1930, 1, 1);
    char(*days)[DAY_TEXT] = arena_array(d->a, DAY_TEXT, (size_t)(last - d->first_day));
    for (int32_t day = d->first_day; day < last; day++)
        day_iso(day, days[day - d->first_day]);
    d->days = (const char(*)[DAY_TEXT])days;
}

const char *demo_day(const struct demo *d, int32_t day)
{
    return day == DAY_NONE ? NULL : d->days[day - d->first_day];
}

/* Two weeks in summer, one in spring, for most the last of the year, and once in two winters a week
 * in bed; never just before today, so that the demo opens on a working week. */
bool demo_on_leave(const struct demo *d, int64_t staff_id, int32_t day)
{
    struct iso_week w = day_iso_week(day);
    struct demo_random r = {(uint64_t)staff_id * 31 + (uint64_t)w.year};
    int summer = 27 + random_below(&r, 8), spring = 17 + random_below(&r, 3);
    int flu = 2 + random_below(&r, 16);

    if (day > d->today - 28)
        return false;
    return w.week == summer || w.week == summer + 1 || w.week == spring ||
           (w.week == flu && flu < DEMO_SPRING) || (w.week == 52 && random_below(&r, 3));
}

int32_t demo_workday(const struct demo *d, const struct demo_org *o, int staff, int32_t day)
{
    for (;;) {
        int weekday = day_weekday(day);

        if (weekday > 5)
            day += 8 - weekday;
        else if (demo_on_leave(d, o->staff.at[staff].id, day))
            day += 7;
        else
            return day;
    }
}

/* ---- filling --------------------------------------------------------------------------------- */

static void org_fill(struct demo *d, int number)
{
    struct arena *a = arena_new();
    struct demo_org o = {.a = a, .r = {d->wish->seed * 1000003 + (uint64_t)number}};

    random_next(&o.r);
    demo_org_make(d, &o, number);
    for (int s = 0; s < (int)o.staff.n; s++)
        for (int seat = 0; seat < o.staff.at[s].n_seats; seat++)
            demo_seat_fill(d, &o, s, o.staff.at[s].first_seat + seat);
    for (int i = 0; i < (int)o.paths.n; i++)
        demo_talks_make(d, &o, i);
    for (int s = 0; s < (int)o.staff.n; s++)
        if (o.staff.at[s].n_seats)
            demo_week_make(d, &o, s);
    demo_referrals_make(d, &o);
    demo_facts_make(d, &o);
    demo_consents_make(d, &o);
    demo_org_write(d, &o);
    d->done.trajectories += (int64_t)o.paths.n;
    d->done.contacts += (int64_t)o.talks.n;
    d->done.placements += (int64_t)o.jobs.n;
    arena_free(a);
}

static void mark_practice(struct demo *d)
{
    char mark[PRACTICE_TEXT];

    practice_mark(d->wish->key, mark);
    db_run(d->db, SQL("insert into setting (name, value) values ('practice', $1)"), ARGS(S(mark)));
}

bool demo_is_empty(struct db *db)
{
    return !db_exists(db, SQL("select 1 from organisation limit 1"), NO_ARGS);
}

struct demo_done demo_fill(struct db *db, const struct demo_wish *wish)
{
    bool big = wish->clients >= BIG;
    struct demo d = {.db = db, .wish = wish, .today = wish->today, .a = arena_new()};

    if (wish->clients < FEWEST || wish->clients > MOST)
        BUG("a demo of %" PRId64 " clients", wish->clients);
    d.from = day_add_months(d.today, big ? -96 : -60);
    d.programmes = (int)MAX(2, wish->clients / 250);
    d.organisations = (d.programmes + 1) / 2;
    d.specialists = MAX(d.programmes, (int64_t)lround((double)wish->clients / (big ? 25 : 21.5)));
    d.done.specialists = d.specialists;
    days_make(&d);
    now_set(local_to_ms(d.today, 0));
    id_start(&d.ids, DEMO_SLOT, 0);
    struct db_fill fill = db_fill_begin(db);
    db_begin_write(db);
    if (wish->key)
        mark_practice(&d);
    for (d.org = 0; d.org < d.organisations; d.org++)
        org_fill(&d, d.org);
    db_commit(db);
    db_fill_end(db, &fill);
    db_begin_write(db);
    db_run(db, SQL2("analyze", "analyze"), NO_ARGS);
    db_commit(db);
    arena_free(d.a);
    return d.done;
}

/* ---- the command ----------------------------------------------------------------------------- */

static void show_progress(int percent)
{
    enum { WIDTH = 40 };
    char bar[WIDTH + 1];

    for (int i = 0; i < WIDTH; i++)
        bar[i] = i * 100 < percent * WIDTH ? '#' : '.';
    bar[WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %3d %%%s", bar, percent, percent == 100 ? "\n" : "");
}

static int64_t whole(const char *name, const char *value, int64_t low, int64_t high)
{
    int64_t n;

    if (!value || !number_parse_int(value, &n) || n < low || n > high)
        die("demo needs %s and a whole number from %" PRId64 " to %" PRId64, name, low, high);
    return n;
}

static int32_t day_of(const char *value)
{
    int32_t day = value && strlen(value) == DAY_TEXT - 1 ? day_from_iso(value) : DAY_NONE;

    if (day == DAY_NONE)
        die("demo needs --now and a day, as in 2026-11-22");
    return day;
}

static struct demo_wish wish_read(int argc, char **argv, int rest)
{
    struct demo_wish wish = {.clients = 300, .seed = 1, .today = today()};

    for (int i = rest; i < argc; i += 2) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;

        if (!strcmp(argv[i], "--clients"))
            wish.clients = whole("--clients", value, FEWEST, MOST);
        else if (!strcmp(argv[i], "--seed"))
            wish.seed = (uint64_t)whole("--seed", value, 0, INT32_MAX);
        else if (!strcmp(argv[i], "--now"))
            wish.today = day_of(value);
        else
            die("demo does not know \"%s\": say spil demo --db ... [--clients N] [--seed S] [--now"
                " DAY]",
                argv[i]);
    }
    return wish;
}

static void report(const struct demo_done *done, double seconds)
{
    char busy[ID_TEXT];

    printf("%" PRId64 " trajectories, %" PRId64 " contacts, %" PRId64 " placements: %" PRId64
           " rows in %.1f s, %.0f a second\n\n",
           done->trajectories, done->contacts, done->placements, done->rows, seconds,
           (double)done->rows / MAX(seconds, 0.001));
    printf("Log in with the passphrase \"" DEMO_PASSPHRASE "\" as\n"
           "  specialist1     specialist of the first programme\n"
           "  specialist%-5" PRId64 " specialist of the second programme\n"
           "  supervisor1     supervisor of the first programme\n"
           "  manager1        sees figures, no clients\n"
           "  admin1          administrator: people, roles and teams, no clients\n"
           "  office1         hours and money, no notes\n"
           "  practitioner1   sees what clients agreed to, of those who did\n"
           "  client1         one's own page\n"
           "  reviewer1       three clients in a sample\n"
           "  researcher1     published figures, cohorts, payroll without names\n"
           "  privacy1        privacy officer: who looked, and was it right\n"
           "Then a code is asked: as everything here is invented, the page shows it.\n",
           done->second_specialist);
    if (done->busy_client)
        printf("specialist1 has a client with 2,000 contacts: /deelnemers/%s\n",
               id_text(done->busy_client, busy));
}

int demo_command(int argc, char **argv)
{
    int rest, n;
    struct config config = config_read(argc, argv, &rest);
    struct demo_wish wish = wish_read(argc, argv, rest);
    struct arena *a = arena_new();
    char hash[PASSWORD_HASH_TEXT];
    unsigned char key[ACCESS_KEY_BYTES];
    int64_t began = log_monotonic_us();
    struct migration *all = site_migrations(a, &n);
    struct db *db = db_open(config.db, DB_BULK, true);

    (void)db_migrate(db, all, n);
    if (!demo_is_empty(db))
        die("this database holds an organisation already; the demo wants an empty one");
    access_key_load(config.key, true, key);
    password_hash(DEMO_PASSPHRASE, true, hash);
    wish.hash = hash;
    wish.key = key;
    wish.progress = isatty(STDERR_FILENO) ? show_progress : NULL;
    struct demo_done done = demo_fill(db, &wish);
    demo_reviews_make(db, wish.today, wish.key);
    demo_plans_make(db, wish.today);
    demo_papers_make(db, wish.today);
    demo_quality_make(db, wish.today);
    demo_payroll_make(db, wish.today, wish.seed);
    demo_studies_make(db, wish.today);
    (void)demo_looks_make(db, key, wish.today, config.seal);
    db_close(db);
    arena_free(a);
    report(&done, (double)(log_monotonic_us() - began) / 1e6);
    return 0;
}
