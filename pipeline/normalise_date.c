/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Days: always day, month, year; a locale never decides. */
#include "normalise_parts.h"

enum { FIRST_YEAR = 1930, LAST_YEAR = 2100 };

int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    if (month < 1 || month > 12) {
        return 0;
    }
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_is_real(struct date date)
{
    return date.year >= FIRST_YEAR && date.year <= LAST_YEAR && date.day >= 1 &&
           date.day <= month_days(date.year, date.month);
}

struct str date_iso(struct date date, struct arena *arena)
{
    return str_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

int date_cmp(struct date a, struct date b)
{
    long a_days = 372L * a.year + 31L * a.month + a.day;
    long b_days = 372L * b.year + 31L * b.month + b.day;

    return (a_days > b_days) - (a_days < b_days);
}

/* Between a month and four digits this can only be "năm", whatever one letter says. */
static bool take_nam(struct tokens *tokens)
{
    const struct token *token = token_ahead(tokens, 0);
    const struct token *after = token_ahead(tokens, 1);

    if (take_word(tokens, "nam")) {
        return true;
    }
    if (token->kind == TOKEN_WORD && token->text.len == 3 &&
        after->kind == TOKEN_NUMBER && after->digits == 4) {
        size_t alike = (token->text.ptr[0] == 'n') +
                       (size_t)(token->text.ptr[1] == 'a') +
                       (token->text.ptr[2] == 'm');

        if (alike == 2) {
            tokens->next++;
            tokens->repaired = true;
            return true;
        }
    }
    return false;
}

int take_year(struct tokens *tokens)
{
    struct place before = tokens_place(tokens);
    int year = 0, digits = 0;

    /* At most one mark, or a comma before "năm". */
    if (!take_mark(tokens, '/') && !take_mark(tokens, '-') && !take_mark(tokens, '.')) {
        take_mark(tokens, ',');
        if (!take_nam(tokens)) {
            tokens_back(tokens, before);
            return 0;
        }
    } else {
        take_nam(tokens);
    }
    if (take_number(tokens, 4, &year, &digits) && digits == 4 && year >= FIRST_YEAR &&
        year <= LAST_YEAR) {
        return year;
    }
    tokens_back(tokens, before);
    return 0;
}

int take_month(struct tokens *tokens)
{
    struct place before = tokens_place(tokens);
    int month = 0, digits = 0;

    if (!take_word(tokens, "thang")) {
        return 0;
    }
    take_mark(tokens, ':');
    if (take_number(tokens, 2, &month, &digits) && month >= 1 && month <= 12) {
        return month;
    }
    /* "tháng năm 2025" names no month; "tháng Năm năm 2025" does. */
    if (!(token_is_word(token_ahead(tokens, 0), "nam") &&
          token_ahead(tokens, 1)->kind == TOKEN_NUMBER) &&
        digits == 0 && take_number_word(tokens, &month)) {
        return month;
    }
    tokens_back(tokens, before);
    return 0;
}

/* "/22" after "12/4": two digits, the same mark again, and nothing else hanging on. */
static int take_short_year(struct tokens *tokens, char mark)
{
    const struct token *number = token_ahead(tokens, 1);
    const struct token *after = token_ahead(tokens, 2);
    bool hangs_on = after->kind == TOKEN_MARK && !after->spaced &&
                    token_ahead(tokens, 3)->kind == TOKEN_NUMBER &&
                    (token_is_mark(after, '/') || token_is_mark(after, '-') ||
                     token_is_mark(after, '.'));

    if (mark == '\0' || !token_is_mark(token_ahead(tokens, 0), mark) ||
        number->kind != TOKEN_NUMBER || number->digits != 2 || number->spaced ||
        token_ahead(tokens, 0)->spaced || hangs_on) {
        return 0;
    }
    tokens->next += 2;
    tokens->repaired = tokens->repaired || number->repaired;
    /* No plan speaks of years before the Party's founding or after 2069. */
    return number->value < 70 ? 2000 + number->value : 1900 + number->value;
}

static bool take_word_before(struct tokens *tokens)
{
    static const char *const words[] = {"ngay", "cac", "mung", "mong", "vao", "hom"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (take_word(tokens, words[i])) {
            take_mark(tokens, ':');
            return true;
        }
    }
    return false;
}

/* The month after a day: "/3", "-3", ".3", " tháng 3". *mark: which, NUL for the word.
 */
static int take_month_after_day(struct tokens *tokens, char *mark, bool *formed)
{
    static const char marks[] = {'/', '-', '.'};
    struct place before = tokens_place(tokens);
    int month = 0, digits = 0;

    *mark = '\0';
    take_mark(tokens, ',');
    if ((month = take_month(tokens)) > 0) {
        *formed = true;
        return month;
    }
    if (token_is_word(token_ahead(tokens, 0), "thang") &&
        token_ahead(tokens, 1)->kind == TOKEN_NUMBER) {
        *formed = true; /* "tháng 13" */
    }
    tokens_back(tokens, before);
    for (size_t i = 0; i < sizeof marks; i++) {
        if (take_mark(tokens, marks[i]) && take_number(tokens, 2, &month, &digits)) {
            *mark = marks[i];
            *formed = true;
            return month;
        }
        tokens_back(tokens, before);
    }
    return 0;
}

/* "05/3/2022/QĐ": a number and symbol, not a day. */
static bool hangs_on(const struct tokens *tokens)
{
    const struct token *mark = token_ahead(tokens, 0);
    const struct token *after = token_ahead(tokens, 1);

    return token_is_mark(mark, '/') &&
           (after->kind == TOKEN_WORD || after->kind == TOKEN_NUMBER);
}

enum day_form take_day(struct tokens *tokens, struct date *out)
{
    struct place before = tokens_place(tokens);
    struct date date = {0}, with_year;
    bool formed = false;
    char mark = '\0';
    int digits = 0;

