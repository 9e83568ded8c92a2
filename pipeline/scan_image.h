/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pixels of one page of an image file as a PDF takes them: the file's own coded
 * bytes where a PDF knows the code, else coded anew without loss. */
#ifndef VANTHU_SCAN_IMAGE_H
#define VANTHU_SCAN_IMAGE_H

#include "source.h"

enum image_code { IMAGE_JPEG, IMAGE_JP2, IMAGE_G4, IMAGE_FLATE };

struct scan_image {
    enum image_code code;
    struct str bytes;
    int width_px, height_px, bits, channels;
    struct str palette; /* 3 bytes a colour; empty: none */
    int orientation;    /* EXIF's, 1 to 8: how it stands on the page */
    bool has_predictor; /* FLATE: rows as PNG has them */
    bool is_inverted; /* G4: black is 1; JPEG of four channels: as Adobe writes them */
    bool is_rgb;      /* JPEG of three channels that are not Y, Cb, Cr */
};

/* `out` lives in `arena` or in the source. STATUS_INPUT: damaged; STATUS_LIMIT. */
MUST_USE enum status scan_image_from_source(const struct source *source, int page_no,
                                            struct arena *arena, struct scan_image *out,
                                            struct err *err);

#endif
