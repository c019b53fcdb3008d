/* form.c: reading what was sent into the struct of a feature, with a message per field.
 * Not: drawing (form_show.c), rules between fields (the features).
 * Start at form_read(). */
#include "html/form.h"

#include "base/check.h"
#include "base/id.h"
#include "base/money.h"
#include "base/number.h"
#include "base/utf8.h"
#include "html/form_state.h"

size_t form_find(const struct form *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->fields[i].name, name) == 0)
            return i;
    BUG("form has no field \"%s\"", name);
}

bool form_is_text(enum field_kind kind)
{
    switch (kind) {
    case FIELD_TEXT:
    case FIELD_NOTE:
    case FIELD_EMAIL:
    case FIELD_PHONE:
    case FIELD_POSTCODE:
    case FIELD_BSN:
    case FIELD_KVK:
    case FIELD_PASSWORD:
        return true;
    default:
        return false;
    }
}

bool form_is_chips(const struct form *f, size_t i)
{
    return f->states[i].has_choices &&
           (f->fields[i].kind == FIELD_INT || f->fields[i].kind == FIELD_MINUTES);
}

/* The box shows a name, and a hidden input holds what was chosen for it. */
static bool is_search(const struct form *f, size_t i)
{
    enum field_kind kind = f->fields[i].kind;

    return f->states[i].suggest && (kind == FIELD_ID || kind == FIELD_CODE);
}

/* ---- members --------------------------------------------------------------------------------- */

static void *member_of(const struct field *field, void *into)
{
    return (char *)into + field->offset;
}

static void *member(const struct form *f, size_t i)
{
    return member_of(&f->fields[i], f->into);
}

static bool is_string(enum field_kind kind)
{
    return kind == FIELD_CODE || kind == FIELD_MANY || form_is_text(kind);
}

static bool is_id(enum field_kind kind)
{
    return kind == FIELD_ID || kind == FIELD_HIDDEN_ID;
}

static void empty_member(const struct field *field, void *into)
{
    void *at = member_of(field, into);

    if (is_string(field->kind))
        *(const char **)at = "";
    else if (field->kind == FIELD_DAY)
        *(int32_t *)at = DAY_NONE;
    else if (field->kind == FIELD_YES)
        *(bool *)at = false;
    else
        *(int64_t *)at = is_id(field->kind) ? 0 : NUMBER_NONE;
}

static void store_empty(struct form *f, size_t i)
{
    empty_member(&f->fields[i], f->into);
}

void form_empty(const struct field *fields, void *into)
{
    for (; fields->kind != FIELD_END; fields++)
        empty_member(fields, into);
}

static bool is_empty(const struct form *f, size_t i)
{
    enum field_kind kind = f->fields[i].kind;

    if (is_string(kind))
        return **(const char **)member(f, i) == '\0';
    if (kind == FIELD_DAY)
        return *(int32_t *)member(f, i) == DAY_NONE;
    if (kind == FIELD_YES)
        return false;
    return *(int64_t *)member(f, i) == (is_id(kind) ? 0 : NUMBER_NONE);
}

/* ---- making one -------------------------------------------------------------------------------
 */

/* What a page does not explain itself. */
static enum text_id help_of(const struct field *field)
{
    if (field->help == TEXT_NONE && field->kind == FIELD_DAY)
        return TEXT_field_day_help;
    if (field->help == TEXT_NONE && field->kind == FIELD_MINUTES)
        return TEXT_field_minutes_help;
    return field->help;
}

struct form *form_new(struct arena *a, enum lang lang, int32_t today, const struct field *fields,
                      void *into)
{
    struct form *f = arena_alloc(a, sizeof(*f));

    *f = (struct form){.a = a, .lang = lang, .today = today, .fields = fields, .into = into};
    while (fields[f->n].kind != FIELD_END) {
        if (form_is_text(fields[f->n].kind) && fields[f->n].max <= 0)
            BUG("field \"%s\" has no length", fields[f->n].name);
        if (is_string(fields[f->n].kind) && !*(const char **)member(f, f->n))
            BUG("field \"%s\" has no value; see form_empty()", fields[f->n].name);
        f->n++;
    }
    f->states = ARENA_ARRAY(a, struct form_state, f->n + 1);
    for (size_t i = 0; i < f->n; i++)
        f->states[i].help = help_of(&fields[i]);
    f->whole_end = &f->whole;
    return f;
}

void form_choices(struct form *f, const char *name, const struct choice *choices, size_t n)
{
    size_t i = form_find(f, name);
    struct form_state *state = &f->states[i];

    state->choices = choices;
    state->n_choices = n;
    state->has_choices = true;
    if (form_is_chips(f, i)) /* the chips are the example */
        state->help = f->fields[i].help;
}

