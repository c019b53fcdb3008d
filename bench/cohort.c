/* cohort.c: invents a cohort.
 * Not: calibrated.
 * Start at cohort_make(). */
#include "bench/cohort.h"

#include <math.h>
#include <sys/stat.h>

#include "base/date.h"

struct random {
    uint64_t state;
};

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t next(struct random *r)
{
    uint64_t z = (r->state += 0x9e3779b97f4a7c15u);

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static double uniform(struct random *r)
{
    return (double)(next(r) >> 11) * 0x1p-53;
}

static int below(struct random *r, int n)
{
    return (int)(uniform(r) * n);
}

static double normal(struct random *r) /* Box and Muller 1958 */
{
    double u = uniform(r), v = uniform(r);

    return sqrt(-2 * log(1 - u)) * cos(6.283185307179586 * v);
}

static int clamp(long x, int low, int high)
{
    return x < low ? low : x > high ? high : (int)x;
}

static FILE *create(const struct cohort_settings *s, const char *name, const char *header)
{
    char path[4096];

    snprintf(path, sizeof(path), "%s/%s", s->folder, name);
    FILE *f = fopen(path, "w");
    if (!f)
        die("%s: %s", path, strerror(errno));
    fprintf(f, "%s\n", header);
    return f;
}

static void close_all(FILE **file, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (fclose(file[i]))
            die("cannot write: %s", strerror(errno));
    }
}

struct one {
    int pid, programme, followup;
    int32_t start;
    double chance;
};

static void month_text(int32_t start, int t, char out[16])
{
    struct ymd d = day_ymd(start);
    int m = 12 * d.year + d.month - 1 + t - 1;

    snprintf(out, 16, "%04d-%02d", m / 12, m % 12 + 1);
}

static void write_person(FILE *f, struct random *r, const struct cohort_settings *s, struct one *p)
{
    static const char *const education[] = {
        "basis", "vmbo_bk", "vmbo_gt", "mbo1",  "mbo2",     "mbo3",  "mbo4", "mbo4",
        "mbo4",  "hbo",     "hbo",     "wo_ba", "havo_vwo", "wo_ma", "mbo2", "onbekend"};
    static const char *const diagnosis[] = {
        "depressie", "depressie",   "depressie", "angst",      "autisme", "persoonlijkheid",
        "adhd",      "trauma_ptss", "overig",    "verslaving", "onbekend"};
    static const char *const benefit[] = {"pwet",      "ziektewet", "ziektewet", "wga_80_100",
                                          "wga_35_80", "wao",       "nwajong",   "wajong_oud"};
    char start[DAY_TEXT], birth[DAY_TEXT], experience[32] = "";
    bool uwv = s->one_scheme || uniform(r) < 0.6;
    double age = 18 + 44 * uniform(r), years = fmax(0, (age - 18) * 0.6 * uniform(r));

    p->start = s->one_start ? day_from_ymd(2019, 11, 1) + below(r, 30)
                            : day_from_ymd(2019, 5, 1) + below(r, 214);
    p->programme = 1 + below(r, MAX(5, s->n < 2000 ? s->n / 11 : s->n / 250));
    p->followup = uniform(r) < 0.97 ? s->window : 1 + below(r, s->window);
    p->chance = 0.42 + 0.1 * uwv - 0.002 * (age - 40) + 0.004 * years;
    if (!s->no_experience && uniform(r) < 0.95)
        snprintf(experience, sizeof(experience), "%.1f", years);
    fprintf(f, "%d,%d,cmd,%s,%s,%d,%s,%s,%s,%s,%s,%s,%d,%d\n", p->pid, p->programme,
            uniform(r) < 0.57 ? "v" : "m", day_iso(p->start - (int32_t)(age * 365.2425), birth),
            uniform(r) < 0.2, education[below(r, COUNT(education))],
            diagnosis[below(r, COUNT(diagnosis))],
            benefit[uwv ? 1 + below(r, COUNT(benefit) - 1) : 0], experience,
            uwv ? "UWV" : "gemeente", day_iso(p->start, start), p->followup, uniform(r) < 0.06);
}

/* One job: months first .. last of the trajectory (first may lie long before it). */
static void write_job(FILE *f, struct random *r, const struct one *p, int id, int first, int last)
{
    static const char sector[] = "CFGHIJNNNOPQQQSG";
    double contract = 30 + 100 * uniform(r), wage = 10 + 12 * uniform(r);
    int kind = uniform(r) < 0.65 ? 1 : uniform(r) < 0.9 ? 2 : 3;
    int permanent = uniform(r) < 0.1;
    char letter = sector[below(r, COUNT(sector) - 1)], month[16], start[DAY_TEXT];
    int32_t day = first >= 1 ? p->start + (first == 1 ? 0 : 30 * (first - 1) + below(r, 28))
                             : p->start + 30 * (first - 1);

    day_iso(day, start);
    for (int t = first; t <= last; t++) {
        double hours = round(10 * contract * (1 + 0.3 * normal(r))) / 10;

        if (uniform(r) < 0.02)
            continue; /* a month is missing */
        if (uniform(r) < 0.02 || hours < 0)
            hours = 0;
        month_text(p->start, t, month);
        fprintf(f, "%d,%d,%s,%.10g,%.10g,%.1f,%d,%d,%c,%s\n", p->pid, id, month, hours,
                round(100 * hours * wage) / 100, contract, kind, permanent, letter, start);
        if (uniform(r) < 0.02) {
            double less = round(10 * (1 + 15 * uniform(r))) / 10;

            fprintf(f, "%d,%d,%s,%.10g,%.10g,0,%d,%d,%c,%s\n", p->pid, id, month, -less,
                    -round(100 * less * wage) / 100, kind, permanent, letter, start);
        }
    }
}

