/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VANTHU_INTS_H
#define VANTHU_INTS_H

#include <stddef.h>

/* Sorts, least first. */
void ints_sort(int *at, size_t len);
/* The middle one of the sorted ones; puts them in some other order. `len` > 0. */
int ints_median(int *at, size_t len);

#endif
