/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every bound of the program, with its reason. */
#ifndef VANTHU_BOUNDS_H
#define VANTHU_BOUNDS_H

#define MIB (1024UL * 1024UL)

enum {
    /* A0 at 300 dpi is 139 megapixels; a scan of a plan is 9 (A4, 300 dpi). */
    MAX_PAGE_PIXELS = 150 * 1000 * 1000,
    MAX_PAGE_SIDE_PX = 30000,
    /* The longest plan seen has 90 pages; a bound file of an archive some hundreds. */
    MAX_PAGES = 5000,
    /* Words of one page: a dense newspaper page has 8,000. */
    MAX_PAGE_WORDS = 50000,
    MIN_DPI = 70,
    MAX_DPI = 1200,
    /* Born-digital pages and pages that have to be rendered. */
    RENDER_DPI = 300,
    /* A page that takes longer hangs: the slowest seen took 25 s. */
    PAGE_SECONDS = 120,
    MAX_JOBS = 256,
    MAX_SHARDS = 100000,
    /* A scanner writes a page a second, a network copy stalls for some. */
    STILL_SECONDS = 10,
    POLL_SECONDS = 5,
};

/* Memory of one document's arena and of one worker process. */
#define ARENA_BYTES  (1024 * MIB)
#define WORKER_BYTES (4096 * MIB)
/* A scan of 100 colour pages at 300 dpi has about 100 MiB. */
#define MAX_FILE_BYTES (1024 * MIB)

#endif
