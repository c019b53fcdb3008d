/* utf8.c: the check at the border, and counting in code points for what is inside.
 * Not: folding, sorting or display width (text/).
 * Start at utf8_valid(). */
#include "base/utf8.h"

enum { WORD = sizeof(uint64_t) };

static const uint64_t HIGH_BITS = 0x8080808080808080u;

/* Bytes of the sequence that starts at s (n > 0 left), or 0 when it is not one: the table of
 * RFC 3629 section 4, where only the second byte has bounds of its own. */
static size_t sequence(const unsigned char *s, size_t n)
{
    size_t length = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
    unsigned char low = 0x80, high = 0xbf;

    if (length < 2)
        return length;
    if (s[0] > 0xf4 || n < length)
        return 0;
    if (s[0] == 0xe0)
        low = 0xa0; /* below: overlong */
    else if (s[0] == 0xed)
        high = 0x9f; /* above: surrogates */
    else if (s[0] == 0xf0)
        low = 0x90; /* below: overlong */
    else if (s[0] == 0xf4)
        high = 0x8f; /* above: beyond U+10FFFF */
    if (s[1] < low || s[1] > high)
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
