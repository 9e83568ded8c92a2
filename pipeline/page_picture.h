/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page for people's eyes: as it was scanned, upright, at a resolution of choice, as
 * PNG. A place of the tables (PDF points) times dpi / 72 is its place in the picture.
 */
#ifndef VANTHU_PAGE_PICTURE_H
#define VANTHU_PAGE_PICTURE_H

#include "source.h"

/* Goes up when the same page would look otherwise. */
enum { PICTURE_REVISION = 1, PICTURE_MIN_DPI = 36, PICTURE_MAX_DPI = 300 };

struct picture_of {
    int page_no;
    int turn_deg; /* clockwise, what made the page upright (sheet.turn_deg) */
    int dpi;
};

/* `png` lives in `arena`. STATUS_INPUT: damaged, or no such page. STATUS_LIMIT: too
 * large. */
MUST_USE enum status page_picture(const struct source *source,
                                  const struct picture_of *of, struct arena *arena,
                                  struct str *png, struct err *err);

#endif
