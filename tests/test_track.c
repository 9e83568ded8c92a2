/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive_of.h"
#include "arena.h"
#include "likeness.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* No document has two scans. */
static size_t *each_itself(const struct archive *archive)
{
    size_t len = archive->tables[TABLE_DOCUMENTS].len;
    size_t *same_as = ARENA_ARRAY(archive->arena, size_t, len + 1);

    for (size_t i = 0; i < len; i++) {
        same_as[i] = i;
    }
    return same_as;
}

static void those_who_did_not_answer_are_named(void **state)
{
    struct place place;
    struct archive archive;
    struct cited cited;
    struct found found = {.arena = *state, .columns = {"recipient", "state", "due"}};
    const struct track_sink sink = {found_take, &found};

    place_begin(&place, *state);
    document(&place, "ỦY BAN NHÂN DÂN TỈNH HÀ LẠC", "12/KH-UBND", "2024-01-15");
    ROW(&place, TABLE_RECIPIENTS, "recipient", "Sở Nội vụ (để t/h)", "note", "để t/h");
    ROW(&place, TABLE_RECIPIENTS, "recipient", "Sở Y tế");
    ROW(&place, TABLE_RECIPIENTS, "recipient", "UBND huyện Sơn Lạc");
    ROW(&place, TABLE_RECIPIENTS, "recipient", "UBND huyện Bình Lạc");
    ROW(&place, TABLE_RECIPIENTS, "recipient", "Công an tỉnh Hà Lạc");
    ROW(&place, TABLE_RECIPIENTS, "recipient", "TT Tỉnh ủy (để b/c)", "note", "để b/c");
    ROW(&place, TABLE_RECIPIENTS, "recipient", "Các đoàn thể tỉnh");
    ROW(&place, TABLE_RECIPIENTS, "recipient", "Lưu: VT", "filing", "yes");
    ROW(&place, TABLE_DEADLINES, "kind", "by", "due", "2024-03-01", "task",
        "gửi báo cáo kết quả");
    ROW(&place, TABLE_DEADLINES, "kind", "by", "due", "2024-02-10", "task",
        "xây dựng kế hoạch gửi về Sở Nội vụ");
    ROW(&place, TABLE_DEADLINES, "kind", "by", "due", "2024-02-01", "task",
        "trồng xong cây");
    document_end(&place);
    document(&place, "SỞ NỘI VỤ", "46/KH-SNV", "2024-02-05");
    ROW(&place, TABLE_REFERENCES, "relation", "implements", "code", "12/KH-UBND",
        "date", "2024-01-15", "issuer", "UBND tỉnh Hà Lạc");
    document_end(&place);
    document(&place, "ỦY BAN NHÂN DÂN HUYỆN SƠN LẠC", "9/KH-UBND", "2024-02-07");
    ROW(&place, TABLE_REFERENCES, "relation", "basis", "code", "12/KH-UBND", "issuer",
        "Ủy ban nhân dân tỉnh Hà Lạc");
    document_end(&place);
    document(&place, "CÔNG AN TỈNH", "77/KH-CAT", "2024-02-08");
    ROW(&place, TABLE_REFERENCES, "relation", "follows", "code", "12/KH-UBND", "date",
        "2024-01-15");
    document_end(&place);
    /* no answer: cited in passing; another office's number; another year's */
    document(&place, "SỞ Y TẾ", "5/BC-SYT", "2024-03-01");
    ROW(&place, TABLE_REFERENCES, "relation", "cites", "code", "12/KH-UBND", "date",
        "2024-01-15");
    document_end(&place);
    document(&place, "ỦY BAN NHÂN DÂN HUYỆN BÌNH LẠC", "3/KH-UBND", "2024-02-02");
    ROW(&place, TABLE_REFERENCES, "relation", "implements", "code", "12/KH-UBND",
        "date", "2023-01-20", "issuer", "UBND tỉnh Hà Lạc");
    ROW(&place, TABLE_REFERENCES, "relation", "implements", "code", "12/KH-UBND",
        "issuer", "UBND xã Hạ Lạc");
    document_end(&place);
    document(&place, "TRƯỜNG CHÍNH TRỊ TỈNH", "2/KH-TCT", "2024-02-20");
    ROW(&place, TABLE_REFERENCES, "relation", "basis", "code", "12/KH-UBND", "date",
        "2024-01-15");
    document_end(&place);

    read_archive(&place, &archive);
    cited = cited_from_archive(&archive);
    track_answers(&cited, each_itself(&archive), &sink);
    found_check(&found, (const char *const[]){
                            "Sở Nội vụ (để t/h)|answered|2024-02-10",
                            "Sở Y tế|silent|2024-02-10",
                            "UBND huyện Sơn Lạc|answered|2024-02-10",
                            "UBND huyện Bình Lạc|silent|2024-02-10",
                            "Công an tỉnh Hà Lạc|answered|2024-02-10",
                            "TT Tỉnh ủy (để b/c)|informed|2024-02-10",
                            "Các đoàn thể tỉnh|group|2024-02-10",
                            "TRƯỜNG CHÍNH TRỊ TỈNH|unlisted|2024-02-10",
                            NULL,
                        });
    place_end(&place);
}

