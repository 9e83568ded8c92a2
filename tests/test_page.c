/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages are drawn here as PPM files of 150 dpi: bars stand for words. */
#include "arena.h"
#include "page.h"
#include "source.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 1240, HEIGHT = 1754, ARENA_TEST_BYTES = 64 * 1024 * 1024 };

struct drawing {
    unsigned char at[HEIGHT][WIDTH][3];
};

static struct drawing *paper(int r, int g, int b)
{
    struct drawing *drawing = malloc(sizeof *drawing);

    assert_non_null(drawing);
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            drawing->at[y][x][0] = (unsigned char)r;
            drawing->at[y][x][1] = (unsigned char)g;
            drawing->at[y][x][2] = (unsigned char)b;
        }
    }
    return drawing;
}

static void fill(struct drawing *drawing, struct box_px box, const int rgb[3])
{
    for (int y = box.top; y < box.bottom; y++) {
        for (int x = box.left; x < box.right; x++) {
            for (int i = 0; i < 3; i++) {
                drawing->at[y][x][i] = (unsigned char)rgb[i];
            }
        }
    }
}

static const int black[3] = {20, 20, 20}, red[3] = {215, 40, 50},
                 blue[3] = {40, 60, 170}, overprint[3] = {50, 20, 25};

/* Lines of words, sloping down to the right by `slope_deg`. */
static void write_lines(struct drawing *drawing, double slope_deg)
{
    for (int top = 150; top < 1500; top += 36) {
        for (int left = 150; left < 1050; left += 60) {
            int down = (int)lround(tan(slope_deg * 3.14159265 / 180) * left);

            fill(drawing, (struct box_px){left, top + down, left + 45, top + down + 12},
                 black);
        }
    }
}

/* Reads the drawing; takes it. */
static struct page read_page(struct drawing *drawing, struct arena *arena)
{
    char path[] = "/tmp/vanthu-page-XXXXXX";
    struct source source;
    struct page page = {0};
    struct err err = {0};
    int fd = mkstemp(path);
    FILE *file = fd >= 0 ? fdopen(fd, "wb") : NULL;
    enum status status;

    assert_non_null(file);
    fprintf(file, "P6 %d %d 255\n", WIDTH, HEIGHT);
    assert_int_equal(fwrite(drawing->at, 1, sizeof drawing->at, file),
                     sizeof drawing->at);
    assert_int_equal(fclose(file), 0);
    free(drawing);
    status = source_from_path(str_from_c(path), NULL, arena, &source, &err);
    unlink(path);
    if (status == STATUS_OK) {
        status = page_from_source(&source, 1, arena, &page, &err);
    }
    if (status != STATUS_OK) {
        fail_msg("%s", err.text);
    }
    source_close(&source);
    return page;
}

static void paper_without_ink_is_blank(void **state)
{
    struct arena arena = arena_make(ARENA_TEST_BYTES);
    struct page page = read_page(paper(240, 235, 220), &arena);

    (void)state;
    assert_true(page.is_blank);
    assert_null(page.red);
    assert_int_equal(page.sheet.dpi, 150);
    page_drop(&page);
    arena_drop(&arena);
}

static void skew_is_taken_out_to_a_tenth_of_a_degree(void **state)
{
    static const double slopes_deg[] = {-2.0, -0.7, 0.5, 1.3};

    (void)state;
    for (size_t i = 0; i < sizeof slopes_deg / sizeof *slopes_deg; i++) {
        struct arena arena = arena_make(ARENA_TEST_BYTES);
        struct drawing *drawing = paper(255, 255, 255);
        struct page page;

        write_lines(drawing, slopes_deg[i]);
        page = read_page(drawing, &arena);
        if (fabs((double)page.sheet.skew_deg + slopes_deg[i]) > 0.1) {
            fail_msg("lines at %.2f: turned by %.2f", slopes_deg[i],
                     (double)page.sheet.skew_deg);
        }
        page_drop(&page);
        arena_drop(&arena);
    }
}

