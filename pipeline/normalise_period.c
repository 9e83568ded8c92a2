/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Months, quarters, halves, years and ranges of them, as first and last day. */
#include "normalise_parts.h"
#include "stretch.h"

/* What stands before a stretch. */
enum joint {
    JOINT_START,
    JOINT_LIST,  /* "," "và" */
    JOINT_RANGE, /* "đến", "-" */
    JOINT_UNTIL, /* "đến hết" without a beginning */
};

enum { MAX_STRETCHES = MAX_VALUES };

struct period {
    struct tokens tokens;
    struct date today; /* the document's date; year 0: unknown */
    struct stretch at[MAX_STRETCHES];
    enum joint joints[MAX_STRETCHES];
    size_t len;
    enum unit unit; /* of the last one: "tháng 9, 10" */
};

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

        if (!take_stretch(&period.tokens, document_date, &period.unit, &stretch)) {
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
