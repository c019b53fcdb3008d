/* follow_form.c: the forms: a signal and what was done about it, an own sign, the rhythm, a change,
 * the balance; for the specialist, and in plain words for the client.
 * Not: the blocks (follow_web.c), nor who has no account (follow_link.c).
 * Start at follow_signal_save(). */
#include "feature/follow/follow_pages.h"

#include "feature/client/client.h"

/* ---- two readers ----------------------------------------------------------------------------- */

static bool is_mine(const struct req *r)
{
    return r->route->scope == SCOPE_MINE;
}

static enum text_id words_for(const struct req *r, enum text_id staff, enum text_id mine)
{
    return is_mine(r) ? mine : staff;
}

static void begin(struct req *r, enum text_id title, struct form *f, enum text_id lead)
{
    if (is_mine(r)) {
        struct frame frame = page_frame(r, text(r->lang, title));

        frame.errors = form_error_count(f);
        page_begin_frame(r, &frame);
        form_show_errors(r->out, f);
    } else {
        client_page_begin(r, text(r->lang, title), f);
    }
    if (lead != TEXT_NONE)
        html(r->out, "<p class=\"lead\">%s</p>", text(r->lang, lead));
}

/* The form goes to where the page is. */
static void begin_form(struct req *r, const char *path)
{
    if (is_mine(r))
        page_form_begin(r, "fields", "/mijn/%s", path);
    else
        page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/%s", r->client_id, path);
}

static void end_form(struct req *r)
{
    html(r->out, "<div class=\"buttons\"><button>%s</button><a href=\"", T(save));
    if (is_mine(r))
        html(r->out, "/mijn");
    else
        html(r->out, "/deelnemers/%" PRId64 "/werk", r->client_id);
    html(r->out, "\">%s</a></div></form>", T(cancel));
}

static void back(struct req *r)
{
    if (is_mine(r))
        req_redirect(r, "/mijn");
    else
        req_redirect(r, "/deelnemers/%" PRId64 "/werk", r->client_id);
}

/* ---- a signal -------------------------------------------------------------------------------- */

static const struct field signal_fields[] = {
    F_DAY(struct follow_signal, noticed_on, TEXT_follow_noticed_on, REQUIRED | PAST_ONLY | NARROW),
    F_CODE(struct follow_signal, reporter, TEXT_follow_reporter, REQUIRED | CHIPS,
           follow_reporters),
    F_TEXT(struct follow_signal, reporter_name, TEXT_follow_reporter_name, NARROW, 150),
    F_NOTE(struct follow_signal, words, TEXT_follow_words, 0, 2000), F_END};
static const struct field mine_fields[] = {
    F_NOTE(struct follow_signal, words, TEXT_follow_mine_words, 0, 2000), F_END};

void follow_boxes_show(struct req *r, const struct choice *list, size_t n, const char *signs)
{
    html(r->out, "<fieldset class=\"field radios\"><legend>%s</legend>",
         text(r->lang, words_for(r, TEXT_follow_signs, TEXT_follow_mine_signs)));
    for (size_t i = 0; i < n; i++)
        html(r->out,
             "<label class=\"yes\"><input type=\"checkbox\" name=\"_sign_%s\" value=\"1\"%s>"
             "<span>%s</span></label>",
             list[i].value, follow_has_sign(signs, list[i].value) ? " checked" : "", list[i].label);
    html(r->out, "</fieldset>");
}

const char *follow_boxes_read(struct req *r, const struct choice *list, size_t n)
{
    const char *signs = "";

    for (size_t i = 0; i < n; i++)
        if (*req_value(r, arena_fmt(r->arena, "_sign_%s", list[i].value)))
            signs = arena_fmt(r->arena, "%s%s%s", signs, *signs ? " " : "", list[i].value);
    return signs;
}

static struct follow_signal signal_empty(struct req *r)
{
    return (struct follow_signal){.trajectory_id = r->trajectory_id,
                                  .noticed_on = r->today,
                                  .signs = "",
                                  .words = "",
                                  .reporter = is_mine(r) ? "client" : "specialist",
                                  .reporter_name = "",
                                  .done_words = ""};
}

static struct form *signal_form(struct req *r, struct follow_signal *s)
{
    struct form *f = req_form(r, is_mine(r) ? mine_fields : signal_fields, s);

    form_help(f, "words", words_for(r, TEXT_follow_words_help, TEXT_NONE));
    return f;
}

