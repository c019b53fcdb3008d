/* contact_tally.c: the contacts of one specialist on one day, added up, and what each means for its
 * clients; kept with each write.
 * Not: what follows from them for fidelity (feature/fidelity).
 * Start at contact_tally_refresh(). Both ways take the same statement, so that they agree. */
#include "feature/contact/contact.h"
#include "feature/contact/touch.h"

/* $1 staff, $2 first day, $3 last day. */
#define TALLY_INSERT                                                                               \
    "insert into contact_tally (staff_id, day, programme_id, contacts, minutes, travel, "          \
    "community,"                                                                                   \
    " visits_client, visits_other, meetings, experts, care, team, coaching)"                       \
    " select x.staff_id, x.day, x.programme_id, count(*), cast(sum(x.minutes) as bigint),"         \
    " cast(sum(x.travel_minutes) as bigint), cast(sum(case when x.mode = 'face_to_face'"           \
    " and x.place <> 'office' then x.minutes else 0 end) as bigint),"                              \
    " cast(sum(x.visit * x.served) as bigint), cast(sum(x.visit * (1 - x.served)) as bigint),"     \
    " cast(sum(case when x.party = 'expert' and x.mode = 'face_to_face' then x.reached else 0 "    \
    "end)"                                                                                         \
    " as bigint), cast(sum(case when x.party = 'expert' then x.reached else 0 end) as bigint),"    \
    " cast(sum(case when x.activity = 'care' then x.reached else 0 end) as bigint),"               \
    " cast(sum(case when x.activity = 'team' then 1 else 0 end) as bigint),"                       \
    " cast(sum(x.coaching) as bigint) from (select c.staff_id, c.day, c.programme_id, c.minutes, " \
    "c.travel_minutes, c.mode, c.place, c.party, c.reached, c.activity, c.coaching, case when "    \
    "c.party = 'employer'"                                                                         \
    " and c.mode = 'face_to_face' and c.reached = 1 then 1 else 0 end as visit,"                   \
    " case when exists (select 1 from contact_client k where k.contact_id = c.id) then 1 else 0"   \
    " end as served from contact c where c.staff_id = $1 and c.day >= $2 and c.day <= $3) x"       \
    " group by x.staff_id, x.day, x.programme_id"

/* enum contact_touch; as in schema/0042_touch.sql. */
#define TOUCH_BITS                                                                                 \
    "c.reached * (case c.party when 'client' then 256 + case when c.mode <> 'face_to_face' then 0" \
    " when c.place = 'home' or c.place = 'community' then 65 else 1 end when 'relative' then 2"    \
    " when 'employer' then 4 when 'practitioner' then 8 else 0 end + 16 * c.coaching)"             \
    " + case c.initiative when 'outreach' then 32 else 0 end"
_Static_assert(TOUCH_CLIENT == 256 && TOUCH_SEEN + TOUCH_HOME == 65 && TOUCH_SEEN == 1, "as above");
_Static_assert(TOUCH_RELATIVE == 2 && TOUCH_EMPLOYER == 4 && TOUCH_CARE == 8, "as above");
_Static_assert(TOUCH_COACHING == 16 && TOUCH_OUTREACH == 32, "as above");

void contact_tally_refresh(struct db *db, int64_t staff_id, int32_t first, int32_t last)
{
    char from[DAY_TEXT], to[DAY_TEXT];
    struct args args = ARGS(I(staff_id), S(day_iso(first, from)), S(day_iso(last, to)));

    db_run(db, SQL("delete from contact_tally where staff_id = $1 and day >= $2 and day <= $3"),
           args);
    db_run(db, SQL(TALLY_INSERT), args);
    db_run(db,
           SQL("update contact_client set touch = " TOUCH_BITS ", staff_id = c.staff_id"
               " from contact c where c.id = contact_client.contact_id and c.staff_id = $1"
               " and c.day >= $2 and c.day <= $3 and (contact_client.touch <> " TOUCH_BITS
               " or contact_client.staff_id is distinct from c.staff_id)"),
           args);
}
