/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ruling lines of tables, told from a copier's bars and folds of the paper. */
#ifndef VANTHU_RULING_H
#define VANTHU_RULING_H

#include "words.h"

/* The words with those strokes that may be lines of tables: a bar ends nowhere, and
 * cuts through words. */
struct words words_without_bars(const struct words *words, struct arena *arena);

#endif
