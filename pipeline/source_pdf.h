/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What source_from_path.c asks of source_pdf.c, the file of Poppler and cairo. */
#ifndef VANTHU_SOURCE_PDF_H
#define VANTHU_SOURCE_PDF_H

#include "source.h"

/* `bytes` must outlive *out. STATUS_INPUT: damaged, encrypted, no pages. */
MUST_USE enum status pdf_open(struct str bytes, struct pdf **out, int *pages_len,
                              struct err *err);
void pdf_close(struct pdf *pdf); /* NULL is allowed */

#endif
