/* t_base_fold.c: names as they occur in the Netherlands, folded, split and sorted.
 * Not: the search itself.
 * Start at main(). */
#include "base/fold.h"

#include <setjmp.h>

#include <cmocka.h>

static struct arena *a;

static void folded(void **state)
{
    static const struct {
        const char *text, *key;
    } rows[] = {
        {"", ""},
        {"Jansen", "jansen"},
        {"Müller-Ähn", "muller ahn"},
        {"Mu\u0308ller-A\u0308hn", "muller ahn"}, /* the same, decomposed */
        {"  De   Vries,  ", "de vries"},
        {"'t Hart", "t hart"},
        {"’t Hart", "t hart"},
        {"O\u02bcBrien", "o brien"},
        {"O'Brien", "o brien"},
        {"Zoë Çelik-Yıldız", "zoe celik yildiz"},
        {"İstanbullu", "istanbullu"},
        {"IŞIK", "isik"},
        {"Łukasz Wałęsa", "lukasz walesa"},
        {"Søren Ærø", "soren aero"},
        {"Œdipe", "oedipe"},
        {"Đorđević", "dordevic"},
        {"Þór Ðór", "thor dor"},
        {"Weiß WEISS", "weiss weiss"},
        {"IJsbrand", "ijsbrand"},
        {"\u0132sbrand \u0133", "ijsbrand ij"}, /* the ligatures */
        {"van Dÿk", "van dijk"},
        {"van Dy\u0308k", "van dijk"},
        {"VAN DŸK", "van dijk"},
        {"Dyk", "dyk"},
        {"bíj́voorbeeld", "bijvoorbeeld"},
        {"Nguyễn Văn", "nguyen van"},
        {"Ayşe Öğretmen", "ayse ogretmen"},
        {"Jan\u00adsen", "jansen"},    /* a soft hyphen */
        {"Jan\u00a0Smit", "jan smit"}, /* a space that does not break */
        {"Иван Йованов", "иван иованов"},
        {"محمد", "محمد"},
        {"محـمد", "محمد"},
        {"ﬁets ①²", "fiets 12"},
        {"A.B. de Wit 3e", "a b de wit 3e"},
        {"!?-", ""},
        {"€", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_string_equal(fold_text(a, rows[i].text), rows[i].key);
        assert_string_equal(fold_text(a, rows[i].key), rows[i].key); /* a key folds to itself */
    }
}

static void ascii_needs_no_other_rules(void **state)
{
    (void)state;
    for (int c = 1; c < 128; c++) { /* the short way and the long one, made long by one letter */
        char text[8] = {'x', (char)c, 'X', '\0'};
        const char *brief = fold_text(a, text);
        const char *length = fold_text(a, arena_fmt(a, "%sé", text));

        assert_string_equal(length, arena_fmt(a, "%se", brief));
    }
}

static void tokens(void **state)
{
    size_t n;
    const char **words = fold_tokens(a, "Jan van der Berg - van den Bérg, JAN", &n);

    (void)state;
    assert_int_equal(n, 5);
    assert_string_equal(words[0], "berg");
    assert_string_equal(words[1], "den");
    assert_string_equal(words[2], "der");
    assert_string_equal(words[3], "jan");
    assert_string_equal(words[4], "van");
    fold_tokens(a, "", &n);
    assert_int_equal(n, 0);
    fold_tokens(a, " - ", &n);
    assert_int_equal(n, 0);
    words = fold_tokens(a, "een", &n);
    assert_int_equal(n, 1);
    assert_string_equal(words[0], "een");
}

static void split(void **state)
{
    static const struct {
        const char *typed, *prefix, *rest;
    } rows[] = {
        {"Jansen", "", "Jansen"},
        {"de Vries", "de", "Vries"},
        {"De Vries", "de", "Vries"},
        {"DE VRIES", "de", "VRIES"},
        {"van der Berg", "van der", "Berg"},
        {"  van   der  Berg ", "van der", "Berg"},
        {"van der Berg-de Vries", "van der", "Berg-de Vries"},
        {"van den Heuvel", "van den", "Heuvel"},
        {"van Dijk", "van", "Dijk"},
        {"'t Hart", "'t", "Hart"},
        {"’t Hart", "'t", "Hart"},
        {"‘t Hart", "'t", "Hart"},
        {"van 't Hof", "van 't", "Hof"},
        {"Van ’t Hof", "van 't", "Hof"},
        {"in 't Veld", "in 't", "Veld"},
        {"in de Wal", "in de", "Wal"},
        {"op den Kamp", "op den", "Kamp"},
        {"ter Horst", "ter", "Horst"},
        {"ten Have", "ten", "Have"},
        {"te Riele", "te", "Riele"},
        {"uit den Bogaard", "uit den", "Bogaard"},
        {"d'Hondt", "d'", "Hondt"},
        {"de l'Isle", "de l'", "Isle"},
        {"de la Croix", "de la", "Croix"},
        {"von der Leyen", "von der", "Leyen"},
        {"v.d. Berg", "v.d.", "Berg"},
        {"v.d.Berg", "v.d.", "Berg"},
        {"v/d Berg", "v/d", "Berg"},
        {"den Uyl", "den", "Uyl"},
        {"Vandenberghe", "", "Vandenberghe"},
        {"Vanessa Smit", "", "Vanessa Smit"},
        {"Terpstra", "", "Terpstra"},
        {"Denneboom", "", "Denneboom"},
        {"De", "", "De"},
        {"van der", "van", "der"}, /* something must be the name */
        {"Van", "", "Van"},
        {"El Amrani", "", "El Amrani"},
        {"dos Santos", "", "dos Santos"},
        {"'s-Gravesande", "", "'s-Gravesande"},
        {"Berg, van der", "", "Berg, van der"},
        {"Ørsted", "", "Ørsted"},
        {"", "", ""},
        {"  ", "", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *prefix, *rest;

        name_split_prefix(a, rows[i].typed, &prefix, &rest);
        assert_string_equal(prefix, rows[i].prefix);
        assert_string_equal(rest, rows[i].rest);
    }
}

/* In the order of a Dutch telephone book. */
static void sorted(void **state)
{
    static const struct {
        const char *family, *given;
    } order[] = {
        {"Aalbers", "Zoë"},
        {"van Aalst", "Anna"},
        {"den Adel", "Bo"},
        {"Berg", "Anna"},
        {"van den Berg", "Anna"},
        {"van der Berg", "Anna"},
        {"van der Berg", "Bernard"},
        {"van der Berg-Smit", "Anna"},
        {"Bergen", "Anna"},
        {"Çelik", "Ayşe"},
        {"van Dijk", "Piet"},
        {"van Dÿk", "Quint"},
        {"Dyk", "Anna"},
        {"'t Hart", "Maarten"},
        {"Hartman", "Anna"},
        {"IJzerman", "Anna"},
        {"Müller", "Anna"},
        {"Muller", "Bea"},
    };

    (void)state;
    assert_string_equal(fold_sort_key(a, "van der Berg", "Jan"), "berg  jan  van der");
    assert_string_equal(fold_sort_key(a, "Berg", "Jan"), "berg  jan  ");
    for (size_t i = 1; i < COUNT(order); i++) {
        const char *before = fold_sort_key(a, order[i - 1].family, order[i - 1].given);
        const char *after = fold_sort_key(a, order[i].family, order[i].given);

        if (strcmp(before, after) >= 0)
            fail_msg("\"%s\" should stand before \"%s\"", before, after);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folded), cmocka_unit_test(ascii_needs_no_other_rules),
        cmocka_unit_test(tokens), cmocka_unit_test(split),
        cmocka_unit_test(sorted),
    };

    a = arena_new();
    int failed = cmocka_run_group_tests_name("fold", tests, NULL, NULL);
    arena_free(a);
    return failed;
}
