/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "normalise.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Types and lists as rule files would give them; invented places. */
static const struct {
    const char *name;
    const char *symbols[2];
} type_list[] = {
    {"Kế hoạch", {"KH"}},      {"Quyết định", {"QĐ"}}, {"Quy định", {"QyĐ"}},
    {"Nghị định", {"NĐ"}},     {"Hợp đồng", {"HĐ"}},   {"Hướng dẫn", {"HD"}},
    {"Tờ trình", {"TTr"}},     {"Thông tư", {"TT"}},   {"Đề án", {"ĐA"}},
    {"Dự án", {"DA"}},         {"Chỉ thị", {"CT"}},    {"Công điện", {"CĐ"}},
    {"Nghị quyết", {"NQ"}},    {"Công văn", {"CV"}},   {"Báo cáo", {"BC"}},
    {"Chương trình", {"CTr"}},
};
static const char *const agencies[] = {"Ủy ban nhân dân xã Bình Lạc",
                                       "Sở Nội vụ Hà Lạc"};
static const char *const agency_symbols[] = {"HĐND", "UBND", "TĐKT"};

static struct gazetteer list_of(const char *name, const char *const *entries,
                                size_t len, struct arena *arena)
{
    struct gazetteer list = {.name = str_from_c(name),
                             .entries = ARENA_ARRAY(arena, struct str, len),
                             .folded = ARENA_ARRAY(arena, struct str, len),
                             .len = len};

    for (size_t i = 0; i < len; i++) {
        list.entries[i] = str_from_c(entries[i]);
        list.folded[i] = fold(list.entries[i], arena, NULL);
    }
    return list;
}

static const struct rules *rules_of_lists(struct arena *arena)
{
    size_t types_len = sizeof type_list / sizeof *type_list;
    struct rules *rules = ARENA_NEW(arena, struct rules);

    rules->types = ARENA_ARRAY(arena, struct document_type, types_len);
    rules->types_len = types_len;
    for (size_t i = 0; i < types_len; i++) {
        struct document_type *type = &rules->types[i];

        type->name = str_from_c(type_list[i].name);
        type->folded = fold(type->name, arena, NULL);
        type->symbols = ARENA_ARRAY(arena, struct str, 1);
        type->symbols[0] = str_from_c(type_list[i].symbols[0]);
        type->symbols_len = 1;
    }
    rules->gazetteers = ARENA_ARRAY(arena, struct gazetteer, 2);
    rules->gazetteers[0] = list_of("agencies", agencies, 2, arena);
    rules->gazetteers[1] = list_of("agency_symbols", agency_symbols, 3, arena);
    rules->gazetteers_len = 2;
    return rules;
}

struct written {
    const char *text;
    const char *want;  /* the values, parted by blanks or " | " */
    const char *marks; /* "i": inferred, "r": repaired; NULL: neither */
};

static struct str joined(const struct values *values, const char *between,
                         struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    for (size_t i = 0; i < values->len; i++) {
        strbuf_add(&out, i > 0 ? str_from_c(between) : STR(""));
        strbuf_add(&out, values->at[i].len > 0 ? values->at[i] : STR("-"));
    }
    return strbuf_str(&out);
}

static void check(enum normaliser as, const char *between, const struct written *cases,
                  size_t len, struct arena *arena)
{
    struct context context = {.rules = rules_of_lists(arena),
                              .document_date = {2025, 3, 1}};

    for (size_t i = 0; i < len; i++) {
        struct values values =
            normalise(as, str_from_c(cases[i].text), &context, arena);
        struct str got = joined(&values, between, arena);
        struct str marks = str_printf(arena, "%s%s", values.inferred ? "i" : "",
                                      values.repaired ? "r" : "");

        if (!str_eq(got, str_from_c(cases[i].want)) ||
            !str_eq(marks, str_from_c(cases[i].marks))) {
            fail_msg("%s: '%s' gives '%.*s' (%.*s), wanted is '%s' (%s)",
                     normaliser_names[as], cases[i].text, STR_ARG(got), STR_ARG(marks),
                     cases[i].want, cases[i].marks ? cases[i].marks : "");
        }
    }
}
#define CHECK(as, between, cases)                                                      \
    check((as), (between), (cases), sizeof(cases) / sizeof *(cases), *state)

