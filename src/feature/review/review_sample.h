/* review_sample.h: the records that the reviewers of a planned review may read for a while.
 *
 * Only of clients who agreed that reviewers read (consent of party reviewer), and only what they
 * agreed to. Spil draws them by chance: who plans cannot choose the records that look best, and a
 * manager, who sees no client, needs no names. What is given is a grant of kind sample per reviewer
 * and client (core/gate.h), each a line of the access log of that client. It ends on its day, with
 * the consent (feature/consent), with the reviewer, and with the review.
 *
 * Source: research/standards.md 4.1 (the auditor column: a sample, notes with consent).
 */
#ifndef SPIL_FEATURE_REVIEW_REVIEW_SAMPLE_H
#define SPIL_FEATURE_REVIEW_REVIEW_SAMPLE_H

#include "feature/review/review.h"

enum { SAMPLE_MOST = 20, SAMPLE_LONGEST = 92 /* days */ };

/* A client who agreed, and runs in the programme (and group) of the review. */
struct sample_client {
    int64_t client_id, consent_id;
    const char *shares;
    int32_t valid_until; /* of the consent: the last day */
    const char *name;
    int32_t until; /* in the sample: the last day for some reviewer; DAY_NONE: not in it */
};
struct sample_clients {
    struct sample_client *at;
    size_t n, cap;
};

/* Those who agreed, in the sample or not; by name. */
struct sample_clients sample_agreed(struct req *r, const struct review *v);
/* Those that some reviewer of this review may read now; by name. */
struct sample_clients sample_now(struct req *r, const struct review *v);
/* May this reviewer read this client for this review now? */
bool sample_has(struct req *r, const struct review *v, int64_t client_id, int64_t staff_id);
/* Ends what was given for the review: to one reviewer, or to all when staff_id is 0. */
void sample_end(struct req *r, int64_t review_id, int64_t staff_id);

/* Handlers. */
void review_sample_page(struct req *r);
void review_sample_save(struct req *r);
void review_sample_stop(struct req *r);

#endif
