# outcome_check.R: the figures of the outcome engine computed a second time, in R and from the files
# alone, for any cohort. Prints how many numbers were compared and fails when one differs.
#   Rscript test/stat/outcome_check.R DIR REPORT.json [WINDOW]
# Needs R with the package survival. Definitions: test/stat/cmd168/README.md.
suppressPackageStartupMessages(library(survival))
args <- commandArgs(TRUE)
dir <- args[1]
W <- if (length(args) > 2) as.integer(args[3]) else 25L
options(digits = 17)

# The report as R lists: JSON is close enough to R to be rewritten.
text <- readChar(args[2], file.size(args[2]))
text <- gsub('"([^"]*)":', "`\\1`=", text)
text <- gsub("{", "list(", gsub("}", ")", text, fixed = TRUE), fixed = TRUE)
text <- gsub("[", "c(", gsub("]", ")", text, fixed = TRUE), fixed = TRUE)
text <- gsub("\\bnull\\b", "NA", gsub("\\btrue\\b", "TRUE", gsub("\\bfalse\\b", "FALSE", text)))
report <- eval(parse(text = text))

compared <- 0
wrong <- 0
check <- function(path, want, tolerance = 1e-12) {
    got <- report
    for (key in strsplit(path, "/")[[1]]) got <- if (is.list(got)) got[[key]] else NULL
    want <- unname(as.vector(unlist(want)))
    got <- unname(as.vector(unlist(got)))
    want[is.nan(want)] <- NA
    compared <<- compared + length(want)
    same <- length(want) == length(got)
    if (same && is.numeric(want)) {
        same <- identical(is.na(want), is.na(as.numeric(got)))
        off <- abs(want - got) / ifelse(want == 0 | tolerance == 1e-9, 1, abs(want))
        same <- same && all(off <= tolerance | abs(want - got) < 1e-15, na.rm = TRUE)
    } else if (same && all(is.na(want))) {
        same <- all(is.na(got))
    } else if (same) {
        same <- all(as.character(want) == as.character(got))
    }
    if (!same) {
        wrong <<- wrong + 1
        cat("DIFFERS", path, "\n  R:      ", head(want, 8), "\n  report: ", head(got, 8), "\n")
    }
}

read <- function(name) read.csv(file.path(dir, name), na.strings = c("", "NA"))
month_of <- function(d) as.integer(format(d, "%Y")) * 12L + as.integer(format(d, "%m"))

# ---- participants ----
p <- read("participants.csv")
p$start <- as.Date(p$start_date)
p$f <- pmin(p$followup_months, W)
p$age <- as.numeric(p$start - as.Date(p$birth_date)) / 365.2425
p$age_class <- cut(floor(p$age), c(-Inf, 25, 35, 45, 55, Inf),
                   c("18-25", "26-35", "36-45", "46-55", "56+"))
p$young <- p$age_class == "18-25"
p$exp_years <- as.numeric(p$exp_years)
p$exp_class <- cut(p$exp_years, c(-Inf, 2.5, 5.5, 10.5, Inf), c("0-2", "3-5", "6-10", ">10"))
p$edu5 <- sub("^(vmbo|mbo).*", "\\1", p$education)
p$edu5[p$edu5 %in% c("hbo", "wo_ba", "wo_ma")] <- "hbo_wo"
p$diag4 <- ifelse(p$diagnosis %in% c("depressie", "angst", "persoonlijkheid"), p$diagnosis, "anders")
n <- nrow(p)
check("counts/n", n)

# ---- records ----
j <- read("jobs_monthly.csv")
j <- j[j$pid %in% p$pid, ]
check("counts/job_month_records", nrow(j))
key <- paste(j$pid, j$job_id, j$month)
check("counts/person_job_months", length(unique(key)))
first <- j[!duplicated(j$job_id), ]
g <- j[!duplicated(key), c("pid", "job_id", "month")]
g$hours <- as.vector(rowsum(j$hours, key, reorder = FALSE))
g$wage <- as.vector(rowsum(j$wage, key, reorder = FALSE))
g$contract_hours <- as.vector(rowsum(j$contract_hours, key, reorder = FALSE))
g$job_start <- as.Date(first$job_start[match(g$job_id, first$job_id)])
i <- match(g$pid, p$pid)
g$t <- as.integer(substr(g$month, 1, 4)) * 12L + as.integer(substr(g$month, 6, 7)) -
    month_of(p$start[i]) + 1L
