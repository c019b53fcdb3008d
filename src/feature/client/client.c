/* client.c: names of clients and the codes of their fields.
 * Not: SQL (client_sql.c) or pages (client_web.c).
 * Start at client_name(). */
#include "feature/client/client.h"

const struct code client_sexes[] = {{"female", TEXT_client_sex_female},
                                    {"male", TEXT_client_sex_male},
                                    {"other", TEXT_client_sex_other},
                                    {"unknown", TEXT_client_sex_unknown},
                                    {0}};

const struct code client_marital_statuses[] = {{"married", TEXT_client_married},
                                               {"not_married", TEXT_client_not_married},
                                               {"unknown", TEXT_client_sex_unknown},
                                               {0}};

/* Lists show hundreds of names: joined without a format. */
static const char *join(struct arena *a, const char *first, const char *between, const char *second,
                        const char *space, const char *last)
{
    size_t n = strlen(first) + strlen(between) + strlen(second) + strlen(space) + strlen(last);
    char *joined = arena_alloc(a, n + 1);

    stpcpy(stpcpy(stpcpy(stpcpy(stpcpy(joined, first), between), second), space), last);
    return joined;
}

const char *client_name(struct arena *a, const struct client *c)
{
    return join(a, c->given_name, *c->name_prefix ? " " : "", c->name_prefix, " ", c->family_name);
}

const char *client_list_name(struct arena *a, const struct client *c)
{
    return join(a, c->family_name, ", ", c->given_name, *c->name_prefix ? " " : "", c->name_prefix);
}
