/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people said of values: the log, and the tables with it. */
#include "arena.h"
#include "folder_of.h"
#include "reviewed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

/* --- an archive of one document --- */

struct desk {
    struct arena arena;
    struct str folder;
    struct journal *journal;
    struct review *review;
    int64_t content_id;
    struct err err;
};

static const struct str plan = STR_INIT("0123456789abcdef");

static void must(const struct desk *desk, enum status status)
{
    if (status != STATUS_OK) {
        fail_msg("%s", desk->err.text);
    }
}

struct cell {
    const char *column, *value;
};

static void put_row(struct desk *desk, enum table table, const struct cell *cells)
{
    struct str row[MAX_COLUMNS] = {{0}};

    row[0] = plan;
    for (; cells->column; cells++) {
        row[table_column(table, str_from_c(cells->column))] = str_from_c(cells->value);
    }
    must(desk, journal_put_row(desk->journal, desk->content_id,
                               &(struct journal_row){.table = table, .cells = row},
                               &desk->err));
}

#define ROW(desk, table, ...)                                                          \
    put_row(desk, table, (const struct cell[]){__VA_ARGS__, {NULL, NULL}})

/* Rows of the document from now on. */
static void read_begin(struct desk *desk)
{
    static const struct journal_keys keys = {STR_INIT("aaaa"), STR_INIT("bbbb"),
                                             STR_INIT("bbbb")};
    struct journal_file file = {STR("in/a.pdf"), 10, 20};
    struct journal_part part = {.document = plan, .pages_len = 2};
    struct content content;

    must(desk, journal_begin(desk->journal, &keys, &desk->err));
    must(desk, journal_content(desk->journal, STR("ab12"), &content, &desk->err));
    desk->content_id = content.id;
    must(desk, journal_put_file(desk->journal, &file, content.id, &desk->err));
    must(desk, journal_rows_begin(desk->journal, content.id, &desk->err));
    must(desk, journal_put_part(desk->journal, content.id, &part, &desk->err));
}

static void read_end(struct desk *desk)
{
    must(desk,
         journal_rows_end(desk->journal, desk->content_id, CONTENT_READ, &desk->err));
}

static void read_recipient(struct desk *desk, const char *name, const char *top,
                           const char *bottom)
{
    ROW(desk, TABLE_RECIPIENTS, {"page", "2"}, {"recipient", name}, {"left", "70.0"},
        {"top", top}, {"right", "200.0"}, {"bottom", bottom}, {"confidence", "0.80"});
}

static struct desk desk_open(void)
{
    struct desk desk = {.arena = arena_make(1 << 26)};

    desk.folder = folder_make(&desk.arena);
    must(&desk, journal_open(desk.folder, JOURNAL_WRITE, &desk.journal, &desk.err));
    must(&desk, review_open(desk.folder, REVIEW_WRITE, &desk.review, &desk.err));
    read_begin(&desk);
    ROW(&desk, TABLE_DOCUMENTS, {"code", "75/KH-UBND"}, {"type", "Kế hoạch"},
        {"missing", "signer basis"}, {"status", "review"}, {"confidence", "0.40"});
    read_recipient(&desk, "Sở Nội vụ", "500.0", "512.0");
    read_recipient(&desk, "Lưu: VT", "514.0", "526.0");
    ROW(&desk, TABLE_FIELDS, {"page", "1"}, {"field", "type"}, {"value", "Kế hoạch"},
        {"confidence", "0.99"});
    ROW(&desk, TABLE_FIELDS, {"page", "1"}, {"field", "code"}, {"value", "75/KH-UBND"},
        {"confidence", "0.40"});
    read_end(&desk);
    return desk;
}

static void desk_close(struct desk *desk)
{
    review_close(desk->review);
    journal_close(desk->journal);
    folder_drop(desk->folder);
    arena_drop(&desk->arena);
}

/* --- saying --- */

/* Whether nobody else had spoken of the value. */
static bool say_as(struct desk *desk, const char *who, int64_t seen,
                   struct review_entry entry)
{
    struct review_entry other;

