/* study_method.c: the methods paragraph of a cohort, to be copied.
 * Not: how numbers and labels are written (study_words.c), nor the figures (study.c).
 * Start at study_method(). */
#include "feature/study/study_store.h"

#include "core/codes.h"
#include "feature/placement/placement.h"

static const char *fill(struct arena *a, enum lang lang, enum text_id id, const char *one,
                        const char *two)
{
    return text_fill(a, lang, id, one, two, NULL, NULL);
}

struct method {
    struct arena *a;
    enum lang lang;
    const struct study *s;
    struct buf *out;
};

static const char *about_text(const struct method *m, const char *item)
{
    const struct study_row *r = study_find(m->s, STUDY_ABOUT, item, "", 0);

    return r ? r->text : "";
}

static const char *count_text(const struct method *m, enum study_block block, const char *item)
{
    const struct study_row *r = study_find(m->s, block, item, "", 0);

    if (r && r->hidden)
        return text(m->lang, TEXT_study_hidden);
    return r ? study_whole(m->a, r->k) : "–";
}

static void say(const struct method *m, const char *words)
{
    buf_str(m->out, m->out->len ? " " : "");
    buf_str(m->out, words);
}

static void say_who(const struct method *m)
{
    const char *from = about_text(m, "from"), *to = about_text(m, "to");
    enum text_id id = *from && *to ? TEXT_study_m_period
                      : *from      ? TEXT_study_m_since
                      : *to        ? TEXT_study_m_until
                                   : TEXT_study_m_ever;
    const char *period =
        fill(m->a, m->lang, id, study_day(m->a, *from ? from : to), study_day(m->a, to));
    const char *group = about_text(m, "target_group"), *scheme = about_text(m, "scheme");

    const struct study_row *programmes = study_find(m->s, STUDY_ABOUT, "programmes", "", 0);

    say(m, text_fill(
               m->a, m->lang, TEXT_study_m_who, about_text(m, "name"),
               text_count(m->a, m->lang, TEXT_study_n_programmes, programmes ? programmes->k : 0),
               period, NULL));
    if (*group)
        say(m, fill(m->a, m->lang, TEXT_study_m_group, codes_label("target_groups", m->lang, group),
                    NULL));
    if (*scheme)
        say(m, fill(m->a, m->lang, TEXT_study_m_scheme, codes_label("schemes", m->lang, scheme),
                    NULL));
}

static void say_flow(const struct method *m)
{
    struct buf reasons;

    buf_init(&reasons, 1 << 16);
    for (size_t i = 0; i < m->s->n; i++) {
        const struct study_row *r = &m->s->at[i];

        if (r->block != STUDY_FLOW || !strcmp(r->item, "seen") || !strcmp(r->item, "taken") ||
            (r->k == 0 && !r->hidden))
            continue;
        buf_str(&reasons, reasons.len ? "; " : "");
        buf_fmt(&reasons, "%s: %s", study_label(m->a, m->lang, r),
                count_text(m, STUDY_FLOW, r->item));
    }
    const char *taken = count_text(m, STUDY_FLOW, "taken");
    const struct study_row *seen = study_find(m->s, STUDY_FLOW, "seen", "", 0);
    if (!reasons.len)
        say(m, fill(m->a, m->lang, TEXT_study_m_flow_none, taken, NULL));
    else if (seen && seen->hidden)
        say(m, fill(m->a, m->lang, TEXT_study_m_flow_hidden, taken, reasons.at));
    else
        say(m, text_fill(m->a, m->lang, TEXT_study_m_flow, count_text(m, STUDY_FLOW, "seen"), taken,
                         reasons.at, NULL));
    buf_free(&reasons);
}

static bool has(const struct study *s, enum study_block block, const char *item)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].block == block && (!item || !strcmp(s->at[i].item, item)))
            return true;
    return false;
}

static void say_result(const struct method *m)
{
    const struct study_row *r = study_find(m->s, STUDY_FOUND, "ever", "", 0);
    const char *definition = about_text(m, "definition");

    if (!r)
        return;
    say(m, text_fill(m->a, m->lang, TEXT_study_m_work,
                     code_text(m->lang, placement_definitions, definition), definition,
                     count_text(m, STUDY_ABOUT, "months"),
                     count_text(m, STUDY_ABOUT, "running_at_start")));
    if (study_find(m->s, STUDY_ABOUT, "paid_above", "", 0))
        say(m, fill(m->a, m->lang, TEXT_study_m_payroll, count_text(m, STUDY_ABOUT, "paid_above"),
                    NULL));
    const struct study_row *ends = study_find(m->s, STUDY_ABOUT, "ends_after", "", 0);
    if (ends)
        say(m, text_count(m->a, m->lang, TEXT_study_m_ends, ends->k));
    if (!r->hidden) {
        say(m, text_fill(m->a, m->lang, TEXT_study_m_result, study_whole(m->a, r->k),
                         study_whole(m->a, r->n), study_percent(m->a, m->lang, r->value, 1),
                         count_text(m, STUDY_ABOUT, "confidence")));
        buf_str(m->out, text_fill(m->a, m->lang, TEXT_study_m_interval,
                                  study_limits(m->a, m->lang, 100 * r->low, 100 * r->high, 1),
                                  count_text(m, STUDY_ABOUT, "jobs"),
                                  count_text(m, STUDY_ABOUT, "job_months"), NULL));
    }
    say(m, fill(m->a, m->lang, TEXT_study_m_tests, count_text(m, STUDY_ABOUT, "tests"), NULL));
    if (has(m->s, STUDY_TEST, "logrank"))
        say(m, text(m->lang, TEXT_study_m_logrank));
    if (has(m->s, STUDY_MODEL, NULL))
        say(m, text(m->lang, TEXT_study_m_model));
    if (has(m->s, STUDY_COX, NULL))
        say(m, text(m->lang, TEXT_study_m_cox));
    if (study_find(m->s, STUDY_ABOUT, "draws", "", 0))
        say(m, fill(m->a, m->lang, TEXT_study_m_fisher, count_text(m, STUDY_ABOUT, "draws"),
                    count_text(m, STUDY_ABOUT, "seed")));
}

const char *study_made(struct arena *a, enum lang lang, const struct study *s)
{
    struct method m = {a, lang, s, NULL};
    const char *made = fill(a, lang, TEXT_study_m_made, study_day(a, about_text(&m, "computed_on")),
                            about_text(&m, "version"));

    if (!study_find(s, STUDY_ABOUT, "threshold", "", 0))
        return made;
    return arena_fmt(
        a, "%s %s",
        fill(a, lang, TEXT_study_m_threshold, count_text(&m, STUDY_ABOUT, "threshold"), NULL),
        made);
}

const char *study_method(struct arena *a, enum lang lang, const struct study *s)
{
    struct buf out;
    struct method m = {a, lang, s, &out};

    buf_init(&out, 1 << 18);
    say_who(&m);
    say_flow(&m);
    say_result(&m);
    say(&m, text(lang, TEXT_study_m_control));
    say(&m, study_made(a, lang, s));
    const char *words = arena_str(a, out.at);
    buf_free(&out);
    return words;
}
