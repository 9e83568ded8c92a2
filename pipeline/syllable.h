/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One syllable of Vietnamese, which is what stands between two blanks. */
#ifndef VANTHU_SYLLABLE_H
#define VANTHU_SYLLABLE_H

#include "letters.h"

struct arena;

/* Letters and nothing else; then its folded form has one byte for each. */
bool all_letters(struct str s);
/* Of its first letter. */
enum letter_case syllable_case(struct str s);
/* `syllable` in capitals, with a capital or small, as `pattern` is. */
struct str syllable_as(struct str syllable, struct str pattern, struct arena *arena);
/* The two are the same but for case and the place of the tone mark ("hoà", "hòa"). */
bool syllable_is(struct str read, struct str syllable, struct arena *arena);

#endif
