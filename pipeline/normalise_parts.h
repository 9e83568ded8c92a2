/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What normalise() is made of; between the normalise*.c files only. Each gives no value
 * (len 0) for a text that is not of its kind. */
#ifndef VANTHU_NORMALISE_PARTS_H
#define VANTHU_NORMALISE_PARTS_H

#include "normalise.h"
#include "tokens.h"

struct values values_none(void);
struct values values_one(struct str value);
void values_add(struct values *values, struct str value);

/* Blanks and line ends joined to one blank, none at the ends; NFC. */
struct str normal_text(struct str text, struct arena *arena);
struct values normal_name(struct str text, struct arena *arena);
struct values normal_caps(struct str text, const struct rules *rules,
                          struct arena *arena);
struct values normal_office(struct str text, const struct rules *rules,
                            struct arena *arena);
struct values normal_person(struct str text, const struct rules *rules,
                            struct arena *arena);
struct values normal_type(struct str text, const struct rules *rules,
                          struct arena *arena);
/* The document type that the symbol in a number and symbol names; NULL: none. */
const struct document_type *type_of_code(struct str text, const struct rules *rules,
                                         struct arena *arena);
struct values normal_code(struct str text, const struct rules *rules,
                          struct arena *arena);
struct values normal_date(struct str text, struct date document_date,
                          struct arena *arena);
struct values normal_dates(struct str text, struct date document_date,
                           struct arena *arena);
struct values normal_period(struct str text, struct date document_date,
                            struct arena *arena);
/* The first days of periods, or the last. */
struct values normal_begin(struct str text, struct date document_date,
                           struct arena *arena);
struct values normal_end(struct str text, struct date document_date,
                         struct arena *arena);
struct values normal_recurrence(struct str text, struct arena *arena);

/* A day as written: 0 for what is not given. */
enum day_form {
    DAY_NONE,  /* there is no day here; nothing was taken */
    DAY_WRONG, /* formed like one, but not of the calendar */
    DAY_FOUND,
};
enum day_form take_day(struct tokens *tokens, struct date *out);
/* "/2025", "-2025", " năm 2025", ", năm 2025": takes it and gives the year; else 0 and
 * takes nothing. */
int take_year(struct tokens *tokens);
/* "tháng" as the recogniser may spell it, and its number, 1 to 12; else 0. */
int take_month(struct tokens *tokens);

#endif
