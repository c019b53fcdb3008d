/* lint.c: the house rules that a compiler does not know, checked in C sources and text.def files.
 * Not: format, layers and lists of files (tools/lint does those), nor a parser of C: it sees words.
 * Start at main(); the rules are the functions named check_. */
#include "base/base.h"

#include "base/arena.h"
#include "base/buf.h"

#include <ctype.h>

enum { MAX_FUNCTION = 80, MAX_FILE = 800, MAX_COMPLEXITY = 15 };

enum kind { END, WORD, STRING, MARK, DIRECTIVE }; /* MARK: one or two characters of punctuation */

struct token {
    enum kind kind;
    int line;
    const char *text; /* of a STRING without its quotes, escapes as written */
};

struct source {
    const char *path;
    const char *bytes;
    struct token *at; /* ends with END */
    size_t n;
    int lines;
};

/* A text of a text.def, and whether any source names it. */
struct label {
    const char *id;
    const char *path;
    int line;
    bool used;
};

/* An exception from tools/lint.allow: "rule path reason". */
struct exception {
    const char *rule, *path;
    int line;
    bool used;
};

struct lint {
    struct arena *arena;
    struct label *labels;
    size_t n_labels;
    struct exception *exceptions;
    size_t n_exceptions;
    const char **banned; /* the names in banned.h */
    size_t n_banned;
    int found;
};

static void report(struct lint *l, const char *path, int line, const char *fmt, ...) PRINTF(4, 5);

static void report(struct lint *l, const char *path, int line, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    printf("%s:%d: ", path, line);
    vprintf(fmt, ap);
    printf("\n");
    va_end(ap);
    l->found++;
}

/* ---- words --------------------------------------------------------------------------------- */

