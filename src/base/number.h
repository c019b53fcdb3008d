/* number.h: whole numbers, hundredths and durations as people type and read them.
 *
 * Reading takes both the Dutch and the English way, because people paste from everywhere; spaces
 * around the number are fine, a leading minus too. With two kinds of separator the last is the
 * decimal one: 1.234,56 and 1,234.56. Groups must be of three and may not begin with 0. Every
 * reader answers false for empty text, for anything it does not know and for what does not fit, and
 * then leaves *n alone. No reader ever gives INT64_MIN, which forms use for "no number".
 *
 * Writers take the decimal sign, ',' for Dutch and '.' for English; the other one groups. What they
 * write is read back as the same number. They return out.
 */
#ifndef SPIL_BASE_NUMBER_H
#define SPIL_BASE_NUMBER_H

#include "base/base.h"

#define NUMBER_TEXT 48 /* bytes that hold every number written here, with its NUL */

/* 12, -3, 1.234, 1,234, 1.234.567. No decimals. */
bool number_parse_int(const char *typed, int64_t *n) MUST_USE;

/* 12,5 and 12.5 give 1250; 1.234,56 gives 123456; ,5 gives 50. More than two decimals are refused;
 * so is 1.234, which is a number with three decimals or with a group, and nobody can say which. */
bool number_parse_hundredths(const char *typed, int64_t *n) MUST_USE;

/* As hundredths, but 1.234 is 1234, as amounts have no third decimal; 1,234 stays refused, because
 * to a Dutch reader that is one. Used by money.h. */
bool number_parse_amount(const char *typed, int64_t *hundredths) MUST_USE;

/* A duration: 45 (minutes), 90 min, 0:45, 1:30, 1u30, 1 uur 30, 1 uur 30 min, 2 uur, 1,5 uur,
 * 1.5 h. Rounded to whole minutes. 1,5 and 1.30 without a unit are refused: hours, or hours and
 * minutes? Never negative; at most 999,999 hours and 59 minutes. */
bool number_parse_minutes(const char *typed, int64_t *minutes) MUST_USE;

const char *number_text_int(char out[NUMBER_TEXT], int64_t n, char decimal); /* 1.234.567 */
/* No more decimals than needed, no groups: 12,5 for 1250. */
const char *number_text_hundredths(char out[NUMBER_TEXT], int64_t n, char decimal);
/* Always two decimals, with groups: 1.234,50 for 123450. */
const char *number_text_amount(char out[NUMBER_TEXT], int64_t hundredths, char decimal);
const char *number_text_minutes(char out[NUMBER_TEXT], int64_t minutes); /* 1:30; minutes >= 0 */
/* A figure with 0..9 decimals and no groups: 0,034. "" when it is not finite or 1e15 and beyond;
 * never "-0". */
const char *number_text_fixed(char out[NUMBER_TEXT], double x, int decimals, char decimal);

#endif
