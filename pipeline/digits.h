/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Digits written by hand, read from a picture of the gap that they fill in. The reader
 * is two small convolutional networks, trained apart, with the weights in
 * models/digits/digits.net: what both see is likely, what one sees is half so. How they
 * were trained and what they read right is in models/digits/README.md. */
#ifndef VANTHU_DIGITS_H
#define VANTHU_DIGITS_H

#include "err.h"

struct arena;
struct digits;

/* A part of a page brought to the height that the network takes. */
enum { PATCH_HEIGHT_PX = 48, PATCH_WIDTH_PX = 208 /* at most */ };

struct patch {
    int width; /* 0: nothing there */
    /* PATCH_HEIGHT_PX rows of `width`: 0 paper, 255 the darkest ink. In an arena. */
    uint8_t *ink;
};

enum { MAX_DIGITS = 6, MAX_READINGS = 12 };

/* One way to read a picture. */
struct reading {
    char text[MAX_DIGITS + 1]; /* digits; may be empty */
    float chance;              /* 0 to 1, of this text, as the network sees it */
    int end_px;                /* where its last digit ends in the picture, roughly */
};
struct readings {
    struct reading at[MAX_READINGS]; /* the likeliest first */
    size_t len;
};

/* Loads the weights. The caller owns `*out`, digits_close(); one thread at a time.
 * STATUS_MODEL: the file is absent, cut short or of another form. */
MUST_USE enum status digits_open(const char *path, struct digits **out,
                                 struct err *err);
void digits_close(struct digits *digits);

/* What the picture may say. Nothing (`out->len` 0) for an empty picture. */
void digits_read(struct digits *digits, const struct patch *patch,
                 struct readings *out);

#endif