static void a_date_is_day_month_year_however_written(void **state)
{
    static const struct written cases[] = {
        {"ngày 05 tháng 3 năm 2022", "2022-03-05", NULL},
        {"ngày 5 tháng 3 năm 2022", "2022-03-05", NULL},
        {"Ngày 05 Tháng 03 Năm 2022", "2022-03-05", NULL},
        {"nga\u0300y 05 tha\u0301ng 3 na\u0306m 2022", "2022-03-05", NULL},
        {"ngày 5 tháng 3, năm 2022", "2022-03-05", NULL},
        {"ngày 5 tháng 3/2022", "2022-03-05", NULL},
        {"ngày 05/3 năm 2022", "2022-03-05", NULL},
        {"5/3/2022", "2022-03-05", NULL},
        {"05-3-2022", "2022-03-05", NULL},
        {"05.03.2022", "2022-03-05", NULL},
        {"31 / 7 /2017", "2017-07-31", NULL},
        {"31/\n7/2017", "2017-07-31", NULL},
        {"ngày 31\ntháng 7\nnăm 2017", "2017-07-31", NULL},
        {"ngày 31\u00a0tháng\u00a07 năm 2017", "2017-07-31", NULL},
        {"Hà Lạc, ngày 05 tháng 3 năm 2022", "2022-03-05", NULL},
        {"mùng 2 tháng 9 năm 2025", "2025-09-02", NULL},
        {"ngày 5 tháng Năm năm 2022", "2022-05-05", NULL},
        {"ngày 5 tháng mười hai năm 2022", "2022-12-05", NULL},
        {"7 giờ 30 ngày 05/3/2025", "2025-03-05", NULL},
        {"ngày05tháng3năm2022", "2022-03-05", NULL},
        {"12/4/22", "2022-04-12", NULL},
        {"30/4/75", "1975-04-30", NULL},
        {"29/2/2024", "2024-02-29", NULL},
        {"1/1/1930", "1930-01-01", NULL},
        {"31/12/2100", "2100-12-31", NULL},
    };

    CHECK(AS_DATE, " ", cases);
}

static void what_the_recogniser_does_to_a_date_is_put_right(void **state)
{
    static const struct written cases[] = {
        {"ngày 0 5 tháng 3 năm 2022", "2022-03-05", "r"},
        {"ngày 05 tháng 3 năm 20 22", "2022-03-05", "r"},
        {"ngày 05 tháng 3 năm 2 0 2 2", "2022-03-05", "r"},
        {"O5/O3/2O22", "2022-03-05", "r"},
        {"3l/l2/2022", "2022-12-31", "r"},
        {"1I tháng I2 năm 2022", "2022-12-11", "r"},
        {"ngày 05 thảng 3 năm 2022", "2022-03-05", NULL},
        {"ngày 05 thárg 3 năm 2022", "2022-03-05", "r"},
        {"ngày 05 tháng 3 nãm 2022", "2022-03-05", NULL},
        {"ngày 05 tháng 3 hăm 2022", "2022-03-05", "r"},
    };

    CHECK(AS_DATE, " ", cases);
}

static void a_date_without_a_year_takes_the_documents(void **state)
{
    static const struct written cases[] = {
        {"ngày 05/3", "2025-03-05", "i"}, {"20-11", "2025-11-20", "i"},
        {"ngày 2.9", "2025-09-02", "i"},  {"20 tháng 11", "2025-11-20", "i"},
        {"ngày 5/3.", "2025-03-05", "i"},
    };

    CHECK(AS_DATE, " ", cases);
}

static void what_is_not_in_the_calendar_is_no_date(void **state)
{
    static const struct written cases[] = {
        {"31/4/2025", "", NULL},
        {"29/2/2025", "", NULL},
        {"30/2", "", NULL},
        {"0/3/2025", "", NULL},
        {"32/3/2025", "", NULL},
        {"5/13/2022", "", NULL},
        {"5/0/2022", "", NULL},
        {"ngày 5 tháng 13 năm 2022", "", NULL},
        {"1/1/1929", "", NULL},
        {"12/4/2022/QĐ", "", NULL},
        {"tháng 3/2022", "", NULL},
        {"năm 2022", "", NULL},
        {"ngày 20", "", NULL},
        {"ngày tháng năm 2025", "", NULL},
        {"ngày 20 tháng năm 2022", "", NULL},
        {"ngày … tháng … năm 2025", "", NULL},
        {"123456789/1/2025", "", NULL},
        {"", "", NULL},
        {" \n", "", NULL},
        {"\xFF\xFE/\x80", "", NULL},
        {"abc", "", NULL},
    };

    CHECK(AS_DATE, " ", cases);
}

