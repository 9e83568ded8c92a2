/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand_gap.h"

#include <stdlib.h>

enum {
    /* Heights of printed digits of one line differ by up to 12 % (poor scans, 150 dpi,
     * samples/), their feet by up to 8 % of the height. */
    HEIGHT_SLACK_PCT = 15,
    FOOT_SLACK_PCT = 12,
    LEAST_SLACK_PX = 2, /* what binarising leaves open at both ends */
    /* Lower than this is a dot, a leader or a speck. */
    DOT_PCT = 35,
    MAX_PARTS = 64,
    /* A line that rises by more than 1 in 25 was levelled wrongly, or is none. */
    STEEPEST_RUN = 25,
    LEAST_PRINT_PX = 6,
};
#define PEN_BLUE 0.35F /* share of coloured ink pixels; print has below 0.1 */

bool print_measure(const struct page *page, struct box_px box, struct box_px *print)
{
    struct box_px parts[MAX_PARTS], tall[MAX_PARTS];
    size_t len = page_components(page, box, parts, MAX_PARTS), kept = 0;
    int tallest = 0, most = 3 * box_height(box) / 2;

    for (size_t i = 0; i < len; i++) {
        int h = box_height(parts[i]);

        tallest = h > tallest && h < most ? h : tallest;
    }
    for (size_t i = 0; i < len; i++) {
        int h = box_height(parts[i]);
        size_t at = kept;

        if (h * 10 < tallest * 7 || h >= most) {
            continue;
        }
        for (; at > 0 && box_height(tall[at - 1]) > h; at--) {
            tall[at] = tall[at - 1];
        }
        tall[at] = parts[i];
        kept++;
    }
    if (kept == 0 || box_height(tall[kept / 2]) < LEAST_PRINT_PX) {
        return false;
    }
    *print = tall[kept / 2];
    return true;
}

int gap_foot(const struct gap *gap, int x)
{
    int run = box_mid_x(gap->print) - box_mid_x(gap->print_before);
    int rise = gap->print.bottom - gap->print_before.bottom;

    if (box_is_empty(gap->print_before) || run <= 0 || abs(rise) * STEEPEST_RUN > run) {
        return gap->print.bottom;
    }
    return gap->print_before.bottom + rise * (x - box_mid_x(gap->print_before)) / run;
}

static bool within(int off, int height, int slack_pct)
{
    return abs(off) <= LEAST_SLACK_PX || abs(off) * 100 <= slack_pct * height;
}

enum gap_ink gap_look(const struct page *page, const struct gap *gap,
                      struct box_px *found)
{
    int height = box_height(gap->print);
    int foot = gap_foot(gap, (gap->left + gap->right) / 2);
    struct box_px area = {gap->left, foot - height * 5 / 3, gap->right,
                          foot + height / 2};
    struct box_px parts[MAX_PARTS];
    size_t len = page_components(page, area, parts, MAX_PARTS);
    bool print = true;

    *found = (struct box_px){0};
    for (size_t i = 0; i < len; i++) {
        int h = box_height(parts[i]), mid = box_mid_x(parts[i]);

        if (mid < gap->left || mid >= gap->right || h * 100 < DOT_PCT * height ||
            box_mid_y(parts[i]) < area.top || h > 4 * height) {
            continue;
        }
        *found = box_union(*found, parts[i]);
        print = print && within(h - height, height, HEIGHT_SLACK_PCT) &&
                within(parts[i].bottom - gap_foot(gap, mid), height, FOOT_SLACK_PCT) &&
                box_width(parts[i]) < height * 3 / 2;
    }
    if (box_is_empty(*found)) {
        return GAP_EMPTY;
    }
    /* All of it together is no taller than one digit: a row of print is level. */
    print = print && (box_height(*found) <= height ||
                      within(box_height(*found) - height, height, HEIGHT_SLACK_PCT));
    return print && page_ink(page, *found).blue <= PEN_BLUE ? GAP_PRINT : GAP_HAND;
}
