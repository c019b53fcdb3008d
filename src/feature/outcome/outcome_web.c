/* outcome_web.c: the outcome engine as the command `spil outcomes`.
 * Not: the engine (outcome.c), nor pages (feature/study).
 * Start at the table. */
#include "core/route.h"
#include "feature/outcome/outcome.h"

int outcome_command(int argc, char **argv); /* outcome_command.c */
int export_command(int argc, char **argv);  /* outcome_export.c */

static const struct command commands[] = {
    {"outcomes",
     "the whole report of a study: outcomes DIR|--db ... [--format text|json|html] [--profile]",
     outcome_command, PERM_OPERATOR},
    {"export",
     "a delivery for research, with pseudonyms: export research DIR --db ... [--pseudonyms FILE]",
     export_command, PERM_OPERATOR},
    {0}};

const struct feature outcome_feature = {.name = "outcome", .commands = commands};
