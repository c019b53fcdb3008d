/* study_web.c: routes and forms of cohorts: the list, the builder, the page of one, downloads.
 * Not: the cards (study_show.c), the files (study_files.c, study_paper.c), two of them
 * (study_compare.c). Start at cohort_page(). */
#include "feature/study/study_store.h"

#include <math.h>

#include "base/vec.h"
#include "core/codes.h"
#include "core/job.h"
#include "feature/placement/placement.h"
#include "feature/quarter/quarter_pages.h"

enum { FILE_MAX = 8 << 20 };

/* ---- who may see ----------------------------------------------------------------------------- */

static bool holds_all(struct req *r, enum perm perm, const char *programmes)
{
    size_t n, mine_n;
    const int64_t *wanted = study_programmes(r->arena, programmes, &n);
    const struct req_programme *mine = req_programmes(r, perm, &mine_n);
    bool all = n > 0;

    for (size_t i = 0; i < n; i++) {
        bool found = false;

        for (size_t k = 0; k < mine_n; k++)
            found = found || mine[k].id == wanted[i];
        all = all && found;
    }
    return all;
}

static bool may_see(struct req *r, const struct study_wish *w)
{
    return holds_all(r, PERM_STUDY, w->programmes);
}

/* Small counts are for who works with the records of these programmes; others see what may leave.
 */
static bool is_open(struct req *r, const struct study_wish *w)
{
    return holds_all(r, PERM_FIGURES, w->programmes);
}

bool study_asked(struct req *r, const char *number, struct study_cohort *c)
{
    int64_t id;

    if (id_parse(number, &id) && study_get(r->db, r->arena, id, c) && may_see(r, &c->wish))
        return true;
    req_not_found(r);
    return false;
}

static struct study figures_read(struct req *r, int64_t id, const char *figures)
{
    struct study s;

    if (!study_read(r->arena, figures, &s))
        die("the figures of cohort %" PRId64 " cannot be read", id);
    return s;
}

static int64_t taken_of(const struct study *s)
{
    const struct study_row *taken = study_find(s, STUDY_FLOW, "taken", "", 0);

    return taken ? taken->k : 0;
}

struct study_seen study_seen_of(struct req *r, const struct study_cohort *c)
{
    struct study_seen seen = {.counted = ""};
    struct study_release last;

    if (!c->computed_at)
        return seen;
    if (is_open(r, &c->wish)) {
        seen.s = figures_read(r, c->id, c->figures);
        seen.counted = c->figures;
        seen.computed_at = c->computed_at;
        return seen;
    }
    seen.controlled = quarter_threshold(r->db, r->arena);
    if (study_release_last(r->db, r->arena, c->id, &last)) {
        seen.s = figures_read(r, c->id, last.figures);
        seen.counted = last.counted;
        seen.computed_at = last.computed_at;
        seen.controlled = last.threshold;
        return seen;
    }
    struct study s = figures_read(r, c->id, c->figures);
    seen.refused = taken_of(&s) < seen.controlled;
    seen.asks = !seen.refused;
    return seen;
}

/* ---- words ----------------------------------------------------------------------------------- */

static const char *when(struct req *r, int64_t at)
{
    struct local local = local_from_ms(at);

    return text_fill(r->arena, r->lang, TEXT_study_computed, page_day(r, local.day),
                     arena_fmt(r->arena, "%02d:%02d", local.minute / 60, local.minute % 60), NULL,
                     NULL);
}

