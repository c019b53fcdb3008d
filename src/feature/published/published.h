/* published.h: the derived numbers of the published reports, computed again from the published
 * tables: what was printed, what comes out, whether it agrees and by which convention.
 *
 * Sources: report 002 (CMD study, 2022; Table 1, B1 to B4 and figures in the text), 000 (NAH
 * pilot), 001 (LVB advice). The tables stand in rules/published/, numbers exactly as printed;
 * rules/published/reproduction.csv is the recorded verdict of an earlier, independent computation
 * in R (stats.md, section B). Nothing here knows a verdict by its id: each follows from the numbers
 * by a rule that its place in the code states.
 *
 * Verdicts: "yes" (rounded half away from zero at the printed decimals it is the printed number),
 * "other convention" (only with the convention named in the reason), "no"; for what is not one
 * number: "within rounding", "feasible" and "impossible", "consistent" and "inconsistent",
 * "possible", "ambiguous", "implausible", "loose"; "info" when nothing was printed to compare with.
 */
#ifndef SPIL_FEATURE_PUBLISHED_PUBLISHED_H
#define SPIL_FEATURE_PUBLISHED_PUBLISHED_H

#include "base/arena.h"
#include "base/base.h"
#include "base/buf.h"
#include "base/csv.h"

enum { PUBLISHED_FILES = 14 };

struct published_file {
    const char *path; /* "rules/published/table1_fidelity.csv" */
    const char *text; /* n bytes */
    size_t n;
};

struct published_row {
    const char *id; /* two rows may share an id when the same number is printed in two places */
    const char *place;
    const char *published;
    const char *computed;
    const char *verdict;
    const char *reason;
};

struct published_result {
    struct published_row *row;
    int rows;
    struct published_row *recorded; /* as in reproduction.csv */
    int records;
};

/* The files inside the program. */
void published_files(struct published_file file[PUBLISHED_FILES]);

/* Reads all files and computes. INVALID, with a message in log, when a file is not the table it
 * should be. Everything lives in the arena. */
MUST_USE enum rc published_compute(struct arena *arena,
                                   const struct published_file file[PUBLISHED_FILES],
                                   struct csv_log *log, struct published_result *result);

/* Compares with the recorded verdicts: one line per difference (another verdict, a row that is not
 * recorded, a record that has no row) into out. Returns their number. */
int published_check(const struct published_result *result, struct buf *out);

void published_text(const struct published_result *result, struct buf *out);
/* {"rows": [{"id", "place", "published", "computed", "verdict", "recorded", "reason"}, …],
 *  "rows_n": n, "differences": n}; recorded is null for a row that is not in the record. */
void published_json(const struct published_result *result, struct buf *out);

#endif
