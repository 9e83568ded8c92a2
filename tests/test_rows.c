/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "row_fill.h"
#include "rows.h"
#include "text_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_cell_is_quoted_only_where_rfc_4180_wants_it(void **state)
{
    static const struct {
        const char *says;
        struct str value;
        bool excel;
        const char *want;
    } cases[] = {
        {"plain text stays", STR_INIT("Kế hoạch"), false, "Kế hoạch\n"},
        {"a comma", STR_INIT("Luật Thi đua, Khen thưởng"), false,
         "\"Luật Thi đua, Khen thưởng\"\n"},
        {"a quote is doubled", STR_INIT("\"Xanh\""), false, "\"\"\"Xanh\"\"\"\n"},
        {"a line end", STR_INIT("a\nb"), false, "\"a\nb\"\n"},
        {"a blank at the end", STR_INIT("a "), false, "\"a \"\n"},
        {"nothing", STR_INIT(""), false, "\n"},
        {"a formula, exact form", STR_INIT("=1+1"), false, "=1+1\n"},
        {"a formula for a spreadsheet", STR_INIT("=1+1"), true, "'=1+1\n"},
        {"plus", STR_INIT("+84"), true, "'+84\n"},
        {"minus", STR_INIT("-1"), true, "'-1\n"},
        {"at", STR_INIT("@SUM(A1)"), true, "'@SUM(A1)\n"},
        {"tab", STR_INIT("\t1"), true, "'\t1\n"},
        {"carriage return", STR_INIT("\r1"), true, "\"'\r1\"\n"},
        {"its own apostrophe is doubled", STR_INIT("'a"), true, "''a\n"},
        {"an equals sign further on", STR_INIT("a=1"), true, "a=1\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct csv_form form = {.excel = cases[i].excel, .lf_only = true};
        char *got = NULL;
        size_t len = 0;
        FILE *to = open_memstream(&got, &len);

        row_write(to, &cases[i].value, 1, &form);
        fclose(to);
        if (strcmp(got, cases[i].want) != 0) {
            fail_msg("%s: got %s", cases[i].says, got);
        }
        free(got);
    }
}

static void the_head_names_the_columns_of_the_contract(void **state)
{
    struct csv_form form = {.excel = true};
    char *got = NULL;
    size_t len = 0;
    FILE *to = open_memstream(&got, &len);

    (void)state;
    row_write_names(to, table_forms[TABLE_FINDINGS].columns,
                    table_forms[TABLE_FINDINGS].columns_len, &form);
    fclose(to);
    assert_string_equal(got, "\xEF\xBB\xBF"
                             "document,source,page,severity,check,message\r\n");
    free(got);
}

/* --- filling --- */

static const struct rule any_rule = {.sure = 1};

/* A field that matched `what` in the text; columns are "name=value", NULL-ended. */
static struct field field_at(const struct text *text, enum table table,
                             const char *what, const char *const *columns)
{
    struct field field = {.table = table, .rule = &any_rule, .conf = 0.9F};

    field.begin = str_find(text->utf8, str_from_c(what), 0);
    field.end = field.begin + strlen(what);
    assert_true(field.begin < text->utf8.len);
    for (size_t i = 0; i < text->passages_len; i++) {
        if (field.begin >= text->passages[i].begin &&
            field.begin < text->passages[i].end) {
            field.passage = i;
        }
    }
    field.origin = text_origin(text, field.begin, field.end);
    for (size_t i = 0; columns[i]; i++) {
        struct str value = str_from_c(columns[i]);
        struct str name = str_cut(&value, '=');

        field.value[table_column(table, name)] = value;
    }
    return field;
}

static struct str column_of(const struct field *field, const char *name)
{
    return field->value[table_column(field->table, str_from_c(name))];
}

static void assert_column(const char *says, const struct field *field, const char *name,
                          const char *want)
{
    struct str got = column_of(field, name);

    if (!str_eq(got, str_from_c(want))) {
        fail_msg("%s: %s is '%.*s', wanted '%s'", says, name, STR_ARG(got), want);
    }
}

static void the_relation_is_told_by_the_governing_words(void **state)
{
    static const struct {
        const char *says, *text, *want;
    } cases[] = {
        {"Căn cứ", "Căn cứ Nghị định số 12/2020/NĐ-CP của Chính phủ;", "basis"},
        {"a paragraph that begins with Căn cứ is basis to its end",
         "Căn cứ Luật Lưu trữ và việc thực hiện 12/2020/NĐ-CP;", "basis"},
        {"behind a dash", "- Căn cứ Nghị định 12/2020/NĐ-CP;", "basis"},
        {"Thực hiện", "Thực hiện Nghị định số 12/2020/NĐ-CP về lưu trữ, xã",
         "implements"},
        {"Triển khai", "Triển khai Nghị định số 12/2020/NĐ-CP", "implements"},
        {"theo", "Báo cáo theo mẫu của Nghị định 12/2020/NĐ-CP", "follows"},
        {"the nearest word governs", "Thực hiện báo cáo theo 12/2020/NĐ-CP", "follows"},
        {"not over a full stop", "Thực hiện nghiêm. Nghị định 12/2020/NĐ-CP quy định",
         "cites"},
        {"not inside another word", "Khi theodolite 12/2020/NĐ-CP", "cites"},
        {"nothing", "Nghị định số 12/2020/NĐ-CP", "cites"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passage = {.kind = ZONE_BODY, .text = cases[i].text};
        struct text text = text_of(&passage, 1, &arena);
        const char *columns[] = {"code=12/2020/NĐ-CP", NULL};
        struct field field =
            field_at(&text, TABLE_REFERENCES, "12/2020/NĐ-CP", columns);
        struct fields fields = {&field, 1, 1};
        struct fields filled = fields_fill(&text, &fields, STR(""), &arena);

        assert_int_equal(filled.len, 1);
        assert_column(cases[i].says, &filled.at[0], "relation", cases[i].want);
        arena_drop(&arena);
    }
}

static void a_document_cited_twice_is_one_row_with_the_date_of_the_later(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passages[] = {
        {.kind = ZONE_BODY, .text = "Căn cứ Kế hoạch số 7/KH-UBND của tỉnh;"},
        {.kind = ZONE_BODY, .text = "Theo Kế hoạch 7/KH-UBND ngày 02/01/2020."},
    };
    struct text text = text_of(passages, 2, &arena);
    struct field list[] = {
        field_at(&text, TABLE_REFERENCES, "số 7/KH-UBND",
                 (const char *[]){"type=Kế hoạch", "code=7/KH-UBND", NULL}),
        field_at(&text, TABLE_REFERENCES, "7/KH-UBND ngày",
                 (const char *[]){"code=7/KH-UBND", "date=2020-01-02", NULL}),
    };
    struct fields fields = {list, 2, 2};
    struct fields filled = fields_fill(&text, &fields, STR(""), &arena);

    (void)state;
    assert_int_equal(filled.len, 1);
    assert_column("the first place", &filled.at[0], "relation", "basis");
    assert_column("the later date", &filled.at[0], "date", "2020-01-02");
    assert_column("what stands there", &filled.at[0], "text", "số 7/KH-UBND");
    arena_drop(&arena);
}

static void a_code_misread_in_one_place_is_the_same_document(void **state)
{
    static const struct {
        const char *says, *code, *date;
        size_t rows;
        const char *want;
    } cases[] = {
        {"a mark lost", "code=7/KH-DU", "date=2020-01-02", 1, "7/KH-ĐU"},
        {"a letter too many", "code=7/KHI-ĐU", "date=2020-01-02", 1, "7/KH-ĐU"},
        {"another number", "code=8/KH-ĐU", "date=2020-01-02", 2, "7/KH-ĐU"},
        {"another day", "code=7/KH-DU", "date=2020-01-03", 2, "7/KH-ĐU"},
        {"another agency", "code=7/KH-UBND", "date=2020-01-02", 2, "7/KH-ĐU"},
        {"no day", "code=7/KH-DU", "date=", 2, "7/KH-ĐU"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passage = {.kind = ZONE_BODY, .text = "một và hai"};
        struct text text = text_of(&passage, 1, &arena);
        struct field list[] = {
            field_at(&text, TABLE_REFERENCES, "một",
                     (const char *[]){cases[i].code, cases[i].date, NULL}),
            field_at(&text, TABLE_REFERENCES, "hai",
                     (const char *[]){"code=7/KH-ĐU", "date=2020-01-02", NULL}),
        };
        struct fields fields = {list, 2, 2};
        struct fields filled;

        list[0].conf = 0.5F;
        filled = fields_fill(&text, &fields, STR(""), &arena);
        if (filled.len != cases[i].rows) {
            fail_msg("%s: %zu rows", cases[i].says, filled.len);
        }
        assert_column(cases[i].says, &filled.at[filled.len - 1], "code", cases[i].want);
        arena_drop(&arena);
    }
}

static void two_types_of_one_code_are_two_documents(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passage = {.kind = ZONE_BODY, .text = "Luật số 7 và Lệnh số 7"};
    struct text text = text_of(&passage, 1, &arena);
    struct field list[] = {
        field_at(&text, TABLE_REFERENCES, "Luật số 7",
                 (const char *[]){"type=Luật", "code=7", NULL}),
        field_at(&text, TABLE_REFERENCES, "Lệnh số 7",
                 (const char *[]){"type=Lệnh", "code=7", NULL}),
    };
    struct fields fields = {list, 2, 2};

    (void)state;
    assert_int_equal(fields_fill(&text, &fields, STR(""), &arena).len, 2);
    arena_drop(&arena);
}

static void the_documents_own_code_is_no_citation(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passage = {.kind = ZONE_BODY,
                                 .text = "Kế hoạch số 31/KH-SNV này"};
    struct text text = text_of(&passage, 1, &arena);
    struct field field = field_at(&text, TABLE_REFERENCES, "31/KH-SNV",
                                  (const char *[]){"code=31/KH-SNV", NULL});
    struct fields fields = {&field, 1, 1};

    (void)state;
    assert_int_equal(fields_fill(&text, &fields, STR("31/KH-SNV"), &arena).len, 0);
    assert_int_equal(fields_fill(&text, &fields, STR("32/KH-SNV"), &arena).len, 1);
    arena_drop(&arena);
}

static void a_name_with_other_marks_is_the_same_campaign(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passage = {.kind = ZONE_BODY,
                                 .text = "phong trào Sạch nhà và phong trào Sach nha"};
    struct text text = text_of(&passage, 1, &arena);
    struct field list[] = {
        field_at(&text, TABLE_CAMPAIGNS, "Sạch nhà",
                 (const char *[]){"kind=emulation", "name=Sạch nhà", NULL}),
        field_at(&text, TABLE_CAMPAIGNS, "Sach nha",
                 (const char *[]){"kind=emulation", "name=Sach nha", NULL}),
    };
    struct fields fields = {list, 2, 2};
    struct fields filled = fields_fill(&text, &fields, STR(""), &arena);

    (void)state;
    assert_int_equal(filled.len, 1);
    assert_column("the first stays", &filled.at[0], "name", "Sạch nhà");
    arena_drop(&arena);
}

static void a_duty_said_twice_is_one_row_and_two_duties_are_two(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passages[] = {
        {.kind = ZONE_BODY, .text = "- Các xã báo cáo trước ngày 15/3."},
        {.kind = ZONE_BODY, .text = "- Các xã báo cáo trước ngày 15/3."},
        {.kind = ZONE_BODY, .text = "b) Trường học gửi danh sách trước ngày 15/3."},
    };
    struct text text = text_of(passages, 3, &arena);
    const char *columns[] = {"kind=before", "due=2026-03-15", NULL};
    struct field list[] = {
        field_at(&text, TABLE_DEADLINES, "trước ngày 15/3", columns),
        field_at(&text, TABLE_DEADLINES, "trước ngày 15/3", columns),
        field_at(&text, TABLE_DEADLINES, "danh sách trước ngày 15/3", columns),
    };
    struct fields fields = {list, 3, 3};
    struct fields filled = fields_fill(&text, &fields, STR(""), &arena);

    (void)state;
    assert_int_equal(filled.len, 2);
    assert_column("without the dash", &filled.at[0], "task",
                  "Các xã báo cáo trước ngày 15/3.");
    assert_column("without the letter", &filled.at[1], "task",
                  "Trường học gửi danh sách trước ngày 15/3.");
    arena_drop(&arena);
}

static void a_recipient_gives_its_note_copies_and_filing(void **state)
{
    static const struct {
        const char *says, *line, *recipient, *note, *copies, *filing;
    } cases[] = {
        {"a note", "- UBND tỉnh (để b/c);", "UBND tỉnh (để b/c)", "để b/c", "", ""},
        {"copies", "- Các phòng (5b);", "Các phòng (5b)", "", "5", ""},
        {"copies with a nought", "Ban chỉ đạo (02b).", "Ban chỉ đạo (02b)", "", "2",
         ""},
        {"both", "- Sở Nội vụ (b/c) (3 bản);", "Sở Nội vụ (b/c) (3 bản)", "b/c", "3",
         ""},
        {"filing", "- Lưu: VT, NV (5b).", "Lưu: VT, NV (5b)", "", "5", "yes"},
        {"a name that begins with Lưu's letters", "- Lưuyến;", "Lưuyến", "", "", ""},
        {"a bracket that is not closed", "- Các xã (để t/h", "Các xã (để t/h", "để t/h",
         "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passage = {.kind = ZONE_RECIPIENT, .text = cases[i].line};
        struct text text = text_of(&passage, 1, &arena);
        struct field field =
            field_at(&text, TABLE_RECIPIENTS, cases[i].line, (const char *[]){NULL});
        struct fields fields = {&field, 1, 1};
        struct fields filled = fields_fill(&text, &fields, STR(""), &arena);

        assert_int_equal(filled.len, 1);
        assert_column(cases[i].says, &filled.at[0], "recipient", cases[i].recipient);
        assert_column(cases[i].says, &filled.at[0], "note", cases[i].note);
        assert_column(cases[i].says, &filled.at[0], "copies", cases[i].copies);
        assert_column(cases[i].says, &filled.at[0], "filing", cases[i].filing);
        arena_drop(&arena);
    }
}

/* --- whole rows --- */

struct sinks {
    FILE *to[TABLE_FILES];
    char *got[TABLE_FILES];
    size_t len[TABLE_FILES];
};

static const struct csv_form plain_form = {.lf_only = true};

static void take_row(void *owner, enum table table, const struct str *cells, size_t len)
{
    struct sinks *sinks = owner;

    row_write(sinks->to[table], cells, len, &plain_form);
}

static void sinks_open(struct sinks *sinks)
{
    for (size_t i = 0; i < TABLE_FILES; i++) {
        sinks->to[i] = open_memstream(&sinks->got[i], &sinks->len[i]);
        assert_non_null(sinks->to[i]);
    }
}

static void sinks_close(struct sinks *sinks)
{
    for (size_t i = 0; i < TABLE_FILES; i++) {
        fclose(sinks->to[i]);
    }
}

static void sinks_drop(struct sinks *sinks)
{
    for (size_t i = 0; i < TABLE_FILES; i++) {
        free(sinks->got[i]);
    }
}

static const struct document_id some_id = {
    .document = STR_INIT("0123456789abcdef"),
    .source = STR_INIT("in/a.tif"),
    .sha256 = STR_INIT("0123"),
    .pages_len = 3,
};

static void a_field_is_told_with_page_place_and_confidence(void **state)
{
    struct arena arena = arena_make(1 << 24);
    struct passage_of passage = {.kind = ZONE_RECIPIENT, .text = "Sở Nội vụ;"};
    struct text text = text_of(&passage, 1, &arena);
    struct field field =
        field_at(&text, TABLE_RECIPIENTS, "Sở Nội vụ;", (const char *[]){NULL});
    struct fields fields = {&field, 1, 1};
    struct findings findings = {.confidence = 0.5F, .missing = STR_INIT("number")};
    struct sinks sinks;

    (void)state;
    sinks_open(&sinks);
    rows_from_fields(&some_id, &text, &fields, &findings,
                     &(struct row_sink){take_row, &sinks, NULL}, &arena);
    sinks_close(&sinks);
    /* 300 dpi: word 0 at 0, word 2 ends at 280; 280 / 300 * 72 = 67.2 */
    assert_string_equal(sinks.got[TABLE_RECIPIENTS],
                        "0123456789abcdef,in/a.tif,1,1,Sở Nội vụ,,,,0.99,0.0,0.0,67.2,"
                        "9.6,\n");
    assert_string_equal(
        sinks.got[TABLE_DOCUMENTS],
        "0123456789abcdef,in/a.tif,0123,3,,,,,,,,,,,,,number,ok,0.50,,,\n");
    assert_string_equal(sinks.got[TABLE_REFERENCES], "");
    assert_string_equal(sinks.got[TABLE_FIELDS], "");
    sinks_drop(&sinks);
    arena_drop(&arena);
}

static void a_header_value_is_told_with_its_place_and_what_else_it_may_be(void **state)
{
    struct text text = {0};
    struct fields fields = {0};
    struct findings findings = {.missing = STR_INIT("")};
    int code = table_column(TABLE_DOCUMENTS, STR("code"));
    int signer = table_column(TABLE_DOCUMENTS, STR("signer"));
    struct arena arena = arena_make(1 << 20);
    struct sinks sinks;

    (void)state;
    findings.value[code] = STR("15/KH-UBND");
    findings.conf[code] = 0.8125F;
    findings.others[code] = STR("16/KH-UBND");
    findings.origin[code] =
        (struct origin){.page_no = 1, .box = {144.5F, 111, 219, 122}};
    findings.required[signer] = true;
    sinks_open(&sinks);
    rows_from_fields(&some_id, &text, &fields, &findings,
                     &(struct row_sink){take_row, &sinks, NULL}, &arena);
    sinks_close(&sinks);
    assert_string_equal(
        sinks.got[TABLE_FIELDS],
        "0123456789abcdef,in/a.tif,1,code,15/KH-UBND,0.81,16/KH-UBND,144.5,111.0,219.0,"
        "122.0,\n"
        "0123456789abcdef,in/a.tif,,signer,,0.00,,,,,,\n");
    sinks_drop(&sinks);
    arena_drop(&arena);
}

static void a_document_that_failed_keeps_its_row_and_says_why(void **state)
{
    struct sinks sinks;

    (void)state;
    sinks_open(&sinks);
    rows_from_failure(&some_id, STATUS_INPUT, STR("damaged at byte 7"), 2,
                      &(struct row_sink){take_row, &sinks, NULL});
    sinks_close(&sinks);
    assert_string_equal(sinks.got[TABLE_DOCUMENTS],
                        "0123456789abcdef,in/a.tif,0123,3,,,,,,,,,,,,,,failed,0.00,"
                        "damaged at byte 7,,\n");
    assert_string_equal(
        sinks.got[TABLE_FINDINGS],
        "0123456789abcdef,in/a.tif,2,error,unreadable,damaged at byte 7\n");
    sinks_drop(&sinks);
}

static void a_full_disk_shows_at_the_stream(void **state)
{
    FILE *full = fopen("/dev/full", "w");
    struct str value = STR("x,");

    (void)state;
    assert_non_null(full);
    setbuf(full, NULL);
    row_write(full, &value, 1, &(struct csv_form){.lf_only = true});
    assert_true(ferror(full));
    fclose(full);
}

/* Cells of one table; `rows` of the first column's cells are set by the test. */
static struct text table_of(const struct passage_of *cells, size_t len, int columns,
                            struct arena *arena)
{
    struct text text = text_of(cells, len, arena);

    for (size_t i = 0; i < len; i++) {
        text.passages[i].row = (int)i / columns;
        text.passages[i].col = (int)i % columns;
        text.passages[i].rows = 1;
    }
    return text;
}

static void a_table_tells_the_work_and_the_office_of_a_period(void **state)
{
    static const struct passage_of cells[] = {
        {ZONE_CELL, "1", "TT", 0, 0, 0},
        {ZONE_CELL, "Tháng 4", "Thời gian thực hiện", 0, 0, 0},
        {ZONE_CELL, "- Tổ chức lễ phát động", "Nội dung công việc", 0, 0, 0},
        {ZONE_CELL, "Phòng Tài chính phối hợp cùng các đơn vị", "Phối hợp", 0, 0, 0},
        {ZONE_CELL, "Văn phòng", "Đơn vị chủ trì", 0, 0, 0},
        {ZONE_CELL, "2", "TT", 0, 0, 0},
        {ZONE_CELL, "", "Thời gian thực hiện", 0, 0, 0},
        {ZONE_CELL, "Sơ kết đợt 1", "Nội dung công việc", 0, 0, 0},
        {ZONE_CELL, "", "Phối hợp", 0, 0, 0},
        {ZONE_CELL, "Ban Thi đua", "Đơn vị chủ trì", 0, 0, 0},
    };
    struct arena arena = arena_make(1 << 24);
    struct text text = table_of(cells, sizeof cells / sizeof *cells, 5, &arena);
    const char *columns[] = {"kind=within", "from=2025-04-01", "due=2025-04-30", NULL};
    struct field field = field_at(&text, TABLE_DEADLINES, "Tháng 4", columns);
    struct fields fields = {&field, 1, 1}, filled;

    (void)state;
    text.passages[1].rows = 2; /* the period spans both rows */
    filled = fields_fill(&text, &fields, STR(""), &arena);
    assert_int_equal(filled.len, 2);
    assert_column("first row", &filled.at[0], "task", "Tổ chức lễ phát động");
    assert_column("first row", &filled.at[0], "actor", "Văn phòng");
    assert_column("first row", &filled.at[0], "text", "Tháng 4");
    assert_column("second row", &filled.at[1], "task", "Sơ kết đợt 1");
    assert_column("second row", &filled.at[1], "actor", "Ban Thi đua");
    arena_drop(&arena);
}

static void a_table_without_known_heads_tells_its_longest_cell(void **state)
{
    static const struct passage_of cells[] = {
        {ZONE_CELL, "Ngày 20/4/2025", "", 0, 0, 0},
        {ZONE_CELL, "Xã", "", 0, 0, 0},
        {ZONE_CELL, "Kiểm tra hồ sơ lưu trữ", "", 0, 0, 0},
    };
    struct arena arena = arena_make(1 << 24);
    struct text text = table_of(cells, 3, 3, &arena);
    const char *columns[] = {"kind=on", "due=2025-04-20", NULL};
    struct field field = field_at(&text, TABLE_DEADLINES, "20/4/2025", columns);
    struct fields fields = {&field, 1, 1}, filled;

    (void)state;
    filled = fields_fill(&text, &fields, STR(""), &arena);
    assert_int_equal(filled.len, 1);
    assert_column("longest", &filled.at[0], "task", "Kiểm tra hồ sơ lưu trữ");
    arena_drop(&arena);
}

static void a_sentence_tells_its_work_and_its_office(void **state)
{
    static const struct {
        const char *says, *under, *text, *task, *actor;
    } cases[] = {
        {"the subject before the verb", "",
         "- Phòng Nội vụ chủ trì, gửi báo cáo trước ngày 20/4.",
         "Phòng Nội vụ chủ trì, gửi báo cáo trước ngày 20/4.", "Phòng Nội vụ"},
        {"a subject of several offices", "",
         "Các thôn, các trường học đăng ký trước ngày 20/4",
         "Các thôn, các trường học đăng ký trước ngày 20/4",
         "Các thôn, các trường học"},
        {"Giao is not part of the office", "",
         "Giao Văn phòng tổng hợp trước ngày 20/4",
         "Giao Văn phòng tổng hợp trước ngày 20/4", "Văn phòng"},
        {"Giáo viên is no Giao", "",
         "Giáo viên chủ nhiệm nộp bản cam kết trước ngày 20/4",
         "Giáo viên chủ nhiệm nộp bản cam kết trước ngày 20/4", "Giáo viên chủ nhiệm"},
        {"a clause has the subject of the first one", "",
         "Công an xã lập danh sách; gửi kết quả trước ngày 20/4.",
         "gửi kết quả trước ngày 20/4.", "Công an xã"},
        {"not that of a sentence before", "",
         "Công an xã lập danh sách. Kết quả có trước ngày 20/4.",
         "Kết quả có trước ngày 20/4.", ""},
        {"but where the sentence begins with its time", "",
         "Công an xã lập danh sách. trước ngày 20/4 gửi kết quả.",
         "trước ngày 20/4 gửi kết quả.", "Công an xã"},
        {"a year ends a sentence", "",
         "Sở Nội vụ gửi báo cáo năm 2024. Hội nghị diễn ra trước ngày 20/4.",
         "Hội nghị diễn ra trước ngày 20/4.", ""},
        {"behind a time", "", "Tháng 4: Văn phòng gửi kết quả trước ngày 20/4",
         "Tháng 4: Văn phòng gửi kết quả trước ngày 20/4", "Văn phòng"},
        {"the heading above", "2. Phòng Nội vụ:", "Gửi kết quả trước ngày 20/4",
         "Gửi kết quả trước ngày 20/4", "Phòng Nội vụ"},
        {"a heading that is a sentence names nobody", "2. Phòng Nội vụ gửi hồ sơ",
         "Kết quả trước ngày 20/4", "Kết quả trước ngày 20/4", ""},
        {"Tổ chức is no Tổ", "III. TỔ CHỨC THỰC HIỆN", "Kết quả trước ngày 20/4",
         "Kết quả trước ngày 20/4", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passage = {.kind = ZONE_BODY, .text = cases[i].text};
        struct text text = text_of(&passage, 1, &arena);
        const char *columns[] = {"kind=before", "due=2025-04-20", NULL};
        struct field field =
            field_at(&text, TABLE_DEADLINES, "trước ngày 20/4", columns);
        struct fields fields = {&field, 1, 1}, filled;

        text.passages[0].under = str_from_c(cases[i].under);
        filled = fields_fill(&text, &fields, STR(""), &arena);
        assert_int_equal(filled.len, 1);
        assert_column(cases[i].says, &filled.at[0], "task", cases[i].task);
        assert_column(cases[i].says, &filled.at[0], "actor", cases[i].actor);
        arena_drop(&arena);
    }
}

static void notes_of_recipients_are_written_as_offices_write_them(void **state)
{
    static const struct {
        const char *read, *recipient, *note;
    } cases[] = {
        {"- UBND tỉnh (đế b/€);", "UBND tỉnh (để b/c)", "để b/c"},
        {"- Các xã (đế th);", "Các xã (để t/h)", "để t/h"},
        {"- Các xã (th/h)", "Các xã (th/h)", "th/h"},
        {"- Phòng Nội vụ (bao cáo)", "Phòng Nội vụ (báo cáo)", "báo cáo"},
        {"- Như trên (TH)", "Như trên (TH)", "TH"},
        {"- Sở (b/e", "Sở (b/c", "b/c"},
        {"- Phòng TH (để biết)", "Phòng TH (để biết)", "để biết"},
        {"- Sở Nội vụ (Hà Lạc) (để b/c)", "Sở Nội vụ (Hà Lạc) (để b/c)", "Hà Lạc"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = arena_make(1 << 24);
        struct passage_of passage = {.kind = ZONE_RECIPIENT, .text = cases[i].read};
        struct text text = text_of(&passage, 1, &arena);
        const char *columns[] = {NULL};
        struct field field = field_at(&text, TABLE_RECIPIENTS, cases[i].read, columns);
        struct fields fields = {&field, 1, 1};
        struct fields filled = fields_fill(&text, &fields, STR(""), &arena);

        assert_int_equal(filled.len, 1);
        assert_column(cases[i].read, &filled.at[0], "recipient", cases[i].recipient);
        assert_column(cases[i].read, &filled.at[0], "note", cases[i].note);
        arena_drop(&arena);
    }
}

static void a_quarter_read_as_two_strokes_may_have_had_three(void **state)
{
    static const struct {
        const char *text;
        bool doubted;
    } cases[] = {
        {"Quý II/2025", true},
        {"trong quý II năm 2025", true},
        {"quý II", true},
        {"Quý III/2025", false},
        {"Quý I/2025", false},
        {"Quý 2/2025", false},
        {"Quý IV/2025", false},
        {"Học kỳ II năm 2025", false},
        {"Quý III, IV/2025", false},
    };
    static const char *const columns[] = {"kind=within", "due=2025-06-30", NULL};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct passage_of passage = {.kind = ZONE_BODY, .text = cases[i].text};
        struct text text = text_of(&passage, 1, *state);
        struct field field = field_at(&text, TABLE_DEADLINES, cases[i].text, columns);
        struct fields fields = {&field, 1, 1};
        struct fields filled = fields_fill(&text, &fields, STR(""), *state);

        assert_int_equal(filled.len, 1);
        if ((filled.at[0].conf < field.conf) != cases[i].doubted) {
            fail_msg("%s: as sure as %f", cases[i].text, (double)filled.at[0].conf);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_is_quoted_only_where_rfc_4180_wants_it),
        cmocka_unit_test(the_head_names_the_columns_of_the_contract),
        cmocka_unit_test(the_relation_is_told_by_the_governing_words),
        cmocka_unit_test(a_document_cited_twice_is_one_row_with_the_date_of_the_later),
        cmocka_unit_test(a_code_misread_in_one_place_is_the_same_document),
        cmocka_unit_test(two_types_of_one_code_are_two_documents),
        cmocka_unit_test(the_documents_own_code_is_no_citation),
        cmocka_unit_test(a_name_with_other_marks_is_the_same_campaign),
        cmocka_unit_test(a_duty_said_twice_is_one_row_and_two_duties_are_two),
        cmocka_unit_test(a_recipient_gives_its_note_copies_and_filing),
        cmocka_unit_test(a_field_is_told_with_page_place_and_confidence),
        cmocka_unit_test(a_header_value_is_told_with_its_place_and_what_else_it_may_be),
        cmocka_unit_test(a_document_that_failed_keeps_its_row_and_says_why),
        cmocka_unit_test(a_full_disk_shows_at_the_stream),
        cmocka_unit_test(a_table_tells_the_work_and_the_office_of_a_period),
        cmocka_unit_test(a_table_without_known_heads_tells_its_longest_cell),
        cmocka_unit_test(a_sentence_tells_its_work_and_its_office),
        cmocka_unit_test(notes_of_recipients_are_written_as_offices_write_them),
        ARENA_TEST(a_quarter_read_as_two_strokes_may_have_had_three),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
