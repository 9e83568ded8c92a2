/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run puts into the journal, and asks of it on the way. */
#include "journal_parts.h"

#include "arena.h"

bool journal_knows(struct journal *journal, const struct journal_file *file,
                   struct arena *arena, struct str *key)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_FILE_KNOWN);

    *key = STR("");
    sql_bind(sql, 1, file->path);
    sqlite3_bind_int64(sql, 2, file->bytes);
    sqlite3_bind_int64(sql, 3, file->changed_ns);
    /* a file that could not be hashed is tried again */
    return journal_one_text(sql, arena, key) && !str_starts(*key, STR("path:"));
}

static enum status add_content(struct journal *journal, struct str key,
                               struct content *out, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_CONTENT_ADD);
    enum status status;

    sql_bind(sql, 1, key);
    sql_bind(sql, 2, journal->keys.recogniser);
    status = journal_do(journal, sql, err);
    *out = (struct content){.id = sqlite3_last_insert_rowid(journal->db)};
    return status;
}

static enum status set_state(struct journal *journal, int64_t content_id,
                             enum content_state state, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_CONTENT_STATE);

    sqlite3_bind_int64(sql, 1, content_id);
    sqlite3_bind_int(sql, 2, (int)state);
    return journal_do(journal, sql, err);
}

static enum status do_with_id(struct journal *journal, sqlite3_stmt *sql,
                              int64_t content_id, struct err *err)
{
    sqlite3_bind_int64(sql, 1, content_id);
    return journal_do(journal, sql, err);
}

/* Everything anew: words were read with other settings. */
static enum status forget(struct journal *journal, int64_t content_id, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_CONTENT_RESET);
    enum status status;

    sqlite3_bind_int64(sql, 1, content_id);
    sql_bind(sql, 2, journal->keys.recogniser);
    status = journal_do(journal, sql, err);
    if (status == STATUS_OK) {
        status =
            do_with_id(journal, journal_sql(journal, SQL_PAGES_DROP), content_id, err);
    }
    return status;
}

/* What has words but not the rows that are asked for now. */
static enum status rows_again(struct journal *journal, struct content *content,
                              struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_PAGES_COUNT);
    int64_t count;
    enum status status;

    sqlite3_bind_int64(sql, 1, content->id);
    status = journal_numbers(journal, sql, &count, 1, err);
    /* a dump of words may hold fewer pages than the scan that it came from */
    content->state = content->stands_for.len > 0 || count >= content->pages_len
                         ? CONTENT_RECOGNISED
                         : CONTENT_WAITING;
    return status == STATUS_OK ? set_state(journal, content->id, content->state, err)
                               : status;
}

enum status journal_content(struct journal *journal, struct str key,
                            struct content *out, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_CONTENT_FIND);
    bool found, words_fit, rows_fit;

    sql_bind(sql, 1, key);
    found = sql && sqlite3_step(sql) == SQLITE_ROW;
    if (!found) {
        return add_content(journal, key, out, err);
    }
    *out = (struct content){.id = sqlite3_column_int64(sql, 0),
                            .state = (enum content_state)sqlite3_column_int(sql, 1),
                            .pages_len = sqlite3_column_int(sql, 2),
                            .stands_for = sql_text(sql, 5)};
    words_fit = str_eq(sql_text(sql, 3), journal->keys.recogniser) &&
                !str_starts(key, STR("path:"));
    rows_fit = str_eq(sql_text(sql, 4), journal->keys.rules) ||
               str_eq(sql_text(sql, 4), journal->keys.rules_of_more);
    if (!words_fit) {
        *out = (struct content){.id = out->id};
        return forget(journal, out->id, err);
    }
    if (out->state == CONTENT_READ && rows_fit) {
        return STATUS_OK;
    }
    return out->state == CONTENT_READ || out->state == CONTENT_RECOGNISED
               ? rows_again(journal, out, err)
               : STATUS_OK;
}

struct str journal_sha256(struct journal *journal, int64_t content_id,
                          struct arena *arena)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_KEY);
    struct str key = STR("");

    sqlite3_bind_int64(sql, 1, content_id);
    (void)journal_one_text(sql, arena, &key);
    return key;
}

enum status journal_put_file(struct journal *journal, const struct journal_file *file,
                             int64_t content_id, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_FILE_PUT);

    sql_bind(sql, 1, file->path);
    sqlite3_bind_int64(sql, 2, content_id);
    sqlite3_bind_int64(sql, 3, file->bytes);
    sqlite3_bind_int64(sql, 4, file->changed_ns);
    sqlite3_bind_int64(sql, 5, journal->run);
    return journal_do(journal, sql, err);
}

enum status journal_put_notice(struct journal *journal, struct str path,
                               const struct finding *finding, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_NOTICE_PUT);

    sql_bind(sql, 1, path);
    sqlite3_bind_int64(sql, 2, journal->run);
    sqlite3_bind_int(sql, 3, (int)finding->severity);
    sql_bind(sql, 4, str_from_c(finding->check));
    sql_bind(sql, 5, finding->message);
    return journal_do(journal, sql, err);
}

