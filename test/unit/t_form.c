/* t_form.c: what a person types in a form: what is taken, what is refused with which words, and
 * what the drawn form then says to eyes and to a screen reader.
 * Not: the parsers of dates and numbers themselves (t_date.c, t_number.c).
 * Start at main(). */
#include "html/form.h"

#include <setjmp.h>

#include <cmocka.h>

static const struct code kinds[] = {{"paid", TEXT_yes}, {"trial", TEXT_no}, {NULL, TEXT_NONE}};
static const struct code months[] = {
    {"m1", TEXT_month_1}, {"m2", TEXT_month_2}, {"m3", TEXT_month_3}, {"m4", TEXT_month_4},
    {"m5", TEXT_month_5}, {"m6", TEXT_month_6}, {NULL, TEXT_NONE}};

struct job {
    const char *title, *note, *kind, *month, *email, *bsn, *password;
    int32_t from, until;
    int64_t employer, minutes, count, wage, hours, version;
    bool first;
};

static const struct field fields[] = {
    F_TEXT(struct job, title, TEXT_search, REQUIRED, 10),
    F_NOTE(struct job, note, TEXT_add, 0, 40),
    F_CODE(struct job, kind, TEXT_show, REQUIRED, kinds),
    F_CODE(struct job, month, TEXT_print, 0, months),
    F_TEXT_AS(FIELD_EMAIL, struct job, email, TEXT_later, 0, 100),
    F_TEXT_AS(FIELD_BSN, struct job, bsn, TEXT_back, 0, 20),
    F_TEXT_AS(FIELD_PASSWORD, struct job, password, TEXT_none, 0, 100),
    F_DAY(struct job, from, TEXT_today, REQUIRED | PAST_ONLY),
    F_DAY(struct job, until, TEXT_tomorrow, FUTURE_ONLY),
    F_ID(struct job, employer, TEXT_unknown, 0),
    F_MINUTES(struct job, minutes, TEXT_change, 0, 1, 1440),
    F_INT(struct job, count, TEXT_remove, 0, 0, 100),
    F_MONEY(struct job, wage, TEXT_save, 0, 0, 1000000),
    F_HUNDREDTHS(struct job, hours, TEXT_cancel, 0, 1, 6000),
    F_YES(struct job, first, TEXT_download),
    F_HIDDEN_ID(struct job, version),
    F_END};

/* Sunday 22 November 2026. */
#define TODAY day_from_ymd(2026, 11, 22)

static struct arena *a;
static struct form *f;
static struct job job;
static struct buf out;

static void fresh(enum lang lang)
{
    form_empty(fields, &job);
    f = form_new(a, lang, TODAY, fields, &job);
}

static int begin(void **state)
{
    (void)state;
    a = arena_new();
    buf_init(&out, 1 << 20);
    fresh(LANG_NL);
    return 0;
}

static int end(void **state)
{
    (void)state;
    buf_free(&out);
    arena_free(a);
    return 0;
}

static bool send_all(const struct form_input *input)
{
    size_t n = 0;

    while (input[n].name)
        n++;
    return form_read(f, input, n);
}
#define SEND(...) send_all((const struct form_input[]){__VA_ARGS__, {NULL, NULL}})
#define RIGHT                                                                                      \
    {"title", "bakker"}, {"kind", "paid"},                                                         \
    {                                                                                              \
        "from", "1-3-2026"                                                                         \
    }

static const char *drawn(void)
{
    buf_clear(&out);
    form_show_errors(&out, f);
    form_show_fields(&out, f);
    return out.at;
}

static void assert_drawn(const char *what)
{
    if (!strstr(drawn(), what))
        fail_msg("no %s in %s", what, out.at);
}

static void assert_not_drawn(const char *what)
{
    if (strstr(drawn(), what))
        fail_msg("%s in %s", what, out.at);
}

/* The value is refused at the field, with these words. */
static void refused(const char *name, const char *value, const char *words)
{
    fresh(LANG_NL);
    const struct form_input input[] = {
        {"title", "bakker"}, {"kind", "paid"}, {"from", "1-3-2026"}, {name, value}};
    struct form_input used[4];
    size_t n = 0;

    for (size_t i = 0; i < 4; i++)
        if (i == 3 || strcmp(input[i].name, name) != 0)
            used[n++] = input[i];
    if (form_read(f, used, n))
        fail_msg("%s=%s was taken", name, value);
    assert_int_equal(form_error_count(f), 1);
    assert_drawn(arena_fmt(a, "<a href=\"#f-%s\">", name));
    assert_drawn(arena_fmt(a, "id=\"f-%s-error\">Fout: %s</p>", name, words));
    assert_drawn(arena_fmt(a, "f-%s-error", name));
    assert_drawn("aria-invalid=\"true\"");
}

