/* access_nen.c: the log in the words of NEN 7513: one CSV with the 31 fields, as rules/nen7513.csv
 * says where each comes from. Not: the command around it (access_command.c).
 * Start at access_export(). */
#include "base/csv.h"
#include "base/date.h"
#include "base/embed.h"
#include "base/id.h"
#include "base/log.h"
#include "base/map.h"
#include "base/vec.h"
#include "core/run.h"
#include "feature/access/access.h"

/* One line with all that belongs to it. */
struct nen {
    struct access_line line;
    const char *login, *name, *organisation, *words, *route, *policy, *address;
    int64_t consent_id;
    const struct route *page;
    char text[64];
};

/* ---- codes: RFC 3881, which NEN 7513 takes over ---------------------------------------------- */

/* E, execute, for the rest: logging in and out, beginning and ending the log, a search. */
static const char *action_code(const struct nen *n)
{
    static const char codes[ACCESS_ACTIONS] = {
        [ACCESS_CREATE] = 'C',    [ACCESS_CHANGE] = 'U',     [ACCESS_PASSPHRASE] = 'U',
        [ACCESS_FACTOR_ON] = 'U', [ACCESS_FACTOR_OFF] = 'U', [ACCESS_ROLE] = 'U',
        [ACCESS_ACCOUNT] = 'U',   [ACCESS_CONSENT] = 'U',    [ACCESS_GRANT] = 'U',
        [ACCESS_REVIEW] = 'U',    [ACCESS_RIGHT] = 'U',      [ACCESS_REPAIR] = 'U',
        [ACCESS_DELETE] = 'D',    [ACCESS_DROP] = 'D',       [ACCESS_READ] = 'R',
        [ACCESS_BSN] = 'R',       [ACCESS_LIST] = 'R',       [ACCESS_PRINT] = 'R',
        [ACCESS_EXPORT] = 'R',    [ACCESS_LOG_READ] = 'R',   [ACCESS_REFUSED] = 'R'};

    switch ((size_t)n->line.action < COUNT(codes) ? codes[n->line.action] : 0) {
    case 'C':
        return "C";
    case 'R':
        return "R";
    case 'U':
        return "U";
    case 'D':
        return "D";
    default:
        return "E";
    }
}

static const char *life_cycle(const struct nen *n)
{
    const char *code = action_code(n);

    if (n->line.action == ACCESS_EXPORT || n->line.action == ACCESS_PRINT)
        return "10";
    return *code == 'C' ? "1" : *code == 'U' ? "3" : *code == 'D' ? "15" : "6";
}

static const char *purpose(const struct nen *n)
{
    switch ((enum relation)n->line.relation) {
    case RELATION_EMERGENCY:
        return "emergency";
    case RELATION_CLIENT:
        return "own";
    case RELATION_PRIVACY:
        return "audit";
    case RELATION_OFFICE:
        return "administration";
    case RELATION_SAMPLE:
    case RELATION_SAMPLE_CONSENTED:
        return "quality";
    case RELATION_PRACTITIONER:
        return "treatment";
    case RELATION_NONE:
        return n->line.client_id ? "guidance" : "administration";
    default:
        return "guidance";
    }
}

static bool is_about_log(const struct nen *n)
{
    return n->line.action == ACCESS_CHAIN || n->line.action == ACCESS_CHAIN_END ||
           n->line.action == ACCESS_LOG_READ || n->line.action == ACCESS_DROP;
}

static bool is_about_staff(const struct nen *n)
{
    return n->line.action == ACCESS_ROLE || n->line.action == ACCESS_ACCOUNT ||
           n->line.action == ACCESS_FACTOR_OFF || n->line.object == OBJECT_STAFF;
}

static const char *object_role(const struct nen *n)
{
    return n->line.client_id                                                  ? "1"
           : n->line.action == ACCESS_SEARCH                                  ? "24"
           : n->line.action == ACCESS_LIST || n->line.action == ACCESS_EXPORT ? "7"
           : is_about_log(n)                                                  ? "13"
           : is_about_staff(n)                                                ? "11"
                                                                              : "4";
}

static const char *object_id_type(const struct nen *n)
{
    return n->line.client_id                 ? "2"
           : n->line.action == ACCESS_SEARCH ? "10"
           : is_about_staff(n)               ? "11"
           : n->line.object                  ? "9"
                                             : "";
}

