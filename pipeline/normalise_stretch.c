/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One stretch of time as it is written: a month, a quarter, a half, a year, a day. */
#include "stretch.h"

#include "normalise_parts.h"

/* "IV", "1V", "ll": a Roman number of 1 to 4 whose letters may be misread. */
static int roman(struct str run)
{
    static const struct {
        struct str form;
        int value;
    } forms[] = {{STR_INIT("i"), 1},
                 {STR_INIT("ii"), 2},
                 {STR_INIT("iii"), 3},
                 {STR_INIT("iv"), 4}};
    char letters[6];
    size_t len = 0;

    if (run.len == 0 || run.len > 3) {
        return 0;
    }
    for (size_t i = 0; i < run.len; i++) {
        char c = run.ptr[i];

        letters[len] = '\0';
        if (c == 'i' || c == 'l' || c == '1' || c == '|') {
            letters[len] = 'i';
        } else if (c == 'h') { /* II whose serifs touch */
            letters[len++] = 'i';
            letters[len] = 'i';
        } else if (c == 'v') {
            letters[len] = 'v';
        }
        len++;
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (str_eq((struct str){letters, len}, forms[i].form)) {
            return forms[i].value;
        }
    }
    return 0;
}

static bool run_is_roman(struct str run)
{
    for (size_t i = 0; i < run.len; i++) {
        if (run.ptr[i] != 'i' && run.ptr[i] != 'v') {
            return false;
        }
    }
    return true;
}

/* The number of a quarter: "4", "04", "IV". */
static int take_quarter_number(struct tokens *tokens)
{
    const struct token *token = token_ahead(tokens, 0);
    struct str run = token->run;
    int quarter;

    if (token->kind == TOKEN_NUMBER && !token->repaired &&
        token->text.ptr + token->text.len == run.ptr + run.len && token->value >= 1 &&
        token->value <= 4) {
        tokens->next++;
        return token->value;
    }
    quarter = roman(run);
    if (quarter == 0) {
        return 0;
    }
    tokens->repaired = tokens->repaired || !run_is_roman(run);
    while (token_ahead(tokens, 0)->run.ptr == run.ptr && run.ptr) {
        tokens->next++;
    }
    return quarter;
}

static struct stretch quarter_stretch(int quarter)
{
    return (struct stretch){.first_month = 3 * quarter - 2, .last_month = 3 * quarter};
}

static bool take_quarter(struct tokens *tokens, struct stretch *out)
{
    struct place before = tokens_place(tokens);
    int quarter;

    if (!take_word(tokens, "quy") && !take_word(tokens, "qui") &&
        !take_word(tokens, "q")) {
        return false;
    }
    quarter = take_quarter_number(tokens);
    if (quarter == 0) {
        tokens_back(tokens, before);
        return false;
    }
    *out = quarter_stretch(quarter);
    return true;
}

static bool take_one_month(struct tokens *tokens, struct stretch *out)
{
    struct place before = tokens_place(tokens);
    int month = take_month(tokens), digits = 0;

    if (month == 0 && token_is_word(token_ahead(tokens, 0), "t")) { /* "T10/2025" */
        tokens->next++;
        if (!take_number(tokens, 2, &month, &digits)) {
            month = 0;
        }
    }
    if (month < 1 || month > 12) {
        tokens_back(tokens, before);
        return false;
    }
    *out = (struct stretch){.first_month = month, .last_month = month};
    return true;
}

/* "đầu năm": the first `months`, "cuối năm": the last. */
static bool take_end_of_year(struct tokens *tokens, int months, struct stretch *out)
{
    bool first = take_word(tokens, "dau");

    if (!first && !take_word(tokens, "cuoi")) {
        return false;
    }
    if (!token_is_word(token_ahead(tokens, 0), "nam")) {
        return false;
    }
    /* A number behind "năm" is the year: take_year() takes both. */
    if (token_ahead(tokens, 1)->kind != TOKEN_NUMBER) {
        tokens->next++;
    }
    *out = (struct stretch){.first_month = first ? 1 : 13 - months,
                            .last_month = first ? months : 12};
    return true;
}

/* "6 tháng đầu năm", "sáu tháng cuối năm", "nửa đầu năm". */
static bool take_months_of_year(struct tokens *tokens, struct stretch *out)
{
    struct place before = tokens_place(tokens);
    int months = 0, digits = 0;
    bool found = false;

    if (take_word(tokens, "nua")) {
        found = take_end_of_year(tokens, 6, out);
    } else if ((take_number(tokens, 2, &months, &digits) ||
                take_number_word(tokens, &months)) &&
               take_word(tokens, "thang") && months >= 1 && months < 12) {
        found = take_end_of_year(tokens, months, out);
    }
    if (!found) {
        tokens_back(tokens, before);
    }
    return found;
}

