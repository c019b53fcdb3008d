/* fuzz_id.c: an id in an address is written in one way only.
 * Not: whose it is (src/core/gate.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/base/id.c src/base/date.c
#include "base/id.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char typed[64], again[64];
    int64_t id = -1;

    if (size >= sizeof(typed))
        return 0;
    memcpy(typed, data, size);
    typed[size] = '\0';
    bool good = id_parse(typed, &id);
    if (!good && id != -1)
        BUG("a refused id was stored");
    if (!good)
        return 0;
    snprintf(again, sizeof(again), "%" PRId64, id);
    if (id < 0 || strcmp(again, typed) != 0)
        BUG("%s is %" PRId64, typed, id);
    return 0;
}
