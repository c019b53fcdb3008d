/* contact_tally.c: the contacts of one specialist on one day, added up; kept with each write.
 * Not: what follows from them for fidelity (feature/fidelity).
 * Start at contact_tally_refresh(). Both ways take the same statement, so that they agree. */
#include "feature/contact/contact.h"

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

void contact_tally_refresh(struct db *db, int64_t staff_id, int32_t first, int32_t last)
{
    char from[DAY_TEXT], to[DAY_TEXT];
    struct args args = ARGS(I(staff_id), S(day_iso(first, from)), S(day_iso(last, to)));

    db_run(db, SQL("delete from contact_tally where staff_id = $1 and day >= $2 and day <= $3"),
           args);
    db_run(db, SQL(TALLY_INSERT), args);
}
