/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twin_pairs.h"

#include "arena.h"
#include "fnv.h"

#include <stdlib.h>

enum { HEADER_WINDOW = 16, BAND_WINDOW = 2, LEAST_RUNS = 30 };

/* Documents of one key are looked at together. */
struct keyed {
    uint64_t key;
    uint32_t document;
};

static int by_key(const void *a_, const void *b_)
{
    const struct keyed *a = a_, *b = b_;

    if (a->key != b->key) {
        return a->key < b->key ? -1 : 1;
    }
    return (a->document > b->document) - (a->document < b->document);
}

static int by_pair(const void *a_, const void *b_)
{
    const struct twin_pair *a = a_, *b = b_;

    if (a->b != b->b) {
        return a->b < b->b ? -1 : 1;
    }
    return (a->a > b->a) - (a->a < b->a);
}

static void add(struct twin_pairs *pairs, uint32_t a, uint32_t b)
{
    pairs->at = arena_regrow(pairs->arena, pairs->at, pairs->len, &pairs->cap,
                             sizeof *pairs->at);
    pairs->at[pairs->len++] = (struct twin_pair){b, a};
}

static void pair_up(struct twin_pairs *pairs, struct keyed *keyed, size_t len,
                    size_t window)
{
    size_t first = 0;

    if (len > 0) {
        qsort(keyed, len, sizeof *keyed, by_key);
    }
    for (size_t i = 1; i < len; i++) {
        if (keyed[i].key != keyed[first].key) {
            first = i;
            continue;
        }
        add(pairs, keyed[first].document, keyed[i].document);
        for (size_t k = i > window ? i - window : 0; k < i; k++) {
            if (k > first) {
                add(pairs, keyed[k].document, keyed[i].document);
            }
        }
    }
}

static void without_twins(struct twin_pairs *pairs)
{
    size_t kept = 0;

    if (pairs->len > 0) {
        qsort(pairs->at, pairs->len, sizeof *pairs->at, by_pair);
    }
    for (size_t i = 0; i < pairs->len; i++) {
        if (i == 0 || by_pair(&pairs->at[i], &pairs->at[i - 1]) != 0) {
            pairs->at[kept++] = pairs->at[i];
        }
    }
    pairs->len = kept;
}

/* Of two parts and which they are; two groups of one key cost time, no more. */
static uint64_t key_of(struct str x, struct str y, uint64_t which)
{
    uint64_t key = fnv_add_str(fnv_add(FNV_OFFSET, which), x);

    return fnv_add_str(fnv_add(key, UINT8_MAX), y);
}

struct twin_pairs twin_pairs_of(const struct twin_header *headers,
                                const struct sketch *sketches, size_t len,
                                struct arena *arena)
{
    struct twin_pairs pairs = {.arena = arena};
    struct keyed *keyed = ARENA_ARRAY(arena, struct keyed, len + 1);

    for (size_t left_out = 0; left_out < TWIN_PARTS; left_out++) {
        size_t count = 0;

        for (size_t i = 0; i < len; i++) {
            struct str x = headers[i].parts[left_out == 0 ? 1 : 0];
            struct str y = headers[i].parts[left_out == 2 ? 1 : 2];

            if (x.len > 0 && y.len > 0) {
                keyed[count++] = (struct keyed){key_of(x, y, left_out), (uint32_t)i};
            }
        }
        pair_up(&pairs, keyed, count, HEADER_WINDOW);
    }
    without_twins(&pairs);
    for (size_t band = 0; band < SKETCH_BANDS; band++) {
        size_t count = 0;

        for (size_t i = 0; i < len; i++) {
            if (sketches[i].runs >= LEAST_RUNS) {
                keyed[count++] =
                    (struct keyed){sketch_key(&sketches[i], band), (uint32_t)i};
            }
        }
        pair_up(&pairs, keyed, count, BAND_WINDOW);
    }
    without_twins(&pairs);
    return pairs;
}
