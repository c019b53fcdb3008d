/* t_rights.c: what the system holds about a client: nothing is missing in the export, nothing is
 * left after erasing. The schema itself is asked, so that a new table or column fails here until
 * somebody decides: show and erase it (feature/rights/tables.h), or say below why not. Also
 * terms, counted by hand. Not: pages and who may (test/web/rights.t). Start at main(). */
#include "base/base.h"
#define WORLD_SETUP with_client
#include "db_world.h"

#include <jansson.h>

#include "base/date.h"
#include "core/route.h"
#include "core/site.h"
#include "feature/rights/rights.h"

const struct feature *const features[] = {NULL};

enum { CLIENT = 1001 };

/* Tables that hold nothing about a client, or must stay; each with its reason. */
static const struct {
    const char *table, *reason;
} elsewhere[] = {
    {"schema_log", "which migrations ran"},
    {"id_slot", "numbers of processes"},
    {"setting", "settings of the installation"},
    {"organisation", "an organisation"},
    {"programme", "a programme"},
    {"team", "a team"},
    {"login_attempt", "hashes of names and addresses that failed to log in"},
    {"access_line", "numbers only, must stay (NEN 7513); shown in plain words"},
    {"access_month", "what is left of a month of the log"},
    {"access_route", "names of routes"},
    {"job", "work to do, without personal data"},
    {"employer", "an organisation"},
    {"establishment", "an address of an employer"},
    {"employer_person", "people of employers"},
    {"employer_word", "words of employers to search by"},
    {"employer_merge", "two employers that were one"},
    {"employer_merge_row", "numbers of what moved with an employer"},
    {"time_entry", "hours of staff without a client"},
    {"week_lock", "closed weeks of staff"},
    {"calendar_feed", "the calendar of staff; a client has none"},
    {"handover", "between two of staff; of whom stands in handover_client"},
    {"team_meeting", "when a team met; about whom stands in team_meeting_item"},
    {"team_meeting_person", "who of staff was there"},
    {"quarter_return", "counts that were signed, without persons"},
    {"study", "a cohort: what was asked, and its counts, without persons"},
    {"study_release", "counts that were released, without persons"},
    {"certificate", "that something was erased, not of whom"},
    {"import", "a file that was brought in, not what is in it"},
    {"payroll_request",
     "that a programme asked for payroll data; for whom stands in payroll_person"},
    {"payroll_import", "a delivery of payroll data, not what is in it"},
    {"payroll_refused", "numbers of lines that were not used"},
    {"import_row", "the texts of a file, of no record yet; gone when it is carried out"},
    {"import_heading", "names of columns"},
    {"inclusion_criterion", "what a committee of a programme asks"},
    {"contact_tally", "counts per specialist and day"},
    {"care_team", "a treatment team"},
    {"framework_plan", "how a programme meets the criteria"},
    {"framework_record", "dated facts of a programme and of the training of its staff"},
    {"coalition_partner", "organisations that work together"},
    {"principle_rating", "how staff think that the principles succeed"},
    {"fidelity_review", "a review of a programme"},
    {"fidelity_reviewer", "who reviews"},
    {"fidelity_sheet", "scores of a programme"},
    {"fidelity_score", "scores of a programme"},
    {"fidelity_erratum", "a mistake in a review of a programme"},
    {"fidelity_agenda", "days of a review"},
    {"fidelity_action", "what a programme will do better"},
};

/* Columns that the export leaves out. */
static const struct {
    const char *table, *column, *reason;
} unshown[] = {
    {"client_link", "client_id", "one of the two: linked by mistake, it is somebody else's"},
    {"client_link", "other_id", "as client_id"},
    {"client_bsn", "bsn", "shown on a deliberate click only, never in an export (issue 3)"},
    {"attachment", "hash", "of the content, to know that it is whole"},
    {"attachment_chunk", "content", "downloaded as the file itself"},
    {"staff", "password_hash", "opens nothing but could be guessed at"},
    {"session", "token_hash", "of a cookie"},
    {"once", "token", "random"},
    {"second_factor", "secret", "sealed: makes the codes of log-in"},
    {"second_factor", "pending", "sealed: as secret"},
    {"second_factor", "pending_at", "of pending"},
    {"second_factor", "last_step", "the last code used"},
    {"recovery_code", "code_hash", "of a code"},
    {"login_half", "token_hash", "of a cookie"},
    {"one_time_link", "token_hash", "of a link"},
    {"login_link", "token_hash", "of a link"},
};

