/* run.h: the runner: from a request to an answer, through every check, in one order. */
#ifndef SPIL_CORE_RUN_H
#define SPIL_CORE_RUN_H

#include "core/route.h"
#include "core/site.h"
#include "http/http.h"

/* Answers one request. */
void run_request(struct http_exchange *x, struct site *site);

/* Checks all route tables once at start: BUG() when a path is there twice, a scope has no
 * parameter, or two names give one number. */
void run_check_routes(void);

/* How large a body may come to this address: that of its route, or 1 MiB. */
size_t run_body_most(enum http_method method, const char *path);

/* Calls fn for every route of every feature, in order. */
void run_each_route(void (*fn)(const struct route *route, void *with), void *with);
const char *run_route_name(const struct route *route, char *out, size_t size); /* "GET /vandaag" */

#endif
