/* appointment_web.c: making and moving an appointment, and what became of it.
 * Not: showing them (appointment_show.c), calendars in other programs (feed_web.c).
 * Start at new_save(). */
#include "feature/appointment/pages.h"

#include "feature/contact/contact.h"
#include "feature/employer/employer.h"
#include "feature/contact/quick.h"

enum { AHEAD = 366, CASELOAD_MOST = 300 };

/* ---- the form -------------------------------------------------------------------------------- */

struct entry {
    int64_t who; /* a client, an employer or a colleague */
    const char *kind;
    int32_t day;
    const char *time;
    int64_t minutes;
    const char *mode, *place;
    int64_t about; /* a client, when it is with somebody else */
    const char *address, *subject;
    const char *repeat;
    int32_t until;
    const char *remind;
    int64_t version;
};

static const struct field fields[] = {
    F_ID(struct entry, who, TEXT_contact_who, REQUIRED),
    F_CODE(struct entry, kind, TEXT_appointment_kind, REQUIRED | NARROW, appointment_kinds),
    F_MINUTES(struct entry, minutes, TEXT_contact_minutes, REQUIRED | NARROW, 5, 1440),
    F_DAY(struct entry, day, TEXT_contact_day, REQUIRED | FUTURE_ONLY | NARROW),
    F_TEXT(struct entry, time, TEXT_appointment_time, NARROW, 10),
    F_ID(struct entry, about, TEXT_appointment_about, 0),
    F_TEXT(struct entry, subject, TEXT_appointment_subject, 0, 200),
    F_CODE(struct entry, mode, TEXT_contact_mode, REQUIRED | CHIPS, appointment_modes),
    F_CODE(struct entry, place, TEXT_contact_place, REQUIRED | CHIPS, contact_places),
    F_TEXT(struct entry, address, TEXT_appointment_address, 0, 200),
    F_CODE(struct entry, remind, TEXT_appointment_remind, CHIPS, appointment_reminders),
    F_CODE(struct entry, repeat, TEXT_appointment_repeat, CHIPS, appointment_repeats),
    F_DAY(struct entry, until, TEXT_appointment_until, NARROW),
    F_HIDDEN_ID(struct entry, version),
    F_END};

static const struct choice chips[] = {
    {"15", "15", NULL}, {"30", "30", NULL}, {"45", "45", NULL}, {"60", "60", NULL}};

/* The own clients, for an appointment with somebody else about one of them. */
static void offer_clients(struct req *r, struct form *f)
{
    struct trajectory_facts own = trajectory_list(
        r->db, r->arena, r->user,
        (struct trajectory_filter){
            .staff_id = r->user->id, .phase = "", .find = "", .limit = CASELOAD_MOST});
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, own.n);

    for (size_t i = 0; i < own.n; i++)
        choices[i] = (struct choice){arena_fmt(r->arena, "%" PRId64, own.at[i].client_id),
                                     own.at[i].list_name, NULL};
    form_choices(f, "about", choices, own.n);
}

static struct form *form_of(struct req *r, struct entry *e)
{
    struct form *f = req_form(r, fields, e);

    form_suggest(f, "who", "/zoek?q=", contact_who_name(r, e->who));
    form_help(f, "who", TEXT_contact_who_help);
    form_help(f, "time", TEXT_appointment_time_help);
    form_help(f, "about", TEXT_appointment_about_help);
    form_help(f, "until", TEXT_appointment_until_help);
    form_help(f, "remind",
              feed_there(r) ? TEXT_appointment_remind_feed : TEXT_appointment_remind_help);
    form_choices(f, "minutes", chips, COUNT(chips));
    offer_clients(r, f);
    return f;
}

static struct entry entry_empty(struct req *r)
{
    int32_t day = day_from_iso(req_query(r, "dag"));

    return (struct entry){.kind = "talk",
                          .day = day == DAY_NONE || day < r->today ? r->today + 1 : day,
                          .time = "",
                          .minutes = 60,
                          .mode = "face_to_face",
                          .place = "office",
                          .address = "",
                          .subject = "",
                          .repeat = "",
                          .until = DAY_NONE,
                          .remind = ""};
}

static struct entry entry_of(struct req *r, const struct appointment *a)
{
    bool with_client = !a->employer_id && !a->colleague_id;

