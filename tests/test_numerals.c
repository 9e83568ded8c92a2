/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "numerals.h"
#include "sheet_of.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The headings of a page, each with a line of text under it, after mending. */
static void headings_become(const char *const *read, const char *const *want,
                            size_t len, struct arena *arena)
{
    struct drawn drawn[16];
    struct zone_state zone_state = {.header_seen = true};
    struct words words;
    struct leaf leaf;
    struct text text;

    for (size_t i = 0; i < len; i++) {
        drawn[2 * i] = (struct drawn){480, 300 + 160 * (int)i, read[i], 6};
        drawn[2 * i + 1] = (struct drawn){
            480, 380 + 160 * (int)i,
            "Các thôn thực hiện nghiêm túc các nội dung của kế hoạch này trong năm.",
            4};
    }
    words = sheet_of(drawn, 2 * len, arena);
    words.sheet.page_no = 2;
    leaf = (struct leaf){.words = words};
    leaf.lines = lines_from_words(&leaf.words, arena, NULL);
    leaf.zones = zones_from_lines(&leaf.lines, &leaf.words, &zone_state, arena);
    numerals_mend(&leaf, 1, arena);
    text = text_from_zones(&leaf, 1, arena);
    for (size_t i = 0; i < len; i++) {
        if (str_find(text.utf8, str_from_c(want[i]), 0) >= text.utf8.len) {
            fail_msg("'%s' is not in:\n%.*s", want[i], STR_ARG(text.utf8));
        }
    }
}

static void a_numeral_gets_its_place_in_the_sequence(void **state)
{
    static const char *const read[] = {"1. MỤC ĐÍCH YÊU CẦU", "IL NỘI DUNG CHÍNH",
                                       "HI. TỔ CHỨC THỰC HIỆN", "1V. KINH PHÍ"};
    static const char *const want[] = {"I. MỤC ĐÍCH", "II. NỘI DUNG", "III. TỔ CHỨC",
                                       "IV. KINH PHÍ"};

    headings_become(read, want, 4, *state);
}

static void a_numeral_that_can_be_read_stays(void **state)
{
    static const char *const kept[] = {"I. MỤC ĐÍCH YÊU CẦU", "III. NỘI DUNG CHÍNH",
                                       "III. TỔ CHỨC THỰC HIỆN", "HƯỚNG DẪN CHUNG",
                                       "ỦY BAN NHÂN DÂN"};

    headings_become(kept, kept, 5, *state);
}

static void what_is_not_due_stays(void **state)
{
    static const char *const kept[] = {"I. MỤC ĐÍCH YÊU CẦU", "XHI. NỘI DUNG CHÍNH",
                                       "L. TỔ CHỨC THỰC HIỆN"};

    headings_become(kept, kept, 3, *state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_numeral_gets_its_place_in_the_sequence),
        ARENA_TEST(a_numeral_that_can_be_read_stays),
        ARENA_TEST(what_is_not_due_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
