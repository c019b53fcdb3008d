/* payroll_web.c: the list of payroll deliveries, bringing one in, and what the feature gives.
 * Not: one delivery (payroll_one_web.c), its months and the page of a client (payroll_rows_web.c).
 * Start at list_page(). */
#include "feature/payroll/payroll_pages.h"

#include "base/map.h"
#include "core/job.h"
#include "feature/attachment/attachment.h"

int payroll_command(int argc, char **argv); /* payroll_command.c */
int payroll_ask_command(int argc, char **argv);

enum { KEEP_DAYS = 30, FILE_MOST = 20 * 1000 * 1000 };

struct upload {
    const char *file; /* never read: the field has a place for its message only */
};

static const struct field fields[] = {F_TEXT(struct upload, file, TEXT_payroll_file, 0, 1), F_END};

/* ---- whose ----------------------------------------------------------------------------------- */

bool payroll_find(struct req *r, struct payroll_import *im)
{
    size_t n;
    const struct req_programme *mine = req_programmes(r, r->route->perm, &n);

    if (payroll_import_get(r->db, r->arena, r->id, im) == OK)
        for (size_t i = 0; i < n; i++)
            if (mine[i].id == im->programme_id)
                return true;
    req_not_found(r);
    return false;
}

/* ---- the list -------------------------------------------------------------------------------- */

static const char *state_words(struct req *r, const struct payroll_import *im)
{
    int64_t at = im->undone_at ? im->undone_at : im->done_at ? im->done_at : im->created_at;

    return text_fill(r->arena, r->lang,
                     !strcmp(im->state, "done")     ? TEXT_payroll_state_done
                     : !strcmp(im->state, "undone") ? TEXT_payroll_state_undone
                                                    : TEXT_payroll_state_open,
                     page_day(r, local_from_ms(at).day),
                     *im->staff_name ? im->staff_name : T(payroll_by_command),
                     text_count(r->arena, r->lang, TEXT_payroll_lines, im->lines),
                     text_count(r->arena, r->lang, TEXT_payroll_people, im->people));
}

static void show_imports(struct req *r)
{
    size_t shown = 0, n;
    const struct req_programme *mine = req_programmes(r, r->route->perm, &n);

    html(r->out, "<section class=\"card\"><h2>%s</h2><ul class=\"rows\">", T(payroll_before));
    for (size_t i = 0; i < n; i++) {
        struct payroll_imports list = payroll_imports(r->db, r->arena, mine[i].id);

        for (size_t k = 0; k < list.n; k++, shown++)
            html(r->out,
                 "<li><div class=\"what\"><a href=\"/loongegevens/%" PRId64
                 "\">%s · %s</a><p class=\"small\">%s</p></div></li>",
                 list.at[k].id, list.at[k].file_name, list.at[k].programme,
                 state_words(r, &list.at[k]));
    }
    html(r->out, "</ul>");
    if (!shown)
        html(r->out, "<p class=\"empty\">%s</p>", T(payroll_none));
    html(r->out, "</section>");
}

/* A file input is none of the field kinds of html/form.h: it cannot keep what was chosen. */
static void show_file_field(struct req *r, const char *problem)
{
    html(r->out, "<div class=\"field%s\"><label for=\"f-file\">%s</label>", problem ? " wrong" : "",
         T(payroll_file));
    html(r->out, "<p class=\"help\" id=\"f-file-help\">%s</p>", T(payroll_file_help));
    if (problem)
        html(r->out, "<p class=\"error\" id=\"f-file-error\">%s</p>",
             text_fill(r->arena, r->lang, TEXT_error_mark, problem, NULL, NULL, NULL));
    html(r->out,
         "<input type=\"file\" id=\"f-file\" name=\"_file\" accept=\".csv,.txt\""
         " aria-describedby=\"f-file-help%s\" aria-required=\"true\"></div>",
         problem ? " f-file-error" : "");
}

static void show_list(struct req *r, struct form *f, const char *problem)
{
    struct frame frame = page_frame(r, T(payroll));

    frame.errors = form_error_count(f);
    page_begin_frame(r, &frame);
    form_show_errors(r->out, f);
    html(r->out, "<p class=\"lead\">%s</p>", T(payroll_about));
    html(
        r->out,
        "<section class=\"card no-print\"><h2>%s</h2><form method=\"post\" action=\"/loongegevens\""
        " class=\"fields\" enctype=\"multipart/form-data\">",
        T(payroll_begin));
    page_csrf(r);
    show_file_field(r, problem);
    html(r->out,
         "<div class=\"buttons\"><button>%s</button></div></form><p class=\"small muted\">%s</p>"
         "</section>",
         T(payroll_read), T(payroll_ask_about));
    show_imports(r);
    payroll_limits_show(r);
    page_end(r);
}

static void list_page(struct req *r)
{
    struct upload u = {.file = ""};

    show_list(r, req_form(r, fields, &u), NULL);
}

/* ---- bringing in ----------------------------------------------------------------------------- */

static const struct http_field *sent_file(const struct req *r)
{
    for (size_t i = 0; i < r->form.n; i++)
        if (!strcmp(r->form.at[i].name, "_file") && r->form.at[i].file_name &&
            *r->form.at[i].file_name)
            return &r->form.at[i];
    return NULL;
}

