/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How sure a value is. */
#ifndef VANTHU_CONFIDENCE_H
#define VANTHU_CONFIDENCE_H

#include "text.h"

/* One sign that had to be put right says that its neighbours may be wrong too. */
#define REPAIRED_CHANCE 0.92F

/* The chance, 0 to 1, that a value is right: `sure`, the chance that its rule is right
 * on clear print, times the chance that its words were read right. `repaired`: a letter
 * had to be put right; `inferred`: a year was taken from the document. */
float confidence_of(float sure, const struct origin *origin, bool repaired,
                    bool inferred);

/* What such a sum is worth: the share of values as sure as this that were right, as
 * counted on scans of the samples (bench/calibrate.py, confidence_table.h). A value by
 * hand has its chance from the network that read it: it stays as it is. */
float confidence_calibrated(float sure, enum hand hand);

#endif
