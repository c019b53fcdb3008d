/* check.h: identifiers and addresses that people type: right or not, and their one stored form.
 *
 * Every function takes what was typed (spaces around it are fine), and on success writes the
 * normalised form to out; otherwise out is "". A right form says nothing about existence.
 */
#ifndef SPIL_BASE_CHECK_H
#define SPIL_BASE_CHECK_H

#include "base/base.h"

/* Bytes that hold the normalised form with its NUL. */
enum {
    BSN_TEXT = 10,
    IBAN_TEXT = 35,
    POSTCODE_TEXT = 8,
    KVK_TEXT = 9,
    ESTABLISHMENT_TEXT = 13,
    MUNICIPALITY_TEXT = 5,
    EMAIL_TEXT = 255,
    PHONE_TEXT = 17,
};

enum bsn_answer {
    BSN_RIGHT,
    BSN_EIGHT_DIGITS, /* old numbers have 8: type the leading zero, so that it is no slip */
    BSN_WRONG,
};

/* Burgerservicenummer: 9 digits, not all zero, 9a + 8b + ... + 2h - i divisible by 11
 * (Logisch Ontwerp BSN). Dots and spaces between the digits are dropped: 1234.56.782. */
enum bsn_answer check_bsn(const char *typed, char out[BSN_TEXT]) MUST_USE;

/* ISO 13616: country, check digits 02..98, mod 97 is 1 (ISO 7064). Dutch ones have 18 characters: a
 * bank of 4 letters and 10 digits; others 15 to 34. Without spaces, in capitals. */
bool check_iban(const char *typed, char out[IBAN_TEXT]) MUST_USE;

/* "1234 AB". The first digit is not 0; SA, SD and SS are not given out. */
bool check_postcode(const char *typed, char out[POSTCODE_TEXT]) MUST_USE;

bool check_kvk(const char *typed, char out[KVK_TEXT]) MUST_USE; /* 8 digits */
/* Vestigingsnummer: 12 digits. */
bool check_establishment(const char *typed, char out[ESTABLISHMENT_TEXT]) MUST_USE;
/* Gemeentecode: 4 digits; the GM of CBS StatLine is dropped. */
bool check_municipality(const char *typed, char out[MUNICIPALITY_TEXT]) MUST_USE;

/* name@host.tld in ASCII: a dot-atom (RFC 5322 section 3.2.3, at most 64 bytes) and a host name of
 * two labels or more (RFC 1123 section 2.1); at most 254 bytes. Never holds a space, a line end, a
 * bracket or a quote, so it may stand in a mail header. The host in lower case. */
bool check_email(const char *typed, char out[EMAIL_TEXT]) MUST_USE;

/* "+31612345678" (E.164). Dutch numbers as people write them: 06-12345678, (010) 123 45 67,
 * 0031 6 ..., +31 (0)6 ...: nine digits after the 0; 0800, 0900, 0906 and 0909 have 4 or 7 after
 * these four. Other countries: + or 00 and 8 to 15 digits. */
bool check_phone(const char *typed, char out[PHONE_TEXT]) MUST_USE;

#endif
