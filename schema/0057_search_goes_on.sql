-- Volunteering, day activities and sheltered work do not end the search: who has not met an employer
-- still waits (principle 6). Kept by placement_refresh().
alter table trajectory_fact add column seeks @int not null default 0 check (seeks in (0, 1));

-- What begins later begins on begins_on or after it, so what runs began before.
update trajectory_fact set seeks = 1 where placement_id is not null and not exists (
    select 1 from placement p where p.trajectory_id = trajectory_fact.trajectory_id
    and p.kind in ('competitive', 'agency', 'payroll', 'own_business')
    and (p.ended_on is null or p.id = trajectory_fact.placement_id)
    and (trajectory_fact.begins_on is null or p.started_on < trajectory_fact.begins_on));

-- Work beside other work is reminded of before it ends, as placement_refresh() does since it was made:
-- the last day that was agreed, also by a change that comes into force later.
insert into due (trajectory_id, rule, ref_id, day, words)
    select b.trajectory_id, b.rule, b.id, b.day, b.words from (
        select p.trajectory_id, p.id,
            case when p.kind in ('trial', 'work_experience', 'day_along', 'day_activities',
                'volunteering', 'internship', 'participation') then 'beside_unpaid'
                else 'beside_contract' end as rule,
            case when exists (select 1 from placement_terms t where t.placement_id = p.id) then
                (select t.ends_on from placement_terms t where t.placement_id = p.id
                    order by t.from_on desc limit 1)
                else p.ends_on end as day,
            coalesce(nullif(e.name, ''), p.job_title) as words
        from trajectory_fact f
        join placement p on p.trajectory_id = f.trajectory_id and p.id <> f.placement_id
        left join employer e on e.id = p.employer_id
        where p.ended_on is null and (f.begins_on is null or p.started_on < f.begins_on)) b
    where b.day is not null
    on conflict (trajectory_id, rule, ref_id) do nothing;
