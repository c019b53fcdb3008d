/* form.h: reading and showing forms from one field table.
 *
 * A feature declares its fields once; form_read() parses what was sent into the struct, keeps what
 * was typed, and notes a message per field; form_show() draws label, input, help, and error with
 * the right aria attributes, so accessibility is solved once. Handlers never touch a raw field.
 *
 *     static const struct field fields[] = {
 *         F_DAY(struct contact, day, TEXT_contact_day, REQUIRED),
 *         F_MINUTES(struct contact, minutes, TEXT_contact_minutes, REQUIRED, 1, 24 * 60),
 *         F_CODE(struct contact, mode, TEXT_contact_mode, 0, contact_modes),
 *         F_END};
 *
 * Types of members, checked by the compiler: F_TEXT, F_NOTE, F_CODE const char * (never NULL; "" is
 * empty; FIELD_MANY too); F_DAY int32_t (base/date.h; DAY_NONE is empty); F_INT, F_MINUTES, F_MONEY
 * (cents), F_ID int64_t (NUMBER_NONE is empty; F_ID 0 is empty); F_HUNDREDTHS int64_t (12,5 hours
 * is 1250); F_YES bool.
 */
#ifndef SPIL_HTML_FORM_H
#define SPIL_HTML_FORM_H

#include "base/arena.h"
#include "base/base.h"
#include "base/buf.h"
#include "base/date.h"
#include "text/text.h"

#define NUMBER_NONE INT64_MIN

enum field_kind {
    FIELD_END,
    FIELD_TEXT,
    FIELD_NOTE, /* several lines */
    FIELD_CODE, /* one of a code list: radio up to 5 choices, else a select */
    FIELD_MANY, /* any of form_choices, ticked: their codes with a space between */
    FIELD_DAY,
    FIELD_INT,
    FIELD_MINUTES, /* 45, 0:45, 1u30, 1,5 uur */
    FIELD_MONEY,
    FIELD_HUNDREDTHS,
    FIELD_ID, /* a record chosen from form_choices */
    FIELD_YES,
    FIELD_EMAIL,
    FIELD_PHONE,
    FIELD_POSTCODE,
    FIELD_BSN,
    FIELD_KVK,
    FIELD_HIDDEN_ID, /* drawn hidden, e.g. version */
    FIELD_PASSWORD,
};

enum {
    REQUIRED = 1,
    PAST_ONLY = 2,   /* a day not after today */
    FUTURE_ONLY = 4, /* a day not before today */
    AUTOFOCUS = 8,
    NARROW = 16,           /* half a row on a wide screen */
    NO_LABEL = 32,         /* the label is there for screen readers only */
    AUTOCOMPLETE_OFF = 64, /* a password: a new one */
    CHIPS = 128,           /* choices side by side as chips */
};

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;
    enum text_id label;
    enum text_id help;
    unsigned flags;
    int64_t min, max; /* numbers: bounds; texts: max is the length in characters */
    const struct code *codes;
    /* Label and help that come from data instead of the texts, or NULL. Such a label does not say
     * that it is optional: all of its form is. */
    const char *words, *more;
};

#define F_MEMBER_(type, member, want) /* a wrong member type does not compile */                   \
    (offsetof(type, member) + 0 * sizeof(char[_Generic(((type *)0)->member, want : 1, default      \
                                                       : -1)]))
#define F_TEXT(type, member, label, flags, length)                                                 \
    {                                                                                              \
#member, FIELD_TEXT, F_MEMBER_(type, member, const char *), label, TEXT_NONE, flags, 0,    \
            length, NULL                                                                           \
    }
#define F_TEXT_AS(kind, type, member, label, flags, length)                                        \
    {                                                                                              \
#member, kind, F_MEMBER_(type, member, const char *), label, TEXT_NONE, flags, 0, length,  \
            NULL                                                                                   \
    }
#define F_NOTE(type, member, label, flags, length)                                                 \
    {                                                                                              \
#member, FIELD_NOTE, F_MEMBER_(type, member, const char *), label, TEXT_NONE, flags, 0,    \
            length, NULL                                                                           \
    }
#define F_CODE(type, member, label, flags, list)                                                   \
    {                                                                                              \
#member, FIELD_CODE, F_MEMBER_(type, member, const char *), label, TEXT_NONE, flags, 0, 0, \
            list                                                                                   \
    }
#define F_DAY(type, member, label, flags)                                                          \
    {                                                                                              \
#member, FIELD_DAY, F_MEMBER_(type, member, int32_t), label, TEXT_NONE, flags, 0, 0, NULL  \
    }
