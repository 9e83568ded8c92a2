/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by zones_header.c, zones_agency.c and zones_title.c. */
#ifndef VANTHU_ZONING_HEAD_H
#define VANTHU_ZONING_HEAD_H

#include "zoning.h"

/* The head of the first page, on its way. */
struct head {
    int gutter_px; /* left of it: the agency; right of it: the motto */
    int motto_top, motto_bottom;
    int bottom_px; /* below the number and the date */
};

/* Line `i` is a stamp that is no part of the form. */
bool zoning_is_stamp(const struct zoning *z, size_t i);
/* The agencies of the left column, down to `bottom_px`. */
void zoning_agencies(struct zoning *z, const struct head *head, int bottom_px);
/* The type and the title below it. */
void zoning_title(struct zoning *z, const struct head *head);
/* "Kính gửi:" and its lines. */
void zoning_addressees(struct zoning *z, const struct head *head);

#endif
