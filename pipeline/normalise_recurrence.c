/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How often: ISO 8601 durations. */
#include "normalise_parts.h"

/* A unit of time; its number in months, weeks or days for "once each". */
static const struct {
    const char *word;
    int count;
    char letter;
} units[] = {
    {"ngay", 1, 'D'}, {"tuan", 1, 'W'}, {"thang", 1, 'M'},
    {"quy", 3, 'M'},  {"qui", 3, 'M'},  {"nam", 1, 'Y'},
};

/* What tells a unit from a date: "hàng ngày" is one, "ngày 20" is not. */
static bool take_each(struct tokens *tokens)
{
    bool taken = false;

    while (take_word(tokens, "hang") || take_word(tokens, "moi") ||
           take_word(tokens, "tung")) {
        taken = true;
    }
    return taken;
}

static int unit_of(const struct token *token)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (token_is_word(token, units[i].word)) {
            return (int)i;
        }
    }
    return -1;
}

static void add_once(struct values *values, struct str duration)
{
    for (size_t i = 0; i < values->len; i++) {
        if (str_eq(values->at[i], duration)) {
            return;
        }
    }
    values_add(values, duration);
}

/* "tháng cuối quý", "tháng đầu của quý": the quarter counts. */
static bool is_part_of_next(const struct tokens *tokens)
{
    const struct token *token = token_ahead(tokens, 1);
    size_t ahead = 2;

    if (!token_is_word(token, "cuoi") && !token_is_word(token, "dau")) {
        return false;
    }
    while (token_is_word(token_ahead(tokens, ahead), "cua") ||
           token_is_word(token_ahead(tokens, ahead), "cung") ||
           token_is_word(token_ahead(tokens, ahead), "moi") ||
           token_is_word(token_ahead(tokens, ahead), "hang")) {
        ahead++;
    }
    return unit_of(token_ahead(tokens, ahead)) >= 0;
}

/* A number behind the unit makes it a date or a period: "tháng 6", "quý II", "năm
 * 2025".
 */
static bool names_one(const struct tokens *tokens)
{
    const struct token *after = token_ahead(tokens, 1);

    /* "6 tháng 1 lần", "1 tháng một lần" */
    if (token_is_word(token_ahead(tokens, 2), "lan")) {
        return false;
    }
    return after->kind == TOKEN_NUMBER || token_is_word(after, "i") ||
           token_is_word(after, "ii") || token_is_word(after, "iii") ||
           token_is_word(after, "iv");
}

/* "6 tháng đầu năm" is every six months, not every six months and every year. */
static void take_rest(struct tokens *tokens, int count)
{
    if (count > 1 && (take_word(tokens, "dau") || take_word(tokens, "cuoi"))) {
        take_word(tokens, "nam");
    }
    if (token_is_word(token_ahead(tokens, 1), "lan")) { /* "một lần", "/lần" */
        tokens->next += 2;
    } else if (token_is_word(token_ahead(tokens, 0), "lan")) {
        tokens->next++;
    }
}

/* "2 lần/năm", "một lần một quý": so many to the unit. */
static int take_times(struct tokens *tokens)
{
    struct place before = tokens_place(tokens);
    int times = 0, digits = 0;

    if ((take_number(tokens, 2, &times, &digits) || take_number_word(tokens, &times)) &&
        take_word(tokens, "lan")) {
        take_mark(tokens, '/');
        take_word(tokens, "trong");
        take_word(tokens, "mot");
        take_each(tokens);
        return times;
    }
    tokens_back(tokens, before);
    return 1;
}

/* So many times in a unit as a duration: only where it comes out even. */
static bool divide(int *count, char *letter, int times)
{
    if (times > 1 && *letter == 'Y' && *count == 1) {
        *count = 12;
        *letter = 'M';
    }
    if (times < 1 || *count % times != 0) {
        return false;
    }
    *count /= times;
    return true;
}

static bool take_unit(struct tokens *tokens, struct values *values, struct arena *arena)
{
    struct place before = tokens_place(tokens);
    int times = take_times(tokens);
    bool each = take_each(tokens) || times > 1;
    int number = 1, digits = 0, unit, count;
    bool counted =
        take_number(tokens, 2, &number, &digits) ||
        (token_ahead(tokens, 1)->kind == TOKEN_WORD &&
         unit_of(token_ahead(tokens, 1)) >= 0 && take_number_word(tokens, &number));
    char letter;

    unit = unit_of(token_ahead(tokens, 0));
    if (unit < 0 || number < 1 || (!counted && is_part_of_next(tokens)) ||
        (!counted && names_one(tokens)) || (units[unit].letter == 'D' && !each)) {
        tokens_back(tokens, before);
        return false;
    }
    tokens->next++;
    count = number * units[unit].count;
    letter = units[unit].letter;
    if (!divide(&count, &letter, times)) {
        return true;
    }
    take_rest(tokens, count);
    add_once(values, str_printf(arena, "P%d%c", count, letter));
    return true;
}

/* "tháng 6 hàng năm": what stands behind the name of a month or day is not a unit. */
static void skip(struct tokens *tokens)
{
    bool is_unit = unit_of(token_ahead(tokens, 0)) >= 0;

    tokens->next++;
    if (is_unit && token_ahead(tokens, 0)->kind == TOKEN_NUMBER) {
        tokens->next++;
    }
}

struct values normal_recurrence(struct str text, struct arena *arena)
{
    struct tokens tokens = tokens_of(text, arena);
    struct values values = {0};

    while (tokens.next < tokens.len) {
        if (!take_unit(&tokens, &values, arena)) {
            skip(&tokens);
        }
    }
    values.repaired = tokens.repaired;
    return values;
}
