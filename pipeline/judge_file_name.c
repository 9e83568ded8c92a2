/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The number in the name of the file, when the user says that names can be trusted: a
 * reading of its own of a number that is written by hand. */
#include "arena.h"
#include "judge.h"
#include "tr.h"

/* The chance that a number that was read wrong stands in the file's name all the same,
 * for each number in the name. By judgement; names rarely have more than three. */
#define CHANCE_MATCH 0.05F

enum { NUMBER_DIGITS = 5 };

/* The run of digits that begins at `at`. */
static struct str digits_at(struct str s, size_t at)
{
    size_t end = at;

    while (end < s.len && is_digit(s.ptr[end])) {
        end++;
    }
    return str_sub(s, at, end);
}

static struct str without_zeros(struct str digits)
{
    while (digits.len > 1 && digits.ptr[0] == '0') {
        digits = str_from(digits, 1);
    }
    return digits;
}

/* A year is in most names, and says nothing of the number. */
static bool is_year(struct str digits)
{
    return digits.len == 4 &&
           (str_starts(digits, STR("19")) || str_starts(digits, STR("20")));
}

/* How many numbers the name has, and whether `number` is one of them. */
static size_t numbers_in(struct str name, struct str number, bool *found)
{
    size_t count = 0;

    *found = false;
    for (size_t at = 0; at < name.len;) {
        struct str digits = digits_at(name, at);

        if (digits.len > 0 && digits.len <= NUMBER_DIGITS && !is_year(digits)) {
            count++;
            *found = *found || str_eq(without_zeros(digits), without_zeros(number));
        }
        at += digits.len > 0 ? digits.len : 1;
    }
    return count;
}

struct str judge_file_name(struct judge *judge)
{
    int code = judge_column("code");
    struct str number = digits_at(judge->out.value[code], 0);
    float *conf = &judge->out.conf[code];
    bool found;
    size_t count = numbers_in(judge->text->file_name, number, &found);
    float chance = CHANCE_MATCH * (float)count;

    if (count == 0) {
        return STR("");
    }
    if (found && number.len > 0) {
        *conf = *conf / (*conf + (1 - *conf) * (chance < 1 ? chance : 1));
        return TR("; the file's name has this number, too");
    }
    return str_printf(judge->arena, _("; the file's name is %.*s"),
                      STR_ARG(judge->text->file_name));
}
