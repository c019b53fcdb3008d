/* account.c: what a good passphrase is, the codes of a second factor, and how secrets are kept.
 * Not: passphrase hashes and sessions (core/user.c), tables (account_sql.c).
 * Start at totp_right(). */
#include "feature/account/account.h"

#include <liboath/oath.h>
#include <sodium.h>

#include "base/embed.h"
#include "base/fold.h"
#include "base/utf8.h"

enum { STEP_MS = 30 * 1000, DIGITS = CODE_TEXT - 1 };

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* ---- passphrases ----------------------------------------------------------------------------- */

/* Letters and digits only, folded. */
static char *squeeze(struct arena *a, const char *text)
{
    char *s = arena_str(a, fold_text(a, text));
    char *to = s;

    for (const char *p = s; *p; p++)
        if (*p != ' ')
            *to++ = *p;
    *to = '\0';
    return s;
}

/* Without digits at the ends: "welkom2026" is "welkom". All digits stay as they are. */
static char *core_of(struct arena *a, const char *s)
{
    const char *end = s + strlen(s);
    const char *begin = s + strspn(s, "0123456789");

    if (begin == end)
        return arena_str(a, s);
    while (end[-1] >= '0' && end[-1] <= '9')
        end--;
    return arena_strn(a, begin, (size_t)(end - begin));
}

/* What it is a repetition of: "welkomwelkom" is "welkom". */
static char *period_of(struct arena *a, const char *s)
{
    size_t n = strlen(s);

    for (size_t period = 1; period <= n / 2; period++)
        if (n % period == 0 && !memcmp(s, s + period, n - period))
            return arena_strn(a, s, period);
    return arena_str(a, s);
}

/* Is there a line that is exactly this? Lines of a list are squeezed already. */
static bool on_list(const char *list, const char *s)
{
    size_t n = strlen(s);

    for (const char *line = list; *line;) {
        size_t length = strcspn(line, "\n");

        if (length == n && !memcmp(line, s, n))
            return true;
        line += length + (line[length] == '\n');
    }
    return false;
}

enum text_id passphrase_trouble(struct arena *a, const char *passphrase, const char *login,
                                const char *name)
{
    const struct embed *list = embed_find("rules/passphrases.txt");
    size_t n = utf8_length(passphrase);

    if (n < PASSPHRASE_LEAST)
        return TEXT_account_passphrase_short;
    if (n > PASSPHRASE_MOST)
        return TEXT_account_passphrase_long;
    const char *whole = squeeze(a, passphrase);
    const char *core = core_of(a, whole);
    const char *const forms[] = {whole, core, period_of(a, whole), period_of(a, core)};
    for (size_t i = 0; i < COUNT(forms); i++) {
        if (!strcmp(forms[i], squeeze(a, login)) || !strcmp(forms[i], squeeze(a, name)))
            return TEXT_account_passphrase_name;
        if (strlen(forms[i]) <= 1 || on_list((const char *)list->at, forms[i]))
            return TEXT_account_passphrase_common;
    }
    return TEXT_NONE;
}

/* ---- codes ----------------------------------------------------------------------------------- */

/* Six digits, spaces left out. */
static bool code_digits(const char *code, char digits[CODE_TEXT])
{
    size_t n = 0;

    for (; *code; code++) {
        if (*code == ' ')
            continue;
        if (*code < '0' || *code > '9' || n == DIGITS)
            return false;
        digits[n++] = *code;
    }
    digits[n] = '\0';
    return n == DIGITS;
}

static void code_of(const unsigned char secret[TOTP_SECRET], int64_t step, char code[CODE_TEXT])
{
    if (oath_init() != OATH_OK)
        die("liboath does not start");
    if (oath_hotp_generate((const char *)secret, TOTP_SECRET, (uint64_t)step, DIGITS, false,
                           OATH_HOTP_DYNAMIC_TRUNCATION, code) != OATH_OK)
        die("liboath makes no code");
}

bool totp_right(const unsigned char secret[TOTP_SECRET], const char *code, int64_t now_ms,
                int64_t *last_step)
{
    char digits[CODE_TEXT], wanted[CODE_TEXT];
    int64_t now = now_ms / STEP_MS;

    if (!code_digits(code, digits))
        return false;
    for (int64_t step = MAX(now - 1, *last_step + 1); step <= now + 1; step++) {
        code_of(secret, step, wanted);
        if (!sodium_memcmp(digits, wanted, DIGITS)) {
            *last_step = step;
            return true;
        }
    }
    return false;
}

bool totp_next(const unsigned char secret[TOTP_SECRET], int64_t now_ms, int64_t last_step,
               char code[CODE_TEXT])
{
    int64_t now = now_ms / STEP_MS;
    int64_t step = MAX(now, last_step + 1);

    if (step > now + 1)
        return false;
    code_of(secret, step, code);
    return true;
}

