/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a PDF's text layer is good Vietnamese. Pure. */
#ifndef VANTHU_SOURCE_LAYER_H
#define VANTHU_SOURCE_LAYER_H

#include "words.h"

/* Whether `word` (letters only, NFC, any case) is spelt as a Vietnamese syllable:
 * onset, rime and a tone that this rime can bear. */
bool is_syllable(struct str word);

/* NULL when the words read as Vietnamese, else what is wrong in a few words. */
const char *layer_fault(const struct words *words);

#endif
