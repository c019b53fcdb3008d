/* dossier.h: for the care record: notes of a period as one plain text, to be pasted into the record
 * of the care provider, and which were put there already.
 *
 * Spil writes nothing into another system: who copied the text says so, with the same click or by
 * hand, and from then on those notes are handed over, in the version they had. A note that changed
 * since is to be handed over again.
 *
 * Only what was said and agreed goes along: no hours that count for money, no other client. A note
 * about several clients at once is not chosen beforehand, because it may name another.
 */
#ifndef SPIL_FEATURE_DOSSIER_DOSSIER_H
#define SPIL_FEATURE_DOSSIER_DOSSIER_H

#include "core/req.h"
#include "feature/people/people.h"

enum { DOSSIER_NOTES = 100, DOSSIER_DAYS = 92 /* shown without being asked for */ };

enum dossier_state { DOSSIER_OPEN, DOSSIER_CHANGED /* since it was handed over */, DOSSIER_DONE };

struct dossier_note {
    int64_t contact_id;
    int32_t day;
    const char *staff; /* name */
    const char *party, *mode;
    const char *employer; /* name, "" */
    const char *note, *next_step;
    int32_t next_step_on;
    int64_t version;
    enum dossier_state state;
    int32_t handed_on; /* DAY_NONE */
    bool shared;       /* with other clients */
    struct care_agreements agreements;
};
struct dossier_notes {
    struct dossier_note *at;
    size_t n, cap;
    bool more; /* there are more than DOSSIER_NOTES: the oldest are left out */
};

/* Notes of one trajectory, oldest first, from..to. only_open: without those that were handed over.
 */
struct dossier_notes dossier_read(struct db *db, struct arena *a, int64_t trajectory_id,
                                  int32_t from, int32_t to, bool only_open);
/* How many are open, and the day of the oldest (DAY_NONE). */
int64_t dossier_open(struct db *db, int64_t trajectory_id, int32_t *oldest);

/* The text, in the arena: `chosen` has one element per note. */
const char *dossier_text(struct req *r, const char *client_name, const struct dossier_notes *notes,
                         const bool *chosen);

/* Marks these as handed over in the version given; what is none of this trajectory is passed over.
 * 0: nothing was marked. */
struct dossier_mark {
    int64_t contact_id, version;
};
int64_t dossier_hand_over(struct req *r, const struct dossier_mark *marks, size_t n);
/* Takes back the one that this person did; NOT_FOUND. */
enum rc dossier_take_back(struct req *r, int64_t handover_id) MUST_USE;

/* The last times, newest first. */
struct handover {
    int32_t day;
    const char *staff;
    int64_t notes;
};
struct handovers {
    struct handover *at;
    size_t n, cap;
};
struct handovers dossier_handovers(struct db *db, struct arena *a, int64_t trajectory_id,
                                   int limit);

/* The own caseload: who has notes of the last DOSSIER_DAYS that were not handed over. */
struct dossier_line {
    int64_t client_id;
    const char *name;
    int64_t notes;
    int32_t oldest;
};
struct dossier_lines {
    struct dossier_line *at;
    size_t n, cap;
};
struct dossier_lines dossier_caseload(struct db *db, struct arena *a, int64_t staff_id,
                                      int32_t from);

#endif
