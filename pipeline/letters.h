/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Letters of Vietnamese text: their case, and how alike two folded texts are. */
#ifndef VANTHU_LETTERS_H
#define VANTHU_LETTERS_H

#include "str.h"

enum letter_case {
    NO_LETTER,
    LETTER_LOWER,
    LETTER_UPPER,
};
enum letter_case letter_case(uint32_t code_point);

/* Characters of a text; blanks are not counted. */
struct letter_counts {
    size_t upper, lower, digits, others;
};
struct letter_counts letters_count(struct str s);
/* Letters and digits of a text, counted no farther than to `enough`. */
size_t letters_up_to(struct str s, size_t enough);
/* Nearly all letters are capitals, two at least. */
bool letters_are_caps(struct str s);
bool counts_are_caps(struct letter_counts counts);

/* Edits (insert, drop, replace a byte) that make `a` of `b`; only the first 64 bytes
 * of each are compared. */
size_t letters_distance(struct str a, struct str b);
/* Where something begins that is `needle` but for at most `slack` edits: the best such
 * place, the first of equal ones; s.len when there is none. */
size_t letters_find_like(struct str s, struct str needle, size_t slack);

#endif
