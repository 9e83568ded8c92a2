/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "confidence.h"

#include <stddef.h>

/* Straight lines between points; beyond the ends their values stay. */
struct point {
    float at, value;
};

static float along(const struct point *points, size_t len, float at)
{
    if (at <= points[0].at) {
        return points[0].value;
    }
    for (size_t i = 1; i < len; i++) {
        if (at <= points[i].at) {
            float share = (at - points[i - 1].at) / (points[i].at - points[i - 1].at);

            return points[i - 1].value +
                   share * (points[i].value - points[i - 1].value);
        }
    }
    return points[len - 1].value;
}

/* What Tesseract's word confidence (in percent) is worth: clear print comes with 90 to
 * 97, and below 70 one letter or more is often wrong. By judgement; what all of it
 * together is worth is counted, see confidence_calibrated(). */
static const struct point words[] = {
    {0, 0.10F}, {30, 0.30F}, {70, 0.70F}, {90, 0.95F}, {96, 0.99F}, {100, 0.995F},
};

static const struct point calibration[] = {
#include "confidence_table.h"
};

/* A plan made in December speaks of the next year now and then. */
#define INFERRED_CHANCE 0.96F

float confidence_of(float sure, const struct origin *origin, bool repaired,
                    bool inferred)
{
    /* No words (an example's text): nothing speaks against it. */
    float conf =
        sure * (origin->page_no > 0
                    ? along(words, sizeof words / sizeof *words, origin->conf_pct)
                    : 1);

    if (repaired) {
        conf *= REPAIRED_CHANCE;
    }
    if (inferred) {
        conf *= INFERRED_CHANCE;
    }
    if (origin->hand == HAND_WRITTEN) {
        /* the print beside it may be wrong too */
        return confidence_calibrated(conf, HAND_PRINTED) * origin->hand_chance;
    }
    return conf;
}

float confidence_calibrated(float sure, enum hand hand)
{
    return hand == HAND_WRITTEN
               ? sure
               : along(calibration, sizeof calibration / sizeof *calibration, sure);
}