static enum status count_one(struct journal *journal, enum statement which,
                             int64_t *out, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, which);

    sqlite3_bind_int64(sql, 1, journal->run);
    return journal_numbers(journal, sql, out, 1, err);
}

enum status journal_changes(struct journal *journal, struct journal_changes *out,
                            struct err *err)
{
    enum status status = count_one(journal, SQL_GONE, &out->gone, err);

    return status == STATUS_OK ? count_one(journal, SQL_RENAMED, &out->renamed, err)
                               : status;
}

enum status journal_put_head(struct journal *journal, int64_t content_id, int pages_len,
                             struct str stands_for, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_CONTENT_HEAD);

    sqlite3_bind_int64(sql, 1, content_id);
    sqlite3_bind_int(sql, 2, pages_len);
    if (stands_for.len > 0) {
        sql_bind(sql, 3, stands_for);
    }
    return journal_do(journal, sql, err);
}

enum status journal_put_page(struct journal *journal, int64_t content_id,
                             const struct journal_page *page, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_PAGE_PUT);

    sqlite3_bind_int64(sql, 1, content_id);
    sqlite3_bind_int(sql, 2, page->page_no);
    sqlite3_bind_int(sql, 3, page->is_lost);
    sql_bind(sql, 4, page->check);
    sql_bind(sql, 5, page->message);
    sqlite3_bind_blob64(sql, 6, page->words.ptr, page->words.len, SQLITE_STATIC);
    return journal_do(journal, sql, err);
}

enum status journal_pages_there(struct journal *journal, int64_t content_id, bool *has,
                                int most, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_PAGE_NUMBERS);
    enum status status = STATUS_OK;

    sqlite3_bind_int64(sql, 1, content_id);
    while (journal_next(journal, sql, &status, err)) {
        int no = sqlite3_column_int(sql, 0);

        if (no >= 1 && no <= most) {
            has[no] = true;
        }
    }
    return status;
}

enum status journal_recognised(struct journal *journal, int64_t content_id,
                               struct err *err)
{
    return set_state(journal, content_id, CONTENT_RECOGNISED, err);
}

enum status journal_each_page(struct journal *journal, int64_t content_id,
                              void (*each)(void *owner,
                                           const struct journal_page *page),
                              void *owner, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_PAGES);
    enum status status = STATUS_OK;

    sqlite3_bind_int64(sql, 1, content_id);
    while (journal_next(journal, sql, &status, err)) {
        struct journal_page page = {.page_no = sqlite3_column_int(sql, 0),
                                    .is_lost = sqlite3_column_int(sql, 1) != 0,
                                    .check = sql_text(sql, 2),
                                    .message = sql_text(sql, 3),
                                    .words = sql_text(sql, 4)};

        each(owner, &page);
    }
    return status;
}

enum status journal_rows_begin(struct journal *journal, int64_t content_id,
                               struct err *err)
{
    enum status status =
        do_with_id(journal, journal_sql(journal, SQL_PARTS_DROP), content_id, err);

    for (int table = 0; table < TABLE_FILES && status == STATUS_OK; table++) {
        status = do_with_id(journal, journal_rows_drop(journal, (enum table)table),
                            content_id, err);
    }
    return status;
}

enum status journal_put_part(struct journal *journal, int64_t content_id,
                             const struct journal_part *part, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_PART_PUT);

    sqlite3_bind_int64(sql, 1, content_id);
    sqlite3_bind_int(sql, 2, part->no);
    sql_bind(sql, 3, part->document);
    sql_bind(sql, 4, part->range);
    sqlite3_bind_int(sql, 5, part->pages_len);
    sqlite3_bind_blob64(sql, 6, part->text.ptr, part->text.len, SQLITE_STATIC);
    return journal_do(journal, sql, err);
}

enum status journal_put_row(struct journal *journal, int64_t content_id,
                            const struct journal_row *row, struct err *err)
{
    sqlite3_stmt *sql = journal_row_put(journal, row->table);
    int at = 4;

    sqlite3_bind_int64(sql, 1, content_id);
    sqlite3_bind_int(sql, 2, row->part_no);
    sqlite3_bind_int64(sql, 3, journal->row_no++);
    for (size_t i = 0; i < table_forms[row->table].columns_len; i++) {
        if (journal_keeps(row->table, i)) {
            sql_bind(sql, at++, row->cells[i]);
        }
    }
    return journal_do(journal, sql, err);
}

enum status journal_rows_end(struct journal *journal, int64_t content_id,
                             enum content_state state, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_ROWS_STATE);

    sqlite3_bind_int64(sql, 1, content_id);
    sqlite3_bind_int(sql, 2, (int)state);
    sql_bind(sql, 3, journal->keys.rules);
    return journal_do(journal, sql, err);
}

enum status journal_doubt(struct journal *journal, int64_t content_id, struct err *err)
{
    return do_with_id(journal, journal_sql(journal, SQL_DOUBT), content_id, err);
}
