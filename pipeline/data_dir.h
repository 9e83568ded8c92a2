/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the program's own rules/, models/ and web/ are, and its words. */
#ifndef VANTHU_DATA_DIR_H
#define VANTHU_DATA_DIR_H

#include "str.h"

struct arena;

/* In this order: `from_environment` ($VANTHU_DATA) when it is given; ../share/vanthu
 * beside the program's own folder, so that an installation can be moved; the source
 * tree, when the program runs from a build folder in it; the folder it was configured
 * for. */
struct str data_dir(struct str from_environment, struct arena *arena);
/* The last three of these for a program or a library whose file is `binary`, an
 * absolute path: share/vanthu is looked for up to `most_up` folders above its own. */
struct str data_dir_near(struct str binary, int most_up, struct arena *arena);

/* The folder share/ with the words of the program's languages (tr.h): beside the
 * program's own folder, in a build folder, or where it was configured for. */
struct str share_dir(struct arena *arena);

/* The files of the page of `vanthu serve`: web/ in it; in a source tree pipeline/web/.
 */
struct str web_dir(struct str data_dir, struct arena *arena);

#endif
