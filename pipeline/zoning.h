/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the zones_*.c files only: a page on its way from lines to zones. */
#ifndef VANTHU_ZONING_H
#define VANTHU_ZONING_H

#include "zones.h"

enum { UNASSIGNED = ZONE_KINDS };

/* What is worked out about one line. */
struct zoned {
    int kind; /* enum zone_kind, or UNASSIGNED */
    int block;
    struct str text;
    struct str folded;
};

struct zoning {
    struct lines *lines;
    size_t lines_cap;
    const struct words *words;
    struct zone_state *state;
    struct arena *arena;
    struct zoned *of; /* one for each line */
    size_t of_cap;
    int pitch_px;          /* from one line of a paragraph to the next */
    int left_px, right_px; /* edges of the body's text */
    struct zones out;
    size_t zones_cap, order_cap;
};

static inline const struct line *zoning_line(const struct zoning *z, size_t i)
{
    return &z->lines->at[i];
}

/* The line is heavier than the page's plain print; unknown strokes are not. */
bool zoning_is_bold(const struct zoning *z, size_t i);
/* Cuts line `i` before its word `word` (> 0); the rest becomes the next line,
 * unassigned. */
void zoning_cut(struct zoning *z, size_t i, size_t word);
/* The word of line `i` in which byte `at` of its folded text lies. */
size_t zoning_word_at(const struct zoning *z, size_t i, size_t at);
/* The rule `needle` (folded) is in the line's text with at most `slack` letters wrong.
 */
bool zoning_like(const struct zoning *z, size_t i, struct str needle, size_t slack);
/* Adds a zone that holds the one line `i`. */
struct zone *zoning_add(struct zoning *z, enum zone_kind kind, size_t i);
/* Adds line `i` to the last zone. */
void zoning_add_line(struct zoning *z, size_t i);

/* Each assigns the lines that are its own and leaves the others. */
void zoning_header(struct zoning *z);
void zoning_foot(struct zoning *z);
/* These emit zones in reading order. */
void zoning_emit_header(struct zoning *z);
void zoning_emit_body(struct zoning *z);
void zoning_emit_foot(struct zoning *z);

/* The head of the first page, on its way. */
struct head {
    int gutter_px; /* left of it: the agency; right of it: the motto */
    int motto_top, motto_bottom;
    int bottom_px; /* below the number and the date */
};

/* Line `i` is a stamp that is no part of the form. */
bool zoning_is_stamp(const struct zoning *z, size_t i);
/* The agencies of the left column, down to `bottom_px`. */
void zoning_agencies(struct zoning *z, const struct head *head, int bottom_px);
/* The type and the title below it. */
void zoning_title(struct zoning *z, const struct head *head);
/* "Kính gửi:" and its lines. */
void zoning_addressees(struct zoning *z, const struct head *head);

/* One signature block. */
struct block {
    struct box_px box; /* of its offices */
    int bottom_px;     /* the name is above this */
    bool approves;
    int rank; /* 0: the signer's */
};

enum { MAX_BLOCKS = 8 };

/* The parts of a page's foot, on their way. */
struct foot {
    size_t note;   /* the line "Nơi nhận:"; lines.len when there is none */
    int gutter_px; /* recipients end left of it */
    struct block blocks[MAX_BLOCKS];
    size_t blocks_len;
};

/* The line "Nơi nhận:"; lines.len when there is none. */
size_t zoning_note(const struct zoning *z);
/* Finds the offices of the signature blocks below `from_px`. */
void zoning_blocks(struct zoning *z, struct foot *foot, int from_px);
/* The name of each block; scraps around it go to the margin. */
void zoning_signers(struct zoning *z, const struct foot *foot);
/* Which block is the signer's own (block 0), with the names already found. */
void zoning_rank_blocks(const struct zoning *z, struct foot *foot);
void zoning_recipients(struct zoning *z, const struct foot *foot);
void zoning_emit_recipients(struct zoning *z);

/* Tables of the page, by their ruling lines. */
struct grid {
    struct box_px box;
    int *x_px, *y_px; /* where its ruling lines are, ascending */
    size_t x_len, y_len;
    struct box_px *strokes; /* its ruling lines, where each of them runs */
    size_t strokes_len;
};
struct grids {
    struct grid *at;
    size_t len;
};
struct grids zoning_grids(const struct zoning *z);
/* The grid that holds line `i`; grids.len when none. */
size_t zoning_grid_of(const struct grids *grids, const struct zoning *z, size_t i);
/* Cells of one grid, in order of row and column. */
void zoning_emit_table(struct zoning *z, const struct grid *grid, int table);

#endif
