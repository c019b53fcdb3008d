/* utf8.c: the check at the border, and counting in code points for what is inside.
 * Not: folding, sorting or display width (text/).
 * Start at utf8_valid(). */
#include "base/utf8.h"

enum { WORD = sizeof(uint64_t) };

static const uint64_t HIGH_BITS = 0x8080808080808080u;

/* Bytes of a sequence by its first byte: RFC 3629 section 4. 0: no sequence begins so. */
static size_t length_of(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xc2 || first > 0xf4)
        return 0;
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* Only the second byte has bounds of its own: overlong forms, surrogates, beyond U+10FFFF. */
static bool second_fits(unsigned char first, unsigned char second)
{
    unsigned char low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    unsigned char high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;

    return second >= low && second <= high;
}

/* Bytes of the sequence that starts at s (n > 0 left), or 0 when it is not one. */
static size_t sequence(const unsigned char *s, size_t n)
{
    size_t length = length_of(s[0]);

    if (length < 2)
        return length;
    if (n < length || !second_fits(s[0], s[1]))
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

bool utf8_valid(const char *s, size_t n)
{
    const unsigned char *at = (const unsigned char *)s;

    while (n > 0) {
        uint64_t word;
        size_t length = 0;

        if (n >= WORD) { /* most text is ASCII: eight bytes at a time */
            memcpy(&word, at, WORD);
            if ((word & HIGH_BITS) == 0)
                length = WORD;
        }
        if (length == 0)
            length = sequence(at, n);
        if (length == 0)
            return false;
        at += length;
        n -= length;
    }
    return true;
}

static bool starts_code_point(char c)
{
    return ((unsigned char)c & 0xc0) != 0x80;
}

size_t utf8_repair(const char *s, size_t n, char *out)
{
    const unsigned char *at = (const unsigned char *)s;
    char *to = out;

    while (n > 0) {
        size_t length = *at ? sequence(at, n) : 0;

        memcpy(to, length ? (const char *)at : "\xef\xbf\xbd", length ? length : 3);
        to += length ? length : 3;
        at += length ? length : 1;
        n -= length ? length : 1;
    }
    *to = '\0';
    return (size_t)(to - out);
}

size_t utf8_length(const char *s)
{
    size_t count = 0;

    for (; *s; s++)
        count += starts_code_point(*s);
    return count;
}

size_t utf8_cut(const char *s, size_t max_code_points)
{
    size_t bytes = 0;

    for (size_t count = 0; s[bytes]; bytes++)
        if (starts_code_point(s[bytes]) && count++ == max_code_points)
            break;
    return bytes;
}