static void dates_of_a_list_share_what_is_said_once(void **state)
{
    static const struct written cases[] = {
        {"20/3, 20/6, 20/9 và 20/12", "2025-03-20 2025-06-20 2025-09-20 2025-12-20",
         "i"},
        {"ngày 15 và 30 tháng 6 năm 2025", "2025-06-15 2025-06-30", NULL},
        {"các ngày 21, 23/11/2017", "2017-11-21 2017-11-23", NULL},
        {"ngày 21, ngày 23/11/2017", "2017-11-21 2017-11-23", NULL},
        {"15/6; 15/12/2026", "2026-06-15 2026-12-15", NULL},
        {"15/6/2024, 15/12", "2024-06-15 2024-12-15", "i"},
        {"20/12, 20/01/2026", "2025-12-20 2026-01-20", NULL},
        {"ngày 20 tháng 3, tháng 6, tháng 9 và tháng 12",
         "2025-03-20 2025-06-20 2025-09-20 2025-12-20", "i"},
        {"ngày 20 tháng 3, 6, 9, 12", "2025-03-20 2025-06-20 2025-09-20 2025-12-20",
         "i"},
        {"ngày 20 các tháng 3, 6, 9 và 12 năm 2025",
         "2025-03-20 2025-06-20 2025-09-20 2025-12-20", NULL},
        {"ngày 15/5/2025", "2025-05-15", NULL},
        {"20/11", "2025-11-20", "i"},
        {"30/2, 30/3", "", NULL},
        {"ngày 15", "", NULL},
        {"", "", NULL},
    };

    CHECK(AS_DATES, " ", cases);
}

static void a_period_is_its_first_and_last_day(void **state)
{
    static const struct written cases[] = {
        {"tháng 10/2025", "2025-10-01 2025-10-31", NULL},
        {"tháng 10 năm 2025", "2025-10-01 2025-10-31", NULL},
        {"Tháng 10-2025", "2025-10-01 2025-10-31", NULL},
        {"T10/2025", "2025-10-01 2025-10-31", NULL},
        {"tháng 2/2024", "2024-02-01 2024-02-29", NULL},
        {"tháng 2 năm 2025", "2025-02-01 2025-02-28", NULL},
        {"tháng 10", "2025-10-01 2025-10-31", "i"},
        {"tháng 02", "2025-02-01 2025-02-28", "i"},
        {"tháng Tư", "2025-04-01 2025-04-30", "i"},
        {"11", "2025-11-01 2025-11-30", "i"},
        {"11/2024", "2024-11-01 2024-11-30", NULL},
        {"quý IV/2025", "2025-10-01 2025-12-31", NULL},
        {"Quý IV - 2025", "2025-10-01 2025-12-31", NULL},
        {"quý 4 năm 2025", "2025-10-01 2025-12-31", NULL},
        {"quí I", "2025-01-01 2025-03-31", "i"},
        {"Q3/2025", "2025-07-01 2025-09-30", NULL},
        {"6 tháng đầu năm", "2025-01-01 2025-06-30", "i"},
        {"06 tháng đầu năm 2026", "2026-01-01 2026-06-30", NULL},
        {"6 tháng cuối năm 2025", "2025-07-01 2025-12-31", NULL},
        {"sáu tháng đầu năm 2025", "2025-01-01 2025-06-30", NULL},
        {"9 tháng đầu năm 2025", "2025-01-01 2025-09-30", NULL},
        {"nửa cuối năm 2025", "2025-07-01 2025-12-31", NULL},
        {"năm 2025", "2025-01-01 2025-12-31", NULL},
        {"trong năm", "2025-01-01 2025-12-31", "i"},
        {"cả năm", "2025-01-01 2025-12-31", "i"},
        {"năm", "2025-01-01 2025-12-31", "i"},
        {"năm nay", "2025-01-01 2025-12-31", "i"},
        {"15/6/2025", "2025-06-15 2025-06-15", NULL},
    };

    CHECK(AS_PERIOD, " ", cases);
}

