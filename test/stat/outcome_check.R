# outcome_check.R: a report of the program against the answers of reference.R for the same files, key
# by key. Prints how many values were compared and fails when one differs.
#   Rscript test/stat/outcome_check.R DIR REPORT.json [WINDOW]
# Without the profile intervals; `make test` compares those too, on test/stat/cohorts.
source("test/stat/reference.R")
args <- commandArgs(TRUE)

# The report as R lists: JSON is close enough to R to be rewritten.
text <- readChar(args[2], file.size(args[2]), useBytes = TRUE)
text <- gsub('"([^"]*)":', "`\\1`=", text)
text <- gsub("{", "list(", gsub("}", ")", text, fixed = TRUE), fixed = TRUE)
text <- gsub("[", "c(", gsub("]", ")", text, fixed = TRUE), fixed = TRUE)
text <- gsub("\\bnull\\b", "NA", gsub("\\btrue\\b", "TRUE", gsub("\\bfalse\\b", "FALSE", text)))
report <- eval(parse(text = text))
wanted <- outcome_reference(args[1], if (length(args) > 2) as.integer(args[3]) else 25L, FALSE)
wanted$meta <- NULL
report$meta <- NULL # the same for every cohort, as are the toys of separation
report$logistic$profile_exact_low <- report$logistic$profile_exact_high <- NULL
report$separation <- report$separation[names(report$separation) == "this_model"]

compared <- 0
wrong <- 0
# Closed forms 1e-12, iterative estimates 1e-8, both relative; p-values 1e-9.
tolerance <- function(path) {
    last <- sub(".*/", "", path)
    if (last == "p" || grepl("._p$", last)) return(1e-9)
    iterates <- grepl("^/(logistic|firth|separation|cox|benchmark_oe)/", path)
    if (iterates || grepl("fisher_or_cmle", path)) 1e-8 else 1e-12
}
differs <- function(path, want, got) {
    wrong <<- wrong + 1
    cat("DIFFERS", path, "\n  R:      ", head(format(want), 8), "\n  report: ", head(format(got), 8), "\n")
}
check <- function(path, want, got) {
    if (is.list(want) && is.list(got)) {
        for (key in union(names(want), names(got))) check(paste0(path, "/", key), want[[key]], got[[key]])
        return(invisible())
    }
    want <- if (is.null(want)) NA else unname(as.vector(unclass(want)))
    got <- if (is.null(got)) NA else unname(as.vector(got))
    want[is.numeric(want) & !is.finite(want)] <- NA
    compared <<- compared + length(want)
    if (length(want) != length(got) || !identical(is.na(want), is.na(got)))
        return(differs(path, want, got))
    if (is.numeric(want) && is.numeric(got)) {
        relative <- tolerance(path) != 1e-9
        off <- abs(want - got) / ifelse(relative & want != 0, abs(want), 1)
        same <- all(off <= tolerance(path), na.rm = TRUE)
    } else {
        same <- all(as.character(want) == as.character(got), na.rm = TRUE)
    }
    if (!same) differs(path, want, got)
}
check("", wanted, report)
cat(compared, "numbers compared,", wrong, "figures differ\n")
quit(status = wrong > 0)
