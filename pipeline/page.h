/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One page made ready for recognition: upright, level, background even; ink (black and
 * blue) and red (seals, red stamps) parted. Owns its images; page_drop() releases. */
#ifndef VANTHU_PAGE_H
#define VANTHU_PAGE_H

#include "box.h"
#include "err.h"
#include "words.h"

struct Pix; /* Leptonica's; only the page*.c files look inside */
struct source;

struct page {
    struct sheet sheet;
    struct Pix *ink; /* 8 bits a pixel, grey; copier bars taken out */
    struct Pix
        *red; /* 8 bits a pixel, the red layer as dark ink on white; NULL: none */
    struct box_px red_box;  /* what is left of the red without seals; may be empty */
    struct Pix *blue;       /* counts of blue pixels, a quarter as wide; page_ink()'s */
    struct Pix *bits;       /* 1 bit a pixel, `ink` binarised; for measuring */
    struct box_px *strokes; /* ruling lines found on it; lives in the arena */
    size_t strokes_len;
    bool is_blank;   /* no ink worth recognising */
    bool is_bilevel; /* the scan has black and white only */
};

/* Opens what reading pages needs beside the source, before the process is locked in. */
void page_prepare(void);
/* Reads page `page_no` (from 1) of `source` and cleans it. `out` is empty on failure.
 * STATUS_INPUT: damaged. STATUS_LIMIT: over MAX_PAGE_PIXELS. */
MUST_USE enum status page_from_source(struct source *source, int page_no,
                                      struct arena *arena, struct page *out,
                                      struct err *err);
void page_drop(struct page *page);

/* Adds the ruling lines of the page to words that were taken from its text layer, in
 * the words' pixels. false: it can't be drawn, the words are left without. */
bool page_rule_words(struct source *source, int page_no, struct arena *arena,
                     struct words *words);

/* What the ink inside `box` looks like; pixels of the cleaned page. */
struct ink {
    float stroke_px;   /* mean stroke thickness */
    float cover;       /* share of ink pixels, 0 to 1 */
    float blue;        /* share of ink pixels that are coloured (pen), 0 to 1 */
    int parts;         /* connected components of the size of a character */
    struct box_px box; /* tight around the ink; empty when there is none */
};
struct ink page_ink(const struct page *page, struct box_px box);
/* The same thickness alone: it is asked for each word. */
float page_stroke_px(const struct page *page, struct box_px box);

/* Boxes of the connected components that touch `box`, left to right, at most `most`;
 * returns how many. Whole components: they may reach out of `box`. */
size_t page_components(const struct page *page, struct box_px box, struct box_px *out,
                       size_t most);

/* Places with ink in the shape of a line of text that none of the boxes in `read`
 * cover; at most `most`, returns how many. */
size_t page_unread(const struct page *page, const struct box_px *read, size_t read_len,
                   int text_height_px, struct box_px *out, size_t most);

/* The part of the page from `left` to `right` at the height that the digit reader
 * takes: print that stands from line.top to line.bottom becomes as high as it was
 * trained on, with its foot where it was then. Empty when there is no print height or
 * no memory. */
struct patch page_patch(const struct page *page, struct box_px line,
                        struct arena *arena);

/* A copy of `ink` in which, inside `box`, only what is nearly as dark as its darkest
 * ink stays: print under the ring of a seal that was scanned in grey. NULL when there
 * is nothing to fade (a bilevel scan) or no memory. Owner: the caller, page_pix_drop().
 */
struct Pix *page_dark_ink(const struct page *page, struct box_px box);
void page_pix_drop(struct Pix **pix);

#endif
