/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The statements, each prepared once, and their rows. */
#include "journal_parts.h"

#include <stdio.h>

#define LAST_RUN "(SELECT max(id) FROM run)"

static const char *const sql_texts[STATEMENTS] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_RUN_BEGIN] = "INSERT INTO run(begun, told, pages_before, recogniser, rules)"
                      " VALUES(?1, ?1, (SELECT count(*) FROM page), ?2, ?3)",
    [SQL_RUN_END] = "UPDATE run SET ended=?1, told=?1 WHERE id=?2",
    [SQL_RUN_TOLD] = "UPDATE run SET told=?1 WHERE id=?2",
    [SQL_FILE_KNOWN] = "SELECT key FROM file JOIN content ON content.id=file.content"
                       " WHERE path=?1 AND bytes=?2 AND changed_ns=?3",
    [SQL_FILE_PUT] =
        "INSERT OR REPLACE INTO file(path, content, bytes, changed_ns, run)"
        " VALUES(?1, ?2, ?3, ?4, ?5)",
    [SQL_NOTICE_PUT] =
        "INSERT OR REPLACE INTO file(path, run, severity, finding, message)"
        " VALUES(?1, ?2, ?3, ?4, ?5)",
    [SQL_GONE] = "SELECT count(*) FROM file WHERE content IS NOT NULL AND run=?1-1",
    [SQL_RENAMED] =
        "SELECT count(DISTINCT content) FROM file WHERE run=?1-1 AND content"
        " IN (SELECT content FROM file WHERE run=?1)",
    [SQL_CONTENT_FIND] =
        "SELECT id, state, pages, recogniser, rules, stands_for FROM content WHERE"
        " key=?1",
    [SQL_CONTENT_ADD] = "INSERT INTO content(key, state, recogniser) VALUES(?1, 0, ?2)",
    [SQL_CONTENT_RESET] = "UPDATE content SET state=0, pages=0, stands_for=NULL, "
                          "recogniser=?2, rules=NULL"
                          " WHERE id=?1",
    [SQL_CONTENT_STATE] = "UPDATE content SET state=?2 WHERE id=?1",
    [SQL_CONTENT_HEAD] = "UPDATE content SET pages=?2, stands_for=?3 WHERE id=?1",
    [SQL_PAGES_DROP] = "DELETE FROM page WHERE content=?1",
    [SQL_PAGE_PUT] = "INSERT OR REPLACE INTO page(content, no, lost, finding, message,"
                     " words) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_PAGE_NUMBERS] = "SELECT no FROM page WHERE content=?1",
    [SQL_PAGES] = "SELECT no, lost, finding, message, words FROM page WHERE content=?1"
                  " ORDER BY no",
    [SQL_PARTS_DROP] = "DELETE FROM part WHERE content=?1",
    [SQL_PART_PUT] = "INSERT INTO part(content, no, document, range, pages, text)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_PARTS] = "SELECT d.part, d.document, p.range FROM documents d LEFT JOIN part p"
                  " ON p.content=d.content AND p.no=d.part WHERE d.content=?1"
                  " ORDER BY d.part",
    [SQL_ROWS_STATE] = "UPDATE content SET state=?2, rules=?3 WHERE id=?1",
    [SQL_FILES] = "SELECT path, content, severity, finding, message, stands_for,"
                  " rules FROM file LEFT JOIN content ON content.id=file.content"
                  " WHERE run=" LAST_RUN " ORDER BY path",
    [SQL_FIRST_FILE] = "SELECT min(path) FROM file WHERE content=?1 AND run=" LAST_RUN,
    [SQL_TEXTS] = "SELECT part.no, document, range, part.pages, text FROM file"
                  " JOIN part ON part.content=file.content"
                  " WHERE run=" LAST_RUN " ORDER BY path, part.no",
    [SQL_COUNT_CONTENTS] =
        "SELECT state, count(*) FROM file JOIN content ON content.id=file.content WHERE"
        " run=" LAST_RUN " GROUP BY state",
    [SQL_COUNT_PAGES] =
        "SELECT count(*), total(lost) FROM page WHERE content IN (SELECT"
        " content FROM file WHERE run=" LAST_RUN ")",
    [SQL_COUNT_FILES] =
        "SELECT count(content), count(content) - count(DISTINCT content)"
        " FROM file WHERE run=" LAST_RUN,
    [SQL_CONTENTS] =
        "SELECT id, state, pages, CASE WHEN stands_for IS NOT NULL THEN 0"
        " WHEN EXISTS(SELECT 1 FROM findings f WHERE f.content=content.id AND"
        " f.\"check\"='pages_not_read') THEN min(pages, 2) ELSE pages END"
        " FROM content WHERE id IN"
        " (SELECT content FROM file WHERE run=" LAST_RUN ") ORDER BY id",
    [SQL_DOCUMENT] =
        "SELECT d.content, d.part, coalesce(p.range, ''), coalesce(p.pages, c.pages),"
        " coalesce(c.stands_for, ''), c.key FROM documents d JOIN content c ON"
        " c.id=d.content LEFT JOIN part p ON p.content=d.content AND p.no=d.part WHERE"
        " d.document=?1 AND EXISTS (SELECT 1 FROM file WHERE content=d.content AND "
        "run=" LAST_RUN ") ORDER BY d.content LIMIT 1",
    [SQL_DOCUMENT_FILES] = "SELECT path, bytes, changed_ns FROM file WHERE content=?1"
                           " AND run=" LAST_RUN " ORDER BY path",
    [SQL_SOURCES] =
        "SELECT path, bytes, changed_ns, content, state, stands_for IS NOT NULL FROM"
        " file JOIN content ON content.id=file.content WHERE run=" LAST_RUN
        " ORDER BY path",
    [SQL_FILE_SIZES] = "SELECT path, bytes, changed_ns FROM file WHERE content IS NOT"
                       " NULL AND run=" LAST_RUN " ORDER BY path",
    [SQL_KEY] =
        "SELECT CASE WHEN length(stands_for) > 64 THEN substr(stands_for, 1, 64)"
        " ELSE key END FROM content WHERE id=?1",
    [SQL_PAGES_COUNT] = "SELECT count(*) FROM page WHERE content=?1",
    [SQL_DOUBT] = "UPDATE content SET recogniser='' WHERE id=?1",
    [SQL_CHECK] = "PRAGMA quick_check(1)",
    [SQL_CARRY] = "UPDATE file SET run=?1 WHERE run=?1-1",
    [SQL_COUNT_RUN] =
        "SELECT begun, ended, told, pages_before FROM run WHERE id=" LAST_RUN,
};

