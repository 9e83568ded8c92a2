/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page for tests, drawn as lines of text at places: 2480 x 3508 px (A4, 300 dpi),
 * letters 24 px wide and 40 px high, blanks 16 px. */
#ifndef VANTHU_SHEET_OF_H
#define VANTHU_SHEET_OF_H

#include "words.h"

struct drawn {
    int left, top;
    const char *text; /* "|" alone is a gap of 300 px inside the line */
    float stroke_px;  /* 0: 4, plain; bold print has 6 */
};

struct words sheet_of(const struct drawn *lines, size_t len, struct arena *arena);

#endif
