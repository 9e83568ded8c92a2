/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A part that was not found is absent, or it is there and was not read. The second
 * wants evidence: a page that was not read, ink where the part stands, words there that
 * came out as noise. */
#include "judge.h"

/* In percent: a word below it is noise as like as not. */
#define NOISE_PCT 50.0F

/* A paragraph or a line is told by its first words: two of them that are noise, of a
 * line of few words half of them, leave it untold. */
enum { FIRST_WORDS = 8, NOISY_WORDS = 2 };

struct first_words {
    int len, noisy;
};

static struct first_words first_words_of(const struct judge *judge,
                                         const struct passage *passage)
{
    struct first_words first = {0};
    const struct word *last = NULL;

    for (size_t i = passage->begin;
         i < passage->end && i < judge->text->utf8.len && first.len < FIRST_WORDS;
         i++) {
        const struct word *word = judge->text->word_of[i];

        if (word && word != last) {
            first.len++;
            first.noisy += word->conf_pct < NOISE_PCT;
            last = word;
        }
    }
    return first;
}

/* The motto stands on the right; on its left the agency and the number below it (NĐ
 * 30/2020/NĐ-CP, Annex I, cells 1 to 3). No agency was found, but something is drawn
 * there: the line below its name, or what it is covered by. */
static bool is_left_of_motto_inked(const struct judge *judge)
{
    const struct leaf *leaf = judge->text->leaves_len > 0 ? judge->text->leaves : NULL;
    const struct zone *motto = NULL;

    for (size_t i = 0; leaf && i < leaf->zones.len; i++) {
        enum zone_kind kind = leaf->zones.at[i].kind;

        if (kind == ZONE_ISSUER || kind == ZONE_PARENT_ISSUER) {
            return false;
        }
        if (kind == ZONE_MOTTO && !motto) {
            motto = &leaf->zones.at[i];
        }
    }
    for (size_t i = 0; motto && i < leaf->words.strokes_len; i++) {
        struct box_px stroke = leaf->words.strokes[i];

        /* down to twice the motto's own height below it: to the number's line */
        if (stroke.right < motto->box.left && stroke.bottom > motto->box.top &&
            stroke.top < motto->box.bottom + 2 * (motto->box.bottom - motto->box.top)) {
            return true;
        }
    }
    return false;
}

/* Something stands where only the part can, and half of it is noise. */
static bool is_zone_garbled(const struct judge *judge, enum zone_kind kind)
{
    const struct passage *passage = judge_zone(judge, kind);
    struct first_words first;

    if (!passage) {
        return false;
    }
    first = first_words_of(judge, passage);
    return first.noisy > 0 && 2 * first.noisy >= first.len;
}

/* A paragraph before the first heading, where the basis stands, begins with noise.
 * Scraps of fewer words are what seals and copiers leave. */
static bool is_basis_garbled(const struct judge *judge)
{
    for (size_t i = 0; i < judge->text->passages_len; i++) {
        const struct passage *passage = &judge->text->passages[i];
        struct first_words first;

        if (passage->kind == ZONE_HEADING) {
            return false;
        }
        first = first_words_of(judge, passage);
        if (passage->kind == ZONE_BODY && first.len == FIRST_WORDS &&
            first.noisy >= NOISY_WORDS) {
            return true;
        }
    }
    return false;
}

bool judge_is_of_header(struct str part)
{
    static const char *const ids[] = {"national_motto", "issuer", "number",
                                      "place_date",     "type",   "title"};

    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        if (str_eq(part, str_from_c(ids[i]))) {
            return true;
        }
    }
    return false;
}

/* On a page that could not be read. */
static bool is_page_lost(const struct judge *judge, struct str part)
{
    const struct text *text = judge->text;

    return judge_is_of_header(part)
               ? text->leaves_len > 0 && text->leaves[0].words.sheet.page_no > 1
               : text->has_unread_pages;
}

bool judge_is_unreadable(const struct judge *judge, struct str part)
{
    static const struct {
        const char *id;
        enum zone_kind zone;
    } zones[] = {
        {"place_date", ZONE_PLACE_DATE},
        {"type", ZONE_TYPE},
        {"title", ZONE_TITLE},
        {"recipients", ZONE_RECIPIENT},
    };

    if (is_page_lost(judge, part)) {
        return true;
    }
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        if (str_eq(part, str_from_c(zones[i].id))) {
            return is_zone_garbled(judge, zones[i].zone);
        }
    }
    if (str_eq(part, STR("number"))) {
        return judge_number_is_garbled(judge) || is_left_of_motto_inked(judge);
    }
    if (str_eq(part, STR("issuer"))) {
        return is_left_of_motto_inked(judge);
    }
    return str_eq(part, STR("basis")) && is_basis_garbled(judge);
}