    entry.at = STR("2026-11-21T08:15:00Z");
    entry.who = str_from_c(who);
    entry.document = plan;
    must(desk,
         review_put(desk->review, &entry, seen, &other, &desk->arena, &desk->err));
    if (other.id > 0) {
        assert_string_equal(str_copy(&desk->arena, other.who).ptr, "An");
    }
    return other.id == 0;
}

static void say(struct desk *desk, struct review_entry entry)
{
    assert_true(say_as(desk, "An", INT64_MAX, entry));
}

static void set_code(struct desk *desk, const char *value)
{
    say(desk, (struct review_entry){.action = REVIEW_SET,
                                    .column = STR("code"),
                                    .value = str_from_c(value)});
}

/* The row of that recipient as it stands now. */
static const struct reviewed_row *recipient(struct desk *desk, const char *name)
{
    struct journal_document found;
    struct reviewed_document *document =
        ARENA_NEW(&desk->arena, struct reviewed_document);
    int column = table_column(TABLE_RECIPIENTS, STR("recipient"));

    must(desk, journal_document(desk->journal, plan, &desk->arena, &found, &desk->err));
    must(desk, reviewed_document(desk->journal, desk->review, &found, &desk->arena,
                                 document, &desk->err));
    for (size_t i = 0; i < document->len; i++) {
        const struct reviewed_row *row = &document->at[i];

        if (row->table == TABLE_RECIPIENTS &&
            str_eq(row->cells[column], str_from_c(name))) {
            return row;
        }
    }
    fail_msg("no recipient %s", name);
    return NULL;
}

static void say_of(struct desk *desk, const char *name, enum review_action action,
                   const char *value)
{
    const struct reviewed_row *row = recipient(desk, name);

    say(desk, (struct review_entry){
                  .action = action,
                  .table = TABLE_RECIPIENTS,
                  .row = row->row,
                  .column = action == REVIEW_SET ? STR("recipient") : STR(""),
                  .value = str_from_c(value),
                  .cells = reviewed_pack(TABLE_RECIPIENTS, row->cells, &desk->arena)});
}

/* --- what the tables have then --- */

struct told {
    const char *const *columns;
    struct strbuf text;
};

static void tell_cells(void *owner, enum table table, const struct str *cells,
                       size_t len)
{
    struct told *told = owner;

    (void)len;
    for (const char *const *column = told->columns; *column; column++) {
        strbuf_add(&told->text, cells[table_column(table, str_from_c(*column))]);
        strbuf_add_char(&told->text, column[1] ? '|' : '\n');
    }
}

static void assert_told(struct desk *desk, enum table table, const char *const *columns,
                        const char *want)
{
    struct told told = {columns, {.arena = &desk->arena}};
    const struct row_sink sink = {.take = tell_cells, .owner = &told};

    must(desk,
         reviewed_each_row(desk->journal, desk->review, table, &sink, &desk->err));
    assert_string_equal(str_copy(&desk->arena, strbuf_str(&told.text)).ptr, want);
}

#define COLUMNS(...) ((const char *const[]){__VA_ARGS__, NULL})
static const char *const of_code[] = {"code",      "missing",  "status", "confidence",
                                      "corrected", "reviewed", NULL};
static const char *const of_recipient[] = {"source",     "position",  "recipient",
                                           "confidence", "corrected", NULL};

static void without_a_word_the_tables_are_as_they_were_read(void **state)
{
    struct desk desk = desk_open();

    (void)state;
    assert_told(&desk, TABLE_DOCUMENTS, of_code,
                "75/KH-UBND|signer basis|review|0.40||\n");
    review_close(desk.review);
    desk.review = NULL;
    assert_told(&desk, TABLE_DOCUMENTS, of_code,
                "75/KH-UBND|signer basis|review|0.40||\n");
    desk_close(&desk);
}

