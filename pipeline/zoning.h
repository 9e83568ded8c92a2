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

/* A margin: where it stands at the top of the page, and how many thousandths of a pixel
 * it moves to the right a pixel further down. */
struct edge {
    int x_px;
    int slope;
};

struct zoning {
    struct lines *lines;
    size_t lines_cap;
    const struct words *words;
    struct zone_state *state;
    struct arena *arena;
    struct zoned *of; /* one for each line */
    size_t of_cap;
    int pitch_px;            /* from one line of a paragraph to the next */
    struct edge left, right; /* of the body's text */
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

/* Sets the edges from the page's long lines. */
void zoning_measure_edges(struct zoning *z);
/* Where the edge stands beside a line. */
int edge_at(struct edge edge, struct box_px box);

/* Each assigns the lines that are its own and leaves the others. */
void zoning_header(struct zoning *z);
void zoning_foot(struct zoning *z);
/* These emit zones in reading order. */
void zoning_emit_header(struct zoning *z);
void zoning_emit_body(struct zoning *z);
void zoning_emit_foot(struct zoning *z);

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
