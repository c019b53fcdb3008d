/* review_pages.h: what the pages of fidelity reviews share. Not for other folders.
 */
#ifndef SPIL_FEATURE_REVIEW_REVIEW_PAGES_H
#define SPIL_FEATURE_REVIEW_REVIEW_PAGES_H

#include "feature/review/review.h"

/* A form of all items: a choice and a reason for each, as typed, with what is wrong. */
struct review_form {
    const struct fidelity_scale *scale;
    const char *choice[FIDELITY_ITEMS], *reason[FIDELITY_ITEMS];
    enum text_id wrong[FIDELITY_ITEMS]; /* TEXT_NONE: nothing */
    struct review_scores scores;        /* what was typed right */
    size_t errors;
};
void review_form_from(struct review_form *f, const struct fidelity_scale *scale,
                      const struct review_scores *scores);
/* What was sent; complete: nothing may stay open and what has no score needs its reason. */
void review_form_sent(struct req *r, struct review_form *f, const struct fidelity_scale *scale,
                      bool complete);
void review_form_wrong(struct review_form *f, int item, enum text_id message);
void review_form_errors(struct req *r, const struct review_form *f); /* the summary */
void review_form_item(struct req *r, const struct review_form *f, int item);
void review_form_items(struct req *r, const struct review_form *f); /* all, by rubric */

enum text_id review_rubric_text(enum fidelity_rubric rubric);
const char *review_rating_words(struct req *r, struct fidelity_rating rating);
const char *review_scope_words(struct req *r, const char *target_group);
enum text_id review_state_text(const char *state);
const char *review_number(struct req *r, double x); /* at most two decimals, in the language */
struct choice *review_target_groups(struct req *r, size_t *n); /* "" is all */
/* Begins a page under the review (or the programme when v is NULL). */
void review_page(struct req *r, enum text_id title, const struct review *v, size_t errors);
void review_problem(struct req *r, enum text_id problem); /* nothing for TEXT_NONE */
/* Loads the review of :id; answers 404 itself. */
bool review_here(struct req *r, enum perm perm, struct review *v) MUST_USE;
bool review_plans(struct req *r, int64_t programme_id);       /* may plan and record there */
bool review_scores_it(struct req *r, const struct review *v); /* is one of the reviewers */

/* The 26 items with up to three dots each; NULL: not there. live: proposed scores, 0 none. */
struct review_plot {
    const struct fidelity_scale *scale;
    const struct review_scores *last, *before;
    const int *live;
    int64_t programme_id;
};
void review_show_plot(struct req *r, const struct review_plot *plot);
void review_show_total(struct req *r, const struct review *v, const struct review_scores *scores);
void review_show_actions(struct req *r, const struct review_actions *actions, bool edit);

/* ---- what a finished review is set beside: review_compare.c -----------------------------------
 */

struct review_comparison {
    bool has_before; /* of the same group */
    struct review before;
    struct review_scores then;
    bool has_scope; /* another group of the programme, the nearest in time */
    struct review scope;
    struct review_scores other;
    double others; /* mean of the last reviews of n_others other programmes; NAN: too few */
    int64_t n_others;
    bool agreed; /* there were two sealed sheets */
    struct agreement agreement;
    double ac2;
};
void review_compare(struct req *r, const struct review *v, struct review_comparison *c);

struct review_step { /* an item that changed */
    int item, then, now;
};
struct review_change {
    int up, down, same, n;
    struct review_step at[FIDELITY_ITEMS]; /* the largest first */
};
struct review_change review_change(const struct fidelity_scale *scale,
                                   const struct review_scores *then,
                                   const struct review_scores *now);
/* At least three items (all of the score that completes them), by place; how many. */
int review_extremes(const struct review *v, const struct review_scores *scores, bool weakest,
                    int items[FIDELITY_ITEMS]);
/* "redelijke modeltrouw vanaf 74, ..." */
const char *review_bands_words(struct req *r, const struct fidelity_bands *bands);
const char *review_result_words(struct req *r, const struct review *v,
                                const struct review_scores *scores); /* "103 · goed" */
const char *review_others_words(struct req *r, const struct review_comparison *c);
const char *review_agreement_words(struct req *r, const struct review_comparison *c);
const char *review_kappa_words(struct req *r, const struct review_comparison *c);
const char *review_share_words(struct req *r, double x); /* NAN: not to be determined */

/* Handlers. */
void review_record_page(struct req *r);
void review_record_save(struct req *r);
void review_plan_page(struct req *r);
void review_plan_save(struct req *r);
void review_agenda_save(struct req *r);
void review_note_save(struct req *r);
void review_replace_save(struct req *r);
void review_cancel_save(struct req *r);
void review_sheet_page(struct req *r);
void review_sheet_post(struct req *r);
void review_consensus_page(struct req *r);
void review_consensus_post(struct req *r);
void review_sign_post(struct req *r);
void review_erratum_post(struct req *r);
void review_describe_post(struct req *r);
void review_paper_page(struct req *r);
void review_report_page(struct req *r);
void review_proof_page(struct req *r);
void review_pdf_page(struct req *r);
void review_across_page(struct req *r);
void review_actions_page(struct req *r);
void review_action_post(struct req *r);
void review_progress_post(struct req *r);

/* Correcting a score of a review that is done: a form under the report. */
struct review_erratum_entry {
    const char *punt, *score, *reden;
};
struct form *review_erratum_form(struct req *r, const struct review *v,
                                 struct review_erratum_entry *e);
void review_erratum_show(struct req *r, const struct review *v, struct form *f);

#endif
