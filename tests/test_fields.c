/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "confidence.h"
#include "fields.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Rules of YAML rows; each row is one rule without its examples. */
static struct rules rules_of(const char *const *rows, size_t len, struct arena *arena)
{
    char path[] = "/tmp/vanthu-fields-XXXXXX";
    int fd = mkstemp(path);
    FILE *to = fd >= 0 ? fdopen(fd, "w") : NULL;
    struct str file = str_copy(arena, str_from_c(path));
    struct rules rules;
    struct rule_faults faults = {0};

    assert_non_null(to);
    fprintf(to, "rules:\n");
    for (size_t i = 0; i < len; i++) {
        fprintf(to, "  - {%s, examples: [{text: a}], counter_examples: [b]}\n",
                rows[i]);
    }
    assert_int_equal(fclose(to), 0);
    if (rules_from_files(STR(""), &file, 1, arena, &rules, &faults) != STATUS_OK) {
        fail_msg("%.*s", STR_ARG(faults.at[0].message));
    }
    unlink(path);
    return rules;
}
#define RULES(rows) rules_of((rows), sizeof(rows) / sizeof *(rows), *state)
#define TEXT(passages)                                                                 \
    text_of((passages), sizeof(passages) / sizeof *(passages), *state)

static struct str value_of(const struct fields *fields, size_t index,
                           const char *column)
{
    const struct field *field = &fields->at[index];

    assert_true(index < fields->len);
    return field->value[table_column(field->table, str_from_c(column))];
}

static void expect(const struct fields *fields, size_t index, const char *column,
                   const char *want)
{
    struct str got = value_of(fields, index, column);

    if (!str_eq(got, str_from_c(want))) {
        fail_msg("%s of field %zu is '%.*s', wanted '%s'", column, index, STR_ARG(got),
                 want);
    }
}

#define DUE(id, word)                                                                  \
    "id: " id ", table: deadlines, zones: [body], pattern: '" word                     \
    "[ ](?<due>[\\d/]+)', groups: [{name: due, as: date}], set: [{column: kind, "      \
    "value: " id "}]"

static void a_field_has_its_value_its_bytes_and_its_words(void **state)
{
    static const char *const rows[] = {DUE("before", "trước")};
    static const struct passage_of passages[] = {
        {ZONE_TITLE, "trước 1/1/2025", NULL, 0, HAND_UNKNOWN, LAYER_INK},
        {ZONE_BODY, "Gửi trước 20/11/2025 nhé", NULL, 90, HAND_UNKNOWN, LAYER_INK},
    };
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages);
    struct fields fields = fields_from_text(&text, &rules, *state, NULL);
    const struct field *field = fields.at;

    assert_int_equal(fields.len, 1); /* the title is not one of its zones */
    expect(&fields, 0, "due", "2025-11-20");
    expect(&fields, 0, "kind", "before");
    assert_true(
        str_eq(str_sub(text.utf8, field->begin, field->end), STR("trước 20/11/2025")));
    assert_int_equal(field->passage, 1);
    assert_int_equal(field->origin.page_no, 1);
    /* the third word of the second passage: 200 to 280, 100 to 140 px of 300 dpi */
    assert_true(field->origin.box.left > 47.9F && field->origin.box.left < 48.1F);
    assert_true(field->origin.box.right > 67.1F && field->origin.box.right < 67.3F);
    assert_true(field->conf > 0.95F * 0.95F - 0.01F && field->conf < 0.95F);
    rules_drop(&rules);
}

static void fields_come_in_the_order_of_the_text(void **state)
{
    static const char *const rows[] = {DUE("by", "đến"), DUE("before", "trước")};
    static const struct passage_of passages[] = {
        {.kind = ZONE_BODY, .text = "trước 1/2/2025, đến 2/2/2025, trước 3/2/2025"}};
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages);
    struct fields fields = fields_from_text(&text, &rules, *state, NULL);

    assert_int_equal(fields.len, 3);
    expect(&fields, 0, "due", "2025-02-01");
    expect(&fields, 1, "due", "2025-02-02");
    expect(&fields, 2, "due", "2025-02-03");
    rules_drop(&rules);
}