    while (take_word_before(tokens)) {
    }
    if (!take_number(tokens, 2, &date.day, &digits)) {
        tokens_back(tokens, before);
        return DAY_NONE;
    }
    date.month = take_month_after_day(tokens, &mark, &formed);
    if (date.month > 0) {
        date.year = take_short_year(tokens, mark);
        date.year = date.year > 0 ? date.year : take_year(tokens);
    }
    with_year = date;
    with_year.year = date.year > 0 ? date.year : 2024; /* a leap year: 29/2 may be */
    with_year.month = date.month > 0 ? date.month : 1;
    *out = date;
    if (formed && (!date_is_real(with_year) || hangs_on(tokens))) {
        return DAY_WRONG;
    }
    return date_is_real(with_year) ? DAY_FOUND : DAY_WRONG;
}

/* The first day with a month; *out unchanged in its year where none is said. */
static bool find_day(struct tokens *tokens, struct date *out)
{
    while (tokens->next < tokens->len) {
        enum day_form form = DAY_NONE;

        if (token_ahead(tokens, 0)->kind == TOKEN_NUMBER) {
            form = take_day(tokens, out);
            if (form != DAY_NONE && out->month > 0) {
                return form == DAY_FOUND;
            }
        }
        if (form == DAY_NONE) {
            tokens->next++;
        }
    }
    return false;
}

struct values normal_date(struct str text, struct date document_date,
                          struct arena *arena)
{
    struct tokens tokens = tokens_of(text, arena);
    struct date date = {0};
    struct values values;
    bool inferred;

