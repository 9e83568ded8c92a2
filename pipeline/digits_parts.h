/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What digits.c and digits_beam.c share: a picture as columns of scores. */
#ifndef VANTHU_DIGITS_PARTS_H
#define VANTHU_DIGITS_PARTS_H

#include "digits.h"

enum {
    SCORES = 11, /* 0 to 9, and nothing */
    NOTHING = 10,
    MAX_SCORED = 128,    /* columns; a column of scores is several of the picture */
    LEAST_WIDTH_PX = 40, /* narrower pictures are widened with paper */
};

struct scores {
    float at[MAX_SCORED][SCORES]; /* chances, each column adds up to 1 */
    int len;
    int column_px; /* how wide a column is in the picture */
};

int digits_nets(const struct digits *digits);
/* What network `number`, from 0, sees. */
void digits_scores(struct digits *digits, int number, const struct patch *patch,
                   struct scores *out);
/* The likeliest texts by connectionist temporal classification (A. Graves and others,
 * ICML 2006): a digit may fill several columns, "nothing" parts equal ones. */
void scores_read(const struct scores *scores, struct readings *out);

#endif
