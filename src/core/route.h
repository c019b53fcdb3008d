/* route.h: routes and commands are tables; their preconditions are columns, never code in handlers.
 *
 *     const struct route contact_routes[] = {
 *         {GET, "/deelnemers/:client/contact", contact_new, SCOPE_CLIENT, PERM_CLIENT_WRITE, READ,
 *          ACCESS_READ, TEXT_contact_new, GROUP_NOTES},
 *         {0}};
 *
 * The runner (run.c) does, for every route, in this order: parse, session, scope, permission, CSRF,
 * transaction, access log, handler, send.
 */
#ifndef SPIL_CORE_ROUTE_H
#define SPIL_CORE_ROUTE_H

#include "base/base.h"
#include "core/access_log.h"
#include "core/gate.h"
#include "core/helper.h"
#include "core/perm.h"
#include "http/http.h"
#include "text/text.h"

#define GET  HTTP_GET
#define POST HTTP_POST

/* On whose record a route works. The runner loads it and checks that this user may, before the
 * handler starts; what is not there and what is not yours answer the same 404. */
enum scope {
    SCOPE_NOBODY,   /* forgotten: closed */
    SCOPE_NONE,     /* no record: lists narrow themselves by user */
    SCOPE_CLIENT,   /* path has :client */
    SCOPE_EMPLOYER, /* path has :employer */
    SCOPE_MINE,     /* path begins with /mijn: the client of the account itself */
};

enum tx {
    READ,  /* one snapshot that cannot write */
    WRITE, /* one transaction, committed when the answer is below 400, with its log line in it */
    NO_TX, /* no database */
};

struct req;
struct config;

struct route {
    enum http_method method;
    const char *path; /* literal segments and :names; ":client" and ":employer" set the scope */
    void (*run)(struct req *r);
    enum scope scope;
    enum perm perm;
    enum tx tx;
    enum access_action
        access;         /* what the access log says; ACCESS_NOTHING for what shows no person */
    enum text_id title; /* feeds `spil routes` and the page title */
    /* With a client in scope: the part of the record it shows or changes. A GET needs to see it, a
     * POST, and a form to change something, to change it. Zero: closed. */
    enum field_group group;
    /* What takes long and needs no transaction (helper.h); before `run`, on a snapshot that cannot
     * write. False: nothing to wait for. True: `run` finds the answer in r->helped; by then
     * everything may have changed, so it checks again. */
    bool (*prepare)(struct req *r, struct helper_call *call);
    size_t body_most; /* bytes of a body that may be larger than others, such as a file; 0: 1 MiB */
};

/* A subcommand: spil NAME ... ; argv[0] is the name. Returns the exit code. */
struct command {
    const char *name;
    const char *usage; /* one line, shown by `spil help` */
    int (*run)(int argc, char **argv);
    enum perm perm; /* PERM_OPERATOR; zero is nobody and never runs */
};

/* Work done by `spil worker`: long or nightly. */
struct job;
struct job_kind {
    const char *name;
    /* Runs one job; may take long; calls job_progress(). False: failed, is tried again later. */
    bool (*run)(struct job *j);
    int every_minutes; /* 0: only when asked for; else the worker plans the next run itself */
};

/* The pages of one client, /deelnemers/:client/TAB; feature record serves them. */
enum client_tab {
    TAB_OVERVIEW,
    TAB_PROFILE,    /* profiel: profile and preferences */
    TAB_SEARCH,     /* zoeken: job leads, employer contacts */
    TAB_WORK,       /* werk: placements, follow-along */
    TAB_PEOPLE,     /* mensen: practitioners, relatives, consent */
    TAB_DISCLOSURE, /* openheid */
    TAB_INCOME,     /* inkomen: advice on work and income */
    TAB_HOURS,      /* uren: scheme, budget, hours */
    TAB_FILE,       /* dossier: documents, rights, who looked */
    TABS_COUNT
};

/* A part of such a page. A block of a group that the reader does not see is left out, and a tab
 * without a block too. */
struct client_block {
    const char *name; /* its anchor */
    void (*draw)(struct req *r);
    enum text_id title;
    enum field_group group;
    enum client_tab tab;
    int order;
    bool aside; /* in the side column */
};

/* What a feature gives to the program. Lists end with a zero element; any may be NULL. */
struct feature {
    const char *name;
    const struct route *routes;
    const struct command *commands;
    const struct job_kind *jobs;
    /* What the helper does that may ask other servers (helper.h); of one feature. */
    void (*net)(const struct config *config, const void *request, size_t n, struct buf *out);
    /* The feature's parts of the pages of one client: the only hook between features; ends with a
     * zero element. */
    const struct client_block *client_blocks;
    /* A job of this trajectory was added, changed, began or ended; in the transaction of that write
     * (placement_refresh() calls it). */
    void (*work_changed)(struct db *db, int64_t trajectory_id, int32_t today);
    /* One for the client's own page, /mijn: in plain words, to "u". */
    void (*mine_block)(struct req *r);
    enum field_group mine_group;
    int mine_order;
    enum text_id mine_title;
};

extern const struct feature *const features[]; /* NULL-terminated, in dependency order (app/) */

#endif
