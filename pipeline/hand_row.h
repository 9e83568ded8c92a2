/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of handwriting share: one row of glyphs, and gaps that are filled in.
 * hand_row.c finds the row and puts what is written in its gaps apart, hand_number.c
 * and words_hand.c know where the gaps of the number and of the date are. */
#ifndef VANTHU_HAND_ROW_H
#define VANTHU_HAND_ROW_H

#include "hand.h"
#include "hand_gap.h"

enum {
    /* The head of a page ends above this share of its height. */
    HEAD_PCT = 45,
    MAX_LINE_GLYPHS = 200,
};
#define NO_WORD ((size_t)-1) /* of a glyph that was replaced */

/* The glyphs of one row, left to right, and their folded text without blanks. */
struct row_text {
    struct glyph *at[MAX_LINE_GLYPHS];
    char folded[MAX_LINE_GLYPHS];
    size_t len;
    struct box_px box;
};

/* Glyphs that overlap the height of `anchor` by half, from `left` to `right`. */
void row_gather(const struct glyphs *glyphs, struct box_px anchor, int left, int right,
                struct arena *arena, struct row_text *row);
struct str row_str(const struct row_text *row);

/* The words of the row inside the gap become one "…"; those that reach into it keep
 * what is outside, cut between their glyphs. */
struct cut {
    struct words *words;
    const struct row_text *row;
    const struct gap *gap;
    struct arena *arena;
};

/* Marks print in the gap, or puts "…" and `slot` for what is written there. */
void look_at_gap(const struct cut *cut, const struct page *page, struct hand_slot slot);

/* The number's row: "Số", the number, the symbol. */
void look_at_number(struct words *words, const struct glyphs *glyphs,
                    const struct page *page, struct arena *arena);

#endif