static bool starts(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

static bool ends(const char *s, const char *with)
{
    size_t n = strlen(s), m = strlen(with);

    return n >= m && strcmp(s + n - m, with) == 0;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static bool is(const struct token *t, const char *text)
{
    return t->kind != STRING && strcmp(t->text, text) == 0;
}

static bool one_of(const struct token *t, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (t->kind == WORD && strcmp(t->text, *list) == 0)
            return true;
    }
    return false;
}

/* From an opening quote to behind its closing one. */
static const char *skip_quoted(const char *s)
{
    char quote = *s++;

    while (*s != '\0' && *s != quote && *s != '\n')
        s += *s == '\\' && s[1] != '\0' ? 2 : 1;
    return *s == quote ? s + 1 : s;
}

static const char *skip_comment(const char *s)
{
    const char *end = s[1] == '*' ? strstr(s + 2, "*/") : strchr(s, '\n');

    if (end == NULL)
        return s + strlen(s);
    return s[1] == '*' ? end + 2 : end;
}

/* To the newline that ends a directive; a backslash before a newline and a comment carry it on. */
static const char *skip_directive(const char *s)
{
    while (*s != '\0' && *s != '\n') {
        if (s[0] == '/' && s[1] == '*')
            s = skip_comment(s);
        else
            s += s[0] == '\\' && s[1] != '\0' ? 2 : 1;
    }
    return s;
}

static const char *skip_mark(const char *s)
{
    static const char *const pairs[] = {"&&", "||", "->", "##"};

    for (size_t i = 0; i < COUNT(pairs); i++) {
        if (starts(s, pairs[i]))
            return s + 2;
    }
    return s + 1;
}

static const char *skip_word(const char *s)
{
    while (is_word(*s))
        s++;
    return s;
}

/* The token at s, which is neither space nor comment; returns behind it. */
static const char *next_token(struct arena *a, const char *s, bool line_start, struct token *t)
{
    const char *end;

    if (*s == '#' && line_start) {
        t->kind = DIRECTIVE;
        end = skip_directive(s);
    } else if (is_word(*s)) {
        t->kind = WORD;
        end = skip_word(s);
    } else if (*s == '"') {
        t->kind = STRING;
        end = skip_quoted(s);
        t->text = arena_strn(a, s + 1, (size_t)(MAX(end - 1, s + 1) - (s + 1)));
        return end;
    } else {
        t->kind = MARK;
        end = *s == '\'' ? skip_quoted(s) : skip_mark(s);
    }
    t->text = arena_strn(a, s, (size_t)(end - s));
    return end;
}

static int count_lines(const char *from, const char *to)
{
    int n = 0;

    for (; from < to; from++)
        n += *from == '\n';
    return n;
}

static void read_tokens(struct arena *a, struct source *f)
{
    const char *s = f->bytes;
    bool line_start = true;
    int line = 1;

    f->at = ARENA_ARRAY(a, struct token, strlen(s) + 1);
    while (*s != '\0') {
        const char *from = s;

        if (isspace((unsigned char)*s)) {
            line_start |= *s == '\n';
            s++;
        } else if (s[0] == '/' && (s[1] == '/' || s[1] == '*')) {
            s = skip_comment(s);
        } else {
            struct token *t = &f->at[f->n++];

            t->line = line;
            s = next_token(a, s, line_start, t);
            line_start = false;
        }
        line += count_lines(from, s);
    }
    f->at[f->n] = (struct token){END, line, ""};
    f->lines = line - (s > f->bytes && s[-1] == '\n');
}

static struct source read_source(struct arena *a, const char *path)
{
    struct source f = {.path = path};
    struct buf b;
    FILE *in = fopen(path, "rb");
    size_t n;

    if (in == NULL)
        die("%s: %s", path, strerror(errno));
    buf_init(&b, 16 << 20);
    do {
        n = fread(buf_space(&b, 65536), 1, 65536, in);
        b.len += n;
    } while (n > 0);
    fclose(in);
    f.bytes = arena_strn(a, b.at, b.len);
    buf_free(&b);
    read_tokens(a, &f);
    return f;
}

/* From an opening bracket to the token that closes it. */
static size_t closing(const struct source *f, size_t i, const char *open, const char *close)
{
    int depth = 0;

    for (; f->at[i].kind != END; i++) {
        depth += is(&f->at[i], open);
        depth -= is(&f->at[i], close);
        if (depth == 0)
            break;
    }
    return i;
}

/* ---- exceptions ---------------------------------------------------------------------------- */

static void read_exceptions(struct lint *l, const char *path)
{
    struct source f = {.path = path};
    char *line;
    int number = 0;

    if (access(path, R_OK) != 0)
        return;
    f = read_source(l->arena, path);
    l->exceptions = ARENA_ARRAY(l->arena, struct exception, (size_t)f.lines + 1);
    line = arena_str(l->arena, f.bytes);
    for (char *rest = line; (line = strsep(&rest, "\n")) != NULL;) {
        struct exception *e = &l->exceptions[l->n_exceptions];

        number++;
        if (*line == '#' || *line == '\0')
            continue;
        e->rule = strsep(&line, " ");
        e->path = line == NULL ? "" : strsep(&line, " ");
        e->line = number;
        l->n_exceptions++;
        if (line == NULL)
            report(l, path, number, "an exception needs a reason: rule path reason");
    }
}

static bool excepted(struct lint *l, const char *rule, const char *path)
{
    for (size_t i = 0; i < l->n_exceptions; i++) {
        struct exception *e = &l->exceptions[i];

        if (strcmp(e->rule, rule) == 0 && strcmp(e->path, path) == 0) {
            e->used = true;
            return true;
        }
    }
    return false;
}

/* ---- size ---------------------------------------------------------------------------------- */

static void check_file_size(struct lint *l, const struct source *f)
{
    if (f->lines > MAX_FILE)
        report(l, f->path, MAX_FILE + 1, "%d lines in a file, at most %d", f->lines, MAX_FILE);
}

/* Branches of a function, plus one (McCabe). */
static int complexity(const struct source *f, size_t from, size_t to)
{
    static const char *const branches[] = {"if", "for", "while", "case", NULL};
    int n = 1;

    for (size_t i = from; i < to; i++) {
        const struct token *t = &f->at[i];

        n += one_of(t, branches) || is(t, "&&") || is(t, "||") || is(t, "?");
    }
    return n;
}

static void check_function(struct lint *l, const struct source *f, size_t start, size_t open,
                           size_t close)
{
    const char *name = "?";
    int lines = f->at[close].line - f->at[start].line + 1;
    int branches = complexity(f, open, close);

    for (size_t i = start + 1; i < open; i++) {
        if (is(&f->at[i], "(")) {
            name = f->at[i - 1].text;
            break;
        }
    }
    if (lines > MAX_FUNCTION)
        report(l, f->path, f->at[start].line, "%s: %d lines in a function, at most %d", name, lines,
               MAX_FUNCTION);
    if (branches > MAX_COMPLEXITY)
        report(l, f->path, f->at[start].line, "%s: complexity %d, at most %d", name, branches,
               MAX_COMPLEXITY);
}

/* ---- state --------------------------------------------------------------------------------- */

/* Does the declaration that starts here make a variable that can change? */
static bool is_mutable_variable(const struct source *f, size_t i)
{
    static const char *const types[] = {"struct", "enum", "union", NULL};
    static const char *const others[] = {"typedef", "extern", "_Static_assert", NULL};
    size_t words = 0;
    bool is_const = false;

    if (one_of(&f->at[i], others))
        return false;
    for (; f->at[i].kind != END; i++) {
        const struct token *t = &f->at[i];

        if (is(t, ";") || is(t, "=") || is(t, "["))
            return words > 1 && !is_const;
        if (is(t, "{")) { /* the members of a struct without a name of its own */
            i = closing(f, i, "{", "}");
            continue;
        }
        if (is(t, "(")) /* a function, or a pointer to one */
            return is(t + 1, "*") && !is(t + 2, "const");
        is_const = (is_const && !is(t, "*")) || is(t, "const");
        if (one_of(t, types)) /* struct x is one word, and no variable yet */
            i += f->at[i + 1].kind == WORD;
        words += t->kind == WORD && !is(t, "static");
    }
    return false;
}

static void check_state(struct lint *l, const struct source *f, size_t i)
{
    if (is_mutable_variable(f, i) && !excepted(l, "state", f->path))
        report(l, f->path, f->at[i].line, "a variable that outlives its function: no global state");
}

/* Functions and variables of a file: what stands outside of all braces. */
static void check_outline(struct lint *l, const struct source *f)
{
    size_t start = 0;
    bool is_source = ends(f->path, ".c") && starts(f->path, "src/");

    for (size_t i = 0; f->at[i].kind != END; i++) {
        const struct token *t = &f->at[i];

        if (t->kind == DIRECTIVE) {
            start = i + 1;
            continue;
        }
        if (is_source && i == start)
            check_state(l, f, i);
        if (is(t, "{")) {
            size_t close = closing(f, i, "{", "}");

            if (i > start && is(t - 1, ")")) {
                check_function(l, f, start, i, close);
                for (size_t j = i; is_source && j < close; j++) {
                    if (is(&f->at[j], "static"))
                        check_state(l, f, j);
                }
                start = close + 1;
            }
            i = close;
        }
        if (is(&f->at[i], ";"))
            start = i + 1;
    }
}

/* ---- how a file opens ---------------------------------------------------------------------- */

static void check_opening(struct lint *l, const struct source *f)
{
    const char *name = strrchr(f->path, '/');
    const char *s = f->bytes;

    name = name == NULL ? f->path : name + 1;
    if (!starts(s, "/* ") || !starts(s + 3, name) || s[3 + strlen(name)] != ':')
        report(l, f->path, 1, "open with a comment: /* %s: what it is", name);
    else if (ends(name, ".c") && count_lines(s, skip_comment(s)) < 2)
        report(l, f->path, 1, "open with three lines: what it is, what it is not, where to start");
}

static void check_first_include(struct lint *l, const struct source *f)
{
    for (size_t i = 0; f->at[i].kind != END; i++) {
        const struct token *t = &f->at[i];

        if (t->kind == DIRECTIVE && starts(t->text, "#include")) {
            if (strchr(t->text, '"') == NULL || strchr(t->text, '/') == NULL)
                report(l, f->path, t->line, "the first include is base/base.h or its own header");
            return;
        }
    }
}

/* ---- calls --------------------------------------------------------------------------------- */

static void check_malloc(struct lint *l, const struct source *f, const struct token *t)
{
    if (strstr(t->text, "define SPIL_ALLOW_MALLOC") != NULL && !starts(f->path, "src/base/") &&
        !excepted(l, "malloc", f->path))
        report(l, f->path, t->line, "memory comes from base/arena.h and base/buf.h");
}

/* A banned function handed over by its name is no call, so that banned.h does not see it. */
static bool is_banned_name(const struct lint *l, const struct token *t)
{
    for (size_t i = 0; i < l->n_banned; i++) {
        if (strcmp(t->text, l->banned[i]) == 0)
            return !is(t + 1, "(");
    }
    return false;
}

/* Why this call may not stand in this file, or NULL. */
static const char *call_trouble(const struct source *f, const struct token *t)
{
    static const char *const never[] = {"gets",  "alloca", "vfork",  "atexit",         "assert",
                                        "scanf", "fscanf", "sscanf", "pthread_create", NULL};
    static const char *const sleeps[] = {"sleep", "usleep", "nanosleep", "clock_nanosleep", NULL};
    static const char *const not_in_stat[] = {"die",     "exit", "abort", "printf",
                                              "fprintf", "puts", NULL};

    if (one_of(t, never))
        return "never needed here";
    if (starts(f->path, "test/") && one_of(t, sleeps))
        return "a test does not sleep, it sets the clock";
    if (starts(f->path, "src/stat/") && one_of(t, not_in_stat))
        return "src/stat answers, it never dies or prints";
    return NULL;
}

static void check_calls(struct lint *l, const struct source *f)
{
    bool own_memory = strstr(f->bytes, "#define SPIL_ALLOW_MALLOC") != NULL;

    for (size_t i = 0; f->at[i].kind != END; i++) {
        const struct token *t = &f->at[i];
        const char *why;

        if (t->kind == DIRECTIVE)
            check_malloc(l, f, t);
        if (t->kind != WORD || (i > 0 && (is(t - 1, ".") || is(t - 1, "->"))))
            continue;
        if (starts(f->path, "src/") && !own_memory && is_banned_name(l, t))
            report(l, f->path, t->line, "%s is banned, see src/base/banned.h", t->text);
        why = is(t + 1, "(") ? call_trouble(f, t) : NULL;
        if (why != NULL && !excepted(l, t->text, f->path))
            report(l, f->path, t->line, "%s(): %s", t->text, why);
    }
}

static void read_banned(struct lint *l, const char *path)
{
    struct source f;

    if (access(path, R_OK) != 0)
        return;
    f = read_source(l->arena, path);
    l->banned = ARENA_ARRAY(l->arena, const char *, f.n + 1);
    for (size_t i = 0; i < f.n; i++) {
        const char *name = strstr(f.at[i].text, "BANNED(");

        if (f.at[i].kind != DIRECTIVE || name == NULL || starts(f.at[i].text, "#define BANNED"))
            continue;
        name += strlen("BANNED(");
        l->banned[l->n_banned++] = arena_strn(l->arena, name, strcspn(name, ")"));
    }
}

/* ---- markup -------------------------------------------------------------------------------- */

/* The name of the attribute whose '=' stands at s[i]; its length is 0 when there is none. */
static size_t attribute_name(const char *s, size_t i, const char **name)
{
    size_t from = i;

    while (from > 0 && (is_word(s[from - 1]) || s[from - 1] == '-' || s[from - 1] == ':'))
        from--;
    *name = s + from;
    return i - from;
}

static const char *attribute_trouble(const char *name, size_t n, const char *value)
{
    if (*value == '%' || *value == '\0')
        return "the value of an attribute stands in quotes";
    if (*value != '"' && *value != '\'')
        return NULL;
    if (n > 2 && starts(name, "on"))
        return "no on...=: scripts live in assets/";
    if (n == 5 && starts(name, "style"))
        return "no style=: the content policy forbids it";
    return NULL;
}

/* What is wrong with a literal of html(), or NULL. Attributes are found by their '=', so that a
 * literal that holds half a tag is understood too. */
static const char *markup_trouble(const char *s)
{
    const char *script = strstr(s, "<script"), *name;

    if (script != NULL) {
        const char *end = strchr(script, '>');

        if (strstr(script, "src=") == NULL || end == NULL || !starts(end, "></script>"))
            return "no script in a page: <script src=\"...\"></script>";
    }
    if (strstr(s, "<style") != NULL || strcasestr(s, "javascript:") != NULL)
        return "no style and no script in a page";
    for (size_t i = 0; s[i] != '\0'; i++) {
        size_t n = s[i] == '=' ? attribute_name(s, i, &name) : 0;

        if (n > 0) {
            const char *why = attribute_trouble(name, n, s + i + 1);

            if (why != NULL)
                return why;
            if (s[i + 1] == '"' || s[i + 1] == '\'')
                i += 1 + strcspn(s + i + 2, s[i + 1] == '"' ? "\"" : "'");
        }
    }
    return NULL;
}

/* Adjacent literals as one text, with escaped quotes undone; PRId64 and its like become d. */
static const char *joined(struct arena *a, const struct token *t)
{
    struct buf b;
    const char *text;

    buf_init(&b, 1 << 20);
    for (; t->kind == STRING || (t->kind == WORD && starts(t->text, "PRI")); t++) {
        if (t->kind == WORD)
            buf_ch(&b, 'd');
        for (const char *s = t->kind == STRING ? t->text : ""; *s != '\0'; s++) {
            if (s[0] == '\\' && s[1] == '"')
                s++;
            buf_ch(&b, *s);
        }
    }
    text = arena_str(a, b.at);
    buf_free(&b);
    return text;
}

/* The first literal among the arguments of a call, or NULL. */
static const struct token *first_literal(const struct source *f, size_t open)
{
    size_t close = closing(f, open, "(", ")");

    for (size_t i = open; i < close; i++) {
        if (f->at[i].kind == STRING)
            return &f->at[i];
    }
    return NULL;
}

/* An address that is an argument alone may begin with javascript:. */
static bool has_open_address(const char *s)
{
    static const char *const addresses[] = {"href=\"%s", "src=\"%s", "action=\"%s"};

    for (size_t i = 0; i < COUNT(addresses); i++) {
        if (strstr(s, addresses[i]) != NULL)
            return true;
    }
    return false;
}

static bool has_tag(const char *s)
{
    for (s = strchr(s, '<'); s != NULL; s = strchr(s + 1, '<')) {
        if (isalpha((unsigned char)s[1]) || s[1] == '/')
            return true;
    }
    return false;
}

static void check_markup(struct lint *l, const struct source *f)
{
    static const char *const raw[] = {"buf_str", "buf_fmt", "buf_add", "buf_vfmt", NULL};

    for (size_t i = 0; f->at[i].kind != END; i++) {
        bool is_html = is(&f->at[i], "html") && is(&f->at[i + 1], "(");
        const struct token *t;
        const char *s, *why;

        if (!is_html && !(one_of(&f->at[i], raw) && is(&f->at[i + 1], "(")))
            continue;
        t = first_literal(f, i + 1);
        if (t == NULL)
            continue;
        s = joined(l->arena, t);
        why = is_html ? markup_trouble(s) : NULL;
        if (why != NULL)
            report(l, f->path, t->line, "%s", why);
        if (is_html && has_open_address(s) && !excepted(l, "address", f->path))
            report(l, f->path, t->line,
                   "an address does not begin with %%s: write its path, or use html_link()");
        if (!is_html && has_tag(s) && !excepted(l, "markup", f->path))
            report(l, f->path, t->line, "markup is written by html(), which escapes");
    }
}

/* ---- texts --------------------------------------------------------------------------------- */

/* Does the text hold {1}, {2} ... as the other one does? */
static bool same_places(const char *one, const char *other)
{
    char place[4] = "{1}";

    for (; place[1] <= '9'; place[1]++) {
        if ((strstr(one, place) == NULL) != (strstr(other, place) == NULL))
            return false;
    }
    return true;
}

/* TEXT(id, nl, en) or TEXTN(id, nl, nl, en, en) at t. */
static void read_label(struct lint *l, const struct source *f, const struct token *t, size_t wanted)
{
    const char *words[5] = {"", "", "", "", ""};
    size_t n = 0;
    const struct token *id = t + 2;

    for (t += 3; n < wanted && is(t, ",") && t[1].kind == STRING; n++) {
        words[n] = joined(l->arena, ++t);
        while (t->kind == STRING)
            t++;
    }
    l->labels[l->n_labels++] = (struct label){id->text, f->path, id->line, false};
    if (n != wanted || !is(t, ")"))
        report(l, f->path, id->line, "%s: %zu texts in quotes, please", id->text, wanted);
    for (size_t i = 0; i < n; i++) {
        if (words[i][strspn(words[i], " ")] == '\0')
            report(l, f->path, id->line, "%s: empty in %s", id->text,
                   i < n / 2 ? "Dutch" : "English");
        if (!same_places(words[i], words[n - 1]))
            report(l, f->path, id->line, "%s: {1}.. differ between the languages", id->text);
    }
}

static void read_labels(struct lint *l, const char *path)
{
    struct source f = read_source(l->arena, path);

    l->labels = arena_grow(l->arena, l->labels, l->n_labels * sizeof(*l->labels),
                           (l->n_labels + f.n) * sizeof(*l->labels));
    for (size_t i = 0; i + 3 < f.n; i++) {
        if (is(&f.at[i], "TEXT") && is(&f.at[i + 1], "("))
            read_label(l, &f, &f.at[i], 2);
        if (is(&f.at[i], "TEXTN") && is(&f.at[i + 1], "("))
            read_label(l, &f, &f.at[i], 4);
    }
}

/* Marks the text of that name. A macro may paste the rest of a name: then all that start with it.
 * And TEXT_month_1 + n stands for all months. */
static void use_label(struct lint *l, const char *name, size_t n, bool prefix)
{
    bool numbered = n > 2 && starts(name + n - 2, "_1");

    for (size_t i = 0; n > 0 && i < l->n_labels; i++) {
        const char *id = l->labels[i].id;
        size_t same = numbered ? n - 1 : n;

        if (strncmp(id, name, same) != 0)
            continue;
        if (prefix || id[same] == '\0' ||
            (numbered && id[same + strspn(id + same, "0123456789")] == '\0'))
            l->labels[i].used = true;
    }
}

/* TEXT_id, or T(id) of core/req.h. */
static void use_labels(struct lint *l, const struct source *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const char *s = f->at[i].kind == STRING ? NULL : strstr(f->at[i].text, "TEXT_");

        if (i + 2 < f->n && is(&f->at[i], "T") && is(&f->at[i + 1], "("))
            use_label(l, f->at[i + 2].text, strlen(f->at[i + 2].text), false);
        for (; s != NULL; s = strstr(s, "TEXT_")) {
            size_t n;

            s += strlen("TEXT_");
            n = (size_t)(skip_word(s) - s);
            use_label(l, s, n, starts(s + n + strspn(s + n, " "), "##"));
        }
    }
}