static void a_period_runs_from_one_to_the_other(void **state)
{
    static const struct written cases[] = {
        {"từ ngày 07/02/2022 đến ngày 19/02/2022", "2022-02-07 2022-02-19", NULL},
        {"từ ngày 07 tháng 02 năm 2022 đến hết ngày 19 tháng 02 năm 2022",
         "2022-02-07 2022-02-19", NULL},
        {"từ 15/11 đến 15/12/2017", "2017-11-15 2017-12-15", NULL},
        {"từ ngày 15 đến ngày 20/11/2025", "2025-11-15 2025-11-20", NULL},
        {"25/10 - 31/10/2025", "2025-10-25 2025-10-31", NULL},
        {"25/10–31/10/2025", "2025-10-25 2025-10-31", NULL},
        {"01-15/10/2025", "2025-10-01 2025-10-15", NULL},
        {"từ tháng 4 đến tháng 9", "2025-04-01 2025-09-30", "i"},
        {"từ tháng 4 đến hết tháng 9/2026", "2026-04-01 2026-09-30", NULL},
        {"Tháng 11-12", "2025-11-01 2025-12-31", "i"},
        {"từ quý II đến quý IV", "2025-04-01 2025-12-31", "i"},
        {"từ tháng 11 đến tháng 2/2026", "2025-11-01 2026-02-28", NULL},
        {"từ 15/11 đến 15/2", "2025-11-15 2026-02-15", "i"},
        {"từ nay đến hết năm 2025", "2025-03-01 2025-12-31", NULL},
        {"từ nay đến 30/6/2025", "2025-03-01 2025-06-30", NULL},
        {"2021 - 2025", "2021-01-01 2025-12-31", NULL},
        {"từ năm 2021 đến năm 2025", "2021-01-01 2025-12-31", NULL},
        {"đến hết quý II", "- 2025-06-30", "i"},
        {"đến hết tháng 6/2026", "- 2026-06-30", NULL},
        {"cuối năm 2025", "- 2025-12-31", NULL},
    };

    CHECK(AS_PERIOD, " ", cases);
}

static void months_of_a_list_are_one_period_when_they_adjoin(void **state)
{
    static const struct written cases[] = {
        {"tháng 8 và tháng 9", "2025-08-01 2025-09-30", "i"},
        {"tháng 9, 10 và 11 năm 2025", "2025-09-01 2025-11-30", NULL},
        {"quý II, III", "2025-04-01 2025-09-30", "i"},
        {"quý III và quý IV năm 2025", "2025-07-01 2025-12-31", NULL},
        {"tháng 3, tháng 9", "2025-03-01 2025-03-31 2025-09-01 2025-09-30", "i"},
        {"quý I và quý IV/2025", "2025-01-01 2025-03-31 2025-10-01 2025-12-31", NULL},
        {"tháng 12/2025 và tháng 01/2026", "2025-12-01 2026-01-31", NULL},
    };

    CHECK(AS_PERIOD, " ", cases);
}

static void roman_quarters_are_read_through_misread_letters(void **state)
{
    static const struct written cases[] = {
        {"quý IlI", "2025-07-01 2025-09-30", "ir"},
        {"quý 1V/2025", "2025-10-01 2025-12-31", "r"},
        {"quý lI/2025", "2025-04-01 2025-06-30", "r"},
        {"quý |||/2025", "2025-07-01 2025-09-30", "r"},
    };

    CHECK(AS_PERIOD, " ", cases);
}

static void what_is_no_period_gives_nothing(void **state)
{
    static const struct written cases[] = {
        {"tuần 3", "", NULL},
        {"quý V", "", NULL},
        {"quý 5/2025", "", NULL},
        {"tháng 13", "", NULL},
        {"năm học 2025 - 2026", "", NULL},
        {"từ 30/6/2025 đến 1/1/2025", "", NULL},
        {"tháng hành động", "", NULL},
        {"13", "", NULL},
        {"từ 31/4 đến 2/5/2025", "", NULL},
        {"", "", NULL},
        {"\x80\xFF", "", NULL},
    };

    CHECK(AS_PERIOD, " ", cases);
}

static void begin_and_end_are_one_side_of_a_period(void **state)
{
    static const struct written begins[] = {
        {"tháng 9/2025", "2025-09-01", NULL},
        {"quý III", "2025-07-01", "i"},
        {"", "", NULL},
    };
    static const struct written ends[] = {
        {"tháng 9/2025", "2025-09-30", NULL},
        {"đến hết quý III", "2025-09-30", "i"},
        {"tháng 13", "", NULL},
    };

    CHECK(AS_BEGIN, " ", begins);
    CHECK(AS_END, " ", ends);
}

