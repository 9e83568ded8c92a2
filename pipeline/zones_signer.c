/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The name below the offices of a signature block, among the scraps that recognition
 * makes of the seal and the signature. */
#include "letters.h"
#include "surnames.h"
#include "zoning_foot.h"

static bool is_name_word(struct str word)
{
    struct letter_counts counts = letters_count(word);
    size_t len;

    return letter_case(utf8_at(word, 0, &len)) == LETTER_UPPER && counts.digits == 0 &&
           counts.upper + counts.lower >= 1 && counts.upper + counts.lower <= 8;
}

static bool begins_with_surname(const struct zoning *z, size_t i)
{
    struct str rest = z->of[i].folded;

    return surname_of(str_cut(&rest, ' ')).len > 0;
}

/* Two to six words, each with a capital: how much the line is a person's name, 0 to
 * 160. Scraps of a seal or a signature are short, unsure or not so written. */
static int name_score(const struct zoning *z, size_t i)
{
    const struct line *line = zoning_line(z, i);
    size_t names = 0, others = 0;

    for (size_t j = 0; j < line->len; j++) {
        const struct word *word = &z->words->at[z->lines->order[line->first + j]];

        if (is_name_word(word->text)) {
            names += letters_count(word->text).lower > 0 || line->is_caps;
        } else {
            others += letters_count(word->text).lower +
                          letters_count(word->text).upper +
                          letters_count(word->text).digits >
                      1;
        }
    }
    if (names < 2 || names > 6 || others > 1 || line->conf_pct < 45 ||
        box_height(line->box) > 3 * z->lines->text_height_px) {
        return 0;
    }
    return (int)line->conf_pct - 25 * (int)others +
           (begins_with_surname(z, i) ? 60 : 0);
}

/* In the column of `block`, below its offices and above what comes next. */
static bool is_below_block(const struct zoning *z, const struct block *block, size_t i)
{
    struct box_px box = zoning_line(z, i)->box;
    int reach = z->words->sheet.width_px / 6;

    return box.top > block->box.bottom - z->pitch_px / 3 &&
           box.top < block->bottom_px &&
           box_mid_x(box) > box_mid_x(block->box) - reach &&
           box_mid_x(box) < box_mid_x(block->box) + reach;
}

/* Which block a line below several of them belongs to: the nearest by the middle. */
static size_t nearest_block(const struct zoning *z, const struct foot *foot, size_t i)
{
    size_t best = foot->blocks_len;
    int best_off = 0;

    for (size_t b = 0; b < foot->blocks_len; b++) {
        int off = box_mid_x(zoning_line(z, i)->box) - box_mid_x(foot->blocks[b].box);

        off = off < 0 ? -off : off;
        if (is_below_block(z, &foot->blocks[b], i) &&
            (best == foot->blocks_len || off < best_off)) {
            best = b;
            best_off = off;
        }
    }
    return best;
}

/* Of a name that can't be read (script, a stamp across it), the lowest scrap: it says
 * that somebody signed. */
static size_t lowest_scrap(const struct zoning *z, const struct foot *foot, size_t b)
{
    size_t lowest = z->lines->len;

    for (size_t i = 0; i < z->lines->len; i++) {
        struct letter_counts counts = letters_count(z->of[i].text);

        if (z->of[i].kind == UNASSIGNED && counts.upper + counts.lower >= 4 &&
            nearest_block(z, foot, i) == b &&
            zoning_line(z, i)->box.left > foot->gutter_px - z->pitch_px) {
            lowest = i;
        }
    }
    return lowest;
}

/* The best name below each block; the scraps around it go to the margin. */
void zoning_signers(struct zoning *z, const struct foot *foot)
{
    for (size_t b = 0; b < foot->blocks_len; b++) {
        size_t best = z->lines->len;
        int best_score = 0;

        for (size_t i = 0; i < z->lines->len; i++) {
            int score;

            if (z->of[i].kind != UNASSIGNED || nearest_block(z, foot, i) != b) {
                continue;
            }
            score = name_score(z, i);
            if (score > 0 && score + 10 >= best_score) { /* the lower of two alike */
                best_score = score;
                best = i;
            }
        }
        best = best < z->lines->len ? best : lowest_scrap(z, foot, b);
        if (best < z->lines->len) {
            z->of[best].kind = ZONE_SIGNER;
            z->of[best].block = (int)b;
        }
    }
    for (size_t i = 0; i < z->lines->len; i++) {
        if (z->of[i].kind == UNASSIGNED &&
            nearest_block(z, foot, i) < foot->blocks_len &&
            zoning_line(z, i)->box.left > foot->gutter_px) {
            z->of[i].kind = ZONE_MARGIN;
        }
    }
}
