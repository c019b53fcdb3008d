/* access_judge.c: signals shown and judged; months that may go.
 * Not: finding signals (access_signal_sql.c).
 * Start at access_signal_page(). */
#include "core/access_month.h"
#include "feature/access/access.h"

/* ---- signals --------------------------------------------------------------------------------- */

static void signal_who(struct req *r, const struct access_signal *s)
{
    html(r->out, "<a href=\"/toezicht/medewerker/%" PRId64 "\">%s</a>", s->staff_id, s->staff_name);
    if (s->client_id)
        html(r->out, " → <a href=\"/deelnemers/%" PRId64 "/inzage\">%s</a>", s->client_id,
             s->client_name);
}

static const char *judged_words(struct req *r, const struct access_signal *s)
{
    return text_fill(r->arena, r->lang, TEXT_access_judged_by,
                     code_text(r->lang, access_judgements, s->judgement),
                     page_day(r, local_from_ms(s->judged_at).day), s->judged_by, NULL);
}

void access_signals_show(struct req *r, const struct access_signals *list)
{
    html(r->out, "<ul class=\"rows\">");
    for (size_t i = 0; i < list->n; i++) {
        const struct access_signal *s = &list->at[i];

        html(r->out,
             "<li><span class=\"mark%s\"></span><div class=\"what\">"
             "<a href=\"/toezicht/signaal/%" PRId64 "\">%s%s</a><p>%s · ",
             *s->judgement ? "" : " urgent", s->id, code_text(r->lang, access_kinds, s->kind),
             s->lines > 1 ? arena_fmt(r->arena, " (%" PRId64 "×)", s->lines) : "",
             page_day(r, s->day));
        signal_who(r, s);
        html(r->out, "</p>");
        if (*s->judgement)
            html(r->out, "<p>%s</p>", judged_words(r, s));
        html(r->out, "</div></li>");
    }
    html(r->out, "</ul>");
}

struct judging {
    const char *judgement, *remark;
    int64_t version;
};
static const struct field judge_fields[] = {
    F_CODE(struct judging, judgement, TEXT_access_judgement, REQUIRED, access_judgements),
    F_NOTE(struct judging, remark, TEXT_access_remark, 0, 1000),
    F_HIDDEN_ID(struct judging, version), F_END};

static void begin_under_review(struct req *r, const char *title, size_t errors)
{
    struct frame_link crumbs[] = {{"/toezicht", T(access), NULL, 0}};
    struct frame frame = page_frame(r, title);

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    frame.errors = errors;
    page_begin_frame(r, &frame);
}

static void show_signal(struct req *r, const struct access_signal *s, struct form *f)
{
    begin_under_review(r,
                       text_fill(r->arena, r->lang, TEXT_access_signal,
                                 code_text(r->lang, access_kinds, s->kind), NULL, NULL, NULL),
                       form_error_count(f));
    form_show_errors(r->out, f);
    html(r->out, "<section class=\"card\"><p>%s%s · ", page_day_long(r, s->day),
         s->lines > 1 ? arena_fmt(r->arena, " (%" PRId64 "×)", s->lines) : "");
    signal_who(r, s);
    html(r->out, "</p>");
    if (*s->judgement)
        html(r->out, "<p>%s</p>", judged_words(r, s));
    html(r->out, "<p><a href=\"/toezicht/medewerker/%" PRId64 "?van=%s&amp;tot=%s\">%s</a></p>",
         s->staff_id, page_day(r, s->day), page_day(r, s->day),
         text_fill(r->arena, r->lang, TEXT_access_around, s->staff_name, NULL, NULL, NULL));
    html(r->out, "</section>");
    page_form_begin(r, "fields", "/toezicht/signaal/%" PRId64, s->id);
    form_show_fields(r->out, f);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button><a href=\"/toezicht\">%s</a></div></form>",
         T(save), T(cancel));
    page_end(r);
}

