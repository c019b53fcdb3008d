/* req.h: what a handler gets: one request of one user, and the pieces to answer it.
 *
 * Everything a handler needs is in struct req; there are no globals. Memory of the request is
 * r->arena. A handler answers by writing a page (page_begin, r->out, page_end), or with one of the
 * req_... answers below. It never checks permissions and never opens transactions: that is the
 * route's.
 */
#ifndef SPIL_CORE_REQ_H
#define SPIL_CORE_REQ_H

#include "base/arena.h"
#include "base/base.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/id.h"
#include "core/access_log.h"
#include "core/gate.h"
#include "core/route.h"
#include "core/user.h"
#include "db/db.h"
#include "html/form.h"
#include "html/frame.h"
#include "html/html.h"
#include "http/http.h"
#include "text/text.h"

struct site; /* what one worker holds: connections, ids, log chain (site.h) */

struct req {
    struct http_exchange *x;
    struct arena *arena;
    struct buf *out;
    struct db *db; /* of the route's transaction; NULL with NO_TX */
    struct site *site;
    const struct route *route;
    const struct user *user; /* NULL only on PERM_PUBLIC routes */
    const char *token;       /* session cookie, or NULL */
    enum lang lang;
    int64_t now;   /* ms */
    int32_t today; /* local day */

    struct http_fields query; /* of the address */
    struct http_fields form;  /* of the body; empty on GET */

    int64_t client_id;     /* SCOPE_CLIENT, SCOPE_MINE */
    struct gate gate;      /* SCOPE_CLIENT, SCOPE_MINE: which parts this user may see and change */
    int64_t trajectory_id; /* the one of the gate */
    int64_t employer_id;
    int64_t id; /* :id in the path, 0 when there is none */

    struct helper_answer helped; /* of the route's prepare */

    /* For the log (access_req.h): the route's action, which a handler may only make more; on what,
     * when it is not the client or :id; and words to be kept apart, or NULL. */
    enum access_action access;
    enum access_object log_object;
    int64_t log_object_id;
    int64_t log_staff_id; /* whose session began, and its number (access_req_session()) */
    int log_session;
    const char *log_words;
    struct frame frame; /* of the page that was begun */
    bool parked;        /* no answer yet: a helper is at work */
    bool failed;        /* the answer is an error: the transaction is rolled back */
};

/* ---- reading the request --------------------------------------------------------------------- */

#define T(id) text(r->lang, TEXT_##id) /* in a handler with its struct req *r */

const char *req_query(const struct req *r, const char *name); /* "" when absent */
int64_t req_query_id(const struct req *r, const char *name);  /* 0 when absent or no id */
const char *req_value(const struct req *r, const char *name); /* of the form; "" when absent */
int64_t req_value_id(const struct req *r, const char *name);
int64_t req_new_id(struct req *r);

/* A form over the request's language and day; form_read on what was posted. */
struct form *req_form(struct req *r, const struct field *fields, void *into);
bool req_form_read(struct req *r, struct form *f) MUST_USE;

struct req_programme {
    int64_t id;
    const char *name;
};
/* The programmes in which this user has a role with the permission, in the order of the roles. */
struct req_programme *req_programmes(struct req *r, enum perm perm, size_t *n);
/* The one of them that was asked by id; the first when asked is "". False: answered with 404. */
bool req_find_programme(struct req *r, const char *asked, enum perm perm,
                        struct req_programme *programme) MUST_USE;

/* ---- answering ------------------------------------------------------------------------------- */

/* See other (303) after a POST; the flash message is shown on the next page. path is a literal
 * format of our own, so it cannot lead to another site. */
void req_redirect(struct req *r, const char *fmt, ...) PRINTF(2, 3);
void req_flash(struct req *r, enum text_id message);
/* The same with a button that undoes it by POST to a path of ours: "/contact/12/verwijder". */
void req_flash_undo(struct req *r, enum text_id message, const char *path);
void req_not_found(struct req *r);
void req_error_page(struct req *r, int status, enum text_id title, enum text_id what);
/* The form is shown again with its messages: 422. Rolls the transaction back. */
void req_invalid(struct req *r);
/* Is this a request of our script for a part of a page (header x-spil: part)? */
bool req_wants_part(const struct req *r);
/* A download or another type than HTML. file_name NULL: shown in the browser. */
void req_type(struct req *r, const char *media_type, const char *file_name);

/* ---- pages ----------------------------------------------------------------------------------- */

/* Begins the page with the title (text of the user's language); more through the returned frame
 * must be set before: use page_frame() to get one, change it, and page_begin_frame(). */
struct frame page_frame(struct req *r, const char *title);
void page_begin_frame(struct req *r, struct frame *f);
void page_begin(struct req *r, const char *title);
void page_end(struct req *r);

/* Small things every page needs. In the arena. */
/* 01-03-2026, for a client on /mijn 1 maart 2026; "" for DAY_NONE. */
const char *page_day(struct req *r, int32_t day);
const char *page_day_long(struct req *r, int32_t day);    /* maandag 23 november */
const char *page_hours(struct req *r, int64_t minutes);   /* 2,5 uur */
const char *page_hundredths(struct req *r, int64_t n);    /* 16,5 */
const char *page_money(struct req *r, int64_t cents);     /* € 1.234,56 */
const char *page_phone(struct req *r, const char *phone); /* 06 12345678 for +31612345678 */
const char *page_home(struct req *r); /* the first page in the menu of this user */
const char *page_client_word(struct req *r, bool many, bool capital);
void page_csrf(struct req *r); /* the hidden field every POST form carries */
/* <form method="post" action="..."> with the CSRF field, guarded against leaving with unsaved
 * changes; end with html(o, "</form>"). */
void page_form_begin(struct req *r, const char *css_class, const char *fmt, ...) PRINTF(3, 4);

#endif
