/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an archive holds, counted: rows of documents in, lists of counts out. */
#ifndef VANTHU_SUMMARY_H
#define VANTHU_SUMMARY_H

#include "str.h"

struct arena;

enum { COUNT_ALL, COUNT_OK, COUNT_REVIEW, COUNT_FAILED, COUNTS };

struct count {
    struct str name;
    size_t by[COUNTS]; /* documents; by status */
};

/* In byte order of the names. */
struct counts {
    struct arena *arena;
    struct count *at;
    size_t len, cap;
};

struct summary {
    struct counts issuers, months, types, missing; /* months: "2024-03" */
    struct count all;
    size_t pages;
};

struct summary summary_make(struct arena *arena);
/* `cells`: a row of documents.csv. */
void summary_add(struct summary *summary, const struct str *cells);
/* An agency that nothing has come from, by its folded name. */
bool summary_lacks(const struct summary *summary, struct str agency);

#endif
