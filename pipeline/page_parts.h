/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the page*.c files share; nobody else includes this: Leptonica's types end here.
 *
 *   load      the scan's own pixels                        page_load.c
 *   split     ink | red | blue, paper made white           page_colour.c
 *   even      shade, borders, specks taken out             page_clean.c
 *   turn      a quarter turn or two, then the skew         page_turn.c, page_level.c
 *   strokes   ruling lines found and taken out             page_strokes.c
 *   seals     round seals taken out of the red          page_seal.c
 *   measure   thickness, colour and parts of some ink      page_ink.c */
#ifndef VANTHU_PAGE_PARTS_H
#define VANTHU_PAGE_PARTS_H

#include "page.h"
#include "source.h"

#include <leptonica/allheaders.h>

/* Grey pixels, one byte each, rows without gaps; 0 black, 255 paper. Leptonica's own
 * layout puts bytes in the words' order: plain loops on it do not vectorise. */
struct plane {
    uint8_t *at; /* NULL: there is none */
    int width_px, height_px;
};
struct plane plane_make(int width_px, int height_px); /* at NULL: no memory */
void plane_drop(struct plane *plane);
PIX *plane_pix(const struct plane *plane); /* a copy of 8 bits a pixel, or NULL */

/* One byte of `blue` counts the blue pixels of a cell of ink, up to 16. */
enum { BLUE_CELL_PX = 4 };

struct layers {
    bool is_small;    /* to be made at a lower resolution than is usual */
    struct plane ink; /* black and blue print */
    struct plane red; /* red as dark on white; at NULL: no red worth it */
    struct plane blue;
    int dpi;
    bool is_bilevel; /* the scan has black and white only */
};
void layers_drop(struct layers *layers);

/* Pixels of a colour image: red, green, blue in the bits 16, 8 and 0 after `shift`. */
struct colours {
    const uint32_t *at;
    size_t row; /* pixels from one row to the next */
    int width_px, height_px;
    unsigned shift;
};

/* One page's own pixels, decoded and as its file says it stands. */
struct scan_pixels {
    struct colours colours; /* point into what follows */
    int dpi;                /* as said, or as if the page were A4 */
    struct raster raster;   /* of a PDF */
    PIX *pix;               /* of an image file */
};
MUST_USE enum status scan_load(const struct source *source, int page_no,
                               struct scan_pixels *out, struct err *err);
void scan_drop(struct scan_pixels *scan);
/* The pixels of one page of an image file, as the file has them; NULL: damaged. */
struct image_head;
PIX *image_decode(const struct source *source, struct image_head head);

MUST_USE enum status layers_load(const struct source *source, int page_no,
                                 struct layers *out, struct err *err);
/* false: no memory. */
MUST_USE bool colours_split(struct colours colours, struct layers *out);

/* Takes a camera's shade and the tone of the paper out of `ink`: paper becomes 255. */
MUST_USE bool even_out(struct plane *ink, int dpi);

/* At SMALL_DPI, or as it is where that is less: 1 where darker than `below`. Fewer
 * pixels are quicker to look at; at 100 dpi the way up is no longer seen for sure. */
enum { SMALL_DPI = 180 };
PIX *small_bits(const struct plane *plane, int dpi, int below);

/* Finds the ruling lines of the levelled page in `bits` (of small_bits()), records them
 * in out->strokes and wipes a copier's bars out of the ink. false: no memory. */
MUST_USE bool strokes_find(struct layers *layers, PIX *bits, struct arena *arena,
                           struct page *out);

/* How the page lies: turn it clockwise by `turn_deg`, then by `skew_deg`. */
struct stance {
    int turn_deg;
    float skew_deg;
};
struct stance stance_of(PIX *bits, int dpi);
/* A quarter turn or more, clockwise: 90, 180 or 270. */
MUST_USE bool plane_turn(struct plane *plane, int turn_deg);
/* Clockwise about the centre by a small angle; what comes in from outside is `fill`. */
MUST_USE bool plane_level(struct plane *plane, float skew_deg, uint8_t fill);

/* Whitens round seals on the red layer, 8 bits a pixel; stamps of names stay. Returns
 * the part of the page that still has red in the size of words; empty: none. */
struct box_px seals_take_out(PIX *red, int dpi);

#endif
