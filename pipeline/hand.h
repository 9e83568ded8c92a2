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
 * hand become words "…" with HAND_WRITTEN, each with a slot; a gap that holds no ink
 * stays a gap. Digits that were measured and are print become HAND_PRINTED. */
void words_mark_hand(struct words *words, const struct glyphs *glyphs,
                     const struct page *page, struct arena *arena);

/* The likeliest reading that may stand in such a slot, its chance against the others
 * that may and against what the readings leave over; chance 0: none of them may. */
struct reading hand_choose(const struct hand_slot *slot,
                           const struct readings *readings);

/* Cuts the pictures of the slots and reads them: "…" becomes digits where they may
 * stand in such a place (a day of that month, no number with zeros before it) and are
 * likelier than all other readings together, with their chance as the word's
 * confidence. `digits` NULL: only the pictures. */
void words_read_hand(struct words *words, struct digits *digits,
                     const struct page *page, struct arena *arena);

/* A number by hand that was read and whose symbol has lost its / gets it back: "1274
 * BQLR-KT", "583 -SNV". Such a word is not sure. */
void words_mend_symbol(struct words *words, struct arena *arena);

#endif