/* A row of this client in every table of tables.h. What must not be left afterwards: */
static const char *const marks[] = {
    "Qwendolijn",   "Zwaluwkwartel",          "zwaluwkwartel",
    "+31600000042", "qwendolijn@example.org", "Xylofoon"}; /* in every note and text */

static const char plant[] =
    "update client set given_name = 'Qwendolijn', family_name = 'Zwaluwkwartel',"
    " sort_key = 'zwaluwkwartel  qwendolijn  van den', phone = '+31600000042',"
    " email = 'qwendolijn@example.org' where id = 1001;"
    "update trajectory_fact set given_name = 'Qwendolijn', family_name = 'Zwaluwkwartel',"
    " sort_key = 'zwaluwkwartel  qwendolijn  van den', next_step = 'Xylofoon stap'"
    " where client_id = 1001;"
    "update trajectory set work_goal = 'Xylofoon doel' where id = 2001;"
    "update contact set note = 'Xylofoonverhaal', next_step = 'Xylofoon stap' where id = 5001;"
    /* with Joris: his words stay, her name goes */
    "insert into contact (id, programme_id, staff_id, day, minutes, activity, mode, place, party,"
    " note, created_at) values (5900, 11, 101, '2026-11-12', 60, 'one_to_one', 'face_to_face',"
    " 'work', 'client', 'Samen: Joris en Qwendolijn (zwaluwkwartel) bij de bakker.', 1);"
    "insert into contact_client (contact_id, trajectory_id, day, minutes, met_employer) values"
    " (5900, 2001, '2026-11-12', 30, 0), (5900, 2003, '2026-11-12', 30, 0);"
    "insert into referral (trajectory_id, referrer, referrer_phone, care_team, own_words) values"
    " (2001, 'Xylofoon dokter', '06', 'Xylofoon team', 'Xylofoon woorden');"
    "insert into referral_outcome (id, trajectory_id, outcome, reason, explanation, instead,"
    " decided_on, recorded_by, recorded_at, undone_at, undone_by, undone_why) values"
    " (9020, 2001, 'refused', 'full', 'Xylofoon', 'Xylofoon', '2026-06-02', 101, 1, 2, 105,"
    " 'Xylofoon');"
    "insert into client_link (id, client_id, other_id, reason, linked_by, linked_at) values"
    " (9021, 1003, 1001, 'Xylofoon', 101, 1);"
    "insert into inclusion_criterion (id, programme_id, position, words) values"
    " (9022, 11, 0, 'wil werken');"
    "insert into inclusion (id, trajectory_id, discussed_on, members, decision, reason,"
    " recorded_by, recorded_at) values (9023, 2001, '2026-06-03', 'Xylofoon arts', 'included',"
    " 'Xylofoon', 101, 1);"
    "insert into inclusion_answer (inclusion_id, criterion_id, answer) values (9023, 9022, 'met');"
    "insert into closing (id, trajectory_id, closed_on, close_reason, destination, support,"
    " support_who, aftercare, gain_words, asked, better, without_words, recorded_by, recorded_at,"
    " reopened_on, reopened_by, reopened_why) values (9024, 2001, '2026-10-01', 'goal', 'Xylofoon',"
    " 'other', 'Xylofoon', 'Xylofoon', 'Xylofoon', 'asked', 'Xylofoon', 'Xylofoon', 101, 1,"
    " '2026-11-01', 101, 'Xylofoon');"
    "insert into client_benefit (id, client_id, benefit, from_on) values"
    " (8001, 1001, 'WAJONG', '2020-01-01');"
    "insert into client_bsn (client_id, bsn, recorded_by, recorded_at) values"
    " (1001, cast('x' as BYTES), 101, 1);"
    "insert into client_statement (id, client_id, body, given_on, recorded_by, recorded_at) values"
    " (8002, 1001, 'Xylofoon verklaring', '2026-11-01', 101, 1);"
    "insert into document (id, client_id, trajectory_id, kind, reader, reader_name, consent_id,"
    " from_on, to_on, staff_id, made_at) values (8060, 1001, 2001, 'progress', 'practitioner',"
    " 'Xylofoon', 9601, '2026-01-01', '2026-03-01', 101, 1);"
    "insert into import (id, programme_id, team_id, kind, file_name, sheet, header_at, headings,"
    " fields, created_at) values (8050, 11, 21, 'clients', 'lijst.csv', 0, 0, '', '', 1);"
    "insert into import_item (import_id, number, line, what, target_id, client_id, version, before)"
    " values (8050, 0, 2, 'client', 1001, 1001, 2, 'work_goal=Xylofoon');"
    "insert into import_key (programme_id, number, client_id) values (11, 'Xylofoon 7', 1001);"
    "insert into payroll_request (id, programme_id, made_at) values (8070, 11, 1);"
    "insert into payroll_person (pseudonym, request_id, client_id) values ('Xylofoon', 8070, 1001);"
    "insert into payroll_import (id, request_id, file_name, file_hash, separator, decimal_sign,"
    " day_form, byte_order_mark, created_at) values (8071, 8070, 'polis.csv',"
    " '0123456789012345678901234567890123456789012345678901234567890123', ';', ',', '-', 0, 1);"
    "insert into payroll_line (import_id, line, client_id, raw) values (8071, 2, 1001, 'Xylofoon');"
    "insert into payroll_month (import_id, client_id, month, employer, ikv_id, ikv_start, ikv_kind,"
    " employment_kind, sbi_version, sbi_section, end_reason, delivery_version, first_line, lines,"
    " odd) values (8071, 1001, '2026-11', 'Xylofoon', 'Xylofoon', '2026-11-01', '15', '1', '', '',"
    " '', '', 2, 1, 0);"
    "insert into due (trajectory_id, rule, ref_id, day, words) values"
    " (2001, 'signal', 8003, '2026-12-01', 'Xylofoon herinnering');"
    "insert into attention_later (id, trajectory_id, rule, until_on, reason, staff_id, created_at)"
    " values (8003, 2001, 'silent', '2026-12-01', 'Xylofoon reden', 101, 1);"
    "insert into placement (id, organisation_id, trajectory_id, employer_id, kind, started_on, "
    "note,"
    " created_at) values (8004, 1, 2001, 4001, 'competitive', '2026-11-02', 'Xylofoon werk', 1);"
    "insert into placement_hours (id, placement_id, from_on, planned) values"
    " (8005, 8004, '2026-11-02', 1600);"
    "update placement set expectations = 'Xylofoon', responsible = 'Xylofoon' where id = 8004;"
    "insert into placement_terms (id, placement_id, from_on, why, recorded_by, recorded_at) values"
    " (9301, 8004, '2026-11-02', 'Xylofoon', 101, 1);"
    "insert into agreement (id, placement_id, made_by, made_at, changed_at) values"
    " (9302, 8004, 101, 1, 1);"
    "insert into agreement_line (id, agreement_id, part, place, words, then_words, answer,"
    " answer_words, answered_on, together_by) values (9303, 9302, 'notice', 0, 'Xylofoon',"
    " 'Xylofoon', 'no', 'Xylofoon', '2026-11-03', 101);"
    "insert into follow_rhythm (id, trajectory_id, days, words, from_on, recorded_by, recorded_at)"
    " values (9304, 2001, 14, 'Xylofoon', '2026-11-02', 101, 1);"
    "insert into follow_own (id, trajectory_id, words, helps, recorded_at) values"
    " (9305, 2001, 'Xylofoon', 'Xylofoon', 1);"
    "insert into follow_change (id, trajectory_id, what, on_day, before_words, before_on,"
    " recorded_at) values (9306, 2001, 'Xylofoon', '2026-12-01', 'Xylofoon', '2026-11-03', 1);"
    "insert into follow_balance (id, trajectory_id, day, score, words, reporter, recorded_at)"
    " values (9307, 2001, '2026-11-03', 1, 'Xylofoon', 'client', 1);"
    "insert into lead (id, trajectory_id, employer_id, job_title, stage, stage_on, fits, why_on,"
    " note, next_step, placement_id, created_at) values (8012, 2001, 4001, 'Xylofoonbouwer',"
    " 'started', '2026-11-02', 'no', 'Xylofoon toch', 'Xylofoon', 'Xylofoon', 8004, 1);"
    "insert into lead_stage (id, lead_id, stage, from_on, staff_id, created_at) values"
    " (8013, 8012, 'started', '2026-11-02', 101, 1);"
    "insert into client_visit (id, trajectory_id, employer_id, day, mode, note, recorded_by,"
    " recorded_at) values (8014, 2001, 4001, '2026-11-02', 'phone', 'Xylofoon', 101, 1);"
    "insert into appointment (id, programme_id, staff_id, day, minute, minutes, kind, party, mode,"
    " place, trajectory_id, address, subject, off_reason, off_note, created_at, changed_at) values"
    " (8501, 11, 101, '2026-11-24', 600, 60, 'talk', 'client', 'phone', 'home', 2001,"
    " 'Xylofoonlaan 1', 'Xylofoon onderwerp', 'client', 'Xylofoon ziek', 1, 1);"
    "insert into handover (id, programme_id, from_staff, to_staff, from_on, reason, made_by,"
    " made_at) values (8502, 11, 102, 101, '2026-11-01', 'Ruil', 105, 1);"
    "insert into handover_client (handover_id, trajectory_id, was_from) values"
    " (8502, 2001, '2026-06-01');"
    "insert into team_meeting (id, programme_id, team_id, day, begun_by, begun_at) values"
    " (8503, 11, 21, '2026-11-17', 105, 1);"
    "insert into team_meeting_item (id, meeting_id, trajectory_id, place, decision, owner_id) "
    "values"
    " (8504, 8503, 2001, 1, 'Xylofoon besluit', 101);"
    "insert into attachment (id, client_id, kind, file_name, type, bytes, hash, staff_id,"
    " created_at) values (8006, 1001, 'cv', 'Xylofoon.pdf', 'pdf', 8, cast('x' as BYTES), 101, 1);"
    "insert into attachment_chunk (attachment_id, part, content) values"
    " (8006, 0, cast('Xylofoon' as BYTES));"
    "insert into rights_request (id, client_id, kind, asked_on, wish, due_on, recorded_by,"
    " recorded_at) values (8007, 1001, 'erasure', '2026-11-01', 'Xylofoon wens', '2026-12-01', 101,"
    " 1);"
    "insert into client_flag (id, client_id, kind, reason, from_at, set_by, ended_at, ended_by)"
    " values (8008, 1001, 'hold', 'Xylofoon klacht', 1, 105, 2, 105);"
    "insert into destruction (client_id, class, due_on, listed_on) values"
    " (1001, 'client_record', '2046-11-23', '2046-12-01');"
    "insert into access_grant (id, client_id, staff_id, kind, reason, from_at, until_at, given_by,"
    " created_at) values (8009, 1001, 102, 'cover', 'Xylofoon vakantie', 1, 2, 105, 1);"
    "insert into consent (id, client_id, first_id, number, event, party, party_name, purpose,"
    " shares, how, given_on, text_version, valid_until, recorded_by, recorded_at) values"
    " (9010, 1001, 9010, 1, 'given', 'relative', 'Xylofoon moeder', 'Xylofoon', 'work', 'paper',"
    " '2026-11-01', '1', '2027-11-01', 101, 1), (9011, 1001, 9010, 2, 'given', 'relative',"
    " 'Xylofoon moeder', 'Xylofoon', 'work', 'paper', '2026-11-02', '1', '2027-11-01', 101, 1);"
    "insert into one_time_link (id, client_id, token_hash, consent_id, for_name, made_by, made_at,"
    " until_at) values (9012, 1001, cast('x' as BYTES), 9011, 'Xylofoon', 101, 1, 2);"
    "insert into profile (id, client_id, revision, recorded_on, recorded_by, recorded_at) values"
    " (9020, 1001, 1, '2026-11-01', 101, 1);"
    "insert into profile_answer (id, profile_id, client_id, question, seen, body) values"
    " (9021, 9020, 1001, 'work_type', 0, 'Xylofoon spelen');"
    "insert into work_history (id, client_id, placement_id, job_title, tasks, created_at) values"
    " (9022, 1001, 8004, 'Xylofoonmaker', 'Xylofoon', 1);"
    "insert into enrolment (id, client_id, course, created_at) values (9023, 1001, 'Xylofoon', 1);"
    "insert into worksheet (id, client_id, trajectory_id, placement_id, target_group, talked_on,"
    " decision, recorded_by, recorded_at) values (9024, 1001, 2001, 8004, 'CMD', '2026-11-01',"
    " 'none', 101, 1);"
    "insert into worksheet_answer (worksheet_id, question, body) values (9024, 'what', 'Xylofoon');"
    "insert into income_moment (placement_id, number, from_on, reason, reason_by) values"
    " (8004, 1, '2026-11-02', 'Xylofoon', 101);"
    "insert into income_advice (id, client_id, trajectory_id, placement_id, advised_on,"
    " adviser_kind, summary, recorded_by, recorded_at) values (9025, 1001, 2001, 8004,"
    " '2026-11-01', 'uwv', 'Xylofoon', 101, 1);"
    "insert into income_card (id, client_id, placement_id, recorded_by, recorded_at) values"
    " (9026, 1001, 8004, 101, 1);"
    "insert into income_card_answer (card_id, question, body) values (9026, 'stops', 'Xylofoon');"
    "insert into care_team (id, programme_id, name, sort_key) values (9020, 11, 'FACT', 'fact');"
    "insert into client_care_team (id, client_id, care_team_id, from_on) values (9021, 1001, 9020,"
    " '2026-11-01');"
    "insert into client_person (id, client_id, kind, name, how, from_on, created_at) values (9022,"
    " 1001, 'parent', 'Xylofoon vader', 'Xylofoon', '2026-11-01', 1);"
    "insert into party_wish (id, client_id, party, wish, words, said_on, again_on, recorded_by,"
    " recorded_at) values (9023, 1001, 'relative', 'not_wanted', 'Xylofoon', '2026-11-01',"
    " '2027-05-01', 101, 1);"
    "insert into care_meeting (id, programme_id, kind, client_id, with_whom, day, recorded_by,"
    " recorded_at) values (9024, 11, 'three_way', 1001, 'Xylofoon', '2026-11-16', 101, 1);"
    "insert into care_meeting_staff (meeting_id, staff_id, attended) values (9024, 101, 1);"
    "insert into care_agreement (id, meeting_id, trajectory_id, staff_id, day, words) values (9025,"
    " 9024, 2001, 101, '2026-11-16', 'Xylofoon afspraak');"
    "insert into dossier_copy (id, trajectory_id, staff_id, at) values (9026, 2001, 101, 1);"
    "insert into dossier_note (trajectory_id, contact_id, handover_id, version) values (2001, "
    "5001,"
    " 9026, 1);"
    "insert into follow_signal (id, trajectory_id, noticed_on, signs, words, reporter,"
    " reporter_name, link_id, recorded_at, done_words, done_on, done_by) values (9308, 2001,"
    " '2026-11-03', 'fatigue', 'Xylofoon', 'relative', 'Xylofoon', 9012, 1, 'Xylofoon',"
    " '2026-11-04', 101);"
    "insert into emergency_seen (grant_id, staff_id, seen_at) values (8009, 101, 1);"
    "update trajectory_fact set emergency_id = 8009 where client_id = 1001;"
    "insert into access_line (id, staff_id, client_id, what, mac) values"
    " (9000, 101, 1001, 13, cast('x' as BYTES)), (9001, 102, null, 13, cast('x' as BYTES));"
    "insert into access_text (id, words) values (9000, 'Xylofoon'), (9001, 'qwendolijn van');"
    "insert into access_signal (id, kind, line_id, staff_id, client_id, day, lines, remark,"
    " judgement, judged_at, judged_by) values (9002, 'night', 9000, 101, 1001, '2026-11-23', 1,"
    " 'Xylofoon', 'right', 1, 105);"
    "insert into search_token (scope_id, token, kind, target_id) values"
    " (11, 'zwaluwkwartel', 'client', 1001);"
    "insert into staff (id, organisation_id, login, name, sort_key) values"
    " (8010, 1, 'zwaluwkwartel', 'Qwendolijn Zwaluwkwartel', 'zwaluwkwartel');"
    "insert into staff_role (id, staff_id, role, client_id, from_on) values"
    " (8011, 8010, 'client', 1001, '2026-11-01');"
    "insert into session (token_hash, staff_id, created_at, seen_at, ends_at) values"
    " (cast('x' as BYTES), 8010, 1, 1, 1);"
    "insert into draft (staff_id, name, body, saved_at) values (8010, 'verzoek', 'Xylofoon', 1),"
    " (102, 'contact', 'wie=1003&note=Ook+Qwendolijn+was+er+met+Xylofoon', 1);"
    "insert into once (staff_id, token, at) values (8010, 'x', 1);"
    "insert into second_factor (staff_id, secret, since) values"
    " (8010, cast('x' as BYTES), 1);"
    "insert into recovery_code (staff_id, code_hash) values (8010, cast('x' as BYTES));"
    "update staff set email = 'qwendolijn@example.org' where id = 8010;"
    "insert into login_link (token_hash, staff_id, made_at, ends_at) values"
    " (cast('x' as BYTES), 8010, 1, 1);"
    "insert into login_provider (staff_id, issuer, subject, since) values (8010, 'i', 'Xylofoon', "
    "1);"
    "insert into login_half (token_hash, staff_id, ends_at) values (cast('x' as BYTES), 8010, 1);";

