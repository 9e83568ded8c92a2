/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The networks: their file, and from a picture to scores for each column.
 *
 * The file is "vanthu digits 1\n", then layers until its end; a network ends with the
 * layer that has SCORES outputs, and the next one begins. A layer is eight 16-bit
 * numbers (inputs, outputs, height and width of the kernel, padding in y and x, pooling
 * in y and x), the weights as 16-bit floats (outputs x inputs x height x width), a
 * 32-bit float a channel to add; all little endian. Every layer but the last cuts off
 * below zero and then takes the largest of each pool. */
#include "digits_parts.h"

#include "tr.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char magic[] = "vanthu digits 1\n";

enum {
    MAX_NETS = 4,
    MAX_LAYERS = 16,
    MAX_CHANNELS = 512,
    MAX_KERNEL = 8,
    MAX_NET_BYTES = 4 << 20,
    BLOCK = 8, /* columns at a time, which compilers turn into vectors */
};

struct layer {
    int in, out, kernel_y, kernel_x, pad_y, pad_x, pool_y, pool_x;
    float *weights, *add;
};

struct net {
    struct layer layers[MAX_LAYERS];
    int len;
};

struct digits {
    struct net nets[MAX_NETS];
    int len;
    float *from, *to; /* channels x height x width, padded */
    size_t room;      /* floats in each */
};

/* A stack of pictures; rows are `stride` apart. */
struct plane {
    int channels, height, width, stride;
};

/* --- the file --- */

struct cursor {
    const uint8_t *at;
    size_t left;
};

static bool take(struct cursor *cursor, void *to, size_t bytes)
{
    if (cursor->left < bytes) {
        return false;
    }
    memcpy(to, cursor->at, bytes);
    cursor->at += bytes;
    cursor->left -= bytes;
    return true;
}

/* IEEE 754 half to single; the file has no infinities. */
static float from_half(uint16_t half)
{
    int exponent = (half >> 10) & 31;
    float mantissa = (float)(half & 1023) / 1024.0F;
    float value =
        exponent == 0 ? ldexpf(mantissa, -14) : ldexpf(1.0F + mantissa, exponent - 15);

    return half & 0x8000 ? -value : value;
}

static bool is_sound(const struct layer *layer, int inputs)
{
    return layer->in == inputs && layer->out >= 1 && layer->out <= MAX_CHANNELS &&
           layer->kernel_y >= 1 && layer->kernel_y <= MAX_KERNEL &&
           layer->kernel_x >= 1 && layer->kernel_x <= MAX_KERNEL &&
           layer->pad_y < layer->kernel_y && layer->pad_x < layer->kernel_x &&
           layer->pool_y >= 1 && layer->pool_y <= 2 && layer->pool_x >= 1 &&
           layer->pool_x <= 2;
}

static bool take_layer(struct cursor *cursor, struct layer *layer, int inputs)
{
    uint16_t head[8];
    size_t count;

    if (!take(cursor, head, sizeof head)) {
        return false;
    }
    *layer = (struct layer){head[0], head[1], head[2], head[3], head[4],
                            head[5], head[6], head[7], NULL,    NULL};
    if (!is_sound(layer, inputs)) {
        return false;
    }
    count = (size_t)layer->in * (size_t)layer->out * (size_t)layer->kernel_y *
            (size_t)layer->kernel_x;
    layer->weights = calloc(count, sizeof *layer->weights);
    layer->add = calloc((size_t)layer->out, sizeof *layer->add);
    if (!layer->weights || !layer->add) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        uint16_t half;

        if (!take(cursor, &half, sizeof half)) {
            return false;
        }
        layer->weights[i] = from_half(half);
    }
    return take(cursor, layer->add, (size_t)layer->out * sizeof *layer->add);
}

/* What the layer makes of `plane`; a height or width below 1 when it does not fit. */
static struct plane plane_after(const struct layer *layer, struct plane plane)
{
    struct plane out = {
        .channels = layer->out,
        .height =
            (plane.height + 2 * layer->pad_y - layer->kernel_y + 1) / layer->pool_y,
        .width = (plane.width + 2 * layer->pad_x - layer->kernel_x + 1) / layer->pool_x,
    };

    return out;
}

/* Floats that the layer's input takes with its padding and a last block of columns. */
static size_t plane_room(const struct layer *layer, struct plane plane)
{
    return (size_t)plane.channels * (size_t)(plane.height + 2 * layer->pad_y) *
           (size_t)(plane.width + 2 * layer->pad_x + BLOCK);
}