/* EPA · EPA_UWV · gestart ... · 24 maanden */
static const char *wish_words(struct req *r, const struct study_wish *w)
{
    size_t n;
    const char *period = T(study_m_ever), *group = "", *scheme = "";

    (void)study_programmes(r->arena, w->programmes, &n);
    if (w->from_on != DAY_NONE && w->to_on != DAY_NONE)
        period = text_fill(r->arena, r->lang, TEXT_study_m_period, page_day(r, w->from_on),
                           page_day(r, w->to_on), NULL, NULL);
    else if (w->from_on != DAY_NONE)
        period = text_fill(r->arena, r->lang, TEXT_study_m_since, page_day(r, w->from_on), NULL,
                           NULL, NULL);
    else if (w->to_on != DAY_NONE)
        period = text_fill(r->arena, r->lang, TEXT_study_m_until, page_day(r, w->to_on), NULL, NULL,
                           NULL);
    if (*w->target_group)
        group =
            arena_fmt(r->arena, " · %s", codes_label("target_groups", r->lang, w->target_group));
    if (*w->scheme)
        scheme = arena_fmt(r->arena, " · %s", codes_label("schemes", r->lang, w->scheme));
    return arena_fmt(r->arena, "%s · %s%s%s · %s · %s",
                     text_count(r->arena, r->lang, TEXT_study_n_programmes, (int64_t)n),
                     text_fill(r->arena, r->lang, TEXT_study_started, period, NULL, NULL, NULL),
                     group, scheme, code_text(r->lang, placement_definitions, w->definition),
                     text_fill(r->arena, r->lang, TEXT_study_followed,
                               text_count(r->arena, r->lang, TEXT_months, w->months), NULL, NULL,
                               NULL));
}

/* ---- the list -------------------------------------------------------------------------------- */

struct study_cohorts study_mine(struct req *r)
{
    struct study_cohorts all = study_list(r->db, r->arena), list = {0};

    list.at = ARENA_ARRAY(r->arena, struct study_cohort, all.n + 1);
    for (size_t i = 0; i < all.n; i++)
        if (may_see(r, &all.at[i].wish))
            list.at[list.n++] = all.at[i];
    return list;
}

static void choose(struct req *r, const char *name, enum text_id label,
                   const struct study_cohorts *list, int64_t chosen)
{
    html(r->out,
         "<div class=\"field\"><label for=\"f-%s\">%s</label><select id=\"f-%s\" name=\"%s\">",
         name, text(r->lang, label), name, name);
    for (size_t i = 0; i < list->n; i++)
        html(r->out,
             list->at[i].id == chosen ? "<option value=\"%" PRId64 "\" selected>%s</option>"
                                      : "<option value=\"%" PRId64 "\">%s</option>",
             list->at[i].id, list->at[i].wish.name);
    html(r->out, "</select></div>");
}

void study_choice(struct req *r, const struct study_cohorts *list, int64_t one, int64_t two)
{
    html(r->out, "<form class=\"tools\" method=\"get\" action=\"/onderzoek/vergelijk\">");
    choose(r, "een", TEXT_study_compare_first, list, one);
    choose(r, "twee", TEXT_study_compare_second, list, two);
    html(r->out, "<button class=\"quiet\">%s</button></form>", T(study_compare));
}

static void list_page(struct req *r)
{
    struct study_cohorts list = study_mine(r);

    page_begin(r, T(study_title));
    html(r->out, "<p>%s</p>", T(study_intro));
    if (!list.n)
        html(r->out, "<div class=\"empty\"><p>%s</p></div>", T(study_empty));
    html(r->out, "<p class=\"buttons\"><a class=\"button\" href=\"/onderzoek/nieuw\">%s</a></p>",
         T(study_new));
    if (list.n) {
        html(r->out, "<section class=\"card\"><h2>%s</h2><ul class=\"rows\">", T(study_cohorts));
        for (size_t i = 0; i < list.n; i++)
            html(r->out,
                 "<li><div class=\"what\"><a href=\"/onderzoek/cohort?cohort=%" PRId64
                 "\">%s</a><div class=\"small muted\">%s · %s</div></div></li>",
                 list.at[i].id, list.at[i].wish.name, wish_words(r, &list.at[i].wish),
                 list.at[i].computed_at ? when(r, list.at[i].computed_at) : T(study_not_computed));
        html(r->out, "</ul></section>");
    }
    if (list.n > 1) {
        html(r->out, "<section class=\"card\"><h2>%s</h2>", T(study_compare_title));
        study_choice(r, &list, list.at[0].id, list.at[1].id);
        html(r->out, "</section>");
    }
    page_end(r);
}

/* ---- the builder ----------------------------------------------------------------------------- */

