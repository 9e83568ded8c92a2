/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the journal_*.c files share; nothing else includes this. */
#ifndef VANTHU_JOURNAL_PARTS_H
#define VANTHU_JOURNAL_PARTS_H

#include "journal.h"
#include "sql.h"

enum statement {
    SQL_BEGIN,
    SQL_COMMIT,
    SQL_RUN_BEGIN,
    SQL_RUN_END,
    SQL_RUN_TOLD,
    SQL_FILE_KNOWN,
    SQL_FILE_PUT,
    SQL_NOTICE_PUT,
    SQL_GONE,
    SQL_RENAMED,
    SQL_CONTENT_FIND,
    SQL_CONTENT_ADD,
    SQL_CONTENT_RESET,
    SQL_CONTENT_STATE,
    SQL_CONTENT_HEAD,
    SQL_PAGES_DROP,
    SQL_PAGE_PUT,
    SQL_PAGE_NUMBERS,
    SQL_PAGES,
    SQL_PARTS_DROP,
    SQL_PART_PUT,
    SQL_PARTS,
    SQL_ROWS_STATE,
    SQL_FILES,
    SQL_FIRST_FILE,
    SQL_TEXTS,
    SQL_COUNT_CONTENTS,
    SQL_COUNT_PAGES,
    SQL_COUNT_FILES,
    SQL_COUNT_RUN,
    SQL_CONTENTS,
    SQL_DOCUMENT,
    SQL_DOCUMENT_FILES,
    SQL_FILE_SIZES,
    SQL_SOURCES,
    SQL_CHECK,
    SQL_CARRY,
    SQL_DOUBT,
    SQL_PAGES_COUNT,
    SQL_KEY,
    STATEMENTS
};

struct journal {
    sqlite3 *db;
    int lock_fd; /* -1: opened for reading */
    int64_t run;
    int64_t row_no; /* of the next row put: rows stay in the order they came in */
    struct journal_keys keys; /* point into key_bytes */
    char key_bytes[3][17];
    sqlite3_stmt *made[STATEMENTS];
    sqlite3_stmt *row_put[TABLE_FILES], *rows_drop[TABLE_FILES], *rows_of[TABLE_FILES];
    sqlite3_stmt *rows_of_part[TABLE_FILES];
    char path[4096]; /* for messages */
};

/* What SQLite says, with what to do about it. */
MUST_USE enum status journal_fail(const struct journal *journal, struct err *err);
/* The statement, reset and without values; NULL after a failure that journal_fail()
 * words. */
sqlite3_stmt *journal_sql(struct journal *journal, enum statement which);
/* Runs a statement that yields no rows. */
MUST_USE enum status journal_do(struct journal *journal, sqlite3_stmt *sql,
                                struct err *err);
/* For a loop over rows: whether the statement stands on one now. At the end, or after a
 * failure, *status says which, and the statement is free again. */
bool journal_next(struct journal *journal, sqlite3_stmt *sql, enum status *status,
                  struct err *err);
/* Before the last row: the statement is free again. NULL is allowed. */
void journal_leave(sqlite3_stmt *sql);
/* The one row of a statement of numbers; zeros after a failure, and no row is one. */
MUST_USE enum status journal_numbers(struct journal *journal, sqlite3_stmt *sql,
                                     int64_t *out, int len, struct err *err);
/* The text of a statement that yields one, in `arena`; false: there is none, and `out`
 * is as it was. */
bool journal_one_text(sqlite3_stmt *sql, struct arena *arena, struct str *out);
/* Says that there is no journal to read. */
MUST_USE enum status journal_absent(const struct journal *journal, struct err *err);
/* Makes the tables, or brings those of an older program up to date. */
MUST_USE enum status journal_migrate(struct journal *journal, struct err *err);
/* Statements on the rows of one table. */
sqlite3_stmt *journal_row_put(struct journal *journal, enum table table);
sqlite3_stmt *journal_rows_drop(struct journal *journal, enum table table);
sqlite3_stmt *journal_rows_of(struct journal *journal, enum table table);
/* The same of one document: content, part. */
sqlite3_stmt *journal_rows_of_part(struct journal *journal, enum table table);
/* The journal keeps the column: `source` is the file's, marks are of review.h. */
bool journal_keeps(enum table table, size_t column);
/* The row that one of these two stands on, without its source; returns the range of its
 * document. */
struct str journal_cells(sqlite3_stmt *sql, enum table table, struct str *cells);

#endif
