/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the desk finds and in which order: the index over the journal and the log. */
#include "arena.h"
#include "desk_index.h"
#include "desk_search.h"
#include "folder_of.h"
#include "wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct archive_of {
    struct arena arena;
    struct str folder;
    struct journal *journal;
    struct review *review;
    struct desk_index *index;
    struct packing packing;
    struct str found[64]; /* of the last question */
    size_t found_len;
    int64_t total;
    struct err err;
};

static void must(const struct archive_of *archive, enum status status)
{
    if (status != STATUS_OK) {
        fail_msg("%s", archive->err.text);
    }
}

/* A document of one header value and a text. */
struct plan {
    const char *document, *path, *status, *confidence, *missing, *text;
};

static void put_cells(struct archive_of *archive, int64_t content, enum table table,
                      const struct str cells[MAX_COLUMNS])
{
    must(archive, journal_put_row(archive->journal, content,
                                  &(struct journal_row){.table = table, .cells = cells},
                                  &archive->err));
}

static void set(struct str *cells, enum table table, const char *column,
                const char *value)
{
    cells[table_column(table, str_from_c(column))] = str_from_c(value);
}

static void put_rows(struct archive_of *archive, int64_t content,
                     const struct plan *plan)
{
    struct str own[MAX_COLUMNS] = {{0}}, field[MAX_COLUMNS] = {{0}},
               duty[MAX_COLUMNS] = {{0}};

    own[0] = field[0] = duty[0] = str_from_c(plan->document);
    set(own, TABLE_DOCUMENTS, "code", "12/KH-UBND");
    set(own, TABLE_DOCUMENTS, "date", "2024-03-01");
    set(own, TABLE_DOCUMENTS, "issuer", "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC");
    set(own, TABLE_DOCUMENTS, "status", plan->status);
    set(own, TABLE_DOCUMENTS, "confidence", plan->confidence);
    set(own, TABLE_DOCUMENTS, "missing", plan->missing);
    put_cells(archive, content, TABLE_DOCUMENTS, own);
    set(field, TABLE_FIELDS, "field", "code");
    set(field, TABLE_FIELDS, "value", "12/KH-UBND");
    set(field, TABLE_FIELDS, "confidence", plan->confidence);
    put_cells(archive, content, TABLE_FIELDS, field);
    set(duty, TABLE_DEADLINES, "due", "2024-06-30");
    set(duty, TABLE_DEADLINES, "task", "báo cáo");
    set(duty, TABLE_DEADLINES, "confidence", "0.99");
    put_cells(archive, content, TABLE_DEADLINES, duty);
}

static void put_plan(struct archive_of *archive, const struct plan *plan)
{
    struct journal_file file = {str_from_c(plan->path), 10, 20};
    struct journal_part part = {.document = str_from_c(plan->document), .pages_len = 1};
    struct content content;

    part.text = pack(&archive->packing, str_from_c(plan->text), &archive->arena);
    must(archive, journal_content(archive->journal, str_from_c(plan->document),
                                  &content, &archive->err));
    must(archive, journal_put_file(archive->journal, &file, content.id, &archive->err));
    must(archive, journal_rows_begin(archive->journal, content.id, &archive->err));
    must(archive, journal_put_part(archive->journal, content.id, &part, &archive->err));
    put_rows(archive, content.id, plan);
    must(archive, journal_rows_end(archive->journal, content.id,
                                   strcmp(plan->status, "failed") == 0 ? CONTENT_FAILED
                                                                       : CONTENT_READ,
                                   &archive->err));
}

static void run_of(struct archive_of *archive, const struct plan *plans, size_t len)
{
    static const struct journal_keys keys = {STR_INIT("aaaa"), STR_INIT("bbbb"),
                                             STR_INIT("bbbb")};

    must(archive, journal_begin(archive->journal, &keys, &archive->err));
    for (size_t i = 0; i < len; i++) {
        put_plan(archive, &plans[i]);
    }
    must(archive, journal_end(archive->journal, &archive->err));
}

