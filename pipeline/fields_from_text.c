/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "fields_run.h"

#include <stdlib.h>

/* A sentence in a cell of 300 bytes is as much as a person reads in a table. */
enum { SENTENCE_BYTES = 300 };

/* The first year in `folded` that stands after `before` (empty: anywhere). */
static int year_in(struct str folded, struct str before)
{
    size_t at = before.len > 0 ? str_find(folded, before, 0) + before.len : 0;

    for (; at + 4 <= folded.len; at++) {
        struct str four = str_sub(folded, at, at + 4);
        struct date date = {.month = 1, .day = 1};
        bool alone = (at == 0 || !is_digit(folded.ptr[at - 1])) &&
                     (at + 4 == folded.len || !is_digit(folded.ptr[at + 4]));

        for (size_t i = 0; i < 4 && is_digit(four.ptr[i]); i++) {
            date.year = 10 * date.year + (four.ptr[i] - '0');
        }
        if (alone && date.year >= 1000 && date_is_real(date)) {
            return date.year;
        }
    }
    return 0;
}

/* Day and month are written by hand on most papers, but the year is printed: in the
 * line of place and date, or in the title ("... năm 2025"). */
static int printed_year(const struct text *text)
{
    static const struct {
        enum zone_kind kind;
        struct str before;
    } places[] = {{ZONE_PLACE_DATE, STR_INIT("")},
                  {ZONE_TITLE, STR_INIT("nam ")},
                  {ZONE_TYPE, STR_INIT("nam ")}};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        for (size_t j = 0; j < text->passages_len; j++) {
            const struct passage *passage = &text->passages[j];
            int year = passage->kind == places[i].kind
                           ? year_in(passage_view(text, passage, VIEW_FOLDED),
                                     places[i].before)
                           : 0;

            if (year > 0) {
                return year;
            }
        }
    }
    return 0;
}

static int digits(struct str s, size_t from, size_t to)
{
    int value = 0;

    for (size_t i = from; i < to && i < s.len && is_digit(s.ptr[i]); i++) {
        value = 10 * value + (s.ptr[i] - '0');
    }
    return value;
}

/* What the rules say first; else the year alone. */
static struct date document_date(const struct text *text, const struct fields *fields)
{
    int column = table_column(TABLE_DOCUMENTS, STR("date"));
    const struct field *best = NULL;

    for (size_t i = 0; i < fields->len; i++) {
        const struct field *field = &fields->at[i];

        if (field->table == TABLE_DOCUMENTS && field->value[column].len == 10 &&
            (!best || field->rule < best->rule)) {
            best = field;
        }
    }
    if (!best) {
        return (struct date){.year = printed_year(text)};
    }
    return (struct date){.year = digits(best->value[column], 0, 4),
                         .month = digits(best->value[column], 5, 7),
                         .day = digits(best->value[column], 8, 10)};
}

void field_run_all(struct field_run *run)
{
    const struct rules *rules = run->context.rules;

    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < rules->len; i++) {
            enum table table = rules->at[i].table;
            bool is_first = table == TABLE_DOCUMENTS || table == TABLE_NOTHING;

            if (run->text->is_header_only &&
                (table == TABLE_REFERENCES || table == TABLE_DEADLINES ||
                 table == TABLE_CAMPAIGNS)) {
                continue; /* half a list would pass for a whole one */
            }
            if (is_first == (pass == 0)) {
                field_run_rule(run, &rules->at[i]);
            }
        }
        if (pass == 0) {
            run->context.document_date = document_date(run->text, run->fields);
        }
    }
}

/* A field with its place in the list, for a stable order. */
struct ordered {
    struct field field;
    size_t index;
};

static int ordered_cmp(const void *a_, const void *b_)
{
    const struct ordered *a = a_, *b = b_;

    if (a->field.table != b->field.table) {
        return a->field.table < b->field.table ? -1 : 1;
    }
    if (a->field.begin != b->field.begin) {
        return a->field.begin < b->field.begin ? -1 : 1;
    }
    return a->index < b->index ? -1 : 1;
}

void fields_sort(struct fields *fields, struct arena *arena)
{
    struct ordered *list = ARENA_ARRAY(arena, struct ordered, fields->len);

    for (size_t i = 0; i < fields->len; i++) {
        list[i] = (struct ordered){fields->at[i], i};
    }
    if (fields->len > 0) {
        qsort(list, fields->len, sizeof *list, ordered_cmp);
    }
    for (size_t i = 0; i < fields->len; i++) {
        fields->at[i] = list[i].field;
    }
}

struct fields fields_from_text(const struct text *text, const struct rules *rules,
                               struct arena *arena, struct rule_troubles *troubles)
{
    struct fields fields = {0};
    struct field_run run = {.text = text,
                            .context = {.rules = rules},
                            .arena = arena,
                            .fields = &fields,
                            .troubles = troubles};

    field_run_all(&run);
    fields_sort(&fields, arena);
    return fields;
}

/* The digits before `at` are a year or end a date ("2024. ", "15/3. "), not the number
 * of a paragraph. */
static bool ends_date(struct str s, size_t at)
{
    size_t begin = at;

    while (begin > 0 && is_digit(s.ptr[begin - 1])) {
        begin--;
    }
    return at - begin >= 3 || (at > begin && begin > 0 && s.ptr[begin - 1] == '/');
}

static bool ends_sentence(struct str s, size_t at)
{
    char c = s.ptr[at];

    if (c == ';' || c == '\n' || c == '\f') {
        return true;
    }
    /* A stop before a blank; but not that of a number ("1. ") or a title ("TS. "). */
    return c == '.' && at + 1 < s.len && s.ptr[at + 1] == ' ' && at >= 3 &&
           (ends_date(s, at) ||
            (!is_digit(s.ptr[at - 1]) && s.ptr[at - 2] != ' ' && s.ptr[at - 3] != ' '));
}

static bool is_inside_character(struct str s, size_t at)
{
    return at < s.len && ((unsigned char)s.ptr[at] & 0xC0) == 0x80;
}

/* The nearest place at or before `at`, not before `least`, where a word begins. */
static size_t word_begin(struct str s, size_t at, size_t least)
{
    size_t from = at;

    while (at > least && s.ptr[at - 1] != ' ') {
        at--;
    }
    if (at > least || from == least) {
        return at;
    }
    while (from > least && is_inside_character(s, from)) {
        from--;
    }
    return from;
}

struct str field_sentence(const struct text *text, const struct field *field,
                          struct arena *arena)
{
    const struct passage *passage = &text->passages[field->passage];
    struct str s = text->utf8;
    size_t begin = field->begin, end = field->end;

    while (begin > passage->begin && !ends_sentence(s, begin - 1)) {
        begin--;
    }
    while (end < passage->end && !ends_sentence(s, end)) {
        end++;
    }
    if (end - begin > SENTENCE_BYTES) {
        /* A third of the room goes to what is before the match, more where little comes
         * after it. */
        size_t room = SENTENCE_BYTES / 3;
        size_t from = field->begin > begin + room ? field->begin - room : begin;

        from = from < end - SENTENCE_BYTES ? from : end - SENTENCE_BYTES;
        begin = word_begin(s, from, begin);
    }
    if (end - begin > SENTENCE_BYTES) {
        end = word_begin(s, begin + SENTENCE_BYTES, begin);
    }
    return str_trim(text_nfc(str_sub(s, begin, end), arena));
}
