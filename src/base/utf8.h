/* utf8.h: is it UTF-8, how long is it, where may it be cut. Strict as RFC 3629 section 4: no
 * overlong forms, no surrogates, nothing above U+10FFFF. A NUL byte is valid UTF-8; who does not
 * want it says so itself.
 */
#ifndef SPIL_BASE_UTF8_H
#define SPIL_BASE_UTF8_H

#include "base/base.h"

bool utf8_valid(const char *s, size_t n);
/* Copies a text; each byte that is part of no sequence, and each NUL, becomes U+FFFD, so that what
 * was typed around it is kept. Writes at most 3 * n + 1 bytes, with a NUL behind; returns the
 * length. */
size_t utf8_repair(const char *s, size_t n, char *out);
size_t utf8_length(const char *s); /* code points of a valid text */
/* Bytes of the first max_code_points of a valid text; all of it when it is shorter. */
size_t utf8_cut(const char *s, size_t max_code_points);

#endif
