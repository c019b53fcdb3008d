/* outcome_web.c: the outcome engine as the command `spil outcomes`.
 * Not: the engine (outcome.c), nor pages; the cohort builder comes later.
 * Start at the table. */
#include "core/route.h"
#include "feature/outcome/outcome.h"

static const struct command commands[] = {
    {"outcomes", "the whole report of a study: outcomes DIR [--format text|json] [--profile]",
     outcome_command, PERM_OPERATOR},
    {0}};

const struct feature outcome_feature = {.name = "outcome", .commands = commands};
