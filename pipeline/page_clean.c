/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shade and tone of the paper, measured in tiles: most of any tile of 5 mm is paper,
 * even in dense print. */
#include "page_parts.h"

#include <stdlib.h>
#include <string.h>

enum {
    TILES_AN_INCH = 5,
    PAPER_PCT = 70, /* of a tile's pixels are darker than what is taken as its paper */
    PAPER_LEAST = 96, /* darker: no paper but a picture, a bar, the scanner's lid */
    /* Paper so white and so even needs nothing. */
    WHITE_LEAST = 246,
};

struct tiles {
    uint8_t *at; /* paper's level; 0: unknown */
    int columns, rows, side_px;
};

static uint8_t paper_of_tile(const struct plane *ink, int left, int top, int side_px)
{
    int right = left + side_px < ink->width_px ? left + side_px : ink->width_px;
    int bottom = top + side_px < ink->height_px ? top + side_px : ink->height_px;
    unsigned count[64] = {0}, sum = 0, seen = 0;

    for (int y = top; y < bottom; y += 2) {
        const uint8_t *row = ink->at + (size_t)y * (size_t)ink->width_px;

        for (int x = left; x < right; x += 2) {
            count[row[x] >> 2]++;
            seen++;
        }
    }
    for (int i = 0; i < 64; i++) {
        sum += count[i];
        if (sum * 100 >= seen * PAPER_PCT) {
            return (uint8_t)(i * 4 + 3 >= PAPER_LEAST ? i * 4 + 3 : 0);
        }
    }
    return 255;
}

/* The mean of the known tiles of `from` at and around (x, y); 0: none is known. */
static uint8_t mean_around(struct tiles tiles, const uint8_t *from, int x, int y)
{
    int sum = 0, known = 0;

    for (int i = 0; i < 9; i++) {
        int near_x = x + i % 3 - 1, near_y = y + i / 3 - 1;
        bool inside =
            near_x >= 0 && near_x < tiles.columns && near_y >= 0 && near_y < tiles.rows;
        int level = inside ? from[near_y * tiles.columns + near_x] : 0;

        sum += level;
        known += level > 0;
    }
    return (uint8_t)(known > 0 ? sum / known : 0);
}

/* Unknown tiles take the mean of the known ones beside them, round after round. */
static void fill_unknown(struct tiles tiles, uint8_t *mem)
{
    bool again = true;

    for (int round = 0; again && round < tiles.columns + tiles.rows; round++) {
        again = false;
        memcpy(mem, tiles.at, (size_t)tiles.columns * (size_t)tiles.rows);
        for (int i = 0; i < tiles.columns * tiles.rows; i++) {
            if (mem[i] == 0) {
                again = true;
                tiles.at[i] =
                    mean_around(tiles, mem, i % tiles.columns, i / tiles.columns);
            }
        }
    }
}

/* Evens out the steps between tiles. */
static void smooth(struct tiles tiles, uint8_t *mem)
{
    memcpy(mem, tiles.at, (size_t)tiles.columns * (size_t)tiles.rows);
    for (int i = 0; i < tiles.columns * tiles.rows; i++) {
        tiles.at[i] = mean_around(tiles, mem, i % tiles.columns, i / tiles.columns);
    }
}

static bool is_even(struct tiles tiles)
{
    for (int i = 0; i < tiles.columns * tiles.rows; i++) {
        if (tiles.at[i] < WHITE_LEAST) {
            return false;
        }
    }
    return true;
}

/* Gain at tile centres, 8 bits behind the point; a little over 255 / paper, so that the
 * paper's grain becomes white too. */
static int gain_of(struct tiles tiles, int column, int row)
{
    int paper;

    column = column < 0 ? 0 : column >= tiles.columns ? tiles.columns - 1 : column;
    row = row < 0 ? 0 : row >= tiles.rows ? tiles.rows - 1 : row;
    paper = tiles.at[row * tiles.columns + column];
    return paper > 0 ? 256 * 260 / paper : 256;
}

static void multiply_row(uint8_t *row, int width_px, struct tiles tiles, int y)
{
    int half = tiles.side_px / 2;
    int tile_row = (y + half) / tiles.side_px - 1;
    int down = (y + half) % tiles.side_px;

    for (int column = -1; column < tiles.columns; column++) {
        int upper = gain_of(tiles, column, tile_row);
        int lower = gain_of(tiles, column, tile_row + 1);
        int upper_next = gain_of(tiles, column + 1, tile_row);
        int lower_next = gain_of(tiles, column + 1, tile_row + 1);
        int here = upper * 256 + (lower - upper) * 256 * down / tiles.side_px;
        int next =
            upper_next * 256 + (lower_next - upper_next) * 256 * down / tiles.side_px;
        int step = (next - here) / tiles.side_px;
        int left = column * tiles.side_px + half;
        int right = left + tiles.side_px < width_px ? left + tiles.side_px : width_px;

        for (int x = left; x < right; x++, here += step) {
            if (x >= 0) {
                int level = row[x] * (here >> 8) >> 8;

                row[x] = (uint8_t)(level > 255 ? 255 : level);
            }
        }
    }
}

bool even_out(struct plane *ink, int dpi)
{
    int side_px = dpi / TILES_AN_INCH;
    struct tiles tiles = {.side_px = side_px,
                          .columns = (ink->width_px + side_px - 1) / side_px,
                          .rows = (ink->height_px + side_px - 1) / side_px};
    size_t tiles_len = (size_t)tiles.columns * (size_t)tiles.rows;
    uint8_t *mem = malloc(2 * tiles_len);

    if (!mem) {
        return false;
    }
    tiles.at = mem + tiles_len;
    for (size_t i = 0; i < tiles_len; i++) {
        tiles.at[i] =
            paper_of_tile(ink, (int)(i % (size_t)tiles.columns) * side_px,
                          (int)(i / (size_t)tiles.columns) * side_px, side_px);
    }
    fill_unknown(tiles, mem);
    smooth(tiles, mem);
    if (!is_even(tiles)) {
        for (int y = 0; y < ink->height_px; y++) {
            multiply_row(ink->at + (size_t)y * (size_t)ink->width_px, ink->width_px,
                         tiles, y);
        }
    }
    free(mem);
    return true;
}
