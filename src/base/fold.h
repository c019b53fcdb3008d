/* fold.h: keys for searching, for finding duplicates and for sorting Dutch names.
 *
 * Folded text holds letters and digits in lower case without accents, in words one space apart;
 * all else is a space. So keys are the same bytes whatever the database, and compare byte by byte.
 * Both made-up forms of one name fold alike (Unicode NFKD and full case folding, by libunistring,
 * then marks dropped), and letters that no decomposition reaches are written out: ø o, æ ae, œ oe,
 * ß ss, ł l, đ d, ð d, þ th, ħ h, ı i. The ligature ĳ is ij, and so is ÿ, which in Dutch names is a
 * handwritten ij (Van Dÿk); ij and y stay two things, so that typing "di" finds Dijkstra. Every
 * apostrophe is a space, the modifier letters that look like one (U+02B0..U+02FF) too.
 * Input is valid UTF-8 (base/utf8.h); otherwise BUG.
 */
#ifndef SPIL_BASE_FOLD_H
#define SPIL_BASE_FOLD_H

#include "base/arena.h"
#include "base/base.h"

/* "Müller-Ähn" gives "muller ahn"; "" when there is no letter or digit. */
const char *fold_text(struct arena *a, const char *s);

/* The distinct words of the folded text, sorted. */
const char **fold_tokens(struct arena *a, const char *text, size_t *n);

/* Dutch order, as in a telephone book: by family name without what stands before it, then by given
 * name, then by the prefix. "van der Berg", "Jan" gives "berg  jan  van der":
 * two spaces sort before every letter, so Berg comes before Berg-Smit. */
const char *fold_sort_key(struct arena *a, const char *family_name, const char *given_name);

/* Splits "van der Berg" into "van der" and "Berg", in any case and with any apostrophe. The prefix
 * comes in its usual spelling (lower case), "" when there is none. A prefix alone ("De") is a name.
 * Both are in the arena; spaces around are gone. */
void name_split_prefix(struct arena *a, const char *typed, const char **prefix, const char **rest);

#endif
