/* fidelity.c: what scores add up to: totals, bands, means of several reviews, agreement.
 * Not: the scale (fidelity_scale.c) or the live estimate (fidelity_live.c).
 * Start at fidelity_add(). */
#include "feature/fidelity/fidelity.h"

#include <math.h>

#include "stat/round.h"

static const char *const status_codes[] = {"open", "scored", "no_fit", "insufficient",
                                           "not_applicable"};

const char *fidelity_status_code(enum fidelity_status status)
{
    return status_codes[status];
}

bool fidelity_status_from(const char *code, enum fidelity_status *status)
{
    for (size_t i = 0; i < COUNT(status_codes); i++) {
        if (!strcmp(status_codes[i], code)) {
            *status = (enum fidelity_status)i;
            return true;
        }
    }
    return false;
}

int fidelity_value(struct fidelity_rating rating)
{
    return rating.status == FIDELITY_SCORED ? rating.score : rating.status == FIDELITY_NO_FIT;
}

struct fidelity_total fidelity_add_scores(const struct fidelity_scale *scale, const double *scores)
{
    struct fidelity_total t = {.items = scale->items};

    for (int i = 0; i < scale->items; i++) {
        enum fidelity_rubric rubric = scale->item[i].rubric;

        t.rubric_items[rubric]++;
        if (isnan(scores[i]))
            continue;
        t.valid++;
        t.sum += scores[i];
        t.rubric_valid[rubric]++;
        t.rubric_sum[rubric] += scores[i];
    }
    t.rated = t.valid >= scale->prorate_from;
    t.total = t.rated ? t.items * t.sum / t.valid : NAN;
    t.low = t.sum + (t.items - t.valid);
    t.high = t.sum + FIDELITY_SCORES * (t.items - t.valid);
    return t;
}

struct fidelity_total fidelity_add(const struct fidelity_scale *scale,
                                   const struct fidelity_rating *ratings)
{
    double scores[FIDELITY_ITEMS];

    for (int i = 0; i < scale->items; i++) {
        int value = fidelity_value(ratings[i]);

        scores[i] = value ? value : NAN;
    }
    return fidelity_add_scores(scale, scores);
}

/* Whole numbers on both sides: a prorated total that is exactly a bound is in the band above. */
int fidelity_band_of(const struct fidelity_bands *bands, const struct fidelity_total *total)
{
    int band = -1;

    if (!total->rated)
        return -1;
    for (int i = 0; i < bands->n; i++)
        if (total->sum * total->items >= (double)bands->band[i].lower * total->valid)
            band = i;
    return band;
}

int fidelity_band_at(const struct fidelity_bands *bands, double total)
{
    int band = -1;

    for (int i = 0; i < bands->n; i++)
        if (total >= bands->band[i].lower)
            band = i;
    return band;
}

static int64_t gcd(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

int64_t fidelity_sum_of_means(const struct fidelity_mean *mean, int items, bool rounded)
{
    int64_t hundredths = 0, num = 0, den = 1;

    for (int i = 0; i < items; i++) {
        if (!mean[i].n)
            continue;
        hundredths += round_ratio(mean[i].sum, mean[i].n, 1, 2);
        int64_t common = den / gcd(den, mean[i].n) * mean[i].n;
        num = num * (common / den) + mean[i].sum * (common / mean[i].n);
        den = common;
    }
    return rounded ? hundredths : round_ratio(num, den, 1, 2);
}

int64_t fidelity_difference(struct fidelity_mean a, struct fidelity_mean b)
{
    if (!a.n || !b.n)
        BUG("a difference with nothing");
    return round_ratio(a.sum * b.n - b.sum * a.n, a.n * b.n, 1, 2);
}

double fidelity_ac2(const int64_t table[FIDELITY_CELLS])
{
    double n = 0, agreed = 0, weights = 0, spread = 0;
    double share[FIDELITY_SCORES] = {0};
    const int q = FIDELITY_SCORES;

    for (int i = 0; i < q; i++) {
        for (int j = 0; j < q; j++) {
            double apart = (double)(i - j) / (q - 1), weight = 1 - apart * apart;
            double count = (double)table[q * i + j];

            n += count;
            agreed += weight * count;
            weights += weight;
            share[i] += count / 2;
            share[j] += count / 2;
        }
    }
    if (n <= 0)
        return NAN;
    for (int i = 0; i < q; i++)
        spread += share[i] / n * (1 - share[i] / n);
    double chance = weights / (q * (q - 1)) * spread;
    return (agreed / n - chance) / (1 - chance);
}