g <- g[g$job_start >= p$start[i] & g$t >= 1 & g$t <= p$f[i] & (g$hours > 1e-9 | g$wage > 1e-9), ]
g <- g[order(g$pid, g$job_id, g$t), ]
check("counts/outcome_rows", nrow(g))
check("counts/outcome_jobs", length(unique(g$job_id)))
p$ever <- p$pid %in% g$pid
check("counts/workers", sum(p$ever))

prop <- function(path, k, n) {
    check(paste0(path, "/k"), k)
    check(paste0(path, "/n"), n)
    check(paste0(path, "/p"), k / n)
    check(paste0(path, "/wilson"), prop.test(k, n, correct = FALSE)$conf.int)
    check(paste0(path, "/clopper_pearson"), binom.test(k, n)$conf.int)
}
summ <- function(path, x) {
    q <- quantile(x, c(.25, .5, .75), type = 7)
    want <- list(n = length(x), mean = mean(x), sd = sd(x), min = min(x), q25 = q[1],
                 median = q[2], q75 = q[3], max = max(x))
    for (k in names(want)) check(paste0(path, "/", k), want[[k]])
}
prop("ever", sum(p$ever), n)
prop("trial_placement", sum(p$trial_placement), n)
for (s in unique(p$scheme)) prop(paste0("ever_by_scheme/", s), sum(p$ever[p$scheme == s]),
                                 sum(p$scheme == s))

# ---- time to the first job ----
jobs <- aggregate(cbind(t, job_start) ~ pid + job_id, g, min)
jobs$n <- aggregate(t ~ pid + job_id, g, length)$t
jobs <- jobs[order(jobs$pid, jobs$job_start, jobs$t, -jobs$n, jobs$job_id), ]
one <- jobs[!duplicated(jobs$pid), ]
last_day <- seq(as.Date("1990-01-01"), by = "month", length.out = 800) - 1
end <- last_day[match(month_of(p$start) + p$f, month_of(last_day + 1))]
p$days <- as.numeric(end - p$start)
w <- match(p$pid, one$pid)
p$days[p$ever] <- one$job_start[w[p$ever]] - as.numeric(p$start[p$ever])
fit <- survfit(Surv(days, ever) ~ 1, p, conf.type = "log-log")
at <- summary(fit, times = report$km$days, extend = TRUE)
check("km/F", 1 - at$surv)
check("km/se_greenwood", at$std.err)
check("km/n_risk", sapply(report$km$days, function(d) sum(p$days >= d)))
check("km/ci_loglog_low", 1 - at$upper)
check("km/ci_loglog_high", 1 - at$lower)
check("km/q25_days", quantile(fit, .25)$quantile)
check("km/median_days", quantile(fit, .5)$quantile)
d <- p$days[p$ever]
classes <- table(cut(d, c(-Inf, 30, 60, 150, 270, Inf)))
check("time_to_job_classes/n", as.vector(classes))
summ("time_to_job_classes/days", d)
logrank <- function(path, x) {
    if (length(unique(na.omit(x))) < 2) return(check(path, NA))
    s <- survdiff(Surv(p$days, p$ever) ~ x)
    check(paste0(path, "/n"), as.vector(s$n))
    check(paste0(path, "/obs"), s$obs)
    check(paste0(path, "/exp"), s$exp)
    check(paste0(path, "/chisq"), s$chisq)
    check(paste0(path, "/p"), pchisq(s$chisq, length(s$n) - 1, lower.tail = FALSE), 1e-9)
}
logrank("logrank/scheme", p$scheme)
logrank("logrank/experience", p$exp_class)
logrank("logrank/sex", p$sex)

