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

/* STATUS_LIMIT: an image in it has more pixels than bounds.h allows. */
MUST_USE enum status pdf_images_fit(struct str bytes, struct err *err);
/* Whether the file ends as a whole PDF does. */
bool pdf_has_end(struct str bytes);

#endif
