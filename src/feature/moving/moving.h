/* moving.h: moving in: clients with their trajectories, employers, contacts and placements of a
 * team that kept them in a spreadsheet, read from CSV and XLSX as such files really are.
 *
 * Four steps: the file becomes a table of texts (moving_table_read), its columns are named once
 * (moving_guess, kept per programme), each row gets a fate without anything being written
 * (moving_check), and all rows are carried out in one transaction (moving_run): everything or
 * nothing, new clients together and the others row by row. Nothing that stands in Spil is
 * overwritten unless a person chose so for that row. What a run made or changed stands in
 * import_item, so that it can be undone (moving_undo).
 *
 * A row is read with the field tables of forms (html/form.h), so a file meets the same rules and
 * the same messages as a person who types. Diagnosis and citizen service number are no columns: who
 * imports does not see them either (rules/access.csv).
 */
#ifndef SPIL_FEATURE_MOVING_MOVING_H
#define SPIL_FEATURE_MOVING_MOVING_H

#include "base/vec.h"
#include "core/req.h"
#include "feature/client/client.h"
#include "feature/contact/contact.h"
#include "feature/employer/employer.h"
#include "feature/moving/table.h"
#include "feature/placement/placement.h"
#include "feature/trajectory/trajectory.h"

enum moving_kind {
    MOVING_CLIENTS, /* a client and one trajectory in each row */
    MOVING_EMPLOYERS,
    MOVING_CONTACTS,
    MOVING_PLACEMENTS,
    MOVING_KINDS
};
extern const struct code moving_kinds[]; /* in that order: "clients", "employers" ... */
bool moving_kind_from(const char *code, enum moving_kind *kind) MUST_USE;

/* ---- what a row says ------------------------------------------------------------------------- */

/* All that a row of any kind can say; which members count is a matter of its fields. */
struct moving_values {
    const char *number;     /* by which the file knows a client */
    const char *full_name;  /* "Berg, Milan van den" or "Milan van den Berg" */
    const char *team;       /* by name */
    const char *specialist; /* by name or login */
    const char *employer_name, *employer_place, *employer_kvk;
    struct client client;
    struct trajectory trajectory;
    struct employer employer;
    struct employer_person person;
    struct contact contact;
    struct placement placement;
};

/* Whose member a field is: what is compared with what stands in Spil. */
enum moving_part {
    PART_WHO, /* leads to a record, is not compared */
    PART_CLIENT,
    PART_TRAJECTORY,
    PART_EMPLOYER,
    PART_PERSON,
    PART_CONTACT,
    PART_PLACEMENT
};

enum { MOVING_FIELDS = 64 /* at most, of a kind: their sets are bits of 64 */ };
struct moving_field {
    struct field field; /* its offset is in struct moving_values */
    enum moving_part part;
    enum field_group group; /* the part of a record it belongs to; GROUP_NONE: of no client */
    const char *list;       /* of core/codes.h, for a code without list of its own */
    const char *words;      /* how columns are called, between bars */
};
/* Ends with a field of kind FIELD_END. */
const struct moving_field *moving_fields(enum moving_kind kind);
size_t moving_field_count(enum moving_kind kind);

/* ---- which column is what: moving.c ---------------------------------------------------------- */

enum { MOVING_NONE = -1 };
struct moving_columns {
    size_t header; /* index of the line with the names of the columns */
    size_t n;
    const char *name[MOVING_COLUMNS];
    int field[MOVING_COLUMNS]; /* index in moving_fields(), or MOVING_NONE */
};
struct moving_memory {
    const char **heading, **field; /* pairs, n of them */
    size_t n;
};
/* Finds the line with the names among the first thirty: the one with most names that we know. A
 * name may stand a line higher (merged cells), and two columns of one name are told apart by what
 * stands above them. */
void moving_guess(struct arena *a, enum moving_kind kind, const struct moving_table *t,
                  const struct moving_memory *memory, struct moving_columns *columns);
/* The same when a person said which line it is. */
void moving_guess_at(struct arena *a, enum moving_kind kind, const struct moving_table *t,
                     size_t header, const struct moving_memory *memory,
                     struct moving_columns *columns);

/* ---- one row: moving_row.c ------------------------------------------------------------------- */

enum moving_fate { FATE_NEW, FATE_SAME, FATE_CONFLICT, FATE_REFUSED, FATES };
extern const struct code moving_fates[]; /* in that order */
/* What becomes of a row in conflict: keep what stands in Spil, fill in what is empty there, or take
 * what the file says. Of a row that is nearly somebody (moving_row.alike): keep does nothing with
 * the row, fill and take say that it is the same person, new that it is another one. */
