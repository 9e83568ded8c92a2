/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where rows wait until all documents are done: one file for each table and process in
 * the work folder. A piece says where a document's rows lie; what a process that died
 * left half written is in no piece. */
#ifndef VANTHU_SHELF_H
#define VANTHU_SHELF_H

#include "rows.h"

struct shelf {
    struct str work_dir;
    int no; /* one for each worker, kept by those that replace it */
    FILE *to[TABLE_FILES];
};

/* Byte ranges in the shelf's files; plain data that goes through a pipe. */
struct piece {
    int shelf_no;
    bool is_there;
    int64_t begin[TABLE_FILES], end[TABLE_FILES];
};

/* Appends to what is there. STATUS_OUTPUT; shelf_close() is allowed after a failure. */
MUST_USE enum status shelf_open(struct str work_dir, int no, struct shelf *out,
                                struct err *err);
void shelf_close(struct shelf *shelf);
void piece_begin(struct shelf *shelf, struct piece *piece);
/* The rows are with the system when this returns STATUS_OK. */
MUST_USE enum status piece_end(struct shelf *shelf, struct piece *piece,
                               struct err *err);
/* All pieces in the order in which they are told. */
struct pieces {
    struct piece *at;
    size_t len;
    int shelves_len; /* one more than the highest shelf no */
};
/* Writes a table to WORK_DIR/TABLE.csv: its head, then the pieces. On the disk when
 * this returns STATUS_OK. */
MUST_USE enum status shelf_join(struct str work_dir, enum table table,
                                const struct pieces *pieces,
                                const struct csv_form *form, struct err *err);

#endif
