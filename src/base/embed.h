/* embed.h: the files inside the program: assets, migrations, rules. tools/embed puts them in when
 * building; meson.build lists them. A path is the one in the source tree: "assets/spil.css",
 * "schema/0001_core.sql", "rules/municipalities.csv".
 */
#ifndef SPIL_BASE_EMBED_H
#define SPIL_BASE_EMBED_H

#include "base/base.h"

struct embed {
    const char *path;
    const unsigned char *at; /* n bytes, then a NUL that n does not count */
    size_t n;
    const unsigned char *gz; /* the same gzipped (RFC 1952); NULL when that is not smaller */
    size_t gz_n;
    const char *media_type;
    const char *hash; /* SHA-256 of the n bytes, 64 lower-case hexadecimal digits */
};

const struct embed *embed_find(const char *path); /* NULL when there is none */
/* All, sorted by path in byte order, so that a folder is one run and migrations are in order. */
const struct embed *embed_list(size_t *n);

#endif