static void write_jobs(FILE *f, struct random *r, const struct one *p, int *id)
{
    if (uniform(r) < 0.75) { /* a job before the trajectory, some still running */
        int first = -36 + below(r, 30), last = first + 2 + below(r, 24);

        write_job(f, r, p, (*id)++, first, MIN(last, uniform(r) < 0.1 ? 6 : 0));
    }
    if (uniform(r) >= p->chance)
        return;
    int first = 1 + (int)(24 * uniform(r) * uniform(r)), jobs = uniform(r) < 0.3 ? 2 : 1;
    for (int k = 0; k < jobs && first <= p->followup + 2; k++) {
        int last = first + (int)(-9 * log(1 - uniform(r)));

        write_job(f, r, p, (*id)++, first, MIN(last, p->followup + 1));
        first = clamp(last - 1 + below(r, 5), first + 1, 1000);
    }
}

static void write_time(FILE *f, struct random *r, const struct one *p)
{
    char month[16];

    for (int t = 1; t <= p->followup; t++) {
        double size = exp(0.7 * normal(r)) * (t <= 6 ? 1.4 : 1);

        if (uniform(r) < 0.19)
            continue;
        month_text(p->start, t, month);
        fprintf(f, "%d,%s,%d,%d,%d,%d,%d\n", p->pid, month, (int)(70 * size * uniform(r) * 2),
                (int)(10 * size * uniform(r)), (int)(20 * size * uniform(r)),
                (int)(10 * size * uniform(r)), (int)(8 * size * uniform(r)));
    }
}

static void write_fidelity(FILE *f, struct random *r, int programmes)
{
    for (int p = 1; p <= programmes; p++) {
        double level = 3.6 + 0.5 * normal(r);

        for (int wave = 1; wave <= 2; wave++) {
            int real[26];

            for (int item = 0; item < 26; item++)
                real[item] = clamp(lround(level + 0.3 * wave + 0.9 * normal(r)), 1, 5);
            for (int rater = 1; rater <= 2; rater++) {
                for (int item = 0; item < 26; item++) {
                    int score = real[item];

                    if (uniform(r) < 0.3)
                        score = clamp(score + (uniform(r) < 0.5 ? 1 : -1), 1, 5);
                    if (uniform(r) < 0.01)
                        fprintf(f, "%d,%d,%d,%d,\n", p, wave, rater, item + 1);
                    else
                        fprintf(f, "%d,%d,%d,%d,%d\n", p, wave, rater, item + 1, score);
                }
            }
        }
    }
}

static void write_questionnaire(FILE *f, struct random *r, int pid)
{
    int base = clamp(lround(17 + 7 * normal(r)), 0, 40);

    if (uniform(r) < 0.2)
        fprintf(f, "%d,%d,\n", pid, base);
    else
        fprintf(f, "%d,%d,%d\n", pid, base, clamp(base + lround(-0.7 + 5 * normal(r)), 0, 40));
}

void cohort_make(const struct cohort_settings *s)
{
    struct random r = {s->seed};

    mkdir(s->folder, 0777);
    FILE *file[] = {
        create(s, "participants.csv",
               "pid,programme,cohort,sex,birth_date,married,education,diagnosis,benefit,exp_years,"
               "scheme,start_date,followup_months,trial_placement"),
        create(s, "jobs_monthly.csv",
               "pid,job_id,month,hours,wage,contract_hours,contract,permanent,sector,job_start"),
        create(s, "time.csv", "pid,month,act1,act2,act3,act4,act5"),
        create(s, "fidelity.csv", "programme,wave,rater,item,score"),
        create(s, "questionnaire.csv", "pid,score0,score1"),
    };
    int job = 1, programmes = 0;

    for (int i = 1; i <= s->n; i++) {
        struct one p = {.pid = i};

        write_person(file[0], &r, s, &p);
        write_jobs(file[1], &r, &p, &job);
        write_time(file[2], &r, &p);
        write_questionnaire(file[4], &r, i);
        programmes = MAX(programmes, p.programme);
    }
    write_fidelity(file[3], &r, programmes);
    close_all(file, COUNT(file));
}
