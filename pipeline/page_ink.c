/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What some ink on the page looks like: how thick its strokes, whether a pen's. */
#include "page_parts.h"

/* A component smaller than this share of the box's height is a mark or a speck. */
enum { PART_PCT = 35 };

static int blue_pixels(const struct page *page, struct box_px box)
{
    int sum = 0;

    for (int y = box.top / BLUE_CELL_PX; y < box.bottom / BLUE_CELL_PX; y++) {
        for (int x = box.left / BLUE_CELL_PX; x < box.right / BLUE_CELL_PX; x++) {
            l_uint32 count = 0;

            pixGetPixel(page->blue, x, y, &count);
            sum += (int)count;
        }
    }
    return sum;
}

static int parts_of(PIX *bits, int height_px)
{
    BOXA *boxes = pixConnCompBB(bits, 8);
    int parts = 0;

    for (int i = 0; i < boxaGetCount(boxes); i++) {
        l_int32 height = 0;

        boxaGetBoxGeometry(boxes, i, NULL, NULL, NULL, &height);
        parts += height * 100 >= height_px * PART_PCT;
    }
    boxaDestroy(&boxes);
    return parts;
}

/* Twice the area over the length of the outline: exact for long strokes. The outline is
 * half the pixels at the border inside and outside together. */
static float stroke_of(PIX *bits, int area_px)
{
    PIX *inner = pixErodeBrick(NULL, bits, 3, 3);
    l_int32 inner_px = 0;

    if (!inner) {
        return 0;
    }
    pixCountPixels(inner, &inner_px, NULL);
    pixDestroy(&inner);
    /* Erosion takes one pixel off each side: a stroke of n x L leaves (n - 2) x L. */
    return area_px > inner_px ? 2.0F * (float)area_px / (float)(area_px - inner_px) : 0;
}

float page_stroke_px(const struct page *page, struct box_px box)
{
    BOX *region = boxCreate(box.left, box.top, box_width(box), box_height(box));
    PIX *bits = region ? pixClipRectangle(page->bits, region, NULL) : NULL;
    l_int32 area_px = 0;
    float stroke_px = 0;

    if (bits && pixCountPixels(bits, &area_px, NULL) == 0 && area_px > 0) {
        stroke_px = stroke_of(bits, area_px);
    }
    pixDestroy(&bits);
    boxDestroy(&region);
    return stroke_px;
}

struct ink page_ink(const struct page *page, struct box_px box)
{
    struct ink ink = {0};
    BOX *region = boxCreate(box.left, box.top, box_width(box), box_height(box));
    PIX *bits = region ? pixClipRectangle(page->bits, region, NULL) : NULL;
    BOX *tight = NULL;
    l_int32 area_px = 0, x = 0, y = 0, width = 0, height = 0;

    if (bits && pixCountPixels(bits, &area_px, NULL) == 0 && area_px > 0 &&
        pixClipToForeground(bits, NULL, &tight) == 0) {
        boxGetGeometry(tight, &x, &y, &width, &height);
        ink.box = (struct box_px){.left = L_MAX(box.left, 0) + x,
                                  .top = L_MAX(box.top, 0) + y,
                                  .right = L_MAX(box.left, 0) + x + width,
                                  .bottom = L_MAX(box.top, 0) + y + height};
        ink.cover = (float)area_px / (float)(pixGetWidth(bits) * pixGetHeight(bits));
        ink.stroke_px = stroke_of(bits, area_px);
        ink.parts = parts_of(bits, height);
        ink.blue = L_MIN(1.0F, (float)blue_pixels(page, ink.box) / (float)area_px);
    }
    boxDestroy(&tight);
    pixDestroy(&bits);
    boxDestroy(&region);
    return ink;
}
