/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A filled-in gap as a picture for the digit reader; models/digits/slots.py draws what
 * it learns from in the same frame. */
#include "arena.h"
#include "page_parts.h"

#include <math.h>

/* Where print stands in a picture, in its pixels: HEIGHT, FOOT and PRINT there. */
#define PRINT_PX 16.5F
#define FOOT_PX  33.0F
/* The darkest half percent is ink; paler than this it is paper all the same. */
enum { DARK_PER_MILLE = 5, LEAST_DARK = 77 };

/* The page's ink inside `box`, which may reach over its edge: paper there. */
static PIX *cut(const struct page *page, struct box_px box)
{
    struct box_px on = box_clip(box, page->sheet.width_px, page->sheet.height_px);
    PIX *pix = pixCreate(box_width(box), box_height(box), 8);

    if (pix && !box_is_empty(on)) {
        pixSetAll(pix);
        pixRasterop(pix, on.left - box.left, on.top - box.top, box_width(on),
                    box_height(on), PIX_SRC, page->ink, on.left, on.top);
    }
    return pix;
}

/* The level that all but DARK_PER_MILLE of the pixels stay below, as ink. */
static int darkest(const struct patch *patch)
{
    size_t counts[256] = {0};
    size_t all = (size_t)patch->width * PATCH_HEIGHT_PX;
    size_t sum = 0;

    for (size_t i = 0; i < all; i++) {
        counts[patch->ink[i]]++;
    }
    for (int level = 255; level > LEAST_DARK; level--) {
        sum += counts[level];
        if (sum * 1000 > all * DARK_PER_MILLE) {
            return level;
        }
    }
    return LEAST_DARK;
}

static struct patch patch_from(PIX *pix, struct arena *arena)
{
    struct patch patch = {.width = L_MIN(pixGetWidth(pix), PATCH_WIDTH_PX)};
    int dark;

    patch.ink = ARENA_ARRAY(arena, uint8_t, (size_t)patch.width * PATCH_HEIGHT_PX);
    for (int y = 0; y < PATCH_HEIGHT_PX && y < pixGetHeight(pix); y++) {
        const l_uint32 *row = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);

        for (int x = 0; x < patch.width; x++) {
            patch.ink[y * patch.width + x] = (uint8_t)(255 - GET_DATA_BYTE(row, x));
        }
    }
    dark = darkest(&patch);
    for (int i = 0; i < patch.width * PATCH_HEIGHT_PX; i++) {
        patch.ink[i] = (uint8_t)L_MIN(255, patch.ink[i] * 255 / dark);
    }
    return patch;
}

struct patch page_patch(const struct page *page, struct box_px line,
                        struct arena *arena)
{
    float scale = PRINT_PX / (float)L_MAX(1, box_height(line));
    struct box_px box = {.left = line.left, .right = line.right};
    struct patch patch = {0};
    PIX *pix, *scaled;

    box.top = line.bottom - (int)lroundf(FOOT_PX / scale);
    box.bottom = box.top + (int)ceilf(PATCH_HEIGHT_PX / scale);
    if (!page->ink || box_is_empty(line) || box_is_empty(box)) {
        return patch;
    }
    pix = cut(page, box);
    scaled = pix ? pixScaleGeneral(pix, scale, scale, 0, 0) : NULL;
    if (scaled) {
        patch = patch_from(scaled, arena);
    }
    pixDestroy(&scaled);
    pixDestroy(&pix);
    return patch;
}
