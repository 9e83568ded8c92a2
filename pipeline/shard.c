/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shard.h"

#include "sha256.h"

#include <stdlib.h>

bool shard_has(const struct settings *settings, const struct found *found)
{
    char hex[65];

    if (settings->shards == 0) {
        return true;
    }
    if (!sha256_ends(found->path.ptr, hex)) {
        sha256_hex(found->path, hex);
    }
    hex[15] = '\0'; /* 60 bits are enough */
    return (strtoul(hex, NULL, 16) % (unsigned long)settings->shards) ==
           (unsigned long)settings->shard - 1;
}
