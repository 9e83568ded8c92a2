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

/* One sign that had to be put right says that its neighbours may be wrong too. */
#define REPAIRED_CHANCE 0.92F
/* A plan made in December speaks of the next year now and then. */
#define INFERRED_CHANCE 0.96F
/* The recogniser has not learnt handwriting. */
#define HAND_WRITTEN_CHANCE 0.30F

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
    if (origin->hand == HAND_WRITTEN && conf > HAND_WRITTEN_CHANCE) {
        conf = HAND_WRITTEN_CHANCE;
    }
    return conf;
}