static void all_kinds_are_taken(void **state)
{
    (void)state;
    assert_true(SEND({"title", "  bakker\xc2\xa0 "}, {"note", "een\r\n\r\ntwee \r\n"},
                     {"kind", "trial"}, {"month", "m6"}, {"email", "jan@voorbeeld.nl"},
                     {"bsn", "111222333"}, {"password", " geheim "}, {"from", "01/03/2026"},
                     {"until", "1 mrt 2027"}, {"employer", "5"}, {"minutes", "1:30"},
                     {"count", "7"}, {"wage", "1.234,50"}, {"hours", "12,5"}, {"first", "1"},
                     {"version", "3"}, {"_csrf", "whatever"}));
    assert_string_equal(job.title, "bakker");
    assert_string_equal(job.note, "een\n\ntwee");
    assert_string_equal(job.kind, "trial");
    assert_string_equal(job.month, "m6");
    assert_string_equal(job.email, "jan@voorbeeld.nl");
    assert_string_equal(job.bsn, "111222333");
    assert_string_equal(job.password, " geheim ");
    assert_int_equal(job.from, day_from_ymd(2026, 3, 1));
    assert_int_equal(job.until, day_from_ymd(2027, 3, 1));
    assert_int_equal(job.employer, 5);
    assert_int_equal(job.minutes, 90);
    assert_int_equal(job.count, 7);
    assert_int_equal(job.wage, 123450);
    assert_int_equal(job.hours, 1250);
    assert_true(job.first);
    assert_int_equal(job.version, 3);
    assert_int_equal(form_error_count(f), 0);
    assert_not_drawn("Fout");
    assert_not_drawn("geheim");
}

static void empty_and_not_sent(void **state)
{
    (void)state;
    job.count = 4;
    job.note = "stond er";
    job.first = true;
    assert_true(SEND(RIGHT, {"count", " "}, {"employer", ""}, {"until", ""}, {"wage", ""}));
    assert_int_equal(job.count, NUMBER_NONE);
    assert_int_equal(job.wage, NUMBER_NONE);
    assert_int_equal(job.employer, 0);
    assert_int_equal(job.until, DAY_NONE);
    assert_string_equal(job.note, "stond er");
    assert_false(job.first);
}

static void required_fields(void **state)
{
    (void)state;
    assert_false(SEND({"title", " \t"}));
    assert_int_equal(form_error_count(f), 3); /* title, kind, from */
    assert_drawn("Er zijn 3 fouten.");
    assert_drawn("id=\"f-title-error\">Fout: Vul dit in.</p>");
    assert_drawn("id=\"f-kind-error\">Fout: Maak een keuze.</p>");
    assert_drawn("id=\"f-from-error\">Fout: Vul dit in.</p>");
}

static void refusals_have_their_words(void **state)
{
    (void)state;
    refused("title", "elf letters", "Maak de tekst korter: 11 tekens, er mogen er 10.");
    refused("title", "\xff", "Hier staan tekens in die niet te lezen zijn. Typ de tekst opnieuw.");
    refused("title", "a\nb", "Hier staan tekens in die niet te lezen zijn. Typ de tekst opnieuw.");
    refused("note", "a\x01", "Hier staan tekens in die niet te lezen zijn. Typ de tekst opnieuw.");
    refused("kind", "sheltered", "Kies een van de mogelijkheden.");
    refused("from", "31-02-2026",
            "Deze dag bestaat niet of is niet te lezen. Schrijf bijvoorbeeld 1-3-2026.");
    refused("from", "23-11-2026",
            "Deze dag ligt in de toekomst. Vul vandaag in of een dag daarvoor.");
    refused("until", "21-11-2026", "Deze dag is voorbij. Vul vandaag in of een dag daarna.");
    refused("count", "2,5", "Vul een heel getal in, bijvoorbeeld 12.");
    refused("count", "-1", "Vul 0 of meer in.");
    refused("count", "101", "Vul 100 of minder in.");
    refused("minutes", "1441", "Vul 24:00 of minder in.");
    refused("minutes", "lang", "Vul minuten in, of uren en minuten: 45, 1:30 of 1,5 uur.");
    refused("wage", "veel", "Vul een bedrag in, bijvoorbeeld 1234,50.");
    refused("wage", "10.000,01", "Vul 10.000,00 of minder in.");
    refused("hours", "1,234",
            "Vul een getal in met hooguit twee cijfers achter de komma, zoals 12,5.");
    refused("employer", "-5", "Kies een van de mogelijkheden.");
    refused("employer", "9999999999999999999", "Kies een van de mogelijkheden.");
    refused("first", "misschien", "Kies een van de mogelijkheden.");
    refused("email", "jan@", "Vul een e-mailadres in, zoals naam@voorbeeld.nl.");
    refused("bsn", "111222334",
            "Dit is geen geldig burgerservicenummer. Kijk de negen cijfers na.");
}

