/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"

#include "tr.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif
#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define POISON(at, len)   ASAN_POISON_MEMORY_REGION((at), (len))
#define UNPOISON(at, len) ASAN_UNPOISON_MEMORY_REGION((at), (len))
/* Between two objects, so that an overrun does not land in its neighbour unseen. */
enum { RED_ZONE_BYTES = 32 };
#else
#define POISON(at, len)   ((void)(at), (void)(len))
#define UNPOISON(at, len) ((void)(at), (void)(len))
enum { RED_ZONE_BYTES = 0 };
#endif

/* A short-lived arena begins with little: its memory has to be cleared. */
enum { ALIGN_BYTES = 16, FIRST_BLOCK_BYTES = 8 * 1024, BLOCK_BYTES = 256 * 1024 };

struct arena_block {
    struct arena_block *before;
    size_t cap, used;
    _Alignas(ALIGN_BYTES) unsigned char at[];
};

struct arena arena_make(size_t limit_bytes)
{
    return (struct arena){.limit_bytes = limit_bytes};
}

void arena_drop(struct arena *arena)
{
    while (arena->last) {
        struct arena_block *block = arena->last;

        arena->last = block->before;
        UNPOISON(block->at, block->cap);
        free(block);
    }
    arena->used_bytes = 0;
}

static _Noreturn void arena_is_full(struct arena *arena, enum arena_end end,
                                    size_t wanted)
{
    if (arena->full) {
        longjmp(*arena->full, (int)end);
    }
    fprintf(stderr, _("vanthu: out of memory: %zu bytes asked, limit %zu\n"), wanted,
            arena->limit_bytes);
    exit(70);
}

static struct arena_block *arena_add_block(struct arena *arena, size_t need)
{
    size_t usual = !arena->last                         ? FIRST_BLOCK_BYTES
                   : arena->last->cap < BLOCK_BYTES / 2 ? 2 * arena->last->cap
                                                        : BLOCK_BYTES;
    size_t cap = need > usual ? need : usual;
    struct arena_block *block;

    if (cap > arena->limit_bytes || arena->used_bytes > arena->limit_bytes - cap) {
        arena_is_full(arena, ARENA_OVER_LIMIT, need);
    }
    block = calloc(1, sizeof *block + cap);
    if (!block) {
        arena_is_full(arena, ARENA_NO_MEMORY, need);
    }
    block->before = arena->last;
    block->cap = cap;
    POISON(block->at, cap);
    arena->last = block;
    arena->used_bytes += cap;
    return block;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size_bytes)
{
    struct arena_block *block = arena->last;
    size_t bytes, taken;
    unsigned char *at;

    if (size_bytes > 0 && count > (SIZE_MAX / 2) / size_bytes) {
        arena_is_full(arena, ARENA_OVER_LIMIT, SIZE_MAX);
    }
    bytes = count * size_bytes;
    taken = (bytes + RED_ZONE_BYTES + ALIGN_BYTES) / ALIGN_BYTES * ALIGN_BYTES;
    if (!block || block->cap - block->used < taken) {
        block = arena_add_block(arena, taken);
    }
    at = block->at + block->used;
    block->used += taken;
    UNPOISON(at, bytes);
    return at;
}

void *arena_grow(struct arena *arena, void *old, size_t len, size_t *cap,
                 size_t size_bytes)
{
    void *bigger;

    if (len < *cap) {
        return old;
    }
    *cap = *cap > 0 ? 2 * *cap : 16;
    bigger = arena_alloc(arena, *cap, size_bytes);
    if (len > 0) {
        memcpy(bigger, old, len * size_bytes);
    }
    return bigger;
}

/* The block that holds `old` and nothing else; NULL: there is none. */
static struct arena_block **block_of(struct arena *arena, const void *old)
{
    for (struct arena_block **block = &arena->last; *block; block = &(*block)->before) {
        if ((*block)->at == old && (*block)->cap == (*block)->used) {
            return block;
        }
    }
    return NULL;
}

void *arena_regrow(struct arena *arena, void *old, size_t len, size_t *cap,
                   size_t size_bytes)
{
    void *bigger = arena_grow(arena, old, len, cap, size_bytes);
    struct arena_block **block = old && bigger != old ? block_of(arena, old) : NULL;

    if (block) {
        struct arena_block *alone = *block;

        *block = alone->before;
        arena->used_bytes -= alone->cap;
        UNPOISON(alone->at, alone->cap);
        free(alone);
    }
    /* `bigger` did not fit into a full block.
     * NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
    return bigger;
}