static const char *read_whole(struct arena *a, const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    struct buf b;
    char part[65536];
    size_t got;

    *n = 0;
    if (!f)
        return NULL;
    buf_init(&b, 64 << 20);
    while ((got = fread(part, 1, sizeof(part), f)) > 0)
        buf_add(&b, part, got);
    fclose(f);
    *n = b.len;
    const char *text = arena_strn(a, b.at, b.len);
    buf_free(&b);
    return text;
}

/* @hex(...) of world.sql as this engine writes bytes. */
static const char *with_bytes(struct arena *a, const char *sql, enum db_engine engine)
{
    struct buf out;

    buf_init(&out, 4 << 20);
    for (const char *at = sql; *at;) {
        if (strncmp(at, "@hex(", 5)) {
            buf_ch(&out, *at++);
            continue;
        }
        size_t n = strcspn(at + 5, ")");
        buf_fmt(&out, "%s%.*s'", engine == DB_PG ? "'\\x" : "x'", (int)n, at + 5);
        at += n + 6;
    }
    const char *text = arena_str(a, out.at);
    buf_free(&out);
    return text;
}

/* The world of the stories, and the planted client. BYTES is what the engine calls bytes. */
static int with_client(void **state)
{
    int n;
    size_t length;

    world_open(state);
    struct world *w = *state;
    struct migration *all = site_migrations(w->a, &n);
    assert_int_equal(db_migrate(w->db, all, n), n);
    const char *world = read_whole(w->a, "test/web/world.sql", &length);
    assert_non_null(world);
    db_begin_write(w->db);
    db_exec_text(w->db, with_bytes(w->a, world, w->engine));
    char *sql = arena_str(w->a, plant), *at = sql;
    while ((at = strstr(at, "BYTES")))
        memcpy(at, w->engine == DB_PG ? "bytea" : "blob ", 5);
    db_exec_text(w->db, sql);
    db_commit(w->db);
    return 0;
}