# ---- curves ----
m <- aggregate(cbind(hours, wage, contract_hours) ~ pid + t, g, sum)
first_t <- aggregate(t ~ pid, m, min)
p$first <- first_t$t[match(p$pid, first_t$pid)]
curve <- function(path, q) {
    mm <- m[m$pid %in% q$pid, ]
    months <- 1:W
    obs <- sapply(months, function(t) sum(q$f >= t))
    working <- sapply(months, function(t) sum(mm$t == t))
    starts <- sapply(months, function(t) sum(q$first == t, na.rm = TRUE))
    risk <- sapply(months, function(t) sum(q$f >= t & (is.na(q$first) | q$first >= t)))
    check(paste0(path, "/n_observed"), obs)
    check(paste0(path, "/working"), working)
    check(paste0(path, "/first_jobs"), starts)
    check(paste0(path, "/point_prevalence"), working / obs)
    check(paste0(path, "/ever_naive"),
          sapply(months, function(t) sum(q$f >= t & q$first <= t, na.rm = TRUE)) / obs)
    check(paste0(path, "/ever_km"), 1 - cumprod(1 - starts / risk))
    check(paste0(path, "/mean_hours_workers"), sapply(months, function(t) mean(mm$hours[mm$t == t])))
    check(paste0(path, "/mean_wage_workers"), sapply(months, function(t) mean(mm$wage[mm$t == t])))
}
curve("curve", p)
for (s in unique(p$scheme)) curve(paste0("curve_by_scheme/", s), p[p$scheme == s, ])
for (s in levels(droplevels(p$exp_class)))
    curve(paste0("curve_by_experience/", s), p[!is.na(p$exp_class) & p$exp_class == s, ])

# ---- months, spells, hours ----
workers <- sort(unique(g$pid))
by_pid <- function(x, f) as.vector(tapply(x, m$pid, f))
summ("months_worked", by_pid(m$t, length))
summ("jobs_per_worker", as.vector(table(jobs$pid)))
spell_id <- function(who, t) cumsum(c(TRUE, who[-1] != who[-length(who)] | diff(t) > 2))
id <- spell_id(g$job_id, g$t)
len <- as.vector(tapply(g$t, id, function(t) max(t) - min(t) + 1))
check("spells/job_spells", length(len))
summ("spells/len", len)
summ("longest_job", as.vector(tapply(len, g$pid[!duplicated(id)], max)))
m <- m[order(m$pid, m$t), ]
id <- spell_id(m$pid, m$t)
es <- data.frame(pid = m$pid[!duplicated(id)], first = as.vector(tapply(m$t, id, min)),
                 last = as.vector(tapply(m$t, id, max)))
check("spells/employment_spells", nrow(es))
summ("spells/employment_len", es$last - es$first + 1)
check("concurrent_person_months", sum(table(paste(g$pid, g$t)) > 1))
hours <- by_pid(m$hours, mean)
summ("hours_month", hours)
summ("wage_month", by_pid(m$wage, mean))
check("hours_week", mean(hours) * 12 / (365.2425 / 7))
check("hourly_wage_ratio_of_sums", sum(m$wage) / sum(m$hours))
k <- m[m$contract_hours > 1e-9, ]
summ("worked_contract_ratio_mean_of_months",
     as.vector(tapply(100 * k$hours / k$contract_hours, k$pid, mean)))
summ("worked_contract_ratio_of_sums",
     as.vector(100 * tapply(k$hours, k$pid, sum) / tapply(k$contract_hours, k$pid, sum)))
a <- first[match(unique(g$job_id), first$job_id), ]
for (v in unique(a$contract)) prop(paste0("contract/", v), sum(a$contract == v), nrow(a))
for (v in unique(a$sector)) prop(paste0("sector/", v), sum(a$sector == v), nrow(a))
prop("permanent", sum(a$permanent == 1), nrow(a))
working <- paste(g$pid, g$t)
working_in <- paste(g$pid, g$t, g$job_id)
status <- function(pid, month) {
    now <- paste(pid, month)
    same <- paste(now, one$job_id[match(pid, one$pid)]) %in% working_in
    ifelse(same, "same", ifelse(now %in% working, "other", "stopped"))
}
quarter <- seq(3, min(W, 24), 3)
s <- sapply(quarter, function(month) {
    q <- p$pid[p$ever & p$f >= month & !is.na(p$first) & p$first <= month]
    table(factor(status(q, month), c("same", "other", "stopped")))
})
for (k in 1:3) check(paste0("status_quarter/", rownames(s)[k]), s[k, ])
s <- factor(status(p$pid[p$ever], p$f[p$ever]), c("same", "other", "stopped"))
for (k in levels(s)) prop(paste0("status_end/", k), sum(s == k), length(s))
prop("status_end/working_of_all", sum(s != "stopped"), n)