static sqlite3_stmt *prepare(struct journal *journal, sqlite3_stmt **made,
                             const char *sql)
{
    (void)sqlite3_prepare_v3(journal->db, sql, -1, SQLITE_PREPARE_PERSISTENT, made,
                             NULL);
    return *made;
}

static sqlite3_stmt *anew(sqlite3_stmt *made)
{
    sqlite3_reset(made);
    sqlite3_clear_bindings(made);
    return made;
}

sqlite3_stmt *journal_sql(struct journal *journal, enum statement which)
{
    sqlite3_stmt **made = &journal->made[which];

    return *made ? anew(*made) : prepare(journal, made, sql_texts[which]);
}

void journal_leave(sqlite3_stmt *sql)
{
    if (sql) {
        sqlite3_reset(sql);
    }
}

enum status journal_do(struct journal *journal, sqlite3_stmt *sql, struct err *err)
{
    bool done = sql && sqlite3_step(sql) == SQLITE_DONE;
    enum status status = done ? STATUS_OK : journal_fail(journal, err);

    journal_leave(sql);
    return status;
}

bool journal_next(struct journal *journal, sqlite3_stmt *sql, enum status *status,
                  struct err *err)
{
    int step = sql ? sqlite3_step(sql) : SQLITE_ERROR;

    if (step == SQLITE_ROW) {
        return true;
    }
    *status = step == SQLITE_DONE ? STATUS_OK : journal_fail(journal, err);
    journal_leave(sql);
    return false;
}

enum status journal_numbers(struct journal *journal, sqlite3_stmt *sql, int64_t *out,
                            int len, struct err *err)
{
    bool found = sql && sqlite3_step(sql) == SQLITE_ROW;

    for (int i = 0; i < len; i++) {
        out[i] = found ? sqlite3_column_int64(sql, i) : 0;
    }
    journal_leave(sql);
    return found ? STATUS_OK : journal_fail(journal, err);
}

bool journal_one_text(sqlite3_stmt *sql, struct arena *arena, struct str *out)
{
    bool found = sql && sqlite3_step(sql) == SQLITE_ROW;

    if (found) {
        *out = str_copy(arena, sql_text(sql, 0));
    }
    journal_leave(sql);
    return found;
}

sqlite3_stmt *journal_row_put(struct journal *journal, enum table table)
{
    const struct table_form *form = &table_forms[table];
    sqlite3_stmt **made = &journal->row_put[table];
    char sql[512];
    int len;

    if (*made) {
        return anew(*made);
    }
    len = snprintf(sql, sizeof sql, "INSERT INTO \"%s\" VALUES(?, ?, ?", form->name);
    for (size_t i = 0; i < form->columns_len; i++) {
        if (journal_keeps(table, i)) {
            len += snprintf(sql + len, sizeof sql - (size_t)len, ", ?");
        }
    }
    snprintf(sql + len, sizeof sql - (size_t)len, ")");
    return prepare(journal, made, sql);
}

sqlite3_stmt *journal_rows_drop(struct journal *journal, enum table table)
{
    sqlite3_stmt **made = &journal->rows_drop[table];
    char sql[128];

    if (*made) {
        return anew(*made);
    }
    snprintf(sql, sizeof sql, "DELETE FROM \"%s\" WHERE content=?1",
             table_forms[table].name);
    return prepare(journal, made, sql);
}

sqlite3_stmt *journal_rows_of(struct journal *journal, enum table table)
{
    sqlite3_stmt **made = &journal->rows_of[table];
    char sql[256];

    if (*made) {
        return anew(*made);
    }
    snprintf(sql, sizeof sql,
             "SELECT t.*, p.range FROM \"%s\" t LEFT JOIN part p ON p.content=t.content"
             " AND p.no=t.part WHERE t.content=?1 ORDER BY t.part, t.no",
             table_forms[table].name);
    return prepare(journal, made, sql);
}

sqlite3_stmt *journal_rows_of_part(struct journal *journal, enum table table)
{
    sqlite3_stmt **made = &journal->rows_of_part[table];
    char sql[256];

    if (*made) {
        return anew(*made);
    }
    snprintf(sql, sizeof sql,
             "SELECT t.*, '' FROM \"%s\" t WHERE t.content=?1 AND t.part=?2"
             " ORDER BY t.no",
             table_forms[table].name);
    return prepare(journal, made, sql);
}

struct str journal_cells(sqlite3_stmt *sql, enum table table, struct str *cells)
{
    int at = 3; /* content, part, no */

    for (size_t i = 0; i < table_forms[table].columns_len; i++) {
        cells[i] = journal_keeps(table, i) ? sql_text(sql, at++) : STR("");
    }
    return sql_text(sql, at);
}
