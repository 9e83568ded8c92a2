/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "likeness.h"

#include "arena.h"
#include "fnv.h"
#include "text.h"

#include <stdlib.h>

enum { RUN_WORDS = 3 };

struct runs {
    uint64_t *at;
    size_t len;
};

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static size_t without_twins(uint64_t *at, size_t len)
{
    size_t kept = 0;

    for (size_t i = 0; i < len; i++) {
        if (i == 0 || at[i] != at[i - 1]) {
            at[kept++] = at[i];
        }
    }
    return kept;
}

static struct runs runs_of(struct str text, struct arena *arena)
{
    struct str folded = fold(text, arena, NULL);
    uint64_t words[RUN_WORDS] = {0};
    struct runs runs = {.at = ARENA_ARRAY(arena, uint64_t, folded.len / 2 + 2)};
    size_t count = 0;

    for (size_t at = 0; at < folded.len;) {
        uint64_t hash = FNV_OFFSET;

        if (!is_word_sign(folded.ptr[at])) {
            at++;
            continue;
        }
        for (; at < folded.len && is_word_sign(folded.ptr[at]); at++) {
            hash = fnv_add(hash, (unsigned char)folded.ptr[at]);
        }
        words[count++ % RUN_WORDS] = hash;
        if (count >= RUN_WORDS) {
            uint64_t run = FNV_OFFSET;

            for (size_t i = 0; i < RUN_WORDS; i++) {
                run = fnv_add(run, words[(count + i) % RUN_WORDS]);
            }
            runs.at[runs.len++] = run;
        }
    }
    if (runs.len > 0) {
        qsort(runs.at, runs.len, sizeof *runs.at, compare);
    }
    runs.len = without_twins(runs.at, runs.len);
    return runs;
}

double text_likeness(struct str a, struct str b, struct arena *arena)
{
    struct runs x = runs_of(a, arena), y = runs_of(b, arena);
    size_t i = 0, j = 0, both = 0;

    while (i < x.len && j < y.len) {
        if (x.at[i] == y.at[j]) {
            both++;
            i++;
            j++;
        } else if (x.at[i] < y.at[j]) {
            i++;
        } else {
            j++;
        }
    }
    return x.len + y.len > both ? (double)both / (double)(x.len + y.len - both) : 0;
}
