/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VANTHU_PAGE_VERSION_H
#define VANTHU_PAGE_VERSION_H

#include "str.h"

/* Leptonica's at run time, "1.82.0"; lives in `arena`. */
struct str page_version(struct arena *arena);

#endif