# ---- tests ----
alphabetical <- function(x) {
    if (is.factor(x) || is.logical(x) || is.numeric(x)) return(factor(x))
    factor(x, unique(x)[order(tolower(unique(x)))])
}
two <- length(unique(p$scheme)) > 1
group <- alphabetical(if (two) p$scheme else p$sex)
check("tests_group", if (two) "scheme" else "sex")
tests <- list(sex = p$sex, married = p$married, age_class = p$age_class, young = p$young,
              education = p$edu5, diagnosis = p$diagnosis, benefit = p$benefit,
              experience = p$exp_class, trial = p$trial_placement, ever = as.integer(p$ever))
pv <- c()
for (v in names(tests)) {
    other <- if (v == "sex" && !two) alphabetical(p$trial_placement) else group
    x <- table(droplevels(alphabetical(tests[[v]])), other)
    x <- x[rowSums(x) > 0, colSums(x) > 0, drop = FALSE]
    if (any(dim(x) < 2)) next
    path <- paste0("tests/", v, "/")
    c2 <- suppressWarnings(chisq.test(x, correct = FALSE))
    check(paste0(path, "rows"), rownames(x))
    check(paste0(path, "n"), as.vector(x))
    check(paste0(path, "pearson"), c2$statistic)
    check(paste0(path, "p"), c2$p.value, 1e-9)
    check(paste0(path, "G"), 2 * sum(ifelse(x > 0, x * log(x / c2$expected), 0)))
    check(paste0(path, "adj_residuals"), as.vector(c2$stdres), 1e-10)
    check(paste0(path, "cramer_v"), sqrt(c2$statistic / (sum(x) * (min(dim(x)) - 1))))
    small <- min(c2$expected) < 1 || mean(c2$expected < 5) > .2
    check(paste0(path, "small"), small)
    if (all(dim(x) == 2)) {
        f <- fisher.test(x)
        check(paste0(path, "yates"), suppressWarnings(chisq.test(x)$statistic), 1e-11)
        check(paste0(path, "fisher_p"), f$p.value, 1e-9)
        check(paste0(path, "fisher_or_cmle"), f$estimate, 1e-8)
    } else if (small && sum(x) <= 400) {
        check(paste0(path, "fisher_p"), fisher.test(x, workspace = 2e7)$p.value, 1e-9)
    }
    pv <- c(pv, setNames(c2$p.value, v))
}
check("multiple_testing/test", names(pv))
check("multiple_testing/holm", p.adjust(pv, "holm"), 1e-9)
check("multiple_testing/bh", p.adjust(pv, "BH"), 1e-9)
anova_check <- function(path, x, by) {
    ok <- !is.na(x) & !is.na(by)
    if (!any(ok)) return(check(path, NA))
    a <- anova(lm(x ~ by))
    check(paste0(path, "/F"), a$F[1], 1e-10)
    check(paste0(path, "/p"), a$`Pr(>F)`[1], 1e-9)
    check(paste0(path, "/welch_F"), oneway.test(x ~ by)$statistic, 1e-10)
}
anova_check("anova/age_by_group", p$age, group)
anova_check("anova/age_by_education", p$age, alphabetical(p$edu5))
anova_check("anova/experience_by_group", p$exp_years, group)
p$hours[p$ever] <- hours[match(p$pid[p$ever], workers)]
t_check <- function(path, x, by) {
    t <- t.test(x ~ by)
    check(paste0(path, "/welch_t"), t$statistic, 1e-10)
    check(paste0(path, "/ci"), t$conf.int, 1e-10)
    check(paste0(path, "/student_p"), t.test(x ~ by, var.equal = TRUE)$p.value, 1e-9)
    r <- wilcox.test(x ~ by, exact = FALSE)
    check(paste0(path, "/wilcoxon_W"), r$statistic)
    check(paste0(path, "/wilcoxon_p"), r$p.value, 1e-9)
}
t_check("ttest/age_by_group", p$age, group)
t_check("ttest/age_by_ever", p$age, p$ever)
t_check("ttest/hours_by_group", p$hours, group)

