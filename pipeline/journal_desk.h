/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The journal for who looks at one document after the other, in any order. */
#ifndef VANTHU_JOURNAL_DESK_H
#define VANTHU_JOURNAL_DESK_H

#include "journal.h"
#include "words.h"

/* Where a document of the last run came from; in the arena. */
struct journal_origin {
    int64_t content_id;
    int part_no;
    struct journal_file file; /* the first that has it, in order of path */
    struct str sha256;        /* of the file; empty: it could not be hashed */
    struct str range;         /* "#page=3-5" of a file that holds several */
    bool is_dump;             /* of words: the file has no picture */
    int pages_len;            /* of the file */
};

/* *found false: no file of the last run has it. `content_id`, when it is known: 0 looks
 * through all documents. */
MUST_USE enum status journal_origin(struct journal *journal, struct str document,
                                    int64_t content_id, struct arena *arena,
                                    struct journal_origin *out, bool *found,
                                    struct err *err);
/* The files of the last run with that content, in order of path. */
MUST_USE enum status journal_paths(struct journal *journal, int64_t content_id,
                                   struct arena *arena, struct str **out, size_t *len,
                                   struct err *err);
/* The sheet of a page that was read; false: there is none, or it was lost. */
MUST_USE bool journal_sheet(struct journal *journal, int64_t content_id, int page_no,
                            struct sheet *out);
/* The recognised text of one document; empty: none. */
struct str journal_text_of(struct journal *journal, int64_t content_id, int part_no,
                           struct arena *arena);

#endif
