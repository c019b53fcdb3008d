/* pages.h: what the pages of this feature share. */
#ifndef SPIL_FEATURE_TIME_PAGES_H
#define SPIL_FEATURE_TIME_PAGES_H

#include "feature/contact/contact.h"
#include "feature/time/time.h"

/* time_lock.c: closing a week, opening it again, the weeks of a team, the hours of a scheme. */
void time_lock_save(struct req *r);
void time_team_page(struct req *r);
void time_open_form(struct req *r);
void time_open_save(struct req *r);
void time_budget_block(struct req *r);
/* On the page of one's own week: closed by whom, or the button that closes it. */
void time_lock_show(struct req *r, int32_t monday, bool locked);

/* time_export.c */
void time_export_links(struct req *r, int32_t monday);
void time_export(struct req *r);

#endif
