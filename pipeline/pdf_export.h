/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `vanthu export --pdf`: a searchable copy of each scan of the last run. */
#ifndef VANTHU_PDF_EXPORT_H
#define VANTHU_PDF_EXPORT_H

#include "journal.h"
#include "settings.h"

#include <stdio.h>

struct pdf_counts {
    size_t written, unchanged; /* copies, with those that have no text */
    size_t without_text;       /* PDFs that no text could be laid over */
    size_t troubled;           /* scans that something was told of: a copy is missing or
                                  without text */
};

/* Writes to settings->pdf_dir; what went wrong with a scan is a line on `messages`, and
 * the others go on. STATUS_USAGE: a copy would lie over a scan; STATUS_OUTPUT. */
MUST_USE enum status pdf_export(struct journal *journal,
                                const struct settings *settings, FILE *messages,
                                struct pdf_counts *out, struct err *err);

#endif
