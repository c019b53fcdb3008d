/* draft.h: what someone is typing, kept on the server, so that it survives a closed browser and
 * leaves nothing on the device. One per person and name; gone when the form is saved.
 */
#ifndef SPIL_CORE_DRAFT_H
#define SPIL_CORE_DRAFT_H

#include "core/req.h"

enum { DRAFT_NAME = 128, DRAFT_BODY = 32 * 1024 };

/* Stores the fields of a form as its script sent them (urlencoded). INVALID: a bad name or too
 * much. */
enum rc draft_save(struct req *r, const char *name, const char *body) MUST_USE;
/* As it was stored; "" when there is none. */
const char *draft_body(struct req *r, const char *name);
/* Reads a draft into a struct by its field table; what is wrong or unfinished keeps its default.
 * False when there is none. */
bool draft_read(struct req *r, const char *name, const struct field *fields, void *into);
void draft_forget(struct req *r, const char *name);

#endif
