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

/* A value of the head or the foot. */
struct held {
    const char *column, *value;
};

/* How sure the judgement is of `column`, when these values were found. */
static float sureness_of(const char *column, const struct held *held, size_t len,
                         const struct rules *rules, struct arena *arena)
{
    struct passage_of passage = {.kind = ZONE_BODY, .text = "Căn cứ"};
    struct text text = text_of(&passage, 1, arena);
    struct rule rule = {.id = STR("any")};
    struct field field = {.table = TABLE_DOCUMENTS, .rule = &rule, .conf = FOUND_CONF};
    struct fields fields = {&field, 1, 1};
    struct rule_troubles none = {0};

    for (size_t i = 0; i < len; i++) {
        field.value[table_column(TABLE_DOCUMENTS, str_from_c(held[i].column))] =
            str_from_c(held[i].value);
    }
    field.origin = text_origin(&text, 0, text.utf8.len);
    return findings_from_fields(&text, &fields, &none, rules, arena)
        .conf[table_column(TABLE_DOCUMENTS, str_from_c(column))];
}

static void a_value_that_cannot_be_whole_is_not_sure(void **state)
{
    static const struct {
        struct held held;
        bool doubted;
    } cases[] = {
        {{"signer", "Đinh Quang Hạnh"}, false},
        {{"signer", "Tống Thị Mai Hoa"}, false},
        {{"signer", "Mạc Thị Thu"}, false},
        {{"signer", "Chu Văn Thi"}, false},
        {{"signer", "Mac Thị Thu"}, true},
        {{"signer", "Mạc Thi Thu"}, true},
        {{"signer", "Quang Hạnh"}, true},
        {{"signer", "Bảo Ngân"}, true},
        {{"issuer", "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC"}, false},
        {{"issuer", "TRƯỜNG TRUNG HỌC CƠ SỞ BÌNH LẠC"}, false},
        {{"issuer", "UBND"}, false},
        {{"issuer", "BÌNH LẠC"}, true},
        {{"issuer", "BANCHỈ ĐẠO TỔNG ĐIỀU TRA"}, true},
        {{"signer_title", "PHÓ CHỦ TỊCH"}, false},
        {{"signer_title", "Ủ TỊCH"}, true},
        {{"signer_title", "KT. CHỦ TỊCH"}, true},
    };
    struct rule_faults faults = {0};
    struct rules rules;

    assert_int_equal(rules_from_files(STR(RULES_DIR), NULL, 0, *state, &rules, &faults),
                     STATUS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct held *held = &cases[i].held;
        float conf = sureness_of(held->column, held, 1, &rules, *state);

        if ((conf < REVIEW_CONF) != cases[i].doubted) {
            fail_msg("%s '%s': %f", held->column, held->value, (double)conf);
        }
    }
    rules_drop(&rules);
}

static void rules_without_a_list_of_agencies_doubt_none(void **state)
{
    static const struct held issuer = {"issuer", "BÌNH LẠC"};
    struct rules rules = {0};

    assert_true(sureness_of("issuer", &issuer, 1, &rules, *state) >= REVIEW_CONF);
}

static void what_names_the_agency_has_to_agree(void **state)
{
    static const char *const columns[5] = {"type", "code", "issuer", "signing_mode",
                                           "signer_title"};
    static const struct {
        const char *values[5]; /* of these */
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
        struct held held[5];
        float conf;

        for (size_t j = 0; j < 5; j++) {
            held[j] = (struct held){columns[j], cases[i].values[j]};
        }
        conf = sureness_of(cases[i].column, held, 5, &rules, *state);
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
