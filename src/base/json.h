/* json.h: writing JSON (RFC 8259) into a buffer, compact, in the order of the calls.
 *
 *     struct json j;
 *     json_begin(&j, out);
 *     json_object_open(&j);
 *     json_key(&j, "id"), json_id(&j, client->id);
 *     json_object_close(&j);
 *     json_end(&j);
 *
 * Commas and colons come by themselves. A value in an object without a key, a key in an array, a
 * wrong close and an unfinished end are our own mistakes: BUG. Reading is jansson's work.
 */
#ifndef SPIL_BASE_JSON_H
#define SPIL_BASE_JSON_H

#include "base/base.h"
#include "base/buf.h"

enum { JSON_DEPTH = 32 };

struct json {
    struct buf *out;
    int depth;
    char open[JSON_DEPTH]; /* '{' or '[' per level */
    bool first;            /* nothing yet in the innermost level */
    bool keyed;            /* a key waits for its value */
    bool done;             /* the one outermost value is complete */
};

void json_begin(struct json *j, struct buf *out);
void json_end(struct json *j);

void json_object_open(struct json *j);
void json_object_close(struct json *j);
void json_array_open(struct json *j);
void json_array_close(struct json *j);

void json_key(struct json *j, const char *key);
/* Control characters are escaped; a byte that is no UTF-8 becomes U+FFFD. NULL is null. */
void json_str(struct json *j, const char *s);
void json_int(struct json *j, int64_t n);
/* An id as a string of digits, because JavaScript's numbers end at 2^53; 0 is null. */
void json_id(struct json *j, int64_t id);
/* 17 significant digits, so that reading gives the same double; null when not finite. */
void json_double(struct json *j, double x);
void json_bool(struct json *j, bool yes);
void json_none(struct json *j); /* null; jansson has the name json_null */

#endif