static const struct field fields[] = {
    F_TEXT(struct study_wish, name, TEXT_study_name, REQUIRED, 100),
    F_DAY(struct study_wish, from_on, TEXT_study_from, NARROW),
    F_DAY(struct study_wish, to_on, TEXT_study_to, NARROW),
    {"programmes", FIELD_MANY, F_MEMBER_(struct study_wish, programmes, const char *),
     TEXT_study_programmes, TEXT_study_programmes_help, 0, 0, 0, NULL, NULL, NULL},
    F_CODE(struct study_wish, target_group, TEXT_study_group, 0, NULL),
    F_CODE(struct study_wish, scheme, TEXT_study_scheme, 0, NULL),
    F_CODE(struct study_wish, definition, TEXT_study_definition, REQUIRED, placement_definitions),
    F_INT(struct study_wish, months, TEXT_study_months, REQUIRED, 1, STUDY_MONTHS_MAX),
    F_INT(struct study_wish, ends_after, TEXT_study_ends_after, REQUIRED, 1, STUDY_ENDS_MAX),
    F_DAY(struct study_wish, during_from, TEXT_study_during_from, NARROW),
    F_DAY(struct study_wish, during_to, TEXT_study_during_to, NARROW),
    F_END};

static struct form *builder(struct req *r, struct study_wish *w)
{
    size_t n, k;
    const struct req_programme *mine = req_programmes(r, PERM_STUDY, &n);
    struct choice *programmes = ARENA_ARRAY(r->arena, struct choice, n + 1);
    struct form *f;

    form_empty(fields, w);
    w->definition = "published_2022";
    w->months = 25;
    w->ends_after = 2;
    f = req_form(r, fields, w);
    for (size_t i = 0; i < n; i++)
        programmes[i] =
            (struct choice){arena_fmt(r->arena, "%" PRId64, mine[i].id), mine[i].name, NULL};
    form_choices(f, "programmes", programmes, n);
    const struct choice *list = codes_choices("target_groups", r->lang, &k);
    form_choices(f, "target_group", list, k);
    list = codes_choices("schemes", r->lang, &k);
    form_choices(f, "scheme", list, k);
    form_help(f, "name", TEXT_study_name_help);
    form_help(f, "months", TEXT_study_months_help);
    form_help(f, "ends_after", TEXT_study_ends_after_help);
    return f;
}

static void builder_show(struct req *r, struct form *f)
{
    static const char path[] = "/onderzoek";
    struct frame frame = page_frame(r, T(study_new));
    const struct frame_link crumb = {.path = path, .label = T(study_title)};

    frame.crumbs = &crumb;
    frame.n_crumbs = 1;
    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    page_form_begin(r, "fields", "/onderzoek/nieuw");
    for (size_t i = 0; fields[i].name; i++) {
        if (fields[i].label == TEXT_study_during_from)
            html(r->out, "<p class=\"help\">%s</p>", T(study_during_help));
        form_show_field(r->out, f, fields[i].name);
    }
    html(r->out, "<div class=\"buttons\"><button>%s</button></div></form>", T(study_make));
    page_end(r);
}

static void builder_page(struct req *r)
{
    struct study_wish w;

    builder_show(r, builder(r, &w));
}

/* All of mine when none was chosen; in the order of their numbers, so that equal choices are equal.
 */
static const char *programmes_of(struct req *r, const char *chosen)
{
    size_t n;
    const struct req_programme *mine = req_programmes(r, PERM_STUDY, &n);
    int64_t *id = ARENA_ARRAY(r->arena, int64_t, n + 1);
    const char *words = "";
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        size_t at = count;

        if (*chosen && !form_has_word(chosen, arena_fmt(r->arena, "%" PRId64, mine[i].id)))
            continue;
        for (; at > 0 && id[at - 1] > mine[i].id; at--)
            id[at] = id[at - 1];
        id[at] = mine[i].id;
        count++;
    }
    for (size_t i = 0; i < count; i++)
        words = arena_fmt(r->arena, "%s%s%" PRId64, words, i ? " " : "", id[i]);
    return words;
}

