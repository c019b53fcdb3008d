/* put.h: a member of an object or an array in one call, over base/json.h: the report has hundreds.
 * key NULL: a member of an array, or the whole.
 */
#ifndef SPIL_OUTCOME_PUT_H
#define SPIL_OUTCOME_PUT_H

#include "base/json.h"

void put_object(struct json *j, const char *key);
void put_array(struct json *j, const char *key);
void put_end(struct json *j); /* of the innermost of the two */
void put_null(struct json *j, const char *key);
void put_number(struct json *j, const char *key, double value);
void put_integer(struct json *j, const char *key, int64_t value);
void put_boolean(struct json *j, const char *key, bool value);
void put_text(struct json *j, const char *key, const char *value);

void put_numbers(struct json *j, const char *key, const double *value, size_t n);
void put_integers(struct json *j, const char *key, const int64_t *value, size_t n);
void put_texts(struct json *j, const char *key, const char *const *value, size_t n);
void put_pair(struct json *j, const char *key, double low, double high);

#endif
