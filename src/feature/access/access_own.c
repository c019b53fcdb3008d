/* access_own.c: pages for the client: the own log in plain words, on Mijn traject and on paper.
 * Not: making the list (access_words.c).
 * Start at access_own_mine(). */
#include "feature/access/access.h"
#include "feature/client/client.h"

enum { OWN_LIMIT = 1000, DAYS = 30 };

struct access_period access_period_read(struct req *r)
{
    struct access_period p = {.before = req_query_id(r, "voor")};

    if (!day_parse(req_query(r, "tot"), r->today, &p.to) || p.to == DAY_NONE || p.to > r->today)
        p.to = r->today;
    if (!day_parse(req_query(r, "van"), r->today, &p.from) || p.from == DAY_NONE || p.from > p.to)
        p.from = p.to - DAYS;
    return p;
}

static void day_field(struct req *r, const char *name, enum text_id label, int32_t day)
{
    html(r->out,
         "<div class=\"field\"><label for=\"f-%s\">%s</label>"
         "<input id=\"f-%s\" name=\"%s\" value=\"%s\" autocomplete=\"off\"></div>",
         name, text(r->lang, label), name, name, page_day(r, day));
}

void access_period_show(struct req *r, const char *path, const struct access_period *p,
                        const struct access_people *people)
{
    int64_t by = req_query_id(r, "door");

    html(r->out, "<form class=\"tools\" method=\"get\" action=\"/%s\">", path + 1);
    day_field(r, "van", TEXT_access_from, p->from);
    day_field(r, "tot", TEXT_access_to, p->to);
    if (people) {
        html(r->out,
             "<div class=\"field\"><label for=\"f-door\">%s</label><select id=\"f-door\""
             " name=\"door\"><option value=\"\">%s</option>",
             T(access_by), T(access_everybody));
        for (size_t i = 0; i < people->n; i++)
            html(r->out, "<option value=\"%" PRId64 "\"%s>%s</option>", people->at[i].id,
                 people->at[i].id == by ? " selected" : "", people->at[i].name);
        html(r->out, "</select></div>");
    }
    html(r->out, "<button class=\"quiet\">%s</button></form>", T(access_show));
}

static void show_list(struct req *r, const char *path)
{
    struct access_period p = access_period_read(r);
    struct access_own_list list = access_own_log(r, r->client_id, p.from, p.to, OWN_LIMIT);

    access_period_show(r, path, &p, NULL);
    html(r->out, "<section class=\"card\">");
    access_show_own(r, &list);
    html(r->out, "</section>");
}

void access_own_mine(struct req *r)
{
    struct frame_link crumbs[] = {{"/mijn", T(core_mine), NULL, 0}};
    struct frame frame = page_frame(r, T(access_own));

    frame.crumbs = crumbs;
    frame.n_crumbs = 1;
    frame.wide = true;
    page_begin_frame(r, &frame);
    html(r->out, "<p class=\"lead\">%s</p>", T(access_own_lead));
    show_list(r, "/mijn/inzage");
    html(r->out, "<p>%s</p>", T(access_own_wrong));
    page_end(r);
}

void access_own_block(struct req *r)
{
    html(r->out, "<p><a href=\"/mijn/inzage\">%s</a></p>", T(access_own_link));
}

void access_own_give(struct req *r)
{
    struct client c;

    if (client_get(r->db, r->arena, r->client_id, &c) != OK)
        BUG("the gate let through a client that is not there");
    const char *name = client_name(r->arena, &c);
    client_page_begin(r, text_fill(r->arena, r->lang, TEXT_access_give, name, NULL, NULL, NULL),
                      NULL);
    html(r->out, "<p class=\"lead\">%s</p><p class=\"no-print\">%s</p>",
         text_fill(r->arena, r->lang, TEXT_access_give_lead, name, NULL, NULL, NULL),
         T(access_print));
    show_list(r, arena_fmt(r->arena, "/deelnemers/%" PRId64 "/wie-keek", r->client_id));
    html(r->out, "<p>%s</p>", T(access_own_wrong));
    page_end(r);
}

void access_give_block(struct req *r)
{
    bool officer = gate_sees(&r->gate, GROUP_LOG);

    html(r->out, "<p class=\"no-print\"><a href=\"/deelnemers/%" PRId64 "/%s\">%s</a></p>",
         r->client_id, officer ? "inzage" : "wie-keek",
         officer ? T(access_officer_link) : T(access_give_link));
}
