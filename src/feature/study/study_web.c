/* study_web.c: routes and forms of cohorts: the list, the builder, the page of one, two side by
 * side, downloads. Not: the cards (study_show.c), the files (study_files.c), the job (study_job.c).
 * Start at cohort_page(). */
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
    const struct quarter_programme *mine = quarter_programmes(r, perm, &mine_n);
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

/* The cohort that was asked; false: answered with 404. */
static bool asked(struct req *r, const char *number, struct study_cohort *c)
{
    int64_t id;

    if (id_parse(number, &id) && study_get(r->db, r->arena, id, c) && may_see(r, &c->wish))
        return true;
    req_not_found(r);
    return false;
}

struct seen {
    struct study s;
    bool controlled; /* small counts are hidden */
    bool refused;    /* nothing may be shown */
};

/* The figures as this user may see them. */
static struct seen figures_of(struct req *r, const struct study_cohort *c)
{
    struct seen seen = {.controlled = !is_open(r, &c->wish)};

    if (!c->computed_at)
        return seen;
    if (!study_read(r->arena, c->figures, &seen.s))
        die("the figures of cohort %" PRId64 " cannot be read", c->id);
    if (seen.controlled)
        seen.refused =
            !disclose_study(r->arena, &seen.s, study_threshold(r->db, r->arena), NULL, 0);
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

static struct study_cohorts mine(struct req *r)
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

static void show_choice(struct req *r, const struct study_cohorts *list, int64_t one, int64_t two)
{
    html(r->out, "<form class=\"tools\" method=\"get\" action=\"/onderzoek/vergelijk\">");
    choose(r, "een", TEXT_study_compare_first, list, one);
    choose(r, "twee", TEXT_study_compare_second, list, two);
    html(r->out, "<button class=\"quiet\">%s</button></form>", T(study_compare));
}

static void list_page(struct req *r)
{
    struct study_cohorts list = mine(r);

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
        show_choice(r, &list, list.at[0].id, list.at[1].id);
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
    F_DAY(struct study_wish, during_from, TEXT_study_during_from, NARROW),
    F_DAY(struct study_wish, during_to, TEXT_study_during_to, NARROW),
    F_END};

static struct form *builder(struct req *r, struct study_wish *w)
{
    size_t n, k;
    const struct quarter_programme *mine = quarter_programmes(r, PERM_STUDY, &n);
    struct choice *programmes = ARENA_ARRAY(r->arena, struct choice, n + 1);
    struct form *f;

