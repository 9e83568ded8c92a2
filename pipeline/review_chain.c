/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The log as a whole: held against its chain, and put together with another. */
#include "arena.h"
#include "review_parts.h"

#include <stdio.h>
#include <string.h>

enum { ENTRY_BYTES = 1 << 20 };

struct checking {
    char before[65];
    int64_t len, wrong;
};

static void check_one(struct checking *checking, sqlite3_stmt *sql)
{
    struct arena arena = arena_make(ENTRY_BYTES);
    struct str written = sql_text(sql, 11);
    struct review_entry entry;
    char chain[65] = "";

    checking->len++;
    if (review_read(sql, &entry)) {
        review_chain(&entry, str_from_c(checking->before), &arena, chain);
    }
    if (checking->wrong == 0 && (sqlite3_column_int64(sql, 0) != checking->len ||
                                 !str_eq(written, str_from_c(chain)))) {
        checking->wrong = checking->len;
    }
    snprintf(checking->before, sizeof checking->before, "%.*s", STR_ARG(written));
    arena_drop(&arena);
}

enum status review_check(struct review *review, int64_t *wrong, int64_t *len,
                         char head[65], struct err *err)
{
    struct checking checking = {{0}, 0, 0};
    sqlite3_stmt *sql = NULL;
    int step;

    (void)sqlite3_prepare_v2(
        review->db, "SELECT " REVIEW_COLUMNS " FROM entry ORDER BY id", -1, &sql, NULL);
    for (step = sql ? sqlite3_step(sql) : SQLITE_ERROR; step == SQLITE_ROW;
         step = sqlite3_step(sql)) {
        check_one(&checking, sql);
    }
    sqlite3_finalize(sql);
    *wrong = checking.wrong;
    *len = checking.len;
    memcpy(head, checking.before, sizeof checking.before);
    return step == SQLITE_DONE ? STATUS_OK : review_fail(review, err);
}

/* --- merging --- */

struct merging {
    struct review *to;
    struct arena arena;
    enum status status;
    struct err *err;
};

/* Entries of this log, or taken from that one before. */
static bool is_here(struct review *review, struct str chain)
{
    sqlite3_stmt *sql = NULL;
    bool found = false;

    (void)sqlite3_prepare_v2(review->db,
                             "SELECT 1 FROM entry WHERE chain=?1 OR origin=?1 LIMIT 1",
                             -1, &sql, NULL);
    if (sql) {
        sql_bind(sql, 1, chain);
        found = sqlite3_step(sql) == SQLITE_ROW;
    }
    sqlite3_finalize(sql);
    return found;
}

static void take_entry(void *owner, const struct review_entry *entry)
{
    struct merging *merging = owner;
    struct review_entry copy = *entry;

    if (merging->status == STATUS_OK && !is_here(merging->to, entry->chain)) {
        merging->status = review_append(merging->to, &copy, entry->chain,
                                        &merging->arena, merging->err);
    }
}

/* All of it, or nothing. */
static enum status take_all(struct merging *merging, struct review *from)
{
    enum status status =
        review_run(merging->to, "BEGIN IMMEDIATE")
            ? review_each(from, STR(""), take_entry, merging, merging->err)
            : review_fail(merging->to, merging->err);

    status = status == STATUS_OK ? merging->status : status;
    if (!review_run(merging->to, status == STATUS_OK ? "COMMIT" : "ROLLBACK") &&
        status == STATUS_OK) {
        status = review_fail(merging->to, merging->err);
    }
    return status;
}

enum status review_merge(struct str out_dir, struct str from_dir, struct err *err)
{
    struct merging merging = {.arena = arena_make((size_t)1 << 30), .err = err};
    struct review *from = NULL;
    enum status status = review_open(from_dir, REVIEW_READ, &from, err);

    if (status == STATUS_OK && from) {
        status = review_open(out_dir, REVIEW_WRITE, &merging.to, err);
    }
    if (status == STATUS_OK && from) {
        status = take_all(&merging, from);
    }
    review_close(merging.to);
    review_close(from);
    arena_drop(&merging.arena);
    return status;
}
