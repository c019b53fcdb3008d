/* employer_pick.c: choosing an employer in a form: which one was meant, and what to know before it
 * is approached: what was agreed with them, which colleagues spoke them last, whether this client
 * wants to. Not: finding one while typing (employer_list()). Start at employer_pick() and
 * employer_heed_check(). */
#include "core/values.h"
#include "feature/employer/employer.h"

struct employer employer_empty(const char *name)
{
    return (struct employer){.name = name,
                             .kvk = "",
                             .sector = "",
                             .place = "",
                             .open_need = "",
                             .agreement = "",
                             .not_before_on = DAY_NONE,
                             .not_before_reason = ""};
}

/* ---- choosing one in a form ------------------------------------------------------------------ */

static bool is_ours(struct req *r, int64_t employer_id)
{
    struct employer e;

    return employer_get(r->db, r->arena, employer_id, &e) == OK &&
           e.organisation_id == r->user->organisation_id && !e.merged_into;
}

static int64_t add_by_name(struct req *r, struct form *f, const char *field, const char *name)
{
    struct employer e = employer_empty(name);

    if (strlen(name) > 200 || employer_add(r, &e) != OK) {
        form_error(f, field, TEXT_error_pick);
        return 0;
    }
    return e.id;
}

void employer_pick(struct req *r, struct form *f, const char *field, int64_t *employer_id,
                   const char **unknown)
{
    enum { OFFERED = 20 };
    const char *typed = form_typed(f, field);

    *unknown = NULL;
    if (*employer_id && !is_ours(r, *employer_id))
        form_error(f, field, TEXT_error_pick);
    if (*employer_id || !*typed)
        return;
    struct employers found =
        employer_list(r->db, r->arena,
                      (struct employer_filter){.organisation_id = r->user->organisation_id,
                                               .find = typed,
                                               .sector = "",
                                               .place = "",
                                               .limit = OFFERED});
    struct choice *choices = ARENA_ARRAY(r->arena, struct choice, found.n);
    for (size_t i = 0; i < found.n; i++)
        choices[i] = (struct choice){
            arena_fmt(r->arena, "%" PRId64, found.at[i].id),
            arena_fmt(r->arena, "%s, %s", found.at[i].name, found.at[i].place), NULL};
    if (found.n == 1) {
        *employer_id = found.at[0].id;
    } else if (found.n) {
        form_choices(f, field, choices, found.n);
        form_error(f, field, TEXT_employer_pick_many);
    } else if (!strcmp(req_value(r, "_add"), "1") && user_may(r->user, PERM_EMPLOYER_WRITE) &&
               !form_error_count(f)) {
        *employer_id = add_by_name(r, f, field, typed);
    } else {
        *unknown = typed;
        form_error(f, field, TEXT_employer_pick_unknown);
    }
}

void employer_pick_offer(struct req *r, const char *unknown)
{
    if (unknown && user_may(r->user, PERM_EMPLOYER_WRITE))
        html(r->out,
             "<div class=\"field\"><label class=\"yes\"><input type=\"checkbox\" name=\"_add\""
             " value=\"1\"><span>%s</span></label></div>",
             text_fill(r->arena, r->lang, TEXT_employer_pick_add, unknown, NULL, NULL, NULL));
}

/* ---- what to know before ----------------------------------------------------------------------
 */

enum { COLLEAGUES = 3, LATELY = 30 /* days: a second call would be one too many */ };

struct heed {
    struct employer e;
    bool quiet; /* not to be called yet */
    struct {
        const char *name;
        int32_t on;
    } spoke[COLLEAGUES];
    size_t n_spoke;
    int32_t refused_on;   /* the client stopped a lead here; DAY_NONE: never */
    const char *unwanted; /* in the client's words: no contact with employers; "" */
};

static const char *fill(struct req *r, enum text_id id, const char *one, const char *two)
{
    return text_fill(r->arena, r->lang, id, one, two, NULL, NULL);
}

static void read_colleagues(struct req *r, struct heed *h)
{
    struct db_rows q =
        db_query(r->db,
                 SQL("select s.name, max(c.day) from contact c join staff s on s.id = c.staff_id"
                     " where c.employer_id = $1 and c.staff_id <> $2 group by s.id, s.name"
                     " order by 2 desc, 1 limit $3"),
                 ARGS(I(h->e.id), I(r->user->id), I(COLLEAGUES)));

    while (db_next(&q)) {
        h->spoke[h->n_spoke].name = db_text_copy(&q, 0, r->arena);
        h->spoke[h->n_spoke++].on = day_at(&q, 1);
    }
}

