/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Seals on the red layer: round, 32 to 42 mm across (TT 03/2017/TT-BCA). Their letters
 * run in a circle and tell nothing that the page does not say in print; the red stamps
 * beside them, a name or an office, do, and often touch the ring:
 *
 *    ring, letters, name -> closed -> holes filled -> opened: the disc alone
 */
#include "page_parts.h"

#include <math.h>

enum {
    SEAL_LEAST_MM = 22, /* of the opened disc */
    SEAL_MOST_MM = 50,
    SEAL_DPI = 75,   /* seals are looked for at this resolution */
    RED_BELOW = 225, /* of paper made 255: a thin ring is pale when made small */
    JOIN_UM = 2400,  /* gaps in a faint ring */
    DISC_UM = 15000, /* no stamp of a name is as high, and the disc holds this square */
    RIM_UM = 2000,   /* what opening by a square takes off a disc of 36 mm */
    /* Letters of a line are nearer to each other; what is smaller then is no word. */
    LETTERS_UM = 2000,
    WORD_LEAST_UM = 1400,
    AROUND_UM = 5000, /* of paper around what is read */
};

static int small_px(int um)
{
    return um * SEAL_DPI / 25400;
}

/* Discs of the size of a seal, as white-on-nothing bits at SEAL_DPI. */
static PIX *discs_of(PIX *bits)
{
    int join = small_px(JOIN_UM), disc = small_px(DISC_UM);
    PIX *joined = pixCloseSafeBrick(NULL, bits, join, join);
    PIX *holes = joined ? pixHolesByFilling(joined, 4) : NULL;
    PIX *filled = holes ? pixOr(NULL, joined, holes) : NULL;
    PIX *discs = filled ? pixOpenBrick(NULL, filled, disc, disc) : NULL;

    pixDestroy(&filled);
    pixDestroy(&holes);
    pixDestroy(&joined);
    return discs;
}

static bool is_seal(l_int32 w, l_int32 h)
{
    int least = small_px(SEAL_LEAST_MM * 1000), most = small_px(SEAL_MOST_MM * 1000);

    return h >= least && h <= most && w <= most && w * 10 >= h * 4 && h * 10 >= w * 7;
}

/* `paper` over the disc in `box`, given at SEAL_DPI, row by row. */
static void wipe_disc(PIX *red, BOX *box, l_float32 scale, l_uint32 paper)
{
    l_int32 x = 0, y = 0, w = 0, h = 0;
    double rim = small_px(RIM_UM), radius_x, radius_y, mid_x, mid_y;

    boxGetGeometry(box, &x, &y, &w, &h);
    mid_x = (x + w / 2.0) * (double)scale;
    mid_y = (y + h / 2.0) * (double)scale;
    radius_x = (w / 2.0 + rim) * (double)scale;
    radius_y = (h / 2.0 + rim) * (double)scale;
    for (int row = (int)(mid_y - radius_y); row <= (int)(mid_y + radius_y); row++) {
        double off = (row - mid_y) / radius_y;
        double half = radius_x * sqrt(off * off < 1 ? 1 - off * off : 0);
        BOX *strip =
            boxCreate((l_int32)(mid_x - half), row, (l_int32)(2 * half) + 1, 1);

        if (strip) {
            pixSetInRectArbitrary(red, strip, paper);
        }
        boxDestroy(&strip);
    }
}

/* Around all that may be a word in `bits`, at SEAL_DPI. */
static struct box_px words_box(PIX *bits)
{
    int join = small_px(LETTERS_UM), least = small_px(WORD_LEAST_UM);
    PIX *joined = pixCloseSafeBrick(NULL, bits, join, 1);
    BOXA *boxes = joined ? pixConnCompBB(joined, 8) : NULL;
    struct box_px all = {0};

    for (int i = 0; i < boxaGetCount(boxes); i++) {
        l_int32 x = 0, y = 0, w = 0, h = 0;

        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if (w >= least && h >= least) {
            all = box_union(all, (struct box_px){x, y, x + w, y + h});
        }
    }
    boxaDestroy(&boxes);
    pixDestroy(&joined);
    return all;
}

static struct box_px at_page_size(struct box_px small, l_float32 scale, PIX *red)
{
    int around = small_px(AROUND_UM);
    struct box_px box = {.left = (int)((float)(small.left - around) * scale),
                         .top = (int)((float)(small.top - around) * scale),
                         .right = (int)((float)(small.right + around) * scale),
                         .bottom = (int)((float)(small.bottom + around) * scale)};

    return box_clip(box, pixGetWidth(red), pixGetHeight(red));
}

struct box_px seals_take_out(PIX *red, int dpi)
{
    l_float32 scale = (l_float32)dpi / (l_float32)SEAL_DPI;
    PIX *small = pixScaleAreaMap(red, 1 / scale, 1 / scale);
    PIX *bits = small ? pixThresholdToBinary(small, RED_BELOW) : NULL;
    PIX *discs = bits ? discs_of(bits) : NULL;
    BOXA *boxes = discs ? pixConnCompBB(discs, 8) : NULL;
    struct box_px left = {0};

    for (int i = 0; i < boxaGetCount(boxes); i++) {
        BOX *box = boxaGetBox(boxes, i, L_CLONE);
        l_int32 w = 0, h = 0;

        boxGetGeometry(box, NULL, NULL, &w, &h);
        if (is_seal(w, h)) {
            wipe_disc(red, box, scale, 255);
            wipe_disc(bits, box, 1, 0);
        }
        boxDestroy(&box);
    }
    left = bits ? words_box(bits) : left;
    boxaDestroy(&boxes);
    pixDestroy(&discs);
    pixDestroy(&bits);
    pixDestroy(&small);
    return box_is_empty(left) ? left : at_page_size(left, scale, red);
}