    return (struct entry){
        .who = with_client      ? a->client_id
               : a->employer_id ? a->employer_id
                                : a->colleague_id,
        .kind = a->kind,
        .day = a->day,
        .time = appointment_time_text(r->arena, a->minute),
        .minutes = a->minutes,
        .mode = a->mode,
        .place = a->place,
        .about = with_client ? 0 : a->client_id,
        .address = a->address,
        .subject = a->subject,
        .repeat = "",
        .until = DAY_NONE,
        .remind = a->remind == NUMBER_NONE ? "" : arena_fmt(r->arena, "%" PRId64, a->remind),
        .version = a->version};
}

/* id 0: a new one, which may be a series. */
static void show_fields(struct req *r, const struct form *f, int64_t id)
{
    static const char *const first[] = {"who", "kind", "day", "time", "minutes", "subject"};
    static const char *const more[] = {"about", "mode", "place", "address", "remind"};

    for (size_t i = 0; i < COUNT(first); i++)
        form_show_field(r->out, f, first[i]);
    for (size_t i = 0; i < COUNT(more); i++)
        form_show_field(r->out, f, more[i]);
    if (id) {
        form_show_field(r->out, f, "version");
        return;
    }
    form_show_field(r->out, f, "repeat");
    form_show_field(r->out, f, "until");
}

static void begin_page(struct req *r, const char *title, const struct form *f)
{
    struct frame_link *crumbs = ARENA_ARRAY(r->arena, struct frame_link, 1);
    struct frame frame = page_frame(r, title);

    crumbs[0] = (struct frame_link){"/agenda", T(appointment_agenda), NULL, 0};
    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    frame.errors = f ? form_error_count(f) : 0;
    page_begin_frame(r, &frame);
    if (f)
        form_show_errors(r->out, f);
}

/* Where the page came from, kept through the form. */
static bool from_record(struct req *r)
{
    return !strcmp(http_method(r->x) == HTTP_POST ? req_value(r, "_back") : req_query(r, "terug"),
                   "dossier");
}

static void show_new(struct req *r, struct form *f, int64_t employer_id)
{
    begin_page(r, T(appointment_new), f);
    page_form_begin(r, "fields", "/agenda/nieuw");
    employer_heed_show(r, employer_id);
    show_fields(r, f, 0);
    if (from_record(r))
        html(r->out, "<input type=\"hidden\" name=\"_back\" value=\"dossier\">");
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/agenda\">%s</a></div></form>",
         T(save), T(cancel));
    page_end(r);
}

static void new_page(struct req *r)
{
    struct entry e = entry_empty(r);
    struct contact_who who = {0};
    int64_t id = req_query_id(r, "wie");

    if (id && contact_who_get(r, id, &who)) {
        e.who = id;
        if (!strcmp(who.party, "employer")) {
            e.kind = "visit";
            e.place = "work";
        } else if (!strcmp(who.party, "colleague")) {
            e.kind = "meeting";
        }
    }
    show_new(r, form_of(r, &e), who.employer_id);
}

/* From what was typed to an appointment; messages in the form. */
static void read_entry(struct req *r, struct form *f, struct entry *e, struct appointment *a)
{
    struct contact_who who = {0}, about = {0};
    bool read = req_form_read(r, f);

    if (read && !e->who)
        e->who = contact_who_typed(r, f, "who");
    if (!appointment_time_parse(e->time, &a->minute))
        form_error(f, "time", TEXT_appointment_time_wrong);
    if (e->day != DAY_NONE && e->day > r->today + AHEAD)
        form_error(f, "day", TEXT_time_too_far);
    if (form_error_count(f))
        return;
    if (e->about && (!contact_who_get(r, e->about, &about) || !about.trajectory_id))
        form_error(f, "about", TEXT_error_choice);
    if (!contact_who_get(r, e->who, &who))
        form_error(f, "who", TEXT_contact_who_unknown);
    if (form_error_count(f))
        return;
    a->day = e->day;
    a->minutes = e->minutes;
    a->kind = e->kind;
    a->party = appointment_party(e->kind, who.party);
    a->mode = e->mode;
    a->place = e->place;
    a->trajectory_id = who.trajectory_id ? who.trajectory_id : about.trajectory_id;
    a->employer_id = who.employer_id;
    a->colleague_id = who.colleague_id;
    a->address = e->address;
    a->subject = e->subject;
    a->remind = *e->remind ? strtol(e->remind, NULL, 10) : NUMBER_NONE;
}

static void check_series(struct form *f, const struct entry *e)
{
    if (form_error_count(f) || !*e->repeat)
        return;
    if (e->until == DAY_NONE)
        form_error(f, "until", TEXT_appointment_until_missing);
    else if (e->until <= e->day)
        form_error(f, "until", TEXT_appointment_until_before);
    else if (e->until > e->day + AHEAD)
        form_error(f, "until", TEXT_time_too_far);
}

