/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf_make() in a process of its own, which may crash, hang or be taken over by what it
 * reads: it sees one file and can write to one descriptor. */
#ifndef VANTHU_PDF_CHILD_H
#define VANTHU_PDF_CHILD_H

#include "pdf_make.h"

/* As pdf_make(). STATUS_INPUT also when the process crashed or took too much; it has
 * `seconds` of processor time. */
MUST_USE enum status pdf_child(const struct pdf_job *job, int to_fd, int seconds,
                               struct pdf_made *out, struct err *err);

#endif
