/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * OUT/index.db: what the desk looks things up in: a row for each document with the
 * columns of the queue, its duties, and its text twice in a full-text index, as written
 * and folded. All of it is derived from the journal and the log of corrections;
 * deleted, it is made anew. Values are the corrected ones. SQLite only in
 * desk_index*.c.
 *
 * Risk: how many values of a document are likely wrong, so that a minute of a person's
 * time mends the most. Values with a confidence c are wrong with 1 - c (it is
 * calibrated), so their sum is what to expect:
 *
 *   sum over header values of (1 - c)          what registers and searches go by
 *   + 0.25 x sum over rows of lists            one of many of its kind
 *   + 0.5 for each warning, 1 for each error   something contradicts itself
 *   + 1 for each missing part                  a value that nobody has
 *   + 1000 where the status is `review` or `failed`
 *
 * A failed document has no values: it counts as one whose header values are all wrong.
 * The last line is no measure but a rule: what the program itself calls doubtful comes
 * before what it calls sure, however much text the sure one has. Documents that a
 * person has been through leave the queue. */
#ifndef VANTHU_DESK_INDEX_H
#define VANTHU_DESK_INDEX_H

#include "journal.h"
#include "review.h"

struct desk_index;

/* Made when absent, or when it is damaged or another program's version. */
MUST_USE enum status index_open(struct str out_dir, struct desk_index **out,
                                struct err *err);
void index_close(struct desk_index *index); /* NULL is allowed */

/* Brings a batch of documents up to date, in one short transaction. *more: there may be
 * others. To be called again from time to time: another process may read documents, or
 * correct them. */
MUST_USE enum status index_update(struct desk_index *index, struct journal *journal,
                                  struct review *review, bool *more, struct err *err);
/* One document that was just corrected. */
MUST_USE enum status index_document(struct desk_index *index, struct journal *journal,
                                    struct review *review, struct str document,
                                    struct err *err);

enum index_order { ORDER_RISK, ORDER_DATE, ORDER_PATH, ORDERS };

/* What is asked of the queue; an empty text asks nothing. */
struct index_query {
    enum index_order order;
    int offset, limit;
    int reviewed;            /* 0, 1; -1: either */
    struct str status, type; /* as they are */
    struct str missing;      /* a part; "*": any */
    struct str check;        /* of a finding */
    struct str month;        /* "2024-03" */
    struct str issuer;       /* part of a name; with or without diacritics */
    struct str words;        /* of the text: see desk_search.h */
};

struct index_row {
    struct str document, source, code, date, type, issuer, title, signer, status,
        missing;
    double confidence, risk;
    int doubts;
    bool is_reviewed;
    int64_t content_id;
    int part_no;
};
typedef void index_taker(void *owner, const struct index_row *row);

/* *total: how many there are without offset and limit. */
MUST_USE enum status index_queue(struct desk_index *index,
                                 const struct index_query *query, index_taker *take,
                                 void *owner, int64_t *total, struct err *err);
/* The document after this one by risk, of those to look at; empty: none. */
struct str index_next(struct desk_index *index, struct str document,
                      struct arena *arena);

enum index_count {
    COUNT_STATUS,
    COUNT_REVIEWED, /* "0", "1" */
    COUNT_ISSUER,   /* the most frequent; review and missing too */
    COUNT_TYPE,
    COUNT_MONTH,
    COUNT_MISSING,
    COUNT_CHECK,
    COUNT_DUTY_MONTH,
    COUNTS
};
typedef void count_taker(void *owner, struct str name, const int64_t numbers[3]);
MUST_USE enum status index_counts(struct desk_index *index, enum index_count what,
                                  count_taker *take, void *owner, struct err *err);

struct index_duty {
    struct str day, document, code, actor, task, kind;
};
/* Those of a month ("2024-06"), by day; at most 5,000. */
MUST_USE enum status index_duties(struct desk_index *index, struct str month,
                                  void (*take)(void *owner,
                                               const struct index_duty *duty),
                                  void *owner, struct err *err);
/* Documents that are not in it yet, as far as is known. */
int64_t index_left(struct desk_index *index);

#endif
