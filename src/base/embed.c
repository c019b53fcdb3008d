/* embed.c: looking up the files that were built into the program.
 * Not: the files themselves (tools/embed writes them as embed_data.S and embed_table.c).
 * Start at embed_find(). */
#include "base/embed.h"

extern const struct embed embed_table[];
extern const size_t embed_table_size;

static int compare_path(const void *path, const void *row)
{
    return strcmp(path, ((const struct embed *)row)->path);
}

const struct embed *embed_find(const char *path)
{
    return bsearch(path, embed_table, embed_table_size, sizeof(embed_table[0]), compare_path);
}

const struct embed *embed_list(size_t *n)
{
    *n = embed_table_size;
    return embed_table;
}
