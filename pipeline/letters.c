/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letters.h"

enum { MAX_COMPARED = 64 };

static enum letter_case paired(uint32_t code_point, bool upper_is_even)
{
    return (code_point % 2 == 0) == upper_is_even ? LETTER_UPPER : LETTER_LOWER;
}

static enum letter_case ascii_case(uint32_t code_point)
{
    if (code_point >= 'a' && code_point <= 'z') {
        return LETTER_LOWER;
    }
    return code_point >= 'A' && code_point <= 'Z' ? LETTER_UPPER : NO_LETTER;
}

enum letter_case letter_case(uint32_t code_point)
{
    if (code_point < 0x80) {
        return ascii_case(code_point);
    }
    if (code_point >= 0xC0 &&
        code_point <= 0xFF) { /* Latin-1; × and ÷ are no letters */
        if (code_point == 0xD7 || code_point == 0xF7) {
            return NO_LETTER;
        }
        return code_point < 0xDF ? LETTER_UPPER : LETTER_LOWER;
    }
    if (code_point >= 0x100 && code_point <= 0x137) { /* Ă, Đ, Ĩ */
        return paired(code_point, true);
    }
    if (code_point == 0x168 || code_point == 0x169) { /* Ũ */
        return paired(code_point, true);
    }
    if (code_point == 0x1A0 || code_point == 0x1A1) { /* Ơ */
        return paired(code_point, true);
    }
    if (code_point == 0x1AF || code_point == 0x1B0) { /* Ư */
        return paired(code_point, false);
    }
    if (code_point >= 0x1EA0 && code_point <= 0x1EF9) {
        return paired(code_point, true);
    }
    return NO_LETTER;
}

struct letter_counts letters_count(struct str s)
{
    struct letter_counts counts = {0};
    size_t len;

    for (size_t at = 0; at < s.len; at += len) {
        uint32_t code_point = utf8_at(s, at, &len);
        enum letter_case letter = letter_case(code_point);

        if (letter == LETTER_UPPER) {
            counts.upper++;
        } else if (letter == LETTER_LOWER) {
            counts.lower++;
        } else if (code_point >= '0' && code_point <= '9') {
            counts.digits++;
        } else if (code_point != ' ') {
            counts.others++;
        }
    }
    return counts;
}

size_t letters_up_to(struct str s, size_t enough)
{
    size_t count = 0;

    for (size_t at = 0, len; at < s.len && count < enough; at += len) {
        uint32_t c = utf8_at(s, at, &len);

        count += (c >= '0' && c <= '9') || letter_case(c) != NO_LETTER;
    }
    return count;
}

bool letters_are_caps(struct str s)
{
    return counts_are_caps(letters_count(s));
}

bool counts_are_caps(struct letter_counts counts)
{
    return counts.upper >= 2 && counts.upper >= 9 * counts.lower;
}

static size_t least_of(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;

    return least < c ? least : c;
}

size_t letters_distance(struct str a, struct str b)
{
    size_t row[MAX_COMPARED + 1];

    a = str_sub(a, 0, MAX_COMPARED);
    b = str_sub(b, 0, MAX_COMPARED);
    for (size_t j = 0; j <= b.len; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= a.len; i++) {
        size_t corner = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t above = row[j];

            row[j] = least_of(above + 1, row[j - 1] + 1,
                              corner + (a.ptr[i - 1] != b.ptr[j - 1]));
            corner = above;
        }
    }
    return row[b.len];
}

/* Sellers' algorithm, its column as bits (Myers, J. ACM 46(3), 1999): bit i tells
 * whether the edits grow or shrink from row i to row i+1. From the back, where a match
 * begins is what we need. */
size_t letters_find_like(struct str s, struct str needle, size_t slack)
{
    uint64_t where[256]; /* only what `s` and the needle have is set */
    uint64_t grows = UINT64_MAX, shrinks = 0, last;
    size_t best = slack + 1, best_at = s.len, edits;

    needle = str_sub(needle, 0, MAX_COMPARED);
    if (needle.len == 0) {
        return s.len > 0 ? 0 : s.len;
    }
    if (slack == 0) {
        return str_find(s, needle, 0);
    }
    for (size_t i = 0; i < s.len; i++) {
        where[(unsigned char)s.ptr[i]] = 0;
    }
    for (size_t i = 0; i < needle.len; i++) {
        where[(unsigned char)needle.ptr[i]] = 0;
    }
    for (size_t i = 0; i < needle.len; i++) {
        where[(unsigned char)needle.ptr[needle.len - 1 - i]] |= UINT64_C(1) << i;
    }
    last = UINT64_C(1) << (needle.len - 1);
    edits = needle.len;
    for (size_t at = s.len; at-- > 0;) {
        uint64_t same = where[(unsigned char)s.ptr[at]];
        uint64_t diagonal = (((same & grows) + grows) ^ grows) | same | shrinks;
        uint64_t up = shrinks | ~(diagonal | grows);
        uint64_t down = grows & diagonal;

        edits += (up & last) != 0;
        edits -= (down & last) != 0;
        up <<= 1; /* row 0 costs nothing: a match may begin anywhere */
        down <<= 1;
        grows = down | ~(diagonal | up);
        shrinks = up & diagonal;
        if (edits <= best && edits <= slack) {
            best = edits;
            best_at = at;
        }
    }
    return best_at;
}
