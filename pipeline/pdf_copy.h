/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A PDF on its way to be written: that of a scan, or a new one that holds the pictures
 * of one; the text goes over either. Streams that were there are not touched. */
#ifndef VANTHU_PDF_COPY_H
#define VANTHU_PDF_COPY_H

#include "err.h"
#include "layer.h"
#include "scan_image.h"

struct pdf_copy;

/* `bytes` have to stay until pdf_copy_drop(); empty: a new PDF without pages.
 * STATUS_INPUT: damaged, or a password is wanted. */
MUST_USE enum status pdf_copy_make(struct str bytes, struct pdf_copy **out,
                                   struct err *err);
void pdf_copy_drop(struct pdf_copy **copy); /* NULL in it is allowed */
int pdf_copy_pages(const struct pdf_copy *copy);
/* Has been signed: what is written of it is not what was signed. */
bool pdf_copy_is_signed(const struct pdf_copy *copy);

/* All but out->scan. false: the page has no size. */
MUST_USE bool pdf_copy_paper(const struct pdf_copy *copy, int page_no,
                             struct paper *out);
/* Adds a page of this size (points) that is the picture. */
MUST_USE enum status pdf_copy_add_picture(struct pdf_copy *copy,
                                          const struct scan_image *picture,
                                          double width, double height, struct err *err);

/* What the fonts of layers are to be called: no font of a page has such a name. */
const char *pdf_copy_font_name(const struct pdf_copy *copy);
/* Fonts first, then layers. A layer of an earlier export gives way. */
MUST_USE enum status pdf_copy_add_fonts(struct pdf_copy *copy,
                                        const struct letters *letters,
                                        struct arena *arena, struct err *err);
MUST_USE enum status pdf_copy_add_layer(struct pdf_copy *copy, int page_no,
                                        struct str layer, struct err *err);

/* The file, which is the same for the same input; it stays until pdf_copy_drop(). */
MUST_USE enum status pdf_copy_write(struct pdf_copy *copy, struct str *out,
                                    struct err *err);
const char *pdf_copy_version(void); /* qpdf's */

#endif
