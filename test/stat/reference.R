# reference.R: every answer of the outcome engine computed a second time, in R, from the five files
# alone and from section C of the specification (research/stats.md); names and groupings as in
# test/stat/cmd168/README.md. It knows nothing of the program.
#   Rscript test/stat/reference.R DIR [WINDOW] > reference.json
# Needs R with the package survival. The trials (meta) and the three toys of separation are the same
# for every cohort and stand in the worked example only; profile intervals are searched exactly.
suppressPackageStartupMessages(library(survival))
options(digits = 17, warn = -1)

# ---- writing JSON: NA, NaN and infinite become null, 17 significant digits ----
as_json <- function(x) {
    if (is.null(x)) return("null")
    if (inherits(x, "one")) return(as_json(unclass(x)[[1]]))
    if (is.list(x)) {
        if (!length(x)) return("{}")
        inner <- vapply(x, as_json, "")
        return(paste0("{", paste0("\"", names(x), "\":", inner, collapse = ","), "}"))
    }
    atoms <- if (is.character(x)) ifelse(is.na(x), "null", paste0("\"", x, "\"")) else
        if (is.logical(x)) ifelse(is.na(x), "null", tolower(x)) else
        ifelse(is.finite(x), sprintf("%.17g", x), "null")
    if (inherits(x, "array_of")) return(paste0("[", paste(atoms, collapse = ","), "]"))
    atoms
}
# a value that is an array even when it has one entry (or none)
many <- function(x) structure(if (length(x)) unname(as.vector(x)) else numeric(0), class = "array_of")
one <- function(x) unname(as.vector(x))[1]

# ---- building blocks ----
prop <- function(k, n) {
    if (n == 0) return(list(k = k, n = n, p = NA, wilson = many(c(NA, NA)),
                            clopper_pearson = many(c(NA, NA))))
    z <- qnorm(.975)
    p <- k / n
    centre <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
    half <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
    low <- if (k == 0) 0 else qbeta(.025, k, n - k + 1)
    high <- if (k == n) 1 else qbeta(.975, k + 1, n - k)
    list(k = k, n = n, p = p, wilson = many(c(if (k == 0) 0 else centre - half, if (k == n) 1 else centre + half)),
         clopper_pearson = many(c(low, high)))
}
summ <- function(x) {
    x <- x[!is.na(x)]
    if (!length(x)) return(list(n = 0, mean = NA, sd = NA, min = NA, q25 = NA, median = NA,
                                q75 = NA, max = NA))
    q <- unname(quantile(x, c(.25, .5, .75), type = 7))
    list(n = length(x), mean = mean(x), sd = sd(x), min = min(x), q25 = q[1], median = q[2],
         q75 = q[3], max = max(x))
}
# Alphabetical, without regard to case.
levels_of <- function(x) {
    u <- unique(as.character(x[!is.na(x)]))
    u[order(tolower(u), u)]
}
alphabetical <- function(x) factor(as.character(x), levels_of(x))
month_of <- function(d) as.integer(format(d, "%Y")) * 12L + as.integer(format(d, "%m")) - 1L
month_text <- function(x) as.integer(substr(x, 1, 4)) * 12L + as.integer(substr(x, 6, 7)) - 1L
natural <- function(x) {
    number <- suppressWarnings(as.numeric(x))
    if (anyNA(number)) x else number
}
tally <- function(x, values) vapply(values, function(v) sum(x == v, na.rm = TRUE), 0)

# The right-hand side: model matrix of the complete cases, dummies in level order.
design_of <- function(terms, cc) {
    X <- NULL
    for (t in terms) {
        v <- cc[[t]]
        if (is.factor(v)) {
            l <- levels(droplevels(v))[-1]
            for (k in l) X <- cbind(X, `colnames<-`(matrix(as.numeric(v == k)), paste0(t, k)))
        } else {
            X <- cbind(X, `colnames<-`(matrix(as.numeric(v)), t))
        }
    }
    X
}
# Columns that say something new, in order; aliased ones are named by NA.
kept <- function(X) {
    q <- qr(X, tol = 1e-11)
    sort(q$pivot[seq_len(q$rank)])
}
# Newton with the information without the penalty; in small sets only short steps settle.
firth <- function(X, y) {
    all <- rep(NA_real_, ncol(X))
    keep <- kept(X)
    X <- X[, keep, drop = FALSE]
    for (reach in c(1, .3, .1, .03)) {
        b <- rep(0, ncol(X))
        for (i in 1:(600 / reach)) {
            mu <- as.vector(1 / (1 + exp(-X %*% b)))
            w <- mu * (1 - mu)
            I <- tryCatch(solve(crossprod(X, X * w), tol = 1e-30), error = function(e) NULL)
            if (is.null(I)) break
            h <- rowSums((X %*% I) * X) * w
            score <- as.vector(crossprod(X, y - mu + h * (.5 - mu)))
            step <- as.vector(I %*% score)
            b <- b + reach * step / max(1, abs(step))
            if (sum(step * score) < 1e-26) break
        }
        if (!is.null(I) && sum(step * score) < 1e-20) break
    }
    mu <- as.vector(1 / (1 + exp(-X %*% b)))
    se <- all
    all[keep] <- b
    se[keep] <- sqrt(diag(solve(crossprod(X, X * mu * (1 - mu)), tol = 1e-30)))
    list(coef = many(all), se = many(se))
}
# Separated: Newton steps never end, because some fitted chances run to 0 or 1 (by a factor e each).
separated <- function(X, y) {
    X <- cbind(1, scale(X[, apply(X, 2, sd) > 0, drop = FALSE]))
    q <- qr(X)
    X <- X[, q$pivot[seq_len(q$rank)], drop = FALSE]
    b <- rep(0, ncol(X))
    for (i in 1:25) {
        mu <- as.vector(1 / (1 + exp(-X %*% b)))
        w <- pmax(mu * (1 - mu), 1e-300)
        step <- tryCatch(as.vector(solve(crossprod(X, X * w), crossprod(X, y - mu), tol = 1e-30)),
                         error = function(e) NULL)
        if (is.null(step)) break
        b <- b + step
    }
    eta <- (2 * y - 1) * as.vector(X %*% b)
    any(eta > 15) && !is.null(step) && max(abs(step)) > 1e-3 || is.null(step)
}
profile_exact <- function(X, y, fit, j, side) {
    free <- X[, -j, drop = FALSE]
    gap <- function(b) {
        f <- glm.fit(free, y, offset = X[, j] * b, family = binomial(),
                     control = glm.control(epsilon = 1e-14, maxit = 100))
        f$deviance - fit$deviance - qchisq(.95, 1)
    }
    b <- coef(fit)[j]
    reach <- side * sqrt(diag(vcov(fit)))[j]
    far <- b + 2 * reach
    for (i in 1:40) if (gap(far) > 0) break else far <- far + 2 * reach
    if (gap(far) <= 0) return(side * Inf)
    uniroot(gap, sort(c(b, far)), tol = 1e-13, maxiter = 500)$root
}

