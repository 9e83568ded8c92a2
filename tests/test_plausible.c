/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Header values that can't be whole, by the rules that are installed. */
#include "arena.h"
#include "confidence.h"
#include "findings.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* As sure as print is before it is looked at. */
#define FOUND_CONF 0.93F

/* How sure the judgement is of the one value that was found. */
static float sureness_of(const char *column, const char *value,
                         const struct rules *rules, struct arena *arena)
{
    struct passage_of passage = {.kind = ZONE_BODY, .text = "Căn cứ"};
    struct text text = text_of(&passage, 1, arena);
    struct rule rule = {.id = STR("any")};
    struct field field = {.table = TABLE_DOCUMENTS, .rule = &rule, .conf = FOUND_CONF};
    struct fields fields = {&field, 1, 1};
    struct rule_troubles none = {0};
    int at = table_column(TABLE_DOCUMENTS, str_from_c(column));
    struct findings findings;

    field.value[at] = str_from_c(value);
    field.origin = text_origin(&text, 0, text.utf8.len);
    findings = findings_from_fields(&text, &fields, &none, rules, arena);
    return findings.conf[at];
}

static void a_value_that_cannot_be_whole_is_not_sure(void **state)
{
    static const struct {
        const char *column, *value;
        bool doubted;
    } cases[] = {
        {"signer", "Đinh Quang Hạnh", false},
        {"signer", "Tống Thị Mai Hoa", false},
        {"signer", "Mạc Thị Thu", false},
        {"signer", "Chu Văn Thi", false},
        {"signer", "Mac Thị Thu", true},
        {"signer", "Mạc Thi Thu", true},
        {"signer", "Quang Hạnh", true},
        {"signer", "Bảo Ngân", true},
        {"issuer", "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC", false},
        {"issuer", "TRƯỜNG TRUNG HỌC CƠ SỞ BÌNH LẠC", false},
        {"issuer", "UBND", false},
        {"issuer", "BÌNH LẠC", true},
        {"issuer", "BANCHỈ ĐẠO TỔNG ĐIỀU TRA", true},
        {"signer_title", "PHÓ CHỦ TỊCH", false},
        {"signer_title", "Ủ TỊCH", true},
        {"signer_title", "KT. CHỦ TỊCH", true},
    };
    struct rule_faults faults = {0};
    struct rules rules;

    assert_int_equal(rules_from_files(STR(RULES_DIR), NULL, 0, *state, &rules, &faults),
                     STATUS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        float conf = sureness_of(cases[i].column, cases[i].value, &rules, *state);

        if ((conf < REVIEW_CONF) != cases[i].doubted) {
            fail_msg("%s '%s': %f", cases[i].column, cases[i].value, (double)conf);
        }
    }
    rules_drop(&rules);
}

static void rules_without_a_list_of_agencies_doubt_none(void **state)
{
    struct rules rules = {0};

    assert_true(sureness_of("issuer", "BÌNH LẠC", &rules, *state) >= REVIEW_CONF);
}

/* How sure the judgement is of `column`, with all that was found in the head and the
 * foot. */
static float sureness_among(const char *const *values, const char *column,
                            const struct rules *rules, struct arena *arena)
{
    static const char *const columns[] = {"type", "code", "issuer", "signing_mode",
                                          "signer_title"};
    struct passage_of passage = {.kind = ZONE_BODY, .text = "Căn cứ"};
    struct text text = text_of(&passage, 1, arena);
    struct rule rule = {.id = STR("any")};
    struct field field = {.table = TABLE_DOCUMENTS, .rule = &rule, .conf = FOUND_CONF};
    struct fields fields = {&field, 1, 1};
    struct rule_troubles none = {0};

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        field.value[table_column(TABLE_DOCUMENTS, str_from_c(columns[i]))] =
            str_from_c(values[i]);
    }
    field.origin = text_origin(&text, 0, text.utf8.len);
    return findings_from_fields(&text, &fields, &none, rules, arena)
        .conf[table_column(TABLE_DOCUMENTS, str_from_c(column))];
}

static void what_names_the_agency_has_to_agree(void **state)
{
    static const struct {
        const char *values[5]; /* type, code, issuer, signing_mode, signer_title */
        const char *column;
        bool disputed;
    } cases[] = {
        {{"Kế hoạch", "31/KH-UBND", "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC",
          "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"},
         "issuer",
         false},
        {{"Kế hoạch", "31/KH-SNV", "ỦY BAN NHÂN DÂN TỈNH HÀ LẠC", "", "GIÁM ĐỐC"},
         "issuer",
         true},
        {{"Kế hoạch", "31/KH-SNNMT", "SỞ NÔNG NGHIỆP VÀ MÔI", "", "GIÁM ĐỐC"},
         "issuer",
         true},
        {{"Kế hoạch", "31/KH-SNNMT", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "", "GIÁM ĐỐC"},
         "issuer",
         false},
        {{"Kế hoạch", "31/KH-SNNMI", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "", "GIÁM ĐỐC"},
         "code",
         true},
        {{"Kế hoạch", "31/KH-SNNMT", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "", "GIÁM ĐỐC"},
         "code",
         false},
        {{"Kế hoạch", "31/KH-UBND", "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC", "", "CHỦ TỊCH"},
         "signer_title",
         true},
        {{"Quyết định", "31/QĐ-UBND", "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC", "", "CHỦ TỊCH"},
         "signer_title",
         false},
        {{"Kế hoạch", "31/KH-SNV", "SỞ NỘI VỤ", "", "GIÁM ĐỐC"}, "signer_title", false},
        {{"Kế hoạch", "31/KH-SNV", "SỞ NỘI VỤ", "T. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"},
         "signing_mode",
         true},
        {{"Kế hoạch", "31/KH-SNV", "SỞ NỘI VỤ", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"},
         "signing_mode",
         false},
        {{"Kế hoạch", "31/KH-SNV", "SỞ NỘI VỤ", "Q. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"},
         "signing_mode",
         false},
        {{"Kế hoạch", "31/KH-UBND", "UBND XÃ BÌNH LẠC", "KT. CHỦ TỊ CH",
          "PHÓ CHỦ TỊCH"},
         "signing_mode",
         true},
    };

    struct rule_faults faults = {0};
    struct rules rules;

    assert_int_equal(rules_from_files(STR(RULES_DIR), NULL, 0, *state, &rules, &faults),
                     STATUS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        float conf = sureness_among(cases[i].values, cases[i].column, &rules, *state);

        if ((conf < REVIEW_CONF) != cases[i].disputed) {
            fail_msg("case %zu, %s: %f", i, cases[i].column, (double)conf);
        }
    }
    rules_drop(&rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_value_that_cannot_be_whole_is_not_sure),
        ARENA_TEST(what_names_the_agency_has_to_agree),
        ARENA_TEST(rules_without_a_list_of_agencies_doubt_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
