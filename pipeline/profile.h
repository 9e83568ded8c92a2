/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layouts that an office has to keep, filled from the journal:
 *
 *   nd30-di   register of outgoing documents, NĐ 30/2020/NĐ-CP, Annex IV
 *   nd30-den  register of incoming documents, the same
 *   tdkt      campaigns for the board of emulation and commendation
 *   tt02      fields of an archived document, TT 02/2019/TT-BNV
 *
 * What the documents do not tell stays empty: dates of arrival, who signed for what. */
#ifndef VANTHU_PROFILE_H
#define VANTHU_PROFILE_H

#include "reviewed.h"

/* A file that is to be written; empty: none. */
struct profile_files {
    struct str xlsx, csv;
    struct csv_form form;
};

/* "nd30-di nd30-den tdkt tt02" */
extern const char profile_names[];
bool profile_exists(struct str name);
/* STATUS_OUTPUT: a file can't be written; what stood there before stays. */
MUST_USE enum status profile_write(struct journal *journal, struct review *review,
                                   struct str name, const struct profile_files *files,
                                   struct err *err);

#endif
