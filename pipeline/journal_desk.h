/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The journal for who looks at one document after the other, in any order, and for who
 * keeps something derived of it up to date. */
#ifndef VANTHU_JOURNAL_DESK_H
#define VANTHU_JOURNAL_DESK_H

#include "journal.h"
#include "words.h"

/* The sheet of a page that was read; false: there is none, or it was lost. */
MUST_USE bool journal_sheet(struct journal *journal, int64_t content_id, int page_no,
                            struct sheet *out);
/* The recognised text of one document; empty: none. */
struct str journal_text_of(struct journal *journal, int64_t content_id, int part_no,
                           struct arena *arena);

/* Numbers that differ when something has changed. */
struct journal_state {
    int64_t made;      /* of the last content whose rows were made */
    int64_t ended_run; /* of the last run that came to its end; of one that goes on not
                          all files are known */
};
MUST_USE enum status journal_state(struct journal *journal, struct journal_state *out,
                                   struct err *err);
/* The documents whose rows were made after `made`. */
MUST_USE enum status journal_made_since(struct journal *journal, int64_t made,
                                        void (*each)(void *owner, struct str document),
                                        void *owner, struct err *err);
/* All documents of the last run with their first source, as the tables have it. */
MUST_USE enum status
journal_each_document(struct journal *journal,
                      void (*each)(void *owner, struct str document, struct str source),
                      void *owner, struct err *err);

#endif
