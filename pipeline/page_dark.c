/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page_parts.h"

enum {
    /* Of the ink in a block with a seal, a fiftieth is surely print. */
    DARK_SHARE = 50,
    INK_BELOW = 200,
    /* A red seal scanned in grey is 90 to 130 lighter than print (samples/ and real
     * scans); what is this much lighter becomes paper, the rest is stretched. */
    FADE_AT = 115,
    LEAST_INK_PX = 200,
};

/* The grey level of the darkest ink in the box; -1: too little ink. */
static int darkest_level(PIX *ink, struct box_px box)
{
    int counts[256] = {0}, all = 0, sum = 0;

    for (int y = box.top; y < box.bottom; y++) {
        const l_uint32 *row = pixGetData(ink) + (size_t)y * (size_t)pixGetWpl(ink);

        for (int x = box.left; x < box.right; x++) {
            int grey = GET_DATA_BYTE(row, x);

            counts[grey]++;
            all += grey < INK_BELOW;
        }
    }
    for (int grey = 0; all >= LEAST_INK_PX && grey < INK_BELOW; grey++) {
        sum += counts[grey];
        if (sum * DARK_SHARE >= all) {
            return grey;
        }
    }
    return -1;
}

static void stretch(PIX *ink, struct box_px box, int dark)
{
    l_uint8 to[256];

    for (int grey = 0; grey < 256; grey++) {
        int off = grey - dark;

        to[grey] = (l_uint8)(off <= 0 ? 0 : off >= FADE_AT ? 255 : off * 255 / FADE_AT);
    }
    for (int y = box.top; y < box.bottom; y++) {
        l_uint32 *row = pixGetData(ink) + (size_t)y * (size_t)pixGetWpl(ink);

        for (int x = box.left; x < box.right; x++) {
            SET_DATA_BYTE(row, x, to[GET_DATA_BYTE(row, x)]);
        }
    }
}

struct Pix *page_dark_ink(const struct page *page, struct box_px box)
{
    PIX *copy;
    int dark;

    if (page->is_bilevel || box.left < 0 || box.top < 0 ||
        box.right > page->sheet.width_px || box.bottom > page->sheet.height_px) {
        return NULL;
    }
    dark = darkest_level(page->ink, box);
    copy = dark >= 0 ? pixCopy(NULL, page->ink) : NULL;
    if (copy) {
        stretch(copy, box, dark);
    }
    return copy;
}

void page_pix_drop(struct Pix **pix)
{
    pixDestroy(pix);
}
