/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An entry at the end of the log. */
#include "arena.h"
#include "review_parts.h"
#include "reviewed.h"
#include "sha256.h"

enum { MOST_VALUE_BYTES = 32 * 1024 };

/* Each text with its length before it, so that none can run into the next. */
void review_chain(const struct review_entry *entry, struct str before,
                  struct arena *arena, char out[65])
{
    const struct str texts[] = {
        before,
        entry->at,
        entry->who,
        entry->document,
        str_from_c(table_forms[entry->table].name),
        entry->row,
        entry->column,
        str_from_c(review_action_names[entry->action]),
        entry->old_value,
        entry->value,
        entry->cells,
    };
    struct strbuf all = {.arena = arena};

    strbuf_printf(&all, "%lld\n", (long long)entry->id);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        strbuf_printf(&all, "%zu:", texts[i].len);
        strbuf_add(&all, texts[i]);
    }
    sha256_hex(strbuf_str(&all), out);
}

bool review_read(sqlite3_stmt *sql, struct review_entry *out)
{
    *out = (struct review_entry){
        .id = sqlite3_column_int64(sql, 0),
        .at = sql_text(sql, 1),
        .who = sql_text(sql, 2),
        .document = sql_text(sql, 3),
        .table = table_by_name(sql_text(sql, 4)),
        .row = sql_text(sql, 5),
        .column = sql_text(sql, 6),
        .action = review_action_by_name(sql_text(sql, 7)),
        .old_value = sql_text(sql, 8),
        .value = sql_text(sql, 9),
        .cells = sql_text(sql, 10),
        .chain = sql_text(sql, 11),
    };
    return (size_t)out->table < TABLE_FILES && (size_t)out->action < REVIEW_ACTIONS;
}

static void last_of(struct review *review, struct arena *arena,
                    struct review_entry *entry, struct str *before)
{
    sqlite3_stmt *sql =
        sql_prepare(review->db, "SELECT id, chain FROM entry ORDER BY id DESC LIMIT 1");

    entry->id = 1;
    *before = STR("");
    if (sql && sqlite3_step(sql) == SQLITE_ROW) {
        entry->id = sqlite3_column_int64(sql, 0) + 1;
        *before = str_copy(arena, sql_text(sql, 1));
    }
    sqlite3_finalize(sql);
}

enum status review_append(struct review *review, struct review_entry *entry,
                          struct str origin, struct arena *arena, struct err *err)
{
    sqlite3_stmt *sql =
        sql_prepare(review->db, "INSERT INTO entry(" REVIEW_COLUMNS ", origin)"
                                " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)");
    struct str before;
    char chain[65];
    bool done;

    last_of(review, arena, entry, &before);
    review_chain(entry, before, arena, chain);
    entry->chain = str_copy(arena, str_from_c(chain));
    if (!sql) {
        return review_fail(review, err);
    }
    sqlite3_bind_int64(sql, 1, entry->id);
    sql_bind(sql, 2, entry->at);
    sql_bind(sql, 3, entry->who);
    sql_bind(sql, 4, entry->document);
    sql_bind(sql, 5, str_from_c(table_forms[entry->table].name));
    sql_bind(sql, 6, entry->row);
    sql_bind(sql, 7, entry->column);
    sql_bind(sql, 8, str_from_c(review_action_names[entry->action]));
    sql_bind(sql, 9, entry->old_value);
    sql_bind(sql, 10, entry->value);
    sql_bind(sql, 11, entry->cells);
    sql_bind(sql, 12, entry->chain);
    sql_bind(sql, 13, origin);
    done = sqlite3_step(sql) == SQLITE_DONE;
    sqlite3_finalize(sql);
    return done ? STATUS_OK : review_fail(review, err);
}

static enum status check_entry(const struct review_entry *entry, struct err *err)
{
    bool of_document = entry->action == REVIEW_DONE || entry->action == REVIEW_NOT_DONE;

    if (entry->document.len == 0 || entry->who.len == 0 || entry->at.len == 0) {
        return err_set(err, STATUS_USAGE, 0,
                       "an entry needs a document, a person and a time");
    }
    if ((size_t)entry->table >= TABLE_FILES ||
        (entry->column.len > 0 && !reviewed_can_set(entry->table, entry->column)) ||
        (entry->action == REVIEW_SET && entry->column.len == 0)) {
        return err_set(err, STATUS_USAGE, 0, "no value that can be set: %.*s",
                       STR_ARG(entry->column));
    }
    if ((entry->table == TABLE_DOCUMENTS) != (entry->row.len == 0) ||
        (entry->table == TABLE_DOCUMENTS &&
         (entry->action == REVIEW_ADD || entry->action == REVIEW_REMOVE)) ||
        (of_document && (entry->table != TABLE_DOCUMENTS || entry->column.len > 0))) {
        return err_set(err, STATUS_USAGE, 0, "no row of that kind: %.*s",
                       STR_ARG(entry->row));
    }
    if (entry->value.len > MOST_VALUE_BYTES || entry->cells.len > MOST_VALUE_BYTES) {
        return err_set(err, STATUS_USAGE, 0, "a value of over %d bytes",
                       MOST_VALUE_BYTES);
    }
    return STATUS_OK;
}

/* The newest entry on the value of `entry`; false: there is none. */
static bool newest_on(struct review *review, const struct review_entry *entry,
                      struct arena *arena, struct review_entry *out)
{
    sqlite3_stmt *sql = sql_prepare(
        review->db, "SELECT " REVIEW_COLUMNS
                    " FROM entry WHERE document=?1 AND list=?2 AND row=?3 AND"
                    " \"column\"=?4 ORDER BY id DESC LIMIT 1");
    bool found = false;

    if (sql) {
        sql_bind(sql, 1, entry->document);
        sql_bind(sql, 2, str_from_c(table_forms[entry->table].name));
        sql_bind(sql, 3, entry->row);
        sql_bind(sql, 4, entry->column);
        found = sqlite3_step(sql) == SQLITE_ROW && review_read(sql, out);
    }
    if (found) {
        out->at = str_copy(arena, out->at);
        out->who = str_copy(arena, out->who);
        out->value = str_copy(arena, out->value);
        out->document = entry->document;
        out->row = entry->row;
        out->column = entry->column;
        out->old_value = out->cells = out->chain = STR("");
    }
    sqlite3_finalize(sql);
    return found;
}

static enum status put_in_transaction(struct review *review, struct review_entry *entry,
                                      int64_t seen, struct review_entry *other,
                                      struct arena *arena, struct err *err)
{
    if (!newest_on(review, entry, arena, other)) {
        other->id = 0;
    } else if (other->id <= seen) {
        bool is_twice = other->action == entry->action &&
                        entry->action != REVIEW_UNDO &&
                        str_eq(other->value, entry->value);

        entry->id = other->id;
        other->id = 0;
        if (is_twice) {
            return STATUS_OK;
        }
    }
    return other->id > 0 ? STATUS_OK
                         : review_append(review, entry, STR(""), arena, err);
}

enum status review_put(struct review *review, struct review_entry *entry, int64_t seen,
                       struct review_entry *other, struct arena *arena, struct err *err)
{
    enum status status = check_entry(entry, err);

    if (status != STATUS_OK) {
        return status;
    }
    if (!review_run(review, "BEGIN IMMEDIATE")) {
        return review_fail(review, err);
    }
    status = put_in_transaction(review, entry, seen, other, arena, err);
    if (status == STATUS_OK && !review_run(review, "COMMIT")) {
        status = review_fail(review, err);
    }
    if (status != STATUS_OK) {
        (void)!review_run(review, "ROLLBACK");
    }
    return status;
}