static void a_recurrence_is_a_duration(void **state)
{
    static const struct written cases[] = {
        {"hàng tháng", "P1M", NULL},
        {"hằng tháng", "P1M", NULL},
        {"hàng quý", "P3M", NULL},
        {"mỗi quý", "P3M", NULL},
        {"6 tháng", "P6M", NULL},
        {"06 tháng", "P6M", NULL},
        {"sáu tháng", "P6M", NULL},
        {"9 tháng", "P9M", NULL},
        {"hàng năm", "P1Y", NULL},
        {"năm", "P1Y", NULL},
        {"01 năm", "P1Y", NULL},
        {"hàng tuần", "P1W", NULL},
        {"hằng ngày", "P1D", NULL},
        {"6 tháng, năm", "P6M P1Y", NULL},
        {"6 tháng và 01 năm", "P6M P1Y", NULL},
        {"6 tháng đầu năm, năm", "P6M P1Y", NULL},
        {"quý, 6 tháng, năm", "P3M P6M P1Y", NULL},
        {"tháng, quý", "P1M P3M", NULL},
        {"3 tháng, 6 tháng, 9 tháng và năm", "P3M P6M P9M P1Y", NULL},
        {"6 tháng một lần", "P6M", NULL},
        {"6 tháng/lần", "P6M", NULL},
        {"02 lần/năm", "P6M", NULL},
        {"trước ngày 20 hàng tháng", "P1M", NULL},
        {"ngày 15 tháng 6 hàng năm", "P1Y", NULL},
        {"ngày 20 tháng cuối quý", "P3M", NULL},
        {"hàng tháng, hàng tháng", "P1M", NULL},
        {"ha\u0300ng tha\u0301ng", "P1M", NULL},
        {"ngày 20", "", NULL},
        {"tháng 6", "", NULL},
        {"quý II", "", NULL},
        {"năm 2025", "", NULL},
        {"thường xuyên", "", NULL},
        {"", "", NULL},
    };

    CHECK(AS_RECURRENCE, " ", cases);
}

static void a_code_loses_its_blanks_and_keeps_its_form(void **state)
{
    static const struct written cases[] = {
        {"31/KH-SNV", "31/KH-SNV", NULL},
        {"31 / KH - SNV", "31/KH-SNV", NULL},
        {"31/KH–SNV", "31/KH-SNV", NULL},
        {"31/KH-\nSNV", "31/KH-SNV", NULL},
        {"Số: 05/KH-UBND", "05/KH-UBND", NULL},
        {"số 05/KH-UBND;", "05/KH-UBND", NULL},
        {"Số05/KH-UBND", "05/KH-UBND", NULL},
        {"85-KH/HU", "85-KH/HU", NULL},
        {"12-KH/ĐU", "12-KH/ĐU", NULL},
        {"36-HD/VPTW.", "36-HD/VPTW", NULL},
        {"91/2017/NĐ-CP", "91/2017/NĐ-CP", NULL},
        {"91/2017/\nNĐ-CP", "91/2017/NĐ-CP", NULL},
        {"91/2017/NÐ-CP", "91/2017/NĐ-CP", NULL},
        {"06/2022/QH15", "06/2022/QH15", NULL},
        {"06/2022/QH 15", "06/2022/QH15", NULL},
        {"351/2017/UBTVQH14", "351/2017/UBTVQH14", NULL},
        {"548/QĐ-TTg", "548/QĐ-TTg", NULL},
        {"12/UBND-VX", "12/UBND-VX", NULL},
        {"12/HĐ-CT", "12/HĐ-CT", NULL},
        {"12/HD-SNV", "12/HD-SNV", NULL},
        {"15/DA-UBND", "15/DA-UBND", NULL},
        {"15/ĐA-UBND", "15/ĐA-UBND", NULL},
        {"12/KH-BCĐ.HĐND", "12/KH-BCĐ.HĐND", NULL},
    };

    CHECK(AS_CODE, " ", cases);
}

