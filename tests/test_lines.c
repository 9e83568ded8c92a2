/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "lines.h"
#include "sheet_of.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The lines of a page as one text, " / " between two. */
static struct str drawn_lines(const struct words *words, struct arena *arena)
{
    struct lines lines = lines_from_words(words, arena, NULL);
    struct strbuf buf = {.arena = arena};

    for (size_t i = 0; i < lines.len; i++) {
        strbuf_add(&buf, i > 0 ? STR(" / ") : STR(""));
        strbuf_add(&buf, line_text(&lines, words, i, arena));
    }
    return strbuf_str(&buf);
}

static const struct {
    const char *says;
    struct drawn drawn[3];
    const char *want;
} cases[] = {
    {"words side by side are one line", {{300, 100, "Số nhà 12", 0}}, "Số nhà 12"},
    {"a wide gap parts the two columns of the header",
     {{300, 100, "SỞ NỘI VỤ | CỘNG HÒA", 0}},
     "SỞ NỘI VỤ / CỘNG HÒA"},
    {"lines go from the top to the bottom",
     {{300, 200, "hai", 0}, {300, 100, "một", 0}},
     "một / hai"},
    {"in one row they go from left to right",
     {{1500, 100, "phải", 0}, {300, 104, "trái", 0}},
     "trái / phải"},
    {"two pieces close to each other in a row are one line",
     {{300, 100, "Sở Nội", 0}, {466, 102, "vụ", 0}},
     "Sở Nội vụ"},
    {"a line that is slightly lower is not the same row",
     {{300, 100, "trên", 0}, {500, 136, "dưới", 0}},
     "trên / dưới"},
};

static void lines_are_what_a_reader_sees(void **state)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t len = 0;
        struct words words;
        struct str got;

        while (len < 3 && cases[i].drawn[len].text) {
            len++;
        }
        words = sheet_of(cases[i].drawn, len, *state);
        got = drawn_lines(&words, *state);
        if (!str_eq(got, str_from_c(cases[i].want))) {
            fail_msg("%s: got '%.*s', want '%s'", cases[i].says, STR_ARG(got),
                     cases[i].want);
        }
    }
}

static void a_table_s_rule_between_two_words_parts_them_a_bar_does_not(void **state)
{
    const struct drawn drawn[] = {{300, 100, "Tháng 4", 0}};
    struct words words = sheet_of(drawn, 1, *state);
    int x = words.at[0].box.right + 4;
    struct box_px strokes[] = {
        {x, 50, x + 4, 300}, {200, 48, 900, 52}, {200, 298, 900, 302}};

    words.strokes = strokes;
    words.strokes_len = 3;
    assert_true(str_eq(drawn_lines(&words, *state), STR("Tháng / 4")));
    words.strokes_len = 1;
    assert_true(str_eq(drawn_lines(&words, *state), STR("Tháng 4")));
}

static void specks_and_bars_are_dropped_and_counted(void **state)
{
    const struct drawn drawn[] = {{300, 100, "Kế hoạch này", 0}};
    struct words words = sheet_of(drawn, 1, *state);
    struct word more[5];
    size_t dropped = 0;
    struct lines lines;

    memcpy(more, words.at, 3 * sizeof *more);
    more[3] = (struct word){
        .text = STR("|"), .box = {900, 90, 906, 300}, .conf_pct = 80, .line_no = 1};
    more[4] = (struct word){
        .text = STR("."), .box = {950, 120, 953, 123}, .conf_pct = 90, .line_no = 1};
    words.at = more;
    words.len = 5;
    lines = lines_from_words(&words, *state, &dropped);
    assert_int_equal(dropped, 2);
    assert_int_equal(lines.len, 1);
    assert_int_equal(lines.at[0].len, 3);
}

static void a_page_without_words_has_no_lines(void **state)
{
    struct words words = sheet_of(NULL, 0, *state);

    assert_int_equal(lines_from_words(&words, *state, NULL).len, 0);
}

static void capitals_and_bold_print_are_measured(void **state)
{
    const struct drawn drawn[] = {
        {300, 100, "KẾ HOẠCH", 6}, {300, 200, "Căn cứ luật", 0}, {300, 300, "ba", 0}};
    struct words words = sheet_of(drawn, 3, *state);
    struct lines lines = lines_from_words(&words, *state, NULL);

    assert_true(lines.at[0].is_caps);
    assert_false(lines.at[1].is_caps);
    assert_true(lines.at[0].stroke > lines.stroke);
    assert_int_equal(lines.text_height_px, 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(lines_are_what_a_reader_sees),
        ARENA_TEST(a_table_s_rule_between_two_words_parts_them_a_bar_does_not),
        ARENA_TEST(specks_and_bars_are_dropped_and_counted),
        ARENA_TEST(a_page_without_words_has_no_lines),
        ARENA_TEST(capitals_and_bold_print_are_measured),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