static void red_leaves_the_ink_and_black_under_it_stays(void **state)
{
    struct arena arena = arena_make(ARENA_TEST_BYTES);
    struct drawing *drawing = paper(250, 240, 235);
    const struct box_px stamp = {600, 1520, 800, 1600};
    const struct box_px stroke = {650, 1550, 750, 1556};
    struct page page;

    (void)state;
    write_lines(drawing, 0);
    fill(drawing, stamp, red);
    fill(drawing, stroke, overprint);
    page = read_page(drawing, &arena);
    assert_non_null(page.red);
    assert_true(box_holds(page.red_box, stamp.left, stamp.top));
    assert_true(box_holds(page.red_box, stamp.right, stamp.bottom));
    assert_in_range(box_width(page.red_box), 200, 400);
    assert_true(page_ink(&page, stroke).cover > 0.8F);
    assert_true(page_ink(&page, (struct box_px){600, 1520, 800, 1545}).cover < 0.01F);
    page_drop(&page);
    arena_drop(&arena);
}

static void a_pen_is_told_from_print_by_its_blue(void **state)
{
    struct arena arena = arena_make(ARENA_TEST_BYTES);
    struct drawing *drawing = paper(250, 250, 250);
    const struct box_px pen = {600, 1520, 720, 1528};
    struct page page;
    struct ink ink;

    (void)state;
    write_lines(drawing, 0);
    fill(drawing, pen, blue);
    page = read_page(drawing, &arena);
    ink = page_ink(&page, (struct box_px){580, 1500, 740, 1540});
    assert_true(ink.blue > 0.8F);
    assert_int_equal(ink.parts, 1);
    assert_true(fabsf(ink.stroke_px - 8) < 1.5F);
    assert_int_equal(ink.box.left, pen.left);
    assert_int_equal(ink.box.bottom, pen.bottom);
    assert_true(page_ink(&page, (struct box_px){140, 140, 300, 170}).blue < 0.01F);
    page_drop(&page);
    arena_drop(&arena);
}

/* Lines of print, and these bars in black. */
static struct page page_with_bars(const struct box_px *bars, size_t len,
                                  struct arena *arena)
{
    struct drawing *drawing = paper(255, 255, 255);

    write_lines(drawing, 0);
    for (size_t i = 0; i < len; i++) {
        fill(drawing, bars[i], black);
    }
    return read_page(drawing, arena);
}

static void a_frame_is_four_strokes_and_words_are_none(void **state)
{
    static const struct box_px frame[] = {{200, 1560, 900, 1563},
                                          {200, 1700, 900, 1703},
                                          {200, 1560, 203, 1703},
                                          {897, 1560, 900, 1703}};
    struct arena arena = arena_make(ARENA_TEST_BYTES);
    struct page page = page_with_bars(frame, 4, &arena);

    (void)state;
    assert_int_equal(page.strokes_len, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct box_px got = page.strokes[i];

        assert_true(abs(got.left - frame[i].left) <= 3);
        assert_true(abs(got.top - frame[i].top) <= 3);
        assert_true(abs(got.right - frame[i].right) <= 3);
        assert_true(abs(got.bottom - frame[i].bottom) <= 3);
    }
    page_drop(&page);
    arena_drop(&arena);
}

static void one_row_of_a_table_has_its_short_lines(void **state)
{
    static const struct box_px row[] = {{200, 1560, 900, 1563},
                                        {200, 1616, 900, 1619},
                                        {500, 1560, 503, 1619},
                                        {300, 1640, 303, 1699}};
    struct arena arena = arena_make(ARENA_TEST_BYTES);
    struct page page = page_with_bars(row, 4, &arena);

    (void)state;
    assert_int_equal(page.strokes_len, 3); /* the last one hangs between nothing */
    assert_true(abs(page.strokes[2].left - 500) <= 3);
    assert_true(abs(page.strokes[2].bottom - 1619) <= 3);
    page_drop(&page);
    arena_drop(&arena);
}

