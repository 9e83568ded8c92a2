/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file that holds pages: what kind it is (told by content, never by name), how many
 * pages, and the hash that names it. Files are only ever read. */
#ifndef VANTHU_SOURCE_H
#define VANTHU_SOURCE_H

#include "err.h"
#include "limit.h"
#include "words.h"

#include <stdint.h>

enum source_kind {
    SOURCE_PDF,
    SOURCE_TIFF,
    SOURCE_PNG,
    SOURCE_JPEG,
    SOURCE_JP2,
    SOURCE_WEBP,
    SOURCE_BMP,
    SOURCE_PNM,
    SOURCE_WORDS, /* a dump of words (`vanthu dump words`): no recognition needed */
    SOURCE_KINDS
};

struct pdf; /* Poppler's document; only source_from_path.c looks inside */

struct source {
    struct str path; /* as given, NUL after it */
    enum source_kind kind;
    struct limits limits;
    int pages_len;
    size_t size_bytes;
    struct str bytes;  /* the whole file, mapped read-only; freed by source_close() */
    void *mapping;     /* the same, for source_close() */
    struct pdf *pdf;   /* NULL unless SOURCE_PDF */
    bool keeps_stderr; /* other threads write to it: an image's decoder may do so too;
                          the owner's to set */
    bool is_small; /* its pages are made at a lower resolution; the owner's to set */
};

/* Tells the file's kind and counts its pages. `limits` NULL: the usual ones. `out` is
 * to be closed also after a failure (its bytes are there whenever the file could be
 * read at all). STATUS_AWAY: can't be opened or read. STATUS_SKIP: neither a scan nor
 * named like one. STATUS_INPUT: damaged (with the byte where), encrypted, empty, no
 * pages. STATUS_LIMIT: larger than `limits` allow. */
MUST_USE enum status source_from_path(struct str path, const struct limits *limits,
                                      struct arena *arena, struct source *out,
                                      struct err *err);
/* Makes the fonts known before the process is locked in: it may write their cache. */
void source_prepare(void);
void source_done(void); /* gives back what source_prepare() took */
void source_close(struct source *source);

/* Pixels of one page, rows from the top. Owner: the caller, raster_drop(). */
struct raster {
    uint8_t *at; /* 4 bytes a pixel: B, G, R, unused (cairo's RGB24 on little endian) */
    int width_px, height_px;
    size_t row_bytes;
    int dpi;
    void *owner; /* cairo's surface, which holds the pixels; NULL: nothing to drop */
};
/* Of a PDF's page: the embedded full-page scan at its own resolution where there is
 * one, else the page rendered at RENDER_DPI (fewer where the page is huge). */
MUST_USE enum status source_raster(const struct source *source, int page_no,
                                   struct raster *out, struct err *err);
void raster_drop(struct raster *raster);
/* Where the pixels of a PDF's page lie that source_raster() gives: points from the top
 * left corner of the page as it is shown. */
MUST_USE enum status source_scan_place(const struct source *source, int page_no,
                                       struct box_pt *out, struct err *err);

/* The words of a PDF page's text layer with their boxes (at 300 dpi), if the layer is
 * good: NFC Vietnamese of known syllables, not TCVN3 or VNI mojibake, covering the
 * page's ink. *good false: recognise the page; *why says in a few words what is wrong
 * with the layer ("no text layer", "TCVN3 text", ...). */
MUST_USE enum status source_layer_words(const struct source *source, int page_no,
                                        struct arena *arena, struct words *out,
                                        bool *good, struct str *why, struct err *err);

/* The version of Poppler at run time. */
const char *source_pdf_version(void);

#endif
