/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A gap in a line of print, and what it was filled in with:
 *
 *     Số:  [ 12 ] /KH-UBND            ..., ngày [ 5 ] tháng [ 3 ] năm 2025
 *           gap  |<- print ->|                   gap         gap     |print|
 *
 * The print beside a gap says how tall digits are and where they stand: those of print
 * in the gap are as tall and stand on the same line, strokes of a pen hardly ever all
 * do. Digits and capitals of Times have nearly one height (0.676 and 0.662 em). */
#ifndef VANTHU_HAND_GAP_H
#define VANTHU_HAND_GAP_H

#include "page.h"

struct gap {
    int left, right;            /* between the print on both sides */
    struct box_px print;        /* a piece of print right of it: its height and foot */
    struct box_px print_before; /* one left of it, since lines slope; empty: none */
};

/* A piece of print inside `box` that is as high as most: the median of its taller
 * components. false: none. */
bool print_measure(const struct page *page, struct box_px box, struct box_px *print);

/* The foot of the line at `x`, on the way from the print before to the print behind. */
int gap_foot(const struct gap *gap, int x);

enum gap_ink { GAP_EMPTY, GAP_PRINT, GAP_HAND };

/* What stands in the gap; `found` becomes the box around its ink. */
enum gap_ink gap_look(const struct page *page, const struct gap *gap,
                      struct box_px *found);

#endif