static void an_earlier_rule_keeps_its_bytes_from_later_ones(void **state)
{
    static const char *const rows[] = {DUE("by", "hết[ ]trước"),
                                       DUE("before", "trước")};
    static const struct passage_of passages[] = {
        {.kind = ZONE_BODY, .text = "hết trước 1/2/2025 và trước 2/2/2025"}};
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages);
    struct fields fields = fields_from_text(&text, &rules, *state, NULL);

    rules_drop(&rules);
    assert_int_equal(fields.len, 2);
    expect(&fields, 0, "kind", "by");
    expect(&fields, 1, "kind", "before");
    expect(&fields, 1, "due", "2025-02-02");
}

#define NOTHING                                                                        \
    "id: nothing, table: nothing, zones: [body], pattern: 'ngày[ ]lễ[ ]\\S+'"
#define ANY_DAY                                                                        \
    "id: any, table: deadlines, zones: [body], pattern: '(?<due>\\d+/\\d+/\\d+)', "    \
    "groups: [{name: due, as: date}]"

static void nothing_claims_against_the_rules_after_it_only(void **state)
{
    static const char *const first[] = {NOTHING, ANY_DAY};
    static const char *const last[] = {ANY_DAY, NOTHING};
    static const struct passage_of passages[] = {
        {.kind = ZONE_BODY, .text = "ngày lễ 2/9/2025, hạn 3/9/2025"}};
    struct rules rules = RULES(first);
    struct text text = TEXT(passages);
    struct fields fields = fields_from_text(&text, &rules, *state, NULL);

    assert_int_equal(fields.len, 1);
    expect(&fields, 0, "due", "2025-09-03");
    rules_drop(&rules);
    rules = RULES(last);
    fields = fields_from_text(&text, &rules, *state, NULL);
    assert_int_equal(fields.len, 2);
    rules_drop(&rules);
}

static void folded_rules_cut_their_values_from_the_text(void **state)
{
    static const char *const rows[] = {
        "id: a, table: campaigns, zones: [body], view: folded, "
        "pattern: 'phong[ ]trao[ ](?<name>[a-z ]+)', groups: [{name: name, as: name}]"};
    static const struct passage_of passages[] = {
        {.kind = ZONE_BODY, .text = "Đây là đoạn đầu"},
        {.kind = ZONE_BODY, .text = "“Phong Trào Đường sạch ngõ đẹp” năm 2025"}};
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages);
    struct fields fields = fields_from_text(&text, &rules, *state, NULL);

    assert_int_equal(fields.len, 1);
    expect(&fields, 0, "name", "Đường sạch ngõ đẹp");
    assert_true(str_eq(str_sub(text.utf8, fields.at[0].begin, fields.at[0].end),
                       STR("Phong Trào Đường sạch ngõ đẹp")));
    rules_drop(&rules);
}

static void a_list_gives_a_field_for_each_value(void **state)
{
    static const char *const rows[] = {
        "id: d, table: deadlines, zones: [body], pattern: 'trước[ ](?<due>[^.]+)', "
        "groups: [{name: due, as: dates}], set: [{column: kind, value: before}]",
        "id: r, table: deadlines, zones: [body], pattern: 'định[ ]kỳ[ ](?<rec>[^.]+)', "
        "groups: [{name: rec, column: recurrence, as: recurrence}]",
        "id: p, table: deadlines, zones: [body], pattern: 'trong[ ](?<p>[^.]+)', "
        "groups: [{name: p, column: from, as: period}]"};
    static const struct passage_of passages[] = {
        {.kind = ZONE_BODY,
         .text = "trước 20/3 và 20/6/2025. định kỳ 6 tháng, năm. trong quý II/2025."}};
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages);
    struct fields fields = fields_from_text(&text, &rules, *state, NULL);

    assert_int_equal(fields.len, 5);
    expect(&fields, 0, "due", "2025-03-20");
    expect(&fields, 1, "due", "2025-06-20");
    expect(&fields, 1, "kind", "before");
    expect(&fields, 2, "recurrence", "P6M");
    expect(&fields, 3, "recurrence", "P1Y");
    expect(&fields, 4, "from", "2025-04-01");
    expect(&fields, 4, "due", "2025-06-30");
    assert_true(fields.at[0].begin == fields.at[1].begin);
    rules_drop(&rules);
}

