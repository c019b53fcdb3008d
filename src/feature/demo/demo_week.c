/* demo_week.c: what a specialist does besides clients: team meetings, employers, other hours.
 * Not: contacts around one client (demo_talk.c).
 * Start at demo_week_make(). */
#include "feature/demo/demo_inner.h"

enum { AT_A_MEETING = 6 };

static struct demo_talk talk_of(int staff, int32_t day, int minutes, const char *activity,
                                const char *party, const char *place)
{
    return (struct demo_talk){.staff = staff,
                              .firm = -1,
                              .day = day,
                              .next_on = DAY_NONE,
                              .minutes = (int16_t)minutes,
                              .answer = -1,
                              .activity = activity,
                              .mode = "face_to_face",
                              .place = place,
                              .party = party,
                              .initiative = "planned",
                              .next = ""};
}

static void push(struct demo_org *o, struct demo_talk *t)
{
    t->order = (int)o->talks.n;
    ARENA_PUSH(o->a, &o->talks, *t);
}

/* Whose turn it is to be talked over in the team, of those who run on this day. */
static bool in_care(const struct demo_path *p, int32_t day)
{
    return p->talk != DAY_NONE && p->talk <= day && day <= p->until &&
           (p->quiet_after == DAY_NONE || day <= p->quiet_after) &&
           (p->before < 0 || day >= p->handed_on);
}

static int running_path(const struct demo_org *o, int seat, int *at, int32_t day)
{
    while (*at + 1 < o->seats[seat + 1] && o->paths.at[*at].until < day)
        ++*at;
    return in_care(&o->paths.at[*at], day) ? *at : -1;
}

static void meeting(struct demo_org *o, int staff, int32_t day, int *at, int *turn)
{
    const struct demo_staff *s = &o->staff.at[staff];
    struct demo_talk t =
        talk_of(staff, day, 75 + 15 * random_below(&o->r, 4), "team", "colleague", "office");

    t.note = random_word(&o->r, demo_notes_team);
    t.first_link = (int)o->links.n;
    for (int i = 0; i < MIN(AT_A_MEETING, s->n_seats); i++) {
        int seat = (*turn)++ % s->n_seats;
        int path = running_path(o, s->first_seat + seat, &at[seat], day);

        if (path >= 0) {
            ARENA_PUSH(o->a, &o->links, (struct demo_link){path});
            t.n_links++;
        }
    }
    push(o, &t);
}

/* An employer without a client in mind: systematic job development (principle 7). */
static void cold(struct demo_org *o, int staff, int32_t day)
{
    struct demo_talk t =
        talk_of(staff, day, 20 + 5 * random_below(&o->r, 9), "employer", "employer", "work");

    t.firm = demo_firm_pick(o, staff);
    if (random_chance(&o->r, 0.35)) {
        t.mode = "phone";
        t.place = "office";
        t.minutes = (int16_t)(10 + 5 * random_below(&o->r, 3));
    }
    t.travel = (int16_t)(strcmp(t.mode, "phone") ? 10 + 5 * random_below(&o->r, 6) : 0);
    t.note = random_word(&o->r, demo_notes_cold);
    push(o, &t);
}

static void entry(struct demo_org *o, int staff, int32_t day, int minutes, const char *kind,
                  const char *note)
{
    struct demo_entry e = {staff, day, minutes, kind, note};

    ARENA_PUSH(o->a, &o->entries, e);
}

static void leave_week(struct demo *d, struct demo_org *o, int staff, int32_t monday)
{
    int days = (int)(o->staff.at[staff].hours_week / 720);
    const char *kind = day_iso_week(monday).week < DEMO_SPRING ? "sick" : "leave";

    for (int i = 0; i < days && monday + i <= d->today; i++)
        entry(o, staff, monday + i, (int)(o->staff.at[staff].hours_week * 60 / 100 / days), kind,
              "");
}

static void other_hours(struct demo *d, struct demo_org *o, int staff, int32_t monday)
{
    struct demo_random *r = &o->r;
    int32_t tuesday = monday + 1, friday = monday + 4;

    if (tuesday <= d->today)
        entry(o, staff, tuesday, 90 + 15 * random_below(r, 9), "administration", "");
    if (friday <= d->today)
        entry(o, staff, friday, 120 + 15 * random_below(r, 9), "administration",
              random_chance(r, 0.3) ? "rapportages" : "");
    if (random_chance(r, 0.18) && monday + 3 <= d->today)
        entry(o, staff, monday + 3, 120 + 60 * random_below(r, 4), "training", "");
    if (random_chance(r, 0.1) && monday + 2 <= d->today)
        entry(o, staff, monday + 2, 60 + 30 * random_below(r, 3), "other", "overleg in de regio");
}

void demo_week_make(struct demo *d, struct demo_org *o, int staff)
{
    const struct demo_staff *s = &o->staff.at[staff];
    int *at = ARENA_ARRAY(o->a, int, (size_t)s->n_seats), turn = random_below(&o->r, 100);

    for (int i = 0; i < s->n_seats; i++)
        at[i] = o->seats[s->first_seat + i];
    for (int32_t monday = day_monday(d->from) + 7; monday <= d->today; monday += 7) {
        if (demo_on_leave(d, s->id, monday)) {
            leave_week(d, o, staff, monday);
            continue;
        }
        if (day_iso_week(monday).week % 2 == 0 && monday + 1 <= d->today)
            meeting(o, staff, monday + 1, at, &turn);
        if (random_chance(&o->r, 0.55) && monday + 4 <= d->today)
            cold(o, staff, monday + 2 + random_below(&o->r, 3));
        other_hours(d, o, staff, monday);
    }
}
