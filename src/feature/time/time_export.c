/* time_export.c: one's own hours of a week, a month or a year as a file.
 * Not: who the clients were: only how many; a file leaves the house.
 * Start at time_export(). */
#include "base/vec.h"
#include "core/sheet.h"
#include "core/values.h"
#include "feature/time/pages.h"

enum { COLUMNS = 7, ROWS_MOST = 20000 };

static const struct {
    const char *kind;
    enum text_id label;
} periods[] = {{"week", TEXT_time_export_week},
               {"maand", TEXT_time_export_month},
               {"jaar", TEXT_time_export_year}};

struct cells {
    struct sheet_cell *at;
    size_t n, cap;
};

static void put(struct req *r, struct cells *cells, const char *words)
{
    ARENA_PUSH(r->arena, cells, ((struct sheet_cell){.text = words}));
}

static void put_number(struct req *r, struct cells *cells, int64_t n)
{
    ARENA_PUSH(r->arena, cells, ((struct sheet_cell){.number = n}));
}

/* From the first day to the last of the period that holds this day. */
static void period_of(const char *kind, int32_t day, int32_t *from, int32_t *to)
{
    struct ymd d = day_ymd(day);

    if (!strcmp(kind, "jaar")) {
        *from = day_from_ymd(d.year, 1, 1);
        *to = day_from_ymd(d.year, 12, 31);
    } else if (!strcmp(kind, "maand")) {
        *from = day_from_ymd(d.year, d.month, 1);
        *to = day_add_months(*from, 1) - 1;
    } else {
        *from = day_monday(day);
        *to = *from + 6;
    }
}

static void put_rows(struct req *r, struct cells *cells, int32_t from, int32_t to)
{
    char first[DAY_TEXT], last[DAY_TEXT];
    struct db_rows q = db_query(
        r->db,
        SQL("select c.day, c.id, c.activity, c.minutes, c.travel_minutes, '',"
            " (select count(*) from contact_client k where k.contact_id = c.id)"
            " from contact c where c.staff_id = $1 and c.day >= $2 and c.day <= $3 union all"
            " select e.day, e.id, e.kind, e.minutes, cast(0 as bigint), e.note, cast(0 as bigint)"
            " from time_entry e where e.staff_id = $1 and e.day >= $2 and e.day <= $3"
            " order by 1, 2 limit $4"),
        ARGS(I(r->user->id), S(day_iso(from, first)), S(day_iso(to, last)), I(ROWS_MOST)));

    while (db_next(&q)) {
        const char *kind = db_text_copy(&q, 2, r->arena);
        struct iso_week week = day_iso_week(day_at(&q, 0));

        put(r, cells, db_text_copy(&q, 0, r->arena));
        put(r, cells, arena_fmt(r->arena, "%d-W%02d", week.year, week.week));
        put(r, cells,
            code_known(contact_activities, kind) ? code_text(r->lang, contact_activities, kind)
                                                 : code_text(r->lang, time_kinds, kind));
        put_number(r, cells, db_int(&q, 3));
        put_number(r, cells, db_int(&q, 4));
        put_number(r, cells, db_int(&q, 6));
        put(r, cells, db_text_copy(&q, 5, r->arena));
    }
}

void time_export(struct req *r)
{
    static const enum text_id headings[COLUMNS] = {
        TEXT_time_day,           TEXT_time_export_week,    TEXT_time_row, TEXT_time_export_minutes,
        TEXT_time_export_travel, TEXT_time_export_clients, TEXT_time_note};
    struct cells cells = {0};
    const char *kind = req_query(r, "soort");
    int32_t day = day_from_iso(req_query(r, "dag")), from, to;
    bool xlsx = !strcmp(req_query(r, "als"), "xlsx");
    char iso[DAY_TEXT];

    period_of(kind, day == DAY_NONE ? r->today : day, &from, &to);
    for (size_t i = 0; i < COLUMNS; i++)
        put(r, &cells, text(r->lang, headings[i]));
    put_rows(r, &cells, from, to);
    struct sheet sheet = {
        .name = T(time), .columns = COLUMNS, .rows = cells.n / COLUMNS, .cells = cells.at};
    const char *name = arena_fmt(r->arena, "uren-%s.%s", day_iso(from, iso), xlsx ? "xlsx" : "csv");
    if (xlsx) {
        req_type(r, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
        sheet_xlsx(&sheet, r->arena, r->out);
    } else {
        req_type(r, "text/csv; charset=utf-8", name);
        sheet_csv(&sheet, r->out);
    }
}

void time_export_links(struct req *r, int32_t monday)
{
    static const char *const files[] = {"csv", "xlsx"};
    char day[DAY_TEXT];

    html(r->out, "<section class=\"card no-print\"><h2>%s</h2><ul class=\"rows\">",
         T(time_export_title));
    for (size_t i = 0; i < COUNT(periods); i++) {
        html(r->out, "<li><div class=\"what\">%s</div><div class=\"acts\">",
             text(r->lang, periods[i].label));
        for (size_t k = 0; k < COUNT(files); k++)
            html(r->out,
                 "<a href=\"/uren/bestand?soort=%s&amp;dag=%s&amp;als=%s\">%s<span class=\"sr\">: "
                 "%s</span></a>",
                 periods[i].kind, day_iso(monday, day), files[k],
                 k ? T(time_export_xlsx) : T(time_export_csv), text(r->lang, periods[i].label));
        html(r->out, "</div></li>");
    }
    html(r->out, "</ul></section>");
}