static void a_match_whose_first_group_is_no_value_is_dropped(void **state)
{
    static const char *const rows[] = {
        "id: a, table: references, zones: [body], "
        "pattern: 'số[ ](?<code>\\S+)[ ]ngày[ ](?<date>\\S+)', "
        "groups: [{name: code, as: code}, {name: date, as: date}]",
        "id: b, table: references, zones: [body], pattern: '(?<name>số[ ]\\S+)', "
        "groups: [{name: name, as: text}]"};
    static const struct passage_of passages[] = {
        {.kind = ZONE_BODY,
         .text = "số 12 ngày 1/1/2025 và số 5/KH-UB ngày 31/4/2025"}};
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages);
    struct fields fields = fields_from_text(&text, &rules, *state, NULL);

    assert_int_equal(fields.len, 2);
    expect(&fields, 0, "name", "số 12"); /* its bytes were not claimed */
    expect(&fields, 1, "code", "5/KH-UB");
    expect(&fields, 1, "date", ""); /* not in the calendar: the column stays empty */
    rules_drop(&rules);
}

static void branches_may_share_a_group_name(void **state)
{
    static const char *const rows[] = {
        "id: a, table: campaigns, zones: [body], "
        "pattern: 'A(?<name>\\d)|B(?<name>\\d)(?<kind>x)?', "
        "groups: [{name: name, as: text}, {name: kind, as: text}]"};
    static const struct passage_of passages[] = {{.kind = ZONE_BODY, .text = "A1 B2x"}};
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages);
    struct fields fields = fields_from_text(&text, &rules, *state, NULL);

    assert_int_equal(fields.len, 2);
    expect(&fields, 0, "name", "1");
    assert_true(value_of(&fields, 0, "kind").ptr == NULL);
    expect(&fields, 1, "name", "2");
    expect(&fields, 1, "kind", "x");
    rules_drop(&rules);
}

static void a_rule_looks_only_under_its_head_and_heading(void **state)
{
    static const char *const rows[] = {
        "id: a, table: deadlines, zones: [cell], heads: 'thoi[ ]gian', "
        "pattern: '(?<due>\\S+)', groups: [{name: due, as: date}]",
        "id: b, table: campaigns, zones: [body], under: 'thi[ ]dua', "
        "pattern: '(?<name>\\S+)', groups: [{name: name, as: text}]"};
    static const struct passage_of passages[] = {
        {.kind = ZONE_CELL, .text = "1/2/2025", .head = "Nội dung"},
        {.kind = ZONE_CELL, .text = "2/2/2025", .head = "THỜI GIAN"},
        {.kind = ZONE_BODY, .text = "một"},
        {.kind = ZONE_BODY, .text = "hai"}};
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages);
    struct fields fields;

    text.passages[3].under = STR("II. Thi đua");
    fields = fields_from_text(&text, &rules, *state, NULL);
    assert_int_equal(fields.len, 2);
    expect(&fields, 0, "due", "2025-02-02");
    expect(&fields, 1, "name", "hai");
    rules_drop(&rules);
}

#define DATE_RULE                                                                      \
    "id: date, table: documents, zones: [place_date], pattern: '(?<date>ngày.*)', "   \
    "groups: [{name: date, as: date}]"

static void years_come_from_the_documents_date_wherever_it_stands(void **state)
{
    static const char *const rows[] = {DUE("before", "trước"), DATE_RULE};
    static const struct {
        const char *says, *place_date, *title, *want;
    } cases[] = {
        {"the date", "Hà Lạc, ngày 05 tháng 12 năm 2023", "", "2023-11-20"},
        {"the year alone", "Hà Lạc, ngày    tháng    năm 2022", "", "2022-11-20"},
        {"the title", "Hà Lạc, ngày", "Thi đua năm 2021", "2021-11-20"},
        {"no year at all", "Hà Lạc, ngày", "Thi đua", NULL},
        {"not a year", "Hà Lạc, số 12345", "Thi đua năm 5000", NULL},
    };
    struct rules rules = RULES(rows);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct passage_of passages[] = {
            {.kind = ZONE_PLACE_DATE, .text = cases[i].place_date},
            {.kind = ZONE_TITLE, .text = cases[i].title},
            {.kind = ZONE_BODY, .text = "trước 20/11"}};
        struct text text = TEXT(passages);
        struct fields fields = fields_from_text(&text, &rules, *state, NULL);
        size_t found = 0;

        for (size_t j = 0; j < fields.len; j++) {
            if (fields.at[j].table == TABLE_DEADLINES) {
                expect(&fields, j, "due", cases[i].want ? cases[i].want : "none");
                found++;
            }
        }
        if (found != (cases[i].want != NULL)) {
            fail_msg("%s: %zu deadlines", cases[i].says, found);
        }
    }
    rules_drop(&rules);
}

