/* fuzz_seal.c: the seals of the access log: a line that was not made with the key is a finding, and
 * never a seal.
 * Not: the lines of the log (test/unit/t_access_log.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/base/arena.c src/base/buf.c src/base/id.c src/base/date.c
// sources: src/base/map.c src/base/number.c src/core/access_log.c src/core/access_month.c
// sources: src/db/db.c src/db/db_pg.c src/db/db_sqlite.c
// libraries: libsodium sqlite3 libpq
#include "base/base.h"

#include <sys/mman.h>

#include "core/access_verify.c" /* the reader of seals is a function of its own there */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const unsigned char key[ACCESS_KEY_BYTES] = "that no fuzzer knows";
    char path[64];
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    struct arena *a = arena_new();
    struct seals seals = {0};
    FILE *out = fopen("/dev/null", "w");

    if (fd < 0 || !out || write(fd, data, size) != (ssize_t)size)
        die("no memory file");
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    seals_read(&seals, a, key, path, out);
    if (seals.n)
        BUG("%zu seals made without the key", seals.n);
    fclose(out);
    close(fd);
    arena_free(a);
    return 0;
}
