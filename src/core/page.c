/* page.c: the frame of a page filled from the request, and small texts every page needs.
 * Not: the mark-up of the frame (html/frame.c).
 * Start at page_frame(). */
#include "base/embed.h"
#include "base/money.h"
#include "core/assets.h"
#include "core/req.h"
#include "core/site.h"

struct destination {
    const char *path;
    enum text_id label;
    const char *icon;
    enum perm perm;
};

static const struct destination destinations[] = {
    {"/vandaag", TEXT_core_today, "vandaag", PERM_CONTACT_WRITE},
    {"/deelnemers", TEXT_core_clients_participant, "deelnemers", PERM_CLIENT_LIST},
    {"/werkgevers", TEXT_core_employers, "werkgevers", PERM_EMPLOYER_READ},
    {"/uren", TEXT_core_hours, "uren", PERM_CONTACT_WRITE},
    {"/team", TEXT_core_team, "deelnemers", PERM_CONTACT_WRITE},
    {"/agenda", TEXT_core_agenda, "uren", PERM_CONTACT_WRITE},
    {"/teamoverleg", TEXT_core_team_meeting, "team", PERM_CLIENT_GRANT},
    {"/aanmeldingen", TEXT_core_referrals, "deelnemers", PERM_CLIENT_CREATE},
    {"/monitor", TEXT_core_monitor, "cijfers", PERM_FIGURES},
    {"/onderzoek", TEXT_core_research, "onderzoek", PERM_STUDY},
    {"/toezicht", TEXT_core_oversight, "toezicht", PERM_PRIVACY},
    {"/modeltrouw", TEXT_core_fidelity, "modeltrouw", PERM_FIDELITY_READ},
    {"/mijn", TEXT_core_mine, "deelnemers", PERM_MINE},
    {"/aanvragen", TEXT_core_applications, "deelnemers", PERM_FUNDER},
    {"/cijfers/gepubliceerd", TEXT_core_figures, "rapport", PERM_PUBLISHED},
    {"/loongegevens", TEXT_core_payroll, "loon", PERM_PAYROLL},
    {"/beheer", TEXT_core_admin, "beheer", PERM_STAFF_ADMIN},
    {"/overzetten", TEXT_core_moving, "beheer", PERM_MOVING},
    {"/verzoeken", TEXT_core_requests, "beheer", PERM_RIGHTS},
    {"/bewaren", TEXT_core_keep, "beheer", PERM_RETENTION},
};

const char *page_client_word(struct req *r, bool many, bool capital)
{
    bool client = r->user && !strcmp(r->user->client_word, "client");
    enum text_id id = many ? (client ? TEXT_core_clients_client : TEXT_core_clients_participant)
                           : (client ? TEXT_core_client_client : TEXT_core_client_participant);
    char *word = arena_str(r->arena, text(r->lang, id));

    if (!capital)
        word[0] = (char)(word[0] | 0x20); /* the four words begin with an ASCII capital */
    return word;
}

static int64_t caseload(struct req *r)
{
    struct db *db = r->db ? r->db : r->site->read;

    /* All that run: closed is the first phase of the alphabet, so they are one range. */
    return db_one_int(db,
                      SQL("select count(*) from trajectory_fact where staff_id = $1"
                          " and phase > 'closed'"),
                      ARGS(I(r->user->id)), 0);
}

static void fill_nav(struct req *r, struct frame *f)
{
    struct frame_link *nav = ARENA_ARRAY(r->arena, struct frame_link, COUNT(destinations));
    const char *path = http_path(r->x);

    for (size_t i = 0; i < COUNT(destinations); i++) {
        const struct destination *d = &destinations[i];

        if (!user_may(r->user, d->perm))
            continue;
        struct frame_link *link = &nav[f->n_nav++];
        *link = (struct frame_link){d->path, text(r->lang, d->label), d->icon, 0};
        if (d->label == TEXT_core_clients_participant) {
            link->label = page_client_word(r, true, true);
            link->count = caseload(r);
        }
        if (!strncmp(path, d->path, strlen(d->path)))
            f->active = d->path;
    }
    f->nav = nav;
}

/* A contact is logged from any page, with the thumb; from a page about a client, of that client. */
static struct frame_link contact_link(struct req *r)
{
    bool of_client =
        r->route && r->route->scope == SCOPE_CLIENT && gate_may_change(&r->gate, GROUP_NOTES);

    if (!user_may(r->user, PERM_CONTACT_WRITE))
        return (struct frame_link){0};
    return (struct frame_link){
        of_client ? arena_fmt(r->arena, "/contact?wie=%" PRId64, r->client_id) : "/contact",
        T(core_contact), "plus", 0};
}

const char *page_home(struct req *r)
{
    for (size_t i = 0; i < COUNT(destinations); i++)
        if (user_may(r->user, destinations[i].perm))
            return destinations[i].path;
    return "/account";
}

/* The message of the last action, and the path of ours that undoes it, perhaps with a query: lower
 * case and digits, so that a planted cookie leads nowhere else. */
