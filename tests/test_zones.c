/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "doubts.h"
#include "sheet_of.h"
#include "text_of.h"
#include "zones.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A plan of one page, as Annex I of NĐ 30/2020 lays it out. */
static const struct drawn plan[] = {
    {360, 200, "UBND TỈNH HÀ LẠC", 4},
    {1180, 200, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 6},
    {420, 260, "SỞ NỘI VỤ", 6},
    {1300, 260, "Độc lập - Tự do - Hạnh phúc", 6},
    {430, 400, "Số: 31/KH-SNV", 4},
    {1300, 400, "Hà Lạc, ngày 27 tháng 4 năm 2025", 4},
    {1120, 560, "KẾ HOẠCH", 6},
    {700, 630, "Tuyên truyền công tác thi đua, khen thưởng năm 2025", 6},
    {480, 800,
     "Thực hiện Kế hoạch số 912/KH-UBND ngày 12/4/2025 của Ủy ban nhân dân tỉnh, Sở",
     4},
    {360, 870, "xây dựng kế hoạch như sau:", 4},
    {480, 950, "I. MỤC ĐÍCH, YÊU CẦU", 6},
    {480, 1030,
     "Nâng cao nhận thức của cấp ủy, chính quyền và công chức, viên chức về thi đua.",
     4},
    {480, 1110, "II. TỔ CHỨC THỰC HIỆN", 6},
    {480, 1190,
     "- Văn phòng Sở chủ trì, phối hợp với các phòng tổ chức thực hiện kế hoạch này./.",
     4},
    {360, 1400, "Nơi nhận:", 6},
    {1560, 1400, "KT. GIÁM ĐỐC", 6},
    {360, 1450, "- UBND tỉnh (để b/c);", 4},
    {1530, 1460, "PHÓ GIÁM ĐỐC", 6},
    {360, 1500, "- Các phòng thuộc Sở;", 4},
    {360, 1550, "- Lưu: VT.", 4},
    {1540, 1850, "Nguyễn Văn Bình", 6},
};
enum { PLAN = sizeof plan / sizeof *plan };

static struct leaf leaf_of(const struct words *words, struct zone_state *zone_state,
                           struct arena *arena)
{
    struct leaf leaf = {.words = *words};

    leaf.lines = lines_from_words(&leaf.words, arena, NULL);
    leaf.zones = zones_from_lines(&leaf.lines, &leaf.words, zone_state, arena);
    return leaf;
}

/* The text of all zones of one kind, " / " between two. */
static struct str zone_text(const struct leaf *leaf, enum zone_kind kind,
                            struct arena *arena)
{
    struct text text = text_from_zones(leaf, 1, arena);
    struct strbuf buf = {.arena = arena};

    for (size_t i = 0; i < text.passages_len; i++) {
        if (text.passages[i].kind == kind) {
            strbuf_add(&buf, buf.len > 0 ? STR(" / ") : STR(""));
            strbuf_add(
                &buf, str_sub(text.utf8, text.passages[i].begin, text.passages[i].end));
        }
    }
    return strbuf_str(&buf);
}

