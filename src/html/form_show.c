/* form_show.c: drawing a form: label, help, message, input, and the error summary.
 * Not: reading (form.c); the form element and its buttons belong to the page.
 * Start at form_show_field(). */
#include "html/form.h"

#include "html/form_state.h"
#include "html/html.h"

enum { RADIOS_AT_MOST = 5 };

/* What the drawing of one field needs. */
struct drawing {
    const struct form *f;
    const struct field *field;
    const struct form_state *state;
    const char *value; /* typed, or from the struct */
    enum text_id help;
};

static struct drawing drawing_of(const struct form *f, size_t i)
{
    const struct form_state *state = &f->states[i];
    bool sent = state->typed || state->typed_free;

    if (f->fields[i].kind == FIELD_YES || f->fields[i].kind == FIELD_MANY)
        sent = false; /* not sent means no, and the struct knows */
    return (struct drawing){
        .f = f,
        .field = &f->fields[i],
        .state = state,
        .value = !sent          ? form_value_text(f, i)
                 : state->typed ? state->typed
                                : "",
        .help = state->help,
    };
}

static const char *label_of(const struct form *f, const struct field *field)
{
    return field->words ? field->words : text(f->lang, field->label);
}

/* "" when there is none. */
static const char *help_words(const struct drawing *d)
{
    return d->field->more ? d->field->more : text(d->f->lang, d->help);
}

static void show_described_by(struct buf *o, const struct drawing *d)
{
    bool helped = *help_words(d);
    bool wrong = d->state->message;

    if (helped && wrong)
        html(o, " aria-describedby=\"f-%s-error f-%s-help\"", d->field->name, d->field->name);
    else if (helped || wrong)
        html(o, " aria-describedby=\"f-%s-%s\"", d->field->name, wrong ? "error" : "help");
    if (wrong)
        html(o, " aria-invalid=\"true\"");
    if (d->field->flags & REQUIRED)
        html(o, " aria-required=\"true\"");
}

static void show_focus(struct buf *o, const struct drawing *d)
{
    if ((d->field->flags & AUTOFOCUS) && form_error_count(d->f) == 0)
        html(o, " autofocus");
}

static void show_label_text(struct buf *o, const struct drawing *d)
{
    html(o, "%s", label_of(d->f, d->field));
    if (!(d->field->flags & REQUIRED) && d->field->kind != FIELD_YES && !d->field->words)
        html(o, " <span class=\"optional\">%s</span>", text(d->f->lang, TEXT_field_optional));
}

static void show_help_and_message(struct buf *o, const struct drawing *d)
{
    if (*help_words(d))
        html(o, "<p class=\"help\" id=\"f-%s-help\">%s</p>", d->field->name, help_words(d));
    if (d->state->message)
        html(o, "<p class=\"error\" id=\"f-%s-error\">%s</p>", d->field->name,
             text_fill(d->f->a, d->f->lang, TEXT_error_mark, d->state->message, NULL, NULL, NULL));
}

static void show_classes(struct buf *o, const struct drawing *d)
{
    html(o, "class=\"field%s%s%s\"", d->field->flags & NARROW ? " narrow" : "",
         d->field->flags & NO_LABEL ? " no-label" : "", d->state->message ? " wrong" : "");
}

/* ---- choices --------------------------------------------------------------------------------- */

static size_t count_choices(const struct drawing *d)
{
    size_t n = d->state->n_choices;

    if (!d->state->has_choices)
        for (const struct code *c = d->field->codes; c && c->code; c++)
            n++;
    return n;
}

static struct choice choice_at(const struct drawing *d, size_t k)
{
    if (d->state->has_choices)
        return d->state->choices[k];
    const struct code *c = &d->field->codes[k];
    return (struct choice){.value = c->code, .label = text(d->f->lang, c->label)};
}

static void show_radio(struct buf *o, const struct drawing *d, size_t k, const struct choice *c)
{
    html(o, "<label><input type=\"radio\" name=\"%s\" value=\"%s\" id=\"f-%s", d->field->name,
         c->value, d->field->name);
    if (k)
        html(o, "-%zu", k);
    html(o, "\"%s", strcmp(c->value, d->value) == 0 ? " checked" : "");
    if (!k)
        show_focus(o, d);
    html(o, "><span>%s</span></label>", c->label);
}

/* Beside the chips: any other number. It holds the value when no chip does. */
static void show_other_box(struct buf *o, const struct drawing *d, bool chip_holds)
{
    const char *typed = d->state->typed_free;

    html(o,
         "<input type=\"text\" name=\"_%s\" class=\"other\" size=\"6\" autocomplete=\"off\" "
         "placeholder=\"%s\" aria-label=\"%s: %s\" value=\"%s\">",
         d->field->name, text(d->f->lang, TEXT_field_other), label_of(d->f, d->field),
         text(d->f->lang, TEXT_field_other),
         typed        ? typed
         : chip_holds ? ""
                      : d->value);
}

