/* wish_pages.c: what the client wants of a party: practitioners, family and friends, employers.
 * Not: consent: what may be shared with whom (feature/consent).
 * Start at wish_save(). */
#include "feature/people/pages.h"

enum { ASK_AGAIN_MONTHS = 6 };

static const struct field fields[] = {
    F_CODE(struct wish, wish, TEXT_people_wish_what, REQUIRED, people_wishes),
    F_NOTE(struct wish, words, TEXT_people_words, 0, 1000),
    F_DAY(struct wish, said_on, TEXT_people_said_on, REQUIRED | PAST_ONLY | NARROW),
    F_DAY(struct wish, again_on, TEXT_people_again_on, FUTURE_ONLY | NARROW), F_END};

/* The newest wish of the party in the address or the form, to be followed; false: answered. */
static bool load(struct req *r, struct wish *w, struct form **f)
{
    const char *party =
        http_method(r->x) == HTTP_POST ? req_value(r, "_party") : req_query(r, "partij");
    struct wish all[PARTIES];
    int at = 0;

    wishes_of(r->db, r->arena, r->client_id, all);
    while (at < PARTIES && *party && strcmp(all[at].party, party) != 0)
        at++;
    if (at == PARTIES) {
        req_not_found(r);
        return false;
    }
    *w = all[at];
    w->said_on = r->today; /* asked again: from today on */
    w->again_on = DAY_NONE;
    *f = req_form(r, fields, w);
    form_help(*f, "words", TEXT_people_words_help);
    form_help(*f, "again_on", TEXT_people_again_on_help);
    return true;
}

static void show(struct req *r, const struct wish *w, struct form *f)
{
    struct client c = people_client(r);

    client_page_begin(r, T(people_wish), f);
    html(r->out, "<p class=\"lead\">%s</p>",
         people_fill(r, TEXT_people_wish_lead, c.given_name,
                     code_text(r->lang, people_parties, w->party)));
    page_form_begin(r, "fields", "/deelnemers/%" PRId64 "/mensen/wens", r->client_id);
    html(r->out, "<input type=\"hidden\" name=\"_party\" value=\"%s\">", w->party);
    form_show_fields(r->out, f);
    people_form_end(r);
    page_end(r);
}

void wish_form_page(struct req *r)
{
    struct wish w;
    struct form *f;

    if (load(r, &w, &f))
        show(r, &w, f);
}

void wish_save(struct req *r)
{
    struct wish w;
    struct form *f;

    if (!load(r, &w, &f))
        return;
    if (req_form_read(r, f)) {
        bool silences = wish_silences(&w);

        if (!strcmp(w.wish, "not_wanted") && !*w.words)
            form_error(f, "words", TEXT_people_words_missing);
        if (silences && w.again_on == DAY_NONE)
            w.again_on = day_add_months(r->today, ASK_AGAIN_MONTHS);
        if (silences && w.again_on > day_add_months(r->today, 24))
            form_error(f, "again_on", TEXT_people_again_long);
        if (!silences)
            w.again_on = DAY_NONE; /* what is wanted is not asked again */
    }
    if (form_error_count(f)) {
        req_invalid(r);
        show(r, &w, f);
        return;
    }
    wish_add(r, &w);
    req_flash(r, wish_silences(&w) ? TEXT_people_wish_quiet : TEXT_people_wish_saved);
    people_back(r);
}