/* ---- the schema ------------------------------------------------------------------------------ */

static bool listed(const char *columns, const char *column)
{
    size_t n = strlen(column);

    for (const char *at = columns; (at = strstr(at, column)); at += n)
        if ((at == columns || at[-1] == ' ') && (at[n] == ',' || !at[n]))
            return true;
    return false;
}

static const struct holding *holding_of(const char *table)
{
    size_t n;
    const struct holding *list = rights_holdings(&n);

    for (size_t i = 0; i < n; i++)
        if (!strcmp(list[i].table, table))
            return &list[i];
    return NULL;
}

static bool is_elsewhere(const char *table)
{
    for (size_t i = 0; i < COUNT(elsewhere); i++)
        if (!strcmp(elsewhere[i].table, table))
            return true;
    return false;
}

static bool is_unshown(const char *table, const char *column)
{
    for (size_t i = 0; i < COUNT(unshown); i++)
        if (!strcmp(unshown[i].table, table) && !strcmp(unshown[i].column, column))
            return true;
    return false;
}

static void schema_is_known(void **state)
{
    struct world *w = *state;
    int missing = 0, seen = 0;
    struct db_rows q =
        db_query(w->db,
                 SQL2("select m.name, p.name from sqlite_schema m join pragma_table_info(m.name) p"
                      " where m.type = 'table' and m.name not like 'sqlite_%' order by 1, 2",
                      "select cast(table_name as text), cast(column_name as text)"
                      " from information_schema.columns where table_schema = current_schema()"
                      " and table_name <> 'access_log' and table_name <> 'payroll_now'" /* views */
                      " order by 1, 2"),
                 NO_ARGS);

    while (db_next(&q)) {
        const char *table = db_text(&q, 0), *column = db_text(&q, 1);
        const struct holding *h = holding_of(table);

        seen++;
        if (!h && !is_elsewhere(table)) {
            print_error("%s.%s: is it about a client? tables.h, or `elsewhere` here\n", table,
                        column);
            missing++;
        } else if (h && !listed(h->columns, column) && !is_unshown(table, column)) {
            print_error("%s.%s: to be shown in tables.h, or `unshown` here\n", table, column);
            missing++;
        } else if (h && listed(h->columns, column) && h->title != TEXT_NONE &&
                   !rights_column_known(table, column)) {
            print_error("%s.%s: its name and meaning in rights_export.c\n", table, column);
            missing++;
        }
    }
    assert_int_equal(missing, 0);
    assert_true(seen > 200); /* the schema was found */
}

