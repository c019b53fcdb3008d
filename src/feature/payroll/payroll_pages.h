/* payroll_pages.h: what the pages and commands of this feature share.
 */
#ifndef SPIL_FEATURE_PAYROLL_PAYROLL_PAGES_H
#define SPIL_FEATURE_PAYROLL_PAYROLL_PAGES_H

#include "feature/payroll/payroll.h"

/* The delivery of :id, when it is of a programme in which a role of this user has the permission of
 * the route; else the answer is 404. */
bool payroll_find(struct req *r, struct payroll_import *im) MUST_USE;
void payroll_page_begin(struct req *r, const struct payroll_import *im, const char *title);
const char *payroll_month_words(struct req *r, int32_t month); /* "maart 2026" */

void payroll_one_page(struct req *r); /* payroll_one_web.c */
void payroll_run(struct req *r);
void payroll_undo(struct req *r);
void payroll_remove(struct req *r);
void payroll_refused_file(struct req *r);
void payroll_rows_page(struct req *r); /* payroll_rows_web.c */
void payroll_block(struct req *r);

void payroll_limits_show(struct req *r); /* payroll_limits.c */
/* Was this delivery judged by other limits than hold now? */
bool payroll_limits_wait(struct db *db, const struct payroll_import *im);
void payroll_limits_page(struct req *r);
void payroll_limits_save(struct req *r);

/* A line in the access log for everybody in this delivery. */
void payroll_log_people(struct site *site, const struct payroll_import *im, int64_t staff_id,
                        enum access_action action, uint32_t route);

#endif
