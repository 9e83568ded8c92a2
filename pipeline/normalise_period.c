/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Months, quarters, halves, years and ranges of them, as first and last day. */
#include "normalise_parts.h"

/* A stretch of time as written: whole months, or a day. What is not said is 0. */
struct stretch {
    int year;
    int first_month, last_month;
    int day;         /* 0: the months whole */
    bool year_known; /* said, not taken from another or the document */
};

/* What stands before a stretch. */
enum joint {
    JOINT_START,
    JOINT_LIST,  /* "," "và" */
    JOINT_RANGE, /* "đến", "-" */
    JOINT_UNTIL, /* "đến hết" without a beginning */
};

enum unit { UNIT_NONE, UNIT_MONTH, UNIT_QUARTER, UNIT_DAY, UNIT_YEAR };

enum { MAX_STRETCHES = MAX_VALUES };

struct period {
    struct tokens tokens;
    struct date today; /* the document's date; year 0: unknown */
    struct stretch at[MAX_STRETCHES];
    enum joint joints[MAX_STRETCHES];
    size_t len;
    enum unit unit; /* of the last one: "tháng 9, 10" */
};

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
    char letters[4];

    if (run.len == 0 || run.len > 3) {
        return 0;
    }
    for (size_t i = 0; i < run.len; i++) {
        char c = run.ptr[i];

        letters[i] = '\0';
        if (c == 'i' || c == 'l' || c == '1' || c == '|') {
            letters[i] = 'i';
        } else if (c == 'v') {
            letters[i] = 'v';
        }
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (str_eq((struct str){letters, run.len}, forms[i].form)) {
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

    if (token->kind == TOKEN_NUMBER && !token->repaired && token->text.len == run.len &&
        token->value >= 1 && token->value <= 4) {
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
static bool take_bare(struct period *period, struct stretch *out)
{
    struct tokens *tokens = &period->tokens;
    struct place before = tokens_place(tokens);
    int value = 0, digits = 0;

    if (period->unit == UNIT_QUARTER && (value = take_quarter_number(tokens)) > 0) {
        *out = quarter_stretch(value);
        return true;
    }
    if (period->unit == UNIT_MONTH && take_number(tokens, 2, &value, &digits) &&
        value >= 1 && value <= 12) {
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
static bool take_now(struct period *period, struct stretch *out)
{
    if (!date_is_real(period->today) || !take_word(&period->tokens, "nay")) {
        return false;
    }
    *out = (struct stretch){.year = period->today.year,
                            .first_month = period->today.month,
                            .last_month = period->today.month,
                            .day = period->today.day,
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
static bool take_month_alone(struct period *period, struct stretch *out)
{
    struct tokens *tokens = &period->tokens;
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

static bool take_stretch(struct period *period, struct stretch *out)
{
    struct tokens *tokens = &period->tokens;

    if (take_months_of_year(tokens, out)) {
        period->unit = UNIT_NONE;
        return take_year_after(tokens, out);
    }
    if (take_quarter(tokens, out)) {
        period->unit = UNIT_QUARTER;
        return take_year_after(tokens, out);
    }
    if (take_one_month(tokens, out)) {
        period->unit = UNIT_MONTH;
        return take_year_after(tokens, out);
    }
    if (take_bare(period, out)) {
        return take_year_after(tokens, out);
    }
    if (take_now(period, out) || take_month_alone(period, out)) {
        return true;
    }
    if (take_whole_year(tokens, out)) {
        period->unit = UNIT_YEAR;
        return true;
    }
    period->unit = UNIT_DAY;
    return take_one_day(tokens, out);
}

/* The end of a year, "cuối năm", is its last day: what is before is not said. */
static bool take_until(struct tokens *tokens)
{
    bool taken = false;

    while (take_word(tokens, "den") || take_word(tokens, "toi") ||
           take_word(tokens, "het") || take_word(tokens, "cuoi")) {
        taken = true;
    }
    return taken;
}

static void take_small_words(struct tokens *tokens)
{
    static const char *const words[] = {"tu",  "trong", "vao", "cac",
                                        "dot", "thoi",  "gian"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct token *after = token_ahead(tokens, 1);

        /* "trong năm" is the year. */
        if (token_is_word(token_ahead(tokens, 0), words[i]) &&
            after->kind != TOKEN_END) {
            tokens->next++;
            take_mark(tokens, ':');
            i = 0;
        }
    }
}

static enum joint take_joint(struct period *period)
{
    struct tokens *tokens = &period->tokens;
    bool list = false;

    while (take_mark(tokens, ',') || take_mark(tokens, ';') || take_mark(tokens, '&') ||
           take_word(tokens, "va")) {
        list = true;
    }
    take_small_words(tokens);
    if (take_until(tokens)) {
        return period->len > 0 && !list ? JOINT_RANGE : JOINT_UNTIL;
    }
    if (period->len > 0 && !list && take_mark(tokens, '-')) {
        return JOINT_RANGE;
    }
    return period->len == 0 ? JOINT_START : JOINT_LIST;
}

/* Years and months that are not said come from the next one that says them, then from
 * the one before, then from the document. */
static void share(struct period *period, bool *inferred)
{
    for (size_t i = period->len; i-- > 1;) {
        struct stretch *before = &period->at[i - 1];
        const struct stretch *after = &period->at[i];

        before->year = before->year > 0 ? before->year : after->year;
        if (before->first_month == 0) {
            before->first_month = before->last_month = after->first_month;
        }
    }
    for (size_t i = 0; i < period->len; i++) {
        struct stretch *stretch = &period->at[i];

        if (stretch->year == 0) {
            stretch->year = i > 0 ? period->at[i - 1].year : period->today.year;
            *inferred = true;
        }
    }
}

static struct date first_day(const struct stretch *stretch)
{
    return (struct date){stretch->year, stretch->first_month,
                         stretch->day > 0 ? stretch->day : 1};
}

static struct date last_day(const struct stretch *stretch)
{
    return (struct date){stretch->year, stretch->last_month,
                         stretch->day > 0
                             ? stretch->day
                             : month_days(stretch->year, stretch->last_month)};
}

/* From November to February: the year that is not said gives way. */
static void order_range(const struct stretch *a, const struct stretch *b,
                        struct date *from, struct date *due)
{
    if (date_cmp(*from, *due) <= 0) {
        return;
    }
    if (!a->year_known && b->year_known) {
        from->year--;
    } else if (!b->year_known) {
        due->year++;
    }
}

/* "tháng 8 và tháng 9", "quý II, III": what follows without a gap is one period. */
static void join_next(const struct period *period, size_t *i, struct date *due)
{
    while (*i + 1 < period->len && period->joints[*i + 1] == JOINT_LIST) {
        const struct stretch *next = &period->at[*i + 1];
        struct date begin = first_day(next);
        bool month_end = due->day == month_days(due->year, due->month);
        bool follows = begin.day == 1 && month_end &&
                       12 * begin.year + begin.month == 12 * due->year + due->month + 1;

        if (!follows) {
            return;
        }
        *due = last_day(next);
        ++*i;
    }
}

/* false: not of the calendar, or the wrong way round. */
static bool add_pair(const struct period *period, size_t *i, struct values *values,
                     struct arena *arena)
{
    const struct stretch *a = &period->at[*i];
    struct date from = first_day(a), due = last_day(a);

    if (period->joints[*i] == JOINT_UNTIL) {
        values_add(values, STR(""));
        values_add(values, date_iso(due, arena));
        return date_is_real(due);
    }
    if (*i + 1 < period->len && period->joints[*i + 1] == JOINT_RANGE) {
        const struct stretch *b = &period->at[++*i];

        due = last_day(b);
        order_range(a, b, &from, &due);
    } else {
        join_next(period, i, &due);
    }
    values_add(values, date_iso(from, arena));
    values_add(values, date_iso(due, arena));
    return date_is_real(from) && date_is_real(due) && date_cmp(from, due) <= 0;
}

struct values normal_period(struct str text, struct date document_date,
                            struct arena *arena)
{
    struct period period = {.tokens = tokens_of(text, arena), .today = document_date};
    struct values values = {0};

    while (period.len < MAX_STRETCHES && period.tokens.next < period.tokens.len) {
        struct stretch stretch = {0};
        enum joint joint = take_joint(&period);

        if (!take_stretch(&period, &stretch)) {
            break;
        }
        period.joints[period.len] = joint;
        period.at[period.len++] = stretch;
    }
    share(&period, &values.inferred);
    for (size_t i = 0; i < period.len; i++) {
        if (!add_pair(&period, &i, &values, arena)) {
            return values_none();
        }
    }
    values.repaired = period.tokens.repaired;
    return values;
}

/* Every second value: `which` 0 the first days, 1 the last. */
static struct values one_side(struct values periods, size_t which)
{
    struct values side = {.inferred = periods.inferred, .repaired = periods.repaired};

    for (size_t i = which; i < periods.len; i += 2) {
        if (periods.at[i].len > 0) {
            values_add(&side, periods.at[i]);
        }
    }
    return side;
}

struct values normal_begin(struct str text, struct date document_date,
                           struct arena *arena)
{
    return one_side(normal_period(text, document_date, arena), 0);
}

struct values normal_end(struct str text, struct date document_date,
                         struct arena *arena)
{
    return one_side(normal_period(text, document_date, arena), 1);
}