void totp_text(const unsigned char secret[TOTP_SECRET], char text[TOTP_TEXT])
{
    for (int i = 0; i < TOTP_TEXT - 1; i++) {
        int bit = i * 5;
        int two = secret[bit / 8] << 8 | (bit / 8 + 1 < TOTP_SECRET ? secret[bit / 8 + 1] : 0);

        text[i] = base32[(two >> (11 - bit % 8)) & 31];
    }
    text[TOTP_TEXT - 1] = '\0';
}

/* ---- keeping secrets ------------------------------------------------------------------------- */

_Static_assert(FACTOR_KEY == crypto_secretbox_KEYBYTES, "a key of secretbox");
_Static_assert(FACTOR_SEALED ==
                   crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + TOTP_SECRET,
               "room for nonce, mac and secret");

void factor_key(const unsigned char *installation, int64_t staff_id, unsigned char key[FACTOR_KEY])
{
    char purpose[64];
    int n = snprintf(purpose, sizeof(purpose), "spil second factor of %" PRId64, staff_id);

    crypto_generichash(key, FACTOR_KEY, (const unsigned char *)purpose, (size_t)n, installation,
                       ACCESS_KEY_BYTES);
}

void factor_seal(const unsigned char key[FACTOR_KEY], const unsigned char secret[TOTP_SECRET],
                 unsigned char sealed[FACTOR_SEALED])
{
    randombytes_buf(sealed, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(sealed + crypto_secretbox_NONCEBYTES, secret, TOTP_SECRET, sealed, key);
}

bool factor_open(const unsigned char key[FACTOR_KEY], const void *sealed, size_t n,
                 unsigned char secret[TOTP_SECRET])
{
    const unsigned char *bytes = sealed;

    return n == FACTOR_SEALED &&
           !crypto_secretbox_open_easy(secret, bytes + crypto_secretbox_NONCEBYTES,
                                       n - crypto_secretbox_NONCEBYTES, bytes, key);
}

void factor_offer(const unsigned char key[FACTOR_KEY], const char *token,
                  unsigned char secret[TOTP_SECRET])
{
    _Static_assert(TOTP_SECRET >= crypto_generichash_BYTES_MIN, "a hash of this length");
    crypto_generichash(secret, TOTP_SECRET, (const unsigned char *)token, strlen(token), key,
                       FACTOR_KEY);
}

void practice_mark(const unsigned char *installation, char mark[PRACTICE_TEXT])
{
    static const char purpose[] = "spil practice";
    unsigned char mac[TOKEN_HASH];

    crypto_generichash(mac, sizeof(mac), (const unsigned char *)purpose, sizeof(purpose) - 1,
                       installation, FACTOR_KEY);
    sodium_bin2base64(mark, PRACTICE_TEXT, mac, sizeof(mac),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

enum { DEVICE_CHANCE = 16, DEVICE_MAC = 16 };

static void device_mac(const unsigned char *installation, const char *login,
                       const unsigned char chance[DEVICE_CHANCE], unsigned char mac[DEVICE_MAC])
{
    static const char purpose[] = "spil device";
    crypto_generichash_state h;

    crypto_generichash_init(&h, installation, FACTOR_KEY, DEVICE_MAC);
    crypto_generichash_update(&h, (const unsigned char *)purpose, sizeof(purpose));
    crypto_generichash_update(&h, chance, DEVICE_CHANCE);
    crypto_generichash_update(&h, (const unsigned char *)login, strlen(login));
    crypto_generichash_final(&h, mac, DEVICE_MAC);
}

void device_new(const unsigned char *installation, const char *login, char device[DEVICE_TEXT])
{
    unsigned char bytes[DEVICE_CHANCE + DEVICE_MAC];

    randombytes_buf(bytes, DEVICE_CHANCE);
    device_mac(installation, login, bytes, bytes + DEVICE_CHANCE);
    sodium_bin2base64(device, DEVICE_TEXT, bytes, sizeof(bytes),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool device_fine(const unsigned char *installation, const char *login, const char *device)
{
    unsigned char bytes[DEVICE_CHANCE + DEVICE_MAC], mac[DEVICE_MAC];
    size_t n;

    if (sodium_base642bin(bytes, sizeof(bytes), device, strlen(device), NULL, &n, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) ||
        n != sizeof(bytes))
        return false;
    device_mac(installation, login, bytes, mac);
    return !sodium_memcmp(mac, bytes + DEVICE_CHANCE, DEVICE_MAC);
}

void recovery_new(char code[RECOVERY_TEXT])
{
    for (int i = 0; i < RECOVERY_TEXT - 1; i++)
        code[i] = i == 5 ? '-' : (char)(base32[randombytes_uniform(32)] | 0x20);
    code[RECOVERY_TEXT - 1] = '\0';
}

void recovery_hash(const unsigned char key[FACTOR_KEY], const char *code,
                   unsigned char hash[TOKEN_HASH])
{
    unsigned char plain[RECOVERY_TEXT] = {0};
    size_t n = 0;

    for (; *code; code++)
        if (*code != ' ' && *code != '-' && n < sizeof(plain))
            plain[n++] = (unsigned char)(*code | 0x20); /* digits have this bit already */
    crypto_generichash(hash, TOKEN_HASH, plain, n, key, FACTOR_KEY);
}