/* ---- one function per field ------------------------------------------------------------------ */

static const char *id_or_empty(struct nen *n, int64_t id)
{
    snprintf(n->text, sizeof(n->text), "%" PRId64, id);
    return id ? n->text : "";
}

static bool is_record(const struct nen *n)
{
    return n->line.object == OBJECT_RECORD || n->line.object == OBJECT_EMPLOYER ||
           n->line.object == OBJECT_STAFF;
}

static const char *event_id(struct nen *n)
{
    return n->route;
}
static const char *event_action(struct nen *n)
{
    return action_code(n);
}
static const char *event_time(struct nen *n)
{
    return log_instant(id_ms(n->line.id), n->text);
}
static const char *event_outcome(struct nen *n)
{
    return n->line.result == RESULT_DONE ? "0" : "4";
}
static const char *event_type(struct nen *n)
{
    return access_action_name(n->line.action);
}
static const char *user_id(struct nen *n)
{
    return id_or_empty(n, n->line.staff_id);
}
static const char *login_name(struct nen *n)
{
    return n->login;
}
static const char *user_name(struct nen *n)
{
    return n->name;
}
static const char *user_requestor(struct nen *n)
{
    return n->line.route || n->line.staff_id ? "true" : "false";
}
static const char *user_role(struct nen *n)
{
    return n->line.role ? role_code((enum role)(n->line.role - 1)) : "";
}
static const char *user_purpose(struct nen *n)
{
    return purpose(n);
}
static const char *user_address(struct nen *n)
{
    return n->address;
}
static const char *object_type(struct nen *n)
{
    return n->line.client_id || is_about_staff(n) ? "1" : "2";
}
static const char *object_policy(struct nen *n)
{
    return n->policy;
}
static const char *object_id(struct nen *n)
{
    return id_or_empty(n, n->line.client_id ? n->line.client_id
                          : is_record(n)    ? n->line.object_id
                                            : 0);
}
static const char *object_name(struct nen *n)
{
    return n->line.action == ACCESS_SEARCH ? n->words : "";
}
static const char *object_detail(struct nen *n)
{
    return id_or_empty(n, n->line.client_id && is_record(n) ? n->line.object_id : 0);
}
static const char *object_description(struct nen *n)
{
    if (!n->page)
        return "";
    snprintf(n->text, sizeof(n->text), "%.40s%s%s", text(LANG_NL, n->page->title),
             n->page->group ? ": " : "", n->page->group ? group_code(n->page->group) : "");
    return n->text;
}
static const char *source_site(struct nen *n)
{
    return n->organisation;
}
static const char *source_id(struct nen *n)
{
    snprintf(n->text, sizeof(n->text), "spil %d", id_slot(n->line.id));
    return n->text;
}
static const char *relation_protocol(struct nen *n)
{
    const char *code = n->line.relation ? relation_code((enum relation)n->line.relation) : "";

    if (!n->line.grant_id)
        return code;
    snprintf(n->text, sizeof(n->text), "%s grant %" PRId64, code, n->line.grant_id);
    return n->text;
}
static const char *consent_profile(struct nen *n)
{
    return id_or_empty(n, n->consent_id);
}
static const char *life_cycle_field(struct nen *n)
{
    return life_cycle(n);
}
static const char *object_role_field(struct nen *n)
{
    return object_role(n);
}
static const char *object_id_type_field(struct nen *n)
{
    return object_id_type(n);
}

static const struct {
    const char *field;
    const char *(*value)(struct nen *n);
} known[] = {{"EventID", event_id},
             {"EventActionCode", event_action},
             {"EventDateTime", event_time},
             {"EventOutcomeIndicator", event_outcome},
             {"EventTypeCode", event_type},
             {"UserID", user_id},
             {"AlternateUserID", login_name},
             {"UserName", user_name},
             {"UserIsRequestor", user_requestor},
             {"RoleIDCode", user_role},
             {"PurposeOfUse", user_purpose},
             {"NetworkAccessPointID", user_address},
             {"ParticipantObjectTypeCode", object_type},
             {"ParticipantObjectTypeCodeRole", object_role_field},
             {"ParticipantObjectDataLifeCycle", life_cycle_field},
             {"ParticipantObjectIDTypeCode", object_id_type_field},
             {"ParticipantObjectPermissionPolicySet", object_policy},
             {"ParticipantObjectID", object_id},
             {"ParticipantObjectName", object_name},
             {"ParticipantObjectDetail", object_detail},
             {"ParticipantObjectDescription", object_description},
             {"AuditEnterpriseSiteID", source_site},
             {"AuditSourceID", source_id},
             {"behandelrelatieProtocol", relation_protocol},
             {"toestemmingsProfiel", consent_profile}};

