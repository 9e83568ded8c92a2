/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ruling lines: runs of ink longer than letters are, pieces of one line joined. Tables
 * and frames stay in the ink: Tesseract takes lines out by itself, and does it better
 * (words of a plan with a table, F1, lines wiped here -> left to it: clean .990 ->
 * .993, office .989 -> .990, poor .964 -> .967, fax .978 -> .979, camera .932 -> .984).
 * What runs from edge to edge, a copier's bar, is wiped but for letters that cross it.
 */
#include "page_parts.h"

#include "arena.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_STROKES = 600, /* a dense form has 200 */
    MAX_PIECES = 4000,
    PIECE_UM = 6000,   /* continuous ink of this length is no letter */
    STROKE_UM = 15000, /* a line of a table, a frame, a separator */
    INKED_PCT = 80,    /* of a line; rows of dashes have less */
    GAP_UM = 3000,     /* between two pieces of one line */
    ASIDE_UM = 700,    /* and so far beside each other */
    THICK_UM = 2200,   /* copier bars are thicker than any rule */
    EDGE_UM = 3000,    /* as near to the edge only the scanner draws */
    INK_LEVEL = 170,
    COURSE_SAMPLES = 400,
    COURSE_STEPS = 64,
};

static int px_of_um(int um, int dpi)
{
    return (int)((int64_t)um * dpi / 25400);
}

/* A line as if it were level: `along` it and `across`. */
struct piece {
    int from, to;  /* along */
    int near, far; /* across */
    int inked;     /* of its length, without the gaps */
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

/* The ink plane seen along or across. */
struct view {
    uint8_t *at;
    int along_len, across_len;
    size_t along_step, across_step;
};

static struct view view_of(struct plane *ink, bool level)
{
    size_t row = (size_t)ink->width_px;

    return level ? (struct view){ink->at, ink->width_px, ink->height_px, 1, row}
                 : (struct view){ink->at, ink->height_px, ink->width_px, row, 1};
}

static bool is_ink(const struct view *view, int along, int across)
{
    return across >= 0 && across < view->across_len &&
           view->at[(size_t)along * view->along_step +
                    (size_t)across * view->across_step] < INK_LEVEL;
}

/* The run of ink across the line that begins in the band; its length. */
static int run_at(const struct view *view, int along, int across, int *begin)
{
    int end = across;

    *begin = across;
    while (is_ink(view, along, *begin - 1)) {
        (*begin)--;
    }
    while (is_ink(view, along, end)) {
        end++;
    }
    return end - *begin;
}

/* How thick the line is: the median of its runs. */
static int thickness_of(const struct view *view, struct piece piece)
{
    int count[64] = {0}, all = 0, sum = 0;

    for (int along = piece.from; along < piece.to; along++) {
        for (int across = piece.near; across < piece.far; across++) {
            int begin;

            if (is_ink(view, along, across)) {
                int run = run_at(view, along, across, &begin);

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

static void whiten(const struct view *view, int along, int begin, int end)
{
    begin = begin > 0 ? begin : 0;
    end = end < view->across_len ? end : view->across_len;
    for (int i = begin; i < end; i++) {
        view->at[(size_t)along * view->along_step + (size_t)i * view->across_step] =
            255;
    }
}

/* Where a line runs that is not quite level: its middle at `along`. */
struct course {
    int at_from, at_to; /* across, at both ends of the piece */
};

/* Samples of ink on the straight way between two ends. */
static int ink_on(const struct view *view, struct piece piece, struct course course)
{
    int len = piece.to - piece.from, sum = 0;

    for (int i = 0; i < COURSE_SAMPLES; i++) {
        int along = piece.from + (int)((int64_t)len * i / COURSE_SAMPLES);
        int across = course.at_from +
                     (course.at_to - course.at_from) * (along - piece.from) / len;

        sum += is_ink(view, along, across);
    }
    return sum;
}

/* The way through the piece with the most ink on it: letters cross it, but nothing runs
 * along it as the line does. */
static struct course course_of(const struct view *view, struct piece piece)
{
    struct course best = {piece.near, piece.near};
    int most = -1;
    int step = 1 + (piece.far - piece.near) / COURSE_STEPS;

    for (int from = piece.near; from <= piece.far; from += step) {
        for (int to = piece.near; to <= piece.far; to += step) {
            struct course course = {from, to};
            int ink = ink_on(view, piece, course);

            if (ink > most) {
                most = ink;
                best = course;
            }
        }
    }
    return best;
}

/* Runs on the course and not much longer than the line is thick are the line; longer
 * ones and those beside it are letters, and stay. */
static void wipe(const struct view *view, struct piece piece, int thick_px)
{
    int most_px = thick_px + 2 + thick_px / 3;
    struct course course = course_of(view, piece);

    for (int along = piece.from; along < piece.to; along++) {
        int middle = course.at_from + (course.at_to - course.at_from) *
                                          (along - piece.from) /
                                          (piece.to - piece.from);
        int near = middle - thick_px / 2 - 2, far = middle + thick_px / 2 + 2;

        for (int across = near; across <= far; across++) {
            int begin, run;

            if (!is_ink(view, along, across)) {
                continue;
            }
            run = run_at(view, along, across, &begin);
            if (run <= most_px) {
                whiten(view, along, begin - 1, begin + run + 1);
            }
            across = begin + run;
        }
    }
}

/* Copier bars and the scanner's lid run from edge to edge or along it. */
static bool is_artefact(const struct view *view, struct piece piece, int dpi)
{
    int edge_px = px_of_um(EDGE_UM, dpi);

    return (piece.from < edge_px && piece.to > view->along_len - edge_px) ||
           piece.far < edge_px || piece.near > view->across_len - edge_px;
}

static struct box_px box_of(struct piece piece, bool level)
{
    return level ? (struct box_px){piece.from, piece.near, piece.to, piece.far}
                 : (struct box_px){piece.near, piece.from, piece.far, piece.to};
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
        int thick_px;

        if (piece.to - piece.from < px_of_um(STROKE_UM, pieces.dpi) ||
            piece.inked * 100 < (piece.to - piece.from) * INKED_PCT) {
            continue;
        }
        piece = at_full_size(piece, layers->dpi, pieces.dpi, view.along_len);
        thick_px = thickness_of(&view, piece);
        if (thick_px > px_of_um(THICK_UM, layers->dpi)) {
            continue;
        }
        if (is_artefact(&view, piece, layers->dpi)) {
            wipe(&view, piece, thick_px);
        } else if (out->strokes_len < MAX_STROKES) {
            out->strokes[out->strokes_len++] = box_of(piece, level);
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
