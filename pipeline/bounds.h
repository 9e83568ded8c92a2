/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every bound of the program, with its reason. */
#ifndef VANTHU_BOUNDS_H
#define VANTHU_BOUNDS_H

#define MIB (1024UL * 1024UL)

enum {
    MEGA = 1000 * 1000,
    /* A0 at 300 dpi is 139 megapixels; a scan of a plan is 9 (A4, 300 dpi). Leptonica's
     * images end at 536 million pixels of four bytes, and at 32,767 a side. */
    PAGE_MEGAPIXELS = 150,
    MAX_PAGE_MEGAPIXELS = 400,
    MAX_PAGE_PIXELS = MAX_PAGE_MEGAPIXELS * MEGA,
    MAX_PAGE_SIDE_PX = 30000,
    /* The longest plan seen has 90 pages; a bound file of an archive some hundreds. */
    PAGES = 5000,
    MAX_PAGES = 50000,
    /* A scan of 100 colour pages at 300 dpi has about 100 MiB. */
    FILE_MIB = 1024,
    MAX_FILE_MIB = 65536,
    /* The text of a page has some KiB, a font some MiB. */
    STREAM_MIB = 64,
    MAX_STREAM_MIB = 4096,
    /* Honest files reach 12. Poppler gives up at 500. */
    NESTING = 100,
    MAX_NESTING = 400,
    /* Of address space; a page of 150 megapixels takes 2.5 GiB of it. */
    MEMORY_MIB = 4096,
    MAX_MEMORY_MIB = 1024 * 1024,
    /* Words of one page: a dense newspaper page has 8,000. */
    MAX_PAGE_WORDS = 50000,
    MIN_DPI = 70,
    MAX_DPI = 1200,
    /* Born-digital pages and pages that have to be rendered. */
    RENDER_DPI = 300,
    /* A page that takes longer hangs: the slowest seen took 25 s. */
    PAGE_SECONDS = 120,
    /* A file of 5,000 pages takes an hour and a half of a core. */
    DOCUMENT_SECONDS = 4 * 60 * 60,
    MAX_JOBS = 256,
    MAX_SHARDS = 100000,
    /* A scanner writes a page a second, a network copy stalls for some. */
    STILL_SECONDS = 10,
    POLL_SECONDS = 5,
};

/* Memory of one document's arena. */
#define ARENA_BYTES (1024 * MIB)

#endif
