#!/usr/bin/env python3
"""Writes test/stat/dist.csv: reference values for t_stat_dist.c.

The values are sums of the defining power series in arithmetic of 60 to 1500 digits (mpmath), of
arguments that are exactly the printed doubles; quantiles are roots of the same series found by
halving. R is not the reference here: it agrees to about 1e-13 in most places, but qt() and qnorm()
lose up to ten digits near the middle (dist_against_r.R prints where). Not needed to run the tests.

Run: python3 test/stat/dist_reference.py > test/stat/dist.csv
"""
from mpmath import mp, mpf, log, exp, sqrt, gamma, loggamma, erfc, binomial

mp.dps = 60


def gamma_lower(a, x):
    """P(a, x) by its power series, all terms positive."""
    if x <= 0:
        return mpf(0)
    total, term, i = mpf(1), mpf(1), 0
    while term > total * mpf(10) ** (-mp.dps):
        i += 1
        term *= x / (a + i)
        total += term
    return exp(a * log(x) - x - loggamma(a + 1)) * total


def gamma_upper(a, x):
    """1 - P with so many digits that the subtraction leaves 40."""
    keep = mp.dps
    mp.dps = keep + 40 + max(0, int((x - a * log(x) + loggamma(a)) / log(10)))
    q = 1 - gamma_lower(mpf(a), mpf(x))
    mp.dps = keep
    return +q


def beta_small(a, b, x, y, digits=35):
    """I_x(a,b) by x^a y^b / (a B) sum, all terms positive; converges fast for x below the mean."""
    total, term, i = mpf(1), mpf(1), 0
    while term > total * mpf(10) ** -digits:
        term *= x * (a + b + i) / (a + 1 + i)
        total += term
        i += 1
        if i > 5000000:
            raise ArithmeticError('beta series')
    return exp(a * log(x) + b * log(y) + loggamma(a + b) - loggamma(a + 1) - loggamma(b)) * total


def beta_lower(a, b, x, y):
    if x <= 0:
        return mpf(0)
    if y <= 0:
        return mpf(1)
    if x < (a + 1) / (a + b + 2):
        return beta_small(a, b, x, y)
    return 1 - beta_small(b, a, y, x)


def normal_upper(z):
    return erfc(mpf(z) / sqrt(mpf(2))) / 2


def t_upper(t, df):
    t, df = mpf(t), mpf(df)
    if df > 1e6:  # the other tail's series is short; 400 digits survive the subtraction
        keep, mp.dps = mp.dps, 460
        p = (1 - beta_small(mpf(1) / 2, df / 2, t * t / (df + t * t), df / (df + t * t), 450)) / 2
        mp.dps = keep
        return +p if t > 0 else 1 - p
    p = beta_lower(df / 2, mpf(1) / 2, df / (df + t * t), t * t / (df + t * t)) / 2
    return p if t > 0 else 1 - p


def f_upper(f, d1, d2):
    f, d1, d2 = mpf(f), mpf(d1), mpf(d2)
    top = d1 * f
    return beta_lower(d2 / 2, d1 / 2, d2 / (top + d2), top / (top + d2))


def f_lower(f, d1, d2):
    f, d1, d2 = mpf(f), mpf(d1), mpf(d2)
    top = d1 * f
    return beta_lower(d1 / 2, d2 / 2, top / (top + d2), d2 / (top + d2))


def binomial_upper(k, n, p):
    p = mpf(p)
    return beta_lower(mpf(k + 1), mpf(n - k), p, 1 - p)


def binomial_lower(k, n, p):
    p = mpf(p)
    return beta_lower(mpf(n - k), mpf(k + 1), 1 - p, p)


def hyper_terms(white, black, drawn, ks):
    total = binomial(white + black, drawn)
    return sum(binomial(white, k) * binomial(black, drawn - k) for k in ks) / total


