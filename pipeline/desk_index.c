/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening, and small things. */
#include "desk_index_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "VNTI"; goes up when rows would be made otherwise. */
enum { APPLICATION_ID = 0x564e5449, REVISION = 1 };

/* `text`: the row of the full-text index; a text that changes gets a new one, and what
 * the old one had is skipped until the index is made anew (a full-text index without a
 * copy of its texts can't forget). `mark`: missing parts and checks. */
static const char schema[] =
    "CREATE TABLE doc(id INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE,"
    " content INTEGER NOT NULL, part INTEGER NOT NULL, source TEXT NOT NULL,"
    " code TEXT, date TEXT, type TEXT, issuer TEXT, title TEXT, signer TEXT,"
    " status TEXT, missing TEXT, confidence REAL, risk REAL, doubts INTEGER,"
    " reviewed INTEGER, issuer_key TEXT, text INTEGER, text_hash TEXT);"
    "CREATE INDEX doc_content ON doc(content);"
    "CREATE INDEX doc_text ON doc(text);"
    "CREATE INDEX doc_risk ON doc(reviewed, risk DESC, source);"
    "CREATE INDEX doc_date ON doc(reviewed, date DESC, source);"
    "CREATE INDEX doc_source ON doc(reviewed, source);"
    "CREATE INDEX all_risk ON doc(risk DESC, source);"
    "CREATE INDEX all_date ON doc(date DESC, source);"
    "CREATE INDEX all_source ON doc(source);"
    "CREATE INDEX doc_status ON doc(status, reviewed);"
    "CREATE INDEX doc_type ON doc(type);"
    "CREATE INDEX doc_issuer ON doc(issuer, status, missing);"
    "CREATE TABLE mark(kind TEXT, value TEXT, doc INTEGER, PRIMARY KEY(kind, value, "
    "doc)) WITHOUT ROWID;"
    "CREATE INDEX mark_doc ON mark(doc);"
    "CREATE TABLE duty(doc INTEGER, day TEXT, actor TEXT, task TEXT, kind TEXT);"
    "CREATE INDEX duty_day ON duty(day);"
    "CREATE INDEX duty_doc ON duty(doc);"
    "CREATE TABLE todo(document TEXT PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TABLE kept(name TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE texts USING fts5(plain, folded, content='', columnsize=0,"
    " tokenize='unicode61 remove_diacritics 0');";

enum status index_fail(const struct desk_index *index, struct err *err)
{
    return err_set(err, STATUS_OUTPUT, 0, "%s: %s; it may be deleted, it is made anew",
                   index->path,
                   index->db ? sqlite3_errmsg(index->db) : "out of memory");
}

enum status index_run(struct desk_index *index, const char *sql, struct err *err)
{
    return sqlite3_exec(index->db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? STATUS_OK
               : index_fail(index, err);
}

int64_t index_number(struct desk_index *index, const char *name)
{
    sqlite3_stmt *sql = sql_prepare(index->db, "SELECT number FROM kept WHERE name=?1");
    int64_t number = 0;

    if (sql) {
        sql_bind(sql, 1, str_from_c(name));
        number = sqlite3_step(sql) == SQLITE_ROW ? sqlite3_column_int64(sql, 0) : 0;
    }
    sqlite3_finalize(sql);
    return number;
}

enum status index_keep(struct desk_index *index, const char *name, int64_t number,
                       struct err *err)
{
    sqlite3_stmt *sql =
        sql_prepare(index->db, "INSERT OR REPLACE INTO kept VALUES(?1, ?2)");
    bool done;

    if (!sql) {
        return index_fail(index, err);
    }
    sql_bind(sql, 1, str_from_c(name));
    sqlite3_bind_int64(sql, 2, number);
    done = sqlite3_step(sql) == SQLITE_DONE;
    sqlite3_finalize(sql);
    return done ? STATUS_OK : index_fail(index, err);
}

int64_t index_left(struct desk_index *index)
{
    sqlite3_stmt *sql = sql_prepare(index->db, "SELECT count(*) FROM todo");
    int64_t left =
        sql && sqlite3_step(sql) == SQLITE_ROW ? sqlite3_column_int64(sql, 0) : 0;

    sqlite3_finalize(sql);
    return left;
}

static int pragma_value(struct desk_index *index, const char *text)
{
    sqlite3_stmt *sql = sql_prepare(index->db, text);
    int value =
        sql && sqlite3_step(sql) == SQLITE_ROW ? sqlite3_column_int(sql, 0) : -1;

    sqlite3_finalize(sql);
    return value;
}

static bool open_file(struct desk_index *index)
{
    static const char settings[] =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
        "PRAGMA temp_store=MEMORY;";

    if (sqlite3_open_v2(index->path, &index->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                        NULL) != SQLITE_OK) {
        return false;
    }
    sqlite3_busy_timeout(index->db, 10000);
    return sqlite3_exec(index->db, settings, NULL, NULL, NULL) == SQLITE_OK;
}

static bool make_schema(struct desk_index *index)
{
    char sql[160];

    snprintf(sql, sizeof sql,
             "PRAGMA application_id=%d; PRAGMA user_version=%d; COMMIT", APPLICATION_ID,
             REVISION);
    return sqlite3_exec(index->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK &&
           (pragma_value(index, "PRAGMA user_version") == REVISION ||
            sqlite3_exec(index->db, schema, NULL, NULL, NULL) == SQLITE_OK) &&
           sqlite3_exec(index->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool open_whole(struct desk_index *index)
{
    int revision;

    if (!open_file(index)) {
        return false;
    }
    revision = pragma_value(index, "PRAGMA user_version");
    if (revision == REVISION) {
        return pragma_value(index, "PRAGMA application_id") == APPLICATION_ID;
    }
    return revision == 0 && make_schema(index);
}

static void delete_files(const struct desk_index *index)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    char path[sizeof index->path + 8];

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(path, sizeof path, "%s%s", index->path, endings[i]);
        (void)unlink(path);
    }
}

/* Another server is at it: it must not be taken from under it. */
static bool is_busy(const struct desk_index *index)
{
    int code = index->db ? sqlite3_errcode(index->db) & 0xff : SQLITE_NOMEM;

    return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

enum status index_open(struct str out_dir, struct desk_index **out, struct err *err)
{
    struct desk_index *index = calloc(1, sizeof *index);
    bool opened;

    *out = NULL;
    if (!index) {
        return err_set(err, STATUS_OUTPUT, 0, "out of memory");
    }
    snprintf(index->path, sizeof index->path, "%.*s/index.db", STR_ARG(out_dir));
    opened = open_whole(index);
    if (!opened && !is_busy(index)) { /* damaged, or of another version */
        sqlite3_close(index->db);
        index->db = NULL;
        delete_files(index);
        opened = open_whole(index);
    }
    if (!opened) {
        enum status status = index_fail(index, err);

        index_close(index);
        return status;
    }
    *out = index;
    return STATUS_OK;
}

void index_close(struct desk_index *index)
{
    if (index) {
        sqlite3_close(index->db);
        free(index);
    }
}
