/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "fold.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The 67 small letters with marks and đ, and the letter each folds to; their capitals
 * make 134. */
static const struct {
    const char *letters;
    char folded;
} rows[] = {
    {"àáảãạăằắẳẵặâầấẩẫậ", 'a'},
    {"đ", 'd'},
    {"èéẻẽẹêềếểễệ", 'e'},
    {"ìíỉĩị", 'i'},
    {"òóỏõọôồốổỗộơờớởỡợ", 'o'},
    {"ùúủũụưừứửữự", 'u'},
    {"ỳýỷỹỵ", 'y'},
};

/* One mark of a letter apart: "ấ" to "â" and an acute. The letter itself where there is
 * none. */
static struct str one_mark_apart(struct str letter, struct str *mark)
{
    static const struct {
        const char *mark;
        const char *pairs; /* the letter with the mark and without, in turns */
    } marks[] = {
        {"\xCC\x80", "àaằăầâèeềêìiòoồôờơùuừưỳy"},
        {"\xCC\x81", "áaắăấâéeếêíióoốôớơúuứưýy"},
        {"\xCC\x89", "ảaẳăẩâẻeểêỉiỏoổôởơủuửưỷy"},
        {"\xCC\x83", "ãaẵăẫâẽeễêĩiõoỗôỡơũuữưỹy"},
        {"\xCC\xA3", "ạaặăậâẹeệêịiọoộôợơụuựưỵy"},
        {"\xCC\x82", "âaêeôo"},
        {"\xCC\x86", "ăa"},
        {"\xCC\x9B", "ơoưu"},
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct str pairs = str_from_c(marks[i].pairs);

        for (size_t at = 0, len, base_len; at < pairs.len; at += len + base_len) {
            utf8_at(pairs, at, &len);
            utf8_at(pairs, at + len, &base_len);
            if (str_eq(str_sub(pairs, at, at + len), letter)) {
                *mark = str_from_c(marks[i].mark);
                return str_sub(pairs, at + len, at + len + base_len);
            }
        }
    }
    *mark = STR("");
    return letter;
}

/* Decomposed, as a word processor on a Mac writes it. */
static struct str decomposed(struct str letter, struct arena *arena)
{
    struct str tone, shape;
    struct str base = one_mark_apart(letter, &tone);

    base = one_mark_apart(base, &shape);
    return str_printf(arena, "%.*s%.*s%.*s", STR_ARG(base), STR_ARG(shape),
                      STR_ARG(tone));
}

static void each_letter_folds_to_one_ascii_byte(void **state)
{
    size_t letters = 0;

    struct arena *arena = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str row = str_from_c(rows[i].letters);

        for (size_t at = 0, len; at < row.len; at += len, letters += 2) {
            struct str small, forms[4];

            utf8_at(row, at, &len);
            small = str_sub(row, at, at + len);
            forms[0] = small;
            forms[1] = text_upper(small, arena);
            forms[2] = decomposed(small, arena);
            forms[3] = text_upper(forms[2], arena);
            assert_false(str_eq(forms[0], forms[1]));
            for (size_t j = 0; j < 4; j++) {
                struct str folded = fold(forms[j], arena, NULL);

                if (folded.len != 1 || folded.ptr[0] != rows[i].folded) {
                    fail_msg("form %zu of %.*s folds to '%.*s'", j, STR_ARG(small),
                             STR_ARG(folded));
                }
            }
        }
    }
    assert_int_equal(letters, 134);
}

static void each_decomposed_letter_composes_to_the_one_letter(void **state)
{
    struct arena *arena = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str row = str_from_c(rows[i].letters);

        for (size_t at = 0, len; at < row.len; at += len) {
            struct str small, apart;

            utf8_at(row, at, &len);
            small = str_sub(row, at, at + len);
            apart = decomposed(small, arena);
            if (!str_eq(small, STR("đ"))) {
                assert_false(str_eq(small, apart));
            }
            if (!str_eq(text_nfc(apart, arena), small)) {
                fail_msg("%.*s does not compose", STR_ARG(small));
            }
        }
    }
}