static void show_radios(struct buf *o, const struct drawing *d, bool chips, bool other_box)
{
    size_t n = count_choices(d);
    bool chip_holds = false;

    html(o, "<fieldset ");
    show_classes(o, d);
    html(o, " role=\"radiogroup\"");
    show_described_by(o, d);
    html(o, "><legend>");
    show_label_text(o, d);
    html(o, "</legend>");
    show_help_and_message(o, d);
    html(o, "<div class=\"%s\">", chips ? "chips" : "radios");
    for (size_t k = 0; k < n; k++) {
        struct choice c = choice_at(d, k);
        show_radio(o, d, k, &c);
        chip_holds = chip_holds || strcmp(c.value, d->value) == 0;
    }
    if (other_box)
        show_other_box(o, d, chip_holds);
    else if (!(d->field->flags & REQUIRED)) /* a radio cannot be taken back */
        show_radio(o, d, n, &(struct choice){"", text(d->f->lang, TEXT_field_no_choice), NULL});
    html(o, "</div></fieldset>");
}

/* Boxes to tick. */
static void show_many(struct buf *o, const struct drawing *d)
{
    html(o, "<fieldset id=\"f-%s\" tabindex=\"-1\" ", d->field->name);
    show_classes(o, d);
    show_described_by(o, d);
    html(o, "><legend>");
    show_label_text(o, d);
    html(o, "</legend>");
    show_help_and_message(o, d);
    html(o, "<div class=\"checks\">");
    for (size_t k = 0; k < d->state->n_choices; k++) {
        const struct choice *c = &d->state->choices[k];

        html(o,
             "<label class=\"yes\"><input type=\"checkbox\" name=\"%s\" value=\"%s\"%s>"
             "<span>%s</span></label>",
             d->field->name, c->value, form_has_word(d->value, c->value) ? " checked" : "",
             c->label);
    }
    html(o, "</div></fieldset>");
}

static void show_select(struct buf *o, const struct drawing *d)
{
    size_t n = count_choices(d);
    bool required = d->field->flags & REQUIRED;
    const char *group = NULL;

    html(o, "<select id=\"f-%s\" name=\"%s\"", d->field->name, d->field->name);
    show_described_by(o, d);
    show_focus(o, d);
    html(o, "><option value=\"\">%s</option>",
         text(d->f->lang, required ? TEXT_field_choose : TEXT_field_no_choice));
    for (size_t k = 0; k < n; k++) {
        struct choice c = choice_at(d, k);
        bool same = group && c.group && strcmp(group, c.group) == 0;
        if (group && !same)
            html(o, "</optgroup>");
        if (c.group && !same)
            html(o, "<optgroup label=\"%s\">", c.group);
        group = c.group;
        html(o, "<option value=\"%s\"%s>%s</option>", c.value,
             strcmp(c.value, d->value) == 0 ? " selected" : "", c.label);
    }
    html(o, group ? "</optgroup></select>" : "</select>");
}

/* ---- boxes ----------------------------------------------------------------------------------- */

static void show_note(struct buf *o, const struct drawing *d)
{
    html(o, "<textarea id=\"f-%s\" name=\"%s\" rows=\"4\"", d->field->name, d->field->name);
    show_described_by(o, d);
    show_focus(o, d);
    /* A first newline would be swallowed by the parser. */
    html(o, ">%s%s</textarea>", d->value[0] == '\n' ? "\n" : "", d->value);
}

static void show_autocomplete(struct buf *o, const struct drawing *d)
{
    bool off = d->field->flags & AUTOCOMPLETE_OFF;

    if (d->field->kind == FIELD_PASSWORD)
        html(o, " autocomplete=\"%s\"", off ? "new-password" : "current-password");
    else if (off || d->state->suggest || d->field->kind == FIELD_DAY)
        html(o, " autocomplete=\"off\"");
}

static const char *keyboard_of(const struct field *field)
{
    switch (field->kind) {
    case FIELD_INT:
    case FIELD_BSN:
    case FIELD_KVK:
        return "numeric";
    case FIELD_MONEY:
    case FIELD_HUNDREDTHS:
        return "decimal";
    case FIELD_EMAIL:
        return "email";
    case FIELD_PHONE:
        return "tel";
    default: /* days and durations too: a number pad lacks '-' and ':' on some phones */
        return "text";
    }
}

/* Wide enough for what belongs in it: the width tells what is expected. */
static int size_of(const struct field *field)
{
    switch (field->kind) {
    case FIELD_DAY:
    case FIELD_MONEY:
    case FIELD_BSN:
    case FIELD_KVK:
        return 14;
    case FIELD_INT:
    case FIELD_MINUTES:
    case FIELD_HUNDREDTHS:
    case FIELD_POSTCODE:
        return 8;
    case FIELD_PHONE:
        return 20;
    default:
        return 0;
    }
}

/* Names to choose from where any text may be typed; without script too. */
static void show_offered(struct buf *o, const struct drawing *d)
{
    html(o, "<datalist id=\"o-%s\">", d->field->name);
    for (size_t k = 0; k < d->state->n_choices; k++)
        html(o, "<option value=\"%s\">%s</option>", d->state->choices[k].value,
             d->state->choices[k].label);
    html(o, "</datalist>");
}

