/* access.c: the rules of the automatic review, over the lines of one person and one day; and
 * joining equal lines. Not: SQL (access_sql.c, access_signal_sql.c), nor pages. Start at
 * access_find_in(). */
#include "feature/access/access.h"

#include "base/csv.h"
#include "base/date.h"
#include "base/embed.h"
#include "base/fold.h"
#include "base/id.h"
#include "base/map.h"
#include "base/vec.h"

/* ---- the rules ------------------------------------------------------------------------------- */

static const char file_name[] = "rules/access_signals.csv";

static int64_t whole_or_none(const struct csv *c, int column)
{
    int64_t n = 0;

    if (!csv_missing(c, column) && (!csv_integer(c, column, &n) || n < 0))
        BUG("%s line %" PRIu64 ": not a number", file_name, c->line);
    return n;
}

/* "23:00" in minutes. */
static int minute_or_none(const struct csv *c, int column)
{
    const char *text = csv_text(c, column);

    if (csv_missing(c, column))
        return 0;
    if (csv_len(c, column) != 5 || text[2] != ':')
        BUG("%s line %" PRIu64 ": not a time", file_name, c->line);
    return ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
}

static int32_t day_or_none(const struct csv *c, int column)
{
    int32_t day = DAY_NONE;

    if (!csv_missing(c, column) && !csv_date(c, column, &day))
        BUG("%s line %" PRIu64 ": not a day", file_name, c->line);
    return day;
}

struct access_rules access_rules_read(struct arena *a)
{
    struct csv_column want[] = {{"kind", false, -1},           {"limit", false, -1},
                                {"window_minutes", false, -1}, {"from_time", false, -1},
                                {"to_time", false, -1},        {"from_on", false, -1},
                                {"to_on", false, -1}};
    const struct embed *file = embed_find(file_name);
    struct csv_log log;
    struct {
        struct access_rule *at;
        size_t n, cap;
    } rules = {0};

    csv_log_init(&log, 1);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    if (!csv_columns(c, want, COUNT(want)))
        BUG("%s", log.text.at);
    while (csv_next(c)) {
        struct access_rule rule = {
            .kind = arena_strn(a, csv_text(c, want[0].at), csv_len(c, want[0].at)),
            .limit = whole_or_none(c, want[1].at),
            .window = whole_or_none(c, want[2].at) * 60 * 1000,
            .from = minute_or_none(c, want[3].at),
            .to = minute_or_none(c, want[4].at),
            .from_on = day_or_none(c, want[5].at),
            .to_on = day_or_none(c, want[6].at)};

        if (!code_known(access_kinds, rule.kind))
            BUG("%s line %" PRIu64 ": no kind %s", file_name, c->line, rule.kind);
        ARENA_PUSH(a, &rules, rule);
    }
    if (log.refused)
        BUG("%s", log.text.at);
    csv_log_free(&log);
    return (struct access_rules){rules.at, rules.n};
}

const struct access_rule *access_rule_of(const struct access_rules *rules, const char *kind,
                                         int32_t day)
{
    for (size_t i = 0; i < rules->n; i++) {
        const struct access_rule *rule = &rules->at[i];

        if (!strcmp(rule->kind, kind) && rule->from_on <= day &&
            (rule->to_on == DAY_NONE || day <= rule->to_on))
            return rule;
    }
    return NULL;
}

const struct code access_kinds[] = {{"emergency", TEXT_access_kind_emergency},
                                    {"no_link", TEXT_access_kind_no_link},
                                    {"namesake", TEXT_access_kind_namesake},
                                    {"night", TEXT_access_kind_night},
                                    {"many", TEXT_access_kind_many},
                                    {"colleague", TEXT_access_kind_colleague},
                                    {"export", TEXT_access_kind_export},
                                    {"refused", TEXT_access_kind_refused},
                                    {NULL, TEXT_NONE}};
const struct code access_judgements[] = {{"right", TEXT_access_judged_right},
                                         {"explained", TEXT_access_judged_explained},
                                         {"wrong", TEXT_access_judged_wrong},
                                         {NULL, TEXT_NONE}};

/* ---- finding --------------------------------------------------------------------------------- */

struct search {
    struct arena *a;
    const struct access_line *lines;
    size_t n;
    int32_t day;
    void (*found)(void *with, const struct access_find *find);
    void *with;
};

/* Something was seen, changed or taken of a client's record. */
static bool touches(const struct access_line *line)
{
    switch (line->action) {
    case ACCESS_READ:
    case ACCESS_CREATE:
    case ACCESS_CHANGE:
    case ACCESS_PRINT:
    case ACCESS_EXPORT:
    case ACCESS_DELETE:
    case ACCESS_BSN:
        /* One's own record; and the privacy officer, whose every look is in the log of the log. */
        return line->client_id && line->relation != RELATION_CLIENT &&
               line->relation != RELATION_PRIVACY;
    default:
        return false;
    }
}

static bool is_emergency(const struct access_rule *rule, const struct access_line *line)
{
    (void)rule;
    return line->action == ACCESS_EMERGENCY || line->relation == RELATION_EMERGENCY;
}

static bool is_unlinked(const struct access_rule *rule, const struct access_line *line)
{
    (void)rule;
    return touches(line) && line->relation != RELATION_EMERGENCY;
}

static bool is_touched(const struct access_rule *rule, const struct access_line *line)
{
    (void)rule;
    return touches(line);
}