outcome_reference <- function(dir, W = 25L, profile = TRUE) {
R <- list()
read <- function(name) {
    path <- file.path(dir, name)
    if (!file.exists(path)) return(NULL)
    read.csv(path, na.strings = c("", "NA"), colClasses = "character")
}
number <- function(x) if (is.null(x)) NULL else as.numeric(x)

# ---- participants ----
p <- read("participants.csv")
n <- nrow(p)
p <- p[order(natural(p$pid)), ]
p$start <- as.Date(p$start_date)
p$f <- pmin(as.integer(p$followup_months), W)
p$age <- as.numeric(p$start - as.Date(p$birth_date)) / 365.2425
p$age_class <- cut(floor(p$age), c(-Inf, 25, 35, 45, 55, Inf),
                   c("18-25", "26-35", "36-45", "46-55", "56+"))
p$young <- factor(p$age_class == "18-25", c(FALSE, TRUE), c("FALSE", "TRUE"))
p$exp_years <- if (is.null(p$exp_years)) NA_real_ else number(p$exp_years)
p$exp_class <- cut(p$exp_years, c(-Inf, 2.5, 5.5, 10.5, Inf), c("0-2", "3-5", "6-10", ">10"))
p$trial <- if (is.null(p$trial_placement)) NA_real_ else number(p$trial_placement)
p$married <- number(p$married)
p$edu5 <- sub("^(vmbo|mbo).*", "\\1", p$education)
p$edu5[p$edu5 %in% c("hbo", "wo_ba", "wo_ma")] <- "hbo_wo"
p$diag4 <- ifelse(p$diagnosis %in% c("depressie", "angst", "persoonlijkheid"), p$diagnosis, "anders")
for (v in c("scheme", "sex", "edu5", "diagnosis", "diag4", "benefit")) p[[v]] <- alphabetical(p[[v]])

# ---- C.0 records ----
j <- read("jobs_monthly.csv")
j <- j[j$pid %in% p$pid, ]
for (v in c("hours", "wage", "contract_hours")) j[[v]] <- number(j[[v]])
j$contract_hours[is.na(j$contract_hours)] <- 0
job_key <- paste(j$pid, j$job_id)
key <- paste(job_key, j$month)
first <- j[!duplicated(job_key), ]
rownames(first) <- job_key[!duplicated(job_key)]
g <- j[!duplicated(key), c("pid", "job_id", "month")]
g$job <- job_key[!duplicated(key)]
for (v in c("hours", "wage", "contract_hours"))
    g[[v]] <- if (nrow(j)) as.vector(rowsum(j[[v]], key, reorder = FALSE)) else numeric(0)
g$job_start <- as.Date(first[g$job, "job_start"])
i <- match(g$pid, p$pid)
g$t <- month_text(g$month) - month_of(p$start[i]) + 1L
g <- g[g$job_start >= p$start[i] & g$t >= 1 & g$t <= p$f[i] & (g$hours > 1e-9 | g$wage > 1e-9), ]
g$i <- match(g$pid, p$pid)
jobs <- unique(g$job)
g$k <- match(g$job, jobs)
g <- g[order(g$i, g$k, g$t), ]
p$ever <- seq_len(n) %in% g$i
R$counts <- list(n = n, job_month_records = nrow(j), person_job_months = length(unique(key)),
                 outcome_rows = nrow(g), outcome_jobs = length(jobs), workers = sum(p$ever))

# ---- C.1 ----
R$ever <- prop(sum(p$ever), n)
R$trial_placement <- prop(sum(p$trial == 1, na.rm = TRUE), sum(!is.na(p$trial)))
R$ever_by_scheme <- sapply(levels(p$scheme), simplify = FALSE, function(s)
    prop(sum(p$ever & p$scheme %in% s), sum(p$scheme %in% s)))

# ---- C.2 ----
per_job <- data.frame(i = g$i[match(jobs, g$job)], start = g$job_start[match(jobs, g$job)],
                      month = as.vector(tapply(g$t, factor(g$job, jobs), min)),
                      months = as.vector(table(factor(g$job, jobs))),
                      id = natural(g$job_id[match(jobs, g$job)]), job = jobs)
per_job <- per_job[order(per_job$i, per_job$start, per_job$month, -per_job$months, per_job$id), ]
one_job <- per_job[!duplicated(per_job$i), ]
after <- month_of(p$start) + p$f
last_day <- as.Date(sprintf("%04d-%02d-01", after %/% 12L, after %% 12L + 1L)) - 1
p$days <- as.numeric(last_day - p$start)
p$days[one_job$i] <- as.numeric(one_job$start - p$start[one_job$i])
days <- c(30, 60, 150, 270, 365, 548, 730)
fit <- survfit(Surv(days, ever) ~ 1, p, conf.type = "log-log")
plain <- summary(survfit(Surv(days, ever) ~ 1, p, conf.type = "plain"), times = days, extend = TRUE)
at <- summary(fit, times = days, extend = TRUE)
zero <- at$surv <= 1e-15
at$std.err[zero] <- NA
at$lower[at$surv == 1] <- at$upper[at$surv == 1] <- NA # R says 1 to 1 before the first time
R$km <- list(days = many(days), F = many(1 - at$surv), se_greenwood = many(at$std.err),
             n_risk = many(sapply(days, function(d) sum(p$days >= d))),
             ci_loglog_low = many(1 - at$upper), ci_loglog_high = many(1 - at$lower),
             ci_plain_low = many(ifelse(zero, NA, 1 - plain$upper)),
             ci_plain_high = many(ifelse(zero, NA, 1 - plain$lower)),
             q25_days = one(quantile(fit, .25)$quantile),
             median_days = one(quantile(fit, .5)$quantile), events = sum(p$ever))
d <- p$days[p$ever]
classes <- as.vector(table(cut(d, c(-Inf, 30, 60, 150, 270, Inf))))
R$time_to_job_classes <- list(label = many(c("0-30", "31-60", "61-150", "151-270", "271+")),
                              n = many(classes), share_of_workers = many(classes / sum(p$ever)),
                              cumulative_within_60_of_all = sum(d <= 60) / n, days = summ(d))
logrank <- function(x) {
    x <- droplevels(x)
    if (nlevels(x) < 2 || !any(p$ever[!is.na(x)])) return(NULL)
    s <- tryCatch(survdiff(Surv(p$days, p$ever) ~ x), error = function(e) NULL)
    if (is.null(s)) return(NULL)
    df <- sum(s$exp > 0) - 1
    if (df < 1) return(NULL)
    list(n = many(s$n), obs = many(s$obs), exp = many(s$exp), chisq = s$chisq, df = df,
         p = pchisq(s$chisq, df, lower.tail = FALSE))
}
R$logrank <- list(scheme = logrank(p$scheme), experience = logrank(p$exp_class), sex = logrank(p$sex))

# ---- C.3 ----
both <- paste(g$i, g$t)
m <- g[!duplicated(both), c("i", "t")]
for (v in c("hours", "wage", "contract_hours"))
    m[[v]] <- if (nrow(g)) as.vector(rowsum(g[[v]], both, reorder = FALSE)) else numeric(0)
m <- m[order(m$i, m$t), ]
p$first <- NA_integer_
p$first[unique(m$i)] <- m$t[!duplicated(m$i)]
curve <- function(who) {
    q <- p[who, ]
    mm <- m[m$i %in% which(who), ]
    months <- 1:W
    obs <- vapply(months, function(t) sum(q$f >= t), 0)
    working <- tally(mm$t, months)
    starts <- tally(q$first, months)
    risk <- vapply(months, function(t) sum(q$f >= t & (is.na(q$first) | q$first >= t)), 0)
    naive <- vapply(months, function(t) sum(q$f >= t & q$first <= t, na.rm = TRUE), 0)
    mean_in <- function(v) vapply(months, function(t) mean(mm[[v]][mm$t == t]), 0)
    list(n_observed = many(obs), working = many(working), point_prevalence = many(working / obs),
         ever_naive = many(naive / obs), first_jobs = many(starts), ever_km = many(1 - cumprod(1 - starts / risk)),
         mean_hours_workers = many(mean_in("hours")), mean_wage_workers = many(mean_in("wage")))
}
R$curve <- curve(rep(TRUE, n))
R$curve_by_scheme <- sapply(levels(p$scheme), simplify = FALSE, function(s) curve(p$scheme %in% s))
R$curve_by_experience <- sapply(levels(droplevels(p$exp_class)), simplify = FALSE,
                                function(s) curve(p$exp_class %in% s))

# ---- C.4 ----
per_person <- function(x, f) as.vector(tapply(x, m$i, f))
R$months_worked <- summ(per_person(m$t, length))
spells <- function(who, t) {
    if (!length(t)) return(data.frame(who = who, first = t, last = t))
    new <- c(TRUE, who[-1] != who[-length(who)] | diff(t) > 2)
    id <- cumsum(new)
    data.frame(who = who[new], first = t[new], last = as.vector(tapply(t, id, max)))
}
js <- spells(g$k, g$t)
len <- js$last - js$first + 1
es <- spells(m$i, m$t)
R$longest_job <- summ(as.vector(tapply(len, per_job$i[match(jobs[js$who], per_job$job)], max)))
R$jobs_per_worker <- summ(as.vector(table(per_job$i)))
R$spells <- list(job_spells = length(len), employment_spells = nrow(es), len = summ(len),
                 employment_len = summ(es$last - es$first + 1))
R$concurrent_person_months <- sum(table(both) > 1)
p$hours <- NA_real_
p$hours[unique(m$i)] <- per_person(m$hours, mean)
R$hours_month <- summ(p$hours)
R$wage_month <- summ(per_person(m$wage, mean))
R$hourly_wage_ratio_of_sums <- if (sum(m$hours) > 0) sum(m$wage) / sum(m$hours) else NA
k <- m[m$contract_hours > 0, ]
R$worked_contract_ratio_mean_of_months <-
    summ(as.vector(tapply(100 * k$hours / k$contract_hours, k$i, mean)))
R$worked_contract_ratio_of_sums <-
    summ(as.vector(100 * tapply(k$hours, k$i, sum) / tapply(k$contract_hours, k$i, sum)))
R$hours_week <- R$hours_month$mean * 12 / (365.2425 / 7)

# ---- C.5 ----
a <- first[jobs, ]
shares <- function(x) sapply(levels_of(x), simplify = FALSE, function(v) prop(sum(x %in% v), nrow(a)))
R$contract <- shares(a$contract)
R$permanent <- prop(sum(a$permanent %in% "1"), nrow(a))
R$sector <- shares(a$sector)
working <- paste(m$i, m$t)
same_job <- paste(g$i, g$t)[g$job %in% one_job$job]
status <- function(i, month) {
    now <- paste(i, month)
    x <- ifelse(now %in% same_job, "same", ifelse(now %in% working, "other", "stopped"))
    tally(x[seq_along(i)], c("same", "other", "stopped"))
}
quarter <- seq_len(min(W, 24) %/% 3) * 3
s <- vapply(quarter, function(month) status(which(p$f >= month & p$first <= month), month), rep(0, 3))
s <- matrix(s, 3)
R$status_quarter <- list(month = many(quarter), same = many(s[1, ]), other = many(s[2, ]),
                         stopped = many(s[3, ]), n = many(colSums(s)))
end <- status(which(p$ever), p$f[p$ever])
R$status_end <- list(same = prop(end[1], sum(end)), other = prop(end[2], sum(end)),
                     stopped = prop(end[3], sum(end)), working_of_all = prop(end[1] + end[2], n))

# ---- C.6 ----
two <- nlevels(p$scheme) > 1
group <- if (two) p$scheme else p$sex
R$tests_group <- if (two) "scheme" else "sex"
tests <- list(sex = p$sex, married = factor(p$married, 0:1), age_class = p$age_class,
              young = p$young, education = p$edu5, diagnosis = p$diagnosis, benefit = p$benefit,
              experience = p$exp_class, trial = factor(p$trial, 0:1),
              ever = factor(as.integer(p$ever), 0:1))
R$tests <- list()
for (v in names(tests)) {
    x <- table(tests[[v]], if (v == "sex" && !two) factor(p$trial, 0:1) else group)
    x <- x[rowSums(x) > 0, colSums(x) > 0, drop = FALSE]
    if (any(dim(x) < 2)) next
    c2 <- chisq.test(x, correct = FALSE)
    E <- c2$expected
    small <- min(E) < 1 || mean(E < 5) > .2
    square <- all(dim(x) == 2)
    yates <- if (square) sum(pmax(0, abs(x - E) - min(.5, abs(x - E)))^2 / E) else NA
    f <- if (square) fisher.test(x) else if (small && sum(x) <= 400)
        tryCatch(fisher.test(x, workspace = 2e8), error = function(e) list(p.value = NaN))
    R$tests[[v]] <- list(
        rows = many(rownames(x)), cols = many(colnames(x)), n = many(x),
        pearson = one(c2$statistic), df = one(c2$parameter), p = c2$p.value, yates = yates,
        yates_p = pchisq(yates, 1, lower.tail = FALSE),
        G = 2 * sum(ifelse(x > 0, x * log(x / E), 0)), min_expected = min(E),
        share_below5 = mean(E < 5), small = small,
        fisher_p = if (is.null(f)) NA else f$p.value,
        fisher_or_cmle = if (square) one(f$estimate) else NA,
        cramer_v = sqrt(one(c2$statistic) / (sum(x) * (min(dim(x)) - 1))),
        adj_residuals = many(c2$stdres))
}
known <- function(x, by) {
    ok <- !is.na(x) & !is.na(by)
    split(x[ok], droplevels(by[ok]))
}
means <- function(x, by) {
    x <- known(x, by)
    N <- lengths(x)
    k <- length(x)
    if (k < 2 || sum(N) <= k) return(NULL)
    v <- unlist(x)
    f <- factor(rep(names(x), N), names(x))
    mean_of <- sapply(x, mean)
    ssb <- sum(N * (mean_of - mean(v))^2)
    ssw <- sum((v - mean_of[f])^2)
    if (ssw <= 1e-20 * sum(v^2)) return(NULL)
    df2 <- sum(N) - k
    F <- ssb / (k - 1) / (ssw / df2)
    welch <- if (any(N < 2) || any(sapply(x, var) == 0)) list(statistic = NA, parameter = c(NA, NA),
                                                              p.value = NA) else oneway.test(v ~ f)
    list(levels = many(names(x)), n = many(N), mean = many(mean_of), sd = many(sapply(x, sd)),
         ssb = ssb, ssw = ssw, df1 = k - 1, df2 = df2, F = F, p = pf(F, k - 1, df2, lower.tail = FALSE),
         eta2 = ssb / (ssb + ssw), welch_F = one(welch$statistic), welch_df2 = welch$parameter[[2]],
         welch_p = welch$p.value)
}
two_groups <- function(x, by) {
    if (nlevels(droplevels(by)) != 2) return(NULL)
    x <- known(x, by)
    if (length(x) < 2 || any(lengths(x) < 2) || any(sapply(x, var) == 0)) return(NULL)
    w <- t.test(x[[1]], x[[2]])
    s <- t.test(x[[1]], x[[2]], var.equal = TRUE)
    r <- wilcox.test(x[[1]], x[[2]], exact = FALSE)
    list(levels = many(names(x)), welch_t = one(w$statistic), welch_df = one(w$parameter),
         welch_p = w$p.value, ci = many(w$conf.int), student_t = one(s$statistic),
         student_p = s$p.value, wilcoxon_W = one(r$statistic), wilcoxon_p = r$p.value)
}
ever <- factor(as.integer(p$ever), 0:1)
R$anova <- list(age_by_group = means(p$age, group), age_by_education = means(p$age, p$edu5),
                experience_by_group = means(p$exp_years, group))
R$ttest <- list(age_by_group = two_groups(p$age, group), age_by_ever = two_groups(p$age, ever),
                hours_by_group = two_groups(p$hours, group))
pv <- vapply(R$tests, function(t) t$p, 0)
R$multiple_testing <- list(test = many(names(pv)), p = many(pv), holm = many(p.adjust(pv, "holm")),
                           bh = many(p.adjust(pv, "BH")))

# ---- C.7 ----
terms <- c("age", if (two) "scheme", "edu5", if (any(!is.na(p$exp_years))) "exp_years", "diag4",
           "sex", "married")
cc <- p[complete.cases(p[c(terms, "programme")]), ]
X <- design_of(terms, cc)
y <- as.numeric(cc$ever)
Z <- cbind(`(Intercept)` = rep(1, nrow(cc)), X)
keep <- if (nrow(cc)) kept(Z) else integer(0)
whole <- function(x) { # an answer per column, aliased ones missing
    all <- rep(NA_real_, ncol(Z))
    all[keep] <- x
    all
}
few <- length(keep) < 2 || min(sum(y), sum(1 - y)) < 5 * (length(keep) - 1)
apart <- length(unique(y)) < 2 || separated(X, y)
R["logistic"] <- list(NULL)
R["benchmark_oe"] <- list(NULL)
if (!few && !apart) {
    Zk <- Z[, keep, drop = FALSE]
    fit <- glm(y ~ 0 + Zk, family = binomial(), control = list(epsilon = 1e-12, maxit = 50))
    b <- coef(fit)
    mu <- fit$fitted.values
    se <- sqrt(diag(vcov(fit)))
    null <- -2 * sum(y * log(mean(y)) + (1 - y) * log(1 - mean(y)))
    # not 0:10 / 10, whose .3, .6 and .7 are just too small for a quantile that is one of the values
    cuts <- unique(quantile(mu, seq(0, 1, .1)))
    h <- cut(mu, cuts, include.lowest = TRUE)
    N <- as.vector(table(h))
    obs <- as.vector(tapply(y, h, sum))
    expected <- as.vector(tapply(mu, h, sum))
    c2 <- sum((obs - expected)^2 / (expected * (1 - expected / N)))
    r <- rank(mu)
    n1 <- sum(y)
    # scores as the package sandwich takes them from glm: weights of the last step
    clusters <- rowsum(Zk * fit$residuals * fit$weights, cc$programme)
    G <- nrow(clusters)
    sandwich <- vcov(fit) %*% crossprod(clusters) %*% vcov(fit) * G / (G - 1)
    R$logistic <- list(
        terms = many(colnames(Z)), n = nrow(cc), coef = many(whole(b)), se = many(whole(se)),
        z = many(whole(b / se)), p = many(whole(2 * pnorm(-abs(b / se)))), or = many(whole(exp(b))),
        wald_low = many(whole(exp(b - qnorm(.975) * se))),
        wald_high = many(whole(exp(b + qnorm(.975) * se))),
        loglik = -fit$deviance / 2, deviance = fit$deviance, null_deviance = null,
        aic = fit$deviance + 2 * length(keep), mcfadden = 1 - fit$deviance / null,
        lr_chisq = null - fit$deviance, lr_df = length(keep) - 1,
        hosmer_lemeshow = list(groups = length(N), n = many(N), obs = many(obs),
                               exp = many(expected), chisq = c2, df = length(N) - 2,
                               p = pchisq(c2, length(N) - 2, lower.tail = FALSE)),
        auc = (sum(r[y == 1]) - n1 * (n1 + 1) / 2) / n1 / (length(y) - n1),
        brier = mean((y - mu)^2),
        se_cluster_programme = if (G > 1) many(whole(sqrt(diag(sandwich)))))
    if (profile) {
        ends <- function(side) many(whole(exp(vapply(seq_along(b), function(j)
            profile_exact(Zk, y, fit, j, side), 0))))
        R$logistic$profile_exact_low <- ends(-1)
        R$logistic$profile_exact_high <- ends(1)
    }
    programme <- levels_of(cc$programme)
    programme <- programme[order(natural(programme))]
    o <- as.vector(tapply(y, factor(cc$programme, programme), sum))
    e <- as.vector(tapply(mu, factor(cc$programme, programme), sum))
    R$benchmark_oe <- list(programme = many(natural(programme)), observed = many(o),
                           expected = many(e), oe = many(o / e))
}
R["firth"] <- list(if (length(unique(y)) > 1) firth(Z, y))
R$separation <- list()
if (n <= 5000 && nrow(cc)) R$separation$this_model <- apart

# ---- C.8 ----
R["cox"] <- list(NULL)
keep <- keep[-1]
whole <- function(x) {
    all <- rep(NA_real_, ncol(Z))
    all[keep] <- x
    all[-1]
}
Xk <- Z[, keep, drop = FALSE]
monotone <- function() {
    f <- tryCatch(coxph(Surv(cc$days, cc$ever) ~ Xk, control = coxph.control(iter.max = 100)),
                  error = function(e) NULL)
    is.null(f) || any(abs(coef(f) * apply(Xk, 2, sd)) > 6)
}
if (length(keep) && sum(y) >= 5 * length(keep) && !monotone()) {
    control <- coxph.control(eps = 1e-11, iter.max = 50)
    fit <- coxph(Surv(days, ever) ~ Xk, cc, control = control)
    b <- coef(fit)
    se <- sqrt(diag(vcov(fit)))
    columns <- paste0("Xk[, ", seq_along(keep), "]", collapse = "+")
    single <- coxph(as.formula(paste("Surv(days, ever) ~", columns)), cc, control = control)
    z <- tryCatch(cox.zph(single, transform = "km", terms = FALSE)$table, error = function(e) NULL)
    last <- nrow(z)
    breslow <- coxph(Surv(days, ever) ~ Xk, cc, ties = "breslow", control = control)
    R$cox <- list(terms = many(colnames(X)), coef = many(whole(b)), se = many(whole(se)),
                  hr = many(whole(exp(b))), low = many(whole(exp(b - qnorm(.975) * se))),
                  high = many(whole(exp(b + qnorm(.975) * se))), loglik = many(fit$loglik),
                  concordance = one(summary(fit)$concordance), n = fit$n, events = fit$nevent,
                  coef_breslow = many(whole(coef(breslow))),
                  zph = if (!is.null(z)) list(chisq = many(c(whole(z[-last, 1]), z[last, 1])),
                                               df = many(c(rep(1, ncol(X)), z[last, 2])),
                                               p = many(c(whole(z[-last, 3]), z[last, 3]))))
}

# ---- C.9 ----
phase <- function(t) findInterval(t, c(1, 7, 13, 19))
lengths_k <- c(6, 6, 6, W - 18)
if (W < 19) lengths_k <- diff(c(0, pmin(c(6, 12, 18), W)))
lengths_k <- lengths_k[lengths_k > 0]
K <- seq_along(lengths_k)
pm <- data.frame(i = rep(seq_len(n), p$f), t = sequence(p$f))
calendar <- function(i, t) month_of(p$start)[i] + t - 1L
from <- 12 * 2019 + 10 + c(0, 4, 14)
to <- 12 * 2019 + 10 + c(3, 13, 18)
period <- function(month) {
    r <- rep(NA_integer_, length(month))
    for (k in 1:3) r[month >= from[k] & month <= to[k]] <- k
    r
}
kr <- unclass(table(factor(phase(pm$t), K), factor(period(calendar(pm$i, pm$t)), 1:3)))
kall <- as.vector(table(factor(phase(pm$t), K)))
share <- t(t(kr) / colSums(kr))
adjusted <- function(i, t) {
    N <- as.vector(table(factor(phase(t), K)))
    A <- as.vector(table(factor(period(calendar(i, t)), 1:3)))
    E <- colSums(ifelse(kall > 0, N / kall, 0) * kr)
    some <- function(x) ifelse(colSums(kr) > 0, x, 0)
    good <- E > 0
    list(per_phase = many(N), actual = many(A), share = many(share),
         expected_literal = many(some(colSums(N * share))),
         expected_length_scaled = many(some((to - from + 1) * colSums(N / lengths_k * share))),
         expected_person_months = many(E), pct_person_months = many(ifelse(good, 100 * (A - E) / E, NA)),
         poisson_low = many(ifelse(good, ifelse(A > 0, qchisq(.025, 2 * A) / 2, 0) / E, NA)),
         poisson_high = many(ifelse(good, qchisq(.975, 2 * A + 2) / 2 / E, NA)))
}
stops <- es$last < p$f[es$who]
R$phase_adjusted <- list(start = adjusted(es$who, es$first),
                         stop = adjusted(es$who[stops], es$last[stops] + 1L))

# ---- C.10 ----
x <- read("time.csv")
if (is.null(x)) {
    for (v in c("time", "time_share_one_to_one", "time_hours_month", "time_hours_first6"))
        R[v] <- list(NULL)
} else {
    x$i <- match(x$pid, p$pid)
    x <- x[!is.na(x$i), ]
    x$t <- month_text(x$month) - month_of(p$start[x$i]) + 1L
    x <- x[x$t >= 1 & x$t <= p$f[x$i], ]
    acts <- paste0("act", 1:5)
    for (v in acts) x[[v]] <- number(x[[v]])
    key <- paste(x$i, x$t)
    e <- x[!duplicated(key), c("i", "t")]
    for (v in acts) e[[v]] <- if (nrow(x)) as.vector(rowsum(x[[v]], key, reorder = FALSE)) else numeric(0)
    e$total <- rowSums(e[acts])
    R$time <- sapply(c(acts, "total"), simplify = FALSE, function(v) {
        by_phase <- function(f) {
            out <- sapply(as.character(K), simplify = FALSE, function(k) f(e[phase(e$t) == k, ]))
            out[vapply(out, function(s) s$n > 0, TRUE)]
        }
        list(person_mean = summ(as.vector(tapply(e[[v]], e$i, mean))),
             person_phase = by_phase(function(q) summ(as.vector(tapply(q[[v]], q$i, mean)))),
             person_month = by_phase(function(q) summ(q[[v]])))
    })
    R$time_share_one_to_one <- R$time$act1$person_mean$mean / R$time$total$person_mean$mean
    R$time_hours_month <- R$time$total$person_mean$mean / 60
    first6 <- R$time$total$person_phase[["1"]]$mean
    R$time_hours_first6 <- if (is.null(first6)) NA else first6 / 60
}

# ---- C.11 ----
x <- read("fidelity.csv")
count_of <- table(factor(p$programme, levels_of(p$programme)[order(natural(levels_of(p$programme)))]))
programme_ever <- as.vector(tapply(p$ever, factor(p$programme, names(count_of)), sum))
if (is.null(x)) {
    for (v in c("fidelity", "agreement", "icc", "fidelity_outcome")) R[v] <- list(NULL)
} else {
    for (v in c("wave", "rater", "item", "score")) x[[v]] <- number(x[[v]])
    scored <- x[!is.na(x$score), ]
    cell <- function(r) tapply(r$score, list(factor(r$programme, unique(x$programme)),
                                             factor(r$wave, 1:2), factor(r$item, 1:26)), mean)
    consensus <- cell(scored)
    item <- apply(consensus, c(3, 2), function(s) mean(s, na.rm = TRUE))
    prorated <- function(s) if (sum(!is.na(s)) >= 24) 26 * sum(s, na.rm = TRUE) / sum(!is.na(s)) else NA
    total <- apply(consensus, c(1, 2), prorated)
    band <- cut(total[, 2], c(-Inf, 74, 100, 115, Inf), c("geen_ips", "redelijk", "goed", "uitstekend"),
                right = FALSE)
    bands <- as.list(table(band)[table(band) > 0])
    R$fidelity <- list(item_mean_wave1 = many(item[, 1]),
                       item_n_wave1 = many(colSums(!is.na(matrix(consensus[, 1, ], ncol = 26)))),
                       item_mean_wave2 = many(item[, 2]),
                       total_of_item_means = many(colSums(item)),
                       mean_prorated = many(colMeans(total, na.rm = TRUE)),
                       bands_wave2 = lapply(bands, as.integer))
    r1 <- cell(scored[scored$rater == 1, ])
    r2 <- cell(scored[scored$rater == 2, ])
    ok <- !is.na(r1) & !is.na(r2)
    N <- sum(ok)
    R["agreement"] <- list(NULL)
    if (N > 0) {
        o <- unclass(table(factor(r1[ok], 1:5), factor(r2[ok], 1:5))) / N
        ra <- rowSums(o)
        ca <- colSums(o)
        kappa <- function(v) 1 - sum(v * o) / sum(v * outer(ra, ca))
        square <- (outer(1:5, 1:5, "-") / 4)^2
        w <- 1 - square # Fleiss, Cohen and Everitt 1969
        po <- sum(w * o)
        pe <- sum(w * outer(ra, ca))
        wi <- as.vector(w %*% ca)
        wj <- as.vector(ra %*% w)
        inner <- sum(o * (w * (1 - pe) - outer(wi, wj, "+") * (1 - po))^2)
        R$agreement <- list(n = N, exact = sum(diag(o)), kappa = kappa(1 - diag(5)),
                            kappa_linear = kappa(abs(outer(1:5, 1:5, "-")) / 4),
                            kappa_quadratic = kappa(square),
                            kappa_quadratic_se = sqrt((inner - (po * pe - 2 * pe + po)^2) / N) / (1 - pe)^2)
    }
    pair <- cbind(as.vector(apply(r1, c(1, 2), prorated)), as.vector(apply(r2, c(1, 2), prorated)))
    pair <- pair[complete.cases(pair), , drop = FALSE]
    N <- nrow(pair)
    R["icc"] <- list(NULL)
    if (N >= 2 && length(unique(as.vector(pair))) > 1) {
        grand <- mean(pair)
        msr <- 2 * sum((rowMeans(pair) - grand)^2) / (N - 1)
        msc <- N * sum((colMeans(pair) - grand)^2)
        mse <- sum((pair - outer(rowMeans(pair), colMeans(pair), "+") + grand)^2) / (N - 1)
        low <- msr / mse / qf(.975, N - 1, N - 1)
        high <- msr / mse * qf(.975, N - 1, N - 1)
        R$icc <- list(MSR = msr, MSC = msc, MSE = mse,
                      icc2_1 = (msr - mse) / (msr + mse + 2 * (msc - mse) / N),
                      icc3_1 = (msr - mse) / (msr + mse),
                      icc2_k = (msr - mse) / (msr + (msc - mse) / N),
                      icc3_1_low = (low - 1) / (low + 1), icc3_1_high = (high - 1) / (high + 1))
    }
    # ---- C.12 ----
    mean_total <- rowMeans(total, na.rm = TRUE)
    both <- intersect(names(mean_total)[!is.nan(mean_total)], names(count_of))
    R["fidelity_outcome"] <- list(NULL)
    if (length(both) >= 5) {
        weight <- as.vector(count_of[both])
        share_of <- programme_ever[match(both, names(count_of))] / weight
        f <- mean_total[both]
        if (sd(f) > 0 && sd(share_of) > 0) {
            pe <- cor.test(f, share_of)
            sp <- cor(f, share_of, method = "spearman")
            df <- length(both) - 2
            R$fidelity_outcome <- list(
                programmes = length(both), pearson = one(pe$estimate), pearson_ci = many(pe$conf.int),
                pearson_p = pe$p.value, spearman = sp,
                spearman_p = 2 * pt(-abs(sp) * sqrt(df / (1 - sp^2)), df),
                weighted = cov.wt(cbind(f, share_of), weight / sum(weight), cor = TRUE)$cor[1, 2])
        }
    }
}
np <- as.vector(count_of)
p0 <- sum(programme_ever) / sum(np)
R["funnel"] <- list(NULL)
if (length(np) > 1 && p0 > 0 && p0 < 1) {
    limit <- function(q) {
        r <- qbinom(q, np, p0)
        alpha <- (pbinom(r, np, p0) - q) / dbinom(r, np, p0)
        pmin(pmax((r - alpha) / np, 0), 1)
    }
    z <- (programme_ever / np - p0) / sqrt(p0 * (1 - p0) / np)
    wz <- pmin(pmax(z, quantile(z, .1)), quantile(z, .9))
    R$funnel <- list(p0 = p0, programme = many(natural(names(count_of))), n = many(np),
                     ever = many(programme_ever), z = many(z), low95 = many(limit(.025)),
                     high95 = many(limit(.975)), low998 = many(limit(.001)), high998 = many(limit(.999)),
                     phi_winsor10 = if (length(np) >= 5) mean(wz^2) else NA,
                     flagged998 = sum(programme_ever / np < limit(.001) | programme_ever / np > limit(.999)))
}

# ---- C.13 ----
x <- read("questionnaire.csv")
R["questionnaire"] <- list(NULL)
if (!is.null(x)) {
    x <- x[x$pid %in% p$pid, ]
    x <- data.frame(b = number(x$score0), f = number(x$score1))
    base <- x$b[!is.na(x$b)]
    q <- x[!is.na(x$b) & !is.na(x$f), ]
    d <- q$f - q$b
    if (length(d) > 1 && sd(d) > 0 && sd(base) > 0) {
        t <- t.test(d)
        w <- wilcox.test(d, exact = FALSE)
        sdiff <- sd(base) * sqrt(2) * sqrt(1 - .85)
        R$questionnaire <- list(
            n_base = length(base), n_pairs = length(d), mean_change = mean(d), sd_change = sd(d),
            t = one(t$statistic), df = one(t$parameter), p = t$p.value, ci = many(t$conf.int),
            effect_size = mean(d) / sd(q$b), srm = mean(d) / sd(d), wilcoxon_V = one(w$statistic),
            wilcoxon_p = w$p.value, rci_sdiff = sdiff,
            improved = prop(sum(d / sdiff < -qnorm(.975)), length(d)),
            worse = prop(sum(d / sdiff > qnorm(.975)), length(d)),
            mean_base_complete = mean(q$b), mean_base_missing = mean(x$b[!is.na(x$b) & is.na(x$f)]))
    }
}

# ---- C.15 ----
x <- table(p$edu5[p$ever], p$scheme[p$ever])
x <- x[rowSums(x) > 0, colSums(x) > 0, drop = FALSE]
hide <- x >= 1 & x <= 4
second <- function(n, hidden) {
    if (sum(hidden) != 1 || length(n) < 2) return(hidden)
    other <- which(!hidden)
    positive <- other[n[other] > 0]
    pick <- if (length(positive)) positive[which.min(n[positive])] else other[1]
    hidden[pick] <- TRUE
    hidden
}
repeat {
    before <- hide
    for (i in seq_len(nrow(x))) hide[i, ] <- second(x[i, ], hide[i, ])
    for (k in seq_len(ncol(x))) hide[, k] <- second(x[, k], hide[, k])
    if (identical(before, hide)) break
}
R$disclosure <- list(rows = many(rownames(x)), cols = many(colnames(x)), n = many(x),
                     suppressed = many(as.integer(hide)))
R
}

if (sys.nframe() == 0) {
    args <- commandArgs(TRUE)
    R <- outcome_reference(args[1], if (length(args) > 1) as.integer(args[2]) else 25L)
    cat("{", paste0("\"", names(R), "\":", vapply(R, as_json, ""), collapse = ",\n"), "}\n", sep = "")
}
