/* fuzz_check.c: a stored form is accepted again unchanged; a refused one leaves nothing.
 * Not: what is right (test/unit/t_base_check.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/base/check.c
#include "base/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool bsn_right(const char *typed, char *out)
{
    return check_bsn(typed, out) == BSN_RIGHT;
}

static const struct {
    bool (*check)(const char *typed, char *out);
    size_t size;
} checks[] = {
    {bsn_right, BSN_TEXT},
    {check_iban, IBAN_TEXT},
    {check_postcode, POSTCODE_TEXT},
    {check_kvk, KVK_TEXT},
    {check_establishment, ESTABLISHMENT_TEXT},
    {check_municipality, MUNICIPALITY_TEXT},
    {check_email, EMAIL_TEXT},
    {check_phone, PHONE_TEXT},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char typed[512], out[256], again[256];

    if (size >= sizeof(typed))
        return 0;
    memcpy(typed, data, size);
    typed[size] = '\0';
    for (size_t i = 0; i < COUNT(checks); i++) {
        memset(out, '#', sizeof(out));
        bool right = checks[i].check(typed, out);
        size_t length = strnlen(out, sizeof(out));

        if (length >= checks[i].size || out[checks[i].size] != '#')
            BUG("check %zu writes too much", i);
        if (right != (length > 0))
            BUG("check %zu says one thing and writes another", i);
        if (right && (!checks[i].check(out, again) || strcmp(out, again) != 0))
            BUG("check %zu changes its own form", i);
        for (const char *s = out; *s; s++)
            if (*s < ' ' || *s > '~')
                BUG("check %zu lets a control character through", i);
    }
    return 0;
}
