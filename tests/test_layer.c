/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text over a page: where it comes to lie, in which codes, and what they mean. */
#include "arena.h"
#include "layer.h"
#include "text_of.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* An A4 page of 100 dpi, scanned to its edges. */
static struct sheet sheet_turned(int turn_deg)
{
    bool lies = turn_deg % 180 != 0;

    return (struct sheet){.page_no = 1,
                          .width_px = lies ? 1170 : 827,
                          .height_px = lies ? 827 : 1170,
                          .dpi = 100,
                          .turn_deg = turn_deg};
}

static struct paper paper_rotated(int rotate_deg)
{
    bool lies = rotate_deg % 180 != 0;

    return (struct paper){
        .left = 10,
        .bottom = 20,
        .right = 10 + 595.44,
        .top = 20 + 842.4,
        .rotate_deg = rotate_deg,
        .scan = {.right = lies ? 842.4F : 595.44F, .bottom = lies ? 595.44F : 842.4F}};
}

/* (0, 0) of the sheet, y upwards, is at x, y; and text runs to the `right`. */
static void assert_lies(struct affine affine, double x, double y, double right_x,
                        double right_y)
{
    double unit = hypot(affine.a, affine.b);

    assert_true(fabs(affine.e - x) < 0.1);
    assert_true(fabs(affine.f - y) < 0.1);
    assert_true(fabs(affine.a / unit - right_x) < 0.001);
    assert_true(fabs(affine.b / unit - right_y) < 0.001);
    /* never mirrored: up is to the left of right */
    assert_true(affine.a * affine.d - affine.b * affine.c > 0);
    assert_true(fabs(unit - 0.72) < 0.001);
}

static void text_begins_at_the_upper_left_corner(void **state)
{
    struct sheet sheet = sheet_turned(0);
    struct paper paper = paper_rotated(0);

    (void)state;
    assert_lies(affine_of_sheet(&sheet, &paper), 10, 20 + 842.4, 1, 0);
}

static void text_of_a_page_that_was_turned_runs_as_it_lies_on_paper(void **state)
{
    struct paper paper = paper_rotated(0);
    struct sheet right = sheet_turned(90), over = sheet_turned(180);
    struct sheet left = sheet_turned(270);

    (void)state;
    /* it had to be turned clockwise: it runs upwards on paper */
    assert_lies(affine_of_sheet(&right, &paper), 10, 20, 0, 1);
    assert_lies(affine_of_sheet(&over, &paper), 10 + 595.44, 20, -1, 0);
    assert_lies(affine_of_sheet(&left, &paper), 10 + 595.44, 20 + 842.4, 0, -1);
}

static void text_is_upright_on_a_page_that_is_shown_turned(void **state)
{
    struct paper right = paper_rotated(90), over = paper_rotated(180);
    struct paper left = paper_rotated(270);
    struct sheet lying = sheet_turned(0), standing = sheet_turned(0);

    (void)state;
    lying.width_px = 1170;
    lying.height_px = 827;
    /* shown a quarter clockwise, the upper left corner is the lower left one */
    assert_lies(affine_of_sheet(&lying, &right), 10, 20, 0, 1);
    assert_lies(affine_of_sheet(&standing, &over), 10 + 595.44, 20, -1, 0);
    assert_lies(affine_of_sheet(&lying, &left), 10 + 595.44, 20 + 842.4, 0, -1);
}

static void a_turn_undoes_the_rotation_of_the_page(void **state)
{
    struct paper paper = paper_rotated(90);
    struct sheet sheet = sheet_turned(270);

    (void)state;
    sheet.width_px = 827;
    sheet.height_px = 1170;
    assert_lies(affine_of_sheet(&sheet, &paper), 10, 20 + 842.4, 1, 0);
}

static void levelling_is_undone_as_for_the_boxes_of_tables(void **state)
{
    struct sheet sheet = sheet_turned(0);
    struct box_px box = {100, 200, 140, 220};
    struct affine back;
    struct box_pt on_paper;

    (void)state;
    sheet.skew_deg = -3.5F;
    back = affine_unlevelled(&sheet);
    on_paper = box_on_paper(&sheet, box);
    assert_true(fabs((back.a * 120 + back.c * 210 + back.e) * 0.72 -
                     (double)(on_paper.left + on_paper.right) / 2) < 0.01);
    assert_true(fabs((back.b * 120 + back.d * 210 + back.f) * 0.72 -
                     (double)(on_paper.top + on_paper.bottom) / 2) < 0.01);
}

static void a_cmap_tells_runs_and_surrogates(void **state)
{
    struct letters letters = {0};
    struct str map;

    letters_add(&letters, STR("đ ạẢ Ạ \xf0\x9f\x98\x80 a\x01\x7f\xc2\x80"), *state);
    assert_int_equal(letters.len, 5); /* no control characters */
    map = layer_to_unicode(&letters, 0, *state);
    assert_non_null(strstr(str_copy(*state, map).ptr, "<20><7E><0020>\n"
                                                      "<80><80><0111>\n"
                                                      "<81><83><1EA0>\n"
                                                      "<84><84><D83DDE00>\n"));
    assert_int_equal(letters.at[1].c, 0x1ea0);
    assert_int_equal(letters.at[1].width, 722); /* of A */
    assert_int_equal(layer_width(&letters, 0, 0x82), 444);
    assert_int_equal(layer_width(&letters, 0, 0x85), 0);
}

