/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the text_*.c files share; nobody else includes this. */
#ifndef VANTHU_TEXT_PARTS_H
#define VANTHU_TEXT_PARTS_H

#include "text.h"

/* Gives each passage the heading above it, and each cell the head of its column. */
void passages_tie(struct text *text, struct arena *arena);

#endif