static void a_series_tells_of_gaps_and_of_numbers_given_twice(void **state)
{
    static const struct {
        const char *issuer, *code, *date;
    } documents[] = {
        {"SỞ NỘI VỤ", "1/KH-SNV", "2024-01-03"},
        {"SỞ NỘI VỤ", "2/KH-SNV", "2024-01-09"},
        {"SỞ NỘI VỤ", "4/KH-SNV", "2024-02-01"},
        {"SỞ NỘI VỤ", "8/KH-SNV", "2024-02-20"},
        {"Sở Nội vụ", "8/KH-SNV", "2024-03-01"},
        {"SỞ NỘI VỤ", "9/KH-SNV", "2024-01-30"},
        /* series of their own: another symbol, year, office; and no date at all */
        {"SỞ NỘI VỤ", "7/BC-SNV", "2024-02-01"},
        {"SỞ NỘI VỤ", "12/KH-SNV", "2023-12-01"},
        {"SỞ Y TẾ", "5/KH-SNV", "2024-02-01"},
        {"SỞ NỘI VỤ", "30/KH-SNV", ""},
    };
    struct place place;
    struct archive archive;
    struct found found = {.arena = *state, .columns = {"kind", "numbers"}};
    const struct track_sink sink = {found_take, &found};

    place_begin(&place, *state);
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        document(&place, documents[i].issuer, documents[i].code, documents[i].date);
        document_end(&place);
    }
    read_archive(&place, &archive);
    track_series(&archive, &sink);
    found_check(&found, (const char *const[]){"missing|3", "missing|5-7", "twice|8",
                                              "order|8 9", NULL});
    place_end(&place);
}

static void duties_come_by_date_and_say_what_is_over(void **state)
{
    struct place place;
    struct archive archive;
    struct found found = {.arena = *state, .columns = {"due", "overdue", "task"}};
    const struct track_sink sink = {found_take, &found};
    char *text = NULL;
    size_t len = 0;
    FILE *calendar;

    place_begin(&place, *state);
    document(&place, "SỞ NỘI VỤ", "1/KH-SNV", "2024-01-03");
    ROW(&place, TABLE_DEADLINES, "due", "2024-05-01", "task", "sau; cùng, \\ hết");
    ROW(&place, TABLE_DEADLINES, "recurrence", "P1M", "task", "hằng tháng");
    ROW(&place, TABLE_DEADLINES, "due", "2024-02-10", "task", "trước");
    document_end(&place);
    read_archive(&place, &archive);
    track_duties(&archive, STR("2024-03-01"), &sink);
    found_check(&found, (const char *const[]){"2024-02-10|yes|trước",
                                              "2024-05-01||sau; cùng, \\ hết",
                                              "||hằng tháng", NULL});
    calendar = open_memstream(&text, &len);
    assert_non_null(calendar);
    track_calendar(&archive, 0, calendar);
    fclose(calendar);
    assert_non_null(strstr(text, "DTSTART;VALUE=DATE:20240210\r\n"));
    assert_non_null(strstr(text, "SUMMARY:1/KH-SNV: sau\\; cùng\\, \\\\ hết\r\n"));
    assert_null(strstr(text, "hằng tháng"));
    for (const char *line = text, *end; (end = strstr(line, "\r\n")); line = end + 2) {
        assert_true(end - line <= 75);
    }
    free(text);
    place_end(&place);
}