static void a_letter_of_a_code_is_put_right_where_one_reading_is_left(void **state)
{
    static const struct written cases[] = {
        {"91/2017/ND-CP", "91/2017/NĐ-CP", "r"},
        {"85-KH/HỦ", "85-KH/HU", "r"}, /* a symbol bears no tone */
        {"85-KH/HUỦ", "85-KH/HU", "r"},
        {"912/&KH-UBND", "912/KH-UBND", "r"},
        {"91/2017/NB-CP", "91/2017/NĐ-CP", "r"},
        {"548/QD-TTg", "548/QĐ-TTg", "r"},
        {"548/QĐ-TTG", "548/QĐ-TTg", "r"},
        {"548/QĐ-Ttg", "548/QĐ-TTg", "r"},
        {"19/CT-TTEg", "19/CT-TTg", "r"},
        {"45/TTR-SNV", "45/TTr-SNV", "r"},
        {"3/Kh-UBND", "3/KH-UBND", "r"},
        {"12/CTR-UBND", "12/CTr-UBND", "r"},
        {"3l/KH-UBND", "31/KH-UBND", "r"},
        {"2O/KH-UBND", "20/KH-UBND", "r"},
        {"I5/2O17/NĐ-CP", "15/2017/NĐ-CP", "r"},
        {"06/2022/QHI5", "06/2022/QH15", "r"},
        {"06/2022/QHl5", "06/2022/QH15", "r"},
        {"07/NQ-HDND", "07/NQ-HĐND", "r"},
        {"07//NQ-HĐND", "07/NQ-HĐND", "r"},
        /* two readings (HĐ, HD) are both symbols: what is printed stays */
        {"15/HD-UBND", "15/HD-UBND", NULL},
        /* not in any list: nothing is invented */
        {"15/XD-ABCD", "15/XD-ABCD", NULL},
    };

    CHECK(AS_CODE, " ", cases);
}

static void what_lacks_its_number_or_symbol_is_no_code(void **state)
{
    static const struct written cases[] = {
        {"/KH-UBND", "", NULL},
        {"Số:      /KH-UBND", "", NULL},
        {"…/KH-UBND", "", NULL},
        {"KH-UBND", "", NULL},
        {"NĐ-CP", "", NULL},
        {"31", "", NULL},
        {"31/2022", "", NULL},
        {"98/2023/", "", NULL},
        {"OI/KH-UBND", "", NULL},
        {"1234567/KH-UBND", "", NULL},
        {"31/KH-UBND?", "", NULL},
        {"1/2/3/4/5/6/7/8/9/A", "", NULL},
        {"", "", NULL},
        {"\xFF/\xFF-\xFF", "", NULL},
    };

    CHECK(AS_CODE, " ", cases);
}

static void a_type_is_told_by_its_name_or_its_symbol(void **state)
{
    static const struct written cases[] = {
        {"KẾ HOẠCH", "Kế hoạch", NULL},
        {"Kế hoạch", "Kế hoạch", NULL},
        {"KÉ HOẠCH", "Kế hoạch", "r"},
        {"KẺ HOACH", "Kế hoạch", "r"},
        {"KẾ HOẠCK", "Kế hoạch", "r"},
        {"“THÔNG TƯ”", "Thông tư", NULL},
        {"QUYẾT ÐỊNH", "Quyết định", NULL},
        {"QUY ĐỊNH", "Quy định", NULL},
        {"30/2020/NĐ-CP", "Nghị định", NULL},
        {"12-CT/TW", "Chỉ thị", NULL},
        {"12/UBND-VX", "", NULL},
        {"THƠ", "", NULL},
        {"12345", "", NULL},
        {"", "", NULL},
    };

    CHECK(AS_TYPE, "|", cases);
}

static void a_person_stands_without_titles(void **state)
{
    static const struct written cases[] = {
        {"Nguyễn Văn An", "Nguyễn Văn An", NULL},
        {"TS. Nguyễn Văn An", "Nguyễn Văn An", NULL},
        {"ThS. Nguyễn Văn An", "Nguyễn Văn An", NULL},
        {"PGS.TS Trần Thị Bình", "Trần Thị Bình", NULL},
        {"PGS. TS. Trần Thị Bình", "Trần Thị Bình", NULL},
        {"GS Trần Thị Bình", "Trần Thị Bình", NULL},
        {"BSCKII. Phạm Thị Dung", "Phạm Thị Dung", NULL},
        {"ThS.BS.Lê Văn Em", "Lê Văn Em", NULL},
        {"Đại tá Lê Văn Cảnh", "Lê Văn Cảnh", NULL},
        {"Thượng tá, TS. Lê Văn Cảnh", "Lê Văn Cảnh", NULL},
        {"Đai uý Lê Văn Cảnh", "Lê Văn Cảnh", NULL},
        {"Ông Vũ Phúc", "Vũ Phúc", NULL},
        {"Bá Văn Phúc", "Bá Văn Phúc", NULL},
        {"TRẦN THỊ BÌNH", "TRẦN THỊ BÌNH", NULL},
        {"  Trần\nThị  Bình .", "Trần Thị Bình", NULL},
        {"", "", NULL},
    };

    CHECK(AS_PERSON, "|", cases);
}

