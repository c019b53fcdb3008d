/* follow.h: staying at work: the rhythm of contact after a job began, signs that something goes
 * wrong, changes that are coming, and whether too much or too little is asked.
 *
 * The norm of the rhythm stands in rules/attention.csv (domain.md section 3 row 8: the week before
 * the start, three days after, weekly in the first month, monthly for a year); a rhythm agreed with
 * the client takes its place. The twelve signs stand in rules/warning_signs.csv (seed 003); a
 * client also has signs in own words. Specialist and client record what they notice; a relative or
 * an employer by a link that opens once (consent/link.h), as long as the consent holds. What was
 * done about it closes it; until then it stands on Vandaag (trajectory/due.h).
 */
#ifndef SPIL_FEATURE_FOLLOW_FOLLOW_H
#define SPIL_FEATURE_FOLLOW_FOLLOW_H

#include "core/req.h"

/* ---- signs ----------------------------------------------------------------------------------- */

struct follow_own {
    int64_t id;
    const char *words;
    const char *helps;
    bool by_client;
    int32_t ended_on; /* DAY_NONE: still asked about */
};
struct follow_owns {
    struct follow_own *at;
    size_t n;
};
struct follow_signal {
    int64_t id;
    int64_t trajectory_id;
    int32_t noticed_on;
    const char *signs; /* codes, a space between: "fatigue own-12" */
    const char *words;
    const char *reporter;
    const char *reporter_name;
    int64_t link_id;
    int64_t recorded_by; /* 0: who noticed it */
    const char *done_words;
    int32_t done_on;
    const char *done_by; /* name; only when read */
};
struct follow_signals {
    struct follow_signal *at;
    size_t n;
};

extern const struct code follow_reporters[];

/* All, also those no longer asked about, oldest first; at most 50. */
struct follow_owns follow_own_list(struct req *r);
void follow_own_add(struct req *r, const struct follow_own *own);
/* No longer asked about. NOT_FOUND: none of this trajectory. */
enum rc follow_own_end(struct req *r, int64_t id) MUST_USE;

/* The codes that can be chosen, with their words: the twelve, then the client's own that are still
 * asked about. */
struct choice *follow_choices(struct req *r, const struct follow_owns *own, size_t *n);
bool follow_has_sign(const char *signs, const char *code);
/* "vaker kort ziek, meer fouten": a code that is unknown is left out. */
const char *follow_sign_words(struct req *r, const struct follow_owns *own, const char *signs);

/* Open ones first, then the newest; at most 100. */
struct follow_signals follow_signal_list(struct req *r);
/* Sets id; stands on Vandaag until somebody writes what was done. */
void follow_signal_add(struct req *r, struct follow_signal *s, const char *short_words);
/* NOT_FOUND: none of this trajectory, or it is closed already. */
enum rc follow_signal_done(struct req *r, int64_t id, const char *words) MUST_USE;
/* Takes back what was done: it is open again. NOT_FOUND: not closed, or none of this trajectory. */
enum rc follow_signal_again(struct req *r, int64_t id) MUST_USE;
/* Removes a signal one recorded oneself today and nobody followed up yet; NOT_FOUND otherwise. */
enum rc follow_signal_remove(struct req *r, int64_t id) MUST_USE;

/* ---- rhythm ---------------------------------------------------------------------------------- */

struct follow_rhythm {
    int64_t days; /* NUMBER_NONE: the norm holds */
    const char *words;
    int32_t from_on; /* only when read */
};
struct follow_rhythm follow_rhythm_get(struct req *r);
/* With days NUMBER_NONE back to the norm. What was agreed before is kept. */
void follow_rhythm_set(struct req *r, const struct follow_rhythm *rhythm);

/* What the norm asks after a start, and how often it was met: pure, of the days of contact with the
 * client in ascending order. */
enum follow_step { FOLLOW_BEFORE, FOLLOW_DAYS, FOLLOW_WEEKS, FOLLOW_MONTHS, FOLLOW_STEPS };
struct follow_met {
    int met;
    int asked; /* 0: this part is still to come */
};
void follow_norm(const int32_t *days, size_t n, int32_t start, int32_t today,
                 struct follow_met met[FOLLOW_STEPS]);
/* Days on which the client was spoken to, from a day on, ascending; at most 500. */
int32_t *follow_contact_days(struct req *r, int32_t from, size_t *n);

/* ---- a change is coming ---------------------------------------------------------------------- */

struct follow_change {
    int64_t id;
    const char *what;
    int32_t on_day;
    const char *before_words;
    int32_t before_on;
    const char *after_words;
    int32_t after_on;
    bool by_client;
};
struct follow_changes {
    struct follow_change *at;
    size_t n;
};
/* Those not looked back on first, then the latest; at most 50. */
struct follow_changes follow_change_list(struct req *r);
void follow_change_add(struct req *r, struct follow_change *c); /* sets id */
/* NOT_FOUND: none of this trajectory. */
enum rc follow_change_get(struct req *r, int64_t id, struct follow_change *c) MUST_USE;
/* The talk before, or after: writes its words and takes the reminder away. */
void follow_change_talked(struct req *r, const struct follow_change *c, bool after,
                          const char *words);

/* ---- balance --------------------------------------------------------------------------------- */

struct follow_balance {
    int64_t id;
    int32_t day;
    int64_t score; /* -2 far too little is asked .. 2 far too much */
    const char *words;
    const char *reporter;
};
extern const struct code follow_scores[]; /* "-2" .. "2" */
/* Oldest first; the last 24. */
struct follow_balance *follow_balance_list(struct req *r, size_t *n);
void follow_balance_add(struct req *r, const struct follow_balance *b);
/* What the last ones say, as a sentence for above the figure. */
enum text_id follow_balance_finding(const struct follow_balance *list, size_t n);

#endif
