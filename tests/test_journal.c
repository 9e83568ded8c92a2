/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The journal by itself, with a clock that the test sets. */
#include "arena.h"
#include "folder_of.h"
#include "journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static time_t clock_s = 1700000000; /* NOLINT(*-non-const-global-variables) */

/* The linker puts it in the place of time(); it wants this name. */
/* NOLINTBEGIN(bugprone-reserved-identifier) */
time_t __wrap_time(time_t *out);
time_t __wrap_time(time_t *out)
{
    if (out) {
        *out = clock_s;
    }
    return clock_s;
}
/* NOLINTEND(bugprone-reserved-identifier) */

struct place {
    struct arena arena;
    struct str folder;
    struct journal *journal;
    struct err err;
};

static const struct journal_keys keys = {STR_INIT("aaaa"), STR_INIT("bbbb"),
                                         STR_INIT("bbbb")};

static void must(const struct place *place, enum status status)
{
    if (status != STATUS_OK) {
        fail_msg("%s", place->err.text);
    }
}

static void open_place(struct place *place)
{
    must(place,
         journal_open(place->folder, JOURNAL_WRITE, &place->journal, &place->err));
}

static struct place place_make(void)
{
    struct place place = {.arena = arena_make(1 << 24)};

    place.folder = folder_make(&place.arena);
    open_place(&place);
    return place;
}

static void place_drop(struct place *place)
{
    journal_close(place->journal);
    folder_drop(place->folder);
    arena_drop(&place->arena);
}

/* A file with one row of one document, "CODE". */
static struct content put_document(struct place *place, const char *path,
                                   const char *key, const char *code)
{
    struct journal_file file = {str_from_c(path), 10, 20};
    struct str cells[MAX_COLUMNS] = {{0}};
    struct journal_part part = {.document = STR("0123456789abcdef"), .pages_len = 1};
    struct content content;

    cells[table_column(TABLE_DOCUMENTS, STR("code"))] = str_from_c(code);
    must(place,
         journal_content(place->journal, str_from_c(key), &content, &place->err));
    must(place, journal_put_file(place->journal, &file, content.id, &place->err));
    must(place, journal_rows_begin(place->journal, content.id, &place->err));
    must(place, journal_put_part(place->journal, content.id, &part, &place->err));
    must(place, journal_put_row(
                    place->journal, content.id,
                    &(struct journal_row){.table = TABLE_DOCUMENTS, .cells = cells},
                    &place->err));
    must(place,
         journal_rows_end(place->journal, content.id, CONTENT_READ, &place->err));
    return content;
}

static void join_row(void *owner, enum table table, const struct str *cells, size_t len)
{
    struct strbuf *to = owner;

    (void)len;
    strbuf_add(to, cells[table_column(table, STR("source"))]);
    strbuf_add_char(to, '=');
    strbuf_add(to, cells[table_column(table, STR("code"))]);
    strbuf_add_char(to, ' ');
}

static const char *told(struct place *place)
{
    struct strbuf to = {.arena = &place->arena};
    const struct row_sink sink = {join_row, &to, NULL};

    must(place, journal_each_row(place->journal, TABLE_DOCUMENTS, &sink, &place->err));
    return str_copy(&place->arena, strbuf_str(&to)).ptr;
}

static void rows_come_in_the_order_of_their_paths(void **state)
{
    struct place place = place_make();

    (void)state;
    must(&place, journal_begin(place.journal, &keys, &place.err));
    put_document(&place, "b", "2", "two");
    put_document(&place, "a/z", "1", "one");
    put_document(&place, "a.b", "3", "three");
    assert_string_equal(told(&place), "a.b=three a/z=one b=two ");
    place_drop(&place);
}

/* A run makes the file first and its tables then; who only reads must not wait for a
 * turn to make them, for the run gives none. */
static void a_journal_without_tables_is_none_to_read(void **state)
{
    struct place place = place_make();
    struct str path;
    struct journal *other = NULL;

    (void)state;
    journal_close(place.journal);
    place.journal = NULL;
    path = str_printf(&place.arena, "%.*s/vanthu.db", STR_ARG(place.folder));
    assert_int_equal(truncate(path.ptr, 0), 0);
    assert_int_equal(journal_open(place.folder, JOURNAL_READ, &other, &place.err),
                     STATUS_USAGE);
    assert_null(other);
    place_drop(&place);
}

