/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VANTHU_LIKENESS_H
#define VANTHU_LIKENESS_H

#include "str.h"

struct arena;

/* The runs of three words of a folded text, as hashes: sorted, each once. */
struct runs {
    uint64_t *at;
    size_t len;
};

struct runs runs_of(struct str text, struct arena *arena);
/* How much two texts have in common, 0 to 1: the share of their runs that both have.
 * Two scans of one page reach 0.6 to 0.95, as far as recognition goes; plans made from
 * one model that differ in names, numbers and dates stay below 0.5 when half of their
 * sentences differ. */
double runs_likeness(struct runs x, struct runs y);
double text_likeness(struct str a, struct str b, struct arena *arena);

/* A text in half a KiB, to find its likes among a hundred thousand: the least run of
 * each of 128 shares of all runs (MinHash, one permutation). */
enum { SKETCH_BINS = 128, SKETCH_BANDS = 32 };
struct sketch {
    uint32_t least[SKETCH_BINS];
    uint32_t runs; /* 0: no text, nothing is like it */
};

struct sketch sketch_of(struct runs runs);
/* About runs_likeness(): within 0.1 of it, 19 times in 20. */
double sketch_likeness(const struct sketch *a, const struct sketch *b);
/* Two texts that have 0.6 in common have the same key in one band at least with a
 * chance of .99, those with 0.7 of .9998. */
uint64_t sketch_key(const struct sketch *sketch, size_t band);

#endif
