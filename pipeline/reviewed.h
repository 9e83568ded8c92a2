/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of the tables as people left them: what the program read, with what
 * review.h's log says of it. A row of a list is found again by its place on the page,
 * so that a correction holds when other rules read more or fewer rows, or other words;
 * when there is none at its place any more, the row that the person saw is put back. */
#ifndef VANTHU_REVIEWED_H
#define VANTHU_REVIEWED_H

#include "journal.h"
#include "review.h"

enum reviewed_state {
    STATE_READ,     /* nobody looked at it */
    STATE_ACCEPTED, /* it was read right, a person says */
    STATE_SET,      /* a person's value */
    STATE_ADDED,    /* a person's row */
    STATE_REMOVED,  /* no row, a person says */
    STATES
};
extern const char *const reviewed_state_names[STATES];

struct reviewed_row {
    enum table table;
    struct str row;            /* names it in review_put(); empty: not of a list */
    struct str *cells;         /* as they count now */
    struct str *read;          /* as the program read them; NULL: it did not */
    enum reviewed_state *of;   /* each column */
    enum reviewed_state state; /* the row as a whole: the strongest of the above */
};

struct reviewed_document {
    struct str document;
    int64_t version;         /* id of the last entry on it; 0: none */
    bool is_done;            /* a person has been through it */
    struct str done_at;      /* "2026-11-21T08:15:00Z" */
    struct reviewed_row *at; /* documents, then the lists and the others, in order */
    size_t len, cap;
};

/* Columns that a person can set. */
bool reviewed_can_set(enum table table, struct str column);
/* The value as the table has to have it: NFC on one line, a date as ISO 8601 (it may be
 * given as 8/3/2024), one of the ids where the contract has ids. STATUS_USAGE says what
 * is wanted. */
MUST_USE enum status reviewed_value(enum table table, struct str column,
                                    struct str value, struct arena *arena,
                                    struct str *out, struct err *err);

/* All cells of a row, as review_entry.cells has them, and back. */
struct str reviewed_pack(enum table table, const struct str *cells,
                         struct arena *arena);
struct str *reviewed_unpack(enum table table, struct str packed, struct arena *arena);

/* One document of the last run, with its removed rows. `review` may be NULL. */
MUST_USE enum status reviewed_document(struct journal *journal, struct review *review,
                                       const struct journal_document *found,
                                       struct arena *arena,
                                       struct reviewed_document *out, struct err *err);

/* As journal_each_row(), with what people said: `corrected` names the columns that they
 * set, "row" for a row that they added; `reviewed` is the day on which a person went
 * through the document; a value that they accepted or set is certain; rows that they
 * removed are left out. */
MUST_USE enum status reviewed_each_row(struct journal *journal, struct review *review,
                                       enum table table, const struct row_sink *sink,
                                       struct err *err);

#endif
