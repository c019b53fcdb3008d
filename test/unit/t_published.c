/* t_published.c: the published figures: verdicts as recorded, computed texts as recorded in R, and
 * changed digits in each table.
 * Not: the command and the page.
 * Start at verdicts_as_recorded(). */
#include "feature/published/published.h"

#include <setjmp.h>

#include <cmocka.h>

static void verdicts_as_recorded(void **state)
{
    struct arena *arena = arena_new();
    struct published_file file[PUBLISHED_FILES];
    struct published_result result;
    struct csv_log log;
    struct buf out;

    csv_log_init(&log, 10);
    buf_init(&out, 1 << 20);
    published_files(file);
    if (published_compute(arena, file, &log, &result) != OK)
        fail_msg("%s", log.text.at);
    print_message("%d rows, %d records\n", result.rows, result.records);
    for (int i = 0; i < result.rows; i++) {
        print_message("%s | %s | %s | %s\n", result.row[i].id, result.row[i].published, result.row[i].computed,
                      result.row[i].verdict);
    }
    int n = published_check(&result, &out);
    print_message("%d\n%s", n, out.at);
    buf_free(&out);
    csv_log_free(&log);
    arena_free(arena);
}
int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(verdicts_as_recorded)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
