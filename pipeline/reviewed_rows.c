/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The journal's rows with the log's words over them: of one document, and of all. */
#include "arena.h"
#include "reviewed_parts.h"

#include <stdlib.h>
#include <string.h>

enum { DOCUMENT_BYTES = 256 * 1024 * 1024, NAMES_BYTES = 64 * 1024 * 1024 };

/* --- one document --- */

struct gathering {
    struct reviewed_document *out;
    struct arena *arena;
};

static void gather_row(void *owner, enum table table, const struct str *cells,
                       size_t len)
{
    struct gathering *gathering = owner;

    (void)len;
    reviewed_add(gathering->out, table, cells, gathering->arena);
}

struct listening {
    struct said said;
    int64_t last;
};

static void hear(void *owner, const struct review_entry *entry)
{
    struct listening *listening = owner;

    said_add(&listening->said, entry);
    listening->last = entry->id;
}

enum status reviewed_document(struct journal *journal, struct review *review,
                              const struct journal_document *found, struct arena *arena,
                              struct reviewed_document *out, struct err *err)
{
    struct gathering gathering = {out, arena};
    const struct row_sink sink = {.take = gather_row, .owner = &gathering};
    struct listening listening = {.said = {.arena = arena}};
    enum status status = STATUS_OK;

    *out = (struct reviewed_document){.document = found->document, .done_at = STR("")};
    for (int table = 0; table < TABLE_FILES && status == STATUS_OK; table++) {
        if (table != TABLE_FINDINGS) {
            status = journal_rows(journal, found, (enum table)table, &sink, err);
        }
    }
    if (status == STATUS_OK) {
        status = review_each(review, found->document, hear, &listening, err);
    }
    if (status == STATUS_OK) {
        out->version = listening.last;
        reviewed_apply(out, &listening.said, arena);
    }
    return status;
}

/* --- all documents --- */

struct passing {
    struct journal *journal;
    struct review *review;
    enum table table;
    const struct row_sink *to;
    struct str *spoken_of; /* documents, in byte order */
    size_t spoken_of_len;
    bool is_told; /* the rows of this document are told already */
    enum status status;
    struct err *err;
};

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void tell(struct passing *passing, const struct reviewed_document *document,
                 struct str source)
{
    for (size_t i = 0; i < document->len; i++) {
        struct reviewed_row *row = &document->at[i];

        if (row->table == passing->table && row->state != STATE_REMOVED) {
            *reviewed_cell(row, "document") = document->document;
            *reviewed_cell(row, "source") = source;
            passing->to->take(passing->to->owner, row->table, row->cells,
                              table_forms[row->table].columns_len);
        }
    }
}

static void begin_document(void *owner, struct str document, struct str source)
{
    struct passing *passing = owner;
    struct journal_document found;
    struct reviewed_document reviewed;
    struct arena arena;

    if (passing->to->begin) {
        passing->to->begin(passing->to->owner, document, source);
    }
    passing->is_told = passing->status == STATUS_OK && document.len > 0 &&
                       bsearch(&document, passing->spoken_of, passing->spoken_of_len,
                               sizeof *passing->spoken_of, by_bytes) != NULL;
    if (passing->is_told) {
        arena = arena_make(DOCUMENT_BYTES);
        passing->status =
            journal_document(passing->journal, document, &arena, &found, passing->err);
        if (passing->status == STATUS_OK) {
            passing->status =
                reviewed_document(passing->journal, passing->review, &found, &arena,
                                  &reviewed, passing->err);
        }
        if (passing->status == STATUS_OK) {
            tell(passing, &reviewed, source);
        }
        arena_drop(&arena);
    }
}

static void pass_row(void *owner, enum table table, const struct str *cells, size_t len)
{
    struct passing *passing = owner;

    if (!passing->is_told) {
        passing->to->take(passing->to->owner, table, cells, len);
    }
}

enum status reviewed_each_row(struct journal *journal, struct review *review,
                              enum table table, const struct row_sink *sink,
                              struct err *err)
{
    struct arena arena = arena_make(NAMES_BYTES);
    struct passing passing = {
        .journal = journal, .review = review, .table = table, .to = sink, .err = err};
    const struct row_sink through = {
        .take = pass_row, .owner = &passing, .begin = begin_document};
    enum status status = review_documents(review, &arena, &passing.spoken_of,
                                          &passing.spoken_of_len, err);

    if (status == STATUS_OK) {
        bool as_read = passing.spoken_of_len == 0 || table == TABLE_FINDINGS;

        status = journal_each_row(journal, table, as_read ? sink : &through, err);
    }
    arena_drop(&arena);
    return status == STATUS_OK ? passing.status : status;
}
