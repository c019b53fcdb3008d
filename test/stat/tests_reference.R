# Writes test/stat/tests.csv: what R 4.2.2 answers for the data of test/unit/t_stat_tests.c.
# Not needed to run the tests. Run: Rscript test/stat/tests_reference.R > test/stat/tests.csv
# The data are repeated, by hand, in the C test: see data_* there.
say <- function(key, ...) for (i in seq_along(c(...)))
    cat(sprintf("%s.%d,%.17g\n", key, i - 1, c(...)[i]))
cat("key,value\n")

a <- c(3.1, 2.2, 8, 9.5, 4.4, 4.4, 1.7, 12.25, 6.5)
b <- c(5.5, 9.1, 4.4, 10.75, 14, 8, 7.2)
d <- c(1.5, -0.5, 2, 0, 3.5, -1, 2, 0.5, -4, 6, 2.25)
say("summary", mean(a), sd(a), quantile(a, c(.25, .5, .75), type = 7))

for (kn in list(c(76, 168), c(0, 15), c(15, 15), c(1, 100000), c(8, 15))) {
    key <- paste(kn, collapse = "_")
    say(paste0("wilson_", key), prop.test(kn[1], kn[2], correct = FALSE)$conf.int)
    say(paste0("exact_", key), binom.test(kn[1], kn[2])$conf.int)
}
say("poisson", poisson.test(21, 5.8)$p.value, poisson.test(4, 4.9)$p.value,
    poisson.test(19, 23.6)$p.value, poisson.test(0, 3)$p.value, poisson.test(38, 34)$p.value)

tables <- list(
    sex = matrix(c(87, 81, 1030, 577), 2, byrow = TRUE),
    tea = matrix(c(3, 1, 1, 3), 2, byrow = TRUE),
    skew = matrix(c(1, 12, 30, 7), 2, byrow = TRUE),
    zero = matrix(c(0, 168, 241, 1366), 2, byrow = TRUE),
    job = matrix(c(1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11), 4),
    age = matrix(c(26, 55, 47, 29, 11, 158, 630, 474, 293, 52), 2, byrow = TRUE),
    small = matrix(c(2, 0, 7, 1, 4, 3, 0, 5, 2, 6, 1, 1), 4, byrow = TRUE))
for (name in names(tables)) {
    t <- tables[[name]]
    x <- suppressWarnings(chisq.test(t, correct = FALSE))
    o <- t[t > 0]; e <- x$expected[t > 0]
    say(paste0("chi_", name), x$statistic, x$parameter, x$p.value, 2 * sum(o * log(o / e)),
        sqrt(x$statistic / sum(t) / (min(dim(t)) - 1)), min(x$expected), mean(x$expected < 5))
    say(paste0("residual_", name), t(x$stdres))
    if (all(dim(t) == 2)) {
        y <- suppressWarnings(chisq.test(t, correct = TRUE))
        f <- fisher.test(t)
        say(paste0("yates_", name), y$statistic, y$p.value)
        say(paste0("fisher_", name), f$p.value)
        # fisher.test's own estimate is uniroot's, with three digits: solve the same equation finer
        m <- sum(t[1, ]); n <- sum(t[2, ]); k <- sum(t[, 1]); lo <- max(0, k - n); hi <- min(k, m)
        support <- lo:hi
        logd <- dhyper(support, m, n, k, log = TRUE)
        mean_at <- function(l) { w <- logd + l * support; w <- exp(w - max(w))
            sum(support * w) / sum(w) }
        say(paste0("odds_", name), if (t[1, 1] == lo) 0 else if (t[1, 1] == hi) Inf else
            exp(uniroot(function(l) mean_at(l) - t[1, 1], c(-20, 20), tol = 1e-15)$root))
    } else
        say(paste0("fisher_", name), fisher.test(t, workspace = 2e7)$p.value)
}

w <- t.test(a, b); s <- t.test(a, b, var.equal = TRUE); p <- t.test(d)
say("welch", w$statistic, w$parameter, w$p.value, w$conf.int)
say("student", s$statistic, s$parameter, s$p.value, s$conf.int)
say("paired", p$statistic, p$parameter, p$p.value, p$conf.int)
g <- factor(rep(1:3, c(9, 7, 11))); v <- c(a, b, d)
m <- anova(lm(v ~ g)); o <- oneway.test(v ~ g)
say("anova", m$`Sum Sq`, m$`F value`[1], m$`Pr(>F)`[1], m$`Sum Sq`[1] / sum(m$`Sum Sq`),
    o$statistic, o$parameter[2], o$p.value)
r <- wilcox.test(a, b, exact = FALSE); q <- wilcox.test(d, exact = FALSE)
say("ranksum", r$statistic, r$p.value)
say("signed", suppressWarnings(q$statistic), q$p.value)

x <- a; y <- c(2, 1, 5.5, 7, 7, 3, 2.5, 6, 9); k <- c(11, 9, 20, 3, 8, 15, 7, 12, 10)
c1 <- cor.test(x, y); c2 <- cor.test(x, y, method = "spearman", exact = FALSE)
say("pearson", c1$estimate, c1$p.value, c1$conf.int)
say("spearman", c2$estimate, c2$p.value)
say("weighted", cov.wt(cbind(x, y), k, cor = TRUE)$cor[1, 2])

ps <- c(0.01, 0.04, 0.03, NA, 0.2, 0.005, 0.9, 0.03)
say("holm", p.adjust(ps, "holm")[-4])
say("bh", p.adjust(ps, "BH")[-4])
