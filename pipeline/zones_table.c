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
#include "zoning.h"

#include <stdlib.h>

enum {
    TOUCH_PX =
        14, /* strokes that end this near to each other touch (1.2 mm, 300 dpi) */
    MAX_STROKES = 600,
};

static bool is_upright(struct box_px stroke)
{
    return box_height(stroke) > box_width(stroke);
}

static bool strokes_touch(struct box_px a, struct box_px b)
{
    return a.left - TOUCH_PX < b.right && b.left - TOUCH_PX < a.right &&
           a.top - TOUCH_PX < b.bottom && b.top - TOUCH_PX < a.bottom;
}

/* Which of the strokes hang together; group[i] is the least index of i's group. */
static void group_strokes(const struct words *words, size_t len, size_t *group)
{
    bool changed = true;

    for (size_t i = 0; i < len; i++) {
        group[i] = i;
    }
    while (changed) {
        changed = false;
        for (size_t i = 0; i < len; i++) {
            for (size_t j = 0; j < i; j++) {
                size_t least = group[i] < group[j] ? group[i] : group[j];

                if (group[i] == group[j] ||
                    !strokes_touch(words->strokes[i], words->strokes[j])) {
                    continue;
                }
                group[i] = group[j] = least;
                changed = true;
            }
        }
    }
}

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

/* Sorts and puts together what lies within TOUCH_PX. */
static size_t merge_places(int *at, size_t len)
{
    size_t kept = 0;

    if (len == 0) {
        return 0;
    }
    qsort(at, len, sizeof *at, compare_ints);
    for (size_t i = 0; i < len; i++) {
        if (kept == 0 || at[i] - at[kept - 1] > TOUCH_PX) {
            at[kept++] = at[i];
        }
    }
    return kept;
}

static bool grid_of_group(const struct zoning *z, const size_t *group, size_t len,
                          size_t which, struct grid *out)
{
    struct grid grid = {
        .x_px = ARENA_ARRAY(z->arena, int, len),
        .y_px = ARENA_ARRAY(z->arena, int, len),
    };

    for (size_t i = 0; i < len; i++) {
        struct box_px stroke = z->words->strokes[i];

        if (group[i] != which) {
            continue;
        }
        grid.box = box_union(grid.box, stroke);
        if (is_upright(stroke)) {
            grid.x_px[grid.x_len++] = box_mid_x(stroke);
        } else {
            grid.y_px[grid.y_len++] = box_mid_y(stroke);
        }
    }
    grid.x_len = merge_places(grid.x_px, grid.x_len);
    grid.y_len = merge_places(grid.y_px, grid.y_len);
    *out = grid;
    /* Two columns at least; a frame around a stamp or a page has one. */
    return grid.x_len >= 2 && grid.y_len >= 2 && grid.x_len + grid.y_len >= 5 &&
           box_width(grid.box) * 4 > z->words->sheet.width_px;
}

struct grids zoning_grids(const struct zoning *z)
{
    size_t len = z->words->strokes_len < MAX_STROKES ? z->words->strokes_len
                                                     : (size_t)MAX_STROKES;
    size_t *group = ARENA_ARRAY(z->arena, size_t, len + 1);
    struct grids grids = {.at = ARENA_ARRAY(z->arena, struct grid, len + 1)};

    group_strokes(z->words, len, group);
    for (size_t i = 0; i < len; i++) {
        if (group[i] == i && grid_of_group(z, group, len, i, &grids.at[grids.len])) {
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

/* The stroke next to (x, y) on its left, or above it: its place, or the grid's edge. */
static int edge_before(const struct zoning *z, const struct grid *grid, int x, int y,
                       bool upright)
{
    int from = upright ? x : y;
    int best = upright ? grid->box.left : grid->box.top;

    for (size_t i = 0; i < z->words->strokes_len; i++) {
        struct box_px s = z->words->strokes[i];
        int place = upright ? box_mid_x(s) : box_mid_y(s);
        bool beside = upright ? s.top - TOUCH_PX <= y && s.bottom + TOUCH_PX >= y
                              : s.left - TOUCH_PX <= x && s.right + TOUCH_PX >= x;

        if (is_upright(s) == upright && beside && place <= from && place > best) {
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
    int row, col;
    size_t line;
};

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
            int x = box_mid_x(box), y = box_mid_y(box);

            placed[len++] = (struct placed){
                .row = index_near(grid->y_px, grid->y_len,
                                  edge_before(z, grid, x, y, false)),
                .col = index_near(grid->x_px, grid->x_len,
                                  edge_before(z, grid, x, y, true)),
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
        }
    }
}