/* "năm 2025", "2025", "năm nay", "cả năm", "trong năm". */
static bool take_whole_year(struct tokens *tokens, struct stretch *out)
{
    struct place before = tokens_place(tokens);
    int digits = 0;

    *out = (struct stretch){.first_month = 1, .last_month = 12};
    if (take_word(tokens, "ca") || take_word(tokens, "trong")) {
        out->year = 0;
    }
    if (token_is_word(token_ahead(tokens, 0), "nam")) {
        out->year = take_year(tokens);
        if (out->year > 0) {
            out->year_known = true;
            return true;
        }
        tokens->next++;
        take_word(tokens, "nay");
        /* "năm học", "năm tới": no calendar year, or another one. */
        if (token_ahead(tokens, 0)->kind != TOKEN_WORD ||
            token_is_word(token_ahead(tokens, 0), "den")) {
            return true;
        }
    } else if (take_number(tokens, 4, &out->year, &digits) && digits == 4 &&
               out->year >= 1930 && out->year <= 2100) {
        out->year_known = true;
        return true;
    }
    tokens_back(tokens, before);
    return false;
}

/* Nothing hangs on the number: it is the next month, quarter or day of a list. */
static bool take_bare(struct tokens *tokens, enum unit unit, struct stretch *out)
{
    struct place before = tokens_place(tokens);
    int value = 0, digits = 0;

    if (unit == UNIT_QUARTER && (value = take_quarter_number(tokens)) > 0) {
        *out = quarter_stretch(value);
        return true;
    }
    if (unit == UNIT_MONTH && take_number(tokens, 2, &value, &digits) && value >= 1 &&
        value <= 12) {
        *out = (struct stretch){.first_month = value, .last_month = value};
        return true;
    }
    tokens_back(tokens, before);
    return false;
}

/* The first number of "01-15/10/2025" is a day alone. */
static bool take_day_before_dash(struct tokens *tokens, struct stretch *out)
{
    struct place before = tokens_place(tokens);
    int day = 0, digits = 0;

    if (take_number(tokens, 2, &day, &digits) &&
        token_is_mark(token_ahead(tokens, 0), '-') &&
        token_ahead(tokens, 1)->kind == TOKEN_NUMBER &&
        (token_is_mark(token_ahead(tokens, 2), '/') ||
         token_is_word(token_ahead(tokens, 2), "thang")) &&
        day >= 1 && day <= 31) {
        *out = (struct stretch){.day = day};
        return true;
    }
    tokens_back(tokens, before);
    return false;
}

static bool take_one_day(struct tokens *tokens, struct stretch *out)
{
    struct place before = tokens_place(tokens);
    struct date date = {0};

    take_word(tokens, "ngay");
    if (take_day_before_dash(tokens, out)) {
        return true;
    }
    if (take_day(tokens, &date) != DAY_FOUND) {
        tokens_back(tokens, before);
        return false;
    }
    *out = (struct stretch){.year = date.year,
                            .first_month = date.month,
                            .last_month = date.month,
                            .day = date.day,
                            .year_known = date.year > 0};
    return true;
}

/* "từ nay đến ...": from the document's date on. */
static bool take_now(struct tokens *tokens, struct date today, struct stretch *out)
{
    if (!date_is_real(today) || !take_word(tokens, "nay")) {
        return false;
    }
    *out = (struct stretch){.year = today.year,
                            .first_month = today.month,
                            .last_month = today.month,
                            .day = today.day,
                            .year_known = true};
    return true;
}

static bool take_year_after(struct tokens *tokens, struct stretch *out)
{
    int year = out->year > 0 ? 0 : take_year(tokens);

    if (year > 0) {
        out->year = year;
        out->year_known = true;
    }
    return true;
}

/* The whole text is a month's number, in a column "Tháng": "11", "11/2025". */
static bool take_month_alone(struct tokens *tokens, struct stretch *out)
{
    struct place before = tokens_place(tokens);
    int month = 0, digits = 0;

    if (tokens->next == 0 && take_number(tokens, 2, &month, &digits) && month >= 1 &&
        month <= 12) {
        *out = (struct stretch){.first_month = month, .last_month = month};
        out->year = take_year(tokens);
        out->year_known = out->year > 0;
        if (tokens->next == tokens->len) {
            return true;
        }
    }
    tokens_back(tokens, before);
    return false;
}

bool take_stretch(struct tokens *tokens, struct date today, enum unit *unit,
                  struct stretch *out)
{
    if (take_months_of_year(tokens, out)) {
        *unit = UNIT_NONE;
        return take_year_after(tokens, out);
    }
    if (take_quarter(tokens, out)) {
        *unit = UNIT_QUARTER;
        return take_year_after(tokens, out);
    }
    if (take_one_month(tokens, out)) {
        *unit = UNIT_MONTH;
        return take_year_after(tokens, out);
    }
    if (take_bare(tokens, *unit, out)) {
        return take_year_after(tokens, out);
    }
    if (take_now(tokens, today, out) || take_month_alone(tokens, out)) {
        return true;
    }
    if (take_whole_year(tokens, out)) {
        *unit = UNIT_YEAR;
        return true;
    }
    *unit = UNIT_DAY;
    return take_one_day(tokens, out);
}
