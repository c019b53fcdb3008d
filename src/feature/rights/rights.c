/* rights.c: terms: when a request must be answered, and how long a record is kept.
 * Not: tables (rights_sql.c) or pages (rights_web.c, rights_keep.c).
 * Start at rights_due(). */
#include "feature/rights/rights.h"

#include "base/csv.h"
#include "base/embed.h"

const struct code rights_kinds[] = {{"correction", TEXT_rights_correction},
                                    {"erasure", TEXT_rights_erasure},
                                    {"restriction", TEXT_rights_restriction},
                                    {"objection", TEXT_rights_objection},
                                    {"copy", TEXT_rights_copy},
                                    {0}};

const struct code rights_decisions[] = {{"granted", TEXT_rights_granted},
                                        {"partly", TEXT_rights_partly},
                                        {"refused", TEXT_rights_refused},
                                        {0}};

int32_t rights_due(int32_t asked_on, bool extended)
{
    return day_add_months(asked_on, extended ? 3 : 1);
}

int32_t retention_due(int32_t last_change, int months)
{
    int32_t due = day_add_months(last_change, months);

    return due + (day_ymd(due).day != day_ymd(last_change).day);
}

/* ---- rules/retention.csv --------------------------------------------------------------------- */

enum { CODE, MONTHS, START_NL, START_EN, DESTROYS, SOURCE, STATUS, COLUMNS };

static const char *cell(struct arena *a, const struct csv *c, int column)
{
    return arena_strn(a, csv_text(c, column), csv_len(c, column));
}

static struct retention_class *read_classes(struct arena *a, size_t *n)
{
    struct csv_column columns[COLUMNS] = {{"code"},     {"months"}, {"start_nl"}, {"start_en"},
                                          {"destroys"}, {"source"}, {"status"}};
    const struct embed *file = embed_find("rules/retention.csv");
    struct csv_log log;
    struct {
        struct retention_class *at;
        size_t n, cap;
    } list = {0};

    csv_log_init(&log, 10);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, columns, COLUMNS))
        BUG("%s", log.text.at);
    while (csv_next(c)) {
        int64_t months;

        if (!csv_integer(c, columns[MONTHS].at, &months) || months < 1 || months > 1200)
            BUG("rules/retention.csv line %" PRIu64 ": a term in months is needed", c->line);
        struct retention_class class = {
            .code = cell(a, c, columns[CODE].at),
            .start = {cell(a, c, columns[START_NL].at), cell(a, c, columns[START_EN].at)},
            .source = cell(a, c, columns[SOURCE].at),
            .status = cell(a, c, columns[STATUS].at),
            .months = (int)months,
            .client = csv_is(c, columns[DESTROYS].at, "client")};
        ARENA_PUSH(a, &list, class);
    }
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
    *n = list.n;
    return list.at;
}

const struct retention_class *retention_classes(size_t *n)
{
    static const struct retention_class *classes;
    static size_t count;

    if (!classes)
        classes = read_classes(arena_new(), &count);
    *n = count;
    return classes;
}