static void show_signal(struct req *r, struct form *f, const struct follow_signal *s,
                        const struct choice *list, size_t n)
{
    begin(r, words_for(r, TEXT_follow_signal_new, TEXT_follow_mine_signal), f,
          words_for(r, TEXT_NONE, TEXT_follow_mine_lead));
    begin_form(r, "signaal");
    follow_boxes_show(r, list, n, s->signs);
    form_show_fields(r->out, f);
    end_form(r);
    page_end(r);
}

void follow_signal_form(struct req *r)
{
    struct follow_signal s = signal_empty(r);
    struct follow_owns own = follow_own_list(r);
    size_t n;
    const struct choice *list = follow_choices(r, &own, &n);

    show_signal(r, signal_form(r, &s), &s, list, n);
}

void follow_signal_save(struct req *r)
{
    struct follow_signal s = signal_empty(r);
    struct follow_owns own = follow_own_list(r);
    size_t n;
    const struct choice *list = follow_choices(r, &own, &n);
    struct form *f = signal_form(r, &s);
    bool read = req_form_read(r, f);

    s.signs = follow_boxes_read(r, list, n);
    if (read && !*s.signs && !*s.words)
        form_error(f, "words", TEXT_follow_nothing);
    if (form_error_count(f)) {
        req_invalid(r);
        show_signal(r, f, &s, list, n);
        return;
    }
    follow_signal_add(r, &s, *s.signs ? follow_sign_words(r, &own, s.signs) : s.words);
    if (is_mine(r))
        req_flash(r, TEXT_follow_mine_signal_saved);
    else
        req_flash_undo(r, TEXT_follow_signal_saved,
                       arena_fmt(r->arena, "/deelnemers/%" PRId64 "/signaal/%" PRId64 "/weg",
                                 r->client_id, s.id));
    back(r);
}

void follow_signal_undo(struct req *r)
{
    if (follow_signal_remove(r, r->id) != OK) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_follow_signal_removed);
    back(r);
}

/* ---- what was done about it ------------------------------------------------------------------ */

struct done {
    const char *words;
};
static const struct field done_fields[] = {
    F_NOTE(struct done, words, TEXT_follow_done, REQUIRED | AUTOFOCUS, 2000), F_END};

/* The signal of the path that is open; else that has been answered. */
static bool load_signal(struct req *r, struct follow_signal *s)
{
    struct follow_signals all = follow_signal_list(r);

    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].id == r->id && all.at[i].done_on == DAY_NONE) {
            *s = all.at[i];
            return true;
        }
    req_not_found(r);
    return false;
}

static void show_done(struct req *r, const struct follow_signal *s, struct form *f)
{
    struct follow_owns own = follow_own_list(r);

    begin(r, TEXT_follow_follow_up, f, TEXT_NONE);
    html(r->out, "<section class=\"card\"><h2>%s</h2><p>%s</p>",
         *s->signs ? follow_sign_words(r, &own, s->signs) : T(follow_signal),
         text_fill(r->arena, r->lang, TEXT_follow_noticed, page_day(r, s->noticed_on),
                   *s->reporter_name ? s->reporter_name
                                     : code_text(r->lang, follow_reporters, s->reporter),
                   NULL, NULL));
    html_lines(r->out, s->words);
    html(r->out, "</section>");
    begin_form(r, arena_fmt(r->arena, "signaal/%" PRId64, s->id));
    form_help(f, "words", TEXT_follow_done_help);
    form_show_fields(r->out, f);
    end_form(r);
    page_end(r);
}

void follow_done_form(struct req *r)
{
    struct follow_signal s;
    struct done done = {""};

    if (load_signal(r, &s))
        show_done(r, &s, req_form(r, done_fields, &done));
}

void follow_done_save(struct req *r)
{
    struct follow_signal s;
    struct done done = {""};

    if (!load_signal(r, &s))
        return;
    struct form *f = req_form(r, done_fields, &done);
    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_done(r, &s, f);
        return;
    }
    if (follow_signal_done(r, s.id, done.words) != OK)
        BUG("a signal that was read in this transaction is gone");
    req_flash_undo(r, TEXT_follow_done_saved,
                   arena_fmt(r->arena, "/deelnemers/%" PRId64 "/signaal/%" PRId64 "/open",
                             r->client_id, s.id));
    back(r);
}

void follow_done_undo(struct req *r)
{
    if (follow_signal_again(r, r->id) != OK) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_follow_again);
    back(r);
}

/* ---- own signs ------------------------------------------------------------------------------- */

static const struct field own_fields[] = {
    F_TEXT(struct follow_own, words, TEXT_follow_own_words, REQUIRED | AUTOFOCUS, 200),
    F_TEXT(struct follow_own, helps, TEXT_follow_own_helps, 0, 300), F_END};
