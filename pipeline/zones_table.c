/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables by their ruling lines. Strokes that touch make one grid; a line of text lies
 * in the cell whose four strokes are next to it, so cells that span rows or columns
 * come out as one:
 *
 *   +-------+--------+--------+
 *   | Tháng | Chủ đề |  ...   |   row 0
 *   +-------+--------+--------+
 *   | 4     | a      |  ...   |   row 1: the cell of column 0 spans
 *   |       +--------+--------+
 *   |       | b      |  ...   |   row 2
 *   +-------+--------+--------+
 */
#include "arena.h"
#include "ints.h"
#include "ruling.h"
#include "zoning.h"

#include <stdlib.h>

enum {
    TOUCH_UM = 1200, /* strokes that end this near to each other touch */
    ASIDE_UM = 4000, /* no column is narrower: what is nearer is one line */
    BELOW_UM = 2000, /* no row is lower */
};

static int px_of(const struct zoning *z, int um)
{
    return (int)((int64_t)um * z->words->sheet.dpi / 25400);
}

static bool is_upright(struct box_px stroke)
{
    return box_height(stroke) > box_width(stroke);
}

static bool strokes_touch(struct box_px a, struct box_px b, int touch_px)
{
    return a.left - touch_px < b.right && b.left - touch_px < a.right &&
           a.top - touch_px < b.bottom && b.top - touch_px < a.bottom;
}

/* Stroke i takes the group of those before it that it touches, or gives them its own.
 */
static bool join_group(const struct words *words, size_t i, int touch_px, size_t *group)
{
    bool changed = false;

    for (size_t j = 0; j < i; j++) {
        size_t least = group[i] < group[j] ? group[i] : group[j];

        if (group[i] != group[j] &&
            strokes_touch(words->strokes[i], words->strokes[j], touch_px)) {
            group[i] = group[j] = least;
            changed = true;
        }
    }
    return changed;
}

/* Which of the strokes hang together; group[i] is the least index of i's group. */
static void group_strokes(const struct words *words, int touch_px, size_t *group)
{
    bool changed = true;

    for (size_t i = 0; i < words->strokes_len; i++) {
        group[i] = i;
    }
    while (changed) {
        changed = false;
        for (size_t i = 0; i < words->strokes_len; i++) {
            changed = join_group(words, i, touch_px, group) || changed;
        }
    }
}

/* Sorts; what lies within `near_px` of the one before is one place, their mean. */
static size_t merge_places(int *at, size_t len, int near_px)
{
    size_t kept = 0, begin = 0;
    int sum = 0;

    if (len > 0) {
        ints_sort(at, len);
    }
    for (size_t i = 0; i < len; i++) {
        bool ends = i + 1 == len || at[i + 1] - at[i] > near_px;

        sum += at[i];
        if (ends) {
            at[kept++] = sum / (int)(i + 1 - begin);
            begin = i + 1;
            sum = 0;
        }
    }
    return kept;
}

static void merge_grid(const struct zoning *z, struct grid *grid)
{
    grid->x_len = merge_places(grid->x_px, grid->x_len, px_of(z, ASIDE_UM));
    grid->y_len = merge_places(grid->y_px, grid->y_len, px_of(z, BELOW_UM));
}

static bool grid_of_group(const struct zoning *z, const struct words *words,
                          const size_t *group, size_t which, struct grid *grid)
{
    bool has_columns;

    *grid = (struct grid){.x_px = ARENA_ARRAY(z->arena, int, words->strokes_len + 2),
                          .y_px = ARENA_ARRAY(z->arena, int, words->strokes_len + 2),
                          .strokes =
                              ARENA_ARRAY(z->arena, struct box_px, words->strokes_len)};
    for (size_t i = 0; i < words->strokes_len; i++) {
        struct box_px stroke = words->strokes[i];

        if (group[i] != which) {
            continue;
        }
        grid->strokes[grid->strokes_len++] = stroke;
        grid->box = box_union(grid->box, stroke);
        if (is_upright(stroke)) {
            grid->x_px[grid->x_len++] = box_mid_x(stroke);
        } else {
            grid->y_px[grid->y_len++] = box_mid_y(stroke);
        }
    }
    merge_grid(z, grid);
    /* Two columns at least; a frame around a stamp or a page has one. Three rows may
     * have the line between their columns only. */
    has_columns =
        ((grid->x_len >= 2 && grid->y_len >= 2 && grid->x_len + grid->y_len >= 5) ||
         (grid->x_len == 1 && grid->y_len >= 4)) &&
        box_width(grid->box) * 4 > z->words->sheet.width_px;
    /* The outer lines may be missing. */
    grid->x_px[grid->x_len++] = grid->box.left;
    grid->x_px[grid->x_len++] = grid->box.right;
    grid->y_px[grid->y_len++] = grid->box.top;
    grid->y_px[grid->y_len++] = grid->box.bottom;
    merge_grid(z, grid);
    return has_columns;
}