static void a_line_that_slants_is_told_in_narrow_sections(void **state)
{
    struct arena arena = arena_make(ARENA_TEST_BYTES);
    struct drawing *drawing = paper(255, 255, 255);
    struct page page;
    int bottom = 0;

    (void)state;
    write_lines(drawing, 0);
    for (int i = 0; i < 30; i++) { /* 30 px aside on 1200 px */
        fill(drawing, (struct box_px){900 + i, 300 + 40 * i, 903 + i, 341 + 40 * i},
             black);
    }
    page = read_page(drawing, &arena);
    assert_true(page.strokes_len >= 4);
    for (size_t i = 0; i < page.strokes_len; i++) {
        struct box_px got = page.strokes[i];
        int wanted = 901 + ((got.top + got.bottom) / 2 - 300) / 40;

        assert_true(box_width(got) <= 12);
        assert_true(abs(box_mid_x(got) - wanted) <= 5);
        bottom = got.bottom > bottom ? got.bottom : bottom;
    }
    assert_true(abs(bottom - 1501) <= 6);
    page_drop(&page);
    arena_drop(&arena);
}

static void lines_are_added_to_the_words_of_a_text_layer(void **state)
{
    struct arena arena = arena_make(ARENA_TEST_BYTES);
    struct source source;
    struct words words = {.sheet = {.dpi = 300}};
    struct err err = {0};
    size_t upright = 0;

    (void)state;
    assert_int_equal(
        source_from_path(STR(SAMPLES_DIR "/scans/pho-bien-phap-luat.born.pdf"), NULL,
                         &arena, &source, &err),
        STATUS_OK);
    assert_true(page_rule_words(&source, 1, &arena, &words));
    for (size_t i = 0; i < words.strokes_len; i++) {
        upright += box_height(words.strokes[i]) > box_width(words.strokes[i]);
        assert_in_range(words.strokes[i].right, 1, 2480);
    }
    assert_int_equal(upright, 4); /* a table of three columns */
    assert_false(page_rule_words(&source, 9, &arena, &words));
    assert_int_equal(words.strokes_len, 0);
    source_close(&source);
    arena_drop(&arena);
}

static void a_copier_bar_is_wiped_and_no_stroke(void **state)
{
    struct arena arena = arena_make(ARENA_TEST_BYTES);
    struct drawing *drawing = paper(255, 255, 255);
    struct page page;

    (void)state;
    write_lines(drawing, 0);
    fill(drawing, (struct box_px){1100, 0, 1106, HEIGHT}, black);
    page = read_page(drawing, &arena);
    assert_int_equal(page.strokes_len, 0);
    assert_true(page_ink(&page, (struct box_px){1090, 100, 1116, 1600}).cover < 0.01F);
    page_drop(&page);
    arena_drop(&arena);
}

static void a_page_that_is_not_there_is_an_error(void **state)
{
    struct arena arena = arena_make(ARENA_TEST_BYTES);
    struct source source;
    struct page page;
    struct err err = {0};

    (void)state;
    assert_int_equal(source_from_path(STR(TESTS_DIR "/damaged/page.tif"), NULL, &arena,
                                      &source, &err),
                     STATUS_OK);
    assert_int_equal(source.pages_len, 2);
    assert_int_equal(page_from_source(&source, 3, &arena, &page, &err), STATUS_INPUT);
    assert_int_equal(err.page_no, 3);
    source_close(&source);
    arena_drop(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paper_without_ink_is_blank),
        cmocka_unit_test(skew_is_taken_out_to_a_tenth_of_a_degree),
        cmocka_unit_test(red_leaves_the_ink_and_black_under_it_stays),
        cmocka_unit_test(a_pen_is_told_from_print_by_its_blue),
        cmocka_unit_test(a_frame_is_four_strokes_and_words_are_none),
        cmocka_unit_test(one_row_of_a_table_has_its_short_lines),
        cmocka_unit_test(a_line_that_slants_is_told_in_narrow_sections),
        cmocka_unit_test(lines_are_added_to_the_words_of_a_text_layer),
        cmocka_unit_test(a_copier_bar_is_wiped_and_no_stroke),
        cmocka_unit_test(a_page_that_is_not_there_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
