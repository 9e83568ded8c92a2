/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of one page: text (NFC), place, how sure the recogniser is. They come from
 * Tesseract (words_from_page) or from a PDF's good text layer (source_layer_words);
 * everything after is the same for both. */
#ifndef VANTHU_WORDS_H
#define VANTHU_WORDS_H

#include "box.h"
#include "digits.h"
#include "err.h"

#include <stdio.h>

struct arena;
struct page;
struct ocr;

enum layer {
    LAYER_INK,  /* recognised in black and blue print */
    LAYER_RED,  /* recognised in the red layer: stamps of name and office */
    LAYER_TEXT, /* taken from the PDF's own text layer */
};

/* How a word was put on paper, as far as its ink tells. */
enum hand {
    HAND_UNKNOWN,
    HAND_PRINTED,
    HAND_WRITTEN, /* ink whose shape or colour is not that of the print around it */
};

struct word {
    struct str text;
    struct box_px box;
    float conf_pct;  /* 0 to 100 */
    float stroke_px; /* mean thickness of its strokes; 0: not measured */
    int line_no;     /* the recogniser's own line, from 1; 0: none */
    enum layer layer;
    enum hand hand;
};

/* A gap on the head of a first page that was filled in by hand. */
enum slot_kind { SLOT_NUMBER, SLOT_DAY, SLOT_MONTH, SLOT_KINDS };

struct hand_slot {
    enum slot_kind kind;
    struct box_px ink;  /* what is written; the box of its word "…" */
    struct box_px line; /* the gap with some print on both sides: left and right; the
                           height and the foot of print there: top and bottom */
    struct box_px rest; /* of a number whose symbol was not found: what follows it in
                           the row; once it is read, without it. Empty: nothing */
    int month, year;    /* of a day: as far as they are printed; 0: not known */
    struct patch patch; /* its picture; width 0: none was cut */
};

/* The page that the words stand on. */
struct sheet {
    int page_no; /* from 1 */
    int width_px, height_px, dpi;
    int turn_deg;   /* clockwise turn that made the page upright: 0, 90, 180, 270 */
    float skew_deg; /* then turned clockwise by this about the centre to level lines */
    bool from_text_layer;
};

struct words {
    struct sheet sheet;
    struct word *at;
    size_t len;
    struct box_px *strokes; /* ruling lines of tables, frames and separators */
    size_t strokes_len;
    struct hand_slot
        slots[SLOT_KINDS]; /* not part of a dump: what is read in them is */
    size_t slots_len;
};

/* The place of `box` on the upright page as it was scanned, before levelling. */
struct box_pt box_on_paper(const struct sheet *sheet, struct box_px box);

/* Opens the engine with the model `lang` in `tessdata_dir` and the variables given as
 * name, value, name, value, NULL. One engine per worker, kept open; ocr_close(NULL) is
 * allowed. STATUS_MODEL: Tesseract can't load the model. */
MUST_USE enum status ocr_open(const char *tessdata_dir, const char *lang,
                              const char *const *variables, struct ocr **out,
                              struct err *err);
void ocr_close(struct ocr *ocr);
const char *ocr_version(void);
/* Wall time that the engine has spent on recognition so far. */
double ocr_seconds(const struct ocr *ocr);

/* The words of one page in the recogniser's order. `out` lives in `arena`.
 * STATUS_OCR: the engine gave up on this page; `out` is empty. An empty page is not a
 * failure. */
MUST_USE enum status words_from_page(struct ocr *ocr, const struct page *page,
                                     struct arena *arena, struct words *out,
                                     struct err *err);

/* A part of a page to recognise once more. */
struct second_look {
    struct box_px box;
    bool is_scattered; /* single lines among scraps; else one block of lines */
    bool is_dark;      /* only what is as dark as print: a grey seal fades */
    bool is_symbol;    /* what follows a number: "/KH-UBND" */
};

/* What was read in that part before gives way when the new reading has more sure words,
 * or is a symbol when one is looked for: that is short and seldom sure.
 * STATUS_OCR leaves `words` as it was. */
MUST_USE enum status words_look_again(struct ocr *ocr, const struct page *page,
                                      const struct second_look *look,
                                      struct words *words, struct arena *arena,
                                      struct err *err);

/* A line at the top of the page has the words of the motto (cell 1), or of the Party's:
 * a document or a form begins here. */
bool words_show_motto(const struct words *words, struct arena *arena);

/* Text form of one page's words, one item a line; words_read() takes it back, so that
 * later stages can be run and tested without recognition. `*rest` is cut to what
 * follows. STATUS_INPUT names the line that is not understood. */
void words_write(const struct words *words, FILE *to);
MUST_USE enum status words_read(struct str *rest, struct arena *arena,
                                struct words *out, struct err *err);

/* The same as the journal keeps it, to the same decimals. words_unpack() believes
 * nothing; false: damaged, or of another version. The texts point into `bytes`. */
struct str words_pack(const struct words *words, struct arena *arena);
MUST_USE bool words_unpack(struct str bytes, struct arena *arena, struct words *out);

#endif