static void today_is_allowed_both_ways(void **state)
{
    (void)state;
    assert_true(
        SEND({"title", "b"}, {"kind", "paid"}, {"from", "vandaag"}, {"until", "22-11-2026"}));
    assert_int_equal(job.from, TODAY);
    assert_int_equal(job.until, TODAY);
}

static void length_is_in_characters(void **state)
{
    (void)state;
    assert_true(SEND({"title", "éééééééééé"}, {"kind", "paid"}, {"from", "1-3-2026"}));
    refused("title", "ééééééééééé", "Maak de tekst korter: 11 tekens, er mogen er 10.");
}

static void twice_and_unknown(void **state)
{
    (void)state;
    assert_false(SEND(RIGHT, {"title", "slager"}));
    assert_int_equal(form_error_count(f), 1);
    assert_drawn("id=\"f-title-error\">Fout: Dit is twee keer verstuurd.");
    fresh(LANG_NL);
    assert_false(SEND(RIGHT, {"rol<b>", "admin"}, {"nog een", "x"}));
    assert_int_equal(form_error_count(f), 1);
    assert_drawn("hoort (rol&lt;b&gt;)");
    fresh(LANG_NL);
    assert_false(SEND(RIGHT, {"version", "x"})); /* nobody sees the field: the summary says it */
    assert_drawn("<li>Kies een van de mogelijkheden.</li>");
}

static void right_values_stay_and_typed_ones_too(void **state)
{
    (void)state;
    assert_false(SEND({"title", "bakker"}, {"kind", "trial"}, {"from", "31 feb"}, {"count", " 7 "},
                      {"note", "<b>\"x\"</b>"}));
    assert_string_equal(job.title, "bakker");
    assert_int_equal(job.count, 7);
    assert_drawn("value=\"31 feb\"");
    assert_drawn("value=\"trial\" id=\"f-kind-1\" checked");
    assert_drawn(">&lt;b&gt;&quot;x&quot;&lt;/b&gt;</textarea>");
}

static void values_of_the_struct_are_drawn(void **state)
{
    (void)state;
    job.from = day_from_ymd(2026, 3, 1);
    job.minutes = 90;
    job.wage = 123450;
    job.hours = 1250;
    job.month = "m2";
    job.version = 12;
    job.note = "\nbegint met een lege regel";
    assert_drawn("value=\"01-03-2026\"");
    assert_drawn("value=\"1:30\"");
    assert_drawn("value=\"1.234,50\"");
    assert_drawn("value=\"12,5\"");
    assert_drawn("<option value=\"m2\" selected>februari</option>");
    assert_drawn("<input type=\"hidden\" name=\"version\" value=\"12\">");
    assert_drawn(">\n\nbegint"); /* the parser swallows one */
    fresh(LANG_EN);
    job.hours = 1250;
    assert_drawn("value=\"12.5\"");
}

static void required_is_said_in_words(void **state)
{
    (void)state;
    assert_drawn("<label for=\"f-title\">Zoeken</label>");
    assert_drawn("Toevoegen <span class=\"optional\">(niet verplicht)</span>");
    assert_drawn("name=\"title\" value=\"\" inputmode=\"text\" aria-required=\"true\"");
    assert_drawn("aria-describedby=\"f-until-help\"");
    assert_not_drawn(" required");
    fresh(LANG_EN);
    assert_drawn("<span class=\"optional\">(optional)</span>");
}

static void days_and_durations_show_how(void **state)
{
    static const struct choice chips[] = {{"15", "15", NULL}};

    (void)state;
    assert_drawn("id=\"f-from-help\">Bijvoorbeeld 1-3-2026</p>");
    assert_drawn("id=\"f-minutes-help\">Bijvoorbeeld 45 of 1:30</p>");
    form_help(f, "from", TEXT_NONE);
    form_choices(f, "minutes", chips, 1);
    assert_not_drawn("f-from-help");
    assert_not_drawn("f-minutes-help");
}

