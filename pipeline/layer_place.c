/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the levelled page back to the paper: each step undoes one that was done when the
 * page was read (page_level.c, page_turn.c), in the other order. */
#include "layer.h"

#include <math.h>

/* First `a`, then `b`. */
static struct affine then(struct affine a, struct affine b)
{
    return (struct affine){
        .a = b.a * a.a + b.c * a.b,
        .b = b.b * a.a + b.d * a.b,
        .c = b.a * a.c + b.c * a.d,
        .d = b.b * a.c + b.d * a.d,
        .e = b.a * a.e + b.c * a.f + b.e,
        .f = b.b * a.e + b.d * a.f + b.f,
    };
}

/* As box_on_paper() does it. */
struct affine affine_unlevelled(const struct sheet *sheet)
{
    double rad = (double)sheet->skew_deg * M_PI / 180;
    double mid_x = sheet->width_px / 2.0, mid_y = sheet->height_px / 2.0;

    return (struct affine){
        .a = cos(rad),
        .b = -sin(rad),
        .c = sin(rad),
        .d = cos(rad),
        .e = mid_x - cos(rad) * mid_x - sin(rad) * mid_y,
        .f = mid_y + sin(rad) * mid_x - cos(rad) * mid_y,
    };
}

/* To shares of the page as it is shown, 0 to 1 from the left and from the top. */
static struct affine unturned(const struct sheet *sheet)
{
    double w = sheet->width_px, h = sheet->height_px;

    switch (sheet->turn_deg) {
    case 90:
        return (struct affine){.b = -1 / w, .c = 1 / h, .f = 1};
    case 180:
        return (struct affine){.a = -1 / w, .d = -1 / h, .e = 1, .f = 1};
    case 270:
        return (struct affine){.b = 1 / w, .c = -1 / h, .e = 1};
    default:
        return (struct affine){.a = 1 / w, .d = 1 / h};
    }
}

static struct affine unrotated(const struct paper *paper)
{
    switch (paper->rotate_deg) {
    case 90:
        return (struct affine){.b = 1, .c = 1, .e = paper->left, .f = paper->bottom};
    case 180:
        return (struct affine){.a = -1, .d = 1, .e = paper->right, .f = paper->bottom};
    case 270:
        return (struct affine){.b = -1, .c = -1, .e = paper->right, .f = paper->top};
    default:
        return (struct affine){.a = 1, .d = -1, .e = paper->left, .f = paper->top};
    }
}

struct affine affine_of_sheet(const struct sheet *sheet, const struct paper *paper)
{
    const struct affine down = {.a = 1, .d = -1};
    const struct box_pt scan = paper->scan;
    const struct affine to_scan = {.a = (double)scan.right - (double)scan.left,
                                   .d = (double)scan.bottom - (double)scan.top,
                                   .e = (double)scan.left,
                                   .f = (double)scan.top};

    return then(then(then(down, unturned(sheet)), to_scan), unrotated(paper));
}
