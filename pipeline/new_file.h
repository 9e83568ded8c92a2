/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file that takes its place when it is whole: what stood there before stays until
 * then, and after a failure. */
#ifndef VANTHU_NEW_FILE_H
#define VANTHU_NEW_FILE_H

#include "err.h"

#include <stdio.h>

struct new_file {
    FILE *to; /* NULL: not open */
    char path[4096], made[4096 + 32];
};

/* STATUS_OUTPUT: nothing is open. */
MUST_USE enum status new_file_open(struct new_file *file, struct str path,
                                   struct err *err);
/* Puts the file in its place; `status` other than STATUS_OK is what failed before:
 * takes the file away, returns `status`. */
MUST_USE enum status new_file_close(struct new_file *file, enum status status,
                                    struct err *err);

#endif
