-- Fidelity reviews: the scale version and band set a review began with stay with it; two sealed score
-- sheets are kept for ever; a signed consensus never changes, corrections are errata beside it.

create table fidelity_review (
    id @id,
    programme_id @int not null references programme (id),
    scale text not null, -- rules/fidelity/scales.csv
    bands text not null, -- rules/fidelity/bands.csv
    target_group text not null default '', -- '' all of the programme
    organisations text not null default '', -- others measured with it, one a line (report 000, 3.2.3)
    reason text not null check (reason in ('first', 'regular', 'extra', 'study')),
    mode text not null check (mode in ('visit', 'online')),
    origin text not null check (origin in ('external', 'spil')), -- external: done outside Spil
    visit_on text not null check (length(visit_on) = 10),
    state text not null check (state in ('planned', 'consensus', 'final', 'cancelled')),
    reviewers text not null default '', -- names, of an external one
    reported_total @int check (reported_total between 0 and 13000), -- hundredths, as the report says
    report_at text not null default '', -- where the report is kept
    recommendations text not null default '',
    cancel_reason text not null default '',
    created_by @int not null references staff (id),
    created_at @int not null,
    final_at @int,
    version @int not null default 1,
    check ((state = 'final') = (final_at is not null)),
    check (state <> 'cancelled' or cancel_reason <> '')
)@strict;
create unique index fidelity_review_day on fidelity_review (programme_id, target_group, visit_on)
    where state <> 'cancelled';

create table fidelity_reviewer (
    review_id @int not null references fidelity_review (id),
    staff_id @int not null references staff (id),
    withdrawn_at @int,
    withdrawn_reason text not null default '',
    sealed_at @int, -- from here on the sheet cannot change
    seal text not null default '', -- BLAKE2b of the sheet, hexadecimal
    signed_at @int, -- the consensus
    primary key (review_id, staff_id),
    check (withdrawn_at is null or withdrawn_reason <> '')
)@strict;
create index fidelity_reviewer_staff on fidelity_reviewer (staff_id);

-- One reviewer's own scores; nobody else reads them before both sheets are sealed.
create table fidelity_sheet (
    review_id @int not null references fidelity_review (id),
    staff_id @int not null references staff (id),
    item text not null,
    status text not null check (status = 'open' or status = 'scored' or status = 'no_fit' or
        status = 'insufficient' or status = 'not_applicable'),
    score @int check (score between 1 and 5),
    reason text not null default '',
    primary key (review_id, staff_id, item),
    check ((status = 'scored') = (score is not null))
)@strict;

-- The score that counts.
create table fidelity_score (
    review_id @int not null references fidelity_review (id),
    item text not null,
    status text not null check (status = 'scored' or status = 'no_fit' or
        status = 'insufficient' or status = 'not_applicable'),
    score @int check (score between 1 and 5),
    reason text not null default '',
    primary key (review_id, item),
    check ((status = 'scored') = (score is not null))
)@strict;

create table fidelity_erratum (
    id @id,
    review_id @int not null references fidelity_review (id),
    item text not null,
    status text not null check (status = 'scored' or status = 'no_fit' or
        status = 'insufficient' or status = 'not_applicable'),
    score @int check (score between 1 and 5),
    reason text not null check (reason <> ''),
    staff_id @int not null references staff (id),
    created_at @int not null,
    check ((status = 'scored') = (score is not null))
)@strict;
create index fidelity_erratum_review on fidelity_erratum (review_id, id);

create table fidelity_agenda (
    id @id,
    review_id @int not null references fidelity_review (id),
    begins text not null check (length(begins) = 5), -- 09:30
    kind text not null check (kind in ('interview', 'team_meeting', 'documents', 'observation',
        'break')),
    what text not null check (what <> ''),
    items text not null default '', -- ids the part is about
    note text not null default ''
)@strict;
create index fidelity_agenda_review on fidelity_agenda (review_id, begins);

create table fidelity_action (
    id @id,
    programme_id @int not null references programme (id),
    review_id @int references fidelity_review (id),
    item text not null,
    goal text not null check (goal <> ''),
    owner_id @int not null references staff (id),
    due_on text not null check (length(due_on) = 10),
    progress text not null default '',
    done_on text check (length(done_on) = 10),
    version @int not null default 1
)@strict;
create index fidelity_action_programme on fidelity_action (programme_id, due_on);
