/* assets.c: serving what is embedded.
 * Not: embedding it (tools/embed).
 * Start at assets_serve(). */
#include "core/assets.h"

#include "base/embed.h"
#include "core/req.h"

enum { HASH_SHOWN = 16, MAX_ASSETS = 16 };

/* The addresses, made once per process. */
static struct {
    const struct embed *file;
    char address[96];
} known[MAX_ASSETS];
static size_t n_known;

static void learn(void)
{
    size_t n;
    const struct embed *all = embed_list(&n);

    for (size_t i = 0; i < n && n_known < MAX_ASSETS; i++) {
        if (strncmp(all[i].path, "assets/", 7))
            continue;
        known[n_known].file = &all[i];
        snprintf(known[n_known].address, sizeof(known[n_known].address), "/assets/%.*s/%s",
                 HASH_SHOWN, all[i].hash, all[i].path + 7);
        n_known++;
    }
}

const char *assets_address(const char *path)
{
    if (!n_known)
        learn();
    for (size_t i = 0; i < n_known; i++)
        if (!strcmp(known[i].file->path, path))
            return known[i].address;
    BUG("no asset %s", path);
}

bool assets_serve(struct req *r, const char *path)
{
    const char *accepted = http_header(r->x, "accept-encoding");

    if (!n_known)
        learn();
    for (size_t i = 0; i < n_known; i++) {
        const struct embed *file = known[i].file;
        bool gz = file->gz && accepted && strstr(accepted, "gzip");

        if (strcmp(known[i].address, path))
            continue;
        http_set_header(r->x, "content-type", file->media_type);
        http_set_header(r->x, "cache-control", "public, max-age=31536000, immutable");
        http_set_header(r->x, "vary", "accept-encoding");
        if (gz)
            http_set_header(r->x, "content-encoding", "gzip");
        http_out_static(r->x, gz ? file->gz : file->at, gz ? file->gz_n : file->n);
        return true;
    }
    return false;
}
