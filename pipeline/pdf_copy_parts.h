/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the pdf_copy*.c files share; nobody else includes this: qpdf's types end here.
 */
#ifndef VANTHU_PDF_COPY_PARTS_H
#define VANTHU_PDF_COPY_PARTS_H

#include "pdf_copy.h"

#include <qpdf/qpdf-c.h>

#define LAYER_BASE_FONT "/VanthuText"
#define LAYER_MARK      "/VanthuText" /* in the dictionary of a layer's stream */

enum { MAX_FONTS = LAYER_MOST_LETTERS / LAYER_FONT_LETTERS };

struct pdf_copy {
    qpdf_data qpdf;
    int pages_len;
    bool is_encrypted, is_signed, keeps_objects_apart;
    char font_name[16];
    qpdf_oh fonts[MAX_FONTS];
    size_t fonts_len;
};

/* Words what qpdf said last. */
MUST_USE enum status copy_fail(const struct pdf_copy *copy, struct err *err);
/* An error of a step that gave a value in its place. */
MUST_USE enum status copy_check(const struct pdf_copy *copy, struct err *err);
/* The dictionary `key` in `parent`, made when it is not there. */
qpdf_oh copy_dictionary(const struct pdf_copy *copy, qpdf_oh parent, const char *key);
qpdf_oh copy_number(const struct pdf_copy *copy, double number);
void copy_put(const struct pdf_copy *copy, qpdf_oh dictionary, const char *key,
              qpdf_oh value);
void copy_put_name(const struct pdf_copy *copy, qpdf_oh dictionary, const char *key,
                   const char *name);
void copy_put_int(const struct pdf_copy *copy, qpdf_oh dictionary, const char *key,
                  long long value);
/* A new stream of these bytes; `filter` NULL: they are as they are. */
qpdf_oh copy_stream(struct pdf_copy *copy, struct str bytes, const char *filter);
/* The same of bytes that zlib packs. */
qpdf_oh copy_packed_stream(struct pdf_copy *copy, struct str bytes);

#endif
