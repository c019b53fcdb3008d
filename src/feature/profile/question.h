/* question.h: forms that are data: rules/questions.csv says which questions a form has, for which
 * target groups, and to which part of the record an answer belongs; rules/question_choices.csv
 * holds the lists to choose from. So a target group with a form of its own is lines in a file, and
 * no code knows a group by name.
 *
 * An answer is stored as text: what was typed, the code of a choice, codes with a space between
 * (QUESTION_MANY), or a day in ISO form. A question or choice that is no longer in the files is not
 * asked or shown; its answers stay in the database.
 */
#ifndef SPIL_FEATURE_PROFILE_QUESTION_H
#define SPIL_FEATURE_PROFILE_QUESTION_H

#include "core/req.h"

enum question_kind {
    QUESTION_TEXT,
    QUESTION_NOTE,
    QUESTION_CHOICE,
    QUESTION_MANY,
    QUESTION_DAY,
};

struct question {
    const char *form; /* "profile", "worksheet", "wage_card" */
    const char *code;
    const char *groups; /* codes of rules/target_groups.csv, a space between; "": all */
    enum field_group part;
    const char *section[LANGS]; /* the heading over it and its neighbours */
    enum question_kind kind;
    int64_t length; /* of a text */
    const char *choice_list;
    const char *words[LANGS];
    const char *help[LANGS]; /* "" none */
    bool cv;                 /* goes on a CV; never of a part about health (question.c insists) */
};

/* The questions of a form, each with its answer. */
enum { QUESTIONS_MOST = 40 };
struct answers {
    size_t n;
    const struct question *of[QUESTIONS_MOST];
    const char *text[QUESTIONS_MOST]; /* as stored; "" none */
    int32_t day[QUESTIONS_MOST];      /* of a QUESTION_DAY, while its form is filled in */
};

/* Without answers. part GROUP_NONE: all parts. */
struct answers answers_of(const char *form, const char *target_group, enum field_group part);
/* Does this target group have such questions? */
bool answers_asked(const char *form, const char *target_group, enum field_group part);
/* Ignores a question that is not asked. The text must live as long. */
void answers_set(struct answers *a, const char *code, const char *text);
const char *answers_get(const struct answers *a, const char *code); /* "" none */
bool answers_any(const struct answers *a);                          /* one that is not empty */

/* Writes a field for each question to `to`, and an F_END; returns where that stands. The answers
 * stand at offset in the struct that the form fills. */
struct field *answers_fields(struct req *r, struct answers *a, size_t offset, struct field *to);
void answers_choices(struct req *r, const struct answers *a, struct form *f);
/* After req_form_read(): what was filled in, as it is stored. */
void answers_take(struct req *r, struct answers *a);
/* Under the field of an answer that goes on a CV it says when that speaks of health. */
void answers_show_fields(struct req *r, const struct answers *a, const struct form *f);

/* The words in a text that speak of health, "depressie, ggz"; "" none (cv_health.c). */
const char *cv_health_words(struct arena *a, const char *written);
/* Says so, on the screen only; nothing when there are none. */
void cv_health_show(struct req *r, const char *written);

/* One answer as a person reads it; in the arena. */
const char *answer_words(struct req *r, const struct question *q, const char *text);
/* <dl> with the answers, under a heading where a section begins. unknown: what stands at a question
 * without an answer, or NULL to leave that out. */
void answers_show(struct req *r, const struct answers *a, const char *unknown);

#endif
