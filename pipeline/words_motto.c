/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letters.h"
#include "text.h"
#include "words.h"

/* The motto stands in the upper part of a page, and so many of its words are enough. */
enum { MOTTO_PCT = 45, MOTTO_WORDS = 4 };

static bool is_of_motto(struct str folded)
{
    static const struct str motto[] = {
        STR_INIT("cong"), STR_INIT("hoa"),  STR_INIT("xa"),   STR_INIT("hoi"),
        STR_INIT("chu"),  STR_INIT("viet"), STR_INIT("dang"), STR_INIT("nghia"),
        STR_INIT("san"),  STR_INIT("nam"),
    };

    for (size_t i = 0; i < sizeof motto / sizeof *motto; i++) {
        if (str_eq(folded, motto[i])) {
            return true;
        }
    }
    return false;
}

bool words_show_motto(const struct words *words, struct arena *arena)
{
    int lowest = words->sheet.height_px * MOTTO_PCT / 100, line_no = -1, found = 0;

    for (size_t i = 0; i < words->len; i++) {
        const struct word *word = &words->at[i];

        if (word->line_no != line_no) {
            line_no = word->line_no;
            found = 0;
        }
        if (word->box.top < lowest && word->text.len < 12 &&
            letters_are_caps(word->text) &&
            is_of_motto(fold(word->text, arena, NULL)) && ++found >= MOTTO_WORDS) {
            return true;
        }
    }
    return false;
}