/* The layers follow each other from a picture to one row of scores. */
static bool measure(struct digits *digits, const struct net *net)
{
    struct plane plane = {1, PATCH_HEIGHT_PX, PATCH_WIDTH_PX, 0};

    for (int i = 0; i < net->len; i++) {
        size_t room = plane_room(&net->layers[i], plane);

        digits->room = room > digits->room ? room : digits->room;
        plane = plane_after(&net->layers[i], plane);
        if (plane.height < 1 || plane.width < 1) {
            return false;
        }
        room = (size_t)plane.channels * (size_t)(plane.height * 2) *
               (size_t)(plane.width * 2 + BLOCK);
        digits->room = room > digits->room ? room : digits->room;
    }
    return plane.height == 1 && plane.channels == SCORES && plane.width <= MAX_SCORED;
}

/* Layers until one that has scores. */
static bool take_net(struct cursor *cursor, struct digits *digits)
{
    struct net *net =
        &digits->nets[digits->len++]; /* digits_close() frees what it has */
    int inputs = 1;

    do {
        if (net->len == MAX_LAYERS ||
            !take_layer(cursor, &net->layers[net->len++], inputs)) {
            return false;
        }
        inputs = net->layers[net->len - 1].out;
    } while (inputs != SCORES);
    return measure(digits, net);
}

static bool parse(struct digits *digits, struct cursor cursor)
{
    char head[sizeof magic - 1];

    if (!take(&cursor, head, sizeof head) || memcmp(head, magic, sizeof head) != 0) {
        return false;
    }
    do {
        if (digits->len == MAX_NETS || !take_net(&cursor, digits)) {
            return false;
        }
    } while (cursor.left > 0);
    digits->from = calloc(digits->room, sizeof *digits->from);
    digits->to = calloc(digits->room, sizeof *digits->to);
    return digits->from && digits->to;
}

enum status digits_open(const char *path, struct digits **out, struct err *err)
{
    struct digits *digits = calloc(1, sizeof *digits);
    uint8_t *bytes = malloc(MAX_NET_BYTES);
    FILE *file = digits && bytes ? fopen(path, "re") : NULL;
    bool sound = false;
    size_t len;

    *out = NULL;
    if (!file) {
        int why = digits && bytes ? errno : ENOMEM;

        free(digits);
        free(bytes);
        return err_set(err, STATUS_MODEL, 0,
                       "%s: can't be read: %s; remedy: install vanthu again", path,
                       tr_errno(why));
    }
    len = fread(bytes, 1, MAX_NET_BYTES, file);
    fclose(file);
    sound = parse(digits, (struct cursor){bytes, len});
    free(bytes);
    if (!sound) {
        digits_close(digits);
        return err_set(err, STATUS_MODEL, 0,
                       "%s: is not a network of the form 'vanthu digits 1', or cut "
                       "short; remedy: install vanthu again",
                       path);
    }
    *out = digits;
    return STATUS_OK;
}

void digits_close(struct digits *digits)
{
    if (!digits) {
        return;
    }
    for (int n = 0; n < digits->len; n++) {
        for (int i = 0; i < digits->nets[n].len; i++) {
            free(digits->nets[n].layers[i].weights);
            free(digits->nets[n].layers[i].add);
        }
    }
    free(digits->from);
    free(digits->to);
    free(digits);
}

/* --- from picture to scores --- */

/* Where a row of a stack of planes begins. */
static size_t row_at(struct plane plane, int channel, int y)
{
    return ((size_t)channel * (size_t)plane.height + (size_t)y) * (size_t)plane.stride;
}

/* Columns x to x + BLOCK of one row of one output channel. */
static void convolve_block(const struct layer *layer, const float *from,
                           struct plane plane, int channel, float sums[BLOCK])
{
    const float *weight = layer->weights + (size_t)channel * (size_t)layer->in *
                                               (size_t)layer->kernel_y *
                                               (size_t)layer->kernel_x;

    for (int j = 0; j < BLOCK; j++) {
        sums[j] = layer->add[channel];
    }
    for (int i = 0; i < layer->in * layer->kernel_y; i++) {
        const float *row =
            from + row_at(plane, i / layer->kernel_y, i % layer->kernel_y);

        for (int kx = 0; kx < layer->kernel_x; kx++, weight++) {
            for (int j = 0; j < BLOCK; j++) {
                sums[j] += *weight * row[kx + j];
            }
        }
    }
}

/* `plane` counts its padding. `last`: negative scores stay. */
static void convolve(const struct layer *layer, const float *from, struct plane plane,
                     float *to, bool last)
{
    struct plane out = {.height = plane.height - layer->kernel_y + 1,
                        .width = plane.width - layer->kernel_x + 1};
    float sums[BLOCK];

    out.stride = out.width + BLOCK;
    for (int i = 0; i < layer->out * out.height; i++) {
        int channel = i / out.height, y = i % out.height;
        float *row = to + row_at(out, channel, y);

        for (int x = 0; x < out.width; x += BLOCK) {
            convolve_block(layer, from + (size_t)y * (size_t)plane.stride + x, plane,
                           channel, sums);
            for (int j = 0; j < BLOCK; j++) {
                row[x + j] = last || sums[j] > 0 ? sums[j] : 0;
            }
        }
    }
}

