/* pages.h: what the pages of this feature share. */
#ifndef SPIL_FEATURE_APPOINTMENT_PAGES_H
#define SPIL_FEATURE_APPOINTMENT_PAGES_H

#include "feature/appointment/appointment.h"

/* ---- appointment_show.c ---------------------------------------------------------------------- */

const char *appointment_time_words(struct req *r, const struct appointment *a); /* 10:00 – 11:00 */
const char *appointment_where_words(struct req *r, const struct appointment *a);
bool appointment_is_due(const struct req *r, const struct appointment *a); /* how did it go? */
/* Took place, or not; back is where that leads to: "vandaag", "agenda", "dossier". */
void appointment_acts_show(struct req *r, const struct appointment *a, const char *back);
void appointment_outcome_show(struct req *r, const struct appointment *a);
void appointment_agenda(struct req *r);
void appointment_client_block(struct req *r);
void appointment_mine_block(struct req *r);

/* ---- the secret address of a calendar: feed_web.c -------------------------------------------- */

/* Does one's own calendar program read this agenda? */
bool feed_there(struct req *r);
void feed_manage(struct req *r);
void feed_make(struct req *r);
void feed_stop(struct req *r);
void feed_serve(struct req *r);

/* ---- a caseload: handover_web.c -------------------------------------------------------------- */

void handover_choose(struct req *r);
void handover_confirm(struct req *r);
void handover_save(struct req *r);
void handover_back(struct req *r);
struct job;
bool handover_job(struct job *j);

#endif