static void bring_up_to_date(struct archive_of *archive)
{
    bool more = true;

    while (more) {
        must(archive, index_update(archive->index, archive->journal, archive->review,
                                   &more, &archive->err));
    }
}

/* From the least doubtful to the most. */
static const struct plan plans[] = {
    {"aaaaaaaaaaaaaaaa", "in/a", "ok", "0.99", "", "Kế hoạch phòng chống cháy"},
    {"bbbbbbbbbbbbbbbb", "in/b", "ok", "0.96", "", "Kế hoạch tiêm chủng đợt một"},
    {"cccccccccccccccc", "in/c", "review", "0.90", "", "ke hoach tuyển quân"},
    {"dddddddddddddddd", "in/d", "review", "0.40", "signer basis", "Quyết định"},
    {"eeeeeeeeeeeeeeee", "in/e", "failed", "0.00", "", ""},
};

static struct archive_of archive_make(void)
{
    struct archive_of archive = {.arena = arena_make(1 << 26)};

    archive.folder = folder_make(&archive.arena);
    must(&archive,
         journal_open(archive.folder, JOURNAL_WRITE, &archive.journal, &archive.err));
    must(&archive,
         review_open(archive.folder, REVIEW_WRITE, &archive.review, &archive.err));
    must(&archive, index_open(archive.folder, &archive.index, &archive.err));
    run_of(&archive, plans, sizeof plans / sizeof *plans);
    bring_up_to_date(&archive);
    return archive;
}

static void archive_end(struct archive_of *archive)
{
    index_close(archive->index);
    review_close(archive->review);
    journal_close(archive->journal);
    packing_drop(&archive->packing);
    folder_drop(archive->folder);
    arena_drop(&archive->arena);
}

static void take(void *owner, const struct index_row *row)
{
    struct archive_of *archive = owner;

    assert_true(archive->found_len < 64);
    archive->found[archive->found_len++] = str_copy(&archive->arena, row->document);
}

/* The first letters of the documents that a question finds. */
static const char *asked(struct archive_of *archive, struct index_query query)
{
    char *letters = arena_alloc(&archive->arena, 65, 1);

    archive->found_len = 0;
    query.limit = query.limit > 0 ? query.limit : 50;
    must(archive, index_queue(archive->index, &query, take, archive, &archive->total,
                              &archive->err));
    for (size_t i = 0; i < archive->found_len; i++) {
        letters[i] = archive->found[i].ptr[0];
    }
    return letters;
}

static const char *searched(struct archive_of *archive, const char *words)
{
    return asked(archive,
                 (struct index_query){.order = ORDER_PATH, .words = str_from_c(words)});
}

static void say(struct archive_of *archive, const char *document,
                enum review_action action, const char *column, const char *value)
{
    struct review_entry entry = {.at = STR("2026-11-21T08:15:00Z"),
                                 .who = STR("an"),
                                 .document = str_from_c(document),
                                 .action = action,
                                 .column = str_from_c(column),
                                 .value = str_from_c(value)};
    struct review_entry other;

    must(archive, review_put(archive->review, &entry, 99, &other, &archive->arena,
                             &archive->err));
}

/* --- the queue --- */

static void doubtful_documents_come_first(void **state)
{
    struct archive_of archive = archive_make();

    (void)state;
    assert_string_equal(asked(&archive, (struct index_query){0}), "edcba");
    assert_int_equal(archive.total, 5);
    assert_true(
        str_eq(index_next(archive.index, STR("dddddddddddddddd"), &archive.arena),
               STR("cccccccccccccccc")));
    assert_int_equal(
        index_next(archive.index, STR("aaaaaaaaaaaaaaaa"), &archive.arena).len, 0);
    archive_end(&archive);
}

static void pages_of_the_queue_join(void **state)
{
    struct archive_of archive = archive_make();

    (void)state;
    assert_string_equal(asked(&archive, (struct index_query){.limit = 2}), "ed");
    assert_string_equal(asked(&archive, (struct index_query){.limit = 2, .offset = 2}),
                        "cb");
    assert_string_equal(asked(&archive, (struct index_query){.limit = 2, .offset = 4}),
                        "a");
    assert_int_equal(archive.total, 5);
    archive_end(&archive);
}

