/* fuzz_account.c: codes, recovery codes and passphrases as somebody types them; the secret of a
 * code in base32 reads back. Not: which code is right (test/unit/t_account.c). Start at
 * LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/base/arena.c src/base/buf.c src/base/fold.c src/base/utf8.c
// sources: src/base/embed.c build-test/embed_data.S build-test/embed_table.c
// sources: src/feature/account/account.c -lunistring -lsodium -loath
#include "feature/account/account.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void base32_reads_back(const unsigned char secret[TOTP_SECRET])
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    char text[TOTP_TEXT];

    totp_text(secret, text);
    if (strlen(text) != TOTP_TEXT - 1 || strspn(text, letters) != strlen(text))
        BUG("not base32");
    for (int bit = 0; bit < 8 * TOTP_SECRET; bit++) {
        long five = strchr(letters, text[bit / 5]) - letters;

        if ((five >> (4 - bit % 5) & 1) != (secret[bit / 8] >> (7 - bit % 8) & 1))
            BUG("a secret that reads back as another");
    }
}

/* Twenty bytes of a secret, then what is typed. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int64_t now = 1795334400000;
    unsigned char key[FACTOR_KEY] = {1}, first[TOKEN_HASH], second[TOKEN_HASH];
    int64_t step = 0;

    if (size < TOTP_SECRET || size > 2000 ||
        !utf8_valid((const char *)data + TOTP_SECRET, size - TOTP_SECRET))
        return 0;
    struct arena *a = arena_new();
    const char *typed = arena_strn(a, (const char *)data + TOTP_SECRET, size - TOTP_SECRET);

    base32_reads_back(data);
    if (totp_right(data, typed, now, &step)) {
        if (strspn(typed, "0123456789 ") != strlen(typed) || step < now / 30000 - 1)
            BUG("a right code that is none: %s", typed);
        if (totp_right(data, typed, now, &step))
            BUG("a code that works twice");
    } else if (step) {
        BUG("a wrong code that was remembered");
    }
    recovery_hash(key, typed, first);
    recovery_hash(key, typed, second);
    if (memcmp(first, second, sizeof(first)) != 0)
        BUG("one code, two hashes");
    if (passphrase_trouble(a, typed, "noor", "Noor de Wit") == TEXT_NONE &&
        (utf8_length(typed) < PASSPHRASE_LEAST || utf8_length(typed) > PASSPHRASE_MOST))
        BUG("a passphrase too short or too long");
    arena_free(a);
    return 0;
}
