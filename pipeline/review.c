/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The log's database: opening it, putting an entry, reading them. */
#include "arena.h"
#include "review_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "VNRV" */
enum { APPLICATION_ID = 0x564e5256, SCHEMA = 1 };

const char *const review_action_names[REVIEW_ACTIONS] = {
    [REVIEW_SET] = "set",       [REVIEW_ACCEPT] = "accept",
    [REVIEW_REMOVE] = "remove", [REVIEW_ADD] = "add",
    [REVIEW_DONE] = "reviewed", [REVIEW_NOT_DONE] = "unreviewed",
    [REVIEW_UNDO] = "undo",
};

/* The triggers are against slips; who means it is found out by the chain. */
static const char schema[] =
    "CREATE TABLE entry(id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL,"
    " document TEXT NOT NULL, list TEXT NOT NULL, row TEXT NOT NULL,"
    " \"column\" TEXT NOT NULL, action TEXT NOT NULL, old_value TEXT NOT NULL,"
    " value TEXT NOT NULL, cells TEXT NOT NULL, chain TEXT NOT NULL,"
    " origin TEXT NOT NULL);"
    "CREATE INDEX entry_document ON entry(document);"
    "CREATE INDEX entry_origin ON entry(origin);"
    "CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN"
    " SELECT raise(ABORT, 'entries are not changed'); END;"
    "CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry BEGIN"
    " SELECT raise(ABORT, 'entries are not removed'); END;";

enum review_action review_action_by_name(struct str name)
{
    for (size_t i = 0; i < REVIEW_ACTIONS; i++) {
        if (str_eq(str_from_c(review_action_names[i]), name)) {
            return (enum review_action)i;
        }
    }
    return REVIEW_ACTIONS;
}

enum status review_fail(const struct review *review, struct err *err)
{
    int code = review->db ? sqlite3_errcode(review->db) : SQLITE_NOMEM;
    const char *said = review->db ? sqlite3_errmsg(review->db) : "out of memory";

    switch (code & 0xff) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return err_set(
            err, STATUS_OUTPUT, 0,
            "%s: what people corrected stands there, and it is damaged (%s); "
            "put a copy of it back, or take it away to go on without",
            review->path, said);
    case SQLITE_FULL:
        return err_set(err, STATUS_OUTPUT, 0,
                       "%s: the disk is full; make room and do it again", review->path);
    case SQLITE_BUSY:
        return err_set(err, STATUS_OUTPUT, 0,
                       "%s: another program holds it; do it again when that is done",
                       review->path);
    default:
        return err_set(err, STATUS_OUTPUT, 0, "%s: %s", review->path, said);
    }
}

