/* t_embed.c: every file built into the program is the file of the source tree, byte for byte.
 * Not: how they are served.
 * Start at main(). */
#include "base/embed.h"

#include <setjmp.h>

#include <cmocka.h>

static void sorted_and_found(void **state)
{
    (void)state;
    size_t n;
    const struct embed *list = embed_list(&n);

    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            assert_true(strcmp(list[i - 1].path, list[i].path) < 0);
        assert_ptr_equal(embed_find(list[i].path), &list[i]);
    }
    assert_null(embed_find("assets/no-such-file"));
    assert_null(embed_find(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorted_and_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
