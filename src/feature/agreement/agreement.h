/* agreement.h: work agreements on one A4: for one placement, what is done, how the hours build up,
 * what is needed, what to notice and what then, the mentor and the number of the coach.
 *
 * In words of work: a diagnosis, a treatment or a target group is refused
 * (rules/agreement_words.csv), and nothing of the record is filled in that could name one. The
 * client approves line by line, on the own page or together at the table; paper and PDF show only
 * what was approved. A line that is changed has to be approved again; the others keep their answer.
 */
#ifndef SPIL_FEATURE_AGREEMENT_AGREEMENT_H
#define SPIL_FEATURE_AGREEMENT_AGREEMENT_H

#include "core/req.h"
#include "feature/placement/placement.h"

enum agreement_part {
    PART_TASK,
    PART_HOURS,
    PART_ADJUSTMENT,
    PART_NOTICE,
    PART_MENTOR,
    PART_COACH,
    AGREEMENT_PARTS
};
extern const struct code agreement_parts[]; /* in this order: "task" .. "coach" */
/* What fits on one A4. */
enum { AGREEMENT_NOTICES = 4, AGREEMENT_LENGTH = 120 };

struct agreement_line {
    int64_t id;
    enum agreement_part part;
    const char *words;
    const char *then_words; /* of a notice */
    const char *answer;     /* "", "yes", "no" */
    const char *answer_words;
    int32_t answered_on;
    const char *together; /* name of who was at the table; "" on the own page */
};
struct agreement {
    int64_t id; /* 0: none yet */
    int64_t placement_id;
    int64_t version;
    struct agreement_line *line; /* in order of part and place */
    size_t n;
};

/* ---- rules: agreement.c ---------------------------------------------------------------------- */

/* The word in this text that names a diagnosis, a treatment or a target group; NULL: none. */
const char *agreement_forbidden(struct arena *a, const char *text);
/* The lines of a text, without empty ones; how many in *n. */
const char **agreement_split(struct arena *a, const char *text, size_t *n);
size_t agreement_count(const struct agreement *g, const char *answer); /* "": still open */

/* ---- storage: agreement_sql.c ---------------------------------------------------------------- */

/* Of a placement; with id 0 and no lines when there is none. */
struct agreement agreement_get(struct req *r, int64_t placement_id);
/* Replaces the lines; those with the same words keep their answer. STALE: a colleague was first. */
enum rc agreement_save(struct req *r, const struct agreement *g) MUST_USE;
/* The client's answer to one line; together: at the table with the one who is logged in. NOT_FOUND:
 * not a line of this agreement. */
enum rc agreement_answer(struct req *r, const struct agreement *g, int64_t line_id,
                         const char *answer, const char *words, bool together) MUST_USE;
/* What the specialist typed last as the own number; "". */
const char *agreement_last_coach(struct req *r);

#endif
