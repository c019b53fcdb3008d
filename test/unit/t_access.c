/* t_access.c: what the automatic review finds in one day of one person; all fields of NEN 7513.
 * Not: the pages (test/web/access.t).
 * Start at main(). */
#include "feature/access/access.h"

#include "base/csv.h"
#include "base/date.h"
#include "base/embed.h"
#include "base/id.h"

#include <setjmp.h>

#include <cmocka.h>

/* The runner is linked along, and wants to know the features: here there are none. */
const struct feature *const features[] = {NULL};

enum { NOOR = 101, MAX_LINES = 64, MAX_FINDS = 16 };

struct test_day {
    struct arena *a;
    int32_t day;
    struct access_line lines[MAX_LINES];
    size_t n;
    struct access_find finds[MAX_FINDS];
    size_t n_finds;
};

static int begin(void **state)
{
    struct arena *a = arena_new();
    struct test_day *d = arena_alloc(a, sizeof(*d));

    d->a = a;
    d->day = day_from_ymd(2026, 11, 24);
    *state = d;
    return 0;
}

static int end(void **state)
{
    arena_free(((struct test_day *)*state)->a);
    return 0;
}

/* hour and minute of Dutch time. */
static void line(struct test_day *d, int hour, int minute, int64_t client_id,
                 enum access_action action, enum relation relation)
{
    assert_true(d->n < MAX_LINES);
    d->lines[d->n] = (struct access_line){.id = id_first(local_to_ms(d->day, hour * 60 + minute)) +
                                                (int64_t)d->n,
                                          .staff_id = NOOR,
                                          .client_id = client_id,
                                          .action = action,
                                          .relation = (int)relation};
    d->n++;
}

static void keep(void *with, const struct access_find *find)
{
    struct test_day *d = with;

    /* These two ask other tables, and are a question until then. */
    if (!strcmp(find->kind, "no_link") || !strcmp(find->kind, "namesake"))
        return;
    assert_true(d->n_finds < MAX_FINDS);
    d->finds[d->n_finds++] = *find;
}

static void find(struct test_day *d)
{
    struct access_rules rules = access_rules_read(d->a);

    access_find_in(d->a, &rules, d->day, d->lines, d->n, keep, d);
}

static void is(const struct access_find *f, const char *kind, int64_t client_id, int64_t lines)
{
    assert_string_equal(f->kind, kind);
    assert_int_equal(f->client_id, client_id);
    assert_int_equal(f->lines, lines);
    assert_int_equal(f->staff_id, NOOR);
}

/* Ten past eleven in the evening, five to six in the morning; not at six, not five to eleven. */
static void night(void **state)
{
    struct test_day *d = *state;

    line(d, 5, 55, 1, ACCESS_READ, RELATION_OWN);
    line(d, 6, 0, 2, ACCESS_READ, RELATION_OWN);
    line(d, 22, 55, 3, ACCESS_READ, RELATION_OWN);
    line(d, 23, 10, 4, ACCESS_CHANGE, RELATION_OWN);
    line(d, 23, 11, 4, ACCESS_READ, RELATION_OWN);
    line(d, 23, 12, 0, ACCESS_LIST, RELATION_NONE);
    find(d);
    assert_int_equal(d->n_finds, 2);
    is(&d->finds[0], "night", 1, 1);
    is(&d->finds[1], "night", 4, 2);
    assert_int_equal(d->finds[1].line_id, d->lines[3].id);
}

/* The client at night, and the privacy officer, are nothing to look into. */
static void own_record(void **state)
{
    struct test_day *d = *state;

    line(d, 2, 0, 1, ACCESS_READ, RELATION_CLIENT);
    line(d, 2, 1, 1, ACCESS_READ, RELATION_PRIVACY);
    line(d, 2, 2, 1, ACCESS_EXPORT, RELATION_CLIENT);
    find(d);
    assert_int_equal(d->n_finds, 0);
}

static void emergency_and_export(void **state)
{
    struct test_day *d = *state;

    line(d, 12, 0, 7, ACCESS_READ, RELATION_EMERGENCY);
    line(d, 12, 5, 7, ACCESS_READ, RELATION_EMERGENCY);
    line(d, 13, 0, 0, ACCESS_EXPORT, RELATION_NONE);
    find(d);
    assert_int_equal(d->n_finds, 2);
    is(&d->finds[0], "emergency", 7, 2);
    is(&d->finds[1], "export", 0, 1);
}

/* Thirty different clients within an hour; the same one again does not count, nor does what was
 * longer than an hour ago. */
static void many(void **state)
{
    struct test_day *d = *state;

    for (int i = 0; i < 29; i++)
        line(d, 9, 2 * i, 1 + i, ACCESS_READ, RELATION_OWN);
    line(d, 9, 59, 1, ACCESS_READ, RELATION_OWN);
    line(d, 10, 30, 99, ACCESS_READ, RELATION_OWN); /* only 16 within its hour */
    find(d);
    assert_int_equal(d->n_finds, 0);
    d->n--;
    line(d, 9, 59, 30, ACCESS_READ, RELATION_OWN);
    find(d);
    assert_int_equal(d->n_finds, 1);
    is(&d->finds[0], "many", 0, 30);
}

