/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One arena per document: everything that the pure stages make lives in it and goes
 * with it, so there is no free() in the middle of the pipeline. Memory comes in blocks;
 * the sum is bounded by `limit_bytes`. Over the limit, or when the system has no more,
 * arena_alloc() jumps to `arena->full` (set by the one driver that owns the arena) or,
 * where none is set, ends the process with a message: a worker costs one document. */
#ifndef VANTHU_ARENA_H
#define VANTHU_ARENA_H

#include <setjmp.h>
#include <stddef.h>

struct arena_block;

/* What `full` is jumped to with. */
enum arena_end { ARENA_OVER_LIMIT = 1, ARENA_NO_MEMORY };

struct arena {
    struct arena_block *last;
    size_t used_bytes, limit_bytes;
    jmp_buf *full; /* NULL: out of memory ends the process */
};

struct arena arena_make(size_t limit_bytes);
void arena_drop(struct arena *arena);
/* `count` elements of `size_bytes`, zeroed, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *arena, size_t count, size_t size_bytes);
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, type, count)                                                \
    ((type *)arena_alloc((arena), (count), sizeof(type)))
/* Room for one more element: returns the array (moved, doubled) with cap > len. */
void *arena_grow(struct arena *arena, void *old, size_t len, size_t *cap,
                 size_t size_bytes);
/* The same, and a large array's old place is given back: nothing may point into it. */
void *arena_regrow(struct arena *arena, void *old, size_t len, size_t *cap,
                   size_t size_bytes);

#endif
