/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VANTHU_CLOCK_H
#define VANTHU_CLOCK_H

/* Seconds of a clock that only goes forward, whatever is done to the date. */
double now_s(void);

#endif