/* ---- the list of fields ---------------------------------------------------------------------- */

struct field_of {
    const char *name;
    const char *constant; /* or NULL */
    int known;            /* index; -1: stays empty */
};
struct fields_of {
    struct field_of *at;
    size_t n, cap;
};

/* Which of known fills this field; -1: none. */
static int known_index(const char *field)
{
    for (size_t i = 0; i < COUNT(known); i++)
        if (!strcmp(known[i].field, field))
            return (int)i;
    return -1;
}

bool access_nen_known(const char *field)
{
    return known_index(field) >= 0;
}

static struct fields_of fields_read(struct arena *a)
{
    struct csv_column want[] = {{"field", false, -1}, {"kind", false, -1}, {"value", false, -1}};
    const struct embed *file = embed_find("rules/nen7513.csv");
    struct fields_of fields = {0};
    struct csv_log log;

    csv_log_init(&log, 1);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, want, COUNT(want)))
        BUG("%s", log.text.at);
    while (csv_next(c)) {
        struct field_of f = {.name =
                                 arena_strn(a, csv_text(c, want[0].at), csv_len(c, want[0].at))};

        f.known = known_index(f.name);
        if (csv_is(c, want[1].at, "constant"))
            f.constant = arena_strn(a, csv_text(c, want[2].at), csv_len(c, want[2].at));
        else if (!csv_is(c, want[1].at, "none") && f.known < 0)
            BUG("rules/nen7513.csv: nothing fills %s", f.name);
        ARENA_PUSH(a, &fields, f);
    }
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
    return fields;
}

/* ---- going through the log ------------------------------------------------------------------- */

struct page_of {
    uint32_t number;
    const struct route *route;
};

struct nen_export {
    struct db *db;
    struct arena *a;   /* as long as the export */
    struct arena *row; /* of a piece */
    struct fields_of fields;
    struct {
        struct page_of *at;
        size_t n, cap;
    } pages;
    struct map *addresses; /* of sessions: "STAFF SESSION" */
    const char *policies[ID_SLOTS];
    struct buf out;
    struct csv_writer writer;
    FILE *to;
    int64_t lines;
};

/* From where this session came: the words of the line it began with. */
static const char *address_of(struct nen_export *e, const struct access_line *line,
                              const char *words)
{
    char *key = arena_fmt(e->a, "%" PRId64 " %d", line->staff_id, line->session);

    if (!line->session)
        return line->object == OBJECT_TEXT && line->action == ACCESS_LOGIN ? words : "";
    if (line->object == OBJECT_TEXT &&
        (line->action == ACCESS_LOGIN || line->action == ACCESS_PASSPHRASE ||
         line->action == ACCESS_FACTOR_ON))
        map_put(e->addresses, key, arena_str(e->a, words));
    const char *found = map_get(e->addresses, key);
    if (!found) {
        found =
            db_one_text(e->db, e->a,
                        SQL("select t.words from access_line l join access_text t on t.id = l.id"
                            " where l.staff_id = $1 and l.id < $2 and l.id >> 48 <= $2 >> 48"
                            " and (l.what >> 22) & 1023 = $3 and l.what & 63 in (7, 10, 11)"
                            " order by l.id >> 48 desc, l.id desc limit 1"),
                        ARGS(I(line->staff_id), I(line->id), I(line->session)), "");
        map_put(e->addresses, key, arena_str(e->a, found));
    }
    return found;
}

/* The program and its rules, from the line with which the log of that process began. */
static const char *policy_of(struct nen_export *e, const struct access_line *line,
                             const char *words)
{
    int slot = id_slot(line->id);

    if (line->action == ACCESS_CHAIN && line->object == OBJECT_TEXT)
        e->policies[slot] = arena_str(e->a, words);
    if (!e->policies[slot])
        e->policies[slot] =
            db_one_text(e->db, e->a,
                        SQL("select t.words from access_line l join access_text t on t.id = l.id"
                            " where l.id < $1 and (l.id >> 12) & 1023 = $2 and l.what & 63 = 1"
                            " order by l.id desc limit 1"),
                        ARGS(I(line->id), I(slot)), "");
    return e->policies[slot];
}

