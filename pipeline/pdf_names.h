/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the searchable copies of scans are called below their folder. Pure. */
#ifndef VANTHU_PDF_NAMES_H
#define VANTHU_PDF_NAMES_H

#include "str.h"

struct arena;

/* A name for each path: what of it lies below the folder that all have in common, with
 * ".pdf" behind where it does not end so; no two are the same, and none leads out. The
 * same paths in the same order have the same names. `cwd` is what paths begin at that
 * do not begin with a slash. All in `arena`, NUL after each. */
struct str *pdf_names(const struct str *paths, size_t len, struct str cwd,
                      struct arena *arena);

#endif
