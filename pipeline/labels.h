/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the ids of the output contract are called in Vietnamese, for people's sheets. */
#ifndef VANTHU_LABELS_H
#define VANTHU_LABELS_H

#include "lang.h"
#include "tables.h"

/* The head of a column; the id itself when it has no other name. */
const char *label_of_column(const char *column);
/* A value of a column that holds ids ("review" of status); else the value. Of
 * `missing`: one id. */
struct str label_of_value(const char *column, struct str value);
/* A label in that language; itself when it has no other. */
const char *label_in(enum lang lang, const char *vietnamese);

#endif
