/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VANTHU_SHA256_H
#define VANTHU_SHA256_H

#include "str.h"

/* Lower case hex and a NUL. */
void sha256_hex(struct str bytes, char out[65]);
/* Of a file of at most `most` bytes, read and not mapped: one that shrinks meanwhile
 * must not end the process. false: it can't be read, or is larger. */
MUST_USE bool sha256_file(const char *path, size_t most, char out[65]);
/* Of a file's size and its first and last 64 KiB: tells files apart well enough to
 * share them out, at a hundredth of the reading. false: it can't be read. */
MUST_USE bool sha256_ends(const char *path, char out[65]);

#endif