static void add_all(struct req *r, struct appointment *a, const struct entry *e)
{
    int32_t days[APPOINTMENT_SERIES_MOST];
    size_t n = appointment_series_days(a->day, e->repeat, *e->repeat ? e->until : a->day, days,
                                       COUNT(days));
    int64_t first = 0;
    bool overlaps = false;

    for (size_t i = 0; i < n; i++) {
        a->day = days[i];
        a->series_id = first;
        if (appointment_add(r, a) != OK)
            BUG("an appointment that was checked is refused");
        overlaps |= appointment_overlaps(r, a);
        first = first ? first : a->id;
    }
    if (n > 1)
        appointment_begins_series(r, first);
    req_flash_undo(
        r, overlaps ? TEXT_appointment_saved_overlap : TEXT_appointment_saved,
        arena_fmt(r->arena, "/agenda/%" PRId64 "/weg%s", first, n > 1 ? "?reeks=1" : ""));
}

static void new_save(struct req *r)
{
    struct entry e = entry_empty(r);
    struct form *f = form_of(r, &e);
    struct appointment a = {.programme_id = r->user->programme_id, .staff_id = r->user->id};
    char day[DAY_TEXT];

    read_entry(r, f, &e, &a);
    check_series(f, &e);
    employer_heed_check(r, f, "who", a.employer_id, false);
    if (form_error_count(f)) {
        req_invalid(r);
        show_new(r, f, a.employer_id);
        return;
    }
    add_all(r, &a, &e);
    if (from_record(r) && r->client_id)
        req_redirect(r, "/deelnemers/%" PRId64, r->client_id);
    else
        req_redirect(r, "/agenda?week=%s", day_iso(day_monday(e.day), day));
}

/* ---- one appointment ------------------------------------------------------------------------- */

/* One's own; with a client, the access log says whose. */
static bool load(struct req *r, struct appointment *a)
{
    if (appointment_get(r, r->id, a) == OK) {
        if (*a->client)
            r->client_id = a->client_id;
        return true;
    }
    req_not_found(r);
    return false;
}

static void go_back(struct req *r, const struct appointment *a)
{
    char day[DAY_TEXT];

    if (!strcmp(req_query(r, "naar"), "vandaag"))
        req_redirect(r, "/vandaag");
    else if (!strcmp(req_query(r, "naar"), "dossier") && *a->client)
        req_redirect(r, "/deelnemers/%" PRId64, a->client_id);
    else
        req_redirect(r, "/agenda?week=%s", day_iso(day_monday(a->day), day));
}

static void show_remove(struct req *r, const struct appointment *a)
{
    html(r->out, "<div class=\"buttons\">");
    page_form_begin(r, "", "/agenda/%" PRId64 "/weg", a->id);
    html(r->out, "<button class=\"quiet danger\">%s</button></form>", T(appointment_remove));
    if (a->series_id) {
        page_form_begin(r, "", "/agenda/%" PRId64 "/weg?reeks=1", a->id);
        html(r->out, "<button class=\"quiet danger\">%s</button></form>",
             T(appointment_remove_later));
    }
    html(r->out, "</div>");
}

static void show_one(struct req *r, const struct appointment *a, struct form *f)
{
    begin_page(r, appointment_words(r, a), f);
    html(r->out, "<p class=\"lead\">%s · %s · %s</p>", page_day_long(r, a->day),
         appointment_time_words(r, a), appointment_where_words(r, a));
    if (!appointment_is_open(a)) {
        appointment_outcome_show(r, a);
        page_form_begin(r, "buttons", "/agenda/%" PRId64 "/terug", a->id);
        html(r->out, "<button class=\"quiet\">%s</button></form>", T(undo));
        page_end(r);
        return;
    }
    if (appointment_is_due(r, a))
        appointment_acts_show(r, a, "agenda");
    html(r->out, "<h2>%s</h2>", T(appointment_change));
    if (a->series_id)
        html(r->out, "<p class=\"muted\">%s</p>", T(appointment_change_one));
    page_form_begin(r, "fields", "/agenda/%" PRId64, a->id);
    show_fields(r, f, a->id);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/agenda\">%s</a></div></form>",
         T(save), T(cancel));
    show_remove(r, a);
    page_end(r);
}

static void one_page(struct req *r)
{
    struct appointment a;

    if (!load(r, &a))
        return;
    struct entry e = entry_of(r, &a);
    show_one(r, &a, form_of(r, &e));
}