static void folding_knows_signs_and_leaves_line_ends(void **state)
{
    static const struct {
        const char *says, *text, *want;
    } cases[] = {
        {"words", "KẾ HOẠCH số 5", "ke hoach so 5"},
        {"eth", "QUYẾT ÐỊNH ð", "quyet dinh d"},
        {"curly quotes", "“a” ‘b’ „c«d»", "\"a\" 'b' \"c\"d\""},
        {"dashes", "1–2—3−4‑5", "1-2-3-4-5"},
        {"blanks", "a\u00a0b\u2009c\td", "a b c d"},
        {"line ends stay", "a\nb\fc", "a\nb\fc"},
        {"bullets", "• a", "* a"},
        {"no likeness", "語", "?"},
        {"broken UTF-8", "a\xE1\xBB", "a??"},
        {"zero width", "a\u200bb\u00adc", "abc"},
        {"nothing", "", ""},
    };

    struct arena *arena = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str got = fold(str_from_c(cases[i].text), arena, NULL);

        if (!str_eq(got, str_from_c(cases[i].want))) {
            fail_msg("%s: got '%.*s'", cases[i].says, STR_ARG(got));
        }
    }
}

static void folded_bytes_map_back_to_their_characters(void **state)
{
    struct arena *arena = *state;
    struct str text = STR("Đà “Lạc”");
    uint32_t *to_text = NULL;
    struct str folded = fold(text, arena, &to_text);
    size_t at = str_find(folded, STR("lac"), 0);

    assert_int_equal(folded.len, 8);
    assert_true(str_eq(str_sub(text, to_text[at], to_text[at + 3]), STR("Lạc")));
    assert_int_equal(to_text[0], 0);
    assert_int_equal(to_text[folded.len], text.len);
    for (size_t i = 1; i <= folded.len; i++) {
        assert_true(to_text[i] > to_text[i - 1]);
    }
}

static void nfc_puts_eth_right_and_replaces_what_is_no_utf8(void **state)
{
    struct arena *arena = *state;
    assert_true(str_eq(text_nfc(STR("NÐ ð"), arena), STR("NĐ đ")));
    assert_true(str_eq(text_nfc(STR("a\xFFz"), arena), STR("a\xEF\xBF\xBDz")));
    assert_true(str_eq(text_nfc(STR("a\0z"), arena), STR("a\xEF\xBF\xBDz")));
    assert_true(str_eq(text_nfc(STR(""), arena), STR("")));
}

static void a_tone_key_is_blind_to_the_place_of_the_tone_only(void **state)
{
    static const struct {
        const char *says, *a, *b;
        bool same;
    } cases[] = {
        {"place of the tone", "hòa", "hoà", true},
        {"case", "ỦY BAN", "uỷ ban", true},
        {"two syllables", "lạc hòa", "lac hoạ", false},
        {"another tone", "hòa", "hóa", false},
        {"another vowel", "tran", "trân", false},
        {"no mark", "ha", "hà", false},
    };

    struct arena *arena = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool same = str_eq(tone_key(str_from_c(cases[i].a), arena),
                           tone_key(str_from_c(cases[i].b), arena));

        if (same != cases[i].same) {
            fail_msg("%s: %s, %s", cases[i].says, cases[i].a, cases[i].b);
        }
    }
}

static void capitals_are_told_from_small_letters(void **state)
{
    struct arena *arena = *state;
    assert_true(text_is_caps(STR("ỦY BAN 12")));
    assert_false(text_is_caps(STR("Ủy ban")));
    assert_false(text_is_caps(STR("12")));
    assert_true(str_eq(text_upper(STR("đường ỷ"), arena), STR("ĐƯỜNG Ỷ")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(each_letter_folds_to_one_ascii_byte),
        ARENA_TEST(each_decomposed_letter_composes_to_the_one_letter),
        ARENA_TEST(folding_knows_signs_and_leaves_line_ends),
        ARENA_TEST(folded_bytes_map_back_to_their_characters),
        ARENA_TEST(nfc_puts_eth_right_and_replaces_what_is_no_utf8),
        ARENA_TEST(a_tone_key_is_blind_to_the_place_of_the_tone_only),
        ARENA_TEST(capitals_are_told_from_small_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
