/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Journals of shards into one. What is there already, read with the same settings,
 * stays; so the order does not matter, nor does a shard that two hosts have written. */
#include "journal_parts.h"

#include <stdio.h>
#include <unistd.h>

#define SHARD_RUN "(SELECT max(id) FROM shard.run)"

/* Contents to take: done there, and not done here with the same settings. */
static const char list_sql[] =
    "CREATE TEMP TABLE taken AS SELECT s.id AS old, s.key FROM shard.content s WHERE"
    " s.state >= 2 AND s.id IN (SELECT content FROM shard.file WHERE run=" SHARD_RUN ")"
    " AND NOT EXISTS (SELECT 1 FROM main.content m WHERE m.key=s.key AND m.state >= 2"
    " AND (m.state=2 OR s.state<>2) AND m.recogniser=s.recogniser AND m.rules=s.rules);"
    "INSERT OR IGNORE INTO main.content(key, state, recogniser)"
    " SELECT s.key, 0, s.recogniser FROM shard.content s WHERE s.id IN"
    " (SELECT content FROM shard.file WHERE run=" SHARD_RUN ");"
    "CREATE TEMP TABLE pair AS SELECT old, m.id AS new FROM taken JOIN main.content m"
    " USING(key);"
    "UPDATE main.content SET (state, pages, stands_for, recogniser, rules) ="
    " (SELECT s.state, s.pages, s.stands_for, s.recogniser, s.rules FROM shard.content "
    "s"
    "  WHERE s.key=main.content.key) WHERE id IN (SELECT new FROM pair);"
    "DELETE FROM main.page WHERE content IN (SELECT new FROM pair);"
    "INSERT INTO main.page(content, no, lost, finding, message, words)"
    " SELECT new, no, lost, finding, message, words FROM shard.page JOIN pair ON"
    " content=old;"
    "DELETE FROM main.part WHERE content IN (SELECT new FROM pair);"
    "INSERT INTO main.part SELECT new, no, document, range, pages, text FROM shard.part"
    " JOIN pair ON content=old;";

static const char files_sql[] =
    "INSERT OR REPLACE INTO main.file(path, content, bytes, changed_ns, run, severity,"
    " finding, message) SELECT f.path, m.id, f.bytes, f.changed_ns, %lld, f.severity,"
    " f.finding, f.message FROM shard.file f LEFT JOIN shard.content s ON "
    "s.id=f.content"
    " LEFT JOIN main.content m ON m.key=s.key WHERE f.run=" SHARD_RUN ";"
    "DROP TABLE temp.taken; DROP TABLE temp.pair;";

static bool run_sql(struct journal *journal, const char *sql)
{
    return sqlite3_exec(journal->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool merge_table(struct journal *journal, enum table table)
{
    const struct table_form *form = &table_forms[table];
    char sql[1024];
    int len =
        snprintf(sql, sizeof sql,
                 "DELETE FROM main.\"%s\" WHERE content IN (SELECT new FROM pair);"
                 "INSERT INTO main.\"%s\" SELECT new, part, no",
                 form->name, form->name);

    for (size_t i = 0; i < form->columns_len; i++) {
        if (journal_keeps(table, i)) {
            len += snprintf(sql + len, sizeof sql - (size_t)len, ", t.\"%s\"",
                            form->columns[i]);
        }
    }
    snprintf(sql + len, sizeof sql - (size_t)len,
             " FROM shard.\"%s\" t JOIN pair ON content=old", form->name);
    return run_sql(journal, sql);
}

static bool merge_all(struct journal *journal)
{
    char sql[1024];
    bool done = run_sql(journal, list_sql);

    for (int table = 0; table < TABLE_FILES && done; table++) {
        done = merge_table(journal, (enum table)table);
    }
    snprintf(sql, sizeof sql, files_sql, (long long)journal->run);
    return done && run_sql(journal, sql);
}

static int64_t count_waiting(struct journal *journal)
{
    static const char sql[] = "SELECT count(*) FROM shard.content WHERE state<2 AND id "
                              "IN (SELECT content FROM"
                              " shard.file WHERE run=" SHARD_RUN ")";
    sqlite3_stmt *made = NULL;
    int64_t count = 0;

    if (sqlite3_prepare_v2(journal->db, sql, -1, &made, NULL) == SQLITE_OK &&
        sqlite3_step(made) == SQLITE_ROW) {
        count = sqlite3_column_int64(made, 0);
    }
    sqlite3_finalize(made);
    return count;
}

/* A database can't be attached within a transaction. */
static enum status attach(struct journal *journal, const char *path, struct err *err)
{
    sqlite3_stmt *made = NULL;
    enum status status = journal_commit(journal, err);

    if (status != STATUS_OK) {
        return status;
    }
    if (!run_sql(journal, "COMMIT") ||
        sqlite3_prepare_v2(journal->db, "ATTACH ?1 AS shard", -1, &made, NULL) !=
            SQLITE_OK) {
        return journal_fail(journal, err);
    }
    sql_bind(made, 1, str_from_c(path));
    status = sqlite3_step(made) == SQLITE_DONE ? STATUS_OK : journal_fail(journal, err);
    sqlite3_finalize(made);
    return status == STATUS_OK && !run_sql(journal, "BEGIN IMMEDIATE")
               ? journal_fail(journal, err)
               : status;
}

enum status journal_merge(struct journal *journal, struct str shard_dir,
                          int64_t *waiting, struct err *err)
{
    struct journal *shard = NULL;
    char path[4096];
    /* opened by itself first: it may be of another program, or of an older one */
    enum status status = journal_open(shard_dir, JOURNAL_READ, &shard, err);

    journal_close(shard);
    snprintf(path, sizeof path, "%.*s/vanthu.db", STR_ARG(shard_dir));
    if (status == STATUS_OK) {
        status = attach(journal, path, err);
    }
    if (status != STATUS_OK) {
        return status;
    }
    *waiting = count_waiting(journal);
    if (!merge_all(journal) || !run_sql(journal, "COMMIT") ||
        !run_sql(journal, "DETACH shard") || !run_sql(journal, "BEGIN IMMEDIATE")) {
        return journal_fail(journal, err);
    }
    return STATUS_OK;
}
