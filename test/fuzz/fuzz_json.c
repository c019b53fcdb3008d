/* fuzz_json.c: JSON that we write is read by another reader as the same texts and numbers.
 * Not: reading JSON of others (fuzz_quarter_json.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/base/arena.c src/base/buf.c src/base/json.c src/base/id.c
// sources: src/base/utf8.c src/base/date.c
// libraries: jansson
#include "base/json.h"

#include <jansson.h>
#include <math.h>

#include "base/arena.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Eight bytes of a number, then a text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct json j;
    struct buf out;
    double number = 0;

    if (size >= sizeof(number)) {
        memcpy(&number, data, sizeof(number));
        data += sizeof(number);
        size -= sizeof(number);
    }
    const char *text = arena_strn(a, (const char *)data, size);
    buf_init(&out, 1 << 20);
    json_begin(&j, &out);
    json_array_open(&j);
    json_str(&j, text);
    json_double(&j, number);
    json_object_open(&j);
    json_key(&j, text);
    json_none(&j);
    json_object_close(&j);
    json_array_close(&j);
    json_end(&j);
    json_t *root = json_loadb(out.at, out.len, JSON_DECODE_INT_AS_REAL, NULL);
    if (!root)
        BUG("JSON that cannot be read: %s", out.at);
    const char *read = json_string_value(json_array_get(root, 0));
    if (utf8_valid(text, strlen(text)) && strcmp(read, text) != 0)
        BUG("another text");
    if (isfinite(number) && json_number_value(json_array_get(root, 1)) != number)
        BUG("another number");
    json_decref(root);
    buf_free(&out);
    arena_free(a);
    return 0;
}