static void a_value_that_a_person_set_stands_in_the_tables_with_a_mark(void **state)
{
    struct desk desk = desk_open();

    (void)state;
    set_code(&desk, "15/KH-UBND");
    assert_told(&desk, TABLE_DOCUMENTS, of_code,
                "15/KH-UBND|signer basis|review|0.99|code|\n");
    assert_told(&desk, TABLE_FIELDS,
                COLUMNS("field", "value", "confidence", "corrected"),
                "type|Kế hoạch|0.99|\ncode|15/KH-UBND|1.00|value\n");
    desk_close(&desk);
}

static void an_accepted_value_is_certain_and_no_correction(void **state)
{
    struct desk desk = desk_open();

    (void)state;
    say(&desk, (struct review_entry){.action = REVIEW_ACCEPT,
                                     .column = STR("code"),
                                     .value = STR("75/KH-UBND")});
    assert_told(&desk, TABLE_DOCUMENTS, of_code,
                "75/KH-UBND|signer basis|review|0.99||\n");
    desk_close(&desk);
}

static void a_signer_who_was_typed_is_not_missing(void **state)
{
    struct desk desk = desk_open();

    (void)state;
    say(&desk, (struct review_entry){.action = REVIEW_SET,
                                     .column = STR("signer"),
                                     .value = STR("Trần Thị Mai")});
    assert_told(&desk, TABLE_DOCUMENTS, COLUMNS("missing", "signer", "corrected"),
                "basis|Trần Thị Mai|signer\n");
    assert_told(&desk, TABLE_FIELDS, COLUMNS("source", "field", "value"),
                "in/a.pdf|type|Kế hoạch\nin/a.pdf|code|75/KH-UBND\n"
                "in/a.pdf|signer|Trần Thị Mai\n");
    desk_close(&desk);
}

static void undo_brings_the_word_before_back(void **state)
{
    struct desk desk = desk_open();
    struct review_entry undo = {.action = REVIEW_UNDO, .column = STR("code")};

    (void)state;
    set_code(&desk, "15/KH-UBND");
    set_code(&desk, "16/KH-UBND");
    say(&desk, undo);
    assert_told(&desk, TABLE_DOCUMENTS, COLUMNS("code"), "15/KH-UBND\n");
    say(&desk, undo);
    assert_told(&desk, TABLE_DOCUMENTS, COLUMNS("code"), "75/KH-UBND\n");
    say(&desk, undo);
    assert_told(&desk, TABLE_DOCUMENTS, COLUMNS("code"), "75/KH-UBND\n");
    desk_close(&desk);
}

static void a_document_that_a_person_went_through_needs_no_review(void **state)
{
    struct desk desk = desk_open();

    (void)state;
    say(&desk, (struct review_entry){.action = REVIEW_DONE});
    assert_told(&desk, TABLE_DOCUMENTS, COLUMNS("missing", "status", "reviewed"),
                "signer basis|ok|2026-11-21\n");
    say(&desk, (struct review_entry){.action = REVIEW_NOT_DONE});
    assert_told(&desk, TABLE_DOCUMENTS, COLUMNS("status", "reviewed"), "review|\n");
    desk_close(&desk);
}

static void rows_of_a_list_are_set_removed_and_added(void **state)
{
    struct desk desk = desk_open();
    struct str added[MAX_COLUMNS] = {{0}};

    (void)state;
    say_of(&desk, "Sở Nội vụ", REVIEW_SET, "Sở Tài chính");
    say_of(&desk, "Lưu: VT", REVIEW_REMOVE, "");
    added[table_column(TABLE_RECIPIENTS, STR("recipient"))] = STR("Ban TĐKT");
    say(&desk, (struct review_entry){
                   .action = REVIEW_ADD,
                   .table = TABLE_RECIPIENTS,
                   .row = STR("+1"),
                   .cells = reviewed_pack(TABLE_RECIPIENTS, added, &desk.arena)});
    assert_told(&desk, TABLE_RECIPIENTS, of_recipient,
                "in/a.pdf||Sở Tài chính|1.00|recipient\n"
                "in/a.pdf|1|Ban TĐKT|1.00|row\n");
    desk_close(&desk);
}

/* Other rules read the rows anew: one with other words and a box that is cut shorter,
 * a new one before it. */