static int64_t rows_held(struct db *db, size_t holding)
{
    struct db_rows q = rights_holding_rows(db, holding, CLIENT);
    int64_t rows = 0;

    while (db_next(&q))
        rows++;
    return rows;
}

/* ---- all my data ----------------------------------------------------------------------------- */

/* Every planted text of a table that the page shows is read there as it was written: a column that
 * shares its name with another is not hidden, and not read as a code. */
static size_t words_not_shown(json_t *all, const struct holding *h)
{
    json_t *row;
    const char *column;
    json_t *value;
    size_t i, bad = 0;

    if (h->title == TEXT_NONE)
        return 0;
    json_array_foreach(json_object_get(all, h->table), i, row)
        json_object_foreach(row, column, value)
    {
        const char *s = json_string_value(value);

        if (!s || !strstr(s, "Xylofoon") || rights_column_in_words(h->table, column))
            continue;
        print_error("%s.%s: its words are not on the page\n", h->table, column);
        bad++;
    }
    return bad;
}

static void export_has_all(void **state)
{
    struct world *w = *state;
    struct buf out;
    size_t n;
    const struct holding *list = rights_holdings(&n);
    json_error_t wrong;

    for (size_t i = 0; i < n; i++)
        if (!rows_held(w->db, i))
            fail_msg("no row was planted in %s", list[i].table);
    buf_init(&out, 4 << 20);
    rights_json(w->db, CLIENT, 1795420800000, &(struct access_own_list){0}, &out);
    json_t *all = json_loadb(out.at, out.len, 0, &wrong);
    assert_non_null(all);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(json_array_size(json_object_get(all, list[i].table)), rows_held(w->db, i));
    size_t bad = 0;
    for (size_t i = 0; i < n; i++)
        bad += words_not_shown(all, &list[i]);
    assert_int_equal(bad, 0);
    for (size_t i = 0; i < COUNT(marks); i++)
        assert_non_null(strstr(out.at, marks[i]));
    /* Ids as text, since numbers of JavaScript end at 2^53; minutes as a number. */
    json_t *contact = json_array_get(json_object_get(all, "contact"), 1);
    assert_string_equal(json_string_value(json_object_get(contact, "id")), "5001");
    assert_int_equal(json_integer_value(json_object_get(contact, "minutes")), 45);
    assert_string_equal(json_string_value(json_object_get(contact, "note")), "Xylofoonverhaal");
    /* What is of others is not in it. */
    assert_null(strstr(out.at, "Geheim van Joris"));
    assert_null(strstr(out.at, "\"1003\""));
    json_decref(all);
    buf_free(&out);
}

