/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines of one page, made from the places of the words alone: Tesseract's own lines
 * merge the two columns of the header and of the foot (NĐ 30/2020, Annex I), so a wide
 * gap ends a line here. */
#ifndef VANTHU_LINES_H
#define VANTHU_LINES_H

#include "words.h"

struct line {
    size_t first, len; /* into lines.order */
    struct box_px box;
    float stroke;    /* mean stroke thickness over word height; boldness */
    float conf_pct;  /* mean of its words, weighted by their length */
    bool is_caps;    /* nearly all letters are capitals */
    bool starts_row; /* no other line stands left of it on the same row */
};

struct lines {
    struct line *at; /* top to bottom, then left to right */
    size_t len;
    size_t *order;      /* word indices, line after line, left to right */
    int text_height_px; /* typical height of a line's body on this page */
    float stroke;       /* typical stroke of the page's lines */
};

/* Each word that is kept is in exactly one line; specks and words that are ruling lines
 * misread are dropped (recorded in *dropped when not NULL). */
struct lines lines_from_words(const struct words *words, struct arena *arena,
                              size_t *dropped);

/* The text of one line, words joined by one blank. */
struct str line_text(const struct lines *lines, const struct words *words,
                     size_t line_index, struct arena *arena);

#endif
