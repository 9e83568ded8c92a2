/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A hash for tables in memory: FNV-1a, 64 bit,
 * http://www.isthe.com/chongo/tech/comp/fnv/ */
#ifndef VANTHU_FNV_H
#define VANTHU_FNV_H

#include "str.h"

static const uint64_t FNV_OFFSET = 0xCBF29CE484222325U, FNV_PRIME = 0x100000001B3U;

/* `part`: a byte, or another hash. */
static inline uint64_t fnv_add(uint64_t hash, uint64_t part)
{
    return (hash ^ part) * FNV_PRIME;
}

static inline uint64_t fnv_add_str(uint64_t hash, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        hash = fnv_add(hash, (unsigned char)s.ptr[i]);
    }
    return hash;
}

#endif
