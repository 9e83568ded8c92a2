/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is written in the slots of a page; see hand.h. */
#include "arena.h"
#include "hand.h"
#include "letters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Offices work from Monday to Friday: of ten documents hardly one is dated otherwise.
 */
#define WEEKEND_SHARE 0.3F
/* Below this the reading is a guess; from here up it is told, for review. */
#define LEAST_CHANCE 0.25F
/* A word that a sign was put before is at most as sure as this. */
#define MENDED_PCT 50.0F

static bool is_number(const char *text, size_t len)
{
    return len > 0 && len <= 5 && strspn(text, "0") < len &&
           (text[0] != '0' || len == 2);
}

static int days_of(int month, int year)
{
    static const int days[] = {31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return month == 2 && year > 0 && !leap ? 28 : days[month];
}

/* Saturday or Sunday; false when month or year are not known. */
static bool is_weekend(const struct hand_slot *slot, int day)
{
    struct tm tm = {.tm_mday = day, .tm_mon = slot->month - 1, .tm_hour = 12};

    if (slot->month == 0 || slot->year < 1945 || slot->year > 2100) {
        return false;
    }
    tm.tm_year = slot->year - 1900;
    return timegm(&tm) != (time_t)-1 && (tm.tm_wday == 0 || tm.tm_wday == 6);
}

/* How much of the reading's chance counts in such a place. */
static float fits(const struct hand_slot *slot, const char *text)
{
    size_t len = strlen(text);
    long value = len <= 5 ? strtol(text, NULL, 10) : 0;
    int month = slot->month > 0 && slot->month <= 12 ? slot->month : 0;

    switch (slot->kind) {
    case SLOT_NUMBER:
        return is_number(text, len) ? 1 : 0;
    case SLOT_DAY:
        if (len > 2 || value < 1 || value > days_of(month, slot->year)) {
            return 0;
        }
        return is_weekend(slot, (int)value) ? WEEKEND_SHARE : 1;
    case SLOT_MONTH:
        return len <= 2 && value >= 1 && value <= 12 ? 1 : 0;
    case SLOT_KINDS:
        break;
    }
    return 0;
}

struct reading hand_choose(const struct hand_slot *slot,
                           const struct readings *readings)
{
    struct reading best = {.text = ""};
    float all = 0, fitting = 0;

    for (size_t i = 0; i < readings->len; i++) {
        const struct reading *reading = &readings->at[i];
        float chance = reading->chance * fits(slot, reading->text);

        all += reading->chance;
        fitting += chance;
        if (chance > best.chance) {
            best = *reading;
            best.chance = chance;
        }
    }
    fitting += all < 1 ? 1 - all : 0;
    best.chance = fitting > 0 ? best.chance / fitting : 0;
    return best;
}

/* The number's word ends with the parts of ink that its last digit has; print that was
 * taken for the pen's lies behind it. */
static void part_rest(const struct page *page, struct hand_slot *slot,
                      const struct reading *reading, struct box_px *word)
{
    enum { MAX_PARTS = 64 };
    struct box_px parts[MAX_PARTS];
    int height = box_height(slot->line), right = word->left;
    int end = slot->line.left + box_width(slot->line) * reading->end_px /
                                    (slot->patch.width > 0 ? slot->patch.width : 1);
    size_t len = page_components(page, slot->ink, parts, MAX_PARTS);

    if (box_is_empty(slot->rest)) {
        return;
    }
    for (size_t i = 0; i < len; i++) {
        if (parts[i].left < end && parts[i].right < end + height &&
            parts[i].right > right) {
            right = parts[i].right;
        }
    }
    if (right > word->left && right < word->right) {
        word->right = right;
    }
    slot->rest.left = word->right;
}

static void put(struct words *words, const struct page *page, struct hand_slot *slot,
                const struct reading *reading, struct arena *arena)
{
    for (size_t i = 0; i < words->len; i++) {
        struct word *word = &words->at[i];

        if (word->hand == HAND_WRITTEN && str_eq(word->text, STR("…")) &&
            memcmp(&word->box, &slot->ink, sizeof word->box) == 0) {
            word->text = str_copy(arena, str_from_c(reading->text));
            /* Two decimals, as in a dump. */
            word->conf_pct = roundf(reading->chance * 10000) / 100;
            part_rest(page, slot, reading, &word->box);
        }
    }
}

void words_read_hand(struct words *words, struct digits *digits,
                     const struct page *page, struct arena *arena)
{
    for (size_t i = 0; i < words->slots_len; i++) {
        struct hand_slot *slot = &words->slots[i];
        struct readings readings;
        struct reading best;

        slot->patch = page_patch(page, slot->line, arena);
        if (!digits) {
            continue;
        }
        digits_read(digits, &slot->patch, &readings);
        best = hand_choose(slot, &readings);
        if (best.chance >= LEAST_CHANCE) {
            put(words, page, slot, &best, arena);
        }
    }
}

/* The nearest word right of `number` in its row, not further than three letters; NULL:
 * there is none. */
static struct word *word_after(struct words *words, const struct word *number)
{
    int height = box_height(number->box);
    struct word *nearest = NULL;

    for (size_t i = 0; i < words->len; i++) {
        struct word *word = &words->at[i];

        if (word != number && word->box.left >= number->box.right - height / 4 &&
            word->box.left < number->box.right + 2 * height &&
            box_shared_y(word->box, number->box) * 2 > box_height(word->box) &&
            (!nearest || word->box.left < nearest->box.left)) {
            nearest = word;
        }
    }
    return nearest;
}

/* "SNV" with the sign before it that a symbol has: "/SNV" stays, "-KH/HU" of the Party
 * too. Empty: it is no symbol. */
static struct str with_slash(struct str text, struct arena *arena)
{
    struct str letters = text.len > 0 && text.ptr[0] == '-' ? str_from(text, 1) : text;
    size_t len;

    if (str_find(text, STR("/"), 0) < text.len || letters.len == 0 ||
        letter_case(utf8_at(letters, 0, &len)) != LETTER_UPPER ||
        letters_count(letters).upper < 2) {
        return STR("");
    }
    return str_printf(arena, "/%.*s", STR_ARG(letters));
}

void words_mend_symbol(struct words *words, struct arena *arena)
{
    for (size_t i = 0; i < words->slots_len; i++) {
        for (size_t k = 0; k < words->len; k++) {
            struct word *number = &words->at[k], *symbol;
            struct str mended;

            if (words->slots[i].kind != SLOT_NUMBER || number->hand != HAND_WRITTEN ||
                number->box.left != words->slots[i].ink.left || number->conf_pct <= 0) {
                continue;
            }
            symbol = word_after(words, number);
            mended = symbol ? with_slash(symbol->text, arena) : STR("");
            if (mended.len > 0) {
                symbol->text = mended;
                symbol->conf_pct = fminf(symbol->conf_pct, MENDED_PCT);
            }
        }
    }
}
