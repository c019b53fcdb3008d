/* map.h: from strings to pointers, in an arena. Put and get; nothing is ever taken out.
 *
 * The hash is not secret: put in names that the program chose (fields, columns), and look up what
 * others sent.
 */
#ifndef SPIL_BASE_MAP_H
#define SPIL_BASE_MAP_H

#include "base/arena.h"
#include "base/base.h"

struct map;

struct map *map_new(struct arena *a);
/* The key is not copied and must live as long as the map. A second value for a key replaces the
 * first, which is returned; NULL when there was none. No NULL values. */
void *map_put(struct map *m, const char *key, void *value);
void *map_get(const struct map *m, const char *key); /* NULL when it is not there */
size_t map_count(const struct map *m);

#endif
