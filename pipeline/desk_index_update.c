/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What has changed since the index was made: documents that a run read or dropped, and
 * words of people that came from another process. Their names go into `todo`, from
 * where they are put in small batches; killed in between, it goes on from there. */
#include "arena.h"
#include "clock.h"
#include "desk_index_parts.h"
#include "journal_desk.h"

enum { BATCH = 200 };
/* Who looks at the queue waits no longer than this for a batch. */
static const double BATCH_S = 0.1;

/* --- what is to do --- */

struct noting {
    struct desk_index *index;
    sqlite3_stmt *insert, *see;
    int64_t after; /* entries of the log up to here are known */
    bool failed;
};

static void note(struct noting *noting, struct str document)
{
    sqlite3_reset(noting->insert);
    sql_bind(noting->insert, 1, document);
    noting->failed = sqlite3_step(noting->insert) != SQLITE_DONE || noting->failed;
}

static void note_document(void *owner, struct str document)
{
    note(owner, document);
}

static void note_entry(void *owner, const struct review_entry *entry)
{
    struct noting *noting = owner;

    if (entry->id > noting->after) {
        note(noting, entry->document);
    }
}

static void note_source(void *owner, struct str document, struct str source)
{
    struct noting *noting = owner;

    sqlite3_reset(noting->see);
    sql_bind(noting->see, 1, document);
    sql_bind(noting->see, 2, source);
    noting->failed = sqlite3_step(noting->see) != SQLITE_DONE || noting->failed;
}

/* What came, went or moved. Of a run that goes on, the files are not all known: what is
 * gone shows at its end. */
static enum status note_files(struct desk_index *index, struct journal *journal,
                              struct noting *noting, struct err *err)
{
    static const char empty[] =
        "CREATE TEMP TABLE IF NOT EXISTS seen(document TEXT PRIMARY KEY, source TEXT)"
        " WITHOUT ROWID; DELETE FROM seen;";
    static const char differing[] =
        "INSERT OR IGNORE INTO todo SELECT s.document FROM seen s LEFT JOIN doc d"
        " ON d.document=s.document WHERE d.source IS NOT s.source;"
        "INSERT OR IGNORE INTO todo SELECT document FROM doc WHERE document NOT IN"
        " (SELECT document FROM seen); DELETE FROM seen;";
    enum status status = index_run(index, empty, err);

    if (status == STATUS_OK) {
        noting->see =
            sql_prepare(index->db, "INSERT OR IGNORE INTO seen VALUES(?1, ?2)");
        status = noting->see ? STATUS_OK : index_fail(index, err);
    }
    if (status == STATUS_OK) {
        status = journal_each_document(journal, note_source, noting, err);
    }
    sqlite3_finalize(noting->see);
    noting->see = NULL;
    return status == STATUS_OK ? index_run(index, differing, err) : status;
}

static enum status note_run(struct desk_index *index, struct journal *journal,
                            struct noting *noting, struct err *err)
{
    struct journal_state state;
    enum status status = journal_state(journal, &state, err);
    int64_t made = index_number(index, "made"), run = index_number(index, "run");

    if (status == STATUS_OK && state.made != made) {
        status = journal_made_since(journal, state.made < made ? 0 : made,
                                    note_document, noting, err);
        if (status == STATUS_OK) {
            status = index_keep(index, "made", state.made, err);
        }
    }
    if (status == STATUS_OK && state.ended_run != run) {
        status = note_files(index, journal, noting, err);
        if (status == STATUS_OK) {
            status = index_keep(index, "run", state.ended_run, err);
        }
    }
    return status;
}

static enum status note_words(struct desk_index *index, struct review *review,
                              struct noting *noting, struct err *err)
{
    int64_t last = 0;
    enum status status = review ? review_last(review, &last, err) : STATUS_OK;

    noting->after = index_number(index, "words");
    if (status == STATUS_OK && last < noting->after) {
        noting->after = 0; /* another log than before */
    }
    if (status == STATUS_OK && last != noting->after) {
        status = review_each(review, STR(""), note_entry, noting, err);
        if (status == STATUS_OK) {
            status = index_keep(index, "words", last, err);
        }
    }
    return status;
}

