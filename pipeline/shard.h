/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which shard of an archive a file belongs to. By content, so that it is the same on
 * every host and for every path, and twins are together. */
#ifndef VANTHU_SHARD_H
#define VANTHU_SHARD_H

#include "settings.h"
#include "walk.h"

/* Whether the run has to do the file; reads its ends. One that can't be read goes by
 * its path. Without --shard: true. */
bool shard_has(const struct settings *settings, const struct found *found);

#endif