/* ---- erasing --------------------------------------------------------------------------------- */

static void assert_gone(const char *where, const char *text, size_t n)
{
    for (size_t i = 0; i < COUNT(marks); i++)
        if (memmem(text, n, marks[i], strlen(marks[i])))
            fail_msg("%s still holds %s", where, marks[i]);
}

/* All tables of PostgreSQL in one text; of SQLite the bytes of all its files. */
static void assert_nothing_left(struct world *w)
{
    static const char *const files[] = {"t.db", "t.db-wal", "t.db-shm", "t.db.lock"};

    if (w->engine == DB_PG) {
        const char *all = db_one_text(
            w->db, w->a,
            SQL2("select ''",
                 "select cast(schema_to_xml(current_schema(), true, false, '') as text)"),
            NO_ARGS, "");

        assert_non_null(strstr(all, "Geheim van Joris")); /* it is all there */
        assert_gone("a table", all, strlen(all));
        return;
    }
    for (size_t i = 0; i < COUNT(files); i++) {
        size_t n;
        const char *bytes = read_whole(w->a, arena_fmt(w->a, "%s/%s", w->folder, files[i]), &n);

        if (i == 0)
            assert_non_null(memmem(bytes, n, "Geheim van Joris", 16));
        if (bytes)
            assert_gone(files[i], bytes, n);
    }
}

