/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "syllable.h"

#include "fold.h"

bool all_letters(struct str s)
{
    for (size_t at = 0, bytes; at < s.len; at += bytes) {
        if (letter_case(utf8_at(s, at, &bytes)) == NO_LETTER) {
            return false;
        }
    }
    return s.len > 0;
}

enum letter_case syllable_case(struct str s)
{
    size_t bytes;

    return letter_case(utf8_at(s, 0, &bytes));
}

/* In the blocks of Vietnamese letters a capital stands 32 (ASCII, Latin-1) or 1 before
 * its small letter. */
static uint32_t in_case(uint32_t letter, enum letter_case want)
{
    uint32_t step = letter < 0x100 ? 0x20 : 1;

    if (letter_case(letter) == NO_LETTER || letter_case(letter) == want) {
        return letter;
    }
    return want == LETTER_UPPER ? letter - step : letter + step;
}

/* All of a word is capitals or only its first letter may be one: what most letters
 * after the first are counts. */
static bool is_upper(struct str word)
{
    size_t len;
    struct letter_counts all = letters_count(word), rest;

    utf8_at(word, 0, &len);
    rest = letters_count(str_from(word, len));
    return all.upper + all.lower == 1 ? all.upper == 1 : rest.upper > rest.lower;
}

struct str syllable_as(struct str syllable, struct str pattern, struct arena *arena)
{
    struct strbuf out = {.arena = arena};
    bool upper = is_upper(pattern);

    for (size_t at = 0, bytes; at < syllable.len; at += bytes) {
        uint32_t letter = utf8_at(syllable, at, &bytes);
        enum letter_case want = upper     ? LETTER_UPPER
                                : at == 0 ? syllable_case(pattern)
                                          : LETTER_LOWER;
        char utf8[4];

        strbuf_add(&out, (struct str){utf8, utf8_put(in_case(letter, want), utf8)});
    }
    return strbuf_str(&out);
}

bool syllable_is(struct str read, struct str syllable, struct arena *arena)
{
    if (str_eq(read, syllable) || str_eq(read, syllable_as(syllable, read, arena))) {
        return true;
    }
    return str_eq(tone_key(read, arena), tone_key(syllable, arena));
}
