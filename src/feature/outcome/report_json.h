/* report_json.h: the pieces that the two halves of the JSON report share.
 */
#ifndef SPIL_OUTCOME_REPORT_JSON_H
#define SPIL_OUTCOME_REPORT_JSON_H

#include "feature/outcome/block.h"
#include "feature/outcome/put.h"

void report_share(struct json *j, const char *key, const struct share *s);
void report_summary(struct json *j, const char *key, const struct summary *s);

void report_models(struct json *j, const struct outcome *o);     /* logistic .. phase_adjusted */
void report_time(struct json *j, const struct outcome *o);       /* time .. time_hours_first6 */
void report_programmes(struct json *j, const struct outcome *o); /* fidelity .. meta */

#endif