static void colleagues_and_refusals(void **state)
{
    struct test_day *d = *state;

    for (int i = 0; i < 14; i++)
        line(d, 8 + i / 2, 0, 1 + i, ACCESS_READ, RELATION_TEAM);
    line(d, 16, 0, 50, ACCESS_REFUSED, RELATION_NONE);
    line(d, 16, 1, 50, ACCESS_REFUSED, RELATION_NONE);
    find(d);
    assert_int_equal(d->n_finds, 0);
    line(d, 17, 0, 15, ACCESS_READ, RELATION_TEAM);
    line(d, 17, 1, 51, ACCESS_REFUSED, RELATION_NONE);
    find(d);
    assert_int_equal(d->n_finds, 2);
    is(&d->finds[0], "colleague", 0, 15);
    is(&d->finds[1], "refused", 0, 3);
}

static void namesakes(void **state)
{
    struct arena *a = ((struct test_day *)*state)->a;

    assert_true(access_is_namesake(a, "Jan van den Berg", "Berg"));
    assert_true(access_is_namesake(a, "Els Müller-Smit", "smit"));
    assert_false(access_is_namesake(a, "Els Bergman", "Berg"));
    assert_false(access_is_namesake(a, "Els Bergman", ""));
}

static void merged(void **state)
{
    struct test_day *d = *state;
    struct access_entry at[4];

    line(d, 9, 0, 1, ACCESS_READ, RELATION_OWN);
    line(d, 10, 0, 1, ACCESS_READ, RELATION_OWN);
    line(d, 11, 0, 1, ACCESS_CHANGE, RELATION_OWN);
    d->day--;
    line(d, 9, 0, 1, ACCESS_READ, RELATION_OWN);
    for (int i = 0; i < 4; i++)
        at[i] = (struct access_entry){.line = d->lines[i], .times = 1, .words = ""};
    struct access_entries list = {.at = at, .n = 4};
    access_merge(&list);
    assert_int_equal(list.n, 3);
    assert_int_equal(list.at[0].times, 2);
    assert_int_equal(list.at[1].times, 1);
    assert_int_equal(list.at[2].line.id, d->lines[3].id);
}

/* The 31 fields of NEN 7513:2024, copied by hand from research/standards.md 5.3 and its list. */
static void all_fields(void **state)
{
    static const char *const fields[] = {"EventID",
                                         "EventActionCode",
                                         "EventDateTime",
                                         "EventOutcomeIndicator",
                                         "EventTypeCode",
                                         "UserID",
                                         "AlternateUserID",
                                         "UserName",
                                         "UserIsRequestor",
                                         "RoleIDCode",
                                         "PurposeOfUse",
                                         "NetworkAccessPointTypeCode",
                                         "NetworkAccessPointID",
                                         "ParticipantObjectTypeCode",
                                         "ParticipantObjectTypeCodeRole",
                                         "ParticipantObjectDataLifeCycle",
                                         "ParticipantObjectIDTypeCode",
                                         "ParticipantObjectPermissionPolicySet",
                                         "ParticipantObjectSensitivity",
                                         "ParticipantObjectID",
                                         "ParticipantObjectName",
                                         "ParticipantObjectDetail",
                                         "ParticipantObjectDescription",
                                         "AuditEnterpriseSiteID",
                                         "AuditSourceID",
                                         "AuditSourceTypeCode",
                                         "autorisatieProtocol",
                                         "behandelrelatieProtocol",
                                         "toestemmingsProfiel",
                                         "controles",
                                         "W3C-Trace-Context-Traceparent"};
    struct csv_column want[] = {{"field", false, -1},
                                {"kind", false, -1},
                                {"value", false, -1},
                                {"explanation", false, -1}};
    struct arena *a = ((struct test_day *)*state)->a;
    const struct embed *file = embed_find("rules/nen7513.csv");
    struct csv_log log;
    size_t n = 0;

    assert_int_equal(COUNT(fields), 31);
    csv_log_init(&log, 5);
    struct csv *c = csv_memory(a, file->path, (const char *)file->at, file->n, &log);
    assert_true(csv_columns(c, want, COUNT(want)));
    for (; csv_next(c); n++) {
        assert_true(n < COUNT(fields));
        assert_true(csv_is(c, want[0].at, fields[n]));
        assert_true(csv_len(c, want[3].at) > 5); /* why it is so */
        bool constant = csv_is(c, want[1].at, "constant"), none = csv_is(c, want[1].at, "none");
        if (!constant && !none) /* else something in the program must fill it */
            assert_true((csv_is(c, want[1].at, "stored") || csv_is(c, want[1].at, "derived")) &&
                        access_nen_known(fields[n]));
        assert_int_equal(constant, csv_len(c, want[2].at) > 0);
    }
    assert_int_equal(n, 31);
    assert_int_equal(log.refused, 0);
    csv_log_free(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(night, begin, end),
        cmocka_unit_test_setup_teardown(own_record, begin, end),
        cmocka_unit_test_setup_teardown(emergency_and_export, begin, end),
        cmocka_unit_test_setup_teardown(many, begin, end),
        cmocka_unit_test_setup_teardown(colleagues_and_refusals, begin, end),
        cmocka_unit_test_setup_teardown(namesakes, begin, end),
        cmocka_unit_test_setup_teardown(merged, begin, end),
        cmocka_unit_test_setup_teardown(all_fields, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
