/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VANTHU_CLOCK_H
#define VANTHU_CLOCK_H

#include "str.h"

/* Seconds of a clock that only goes forward, whatever is done to the date. */
double now_s(void);

/* The day, by the clock on the wall: "2026-11-21". */
struct str clock_today(struct arena *arena);
/* Unix time as "2026-11-21T08:15:00Z". */
struct str clock_utc(int64_t unix_s, struct arena *arena);

#endif