# ---- models ----
for (v in c("scheme", "edu5", "diag4", "sex")) p[[v]] <- alphabetical(p[[v]])
terms <- c("age", if (two) "scheme", "edu5", if (any(!is.na(p$exp_years))) "exp_years", "diag4",
           "sex", "married")
cc <- droplevels(p[complete.cases(p[c(terms, "programme")]), ])
form <- function(left) as.formula(paste(left, "~", paste(terms, collapse = "+")))
if (is.list(report$logistic)) {
    fit <- glm(form("ever"), binomial, cc, control = list(epsilon = 1e-12, maxit = 50))
    b <- summary(fit)$coefficients
    check("logistic/terms", rownames(b))
    check("logistic/coef", b[, 1], 1e-8)
    check("logistic/se", b[, 2], 1e-8)
    check("logistic/p", b[, 4], 1e-9)
    check("logistic/deviance", fit$deviance, 1e-10)
    check("logistic/null_deviance", fit$null.deviance, 1e-10)
    mu <- fit$fitted.values
    r <- rank(mu)
    n1 <- sum(cc$ever)
    check("logistic/auc", (sum(r[cc$ever]) - n1 * (n1 + 1) / 2) / n1 / (nrow(cc) - n1), 1e-8)
    check("logistic/brier", mean((cc$ever - mu)^2), 1e-8)
    h <- cut(mu, unique(quantile(mu, 0:10 / 10)), include.lowest = TRUE)
    check("logistic/hosmer_lemeshow/n", as.vector(table(h)))
    check("logistic/hosmer_lemeshow/exp", as.vector(tapply(mu, h, sum)), 1e-8)
    check("benchmark_oe/expected", as.vector(tapply(mu, cc$programme, sum)), 1e-8)
    check("benchmark_oe/observed", as.vector(tapply(cc$ever, cc$programme, sum)))
}
if (is.list(report$cox)) {
    fit <- coxph(form("Surv(days, ever)"), cc, control = coxph.control(eps = 1e-11, iter.max = 50))
    check("cox/coef", coef(fit), 1e-8)
    check("cox/se", sqrt(diag(vcov(fit))), 1e-8)
    check("cox/loglik", fit$loglik, 1e-8)
    check("cox/concordance", summary(fit)$concordance[1], 1e-8)
    z <- cox.zph(fit, transform = "km", terms = FALSE)$table
    check("cox/zph/chisq", z[, 1], 1e-8)
    check("cox/zph/p", z[, 3], 1e-9)
    fit <- coxph(form("Surv(days, ever)"), cc, ties = "breslow",
                 control = coxph.control(eps = 1e-11, iter.max = 50))
    check("cox/coef_breslow", coef(fit), 1e-8)
}

# ---- phases ----
pm <- data.frame(i = rep(seq_len(n), p$f), t = sequence(p$f))
pm$month <- month_of(p$start)[pm$i] + pm$t - 1
phase <- function(t) findInterval(t, c(1, 7, 13, 19))
in_period <- function(month) ifelse(month >= 24239 & month <= 24242, 1, ifelse(
    month >= 24243 & month <= 24252, 2, ifelse(month >= 24253 & month <= 24257, 3, NA)))
kr <- table(factor(phase(pm$t), 1:4), factor(in_period(pm$month), 1:3))
kall <- table(factor(phase(pm$t), 1:4))
lengths <- c(6, 6, 6, W - 18)
events <- list(start = data.frame(pid = es$pid, t = es$first),
               stop = data.frame(pid = es$pid, t = es$last + 1)[
                   es$last < p$f[match(es$pid, p$pid)], ])
