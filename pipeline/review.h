/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * OUT/review.db: what people said of values. Beside the journal and not in it: the
 * journal can be made anew from the scans, this can't. A log: an entry is never
 * changed, the newest on a value counts, and each carries the SHA-256 of itself and of
 * the one before it, so that what was changed afterwards shows. Documents are named by
 * their content (the `document` of the tables), so the words of people outlive other
 * rules, other settings and a journal that is taken away. SQLite only here. */
#ifndef VANTHU_REVIEW_H
#define VANTHU_REVIEW_H

#include "err.h"
#include "tables.h"

struct review;

enum review_action {
    REVIEW_SET,      /* a value, in the place of what was read */
    REVIEW_ACCEPT,   /* what was read is right; without a column: all of the row */
    REVIEW_REMOVE,   /* the row of a list is none */
    REVIEW_ADD,      /* a row of a list that was not read; `cells` has it */
    REVIEW_DONE,     /* a person has been through the document */
    REVIEW_NOT_DONE, /* and takes that back */
    REVIEW_UNDO,     /* takes the last word on that value back */
    REVIEW_ACTIONS
};
extern const char *const review_action_names[REVIEW_ACTIONS];
/* REVIEW_ACTIONS when there is none of this name. */
enum review_action review_action_by_name(struct str name);

struct review_entry {
    int64_t id;       /* from 1, without gaps; set by review_put() */
    enum table table; /* TABLE_DOCUMENTS, or a list */
    enum review_action action;
    struct str at; /* "2026-11-21T08:15:00Z" */
    struct str who;
    struct str document;
    struct str row;              /* of a list: its name (reviewed.h); else empty */
    struct str column;           /* empty: the row as a whole */
    struct str old_value, value; /* of the column, before and after */
    struct str cells;            /* of a list: the row as it was read, or as added */
    struct str chain;            /* 64 hex digits; set by review_put() */
};

enum review_mode {
    REVIEW_WRITE, /* made when absent */
    REVIEW_READ,  /* absent: nobody has said anything; *out is NULL then */
};
/* STATUS_OUTPUT says what is wrong and what to do: damaged, of another program, written
 * by a newer one, can't be written. */
MUST_USE enum status review_open(struct str out_dir, enum review_mode mode,
                                 struct review **out, struct err *err);
void review_close(struct review *review); /* NULL is allowed */

/* Appends the entry; on disk when it returns. `seen`: the last entry on the document
 * that the person knew of. When somebody else spoke of this value since, nothing is
 * put, and `other` is their entry, its texts in `arena`; else other->id is 0. An entry
 * that says the same as the newest one is not put twice. STATUS_USAGE: it can't be (no
 * such column; a value over 32 KiB). STATUS_OUTPUT: it can't be written. */
MUST_USE enum status review_put(struct review *review, struct review_entry *entry,
                                int64_t seen, struct review_entry *other,
                                struct arena *arena, struct err *err);

/* Entries on a document (empty: on all) in their order; they live until `each` returns.
 * NULL for `review`: none. */
MUST_USE enum status review_each(struct review *review, struct str document,
                                 void (*each)(void *owner,
                                              const struct review_entry *entry),
                                 void *owner, struct err *err);
/* The documents that somebody spoke of, in byte order of their names. */
MUST_USE enum status review_documents(struct review *review, struct arena *arena,
                                      struct str **out, size_t *len, struct err *err);
/* A number that grows with each entry; 0: none. For what is kept of them elsewhere. */
MUST_USE enum status review_last(struct review *review, int64_t *id, struct err *err);

/* Holds the log against its chain. *wrong: the first entry that is not what was
 * written, or is missing; 0: all is in order. `head`: the chain of the last entry; who
 * writes it down elsewhere can tell later that none was cut off. */
MUST_USE enum status review_check(struct review *review, int64_t *wrong, int64_t *len,
                                  char head[65], struct err *err);
/* Appends what the log in `from_dir` has, if there is one, and that in `out_dir` has
 * not, in its order; any number of times. */
MUST_USE enum status review_merge(struct str out_dir, struct str from_dir,
                                  struct err *err);

#endif
