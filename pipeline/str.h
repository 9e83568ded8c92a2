/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text as a slice: pointer and length in bytes, by value, borrowed. UTF-8 unless a
 * name says otherwise; never NUL-terminated inside the program. The owner of the bytes
 * is the arena (or the literal) that they were cut from. */
#ifndef VANTHU_STR_H
#define VANTHU_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE __attribute__((warn_unused_result))

struct arena;

struct str {
    const char *ptr;
    size_t len;
};

/* A literal as a slice: STR("x") in an expression, STR_INIT("x") in an initialiser. */
#define STR_INIT(literal)                                                              \
    {                                                                                  \
        (literal), sizeof(literal) - 1                                                 \
    }
#define STR(literal) ((struct str)STR_INIT(literal))
/* For printf: "%.*s", STR_ARG(s). Longer than INT_MAX prints nothing. */
#define STR_ARG(s) str_print_len(s), (s).ptr

int str_print_len(struct str s);
struct str str_from_c(const char *c_text); /* NULL gives the empty slice */
bool str_eq(struct str a, struct str b);
int str_cmp(struct str a, struct str b); /* byte order; a prefix comes first */
bool str_starts(struct str s, struct str head);
bool str_ends(struct str s, struct str tail);
bool str_is_ascii(struct str s);
/* Whether it has the shape of a date, YYYY-MM-DD; not whether there is such a day. */
bool str_is_date(struct str s);
/* From byte `from` (clamped) to the end / up to but without byte `to` (clamped). */
struct str str_from(struct str s, size_t from);
struct str str_sub(struct str s, size_t from, size_t to);
/* Byte offset of the first `needle` at or after `from`; s.len when there is none. */
size_t str_find(struct str s, struct str needle, size_t from);
/* Without ASCII blanks, tabs, CR, LF and U+00A0 at both ends. */
struct str str_trim(struct str s);
/* Cuts `*rest` at the first `mark`: returns what is before it, `*rest` becomes what is
 * after it (empty when there is no mark: check before with rest->len). */
struct str str_cut(struct str *rest, char mark);

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
/* Of a word in folded text. */
static inline bool is_word_sign(char c)
{
    return (c >= 'a' && c <= 'z') || is_digit(c);
}

/* A copy that lives in `arena`, with a NUL after it (not counted) for C libraries. */
struct str str_copy(struct arena *arena, struct str s);
/* printf into `arena`. */
struct str str_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

uint32_t utf8_wide_at(struct str s, size_t at, size_t *len);
/* One code point at byte `at`; `*len` is its bytes. Invalid UTF-8 gives U+FFFD and 1.
 * In the header: every letter of every text goes through it. */
static inline uint32_t utf8_at(struct str s, size_t at, size_t *len)
{
    unsigned char first = at < s.len ? (unsigned char)s.ptr[at] : 0xFF;

    if (first < 0x80) {
        *len = 1;
        return first;
    }
    return utf8_wide_at(s, at, len);
}
/* Writes up to 4 bytes to `out`, returns how many. */
size_t utf8_put(uint32_t code_point, char out[4]);

/* A growing text in an arena. */
struct strbuf {
    struct arena *arena;
    char *ptr;
    size_t len, cap;
};
void strbuf_add(struct strbuf *buf, struct str s);
void strbuf_add_char(struct strbuf *buf, char c);
void strbuf_printf(struct strbuf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str strbuf_str(const struct strbuf *buf);

#endif
