/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From fields as found to fields as told: columns that rules left open are filled from
 * the place of the match, and what a document says twice is told once. */
#ifndef VANTHU_ROW_FILL_H
#define VANTHU_ROW_FILL_H

#include "fields.h"

/* Bound of the memory that writing one document's rows takes. */
#define ROW_BYTES ((size_t)256 * 1024 * 1024)

/* References, deadlines, campaigns and recipients in the order of the text.
 * `own_code`: the document's, which is no citation. */
struct fields fields_fill(const struct text *text, const struct fields *fields,
                          struct str own_code, struct arena *arena);

#endif