/* Why nothing of a file is of use: where its first line stumbles, or its header. */
static const char *no_use_words(struct req *r, const struct payroll_refused *first)
{
    if (!*first->problem)
        return T(payroll_no_layout);
    return text_fill(r->arena, r->lang, TEXT_payroll_no_use,
                     arena_fmt(r->arena, "%" PRId64, first->line),
                     code_text(r->lang, payroll_problems, first->problem), NULL, NULL);
}

/* NULL when it went well. */
static const char *take_file(struct req *r, const struct http_field *file,
                             struct payroll_import *im)
{
    size_t n;
    const struct req_programme *mine = req_programmes(r, r->route->perm, &n);
    char *hash = arena_alloc(r->arena, 65);
    struct payroll_refused first;
    struct csv_log log;

    payroll_hash(file->value, file->n, hash);
    if (payroll_same_file(r->db, hash))
        return T(payroll_same_file);
    csv_log_init(&log, UINT64_MAX);
    struct payroll_take take = {.db = r->db,
                                .id = req_new_id(r),
                                .arena = r->arena,
                                .csv = csv_memory(r->arena, "file", file->value, file->n, &log),
                                .people = map_new(r->arena),
                                .now = r->now,
                                .today = r->today};
    for (size_t i = 0; i < n; i++)
        payroll_people(r->db, r->arena, mine[i].id, take.people);
    *im = (struct payroll_import){.file_name = attachment_name(r->arena, file->file_name),
                                  .file_hash = hash,
                                  .staff_id = r->user->id};
    bool good = payroll_take(&take, im, &first);
    csv_log_free(&log);
    return good ? NULL : no_use_words(r, &first);
}

static void upload_save(struct req *r)
{
    const struct http_field *file = sent_file(r);
    struct payroll_import im;
    const char *problem = file ? take_file(r, file, &im) : T(payroll_no_file);

    if (problem) {
        struct upload u = {.file = ""};
        struct form *f = req_form(r, fields, &u);

        form_error_text(f, "file", problem);
        req_invalid(r);
        show_list(r, f, problem);
        return;
    }
    req_redirect(r, "/loongegevens/%" PRId64, im.id);
}

static bool tidy_job(struct job *j)
{
    db_begin_write(j->site->write);
    payroll_clean(j->site->write, now_ms() - KEEP_DAYS * INT64_C(86400000));
    db_commit(j->site->write);
    payroll_judge(j->site->write);
    j->message = "deliveries nobody agreed to are gone, the others judged by the limits that hold";
    return true;
}

static const struct route routes[] = {
    {GET, "/loongegevens", list_page, SCOPE_NONE, PERM_PAYROLL, READ, ACCESS_NOTHING, TEXT_payroll},
    {POST, "/loongegevens", upload_save, SCOPE_NONE, PERM_PAYROLL, WRITE, ACCESS_CREATE,
     TEXT_payroll_begin, .body_most = FILE_MOST},
    {GET, "/loongegevens/:id", payroll_one_page, SCOPE_NONE, PERM_PAYROLL, READ, ACCESS_NOTHING,
     TEXT_payroll_delivery},
    {POST, "/loongegevens/:id", payroll_run, SCOPE_NONE, PERM_PAYROLL, WRITE, ACCESS_CREATE,
     TEXT_payroll_run},
    {POST, "/loongegevens/:id/terug", payroll_undo, SCOPE_NONE, PERM_PAYROLL, WRITE, ACCESS_DELETE,
     TEXT_payroll_undo},
    {POST, "/loongegevens/:id/weg", payroll_remove, SCOPE_NONE, PERM_PAYROLL, WRITE, ACCESS_DELETE,
     TEXT_payroll_remove},
    {GET, "/loongegevens/:id/geweigerd", payroll_refused_file, SCOPE_NONE, PERM_PAYROLL, READ,
     ACCESS_NOTHING, TEXT_payroll_refused},
    {GET, "/loongegevens/:id/maanden", payroll_rows_page, SCOPE_NONE, PERM_PAYROLL_ROWS, READ,
     ACCESS_LIST, TEXT_payroll_rows},
    {GET, "/beheer/loongegevens", payroll_limits_page, SCOPE_NONE, PERM_STAFF_ADMIN, READ,
     ACCESS_NOTHING, TEXT_payroll_limits},
    {POST, "/beheer/loongegevens", payroll_limits_save, SCOPE_NONE, PERM_STAFF_ADMIN, WRITE,
     ACCESS_CHANGE, TEXT_payroll_limits},
    {0}};

static const struct command commands[] = {
    {"import payroll",
     "a delivery of the payroll register: import payroll FILE --db ... [--dry-run]"
     " [--leave-refused]",
     payroll_command, PERM_OPERATOR},
    {"export payroll",
     "whom to ask a delivery for: export payroll FILE --db ... [--programme NAME]",
     payroll_ask_command, PERM_OPERATOR},
    {0}};

static const struct job_kind jobs[] = {{"payroll", tidy_job, 24 * 60}, {0}};

static const struct client_block blocks[] = {
    {"loongegevens", payroll_block, TEXT_payroll_block, GROUP_WORK, TAB_WORK, 60, false}, {0}};

const struct feature payroll_feature = {.name = "payroll",
                                        .routes = routes,
                                        .commands = commands,
                                        .jobs = jobs,
                                        .client_blocks = blocks};
