/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes as a rule file. Whatever they are: each fault has a line of the file or none,
 * each rule that is left is whole, and what it finds lies inside the text. */
#include "arena.h"
#include "fields.h"
#include "text_of.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void hold(bool so)
{
    if (!so) {
        abort();
    }
}

static void check_faults(const struct rule_faults *faults, struct str yaml)
{
    int lines = 2; /* the line behind the last may be named */

    for (size_t i = 0; i < yaml.len; i++) {
        lines += yaml.ptr[i] == '\n' || yaml.ptr[i] == '\r' || (yaml.ptr[i] & 0x80);
    }
    for (size_t i = 0; i < faults->len; i++) {
        hold(faults->at[i].line_no >= 0 && faults->at[i].line_no <= lines);
        hold(faults->at[i].message.len > 0);
    }
}

static void check_rules(const struct rules *rules)
{
    for (size_t i = 0; i < rules->len; i++) {
        const struct rule *rule = &rules->at[i];

        hold(rule->pattern && rule->table < TABLES);
        hold(rule->sure > 0 && rule->sure <= 1);
        for (size_t j = 0; j < rule->groups_len; j++) {
            hold(rule->groups[j].column >= 0 && rule->groups[j].as < NORMALISERS);
            hold((size_t)rule->groups[j].column < table_forms[rule->table].columns_len);
        }
    }
}

static void check_fields(const struct rules *rules, struct arena *arena)
{
    static const struct passage_of passages[] = {
        {.kind = ZONE_TYPE, .text = "KẾ HOẠCH"},
        {.kind = ZONE_PLACE_DATE, .text = "Hà Lạc, ngày 05 tháng 3 năm 2024"},
        {.kind = ZONE_BODY,
         .text = "Gửi 31/KH-UBND trước ngày 20/11, quý IV; 6 tháng, năm"},
        {.kind = ZONE_CELL, .text = "Tháng 8", .head = "Thời gian"},
    };
    struct text text = text_of(passages, sizeof passages / sizeof *passages, arena);
    struct fields fields = fields_from_text(&text, rules, arena, NULL);

    for (size_t i = 0; i < fields.len; i++) {
        const struct field *field = &fields.at[i];

        hold(field->begin <= field->end && field->end <= text.utf8.len);
        hold(field->passage < text.passages_len);
        hold(field->conf >= 0 && field->conf <= 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = arena_make(512U << 20);
    struct rules rules;
    struct rule_faults faults = {0};
    struct str yaml = {(const char *)bytes, len};

    if (rules_from_text(STR("fuzz.yaml"), yaml, &arena, &rules, &faults) ==
        STATUS_RULES) {
        hold(faults.len > 0);
    }
    check_faults(&faults, yaml);
    check_rules(&rules);
    if (rules.len <= 20) { /* more only takes time */
        check_fields(&rules, &arena);
    }
    rules_drop(&rules);
    arena_drop(&arena);
    return 0;
}