static void flash(struct req *r, struct frame *f)
{
    const char *cookie = http_cookie(r->x, "spil_flash");
    char *end = NULL;
    long id = cookie ? strtol(cookie, &end, 10) : 0;

    if (!cookie || *end != '!' || id <= TEXT_NONE || id >= TEXT_COUNT)
        return;
    http_set_header(r->x, "set-cookie",
                    "spil_flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
    f->flash = text(r->lang, (enum text_id)id);
    if (end[1] == '/' && end[2] != '/' &&
        strspn(end + 1, "abcdefghijklmnopqrstuvwxyz0123456789/_?=") == strlen(end + 1))
        f->flash_undo = end + 1;
}

static bool is_mine(const struct req *r)
{
    return r->route && r->route->scope == SCOPE_MINE;
}

static void add_mine_crumb(struct req *r, struct frame *f)
{
    struct frame_link *crumb = ARENA_ARRAY(r->arena, struct frame_link, 1);

    *crumb = (struct frame_link){"/mijn", T(core_mine), NULL, 0};
    f->crumbs = crumb;
    f->n_crumbs = 1;
}

struct frame page_frame(struct req *r, const char *title)
{
    struct frame f = {.lang = r->lang,
                      .title = title,
                      .css = assets_address("assets/spil.css"),
                      .js = assets_address("assets/spil.js"),
                      .icons = assets_address("assets/icons.svg")};
    const char *query = http_query_text(r->x);

    f.here = http_method(r->x) == HTTP_POST ? "/"
             : *query                       ? arena_fmt(r->arena, "%s?%s", http_path(r->x), query)
                                            : http_path(r->x);
    if (r->user) {
        char *csrf = arena_alloc(r->arena, SESSION_TOKEN_TEXT);

        user_csrf(r->site->chain.key, r->user->id, r->today, csrf);
        f.csrf = csrf;
        f.idle_seconds = SESSION_IDLE_SECONDS + SESSION_SEEN_SECONDS;
        f.who = *r->user->team_name
                    ? arena_fmt(r->arena, "%s · %s", r->user->name, r->user->team_name)
                    : r->user->name;
        f.printed = text_fill(r->arena, r->lang, TEXT_core_printed, page_day(r, r->today),
                              r->user->name, NULL, NULL);
        fill_nav(r, &f);
        f.add = contact_link(r);
    }
    if (is_mine(r) && strcmp(http_path(r->x), "/mijn"))
        add_mine_crumb(r, &f);
    return f;
}

void page_begin_frame(struct req *r, struct frame *f)
{
    flash(r, f);
    r->frame = *f;
    frame_begin(r->out, f);
}

void page_begin(struct req *r, const char *title)
{
    struct frame f = page_frame(r, title);

    page_begin_frame(r, &f);
}

void page_end(struct req *r)
{
    frame_end(r->out, &r->frame);
}

void page_csrf(struct req *r)
{
    char csrf[SESSION_TOKEN_TEXT] = "";

    if (r->user)
        user_csrf(r->site->chain.key, r->user->id, r->today, csrf);
    html(r->out, "<input type=\"hidden\" name=\"_csrf\" value=\"%s\">", csrf);
}

void page_form_begin(struct req *r, const char *css_class, const char *fmt, ...)
{
    char path[300];
    va_list ap;

    va_start(ap, fmt);
    int n = vsnprintf(path, sizeof(path), fmt, ap);
    va_end(ap);
    if (n < 2 || (size_t)n >= sizeof(path) || path[0] != '/')
        BUG("a form goes to a path of our own");
    html(r->out, "<form method=\"post\" action=\"/%s\" class=\"%s\" data-guard>", path + 1,
         css_class);
    page_csrf(r);
}

/* ---- small texts ----------------------------------------------------------------------------- */

static char decimal(const struct req *r)
{
    return r->lang == LANG_NL ? ',' : '.';
}

const char *page_day(struct req *r, int32_t day)
{
    char iso[DAY_TEXT];

    if (day == DAY_NONE)
        return "";
    if (is_mine(r)) {
        struct ymd d = day_ymd(day);

        return arena_fmt(r->arena, "%d %s %d", d.day,
                         text(r->lang, (enum text_id)(TEXT_month_1 + d.month - 1)), d.year);
    }
    day_iso(day, iso);
    char *shown = arena_str(r->arena, "dd-mm-yyyy");
    memcpy(shown, iso + 8, 2);
    memcpy(shown + 3, iso + 5, 2);
    memcpy(shown + 6, iso, 4);
    return shown;
}

const char *page_day_long(struct req *r, int32_t day)
{
    struct ymd d = day_ymd(day);

    if (day == DAY_NONE)
        return "";
    return arena_fmt(r->arena, "%s %d %s",
                     text(r->lang, (enum text_id)(TEXT_weekday_1 + day_weekday(day) - 1)), d.day,
                     text(r->lang, (enum text_id)(TEXT_month_1 + d.month - 1)));
}

const char *page_hundredths(struct req *r, int64_t n)
{
    return number_text_hundredths(arena_alloc(r->arena, NUMBER_TEXT), n, decimal(r));
}

const char *page_hours(struct req *r, int64_t minutes)
{
    /* Half away from zero to tenths of an hour: 6 minutes. */
    int64_t tenths = (minutes + 3) / 6;
    char n[NUMBER_TEXT];

    return text_fill(r->arena, r->lang, TEXT_core_hours_n,
                     arena_str(r->arena, number_text_fixed(n, (double)tenths / 10, 1, decimal(r))),
                     NULL, NULL, NULL);
}

const char *page_money(struct req *r, int64_t cents)
{
    return money_text(arena_alloc(r->arena, NUMBER_TEXT), cents, decimal(r));
}

const char *page_phone(struct req *r, const char *phone)
{
    /* Dutch mobile numbers as people say them; others as they are stored. */
    return !strncmp(phone, "+316", 4) ? arena_fmt(r->arena, "06 %s", phone + 4) : phone;
}
