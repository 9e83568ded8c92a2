/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is filled in by hand on the head of a first page: the number before its symbol,
 * the day and the month. Tesseract reads such strokes as something all the same, often
 * as digits and now and then surely, so they are told by their shape, not by how sure
 * it is. */
#ifndef VANTHU_HAND_H
#define VANTHU_HAND_H

#include "page.h"

/* One recognised character. */
struct glyph {
    struct str text;
    struct box_px box;
    size_t word; /* index of its word */
};

struct glyphs {
    struct glyph *at;
    size_t len;
};

/* Words (or pieces of them) on the number line and the date line that are written by
 * hand become words "…" with HAND_WRITTEN; a gap that holds no ink stays a gap. Digits
 * that were measured and are print become HAND_PRINTED. */
void words_mark_hand(struct words *words, const struct glyphs *glyphs,
                     const struct page *page, struct arena *arena);

#endif