void form_help(struct form *f, const char *name, enum text_id help)
{
    f->states[form_find(f, name)].help = help;
}

void form_suggest(struct form *f, const char *name, const char *path, const char *shown)
{
    struct form_state *state = &f->states[form_find(f, name)];

    state->suggest = path;
    state->shown = shown;
}

/* ---- messages -------------------------------------------------------------------------------- */

static void say(struct form *f, size_t i, const char *message)
{
    if (f->fields[i].kind == FIELD_HIDDEN_ID)
        form_error_text(f, NULL, message);
    else if (!f->states[i].message) /* the first is the nearest to the cause */
        f->states[i].message = message;
}

void form_error_text(struct form *f, const char *name, const char *message)
{
    message = arena_str(f->a, message);
    if (name) {
        say(f, form_find(f, name), message);
        return;
    }
    struct form_message *added = arena_alloc(f->a, sizeof(*added));
    added->text = message;
    *f->whole_end = added;
    f->whole_end = &added->next;
}

void form_error(struct form *f, const char *name, enum text_id message)
{
    form_error_text(f, name, text(f->lang, message));
}

size_t form_error_count(const struct form *f)
{
    size_t n = 0;

    for (size_t i = 0; i < f->n; i++)
        n += f->states[i].message != NULL;
    for (const struct form_message *m = f->whole; m; m = m->next)
        n++;
    return n;
}

const char *form_message(const struct form *f, const char *name)
{
    return f->states[form_find(f, name)].message;
}

bool form_wrong(const struct form *f, const char *name)
{
    return form_message(f, name) != NULL;
}

static void say_text(struct form *f, size_t i, enum text_id message)
{
    say(f, i, text(f->lang, message));
}

/* ---- values as text ----------------------------------------------------------------------------
 */

static const char *number_shown(const struct form *f, size_t i, int64_t n)
{
    char decimal = f->lang == LANG_EN ? '.' : ',';
    char out[NUMBER_TEXT];

    switch (f->fields[i].kind) {
    case FIELD_MONEY:
        return arena_str(f->a, number_text_amount(out, n, decimal));
    case FIELD_HUNDREDTHS:
        return arena_str(f->a, number_text_hundredths(out, n, decimal));
    case FIELD_MINUTES:
        if (n >= 60)
            return arena_str(f->a, number_text_minutes(out, n));
        break;
    default:
        break;
    }
    return arena_fmt(f->a, "%" PRId64, n);
}

const char *form_value_text(const struct form *f, size_t i)
{
    enum field_kind kind = f->fields[i].kind;

    if (is_string(kind))
        return *(const char **)member(f, i);
    if (kind == FIELD_YES)
        return *(bool *)member(f, i) ? "1" : "";
    if (is_empty(f, i))
        return "";
    if (kind == FIELD_DAY) {
        struct ymd d = day_ymd(*(int32_t *)member(f, i));
        return arena_fmt(f->a, "%02d-%02d-%04d", d.day, d.month, d.year);
    }
    if (kind == FIELD_MINUTES && form_is_chips(f, i)) /* the value of a chip is a plain number */
        return arena_fmt(f->a, "%" PRId64, *(int64_t *)member(f, i));
    return number_shown(f, i, *(int64_t *)member(f, i));
}

/* ---- one value ------------------------------------------------------------------------------- */

/* No control characters (a note may have lines), and no bytes that the reader of the request had to
 * replace. */
static bool is_readable(const char *s, enum field_kind kind)
{
    if (!utf8_valid(s, strlen(s)) || strstr(s, "\xef\xbf\xbd"))
        return false;
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        bool line = kind == FIELD_NOTE && (c == '\n' || c == '\r');
        if ((c < ' ' && c != '\t' && !line) || c == 127)
            return false;
    }
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Without blanks around it and with \n for every kind of line end; no-break spaces too, which come
 * along with copied texts. */
static char *trimmed(struct arena *a, const char *s)
{
    char *copy = arena_str(a, s);
    char *to = copy;

    while (is_blank(*s) || strncmp(s, "\u00a0", 2) == 0)
        s += is_blank(*s) ? 1 : 2;
    for (; *s; s++) {
        if (s[0] == '\r' && s[1] == '\n')
            continue;
        *to++ = *s == '\r' ? '\n' : *s;
    }
    while (to > copy && (is_blank(to[-1]) || (to - copy >= 2 && memcmp(to - 2, "\u00a0", 2) == 0)))
        to -= is_blank(to[-1]) ? 1 : 2;
    *to = '\0';
    return copy;
}

/* The stored form of an identifier in the arena; or NULL and a message. */
static const char *checked(struct form *f, enum field_kind kind, const char *typed,
                           enum text_id *message)
{
    char out[EMAIL_TEXT] = ""; /* the longest of all */
    bool fine = true;