/* What the client of this page wants, as far as the reader sees it. */
static void read_client(struct req *r, struct heed *h)
{
    if (r->client_id && gate_sees(&r->gate, GROUP_PLAN))
        h->refused_on = day_from_iso(db_one_text(
            r->db, r->arena,
            SQL("select max(l.stage_on) from lead l join trajectory t on t.id = l.trajectory_id"
                " where t.client_id = $1 and l.employer_id = $2 and l.stage = 'dropped'"
                " and l.reason = 'client_no'"),
            ARGS(I(r->client_id), I(h->e.id)), ""));
    if (r->client_id && gate_sees(&r->gate, GROUP_CONSENT))
        h->unwanted = db_one_text(
            r->db, r->arena,
            SQL("select w.words from party_wish w where w.client_id = $1 and w.party = 'employer'"
                " and w.wish = 'not_wanted' and not exists (select 1 from party_wish n"
                " where n.client_id = w.client_id and n.party = w.party and n.id > w.id)"),
            ARGS(I(r->client_id)), "");
}

/* False: there is no such employer of ours. */
static bool load(struct req *r, int64_t employer_id, struct heed *h)
{
    *h = (struct heed){.refused_on = DAY_NONE, .unwanted = ""};
    if (!employer_id || employer_get(r->db, r->arena, employer_id, &h->e) != OK ||
        h->e.organisation_id != r->user->organisation_id)
        return false;
    h->quiet = h->e.not_before_on != DAY_NONE && h->e.not_before_on > r->today;
    read_colleagues(r, h);
    read_client(r, h);
    return true;
}

void employer_heed_check(struct req *r, struct form *f, const char *field, int64_t employer_id,
                         bool happened)
{
    struct heed h;
    int64_t shown;
    bool read = id_parse(req_value(r, "_heeded"), &shown) && shown == employer_id;

    if (read || form_wrong(f, field) || !load(r, employer_id, &h))
        return;
    bool lately = h.n_spoke && h.spoke[0].on >= r->today - LATELY;
    if (h.quiet ||
        (!happened && (lately || *h.e.agreement || h.refused_on != DAY_NONE || *h.unwanted)))
        form_error(f, field, TEXT_employer_heed_first);
}

void employer_heed_show(struct req *r, int64_t employer_id)
{
    struct heed h;

    if (!load(r, employer_id, &h))
        return;
    if (!h.quiet && !*h.e.agreement && !h.n_spoke && h.refused_on == DAY_NONE && !*h.unwanted)
        return;
    html(r->out,
         "<div class=\"card\" id=\"let-op\"><h2>%s</h2>"
         "<input type=\"hidden\" name=\"_heeded\" value=\"%" PRId64 "\">",
         fill(r, TEXT_employer_heed, h.e.name, NULL), employer_id);
    if (h.quiet)
        html(r->out, "<p class=\"warn\">%s</p>",
             fill(r, TEXT_employer_not_before, page_day(r, h.e.not_before_on),
                  h.e.not_before_reason));
    if (h.refused_on != DAY_NONE)
        html(r->out, "<p class=\"warn\">%s</p>",
             fill(r, TEXT_employer_heed_refused, page_day(r, h.refused_on), NULL));
    if (*h.unwanted)
        html(r->out, "<p class=\"warn\">%s</p>",
             fill(r, TEXT_employer_heed_unwanted, h.unwanted, NULL));
    if (*h.e.agreement)
        html(r->out, "<p>%s: %s</p>", T(employer_agreement), h.e.agreement);
    for (size_t i = 0; i < h.n_spoke; i++)
        html(r->out, "<p>%s</p>",
             fill(r, TEXT_employer_heed_spoke, h.spoke[i].name, page_day(r, h.spoke[i].on)));
    html(r->out, "</div>");
}

const char *employer_about(struct req *r, const struct employer *e)
{
    if (e->not_before_on == DAY_NONE || e->not_before_on <= r->today)
        return e->place;
    return arena_fmt(
        r->arena, "%s%s%s", e->place, *e->place ? " · " : "",
        fill(r, TEXT_employer_not_before, page_day(r, e->not_before_on), e->not_before_reason));
}
