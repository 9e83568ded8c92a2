/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening, locking and committing. */
#include "arena.h"
#include "journal_parts.h"
#include "tr.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

const char *journal_version(void)
{
    return sqlite3_libversion();
}

enum status journal_fail(const struct journal *journal, struct err *err)
{
    int code = journal->db ? sqlite3_errcode(journal->db) : SQLITE_NOMEM;
    const char *said = journal->db ? sqlite3_errmsg(journal->db) : "out of memory";

    switch (code & 0xff) {
    case SQLITE_FULL:
        return err_set(
            err, STATUS_OUTPUT, 0,
            "%s: the disk is full; make room and run the same command again, "
            "it goes on from here",
            journal->path);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return err_set(err, STATUS_OUTPUT, 0,
                       "%s: is damaged or no database (%s); take it away, and what was "
                       "read is read again",
                       journal->path, said);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return err_set(err, STATUS_OUTPUT, 0, "%s: can't be written to: %s",
                       journal->path, said);
    default:
        return err_set(err, STATUS_OUTPUT, 0, "%s: %s", journal->path, said);
    }
}

/* The lock lives as long as the process; the file says who holds it. */
static enum status lock_out(struct str out_dir, struct journal *journal,
                            struct err *err)
{
    char path[4096], holder[256] = "";
    ssize_t len;

    snprintf(path, sizeof path, "%.*s/vanthu.lock", STR_ARG(out_dir));
    journal->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (journal->lock_fd < 0) {
        return err_set(err, STATUS_OUTPUT, 0, "%s: can't be written to: %s", path,
                       tr_errno(errno));
    }
    if (flock(journal->lock_fd, LOCK_EX | LOCK_NB) != 0) {
        len = read(journal->lock_fd, holder, sizeof holder - 1);
        holder[len > 0 ? len : 0] = '\0';
        close(journal->lock_fd); /* its text is the other's */
        journal->lock_fd = -1;
        return err_set(err, STATUS_OUTPUT, 0,
                       "%.*s: another run writes there (%s); wait for it, or choose "
                       "another folder",
                       STR_ARG(out_dir), holder[0] ? holder : _("it has just begun"));
    }
    if (gethostname(holder, sizeof holder) != 0) {
        holder[0] = '\0';
    }
    if (ftruncate(journal->lock_fd, 0) != 0 ||
        dprintf(journal->lock_fd, "process %ld on %s", (long)getpid(), holder) < 0) {
        return err_set(err, STATUS_OUTPUT, 0, "%s: can't be written to: %s", path,
                       tr_errno(errno));
    }
    return STATUS_OK;
}

struct str journal_holder(struct str out_dir, struct arena *arena)
{
    struct str path = str_printf(arena, "%.*s/vanthu.lock", STR_ARG(out_dir));
    int fd = open(path.ptr, O_RDONLY | O_CLOEXEC);
    char holder[256];
    ssize_t len = 0;
    bool held = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0;

    if (held) {
        len = read(fd, holder, sizeof holder);
    }
    if (fd >= 0) {
        close(fd);
    }
    return held ? str_copy(arena, (struct str){holder, len > 0 ? (size_t)len : 0})
                : STR("");
}

static enum status open_database(struct journal *journal, enum journal_mode mode,
                                 struct err *err)
{
    /* NORMAL: a killed process loses nothing that was committed; a power cut at most
     * the last second of it. */
    static const char settings[] =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-4096;"
        "PRAGMA temp_store=MEMORY;";
    int flags = mode == JOURNAL_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                      : SQLITE_OPEN_READWRITE;

    if (sqlite3_open_v2(journal->path, &journal->db, flags, NULL) != SQLITE_OK) {
        return journal_fail(journal, err);
    }
    sqlite3_busy_timeout(journal->db, 10000);
    if (mode == JOURNAL_WRITE &&
        sqlite3_exec(journal->db, settings, NULL, NULL, NULL) != SQLITE_OK) {
        return journal_fail(journal, err);
    }
    return STATUS_OK;
}

enum status journal_absent(const struct journal *journal, struct err *err)
{
    struct str out_dir = str_from_c(journal->path);

    out_dir = str_sub(out_dir, 0, out_dir.len - strlen("/vanthu.db"));
    return err_set(
        err, STATUS_USAGE, 0,
        "%.*s: no journal (vanthu.db); is it the folder that a run wrote to?",
        STR_ARG(out_dir));
}

