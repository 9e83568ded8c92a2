/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pairs of documents that are worth comparing: few for each document, however many
 * there are. */
#ifndef VANTHU_TWIN_PAIRS_H
#define VANTHU_TWIN_PAIRS_H

#include "likeness.h"
#include "twin.h"

struct twin_pair {
    uint32_t b, a; /* indexes of documents, a < b */
};

struct twin_pairs {
    struct twin_pair *at; /* by b, then a; each once */
    size_t len, cap;
    struct arena *arena;
};

/* Those that have two of number, date and issuer in common (of such a group each with
 * the first and with the sixteen before it), and those whose sketches have a band in
 * common (each with the first and with the two before it). n log n. */
struct twin_pairs twin_pairs_of(const struct twin_header *headers,
                                const struct sketch *sketches, size_t len,
                                struct arena *arena);

#endif