static void one_save(struct req *r)
{
    struct appointment a;

    if (!load(r, &a))
        return;
    struct entry e = entry_of(r, &a);
    struct form *f = form_of(r, &e);
    struct appointment was = a;
    read_entry(r, f, &e, &a);
    a.version = e.version;
    if (!appointment_is_open(&was))
        form_error(f, NULL, TEXT_appointment_closed);
    if (!form_error_count(f) && appointment_change(r, &a) == STALE)
        form_error(f, NULL, TEXT_appointment_stale);
    if (form_error_count(f)) {
        req_invalid(r);
        show_one(r, &was, f);
        return;
    }
    req_flash(r, appointment_overlaps(r, &a) ? TEXT_appointment_saved_overlap
                                             : TEXT_appointment_saved);
    go_back(r, &a);
}

static void remove_save(struct req *r)
{
    struct appointment a;

    if (!load(r, &a))
        return;
    if (!appointment_remove(r, &a, *req_query(r, "reeks"))) {
        req_error_page(r, 422, TEXT_appointment_remove, TEXT_appointment_closed);
        return;
    }
    req_flash(r, TEXT_appointment_removed);
    go_back(r, &a);
}

/* ---- what became of it ----------------------------------------------------------------------- */

static enum text_id why_not(enum rc rc)
{
    return rc == DENIED    ? TEXT_contact_week_locked
           : rc == INVALID ? TEXT_appointment_to_come
                           : TEXT_appointment_closed;
}

static void took_place_save(struct req *r)
{
    struct appointment a;

    if (!load(r, &a))
        return;
    if (a.client_id && !gate_may_change(&a.gate, GROUP_NOTES)) { /* handed over since */
        req_error_page(r, 422, TEXT_appointment_not_logged, TEXT_appointment_not_yours);
        return;
    }
    enum rc rc = appointment_took_place(r, &a);
    if (rc != OK) {
        req_error_page(r, 422, TEXT_appointment_not_logged, why_not(rc));
        return;
    }
    req_flash_undo(r, TEXT_appointment_logged,
                   a.day >= r->today - 1
                       ? arena_fmt(r->arena, "/agenda/%" PRId64 "/terug?naar=%s", a.id,
                                   strcmp(req_query(r, "naar"), "vandaag") ? "agenda" : "vandaag")
                       : "");
    go_back(r, &a);
}

struct off {
    const char *reason;
    const char *note;
    bool attempt;
};

static const struct field off_fields[] = {
    F_CODE(struct off, reason, TEXT_appointment_off_reason, REQUIRED, appointment_off_reasons),
    F_TEXT(struct off, note, TEXT_appointment_off_note, 0, 300),
    F_YES(struct off, attempt, TEXT_appointment_off_attempt), F_END};

static void show_off(struct req *r, const struct appointment *a, struct form *f)
{
    begin_page(r, T(appointment_did_not), f);
    html(r->out, "<p class=\"lead\">%s · %s · %s</p>", appointment_words(r, a),
         page_day_long(r, a->day), appointment_time_words(r, a));
    page_form_begin(r, "fields", "/agenda/%" PRId64 "/niet?naar=%s", a->id,
                    strcmp(req_query(r, "naar"), "vandaag") ? "agenda" : "vandaag");
    form_help(f, "attempt", TEXT_appointment_off_attempt_help);
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/agenda\">%s</a></div></form>",
         T(save), T(cancel));
    page_end(r);
}

static void off_page(struct req *r)
{
    struct appointment a;
    struct off off = {"", "", false};

    if (load(r, &a))
        show_off(r, &a, req_form(r, off_fields, &off));
}

static void check_off(struct req *r, struct form *f, const struct appointment *a,
                      const struct off *off)
{
    if (off->attempt && strcmp(off->reason, "absent") != 0)
        form_error(f, "attempt", TEXT_appointment_off_attempt_why);
    if (off->attempt && a->client_id && !gate_may_change(&a->gate, GROUP_NOTES))
        form_error(f, "attempt", TEXT_appointment_not_yours);
    if (off->attempt && a->day > r->today)
        form_error(f, "attempt", TEXT_appointment_to_come);
    if (!appointment_is_open(a))
        form_error(f, NULL, TEXT_appointment_closed);
}