static const struct field own_mine_fields[] = {
    F_TEXT(struct follow_own, words, TEXT_follow_mine_own_words, REQUIRED | AUTOFOCUS, 200),
    F_TEXT(struct follow_own, helps, TEXT_follow_mine_own_helps, 0, 300), F_END};

static void show_own(struct req *r, struct form *f)
{
    begin(r, words_for(r, TEXT_follow_own_new, TEXT_follow_mine_own), f,
          words_for(r, TEXT_follow_own_lead, TEXT_follow_mine_own_lead));
    begin_form(r, "eigen-signaal");
    form_show_fields(r->out, f);
    end_form(r);
    page_end(r);
}

static struct form *own_form(struct req *r, struct follow_own *own)
{
    return req_form(r, is_mine(r) ? own_mine_fields : own_fields, own);
}

void follow_own_form(struct req *r)
{
    struct follow_own own = {.words = "", .helps = ""};

    show_own(r, own_form(r, &own));
}

void follow_own_save(struct req *r)
{
    struct follow_own own = {.words = "", .helps = ""};
    struct form *f = own_form(r, &own);

    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_own(r, f);
        return;
    }
    follow_own_add(r, &own);
    req_flash(r, TEXT_follow_own_saved);
    back(r);
}

void follow_own_stop(struct req *r)
{
    if (follow_own_end(r, r->id) != OK) {
        req_not_found(r);
        return;
    }
    req_flash(r, TEXT_follow_own_ended);
    back(r);
}

/* ---- the rhythm ------------------------------------------------------------------------------ */

static const struct field rhythm_fields[] = {
    F_INT(struct follow_rhythm, days, TEXT_follow_rhythm_days, NARROW | AUTOFOCUS, 1, 180),
    F_TEXT(struct follow_rhythm, words, TEXT_follow_rhythm_words, 0, 300), F_END};

static struct form *rhythm_form(struct req *r, struct follow_rhythm *rhythm)
{
    static const struct {
        const char *days;
        enum text_id words;
    } usual[] = {{"7", TEXT_follow_every_week},
                 {"14", TEXT_follow_every_two_weeks},
                 {"30", TEXT_follow_every_month},
                 {"90", TEXT_follow_every_quarter}};
    struct form *f = req_form(r, rhythm_fields, rhythm);
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, COUNT(usual));

    for (size_t i = 0; i < COUNT(usual); i++)
        choices[i] = (struct choice){usual[i].days, text(r->lang, usual[i].words), NULL};
    form_choices(f, "days", choices, COUNT(usual));
    form_help(f, "days", TEXT_follow_rhythm_help);
    form_help(f, "words", TEXT_follow_rhythm_words_help);
    return f;
}

static void show_rhythm(struct req *r, struct form *f)
{
    begin(r, TEXT_follow_rhythm_change, f, TEXT_follow_rhythm_lead);
    begin_form(r, "ritme");
    form_show_fields(r->out, f);
    end_form(r);
    page_end(r);
}

void follow_rhythm_form(struct req *r)
{
    struct follow_rhythm rhythm = follow_rhythm_get(r);

    show_rhythm(r, rhythm_form(r, &rhythm));
}

void follow_rhythm_save(struct req *r)
{
    struct follow_rhythm rhythm = {.days = NUMBER_NONE, .words = ""};
    struct form *f = rhythm_form(r, &rhythm);

    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_rhythm(r, f);
        return;
    }
    follow_rhythm_set(r, &rhythm);
    req_flash(r, rhythm.days == NUMBER_NONE ? TEXT_follow_rhythm_norm : TEXT_follow_rhythm_saved);
    back(r);
}

/* ---- a change is coming ---------------------------------------------------------------------- */

static const struct field change_fields[] = {
    F_TEXT(struct follow_change, what, TEXT_follow_change_what, REQUIRED | AUTOFOCUS, 200),
    F_DAY(struct follow_change, on_day, TEXT_follow_change_day, REQUIRED | NARROW | FUTURE_ONLY),
    F_END};

static void show_change(struct req *r, struct form *f)
{
    begin(r, words_for(r, TEXT_follow_change_new, TEXT_follow_mine_change), f,
          words_for(r, TEXT_follow_change_lead, TEXT_follow_mine_change_lead));
    begin_form(r, "verandering");
    form_help(f, "what", TEXT_follow_change_help);
    form_show_fields(r->out, f);
    end_form(r);
    page_end(r);
}

void follow_change_form(struct req *r)
{
    struct follow_change c = {.what = "", .on_day = DAY_NONE};

    show_change(r, req_form(r, change_fields, &c));
}

