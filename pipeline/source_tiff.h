/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What source_head.c asks of source_tiff.c. */
#ifndef VANTHU_SOURCE_TIFF_H
#define VANTHU_SOURCE_TIFF_H

#include "source_kind.h"

/* Walks to directory `page_no`, or to the end when that is 0; counts what it passes. */
MUST_USE enum status tiff_walk(struct str bytes, int page_no, int *pages_len,
                               uint64_t *at_byte, struct err *err);
MUST_USE enum status tiff_head(struct str bytes, int page_no, struct image_head *out,
                               struct err *err);
/* The coded pixels of a page that is one strip. */
struct tiff_strip {
    struct str bytes, tables; /* tables: of JPEG; empty: none */
    int code;                 /* TIFF's Compression */
    int colours;              /* TIFF's PhotometricInterpretation */
    int bits, channels, orientation;
    bool is_reversed; /* the first pixel is in the lowest bit of a byte */
};
enum { TIFF_G4 = 4, TIFF_JPEG = 7, TIFF_RGB = 2 };
/* false: more strips, tiles, or beyond the end of the file. */
bool tiff_one_strip(struct str bytes, uint64_t at_byte, struct tiff_strip *out);
/* 1 to 8, from the JPEG segment whose marker is at `at`; 0: not said there. */
int exif_orientation(struct str bytes, uint64_t at);

#endif
