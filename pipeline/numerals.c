/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parts of a plan are numbered I, II, III in roman capitals (Annex I, II.5).
 * Recognition makes "HI.", "IIIL", "1V." of them; which number is due is known from the
 * one before. */
#include "numerals.h"

#include "arena.h"
#include "letters.h"

#include <string.h>

enum { MOST = 20, LONGEST = 6 };

static const char *const romans[MOST + 1] = {
    "",   "I",   "II",   "III", "IV", "V",   "VI",   "VII",   "VIII", "IX", "X",
    "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX",  "XX",
};

/* The first word up to its full stop; what is read for I, V and X only. */
static struct str numeral_of(struct str word)
{
    size_t len = 0;

    while (len < word.len && len <= LONGEST &&
           strchr("IVXHLUTNl1|!iM", word.ptr[len]) && word.ptr[len] != '\0') {
        len++;
    }
    return str_sub(word, 0, len);
}

static int value_of(struct str numeral)
{
    for (int i = 1; i <= MOST; i++) {
        if (str_eq(numeral, str_from_c(romans[i]))) {
            return i;
        }
    }
    return 0;
}

/* As strokes: H and U are two of I, N and M too, L and l and 1 one. */
static struct str as_strokes(struct str numeral, struct arena *arena)
{
    struct strbuf out = {.arena = arena};

    for (size_t i = 0; i < numeral.len; i++) {
        char c = numeral.ptr[i];

        if (strchr("HUNM", c)) {
            strbuf_add(&out, STR("II"));
        } else {
            strbuf_add(&out, c == 'V' ? STR("V") : c == 'X' ? STR("X") : STR("I"));
        }
    }
    return strbuf_str(&out);
}

/* "HI" may be III, "IIIL" too, "IH" III: one stroke more or less than is due. */
static bool may_be(struct str numeral, int due, struct arena *arena)
{
    struct str want = str_from_c(romans[due]);

    return letters_distance(as_strokes(numeral, arena), want) <= (want.len > 2 ? 1 : 0);
}

/* The heading's first word when its line is in capitals: only such headings count. */
static struct word *first_word(struct leaf *leaf, const struct zone *zone,
                               struct arena *arena)
{
    size_t index = leaf->zones.line_order[zone->first];
    const struct line *line = &leaf->lines.at[index];
    struct str text = line_text(&leaf->lines, &leaf->words, index, arena);
    struct word *word = &leaf->words.at[leaf->lines.order[line->first]];

    return line->len > 1 && word->layer != LAYER_TEXT && letters_are_caps(text) ? word
                                                                                : NULL;
}

/* Returns the number of this heading, 0 when it has none. */
static int mend_heading(struct word *word, int before, struct arena *arena)
{
    struct str numeral = numeral_of(word->text);
    struct str rest = str_from(word->text, numeral.len);
    int value = value_of(numeral);
    bool dotted = str_starts(rest, STR("."));

    if (numeral.len == 0 || (!dotted && rest.len > 0)) {
        return 0;
    }
    if (dotted && value > 0) {
        return value;
    }
    if (before >= MOST || !may_be(numeral, before + 1, arena)) {
        return 0;
    }
    word->text = str_printf(arena, "%s.%.*s", romans[before + 1],
                            STR_ARG(str_from(rest, dotted ? 1 : 0)));
    return before + 1;
}

void numerals_mend(struct leaf *leaves, size_t leaves_len, struct arena *arena)
{
    int before = 0;

    for (size_t i = 0; i < leaves_len; i++) {
        for (size_t k = 0; k < leaves[i].zones.len; k++) {
            const struct zone *zone = &leaves[i].zones.at[k];
            struct word *word = zone->kind == ZONE_HEADING || zone->kind == ZONE_BODY
                                    ? first_word(&leaves[i], zone, arena)
                                    : NULL;
            int value = word ? mend_heading(word, before, arena) : 0;

            before = value > 0 ? value : before;
        }
    }
}