void follow_change_save(struct req *r)
{
    struct follow_change c = {.what = "", .on_day = DAY_NONE};
    struct form *f = req_form(r, change_fields, &c);

    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_change(r, f);
        return;
    }
    follow_change_add(r, &c);
    req_flash(r, words_for(r, TEXT_follow_change_saved, TEXT_follow_mine_change_saved));
    back(r);
}

/* Before, until the talk before was held or the day has come; then after. */
static bool load_change(struct req *r, struct follow_change *c, bool *after)
{
    if (follow_change_get(r, r->id, c) != OK || c->after_on != DAY_NONE) {
        req_not_found(r);
        return false;
    }
    *after = c->before_on != DAY_NONE || c->on_day < r->today;
    return true;
}

static void show_talk(struct req *r, const struct follow_change *c, bool after, struct form *f)
{
    begin(r, after ? TEXT_follow_talk_after : TEXT_follow_talk_before, f, TEXT_NONE);
    html(r->out, "<p class=\"lead\"><strong>%s</strong> · %s</p>", c->what, page_day(r, c->on_day));
    if (*c->before_words) {
        html(r->out, "<section class=\"card\"><h2>%s</h2>", T(follow_talk_before));
        html_lines(r->out, c->before_words);
        html(r->out, "</section>");
    }
    begin_form(r, arena_fmt(r->arena, "verandering/%" PRId64, c->id));
    form_help(f, "words", after ? TEXT_follow_talk_after_help : TEXT_follow_talk_before_help);
    form_show_fields(r->out, f);
    end_form(r);
    page_end(r);
}

static const struct field talk_fields[] = {
    F_NOTE(struct done, words, TEXT_follow_talk_words, REQUIRED | AUTOFOCUS, 2000), F_END};

void follow_talk_form(struct req *r)
{
    struct follow_change c;
    struct done done = {""};
    bool after;

    if (load_change(r, &c, &after))
        show_talk(r, &c, after, req_form(r, talk_fields, &done));
}

void follow_talk_save(struct req *r)
{
    struct follow_change c;
    struct done done = {""};
    bool after;

    if (!load_change(r, &c, &after))
        return;
    struct form *f = req_form(r, talk_fields, &done);
    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_talk(r, &c, after, f);
        return;
    }
    follow_change_talked(r, &c, after, done.words);
    req_flash(r, after ? TEXT_follow_talked_after : TEXT_follow_talked_before);
    back(r);
}

/* ---- balance --------------------------------------------------------------------------------- */

struct asked {
    int32_t day;
    const char *score, *reporter, *words;
};
static const struct code balance_reporters[] = {{"client", TEXT_follow_by_client},
                                                {"employer", TEXT_follow_by_employer},
                                                {"specialist", TEXT_follow_by_specialist},
                                                {0}};
static const struct field balance_fields[] = {
    F_CODE(struct asked, score, TEXT_follow_score, REQUIRED, follow_scores),
    F_CODE(struct asked, reporter, TEXT_follow_says, REQUIRED | CHIPS, balance_reporters),
    F_DAY(struct asked, day, TEXT_follow_score_day, REQUIRED | PAST_ONLY | NARROW),
    F_TEXT(struct asked, words, TEXT_follow_score_words, 0, 300), F_END};
static const struct field balance_mine_fields[] = {
    F_CODE(struct asked, score, TEXT_follow_mine_score, REQUIRED, follow_scores),
    F_TEXT(struct asked, words, TEXT_follow_mine_score_words, 0, 300), F_END};

static void show_balance(struct req *r, struct form *f)
{
    begin(r, words_for(r, TEXT_follow_balance_new, TEXT_follow_mine_balance), f,
          words_for(r, TEXT_follow_balance_lead, TEXT_NONE));
    begin_form(r, "balans");
    form_show_fields(r->out, f);
    end_form(r);
    page_end(r);
}

static struct form *balance_form(struct req *r, struct asked *asked)
{
    *asked = (struct asked){r->today, "", "client", ""};
    return req_form(r, is_mine(r) ? balance_mine_fields : balance_fields, asked);
}

void follow_balance_form(struct req *r)
{
    struct asked asked;

    show_balance(r, balance_form(r, &asked));
}

void follow_balance_save(struct req *r)
{
    struct asked asked;
    struct form *f = balance_form(r, &asked);

    if (!req_form_read(r, f)) {
        req_invalid(r);
        show_balance(r, f);
        return;
    }
    follow_balance_add(r, &(struct follow_balance){.day = asked.day,
                                                   .score = strtoll(asked.score, NULL, 10),
                                                   .words = asked.words,
                                                   .reporter = asked.reporter});
    req_flash(r, words_for(r, TEXT_follow_balance_saved, TEXT_follow_mine_balance_saved));
    back(r);
}
