/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a second look at the page is worth its time: a signature block without a name
 * (a seal or a signature in black made the recogniser drop the lines around it, or
 * guess), an authority (KT.) without the office of the deputy below it, a list of
 * recipients that breaks off before its last line ("Lưu", NĐ 30/2020 Annex I). */
#ifndef VANTHU_DOUBTS_H
#define VANTHU_DOUBTS_H

#include "zones.h"

enum { MAX_DOUBTS = 6 };

/* Doubts about one page, at most MAX_DOUBTS; returns how many. */
size_t doubts_from_zones(const struct zones *zones, const struct lines *lines,
                         const struct words *words, struct second_look *out);

#endif
