/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Between normalise_stretch.c and normalise_period.c only. */
#ifndef VANTHU_STRETCH_H
#define VANTHU_STRETCH_H

#include "normalise.h"
#include "tokens.h"

/* A stretch of time as written: whole months, or a day. What is not said is 0. */
struct stretch {
    int year;
    int first_month, last_month;
    int day;         /* 0: the months whole */
    bool year_known; /* said, not taken from another or the document */
};

/* What a bare number goes on counting: "tháng 9, 10". */
enum unit { UNIT_NONE, UNIT_MONTH, UNIT_QUARTER, UNIT_DAY, UNIT_YEAR };

/* Takes the stretch that begins here; *unit is that of the one before, and becomes its
 * own. `today` is the document's date. false: there is none. */
bool take_stretch(struct tokens *tokens, struct date today, enum unit *unit,
                  struct stretch *out);

#endif
