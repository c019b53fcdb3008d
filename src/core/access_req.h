/* access_req.h: the line of the access log that a request leaves: filled from who asks, the route
 * and the gate, so that no handler has to.
 *
 * A handler says more by r->access (what happened, when it is more than the route says),
 * r->log_object with r->log_object_id (on what, when that is not the client or the :id of the
 * path), and r->log_words (kept apart, in access_text).
 */
#ifndef SPIL_CORE_ACCESS_REQ_H
#define SPIL_CORE_ACCESS_REQ_H

#include "core/req.h"
#include "core/site.h"

/* Before the answer goes out (site_log_later): for reads and refusals. */
void access_req_later(struct req *r, enum access_action action);
/* In the write transaction of the request. */
void access_req_add(struct req *r, enum access_action action);

/* The page shows a part of one more record, of a client that its address does not name. Also when
 * the transaction of the request is rolled back. */
void access_req_also(struct req *r, int64_t client_id, const struct gate *gate);

/* This request began a session: its line says whose and which, and keeps the address it came from,
 * for all later lines of that session. The log-in and whatever else gives a new session. */
void access_req_session(struct req *r, int64_t staff_id, const char *token);

/* Keeps the names of all routes, so that the log is understood when a route has gone; in an open
 * write transaction. */
void access_req_store_routes(struct db *db);

#endif
