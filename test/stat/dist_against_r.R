# Compares R's distribution functions with test/stat/dist.csv and prints the worst relative
# deviation of R per function, with the arguments: why R is not the reference there.
# Not needed to run the tests. Run: Rscript test/stat/dist_against_r.R
refs <- read.csv("test/stat/dist.csv", colClasses = c("character", rep("numeric", 5)))
r <- list(
    normal_cdf = function(x, a, b, c) pnorm(x),
    normal_upper = function(x, a, b, c) pnorm(x, lower.tail = FALSE),
    normal_upper_quantile = function(x, a, b, c) qnorm(x, lower.tail = FALSE),
    chi2_cdf = function(x, a, b, c) pchisq(x, a),
    chi2_upper = function(x, a, b, c) pchisq(x, a, lower.tail = FALSE),
    chi2_quantile = function(x, a, b, c) qchisq(x, a),
    chi2_upper_quantile = function(x, a, b, c) qchisq(x, a, lower.tail = FALSE),
    t_upper = function(x, a, b, c) pt(x, a, lower.tail = FALSE),
    t_upper_quantile = function(x, a, b, c) qt(x, a, lower.tail = FALSE),
    f_upper = function(x, a, b, c) pf(x, a, b, lower.tail = FALSE),
    f_cdf = function(x, a, b, c) pf(x, a, b),
    f_upper_quantile = function(x, a, b, c) qf(x, a, b, lower.tail = FALSE),
    beta_cdf = function(x, a, b, c) pbeta(x, a, b),
    beta_upper = function(x, a, b, c) pbeta(x, a, b, lower.tail = FALSE),
    beta_quantile = function(x, a, b, c) qbeta(x, a, b),
    binomial_cdf = function(x, a, b, c) pbinom(x, a, b),
    binomial_upper = function(x, a, b, c) pbinom(x, a, b, lower.tail = FALSE),
    binomial_pmf = function(x, a, b, c) dbinom(x, a, b),
    poisson_cdf = function(x, a, b, c) ppois(x, a),
    poisson_upper = function(x, a, b, c) ppois(x, a, lower.tail = FALSE),
    poisson_pmf = function(x, a, b, c) dpois(x, a),
    hyper_cdf = function(x, a, b, c) phyper(x, a, b, c),
    hyper_upper = function(x, a, b, c) phyper(x, a, b, c, lower.tail = FALSE),
    hyper_pmf = function(x, a, b, c) dhyper(x, a, b, c),
    log_gamma = function(x, a, b, c) lgamma(x),
    log_beta = function(x, a, b, c) lbeta(x, a),
    log_choose = function(x, a, b, c) lchoose(x, a))
for (name in names(r)) {
    rows <- refs[refs$function. == name, ]
    got <- suppressWarnings(mapply(r[[name]], rows$x, rows$a, rows$b, rows$c))
    error <- ifelse(rows$value == 0, abs(got), abs(got / rows$value - 1))
    worst <- which.max(ifelse(is.na(error), Inf, error))
    cat(sprintf("%-22s %3d values, worst %.1e at %s\n", name, nrow(rows), error[worst],
                paste(na.omit(unlist(rows[worst, c("x", "a", "b", "c")])), collapse = ", ")))
}
