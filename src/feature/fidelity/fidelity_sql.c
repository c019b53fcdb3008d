/* fidelity_sql.c: the world of the live estimate from the database.
 * Not: the formulas (fidelity_live.c, fidelity_items.c).
 * Start at fidelity_load(). Everything is bounded by the window, never by the length of history. */
#include "core/values.h"
#include "feature/contact/contact.h"
#include "feature/fidelity/fidelity_items.h"
#include "feature/fidelity/fidelity_load.h"
#include "feature/placement/placement.h"

enum { REBUILD_MONTHS = 26, KINDS = 32 };

struct workers {
    struct fidelity_worker *at;
    size_t n, cap;
};
struct trajectories {
    struct fidelity_trajectory *at;
    size_t n, cap;
};
struct assignments {
    struct fidelity_assignment *at;
    size_t n, cap;
};
struct jobs {
    struct fidelity_job *at;
    size_t n, cap;
};
struct days {
    struct fidelity_day *at;
    size_t n, cap;
};
struct touches {
    struct fidelity_touch *at;
    size_t n, cap;
};
struct cares {
    struct fidelity_care *at;
    size_t n, cap;
};
struct meetings {
    struct fidelity_meeting *at;
    size_t n, cap;
};
struct presences {
    struct fidelity_presence *at;
    size_t n, cap;
};
struct searches {
    struct fidelity_search *at;
    size_t n, cap;
};
struct leads {
    struct fidelity_lead *at;
    size_t n, cap;
};
struct returns {
    int32_t *at;
    size_t n, cap;
};

/* What is asked, and the places of ids. */
struct load {
    struct db *db;
    struct arena *a;
    int64_t programme_id;
    const char *group; /* of clients; "" all */
    char from[DAY_TEXT], t[DAY_TEXT];
    char near[DAY_TEXT]; /* what is older matters only to who started a job */
    struct workers workers;
    struct trajectories trajectories;
};

static int worker_place(const struct load *l, int64_t id)
{
    for (size_t i = 0; i < l->workers.n; i++)
        if (l->workers.at[i].id == id)
            return (int)i;
    return -1;
}

/* By binary search; false when it is not in the world. */
static bool trajectory_place(const struct load *l, int64_t id, size_t *place)
{
    size_t low = 0, high = l->trajectories.n;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (l->trajectories.at[mid].id < id)
            low = mid + 1;
        else
            high = mid;
    }
    *place = low;
    return low < l->trajectories.n && l->trajectories.at[low].id == id;
}

/* Specialists and supervisors of the programme, also those who left within the window. */
static void load_workers(struct load *l)
{
    struct db_rows q = db_query(
        l->db,
        SQL("select s.id, s.name, s.fte, s.hours_week, min(case when o.role = 'supervisor' then 1"
            " else 0 end) from staff_role o join staff s on s.id = o.staff_id"
            " where o.programme_id = $1 and (o.role = 'specialist' or o.role = 'supervisor')"
            " and o.from_on <= $3 and (o.to_on is null or o.to_on >= $2)"
            " group by s.id, s.name, s.fte, s.hours_week, s.sort_key order by s.sort_key, s.id"),
        ARGS(I(l->programme_id), S(l->from), S(l->t)));

    while (db_next(&q)) {
        struct fidelity_worker one = {db_int(&q, 0), db_text_copy(&q, 1, l->a), db_int(&q, 2),
                                      db_int(&q, 3), db_int(&q, 4) == 1};

        ARENA_PUSH(l->a, &l->workers, one);
    }
}

static int by_id(const void *a, const void *b)
{
    int64_t x = ((const struct fidelity_trajectory *)a)->id,
            y = ((const struct fidelity_trajectory *)b)->id;

    return x < y ? -1 : x > y;
}

