/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors are values. A function that can fail returns `enum status` and words the
 * failure once, where it is known; only main.c and the supervisor print. */
#ifndef VANTHU_ERR_H
#define VANTHU_ERR_H

#include "str.h"

enum status {
    STATUS_OK,
    STATUS_SKIP,   /* not a scan and does not claim to be one: a finding, no row */
    STATUS_INPUT,  /* this document (or page) can't be read */
    STATUS_LIMIT,  /* over a limit of bounds.h */
    STATUS_AWAY,   /* the file can't be had now; another run may have it */
    STATUS_OCR,    /* the engine gave up on this page */
    STATUS_RULES,  /* a rule file is wrong */
    STATUS_MODEL,  /* a model is absent or not the one of the manifest */
    STATUS_USAGE,  /* wrong use of the command */
    STATUS_OUTPUT, /* output could not be written: the run ends */
};

struct err {
    enum status status;
    int page_no; /* from 1; 0: the whole document */
    char text[1000];
};

/* Words the failure and returns `status`, so that failing is one statement. `format` is
 * translated (tr.h), what stands in its places is not. */
MUST_USE enum status err_set(struct err *err, enum status status, int page_no,
                             const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
