/* text.h: every word a person reads, Dutch and English side by side.
 *
 * Texts live in text.def files (src/text/text.def for what all share, one per feature):
 *     TEXT(contact_saved, "Contact met {1} vastgelegd", "Contact with {1} saved")
 *     TEXTN(days, "{1} dag", "{1} dagen", "{1} day", "{1} days")      one and many
 * A missing translation does not compile; an unused one is found by `make lint`. Texts are
 * arguments, never formats. Codes in the database are language-neutral; only pages know words.
 */
#ifndef SPIL_TEXT_TEXT_H
#define SPIL_TEXT_TEXT_H

#include "base/arena.h"
#include "base/base.h"

enum lang { LANG_NL, LANG_EN, LANGS };

enum text_id {
    TEXT_NONE, /* "" in both */
#define TEXT(id, nl, en)                            TEXT_##id,
#define TEXTN(id, nl_one, nl_many, en_one, en_many) TEXT_##id,
#include "texts.def"
#undef TEXT
#undef TEXTN
    TEXT_COUNT
};

const char *lang_code(enum lang lang); /* "nl", "en" */

const char *text(enum lang lang, enum text_id id);
/* Fills {1}..{4}; unused ones are NULL. In the arena. */
const char *text_fill(struct arena *a, enum lang lang, enum text_id id, const char *one,
                      const char *two, const char *three, const char *four);
/* A TEXTN with {1} = n. In the arena. */
const char *text_count(struct arena *a, enum lang lang, enum text_id id, int64_t n);

/* When it is n days from today: "vandaag", "over 3 dagen". n is not negative. In the arena. */
const char *text_ahead(struct arena *a, enum lang lang, int64_t n);

/* A language-neutral code with its words: "face_to_face". Lists end with a NULL code. */
struct code {
    const char *code;
    enum text_id label;
};
/* The label of a code, or the code itself when the list does not know it. */
const char *code_text(enum lang lang, const struct code *list, const char *code);
bool code_known(const struct code *list, const char *code);

#endif
