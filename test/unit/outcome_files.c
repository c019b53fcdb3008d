/* outcome_files.c: folders of input for the tests of the outcome engine.
 * Not: tests.
 * Start at files_folder(). */
#include "test/unit/outcome_files.h"

#include <setjmp.h>

#include <cmocka.h>

const char *const files_names[5] = {"participants.csv", "jobs_monthly.csv", "time.csv",
                                    "fidelity.csv", "questionnaire.csv"};

char *files_folder(struct arena *a)
{
    const char *parent = getenv("TMPDIR");
    char *folder = arena_fmt(a, "%s/spil-outcome-XXXXXX", parent ? parent : "/tmp");

    assert_non_null(mkdtemp(folder));
    return folder;
}

void files_remove(struct arena *a, const char *folder)
{
    for (size_t i = 0; i < COUNT(files_names); i++)
        unlink(arena_fmt(a, "%s/%s", folder, files_names[i]));
    assert_int_equal(rmdir(folder), 0);
}

void files_write(struct arena *a, const char *folder, const char *name, const char *text, size_t n)
{
    FILE *f = fopen(arena_fmt(a, "%s/%s", folder, name), "w");

    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

char **files_lines(struct arena *a, const char *folder, const char *name, size_t *n)
{
    FILE *f = fopen(arena_fmt(a, "%s/%s", folder, name), "r");
    char **line = ARENA_ARRAY(a, char *, 300000), text[1000];

    assert_non_null(f);
    for (*n = 0; fgets(text, sizeof(text), f); ++*n) {
        assert_true(*n < 300000);
        line[*n] = arena_strn(a, text, strcspn(text, "\r\n"));
    }
    fclose(f);
    return line;
}

void files_write_lines(struct arena *a, const char *folder, const char *name, char **line, size_t n)
{
    FILE *f = fopen(arena_fmt(a, "%s/%s", folder, name), "w");

    assert_non_null(f);
    for (size_t i = 0; i < n; i++)
        fprintf(f, "%s\n", line[i]);
    assert_int_equal(fclose(f), 0);
}

char *files_report(struct arena *a, const char *folder, int window)
{
    struct outcome_options options = {.folder = folder, .window = window, .show = 10};
    struct outcome o;
    struct buf text;

    buf_init(&text, 4 << 20);
    assert_int_equal(outcome_run(&options, a, &o), OK);
    if (o.log.refused)
        fail_msg("%s", o.log.text.at);
    outcome_json(&o, &text);
    outcome_free(&o);
    char *copy = arena_strn(a, text.at, text.len);
    buf_free(&text);
    return copy;
}