enum status journal_open(struct str out_dir, enum journal_mode mode,
                         struct journal **out, struct err *err)
{
    struct journal *journal = calloc(1, sizeof *journal);
    enum status status = STATUS_OK;

    *out = NULL;
    if (!journal) {
        return err_set(err, STATUS_OUTPUT, 0, "out of memory for the journal");
    }
    journal->lock_fd = -1;
    snprintf(journal->path, sizeof journal->path, "%.*s/vanthu.db", STR_ARG(out_dir));
    if (mode == JOURNAL_READ && access(journal->path, F_OK) != 0) {
        status = journal_absent(journal, err);
    } else if (mode == JOURNAL_WRITE) {
        status = lock_out(out_dir, journal, err);
    }
    if (status == STATUS_OK) {
        status = open_database(journal, mode, err);
    }
    if (status == STATUS_OK) {
        status = journal_migrate(journal, err);
    }
    if (status == STATUS_OK && mode == JOURNAL_WRITE) {
        status = journal_do(journal, journal_sql(journal, SQL_BEGIN), err);
    }
    if (status != STATUS_OK) {
        journal_close(journal);
        return status;
    }
    *out = journal;
    return STATUS_OK;
}

void journal_forget_lock(const struct journal *journal)
{
    if (journal->lock_fd >= 0) {
        close(journal->lock_fd);
    }
}

void journal_close(struct journal *journal)
{
    if (!journal) {
        return;
    }
    for (int i = 0; i < STATEMENTS; i++) {
        sqlite3_finalize(journal->made[i]);
    }
    for (int i = 0; i < TABLE_FILES; i++) {
        sqlite3_finalize(journal->row_put[i]);
        sqlite3_finalize(journal->rows_drop[i]);
        sqlite3_finalize(journal->rows_of[i]);
        sqlite3_finalize(journal->rows_of_part[i]);
    }
    sqlite3_close(journal->db);
    if (journal->lock_fd >= 0) {
        (void)!ftruncate(journal->lock_fd, 0);
        close(journal->lock_fd);
    }
    free(journal);
}

static enum status run_time(struct journal *journal, enum statement which,
                            struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, which);

    sqlite3_bind_int64(sql, 1, (int64_t)time(NULL));
    sqlite3_bind_int64(sql, 2, journal->run);
    return journal_do(journal, sql, err);
}

enum status journal_commit(struct journal *journal, struct err *err)
{
    enum status status = run_time(journal, SQL_RUN_TOLD, err);

    if (status == STATUS_OK) {
        status = journal_do(journal, journal_sql(journal, SQL_COMMIT), err);
    }
    if (status == STATUS_OK) {
        status = journal_do(journal, journal_sql(journal, SQL_BEGIN), err);
    }
    return status;
}

enum status journal_begin(struct journal *journal, const struct journal_keys *keys,
                          struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_RUN_BEGIN);
    enum status status;

    snprintf(journal->key_bytes[0], 17, "%.*s", STR_ARG(keys->recogniser));
    snprintf(journal->key_bytes[1], 17, "%.*s", STR_ARG(keys->rules));
    snprintf(journal->key_bytes[2], 17, "%.*s", STR_ARG(keys->rules_of_more));
    journal->keys = (struct journal_keys){str_from_c(journal->key_bytes[0]),
                                          str_from_c(journal->key_bytes[1]),
                                          str_from_c(journal->key_bytes[2])};
    sqlite3_bind_int64(sql, 1, (int64_t)time(NULL));
    sql_bind(sql, 2, journal->keys.recogniser);
    sql_bind(sql, 3, journal->keys.rules);
    status = journal_do(journal, sql, err);
    journal->run = sqlite3_last_insert_rowid(journal->db);
    return status;
}

enum status journal_go_on(struct journal *journal, const struct journal_keys *keys,
                          struct err *err)
{
    enum status status = journal_begin(journal, keys, err);
    sqlite3_stmt *sql = journal_sql(journal, SQL_CARRY);

    sqlite3_bind_int64(sql, 1, journal->run);
    return status == STATUS_OK ? journal_do(journal, sql, err) : status;
}

enum status journal_end(struct journal *journal, struct err *err)
{
    enum status status = run_time(journal, SQL_RUN_END, err);

    return status == STATUS_OK ? journal_commit(journal, err) : status;
}
