/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the desk_index*.c files share; nothing else includes this. */
#ifndef VANTHU_DESK_INDEX_PARTS_H
#define VANTHU_DESK_INDEX_PARTS_H

#include "desk_index.h"
#include "sql.h"

struct desk_index {
    sqlite3 *db;
    char path[4096]; /* for messages */
};

MUST_USE enum status index_fail(const struct desk_index *index, struct err *err);
MUST_USE enum status index_run(struct desk_index *index, const char *sql,
                               struct err *err);
/* A number that is kept by name; 0: none is. */
int64_t index_number(struct desk_index *index, const char *name);
MUST_USE enum status index_keep(struct desk_index *index, const char *name,
                                int64_t number, struct err *err);
/* The row of a document, anew; a document that the last run has not loses its row. */
MUST_USE enum status index_put(struct desk_index *index, struct journal *journal,
                               struct review *review, struct str document,
                               struct err *err);
MUST_USE enum status index_drop(struct desk_index *index, struct str document,
                                struct err *err);

#endif
