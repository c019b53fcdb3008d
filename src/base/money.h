/* money.h: amounts in whole euro cents (int64_t), read and written.
 */
#ifndef SPIL_BASE_MONEY_H
#define SPIL_BASE_MONEY_H

#include "base/base.h"
#include "base/number.h"

/* € 1.234,56, 1234.56, 1,234.56, 12, 12,5 (is 12,50), 1.234 (is 1234), 12,-, EUR 12, 12 euro,
 * € -12, -€ 12. False for empty text, three decimals and all else; *cents is then left alone. */
bool money_parse(const char *typed, int64_t *cents) MUST_USE;

/* "€ 1.234,56" and "€ -12,50" with a decimal comma (Dutch), "€1,234.56" and "-€12.50" with a point
 * (English). Returns out. For an input field without the sign: number_text_amount(). */
const char *money_text(char out[NUMBER_TEXT], int64_t cents, char decimal);

#endif
