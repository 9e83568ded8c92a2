/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ruling lines: runs of ink longer than letters are, pieces of one line joined. Tables
 * and frames stay in the ink: Tesseract takes lines out by itself, and does it better
 * (words of a plan with a table, F1, lines wiped here -> left to it: clean .990 ->
 * .993, office .989 -> .990, poor .964 -> .967, fax .978 -> .979, camera .932 -> .984).
 */
#include "page_ruling.h"

#include "arena.h"

#include <stdlib.h>

enum {
    MAX_STROKES = 600, /* a dense form has 200 */
    MAX_PIECES = 4000,
    PIECE_UM = 6000,   /* continuous ink of this length is no letter */
    STROKE_UM = 15000, /* a line of a table, a frame, a separator */
    TOUCH_UM = 1000,   /* between the ends of a table's row and the lines around it */
    INKED_PCT = 80,    /* of a line; rows of dashes have less */
    GAP_UM = 3000,     /* between two pieces of one line */
    ASIDE_UM = 700,    /* and so far beside each other */
    THICK_UM = 2200,   /* copier bars are thicker than any rule */
    SECTION_UM = 600,  /* a line that slants by more is told in sections */
    MAX_SECTIONS = 16,
    MAX_ACROSS = 256,
};

struct pieces {
    struct piece *at;
    int len;
    int dpi; /* of their pixels */
};

static struct piece piece_of(BOXA *boxes, int index, bool level)
{
    l_int32 x = 0, y = 0, width = 0, height = 0;

    boxaGetBoxGeometry(boxes, index, &x, &y, &width, &height);
    return level ? (struct piece){x, x + width, y, y + height, width}
                 : (struct piece){y, y + height, x, x + width, height};
}

static bool find_pieces(PIX *bits, bool level, struct pieces *out)
{
    int length_px = px_of_um(PIECE_UM, out->dpi);
    PIX *runs = level ? pixOpenCompBrick(NULL, bits, length_px, 1)
                      : pixOpenCompBrick(NULL, bits, 1, length_px);
    BOXA *boxes = runs ? pixConnCompBB(runs, 8) : NULL;
    int boxes_len = boxaGetCount(boxes);

    boxes_len = boxes_len < MAX_PIECES ? boxes_len : MAX_PIECES;
    out->at = boxes ? malloc(((size_t)boxes_len + 1) * sizeof *out->at) : NULL;
    for (int i = 0; out->at && i < boxes_len; i++) {
        out->at[out->len++] = piece_of(boxes, i, level);
    }
    boxaDestroy(&boxes);
    pixDestroy(&runs);
    return out->at != NULL;
}

static bool one_line(struct piece a, struct piece b, int dpi)
{
    int gap = (a.from > b.from ? a.from : b.from) - (a.to < b.to ? a.to : b.to);
    int aside = (a.near > b.near ? a.near : b.near) - (a.far < b.far ? a.far : b.far);

    return gap <= px_of_um(GAP_UM, dpi) && gap > -px_of_um(GAP_UM, dpi) &&
           aside <= px_of_um(ASIDE_UM, dpi);
}

static int by_from(const void *a, const void *b)
{
    const struct piece *p = a, *q = b;

    return p->from != q->from ? (p->from > q->from) - (p->from < q->from)
                              : (p->near > q->near) - (p->near < q->near);
}

/* Each piece is added to the line it goes on with, if there is one. */
static void join_pieces(struct pieces *pieces)
{
    int len = 0;

    qsort(pieces->at, (size_t)pieces->len, sizeof *pieces->at, by_from);
    for (int i = 0; i < pieces->len; i++) {
        struct piece piece = pieces->at[i];
        int to = len;

        for (int j = len - 1; j >= 0 && to == len; j--) {
            to = one_line(pieces->at[j], piece, pieces->dpi) ? j : to;
        }
        if (to == len) {
            pieces->at[len++] = piece;
            continue;
        }
        pieces->at[to].to = piece.to > pieces->at[to].to ? piece.to : pieces->at[to].to;
        pieces->at[to].inked += piece.inked;
        pieces->at[to].near =
            piece.near < pieces->at[to].near ? piece.near : pieces->at[to].near;
        pieces->at[to].far =
            piece.far > pieces->at[to].far ? piece.far : pieces->at[to].far;
    }
    pieces->len = len;
}

static struct view view_of(struct plane *ink, bool level)
{
    size_t row = (size_t)ink->width_px;

    return level ? (struct view){ink->at, ink->width_px, ink->height_px, 1, row}
                 : (struct view){ink->at, ink->height_px, ink->width_px, row, 1};
}

/* How thick the line is: the median of its runs. */
static int thickness_of(const struct view *view, struct piece piece)
{
    int count[64] = {0}, all = 0, sum = 0;

    for (int along = piece.from; along < piece.to; along++) {
        for (int across = piece.near; across < piece.far; across++) {
            int begin;

            if (ruling_is_ink(view, along, across)) {
                int run = ruling_run_at(view, along, across, &begin);

                count[run < 63 ? run : 63]++;
                all++;
                break;
            }
        }
    }
    for (int i = 0; i < 64; i++) {
        sum += count[i];
        if (sum * 2 > all) {
            return i;
        }
    }
    return 0;
}

