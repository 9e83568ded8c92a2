/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "labels.h"
#include "tr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static void the_environment_is_read_as_gettext_reads_it(void **state)
{
    static const struct {
        struct lang_wishes wishes;
        enum lang lang;
    } cases[] = {
        {{NULL, NULL, NULL, NULL}, LANG_EN},
        {{NULL, NULL, NULL, "vi_VN.UTF-8"}, LANG_VI},
        {{NULL, NULL, NULL, "vi"}, LANG_VI},
        {{NULL, NULL, NULL, "vi@quot"}, LANG_VI},
        {{NULL, NULL, NULL, "vietnamese"}, LANG_EN},
        {{NULL, NULL, NULL, "fr_FR.UTF-8"}, LANG_EN},
        {{NULL, NULL, "vi_VN", "en_US.UTF-8"}, LANG_VI},
        {{NULL, "en_US.UTF-8", "vi_VN", "vi_VN"}, LANG_EN},
        {{NULL, "", "", "vi_VN"}, LANG_VI},
        {{"vi", NULL, NULL, "en_US.UTF-8"}, LANG_VI},
        {{"vi:en", NULL, NULL, "fr_FR.UTF-8"}, LANG_VI},
        {{"fr:vi:en", NULL, NULL, "fr_FR.UTF-8"}, LANG_VI},
        {{"en:vi", NULL, NULL, "vi_VN.UTF-8"}, LANG_EN},
        {{"fr", NULL, NULL, "vi_VN.UTF-8"}, LANG_EN},
        {{"vi", NULL, NULL, "C.UTF-8"}, LANG_EN},
        {{"vi", "C", NULL, "vi_VN.UTF-8"}, LANG_EN},
        {{"vi", "POSIX", NULL, NULL}, LANG_EN},
        {{"vi", NULL, NULL, NULL}, LANG_EN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(lang_from_wishes(&cases[i].wishes), cases[i].lang);
    }
}

static void the_option_is_found_before_and_behind_the_command(void **state)
{
    const char *before[] = {"vanthu", "--lang", "vi", "run"};
    const char *behind[] = {"vanthu", "run", "scans", "--lang=vi", "--lang"};
    enum lang lang = LANG_EN;

    (void)state;
    assert_true(lang_from_args(4, before, &lang));
    assert_int_equal(lang, LANG_VI);
    lang = LANG_EN;
    assert_true(lang_from_args(5, behind, &lang));
    assert_int_equal(lang, LANG_VI);
}

static void what_is_no_language_changes_nothing(void **state)
{
    const char *unknown[] = {"vanthu", "--lang", "fr", "run"};
    const char *other[] = {"vanthu", "--language=vi", "--", "--lang=vi"};
    enum lang lang = LANG_VI;

    (void)state;
    assert_false(lang_from_args(4, unknown, &lang));
    assert_false(lang_from_args(4, other, &lang));
    assert_int_equal(lang, LANG_VI);
}

static void counts_have_a_plural_without_a_catalogue(void **state)
{
    (void)state;
    assert_string_equal(tr_count("%zu page", "%zu pages", (size_t)1).ptr, "1 page");
    assert_string_equal(tr_count("%zu page", "%zu pages", (size_t)0).ptr, "0 pages");
}

static void
english_needs_no_catalogue_and_vietnamese_says_when_it_is_not_there(void **state)
{
    (void)state;
    assert_true(tr_speak(LANG_EN, STR("/nowhere")));
    assert_false(tr_speak(LANG_VI, STR("/nowhere")));
    assert_string_equal(_("no pages"), "no pages");
}

static bool is_plain_text(const char *text)
{
    return str_is_ascii(str_from_c(text));
}

static void every_column_that_has_a_label_has_an_english_one(void **state)
{
    (void)state;
    for (int table = 0; table < TABLE_FILES; table++) {
        for (size_t i = 0; i < table_forms[table].columns_len; i++) {
            const char *column = table_forms[table].columns[i];
            const char *label = label_of_column(column);

            assert_true(is_plain_text(label_in(LANG_EN, label)));
            assert_ptr_equal(label_in(LANG_VI, label), label);
        }
    }
}

static void ids_have_english_labels_and_other_values_stay(void **state)
{
    static const struct {
        const char *column, *value, *english;
    } cases[] = {
        {"status", "review", "To review"},
        {"status", "failed", "Not read"},
        {"severity", "warning", "Warning"},
        {"missing", "place_date", "Place and date"},
        {"missing", "recipients", "Recipients"},
        {"kind", "every", "Every"},
        {"recurrence", "P3M", "Quarterly"},
        {"relation", "basis", "Basis"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str label = label_of_value(cases[i].column, str_from_c(cases[i].value));

        assert_string_equal(label_in(LANG_EN, label.ptr), cases[i].english);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_environment_is_read_as_gettext_reads_it),
        cmocka_unit_test(the_option_is_found_before_and_behind_the_command),
        cmocka_unit_test(what_is_no_language_changes_nothing),
        cmocka_unit_test(counts_have_a_plural_without_a_catalogue),
        cmocka_unit_test(every_column_that_has_a_label_has_an_english_one),
        cmocka_unit_test(ids_have_english_labels_and_other_values_stay),
        cmocka_unit_test(
            english_needs_no_catalogue_and_vietnamese_says_when_it_is_not_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
