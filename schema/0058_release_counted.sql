-- Tests between two cohorts are computed from all that was counted, and told as far as what was released
-- tells its numbers: a release keeps both. Of an older one only if its cohort was not counted again.
alter table study_release add column counted text not null default '';
update study_release set counted = (select s.figures from study s where s.id = study_release.study_id)
    where computed_at = (select s.computed_at from study s where s.id = study_release.study_id);
