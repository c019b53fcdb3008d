/* fuzz_form_read.c: whatever is sent, a form is right or has a message, its values keep their
 * bounds, and drawn again it holds no markup of the sender.
 * Not: urlencoding (fuzz_http_form.c); the input here is lines of name=value.
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/base/arena.c src/base/buf.c src/base/utf8.c src/base/date.c
// sources: src/base/number.c src/base/money.c src/base/check.c src/base/id.c src/text/text.c
// sources: src/html/html.c src/html/form.c src/html/form_show.c
#include "html/form.h"

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct code kinds[] = {{"a", TEXT_yes}, {"b", TEXT_no}, {NULL, TEXT_NONE}};
static const struct choice chips[] = {{"15", "15", NULL}, {"30", "30", NULL}};

struct record {
    const char *t, *n, *k, *e, *b;
    int32_t d;
    int64_t i, m, c, h, r, s, v;
    bool y;
};

static const struct field fields[] = {F_TEXT(struct record, t, TEXT_yes, REQUIRED, 10),
                                      F_NOTE(struct record, n, TEXT_yes, 0, 20),
                                      F_CODE(struct record, k, TEXT_yes, 0, kinds),
                                      F_TEXT_AS(FIELD_EMAIL, struct record, e, TEXT_yes, 0, 50),
                                      F_TEXT_AS(FIELD_BSN, struct record, b, TEXT_yes, 0, 20),
                                      F_DAY(struct record, d, TEXT_yes, PAST_ONLY),
                                      F_INT(struct record, i, TEXT_yes, 0, -5, 100),
                                      F_MINUTES(struct record, m, TEXT_yes, 0, 1, 1440),
                                      F_MONEY(struct record, c, TEXT_yes, 0, 0, 100000),
                                      F_HUNDREDTHS(struct record, h, TEXT_yes, 0, 0, 6000),
                                      F_ID(struct record, r, TEXT_yes, 0),
                                      F_ID(struct record, s, TEXT_yes, 0),
                                      F_HIDDEN_ID(struct record, v),
                                      F_YES(struct record, y, TEXT_yes),
                                      F_END};

enum { TODAY = 20779, INPUTS = 30 };

static void within(int64_t n, int64_t min, int64_t max)
{
    if (n != NUMBER_NONE && (n < min || n > max))
        BUG("%" PRId64 " is out of bounds", n);
}

static void check_values(const struct record *r)
{
    if (!utf8_valid(r->t, strlen(r->t)) || utf8_length(r->t) > 10 || strpbrk(r->t, "\n\r\x01"))
        BUG("text");
    if (!utf8_valid(r->n, strlen(r->n)) || utf8_length(r->n) > 20 || strchr(r->n, '\r'))
        BUG("note");
    if (*r->k && !code_known(kinds, r->k))
        BUG("code");
    if (r->d != DAY_NONE && r->d > TODAY)
        BUG("day");
    within(r->i, -5, 100);
    within(r->m, 1, 1440);
    within(r->c, 0, 100000);
    within(r->h, 0, 6000);
    if (r->r < 0 || r->s < 0 || r->v < 0)
        BUG("id");
}

/* Every < begins one of our own elements, and no attribute is one that we never write. */
static void check_markup(const char *markup)
{
    static const char *const ours[] = {
        "div",       "/div",      "h2",        "/h2",     "ul",     "/ul",    "li",
        "/li",       "a ",        "/a>",       "label",   "/label", "p ",     "/p>",
        "span",      "/span",     "input ",    "select ", "/sele",  "option", "/option",
        "textarea ", "/textarea", "fieldset ", "/field",  "legend", "/lege"};

    for (const char *at = markup; (at = strchr(at, '<')); at++) {
        size_t k = 0;
        while (k < COUNT(ours) && strncmp(at + 1, ours[k], strlen(ours[k])) != 0)
            k++;
        if (k == COUNT(ours))
            BUG("an element that is not ours: %.20s", at);
    }
}

static size_t split(char *lines, struct form_input *input)
{
    size_t n = 0;

    while (*lines && n < INPUTS) {
        char *line = lines;
        lines += strcspn(lines, "\x1e");
        if (*lines)
            *lines++ = '\0';
        char *value = strchr(line, '=');
        if (!value)
            continue;
        *value++ = '\0';
        input[n++] = (struct form_input){line, value};
    }
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct form_input input[INPUTS];
    struct record r;
    struct arena *a = arena_new();
    struct buf out;
    char *lines = arena_strn(a, (const char *)data, size);
    size_t n = split(lines, input);

    form_empty(fields, &r);
    struct form *f = form_new(a, n % 2 ? LANG_NL : LANG_EN, TODAY, fields, &r);

    form_choices(f, "m", chips, COUNT(chips));
    form_suggest(f, "s", "/s?q=", NULL);
    bool fine = form_read(f, input, n);
    if (fine != (form_error_count(f) == 0))
        BUG("right with messages");
    if (fine && !*r.t)
        BUG("right without what is required");
    check_values(&r);
    buf_init(&out, 1 << 20);
    form_show_errors(&out, f);
    form_show_fields(&out, f);
    check_markup(out.at);
    buf_free(&out);
    arena_free(a);
    return 0;
}
