/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The searchable copy of one scan, of its file and of the words that the journal has.
 * It reads what nobody vouches for: to be called in a process that is locked in. */
#ifndef VANTHU_PDF_MAKE_H
#define VANTHU_PDF_MAKE_H

#include "err.h"
#include "limit.h"

struct pdf_page_words {
    int page_no;
    struct str packed; /* as the journal has them */
};

struct pdf_job {
    struct str path;
    int64_t size_bytes; /* as it was when it was read */
    struct limits limits;
    struct pdf_page_words *pages; /* of those that could be read, in their order */
    size_t pages_len;
};

struct pdf_made {
    int pages_with_text; /* that were given a layer */
    bool is_signed;      /* the scan is, the copy can't be */
};

/* Writes the copy to `to_fd`. A PDF whose pages all have a good text already is copied
 * as it is. STATUS_AWAY: the scan is gone, or another than was read; STATUS_INPUT:
 * damaged; STATUS_LIMIT; STATUS_OUTPUT: can't be written. */
MUST_USE enum status pdf_make(const struct pdf_job *job, int to_fd,
                              struct pdf_made *out, struct err *err);
/* All of `bytes` to `fd`; false: errno says why. */
MUST_USE bool pdf_write_all(int fd, struct str bytes);

#endif
