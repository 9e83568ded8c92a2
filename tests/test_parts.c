/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a document begins inside a file. */
#include "document.h"
#include "sheet_of.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { LINES = 8 };

/* The head of a plan; NULL leaves a line out. */
struct page_head {
    const char *above, *issuer, *motto, *number, *date, *type, *title;
};

static enum beginning begins(const struct page_head *head, struct arena *arena)
{
    const struct drawn all[LINES] = {
        {1500, 120, head->above, 4}, {360, 200, "UBND XÃ BÌNH LẠC", 4},
        {420, 260, head->issuer, 6}, {1180, 200, head->motto, 6},
        {430, 400, head->number, 4}, {1300, 400, head->date, 4},
        {1120, 560, head->type, 6},  {700, 630, head->title, 6},
    };
    struct drawn drawn[LINES];
    struct words words;
    size_t len = 0;

    for (size_t i = 0; i < LINES; i++) {
        if (all[i].text) {
            drawn[len++] = all[i];
        }
    }
    words = sheet_of(drawn, len, arena);
    words.sheet.page_no = 3;
    return document_begins(&words, arena);
}

#define MOTTO "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define DATE  "Bình Lạc, ngày 27 tháng 4 năm 2025"

static void a_whole_head_begins_a_document(void **state)
{
    static const struct page_head heads[] = {
        {NULL, "TRƯỜNG MẦM NON", MOTTO, "Số: 31/KH-MN", DATE, "KẾ HOẠCH", "Năm 2025"},
        {NULL, NULL, MOTTO, "Số: 31/QĐ-UBND", DATE, "QUYẾT ĐỊNH", NULL},
        {NULL, NULL, "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 12-KH/ĐU", DATE, "KẾ HOẠCH", NULL},
    };

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (begins(&heads[i], *state) != BEGINS_DOCUMENT) {
            fail_msg("head %zu: nothing begins", i);
        }
    }
}

static void annexes_forms_and_pages_without_a_head_begin_nothing(void **state)
{
    static const struct page_head heads[] = {
        {"Mẫu số 01", NULL, MOTTO, "Số: 31/BC-MN", DATE, "BÁO CÁO", NULL},
        {NULL, NULL, MOTTO, "Số: 31/KH-MN", DATE, "KẾ HOẠCH",
         "(Kèm theo Quyết định số 30/QĐ-MN)"},
        {NULL, NULL, NULL, NULL, NULL, "PHỤ LỤC", "Danh sách"},
        {NULL, NULL, MOTTO, NULL, NULL, "PHIẾU THU", NULL},
    };

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (begins(&heads[i], *state) != BEGINS_NOTHING) {
            fail_msg("head %zu: taken for a document's", i);
        }
    }
}

static void a_head_that_is_not_filled_in_is_left_to_a_person(void **state)
{
    static const struct page_head heads[] = {
        {NULL, NULL, MOTTO, "Số: ....../BC-MN", DATE, "BÁO CÁO", NULL},
        {NULL, NULL, MOTTO, "Số: 31/BC-MN", "......, ngày ... tháng ... năm ......",
         "BÁO CÁO", NULL},
    };

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (begins(&heads[i], *state) != BEGINS_PERHAPS) {
            fail_msg("head %zu: not left to a person", i);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_whole_head_begins_a_document),
        ARENA_TEST(annexes_forms_and_pages_without_a_head_begin_nothing),
        ARENA_TEST(a_head_that_is_not_filled_in_is_left_to_a_person),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
