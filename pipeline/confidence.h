/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How sure a value is. */
#ifndef VANTHU_CONFIDENCE_H
#define VANTHU_CONFIDENCE_H

#include "text.h"

/* The chance, 0 to 1, that a value is right: `sure`, the chance that its rule is right
 * on clear print, times the chance that its words were read right. `repaired`: a letter
 * had to be put right; `inferred`: a year was taken from the document. */
float confidence_of(float sure, const struct origin *origin, bool repaired,
                    bool inferred);

#endif