static void show_box(struct buf *o, const struct drawing *d, const char *name, const char *value)
{
    int size = size_of(d->field);
    bool offers = d->field->kind == FIELD_TEXT && d->state->n_choices;

    if (d->state->suggest) /* the script puts its list in it */
        html(o, "<div class=\"suggest\">");
    html(o, "<input type=\"%s\" id=\"f-%s\" name=\"%s\" value=\"%s\" inputmode=\"%s\"",
         d->field->kind == FIELD_PASSWORD ? "password" : "text", d->field->name, name,
         d->field->kind == FIELD_PASSWORD ? "" : value, keyboard_of(d->field));
    if (size)
        html(o, " size=\"%d\" class=\"sized\"", size);
    show_autocomplete(o, d);
    if (d->state->suggest)
        html(o, " data-suggest=\"%s\"", d->state->suggest);
    if (offers)
        html(o, " list=\"o-%s\"", d->field->name);
    show_described_by(o, d);
    show_focus(o, d);
    html(o, d->state->suggest ? "></div>" : ">");
    if (offers)
        show_offered(o, d);
}

/* The visible name, what was chosen for it, and the name it was chosen for. */
static void show_search(struct buf *o, const struct drawing *d)
{
    const struct form_state *state = d->state;
    const char *shown = state->shown ? state->shown : "";
    const char *was = state->typed_free ? state->typed_for ? state->typed_for : "" : shown;
    char *name = arena_fmt(d->f->a, "_%s", d->field->name);

    show_box(o, d, name, state->typed_free ? state->typed_free : shown);
    html(o,
         "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
         "<input type=\"hidden\" name=\"%s_was\" value=\"%s\">",
         d->field->name, d->value, name, was);
}

/* ---- fields ---------------------------------------------------------------------------------- */

static void show_yes(struct buf *o, const struct drawing *d)
{
    html(o, "<div ");
    show_classes(o, d);
    html(o, ">");
    html(o, "<label class=\"yes\"><input type=\"checkbox\" id=\"f-%s\" name=\"%s\" value=\"1\"%s",
         d->field->name, d->field->name, *d->value ? " checked" : "");
    show_described_by(o, d);
    show_focus(o, d);
    html(o, "><span>");
    show_label_text(o, d);
    html(o, "</span></label>");
    show_help_and_message(o, d);
    html(o, "</div>");
}

static void show_labelled(struct buf *o, const struct drawing *d, bool search, bool choose)
{
    html(o, "<div ");
    show_classes(o, d);
    html(o, "><label for=\"f-%s\">", d->field->name);
    show_label_text(o, d);
    html(o, "</label>");
    show_help_and_message(o, d);
    if (search)
        show_search(o, d);
    else if (choose)
        show_select(o, d);
    else if (d->field->kind == FIELD_NOTE)
        show_note(o, d);
    else
        show_box(o, d, d->field->name, d->value);
    html(o, "</div>");
}

static void show_at(struct buf *o, const struct form *f, size_t i)
{
    struct drawing d = drawing_of(f, i);
    bool choose = d.field->kind == FIELD_CODE || d.field->kind == FIELD_ID;
    bool search = choose && d.state->suggest && !d.state->has_choices;

    if (d.field->kind == FIELD_HIDDEN_ID)
        html(o, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", d.field->name, d.value);
    else if (d.field->kind == FIELD_YES)
        show_yes(o, &d);
    else if (d.field->kind == FIELD_MANY)
        show_many(o, &d);
    else if (form_is_chips(f, i))
        show_radios(o, &d, true, true);
    else if (choose && !search && ((d.field->flags & CHIPS) || count_choices(&d) <= RADIOS_AT_MOST))
        show_radios(o, &d, d.field->flags & CHIPS, false);
    else
        show_labelled(o, &d, search, choose);
}

void form_show_field(struct buf *o, const struct form *f, const char *name)
{
    show_at(o, f, form_find(f, name));
}

void form_show_fields(struct buf *o, const struct form *f)
{
    for (size_t i = 0; i < f->n; i++)
        show_at(o, f, i);
}

static void show_error_link(struct buf *o, const struct form *f, size_t i)
{
    const char *label = label_of(f, &f->fields[i]);
    bool asks = *label && label[strlen(label) - 1] == '?';

    html(o, "<li><a href=\"#f-%s\">%s%s %s</a></li>", f->fields[i].name, label, asks ? "" : ":",
         f->states[i].message);
}

void form_show_errors(struct buf *o, const struct form *f)
{
    size_t n = form_error_count(f);

    if (!n)
        return;
    html(o,
         "<div class=\"errors\" id=\"fouten\" tabindex=\"-1\" autofocus role=\"group\" "
         "aria-labelledby=\"fouten-kop\"><h2 id=\"fouten-kop\">%s</h2><ul>",
         text_count(f->a, f->lang, TEXT_errors_summary, (int64_t)n));
    for (const struct form_message *m = f->whole; m; m = m->next)
        html(o, "<li>%s</li>", m->text);
    for (size_t i = 0; i < f->n; i++)
        if (f->states[i].message)
            show_error_link(o, f, i);
    html(o, "</ul></div>");
}