static void what_is_cited_after_its_last_day_is_told(void **state)
{
    struct expiry entries[] = {{STR_INIT("91/2017/NĐ-CP"), STR_INIT("2023-12-31"),
                                STR_INIT("98/2023/NĐ-CP"), STR_INIT("nguồn")}};
    const struct expiries expiries = {entries, 1};
    struct place place;
    struct archive archive;
    struct found found = {.arena = *state, .columns = {"date", "cited", "replaced_by"}};
    const struct track_sink sink = {found_take, &found};
    static const char *const dates[] = {"2023-12-31", "2024-01-01", ""};

    place_begin(&place, *state);
    for (size_t i = 0; i < 3; i++) {
        document(&place, "SỞ NỘI VỤ", "1/KH-SNV", dates[i]);
        ROW(&place, TABLE_REFERENCES, "relation", "basis", "code", "91/2017/NĐ-CP");
        ROW(&place, TABLE_REFERENCES, "relation", "basis", "code", "30/2020/NĐ-CP");
        document_end(&place);
    }
    read_archive(&place, &archive);
    track_out_of_force(&archive, &expiries, &sink);
    found_check(&found,
                (const char *const[]){"2024-01-01|91/2017/NĐ-CP|98/2023/NĐ-CP", NULL});
    place_end(&place);
}

static void agencies_are_known_by_their_short_names(void **state)
{
    static const struct {
        const char *recipient, *issuer;
        bool same;
    } cases[] = {
        {"UBND xã Bình Lạc (để t/h);", "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC", true},
        {"Sở Nội vụ", "SỞ NỘI VỤ TỈNH HÀ LẠC", true},
        {"- Công an tỉnh Hà Lạc", "CÔNG AN TỈNH", true},
        {"UBND xã Bình Lạc", "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC HẠ", false},
        {"UBND", "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC", false},
        {"Sở Y tế", "SỞ NỘI VỤ", false},
        {"", "SỞ NỘI VỤ", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool same = agency_is(agency_key(str_from_c(cases[i].recipient), *state),
                              agency_key(str_from_c(cases[i].issuer), *state));

        if (same != cases[i].same) {
            fail_msg("'%s' and '%s'", cases[i].recipient, cases[i].issuer);
        }
    }
    assert_true(agency_is_group(agency_key(STR("UBND các xã, phường"), *state)));
    assert_false(agency_is_group(agency_key(STR("Sở Y tế"), *state)));
}

static void texts_are_compared_by_runs_of_words(void **state)
{
    struct str plan = STR("Tổ chức trồng cây xanh dịp Tết Nguyên đán tại các thôn");
    struct str misread = STR("Tô chức trồng cây xanh dip Tết Nguyên đán tại cac thôn");
    struct str other = STR("Tuyển chọn và gọi công dân nhập ngũ năm 2024");

    assert_true(text_likeness(plan, plan, *state) > 0.999);
    assert_true(text_likeness(plan, misread, *state) > 0.999); /* marks are folded */
    assert_true(text_likeness(plan, other, *state) < 0.001);
    assert_true(text_likeness(STR(""), STR(""), *state) < 0.001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(those_who_did_not_answer_are_named),
        ARENA_TEST(a_series_tells_of_gaps_and_of_numbers_given_twice),
        ARENA_TEST(duties_come_by_date_and_say_what_is_over),
        ARENA_TEST(what_is_cited_after_its_last_day_is_told),
        ARENA_TEST(agencies_are_known_by_their_short_names),
        ARENA_TEST(texts_are_compared_by_runs_of_words),
    };

    return cmocka_run_group_tests_name("track", tests, NULL, NULL);
}