static void choices_at_run_time(void **state)
{
    static const struct choice firms[] = {{"1", "Bakker", NULL}, {"2", "Kapper & Zn", NULL}};

    (void)state;
    form_choices(f, "employer", firms, 2);
    assert_true(SEND(RIGHT, {"employer", "2"}));
    assert_int_equal(job.employer, 2);
    assert_drawn("value=\"2\" id=\"f-employer-1\" checked><span>Kapper &amp; Zn</span>");
    fresh(LANG_NL);
    form_choices(f, "employer", firms, 2);
    assert_false(SEND(RIGHT, {"employer", "3"}));
    fresh(LANG_NL);
    form_choices(f, "employer", firms, 0); /* nothing to choose from: nothing is taken */
    assert_false(SEND(RIGHT, {"employer", "1"}));
}

static void groups_in_a_list(void **state)
{
    static const struct choice firms[] = {{"1", "a", "Noord"}, {"2", "b", "Noord"},
                                          {"3", "c", "Zuid"},  {"4", "d", NULL},
                                          {"5", "e", NULL},    {"6", "f", "Oost"}};

    (void)state;
    form_choices(f, "employer", firms, 6);
    assert_drawn("<optgroup label=\"Noord\"><option value=\"1\">a</option><option "
                 "value=\"2\">b</option></optgroup><optgroup label=\"Zuid\"><option "
                 "value=\"3\">c</option></optgroup><option value=\"4\">d</option><option "
                 "value=\"5\">e</option><optgroup label=\"Oost\"><option "
                 "value=\"6\">f</option></optgroup></select>");
}

static void chips_and_another_number(void **state)
{
    static const struct choice chips[] = {{"15", "15"}, {"30", "30"}};

    (void)state;
    form_choices(f, "minutes", chips, 2);
    assert_true(SEND(RIGHT, {"minutes", "30"}, {"_minutes", " "}));
    assert_int_equal(job.minutes, 30);
    assert_drawn("value=\"30\" id=\"f-minutes-1\" checked>");
    fresh(LANG_NL);
    form_choices(f, "minutes", chips, 2);
    assert_true(SEND(RIGHT, {"minutes", "30"}, {"_minutes", "1u10"})); /* what was typed counts */
    assert_int_equal(job.minutes, 70);
    assert_drawn("name=\"_minutes\" class=\"other\"");
    assert_drawn("value=\"1u10\"");
    fresh(LANG_NL);
    form_choices(f, "minutes", chips, 2);
    job.minutes = 50;
    assert_drawn("value=\"50\"");
    assert_not_drawn("id=\"f-minutes-1\" checked");
}

static void search_field(void **state)
{
    (void)state;
    form_suggest(f, "employer", "/zoek?q=", NULL);
    assert_true(
        SEND(RIGHT, {"_employer", "Bakker"}, {"employer", "8"}, {"_employer_was", "Bakker"}));
    assert_int_equal(job.employer, 8);
    assert_string_equal(form_typed(f, "employer"), "Bakker");
    assert_drawn("data-suggest=\"/zoek?q=\"");
    assert_drawn("name=\"employer\" value=\"8\"");

    /* Without script the text changes and the old id stays behind: it must not count. */
    fresh(LANG_NL);
    form_suggest(f, "employer", "/zoek?q=", "Bakker");
    assert_true(
        SEND(RIGHT, {"_employer", "Kapper"}, {"employer", "8"}, {"_employer_was", "Bakker"}));
    assert_int_equal(job.employer, 0);
    assert_string_equal(form_typed(f, "employer"), "Kapper");
}

static void messages_found_later(void **state)
{
    (void)state;
    assert_true(SEND(RIGHT));
    form_error(f, "title", TEXT_error_choice);
    form_error_text(f, NULL, "Bewaard door <iemand> anders");
    assert_int_equal(form_error_count(f), 2);
    assert_drawn("<li>Bewaard door &lt;iemand&gt; anders</li>");
    assert_drawn("Fout: Kies een van de mogelijkheden.");
    assert_drawn("id=\"fouten\" tabindex=\"-1\"");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(all_kinds_are_taken),
        CASE(empty_and_not_sent),
        CASE(required_fields),
        CASE(refusals_have_their_words),
        CASE(today_is_allowed_both_ways),
        CASE(length_is_in_characters),
        CASE(twice_and_unknown),
        CASE(right_values_stay_and_typed_ones_too),
        CASE(values_of_the_struct_are_drawn),
        CASE(required_is_said_in_words),
        CASE(days_and_durations_show_how),
        CASE(choices_at_run_time),
        CASE(groups_in_a_list),
        CASE(chips_and_another_number),
        CASE(search_field),
        CASE(messages_found_later),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
