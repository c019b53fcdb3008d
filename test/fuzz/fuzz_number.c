/* fuzz_number.c: whatever is typed as a number is refused, or is written so that it reads back.
 * Not: which number it is (test/unit/t_base_number.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/base/number.c src/base/money.c
#include "base/money.h"
#include "base/number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef bool parse_fn(const char *typed, int64_t *n);
typedef const char *text_fn(char out[NUMBER_TEXT], int64_t n, char decimal);

static const char *minutes_text(char out[NUMBER_TEXT], int64_t minutes, char decimal)
{
    (void)decimal;
    return number_text_minutes(out, minutes);
}

static void read_back(parse_fn *parse, text_fn *text, const char *typed)
{
    static const char decimals[] = {',', '.'};
    char out[NUMBER_TEXT];
    int64_t n = INT64_MIN, again;

    if (!parse(typed, &n)) {
        if (n != INT64_MIN)
            BUG("a refused number was stored");
        return;
    }
    if (n == INT64_MIN)
        BUG("the number that means none");
    for (size_t i = 0; i < COUNT(decimals); i++)
        if (!parse(text(out, n, decimals[i]), &again) || again != n)
            BUG("%" PRId64 " is read as another", n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char typed[128], out[NUMBER_TEXT];
    double x;

    if (size >= sizeof(typed))
        return 0;
    memcpy(typed, data, size);
    typed[size] = '\0';
    read_back(number_parse_int, number_text_int, typed);
    read_back(number_parse_hundredths, number_text_hundredths, typed);
    read_back(number_parse_amount, number_text_amount, typed);
    read_back(number_parse_minutes, minutes_text, typed);
    read_back(money_parse, money_text, typed);
    if (size >= sizeof(x)) {
        memcpy(&x, data, sizeof(x));
        for (int decimals = 0; decimals <= 9; decimals++)
            if (strlen(number_text_fixed(out, x, decimals, ',')) >= NUMBER_TEXT)
                BUG("a figure too long");
    }
    return 0;
}
