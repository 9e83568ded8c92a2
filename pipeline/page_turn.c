/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the page lies. Lines of print make a profile of ink that changes sharply across
 * the lines and hardly along them: that tells a page on its side. Capitals, ascenders
 * and Vietnamese tone marks stand above the body of a line, little hangs below: that
 * tells a page on its head. A page is only turned when that is sure. */
#include "page_parts.h"

enum {
    RULE_PART_OF_INCH = 3, /* 8.5 mm: longer runs of ink are no letters */
    /* Leptonica's measure of ascenders over descenders, made for English; tone marks
     * make it larger. Measured on 238 pages, each upright and turned by 90, 180, 270:
     * no upright page turned, 95 % of the turned ones found, none turned wrongly (also
     * not with 3); those not found have hardly any text. */
    SURE = 5,
    SURER_TIMES = 2,
    SWEEP_REDUCED = 4,
    SEARCH_REDUCED = 2,
    SKEW_SURE = 3, /* Leptonica's own bound */
};
#define SKEW_MOST_DEG 7.0F

static inline int mean_of_four(const uint8_t *at, size_t row)
{
    return (at[0] + at[1] + at[row] + at[row + 1]) >> 2;
}

PIX *small_bits(const struct plane *plane, int dpi, int below)
{
    /* of the plane's pixels for one of the small image, 16 bits behind the point */
    uint32_t step = dpi > SMALL_DPI ? ((uint32_t)dpi << 16) / SMALL_DPI : 1U << 16;
    int width_px = (int)(((uint64_t)(plane->width_px - 1) << 16) / step);
    int height_px = (int)(((uint64_t)(plane->height_px - 1) << 16) / step);
    PIX *bits = pixCreate(width_px, height_px, 1);

    for (int y = 0; bits && y < height_px; y++) {
        l_uint32 *to = pixGetData(bits) + (size_t)y * (size_t)pixGetWpl(bits);
        size_t row = (size_t)plane->width_px;
        const uint8_t *from =
            plane->at + (size_t)(((uint64_t)step * (unsigned)y) >> 16) * row;
        uint32_t word = 0, at = 0;

        for (int x = 0; x < width_px; x++, at += step) {
            word = word << 1 | (mean_of_four(from + (at >> 16), row) < below);
            if ((x & 31) == 31) {
                to[x >> 5] = word;
            }
        }
        if (width_px & 31) {
            to[width_px >> 5] = word << (32 - (width_px & 31));
        }
    }
    return bits;
}

/* What is longer than letters are: ruling lines, frames, a copier's bars. They stand
 * above and below letters, too, and would be taken for ascenders and descenders. */
static PIX *without_rules(PIX *bits, int dpi)
{
    int length_px = dpi / RULE_PART_OF_INCH;
    PIX *rules = pixOpenCompBrick(NULL, bits, length_px, 1);
    PIX *upright = pixOpenCompBrick(NULL, bits, 1, length_px);
    PIX *text = NULL;

    if (rules && upright) {
        pixOr(rules, rules, upright);
        pixDilateBrick(rules, rules, 3, 3);
        text = pixSubtract(NULL, bits, rules);
    }
    pixDestroy(&upright);
    pixDestroy(&rules);
    return text;
}

/* Clockwise, in steps of 90 degrees; 0 when not sure. */
static int turn_of(PIX *text)
{
    l_float32 up = 0, left = 0;

    if (pixUpDownDetect(text, &up, 0, 0, 0) != 0 || up >= SURE) {
        return 0;
    }
    if (pixOrientDetect(text, &up, &left, 0, 0) != 0) {
        return 0;
    }
    if (L_ABS(up) >= SURE && L_ABS(up) > SURER_TIMES * L_ABS(left)) {
        return up > 0 ? 0 : 180;
    }
    if (L_ABS(left) >= SURE && L_ABS(left) > SURER_TIMES * L_ABS(up)) {
        return left > 0 ? 90 : 270;
    }
    return 0;
}

/* Clockwise, as Leptonica gives it; 0 when not sure or too little to matter. */
static float skew_of(PIX *bits)
{
    l_float32 skew_deg = 0, sure = 0;

    if (pixFindSkewSweepAndSearch(bits, &skew_deg, &sure, SWEEP_REDUCED, SEARCH_REDUCED,
                                  SKEW_MOST_DEG, 1.0F, 0.01F) != 0 ||
        sure < SKEW_SURE || L_ABS(skew_deg) < 0.1F) {
        return 0;
    }
    return skew_deg;
}

struct stance stance_of(PIX *bits, int dpi)
{
    struct stance stance = {0};
    PIX *text = without_rules(bits, dpi);
    PIX *turned;

    if (!text) {
        return stance;
    }
    stance.turn_deg = turn_of(text);
    pixDestroy(&text);
    turned = pixRotateOrth(bits, stance.turn_deg / 90);
    stance.skew_deg = turned ? skew_of(turned) : 0;
    pixDestroy(&turned);
    return stance;
}