static void check_days(struct form *f, const struct study_wish *w)
{
    if (w->from_on != DAY_NONE && w->to_on != DAY_NONE && w->to_on < w->from_on)
        form_error(f, "to_on", TEXT_study_order);
    if ((w->during_from == DAY_NONE) != (w->during_to == DAY_NONE))
        form_error(f, w->during_to == DAY_NONE ? "during_to" : "during_from", TEXT_study_both);
    else if (w->during_from != DAY_NONE && w->during_to < w->during_from)
        form_error(f, "during_to", TEXT_study_order);
}

static void ask_figures(struct req *r, int64_t id)
{
    if (!study_waits(r->db, id))
        job_add(r->site, "study", arena_fmt(r->arena, "%" PRId64, id), r->user->id, r->now);
}

static void builder_save(struct req *r)
{
    struct study_wish w;
    struct form *f = builder(r, &w);
    bool good = req_form_read(r, f);

    if (good)
        check_days(f, &w);
    if (!good || form_error_count(f)) {
        req_invalid(r);
        builder_show(r, f);
        return;
    }
    w.programmes = programmes_of(r, w.programmes);
    if (!*w.programmes) {
        req_not_found(r);
        return;
    }
    int64_t id = req_new_id(r);
    study_add(r->db, id, &w, r->user->id, r->now);
    ask_figures(r, id);
    req_flash(r, TEXT_study_made);
    req_redirect(r, "/onderzoek/cohort?cohort=%" PRId64, id);
}

/* ---- one cohort ------------------------------------------------------------------------------ */

static void again_button(struct req *r, int64_t id)
{
    page_form_begin(r, "buttons no-print", "/onderzoek/opnieuw");
    html(r->out,
         "<input type=\"hidden\" name=\"_cohort\" value=\"%" PRId64
         "\"><button class=\"quiet\">%s</button></form>",
         id, T(study_again));
}

/* What a reader outside sees is a release: asked for once, and again when there is a newer one. */
static void outside_button(struct req *r, int64_t id, const char *words, enum text_id label)
{
    html(r->out, "<div class=\"next-step\"><p>%s</p>", words);
    page_form_begin(r, "buttons no-print", "/onderzoek/uitgave");
    html(r->out,
         "<input type=\"hidden\" name=\"_cohort\" value=\"%" PRId64
         "\"><button>%s</button></form></div>",
         id, text(r->lang, label));
}

static void show_outside(struct req *r, const struct study_cohort *c, const struct study_seen *seen)
{
    if (seen->asks)
        outside_button(r, c->id, T(study_outside_first), TEXT_study_outside_show);
    else if (!seen->refused && seen->computed_at < c->computed_at)
        outside_button(
            r, c->id,
            text_fill(r->arena, r->lang, TEXT_study_outside_newer,
                      arena_fmt(r->arena, "%" PRId64, quarter_threshold(r->db, r->arena)), NULL,
                      NULL, NULL),
            TEXT_study_outside_newer_show);
}

static void show_state(struct req *r, const struct study_cohort *c, const struct study_seen *seen)
{
    bool waits = study_waits(r->db, c->id);

    if (waits)
        html(r->out,
             "<div class=\"next-step\"><p>%s %s</p><p><a class=\"button quiet\" "
             "href=\"/onderzoek/cohort?cohort=%" PRId64 "\">%s</a></p></div>",
             T(study_waiting), seen->computed_at ? T(study_waiting_more) : "", c->id,
             T(study_look_again));
    if (seen->computed_at)
        html(r->out, "<p>%s</p>", when(r, seen->computed_at));
    if (!waits && seen->controlled)
        show_outside(r, c, seen);
    if (!waits)
        again_button(r, c->id);
}

static void show_method(struct req *r, const struct study *s)
{
    html(r->out,
         "<section class=\"card\" id=\"methode-deel\"><h2>%s</h2>"
         "<div class=\"field\"><label for=\"methode\">%s</label>"
         "<p class=\"help\" id=\"methode-help\">%s</p>",
         T(study_method_heading), T(study_method_label), T(study_method_help));
    html(r->out,
         "<textarea id=\"methode\" rows=\"10\" readonly aria-describedby=\"methode-help\">\n%s"
         "</textarea></div><button class=\"quiet\" data-copy=\"methode\" data-done=\"%s\" hidden>%s"
         "</button></section>",
         study_method(r->arena, r->lang, s), T(study_copied), T(study_copy));
}