static void what_is_not_committed_is_not_there_after_a_crash(void **state)
{
    struct place place = place_make();

    (void)state;
    must(&place, journal_begin(place.journal, &keys, &place.err));
    put_document(&place, "a", "1", "one");
    must(&place, journal_commit(place.journal, &place.err));
    put_document(&place, "b", "2", "two");
    journal_close(place.journal); /* as if the process had died */
    open_place(&place);
    assert_string_equal(told(&place), "a=one ");
    place_drop(&place);
}

static void
the_tables_are_those_of_the_last_run_though_the_clock_went_back(void **state)
{
    struct place place = place_make();
    struct journal_counts counts;

    (void)state;
    must(&place, journal_begin(place.journal, &keys, &place.err));
    put_document(&place, "a", "1", "one");
    must(&place, journal_end(place.journal, &place.err));
    clock_s -= 86400L * 365;
    must(&place, journal_begin(place.journal, &keys, &place.err));
    put_document(&place, "b", "2", "two");
    must(&place, journal_end(place.journal, &place.err));
    assert_string_equal(told(&place), "b=two ");
    must(&place, journal_count(place.journal, &counts, &place.err));
    assert_true(counts.begun_s == clock_s && counts.ended_s == clock_s);
    assert_true(counts.files_by[CONTENT_READ] == 1);
    place_drop(&place);
}

static void other_settings_forget_words_and_other_rules_only_rows(void **state)
{
    static const struct journal_keys rules_changed = {
        STR_INIT("aaaa"), STR_INIT("cccc"), STR_INIT("cccc")};
    static const struct journal_keys models_changed = {
        STR_INIT("dddd"), STR_INIT("cccc"), STR_INIT("cccc")};
    struct place place = place_make();
    struct journal_page page = {.page_no = 1, .words = STR("w")};
    struct content content;
    bool has[2] = {false};

    (void)state;
    must(&place, journal_begin(place.journal, &keys, &place.err));
    content = put_document(&place, "a", "1", "one");
    must(&place, journal_put_page(place.journal, content.id, &page, &place.err));
    must(&place, journal_content(place.journal, STR("1"), &content, &place.err));
    assert_int_equal(content.state, CONTENT_READ);
    must(&place, journal_begin(place.journal, &rules_changed, &place.err));
    must(&place, journal_content(place.journal, STR("1"), &content, &place.err));
    assert_int_equal(content.state, CONTENT_RECOGNISED);
    must(&place, journal_begin(place.journal, &models_changed, &place.err));
    must(&place, journal_content(place.journal, STR("1"), &content, &place.err));
    assert_int_equal(content.state, CONTENT_WAITING);
    must(&place, journal_pages_there(place.journal, content.id, has, 1, &place.err));
    assert_false(has[1]);
    place_drop(&place);
}

static void only_one_may_write(void **state)
{
    struct place place = place_make();
    struct journal *second = NULL;
    struct str holder;

    (void)state;
    assert_int_equal(journal_open(place.folder, JOURNAL_WRITE, &second, &place.err),
                     STATUS_OUTPUT);
    assert_null(second);
    assert_non_null(strstr(place.err.text, "another run writes there"));
    holder = journal_holder(place.folder, &place.arena);
    assert_true(str_starts(holder, STR("process ")));
    must(&place, journal_open(place.folder, JOURNAL_READ, &second, &place.err));
    journal_close(second);
    place_drop(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_in_the_order_of_their_paths),
        cmocka_unit_test(a_journal_without_tables_is_none_to_read),
        cmocka_unit_test(what_is_not_committed_is_not_there_after_a_crash),
        cmocka_unit_test(
            the_tables_are_those_of_the_last_run_though_the_clock_went_back),
        cmocka_unit_test(other_settings_forget_words_and_other_rules_only_rows),
        cmocka_unit_test(only_one_may_write),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
