/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>

/* How far around the box components are followed: a handwritten digit reaches over the
 * line by its own height at most. */
enum { REACH_PCT = 100 };

static int compare_lefts(const void *a, const void *b)
{
    const struct box_px *x = a, *y = b;

    if (x->left != y->left) {
        return x->left < y->left ? -1 : 1;
    }
    return (x->top > y->top) - (x->top < y->top);
}

static size_t touching(BOXA *boxes, struct box_px around, struct box_px box,
                       struct box_px *out, size_t most)
{
    size_t len = 0;

    for (int i = 0; i < boxaGetCount(boxes) && len < most; i++) {
        l_int32 x, y, w, h;
        struct box_px part;

        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        part = (struct box_px){around.left + x, around.top + y, around.left + x + w,
                               around.top + y + h};
        if (box_shared_x(part, box) > 0 && box_shared_y(part, box) > 0) {
            out[len++] = part;
        }
    }
    return len;
}

size_t page_components(const struct page *page, struct box_px box, struct box_px *out,
                       size_t most)
{
    int reach = box_height(box) * REACH_PCT / 100;
    struct box_px around =
        box_clip((struct box_px){box.left - reach, box.top - reach, box.right + reach,
                                 box.bottom + reach},
                 page->sheet.width_px, page->sheet.height_px);
    BOX *where = NULL;
    PIX *part = NULL;
    BOXA *boxes = NULL;
    size_t len = 0;

    if (!page->bits || box_is_empty(around) || box_is_empty(box)) {
        return 0;
    }
    where = boxCreate(around.left, around.top, box_width(around), box_height(around));
    part = pixClipRectangle(page->bits, where, NULL);
    boxes = part ? pixConnCompBB(part, 8) : NULL;
    if (boxes) {
        len = touching(boxes, around, box, out, most);
        qsort(out, len, sizeof *out, compare_lefts);
    }
    boxaDestroy(&boxes);
    pixDestroy(&part);
    boxDestroy(&where);
    return len;
}
