/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Roman numerals of headings, put right by their sequence. */
#ifndef VANTHU_NUMERALS_H
#define VANTHU_NUMERALS_H

#include "text.h"

/* Of headings in capitals, over the pages of one document; "HI. TỔ CHỨC" after "II."
 * gets its III. One that can be read stays as it is, also out of turn. */
void numerals_mend(struct leaf *leaves, size_t leaves_len, struct arena *arena);

#endif
