/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What processes of one run tell each other: messages of a kind and a length over
 * pipes, their content as numbers and texts one after the other. A worker's messages
 * come from a process that read untrusted files: nothing in them is believed before it
 * is checked. */
#ifndef VANTHU_WIRE_H
#define VANTHU_WIRE_H

#include "str.h"

struct arena;

enum { WIRE_HEAD_BYTES = 8 };
/* The words of a page take some 100 KiB at most, the rows of a document some MiB. */
#define WIRE_MOST_BYTES ((size_t)256 * 1024 * 1024)

void wire_put_int(struct strbuf *to, int64_t value);
void wire_put_str(struct strbuf *to, struct str text);
/* false: `rest` ends before, or holds no such value. The text points into `rest`. */
MUST_USE bool wire_get_int(struct str *rest, int64_t least, int64_t most, int64_t *out);
/* A time, to the microsecond. */
void wire_put_us(struct strbuf *to, double seconds);
MUST_USE bool wire_get_us(struct str *rest, double *seconds);
MUST_USE bool wire_get_str(struct str *rest, struct str *out);

/* The whole message to `fd`, which blocks. false: nobody reads it any more. */
MUST_USE bool wire_send(int fd, int kind, struct str content);
/* Waits for one message. false: the other end is closed, or it is not understood. */
MUST_USE bool wire_receive(int fd, int *kind, struct arena *arena, struct str *content);

/* Bytes that came or have to go, where neither may be waited for. Owner: the holder,
 * wire_drop(). */
struct wire_queue {
    char *ptr;
    size_t begin, len, cap; /* `len` bytes from `begin` on */
};
void wire_queue_put(struct wire_queue *queue, int kind, struct str content);
/* Reads or writes what can be at once. false: the other end is gone. */
MUST_USE bool wire_fill(struct wire_queue *queue, int fd);
MUST_USE bool wire_flush(struct wire_queue *queue, int fd);
/* The next whole message; it stays until the next call. *broken: not understood. */
MUST_USE bool wire_take(struct wire_queue *queue, int *kind, struct str *content,
                        bool *broken);
void wire_drop(struct wire_queue *queue);

/* zstd, and what it needs and keeps between calls: it takes longer to make than a page
 * takes to pack. All zero to begin with; packing_drop(). */
struct packing {
    void *to, *from;
};
void packing_drop(struct packing *packing);
/* unpack() fails on what was not packed, or is larger than `most` then. */
struct str pack(struct packing *packing, struct str bytes, struct arena *arena);
MUST_USE bool unpack(struct packing *packing, struct str packed, size_t most,
                     struct arena *arena, struct str *out);

#endif