#define F_NUMBER_(kind, type, member, label, flags, min, max)                                      \
    {                                                                                              \
#member, kind, F_MEMBER_(type, member, int64_t), label, TEXT_NONE, flags, min, max, NULL   \
    }
#define F_INT(type, member, label, flags, min, max)                                                \
    F_NUMBER_(FIELD_INT, type, member, label, flags, min, max)
#define F_MINUTES(type, member, label, flags, min, max)                                            \
    F_NUMBER_(FIELD_MINUTES, type, member, label, flags, min, max)
#define F_MONEY(type, member, label, flags, min, max)                                              \
    F_NUMBER_(FIELD_MONEY, type, member, label, flags, min, max)
#define F_HUNDREDTHS(type, member, label, flags, min, max)                                         \
    F_NUMBER_(FIELD_HUNDREDTHS, type, member, label, flags, min, max)
#define F_ID(type, member, label, flags)                                                           \
    F_NUMBER_(FIELD_ID, type, member, label, flags, 0, INT64_MAX)
#define F_HIDDEN_ID(type, member)                                                                  \
    F_NUMBER_(FIELD_HIDDEN_ID, type, member, TEXT_NONE, 0, 0, INT64_MAX)
#define F_YES(type, member, label)                                                                 \
    {                                                                                              \
#member, FIELD_YES, F_MEMBER_(type, member, bool), label, TEXT_NONE, 0, 0, 1, NULL         \
    }
#define F_END                                                                                      \
    {                                                                                              \
        NULL, FIELD_END, 0, TEXT_NONE, TEXT_NONE, 0, 0, 0, NULL                                    \
    }

/* What was sent, in order. */
struct form_input {
    const char *name;
    const char *value;
};

/* A choice made at run time (a record, or a code of a dated list). */
struct choice {
    const char *value;
    const char *label;
    const char *group; /* optgroup, or NULL */
};

struct form;

/* Sets every member to its own kind of empty: "", DAY_NONE, NUMBER_NONE, 0 or false. */
void form_empty(const struct field *fields, void *into);
/* fields ends with F_END; into is the struct the offsets belong to, already holding the defaults.
 * Names are unique in a page: the element of field x has id "f-x". */
struct form *form_new(struct arena *a, enum lang lang, int32_t today, const struct field *fields,
                      void *into);
/* The choices of an F_ID, or of an F_CODE without list. On an F_INT or F_MINUTES they are chips,
 * with a box for any other number beside them; on an F_TEXT they are offered while typing, and
 * anything else can be typed too. The array must outlive the form. */
void form_choices(struct form *f, const char *name, const struct choice *choices, size_t n);
void form_help(struct form *f, const char *name, enum text_id help); /* TEXT_NONE: none */
/* Search as you type: path ends with "?q=" and answers with <li data-value="12">Milan <small>...
 * </small></li> (data-label, when the name alone should stay in the box). On an F_TEXT it only
 * helps typing. On an F_ID (or an F_CODE without list) it chooses: shown is the name of the record
 * now in the struct, or NULL. Without script, or when nothing was chosen, the member stays empty,
 * nothing is "missing" yet, and form_typed() gives the text the handler should search for; it then
 * offers the finds with form_choices(), or says what is wrong with form_error(). */
void form_suggest(struct form *f, const char *name, const char *path, const char *shown);
const char *form_typed(const struct form *f, const char *name); /* "" when nothing; trimmed */

/* Parses the input into the struct; false when any field has a message. A field sent twice, an
 * unknown field (names beginning with '_' belong to the program), a value that is no choice: each
 * has its own message; nothing is guessed. Values parsed right are stored even when others are
 * wrong. A field that was not sent keeps its default (an F_YES: false) and is missing when that is
 * empty and it is required. Texts lose spaces around them, except passwords; lines end with \n. The
 * input must outlive the form. */
bool form_read(struct form *f, const struct form_input *input, size_t n) MUST_USE;
/* A message found later, by a rule or by the database. */
void form_error(struct form *f, const char *name, enum text_id message);
void form_error_text(struct form *f, const char *name,
                     const char *message); /* name NULL: the whole; copied */
size_t form_error_count(const struct form *f);
bool form_wrong(const struct form *f, const char *name);          /* has this field a message? */
const char *form_message(const struct form *f, const char *name); /* NULL: none */

/* Is this one of the codes of a FIELD_MANY? */
bool form_has_word(const char *words, const char *word);

/* The error summary (nothing when there is none): links to the fields, focus target. */
void form_show_errors(struct buf *o, const struct form *f);
void form_show_field(struct buf *o, const struct form *f, const char *name);
void form_show_fields(struct buf *o, const struct form *f); /* all, in order */

#endif