/* Sorted here: asked for by id, SQLite would walk the whole table instead of its index. */
static void load_trajectories(struct load *l)
{
    struct db_rows q = db_query(
        l->db,
        SQL("select t.id, t.client_id, t.referred_on, t.first_talk_on, t.started_on, t.closed_on,"
            " f.first_employer_on, case when t.work_goal <> '' then 1 else 0 end,"
            " t.close_reason, p.recorded_on from trajectory t left join trajectory_fact f"
            " on f.trajectory_id = t.id left join profile p on p.client_id = t.client_id"
            " and p.revision = 1 where t.programme_id = $1 and t.referred_on <= $3"
            " and (t.closed_on is null or t.closed_on >= $2)"
            " and (t.target_group = $4 or $4 = '')"),
        ARGS(I(l->programme_id), S(l->from), S(l->t), S(l->group)));

    while (db_next(&q)) {
        const char *reason = db_text(&q, 8);
        struct fidelity_trajectory one = {.id = db_int(&q, 0),
                                          .client_id = db_int(&q, 1),
                                          .referred_on = day_at(&q, 2),
                                          .first_talk_on = day_at(&q, 3),
                                          .started_on = day_at(&q, 4),
                                          .closed_on = day_at(&q, 5),
                                          .first_employer_on = day_at(&q, 6),
                                          .profile_on = day_at(&q, 9),
                                          .goal = db_int(&q, 7) == 1,
                                          .given_up = !strcmp(reason, "no_contact") ||
                                                      !strcmp(reason, "maximum")};

        ARENA_PUSH(l->a, &l->trajectories, one);
    }
    if (l->trajectories.n)
        qsort(l->trajectories.at, l->trajectories.n, sizeof(*l->trajectories.at), by_id);
}

static struct assignments load_assignments(struct load *l)
{
    struct assignments list = {0};
    struct db_rows q = db_query(
        l->db,
        SQL("select a.trajectory_id, a.staff_id, a.from_on, a.to_on from trajectory t"
            " join assignment a on a.trajectory_id = t.id where t.programme_id = $1"
            " and t.referred_on <= $3 and (t.closed_on is null or t.closed_on >= $2)"
            " and (a.to_on is null or a.to_on >= $2) order by a.trajectory_id, a.from_on desc"),
        ARGS(I(l->programme_id), S(l->from), S(l->t)));

    while (db_next(&q)) {
        struct fidelity_assignment one = {
            .worker = worker_place(l, db_int(&q, 1)), .from = day_at(&q, 2), .to = day_at(&q, 3)};

        if (trajectory_place(l, db_int(&q, 0), &one.trajectory))
            ARENA_PUSH(l->a, &list, one);
    }
    return list;
}

struct kinds {
    const char *name[KINDS];
    signed char counts[KINDS];
    int n;
};

static signed char counts_as(struct load *l, struct kinds *kinds, const char *definition,
                             const char *kind)
{
    for (int i = 0; i < kinds->n; i++)
        if (!strcmp(kinds->name[i], kind))
            return kinds->counts[i];
    if (kinds->n == KINDS)
        BUG("more than %d kinds of work", KINDS);
    kinds->name[kinds->n] = arena_str(l->a, kind);
    kinds->counts[kinds->n] = (signed char)placement_counts(definition, kind);
    return kinds->counts[kinds->n++];
}

static const char *folded(struct load *l, const char *title)
{
    char *text = arena_str(l->a, title);

    for (char *s = text; *s; s++)
        if (*s >= 'A' && *s <= 'Z')
            *s = (char)(*s | 0x20);
    return text;
}

static struct jobs load_jobs(struct load *l, const char *definition)
{
    struct jobs list = {0};
    struct kinds kinds = {.n = 0};
    struct db_rows q = db_query(
        l->db,
        SQL("select p.id, p.trajectory_id, p.employer_id, p.establishment_id, p.job_title,"
            " p.started_on, p.ended_on, p.kind, p.permanent, p.disclosure, case when exists"
            " (select 1 from income_advice a where a.client_id = t.client_id"
            " and a.trajectory_id = t.id and a.advised_on <= p.started_on and (a.placement_id"
            " is null or a.placement_id = p.id)) then 1 else 0 end from trajectory t"
            " join placement p on p.trajectory_id = t.id where t.programme_id = $1"
            " and t.referred_on <= $3 and (t.closed_on is null or t.closed_on >= $2)"
            " and p.started_on <= $3 and (p.ended_on is null or p.ended_on >= $2)"
            " order by p.trajectory_id, p.started_on, p.id"),
        ARGS(I(l->programme_id), S(l->from), S(l->t)));

