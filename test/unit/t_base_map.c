/* t_base_map.c: the map and the growing list, beyond several doublings.
 * Not: speed.
 * Start at main(). */
#include "base/map.h"

#include "base/vec.h"

#include <setjmp.h>

#include <cmocka.h>

static void many_keys(void **state)
{
    enum { MANY = 5000 };
    static int value[MANY];
    struct arena *a = arena_new();
    struct map *m = map_new(a);

    (void)state;
    assert_null(map_get(m, "k1"));
    for (int i = 0; i < MANY; i++) {
        assert_null(map_put(m, arena_fmt(a, "k%d", i), &value[i]));
        assert_int_equal(map_count(m), i + 1);
    }
    for (int i = 0; i < MANY; i++)
        assert_ptr_equal(map_get(m, arena_fmt(a, "k%d", i)), &value[i]);
    assert_null(map_get(m, "k5000"));
    assert_null(map_get(m, "k"));
    assert_null(map_get(m, ""));
    arena_free(a);
}

static void a_second_value_replaces(void **state)
{
    struct arena *a = arena_new();
    struct map *m = map_new(a);
    char key[] = "name", other[] = "name"; /* equal, not the same */
    int one, two;

    (void)state;
    assert_null(map_put(m, key, &one));
    assert_ptr_equal(map_put(m, other, &two), &one);
    assert_ptr_equal(map_get(m, "name"), &two);
    assert_int_equal(map_count(m), 1);
    assert_null(map_put(m, "", &one));
    assert_ptr_equal(map_get(m, ""), &one);
    arena_free(a);
}

static void lists_grow(void **state)
{
    struct arena *a = arena_new();
    struct {
        int64_t *at;
        size_t n, cap;
    } list = {NULL, 0, 0};
    int64_t next = 0;

    (void)state;
    for (int i = 0; i < 10000; i++)
        ARENA_PUSH(a, &list, next++); /* evaluated once */
    assert_int_equal(list.n, 10000);
    for (size_t i = 0; i < list.n; i++)
        assert_int_equal(list.at[i], i);
    assert_true(list.cap < 2 * list.n);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_keys),
        cmocka_unit_test(a_second_value_replaces),
        cmocka_unit_test(lists_grow),
    };

    return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
