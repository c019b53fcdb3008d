/* fuzz_quarter_json.c: a return that was signed, as JSON: read back it is written the same;
 * anything else is refused, at a price that its size explains. Not: what the figures mean
 * (test/unit/t_quarter.c). Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/base/arena.c src/base/buf.c src/base/utf8.c src/base/json.c
// sources: src/base/id.c src/base/csv.c src/base/csv_value.c src/base/date.c src/base/number.c
// sources: src/base/embed.c build-test/embed_data.S build-test/embed_table.c
// sources: src/feature/quarter/quarter.c src/feature/quarter/quarter_figures.c
// libraries: jansson
#include "feature/quarter/quarter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    const char *text = arena_strn(a, (const char *)data, size);
    struct quarter_figures first, second;
    struct buf once, twice;

    if (quarter_from_json(a, text, &first)) {
        buf_init(&once, 1 << 24);
        buf_init(&twice, 1 << 24);
        quarter_json(&first, &once);
        if (!quarter_from_json(a, once.at, &second))
            BUG("what was written cannot be read");
        quarter_json(&second, &twice);
        if (strcmp(once.at, twice.at) != 0)
            BUG("read back it is another");
        buf_free(&once);
        buf_free(&twice);
    }
    if (arena_used(a) > 512 * size + 64 * 1024)
        BUG("%zu bytes for a text of %zu", arena_used(a), size);
    arena_free(a);
    return 0;
}