    switch (kind) {
    case FIELD_EMAIL:
        *message = TEXT_error_email;
        fine = check_email(typed, out);
        break;
    case FIELD_PHONE:
        *message = TEXT_error_phone;
        fine = check_phone(typed, out);
        break;
    case FIELD_POSTCODE:
        *message = TEXT_error_postcode;
        fine = check_postcode(typed, out);
        break;
    case FIELD_KVK:
        *message = TEXT_error_kvk;
        fine = check_kvk(typed, out);
        break;
    case FIELD_BSN: {
        enum bsn_answer answer = check_bsn(typed, out);
        *message = answer == BSN_EIGHT_DIGITS ? TEXT_error_bsn_eight : TEXT_error_bsn;
        fine = answer == BSN_RIGHT;
        break;
    }
    default:
        return typed;
    }
    return fine ? arena_str(f->a, out) : NULL;
}

static void read_text(struct form *f, size_t i, const char *typed)
{
    const struct field *field = &f->fields[i];
    size_t length = utf8_length(typed);
    enum text_id message = TEXT_NONE;

    if (length > (size_t)field->max) {
        say(f, i,
            text_fill(f->a, f->lang, TEXT_error_too_long, arena_fmt(f->a, "%zu", length),
                      arena_fmt(f->a, "%" PRId64, field->max), NULL, NULL));
        return;
    }
    typed = checked(f, field->kind, typed, &message);
    if (typed)
        *(const char **)member(f, i) = typed;
    else
        say_text(f, i, message);
}

static void read_day(struct form *f, size_t i, const char *typed)
{
    int32_t day;

    if (!day_parse(typed, f->today, &day) || day == DAY_NONE)
        say_text(f, i, TEXT_error_day);
    else if ((f->fields[i].flags & PAST_ONLY) && day > f->today)
        say_text(f, i, TEXT_error_day_future);
    else if ((f->fields[i].flags & FUTURE_ONLY) && day < f->today)
        say_text(f, i, TEXT_error_day_past);
    else
        *(int32_t *)member(f, i) = day;
}

static bool is_choice(const struct form *f, size_t i, const char *value)
{
    const struct form_state *state = &f->states[i];

    for (size_t k = 0; k < state->n_choices; k++)
        if (strcmp(state->choices[k].value, value) == 0)
            return true;
    return f->fields[i].codes && code_known(f->fields[i].codes, value);
}

static void read_code(struct form *f, size_t i, const char *typed)
{
    if (!is_search(f, i) && !is_choice(f, i, typed))
        say_text(f, i, TEXT_error_choice);
    else
        *(const char **)member(f, i) = typed;
}

bool form_has_word(const char *words, const char *word)
{
    size_t n = strlen(word);

    for (const char *at = words; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");

        if (length == n && !strncmp(at, word, n))
            return true;
        at += length;
    }
    return false;
}

/* In the order of the choices, whatever the order in which they were sent. */
static void read_many(struct form *f, size_t i, const char *typed)
{
    const char *kept = "";

    for (const char *at = typed; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");

        if (!is_choice(f, i, arena_strn(f->a, at, length))) {
            say_text(f, i, TEXT_error_choice);
            return;
        }
        at += length;
    }
    for (size_t k = 0; k < f->states[i].n_choices; k++)
        if (form_has_word(typed, f->states[i].choices[k].value))
            kept = arena_fmt(f->a, "%s%s%s", kept, *kept ? " " : "", f->states[i].choices[k].value);
    *(const char **)member(f, i) = kept;
}

static void read_id(struct form *f, size_t i, const char *typed)
{
    int64_t id;

    if (!id_parse(typed, &id) || (f->states[i].has_choices && !is_choice(f, i, typed)))
        say_text(f, i, TEXT_error_choice);
    else
        *(int64_t *)member(f, i) = id;
}

static void read_number(struct form *f, size_t i, const char *typed)
{
    const struct field *field = &f->fields[i];
    int64_t n = 0;
    bool fine;
    enum text_id message;

    switch (field->kind) {
    case FIELD_MINUTES:
        fine = number_parse_minutes(typed, &n);
        message = TEXT_error_minutes;
        break;
    case FIELD_MONEY:
        fine = money_parse(typed, &n);
        message = TEXT_error_money;
        break;
    case FIELD_HUNDREDTHS:
        fine = number_parse_hundredths(typed, &n);
        message = TEXT_error_hundredths;
        break;
    default:
        fine = number_parse_int(typed, &n);
        message = TEXT_error_int;
    }
    if (!fine)
        say_text(f, i, message);
    else if (n < field->min)
        say(f, i,
            text_fill(f->a, f->lang, TEXT_error_least, number_shown(f, i, field->min), NULL, NULL,
                      NULL));
    else if (n > field->max)
        say(f, i,
            text_fill(f->a, f->lang, TEXT_error_most, number_shown(f, i, field->max), NULL, NULL,
                      NULL));
    else
        *(int64_t *)member(f, i) = n;
}

