# Data and results for the tests of regressions and curves that the reference cohort does not reach:
# skewed profiles, many ties, aliased columns, plateaus. Run from the root of the source tree with R
# and the package survival; writes two files that the tests read.
library(survival)
set.seed(20)
n <- 240
d <- data.frame(x = round(rexp(n, 0.3), 1), g = sample(0:2, n, TRUE, c(.5, .4, .1)),
  h = rbinom(n, 1, .3))
d$y <- rbinom(n, 1, plogis(-2.2 + .25 * d$x + c(0, .8, 1.9)[d$g + 1] - .5 * d$h))
d$time <- pmin(floor(rexp(n, exp(-2 + .1 * d$x - .4 * d$h))), 12)
d$event <- ifelse(d$time < 12, rbinom(n, 1, .8), 0)
write.csv(d, "test/stat/models/made240.csv", row.names = FALSE, quote = FALSE)

out <- list()
keep <- function(name, values) out[[name]] <<- as.numeric(values)

m <- glm(y ~ x + factor(g) + h, binomial, d, epsilon = 1e-12, maxit = 50)
keep("logistic.coef", coef(m))
keep("logistic.se", sqrt(diag(vcov(m))))
keep("logistic.deviance", c(deviance(m), m$null.deviance))
X <- model.matrix(m)
top <- glm(y ~ x + factor(g) + h, binomial, d, epsilon = 1e-15, maxit = 50)
profile_end <- function(j, side, level) {
  f <- function(b) {
    fit <- glm.fit(X[, -j, drop = FALSE], d$y, family = binomial(), offset = X[, j] * b,
      control = glm.control(epsilon = 1e-15, maxit = 100))
    fit$deviance - deviance(top) - qchisq(level, 1)
  }
  se <- sqrt(diag(vcov(m)))[j]
  uniroot(f, coef(top)[j] + side * se * c(.2, 6), tol = 1e-13)$root
}
for (level in c(.95, .999)) {
  keep(paste0("profile.low.", level), sapply(1:5, profile_end, -1, level))
  keep(paste0("profile.high.", level), sapply(1:5, profile_end, 1, level))
}
# h again under another name and a level that follows from the others: aliased
d$again <- 2 * d$h - 3
a <- glm(y ~ x + h + again + factor(g), binomial, d, epsilon = 1e-12, maxit = 50)
keep("aliased.coef", coef(a))

for (ties in c("efron", "breslow")) {
  c1 <- coxph(Surv(time, event) ~ x + factor(g) + h, d, ties = ties,
    control = coxph.control(eps = 1e-11, iter.max = 50))
  keep(paste0("cox.", ties, ".coef"), coef(c1))
  keep(paste0("cox.", ties, ".se"), sqrt(diag(vcov(c1))))
  keep(paste0("cox.", ties, ".loglik"), c1$loglik)
  keep(paste0("cox.", ties, ".concordance"), c1$concordance["concordance"])
  z <- cox.zph(c1, transform = "km", terms = FALSE)$table
  keep(paste0("cox.", ties, ".zph"), z[, "chisq"])
  keep(paste0("cox.", ties, ".zph_p"), z[, "p"])
}
s <- survfit(Surv(time, event) ~ 1, d, conf.type = "log-log")
keep("km.surv", summary(s, times = 0:12)$surv)
keep("km.se", summary(s, times = 0:12)$std.err)
keep("km.lower", summary(s, times = 0:12)$lower)
keep("km.upper", summary(s, times = 0:12)$upper)
keep("km.quantile", quantile(s, (1:9) / 10, conf.int = FALSE))
l <- survdiff(Surv(time, event) ~ g, d)
keep("logrank.exp", l$exp)
keep("logrank.chisq", l$chisq)
# plateaus: S is exactly 1/2 and 1/4 on an interval, and 1/2 to the end
keep("plateau.middle", quantile(survfit(Surv(c(1, 2, 3, 4), c(1, 1, 1, 0)) ~ 1), c(.25, .5, .75),
  conf.int = FALSE))
keep("plateau.end", quantile(survfit(Surv(c(1, 2, 6, 8), c(1, 1, 0, 0)) ~ 1), .5, conf.int = FALSE))
lines <- unlist(lapply(names(out), function(k) sprintf("%s,%d,%s", k, seq_along(out[[k]]) - 1,
  sprintf("%.17g", out[[k]]))))
writeLines(c("name,index,value", lines), "test/stat/models/models.csv")
