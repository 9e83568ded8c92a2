/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ruling.h"

#include "arena.h"

#include <stdlib.h>

enum {
    MAX_STROKES = 600,
    BEYOND_UM = 5000, /* as far a ruling line may stick out of its table, or miss it */
};

static bool is_upright(struct box_px stroke)
{
    return box_height(stroke) > box_width(stroke);
}

static bool is_near(int a, int b, int near_px)
{
    return abs(a - b) <= near_px;
}

/* A level line runs past (x, y). */
static bool meets_level(const struct words *words, int x, int y, int near_px)
{
    for (size_t i = 0; i < words->strokes_len; i++) {
        struct box_px s = words->strokes[i];

        if (!is_upright(s) && s.left - near_px <= x && s.right + near_px >= x &&
            is_near(box_mid_y(s), y, near_px)) {
            return true;
        }
    }
    return false;
}

/* The upright line i ends at `y` as another does that is a table's, or goes on there.
 */
static bool meets_upright(const struct words *words, size_t i, int y, int near_px)
{
    for (size_t j = 0; j < words->strokes_len; j++) {
        struct box_px s = words->strokes[j];
        bool ends_here = is_near(s.top, y, near_px) || is_near(s.bottom, y, near_px);

        if (j == i || !is_upright(s) || !ends_here) {
            continue;
        }
        if (is_near(box_mid_x(s), box_mid_x(words->strokes[i]), near_px) ||
            meets_level(words, box_mid_x(s), s.top, near_px) ||
            meets_level(words, box_mid_x(s), s.bottom, near_px)) {
            return true;
        }
    }
    return false;
}

static bool is_held(const struct words *words, size_t i, int y, int near_px)
{
    return meets_level(words, box_mid_x(words->strokes[i]), y, near_px) ||
           meets_upright(words, i, y, near_px);
}

/* A slanted bar comes in sections: the last ones are taken off until none is left. */
struct words words_without_bars(const struct words *words, struct arena *arena)
{
    struct words kept = *words;
    int near_px = (int)((int64_t)BEYOND_UM * words->sheet.dpi / 25400);
    bool changed = true;

    kept.strokes = ARENA_ARRAY(arena, struct box_px, words->strokes_len + 1);
    kept.strokes_len = 0;
    for (size_t i = 0; i < words->strokes_len && i < MAX_STROKES; i++) {
        kept.strokes[kept.strokes_len++] = words->strokes[i];
    }
    while (changed) {
        changed = false;
        for (size_t i = kept.strokes_len; i-- > 0;) {
            struct box_px s = kept.strokes[i];

            if (is_upright(s) && !(is_held(&kept, i, s.top, near_px) &&
                                   is_held(&kept, i, s.bottom, near_px))) {
                kept.strokes[i] = kept.strokes[--kept.strokes_len];
                changed = true;
            }
        }
    }
    return kept;
}