static int64_t count_of(struct db *db, const struct sql *sql)
{
    return db_one_int(db, sql, NO_ARGS, -1);
}

static void erase_leaves_nothing(void **state)
{
    struct world *w = *state;
    size_t n;
    const struct holding *list = rights_holdings(&n);

    db_begin_write(w->db);
    struct erased e = rights_erase(w->db, w->a, CLIENT);
    db_commit(w->db);
    assert_true(db_forget(w->db));
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].table, "access_signal") != 0 && rows_held(w->db, i))
            fail_msg("%s still has rows of the client", list[i].table);
    assert_nothing_left(w);
    assert_int_equal(e.files, 1);
    assert_true(e.rows >= (int64_t)n);
    /* The hours of the specialist stay: 45 minutes of her own contact, 60 with Joris, and what was
     * there (30 + 30 of other contacts of Noor). */
    assert_int_equal(count_of(w->db, SQL("select cast(sum(minutes) as bigint) from contact"
                                         " where staff_id = 101")),
                     45 + 60 + 30 + 30);
    assert_string_equal(
        db_one_text(w->db, w->a, SQL("select note from contact where id = 5900"), NO_ARGS, "?"),
        "Samen: Joris en … (…) bij de bakker.");
    assert_string_equal(
        db_one_text(w->db, w->a, SQL("select note from contact where id = 5001"), NO_ARGS, "?"),
        "");
    /* Nobody else lost anything. */
    assert_int_equal(count_of(w->db, SQL("select count(*) from client")), 8);
    assert_int_equal(count_of(w->db, SQL("select count(*) from contact_client"
                                         " where trajectory_id = 2003")),
                     2);
    assert_int_equal(count_of(w->db, SQL("select active from staff where id = 8010")), 0);
}

