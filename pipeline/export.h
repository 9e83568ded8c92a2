/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables and texts of OUT, made of the journal: each written whole under another
 * name and put in place. */
#ifndef VANTHU_EXPORT_H
#define VANTHU_EXPORT_H

#include "reviewed.h"

/* With what people corrected (OUT/review.db). STATUS_OUTPUT: something can't be
 * written; what stood there before stays. */
MUST_USE enum status export_all(struct journal *journal, struct str out_dir,
                                const struct csv_form *form, struct err *err);
/* One table, to a stream that the caller looks after. */
MUST_USE enum status export_table(struct journal *journal, struct review *review,
                                  enum table table, const struct csv_form *form,
                                  FILE *to, struct err *err);

#endif
