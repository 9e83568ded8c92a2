/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What page_strokes.c and page_bars.c share; nobody else includes this. */
#ifndef VANTHU_PAGE_RULING_H
#define VANTHU_PAGE_RULING_H

#include "page_parts.h"

enum { INK_LEVEL = 170 };

static inline int px_of_um(int um, int dpi)
{
    return (int)((int64_t)um * dpi / 25400);
}

/* A line as if it were level: `along` it and `across`. */
struct piece {
    int from, to;  /* along */
    int near, far; /* across */
    int inked;     /* of its length, without the gaps */
};
/* The ink plane seen along or across. */
struct view {
    uint8_t *at;
    int along_len, across_len;
    size_t along_step, across_step;
};

static inline bool ruling_is_ink(const struct view *view, int along, int across)
{
    return across >= 0 && across < view->across_len &&
           view->at[(size_t)along * view->along_step +
                    (size_t)across * view->across_step] < INK_LEVEL;
}

/* The run of ink across the line that begins in the band; its length. */
int ruling_run_at(const struct view *view, int along, int across, int *begin);
/* Copier bars and the scanner's lid run from edge to edge or along it. */
bool ruling_is_bar(const struct view *view, struct piece piece, int dpi);
void ruling_wipe(const struct view *view, struct piece piece, int thick_px);

#endif