static void names_in_words(void **state)
{
    struct world *w = *state;
    const char *const words[] = {"Bo", "de Wit", "Anna", "Wit"};
    const char *untouched = "Hanna wittert iets; Annabel ook";

    assert_string_equal(rights_without_name(w->a, "Anna, ANNA's baan. anna!", words, 4),
                        "…, …'s baan. …!");
    assert_string_equal(rights_without_name(w->a, "Met Anna de Wit", words, 4), "Met … …");
    /* parts of other words stay, and so does a word of two letters: that is anything */
    assert_ptr_equal(rights_without_name(w->a, untouched, words, 4), untouched);
    assert_string_equal(rights_without_name(w->a, "Bo en Bo", words, 4), "Bo en Bo");
}

/* ---- terms, counted by hand ----------------------------------------------------------------- */

static int32_t on(int year, int month, int day)
{
    return day_from_ymd(year, month, day);
}

static void terms(void **state)
{
    (void)state;
    /* a request: a month, at most the last day of it; three with a reason */
    assert_int_equal(rights_due(on(2026, 11, 23), false), on(2026, 12, 23));
    assert_int_equal(rights_due(on(2026, 1, 31), false), on(2026, 2, 28));
    assert_int_equal(rights_due(on(2028, 1, 31), false), on(2028, 2, 29));
    assert_int_equal(rights_due(on(2026, 11, 30), true), on(2027, 2, 28));
    assert_int_equal(rights_due(on(2027, 11, 30), true), on(2028, 2, 29));
    /* a record: twenty years after the last change, not a day before */
    assert_int_equal(retention_due(on(2006, 11, 23), 240), on(2026, 11, 23));
    assert_int_equal(retention_due(on(2005, 12, 31), 240), on(2025, 12, 31));
    assert_int_equal(retention_due(on(2024, 2, 29), 240), on(2044, 2, 29));
    assert_int_equal(retention_due(on(2024, 2, 29), 24), on(2026, 3, 1));
    assert_int_equal(retention_due(on(2023, 2, 28), 12), on(2024, 2, 28));
    assert_int_equal(retention_due(on(2026, 8, 31), 6), on(2027, 3, 1));
    assert_int_equal(retention_due(on(2080, 2, 29), 240),
                     on(2100, 3, 1)); /* 2100 is no leap year */
}

static void classes(void **state)
{
    size_t n, clients = 0;
    const struct retention_class *list = retention_classes(&n);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        clients += list[i].client;
        assert_true(*list[i].source && *list[i].start[LANG_NL] && *list[i].start[LANG_EN]);
        assert_true(!strcmp(list[i].status, "confirmed") || !strcmp(list[i].status, "unconfirmed"));
        if (list[i].client)
            assert_int_equal(list[i].months, 20 * 12);
    }
    assert_int_equal(clients, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(schema_is_known), BOTH(export_has_all),    BOTH(erase_leaves_nothing),
        BOTH(names_in_words),  cmocka_unit_test(terms), cmocka_unit_test(classes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