static void a_correction_finds_its_row_again_when_other_rules_read_it(void **state)
{
    struct desk desk = desk_open();

    (void)state;
    say_of(&desk, "Lưu: VT", REVIEW_SET, "Lưu: VT, NV");
    read_begin(&desk);
    ROW(&desk, TABLE_DOCUMENTS, {"code", "75/KH-UBND"}, {"status", "review"});
    read_recipient(&desk, "Nơi nhận:", "486.0", "498.0");
    read_recipient(&desk, "Sở Nội vụ", "500.0", "512.0");
    read_recipient(&desk, "Luu VT", "514.0", "523.0");
    read_end(&desk);
    assert_told(&desk, TABLE_RECIPIENTS, of_recipient,
                "in/a.pdf||Nơi nhận:|0.80|\nin/a.pdf||Sở Nội vụ|0.80|\n"
                "in/a.pdf||Lưu: VT, NV|1.00|recipient\n");
    desk_close(&desk);
}

static void a_corrected_row_that_is_not_read_any_more_is_put_back(void **state)
{
    struct desk desk = desk_open();

    (void)state;
    say_of(&desk, "Lưu: VT", REVIEW_SET, "Lưu: VT, NV");
    say_of(&desk, "Sở Nội vụ", REVIEW_REMOVE, "");
    read_begin(&desk);
    ROW(&desk, TABLE_DOCUMENTS, {"code", "75/KH-UBND"}, {"status", "review"});
    read_end(&desk);
    assert_told(&desk, TABLE_RECIPIENTS, COLUMNS("source", "recipient", "corrected"),
                "in/a.pdf|Lưu: VT, NV|row\n");
    desk_close(&desk);
}

/* "Every six months and every year" is two rows at one place. */
static void rows_at_one_place_keep_their_own_words(void **state)
{
    struct desk desk = desk_open();

    (void)state;
    read_begin(&desk);
    ROW(&desk, TABLE_DOCUMENTS, {"code", "75/KH-UBND"});
    read_recipient(&desk, "UBND xã", "500.0", "512.0");
    read_recipient(&desk, "HĐND xã", "500.0", "512.0");
    read_end(&desk);
    say_of(&desk, "HĐND xã", REVIEW_SET, "HĐND huyện");
    read_begin(&desk);
    ROW(&desk, TABLE_DOCUMENTS, {"code", "75/KH-UBND"});
    read_recipient(&desk, "Đảng ủy", "500.0", "512.0");
    read_recipient(&desk, "UBND xã", "500.0", "512.0");
    read_recipient(&desk, "HĐND xã", "500.0", "512.0");
    read_end(&desk);
    assert_told(&desk, TABLE_RECIPIENTS, COLUMNS("recipient"),
                "Đảng ủy\nUBND xã\nHĐND huyện\n");
    desk_close(&desk);
}

static void a_second_person_is_told_of_the_first_one_s_change(void **state)
{
    struct desk desk = desk_open();
    struct review_entry late = {
        .action = REVIEW_SET, .column = STR("code"), .value = STR("18/KH-UBND")};

    (void)state;
    set_code(&desk, "15/KH-UBND");
    assert_false(say_as(&desk, "Bình", 0, late));
    assert_told(&desk, TABLE_DOCUMENTS, COLUMNS("code"), "15/KH-UBND\n");
    late.column = STR("place");
    assert_true(say_as(&desk, "Bình", 0, late));
    late.column = STR("code");
    assert_true(say_as(&desk, "Bình", 1, late));
    assert_told(&desk, TABLE_DOCUMENTS, COLUMNS("code"), "18/KH-UBND\n");
    desk_close(&desk);
}