    form_empty(fields, w);
    w->definition = "published_2022";
    w->months = 25;
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
    const struct quarter_programme *mine = quarter_programmes(r, PERM_STUDY, &n);
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

static void show_state(struct req *r, const struct study_cohort *c)
{
    bool waits = study_waits(r->db, c->id);

    if (waits)
        html(r->out,
             "<div class=\"next-step\"><p>%s %s</p><p><a class=\"button quiet\" "
             "href=\"/onderzoek/cohort?cohort=%" PRId64 "\">%s</a></p></div>",
             T(study_waiting), c->computed_at ? T(study_waiting_more) : "", c->id,
             T(study_look_again));
    if (c->computed_at)
        html(r->out, "<p>%s</p>", when(r, c->computed_at));
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

static void show_releases(struct req *r, const struct study_cohort *c, bool refused)
{
    struct study_releases all = study_releases(r->db, r->arena);
    bool headed = false;

    html(r->out,
         "<section class=\"card no-print\" id=\"downloaden\"><h2>%s</h2><p class=\"muted\">%s</p>",
         T(study_release_heading),
         text_fill(r->arena, r->lang, TEXT_study_release_note,
                   arena_fmt(r->arena, "%" PRId64, study_threshold(r->db, r->arena)), NULL, NULL,
                   NULL));
    if (!refused) {
        page_form_begin(r, "buttons no-print", "/onderzoek/uitgave");
        html(r->out,
             "<input type=\"hidden\" name=\"_cohort\" value=\"%" PRId64
             "\"><button>%s</button></form>",
             c->id, T(study_release_make));
    }
    for (size_t i = 0; i < all.n; i++) {
        const struct study_release *l = &all.at[i];
        struct study s;

        if (l->study_id != c->id)
            continue;
        if (!study_read(r->arena, l->figures, &s))
            die("the figures of release %" PRId64 " cannot be read", l->id);
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

static bool is_nobody(const struct study *s)
{
    const struct study_row *taken = study_find(s, STUDY_FLOW, "taken", "", 0);

    return !taken || taken->k <= 0;
}

static void cohort_page_begin(struct req *r, const char *title, const char *subtitle)
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

static void threshold_words(struct req *r, enum text_id id)
{
    html(r->out, "<p>%s</p>",
         text_fill(r->arena, r->lang, id,
                   arena_fmt(r->arena, "%" PRId64, study_threshold(r->db, r->arena)), NULL, NULL,
                   NULL));
}

static void cohort_page(struct req *r)
{
    struct study_cohort c;

    if (!asked(r, req_query(r, "cohort"), &c))
        return;
    struct seen seen = figures_of(r, &c);
    cohort_page_begin(r, c.wish.name, wish_words(r, &c.wish));
    show_state(r, &c);
    if (c.computed_at && seen.refused) {
        threshold_words(r, TEXT_study_too_small);
    } else if (c.computed_at) {
        if (seen.controlled)
            threshold_words(r, TEXT_study_controlled);
        if (is_nobody(&seen.s))
            html(r->out, "<div class=\"empty\"><p>%s</p></div>", T(study_nobody));
        study_show(r, &seen.s, seen.controlled);
        show_method(r, &seen.s);
        show_releases(r, &c, is_nobody(&seen.s));
    }
    page_end(r);
}

static void again(struct req *r)
{
    struct study_cohort c;

    if (!asked(r, req_value(r, "_cohort"), &c))
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

/* Those of cohorts that may hold the same people. False: one of these figures is there already. */
static bool earlier(struct req *r, const struct study_cohort *c, struct study **before, size_t *n,
                    int64_t *same)
{
    struct study_releases all = study_releases(r->db, r->arena);

    *before = ARENA_ARRAY(r->arena, struct study, all.n + 1);
    *n = 0;
    for (size_t i = 0; i < all.n; i++) {
        const struct study_release *l = &all.at[i];

        if (l->study_id == c->id && l->computed_at == c->computed_at) {
            *same = l->id;
            return false;
        }
        if (study_apart(&l->wish, &c->wish))
            continue;
        if (!study_read(r->arena, l->figures, &(*before)[(*n)++]))
            die("the figures of release %" PRId64 " cannot be read", l->id);
    }
    return true;
}

static void release_make(struct req *r)
{
    struct study_cohort c;
    struct study *before, s;
    size_t n;
    int64_t id = 0, threshold = study_threshold(r->db, r->arena);
    struct buf out;

    if (!asked(r, req_value(r, "_cohort"), &c))
        return;
    if (c.computed_at && earlier(r, &c, &before, &n, &id)) {
        if (!study_read(r->arena, c.figures, &s))
            die("the figures of cohort %" PRId64 " cannot be read", c.id);
        if (!disclose_study(r->arena, &s, threshold, before, n)) {
            req_flash(r, TEXT_study_release_refused);
            req_redirect(r, "/onderzoek/cohort?cohort=%" PRId64, c.id);
            return;
        }
        put_threshold(r, &s, threshold);
        buf_init(&out, FILE_MAX);
        study_write(&s, &out);
        id = req_new_id(r);
        study_release_add(r->db, id, &c, r->user->id, r->now, threshold, out.at);
        buf_free(&out);
    }
    if (!id) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_study_release_made);
    req_redirect(r, "/onderzoek/download?uitgave=%" PRId64, id);
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
    cohort_page_begin(r, T(study_release), l.wish.name);
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

/* ---- two cohorts ----------------------------------------------------------------------------- */

static const enum text_id answers[] = {
    [STUDY_ANSWER_SAME] = TEXT_study_answer_same,
    [STUDY_ANSWER_DIFFERS] = TEXT_study_answer_differs,
    [STUDY_ANSWER_FEW] = TEXT_study_answer_few,
    [STUDY_ANSWER_STRUCTURAL] = TEXT_study_answer_structural,
    [STUDY_ANSWER_OVERLAP] = TEXT_study_answer_overlap,
    [STUDY_ANSWER_NO_SPREAD] = TEXT_study_answer_spread,
};

static const char *pair_label(struct req *r, const struct study_pair *p)
{
    struct study_row row = study_share(p->block, p->item, "", 0, 0);

    if (p->block == STUDY_EVER)
        return T(study_curve_whole);
    if (p->block == STUDY_TIME)
        return T(study_total_time);
    if (p->block == STUDY_WHO) { /* the item, without a level */
        row.block = STUDY_TEST;
        return study_label(r->arena, r->lang, &row);
    }
    return study_label(r->arena, r->lang, &row);
}

static const char *value_words(struct req *r, const struct study *s, const struct study_pair *p)
{
    const char *level = p->block == STUDY_WHO ? "mean" : "";
    const struct study_row *x = study_find(s, p->block, p->item, level, 0);

    if (!x)
        return "–";
    if (x->hidden)
        return T(study_hidden);
    if (x->k == NUMBER_NONE)
        return study_number(r->arena, r->lang, x->value, study_decimals(p->item));
    return arena_fmt(r->arena, "%s (%s)",
                     text_fill(r->arena, r->lang, TEXT_outcome_n_of_n, study_whole(r->arena, x->k),
                               study_whole(r->arena, x->n), NULL, NULL),
                     study_percent(r->arena, r->lang, x->value, 1));
}

struct side {
    struct study_cohort c;
    struct study full;
    struct seen seen;
};

static void pair_cell(struct req *r, const char *label, const char *words)
{
    html(r->out, "<td class=\"number\" data-label=\"%s\">%s</td>", label, words);
}

static void pair_row(struct req *r, const struct side *x, const struct side *y,
                     const struct study_pair *p)
{
    const struct study *one = &x->seen.s, *two = &y->seen.s;
    bool controlled = x->seen.controlled || y->seen.controlled;
    bool hidden = controlled && (study_pair_hidden(one, p) || study_pair_hidden(two, p));
    struct study_pair told = *p;

    if (hidden || (controlled && p->answer == STUDY_ANSWER_FEW))
        told.difference = told.p = told.p_holm = NAN;
    html(r->out, "<tr><th scope=\"row\"><div>%s</div><div class=\"small muted\">%s</div></th>",
         pair_label(r, p), hidden ? T(study_hidden) : text(r->lang, answers[p->answer]));
    pair_cell(r, x->c.wish.name, value_words(r, one, p));
    pair_cell(r, y->c.wish.name, value_words(r, two, p));
    pair_cell(r, T(study_difference), study_difference(r->arena, r->lang, &told));
    pair_cell(r, T(outcome_p), study_p(r->arena, r->lang, told.p));
    pair_cell(r, T(outcome_p_holm), study_p(r->arena, r->lang, told.p_holm));
    html(r->out, "</tr>");
}

static void pair_table(struct req *r, const struct side *x, const struct side *y,
                       const struct study_pairs *pairs)
{
    html(r->out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
         "<table class=\"data cards named\"><thead><tr><th scope=\"col\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>",
         T(study_compare_title), T(outcome_value), x->c.wish.name, y->c.wish.name);
    html(r->out,
         "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\" class=\"number\">%s</th>"
         "<th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>",
         T(study_difference), T(outcome_p), T(outcome_p_holm));
    for (size_t i = 0; i < pairs->n; i++)
        pair_row(r, x, y, &pairs->at[i]);
    html(r->out, "</tbody></table></div>");
}

static bool side_asked(struct req *r, const char *name, struct side *side)
{
    if (!asked(r, req_query(r, name), &side->c))
        return false;
    side->seen = figures_of(r, &side->c);
    if (side->c.computed_at && !study_read(r->arena, side->c.figures, &side->full))
        die("the figures of cohort %" PRId64 " cannot be read", side->c.id);
    return true;
}

static void show_pair(struct req *r, struct side *x, struct side *y)
{
    const struct study_wish *a = &x->c.wish, *b = &y->c.wish;
    bool apart = study_apart(a, b);
    bool same_scheme = !strcmp(a->target_group, b->target_group) && !strcmp(a->scheme, b->scheme);
    bool same = !strcmp(a->definition, b->definition) && a->months == b->months;

    if (!apart)
        html(r->out, "<p class=\"warn\">%s</p>", T(study_compare_overlap));
    if (!same)
        html(r->out, "<p class=\"warn\">%s</p>", T(study_compare_definitions));
    study_show_two(r, &x->seen.s, a->name, &y->seen.s, b->name);
    struct study_pairs pairs = study_pair(r->arena, &x->full, &y->full, apart, same_scheme);
    html(r->out, "<section class=\"card\"><h2>%s</h2>", T(outcome_tests_heading));
    html(r->out, "<p class=\"muted\">%s %s</p>",
         text_fill(r->arena, r->lang, TEXT_study_compare_tests,
                   arena_fmt(r->arena, "%d", pairs.tests), NULL, NULL, NULL),
         T(outcome_plain_no_control));
    pair_table(r, x, y, &pairs);
    html(r->out, "</section>");
}

static void show_chosen(struct req *r, struct side *x, struct side *y)
{
    if (x->c.id == y->c.id)
        html(r->out, "<p>%s</p>", T(study_compare_same));
    else if (!x->c.computed_at || !y->c.computed_at)
        html(r->out, "<p>%s</p>", T(study_waiting));
    else if (x->seen.refused || y->seen.refused)
        threshold_words(r, TEXT_study_too_small);
    else
        show_pair(r, x, y);
}

static void compare_page(struct req *r)
{
    struct study_cohorts list = mine(r);
    struct side x, y;
    bool chosen = *req_query(r, "een") || *req_query(r, "twee");

    if (chosen && (!side_asked(r, "een", &x) || !side_asked(r, "twee", &y)))
        return;
    cohort_page_begin(r, T(study_compare_title),
                      chosen ? arena_fmt(r->arena, "%s · %s", x.c.wish.name, y.c.wish.name) : NULL);
    if (list.n < 2)
        html(r->out,
             "<div class=\"empty\"><p>%s</p></div><p class=\"buttons\"><a class=\"button\" "
             "href=\"/onderzoek/nieuw\">%s</a></p>",
             T(study_compare_few), T(study_new));
    else
        show_choice(r, &list, chosen ? x.c.id : list.at[0].id, chosen ? y.c.id : list.at[1].id);
    if (chosen)
        show_chosen(r, &x, &y);
    page_end(r);
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
    {GET, "/onderzoek/vergelijk", compare_page, SCOPE_NONE, PERM_STUDY, READ, ACCESS_NOTHING,
     TEXT_study_compare_title},
    {0}};

static const struct job_kind jobs[] = {
    {"study", study_job, 0}, {"study_night", study_night_job, 24 * 60}, {0}};

const struct feature study_feature = {.name = "study", .routes = routes, .jobs = jobs};