for (e in names(events)) {
    x <- events[[e]]
    N <- table(factor(phase(x$t), 1:4))
    month <- month_of(p$start[match(x$pid, p$pid)]) + x$t - 1
    A <- table(factor(in_period(month), 1:3))
    share <- t(t(kr) / colSums(kr))
    E <- colSums(as.vector(N / kall) * kr)
    path <- paste0("phase_adjusted/", e, "/")
    check(paste0(path, "per_phase"), N)
    check(paste0(path, "actual"), A)
    check(paste0(path, "share"), share)
    check(paste0(path, "expected_literal"), colSums(as.vector(N) * share))
    check(paste0(path, "expected_length_scaled"), c(4, 10, 5) * colSums(as.vector(N) / lengths * share))
    check(paste0(path, "expected_person_months"), E)
    check(paste0(path, "poisson_low"), qchisq(.025, 2 * A) / 2 / E)
    check(paste0(path, "poisson_high"), qchisq(.975, 2 * A + 2) / 2 / E)
}

# ---- time ----
x <- read("time.csv")
x$total <- rowSums(x[3:7])
i <- match(x$pid, p$pid)
x$t <- as.integer(substr(x$month, 1, 4)) * 12L + as.integer(substr(x$month, 6, 7)) -
    month_of(p$start[i]) + 1L
x <- x[x$t <= p$f[i], ]
for (v in c(paste0("act", 1:5), "total")) {
    summ(paste0("time/", v, "/person_mean"), as.vector(tapply(x[[v]], x$pid, mean)))
    for (k in 1:4) {
        y <- x[phase(x$t) == k, ]
        summ(paste0("time/", v, "/person_phase/", k), as.vector(tapply(y[[v]], y$pid, mean)))
        summ(paste0("time/", v, "/person_month/", k), y[[v]])
    }
}

# ---- fidelity ----
x <- read("fidelity.csv")
cons <- aggregate(score ~ programme + wave + item, x, mean)
mean_item <- tapply(cons$score, list(cons$item, cons$wave), mean)
check("fidelity/item_mean_wave1", mean_item[, 1])
check("fidelity/total_of_item_means", colSums(mean_item))
total <- aggregate(score ~ programme + wave, cons, function(s)
    if (length(s) >= 24) 26 * sum(s) / length(s) else NA, na.action = na.pass)
check("fidelity/mean_prorated", tapply(total$score, total$wave, mean, na.rm = TRUE))
both <- merge(x[x$rater == 1, ], x[x$rater == 2, ], by = c("programme", "wave", "item"))
both <- both[!is.na(both$score.x) & !is.na(both$score.y), ]
o <- table(factor(both$score.x, 1:5), factor(both$score.y, 1:5)) / nrow(both)
v <- (outer(1:5, 1:5, "-") / 4)^2
check("agreement/n", nrow(both))
check("agreement/kappa_quadratic", 1 - sum(v * o) / sum(v * outer(rowSums(o), colSums(o))))
mp <- tapply(total$score, total$programme, mean, na.rm = TRUE)
share <- tapply(p$ever, p$programme, mean)
q <- intersect(names(mp)[!is.nan(mp)], names(share))
if (length(q) >= 5) {
    ct <- cor.test(mp[q], share[q])
    check("fidelity_outcome/pearson", ct$estimate, 1e-10)
    check("fidelity_outcome/pearson_ci", ct$conf.int, 1e-10)
    check("fidelity_outcome/spearman", cor(mp[q], share[q], method = "spearman"), 1e-10)
}
np <- as.vector(table(p$programme))
p0 <- mean(p$ever)
check("funnel/n", np)
check("funnel/z", (share - p0) / sqrt(p0 * (1 - p0) / np))
limit <- function(q) {
    r <- qbinom(q, np, p0)
    alpha <- (pbinom(r, np, p0) - q) / (pbinom(r, np, p0) - pbinom(r - 1, np, p0))
    pmin(pmax((r - alpha) / np, 0), 1)
}
check("funnel/low95", limit(.025), 1e-11)
check("funnel/high95", limit(.975), 1e-11)

# ---- questionnaire ----
x <- read("questionnaire.csv")
pairs <- x[!is.na(x$score0) & !is.na(x$score1), ]
d <- pairs$score1 - pairs$score0
t <- t.test(d)
check("questionnaire/n_pairs", length(d))
check("questionnaire/mean_change", mean(d))
check("questionnaire/ci", t$conf.int, 1e-11)
check("questionnaire/wilcoxon_p", wilcox.test(d, exact = FALSE)$p.value, 1e-9)

cat(compared, "numbers compared,", wrong, "figures differ\n")
quit(status = wrong > 0)