static void read_value(struct form *f, size_t i, const char *typed)
{
    switch (f->fields[i].kind) {
    case FIELD_CODE:
        read_code(f, i, typed);
        return;
    case FIELD_MANY:
        read_many(f, i, typed);
        return;
    case FIELD_DAY:
        read_day(f, i, typed);
        return;
    case FIELD_ID:
    case FIELD_HIDDEN_ID:
        read_id(f, i, typed);
        return;
    case FIELD_YES:
        if (strcmp(typed, "1") != 0)
            say_text(f, i, TEXT_error_choice);
        else
            *(bool *)member(f, i) = true;
        return;
    default:
        if (form_is_text(f->fields[i].kind))
            read_text(f, i, typed);
        else
            read_number(f, i, typed);
    }
}

/* ---- the whole form -------------------------------------------------------------------------- */

static enum text_id missing(const struct form *f, size_t i)
{
    bool choose = f->fields[i].kind == FIELD_CODE || f->fields[i].kind == FIELD_ID;

    return choose && !f->states[i].suggest ? TEXT_error_missing_choice : TEXT_error_missing;
}

/* What counts of the parts that were sent; NULL: nothing was sent. */
static const char *counting(const struct form *f, size_t i)
{
    const struct form_state *state = &f->states[i];

    if (form_is_chips(f, i) && state->typed_free && *trimmed(f->a, state->typed_free))
        return state->typed_free;
    /* The id stands only for the text it was chosen for: without script it stays behind when the
     * text changes. */
    if (is_search(f, i) && state->typed_free &&
        strcmp(state->typed_free, state->typed_for ? state->typed_for : "") != 0)
        return "";
    return state->typed;
}

static void read_field(struct form *f, size_t i)
{
    struct form_state *state = &f->states[i];
    enum field_kind kind = f->fields[i].kind;
    bool required = f->fields[i].flags & REQUIRED;
    const char *typed = counting(f, i);

    if (state->times > 1) {
        say_text(f, i, TEXT_error_twice);
        return;
    }
    if (!typed) {
        if (kind == FIELD_YES || kind == FIELD_MANY)
            store_empty(f, i);
        if (required && is_empty(f, i))
            say_text(f, i, missing(f, i));
        return;
    }
    if (!is_readable(typed, kind) || (state->typed_free && !is_readable(state->typed_free, kind))) {
        say_text(f, i, TEXT_error_unreadable);
        return;
    }
    if (kind != FIELD_PASSWORD)
        typed = trimmed(f->a, typed);
    if (*typed) {
        read_value(f, i, typed);
        return;
    }
    store_empty(f, i);
    if (required && !(is_search(f, i) && *form_typed(f, f->fields[i].name)))
        say_text(f, i, missing(f, i));
}

static bool take_own(struct form *f, const struct form_input *in)
{
    for (size_t i = 0; i < f->n; i++) {
        const char *name = f->fields[i].name;
        size_t n = strlen(name);

        if (in->name[0] != '_' || strncmp(in->name + 1, name, n) != 0)
            continue;
        if (in->name[1 + n] == '\0')
            f->states[i].typed_free = in->value;
        else if (strcmp(in->name + 1 + n, "_was") == 0)
            f->states[i].typed_for = in->value;
    }
    return in->name[0] == '_';
}

static bool take(struct form *f, const struct form_input *in)
{
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->fields[i].name, in->name) == 0) {
            struct form_state *state = &f->states[i];

            if (f->fields[i].kind == FIELD_MANY)
                state->typed =
                    state->typed ? arena_fmt(f->a, "%s %s", state->typed, in->value) : in->value;
            else if (!state->times++)
                state->typed = in->value;
            return true;
        }
    return false;
}

bool form_read(struct form *f, const struct form_input *input, size_t n)
{
    bool strange = false;

    for (size_t k = 0; k < n; k++) {
        if (take_own(f, &input[k]) || take(f, &input[k]) || strange)
            continue;
        strange = true; /* one message, however many there are */
        form_error_text(f, NULL,
                        text_fill(f->a, f->lang, TEXT_error_unknown_field,
                                  is_readable(input[k].name, FIELD_TEXT) ? input[k].name : "?",
                                  NULL, NULL, NULL));
    }
    for (size_t i = 0; i < f->n; i++)
        read_field(f, i);
    return form_error_count(f) == 0;
}

const char *form_typed(const struct form *f, const char *name)
{
    size_t i = form_find(f, name);
    const char *typed = is_search(f, i) ? f->states[i].typed_free : f->states[i].typed;

    return typed ? trimmed(f->a, typed) : "";
}
