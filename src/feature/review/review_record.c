/* review_record.c: a review that was done outside Spil, recorded in five minutes.
 * Not: a review done in Spil (review_plan.c, review_sheet.c).
 * Start at review_record_page(). */
#include "feature/review/review_pages.h"

struct record {
    const char *programma, *schaal, *grenzen, *groep, *organisaties, *soort, *hoe, *toetsers;
    int32_t bezoek;
    int64_t totaal;
    const char *rapport, *aanbevelingen;
};

static const struct field fields[] = {
    F_CODE(struct record, programma, TEXT_review_programme, REQUIRED, NULL),
    F_DAY(struct record, bezoek, TEXT_review_visit_on, REQUIRED | NARROW),
    F_CODE(struct record, groep, TEXT_review_scope, REQUIRED | NARROW, NULL),
    F_CODE(struct record, soort, TEXT_review_reason, REQUIRED, review_reasons),
    F_CODE(struct record, hoe, TEXT_review_mode, REQUIRED, review_modes),
    F_TEXT(struct record, toetsers, TEXT_review_reviewer_names, 0, 200),
    {"organisaties", FIELD_NOTE, offsetof(struct record, organisaties), TEXT_review_organisations,
     TEXT_review_organisations_help, 0, 0, 500, NULL},
    F_CODE(struct record, schaal, TEXT_review_scale, REQUIRED, NULL),
    F_CODE(struct record, grenzen, TEXT_review_bands, REQUIRED, NULL),
    {"totaal", FIELD_HUNDREDTHS, offsetof(struct record, totaal), TEXT_review_reported,
     TEXT_review_reported_help, 0, 0, 13000, NULL},
    F_TEXT(struct record, rapport, TEXT_review_report_at, 0, 300),
    F_NOTE(struct record, aanbevelingen, TEXT_review_recommendations, 0, 4000),
    F_END};

static struct choice *programme_choices(struct req *r, size_t *n)
{
    struct req_programme *mine = req_programmes(r, PERM_FIDELITY_PLAN, n);
    struct choice *list = ARENA_ARRAY(r->arena, struct choice, *n + 1);

    for (size_t i = 0; i < *n; i++)
        list[i] = (struct choice){arena_fmt(r->arena, "%" PRId64, mine[i].id), mine[i].name, NULL};
    return list;
}

static struct choice *scale_choices(struct req *r, size_t *n)
{
    const struct fidelity_scale *scales = fidelity_scales(n);
    struct choice *list = ARENA_ARRAY(r->arena, struct choice, *n);

    for (size_t i = 0; i < *n; i++)
        list[i] = (struct choice){scales[i].code, scales[i].name[r->lang], NULL};
    return list;
}

static struct choice *band_choices(struct req *r, size_t *n)
{
    const struct fidelity_bands *sets = fidelity_band_sets(n);
    struct choice *list = ARENA_ARRAY(r->arena, struct choice, *n);

    for (size_t i = 0; i < *n; i++)
        list[i] = (struct choice){
            sets[i].code,
            arena_fmt(r->arena, "%s: %s", sets[i].code, review_bands_words(r, &sets[i])), NULL};
    return list;
}

static struct form *make_form(struct req *r, struct record *record)
{
    size_t n;
    struct form *f;
    struct choice *choices = programme_choices(r, &n);

    form_empty(fields, record);
    record->programma = n ? choices[0].value : "";
    record->groep = "all";
    record->soort = "regular";
    record->hoe = "visit";
    record->schaal = "nl26_2022";
    record->grenzen = "N1";
    f = req_form(r, fields, record);
    form_choices(f, "programma", choices, n);
    choices = review_target_groups(r, &n);
    form_choices(f, "groep", choices, n);
    choices = scale_choices(r, &n);
    form_choices(f, "schaal", choices, n);
    choices = band_choices(r, &n);
    form_choices(f, "grenzen", choices, n);
    return f;
}

static void show_page(struct req *r, struct form *f, const struct review_form *items)
{
    static const char *const first[] = {"programma", "bezoek",       "groep",  "soort",  "hoe",
                                        "toetsers",  "organisaties", "totaal", "schaal", "grenzen"};

    review_page(r, TEXT_review_record_title, NULL, form_error_count(f) + items->errors);
    form_show_errors(r->out, f);
    review_form_errors(r, items);
    page_form_begin(r, "review", "/modeltrouw/vastleggen");
    html(r->out, "<section class=\"card\"><div class=\"fields\">");
    for (size_t i = 0; i < COUNT(first); i++)
        form_show_field(r->out, f, first[i]);
    html(r->out, "</div></section><h2>%s</h2><p>%s</p>", T(review_scores), T(review_scores_help));
    review_form_items(r, items);
    html(r->out, "<section class=\"card\"><div class=\"fields\">");
    form_show_field(r->out, f, "rapport");
    form_show_field(r->out, f, "aanbevelingen");
    html(r->out, "</div></section><div class=\"buttons\"><button>%s</button></div></form>",
         T(review_save));
    page_end(r);
}

void review_record_page(struct req *r)
{
    struct record record;
    struct review_form items;
    struct review_scores none = {0};
    struct form *f = make_form(r, &record);

    review_form_from(&items, fidelity_scale_find(record.schaal), &none);
    show_page(r, f, &items);
}

static struct review review_of(struct req *r, const struct record *record)
{
    int64_t programme_id = 0;

    if (!id_parse(record->programma, &programme_id))
        programme_id = 0;
    return (struct review){.programme_id = programme_id,
                           .scale = fidelity_scale_find(record->schaal),
                           .bands = fidelity_bands_find(record->grenzen),
                           .target_group = strcmp(record->groep, "all") ? record->groep : "",
                           .organisations = record->organisaties,
                           .reason = record->soort,
                           .mode = record->hoe,
                           .origin = "external",
                           .visit_on = record->bezoek,
                           .state = "final",
                           .reviewers = record->toetsers,
                           .reported_total = record->totaal,
                           .report_at = record->rapport,
                           .recommendations = record->aanbevelingen};
}

void review_record_save(struct req *r)
{
    struct record record;
    struct review_form items;
    struct form *f = make_form(r, &record);
    bool good = req_form_read(r, f);
    struct review v = review_of(r, &record);

    review_form_sent(r, &items, v.scale ? v.scale : fidelity_scale_find("nl26_2022"), true);
    if (!form_wrong(f, "bezoek") && record.bezoek != DAY_NONE && record.bezoek > r->today)
        form_error(f, "bezoek", TEXT_review_future);
    good = good && !form_error_count(f) && !items.errors;
    if (good && review_add(r, &v) != OK) {
        form_error(f, "bezoek", TEXT_review_twice);
        good = false;
    }
    if (!good) {
        req_invalid(r);
        show_page(r, f, &items);
        return;
    }
    review_consensus_save(r, &v, &items.scores);
    req_flash(r, TEXT_review_saved);
    req_redirect(r, "/modeltrouw/meting/%" PRId64, v.id);
}
