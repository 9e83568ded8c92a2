/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_environment_is_read_as_gettext_reads_it),
        cmocka_unit_test(the_option_is_found_before_and_behind_the_command),
        cmocka_unit_test(what_is_no_language_changes_nothing),
        cmocka_unit_test(counts_have_a_plural_without_a_catalogue),
        cmocka_unit_test(
            english_needs_no_catalogue_and_vietnamese_says_when_it_is_not_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