static void number_route(const struct route *route, void *with)
{
    struct nen_export *e = with;
    char name[128];
    struct page_of page = {access_route_number(run_route_name(route, name, sizeof(name))), route};

    ARENA_PUSH(e->a, &e->pages, page);
}

static void put_line(struct nen_export *e, struct nen *n)
{
    n->page = NULL;
    for (size_t i = 0; i < e->pages.n; i++)
        if (e->pages.at[i].number == n->line.route)
            n->page = e->pages.at[i].route;
    for (size_t i = 0; i < e->fields.n; i++) {
        const struct field_of *f = &e->fields.at[i];

        csv_put(&e->writer, f->constant     ? f->constant
                            : f->known >= 0 ? known[f->known].value(n)
                                            : "");
    }
    csv_end(&e->writer);
    e->lines++;
}

static void flush(struct nen_export *e)
{
    if (fwrite(e->out.at, 1, e->out.len, e->to) != e->out.len)
        die("cannot write the export: %s", strerror(errno));
    buf_clear(&e->out);
}

static int64_t export_piece(struct nen_export *e, int64_t from, int64_t to, int64_t client_id)
{
    int64_t last = 0;
    struct nen *list;
    size_t n = 0;
    struct db_rows q =
        db_query(e->db,
                 SQL("select l.id, l.staff_id, l.client_id, l.what, l.grant_id, l.object_id, "
                     "s.login, s.name,"
                     " o.name, t.words, u.name, g.consent_id from access_line l"
                     " left join staff s on s.id = l.staff_id"
                     " left join organisation o on o.id = s.organisation_id"
                     " left join access_text t on t.id = l.id"
                     " left join access_route u on u.id = (l.what >> 32)"
                     " left join access_grant g on g.id = l.grant_id"
                     " where l.id > $1 and l.id < $2 and (l.client_id = $3 or $3 = 0)"
                     " order by l.id limit 1000"),
                 ARGS(I(from), I(to), I(client_id)));

    arena_reset(e->row);
    list = ARENA_ARRAY(e->row, struct nen, 1000);
    while (db_next(&q)) {
        struct nen *at = &list[n++];

        *at = (struct nen){.line = {.id = db_int(&q, 0),
                                    .staff_id = db_int(&q, 1),
                                    .client_id = db_int(&q, 2),
                                    .grant_id = db_int(&q, 4),
                                    .object_id = db_int(&q, 5)},
                           .login = db_text_copy(&q, 6, e->row),
                           .name = db_text_copy(&q, 7, e->row),
                           .organisation = db_text_copy(&q, 8, e->row),
                           .words = db_text_copy(&q, 9, e->row),
                           .route = db_text_copy(&q, 10, e->row),
                           .consent_id = db_int(&q, 11)};
        access_unpack(db_int(&q, 3), &at->line);
        last = at->line.id;
    }
    for (size_t i = 0; i < n; i++) {
        list[i].address = address_of(e, &list[i].line, list[i].words);
        list[i].policy = policy_of(e, &list[i].line, list[i].words);
        put_line(e, &list[i]);
    }
    flush(e);
    return last;
}

int64_t access_export(struct db *db, int64_t from, int64_t to, int64_t client_id, FILE *out)
{
    struct arena *a = arena_new();
    struct nen_export *e = ARENA_ARRAY(a, struct nen_export, 1);
    int64_t last = from - 1;

    e->db = db;
    e->a = a;
    e->row = arena_new();
    e->to = out;
    e->fields = fields_read(a);
    e->addresses = map_new(a);
    run_each_route(number_route, e);
    buf_init(&e->out, 16 * 1024 * 1024);
    csv_writer_init(&e->writer, &e->out, ',', true);
    for (size_t i = 0; i < e->fields.n; i++)
        csv_put(&e->writer, e->fields.at[i].name);
    csv_end(&e->writer);
    flush(e);
    db_begin_read(db);
    while ((last = export_piece(e, last, to, client_id)))
        ;
    db_commit(db);
    int64_t lines = e->lines;
    buf_free(&e->out);
    arena_free(e->row);
    arena_free(a);
    return lines;
}
