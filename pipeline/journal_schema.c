/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of the journal and how older ones become them. */
#include "journal_parts.h"

#include <stdio.h>
#include <string.h>

/* "VNTH": a database that is no journal is left alone. */
enum { APPLICATION_ID = 0x564e5448, SCHEMA = 3 };

static const char first_schema[] =
    "CREATE TABLE run(id INTEGER PRIMARY KEY, begun INTEGER NOT NULL, ended INTEGER,"
    " told INTEGER, pages_before INTEGER NOT NULL, recogniser TEXT NOT NULL,"
    " rules TEXT NOT NULL);"
    /* one for each content: key is its SHA-256, or path:... when it could not be had */
    "CREATE TABLE content(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,"
    " state INTEGER NOT NULL, pages INTEGER NOT NULL DEFAULT 0, stands_for TEXT,"
    " recogniser TEXT NOT NULL, rules TEXT);"
    /* content NULL: a notice */
    "CREATE TABLE file(path TEXT PRIMARY KEY, content INTEGER REFERENCES content,"
    " bytes INTEGER, changed_ns INTEGER, run INTEGER NOT NULL, severity INTEGER,"
    " finding TEXT, message TEXT) WITHOUT ROWID;"
    "CREATE INDEX file_content ON file(content);"
    /* words: a dump of them, zstd */
    "CREATE TABLE page(id INTEGER PRIMARY KEY, content INTEGER NOT NULL, no INTEGER"
    " NOT NULL, lost INTEGER NOT NULL, finding TEXT, message TEXT, words BLOB,"
    " UNIQUE(content, no));"
    /* text: zstd */
    "CREATE TABLE part(content INTEGER NOT NULL, no INTEGER NOT NULL, document TEXT"
    " NOT NULL, range TEXT NOT NULL, pages INTEGER NOT NULL, text BLOB,"
    " PRIMARY KEY(content, no));";

static bool run_sql(struct journal *journal, const char *sql)
{
    return sqlite3_exec(journal->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* `source` belongs to the file and not to its content; `corrected` and `reviewed` are
 * what review.h's log says. */
bool journal_keeps(enum table table, size_t column)
{
    static const char *const others[] = {"source", "corrected", "reviewed"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(table_forms[table].columns[column], others[i]) == 0) {
            return false;
        }
    }
    return true;
}

/* One table of the output contract. */
static bool make_table(struct journal *journal, enum table table)
{
    const struct table_form *form = &table_forms[table];
    char sql[2048];
    int len = snprintf(sql, sizeof sql,
                       "CREATE TABLE \"%s\"(content INTEGER NOT NULL, part INTEGER NOT "
                       "NULL, no INTEGER NOT NULL",
                       form->name);

    for (size_t i = 0; i < form->columns_len; i++) {
        if (journal_keeps(table, i)) {
            len += snprintf(sql + len, sizeof sql - (size_t)len, ", \"%s\" TEXT",
                            form->columns[i]);
        }
    }
    snprintf(sql + len, sizeof sql - (size_t)len,
             ", PRIMARY KEY(content, part, no)) WITHOUT ROWID;");
    return run_sql(journal, sql);
}

static bool make_first(struct journal *journal)
{
    bool made = run_sql(journal, first_schema);

    for (int table = 0; table <= TABLE_FINDINGS && made; table++) {
        made = make_table(journal, (enum table)table);
    }
    return made;
}

/* Header values with their places; documents found by their name. */
static bool add_fields(struct journal *journal)
{
    return make_table(journal, TABLE_FIELDS) &&
           run_sql(journal, "CREATE INDEX documents_document ON documents(document)");
}

/* What was made when, for who keeps something derived of it (desk_index.h): whoever
 * writes rows sets the state of their content, so a trigger forgets nobody. States
 * below 2 have no rows yet. */
static bool add_made(struct journal *journal)
{
    return run_sql(
        journal, "CREATE TABLE made(content INTEGER PRIMARY KEY, no INTEGER NOT NULL);"
                 "CREATE INDEX made_no ON made(no);"
                 "CREATE TRIGGER rows_made AFTER UPDATE OF state, rules ON content"
                 " WHEN new.state >= 2 BEGIN INSERT OR REPLACE INTO made VALUES(new.id,"
                 " (SELECT ifnull(max(no), 0) + 1 FROM made)); END;");
}

/* From schema n to n + 1. */
static bool (*const steps[SCHEMA])(struct journal *) = {make_first, add_fields,
                                                        add_made};

static int pragma_value(struct journal *journal, const char *sql)
{
    sqlite3_stmt *made = NULL;
    int value = -1;

    if (sqlite3_prepare_v2(journal->db, sql, -1, &made, NULL) == SQLITE_OK &&
        sqlite3_step(made) == SQLITE_ROW) {
        value = sqlite3_column_int(made, 0);
    }
    sqlite3_finalize(made);
    return value;
}

enum status journal_migrate(struct journal *journal, struct err *err)
{
    int schema = pragma_value(journal, "PRAGMA user_version");
    int application = pragma_value(journal, "PRAGMA application_id");
    char sql[128];

    if (schema < 0 || application < 0) {
        return journal_fail(journal, err);
    }
    if ((schema > 0 || application != 0) && application != APPLICATION_ID) {
        return err_set(err, STATUS_OUTPUT, 0,
                       "%s: is a database of another program; choose another folder",
                       journal->path);
    }
    if (schema > SCHEMA) {
        return err_set(err, STATUS_OUTPUT, 0,
                       "%s: was written by a newer vanthu (schema %d, this one knows "
                       "%d); use that one, or another folder",
                       journal->path, schema, SCHEMA);
    }
    if (schema == SCHEMA) {
        return STATUS_OK;
    }
    if (schema == 0 && journal->lock_fd < 0) { /* a run is just making it */
        return journal_absent(journal, err);
    }
    if (!run_sql(journal, "BEGIN IMMEDIATE")) {
        return journal_fail(journal, err);
    }
    schema = pragma_value(journal, "PRAGMA user_version"); /* another was faster? */
    for (int i = schema > 0 ? schema : 0; i < SCHEMA; i++) {
        if (!steps[i](journal)) {
            return journal_fail(journal, err);
        }
    }
    snprintf(sql, sizeof sql,
             "PRAGMA application_id=%d; PRAGMA user_version=%d; COMMIT", APPLICATION_ID,
             SCHEMA);
    return run_sql(journal, sql) ? STATUS_OK : journal_fail(journal, err);
}