static void what_is_written_or_unsure_lowers_the_confidence(void **state)
{
    static const struct {
        const char *says;
        struct origin origin;
        bool repaired, inferred;
        float least, most;
    } cases[] = {
        {"clear print", {.page_no = 1, .conf_pct = 97}, false, false, 0.98F, 1},
        {"no words", {.page_no = 0}, false, false, 0.999F, 1},
        {"good", {.page_no = 1, .conf_pct = 90}, false, false, 0.94F, 0.96F},
        {"half", {.page_no = 1, .conf_pct = 70}, false, false, 0.69F, 0.71F},
        {"poor", {.page_no = 1, .conf_pct = 30}, false, false, 0.29F, 0.31F},
        {"none", {.page_no = 1, .conf_pct = 0}, false, false, 0.05F, 0.15F},
        {"over the scale", {.page_no = 1, .conf_pct = 120}, false, false, 0.9F, 1},
        {"repaired", {.page_no = 1, .conf_pct = 97}, true, false, 0.85F, 0.93F},
        {"inferred", {.page_no = 1, .conf_pct = 97}, false, true, 0.9F, 0.97F},
        {"by hand, read surely",
         {.page_no = 1, .conf_pct = 97, .hand = HAND_WRITTEN, .hand_chance = 0.98F},
         false,
         false,
         0.95F,
         0.98F},
        {"by hand, in doubt",
         {.page_no = 1, .conf_pct = 97, .hand = HAND_WRITTEN, .hand_chance = 0.6F},
         false,
         false,
         0.55F,
         0.6F},
        {"by hand, not read",
         {.page_no = 1, .conf_pct = 97, .hand = HAND_WRITTEN},
         false,
         false,
         0,
         0.01F},
    };
    float before = -1;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        float conf =
            confidence_of(1, &cases[i].origin, cases[i].repaired, cases[i].inferred);

        if (conf < cases[i].least || conf > cases[i].most) {
            fail_msg("%s: %f", cases[i].says, (double)conf);
        }
    }
    for (int pct = 0; pct <= 100; pct++) { /* never falls while words get surer */
        struct origin origin = {.page_no = 1, .conf_pct = (float)pct};
        float conf = confidence_of(1, &origin, false, false);

        assert_true(conf >= before);
        before = conf;
    }
}

static void calibration_keeps_the_order_and_claims_no_certainty(void **state)
{
    float before = -1;

    (void)state;
    for (int pct = 0; pct <= 100; pct++) {
        float told = confidence_calibrated((float)pct / 100, HAND_PRINTED);

        assert_true(told > before);
        assert_true(told < 1);
        before = told;
    }
    /* a network's chance is one already */
    assert_float_equal(confidence_calibrated(0.6F, HAND_WRITTEN), 0.6F, 0.0001);
}

static void a_handwritten_word_makes_its_field_as_sure_as_its_reading(void **state)
{
    static const char *const rows[] = {DUE("before", "trước")};
    static const struct passage_of passages[] = {{.kind = ZONE_BODY,
                                                  .text = "trước 1/2/2025",
                                                  .conf_pct = 30,
                                                  .hand = HAND_WRITTEN}};
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages);
    struct fields fields = fields_from_text(&text, &rules, *state, NULL);

    assert_int_equal(fields.len, 1);
    assert_true(fields.at[0].conf <= 0.3F);
    rules_drop(&rules);
}

static void a_pattern_that_explodes_fails_its_rule_and_no_other(void **state)
{
    static const char *const rows[] = {
        "id: bomb, table: campaigns, zones: [body], "
        "pattern: '(?:(?:a|aa)+)+(?<name>[bc])', groups: [{name: name, as: text}]",
        DUE("before", "trước")};
    struct strbuf body = {.arena = *state};
    struct rules rules = RULES(rows);
    struct rule_troubles troubles = {0};
    struct passage_of passages[2] = {{.kind = ZONE_BODY},
                                     {.kind = ZONE_BODY, .text = "ab trước 1/2/2025"}};
    struct text text;
    struct fields fields;

    for (int i = 0; i < 5000; i++) {
        strbuf_add(&body, STR("a"));
    }
    strbuf_add(&body, STR("\0"));
    passages[0].text = body.ptr;
    text = TEXT(passages);
    fields = fields_from_text(&text, &rules, *state, &troubles);
    assert_int_equal(troubles.len, 1);
    assert_true(str_eq(troubles.at[0].rule->id, STR("bomb")));
    assert_int_equal(troubles.at[0].page_no, 1);
    assert_int_equal(fields.len, 1);
    expect(&fields, 0, "due", "2025-02-01");
    rules_drop(&rules);
}

