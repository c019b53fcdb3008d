-- The list of employers with whoever is to be visited first on top, the rest by name.
create index employer_turn on employer (organisation_id, coalesce(visit_on, '9999-12-31'), sort_key);