static bool is_night(const struct access_rule *rule, const struct access_line *line)
{
    int minute = local_from_ms(id_ms(line->id)).minute;

    return touches(line) && (rule->from < rule->to ? minute >= rule->from && minute < rule->to
                                                   : minute >= rule->from || minute < rule->to);
}

static bool is_colleagues(const struct access_rule *rule, const struct access_line *line)
{
    (void)rule;
    return touches(line) && line->relation == RELATION_TEAM;
}

static bool is_export(const struct access_rule *rule, const struct access_line *line)
{
    (void)rule;
    return line->action == ACCESS_EXPORT && line->relation != RELATION_CLIENT;
}

static bool is_refused(const struct access_rule *rule, const struct access_line *line)
{
    (void)rule;
    return line->action == ACCESS_REFUSED;
}

/* One find per client for whom the test holds. */
static void per_client(struct search *s, const struct access_rule *rule,
                       bool (*test)(const struct access_rule *rule, const struct access_line *line))
{
    struct map *seen = map_new(s->a);

    for (size_t i = 0; i < s->n; i++) {
        const struct access_line *line = &s->lines[i];
        struct access_find *find;

        if (!test(rule, line))
            continue;
        char *key = arena_fmt(s->a, "%" PRId64, line->client_id);
        find = map_get(seen, key);
        if (!find) {
            find = ARENA_ARRAY(s->a, struct access_find, 1);
            *find = (struct access_find){.kind = rule->kind,
                                         .line_id = line->id,
                                         .staff_id = line->staff_id,
                                         .client_id = line->client_id};
            map_put(seen, key, find);
        }
        find->lines++;
    }
    for (size_t i = 0; i < s->n; i++) { /* in the order in which they began */
        const struct access_find *find =
            map_get(seen, arena_fmt(s->a, "%" PRId64, s->lines[i].client_id));

        if (find && find->line_id == s->lines[i].id && find->lines >= rule->limit)
            s->found(s->with, find);
    }
}

/* The most different clients (or lines, when not distinct) within the window; one find. */
static void within(struct search *s, const struct access_rule *rule,
                   bool (*test)(const struct access_rule *rule, const struct access_line *line),
                   bool distinct)
{
    struct map *counts = map_new(s->a);
    int64_t now = 0, most = 0, first = 0;
    size_t tail = 0;

    for (size_t i = 0; i < s->n; i++) {
        const struct access_line *line = &s->lines[i];

        if (!test(rule, line))
            continue;
        char *key = arena_fmt(s->a, "%" PRId64, distinct ? line->client_id : line->id);
        int64_t *count = map_get(counts, key);
        if (!count)
            map_put(counts, key, count = ARENA_ARRAY(s->a, int64_t, 1));
        now += (*count)++ == 0;
        for (; id_ms(s->lines[tail].id) + rule->window < id_ms(line->id); tail++) {
            const struct access_line *old = &s->lines[tail];

            if (!test(rule, old))
                continue;
            count =
                map_get(counts, arena_fmt(s->a, "%" PRId64, distinct ? old->client_id : old->id));
            now -= --*count == 0;
        }
        if (!first)
            first = line->id;
        most = MAX(most, now);
    }
    if (most >= rule->limit)
        s->found(s->with, &(struct access_find){.kind = rule->kind,
                                                .line_id = first,
                                                .staff_id = s->lines[0].staff_id,
                                                .lines = most});
}

void access_find_in(struct arena *a, const struct access_rules *rules, int32_t day,
                    const struct access_line *lines, size_t n,
                    void (*found)(void *with, const struct access_find *find), void *with)
{
    static const struct {
        const char *kind;
        bool (*test)(const struct access_rule *rule, const struct access_line *line);
        bool windowed, distinct;
    } tests[] = {{"emergency", is_emergency, false, false}, {"no_link", is_unlinked, false, false},
                 {"namesake", is_touched, false, false},    {"night", is_night, false, false},
                 {"export", is_export, false, false},       {"many", is_touched, true, true},
                 {"colleague", is_colleagues, true, true},  {"refused", is_refused, true, false}};
    struct search s = {a, lines, n, day, found, with};

    for (size_t i = 0; i < COUNT(tests); i++) {
        const struct access_rule *rule = access_rule_of(rules, tests[i].kind, day);

        if (rule && tests[i].windowed)
            within(&s, rule, tests[i].test, tests[i].distinct);
        else if (rule)
            per_client(&s, rule, tests[i].test);
    }
}

bool access_is_namesake(struct arena *a, const char *staff_name, const char *family_name)
{
    const char *name = arena_fmt(a, " %s ", fold_text(a, staff_name));
    const char *family = fold_text(a, family_name);

    return *family && strstr(name, arena_fmt(a, " %s ", family)) != NULL;
}

/* ---- joining --------------------------------------------------------------------------------- */

static bool alike(const struct access_entry *a, const struct access_entry *b)
{
    return a->line.staff_id == b->line.staff_id && a->line.client_id == b->line.client_id &&
           a->line.action == b->line.action && a->line.route == b->line.route &&
           a->line.relation == b->line.relation && !strcmp(a->words, b->words) &&
           local_from_ms(id_ms(a->line.id)).day == local_from_ms(id_ms(b->line.id)).day;
}

void access_merge(struct access_entries *list)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->n; i++) {
        size_t same = 0;

        while (same < kept && !alike(&list->at[same], &list->at[i]))
            same++;
        if (same < kept)
            list->at[same].times += list->at[i].times;
        else
            list->at[kept++] = list->at[i];
    }
    list->n = kept;
}
