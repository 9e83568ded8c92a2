/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One document of the last run, by its name. */
#include "journal_parts.h"

#include "arena.h"

#include <stdlib.h>
#include <string.h>

enum { SHA256_HEX = 64 };

/* "#page=3-4": 3. */
static int first_page_of(struct str range)
{
    struct str mark = STR("#page=");
    int page_no = 0;

    for (size_t i = mark.len; str_starts(range, mark) && i < range.len; i++) {
        if (range.ptr[i] < '0' || range.ptr[i] > '9' || page_no > 100000) {
            break;
        }
        page_no = 10 * page_no + (range.ptr[i] - '0');
    }
    return page_no > 0 ? page_no : 1;
}

/* `stands_for` is "SHA256 PATH" of the scan that a dump of words came from. */
static void take_scan(struct journal_document *out, struct str stands_for,
                      struct str path)
{
    out->is_dump = stands_for.len > SHA256_HEX;
    out->scan = out->is_dump ? str_from(stands_for, SHA256_HEX + 1) : path;
    if (out->is_dump) {
        out->sha256 = str_sub(stands_for, 0, SHA256_HEX);
    }
}

enum status journal_document(struct journal *journal, struct str document,
                             struct arena *arena, struct journal_document *out,
                             struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_DOCUMENT), *files;
    enum status status = STATUS_OK;
    struct str stands_for, path = STR("");

    *out = (struct journal_document){.document = str_copy(arena, document)};
    sql_bind(sql, 1, document);
    if (!journal_next(journal, sql, &status, err)) {
        return status != STATUS_OK
                   ? status
                   : err_set(err, STATUS_USAGE, 0, "no document '%.*s' in the last run",
                             STR_ARG(document));
    }
    out->content_id = sqlite3_column_int64(sql, 0);
    out->part_no = sqlite3_column_int(sql, 1);
    out->range = str_copy(arena, sql_text(sql, 2));
    out->pages_len = sqlite3_column_int(sql, 3);
    stands_for = str_copy(arena, sql_text(sql, 4));
    out->sha256 = str_copy(arena, sql_text(sql, 5));
    out->first_page = first_page_of(out->range);
    journal_leave(sql);
    files = journal_sql(journal, SQL_DOCUMENT_FILES);
    sqlite3_bind_int64(files, 1, out->content_id);
    if (journal_next(journal, files, &status, err)) {
        path = str_copy(arena, sql_text(files, 0));
        out->bytes = sqlite3_column_int64(files, 1);
        out->changed_ns = sqlite3_column_int64(files, 2);
        journal_leave(files);
    }
    take_scan(out, stands_for, path);
    out->source =
        str_printf(arena, "%.*s%.*s", STR_ARG(out->scan), STR_ARG(out->range));
    return status;
}

enum status journal_sources(struct journal *journal,
                            const struct journal_document *document,
                            struct arena *arena, struct str **out, size_t *len,
                            struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_DOCUMENT_FILES);
    enum status status = STATUS_OK;
    size_t cap = 0;

    *out = NULL;
    *len = 0;
    sqlite3_bind_int64(sql, 1, document->content_id);
    while (journal_next(journal, sql, &status, err)) {
        struct str path = *len == 0 ? document->scan : sql_text(sql, 0);

        *out = arena_grow(arena, *out, *len, &cap, sizeof **out);
        (*out)[(*len)++] =
            str_printf(arena, "%.*s%.*s", STR_ARG(path), STR_ARG(document->range));
    }
    return status;
}

enum status journal_rows(struct journal *journal,
                         const struct journal_document *document, enum table table,
                         const struct row_sink *sink, struct err *err)
{
    sqlite3_stmt *sql = journal_rows_of_part(journal, table);
    int source = table_column(table, STR("source"));
    enum status status = STATUS_OK;
    struct str cells[MAX_COLUMNS];

    sqlite3_bind_int64(sql, 1, document->content_id);
    sqlite3_bind_int(sql, 2, document->part_no);
    while (journal_next(journal, sql, &status, err)) {
        (void)journal_cells(sql, table, cells);
        cells[source] = document->source;
        sink->take(sink->owner, table, cells, table_forms[table].columns_len);
    }
    return status;
}
