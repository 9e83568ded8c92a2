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

/* Positions in the old plane with 16 bits behind the point. */
struct walk {
    int64_t x, y, step_x, step_y;
};

static inline uint8_t blend(const uint8_t *at, size_t row, unsigned fx, unsigned fy)
{
    unsigned upper = at[0] * (256 - fx) + at[1] * fx;
    unsigned lower = at[row] * (256 - fx) + at[row + 1] * fx;

    return (uint8_t)((upper * (256 - fy) + lower * fy + 32768) >> 16);
}

/* From the first to the last x whose four neighbours are all inside. */
static void level_row(const struct plane *from, uint8_t *to, struct walk walk)
{
    int64_t x_end = (int64_t)(from->width_px - 1) << 16;
    int64_t y_end = (int64_t)(from->height_px - 1) << 16;
    size_t row = (size_t)from->width_px;

    for (int x = 0; x < from->width_px; x++) {
        if (walk.x >= 0 && walk.x < x_end && walk.y >= 0 && walk.y < y_end) {
            to[x] = blend(
                from->at + (size_t)(walk.y >> 16) * row + (size_t)(walk.x >> 16), row,
                (unsigned)(walk.x >> 8 & 0xff), (unsigned)(walk.y >> 8 & 0xff));
        }
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
                  (struct walk){.x = llround(x0 * 65536),
                                .y = llround(y0 * 65536),
                                .step_x = llround(cosine * 65536),
                                .step_y = llround(-sine * 65536)});
    }
    plane_drop(plane);
    *plane = to;
    return true;
}
