/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the reviewed*.c files share; nothing else includes this. */
#ifndef VANTHU_REVIEWED_PARTS_H
#define VANTHU_REVIEWED_PARTS_H

#include "reviewed.h"

struct arena;

/* The words of people on one document, those apart that were taken back. */
struct said {
    struct review_entry *at;
    bool *is_live;
    size_t len, cap;
    struct arena *arena;
};
/* Adds a copy of the entry; an undo takes the last one on its value away. */
void said_add(struct said *said, const struct review_entry *entry);

/* Applies what was said to the rows as they were read (`out` has them, with names);
 * adds and marks rows. */
void reviewed_apply(struct reviewed_document *out, const struct said *said,
                    struct arena *arena);
/* A row as it was read; its name is made from its place and from the rows before it. */
void reviewed_add(struct reviewed_document *out, enum table table,
                  const struct str *cells, struct arena *arena);

/* After the rows: the document's own, whose status, missing parts and confidence follow
 * from what was said, and those of `fields`. */
void reviewed_conclude(struct reviewed_document *out, struct arena *arena);

/* A row of a list that somebody spoke of. */
struct meant {
    enum table table;
    struct str row;
    struct str *seen; /* as it was when they last did */
    size_t found;     /* index of the row; SIZE_MAX: none */
};

struct meants {
    struct meant *at;
    size_t len, cap;
};

/* Finds each row that is meant, a row for one at most; a row that nobody meant goes by
 * no name that somebody used. */
void reviewed_match(struct reviewed_document *document, struct meants *meants,
                    struct arena *arena);

/* Of a row's cells; empty: the table has no such column. */
struct str reviewed_cell_of(const struct str *cells, enum table table,
                            const char *column);
struct str *reviewed_cell(const struct reviewed_row *row, const char *column);
/* The document's own row; NULL: it has none. */
struct reviewed_row *reviewed_own_row(const struct reviewed_document *document);
/* A new row at the end of the rows of its table. */
struct reviewed_row *reviewed_insert(struct reviewed_document *document,
                                     enum table table, struct arena *arena);

#endif