static void names_and_texts_are_trimmed_and_joined(void **state)
{
    static const struct written names[] = {
        {"“Xanh - sạch - đẹp”.", "Xanh - sạch - đẹp", NULL},
        {"\"Dân vận khéo\";", "Dân vận khéo", NULL},
        {"- Sở Nội vụ (phòng 1);", "Sở Nội vụ (phòng 1)", NULL},
        {"«Học tập…", "Học tập", NULL},
        {"", "", NULL},
        {"-–—", "", NULL},
    };
    static const struct written texts[] = {
        {" a\n b\t\u00a0c ", "a b c", NULL},
        {"NÐ", "NĐ", NULL},
        {"\n", "", NULL},
    };
    static const struct written numbers[] = {
        {"02b", "2", NULL}, {"(5b)", "5", NULL}, {"O5", "5", "r"},
        {"b", "", NULL},    {"010", "10", NULL},
    };

    CHECK(AS_NAME, "|", names);
    CHECK(AS_TEXT, "|", texts);
    CHECK(AS_NUMBER, "|", numbers);
}

static void diacritics_come_back_from_the_lists(void **state)
{
    static const struct written cases[] = {
        {"UY BAN NHAN DAN XA BINH LAC", "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC", "r"},
        {"SỞ NỘI VU HÀ LẠC", "SỞ NỘI VỤ HÀ LẠC", "r"},
        {"UỶ BAN NHÂN DÂN XÃ BÌNH LẠC", "UỶ BAN NHÂN DÂN XÃ BÌNH LẠC", NULL},
        {"SỞ Y TẾ", "SỞ Y TẾ", NULL},
        {"Sơ Nội vụ Hà Lạc", "Sở Nội vụ Hà Lạc", "r"},
        {"TM.UY BAN NHÂN DÂN KT.CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "r"},
        {"TM.ỦY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN", NULL},
        {"HTM.X", "HTM.X", NULL},
        {"", "", NULL},
    };

    CHECK(AS_CAPS, "|", cases);
}

static void without_a_document_year_nothing_is_made_up(void **state)
{
    struct context context = {.rules = rules_of_lists(*state)};
    static const struct {
        enum normaliser as;
        const char *text;
    } cases[] = {
        {AS_DATE, "20/11"}, {AS_DATES, "20/3 và 20/6"},     {AS_PERIOD, "quý II"},
        {AS_PERIOD, "năm"}, {AS_PERIOD, "từ nay đến 30/6"}, {AS_END, "tháng 6"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct values values =
            normalise(cases[i].as, str_from_c(cases[i].text), &context, *state);

        if (values.len > 0) {
            fail_msg("'%s' became '%.*s'", cases[i].text, STR_ARG(values.at[0]));
        }
    }
}

/* Small numbers, words and marks in any order: a generator with a fixed seed. */
static struct str scramble(uint32_t *seed, struct arena *arena)
{
    static const char *const pieces[] = {
        "ngày", "tháng",  "năm",  "quý", "từ",   "đến",  "/",     "-",  ".",
        ",",    " ",      " ",    "và",  "31",   "30",   "29",    "2",  "12",
        "2025", "2024",   "1899", "6",   "đầu",  "cuối", "IV",    "II", "hết",
        "0",    "13",     "99",   "O",   "l",    "nay",  "Số",    "KH", "các",
        "\xFF", "\u0301", "nửa",  "lần", "hàng", "1",    "trong",
    };
    struct strbuf out = {.arena = arena};
    size_t len = 1 + (*seed >> 8) % 12;

    for (size_t i = 0; i < len; i++) {
        *seed = *seed * 1664525U + 1013904223U;
        strbuf_add(
            &out, str_from_c(pieces[(*seed >> 10) % (sizeof pieces / sizeof *pieces)]));
        if (*seed & 0x80000U) {
            strbuf_add_char(&out, ' ');
        }
    }
    return strbuf_str(&out);
}

static bool is_real_iso(struct str s)
{
    struct date date = {0};
    int parts[3] = {0};
    size_t part = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '-' && part < 2) {
            part++;
        } else if (s.ptr[i] >= '0' && s.ptr[i] <= '9') {
            parts[part] = 10 * parts[part] + (s.ptr[i] - '0');
        } else {
            return false;
        }
    }
    date = (struct date){parts[0], parts[1], parts[2]};
    return s.len == 10 && date_is_real(date);
}

