/* SPDX-License-Identifier: GPL-3.0-or-later */
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

/* A document for the judgement: passages, and fields found in them. */
struct told {
    enum table table;
    size_t passage;    /* the field spans it all */
    int rule_index;    /* 0 goes first */
    float conf;        /* 0: 0.95 */
    const char *value; /* "column=value|column=value" */
};

static struct str *list_of(const char *blank_parted, size_t *len, struct arena *arena)
{
    struct str rest = str_from_c(blank_parted);
    struct str *list = ARENA_ARRAY(arena, struct str, 8);

    for (*len = 0; rest.len > 0; ++*len) {
        list[*len] = str_cut(&rest, ' ');
    }
    return list;
}

/* Two rules, two requirements, five types. */
static struct rules rules_make(struct arena *arena)
{
    struct rules rules = {.at = ARENA_ARRAY(arena, struct rule, 2),
                          .len = 2,
                          .types = ARENA_ARRAY(arena, struct document_type, 5),
                          .types_len = 5,
                          .required = ARENA_ARRAY(arena, struct required_parts, 2),
                          .required_len = 2};

    rules.at[0].id = STR("first");
    rules.at[1].id = STR("second");
    rules.types[0].name = STR("Kế hoạch");
    rules.types[0].symbols = list_of("KH", &rules.types[0].symbols_len, arena);
    rules.types[1].name = STR("Quyết định");
    rules.types[1].symbols = list_of("QĐ", &rules.types[1].symbols_len, arena);
    rules.types[2].name = STR("Công văn");
    rules.types[2].symbols = list_of("CV", &rules.types[2].symbols_len, arena);
    rules.types[3].name = STR("Văn bản");
    rules.types[4].name = STR("Quyết định liên tịch");
    rules.types[4].symbols = list_of("QĐLT", &rules.types[4].symbols_len, arena);
    rules.required[0].type = STR("Kế hoạch");
    rules.required[0].parts =
        list_of("national_motto number place_date title basis signer",
                &rules.required[0].parts_len, arena);
    rules.required[1].type = STR("*");
    rules.required[1].parts = list_of("title", &rules.required[1].parts_len, arena);
    return rules;
}

static struct findings judge(const struct text *text, const struct told *told,
                             size_t told_len, struct arena *arena)
{
    struct rule_troubles none = {0};
    struct rules rules = rules_make(arena);
    struct field *list = ARENA_ARRAY(arena, struct field, told_len + 1);
    struct fields fields = {list, told_len, told_len};

    for (size_t i = 0; i < told_len; i++) {
        struct str values = str_from_c(told[i].value);
        const struct passage *passage = &text->passages[told[i].passage];

        list[i] = (struct field){.table = told[i].table,
                                 .rule = &rules.at[told[i].rule_index],
                                 .begin = passage->begin,
                                 .end = passage->end,
                                 .passage = told[i].passage,
                                 .conf = told[i].conf > 0 ? told[i].conf : 0.95F};
        list[i].origin = text_origin(text, passage->begin, passage->end);
        while (values.len > 0) {
            struct str value = str_cut(&values, '|');
            struct str name = str_cut(&value, '=');

            list[i].value[table_column(told[i].table, name)] = value;
        }
    }
    return findings_from_fields(text, &fields, &none, &rules, arena);
}

static const struct finding *find(const struct findings *findings, const char *check)
{
    for (size_t i = 0; i < findings->len; i++) {
        if (strcmp(findings->at[i].check, check) == 0) {
            return &findings->at[i];
        }
    }
    return NULL;
}

static struct str value_of(const struct findings *findings, const char *column)
{
    return findings->value[table_column(TABLE_DOCUMENTS, str_from_c(column))];
}

static void assert_str(struct str got, const char *want)
{
    if (!str_eq(got, str_from_c(want))) {
        fail_msg("got '%.*s', wanted '%s'", STR_ARG(got), want);
    }
}