    if (!find_day(&tokens, &date)) {
        return values_none();
    }
    inferred = date.year == 0;
    if (inferred) {
        date.year = document_date.year;
    }
    if (!date_is_real(date)) {
        return values_none();
    }
    values = values_one(date_iso(date, arena));
    values.repaired = tokens.repaired;
    values.inferred = inferred;
    return values;
}

/* Days of a list; what an item does not say, it shares with the others. */
struct day_list {
    struct date at[MAX_VALUES];
    size_t len;
    bool months; /* after "các tháng": bare numbers are months */
};

static bool take_item(struct tokens *tokens, struct day_list *list)
{
    struct date date = {0};

    take_word(tokens, "cac");
    if (token_is_word(token_ahead(tokens, 0), "thang")) {
        date.month = take_month(tokens);
        date.year = date.month > 0 ? take_year(tokens) : 0;
        list->months = true;
    } else if (list->months && token_ahead(tokens, 0)->kind == TOKEN_NUMBER &&
               !token_is_word(token_ahead(tokens, 1), "thang") &&
               !token_is_mark(token_ahead(tokens, 1), '/') &&
               token_ahead(tokens, 0)->value <= 12) {
        date.month = token_ahead(tokens, 0)->value;
        tokens->next++;
        date.year = take_year(tokens);
    } else if (take_day(tokens, &date) != DAY_FOUND) {
        return false;
    }
    if (list->len == MAX_VALUES || (date.day == 0 && list->len == 0) ||
        (date.day == 0 && date.month == 0)) {
        return false;
    }
    list->at[list->len++] = date;
    return true;
}

static bool take_comma_or_and(struct tokens *tokens)
{
    bool taken = false;

    while (take_mark(tokens, ',') || take_mark(tokens, ';') || take_mark(tokens, '&') ||
           take_word(tokens, "va") || take_word(tokens, "hoac")) {
        taken = true;
    }
    return taken;
}

static void share_years(struct day_list *list, int document_year, bool *inferred)
{
    int year = 0;

    /* From the last one back: a year stands at the end of a list. Days of a list
     * come in their order, so 20/12 before 20/01/2026 is of 2025. */
    for (size_t i = list->len; i-- > 0;) {
        struct date *date = &list->at[i];

        if (date->year > 0) {
            year = date->year;
        } else if (year > 0) {
            bool later = i + 1 < list->len && list->at[i + 1].month < date->month;

            date->year = list->at[i + 1].year - (later ? 1 : 0);
        }
    }
    year = document_year;
    for (size_t i = 0; i < list->len; i++) {
        struct date *date = &list->at[i];

        if (date->year == 0) {
            date->year = year;
            *inferred = true;
        }
        year = date->year;
    }
}

/* Months of days come from the next item that has one; where none has, the bare numbers
 * were months themselves ("ngày 20 tháng 3, 6, 9"). */
static void share_months(struct day_list *list)
{
    int month = 0, day = 0;

    for (size_t i = list->len; i-- > 0;) {
        struct date *date = &list->at[i];

        month = date->month > 0 ? date->month : month;
        date->month = month;
    }
    for (size_t i = 0; i < list->len; i++) {
        struct date *date = &list->at[i];

        if (date->month == 0 && date->day <= 12 && day > 0) {
            date->month = date->day;
            date->day = day;
        }
        date->day = date->day > 0 ? date->day : day;
        day = date->day;
    }
}

struct values normal_dates(struct str text, struct date document_date,
                           struct arena *arena)
{
    struct tokens tokens = tokens_of(text, arena);
    struct day_list list = {0};
    struct values values = {0};

    while (tokens.next < tokens.len && token_ahead(&tokens, 0)->kind != TOKEN_NUMBER &&
           !token_is_word(token_ahead(&tokens, 0), "ngay")) {
        tokens.next++;
    }
    do {
        if (!take_item(&tokens, &list)) {
            break;
        }
    } while (take_comma_or_and(&tokens) ||
             token_is_word(token_ahead(&tokens, 0), "cac"));
    share_months(&list);
    share_years(&list, document_date.year, &values.inferred);
    for (size_t i = 0; i < list.len; i++) {
        if (!date_is_real(list.at[i])) {
            return values_none();
        }
        /* "ngày 20 các tháng 3, 6": the first item is the day of the others alone. */
        if (i > 0 && date_cmp(list.at[i], list.at[i - 1]) == 0) {
            continue;
        }
        values_add(&values, date_iso(list.at[i], arena));
    }
    values.repaired = tokens.repaired;
    return values;
}
