/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The edges of the body's text. A page taken with a camera, or fed askew, has a margin
 * that wanders: by 60 px from top to bottom of a 200 dpi page, more than a first-line
 * indent. Lines are straightened by then, so each edge is a sheared column of line
 * ends. */
#include "arena.h"
#include "ints.h"
#include "zoning.h"

/* Slopes tried, in thousandths: 0, 4, -4, 8, ... A page leaning further than 6 % has
 * been turned upright before. */
enum { SLOPE_STEP = 4, SLOPE_MOST = 60 };

struct ends {
    const int *x_px, *y_px;
    size_t len;
    int *shorn; /* room for len */
};

static int shear_px(int slope, int y_px)
{
    return slope * y_px / 1000;
}

/* How many line ends stand within `slack` of one another once the slope is taken away.
 */
static size_t aligned(const struct ends *ends, int slope, int slack)
{
    size_t best = 0, from = 0;

    for (size_t i = 0; i < ends->len; i++) {
        ends->shorn[i] = ends->x_px[i] - shear_px(slope, ends->y_px[i]);
    }
    ints_sort(ends->shorn, ends->len);
    for (size_t i = 0; i < ends->len; i++) {
        while (ends->shorn[i] - ends->shorn[from] > slack) {
            from++;
        }
        if (i + 1 - from > best) {
            best = i + 1 - from;
        }
    }
    return best;
}

/* The slope that aligns most line ends; upright wins a tie, and needs two more to lose.
 */
static int slope_of(const struct ends *ends, int slack)
{
    int slope = 0;
    size_t most = aligned(ends, 0, slack) + 1;

    if (most >= ends->len) {
        return slope; /* nothing can be better */
    }
    for (int step = SLOPE_STEP; step <= SLOPE_MOST; step += SLOPE_STEP) {
        for (int sign = -1; sign <= 1; sign += 2) {
            size_t count = aligned(ends, sign * step, slack);

            if (count > most) {
                most = count;
                slope = sign * step;
            }
        }
    }
    return slope;
}

static struct edge edge_of(const struct ends *ends, int slack, bool right)
{
    struct edge edge = {.slope = slope_of(ends, slack)};
    size_t tenth = ends->len / 10;

    aligned(ends, edge.slope, slack);
    edge.x_px = ends->shorn[right ? ends->len - 1 - tenth : tenth];
    return edge;
}

int edge_at(struct edge edge, struct box_px box)
{
    return edge.x_px + shear_px(edge.slope, box_mid_y(box));
}

void zoning_measure_edges(struct zoning *z)
{
    size_t cap = z->lines->len + 1, len = 0;
    int *lefts = ARENA_ARRAY(z->arena, int, cap);
    int *rights = ARENA_ARRAY(z->arena, int, cap);
    int *middles = ARENA_ARRAY(z->arena, int, cap);
    int *shorn = ARENA_ARRAY(z->arena, int, cap);
    int slack = z->lines->text_height_px / 2;

    z->left = (struct edge){.x_px = z->words->sheet.width_px * 14 / 100};
    z->right = (struct edge){.x_px = z->words->sheet.width_px * 92 / 100};
    for (size_t i = 0; i < z->lines->len; i++) {
        struct box_px box = zoning_line(z, i)->box;

        if (box_width(box) * 2 >= z->words->sheet.width_px) {
            lefts[len] = box.left;
            rights[len] = box.right;
            middles[len++] = box_mid_y(box);
        }
    }
    if (len >= 3) {
        z->left = edge_of(&(struct ends){lefts, middles, len, shorn}, slack, false);
        z->right = edge_of(&(struct ends){rights, middles, len, shorn}, slack, true);
    }
}
