/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ints.h"

#include <stdlib.h>

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

/* For so few, such as the lines of a page, this is faster than the library's. */
enum { FEW = 64 };

static void insert_each(int *at, size_t len)
{
    for (size_t i = 1; i < len; i++) {
        int taken = at[i];
        size_t to = i;

        for (; to > 0 && at[to - 1] > taken; to--) {
            at[to] = at[to - 1];
        }
        at[to] = taken;
    }
}

void ints_sort(int *at, size_t len)
{
    if (len <= FEW) { /* `at` may be NULL when there are none */
        insert_each(at, len);
    } else {
        qsort(at, len, sizeof *at, compare_ints);
    }
}

/* Hoare's quickselect. */
int ints_median(int *at, size_t len)
{
    size_t want = len / 2, first = 0, last = len - 1;

    while (first < last) {
        int pivot = at[first + (last - first) / 2];
        size_t i = first, j = last;

        for (;;) {
            while (at[i] < pivot) {
                i++;
            }
            while (at[j] > pivot) {
                j--;
            }
            if (i >= j) {
                break;
            }
            int swapped = at[i];

            at[i++] = at[j];
            at[j--] = swapped;
        }
        if (want <= j) {
            last = j;
        } else {
            first = j + 1;
        }
    }
    return at[want];
}