static void filters_narrow_it(void **state)
{
    struct archive_of archive = archive_make();

    (void)state;
    assert_string_equal(asked(&archive, (struct index_query){.status = STR("review")}),
                        "dc");
    assert_string_equal(asked(&archive, (struct index_query){.missing = STR("basis")}),
                        "d");
    assert_string_equal(asked(&archive, (struct index_query){.missing = STR("*")}),
                        "d");
    assert_string_equal(asked(&archive, (struct index_query){.missing = STR("bas")}),
                        "");
    assert_string_equal(
        asked(&archive, (struct index_query){.issuer = STR("bình lạc")}), "edcba");
    assert_string_equal(asked(&archive, (struct index_query){.issuer = STR("ha lac")}),
                        "");
    assert_string_equal(asked(&archive, (struct index_query){.month = STR("2024-03")}),
                        "edcba");
    assert_string_equal(asked(&archive, (struct index_query){.month = STR("2024-04")}),
                        "");
    archive_end(&archive);
}

static void what_a_person_went_through_leaves_it(void **state)
{
    struct archive_of archive = archive_make();

    (void)state;
    say(&archive, "dddddddddddddddd", REVIEW_DONE, "", "");
    bring_up_to_date(&archive);
    assert_string_equal(asked(&archive, (struct index_query){0}), "ecba");
    assert_string_equal(asked(&archive, (struct index_query){.reviewed = 1}), "d");
    assert_string_equal(asked(&archive, (struct index_query){.reviewed = -1}), "ecdba");
    say(&archive, "dddddddddddddddd", REVIEW_NOT_DONE, "", "");
    bring_up_to_date(&archive);
    assert_string_equal(asked(&archive, (struct index_query){0}), "edcba");
    archive_end(&archive);
}

static void a_corrected_value_is_found(void **state)
{
    struct archive_of archive = archive_make();

    (void)state;
    say(&archive, "cccccccccccccccc", REVIEW_SET, "code", "88/KH-UBND");
    must(&archive, index_document(archive.index, archive.journal, archive.review,
                                  STR("cccccccccccccccc"), &archive.err));
    assert_string_equal(searched(&archive, "88/KH-UBND"), "c");
    assert_string_equal(searched(&archive, "12/KH-UBND"), "abde");
    archive_end(&archive);
}

/* --- following the journal --- */

static void a_run_is_followed(void **state)
{
    static const struct plan second[] = {
        {"aaaaaaaaaaaaaaaa", "in/moved", "review", "0.10", "", "Thông báo"},
        {"ffffffffffffffff", "in/f", "ok", "0.99", "", "Công văn"},
    };
    struct archive_of archive = archive_make();

    (void)state;
    run_of(&archive, second, 2);
    bring_up_to_date(&archive);
    assert_string_equal(asked(&archive, (struct index_query){.order = ORDER_PATH}),
                        "fa");
    assert_string_equal(asked(&archive, (struct index_query){0}), "af");
    assert_string_equal(searched(&archive, "thông báo"), "a");
    assert_string_equal(searched(&archive, "phòng cháy"), "");
    assert_int_equal(index_left(archive.index), 0);
    archive_end(&archive);
}

static void a_lost_or_damaged_index_is_made_anew(void **state)
{
    struct archive_of archive = archive_make();
    FILE *to;

    (void)state;
    index_close(archive.index);
    to = fopen(str_printf(&archive.arena, "%s/index.db", archive.folder.ptr).ptr, "we");
    assert_non_null(to);
    fputs("no database", to);
    fclose(to);
    must(&archive, index_open(archive.folder, &archive.index, &archive.err));
    bring_up_to_date(&archive);
    assert_string_equal(asked(&archive, (struct index_query){0}), "edcba");
    archive_end(&archive);
}