static void off_save(struct req *r)
{
    struct appointment a;
    struct off off = {"", "", false};
    struct form *f = req_form(r, off_fields, &off);

    if (!load(r, &a))
        return;
    bool fine = req_form_read(r, f);
    check_off(r, f, &a, &off);
    if (fine && !form_error_count(f)) {
        a.off_reason = off.reason;
        a.off_note = off.note;
        if (appointment_called_off(r, &a, off.attempt) != OK)
            form_error(f, NULL, TEXT_contact_week_locked);
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show_off(r, &a, f);
        return;
    }
    if (!strcmp(off.reason, "moved")) {
        req_flash(r, TEXT_appointment_off_moved_now);
        if (*a.client)
            req_redirect(r, "/agenda/nieuw?wie=%" PRId64,
                         a.employer_id    ? a.employer_id
                         : a.colleague_id ? a.colleague_id
                                          : a.client_id);
        else
            req_redirect(r, "/agenda/nieuw");
        return;
    }
    req_flash_undo(r, TEXT_appointment_off_saved,
                   arena_fmt(r->arena, "/agenda/%" PRId64 "/terug", a.id));
    go_back(r, &a);
}

static void again_save(struct req *r)
{
    struct appointment a;

    if (!load(r, &a))
        return;
    enum rc rc = appointment_open_again(r, &a);
    if (rc != OK) {
        req_error_page(r, 422, TEXT_contact_remove_not,
                       rc == DENIED ? TEXT_contact_week_locked : TEXT_contact_remove_why);
        return;
    }
    req_flash(r, TEXT_appointment_open_again);
    go_back(r, &a);
}

/* ---------------------------------------------------------------------------------------------- */

static const struct route routes[] = {
    {GET, "/agenda", appointment_agenda, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_LIST,
     TEXT_appointment_agenda},
    {GET, "/agenda/nieuw", new_page, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_LIST,
     TEXT_appointment_new},
    {POST, "/agenda/nieuw", new_save, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE, ACCESS_CREATE,
     TEXT_appointment_new},
    {GET, "/agenda/:id", one_page, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_READ,
     TEXT_appointment_change},
    {POST, "/agenda/:id", one_save, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE, ACCESS_CHANGE,
     TEXT_appointment_change},
    {POST, "/agenda/:id/weg", remove_save, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE, ACCESS_DELETE,
     TEXT_appointment_remove},
    {POST, "/agenda/:id/door", took_place_save, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE,
     ACCESS_CREATE, TEXT_appointment_took_place},
    {GET, "/agenda/:id/niet", off_page, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_READ,
     TEXT_appointment_did_not},
    {POST, "/agenda/:id/niet", off_save, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE, ACCESS_CHANGE,
     TEXT_appointment_did_not},
    {POST, "/agenda/:id/terug", again_save, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE, ACCESS_CHANGE,
     TEXT_undo},
    {GET, "/agenda/koppeling", feed_manage, SCOPE_NONE, PERM_CONTACT_WRITE, READ, ACCESS_NOTHING,
     TEXT_feed_link},
    {POST, "/agenda/koppeling", feed_make, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE, ACCESS_ACCOUNT,
     TEXT_feed_link},
    {POST, "/agenda/koppeling/einde", feed_stop, SCOPE_NONE, PERM_CONTACT_WRITE, WRITE,
     ACCESS_ACCOUNT, TEXT_feed_stop},
    /* Other programs fetch it without a session; the secret in the address says whose. */
    {GET, "/agenda.ics", feed_serve, SCOPE_NONE, PERM_PUBLIC, READ, ACCESS_EXPORT, TEXT_feed_link},
    {GET, "/overdragen", handover_choose, SCOPE_NONE, PERM_CLIENT_ASSIGN, READ, ACCESS_LIST,
     TEXT_handover_many},
    {POST, "/overdragen", handover_confirm, SCOPE_NONE, PERM_CLIENT_ASSIGN, READ, ACCESS_LIST,
     TEXT_handover_many},
    {POST, "/overdragen/bevestigen", handover_save, SCOPE_NONE, PERM_CLIENT_ASSIGN, WRITE,
     ACCESS_NOTHING, TEXT_handover_many},
    {POST, "/overdragen/:id/terug", handover_back, SCOPE_NONE, PERM_CLIENT_ASSIGN, WRITE,
     ACCESS_NOTHING, TEXT_undo},
    {0}};

static const struct job_kind jobs[] = {{"handover", handover_job, 60}, {0}};

static const struct client_block blocks[] = {{.draw = appointment_client_block,
                                              .title = TEXT_appointment_block,
                                              .group = GROUP_TEAM,
                                              .tab = TAB_OVERVIEW,
                                              .order = 5,
                                              .name = "afspraken"},
                                             {0}};

const struct feature appointment_feature = {.name = "appointment",
                                            .routes = routes,
                                            .jobs = jobs,
                                            .client_blocks = blocks,
                                            .mine_block = appointment_mine_block,
                                            .mine_group = GROUP_TEAM,
                                            .mine_order = 1,
                                            .mine_title = TEXT_appointment_block_mine};
