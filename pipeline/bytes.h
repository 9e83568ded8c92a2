/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers out of a file's bytes, checked: past the end they are 0, and the caller
 * asks bytes_hold() first where that matters. */
#ifndef VANTHU_BYTES_H
#define VANTHU_BYTES_H

#include "str.h"

static inline bool bytes_hold(struct str bytes, uint64_t at, uint64_t len)
{
    return at <= bytes.len && len <= bytes.len - at;
}

/* `len` bytes from `at`, the first being the highest (big endian). */
static inline uint64_t bytes_be(struct str bytes, uint64_t at, unsigned len)
{
    uint64_t value = 0;

    if (!bytes_hold(bytes, at, len)) {
        return 0;
    }
    for (unsigned i = 0; i < len; i++) {
        value = value << 8 | (unsigned char)bytes.ptr[at + i];
    }
    return value;
}

static inline uint64_t bytes_le(struct str bytes, uint64_t at, unsigned len)
{
    uint64_t value = 0;

    if (!bytes_hold(bytes, at, len)) {
        return 0;
    }
    for (unsigned i = len; i-- > 0;) {
        value = value << 8 | (unsigned char)bytes.ptr[at + i];
    }
    return value;
}

/* Whether `mark` stands at byte `at`. */
static inline bool bytes_are(struct str bytes, uint64_t at, struct str mark)
{
    return bytes_hold(bytes, at, mark.len) &&
           str_eq(str_sub(bytes, (size_t)at, (size_t)at + mark.len), mark);
}

#endif
