/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "str.h"

#include "arena.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int str_print_len(struct str s)
{
    return s.len <= INT_MAX ? (int)s.len : 0;
}

struct str str_from_c(const char *c_text)
{
    return c_text ? (struct str){c_text, strlen(c_text)} : (struct str){"", 0};
}

bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

int str_cmp(struct str a, struct str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared > 0 ? memcmp(a.ptr, b.ptr, shared) : 0;

    if (order != 0) {
        return order;
    }
    return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str head)
{
    return s.len >= head.len && str_eq(str_sub(s, 0, head.len), head);
}

bool str_ends(struct str s, struct str tail)
{
    return s.len >= tail.len && str_eq(str_from(s, s.len - tail.len), tail);
}

bool str_is_ascii(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

bool str_is_date(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (i == 4 || i == 7 ? s.ptr[i] != '-' : !is_digit(s.ptr[i])) {
            return false;
        }
    }
    return s.len == 10;
}

struct str str_from(struct str s, size_t from)
{
    return str_sub(s, from, s.len);
}

struct str str_sub(struct str s, size_t from, size_t to)
{
    if (to > s.len) {
        to = s.len;
    }
    if (from > to) {
        from = to;
    }
    return (struct str){s.ptr ? s.ptr + from : "", to - from};
}

size_t str_find(struct str s, struct str needle, size_t from)
{
    const char *found;

    if (needle.len == 0 || from > s.len || needle.len > s.len - from) {
        return s.len;
    }
    found = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
    return found ? (size_t)(found - s.ptr) : s.len;
}

static size_t blank_at_head(struct str s)
{
    if (s.len > 0 && strchr(" \t\r\n", s.ptr[0]) && s.ptr[0] != '\0') {
        return 1;
    }
    return str_starts(s, STR("\u00a0")) ? 2 : 0;
}

static size_t blank_at_tail(struct str s)
{
    if (s.len > 0 && strchr(" \t\r\n", s.ptr[s.len - 1]) && s.ptr[s.len - 1] != '\0') {
        return 1;
    }
    return str_ends(s, STR("\u00a0")) ? 2 : 0;
}

struct str str_trim(struct str s)
{
    size_t blank;

    while ((blank = blank_at_head(s)) > 0) {
        s = str_from(s, blank);
    }
    while ((blank = blank_at_tail(s)) > 0) {
        s = str_sub(s, 0, s.len - blank);
    }
    return s;
}

struct str str_cut(struct str *rest, char mark)
{
    const char *at = rest->len > 0 ? memchr(rest->ptr, mark, rest->len) : NULL;
    size_t head_len = at ? (size_t)(at - rest->ptr) : rest->len;
    struct str head = str_sub(*rest, 0, head_len);

    *rest = str_from(*rest, at ? head_len + 1 : rest->len);
    return head;
}

struct str str_copy(struct arena *arena, struct str s)
{
    char *to = arena_alloc(arena, s.len + 1, 1);

    if (s.len > 0) {
        memcpy(to, s.ptr, s.len);
    }
    to[s.len] = '\0';
    return (struct str){to, s.len};
}

static __attribute__((format(printf, 2, 0))) struct str
vprintf_in(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    int len;
    char *to;

    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0) {
        return STR("");
    }
    to = arena_alloc(arena, (size_t)len + 1, 1);
    vsnprintf(to, (size_t)len + 1, format, args);
    return (struct str){to, (size_t)len};
}

struct str str_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    struct str s;

    va_start(args, format);
    s = vprintf_in(arena, format, args);
    va_end(args);
    return s;
}

/* How many bytes the sequence that begins with `first` has; 0 when none begins so. */
static size_t utf8_len(unsigned char first)
{
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first < 0xE0) {
        return 2;
    }
    if (first >= 0xE0 && first < 0xF0) {
        return 3;
    }
    return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

static bool is_tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Of the texts read nearly all have two bytes (à) or three (ạ). */
uint32_t utf8_wide_at(struct str s, size_t at, size_t *len)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)s.ptr + at;
    size_t need = at < s.len ? utf8_len(bytes[0]) : 0;
    uint32_t code_point = 0xFFFD;

    *len = 1;
    if (need == 0 || need > s.len - at || (need > 1 && !is_tail(bytes[1])) ||
        (need > 2 && !is_tail(bytes[2])) || (need > 3 && !is_tail(bytes[3]))) {
        return code_point;
    }
    if (need == 2) {
        code_point = (bytes[0] & 0x1FU) << 6 | (bytes[1] & 0x3FU);
    } else if (need == 3) {
        code_point =
            (bytes[0] & 0x0FU) << 12 | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
    } else if (need == 4) {
        code_point = (bytes[0] & 0x07U) << 18 | (bytes[1] & 0x3FU) << 12 |
                     (bytes[2] & 0x3FU) << 6 | (bytes[3] & 0x3FU);
    } else {
        code_point = bytes[0];
    }
    if (code_point < least[need] || code_point > 0x10FFFF ||
        (code_point >= 0xD800 && code_point < 0xE000)) {
        return 0xFFFD;
    }
    *len = need;
    return code_point;
}

size_t utf8_put(uint32_t code_point, char out[4])
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xC0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (char)(0xE0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code_point & 0x3F));
    return 4;
}

void strbuf_add(struct strbuf *buf, struct str s)
{
    if (buf->cap - buf->len < s.len) {
        size_t cap = buf->cap > 32 ? buf->cap : 32;
        char *bigger;

        while (cap - buf->len < s.len) {
            cap *= 2;
        }
        bigger = arena_alloc(buf->arena, cap, 1);
        if (buf->len > 0) {
            memcpy(bigger, buf->ptr, buf->len);
        }
        buf->ptr = bigger;
        buf->cap = cap;
    }
    if (s.len > 0) {
        memcpy(buf->ptr + buf->len, s.ptr, s.len);
        buf->len += s.len;
    }
}

void strbuf_add_char(struct strbuf *buf, char c)
{
    strbuf_add(buf, (struct str){&c, 1});
}

void strbuf_printf(struct strbuf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    strbuf_add(buf, vprintf_in(buf->arena, format, args));
    va_end(args);
}

struct str strbuf_str(const struct strbuf *buf)
{
    return (struct str){buf->ptr ? buf->ptr : "", buf->len};
}
