/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder for one test, made below $TMPDIR and removed with all that is in it. */
#ifndef VANTHU_FOLDER_OF_H
#define VANTHU_FOLDER_OF_H

#include "str.h"

/* Makes it; its path lives in `arena`. Fails the test when it can't. */
struct str folder_make(struct arena *arena);
void folder_drop(struct str folder);
/* Writes FOLDER/name, with the folders on the way to it. Returns its path. */
struct str folder_write(struct str folder, const char *name, struct str bytes,
                        struct arena *arena);

#endif
