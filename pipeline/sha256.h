/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VANTHU_SHA256_H
#define VANTHU_SHA256_H

#include "str.h"

/* Lower case hex and a NUL. */
void sha256_hex(struct str bytes, char out[65]);

#endif
