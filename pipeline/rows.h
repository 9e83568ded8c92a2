/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of the output contract, as CSV (RFC 4180, UTF-8). */
#ifndef VANTHU_ROWS_H
#define VANTHU_ROWS_H

#include "findings.h"

struct csv_form {
    bool excel;   /* byte order mark and the formula guard */
    bool lf_only; /* LF at the end of a row; else CRLF */
};

/* What names a document in every row. */
struct document_id {
    struct str document; /* first 16 hex digits of sha256 */
    struct str source;   /* the path as given */
    struct str range;    /* "#page=3-5" of a file that holds several; else empty */
    struct str sha256;
    int pages_len;
};

/* Writes one row. Values are NFC already. A write that fails shows at fclose(). */
void row_write(FILE *to, const struct str *values, size_t len,
               const struct csv_form *form);
/* The first row, of names, with the byte order mark where the form asks for one. */
void row_write_names(FILE *to, const char *const *names, size_t len,
                     const struct csv_form *form);

/* Who takes rows, one call each: as many cells as the table has columns; they live
 * until the call returns. */
struct row_sink {
    void (*take)(void *owner, enum table table, const struct str *cells, size_t len);
    void *owner;
    /* NULL, or called before the rows of each document, also of one that has none */
    void (*begin)(void *owner, struct str document, struct str source);
};

/* The rows of one document; what they are made of stays in `arena`. */
void rows_from_fields(const struct document_id *id, const struct text *text,
                      const struct fields *fields, const struct findings *findings,
                      const struct row_sink *sink, struct arena *arena);
/* One row of findings; `finding` need not belong to a document (id of empty texts). */
void row_from_finding(const struct document_id *id, const struct finding *finding,
                      const struct row_sink *sink);
/* The row of a document that could not be read, and its finding. */
void rows_from_failure(const struct document_id *id, enum status how, struct str reason,
                       int page_no, const struct row_sink *sink);

#endif