    while (db_next(&q)) {
        const char *kind = db_text(&q, 7);
        struct fidelity_job one = {.id = db_int(&q, 0),
                                   .employer_id = db_int(&q, 2),
                                   .establishment_id = db_int(&q, 3),
                                   .title = folded(l, db_text(&q, 4)),
                                   .started_on = day_at(&q, 5),
                                   .ended_on = day_at(&q, 6),
                                   .paid = !placement_unpaid(kind),
                                   .permanent = db_int(&q, 8) == 1,
                                   .disclosure = *db_text(&q, 9) != 0,
                                   .advised = db_int(&q, 10) == 1,
                                   .competitive = counts_as(l, &kinds, definition, kind)};

        if (trajectory_place(l, db_int(&q, 1), &one.trajectory))
            ARENA_PUSH(l->a, &list, one);
    }
    return list;
}

/* ---- days -------------------------------------------------------------------------------------
 */

static void load_tallies(struct load *l, int worker, struct days *list)
{
    struct db_rows q =
        db_query(l->db,
                 SQL("select day, minutes, travel, community, visits_client, visits_other,"
                     " meetings, experts, care, team, coaching from contact_tally"
                     " where staff_id = $1 and day >= $2 and day <= $3 and programme_id = $4"
                     " order by day"),
                 ARGS(I(l->workers.at[worker].id), S(l->near), S(l->t), I(l->programme_id)));

    while (db_next(&q)) {
        struct fidelity_day d = {.worker = worker,
                                 .day = day_at(&q, 0),
                                 .minutes = db_int(&q, 1),
                                 .travel = db_int(&q, 2),
                                 .community = db_int(&q, 3),
                                 .visits_client = (int)db_int(&q, 4),
                                 .visits_other = (int)db_int(&q, 5),
                                 .meetings = (int)db_int(&q, 6),
                                 .experts = (int)db_int(&q, 7),
                                 .care = (int)db_int(&q, 8),
                                 .team = (int)db_int(&q, 9),
                                 .coaching = (int)db_int(&q, 10)};

        ARENA_PUSH(l->a, list, d);
    }
}

static void load_hours(struct load *l, int worker, struct days *list)
{
    struct db_rows q =
        db_query(l->db,
                 SQL("select day, cast(sum(case when kind = 'administration' or kind = 'training'"
                     " then minutes else 0 end) as bigint), cast(sum(case when kind = 'travel'"
                     " then minutes else 0 end) as bigint), cast(sum(case when kind = 'other'"
                     " then minutes else 0 end) as bigint), cast(sum(case when kind = 'leave'"
                     " or kind = 'sick' then minutes else 0 end) as bigint) from time_entry"
                     " where staff_id = $1 and day >= $2 and day <= $3 and programme_id = $4"
                     " group by day order by day"),
                 ARGS(I(l->workers.at[worker].id), S(l->near), S(l->t), I(l->programme_id)));

    while (db_next(&q)) {
        struct fidelity_day d = {.worker = worker,
                                 .day = day_at(&q, 0),
                                 .desk = db_int(&q, 1),
                                 .travel = db_int(&q, 2),
                                 .other = db_int(&q, 3),
                                 .away = db_int(&q, 4)};

        ARENA_PUSH(l->a, list, d);
    }
}

/* ---- touches ----------------------------------------------------------------------------------
 */

static int by_trajectory(const void *a, const void *b)
{
    const struct fidelity_touch *x = a, *y = b;

    if (x->trajectory != y->trajectory)
        return x->trajectory < y->trajectory ? -1 : 1;
    return x->day < y->day ? -1 : x->day > y->day;
}