static enum status note_all(struct desk_index *index, struct journal *journal,
                            struct review *review, struct err *err)
{
    struct noting noting = {
        .index = index,
        .insert = sql_prepare(index->db, "INSERT OR IGNORE INTO todo VALUES(?1)")};
    enum status status = noting.insert ? STATUS_OK : index_fail(index, err);

    if (status == STATUS_OK) {
        status = index_run(index, "BEGIN IMMEDIATE", err);
    }
    if (status == STATUS_OK) {
        status = note_run(index, journal, &noting, err);
        if (status == STATUS_OK) {
            status = note_words(index, review, &noting, err);
        }
        if (status == STATUS_OK && noting.failed) {
            status = index_fail(index, err);
        }
        sqlite3_finalize(noting.insert);
        noting.insert = NULL;
        if (status == STATUS_OK) {
            return index_run(index, "COMMIT", err);
        }
        (void)sqlite3_exec(index->db, "ROLLBACK", NULL, NULL, NULL);
    }
    sqlite3_finalize(noting.insert);
    return status;
}

/* --- doing it --- */

static size_t list_todo(struct desk_index *index, struct arena *arena,
                        struct str out[BATCH])
{
    sqlite3_stmt *sql = sql_prepare(index->db, "SELECT document FROM todo LIMIT ?1");
    size_t len = 0;

    if (sql) {
        sqlite3_bind_int(sql, 1, BATCH);
    }
    while (sql && len < BATCH && sqlite3_step(sql) == SQLITE_ROW) {
        out[len++] = str_copy(arena, sql_text(sql, 0));
    }
    sqlite3_finalize(sql);
    return len;
}

static enum status done_with(struct desk_index *index, struct str document,
                             struct err *err)
{
    sqlite3_stmt *sql = sql_prepare(index->db, "DELETE FROM todo WHERE document=?1");
    bool done;

    if (!sql) {
        return index_fail(index, err);
    }
    sql_bind(sql, 1, document);
    done = sqlite3_step(sql) == SQLITE_DONE;
    sqlite3_finalize(sql);
    return done ? STATUS_OK : index_fail(index, err);
}

static enum status put_batch(struct desk_index *index, struct journal *journal,
                             struct review *review, bool *more, struct err *err)
{
    struct arena arena = arena_make(1 << 20);
    struct str *todo = ARENA_ARRAY(&arena, struct str, BATCH);
    size_t len = list_todo(index, &arena, todo);
    double until_s = now_s() + BATCH_S;
    enum status status = STATUS_OK;

    *more = len > 0;
    if (len > 0) {
        status = index_run(index, "BEGIN IMMEDIATE", err);
    }
    for (size_t i = 0; i < len && status == STATUS_OK && now_s() < until_s; i++) {
        status = index_put(index, journal, review, todo[i], err);
        if (status == STATUS_OK) {
            status = done_with(index, todo[i], err);
        }
    }
    if (len > 0 && status == STATUS_OK) {
        status = index_run(index, "COMMIT", err);
    }
    if (status != STATUS_OK) {
        (void)sqlite3_exec(index->db, "ROLLBACK", NULL, NULL, NULL);
    }
    arena_drop(&arena);
    return status;
}

enum status index_update(struct desk_index *index, struct journal *journal,
                         struct review *review, bool *more, struct err *err)
{
    enum status status = note_all(index, journal, review, err);

    *more = false;
    return status == STATUS_OK ? put_batch(index, journal, review, more, err) : status;
}

enum status index_document(struct desk_index *index, struct journal *journal,
                           struct review *review, struct str document, struct err *err)
{
    enum status status = index_run(index, "BEGIN IMMEDIATE", err);

    if (status == STATUS_OK) {
        status = index_put(index, journal, review, document, err);
    }
    if (status == STATUS_OK) {
        return index_run(index, "COMMIT", err);
    }
    (void)sqlite3_exec(index->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}
