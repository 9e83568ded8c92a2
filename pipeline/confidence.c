/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "confidence.h"

/* What Tesseract's word confidence is worth: straight lines between these points. Set
 * by judgement, not fitted: words of clear print come with 90 to 97, and below 70 one
 * letter or more is often wrong. To be fitted when there are enough checked values. */
static const struct {
    float conf_pct, chance;
} points[] = {
    {0, 0.10F}, {30, 0.30F}, {70, 0.70F}, {90, 0.95F}, {96, 0.99F}, {100, 0.995F},
};

/* A plan made in December speaks of the next year now and then. */
#define INFERRED_CHANCE 0.96F

static float chance_of_words(float conf_pct)
{
    enum { LAST = sizeof points / sizeof *points - 1 };

    if (conf_pct <= 0) {
        return points[0].chance;
    }
    for (int i = 1; i <= LAST; i++) {
        if (conf_pct <= points[i].conf_pct) {
            float share = (conf_pct - points[i - 1].conf_pct) /
                          (points[i].conf_pct - points[i - 1].conf_pct);

            return points[i - 1].chance +
                   share * (points[i].chance - points[i - 1].chance);
        }
    }
    return points[LAST].chance;
}

float confidence_of(float sure, const struct origin *origin, bool repaired,
                    bool inferred)
{
    /* No words (an example's text): nothing speaks against it. */
    float conf = sure * (origin->page_no > 0 ? chance_of_words(origin->conf_pct) : 1);

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

static const struct {
    float sure, right;
} calibration[] = {
#include "confidence_table.h"
};

float confidence_calibrated(float sure, enum hand hand)
{
    enum { LAST = sizeof calibration / sizeof *calibration - 1 };

    if (hand == HAND_WRITTEN || sure <= calibration[0].sure) {
        return sure;
    }
    for (int i = 1; i <= LAST; i++) {
        if (sure <= calibration[i].sure) {
            float share = (sure - calibration[i - 1].sure) /
                          (calibration[i].sure - calibration[i - 1].sure);

            return calibration[i - 1].right +
                   share * (calibration[i].right - calibration[i - 1].right);
        }
    }
    return calibration[LAST].right;
}
