/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of a journal, as people corrected them, in memory, documents with their
 * rows, for what looks at many documents at once. Each file is a document of its own (a
 * binder: each of its parts), also when another file has the same content. */
#ifndef VANTHU_ARCHIVE_H
#define VANTHU_ARCHIVE_H

#include "reviewed.h"

struct archive_row {
    struct str *cells; /* as table_forms has them */
    size_t document;   /* index of the document */
};

struct archive_table {
    struct archive_row *at;
    size_t len, cap;
};

struct archive {
    struct arena *arena;
    struct str out_dir;                       /* its text/ has the texts */
    struct review *review;                    /* NULL: rows as they were read */
    bool leaves_out[TABLE_FILES];             /* not read; never documents */
    struct archive_table tables[TABLE_FILES]; /* in the order of the documents */
};

/* What of `archive` is given: arena, out_dir, review, leaves_out. n log n in the
 * documents. */
MUST_USE enum status archive_read(struct journal *journal, struct archive *archive,
                                  struct err *err);
struct str archive_cell(const struct archive_row *row, enum table table,
                        const char *column);
/* A row of documents. */
struct str archive_document(const struct archive *archive, size_t document,
                            const char *column);
/* The rows of a table that belong to a document: from *first, as many as returned.
 * log n in the rows. */
size_t archive_rows(const struct archive *archive, enum table table, size_t document,
                    size_t *first);

/* The recognised text of a document, in `arena`; empty: its file is not there. */
struct str archive_text(const struct archive *archive, size_t document,
                        struct arena *arena);

/* What an agency is called, folded and with its usual abbreviations in full, so that
 * "UBND xã Bình Lạc (để t/h);" and "ỦY BAN NHÂN DÂN XÃ BÌNH LẠC" are the same. */
struct str agency_key(struct str name, struct arena *arena);
/* Whether `recipient` (a key) names `issuer` (a key): the same, but for the place that
 * one of them has behind it ("so noi vu", "so noi vu tinh ha lac"; "cong an tinh",
 * "cong an tinh ha lac"). */
bool agency_is(struct str recipient, struct str issuer);
/* More than one agency: "các phòng, ban". */
bool agency_is_group(struct str key);

#endif
