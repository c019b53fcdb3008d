/* form_state.h: what a form remembers between reading and drawing. For form.c and form_show.c only.
 */
#ifndef SPIL_HTML_FORM_STATE_H
#define SPIL_HTML_FORM_STATE_H

#include "html/form.h"

/* Of one field. */
struct form_state {
    const char *typed;      /* as sent, the first time; NULL: not sent */
    const char *typed_free; /* the box beside the chips, or the visible text of a search field */
    const char *typed_for;  /* search field: the text for which the id was chosen */
    unsigned times;         /* how often it was sent */
    const char *message;    /* NULL: none */
    enum text_id help;
    const struct choice *choices;
    size_t n_choices;
    bool has_choices;    /* form_choices() was called, even with none */
    const char *suggest; /* path of the search, or NULL */
    const char *shown;   /* search field: the name of the record now in the struct */
};

/* A message about the whole form. */
struct form_message {
    const char *text;
    const struct form_message *next;
};

struct form {
    struct arena *a;
    enum lang lang;
    int32_t today;
    const struct field *fields;
    size_t n;
    void *into;
    struct form_state *states; /* n */
    const struct form_message *whole;
    const struct form_message **whole_end;
};

/* Index of a field by name; BUG when there is none. */
size_t form_find(const struct form *f, const char *name);
/* A text of the field's length kind: text, note, address, number with a check. */
bool form_is_text(enum field_kind kind);
/* A number with choices is drawn as chips with a box for another number. */
bool form_is_chips(const struct form *f, size_t i);
/* The value in the struct as a person would type it; "" when empty. */
const char *form_value_text(const struct form *f, size_t i);

#endif
