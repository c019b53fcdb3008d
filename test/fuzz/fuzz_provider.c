/* fuzz_provider.c: whatever a provider sends as token and keys is refused without harm.
 * Not: which are right (test/unit/t_provider.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/feature/provider/provider.c
// libraries: jansson libcrypto libsodium
#include "feature/provider/provider.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The token, a line end, the keys. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct provider_want want = {"https://provider.example", "spil", "nonce-1",
                                              1795438800};
    char text[32 * 1024];
    struct provider_claims claims;

    if (size >= sizeof(text))
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    char *keys = text + strcspn(text, "\n");
    if (*keys)
        *keys++ = '\0';
    if (provider_token_check(text, keys, &want, &claims) != PROVIDER_FINE && *claims.subject)
        BUG("a token that is refused names somebody");
    return 0;
}