static struct touches load_touches(struct load *l, const struct fidelity_world *w)
{
    struct touches list = {0};
    struct db_rows q = db_query(
        l->db,
        SQL("select k.trajectory_id, k.day, k.touch, k.staff_id from"
            " (select t.id as id, case when exists (select 1 from"
            " placement p where p.trajectory_id = t.id and p.started_on >= $2) then $2 else $5"
            " end as since from trajectory t where t.programme_id = $1 and t.referred_on <= $3"
            " and (t.closed_on is null or t.closed_on >= $2)"
            " and (t.target_group = $4 or $4 = '')) x join contact_client k"
            " on k.trajectory_id = x.id and k.day >= x.since and k.day <= $3"),
        ARGS(I(l->programme_id), S(l->from), S(l->t), S(l->group), S(l->near)));
    int64_t id = 0;
    size_t place = 0;

    while (db_next(&q)) {
        struct fidelity_touch one = {.day = day_at(&q, 1), .what = (int)db_int(&q, 2)};

        if (db_int(&q, 0) != id && !trajectory_place(l, id = db_int(&q, 0), &place))
            BUG("a contact of trajectory %" PRId64 " that was not read", id);
        one.trajectory = place;
        if (fidelity_worker_of(w, place, one.day) != worker_place(l, db_int(&q, 3)))
            one.what |= TOUCH_OTHER;
        ARENA_PUSH(l->a, &list, one);
    }
    if (list.n)
        qsort(list.at, list.n, sizeof(*list.at), by_trajectory);
    return list;
}

/* ---- people around the clients, and meetings --------------------------------------------------
 */

static int by_place(const void *a, const void *b)
{
    const struct fidelity_care *x = a, *y = b;

    return x->trajectory < y->trajectory ? -1 : x->trajectory > y->trajectory;
}

static struct cares load_cares(struct load *l)
{
    struct cares list = {0};
    struct db_rows q =
        db_query(l->db,
                 SQL("select t.id, c.care_team_id, n.name, c.from_on, c.to_on from trajectory t"
                     " join client_care_team c on c.client_id = t.client_id"
                     " join care_team n on n.id = c.care_team_id where t.programme_id = $1"
                     " and t.referred_on <= $3 and (t.closed_on is null or t.closed_on >= $2)"
                     " and (c.to_on is null or c.to_on >= $2)"),
                 ARGS(I(l->programme_id), S(l->from), S(l->t)));

    while (db_next(&q)) {
        struct fidelity_care one = {.team_id = db_int(&q, 1),
                                    .team = db_text_copy(&q, 2, l->a),
                                    .from = day_at(&q, 3),
                                    .to = day_at(&q, 4)};

        if (trajectory_place(l, db_int(&q, 0), &one.trajectory))
            ARENA_PUSH(l->a, &list, one);
    }
    if (list.n)
        qsort(list.at, list.n, sizeof(*list.at), by_place);
    return list;
}

/* The newest wish of a client about relatives and about practitioners. */
static void load_wishes(struct load *l)
{
    struct db_rows q = db_query(
        l->db,
        SQL("select t.id, w.party from trajectory t join party_wish w on w.client_id = t.client_id"
            " where t.programme_id = $1 and t.referred_on <= $3"
            " and (t.closed_on is null or t.closed_on >= $2)"
            " and (w.party = 'relative' or w.party = 'practitioner')"
            " and (w.wish = 'not_wanted' or w.wish = 'nobody') and not exists (select 1 from"
            " party_wish n where n.client_id = w.client_id and n.party = w.party and n.id > w.id)"),
        ARGS(I(l->programme_id), S(l->from), S(l->t)));
    size_t place;

    while (db_next(&q)) {
        if (!trajectory_place(l, db_int(&q, 0), &place))
            continue;
        if (!strcmp(db_text(&q, 1), "relative"))
            l->trajectories.at[place].no_relative = true;
        else
            l->trajectories.at[place].no_practitioner = true;
    }
}

