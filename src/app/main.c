/* main.c: the program: finds the command and runs it.
 * Not: anything a command does.
 * Start at main(). */
#include "core/route.h"
#include "core/serve.h"

#include <sodium.h>

#define FEATURE(name) extern const struct feature name##_feature;
#include "features.def"
#undef FEATURE

const struct feature *const features[] = {
#define FEATURE(name) &name##_feature,
#include "features.def"
#undef FEATURE
    NULL};

static const struct command own_commands[] = {
    {"init", "make a database, or bring it up to date", init_command, PERM_OPERATOR},
    {"serve", "answer browsers: workers and the job worker", serve_command, PERM_OPERATOR},
    {"worker", "only the job worker", worker_command, PERM_OPERATOR},
    {"routes", "every page with its scope and permission", routes_command, PERM_OPERATOR},
    {"verify", "check the access log: nothing altered, dropped or cut", verify_command,
     PERM_OPERATOR},
    {"sqlcheck", "prepare every statement; --seen FILE: which were never executed",
     sqlcheck_command, PERM_OPERATOR},
    {0}};

static const struct command *find(const struct command *list, const char *name)
{
    for (const struct command *c = list; c && c->name; c++)
        if (!strcmp(c->name, name) && c->perm == PERM_OPERATOR)
            return c;
    return NULL;
}

static void list_commands(const struct command *list)
{
    for (const struct command *c = list; c && c->name; c++)
        printf("  %-10s %s\n", c->name, c->usage);
}

static int help(void)
{
    printf(
        "spil: the system for Individual Placement and Support\n\n"
        "usage: spil COMMAND [--db sqlite:FILE | --db postgresql://...] [--config FILE] ...\n\n");
    list_commands(own_commands);
    for (const struct feature *const *f = features; *f; f++)
        list_commands((*f)->commands);
    return 0;
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "help";
    const struct command *c = NULL;
    char both[64]; /* "import payroll": a command of two words goes before one of the first */

    snprintf(both, sizeof(both), "%s %s", name, argc > 2 ? argv[2] : "");

    if (sodium_init() < 0)
        die("libsodium does not start");
    for (const struct feature *const *f = features; *f && !c; f++)
        c = find((*f)->commands, both);
    if (c)
        return c->run(argc - 2, argv + 2);
    c = find(own_commands, name);
    for (const struct feature *const *f = features; *f && !c; f++)
        c = find((*f)->commands, name);
    if (c)
        return c->run(argc - 1, argv + 1);
    if (!strcmp(name, "help") || !strcmp(name, "--help"))
        return help();
    die("there is no command \"%s\": see spil help", name);
}
