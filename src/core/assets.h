/* assets.h: css, script and icons, served from inside the program under an address with their hash.
 */
#ifndef SPIL_CORE_ASSETS_H
#define SPIL_CORE_ASSETS_H

struct req;

/* "/assets/0f3a.../spil.css" for "assets/spil.css"; lives as long as the program. BUG() when there
 * is no such asset. */
const char *assets_address(const char *path);

/* Answers when path is an asset's address; false otherwise. */
_Bool assets_serve(struct req *r, const char *path);

#endif
