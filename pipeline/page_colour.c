/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ink and red apart. A red seal is bright in the red channel, and black print under it
 * is as dark there as anywhere: where a pixel is reddish, the ink layer takes its red
 * channel, and what is still grey of the seal is lifted to paper. */
#include "page_parts.h"

#include <string.h>

enum {
    SAMPLE_STEP = 4, /* every 4th pixel of every 4th row tells what is on the page */
    GREY_SPAN = 24,  /* JPEG gives black print so much colour, no more */
    RED_MIN = 24,    /* R over G and B, of 255 */
    RED_SURE = 60,
    BLUE_MIN = 40, /* B over R: ball pens have 60 to 150 */
    /* Less red than 8 mm2 at 1/16 of the pixels is dust or a JPEG's fault. */
    RED_LEAST_MM2 = 8,
};

/* What a sample of the page says. */
struct survey {
    unsigned count[3][256];
    bool is_bilevel;
};

static struct survey survey_of(struct colours colours)
{
    struct survey survey = {.is_bilevel = true};

    for (int y = 0; y < colours.height_px; y += SAMPLE_STEP) {
        const uint32_t *row = colours.at + (size_t)y * colours.row;

        for (int x = 0; x < colours.width_px; x += SAMPLE_STEP) {
            uint32_t rgb = row[x] >> colours.shift & 0xffffff;

            survey.count[0][rgb >> 16]++;
            survey.count[1][rgb >> 8 & 0xff]++;
            survey.count[2][rgb & 0xff]++;
            survey.is_bilevel = survey.is_bilevel && (rgb == 0 || rgb == 0xffffff);
        }
    }
    return survey;
}

/* The commonest level of the bright half, five levels taken together: the paper. */
static int paper_level(const unsigned count[256])
{
    unsigned best = 0;
    int level = 255;

    for (int i = 128; i < 256; i++) {
        unsigned sum = 0;

        for (int near = i - 2; near <= i + 2; near++) {
            sum += near < 256 ? count[near] : 0;
        }
        if (sum >= best && sum > 0) {
            best = sum;
            level = i;
        }
    }
    return level;
}

/* Makes the paper white: pink or yellowish paper and a camera's tint go. */
struct levels {
    uint8_t of[3][256];
};

static struct levels levels_of(const struct survey *survey)
{
    struct levels levels = {0};

    for (int channel = 0; channel < 3; channel++) {
        int paper = paper_level(survey->count[channel]);

        for (int i = 0; i < 256; i++) {
            levels.of[channel][i] = (uint8_t)(i >= paper ? 255 : i * 255 / paper);
        }
    }
    return levels;
}

struct rgb {
    int r, g, b;
};

static inline struct rgb rgb_at(const struct levels *levels, uint32_t word)
{
    return (struct rgb){levels->of[0][word >> 16 & 0xff],
                        levels->of[1][word >> 8 & 0xff], levels->of[2][word & 0xff]};
}

static inline int max_of(int a, int b)
{
    return a > b ? a : b;
}

static inline int min_of(int a, int b)
{
    return a < b ? a : b;
}

static inline int redness(struct rgb c)
{
    return c.r - max_of(c.g, c.b);
}

static bool has_red(struct colours colours, const struct levels *levels, int dpi)
{
    double mm2_a_sample = 25.4 * SAMPLE_STEP / dpi * (25.4 * SAMPLE_STEP / dpi);
    unsigned red = 0;

    for (int y = 0; y < colours.height_px; y += SAMPLE_STEP) {
        const uint32_t *row = colours.at + (size_t)y * colours.row;

        for (int x = 0; x < colours.width_px; x += SAMPLE_STEP) {
            struct rgb c = rgb_at(levels, row[x] >> colours.shift);

            red += redness(c) >= RED_SURE;
        }
    }
    return red * mm2_a_sample >= RED_LEAST_MM2;
}

/* Red that is bright in its own channel is no ink; black under red is dark there. */
static inline int ink_under_red(struct rgb c)
{
    int sure = min_of(255, max_of(0, (redness(c) - RED_MIN) * 7));
    int bright = min_of(255, max_of(0, (c.r - 96) * 4));

    return c.r + (255 - c.r) * (sure * bright / 255) / 255;
}

/* One row; `red` and `blue` may be NULL. */
static void split_row(const uint32_t *from, const struct levels *levels,
                      const struct colours *colours, struct layers *out, int y)
{
    size_t width_px = (size_t)colours->width_px;
    uint8_t *ink = out->ink.at + (size_t)y * width_px;
    uint8_t *red = out->red.at ? out->red.at + (size_t)y * width_px : NULL;
    uint8_t *blue =
        out->blue.at + (size_t)(y / BLUE_CELL_PX) * (size_t)out->blue.width_px;

    for (size_t x = 0; x < width_px; x++) {
        struct rgb c = rgb_at(levels, from[x] >> colours->shift);
        int high = max_of(c.r, max_of(c.g, c.b));
        int low = min_of(c.r, min_of(c.g, c.b));

        ink[x] = (uint8_t)c.g;
        if (high - low < GREY_SPAN) {
            continue;
        }
        if (redness(c) > RED_MIN) {
            ink[x] = (uint8_t)ink_under_red(c);
            if (red) {
                red[x] = (uint8_t)(255 - min_of(255, (redness(c) - RED_MIN / 2) * 2));
            }
        } else {
            ink[x] = (uint8_t)((c.r + c.g) / 2);
            if (c.b - c.r > BLUE_MIN && ink[x] < 200) {
                blue[x / BLUE_CELL_PX]++;
            }
        }
    }
}

bool colours_split(struct colours colours, struct layers *out)
{
    struct survey survey = survey_of(colours);
    struct levels levels = levels_of(&survey);
    int width_px = colours.width_px, height_px = colours.height_px;

    out->is_bilevel = survey.is_bilevel;
    out->ink = plane_make(width_px, height_px);
    out->blue = plane_make((width_px + BLUE_CELL_PX - 1) / BLUE_CELL_PX,
                           (height_px + BLUE_CELL_PX - 1) / BLUE_CELL_PX);
    if (!out->ink.at || !out->blue.at) {
        return false;
    }
    memset(out->blue.at, 0, (size_t)out->blue.width_px * (size_t)out->blue.height_px);
    if (!survey.is_bilevel && has_red(colours, &levels, out->dpi)) {
        out->red = plane_make(width_px, height_px);
        if (!out->red.at) {
            return false;
        }
        memset(out->red.at, 255, (size_t)width_px * (size_t)height_px);
    }
    for (int y = 0; y < height_px; y++) {
        split_row(colours.at + (size_t)y * colours.row, &levels, &colours, out, y);
    }
    return true;
}
