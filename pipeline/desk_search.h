/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people type to find a text: words, all of which it must have, and "phrases".
 * A word with diacritics finds only these, one without finds all; đ counts as one.
 * Pure.
 */
#ifndef VANTHU_DESK_SEARCH_H
#define VANTHU_DESK_SEARCH_H

#include "str.h"

/* For FTS5's MATCH, on the columns `plain` (tone_key) and `folded` (fold); nothing of
 * what was typed is taken for syntax. Empty: there is no word in it. */
struct str search_match(struct str typed, struct arena *arena);
/* A part of `text` with a hit, hits between \1 and \2; empty: no hit is found. */
struct str search_snippet(struct str typed, struct str text, struct arena *arena);

#endif
