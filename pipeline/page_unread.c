/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ink that has the shape of a line of text and that no word covers: Tesseract's layout
 * drops lines beside seals, signatures and frames without a word. */
#include "page_parts.h"

enum {
    SHRINK = 4,          /* text rows keep 6 px and more at 150 dpi */
    LOW_PCT = 45,        /* of the text's height: lower is a rule or a dash */
    HIGH_PCT = 190,      /* higher is a seal, a signature, two lines */
    LONG_PCT = 250,      /* shorter is a mark */
    JOIN_PCT = 120,      /* blanks between words are narrower */
    LEAST_COVER_PCT = 6, /* of the box: less is noise */
    MOST_COVER_PCT = 60, /* more is a bar */
};

/* The page's ink at a quarter of its size, without what is in `read`. */
static PIX *uncovered(const struct page *page, const struct box_px *read,
                      size_t read_len, int margin_px)
{
    PIX *small = pixReduceRankBinaryCascade(page->bits, 1, 1, 0, 0);

    for (size_t i = 0; small && i < read_len; i++) {
        BOX *box = boxCreate((read[i].left - margin_px) / SHRINK,
                             (read[i].top - margin_px) / SHRINK,
                             (box_width(read[i]) + 2 * margin_px) / SHRINK + 1,
                             (box_height(read[i]) + 2 * margin_px) / SHRINK + 1);

        if (box) {
            pixClearInRect(small, box);
        }
        boxDestroy(&box);
    }
    return small;
}

static bool is_like_text(const struct page *page, struct box_px box, int text_height_px)
{
    int h = box_height(box), w = box_width(box);
    struct ink ink;

    if (h * 100 < LOW_PCT * text_height_px || h * 100 > HIGH_PCT * text_height_px ||
        w * 100 < LONG_PCT * text_height_px) {
        return false;
    }
    ink = page_ink(page, box);
    return ink.cover * 100 >= LEAST_COVER_PCT && ink.cover * 100 <= MOST_COVER_PCT &&
           ink.parts >= 3;
}

static struct box_px grown(struct box_px box, int by_px, const struct page *page)
{
    box.left = box.left > by_px ? box.left - by_px : 0;
    box.top = box.top > by_px ? box.top - by_px : 0;
    box.right = box.right + by_px < page->sheet.width_px ? box.right + by_px
                                                         : page->sheet.width_px;
    box.bottom = box.bottom + by_px < page->sheet.height_px ? box.bottom + by_px
                                                            : page->sheet.height_px;
    return box;
}

size_t page_unread(const struct page *page, const struct box_px *read, size_t read_len,
                   int text_height_px, struct box_px *out, size_t most)
{
    PIX *small =
        page->bits ? uncovered(page, read, read_len, text_height_px / 4) : NULL;
    int join = text_height_px * JOIN_PCT / 100 / SHRINK;
    PIX *rows = small ? pixCloseSafeBrick(NULL, small, join | 1, 1) : NULL;
    BOXA *boxes = rows ? pixConnCompBB(rows, 8) : NULL;
    size_t len = 0;

    for (int i = 0; i < boxaGetCount(boxes) && len < most; i++) {
        l_int32 x = 0, y = 0, w = 0, h = 0;
        struct box_px box;

        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        box = grown(
            (struct box_px){x * SHRINK, y * SHRINK, (x + w) * SHRINK, (y + h) * SHRINK},
            0, page);
        if (is_like_text(page, box, text_height_px)) {
            out[len++] = grown(box, text_height_px / 3, page);
        }
    }
    boxaDestroy(&boxes);
    pixDestroy(&rows);
    pixDestroy(&small);
    return len;
}
