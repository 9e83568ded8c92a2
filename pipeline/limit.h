/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a file may ask of the machine. What asks for more fails as STATUS_LIMIT with the
 * option that sets the limit; bounds.h has how high an option may go. */
#ifndef VANTHU_LIMIT_H
#define VANTHU_LIMIT_H

#include <stdint.h>

struct limits {
    int64_t page_pixels;  /* --max-megapixels: of one page or of an image in a PDF */
    int64_t pages;        /* --max-pages: of one file */
    int64_t file_bytes;   /* --max-file-mib */
    int64_t stream_bytes; /* --max-stream-mib: of a PDF stream when unpacked, images
                             apart */
    int64_t nesting;      /* --max-nesting: of a PDF's arrays and dictionaries */
    int64_t memory_bytes; /* --max-memory-mib: address space of a worker */
};

extern const struct limits limits_usual;

#endif
