/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What runs from edge to edge, a copier's bar, is wiped but for letters that cross it.
 */
#include "page_ruling.h"

enum {
    EDGE_UM = 3000, /* as near to the edge only the scanner draws */
    COURSE_SAMPLES = 400,
    COURSE_STEPS = 64,
};

int ruling_run_at(const struct view *view, int along, int across, int *begin)
{
    int end = across;

    *begin = across;
    while (ruling_is_ink(view, along, *begin - 1)) {
        (*begin)--;
    }
    while (ruling_is_ink(view, along, end)) {
        end++;
    }
    return end - *begin;
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

        sum += ruling_is_ink(view, along, across);
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
void ruling_wipe(const struct view *view, struct piece piece, int thick_px)
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

            if (!ruling_is_ink(view, along, across)) {
                continue;
            }
            run = ruling_run_at(view, along, across, &begin);
            if (run <= most_px) {
                whiten(view, along, begin - 1, begin + run + 1);
            }
            across = begin + run;
        }
    }
}

bool ruling_is_bar(const struct view *view, struct piece piece, int dpi)
{
    int edge_px = px_of_um(EDGE_UM, dpi);

    return (piece.from < edge_px && piece.to > view->along_len - edge_px) ||
           piece.far < edge_px || piece.near > view->across_len - edge_px;
}
