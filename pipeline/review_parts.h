/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the review*.c files share; nothing else includes this. */
#ifndef VANTHU_REVIEW_PARTS_H
#define VANTHU_REVIEW_PARTS_H

#include "review.h"
#include "sql.h"

struct review {
    sqlite3 *db;
    char path[4096]; /* for messages */
};

/* What SQLite says, with what to do about it. */
MUST_USE enum status review_fail(const struct review *review, struct err *err);
MUST_USE bool review_run(struct review *review, const char *sql);

/* Columns of `entry`, in this order. */
#define REVIEW_COLUMNS                                                                 \
    "id, at, who, document, list, row, \"column\", action, old_value, value, cells,"   \
    " chain"
/* The row that a statement on these columns stands on. false: no entry of ours. */
MUST_USE bool review_read(sqlite3_stmt *sql, struct review_entry *out);
/* What the entry's chain is when `before` is that of the entry before it. */
void review_chain(const struct review_entry *entry, struct str before,
                  struct arena *arena, char out[65]);
/* Puts the entry at the end, within a transaction; sets its id and its chain. `origin`:
 * its chain in the log that it was taken from; empty: it is of this one. */
MUST_USE enum status review_append(struct review *review, struct review_entry *entry,
                                   struct str origin, struct arena *arena,
                                   struct err *err);

#endif
