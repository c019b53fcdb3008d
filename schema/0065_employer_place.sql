-- The places of the employers of an organisation, each found from the one before it (employer_places).
create index employer_place on employer (organisation_id, place) where merged_into is null;
