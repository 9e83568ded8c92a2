/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a value may be instead: for the person who looks at it. */
#include "judge.h"

#include "arena.h"

enum { MOST_OTHERS = 4, MOST_OTHER_BYTES = 300 };

/* A part of the page that a value stands in, for values that were not read. */
static const struct {
    const char *column;
    enum zone_kind zone;
} places[] = {
    {"code", ZONE_NUMBER},   {"date", ZONE_PLACE_DATE}, {"place", ZONE_PLACE_DATE},
    {"issuer", ZONE_ISSUER}, {"signer", ZONE_SIGNER},
};

static bool is_among(const struct str *others, size_t len, struct str value)
{
    for (size_t i = 0; i < len; i++) {
        if (str_eq(others[i], value)) {
            return true;
        }
    }
    return false;
}

/* What other rules, or the same one elsewhere, found for the column. */
static size_t list_found(const struct judge *judge, int column, struct str *others)
{
    size_t len = 0;

    for (size_t i = 0; i < judge->fields->len && len < MOST_OTHERS; i++) {
        const struct field *field = &judge->fields->at[i];
        struct str value = field->value[column];

        if (field->table == TABLE_DOCUMENTS && value.len > 0 &&
            value.len < MOST_OTHER_BYTES && !str_eq(value, judge->out.value[column]) &&
            !is_among(others, len, value)) {
            others[len++] = value;
        }
    }
    return len;
}

/* Nothing was made of it: the place itself, with what was read there. */
static size_t take_place(struct judge *judge, int column, struct str *others)
{
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const struct passage *passage = judge_zone(judge, places[i].zone);
        struct str text;

        if (judge_column(places[i].column) != column || !passage ||
            judge->out.value[column].len > 0) {
            continue;
        }
        judge->out.origin[column] =
            text_origin(judge->text, passage->begin, passage->end);
        text = str_trim(str_sub(judge->text->utf8, passage->begin, passage->end));
        if (text.len > 0 && text.len < MOST_OTHER_BYTES) {
            others[0] = text;
            return 1;
        }
    }
    return 0;
}

void judge_others(struct judge *judge)
{
    for (size_t i = 0; i < table_forms[TABLE_DOCUMENTS].columns_len; i++) {
        struct strbuf all = {.arena = judge->arena};
        struct str others[MOST_OTHERS];
        size_t len = list_found(judge, (int)i, others);

        len = len > 0 ? len : take_place(judge, (int)i, others);
        for (size_t k = 0; k < len; k++) {
            if (k > 0) {
                strbuf_add(&all, STR(" | "));
            }
            strbuf_add(&all, others[k]);
        }
        judge->out.others[i] = strbuf_str(&all);
    }
}