static bool signal_load(struct req *r, struct access_signal *s, struct judging *j)
{
    if (access_signal_get(r->db, r->arena, r->user->organisation_id, r->id, s) != OK) {
        req_not_found(r);
        return false;
    }
    *j = (struct judging){s->judgement, s->remark, s->version};
    return true;
}

void access_signal_page(struct req *r)
{
    struct access_signal s;
    struct judging j;

    if (!signal_load(r, &s, &j))
        return;
    r->client_id = s.client_id; /* about whom it was read */
    show_signal(r, &s, req_form(r, judge_fields, &j));
}

void access_signal_save(struct req *r)
{
    struct access_signal s;
    struct judging j;

    if (!signal_load(r, &s, &j))
        return;
    struct form *f = req_form(r, judge_fields, &j);
    if (req_form_read(r, f) && strcmp(j.judgement, "right") && !*j.remark)
        form_error(f, "remark", TEXT_access_remark_needed);
    struct access_signal judged = s;
    judged.judgement = j.judgement;
    judged.remark = j.remark;
    judged.version = j.version;
    if (!form_error_count(f) && access_signal_judge(r, &judged) != OK)
        form_error(f, NULL, TEXT_access_stale);
    if (form_error_count(f)) {
        req_invalid(r);
        show_signal(r, &s, f);
        return;
    }
    r->client_id = s.client_id;
    req_flash(r, TEXT_access_judged);
    req_redirect(r, "/toezicht");
}

/* ---- months ---------------------------------------------------------------------------------- */

static const char *month_words(struct req *r, int month)
{
    return arena_fmt(r->arena, "%s %d", text(r->lang, (enum text_id)(TEXT_month_1 + month % 12)),
                     month / 12);
}

static void show_dropped(struct req *r)
{
    size_t n;
    struct access_month_row *rows = access_months_dropped(r->db, r->arena, r->site->chain.key, &n);

    if (!n)
        return;
    html(r->out, "<section class=\"card\"><h2>%s</h2><ul>", T(access_months_dropped));
    for (size_t i = 0; i < n; i++)
        html(r->out, "<li>%s</li>",
             text_fill(r->arena, r->lang, TEXT_access_months_row, month_words(r, rows[i].m.month),
                       arena_fmt(r->arena, "%" PRId64, rows[i].m.lines),
                       page_day(r, local_from_ms(rows[i].m.dropped_at).day), NULL));
    html(r->out, "</ul></section>");
}

void access_months_page(struct req *r)
{
    struct access_term term = access_term(r->db, r->today);

    begin_under_review(r, T(access_months), 0);
    html(r->out, "<p class=\"lead\">%s</p><section class=\"card\">",
         text_fill(r->arena, r->lang, TEXT_access_months_lead,
                   arena_fmt(r->arena, "%d", term.years), NULL, NULL, NULL));
    if (!term.oldest || term.oldest >= term.kept_from) {
        html(r->out, "<p class=\"empty\">%s</p>", T(access_months_none));
    } else {
        html(r->out, "<p>%s</p>",
             text_fill(r->arena, r->lang, TEXT_access_months_due, month_words(r, term.oldest),
                       month_words(r, term.kept_from - 1), NULL, NULL));
        page_form_begin(r, "", "/toezicht/bewaren");
        html(r->out, "<button>%s</button></form>", T(access_months_drop));
    }
    html(r->out, "</section>");
    show_dropped(r);
    page_end(r);
}

/* The person approves; the job does it. */
void access_months_save(struct req *r)
{
    struct access_term term = access_term(r->db, r->today);

    if (term.oldest && term.oldest < term.kept_from)
        job_add(r->site, "access_drop",
                arena_fmt(r->arena, "%d %" PRId64, term.kept_from, r->user->id), r->user->id,
                r->now);
    req_flash(r, TEXT_access_months_asked);
    req_redirect(r, "/toezicht/bewaren");
}