enum moving_choice { CHOICE_KEEP, CHOICE_FILL, CHOICE_TAKE, CHOICE_NEW, CHOICES };
extern const struct code moving_choices[];

struct moving_row {
    uint32_t line;     /* of the file, from 1 */
    const char *cells; /* as stored: joined by MOVING_JOIN */
    struct moving_values v;
    uint64_t has; /* fields that the row says something about */
    enum moving_fate fate;
    enum moving_choice choice;
    const char *problem; /* why it is refused, in words; "" */
    int problem_at;      /* column of the file, from 1; 0: the row as a whole */
    uint64_t differs;    /* fields that say something else than Spil */
    /* What it leads to; 0: to be made. */
    int64_t client_id, trajectory_id, employer_id, staff_id, target_id;
    int64_t team_id;
    bool
        alike; /* MOVING_CLIENTS: client_id is nearly this person (feature/referral): in conflict */
    bool person_new, person_there; /* MOVING_EMPLOYERS: target_id is the contact person */
    const struct moving_row *twin; /* the row before this about the same client or employer */
    bool touched, changed; /* carried out: made or changed something; changed what was there */
};
struct moving_rows {
    struct moving_row *at;
    size_t n, cap;
};

#define MOVING_JOIN '\x1f'

/* Reads rows of one file. Its codes are looked up by their words in both languages. */
struct moving_reader;
struct moving_reader *moving_reader_new(struct arena *a, enum lang lang, int32_t today,
                                        enum moving_kind kind,
                                        const struct moving_columns *columns);
/* Fills v, has, and perhaps problem with FATE_REFUSED. */
void moving_row_read(struct moving_reader *reader, struct arena *a, struct moving_row *row);
/* A member as text, and back: for what stood there before a change. Days are ISO, numbers plain;
 * set does not copy the text. */
const char *moving_member_text(struct arena *a, const struct moving_field *f,
                               const struct moving_values *v);
void moving_member_set(const struct moving_field *f, const char *text, struct moving_values *v);
/* The fields of one part. */
uint64_t moving_part(enum moving_kind kind, enum moving_part part);
/* Fields of those in `has`, but for PART_WHO, that differ between the two. */
uint64_t moving_compare(enum moving_kind kind, uint64_t has, const struct moving_values *file,
                        const struct moving_values *ours);
/* Copies the fields of this set from one to the other. */
void moving_copy(enum moving_kind kind, uint64_t fields, const struct moving_values *from,
                 struct moving_values *to);
/* Those of the set that are empty in v. */
uint64_t moving_empty(enum moving_kind kind, uint64_t fields, const struct moving_values *v);
/* Members that no field of a form may leave NULL. */
void moving_values_empty(struct moving_values *v);
void moving_refuse(struct moving_row *row, const char *why);

/* ---- an import: moving_sql.c ----------------------------------------------------------------- */

struct import {
    int64_t id;
    int64_t organisation_id, programme_id, team_id;
    const char *programme, *team; /* names, only when read */
    enum moving_kind kind;
    const char *target_group; /* of rows that name none; "" */
    const char *file_name;
    bool sheet;        /* XLSX: columns are called by letters */
    const char *state; /* open, done, undone */
    struct moving_columns columns;
    int64_t staff_id; /* 0: by a command */
    const char *staff_name;
    int64_t created_at, done_at, undone_at;
    int64_t count[FATES];
};

/* What is needed to find records, read once per check. */
struct moving_world;
struct moving_world *moving_world_load(struct req *r, const struct import *im);

/* Reads and judges all rows; writes nothing. They must not move in memory any more. */
void moving_check(struct req *r, struct import *im, struct moving_rows *rows);
/* What stands in Spil of what a row leads to. */
void moving_ours(struct req *r, const struct moving_row *row, struct moving_values *ours);
/* Carries out what was judged, in the open write transaction. False: the database refused a row
 * that was found good (it is then FATE_REFUSED): roll back. */
bool moving_run(struct req *r, struct import *im, struct moving_rows *rows) MUST_USE;
/* Takes back what a run made and changed, but for these lines. Lines whose records were changed
 * since come back in *blocked: then roll back. */
struct moving_lines {
    uint32_t *at;
    size_t n, cap;
};
void moving_undo(struct req *r, struct import *im, const struct moving_lines *keep,
                 struct moving_lines *blocked);

#endif