static void what_is_no_value_is_not_put(void **state)
{
    struct desk desk = desk_open();
    struct review_entry entries[] = {
        {.action = REVIEW_SET, .column = STR("sha256"), .value = STR("x")},
        {.action = REVIEW_SET, .column = STR(""), .value = STR("x")},
        {.action = REVIEW_REMOVE},
        {.action = REVIEW_SET, .table = TABLE_RECIPIENTS, .column = STR("recipient")},
        {.action = REVIEW_SET, .table = TABLE_FIELDS, .column = STR("value")},
    };
    struct review_entry other;
    int64_t last = 0;

    (void)state;
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        entries[i].at = STR("2026-11-21T08:15:00Z");
        entries[i].who = STR("An");
        entries[i].document = plan;
        assert_int_equal(
            review_put(desk.review, &entries[i], 0, &other, &desk.arena, &desk.err),
            STATUS_USAGE);
    }
    must(&desk, review_last(desk.review, &last, &desk.err));
    assert_int_equal(last, 0);
    desk_close(&desk);
}

/* --- the chain --- */

static void tamper(struct desk *desk, const char *sql)
{
    struct str path = str_printf(&desk->arena, "%.*s/review.db", STR_ARG(desk->folder));
    sqlite3 *db = NULL;

    review_close(desk->review);
    assert_int_equal(sqlite3_open(path.ptr, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    must(desk, review_open(desk->folder, REVIEW_WRITE, &desk->review, &desk->err));
}

static void what_was_changed_behind_the_log_s_back_shows(void **state)
{
    static const struct {
        const char *sql;
        int wrong;
    } cases[] = {
        {"SELECT 1", 0},
        {"DROP TRIGGER entry_stays; UPDATE entry SET value='19/KH-UBND' WHERE id=2", 2},
        {"DROP TRIGGER entry_stays; UPDATE entry SET who='Bình' WHERE id=1", 1},
        {"DROP TRIGGER entry_is_kept; DELETE FROM entry WHERE id=2", 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct desk desk = desk_open();
        int64_t wrong = -1, len = -1;
        char head[65];

        set_code(&desk, "15/KH-UBND");
        set_code(&desk, "16/KH-UBND");
        set_code(&desk, "17/KH-UBND");
        tamper(&desk, cases[i].sql);
        must(&desk, review_check(desk.review, &wrong, &len, head, &desk.err));
        assert_int_equal(wrong, cases[i].wrong);
        assert_int_equal(strlen(head), 64);
        desk_close(&desk);
    }
}

static void the_log_takes_no_change_by_accident(void **state)
{
    struct desk desk = desk_open();
    struct str path = str_printf(&desk.arena, "%.*s/review.db", STR_ARG(desk.folder));
    sqlite3 *db = NULL;

    (void)state;
    set_code(&desk, "15/KH-UBND");
    assert_int_equal(sqlite3_open(path.ptr, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "UPDATE entry SET value='x'", NULL, NULL, NULL),
                     SQLITE_CONSTRAINT);
    assert_int_equal(sqlite3_exec(db, "DELETE FROM entry", NULL, NULL, NULL),
                     SQLITE_CONSTRAINT);
    sqlite3_close(db);
    desk_close(&desk);
}

static void logs_of_two_desks_become_one_however_often(void **state)
{
    struct desk desk = desk_open(), other = desk_open();
    int64_t last = 0, wrong = -1, len = 0;
    char head[65];

    (void)state;
    set_code(&desk, "15/KH-UBND");
    set_code(&other, "16/KH-UBND");
    for (int i = 0; i < 2; i++) {
        must(&desk, review_merge(desk.folder, other.folder, &desk.err));
        must(&desk, review_last(desk.review, &last, &desk.err));
        assert_int_equal(last, 2);
    }
    must(&desk, review_check(desk.review, &wrong, &len, head, &desk.err));
    assert_int_equal(wrong, 0);
    assert_told(&desk, TABLE_DOCUMENTS, COLUMNS("code"), "16/KH-UBND\n");
    desk_close(&desk);
    desk_close(&other);
}

static void a_file_that_is_no_log_is_told_and_left_alone(void **state)
{
    struct desk desk = desk_open();
    struct review *review;

    (void)state;
    review_close(desk.review);
    desk.review = NULL;
    folder_write(desk.folder, "review.db",
                 STR("this is no database, but text of a person"), &desk.arena);
    assert_int_equal(review_open(desk.folder, REVIEW_WRITE, &review, &desk.err),
                     STATUS_OUTPUT);
    assert_null(review);
    assert_non_null(strstr(desk.err.text, "review.db"));
    desk_close(&desk);
}

/* --- values as people type them --- */

static void values_take_the_form_of_the_table(void **state)
{
    static const struct {
        enum table table;
        const char *column, *typed, *want; /* NULL: refused */
    } cases[] = {
        {TABLE_DOCUMENTS, "date", "2024-03-08", "2024-03-08"},
        {TABLE_DOCUMENTS, "date", " 8/3/2024 ", "2024-03-08"},
        {TABLE_DOCUMENTS, "date", "08-03-2024", "2024-03-08"},
        {TABLE_DOCUMENTS, "date", "29.2.2024", "2024-02-29"},
        {TABLE_DOCUMENTS, "date", "29/2/2023", NULL},
        {TABLE_DOCUMENTS, "date", "31/4/2024", NULL},
        {TABLE_DOCUMENTS, "date", "2024-3", NULL},
        {TABLE_DOCUMENTS, "date", "8/3/2024x", NULL},
        {TABLE_DOCUMENTS, "date", "", ""},
        {TABLE_DOCUMENTS, "code", "15/KH-\nUBND", "15/KH- UBND"},
        {TABLE_DOCUMENTS, "signer", "Tra\xCC\x82\xCC\x80n Mai", "Trần Mai"},
        {TABLE_DOCUMENTS, "missing", "signer basis", "signer basis"},
        {TABLE_DOCUMENTS, "missing", "signer nothing", NULL},
        {TABLE_DOCUMENTS, "confidence", "1.00", NULL},
        {TABLE_REFERENCES, "relation", "basis", "basis"},
        {TABLE_REFERENCES, "relation", "because", NULL},
        {TABLE_DEADLINES, "recurrence", "P3M", "P3M"},
        {TABLE_DEADLINES, "recurrence", "3 months", NULL},
        {TABLE_DEADLINES, "due", "30/6/2024", "2024-06-30"},
        {TABLE_RECIPIENTS, "copies", "5", "5"},
        {TABLE_RECIPIENTS, "copies", "5b", NULL},
        {TABLE_FINDINGS, "message", "x", NULL},
    };
    struct arena arena = arena_make(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = {0};
        struct str got;
        enum status status =
            reviewed_value(cases[i].table, str_from_c(cases[i].column),
                           str_from_c(cases[i].typed), &arena, &got, &err);

        if (!cases[i].want) {
            assert_int_equal(status, STATUS_USAGE);
            assert_int_not_equal(err.text[0], '\0');
        } else {
            assert_int_equal(status, STATUS_OK);
            assert_string_equal(str_copy(&arena, got).ptr, cases[i].want);
        }
    }
    arena_drop(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_word_the_tables_are_as_they_were_read),
        cmocka_unit_test(a_value_that_a_person_set_stands_in_the_tables_with_a_mark),
        cmocka_unit_test(an_accepted_value_is_certain_and_no_correction),
        cmocka_unit_test(a_signer_who_was_typed_is_not_missing),
        cmocka_unit_test(undo_brings_the_word_before_back),
        cmocka_unit_test(a_document_that_a_person_went_through_needs_no_review),
        cmocka_unit_test(rows_of_a_list_are_set_removed_and_added),
        cmocka_unit_test(a_correction_finds_its_row_again_when_other_rules_read_it),
        cmocka_unit_test(a_corrected_row_that_is_not_read_any_more_is_put_back),
        cmocka_unit_test(rows_at_one_place_keep_their_own_words),
        cmocka_unit_test(a_second_person_is_told_of_the_first_one_s_change),
        cmocka_unit_test(what_is_no_value_is_not_put),
        cmocka_unit_test(what_was_changed_behind_the_log_s_back_shows),
        cmocka_unit_test(the_log_takes_no_change_by_accident),
        cmocka_unit_test(logs_of_two_desks_become_one_however_often),
        cmocka_unit_test(a_file_that_is_no_log_is_told_and_left_alone),
        cmocka_unit_test(values_take_the_form_of_the_table),
    };

    return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
