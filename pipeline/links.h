/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * file:// addresses of scans and of their pages. */
#ifndef VANTHU_LINKS_H
#define VANTHU_LINKS_H

#include "str.h"

struct arena;

/* The last source asked for: rows of a table come file by file. */
struct links {
    char source[4096], real[4096];
};

/* The address of `page` (empty: the first) of a source as the tables have it, NUL after
 * it; NULL when the file is not there any more. */
const char *links_url(struct links *links, struct str source, struct str page,
                      struct arena *arena);

#endif