static void empty_matches_and_empty_texts_come_to_an_end(void **state)
{
    static const char *const rows[] = {
        "id: a, table: campaigns, zones: [body], pattern: '(?<name>x*)', "
        "groups: [{name: name, as: text}]",
        "id: b, table: parts, zones: [body], view: folded, pattern: '(?=.)', "
        "set: [{column: part, value: content}]"};
    static const struct passage_of passages[] = {{.kind = ZONE_BODY, .text = ""},
                                                 {.kind = ZONE_BODY, .text = "đxxế"}};
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages), none = {.utf8 = STR(""), .folded = STR("")};
    struct fields fields = fields_from_text(&text, &rules, *state, NULL);

    assert_int_equal(fields.len, 5);
    expect(&fields, 0, "name", "xx");
    assert_int_equal(fields_from_text(&none, &rules, *state, NULL).len, 0);
    rules_drop(&rules);
}

static void broken_utf8_in_a_text_is_no_trouble(void **state)
{
    static const char *const rows[] = {DUE("before", "trước")};
    static const struct passage_of passages[] = {
        {.kind = ZONE_BODY, .text = "xx trước 1/2/2025"}};
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages);
    struct rule_troubles troubles = {0};
    struct fields fields;
    char *bytes = ARENA_ARRAY(*state, char, text.utf8.len);

    memcpy(bytes, text.utf8.ptr, text.utf8.len);
    bytes[0] = '\xE1';
    bytes[1] = '\xFF';
    text.utf8.ptr = bytes;
    fields = fields_from_text(&text, &rules, *state, &troubles);
    assert_int_equal(fields.len, 1);
    assert_int_equal(troubles.len, 0);
    rules_drop(&rules);
}

static void a_sentence_is_cut_at_its_marks_and_at_words(void **state)
{
    static const char *const rows[] = {DUE("before", "trước")};
    static const struct {
        const char *says, *text, *want;
    } cases[] = {
        {"between stops", "Câu một. Gửi trước 1/2/2025 nhé. Câu ba.",
         "Gửi trước 1/2/2025 nhé"},
        {"a number is no end", "1. Gửi trước 1/2/2025", "1. Gửi trước 1/2/2025"},
        {"semicolons", "một; trước 1/2/2025; ba", "trước 1/2/2025"},
        {"all of it", "trước 1/2/2025", "trước 1/2/2025"},
    };
    struct rules rules = RULES(rows);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct passage_of passages[] = {{.kind = ZONE_BODY, .text = "Trước đó"},
                                        {.kind = ZONE_BODY, .text = cases[i].text}};
        struct text text = TEXT(passages);
        struct fields fields = fields_from_text(&text, &rules, *state, NULL);
        struct str got;

        assert_int_equal(fields.len, 1);
        got = field_sentence(&text, &fields.at[0], *state);
        if (!str_eq(got, str_from_c(cases[i].want))) {
            fail_msg("%s: '%.*s'", cases[i].says, STR_ARG(got));
        }
    }
    rules_drop(&rules);
}

static void a_long_sentence_keeps_what_was_matched(void **state)
{
    static const char *const rows[] = {DUE("before", "trước")};
    struct rules rules = RULES(rows);

    for (int words = 0; words < 200; words += 7) {
        struct strbuf body = {.arena = *state};
        struct passage_of passages[] = {{.kind = ZONE_BODY}};
        struct text text;
        struct fields fields;
        struct str sentence;

        for (int i = 0; i < 200; i++) {
            strbuf_add(&body, i == words ? STR("trước 1/2/2025 ") : STR("ưỡng "));
        }
        strbuf_add(&body, STR("\0"));
        passages[0].text = body.ptr;
        text = TEXT(passages);
        fields = fields_from_text(&text, &rules, *state, NULL);
        assert_int_equal(fields.len, 1);
        sentence = field_sentence(&text, &fields.at[0], *state);
        assert_true(sentence.len <= 300 && sentence.len > 250);
        assert_true(str_find(sentence, STR("trước 1/2/2025"), 0) < sentence.len);
        assert_true(
            str_eq(text_nfc(sentence, *state), sentence)); /* whole characters */
    }
    rules_drop(&rules);
}