/* --- search --- */

static void words_without_diacritics_find_all(void **state)
{
    struct archive_of archive = archive_make();

    (void)state;
    assert_string_equal(searched(&archive, "kế hoạch"), "ab");
    assert_string_equal(searched(&archive, "ke hoach"), "abc");
    assert_string_equal(searched(&archive, "KẾ HOẠCH"), "ab");
    assert_string_equal(searched(&archive, "dot mot"), "b");
    assert_string_equal(searched(&archive, "đợt"), "b");
    assert_string_equal(searched(&archive, "dợt"), "");
    assert_string_equal(searched(&archive, "\"hoạch phòng\""), "a");
    assert_string_equal(searched(&archive, "\"phòng hoạch\""), "");
    assert_string_equal(searched(&archive, "phòng hoạch"), "a");
    assert_string_equal(searched(&archive, "hoa"), "");
    archive_end(&archive);
}

static void what_is_typed_is_no_syntax(void **state)
{
    static const char *const typed[] = {
        "a\" OR \"b", "plain : x", "x*", "NEAR(a b)", "\"",    "\"\"\"",
        "(",          "' --",      "-x", "^x",        "a AND",
    };
    struct archive_of archive = archive_make();

    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        (void)searched(&archive, typed[i]); /* does not fail */
    }
    assert_string_equal(searched(&archive, "\"\" ()"), "abcde"); /* asks nothing */
    archive_end(&archive);
}

static void a_snippet_shows_the_hit(void **state)
{
    struct arena arena = arena_make(1 << 22);
    struct str text = STR("Căn cứ Luật;\nỦY BAN xây dựng Kế hoạch tiêm chủng <b>");

    (void)state;
    assert_string_equal(search_snippet(STR("ke hoach"), text, &arena).ptr,
                        "Căn cứ Luật; ỦY BAN xây dựng \1Kế\2 \1hoạch\2 tiêm chủng <b>");
    assert_string_equal(search_snippet(STR("chủng"), text, &arena).ptr,
                        "Căn cứ Luật; ỦY BAN xây dựng Kế hoạch tiêm \1chủng\2 <b>");
    assert_int_equal(search_snippet(STR("chưng"), text, &arena).len, 0);
    assert_int_equal(search_snippet(STR("quân"), text, &arena).len, 0);
    arena_drop(&arena);
}

/* --- numbers --- */

static void add(void *owner, struct str name, const int64_t numbers[3])
{
    struct archive_of *archive = owner;

    archive->found[archive->found_len++] =
        str_printf(&archive->arena, "%.*s %d", STR_ARG(name), (int)numbers[0]);
}

static void the_archive_is_counted(void **state)
{
    struct archive_of archive = archive_make();

    (void)state;
    archive.found_len = 0;
    must(&archive,
         index_counts(archive.index, COUNT_STATUS, add, &archive, &archive.err));
    assert_int_equal(archive.found_len, 3);
    assert_string_equal(archive.found[0].ptr, "failed 1");
    assert_string_equal(archive.found[1].ptr, "ok 2");
    assert_string_equal(archive.found[2].ptr, "review 2");
    archive.found_len = 0;
    must(&archive,
         index_counts(archive.index, COUNT_DUTY_MONTH, add, &archive, &archive.err));
    assert_string_equal(archive.found[0].ptr, "2024-06 5");
    archive_end(&archive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doubtful_documents_come_first),
        cmocka_unit_test(pages_of_the_queue_join),
        cmocka_unit_test(filters_narrow_it),
        cmocka_unit_test(what_a_person_went_through_leaves_it),
        cmocka_unit_test(a_corrected_value_is_found),
        cmocka_unit_test(a_run_is_followed),
        cmocka_unit_test(a_lost_or_damaged_index_is_made_anew),
        cmocka_unit_test(words_without_diacritics_find_all),
        cmocka_unit_test(what_is_typed_is_no_syntax),
        cmocka_unit_test(a_snippet_shows_the_hit),
        cmocka_unit_test(the_archive_is_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