struct grids zoning_grids(const struct zoning *z)
{
    struct words words = words_without_bars(z->words, z->arena);
    size_t *group = ARENA_ARRAY(z->arena, size_t, words.strokes_len + 1);
    struct grids grids = {
        .at = ARENA_ARRAY(z->arena, struct grid, words.strokes_len + 1)};

    group_strokes(&words, px_of(z, TOUCH_UM), group);
    for (size_t i = 0; i < words.strokes_len; i++) {
        if (group[i] == i && grid_of_group(z, &words, group, i, &grids.at[grids.len])) {
            grids.len++;
        }
    }
    return grids;
}

size_t zoning_grid_of(const struct grids *grids, const struct zoning *z, size_t i)
{
    struct box_px box = zoning_line(z, i)->box;

    for (size_t g = 0; g < grids->len; g++) {
        if (box_holds(grids->at[g].box, box_mid_x(box), box_mid_y(box))) {
            return g;
        }
    }
    return grids->len;
}

enum side { SIDE_LEFT, SIDE_RIGHT, SIDE_TOP, SIDE_BOTTOM };

/* The stroke next to the middle of `box` on one side: its place, or the grid's edge. */
static int edge_beside(const struct zoning *z, const struct grid *grid,
                       struct box_px box, enum side side)
{
    bool upright = side == SIDE_LEFT || side == SIDE_RIGHT;
    bool before = side == SIDE_LEFT || side == SIDE_TOP;
    int x = box_mid_x(box), y = box_mid_y(box), from = upright ? x : y;
    int edges[] = {grid->box.left, grid->box.right, grid->box.top, grid->box.bottom};
    int best = edges[side], touch_px = px_of(z, TOUCH_UM);

    for (size_t i = 0; i < grid->strokes_len; i++) {
        struct box_px s = grid->strokes[i];
        int place = upright ? box_mid_x(s) : box_mid_y(s);
        bool beside = upright ? s.top - touch_px <= y && s.bottom + touch_px >= y
                              : s.left - touch_px <= x && s.right + touch_px >= x;
        bool nearer =
            before ? place <= from && place > best : place > from && place < best;

        if (is_upright(s) == upright && beside && nearer) {
            best = place;
        }
    }
    return best;
}

static int index_near(const int *at, size_t len, int place)
{
    int best = 0;

    for (size_t i = 1; i < len; i++) {
        if (abs(at[i] - place) < abs(at[best] - place)) {
            best = (int)i;
        }
    }
    return best;
}

struct placed {
    int row, col, row_end, col_end;
    size_t line;
};

static int row_at(const struct zoning *z, const struct grid *grid, struct box_px box,
                  enum side side)
{
    return index_near(grid->y_px, grid->y_len, edge_beside(z, grid, box, side));
}

static int col_at(const struct zoning *z, const struct grid *grid, struct box_px box,
                  enum side side)
{
    return index_near(grid->x_px, grid->x_len, edge_beside(z, grid, box, side));
}

static int compare_placed(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;

    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    if (x->col != y->col) {
        return x->col < y->col ? -1 : 1;
    }
    return (x->line > y->line) - (x->line < y->line);
}

void zoning_emit_table(struct zoning *z, const struct grid *grid, int table)
{
    struct placed *placed = ARENA_ARRAY(z->arena, struct placed, z->lines->len + 1);
    struct grids one = {.at = ARENA_NEW(z->arena, struct grid), .len = 1};
    size_t len = 0;

    one.at[0] = *grid;
    for (size_t i = 0; i < z->lines->len; i++) {
        if (z->of[i].kind == UNASSIGNED && zoning_grid_of(&one, z, i) == 0) {
            struct box_px box = zoning_line(z, i)->box;

            placed[len++] = (struct placed){
                .row = row_at(z, grid, box, SIDE_TOP),
                .col = col_at(z, grid, box, SIDE_LEFT),
                .row_end = row_at(z, grid, box, SIDE_BOTTOM),
                .col_end = col_at(z, grid, box, SIDE_RIGHT),
                .line = i,
            };
        }
    }
    if (len > 0) {
        qsort(placed, len, sizeof *placed, compare_placed);
    }
    for (size_t i = 0; i < len; i++) {
        bool same = i > 0 && placed[i].row == placed[i - 1].row &&
                    placed[i].col == placed[i - 1].col;

        if (same) {
            zoning_add_line(z, placed[i].line);
        } else {
            struct zone *zone = zoning_add(z, ZONE_CELL, placed[i].line);

            zone->table = table;
            zone->row = placed[i].row;
            zone->col = placed[i].col;
            zone->rows = placed[i].row_end - placed[i].row;
            zone->cols = placed[i].col_end - placed[i].col;
        }
    }
}
