/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What source_from_path.c asks of source_pdf.c, the file of Poppler and cairo. */
#ifndef VANTHU_SOURCE_PDF_H
#define VANTHU_SOURCE_PDF_H

#include "source.h"

/* Sets source->pdf and pages_len. STATUS_INPUT: damaged, encrypted, no pages.
 * STATUS_LIMIT: see pdf_fits(). */
MUST_USE enum status pdf_open(struct source *source, struct err *err);
void pdf_close(struct pdf *pdf); /* NULL is allowed */

/* STATUS_LIMIT: an image in it has more pixels, a stream more bytes when unpacked, or
 * an object more objects in each other than `limits` allow. */
MUST_USE enum status pdf_fits(struct str bytes, const struct limits *limits,
                              struct err *err);
/* Whether the file ends as a whole PDF does. */
bool pdf_has_end(struct str bytes);

#endif
