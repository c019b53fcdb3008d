# Person-level file behind the regressions of cmd168/reference.json, derived from the monthly records
# by the rules of section C.0 of the specification; run from the root of the source tree. Base R.
p <- read.csv("test/stat/cmd168/participants.csv")
j <- read.csv("test/stat/cmd168/jobs_monthly.csv")
j <- aggregate(cbind(hours, wage) ~ pid + job_id + month + job_start, j, sum)
j <- merge(j, p[, c("pid", "start_date", "followup_months")])
month <- function(d) 12 * as.integer(substr(d, 1, 4)) + as.integer(substr(d, 6, 7))
j$t <- month(j$month) - month(j$start_date) + 1
active <- (j$hours > 1e-9 | j$wage > 1e-9) & j$job_start >= j$start_date &
  j$t >= 1 & j$t <= pmin(j$followup_months, 25)
j <- j[active, ]
first <- tapply(as.numeric(as.Date(j$job_start)), j$pid, min)
start <- as.Date(p$start_date)
last <- as.Date(sapply(seq_along(start), function(i) {
  m <- month(p$start_date[i]) + min(p$followup_months[i], 25) # first day of the month after
  as.Date(sprintf("%d-%02d-01", (m - 1) %/% 12, (m - 1) %% 12 + 1)) - 1
}), origin = "1970-01-01")
ever <- p$pid %in% names(first)
days <- ifelse(ever, first[as.character(p$pid)] - as.numeric(start), as.numeric(last - start))
edu <- p$education
edu5 <- ifelse(edu == "basis", "basis", ifelse(grepl("^vmbo", edu), "vmbo",
  ifelse(edu == "havo_vwo", "havo_vwo", ifelse(grepl("^mbo", edu), "mbo",
  ifelse(edu %in% c("hbo", "wo_ba", "wo_ma"), "hbo_wo", "onbekend")))))
diag4 <- ifelse(p$diagnosis %in% c("depressie", "angst", "persoonlijkheid"), p$diagnosis, "anders")
age <- as.numeric(start - as.Date(p$birth_date)) / 365.2425
out <- data.frame(pid = p$pid, programme = p$programme, ever = as.integer(ever), days = days,
  age = sprintf("%.17g", age), scheme = p$scheme, edu5, exp_years = p$exp_years, diag4,
  sex = p$sex, married = p$married)
write.csv(out, "test/stat/models/cohort168.csv", row.names = FALSE, quote = FALSE)

# Counts behind phase_adjusted: person-months per phase (1-6, 7-12, 13-18, 19-W) and calendar period
# (Nov 2019-Feb 2020, Mar-Dec 2020, Jan-May 2021), and per phase over all months.
phase_of <- function(t) findInterval(t, c(1, 7, 13, 19))
period_of <- function(m) ifelse(m < 24239, 0, ifelse(m < 24243, 1, ifelse(m < 24253, 2,
  ifelse(m < 24258, 3, 0)))) # month numbers 12 y + m
pm <- do.call(rbind, lapply(seq_len(nrow(p)), function(i) {
  t <- 1:min(p$followup_months[i], 25)
  data.frame(phase = phase_of(t), period = period_of(month(p$start_date[i]) + t - 1))
}))
out <- data.frame(phase = 1:4, all = as.integer(table(factor(pm$phase, 1:4))))
for (r in 1:3) out[[paste0("period", r)]] <-
  as.integer(table(factor(pm$phase[pm$period == r], 1:4)))
write.csv(out, "test/stat/models/phase168.csv", row.names = FALSE, quote = FALSE)