static struct box_px box_of(struct piece piece, bool level)
{
    return level ? (struct box_px){piece.from, piece.near, piece.to, piece.far}
                 : (struct box_px){piece.near, piece.from, piece.far, piece.to};
}

/* Where the line runs in a section of its length: the median of its runs' middles; what
 * crosses it has longer runs. `before` where it has none. */
static int middle_of(const struct view *view, struct piece section, int thick_px,
                     int before)
{
    int count[MAX_ACROSS] = {0}, all = 0, sum = 0;

    for (int along = section.from; along < section.to; along++) {
        for (int across = section.near; across < section.far; across++) {
            int begin = across, run = 1, at;

            if (!ruling_is_ink(view, along, across)) {
                continue;
            }
            run = ruling_run_at(view, along, across, &begin);
            at = begin + run / 2 - section.near;
            if (run <= 2 * thick_px + 2 && at >= 0 && at < MAX_ACROSS) {
                count[at]++;
                all++;
            }
            across = begin + run;
        }
    }
    for (int i = 0; all > 0 && i < MAX_ACROSS; i++) {
        sum += count[i];
        if (sum * 2 > all) {
            return section.near + i;
        }
    }
    return before;
}

static void add_box(struct page *out, struct piece piece, bool level)
{
    if (out->strokes_len < MAX_STROKES) {
        out->strokes[out->strokes_len++] = box_of(piece, level);
    }
}

/* A line that slants is recorded in sections, each a box as narrow as the line: its one
 * box would hold the words beside it. */
static void add_stroke(const struct view *view, struct piece piece, int thick_px,
                       int dpi, struct page *out)
{
    bool level = view->along_step == 1;
    int drift_px = piece.far - piece.near - thick_px, len = piece.to - piece.from;
    int sections = 1 + drift_px / (px_of_um(SECTION_UM, dpi) + 1);
    int middle = (piece.near + piece.far) / 2;

    sections = sections < MAX_SECTIONS ? sections : MAX_SECTIONS;
    if (sections <= 1) {
        add_box(out, piece, level);
        return;
    }
    for (int i = 0; i < sections; i++) {
        struct piece section = piece;

        section.from = piece.from + len * i / sections;
        section.to = piece.from + len * (i + 1) / sections;
        middle = middle_of(view, section, thick_px, middle);
        section.near = middle - thick_px / 2 - 1;
        section.far = middle + thick_px / 2 + 1;
        add_box(out, section, level);
    }
}

/* One row of a table is lower than STROKE_UM; it hangs between two level lines. */
static bool hangs_between(struct piece upright, int touch_px, const struct page *out)
{
    bool above = false, below = false;
    int x = (upright.near + upright.far) / 2;

    for (size_t i = 0; i < out->strokes_len; i++) {
        struct box_px stroke = out->strokes[i];

        if (box_width(stroke) > box_height(stroke) && stroke.left - touch_px <= x &&
            stroke.right + touch_px >= x) {
            above = above || (upright.from - stroke.bottom <= touch_px &&
                              stroke.top - upright.from <= touch_px);
            below = below || (stroke.top - upright.to <= touch_px &&
                              upright.to - stroke.bottom <= touch_px);
        }
    }
    return above && below;
}

static struct piece at_full_size(struct piece small, int dpi, int small_dpi, int most)
{
    struct piece piece = {.from = small.from * dpi / small_dpi,
                          .to = (small.to * dpi + small_dpi - 1) / small_dpi,
                          .near = small.near * dpi / small_dpi,
                          .far = (small.far * dpi + small_dpi - 1) / small_dpi};

    piece.to = piece.to < most ? piece.to : most;
    return piece;
}

static bool find_strokes(struct layers *layers, PIX *bits, bool level, struct page *out)
{
    struct view view = view_of(&layers->ink, level);
    struct pieces pieces = {.dpi = layers->dpi < SMALL_DPI ? layers->dpi : SMALL_DPI};

    if (!find_pieces(bits, level, &pieces)) {
        return false;
    }
    join_pieces(&pieces);
    for (int i = 0; i < pieces.len; i++) {
        struct piece piece = pieces.at[i];
        bool is_short = piece.to - piece.from < px_of_um(STROKE_UM, pieces.dpi);
        int thick_px;

        if ((is_short && level) ||
            piece.inked * 100 < (piece.to - piece.from) * INKED_PCT) {
            continue;
        }
        piece = at_full_size(piece, layers->dpi, pieces.dpi, view.along_len);
        thick_px = thickness_of(&view, piece);
        if (thick_px > px_of_um(THICK_UM, layers->dpi) ||
            (is_short && !hangs_between(piece, px_of_um(TOUCH_UM, layers->dpi), out))) {
            continue;
        }
        if (ruling_is_bar(&view, piece, layers->dpi)) {
            ruling_wipe(&view, piece, thick_px);
        } else {
            add_stroke(&view, piece, thick_px, layers->dpi, out);
        }
    }
    free(pieces.at);
    return true;
}

bool strokes_find(struct layers *layers, PIX *bits, struct arena *arena,
                  struct page *out)
{
    out->strokes = ARENA_ARRAY(arena, struct box_px, MAX_STROKES);
    return find_strokes(layers, bits, true, out) &&
           find_strokes(layers, bits, false, out);
}
