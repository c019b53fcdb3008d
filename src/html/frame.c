/* frame.c: what stands around every page.
 * Not: what stands in it (the features), where its values come from (core).
 * Start at frame_begin(). */
#include "html/frame.h"

#include "html/html.h"

enum { BAR = 4 }; /* destinations in the bottom bar of a phone */

static void show_icon(struct buf *o, const struct frame *f, const char *name)
{
    html(o, "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"%s#%s\"/></svg>", f->icons, name);
}

static void show_link(struct buf *o, const struct frame *f, const struct frame_link *link)
{
    bool active = f->active && strcmp(f->active, link->path) == 0;

    html(o, link == &f->add ? "<li class=\"add\"><a href=\"%s\"" : "<li><a href=\"%s\"",
         link->path);
    if (active)
        html(o, " aria-current=\"page\"");
    html(o, ">");
    if (link->icon)
        show_icon(o, f, link->icon);
    html(o, "<span>%s</span>", link->label);
    if (link->count > 0)
        html(o, " <span class=\"count\">%" PRId64 "</span>", link->count);
    html(o, "</a></li>");
}

static void show_nav(struct buf *o, const struct frame *f)
{
    if (!f->n_nav)
        return;
    html(o, "<nav class=\"rail-nav\" aria-label=\"%s\"><ul class=\"bar\">",
         text(f->lang, TEXT_nav_main));
    for (size_t i = 0; i < MIN(f->n_nav, BAR); i++) {
        if (i == BAR / 2 && f->add.path)
            show_link(o, f, &f->add);
        show_link(o, f, &f->nav[i]);
    }
    html(o, "</ul>");
    if (f->n_nav > BAR) {
        html(o, "<ul class=\"more\" id=\"meer\">");
        for (size_t i = BAR; i < f->n_nav; i++)
            show_link(o, f, &f->nav[i]);
        html(o, "</ul>");
    }
    html(o, "</nav>");
}

static void show_foot(struct buf *o, const struct frame *f)
{
    enum lang other = f->lang == LANG_NL ? LANG_EN : LANG_NL;

    html(o, "<div class=\"rail-foot\">");
    if (f->who)
        html(o, "<p><a href=\"/account\">%s</a></p>", f->who);
    if (f->here) {
        html(o, "<p class=\"foot-links\"><a href=\"/taal?naar=%s&amp;terug=", lang_code(other));
        html_url_arg(o, f->here);
        html(o, "\" lang=\"%s\" hreflang=\"%s\">%s</a></p>", lang_code(other), lang_code(other),
             text(f->lang, TEXT_other_language));
    }
    if (f->csrf)
        html(o,
             "<form method=\"post\" action=\"/uitloggen\">"
             "<input type=\"hidden\" name=\"_csrf\" value=\"%s\">"
             "<button class=\"link\">%s</button></form>",
             f->csrf, text(f->lang, TEXT_log_out));
    html(o, "</div>");
}

static void show_rail(struct buf *o, const struct frame *f)
{
    html(o, "<header class=\"rail\"><p class=\"brand\"><a href=\"/\">");
    show_icon(o, f, "spil");
    html(o, "%s</a></p>", text(f->lang, TEXT_product));
    if (f->n_nav > BAR)
        html(o, "<a class=\"to-more\" href=\"#meer\">%s</a>", text(f->lang, TEXT_nav_more));
    show_nav(o, f);
    show_foot(o, f);
    html(o, "</header>");
}

static void show_crumbs(struct buf *o, const struct frame *f)
{
    if (!f->n_crumbs)
        return;
    html(o, "<nav class=\"crumbs\" aria-label=\"%s\"><ol>", text(f->lang, TEXT_breadcrumb));
    for (size_t i = 0; i < f->n_crumbs; i++)
        html(o, "<li><a href=\"%s\">%s</a></li>", f->crumbs[i].path, f->crumbs[i].label);
    html(o, "<li aria-current=\"page\">%s</li></ol></nav>", f->title);
}

static void show_flash(struct buf *o, const struct frame *f)
{
    html(o, "<div id=\"melding\" role=\"status\">");
    if (f->flash) {
        html(o, "<div class=\"flash\">");
        show_icon(o, f, "vink");
        html(o, "<p>%s</p>", f->flash);
        if (f->flash_undo && f->csrf)
            html(o,
                 "<form method=\"post\" action=\"%s\">"
                 "<input type=\"hidden\" name=\"_csrf\" value=\"%s\">"
                 "<button class=\"link\">%s</button></form>",
                 f->flash_undo, f->csrf, text(f->lang, TEXT_undo));
        html(o, "</div>");
    }
    html(o, "</div>");
}

/* The words the script needs, where it can find them without an inline script. */
static void show_script_words(struct buf *o, enum lang lang)
{
    static const struct {
        const char *name;
        enum text_id id;
    } words[] = {
        {"saved", TEXT_script_saved},
        {"kept", TEXT_script_kept},
        {"take", TEXT_script_take},
        {"drop", TEXT_script_drop},
        {"offline", TEXT_script_offline},
        {"leave", TEXT_script_leave},
        {"failed", TEXT_script_failed},
        {"idle", TEXT_script_idle},
        {"results", TEXT_script_results},
        {"nothing", TEXT_script_no_results},
        {"close", TEXT_close},
        {"keys", TEXT_keys_title},
        {"key-search", TEXT_keys_search},
        {"key-new", TEXT_keys_new},
        {"key-down", TEXT_keys_down},
        {"key-up", TEXT_keys_up},
        {"key-open", TEXT_keys_open},
        {"key-help", TEXT_keys_help},
        {"keys-on", TEXT_keys_on},
        {"stay", TEXT_script_stay},
    };

    html(o, "<div id=\"woorden\" hidden");
    for (size_t i = 0; i < COUNT(words); i++)
        html(o, " data-%s=\"%s\"", words[i].name, text(lang, words[i].id));
    html(o, "></div>");
}

static void show_title(struct buf *o, const struct frame *f)
{
    html(o, "<title>");
    if (f->errors) {
        struct arena *a = arena_new();
        html(o, "%s · ", text_count(a, f->lang, TEXT_title_errors, (int64_t)f->errors));
        arena_free(a);
    }
    html(o, "%s · %s</title>", f->title, text(f->lang, TEXT_product));
}

void frame_begin(struct buf *o, const struct frame *f)
{
    html(o,
         "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"
         "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
         "<meta name=\"color-scheme\" content=\"light dark\">"
         "<meta name=\"referrer\" content=\"same-origin\">",
         lang_code(f->lang));
    show_title(o, f);
    html(o,
         "<link rel=\"stylesheet\" href=\"%s\"><link rel=\"icon\" type=\"image/svg+xml\" "
         "href=\"%s\"><script src=\"%s\" defer></script></head>",
         f->css, f->icons, f->js);
    html(o, "<body class=\"%s\"", f->n_nav ? "with-nav" : "");
    if (f->csrf)
        html(o, " data-csrf=\"%s\"", f->csrf);
    if (f->idle_seconds)
        html(o, " data-idle=\"%d\"", f->idle_seconds);
    html(o, "><a class=\"skip\" href=\"#inhoud\">%s</a>", text(f->lang, TEXT_skip_to_content));
    show_rail(o, f);
    html(o, "<main id=\"inhoud\" tabindex=\"-1\" class=\"%s\">", f->wide ? "wide" : "");
    show_crumbs(o, f);
    html(o, "<h1>%s</h1>", f->title);
    if (f->subtitle)
        html(o, "<p class=\"subtitle\">%s</p>", f->subtitle);
    show_flash(o, f);
}

void frame_end(struct buf *o, const struct frame *f)
{
    if (f->printed)
        html(o, "<p class=\"printed\">%s</p>", f->printed);
    html(o, "</main>");
    show_script_words(o, f->lang);
    html(o, "</body></html>\n");
}
