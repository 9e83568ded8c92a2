/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An archive for tests, put into a journal row by row as a run would. */
#ifndef VANTHU_ARCHIVE_OF_H
#define VANTHU_ARCHIVE_OF_H

#include "track.h"

struct place {
    struct str folder;
    struct journal *journal;
    struct arena *arena;
    struct err err;
    int documents;
    int64_t content;
};

void place_begin(struct place *place, struct arena *arena);
void place_end(struct place *place);
/* A document, NN.pdf, with its row; rows of other tables follow, then document_end().
 */
void document(struct place *place, const char *issuer, const char *code,
              const char *date);
void document_end(struct place *place);
/* What was recognised of the document that is not ended yet. */
void document_text(struct place *place, struct str text);
/* A row of `names` and values in turns, up to NULL. */
void put_row(struct place *place, enum table table, const char *const *pairs);
#define ROW(place, table, ...)                                                         \
    put_row((place), (table), (const char *const[]){__VA_ARGS__, NULL})
void read_archive(struct place *place, struct archive *archive);

/* What was found: the columns asked for, a line each. */
struct found {
    struct str lines[64];
    size_t len;
    struct arena *arena;
    const char *columns[4];
};
void found_take(void *owner, enum track_table table, const struct str *cells,
                size_t len);
/* Just these lines, up to NULL. */
void found_check(const struct found *found, const char *const *want);

#endif