static void show_links(struct req *r, int64_t release)
{
    static const struct {
        const char *kind;
        enum text_id label;
    } files[] = {{"csv", TEXT_study_csv},
                 {"codeboek", TEXT_study_codebook},
                 {"xlsx", TEXT_study_xlsx},
                 {"pdf", TEXT_study_pdf}};

    html(r->out, "<span class=\"buttons\">");
    for (size_t i = 0; i < COUNT(files); i++)
        html(r->out,
             "<a class=\"button quiet\" href=\"/onderzoek/bestand?uitgave=%" PRId64
             "&amp;soort=%s\">%s</a>",
             release, files[i].kind, text(r->lang, files[i].label));
    html(r->out, "</span>");
}

/* May a download be made here? Who sees a release already has that one. */
static void show_releases(struct req *r, const struct study_cohort *c, bool make)
{
    struct study_releases all = study_releases_of(r->db, r->arena, c->id);
    bool headed = false;

    html(r->out,
         "<section class=\"card no-print\" id=\"downloaden\"><h2>%s</h2><p class=\"muted\">%s</p>",
         T(study_release_heading),
         text_fill(r->arena, r->lang, TEXT_study_release_note,
                   arena_fmt(r->arena, "%" PRId64, quarter_threshold(r->db, r->arena)), NULL, NULL,
                   NULL));
    if (make) {
        page_form_begin(r, "buttons no-print", "/onderzoek/uitgave");
        html(r->out,
             "<input type=\"hidden\" name=\"_cohort\" value=\"%" PRId64
             "\"><button>%s</button></form>",
             c->id, T(study_release_make));
    }
    for (size_t i = 0; i < all.n; i++) {
        const struct study_release *l = &all.at[i];
        struct study s = figures_read(r, c->id, l->figures);

        html(r->out, headed ? "<li>" : "<h3>%s</h3><ul class=\"rows\"><li>", T(study_releases));
        html(r->out, "<div class=\"what\">%s · %s</div>",
             text_fill(r->arena, r->lang, TEXT_study_release_of,
                       page_day(r, local_from_ms(l->released_at).day), l->by, NULL, NULL),
             text_fill(r->arena, r->lang, TEXT_study_release_hidden,
                       arena_fmt(r->arena, "%" PRId64, disclose_hidden(&s)), NULL, NULL, NULL));
        show_links(r, l->id);
        html(r->out, " <a href=\"/onderzoek/download?uitgave=%" PRId64 "\">%s</a></li>", l->id,
             T(study_method_heading));
        headed = true;
    }
    html(r->out, headed ? "</ul></section>" : "</section>");
}

void study_page_begin(struct req *r, const char *title, const char *subtitle)
{
    static const char path[] = "/onderzoek";
    struct frame frame = page_frame(r, title);
    struct frame_link *crumb = ARENA_ARRAY(r->arena, struct frame_link, 1);

    *crumb = (struct frame_link){.path = path, .label = T(study_title)};
    frame.crumbs = crumb;
    frame.n_crumbs = 1;
    frame.subtitle = subtitle;
    frame.wide = true;
    page_begin_frame(r, &frame);
}

static void threshold_words(struct req *r, enum text_id id, int64_t threshold)
{
    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, id, arena_fmt(r->arena, "%" PRId64, threshold), NULL, NULL,
                   NULL));
}

void study_too_small(struct req *r)
{
    threshold_words(r, TEXT_study_too_small, quarter_threshold(r->db, r->arena));
}