static void more_letters_than_codes_make_another_font(void **state)
{
    struct letters letters = {0};
    char bytes[4];

    for (uint32_t c = 0x4e00; c < 0x4e00 + 2 * LAYER_MOST_LETTERS; c++) {
        letters_add(&letters, (struct str){bytes, utf8_put(c, bytes)}, *state);
    }
    assert_int_equal(letters.len, LAYER_MOST_LETTERS);
    assert_int_equal(layer_fonts_len(&letters), 8);
    assert_int_equal(layer_width(&letters, 7, 255), 500);
}

static const char *layer_of(struct word *at, size_t len, float skew_deg,
                            struct arena *arena)
{
    struct words words = {.sheet = sheet_turned(0), .at = at, .len = len};
    struct zone_state state = {0};
    struct letters letters = {0};
    struct layer_style style = {.letters = &letters,
                                .to_paper = {.a = 0.72, .d = 0.72, .f = 842.4},
                                .font_name = "F"};

    words.sheet.skew_deg = skew_deg;
    for (size_t i = 0; i < len; i++) {
        letters_add(&letters, at[i].text, arena);
        at[i].conf_pct = 90;
    }
    return str_copy(arena, layer_from_words(&words, &state, &style, arena)).ptr;
}

static void words_of_a_line_are_one_string_with_blanks(void **state)
{
    struct word words[] = {
        {.text = STR_INIT("Kế"), .box = {100, 300, 126, 320}},
        {.text = STR_INIT("hoạch"), .box = {134, 300, 196, 320}},
        {.text = STR_INIT("(số\\1)"), .box = {204, 300, 260, 320}},
    };
    const char *layer = layer_of(words, 3, 0, *state);

    assert_non_null(strstr(layer, "q BT 3 Tr 0.72 0 0 0.72 0 842.4 Tm\n/F0 28 Tf"));
    assert_non_null(strstr(layer, "100 -320 Td[(K\x81 ho\x80"
                                  "ch "));
    assert_non_null(strstr(layer, "\\(s\x82\\\\1\\))]TJ\nET Q\n"));
}

static void a_word_apart_is_moved_to_its_box(void **state)
{
    struct word words[] = {
        {.text = STR_INIT("Kính"), .box = {100, 300, 140, 320}},
        {.text = STR_INIT("gửi"), .box = {148, 300, 178, 320}},
        {.text = STR_INIT("các"), .box = {186, 300, 216, 320}},
        {.text = STR_INIT("ban"), .box = {240, 300, 270, 320}},
    };
    const char *move = strchr(layer_of(words, 4, 0, *state), '[');

    assert_non_null(move);
    assert_non_null(strstr(move, ")-")); /* to the right */
}

static void words_of_a_crooked_page_are_level_and_step(void **state)
{
    struct word words[] = {
        {.text = STR_INIT("trái"), .box = {100, 300, 140, 320}},
        {.text = STR_INIT("phải"), .box = {700, 300, 740, 320}},
    };
    const char *layer = layer_of(words, 2, 3, *state);

    /* 3 degrees: the right one is 31 pixels higher or lower than the left */
    assert_null(strstr(layer, "100 -320 Td"));
    assert_non_null(strstr(layer, "Tm\n"));
    assert_non_null(strstr(strstr(layer, "Td[") + 1, "Td["));
}

static void a_page_without_words_has_no_layer(void **state)
{
    assert_string_equal(layer_of(NULL, 0, 0, *state), "");
}

static int make(void **state)
{
    static struct arena arena;

    arena = arena_make((size_t)1 << 28);
    *state = &arena;
    return 0;
}

static int drop(void **state)
{
    arena_drop(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_begins_at_the_upper_left_corner),
        cmocka_unit_test(text_of_a_page_that_was_turned_runs_as_it_lies_on_paper),
        cmocka_unit_test(text_is_upright_on_a_page_that_is_shown_turned),
        cmocka_unit_test(a_turn_undoes_the_rotation_of_the_page),
        cmocka_unit_test(levelling_is_undone_as_for_the_boxes_of_tables),
        cmocka_unit_test(a_cmap_tells_runs_and_surrogates),
        cmocka_unit_test(more_letters_than_codes_make_another_font),
        cmocka_unit_test(words_of_a_line_are_one_string_with_blanks),
        cmocka_unit_test(a_word_apart_is_moved_to_its_box),
        cmocka_unit_test(words_of_a_crooked_page_are_level_and_step),
        cmocka_unit_test(a_page_without_words_has_no_layer),
    };

    return cmocka_run_group_tests(tests, make, drop);
}