/* ---- all of it ----------------------------------------------------------------------------- */

static void check_source(struct lint *l, const char *path)
{
    struct source f = read_source(l->arena, path);

    check_file_size(l, &f);
    check_opening(l, &f);
    check_outline(l, &f);
    check_calls(l, &f);
    if (ends(path, ".c") && (starts(path, "src/") || starts(path, "test/")))
        check_first_include(l, &f);
    if (starts(path, "src/"))
        check_markup(l, &f);
    use_labels(l, &f);
}

static void check_unused(struct lint *l)
{
    for (size_t i = 0; i < l->n_labels; i++) {
        const struct label *t = &l->labels[i];

        if (!t->used)
            report(l, t->path, t->line, "%s: a text that nothing uses", t->id);
    }
    for (size_t i = 0; i < l->n_exceptions; i++) {
        const struct exception *e = &l->exceptions[i];

        if (!e->used)
            report(l, "tools/lint.allow", e->line, "%s %s: no longer needed", e->rule, e->path);
    }
}

/* lint path... in the root of the tree; text.def files come first, so that all texts are known. */
int main(int argc, char **argv)
{
    struct lint l = {.arena = arena_new()};

    read_exceptions(&l, "tools/lint.allow");
    read_banned(&l, "src/base/banned.h");
    for (int i = 1; i < argc; i++) {
        if (ends(argv[i], ".def"))
            read_labels(&l, argv[i]);
    }
    for (int i = 1; i < argc; i++) {
        if (!ends(argv[i], ".def"))
            check_source(&l, argv[i]);
    }
    check_unused(&l);
    arena_free(l.arena);
    return l.found > 0;
}
