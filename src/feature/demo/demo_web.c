/* demo_web.c: the entry of the demo in the table of commands.
 * Not: filling (demo.c).
 * Start at demo_feature. */
#include "core/route.h"

int demo_command(int argc, char **argv); /* demo.c */

static const struct command commands[] = {
    {"demo",
     "demo --db ... [--clients N] [--seed S] [--now DAY]: an empty database with invented people",
     demo_command, PERM_OPERATOR},
    {0}};

const struct feature demo_feature = {.name = "demo", .commands = commands};