static void a_whole_plan_has_nothing_to_look_at(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passages[] = {
        {.kind = ZONE_MOTTO, .text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
        {.kind = ZONE_NUMBER, .text = "Số: 31/KH-UBND", .hand = HAND_PRINTED},
        {.kind = ZONE_PLACE_DATE,
         .text = "Bình Lạc, ngày 02 tháng 03 năm 2026",
         .hand = HAND_PRINTED},
        {.kind = ZONE_TYPE, .text = "KẾ HOẠCH"},
        {.kind = ZONE_TITLE, .text = "Trồng cây"},
        {.kind = ZONE_BODY, .text = "Căn cứ Luật Lâm nghiệp;"},
        {.kind = ZONE_SIGNER, .text = "Tống Văn Mẫu"},
    };
    struct told told[] = {
        {TABLE_DOCUMENTS, 1, 0, 0, "code=31/KH-UBND"},
        {TABLE_DOCUMENTS, 2, 0, 0.90F, "date=2026-03-02"},
        {TABLE_DOCUMENTS, 3, 0, 0, "type=Kế hoạch"},
        {TABLE_DOCUMENTS, 4, 0, 0, "title=Trồng cây"},
        {TABLE_PARTS, 5, 0, 0, "part=basis"},
        {TABLE_DOCUMENTS, 6, 0, 0, "signer=Tống Văn Mẫu"},
    };
    struct text text = text_of(passages, 7, &arena);
    struct findings findings = judge(&text, told, 6, &arena);

    (void)state;
    assert_int_equal(findings.len, 0);
    assert_str(findings.missing, "");
    assert_false(findings.review);
    assert_str(value_of(&findings, "code"), "31/KH-UBND");
    /* the least sure of the required values */
    assert_float_equal(findings.confidence, confidence_calibrated(0.90F, HAND_PRINTED),
                       0.0001);
    arena_drop(&arena);
}

static void a_number_or_a_day_that_nobody_looked_at_is_not_sure(void **state)
{
    static const struct {
        enum hand hand;
        enum layer layer;
        bool review;
    } cases[] = {{HAND_PRINTED, LAYER_INK, false},
                 {HAND_UNKNOWN, LAYER_INK, true},
                 {HAND_UNKNOWN, LAYER_TEXT, false}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passages[] = {
            {.kind = ZONE_NUMBER,
             .text = "Số: 31/KH-UBND",
             .hand = cases[i].hand,
             .layer = cases[i].layer},
            {.kind = ZONE_PLACE_DATE,
             .text = "Bình Lạc, ngày 02 tháng 03 năm 2026",
             .hand = cases[i].hand,
             .layer = cases[i].layer},
        };
        struct told told[] = {
            {TABLE_DOCUMENTS, 0, 0, 0, "code=31/KH-UBND"},
            {TABLE_DOCUMENTS, 1, 0, 0, "date=2026-03-02"},
        };
        struct text text = text_of(passages, 2, &arena);
        struct findings findings = judge(&text, told, 2, &arena);

        for (size_t k = 0; k < 2; k++) {
            int column =
                table_column(TABLE_DOCUMENTS, k == 0 ? STR("code") : STR("date"));

            assert_int_equal(findings.conf[column] < REVIEW_CONF, cases[i].review);
        }
        arena_drop(&arena);
    }
}

static void what_the_type_requires_and_is_not_there_is_missing(void **state)
{
    static const struct {
        const char *says, *type, *missing;
    } cases[] = {
        {"a plan", "type=Kế hoạch",
         "national_motto number place_date title basis signer"},
        {"any other type", "type=Quyết định", "title"},
        {"an unknown type", "place=Bình Lạc", "title"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passage = {.kind = ZONE_TYPE, .text = "KẾ HOẠCH"};
        struct told told = {TABLE_DOCUMENTS, 0, 0, 0, cases[i].type};
        struct text text = text_of(&passage, 1, &arena);
        struct findings findings = judge(&text, &told, 1, &arena);

        if (!str_eq(findings.missing, str_from_c(cases[i].missing))) {
            fail_msg("%s: missing '%.*s'", cases[i].says, STR_ARG(findings.missing));
        }
        assert_non_null(find(&findings, "missing_part"));
        assert_true(findings.review);
        arena_drop(&arena);
    }
}

static void the_place_alone_is_a_place_and_date(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passage = {.kind = ZONE_PLACE_DATE, .text = "Bình Lạc, ngày"};
    struct told told[] = {{TABLE_DOCUMENTS, 0, 0, 0, "type=Kế hoạch"},
                          {TABLE_DOCUMENTS, 0, 0, 0, "place=Bình Lạc"}};
    struct text text = text_of(&passage, 1, &arena);
    struct findings findings = judge(&text, told, 2, &arena);

    (void)state;
    assert_str(findings.missing, "national_motto number title basis signer");
    arena_drop(&arena);
}

static void of_two_values_the_rule_that_goes_first_wins_then_the_surer(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passages[] = {{.kind = ZONE_TITLE, .text = "a"},
                                    {.kind = ZONE_TITLE, .text = "b"},
                                    {.kind = ZONE_TITLE, .text = "c"}};
    struct told told[] = {{TABLE_DOCUMENTS, 0, 1, 0.99F, "title=second rule"},
                          {TABLE_DOCUMENTS, 1, 0, 0.85F, "title=first rule"},
                          {TABLE_DOCUMENTS, 2, 0, 0.95F, "title=first rule, surer"}};
    struct text text = text_of(passages, 3, &arena);
    struct findings findings = judge(&text, told, 3, &arena);

    (void)state;
    assert_str(value_of(&findings, "title"), "first rule, surer");
    arena_drop(&arena);
}

static void a_number_by_hand_that_was_not_read_is_told_not_missing(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passage = {
        .kind = ZONE_NUMBER, .text = "Số: …/KH-UBND", .hand = HAND_WRITTEN};
    struct told told[] = {{TABLE_DOCUMENTS, 0, 0, 0, "type=Kế hoạch"}};
    struct text text = text_of(&passage, 1, &arena);
    struct findings findings = judge(&text, told, 1, &arena);
    const struct finding *finding = find(&findings, "number_handwritten");

    (void)state;
    assert_str(value_of(&findings, "code"), "");
    assert_non_null(finding);
    assert_int_equal(finding->page_no, 1);
    assert_true(str_ends(finding->message, STR("KH-UBND")));
    /* it is on the page: not missing */
    assert_str(findings.missing, "national_motto place_date title basis signer");
    arena_drop(&arena);
}

static void a_number_by_hand_is_for_review_unless_it_is_very_sure(void **state)
{
    static const struct {
        float conf;
        enum severity severity;
    } cases[] = {{0.6F, SEVERITY_WARNING},
                 {REVIEW_CONF - 0.005F, SEVERITY_WARNING},
                 {REVIEW_CONF + 0.005F, SEVERITY_INFO}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passage = {
            .kind = ZONE_NUMBER, .text = "Số: 37/KH-UBND", .hand = HAND_WRITTEN};
        struct told told = {TABLE_DOCUMENTS, 0, 0, cases[i].conf, "code=37/KH-UBND"};
        struct text text = text_of(&passage, 1, &arena);
        struct findings findings = judge(&text, &told, 1, &arena);
        const struct finding *finding = find(&findings, "number_handwritten");

        assert_str(value_of(&findings, "code"), "37/KH-UBND");
        assert_non_null(finding);
        assert_int_equal(finding->severity, cases[i].severity);
        assert_true(str_find(finding->message, STR("37/KH-UBND"), 0) <
                    finding->message.len);
        assert_null(find(&findings, "low_confidence"));
        arena_drop(&arena);
    }
}

static void a_number_by_hand_is_surer_when_the_files_name_has_it(void **state)
{
    static const struct {
        const char *name;
        bool surer, told;
    } cases[] = {
        {"", false, false},
        {"KH 37 trong cay 2026.pdf", true, true},
        {"KH-037-2026.pdf", true, true},
        {"KH 31 trong cay.pdf", false, true},
        {"2026.pdf", false, false},
        {"0370000.pdf", false, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passage = {
            .kind = ZONE_NUMBER, .text = "Số: 37/KH-UBND", .hand = HAND_WRITTEN};
        struct told told = {TABLE_DOCUMENTS, 0, 0, 0.8F, "code=37/KH-UBND"};
        struct text text = text_of(&passage, 1, &arena);
        struct findings findings;
        const struct finding *finding;

        text.file_name = str_from_c(cases[i].name);
        findings = judge(&text, &told, 1, &arena);
        finding = find(&findings, "number_handwritten");
        assert_non_null(finding);
        if ((findings.conf[table_column(TABLE_DOCUMENTS, STR("code"))] > 0.85F) !=
            cases[i].surer) {
            fail_msg("%s: as sure as %s", cases[i].name, finding->message.ptr);
        }
        assert_int_equal(str_find(finding->message, STR("file's name"), 0) <
                             finding->message.len,
                         cases[i].told);
        arena_drop(&arena);
    }
}

static void a_number_that_was_never_written_is_blank_and_missing(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passage = {.kind = ZONE_NUMBER, .text = "Số:      /KH-UBND"};
    struct told told = {TABLE_DOCUMENTS, 0, 0, 0, "type=Kế hoạch"};
    struct text text = text_of(&passage, 1, &arena);
    struct findings findings = judge(&text, &told, 1, &arena);

    (void)state;
    assert_non_null(find(&findings, "number_blank"));
    assert_null(find(&findings, "number_handwritten"));
    assert_str(findings.missing, "national_motto number place_date title basis signer");
    arena_drop(&arena);
}

static void a_printed_number_is_not_called_handwritten(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passage = {.kind = ZONE_NUMBER, .text = "Số: 37/KH-UBND"};
    struct told told = {TABLE_DOCUMENTS, 0, 0, 0, "code=37/KH-UBND"};
    struct text text = text_of(&passage, 1, &arena);
    struct findings findings = judge(&text, &told, 1, &arena);

    (void)state;
    assert_str(value_of(&findings, "code"), "37/KH-UBND");
    assert_null(find(&findings, "number_handwritten"));
    assert_null(find(&findings, "number_blank"));
    arena_drop(&arena);
}

static void a_date_by_hand_is_told(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passage = {.kind = ZONE_PLACE_DATE,
                                 .text = "Bình Lạc, ngày 7 tháng 03 năm 2026",
                                 .hand = HAND_WRITTEN};
    struct told told = {TABLE_DOCUMENTS, 0, 0, 0, "date=2026-03-07"};
    struct text text = text_of(&passage, 1, &arena);
    struct findings findings = judge(&text, &told, 1, &arena);

    (void)state;
    assert_non_null(find(&findings, "date_handwritten"));
    arena_drop(&arena);
}

static void the_issuers_own_block_signs_and_the_others_are_told(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passages[] = {
        {.kind = ZONE_SIGNING, .text = "CHỦ TỊCH HỘI NÔNG DÂN"},
        {.kind = ZONE_SIGNER, .text = "Phùng Thị Giả"},
        {.kind = ZONE_SIGNING, .text = "CHỦ TỊCH"},
        {.kind = ZONE_SIGNER, .text = "Tống Văn Mẫu"},
    };
    struct told told[] = {{TABLE_DOCUMENTS, 1, 0, 0, "signer=Phùng Thị Giả"},
                          {TABLE_DOCUMENTS, 3, 0, 0, "signer=Tống Văn Mẫu"}};
    struct text text = text_of(passages, 4, &arena);
    const struct finding *finding;
    struct findings findings;

    (void)state;
    text.passages[0].block = 1;
    text.passages[1].block = 1;
    findings = judge(&text, told, 2, &arena);
    finding = find(&findings, "several_signers");
    assert_str(value_of(&findings, "signer"), "Tống Văn Mẫu");
    assert_non_null(finding);
    assert_str(finding->message,
               "another signature block: CHỦ TỊCH HỘI NÔNG DÂN, Phùng Thị Giả");
    arena_drop(&arena);
}

static void a_name_that_cannot_be_read_is_told_not_missing(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passages[] = {{.kind = ZONE_SIGNING, .text = "CHỦ TỊCH"},
                                    {.kind = ZONE_SIGNER, .text = "T0ng V..u"}};
    struct told told = {TABLE_DOCUMENTS, 0, 0, 0, "type=Kế hoạch"};
    struct text text = text_of(passages, 2, &arena);
    struct findings findings = judge(&text, &told, 1, &arena);

    (void)state;
    assert_non_null(find(&findings, "signer_unread"));
    assert_str(findings.missing, "national_motto number place_date title basis");
    arena_drop(&arena);
}

static void a_deputy_who_lost_his_first_word_gets_it_back_for_review(void **state)
{
    static const struct {
        const char *says, *mode, *title, *want;
        bool told;
    } cases[] = {
        {"the same office twice", "signing_mode=TM. BAN KT. TRƯỞNG BAN",
         "signer_title=TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", true},
        {"the deputy as printed", "signing_mode=KT. TRƯỞNG BAN",
         "signer_title=PHÓ TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", false},
        {"two offices stacked", "signing_mode=CHỦ TỊCH", "signer_title=CHỦ TỊCH",
         "PHÓ CHỦ TỊCH", true},
        {"the first letter lost too", "signing_mode=KT. GIÁM ĐỐC",
         "signer_title=IÁM ĐỐC", "PHÓ GIÁM ĐỐC", true},
        {"strokes of a seal before it", "signing_mode=KT. GIÁM ĐỐC",
         "signer_title=/ZPHỒGIÁM ĐỐC", "PHÓ GIÁM ĐỐC", true},
        {"half a word between", "signing_mode=CHỦ TỊCH",
         "signer_title=PHO CHU CHỦ TỊCH", "PHÓ CHỦ TỊCH", true},
        {"not read at all", "signing_mode=KT. TRƯỞNG BAN", "signer=Tống Văn Mẫu",
         "PHÓ TRƯỞNG BAN", true},
        {"another deputy", "signing_mode=KT. GIÁM ĐỐC",
         "signer_title=PHÓ TỔNG GIÁM ĐỐC", "PHÓ TỔNG GIÁM ĐỐC", false},
        {"the first of the deputies", "signing_mode=KT. CHỦ TỊCH",
         "signer_title=PHÓ CHỦ TỊCH THƯỜNG TRỰC", "PHÓ CHỦ TỊCH THƯỜNG TRỰC", false},
        {"an office of its own", "signing_mode=KT. CHỦ TỊCH",
         "signer_title=ỦY VIÊN THƯỜNG TRỰC", "ỦY VIÊN THƯỜNG TRỰC", false},
        {"without KT.", "signing_mode=TM. BAN CHỈ ĐẠO", "signer_title=TRƯỞNG BAN",
         "TRƯỞNG BAN", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passage = {.kind = ZONE_SIGNING, .text = "TRƯỞNG BAN"};
        struct told told[] = {{TABLE_DOCUMENTS, 0, 0, 0, cases[i].mode},
                              {TABLE_DOCUMENTS, 0, 0, 0, cases[i].title}};
        struct text text = text_of(&passage, 1, &arena);
        struct findings findings = judge(&text, told, 2, &arena);

        assert_str(value_of(&findings, "signer_title"), cases[i].want);
        if ((find(&findings, "deputy_restored") != NULL) != cases[i].told) {
            fail_msg("%s: told or not told wrongly", cases[i].says);
        }
        arena_drop(&arena);
    }
}

static void a_code_with_the_symbol_of_another_type_contradicts(void **state)
{
    static const struct {
        const char *says, *type, *code;
        bool told;
    } cases[] = {
        {"a plan with a plan's symbol", "type=Kế hoạch", "code=31/KH-SNV", false},
        {"of the Party", "type=Kế hoạch", "code=85-KH/HU", false},
        {"with a year", "type=Kế hoạch", "code=12/2026/KH-UBND", false},
        {"a plan with a decision's symbol", "type=Kế hoạch", "code=31/QĐ-UBND", true},
        {"the Party's form", "type=Kế hoạch", "code=85-QĐ/HU", true},
        {"a letter has no type's symbol", "type=Công văn", "code=15/UBND-NC", false},
        {"no code", "type=Kế hoạch", "code=", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passage = {.kind = ZONE_NUMBER, .text = "Số 1"};
        struct told told[] = {{TABLE_DOCUMENTS, 0, 0, 0, cases[i].type},
                              {TABLE_DOCUMENTS, 0, 0, 0, cases[i].code}};
        struct text text = text_of(&passage, 1, &arena);
        struct findings findings = judge(&text, told, 2, &arena);

        if ((find(&findings, "type_code_mismatch") != NULL) != cases[i].told) {
            fail_msg("%s: %s", cases[i].says, cases[i].told ? "not told" : "told");
        }
        arena_drop(&arena);
    }
}

static void a_cited_date_after_the_documents_own_is_told(void **state)
{
    static const struct {
        const char *cited;
        bool told;
    } cases[] = {{"date=2026-03-03", true},
                 {"date=2026-03-02", false},
                 {"date=2025-12-31", false},
                 {"date=2027", false}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passage = {.kind = ZONE_BODY, .text = "Căn cứ"};
        struct told told[] = {{TABLE_DOCUMENTS, 0, 0, 0, "date=2026-03-02"},
                              {TABLE_REFERENCES, 0, 0, 0, cases[i].cited}};
        struct text text = text_of(&passage, 1, &arena);
        struct findings findings = judge(&text, told, 2, &arena);

        if ((find(&findings, "date_order") != NULL) != cases[i].told) {
            fail_msg("%s", cases[i].cited);
        }
        arena_drop(&arena);
    }
}

/* Citations of "type|code|date", one each in a document of its own. */
static struct findings judge_citations(const char *const *cited, size_t len,
                                       struct arena *arena)
{
    struct rule_troubles none = {0};
    struct rules rules = rules_make(arena);
    struct field *list = ARENA_ARRAY(arena, struct field, len + 1);
    struct fields fields = {list, len, len};
    struct passage_of passage = {.kind = ZONE_BODY, .text = "Căn cứ"};
    struct text *text = ARENA_ARRAY(arena, struct text, 1);
    static const char *const columns[] = {"type", "code", "date"};

    *text = text_of(&passage, 1, arena);
    for (size_t i = 0; i < len; i++) {
        struct str rest = str_from_c(cited[i]);

        list[i] = (struct field){
            .table = TABLE_REFERENCES, .rule = &rules.at[0], .conf = 0.95F};
        list[i].origin = text_origin(text, 0, text->utf8.len);
        for (size_t k = 0; k < 3; k++) {
            list[i].value[table_column(TABLE_REFERENCES, str_from_c(columns[k]))] =
                str_cut(&rest, '|');
        }
    }
    return findings_from_fields(text, &fields, &none, &rules, arena);
}

static size_t count(const struct findings *findings, const char *check)
{
    size_t found = 0;

    for (size_t i = 0; i < findings->len; i++) {
        found += strcmp(findings->at[i].check, check) == 0;
    }
    return found;
}

static void a_citation_that_contradicts_itself_or_another_is_told_once(void **state)
{
    static const struct {
        const char *says, *cited[3];
        size_t types, dates;
    } cases[] = {
        {"agrees", {"Kế hoạch|31/KH-SNV|2026-01-02"}, 0, 0},
        {"type against symbol", {"Kế hoạch|31/QĐ-SNV|2026-01-02"}, 1, 0},
        {"the same again", {"Kế hoạch|31/QĐ-SNV|", "Kế hoạch|31/QĐ-SNV|"}, 1, 0},
        {"a symbol of no type", {"Kế hoạch|15/UBND-NC|"}, 0, 0},
        {"a type without symbol", {"Văn bản|15/QĐ-SNV|"}, 0, 0},
        {"a kind of a decision", {"Quyết định liên tịch|15/QĐ-SNV|"}, 0, 0},
        {"a kind of a decision, as a plan", {"Quyết định liên tịch|15/KH-SNV|"}, 1, 0},
        {"two dates",
         {"Kế hoạch|31/KH-SNV|2026-01-02", "Kế hoạch|31/KH-SNV|2026-01-12"},
         0,
         1},
        {"two dates, one again",
         {"Kế hoạch|31/KH-SNV|2026-01-02", "Kế hoạch|31/KH-SNV|2026-01-12",
          "Kế hoạch|31/KH-SNV|2026-01-12"},
         0,
         1},
        {"later without its date",
         {"Kế hoạch|31/KH-SNV|2026-01-02", "Kế hoạch|31/KH-SNV|"},
         0,
         0},
        {"later with its year",
         {"Kế hoạch|31/KH-SNV|2026-01-02", "Kế hoạch|31/KH-SNV|2026"},
         0,
         0},
        {"another document",
         {"Kế hoạch|31/KH-SNV|2026-01-02", "Kế hoạch|31/KH-SYT|2026-01-12"},
         0,
         0},
        {"none with a code", {"Luật||2019-01-02", "Luật||2024-01-12"}, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        size_t len = 0;
        struct findings findings;

        while (len < 3 && cases[i].cited[len]) {
            len++;
        }
        findings = judge_citations(cases[i].cited, len, &arena);
        if (count(&findings, "cited_type_mismatch") != cases[i].types ||
            count(&findings, "cited_dates_differ") != cases[i].dates) {
            fail_msg("%s", cases[i].says);
        }
        arena_drop(&arena);
    }
}

static bool is_told_unreadable(const struct findings *findings, const char *part,
                               struct arena *arena)
{
    for (size_t i = 0; i < findings->len; i++) {
        if (strcmp(findings->at[i].check, "part_unreadable") == 0 &&
            str_ends(findings->at[i].message, str_printf(arena, ": %s", part))) {
            return true;
        }
    }
    return false;
}

#define NOISY_PARAGRAPH "Đ€ tr!ên kh@i c0 hi3u qu@ Ngh! d!nh nay"

static const struct {
    const char *says;
    struct passage_of passages[2];
    const char *part;
    bool told;
} unread_cases[] = {
    {"digits without a code",
     {{.kind = ZONE_NUMBER, .text = "Số: 3? KH"}},
     "number",
     true},
    {"no digit", {{.kind = ZONE_NUMBER, .text = "Số:     /KH-UBND"}}, "number", false},
    {"no line", {{.kind = ZONE_TYPE, .text = "KẾ HOẠCH"}}, "number", false},
    {"a title of noise",
     {{.kind = ZONE_TITLE, .text = "Tr~ng c@y", .conf_pct = 20}},
     "title",
     true},
    {"a title of words that no rule took",
     {{.kind = ZONE_TITLE, .text = "Trồng cây"}},
     "title",
     false},
    {"a paragraph of noise",
     {{.kind = ZONE_BODY, .text = NOISY_PARAGRAPH, .conf_pct = 20},
      {.kind = ZONE_HEADING, .text = "I. MỤC ĐÍCH"}},
     "basis",
     true},
    {"a scrap of noise",
     {{.kind = ZONE_BODY, .text = "; _ ~", .conf_pct = 20},
      {.kind = ZONE_HEADING, .text = "I. MỤC ĐÍCH"}},
     "basis",
     false},
    {"a paragraph of words",
     {{.kind = ZONE_BODY, .text = NOISY_PARAGRAPH},
      {.kind = ZONE_HEADING, .text = "I. MỤC ĐÍCH"}},
     "basis",
     false},
    {"noise below the first heading",
     {{.kind = ZONE_HEADING, .text = "I. MỤC ĐÍCH"},
      {.kind = ZONE_BODY, .text = NOISY_PARAGRAPH, .conf_pct = 20}},
     "basis",
     false},
};

static void a_part_is_unreadable_where_something_stands_unread(void **state)
{
    for (size_t i = 0; i < sizeof unread_cases / sizeof *unread_cases; i++) {
        struct arena *arena = *state;
        struct told told = {TABLE_DOCUMENTS, 0, 0, 0, "type=Kế hoạch"};
        size_t len = unread_cases[i].passages[1].text ? 2 : 1;
        struct text text = text_of(unread_cases[i].passages, len, arena);
        struct findings findings = judge(&text, &told, 1, arena);
        struct str part = str_from_c(unread_cases[i].part);
        bool is_missing = str_find(findings.missing, part, 0) < findings.missing.len;

        if (is_told_unreadable(&findings, unread_cases[i].part, arena) !=
                unread_cases[i].told ||
            is_missing == unread_cases[i].told) {
            fail_msg("%s: missing '%.*s'", unread_cases[i].says,
                     STR_ARG(findings.missing));
        }
        assert_true(findings.review);
    }
}

static void what_may_stand_on_a_lost_page_is_not_missing(void **state)
{
    static const struct {
        const char *says;
        int first_page;
        bool lost;
        const char *missing;
    } cases[] = {
        {"none", 1, false, "national_motto number place_date title basis signer"},
        {"a later one", 1, true, "national_motto number place_date title"},
        {"the first", 2, true, ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = *state;
        struct passage_of passage = {.kind = ZONE_TYPE, .text = "KẾ HOẠCH"};
        struct told told = {TABLE_DOCUMENTS, 0, 0, 0, "type=Kế hoạch"};
        struct text text = text_of(&passage, 1, arena);
        struct leaf leaf = text.leaves[0];
        struct findings findings;

        leaf.words.sheet.page_no = cases[i].first_page;
        text.leaves = &leaf;
        text.has_unread_pages = cases[i].lost;
        findings = judge(&text, &told, 1, arena);
        if (!str_eq(findings.missing, str_from_c(cases[i].missing))) {
            fail_msg("%s: missing '%.*s'", cases[i].says, STR_ARG(findings.missing));
        }
    }
}

static void ink_where_the_agency_stands_makes_the_left_cell_unreadable(void **state)
{
    static const struct {
        const char *says;
        struct box_px stroke;
        bool has_issuer, told;
    } cases[] = {
        {"the line below its name", {600, 310, 900, 316}, false, true},
        {"the line below the motto", {1500, 310, 2000, 316}, false, false},
        {"far below", {600, 900, 900, 906}, false, false},
        {"the agency was found", {600, 310, 900, 316}, true, false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = *state;
        struct passage_of passage = {.kind = ZONE_MOTTO, .text = "CỘNG HÒA"};
        struct told told = {TABLE_DOCUMENTS, 0, 0, 0, "type=Kế hoạch"};
        struct text text = text_of(&passage, 1, arena);
        struct leaf leaf = text.leaves[0];
        struct box_px stroke = cases[i].stroke;
        struct zone zones[] = {
            {.kind = ZONE_MOTTO, .box = {1233, 124, 2346, 251}},
            {.kind = ZONE_ISSUER, .box = {500, 124, 1100, 251}},
        };
        struct findings findings;

        leaf.words.strokes = &stroke;
        leaf.words.strokes_len = 1;
        leaf.zones.at = zones;
        leaf.zones.len = cases[i].has_issuer ? 2 : 1;
        text.leaves = &leaf;
        findings = judge(&text, &told, 1, arena);
        if (is_told_unreadable(&findings, "number", arena) != cases[i].told) {
            fail_msg("%s", cases[i].says);
        }
    }
}

static void a_symbol_in_the_wrong_order_is_mended_for_review(void **state)
{
    static const struct {
        const char *says, *code, *want;
        bool told;
    } cases[] = {
        {"swapped", "code=46/HK-SNV", "46/KH-SNV", true},
        {"swapped, of the Party", "code=46-HK/ĐU", "46-KH/ĐU", true},
        {"right", "code=46/KH-SNV", "46/KH-SNV", false},
        {"of another type", "code=46/QĐ-SNV", "46/QĐ-SNV", false},
        {"of none", "code=46/SNV-TĐ", "46/SNV-TĐ", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passage = {.kind = ZONE_NUMBER, .text = "Số: 46/KH-SNV"};
        struct told told[] = {{TABLE_DOCUMENTS, 0, 0, 0, cases[i].code},
                              {TABLE_DOCUMENTS, 0, 0, 0, "type=Kế hoạch"}};
        struct text text = text_of(&passage, 1, &arena);
        struct findings findings = judge(&text, told, 2, &arena);

        assert_str(value_of(&findings, "code"), cases[i].want);
        if ((find(&findings, "symbol_mended") != NULL) != cases[i].told) {
            fail_msg("%s: told or not told wrongly", cases[i].says);
        }
        arena_drop(&arena);
    }
}

static void a_required_value_that_is_not_sure_is_for_review(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passage = {.kind = ZONE_TITLE, .text = "Trồng cây"};
    float conf = 0.5F;
    struct told told[] = {{TABLE_DOCUMENTS, 0, 0, conf, "title=Trồng cây"}};
    struct str want =
        str_printf(&arena, "title 'Trồng cây' is sure to %.0f %% only",
                   (double)confidence_calibrated(conf, HAND_PRINTED) * 100);
    struct text text = text_of(&passage, 1, &arena);
    struct findings findings = judge(&text, told, 1, &arena);
    const struct finding *finding = find(&findings, "low_confidence");

    (void)state;
    assert_non_null(finding);
    assert_true(str_eq(finding->message, want));
    assert_str(findings.missing, "");
    assert_true(findings.review);
    arena_drop(&arena);
}

static void a_rule_that_gave_up_is_told(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passage = {.kind = ZONE_BODY, .text = "a"};
    struct text text = text_of(&passage, 1, &arena);
    struct fields none = {0};
    struct rules rules = rules_make(&arena);
    struct rule_trouble trouble = {&rules.at[1], 1, STR_INIT("match limit")};
    struct rule_troubles troubles = {&trouble, 1, 1};
    struct findings findings =
        findings_from_fields(&text, &none, &troubles, &rules, &arena);
    const struct finding *finding = find(&findings, "rule_limit");

    (void)state;
    assert_non_null(finding);
    assert_str(finding->message, "rule second gave up: match limit");
    arena_drop(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_plan_has_nothing_to_look_at),
        cmocka_unit_test(a_number_or_a_day_that_nobody_looked_at_is_not_sure),
        cmocka_unit_test(what_the_type_requires_and_is_not_there_is_missing),
        cmocka_unit_test(the_place_alone_is_a_place_and_date),
        cmocka_unit_test(of_two_values_the_rule_that_goes_first_wins_then_the_surer),
        cmocka_unit_test(a_number_by_hand_that_was_not_read_is_told_not_missing),
        cmocka_unit_test(a_number_by_hand_is_for_review_unless_it_is_very_sure),
        cmocka_unit_test(a_number_by_hand_is_surer_when_the_files_name_has_it),
        cmocka_unit_test(a_number_that_was_never_written_is_blank_and_missing),
        cmocka_unit_test(a_printed_number_is_not_called_handwritten),
        cmocka_unit_test(a_date_by_hand_is_told),
        cmocka_unit_test(the_issuers_own_block_signs_and_the_others_are_told),
        cmocka_unit_test(a_name_that_cannot_be_read_is_told_not_missing),
        cmocka_unit_test(a_deputy_who_lost_his_first_word_gets_it_back_for_review),
        cmocka_unit_test(a_code_with_the_symbol_of_another_type_contradicts),
        cmocka_unit_test(a_cited_date_after_the_documents_own_is_told),
        cmocka_unit_test(a_citation_that_contradicts_itself_or_another_is_told_once),
        ARENA_TEST(a_part_is_unreadable_where_something_stands_unread),
        ARENA_TEST(what_may_stand_on_a_lost_page_is_not_missing),
        ARENA_TEST(ink_where_the_agency_stands_makes_the_left_cell_unreadable),
        cmocka_unit_test(a_symbol_in_the_wrong_order_is_mended_for_review),
        cmocka_unit_test(a_required_value_that_is_not_sure_is_for_review),
        cmocka_unit_test(a_rule_that_gave_up_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
