/* t_base_id.c: ids rise and never repeat, whatever the clock does; their text is exact.
 * Not: the lease of slots.
 * Start at main(). */
#include "base/id.h"

#include "base/date.h"

#include <setjmp.h>

#include <cmocka.h>

static const int64_t INSTANT = 1795348800000; /* 2026-11-22T12:00Z: 20,779 days and 12 hours */

static void parts_where_they_belong(void **state)
{
    struct id_maker m = {.slot = 1023};

    (void)state;
    now_set(1577836800000 + 5); /* 5 ms into 2020 */
    assert_int_equal(id_next(&m), ((int64_t)5 << 22) + (1023 << 12));
    assert_int_equal(id_next(&m), ((int64_t)5 << 22) + (1023 << 12) + 1);
    m = (struct id_maker){.slot = 7};
    now_set(INSTANT);
    int64_t id = id_next(&m);
    assert_int_equal(id_ms(id), INSTANT);
    assert_int_equal(id_slot(id), 7);
    now_set(3776859600000); /* in September 2089, the last before 2^41 ms: still positive */
    assert_true(id_next(&m) > id);
}

/* Five thousand in a millisecond; then the clock goes back an hour, and forth. */
static void only_ever_rising(void **state)
{
    static const int64_t jumps[] = {0, -3600 * 1000, 1, 3600 * 1000, -1, 3600 * 1000 + 1};
    struct id_maker m = {.slot = 3};
    int64_t last = 0;

    (void)state;
    for (size_t jump = 0; jump < COUNT(jumps); jump++) {
        now_set(INSTANT + jumps[jump]);
        for (int i = 0; i < 5000; i++) {
            int64_t id = id_next(&m);

            if (id <= last)
                fail_msg("id %" PRId64 " after %" PRId64, id, last);
            assert_int_equal(id_slot(id), 3);
            last = id;
        }
    }
    /* The next owner of the slot goes on where this one stopped. */
    struct id_maker next = {.slot = 3, .last = m.last};
    now_set(INSTANT - 1000);
    assert_true(id_next(&next) > last);
    now_set(1); /* long before 2020 */
    assert_true(id_next(&next) > last);
    m = (struct id_maker){.slot = 0};
    assert_true(id_next(&m) > 0);
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

static void no_two_slots_make_the_same(void **state)
{
    enum { EACH = 20 };
    static int64_t ids[ID_SLOTS * EACH];
    size_t n = 0;

    (void)state;
    now_set(INSTANT);
    for (int slot = 0; slot < ID_SLOTS; slot++) {
        struct id_maker m = {.slot = slot};

        for (int i = 0; i < EACH; i++)
            ids[n++] = id_next(&m);
    }
    qsort(ids, n, sizeof(ids[0]), compare);
    for (size_t i = 1; i < n; i++)
        assert_true(ids[i - 1] < ids[i]);
}

static void with_the_real_clock(void **state)
{
    struct id_maker m = {.slot = 1};
    int64_t last = 0;

    (void)state;
    now_set(0);
    for (int i = 0; i < 200000; i++) {
        int64_t id = id_next(&m);

        assert_true(id > last);
        last = id;
    }
    /* It borrows from the future when it must, but not much: 200,000 are 49 ms of sequence. */
    assert_true(id_ms(last) <= now_ms() + 50);
}

static void as_text(void **state)
{
    static const struct {
        const char *text;
        int64_t id;
    } right[] = {{"0", 0}, {"1", 1}, {"10", 10}, {"9223372036854775807", INT64_MAX}};
    static const char *const wrong[] = {"",
                                        "-1",
                                        "+1",
                                        "01",
                                        "00",
                                        " 1",
                                        "1 ",
                                        "1a",
                                        "0x1",
                                        "1.0",
                                        "1e3",
                                        "9223372036854775808",
                                        "99999999999999999999",
                                        "10000000000000000000"};
    char out[ID_TEXT];
    int64_t id;

    (void)state;
    for (size_t i = 0; i < COUNT(right); i++) {
        assert_true(id_parse(right[i].text, &id));
        assert_int_equal(id, right[i].id);
        assert_string_equal(id_text(right[i].id, out), right[i].text);
    }
    for (size_t i = 0; i < COUNT(wrong); i++) {
        id = 4711;
        if (id_parse(wrong[i], &id))
            fail_msg("\"%s\" should be refused", wrong[i]);
        assert_int_equal(id, 4711);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_where_they_belong),
        cmocka_unit_test(only_ever_rising),
        cmocka_unit_test(no_two_slots_make_the_same),
        cmocka_unit_test(with_the_real_clock),
        cmocka_unit_test(as_text),
    };

    return cmocka_run_group_tests_name("id", tests, NULL, NULL);
}