static int by_day(const void *a, const void *b)
{
    const struct fidelity_meeting *x = a, *y = b;

    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static void add_meetings(struct load *l, struct meetings *list, struct db_rows q, bool care)
{
    while (db_next(&q)) {
        struct fidelity_meeting one = {.id = db_int(&q, 0),
                                       .care = care,
                                       .team_id = db_int(&q, 1),
                                       .team = db_text_copy(&q, 2, l->a),
                                       .day = day_at(&q, 3),
                                       .discussed = (int)db_int(&q, 4),
                                       .goals = db_int(&q, 5) == 1};

        ARENA_PUSH(l->a, list, one);
    }
}

static struct meetings load_meetings(struct load *l)
{
    struct meetings list = {0};

    add_meetings(
        l, &list,
        db_query(l->db,
                 SQL("select m.id, m.team_id, t.name, m.day, (select count(*) from"
                     " team_meeting_item i where i.meeting_id = m.id and i.discussed = 1), m.goals"
                     " from team t join team_meeting m on m.team_id = t.id"
                     " where t.programme_id = $1 and m.day >= $2 and m.day <= $3"
                     " and m.closed_at is not null"),
                 ARGS(I(l->programme_id), S(l->from), S(l->t))),
        false);
    add_meetings(l, &list,
                 db_query(l->db,
                          SQL("select m.id, m.care_team_id, t.name, m.day, 0, 0 from care_team t"
                              " join care_meeting m on m.care_team_id = t.id"
                              " where t.programme_id = $1 and m.day >= $2 and m.day <= $3"),
                          ARGS(I(l->programme_id), S(l->from), S(l->t))),
                 true);
    if (list.n)
        qsort(list.at, list.n, sizeof(*list.at), by_day);
    return list;
}

static void add_presences(struct load *l, struct presences *list, const struct meetings *meetings,
                          struct db_rows q, bool care)
{
    int64_t id = 0;
    size_t place = 0;

    while (db_next(&q)) {
        if (db_int(&q, 0) != id) {
            id = db_int(&q, 0);
            for (place = 0; place < meetings->n; place++)
                if (meetings->at[place].id == id && meetings->at[place].care == care)
                    break;
        }
        if (place == meetings->n)
            BUG("somebody at meeting %" PRId64 " that was not read", id);
        struct fidelity_presence one = {.meeting = place,
                                        .worker = worker_place(l, db_int(&q, 1)),
                                        .there = db_int(&q, 2) == 1,
                                        .leads = db_int(&q, 3) == 1,
                                        .log = db_int(&q, 4) == 1,
                                        .suggested = (int)db_int(&q, 5)};

        ARENA_PUSH(l->a, list, one);
    }
}

static struct presences load_presences(struct load *l, const struct meetings *meetings)
{
    struct presences list = {0};

    add_presences(
        l, &list, meetings,
        db_query(l->db,
                 SQL("select p.meeting_id, p.staff_id, p.present, p.leads, p.employer_log, 0"
                     " from team t join team_meeting m on m.team_id = t.id"
                     " join team_meeting_person p on p.meeting_id = m.id"
                     " where t.programme_id = $1 and m.day >= $2 and m.day <= $3"
                     " and m.closed_at is not null"),
                 ARGS(I(l->programme_id), S(l->from), S(l->t))),
        false);
    add_presences(
        l, &list, meetings,
        db_query(l->db,
                 SQL("select p.meeting_id, p.staff_id, p.attended, 0, 0, p.before_referral"
                     " from care_team t join care_meeting m on m.care_team_id = t.id"
                     " join care_meeting_staff p on p.meeting_id = m.id"
                     " where t.programme_id = $1 and m.day >= $2 and m.day <= $3"),
                 ARGS(I(l->programme_id), S(l->from), S(l->t))),
        true);
    return list;
}

/* Own teams with two or more specialists. */
static int load_teams(struct load *l)
{
    return (int)db_one_int(
        l->db,
        SQL("select count(*) from (select o.team_id from staff_role o where o.programme_id = $1"
            " and o.role = 'specialist' and o.team_id is not null and o.from_on <= $2"
            " and (o.to_on is null or o.to_on >= $2) group by o.team_id"
            " having count(distinct o.staff_id) >= 2) x"),
        ARGS(I(l->programme_id), S(l->t)), 0);
}

/* ---- the search for work ----------------------------------------------------------------------
 */

static int by_search(const void *a, const void *b)
{
    const struct fidelity_search *x = a, *y = b;

    if (x->trajectory != y->trajectory)
        return x->trajectory < y->trajectory ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->contact_id < y->contact_id ? -1 : x->contact_id > y->contact_id;
}

static struct searches load_searches(struct load *l)
{
    struct searches list = {0};
    struct db_rows q =
        db_query(l->db,
                 SQL("select k.trajectory_id, k.day, k.contact_id, c.employer_id, c.staff_id"
                     " from trajectory t join contact_client k on k.trajectory_id = t.id"
                     " and k.met_employer = 1 and k.day >= $5 and k.day <= $3 join contact c"
                     " on c.id = k.contact_id where t.programme_id = $1 and t.referred_on <= $3"
                     " and (t.closed_on is null or t.closed_on >= $2)"
                     " and (t.target_group = $4 or $4 = '')"),
                 ARGS(I(l->programme_id), S(l->from), S(l->t), S(l->group), S(l->near)));

    while (db_next(&q)) {
        struct fidelity_search one = {.day = day_at(&q, 1),
                                      .contact_id = db_int(&q, 2),
                                      .employer_id = db_int(&q, 3),
                                      .worker = worker_place(l, db_int(&q, 4))};

        if (trajectory_place(l, db_int(&q, 0), &one.trajectory))
            ARENA_PUSH(l->a, &list, one);
    }
    if (list.n)
        qsort(list.at, list.n, sizeof(*list.at), by_search);
    return list;
}

static int by_lead(const void *a, const void *b)
{
    const struct fidelity_lead *x = a, *y = b;

    if (x->trajectory != y->trajectory)
        return x->trajectory < y->trajectory ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static enum fidelity_fit fit_of(const char *code)
{
    return !strcmp(code, "yes")      ? FIT_YES
           : !strcmp(code, "partly") ? FIT_PARTLY
           : !strcmp(code, "no")     ? FIT_NO
                                     : FIT_UNKNOWN;
}

/* Those that moved since the window began: an older one says nothing any more. */
static struct leads load_leads(struct load *l)
{
    struct leads list = {0};
    struct db_rows q =
        db_query(l->db,
                 SQL("select l.id, l.trajectory_id, l.employer_id, l.stage_on, l.fits"
                     " from trajectory t join lead l on l.trajectory_id = t.id"
                     " and l.stage_on >= $2 where t.programme_id = $1 and t.referred_on <= $3"
                     " and (t.closed_on is null or t.closed_on >= $2)"
                     " and l.employer_id is not null"),
                 ARGS(I(l->programme_id), S(l->from), S(l->t)));

    while (db_next(&q)) {
        struct fidelity_lead one = {.id = db_int(&q, 0),
                                    .employer_id = db_int(&q, 2),
                                    .moved_on = day_at(&q, 3),
                                    .fit = fit_of(db_text(&q, 4))};

        if (trajectory_place(l, db_int(&q, 1), &one.trajectory))
            ARENA_PUSH(l->a, &list, one);
    }
    if (list.n)
        qsort(list.at, list.n, sizeof(*list.at), by_lead);
    return list;
}

static void load_search(struct load *l, struct fidelity_world *w)
{
    struct searches searches = load_searches(l);
    struct leads leads = load_leads(l);

    w->search = searches.at;
    w->searches = searches.n;
    w->lead = leads.at;
    w->leads = leads.n;
}

/* ---- all of it --------------------------------------------------------------------------------
 */

static void load_returns(struct load *l, int32_t from, struct fidelity_world *w)
{
    struct returns list = {0};
    struct db_rows q = db_query(
        l->db,
        SQL("select signed_at from quarter_return where programme_id = $1 and signed_at >= $2"),
        ARGS(I(l->programme_id), I(local_to_ms(from, 0))));

    while (db_next(&q))
        ARENA_PUSH(l->a, &list, local_from_ms(db_int(&q, 0)).day);
    w->returned = list.at;
    w->returns = list.n;
}

static int window_months(const struct fidelity_item *item)
{
    int window = (int)fidelity_number(item, "window");

    for (size_t i = 0; i < item->parameters; i++)
        if (!strcmp(item->parameter[i].name, "window") && !strcmp(item->parameter[i].unit, "weeks"))
            return window / 4 + 1; /* whole weeks, from a Monday */
    return window;
}

/* Of contacts and hours all but the follow-along of a job looks back less far than `from` was set
 * for. */
static int32_t near_day(const struct fidelity_scale *scale, int32_t from)
{
    static const char *const items[] = {"B2", "B3", "O2",  "O3",  "O4",  "O5",
                                        "G5", "G6", "G11", "G12", "G14", "G15"};
    int longest = 0;

    for (size_t i = 0; i < COUNT(items); i++) {
        const struct fidelity_item *item = &scale->item[fidelity_item_place(scale, items[i])];

        longest = MAX(longest, window_months(item));
    }
    return day_add_months(from, MAX(0, FIDELITY_MONTHS - longest));
}

static void load_around(struct load *l, struct fidelity_world *w)
{
    struct cares cares = load_cares(l);
    struct meetings meetings = load_meetings(l);
    struct presences presences = load_presences(l, &meetings);

    w->care = cares.at;
    w->cares = cares.n;
    w->meeting = meetings.at;
    w->meetings = meetings.n;
    w->presence = presences.at;
    w->presences = presences.n;
    w->teams = load_teams(l);
}

struct fidelity_world fidelity_load(struct db *db, struct arena *a, int64_t programme_id,
                                    const char *target_group, int32_t from, int32_t t)
{
    struct load l = {.db = db, .a = a, .programme_id = programme_id, .group = target_group};
    struct fidelity_world w = {.scale = fidelity_scale_find("nl26_2022")};
    struct days days = {0};

    day_iso(from, l.from);
    day_iso(t, l.t);
    day_iso(near_day(w.scale, from), l.near);
    load_workers(&l);
    load_trajectories(&l);
    load_wishes(&l);
    struct assignments assignments = load_assignments(&l);
    const struct fidelity_item *g10 = &w.scale->item[fidelity_item_place(w.scale, "G10")];
    struct jobs jobs = load_jobs(&l, fidelity_choice(g10, "definition"));
    for (size_t i = 0; i < l.workers.n; i++) {
        load_tallies(&l, (int)i, &days);
        load_hours(&l, (int)i, &days);
    }
    w.worker = l.workers.at;
    w.workers = l.workers.n;
    w.trajectory = l.trajectories.at;
    w.trajectories = l.trajectories.n;
    w.assignment = assignments.at;
    w.assignments = assignments.n;
    w.job = jobs.at;
    w.jobs = jobs.n;
    w.day = days.at;
    w.days = days.n;
    struct touches touches = load_touches(&l, &w);
    w.touch = touches.at;
    w.touches = touches.n;
    load_around(&l, &w);
    load_search(&l, &w);
    load_returns(&l, from, &w);
    return w;
}

/* ---- from scratch -----------------------------------------------------------------------------
 */

/* Order does not matter, so that it needs no sort: a sum of everything the table says. */
static int64_t tally_sum(struct db *db, int64_t staff_id, const char *from)
{
    return db_one_int(db,
                      SQL("select cast(coalesce(sum(contacts + 3 * minutes + 5 * travel + 7 *"
                          " community + 11 * visits_client + 13 * visits_other + 17 * meetings +"
                          " 19 * experts + 23 * care + 29 * team + 31 * coaching), 0) as bigint)"
                          " from contact_tally where staff_id = $1 and day >= $2"),
                      ARGS(I(staff_id), S(from)), 0);
}

int64_t fidelity_rebuild(struct db *db, struct arena *a, int64_t programme_id, int32_t today)
{
    struct load l = {.db = db, .a = a, .programme_id = programme_id};
    int32_t first = day_add_months(today, -REBUILD_MONTHS);
    int64_t other = 0;

    day_iso(first, l.from);
    day_iso(today + 366, l.t);
    load_workers(&l);
    for (size_t i = 0; i < l.workers.n; i++) {
        int64_t was = tally_sum(db, l.workers.at[i].id, l.from);

        contact_tally_refresh(db, l.workers.at[i].id, first, today + 366);
        other += was != tally_sum(db, l.workers.at[i].id, l.from);
    }
    return other;
}