static void cohort_page(struct req *r)
{
    struct study_cohort c;

    if (!study_asked(r, req_query(r, "cohort"), &c))
        return;
    struct study_seen seen = study_seen_of(r, &c);
    bool nobody = !taken_of(&seen.s);
    study_page_begin(r, c.wish.name, wish_words(r, &c.wish));
    show_state(r, &c, &seen);
    if (seen.refused) {
        study_too_small(r);
    } else if (seen.computed_at) {
        if (seen.controlled)
            threshold_words(r, TEXT_study_controlled, seen.controlled);
        if (nobody)
            html(r->out, "<div class=\"empty\"><p>%s</p></div>", T(study_nobody));
        study_show(r, &seen.s, seen.controlled > 0);
        show_method(r, &seen.s);
        show_releases(r, &c, !nobody && !seen.controlled);
    }
    page_end(r);
}

static void again(struct req *r)
{
    struct study_cohort c;

    if (!study_asked(r, req_value(r, "_cohort"), &c))
        return;
    ask_figures(r, c.id);
    req_flash(r, TEXT_study_again_done);
    req_redirect(r, "/onderzoek/cohort?cohort=%" PRId64, c.id);
}

/* ---- what leaves ----------------------------------------------------------------------------- */

static void put_threshold(struct req *r, struct study *s, int64_t threshold)
{
    struct study_row row = study_share(STUDY_ABOUT, "threshold", "", 0, 0);

    row.k = threshold;
    row.n = NUMBER_NONE;
    ARENA_PUSH(r->arena, s, row);
}

/* What they say of people of this cohort. False: one of these figures is there already. */
static bool earlier(struct req *r, const struct study_cohort *c, struct studies *before,
                    int64_t *same)
{
    struct study_releases all = study_releases(r->db, r->arena);
    struct study_told *told = ARENA_ARRAY(r->arena, struct study_told, all.n + 1);

    for (size_t i = 0; i < all.n; i++) {
        const struct study_release *l = &all.at[i];

        if (l->study_id == c->id && l->computed_at == c->computed_at) {
            *same = l->id;
            return false;
        }
        told[i].wish = &l->wish;
        if (!study_read(r->arena, l->figures, &told[i].s))
            die("the figures of release %" PRId64 " cannot be read", l->id);
    }
    *before = disclose_before(r->arena, &c->wish, told, all.n);
    return true;
}

/* The number of the new release; 0 when nothing may leave. */
static int64_t release_new(struct req *r, const struct study_cohort *c,
                           const struct studies *before)
{
    struct study s = figures_read(r, c->id, c->figures);
    int64_t threshold = quarter_threshold(r->db, r->arena), id = 0;
    struct buf out;

    if (!disclose_study(r->arena, &s, threshold, before->at, before->n))
        return 0;
    put_threshold(r, &s, threshold);
    buf_init(&out, FILE_MAX);
    study_write(&s, &out);
    id = req_new_id(r);
    study_release_add(r->db, id, c, r->user->id, r->now, threshold, out.at);
    buf_free(&out);
    return id;
}

/* For who may open the records a download; for others what their page shows. */
static void release_make(struct req *r)
{
    struct study_cohort c;
    struct studies before;
    int64_t id = 0;

    if (!study_asked(r, req_value(r, "_cohort"), &c))
        return;
    if (!c.computed_at) {
        req_not_found(r);
        return;
    }
    bool open = is_open(r, &c.wish);
    if (earlier(r, &c, &before, &id))
        id = release_new(r, &c, &before);
    if (!id) {
        req_flash(r, open ? TEXT_study_release_refused : TEXT_study_outside_refused);
        req_redirect(r, "/onderzoek/cohort?cohort=%" PRId64, c.id);
    } else if (!open) {
        req_flash(r, TEXT_study_outside_shown);
        req_redirect(r, "/onderzoek/cohort?cohort=%" PRId64, c.id);
    } else {
        req_flash(r, TEXT_study_release_made);
        req_redirect(r, "/onderzoek/download?uitgave=%" PRId64, id);
    }
}

static bool release_asked(struct req *r, struct study_release *l, struct study *s)
{
    int64_t id = req_query_id(r, "uitgave");

    if (!id || !study_release_get(r->db, r->arena, id, l) || !may_see(r, &l->wish)) {
        req_not_found(r);
        return false;
    }
    if (!study_read(r->arena, l->figures, s))
        die("the figures of release %" PRId64 " cannot be read", id);
    return true;
}

