/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "likeness.h"

#include "arena.h"
#include "fnv.h"
#include "text.h"

#include <stdlib.h>

enum { RUN_WORDS = 3 };

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

struct runs runs_of(struct str text, struct arena *arena)
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

double runs_likeness(struct runs x, struct runs y)
{
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

double text_likeness(struct str a, struct str b, struct arena *arena)
{
    return runs_likeness(runs_of(a, arena), runs_of(b, arena));
}

/* --- sketches --- */

/* What FNV leaves in the high bits is not spread evenly (splitmix64). */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

struct sketch sketch_of(struct runs runs)
{
    struct sketch sketch = {.runs = (uint32_t)runs.len};
    bool has[SKETCH_BINS] = {false};

    for (size_t i = 0; i < runs.len; i++) {
        uint64_t run = mix(runs.at[i]);
        size_t bin = run % SKETCH_BINS;
        uint32_t value = (uint32_t)(run >> 32);

        if (!has[bin] || value < sketch.least[bin]) {
            sketch.least[bin] = value;
            has[bin] = true;
        }
    }
    /* A share without a run takes the next one's, changed by how far it came from:
     * else two short texts would be alike in what they lack. */
    for (size_t bin = 0; bin < SKETCH_BINS && runs.len > 0; bin++) {
        size_t from = bin, steps = 0;

        while (!has[from]) {
            from = (from + 1) % SKETCH_BINS;
            steps++;
        }
        if (steps > 0) {
            sketch.least[bin] = (uint32_t)mix(sketch.least[from] + (steps << 32));
        }
    }
    return sketch;
}

double sketch_likeness(const struct sketch *a, const struct sketch *b)
{
    int same = 0;

    for (size_t i = 0; i < SKETCH_BINS; i++) {
        same += a->least[i] == b->least[i];
    }
    return a->runs > 0 && b->runs > 0 ? (double)same / SKETCH_BINS : 0;
}

uint64_t sketch_key(const struct sketch *sketch, size_t band)
{
    enum { ROWS = SKETCH_BINS / SKETCH_BANDS };
    uint64_t key = FNV_OFFSET + band;

    for (size_t i = 0; i < ROWS; i++) {
        key = mix(fnv_add(key, sketch->least[band * ROWS + i]));
    }
    return key;
}
