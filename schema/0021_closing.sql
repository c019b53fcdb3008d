-- The end of a trajectory: what it brought besides a job, and who goes on. One row per closing; who
-- comes back soon goes on in the same trajectory, and the row stays with the day of the return.

create table closing (
    id @id,
    trajectory_id @int not null references trajectory (id),
    closed_on text not null check (length(closed_on) = 10),
    close_reason text not null check (close_reason <> ''),
    destination text not null default '',
    support text not null check (support = 'specialist' or support = 'practitioner' or
        support = 'job_coach' or support = 'municipality' or support = 'uwv' or
        support = 'relative' or support = 'other' or support = 'nobody' or support = 'not_needed'),
    support_who text not null default '', -- a name, and how to reach
    aftercare text not null default '', -- what was agreed
    aftercare_until text check (length(aftercare_until) = 10),
    -- what it brought besides a job: the themes of report 002 section 4.2
    gain_growth @int not null default 0 check (gain_growth in (0, 1)),
    gain_confidence @int not null default 0 check (gain_confidence in (0, 1)),
    gain_distance @int not null default 0 check (gain_distance in (0, 1)),
    gain_network @int not null default 0 check (gain_network in (0, 1)),
    gain_fit @int not null default 0 check (gain_fit in (0, 1)),
    gain_rhythm @int not null default 0 check (gain_rhythm in (0, 1)),
    gain_citizen @int not null default 0 check (gain_citizen in (0, 1)),
    gain_words text not null default '', -- in the client's words
    -- asked of the client (report 000 section 6.1)
    asked text not null check (asked = 'asked' or asked = 'declined' or asked = 'not_reached'),
    satisfied_support @int check (satisfied_support between 0 and 10),
    satisfied_result @int check (satisfied_result between 0 and 10),
    recommend text not null default '' check (recommend = '' or recommend = 'yes' or
        recommend = 'depends' or recommend = 'hard_to_say' or recommend = 'no'),
    better text not null default '', -- what could have been better
    -- asked of the specialist (report 000 section 5.1.2)
    without_ips text not null default '' check (without_ips = '' or without_ips = 'no_work' or
        without_ips = 'no_volunteering' or without_ips = 'no_insight' or
        without_ips = 'not_feasible' or without_ips = 'on_own' or without_ips = 'unknown'),
    without_words text not null default '',
    recorded_by @int not null references staff (id),
    recorded_at @int not null,
    reopened_on text check (length(reopened_on) = 10),
    reopened_by @int references staff (id),
    reopened_why text not null default '',
    check ((reopened_on is null) = (reopened_by is null)),
    check (reopened_on is null or reopened_why <> '')
)@strict;
create unique index closing_holds on closing (trajectory_id) where reopened_on is null;
create index closing_trajectory on closing (trajectory_id, id);
