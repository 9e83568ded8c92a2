/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands behind the types of vanthu.h. */
#ifndef VANTHU_ENGINE_H
#define VANTHU_ENGINE_H

#include "arena.h"
#include "document.h"
#include "vanthu.h"

struct vanthu {
    struct arena arena; /* of rules and models */
    struct rules rules;
    struct models models;
    struct reader reader;
    struct limits limits;
    size_t memory_bytes; /* of one file's words, text and rows */
    bool trusts_names;
    int (*on_page)(void *owner, int page, int pages);
    void *owner;
};

struct kept_row {
    const char *cells[MAX_COLUMNS];
    struct vanthu_value place; /* of all cells; its text is not used */
};

struct kept_table {
    struct kept_row *rows;
    size_t len, cap;
};

struct vanthu_document {
    int first_page, last_page;
    const char *text;
    struct kept_table tables[TABLE_FILES];
    struct vanthu_value places[MAX_COLUMNS]; /* of the columns of documents */
};

/* Lives in its own arena, as does all that it points to. */
struct vanthu_file {
    struct arena arena;
    struct vanthu_document *documents;
    size_t len;
};

/* Words a failure, and returns `status`. */
int error_set(struct vanthu_error *error, enum vanthu_status status, int page,
              const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The same of a failure inside the flow. */
int error_from(struct vanthu_error *error, const struct err *err);

/* One call into the flow. An arena that is full ends it, not the process. */
enum { CALL_ARENAS = 2 };
struct call {
    int (*step)(struct call *call); /* enum vanthu_status */
    void *state;
    struct arena *arenas[CALL_ARENAS]; /* NULL: none */
    struct vanthu_error *error;
    bool was_cut; /* an arena was full: what libraries held then is lost */
};
/* Runs the step, in the C locale: numbers are read and written with points. */
int call_run(struct call *call);

/* Copies what was read of `document` to `file`, whose arena it takes. */
void file_keep(struct vanthu_file *file, const struct document *document);

#endif