/* The largest of the pool that begins at `from`. */
static float largest(const struct layer *layer, const float *from, int stride)
{
    float most = from[0];

    for (int k = 1; k < layer->pool_x * layer->pool_y; k++) {
        float other = from[k % layer->pool_x + k / layer->pool_x * stride];

        most = other > most ? other : most;
    }
    return most;
}

/* The largest of each pool, put into a plane with the next layer's padding. */
static void pool(const struct layer *layer, const float *from, struct plane plane,
                 float *to, struct plane into, const struct layer *next)
{
    int pad_y = next ? next->pad_y : 0, pad_x = next ? next->pad_x : 0;
    int height = plane.height / layer->pool_y;

    memset(to, 0,
           sizeof *to * (size_t)into.channels * (size_t)into.height *
               (size_t)into.stride);
    for (int i = 0; i < plane.channels * height; i++) {
        int channel = i / height, y = i % height;
        const float *row = from + row_at(plane, channel, y * layer->pool_y);
        float *out = to + row_at(into, channel, y + pad_y) + pad_x;

        for (int x = 0; x < plane.width / layer->pool_x; x++) {
            out[x] =
                largest(layer, row + (size_t)x * (size_t)layer->pool_x, plane.stride);
        }
    }
}

static void picture_in(struct digits *digits, const struct layer *first,
                       const struct patch *patch, struct plane plane)
{
    int width = plane.width - 2 * first->pad_x;

    memset(digits->from, 0,
           sizeof *digits->from * (size_t)plane.height * (size_t)plane.stride);
    for (int y = 0; y < PATCH_HEIGHT_PX; y++) {
        float *row = digits->from + (size_t)(y + first->pad_y) * (size_t)plane.stride +
                     first->pad_x;

        for (int x = 0; x < patch->width && x < width; x++) {
            row[x] = (float)patch->ink[(size_t)y * (size_t)patch->width + (size_t)x] /
                     255.0F;
        }
    }
}

static void scores_from(const float *from, struct plane plane, struct scores *out)
{
    out->len = plane.width;
    for (int x = 0; x < plane.width; x++) {
        float most = from[x], sum = 0;

        for (int c = 1; c < SCORES; c++) {
            float score = from[(size_t)c * (size_t)plane.stride + (size_t)x];

            most = score > most ? score : most;
        }
        for (int c = 0; c < SCORES; c++) {
            out->at[x][c] =
                expf(from[(size_t)c * (size_t)plane.stride + (size_t)x] - most);
            sum += out->at[x][c];
        }
        for (int c = 0; c < SCORES; c++) {
            out->at[x][c] /= sum;
        }
    }
}

int digits_nets(const struct digits *digits)
{
    return digits->len;
}

void digits_scores(struct digits *digits, int number, const struct patch *patch,
                   struct scores *out)
{
    const struct net *net = &digits->nets[number];
    int width = patch->width < PATCH_WIDTH_PX ? patch->width : PATCH_WIDTH_PX;
    struct plane plane = {1, PATCH_HEIGHT_PX,
                          width < LEAST_WIDTH_PX ? LEAST_WIDTH_PX : width, 0};

    out->len = 0;
    out->column_px = 1;
    if (patch->width <= 0) {
        return;
    }
    for (int i = 0; i < net->len; i++) {
        const struct layer *layer = &net->layers[i];
        const struct layer *next = i + 1 < net->len ? layer + 1 : NULL;
        struct plane padded = plane, full, into = plane_after(layer, plane);

        padded.height += 2 * layer->pad_y;
        padded.width += 2 * layer->pad_x;
        padded.stride = padded.width + BLOCK;
        if (i == 0) {
            picture_in(digits, layer, patch, padded);
        }
        full = (struct plane){layer->out, padded.height - layer->kernel_y + 1,
                              padded.width - layer->kernel_x + 1, 0};
        full.stride = full.width + BLOCK;
        convolve(layer, digits->from, padded, digits->to, !next);
        plane = into;
        into.height += next ? 2 * next->pad_y : 0;
        into.stride = into.width + (next ? 2 * next->pad_x : 0) + BLOCK;
        pool(layer, digits->to, full, digits->from, into, next);
        plane.stride = into.stride;
        out->column_px *= layer->pool_x;
    }
    scores_from(digits->from, plane, out);
}