static void release_page(struct req *r)
{
    struct study_release l;
    struct study s;

    if (!release_asked(r, &l, &s))
        return;
    study_page_begin(r, T(study_release), l.wish.name);
    html(r->out, "<p>%s</p><p>%s</p>",
         text_fill(r->arena, r->lang, TEXT_study_release_of,
                   page_day(r, local_from_ms(l.released_at).day), l.by, NULL, NULL),
         text_fill(r->arena, r->lang, TEXT_study_release_hidden,
                   arena_fmt(r->arena, "%" PRId64, disclose_hidden(&s)), NULL, NULL, NULL));
    html(r->out, "<p>");
    show_links(r, l.id);
    html(r->out, "</p><p><a href=\"/onderzoek/cohort?cohort=%" PRId64 "\">%s</a></p>", l.study_id,
         T(study_cohort));
    show_method(r, &s);
    page_end(r);
}

static void release_file(struct req *r)
{
    static const struct {
        const char *kind, *type, *name;
        void (*make)(const struct study *, enum lang, struct arena *, struct buf *);
    } files[] = {
        {"csv", "text/csv; charset=utf-8", "cohort.csv", study_csv},
        {"codeboek", "text/csv; charset=utf-8", "cohort-codeboek.csv", study_codebook},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "cohort.xlsx",
         study_xlsx},
    };
    const char *kind = req_query(r, "soort");
    struct study_release l;
    struct study s;

    if (!release_asked(r, &l, &s))
        return;
    for (size_t i = 0; i < COUNT(files); i++)
        if (!strcmp(kind, files[i].kind)) {
            req_type(r, files[i].type, files[i].name);
            files[i].make(&s, r->lang, r->arena, r->out);
            return;
        }
    if (strcmp(kind, "pdf") != 0) {
        req_not_found(r);
        return;
    }
    req_type(r, "application/pdf", "cohort.pdf");
    study_pdf(&s, r->lang, r->arena, l.computed_at, r->out);
}

/* ---- the table ------------------------------------------------------------------------------- */

static const struct route routes[] = {
    {GET, "/onderzoek", list_page, SCOPE_NONE, PERM_STUDY, READ, ACCESS_NOTHING, TEXT_study_title},
    {GET, "/onderzoek/nieuw", builder_page, SCOPE_NONE, PERM_STUDY, READ, ACCESS_NOTHING,
     TEXT_study_new},
    {POST, "/onderzoek/nieuw", builder_save, SCOPE_NONE, PERM_STUDY, WRITE, ACCESS_NOTHING,
     TEXT_study_new},
    {GET, "/onderzoek/cohort", cohort_page, SCOPE_NONE, PERM_STUDY, READ, ACCESS_NOTHING,
     TEXT_study_cohort},
    {POST, "/onderzoek/opnieuw", again, SCOPE_NONE, PERM_STUDY, WRITE, ACCESS_NOTHING,
     TEXT_study_again},
    {POST, "/onderzoek/uitgave", release_make, SCOPE_NONE, PERM_STUDY, WRITE, ACCESS_EXPORT,
     TEXT_study_release_make},
    {GET, "/onderzoek/download", release_page, SCOPE_NONE, PERM_STUDY, READ, ACCESS_NOTHING,
     TEXT_study_release},
    {GET, "/onderzoek/bestand", release_file, SCOPE_NONE, PERM_STUDY, READ, ACCESS_EXPORT,
     TEXT_study_release_heading},
    {GET, "/onderzoek/vergelijk", study_compare_page, SCOPE_NONE, PERM_STUDY, READ, ACCESS_NOTHING,
     TEXT_study_compare_title},
    {GET, "/onderzoek/vergelijk/bestand", study_compare_file, SCOPE_NONE, PERM_STUDY, READ,
     ACCESS_EXPORT, TEXT_study_compare_pdf},
    {0}};

static const struct job_kind jobs[] = {
    {"study", study_job, 0}, {"study_night", study_night_job, 24 * 60}, {0}};

const struct feature study_feature = {.name = "study", .routes = routes, .jobs = jobs};
