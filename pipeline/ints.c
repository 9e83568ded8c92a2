/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ints.h"

#include <stdlib.h>

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

void ints_sort(int *at, size_t len)
{
    if (len > 0) { /* `at` may be NULL */
        qsort(at, len, sizeof *at, compare_ints);
    }
}
