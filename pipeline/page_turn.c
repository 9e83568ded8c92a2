/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the page lies. Lines of print make a profile of ink that changes sharply across
 * the lines and hardly along them: that tells a page on its side. Capitals, ascenders
 * and Vietnamese tone marks stand above the body of a line, little hangs below: that
 * tells a page on its head. A page is only turned when that is sure. */
#include "page_parts.h"

#include <stdlib.h>
#include <string.h>

PIX *small_bits(const struct plane *plane, int factor, int below)
{
    int width_px = plane->width_px / factor, height_px = plane->height_px / factor;
    PIX *bits = pixCreate(width_px, height_px, 1);
    int limit = below * factor * factor;

    for (int y = 0; bits && y < height_px; y++) {
        l_uint32 *to = pixGetData(bits) + (size_t)y * (size_t)pixGetWpl(bits);

        for (int x = 0; x < width_px; x++) {
            const uint8_t *from = plane->at +
                                  (size_t)(y * factor) * (size_t)plane->width_px +
                                  (size_t)(x * factor);
            int sum = 0;

            for (int i = 0; i < factor; i++, from += plane->width_px) {
                for (int j = 0; j < factor; j++) {
                    sum += from[j];
                }
            }
            if (sum < limit) {
                to[x >> 5] |= 0x80000000U >> (x & 31);
            }
        }
    }
    return bits;
}

struct stance stance_of(PIX *bits, int dpi)
{
    struct stance stance = {0};
    l_float32 skew_deg = 0, sure = 0;

    (void)dpi;
    if (pixFindSkewSweepAndSearch(bits, &skew_deg, &sure, 4, 2, 7.0F, 1.0F, 0.01F) ==
            0 &&
        sure > 3 && L_ABS(skew_deg) > 0.1F) {
        stance.skew_deg = skew_deg;
    }
    return stance;
}