static void no_text_ever_gives_a_date_outside_the_calendar(void **state)
{
    static const enum normaliser kinds[] = {AS_DATE, AS_DATES, AS_PERIOD, AS_BEGIN,
                                            AS_END};
    struct context context = {.rules = rules_of_lists(*state),
                              .document_date = {2024, 2, 29}};
    uint32_t seed = 7;
    size_t found = 0;

    for (int round = 0; round < 4000; round++) {
        struct arena scratch = arena_make(16U << 20);
        struct str text = scramble(&seed, &scratch);

        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            struct values values = normalise(kinds[k], text, &context, &scratch);

            for (size_t i = 0; i < values.len; i++) {
                found++;
                if (values.at[i].len > 0 && !is_real_iso(values.at[i])) {
                    fail_msg("%s '%.*s' gives '%.*s'", normaliser_names[kinds[k]],
                             STR_ARG(text), STR_ARG(values.at[i]));
                }
            }
            if (kinds[k] == AS_PERIOD) {
                assert_int_equal(values.len % 2, 0);
            }
        }
        arena_drop(&scratch);
    }
    assert_true(found > 1000); /* else the generator says nothing */
}

static void the_calendar_knows_leap_years(void **state)
{
    (void)state;
    assert_int_equal(month_days(2024, 2), 29);
    assert_int_equal(month_days(2025, 2), 28);
    assert_int_equal(month_days(2000, 2), 29);
    assert_int_equal(month_days(2100, 2), 28);
    assert_int_equal(month_days(2025, 13), 0);
    assert_int_equal(month_days(2025, 0), 0);
    assert_true(date_cmp((struct date){2025, 1, 31}, (struct date){2025, 2, 1}) < 0);
    assert_true(date_cmp((struct date){2025, 12, 31}, (struct date){2026, 1, 1}) < 0);
    assert_int_equal(date_cmp((struct date){2025, 2, 1}, (struct date){2025, 2, 1}), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_date_is_day_month_year_however_written),
        ARENA_TEST(what_the_recogniser_does_to_a_date_is_put_right),
        ARENA_TEST(a_date_without_a_year_takes_the_documents),
        ARENA_TEST(what_is_not_in_the_calendar_is_no_date),
        ARENA_TEST(dates_of_a_list_share_what_is_said_once),
        ARENA_TEST(a_period_is_its_first_and_last_day),
        ARENA_TEST(a_period_runs_from_one_to_the_other),
        ARENA_TEST(months_of_a_list_are_one_period_when_they_adjoin),
        ARENA_TEST(roman_quarters_are_read_through_misread_letters),
        ARENA_TEST(what_is_no_period_gives_nothing),
        ARENA_TEST(begin_and_end_are_one_side_of_a_period),
        ARENA_TEST(a_recurrence_is_a_duration),
        ARENA_TEST(a_code_loses_its_blanks_and_keeps_its_form),
        ARENA_TEST(a_letter_of_a_code_is_put_right_where_one_reading_is_left),
        ARENA_TEST(what_lacks_its_number_or_symbol_is_no_code),
        ARENA_TEST(a_type_is_told_by_its_name_or_its_symbol),
        ARENA_TEST(a_person_stands_without_titles),
        ARENA_TEST(names_and_texts_are_trimmed_and_joined),
        ARENA_TEST(diacritics_come_back_from_the_lists),
        ARENA_TEST(without_a_document_year_nothing_is_made_up),
        ARENA_TEST(no_text_ever_gives_a_date_outside_the_calendar),
        ARENA_TEST(the_calendar_knows_leap_years),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
