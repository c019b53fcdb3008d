/* follow_pages.h: what the pages of this feature share. The forms serve two readers: the specialist
 * on the page of a client, and the client on the own page (scope MINE).
 */
#ifndef SPIL_FEATURE_FOLLOW_FOLLOW_PAGES_H
#define SPIL_FEATURE_FOLLOW_FOLLOW_PAGES_H

#include "feature/follow/follow.h"

/* follow_form.c */
void follow_signal_form(struct req *r);
void follow_signal_save(struct req *r);
void follow_done_form(struct req *r);
void follow_done_save(struct req *r);
void follow_done_undo(struct req *r);
void follow_signal_undo(struct req *r);
void follow_own_form(struct req *r);
void follow_own_save(struct req *r);
void follow_own_stop(struct req *r);
void follow_rhythm_form(struct req *r);
void follow_rhythm_save(struct req *r);
void follow_change_form(struct req *r);
void follow_change_save(struct req *r);
void follow_talk_form(struct req *r);
void follow_talk_save(struct req *r);
void follow_balance_form(struct req *r);
void follow_balance_save(struct req *r);
/* The boxes of the signs, and what was ticked: "fatigue own-12". */
void follow_boxes_show(struct req *r, const struct choice *list, size_t n, const char *signs);
const char *follow_boxes_read(struct req *r, const struct choice *list, size_t n);

/* follow_link.c: a relative or an employer tells what they notice. */
void follow_link_form(struct req *r);
void follow_link_save(struct req *r);
void follow_report_form(struct req *r);
void follow_report_save(struct req *r);
/* Whom one may ask: parties with a consent that holds. */
void follow_ask_show(struct req *r);

#endif
