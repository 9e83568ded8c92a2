/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Boxes are half open (right and bottom are the first pixel outside), origin at the
 * top left, y down, as in Tesseract. Leptonica's x, y, w, h never leaves its file. */
#ifndef VANTHU_BOX_H
#define VANTHU_BOX_H

#include <stdbool.h>

/* Pixels of the cleaned (upright, deskewed) page. */
struct box_px {
    int left, top, right, bottom;
};

/* PDF points (1/72 inch) from the top left corner of the upright page as scanned. */
struct box_pt {
    float left, top, right, bottom;
};

static inline int box_width(struct box_px box)
{
    return box.right - box.left;
}

static inline int box_height(struct box_px box)
{
    return box.bottom - box.top;
}

static inline int box_mid_x(struct box_px box)
{
    return box.left + (box.right - box.left) / 2;
}

static inline int box_mid_y(struct box_px box)
{
    return box.top + (box.bottom - box.top) / 2;
}

static inline bool box_is_empty(struct box_px box)
{
    return box.right <= box.left || box.bottom <= box.top;
}

static inline bool box_holds(struct box_px box, int x_px, int y_px)
{
    return x_px >= box.left && x_px < box.right && y_px >= box.top && y_px < box.bottom;
}

/* The smallest box around both; an empty box adds nothing. */
static inline struct box_px box_union(struct box_px a, struct box_px b)
{
    if (box_is_empty(a)) {
        return b;
    }
    if (box_is_empty(b)) {
        return a;
    }
    return (struct box_px){
        .left = a.left < b.left ? a.left : b.left,
        .top = a.top < b.top ? a.top : b.top,
        .right = a.right > b.right ? a.right : b.right,
        .bottom = a.bottom > b.bottom ? a.bottom : b.bottom,
    };
}

/* The part of `box` on a page of this size. */
static inline struct box_px box_clip(struct box_px box, int width_px, int height_px)
{
    return (struct box_px){
        .left = box.left < 0 ? 0 : box.left,
        .top = box.top < 0 ? 0 : box.top,
        .right = box.right > width_px ? width_px : box.right,
        .bottom = box.bottom > height_px ? height_px : box.bottom,
    };
}

/* Pixels that both share along y (rows) and x (columns); 0 when apart. */
static inline int box_shared_y(struct box_px a, struct box_px b)
{
    int top = a.top > b.top ? a.top : b.top;
    int bottom = a.bottom < b.bottom ? a.bottom : b.bottom;

    return bottom > top ? bottom - top : 0;
}

static inline int box_shared_x(struct box_px a, struct box_px b)
{
    int left = a.left > b.left ? a.left : b.left;
    int right = a.right < b.right ? a.right : b.right;

    return right > left ? right - left : 0;
}

#endif
