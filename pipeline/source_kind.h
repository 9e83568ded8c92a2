/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a file is, told by its first bytes, and what its header claims: so much is
 * known, and checked against bounds.h, before a library decodes anything. Pure. */
#ifndef VANTHU_SOURCE_KIND_H
#define VANTHU_SOURCE_KIND_H

#include "source.h"

/* SOURCE_KINDS: none that can be read. */
enum source_kind kind_from_bytes(struct str bytes);
/* The kind that the ending of the name claims; SOURCE_KINDS: none. */
enum source_kind kind_from_name(struct str path);
/* "PDF", "TIFF" ... */
const char *kind_name(enum source_kind kind);
/* A few words on what the bytes look like when they are no scan. */
const char *kind_guess(struct str bytes);

/* One page of an image file as its header claims it. */
struct image_head {
    uint64_t width_px, height_px;
    uint64_t at_byte; /* TIFF: where its directory begins */
    int orientation;  /* JPEG: EXIF's, 1 to 8; 0: not said */
};
/* Reads the header of page `page_no`. STATUS_INPUT: damaged, with the byte where;
 * STATUS_LIMIT: more pixels than bounds.h allows. */
MUST_USE enum status image_head_of(enum source_kind kind, struct str bytes, int page_no,
                                   struct image_head *out, struct err *err);
/* Pages of an image file: directories of a TIFF, else 1. */
MUST_USE enum status image_pages(enum source_kind kind, struct str bytes,
                                 int *pages_len, struct err *err);
/* Where the pixels of the directory at `at_byte` should end, when that is beyond the
 * end of the file; 0: all are there. */
uint64_t tiff_data_beyond(struct str bytes, uint64_t at_byte);
/* Looks for the byte where an image that could not be decoded is damaged, and words
 * it; `err` is always set. */
MUST_USE enum status image_damage(enum source_kind kind, struct str bytes, int page_no,
                                  struct err *err);

#endif