bool review_run(struct review *review, const char *sql)
{
    return sqlite3_exec(review->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* The one number of a statement; -1 when there is none. */
static int64_t one_number(struct review *review, const char *sql, struct str value)
{
    sqlite3_stmt *made = sql_prepare(review->db, sql);
    int64_t number = -1;

    if (made && sqlite3_bind_parameter_count(made) > 0) {
        sql_bind(made, 1, value);
    }
    if (made && sqlite3_step(made) == SQLITE_ROW) {
        number = sqlite3_column_int64(made, 0);
    }
    sqlite3_finalize(made);
    return number;
}

static enum status make_schema(struct review *review, struct err *err)
{
    char sql[128];

    snprintf(sql, sizeof sql,
             "PRAGMA application_id=%d; PRAGMA user_version=%d; COMMIT", APPLICATION_ID,
             SCHEMA);
    return review_run(review, schema) && review_run(review, sql)
               ? STATUS_OK
               : review_fail(review, err);
}

static enum status check_schema(struct review *review, struct err *err)
{
    /* Two programs may make it at the same time. */
    bool begun = review_run(review, "BEGIN IMMEDIATE");
    int64_t found = one_number(review, "PRAGMA user_version", STR(""));
    int64_t application = one_number(review, "PRAGMA application_id", STR(""));
    enum status status = STATUS_OK;

    if (!begun || found < 0 || application < 0) {
        return review_fail(review, err);
    }
    if (found == 0 && application == 0) {
        return make_schema(review, err);
    }
    if (application != APPLICATION_ID) {
        status =
            err_set(err, STATUS_OUTPUT, 0,
                    "%s: is a database of another program; take it away, or choose "
                    "another folder",
                    review->path);
    } else if (found > SCHEMA) {
        status = err_set(err, STATUS_OUTPUT, 0,
                         "%s: was written by a newer vanthu (schema %d, this one knows "
                         "%d); use that one",
                         review->path, (int)found, SCHEMA);
    }
    return review_run(review, "COMMIT") || status != STATUS_OK
               ? status
               : review_fail(review, err);
}

static enum status open_database(struct review *review, enum review_mode mode,
                                 struct err *err)
{
    int flags = mode == REVIEW_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                     : SQLITE_OPEN_READWRITE;

    if (sqlite3_open_v2(review->path, &review->db, flags, NULL) != SQLITE_OK) {
        return review_fail(review, err);
    }
    sqlite3_busy_timeout(review->db, 10000);
    /* One file, which a person can copy; what is said is on disk when it returns. */
    if (mode == REVIEW_WRITE &&
        !review_run(review, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL")) {
        return review_fail(review, err);
    }
    return mode == REVIEW_WRITE || sqlite3_db_readonly(review->db, "main") == 0
               ? check_schema(review, err)
               : STATUS_OK;
}

enum status review_open(struct str out_dir, enum review_mode mode, struct review **out,
                        struct err *err)
{
    struct review *review = calloc(1, sizeof *review);
    enum status status = STATUS_OK;

    *out = NULL;
    if (!review) {
        return err_set(err, STATUS_OUTPUT, 0, "out of memory for what was corrected");
    }
    snprintf(review->path, sizeof review->path, "%.*s/review.db", STR_ARG(out_dir));
    if (mode == REVIEW_READ && access(review->path, F_OK) != 0) {
        free(review);
        return STATUS_OK;
    }
    status = open_database(review, mode, err);
    if (status != STATUS_OK) {
        review_close(review);
        return status;
    }
    *out = review;
    return STATUS_OK;
}

void review_close(struct review *review)
{
    if (review) {
        sqlite3_close(review->db);
        free(review);
    }
}

/* --- reading --- */

enum status review_each(struct review *review, struct str document,
                        void (*each)(void *owner, const struct review_entry *entry),
                        void *owner, struct err *err)
{
    sqlite3_stmt *sql;
    int step;

    if (!review) {
        return STATUS_OK;
    }
    sql = sql_prepare(review->db, document.len > 0
                                      ? "SELECT " REVIEW_COLUMNS
                                        " FROM entry WHERE document=?1 ORDER BY id"
                                      : "SELECT " REVIEW_COLUMNS
                                        " FROM entry ORDER BY id");
    if (sql && document.len > 0) {
        sql_bind(sql, 1, document);
    }
    for (step = sql ? sqlite3_step(sql) : SQLITE_ERROR; step == SQLITE_ROW;
         step = sqlite3_step(sql)) {
        struct review_entry entry;

        if (review_read(sql, &entry)) {
            each(owner, &entry);
        }
    }
    sqlite3_finalize(sql);
    return step == SQLITE_DONE ? STATUS_OK : review_fail(review, err);
}

enum status review_documents(struct review *review, struct arena *arena,
                             struct str **out, size_t *len, struct err *err)
{
    sqlite3_stmt *sql;
    size_t cap = 0;
    int step;

    *out = NULL;
    *len = 0;
    if (!review) {
        return STATUS_OK;
    }
    sql = sql_prepare(review->db,
                      "SELECT DISTINCT document FROM entry ORDER BY document");
    for (step = sql ? sqlite3_step(sql) : SQLITE_ERROR; step == SQLITE_ROW;
         step = sqlite3_step(sql)) {
        *out = arena_grow(arena, *out, *len, &cap, sizeof **out);
        (*out)[(*len)++] = str_copy(arena, sql_text(sql, 0));
    }
    sqlite3_finalize(sql);
    return step == SQLITE_DONE ? STATUS_OK : review_fail(review, err);
}

enum status review_last(struct review *review, int64_t *id, struct err *err)
{
    *id = review ? one_number(review, "SELECT coalesce(max(id), 0) FROM entry", STR(""))
                 : 0;
    return *id >= 0 ? STATUS_OK : review_fail(review, err);
}
