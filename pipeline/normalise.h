/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Written forms to values. Pure; every answer lives in the arena. */
#ifndef VANTHU_NORMALISE_H
#define VANTHU_NORMALISE_H

#include "rules.h"

struct date {
    int year, month, day; /* 0: not given */
};

/* What normalising depends on besides the text. */
struct context {
    const struct rules *rules;
    struct date document_date; /* year 0: unknown */
};

struct span {
    struct date from, due; /* a single date: from.year 0 */
};

/* Twelve periods (from, due): "tháng 1, 2, ... 12". */
enum { MAX_VALUES = 24 };

struct values {
    /* ISO dates, durations, texts. AS_PERIOD: pairs from, due; `from` is empty where
     * only the end is said ("đến hết quý II"). */
    struct str at[MAX_VALUES];
    size_t len;    /* 0: the text is not of this kind */
    bool inferred; /* a year was taken from the document */
    bool repaired; /* a character was put right (O for 0, D for Đ by the type ...) */
};

struct values normalise(enum normaliser as, struct str text,
                        const struct context *context, struct arena *arena);

/* Also used by zones and findings. */
bool date_is_real(struct date date); /* exists in the calendar, 1930 to 2100 */
struct str date_iso(struct date date, struct arena *arena);
int date_cmp(struct date a, struct date b);
int month_days(int year, int month);

#endif
