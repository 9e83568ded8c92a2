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

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_value_that_cannot_be_whole_is_not_sure),
        ARENA_TEST(rules_without_a_list_of_agencies_doubt_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
