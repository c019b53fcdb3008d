/* t_embed.c: every file built into the program is the file of the source tree, byte for byte.
 * Not: how they are served. Runs in the root of the source tree.
 * Start at main(). */
#include "base/embed.h"

#include <setjmp.h>
#include <sodium.h>

#include <cmocka.h>

#include "base/buf.h"

static void sorted_and_found(void **state)
{
    (void)state;
    size_t n;
    const struct embed *list = embed_list(&n);

    assert_true(n > 0);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            assert_true(strcmp(list[i - 1].path, list[i].path) < 0);
        assert_ptr_equal(embed_find(list[i].path), &list[i]);
    }
    assert_null(embed_find("assets/no-such-file"));
    assert_null(embed_find("assets"));
    assert_null(embed_find(""));
    assert_non_null(embed_find("schema/0001_core.sql"));
    assert_string_equal(embed_find("assets/spil.css")->media_type, "text/css; charset=utf-8");
}

static void the_bytes_of_the_tree(void **state)
{
    (void)state;
    size_t n;
    const struct embed *list = embed_list(&n);
    struct buf file;

    buf_init(&file, 16 << 20);
    for (size_t i = 0; i < n; i++) {
        FILE *in = fopen(list[i].path, "rb");
        size_t got;

        assert_non_null(in);
        buf_clear(&file);
        while ((got = fread(buf_space(&file, 65536), 1, 65536, in)) > 0)
            file.len += got;
        fclose(in);
        assert_int_equal(list[i].n, file.len);
        assert_memory_equal(list[i].at, file.at, file.len);
        assert_int_equal(list[i].at[list[i].n], 0);
    }
    buf_free(&file);
}

static void the_hash_is_sha_256(void **state)
{
    (void)state;
    size_t n;
    const struct embed *list = embed_list(&n);

    for (size_t i = 0; i < n; i++) {
        unsigned char hash[crypto_hash_sha256_BYTES];
        char text[2 * sizeof(hash) + 1];

        crypto_hash_sha256(hash, list[i].at, list[i].n);
        assert_string_equal(list[i].hash, sodium_bin2hex(text, sizeof(text), hash, sizeof(hash)));
    }
}

/* RFC 1952: begins with 1f 8b, method 8; ends with the CRC and the length of what was packed. */
static void a_twin_is_smaller_and_gzip(void **state)
{
    (void)state;
    size_t n, twins = 0;
    const struct embed *list = embed_list(&n);

    for (size_t i = 0; i < n; i++) {
        const unsigned char *gz = list[i].gz;
        size_t length = 0;

        if (gz == NULL)
            continue;
        twins++;
        assert_true(list[i].gz_n < list[i].n);
        assert_memory_equal(gz, "\x1f\x8b\x08", 3);
        for (size_t byte = 0; byte < 4; byte++)
            length |= (size_t)gz[list[i].gz_n - 4 + byte] << 8 * byte;
        assert_int_equal(length, list[i].n);
    }
    assert_true(twins > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorted_and_found),
        cmocka_unit_test(the_bytes_of_the_tree),
        cmocka_unit_test(the_hash_is_sha_256),
        cmocka_unit_test(a_twin_is_smaller_and_gzip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
