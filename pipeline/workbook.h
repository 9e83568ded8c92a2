/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The journal as a workbook for people: a sheet for each table, what is to be looked
 * at, what is missing, and the archive in numbers. */
#ifndef VANTHU_WORKBOOK_H
#define VANTHU_WORKBOOK_H

#include "lang.h"
#include "reviewed.h"

/* `expected`: a text file with an agency a line, of which the sheet of numbers tells
 * the ones that nothing came from; empty: none. STATUS_OUTPUT, STATUS_USAGE (`expected`
 * can't be read). */
MUST_USE enum status workbook_write(struct journal *journal, struct review *review,
                                    struct str path, struct str expected,
                                    enum lang lang, struct err *err);

#endif