def root(tail, target, low, high, rising):
    """Halving on a monotone tail, to 45 digits, geometric while the ends are far apart."""
    low, high = mpf(low), mpf(high)
    for _ in range(400):
        middle = sqrt(low * high) if low > 0 and high / low > 1.5 else (low + high) / 2
        if (tail(middle) < target) == rising:
            low = middle
        else:
            high = middle
        if high - low < abs(high) * mpf(10) ** -25:
            break
    return (low + high) / 2


def row(law, value, *arguments):
    if isinstance(value, mpf) and value != 0 and not mpf('1e-300') < abs(value) < mpf('1e300'):
        return
    cells = [a if isinstance(a, int) else repr(float(a)) for a in arguments]
    cells += [''] * (4 - len(cells))
    print(','.join(map(str, [law] + cells + [mp.nstr(value, 20, min_fixed=0, max_fixed=0)])))


def main():
    print('function,x,a,b,c,value')
    for z in (0.0, 1e-9, 0.3, 1.0, 1.959963984540054, 5.5, 8.25, 20.0, 37.0, -0.7, -6.0, -30.0):
        row('normal_upper', normal_upper(z), z)
        row('normal_cdf', normal_upper(-mpf(z)), z)
    for q in (0.5, 0.49999999, 0.3, 0.25, 0.2, 0.025, 1e-5, 1e-15, 1e-100, 1e-300):
        row('normal_upper_quantile',
            mpf(0) if q == 0.5 else root(normal_upper, mpf(q), mpf(10) ** -12, 40, False), q)
    for df in (0.1, 1.0, 2.0, 3.5, 10.0, 100.0, 1607.0, 20000.0, 2000000.0):
        a = mpf(df) / 2
        for scale in (1e-8, 0.01, 0.5, 0.9, 0.99, 1.0, 1.002, 1.1, 1.5, 3.0, 12.0):
            x = float(df * scale)
            if df > 5000 and not 0.8 < scale < 1.2 or df > 100000 and abs(scale - 1) > 0.011:
                continue
            row('chi2_cdf', gamma_lower(a, mpf(x) / 2), x, df)
            row('chi2_upper', gamma_upper(a, mpf(x) / 2), x, df)
        for far in (0.5, 5.0, 20.0, 35.0):
            x = float(df + far * (2 * df) ** 0.5 + far * far)
            if df < 100000:
                row('chi2_upper', gamma_upper(a, mpf(x) / 2), x, df)
        if df <= 100:
            for p in (0.5, 0.025, 1e-12, 1e-200):
                low = mpf(10) ** -3000
                row('chi2_quantile', root(lambda x: gamma_lower(a, x / 2), mpf(p), low,
                                          2 * df + 10, True), p, df)
                row('chi2_upper_quantile', root(lambda x: gamma_upper(a, x / 2), mpf(p), low,
                                                20 * df + 2000, False), p, df)
    for df in (0.5, 1.0, 2.0, 3.0, 7.25, 30.0, 101.6, 1000.0, 100000.0, 1e7):
        for t in (1e-7, 0.2, 1.0, 1.96, 4.4, 12.0, 37.0, 500.0, 1e10, -0.6, -9.0):
            if df > 1e6 and t > 40:
                continue
            row('t_upper', t_upper(t, df), t, df)
        for q in (0.3, 0.025, 1e-10, 1e-250):
            if df < 500:
                row('t_upper_quantile', root(lambda t: t_upper(t, df), mpf(q), mpf(10) ** -6,
                                             mpf(10) ** 320, False), q, df)
    for d1, d2 in ((1, 166), (1.0, 1.0), (2, 12.5), (5, 5), (3, 24), (40, 1500), (1000, 2000),
                   (99999, 250000)):
        for f in (1e-12, 0.01, 0.8, 0.98, 1.0, 1.05, 1.3, 4.0, 20.5, 900.0, 1e7):
            if d1 > 500 and not 0.5 < f < 2 or d1 > 5000 and not 0.9 < f < 1.1:
                continue
            row('f_upper', f_upper(f, d1, d2), f, d1, d2)
            row('f_cdf', f_lower(f, d1, d2), f, d1, d2)
        if d1 < 500:
            for q in (0.6, 0.05, 1e-11, 1e-120):
                row('f_upper_quantile', root(lambda f: f_upper(f, d1, d2), mpf(q), mpf(10) ** -20,
                                             mpf(10) ** 250, False), q, d1, d2)
    for a, b in ((0.5, 0.5), (1.0, 3.0), (76.0, 93.0), (0.01, 5.0), (20.0, 0.3), (3000.0, 7000.0),
                 (500000.0, 500001.0)):
        for x in (1e-30, 1e-4, 0.2, 0.29, 0.45, 0.5, 0.5003, 0.7, 0.99, 0.999999999):
            if a + b > 5000 and (abs(x - a / (a + b)) > 0.1 or a > 1e5 and abs(x - 0.5) > 0.01):
                continue
            y = 1 - mpf(x)
            row('beta_cdf', beta_lower(mpf(a), mpf(b), mpf(x), y), x, a, b)
            row('beta_upper', beta_lower(mpf(b), mpf(a), y, mpf(x)), x, a, b)
        if a + b < 5000:
            for p in (0.975, 0.3, 0.025, 1e-9, 1e-150):
                row('beta_quantile', root(lambda x: beta_lower(mpf(a), mpf(b), x, 1 - x), mpf(p),
                                          mpf(10) ** -3000, mpf(1), True), p, a, b)
    for k, n, p in ((76, 168, 0.452), (0, 15, 0.5), (14, 15, 0.999), (3, 10, 1e-9),
                    (900, 1000, 0.25), (100, 1000, 0.5), (50000, 100000, 0.5), (420, 946, 0.444)):
        row('binomial_cdf', binomial_lower(k, n, p), k, n, p)
        row('binomial_upper', binomial_upper(k, n, p), k, n, p)
        row('binomial_pmf', binomial(n, k) * mpf(p) ** k * (1 - mpf(p)) ** (n - k), k, n, p)
    for k, mean in ((0, 1e-12), (4, 4.9), (21, 5.8), (10, 8.5), (100, 8.5), (2, 700.0),
                    (1000, 1000.0), (1000000, 1001000.5), (35, 19.2)):
        row('poisson_cdf', gamma_upper(mpf(k + 1), mpf(mean)), k, mean)
        row('poisson_upper', gamma_lower(mpf(k + 1), mpf(mean)), k, mean)
        row('poisson_pmf', exp(k * log(mpf(mean)) - mpf(mean) - loggamma(mpf(k + 1))), k, mean)
    for k, white, black, drawn in ((3, 168, 1606, 641), (0, 76, 1698, 168), (76, 76, 1698, 168),
                                   (7, 10, 7, 8), (40, 5000, 5000, 100), (1, 100, 900, 300),
                                   (95, 100, 900, 300), (6, 20, 30, 15)):
        least, most = max(0, drawn - black), min(drawn, white)
        row('hyper_cdf', hyper_terms(white, black, drawn, range(least, k + 1)),
            k, white, black, drawn)
        if k < most:
            row('hyper_upper', hyper_terms(white, black, drawn, range(k + 1, most + 1)),
                k, white, black, drawn)
        row('hyper_pmf', hyper_terms(white, black, drawn, [k]), k, white, black, drawn)
    for x in (1e-300, 0.1, 0.5, 1.5, 3.25, 17.0, 171.5, 1e6, 1e15):
        row('log_gamma', loggamma(mpf(x)), x)
    for a, b in ((0.5, 0.5), (1e-5, 3.0), (1e-8, 1e9), (1e9, 2.5), (1e6, 3e6)):
        row('log_beta', loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b)), a, b)
    for n, k in ((5, 2), (1000, 1), (10 ** 12, 3), (2000, 1000)):
        row('log_choose', log(mpf(binomial(n, k))), n, k)


main()
