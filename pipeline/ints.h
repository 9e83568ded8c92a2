/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VANTHU_INTS_H
#define VANTHU_INTS_H

#include <stddef.h>

/* Sorts, least first. */
void ints_sort(int *at, size_t len);

#endif
