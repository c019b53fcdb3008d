/* demo_papers.c: papers that were made about clients, and files that were moved in.
 * Not: what stands in a paper (feature/document). In a database that has been filled.
 * Start at demo_papers_make(). */
#include "feature/demo/demo_inner.h"

enum { CLIENTS = 10 };

struct maker {
    struct db *db;
    struct id_maker *ids;
    int64_t staff_id;
    int32_t today;
};

static void paper(const struct maker *m, int64_t client_id, int64_t trajectory_id, const char *kind,
                  const char *reader, int32_t made_on)
{
    bool period = !strcmp(kind, "progress");
    char from[DAY_TEXT], to[DAY_TEXT];

    db_run(m->db,
           SQL("insert into document (id, client_id, trajectory_id, kind, reader, from_on, to_on,"
               " staff_id, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
           ARGS(I(id_next(m->ids)), I(client_id), I(trajectory_id), S(kind), S(reader),
                period ? S(day_iso(day_add_months(made_on, -6), from)) : NIL,
                period ? S(day_iso(made_on, to)) : NIL, I(m->staff_id),
                I(local_to_ms(made_on, 15 * 60))));
}

/* Of those who run a plan each, and a progress report for the funder of some; of those who ended
 * the closing report. */
static void papers_make(const struct maker *m, bool closed)
{
    int64_t client[CLIENTS], trajectory[CLIENTS];
    int n = 0;
    struct db_rows q =
        db_query(m->db,
                 SQL("select client_id, trajectory_id from trajectory_fact where staff_id = $1"
                     " and restricted = 0 and case when phase = 'closed' then 1 else 0 end ="
                     " cast($2 as bigint)"
                     " order by trajectory_id desc limit $3"),
                 ARGS(I(m->staff_id), I(closed), I(CLIENTS)));

    for (; db_next(&q); n++) {
        client[n] = db_int(&q, 0);
        trajectory[n] = db_int(&q, 1);
    }
    for (int i = 0; i < n; i++) {
        if (closed) {
            paper(m, client[i], trajectory[i], "closing", "client", m->today - 5);
            continue;
        }
        paper(m, client[i], trajectory[i], "plan", "client", m->today - 60 - i);
        if (i % 2)
            paper(m, client[i], trajectory[i], "progress", "funder", m->today - 7 - i);
    }
}

static void refused(const struct maker *m, int64_t import_id, int64_t line, const char *cells,
                    const char *problem, int64_t at)
{
    db_run(m->db,
           SQL("insert into import_row (import_id, line, cells, fate, problem, problem_at)"
               " values ($1, $2, $3, 'refused', $4, $5)"),
           ARGS(I(import_id), I(line), S(cells), S(problem), I(at)));
}

static int64_t import(const struct maker *m, int64_t team_id, const char *kind, const char *file,
                      const char *headings, const char *fields, const char *state, int32_t on,
                      int64_t same, int64_t wrong)
{
    int64_t id = id_next(m->ids), at = local_to_ms(on, 11 * 60);
    bool undone = !strcmp(state, "undone");

    db_run(m->db,
           SQL("insert into import (id, programme_id, team_id, kind, file_name, sheet, header_at,"
               " headings, fields, state, staff_id, created_at, done_at, undone_at, undone_by,"
               " rows_new, rows_same, rows_refused)"
               " select $1, t.programme_id, t.id, $3, $4, 0, 0, $5, $6, $7, $8, $9, $10, $11, $12,"
               " $13, $14, $15 from team t where t.id = $2"),
           ARGS(I(id), I(team_id), S(kind), S(file), S(headings), S(fields), S(state),
                I(m->staff_id), I(at), I(at + 240000), undone ? I(at + 900000) : NIL,
                undone ? I(m->staff_id) : NIL, I(undone ? 34 : 0), I(same), I(wrong)));
    return id;
}

/* The file of a year that had been moved in before, and a wrong one that was taken back. */
static void imports_make(const struct maker *m, int64_t team_id)
{
    int64_t id = import(m, team_id, "contacts", "contacten-2025.csv",
                        "Naam\x1f"
                        "Datum\x1f"
                        "Minuten\x1f"
                        "Verslag",
                        "name\x1f"
                        "day\x1f"
                        "minutes\x1f"
                        "note",
                        "done", m->today - 40, 86, 2);

    refused(m, id, 17,
            "Mo\x1f"
            "31-02-2025\x1f"
            "45\x1f"
            "Cv doorgenomen",
            "Deze dag bestaat niet.", 2);
    refused(m, id, 52,
            "Jansen, P.\x1f"
            "12-03-2025\x1f\x1f"
            "Gebeld",
            "Vul in hoe lang het duurde.", 3);
    (void)import(m, team_id, "employers", "werkgevers-oud.csv",
                 "Bedrijf\x1f"
                 "Plaats",
                 "name\x1f"
                 "place",
                 "undone", m->today - 38, 0, 0);
}

void demo_papers_make(struct db *db, int32_t today)
{
    struct id_maker ids;
    struct maker m = {.db = db, .ids = &ids, .today = today};

    id_start(&ids, ID_SLOTS - 3, 0);
    db_begin_write(db);
    m.staff_id =
        db_one_int(db, SQL("select id from staff where login = 'specialist1'"), NO_ARGS, 0);
    papers_make(&m, false);
    papers_make(&m, true);
    int64_t team_id = db_one_int(
        db, SQL("select team_id from staff_role where staff_id = $1 and team_id is not null"),
        ARGS(I(m.staff_id)), 0);
    m.staff_id =
        db_one_int(db, SQL("select id from staff where login = 'supervisor1'"), NO_ARGS, 0);
    if (team_id)
        imports_make(&m, team_id);
    db_commit(db);
}
