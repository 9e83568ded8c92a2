/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recipients as recognition leaves them: what a few letters were taken for, and scraps
 * of a line whose other words were lost. */
#include "fill.h"

#include "arena.h"
#include "letters.h"

#include <string.h>

/* Letters that T of "TT." (Thường trực) comes as before another abbreviation. */
static bool is_lost_t(uint32_t c)
{
    static const uint32_t likely[] = {'I',  'l',    '1',    'J',  0xCC,
                                      0xCD, 0x1EC8, 0x1ECA, 0x128};

    for (size_t i = 0; i < sizeof likely / sizeof *likely; i++) {
        if (c == likely[i]) {
            return true;
        }
    }
    return false;
}

struct str fill_mend_standing(const struct fill *fill, struct str recipient)
{
    size_t len = 0, next = 0;
    struct str after;

    if (recipient.len < 5 || recipient.ptr[0] != 'T' ||
        !is_lost_t(utf8_at(recipient, 1, &len))) {
        return recipient;
    }
    after = str_from(recipient, 1 + len);
    if (after.ptr[0] != '.') {
        return recipient;
    }
    after = str_trim(str_from(after, 1));
    if (letters_count(str_sub(after, 0, 2)).upper == 0 ||
        letter_case(utf8_at(after, 0, &next)) != LETTER_UPPER) {
        return recipient;
    }
    return str_printf(fill->arena, "TT%.*s", STR_ARG(str_from(recipient, 1 + len)));
}

/* The archive (VT, văn thư) keeps a copy of everything and comes first on the line
 * "Lưu:" (NĐ 30/2020, Annex I, II.9). */
struct str fill_mend_filing(const struct fill *fill, struct str recipient)
{
    size_t label = str_find(recipient, STR(":"), 0), len = 0, next = 0;
    struct str after = str_trim(str_from(recipient, label + 1));
    struct str rest;

    if (label > 5 || after.len < 2 || after.ptr[0] != 'V' ||
        !is_lost_t(utf8_at(after, 1, &len))) {
        return recipient;
    }
    rest = str_from(after, 1 + len);
    if (rest.len > 0 && letter_case(utf8_at(rest, 0, &next)) != NO_LETTER) {
        return recipient;
    }
    return str_printf(fill->arena, "%.*s: VT%.*s",
                      STR_ARG(str_sub(recipient, 0, label)), STR_ARG(rest));
}

/* "BanTĐKT": the blanks between its words were lost, and marks may be with them. */
bool fill_is_run_together(struct str recipient)
{
    enum letter_case before[2] = {NO_LETTER, NO_LETTER};
    size_t len;

    for (size_t at = 0; at < recipient.len; at += len) {
        enum letter_case now = letter_case(utf8_at(recipient, at, &len));

        if (before[0] == LETTER_LOWER && before[1] == LETTER_UPPER &&
            now == LETTER_UPPER) {
            return true;
        }
        before[0] = before[1];
        before[1] = now;
    }
    return false;
}

/* Words that begin the name of an office and say nothing alone. */
static bool is_head_noun(struct str folded)
{
    static const char *const nouns[] = {
        "ban",   "bo",   "chi",   "cuc",  "don", "dong", "hoi",  "huyen",
        "nganh", "pho",  "phong", "quan", "so",  "tam",  "tinh", "thanh",
        "tong",  "truc", "trung", "va",   "vi",  "vien", "vu",   "xa",
    };

    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        if (str_eq(folded, str_from_c(nouns[i]))) {
            return true;
        }
    }
    return false;
}

/* "Ban", "Hội đồng", "inh Hội", "ủ": the rest of the line was lost. Abbreviations
 * ("UBND", "VP") and notes stand for themselves. */
bool fill_is_scrap(const struct fill *fill, struct str recipient)
{
    struct str rest = recipient;
    struct letter_counts all = letters_count(recipient);
    size_t len;

    if (all.upper + all.lower < 2 ||
        str_find(recipient, STR(")"), 0) < str_find(recipient, STR("("), 0)) {
        return true; /* ")" alone: the end of a note */
    }
    if (letter_case(utf8_at(recipient, 0, &len)) == LETTER_LOWER &&
        str_find(recipient, STR(" "), str_find(recipient, STR(" "), 0) + 1) ==
            recipient.len) {
        return true; /* one or two words from the middle of a line */
    }
    while (rest.len > 0) {
        struct str word = str_cut(&rest, ' ');

        if (letters_count(word).lower == 0 && letters_count(word).upper >= 2) {
            return false;
        }
        if (word.len > 0 && !is_head_noun(fill_folded(fill, word))) {
            return false;
        }
    }
    return true;
}
