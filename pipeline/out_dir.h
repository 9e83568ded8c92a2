/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folder of the tables and the work folder in it. What was there before stays as it
 * is until everything new is whole. */
#ifndef VANTHU_OUT_DIR_H
#define VANTHU_OUT_DIR_H

#include "err.h"

struct arena;

/* The work folder of one run, locked while the run lives. */
struct work_dir {
    struct str path; /* NUL after it */
    int lock_fd;
};

/* Makes OUT, OUT/text and a work folder of its own name below OUT; removes what runs
 * that were killed left there. STATUS_OUTPUT. */
MUST_USE enum status out_dir_open(struct str out_dir, struct arena *arena,
                                  struct work_dir *out, struct err *err);
/* Makes OUT and OUT/text. */
MUST_USE enum status out_dir_make(struct str out_dir, struct arena *arena,
                                  struct err *err);
/* Makes a folder with all that lead to it. */
MUST_USE enum status out_dir_make_folders(struct str path, struct err *err);
/* Moves the work folder's file `from` (path) over OUT/`name`. */
MUST_USE enum status out_dir_move(struct str from, struct str out_dir, struct str name,
                                  struct err *err);
/* Removes the work folder with all that is in it. */
void out_dir_close(const struct work_dir *work_dir);

#endif
