/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire.h"

#include "arena.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_BYTES = 65536 };

/* Out of memory for a message: the process can't go on, like arena.c's. */
static void *must_have(void *memory)
{
    if (!memory) {
        abort();
    }
    return memory;
}

void wire_put_int(struct strbuf *to, int64_t value)
{
    strbuf_add(to, (struct str){(const char *)&value, sizeof value});
}

void wire_put_str(struct strbuf *to, struct str text)
{
    wire_put_int(to, (int64_t)text.len);
    strbuf_add(to, text);
}

bool wire_get_int(struct str *rest, int64_t least, int64_t most, int64_t *out)
{
    if (rest->len < sizeof *out) {
        return false;
    }
    memcpy(out, rest->ptr, sizeof *out);
    *rest = str_from(*rest, sizeof *out);
    return *out >= least && *out <= most;
}

bool wire_get_str(struct str *rest, struct str *out)
{
    int64_t len;

    if (!wire_get_int(rest, 0, (int64_t)WIRE_MOST_BYTES, &len) ||
        rest->len < (size_t)len) {
        return false;
    }
    *out = str_sub(*rest, 0, (size_t)len);
    *rest = str_from(*rest, (size_t)len);
    return true;
}

void wire_put_us(struct strbuf *to, double seconds)
{
    wire_put_int(to, (int64_t)(seconds * 1e6));
}

bool wire_get_us(struct str *rest, double *seconds)
{
    int64_t us;

    if (!wire_get_int(rest, 0, INT64_MAX / 2, &us)) {
        return false;
    }
    *seconds = (double)us / 1e6;
    return true;
}

static void head_of(char head[WIRE_HEAD_BYTES], int kind, size_t len)
{
    uint32_t numbers[2] = {(uint32_t)kind, (uint32_t)len};

    memcpy(head, numbers, sizeof numbers);
}

static bool head_read(const char *head, int *kind, size_t *len)
{
    uint32_t numbers[2];

    memcpy(numbers, head, sizeof numbers);
    *kind = (int)numbers[0];
    *len = numbers[1];
    return *len <= WIRE_MOST_BYTES;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t written = write(fd, bytes, len);

        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            bytes += written;
            len -= (size_t)written;
        }
    }
    return true;
}

static bool read_all(int fd, char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t got = read(fd, bytes, len);

        if (got == 0 || (got < 0 && errno != EINTR)) {
            return false;
        }
        if (got > 0) {
            bytes += got;
            len -= (size_t)got;
        }
    }
    return true;
}

bool wire_send(int fd, int kind, struct str content)
{
    char head[WIRE_HEAD_BYTES];

    head_of(head, kind, content.len);
    return write_all(fd, head, sizeof head) && write_all(fd, content.ptr, content.len);
}

bool wire_receive(int fd, int *kind, struct arena *arena, struct str *content)
{
    char head[WIRE_HEAD_BYTES];
    size_t len;
    char *bytes;

    if (!read_all(fd, head, sizeof head) || !head_read(head, kind, &len)) {
        return false;
    }
    bytes = arena_alloc(arena, len + 1, 1);
    *content = (struct str){bytes, len};
    return read_all(fd, bytes, len);
}

/* Room for `more` bytes at the end. */
static char *queue_room(struct wire_queue *queue, size_t more)
{
    if (queue->begin > 0) {
        memmove(queue->ptr, queue->ptr + queue->begin, queue->len);
        queue->begin = 0;
    }
    if (queue->len + more > queue->cap) {
        queue->cap = 2 * (queue->len + more);
        queue->ptr = must_have(realloc(queue->ptr, queue->cap));
    }
    return queue->ptr + queue->len;
}

void wire_queue_put(struct wire_queue *queue, int kind, struct str content)
{
    char *to = queue_room(queue, WIRE_HEAD_BYTES + content.len);

    head_of(to, kind, content.len);
    if (content.len > 0) {
        memcpy(to + WIRE_HEAD_BYTES, content.ptr, content.len);
    }
    queue->len += WIRE_HEAD_BYTES + content.len;
}

bool wire_fill(struct wire_queue *queue, int fd)
{
    ssize_t got = read(fd, queue_room(queue, READ_BYTES), READ_BYTES);

    if (got > 0) {
        queue->len += (size_t)got;
    }
    return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

bool wire_flush(struct wire_queue *queue, int fd)
{
    while (queue->len > 0) {
        ssize_t written = write(fd, queue->ptr + queue->begin, queue->len);

        if (written < 0) {
            return errno == EAGAIN || errno == EINTR;
        }
        queue->begin += (size_t)written;
        queue->len -= (size_t)written;
    }
    return true;
}

bool wire_take(struct wire_queue *queue, int *kind, struct str *content, bool *broken)
{
    size_t len;

    *broken = false;
    if (queue->len < WIRE_HEAD_BYTES) {
        return false;
    }
    if (!head_read(queue->ptr + queue->begin, kind, &len)) {
        *broken = true;
        return false;
    }
    if (queue->len < WIRE_HEAD_BYTES + len) {
        return false;
    }
    *content = (struct str){queue->ptr + queue->begin + WIRE_HEAD_BYTES, len};
    queue->begin += WIRE_HEAD_BYTES + len;
    queue->len -= WIRE_HEAD_BYTES + len;
    return true;
}

void wire_drop(struct wire_queue *queue)
{
    free(queue->ptr);
    *queue = (struct wire_queue){0};
}