/* What fields_explain() writes. */
static struct str explained(const struct text *text, const struct rules *rules,
                            const char *field, bool *known, struct arena *arena)
{
    char *out = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&out, &len);
    struct str copy;

    assert_non_null(to);
    *known = fields_explain(text, rules, str_from_c(field), arena, to);
    fclose(to);
    copy = str_copy(arena, (struct str){out, len});
    free(out);
    return copy;
}

static void explain_says_what_matched_and_what_did_not(void **state)
{
    static const char *const rows[] = {
        "id: claims, table: deadlines, zones: [body], pattern: 'hết[ ]trước[ ]\\S+', "
        "set: [{column: kind, value: by}]",
        DUE("before", "trước"),
        "id: near, table: deadlines, zones: [body], "
        "pattern: 'chậm[ ]nhất[ ]ngày[ ](?<due>\\d+/\\d+)', groups: [{name: due, as: "
        "date}]",
        "id: elsewhere, table: deadlines, zones: [cell], "
        "pattern: '(?<due>\\d+)', groups: [{name: due, as: date}]"};
    static const struct passage_of passages[] = {
        {.kind = ZONE_BODY,
         .text =
             "trước 1/2/2025, hết trước 3/2/2025, trước 31/4/2025, chậm nhất tháng 6"}};
    static const char *const wanted[] = {
        "rule before",
        "looks at: body (1 passage in this document)",
        "matched 'trước 1/2/2025'",
        "-> due = '2025-02-01', confidence 0.94",
        "dropped: rule claims has taken these words",
        "dropped: '31/4/2025' of group due is no date",
        "rule near",
        "found 'tháng 6' where the pattern goes on with ng",
        "rule elsewhere",
        "looks at: cell (0 passages in this document)",
    };
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages);
    bool known = false;
    struct str said = explained(&text, &rules, "deadlines.due", &known, *state);

    assert_true(known);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (str_find(said, str_from_c(wanted[i]), 0) == said.len) {
            fail_msg("'%s' is not in:\n%.*s", wanted[i], STR_ARG(said));
        }
    }
    assert_true(str_find(said, STR("rule claims ("), 0) == said.len);
    rules_drop(&rules);
}

static void explain_knows_tables_and_columns(void **state)
{
    static const char *const rows[] = {DUE("before", "trước")};
    static const struct passage_of passages[] = {{.kind = ZONE_BODY, .text = "x"}};
    struct rules rules = RULES(rows);
    struct text text = TEXT(passages);
    bool known = false;
    struct str said;

    said = explained(&text, &rules, "due", &known, *state);
    assert_true(known && str_starts(said, STR("deadlines.due")));
    said = explained(&text, &rules, "signer", &known, *state);
    assert_true(known && str_find(said, STR("no rule fills it"), 0) < said.len);
    explained(&text, &rules, "deadlines.signer", &known, *state);
    assert_false(known);
    explained(&text, &rules, "duties.due", &known, *state);
    assert_false(known);
    explained(&text, &rules, "", &known, *state);
    assert_false(known);
    rules_drop(&rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_field_has_its_value_its_bytes_and_its_words),
        ARENA_TEST(fields_come_in_the_order_of_the_text),
        ARENA_TEST(an_earlier_rule_keeps_its_bytes_from_later_ones),
        ARENA_TEST(nothing_claims_against_the_rules_after_it_only),
        ARENA_TEST(folded_rules_cut_their_values_from_the_text),
        ARENA_TEST(a_list_gives_a_field_for_each_value),
        ARENA_TEST(a_match_whose_first_group_is_no_value_is_dropped),
        ARENA_TEST(branches_may_share_a_group_name),
        ARENA_TEST(a_rule_looks_only_under_its_head_and_heading),
        ARENA_TEST(years_come_from_the_documents_date_wherever_it_stands),
        ARENA_TEST(what_is_written_or_unsure_lowers_the_confidence),
        cmocka_unit_test(calibration_keeps_the_order_and_claims_no_certainty),
        ARENA_TEST(a_handwritten_word_makes_its_field_as_sure_as_its_reading),
        ARENA_TEST(a_pattern_that_explodes_fails_its_rule_and_no_other),
        ARENA_TEST(empty_matches_and_empty_texts_come_to_an_end),
        ARENA_TEST(broken_utf8_in_a_text_is_no_trouble),
        ARENA_TEST(a_sentence_is_cut_at_its_marks_and_at_words),
        ARENA_TEST(a_long_sentence_keeps_what_was_matched),
        ARENA_TEST(explain_says_what_matched_and_what_did_not),
        ARENA_TEST(explain_knows_tables_and_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
