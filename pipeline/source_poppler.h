/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the source_pdf*.c files share; nobody else includes this: Poppler's and cairo's
 * types end here. */
#ifndef VANTHU_SOURCE_POPPLER_H
#define VANTHU_SOURCE_POPPLER_H

#include "source_pdf.h"

#include <cairo.h>
#include <poppler.h>

/* How an embedded image is turned to stand as the page shows it; bits. */
enum {
    TURN_NOT = 0,
    TURN_SWAP = 1,   /* rows become columns; done first */
    TURN_ACROSS = 2, /* mirrored left to right */
    TURN_OVER = 4,   /* mirrored top to bottom */
    TURNS = 8,
    TURN_UNKNOWN = TURNS /* the page shows something else: render it */
};

/* How a page's image lies on it. Pages of one file with the same placing were made by
 * the same program the same way: one look at the first is enough. */
struct placing {
    int left_pt, top_pt, right_pt, bottom_pt, page_width_pt, page_height_pt;
    int is_wide;
};
enum { MAX_PLACINGS = 8 };

struct pdf {
    GBytes *bytes;
    PopplerDocument *document;
    struct {
        struct placing placing;
        int turn;
    } seen[MAX_PLACINGS];
    int seen_len;
};

/* A part of the page (points) onto width x height pixels. NULL: no memory. */
cairo_surface_t *pdf_render(PopplerPage *page, PopplerRectangle area, int width_px,
                            int height_px);
/* The page of a checked size; *out is to be released. */
MUST_USE enum status pdf_page(const struct source *source, int page_no,
                              PopplerPage **out, struct err *err);
/* The one image that is this whole page, turned as the page shows it; NULL: there is
 * none, and *dpi is that of the largest image that covers it (0: none does). */
cairo_surface_t *pdf_scan(struct pdf *pdf, PopplerPage *page, double *dpi);

#endif
