/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turning planes: by quarter turns without loss, and by the few degrees of skew with
 * interpolation. */
#include "page_parts.h"

#include <math.h>
#include <string.h>

/* Blocks, so that reading down a column stays in the cache. */
enum { BLOCK_PX = 32 };

static void quarter_turn(const struct plane *from, struct plane *to, bool clockwise)
{
    size_t from_width = (size_t)from->width_px, to_width = (size_t)to->width_px;
    size_t height = (size_t)from->height_px;

    for (size_t top = 0; top < height; top += BLOCK_PX) {
        size_t bottom = top + BLOCK_PX < height ? top + BLOCK_PX : height;

        for (size_t x = 0; x < from_width; x++) {
            size_t to_y = clockwise ? x : from_width - 1 - x;

            for (size_t y = top; y < bottom; y++) {
                size_t to_x = clockwise ? height - 1 - y : y;

                to->at[to_y * to_width + to_x] = from->at[y * from_width + x];
            }
        }
    }
}

static void half_turn(struct plane *plane)
{
    size_t len = (size_t)plane->width_px * (size_t)plane->height_px;

    for (size_t i = 0; i < len / 2; i++) {
        uint8_t kept = plane->at[i];

        plane->at[i] = plane->at[len - 1 - i];
        plane->at[len - 1 - i] = kept;
    }
}

bool plane_turn(struct plane *plane, int turn_deg)
{
    struct plane to;

    if (turn_deg == 0 || !plane->at) {
        return true;
    }
    if (turn_deg == 180) {
        half_turn(plane);
        return true;
    }
    to = plane_make(plane->height_px, plane->width_px);
    if (!to.at) {
        return false;
    }
    quarter_turn(plane, &to, turn_deg == 90);
    plane_drop(plane);
    *plane = to;
    return true;
}

/* Positions in the old plane with 16 bits behind the point; the longest side allowed
 * (30,000) fits. */
struct walk {
    int32_t x, y, step_x, step_y;
};

/* Narrows [*first, *end) to where 0 <= at + i * step < most. */
static void narrow(int32_t at, int32_t step, int32_t most, int *first, int *end)
{
    int64_t low = 0, high = *end;

    if (step == 0) {
        high = at >= 0 && at < most ? high : 0;
    } else if (step > 0) {
        low = at >= 0 ? 0 : (-(int64_t)at + step - 1) / step;
        high = at >= most ? 0 : ((int64_t)most - at + step - 1) / step;
    } else {
        low = at < most ? 0 : ((int64_t)at - most) / -step + 1;
        high = at < 0 ? 0 : (int64_t)at / -step + 1;
    }
    *first = low > *first ? (low < *end ? (int)low : *end) : *first;
    *end = high < *end ? (int)high : *end;
}

static inline uint32_t between(uint32_t a, uint32_t b, uint32_t part)
{
    return a * (256 - part) + b * part;
}

/* From the first to the last x whose four neighbours are all inside. */
static void level_row(const struct plane *from, uint8_t *to, struct walk walk)
{
    int first = 0, end = from->width_px;
    size_t row = (size_t)from->width_px;
    const uint8_t *base = from->at;

    narrow(walk.x, walk.step_x, (from->width_px - 1) << 16, &first, &end);
    narrow(walk.y, walk.step_y, (from->height_px - 1) << 16, &first, &end);
    walk.x += first * walk.step_x;
    walk.y += first * walk.step_y;
    for (int x = first; x < end; x++) {
        const uint8_t *at =
            base + (size_t)(walk.y >> 16) * row + (size_t)(walk.x >> 16);
        uint32_t part_x = (uint32_t)walk.x >> 8 & 0xff;

        to[x] = (uint8_t)(between(between(at[0], at[1], part_x),
                                  between(at[row], at[row + 1], part_x),
                                  (uint32_t)walk.y >> 8 & 0xff) >>
                          16);
        walk.x += walk.step_x;
        walk.y += walk.step_y;
    }
}

bool plane_level(struct plane *plane, float skew_deg, uint8_t fill)
{
    struct plane to;
    double angle = (double)skew_deg * 3.14159265358979 / 180;
    double sine = sin(angle), cosine = cos(angle);
    double mid_x = (plane->width_px - 1) / 2.0, mid_y = (plane->height_px - 1) / 2.0;

    if (!plane->at) {
        return true;
    }
    to = plane_make(plane->width_px, plane->height_px);
    if (!to.at) {
        return false;
    }
    memset(to.at, fill, (size_t)to.width_px * (size_t)to.height_px);
    for (int y = 0; y < to.height_px; y++) {
        double x0 = mid_x + -mid_x * cosine + (y - mid_y) * sine;
        double y0 = mid_y + mid_x * sine + (y - mid_y) * cosine;

        level_row(plane, to.at + (size_t)y * (size_t)to.width_px,
                  (struct walk){.x = (int32_t)lround(x0 * 65536),
                                .y = (int32_t)lround(y0 * 65536),
                                .step_x = (int32_t)lround(cosine * 65536),
                                .step_y = (int32_t)lround(-sine * 65536)});
    }
    plane_drop(plane);
    *plane = to;
    return true;
}