static const struct {
    enum zone_kind kind;
    const char *want;
} parts_of_plan[] = {
    {ZONE_PARENT_ISSUER, "UBND TỈNH HÀ LẠC"},
    {ZONE_ISSUER, "SỞ NỘI VỤ"},
    {ZONE_MOTTO, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"},
    {ZONE_NUMBER, "Số: 31/KH-SNV"},
    {ZONE_PLACE_DATE, "Hà Lạc, ngày 27 tháng 4 năm 2025"},
    {ZONE_TYPE, "KẾ HOẠCH"},
    {ZONE_TITLE, "Tuyên truyền công tác thi đua, khen thưởng năm 2025"},
    {ZONE_HEADING, "I. MỤC ĐÍCH, YÊU CẦU / II. TỔ CHỨC THỰC HIỆN"},
    {ZONE_RECIPIENT,
     "Nơi nhận: / - UBND tỉnh (để b/c); / - Các phòng thuộc Sở; / - Lưu: VT."},
    {ZONE_SIGNING, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"},
    {ZONE_SIGNER, "Nguyễn Văn Bình"},
};

static void a_plan_falls_into_its_parts(void **state)
{
    struct words words = sheet_of(plan, PLAN, *state);
    struct zone_state zone_state = {0};
    struct leaf leaf = leaf_of(&words, &zone_state, *state);

    for (size_t i = 0; i < sizeof parts_of_plan / sizeof *parts_of_plan; i++) {
        struct str got = zone_text(&leaf, parts_of_plan[i].kind, *state);

        if (!str_eq(got, str_from_c(parts_of_plan[i].want))) {
            fail_msg("%s: got '%.*s', want '%s'", zone_names[parts_of_plan[i].kind],
                     STR_ARG(got), parts_of_plan[i].want);
        }
    }
    assert_true(zone_state.header_seen);
    assert_true(zone_state.foot_seen);
}

static void every_line_is_in_exactly_one_zone(void **state)
{
    struct words words = sheet_of(plan, PLAN, *state);
    struct zone_state zone_state = {0};
    struct leaf leaf = leaf_of(&words, &zone_state, *state);
    size_t *seen = ARENA_ARRAY(*state, size_t, leaf.lines.len);

    for (size_t i = 0; i < leaf.zones.len; i++) {
        for (size_t j = 0; j < leaf.zones.at[i].len; j++) {
            seen[leaf.zones.line_order[leaf.zones.at[i].first + j]]++;
        }
    }
    for (size_t i = 0; i < leaf.lines.len; i++) {
        assert_int_equal(seen[i], 1);
    }
}

static void columns_merged_into_one_line_are_cut_at_the_motto(void **state)
{
    const struct drawn drawn[] = {
        {360, 200, "UBND TỈNH HÀ LẠC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 4},
        {420, 260, "SỞ NỘI VỤ", 6},
        {1120, 560, "KẾ HOẠCH", 6},
    };
    struct words words = sheet_of(drawn, 3, *state);
    struct zone_state zone_state = {0};
    struct leaf leaf = leaf_of(&words, &zone_state, *state);

    assert_true(
        str_eq(zone_text(&leaf, ZONE_PARENT_ISSUER, *state), STR("UBND TỈNH HÀ LẠC")));
}

static void ubnd_over_its_province_is_one_agency(void **state)
{
    const struct drawn drawn[] = {
        {360, 200, "ỦY BAN NHÂN DÂN", 6},
        {1180, 200, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 6},
        {420, 260, "TỈNH HÀ LẠC", 6},
        {430, 400, "Số: 31/KH-UBND", 4},
        {480, 900, "Thực hiện Kế hoạch số 912/KH-UBND ngày 12/4/2025 của Chính phủ", 4},
        {480, 1000, "Ủy ban nhân dân tỉnh xây dựng kế hoạch thực hiện như sau", 4},
        {480, 1100, "Nâng cao nhận thức của cấp ủy và công chức về thi đua", 4},
    };
    struct words words = sheet_of(drawn, 7, *state);
    struct zone_state zone_state = {0};
    struct leaf leaf = leaf_of(&words, &zone_state, *state);

    assert_true(str_eq(zone_text(&leaf, ZONE_ISSUER, *state),
                       STR("ỦY BAN NHÂN DÂN TỈNH HÀ LẠC")));
    assert_true(str_eq(zone_text(&leaf, ZONE_PARENT_ISSUER, *state), STR("")));
}

static void the_cells_of_a_ruled_table_know_row_and_column(void **state)
{
    const struct drawn drawn[] = {
        {420, 420, "Tháng", 6},      {1020, 420, "Nội dung", 6}, {420, 520, "4", 0},
        {1020, 520, "Phát động", 0}, {1020, 620, "Sơ kết", 0},
    };
    /* The cell of column 0 spans rows 1 and 2. */
    struct box_px strokes[] = {
        {400, 400, 1600, 403},  {400, 500, 1600, 503}, {1000, 600, 1600, 603},
        {400, 700, 1600, 703},  {400, 400, 403, 703},  {1000, 400, 1003, 703},
        {1597, 400, 1600, 703},
    };
    static const struct {
        int row, col;
        const char *text, *head;
    } want[] = {{0, 0, "Tháng", "Tháng"},
                {0, 1, "Nội dung", "Nội dung"},
                {1, 0, "4", "Tháng"},
                {1, 1, "Phát động", "Nội dung"},
                {2, 1, "Sơ kết", "Nội dung"}};
    struct words words = sheet_of(drawn, 5, *state);
    struct zone_state zone_state = {.header_seen = true};
    struct leaf leaf;
    struct text text;

    words.strokes = strokes;
    words.strokes_len = sizeof strokes / sizeof *strokes;
    leaf = leaf_of(&words, &zone_state, *state);
    text = text_from_zones(&leaf, 1, *state);
    assert_int_equal(text.passages_len, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct passage *cell = &text.passages[i];

        assert_int_equal(cell->kind, ZONE_CELL);
        assert_int_equal(cell->row, want[i].row);
        assert_int_equal(cell->col, want[i].col);
        assert_true(str_eq(str_sub(text.utf8, cell->begin, cell->end),
                           str_from_c(want[i].text)));
        assert_true(str_eq(cell->head, str_from_c(want[i].head)));
    }
}

/* Row and column of the cell that holds `what`. */
static void assert_cell(const struct text *text, const char *what, int row, int col)
{
    for (size_t i = 0; i < text->passages_len; i++) {
        const struct passage *cell = &text->passages[i];

        if (str_eq(str_sub(text->utf8, cell->begin, cell->end), str_from_c(what))) {
            assert_int_equal(cell->kind, ZONE_CELL);
            assert_int_equal(cell->row, row);
            assert_int_equal(cell->col, col);
            return;
        }
    }
    fail_msg("no passage is '%s'", what);
}

static void lines_that_slant_and_bars_make_no_columns(void **state)
{
    const struct drawn drawn[] = {
        {420, 420, "Tháng", 6},         {1020, 420, "Nội dung", 6}, {460, 1020, "4", 0},
        {1060, 1020, "|Phát động_", 0}, {1300, 1020, "thi đua", 0}, {440, 720, "_3", 0},
        {1040, 720, "Xây dựng _", 0},
    };
    /* Without its outer lines; the line between the columns runs 32 px aside, a
     * copier's bar crosses the table and ends on the margin. */
    struct box_px strokes[] = {
        {400, 400, 1600, 403},   {400, 500, 1600, 503},    {420, 900, 1620, 903},
        {440, 1200, 1640, 1203}, {1000, 400, 1003, 600},   {1010, 600, 1013, 800},
        {1020, 800, 1023, 1000}, {1032, 1000, 1035, 1203}, {1270, 300, 1273, 1400},
    };
    struct words words = sheet_of(drawn, 7, *state);
    struct zone_state zone_state = {.header_seen = true};
    struct leaf leaf;
    struct text text;

    words.strokes = strokes;
    words.strokes_len = sizeof strokes / sizeof *strokes;
    leaf = leaf_of(&words, &zone_state, *state);
    text = text_from_zones(&leaf, 1, *state);
    assert_cell(&text, "Tháng", 0, 0);
    assert_cell(&text, "Nội dung", 0, 1);
    assert_cell(&text, "3", 1, 0);
    assert_cell(&text, "Xây dựng", 1, 1);
    assert_cell(&text, "4", 2, 0);
    assert_cell(&text, "Phát động thi đua", 2, 1);
}

static void heads_stand_below_a_title_and_again_in_each_part(void **state)
{
    const struct drawn drawn[] = {
        {620, 420, "Phần một", 6}, {420, 520, "TT", 6}, {1020, 520, "Tháng", 6},
        {420, 620, "1", 0},        {1020, 620, "4", 0}, {420, 720, "TT", 6},
        {1020, 720, "Quý", 6},     {420, 820, "1", 0},  {1020, 820, "II", 0},
    };
    struct box_px strokes[] = {
        {400, 400, 1600, 403}, {400, 500, 1600, 503},  {400, 600, 1600, 603},
        {400, 700, 1600, 703}, {400, 800, 1600, 803},  {400, 900, 1600, 903},
        {400, 400, 403, 903},  {1000, 500, 1003, 903}, {1597, 400, 1600, 903},
    };
    static const struct {
        const char *text, *head;
    } want[] = {{"Phần một", ""}, {"TT", "TT"},   {"Tháng", "Tháng"},
                {"1", "TT"},      {"4", "Tháng"}, {"TT", "TT"},
                {"Quý", "Quý"},   {"1", "TT"},    {"II", "Quý"}};
    struct words words = sheet_of(drawn, 9, *state);
    struct zone_state zone_state = {.header_seen = true};
    struct leaf leaf;
    struct text text;

    words.strokes = strokes;
    words.strokes_len = sizeof strokes / sizeof *strokes;
    leaf = leaf_of(&words, &zone_state, *state);
    text = text_from_zones(&leaf, 1, *state);
    assert_int_equal(text.passages_len, 9);
    for (size_t i = 0; i < 9; i++) {
        const struct passage *cell = &text.passages[i];

        assert_true(str_eq(str_sub(text.utf8, cell->begin, cell->end),
                           str_from_c(want[i].text)));
        if (!str_eq(cell->head, str_from_c(want[i].head))) {
            fail_msg("head of '%s' is '%.*s'", want[i].text, STR_ARG(cell->head));
        }
    }
    assert_int_equal(text.passages[0].cols, 2);
}

static void a_block_without_a_name_is_a_doubt(void **state)
{
    struct words words = sheet_of(plan, PLAN - 1, *state);
    struct zone_state zone_state = {0};
    struct leaf leaf = leaf_of(&words, &zone_state, *state);
    struct second_look doubts[MAX_DOUBTS];

    assert_int_equal(doubts_from_zones(&leaf.zones, &leaf.lines, &leaf.words, doubts),
                     2);
    assert_true(doubts[0].is_scattered);
    assert_true(doubts[1].is_dark);
    assert_true(box_holds(doubts[0].box, 1700, 1870));
}

static void recipients_that_break_off_are_a_doubt(void **state)
{
    struct drawn drawn[PLAN];
    struct words words;
    struct zone_state zone_state = {0};
    struct leaf leaf;
    struct second_look doubts[MAX_DOUBTS];
    size_t len = 0;

    for (size_t i = 0; i < PLAN; i++) {
        if (i != 19) { /* "- Lưu: VT." */
            drawn[len++] = plan[i];
        }
    }
    words = sheet_of(drawn, len, *state);
    leaf = leaf_of(&words, &zone_state, *state);
    assert_int_equal(doubts_from_zones(&leaf.zones, &leaf.lines, &leaf.words, doubts),
                     1);
    assert_false(doubts[0].is_scattered);
    assert_true(box_holds(doubts[0].box, 500, 1570));
}

/* A page whose lines begin further right the lower they are, by twice an indent. */
static void a_margin_that_wanders_is_no_indent(void **state)
{
    enum { LINES_DRAWN = 30, LEAN_PX = 6 };
    struct drawn drawn[LINES_DRAWN];
    struct zone_state zone_state = {.header_seen = true};
    struct words words;
    struct leaf leaf;
    size_t bodies = 0;

    for (size_t i = 0; i < LINES_DRAWN; i++) {
        drawn[i] = (struct drawn){
            .left = 300 + LEAN_PX * (int)i + (i % 10 == 0 ? 80 : 0),
            .top = 300 + 70 * (int)i,
            .text = i % 10 == 9 ? "công tác tuyên truyền đến từng hộ dân trong xã hoàn "
                                  "thành."
                                : "công tác tuyên truyền đến từng hộ dân trong xã và "
                                  "các trường học",
        };
    }
    words = sheet_of(drawn, LINES_DRAWN, *state);
    words.sheet.page_no = 2;
    leaf = leaf_of(&words, &zone_state, *state);
    for (size_t i = 0; i < leaf.zones.len; i++) {
        bodies += leaf.zones.at[i].kind == ZONE_BODY;
    }
    assert_int_equal(bodies, 3);
}

/* Two lines of the list were read as one scrap, its label with them. */
static void a_list_without_its_label_is_a_doubt(void **state)
{
    struct drawn drawn[PLAN];
    struct words words;
    struct zone_state zone_state = {0};
    struct leaf leaf;
    struct second_look doubts[MAX_DOUBTS];
    size_t len = 0;

    for (size_t i = 0; i < PLAN; i++) {
        if (i != 14) { /* "Nơi nhận:" */
            drawn[len++] = plan[i];
        }
    }
    words = sheet_of(drawn, len, *state);
    leaf = leaf_of(&words, &zone_state, *state);
    assert_int_equal(doubts_from_zones(&leaf.zones, &leaf.lines, &leaf.words, doubts),
                     1);
    assert_true(box_holds(doubts[0].box, 500, 1420));
}

/* "GIÁM ĐỐC ..." above the basis and "QUYẾT ĐỊNH:" above Điều 1 are of the body. */
static void offices_above_the_text_of_a_decision_sign_nothing(void **state)
{
    static const struct drawn decision[] = {
        {430, 400, "Số: 31/QĐ-SNV", 4},
        {1300, 400, "Hà Lạc, ngày 27 tháng 4 năm 2025", 4},
        {1180, 200, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 6},
        {1120, 560, "QUYẾT ĐỊNH", 6},
        {1080, 720, "GIÁM ĐỐC SỞ NỘI VỤ", 6},
        {480, 800, "Căn cứ Luật Lưu trữ;", 4},
        {360, 870,
         "Theo đề nghị của Chánh Văn phòng Sở và của Trưởng phòng Tổ chức cán bộ Sở,",
         4},
        {1120, 950, "QUYẾT ĐỊNH:", 6},
        {360, 1030,
         "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch chỉnh lý tài liệu năm "
         "2025.",
         4},
        {360, 1200, "Nơi nhận:", 6},
        {1560, 1200, "GIÁM ĐỐC", 6},
        {360, 1250, "- Như Điều 1;", 4},
        {360, 1300, "- Lưu: VT.", 4},
        {1540, 1650, "Nguyễn Văn Bình", 6},
    };
    struct words words = sheet_of(decision, sizeof decision / sizeof *decision, *state);
    struct zone_state zone_state = {0};
    struct leaf leaf = leaf_of(&words, &zone_state, *state);

    assert_true(str_eq(zone_text(&leaf, ZONE_SIGNING, *state), STR("GIÁM ĐỐC")));
    assert_true(str_eq(zone_text(&leaf, ZONE_SIGNER, *state), STR("Nguyễn Văn Bình")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(offices_above_the_text_of_a_decision_sign_nothing),
        ARENA_TEST(a_margin_that_wanders_is_no_indent),
        ARENA_TEST(a_list_without_its_label_is_a_doubt),
        ARENA_TEST(a_plan_falls_into_its_parts),
        ARENA_TEST(every_line_is_in_exactly_one_zone),
        ARENA_TEST(columns_merged_into_one_line_are_cut_at_the_motto),
        ARENA_TEST(ubnd_over_its_province_is_one_agency),
        ARENA_TEST(the_cells_of_a_ruled_table_know_row_and_column),
        ARENA_TEST(lines_that_slant_and_bars_make_no_columns),
        ARENA_TEST(heads_stand_below_a_title_and_again_in_each_part),
        ARENA_TEST(a_block_without_a_name_is_a_doubt),
        ARENA_TEST(recipients_that_break_off_are_a_doubt),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
