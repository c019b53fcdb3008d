/* fuzz_html.c: whatever text is written, it holds no sign of markup, and a browser reads it back.
 * Not: the forms (fuzz_form_read.c).
 * Start at LLVMFuzzerTestOneInput(). */
// sources: src/base/base.c src/base/arena.c src/base/buf.c src/html/html.c
#include "html/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The text as a browser reads it; the five entities and no others. */
static void read_back(const char *markup, struct buf *text)
{
    static const struct {
        const char *entity;
        char c;
    } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};

    while (*markup) {
        size_t e = 0;
        if (strchr("<>\"'", *markup))
            BUG("markup in the output");
        if (*markup != '&') {
            buf_ch(text, *markup++);
            continue;
        }
        while (e < COUNT(entities) &&
               strncmp(markup, entities[e].entity, strlen(entities[e].entity)) != 0)
            e++;
        if (e == COUNT(entities))
            BUG("a bare &");
        buf_ch(text, entities[e].c);
        markup += strlen(entities[e].entity);
    }
}

static bool is_control(char c)
{
    return ((unsigned char)c < 32 && !strchr("\t\n\r", c)) || c == 127;
}

static void same_but_for_what_is_dropped(const char *typed, const char *read)
{
    while (*typed) {
        if (is_control(*typed))
            typed++;
        else if (strncmp(typed, "\xef\xbf\xbe", 3) == 0 || strncmp(typed, "\xef\xbf\xbf", 3) == 0)
            typed += 3;
        else if (*typed++ != *read++)
            BUG("read back otherwise");
    }
    if (*read)
        BUG("read back more");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char typed[512];
    struct buf out, again;

    if (size >= sizeof(typed))
        return 0;
    memcpy(typed, data, size);
    typed[size] = '\0';
    buf_init(&out, 1 << 16);
    buf_init(&again, 1 << 16);
    html(&out, "%s", typed);
    read_back(out.at, &again);
    same_but_for_what_is_dropped(typed, again.at);
    buf_clear(&out);
    html_url_arg(&out, typed);
    if (strpbrk(out.at, "<>\"'& \n#?=/"))
        BUG("a sign of addresses or markup in a parameter");
    buf_clear(&out);
    html_link(&out, typed, "x");
    if (strncasecmp(out.at, "<a href=\"http", 13) != 0 &&
        strncasecmp(out.at, "<a href=\"mailto:", 16) != 0 && strcmp(out.at, "x") != 0)
        BUG("a link to elsewhere");
    buf_clear(&out);
    html_lines(&out, typed);
    buf_free(&again);
    buf_free(&out);
    return 0;
}
