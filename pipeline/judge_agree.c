/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the document contradicts itself: type and code, its own and of what it cites,
 * and dates. */
#include "judge.h"

#include "arena.h"
#include "tr.h"

#include <string.h>

/* Of a code whose symbol is of no type of document. */
#define ODD_SYMBOL_CONF 0.4F

/* --- type and code --- */

/* The type's symbol in a code: the first part of letters after the number, "KH" of
 * "31/KH-SNV", "85-KH/HU" and "12/2020/KH-UBND". */
static struct str type_symbol(struct str code)
{
    size_t begin = 0, end;

    while (begin < code.len) {
        for (end = begin;
             end < code.len && code.ptr[end] != '/' && code.ptr[end] != '-'; end++) {
        }
        if (end > begin && !judge_has_digit(str_sub(code, begin, end))) {
            return str_sub(code, begin, end);
        }
        begin = end + 1;
    }
    return STR("");
}

static const struct document_type *type_named(const struct judge *judge,
                                              struct str name)
{
    for (size_t i = 0; i < judge->rules->types_len; i++) {
        if (str_eq(judge->rules->types[i].name, name)) {
            return &judge->rules->types[i];
        }
    }
    return NULL;
}

static bool has_symbol(const struct document_type *type, struct str symbol)
{
    for (size_t i = 0; i < type->symbols_len; i++) {
        if (str_eq(type->symbols[i], symbol)) {
            return true;
        }
    }
    return false;
}

/* The type whose symbol the code has, where that is not the one in words; NULL: they
 * agree. Only a symbol of another type is a contradiction: a code may have none of any
 * type ("15/UBND-NC" of a letter), and a kind of a type may have the type's own (TT of
 * a Thông tư liên tịch). */
static const struct document_type *contradicting_type(const struct judge *judge,
                                                      struct str name, struct str code)
{
    struct str symbol = type_symbol(code);
    const struct document_type *known = type_named(judge, name), *meant = NULL;

    if (!known || known->symbols_len == 0) {
        return NULL;
    }
    for (size_t i = 0; i < judge->rules->types_len; i++) {
        const struct document_type *type = &judge->rules->types[i];

        if (!has_symbol(type, symbol)) {
            continue;
        }
        if (str_starts(name, type->name)) {
            return NULL;
        }
        meant = meant ? meant : type;
    }
    return meant;
}

/* "HK" of a plan is the symbol of no type: it may be KH misread. */
static bool has_odd_symbol(const struct judge *judge, struct str name, struct str code)
{
    const struct document_type *known = type_named(judge, name);
    struct str symbol = type_symbol(code);

    for (size_t i = 0; i < judge->rules->types_len; i++) {
        if (has_symbol(&judge->rules->types[i], symbol)) {
            return false;
        }
    }
    return known && known->symbols_len > 0 && symbol.len > 0;
}

/* The same letters in another order. */
static bool is_shuffled(struct str a, struct str b)
{
    int counts[256] = {0};

    for (size_t i = 0; i < a.len; i++) {
        counts[(unsigned char)a.ptr[i]]++;
    }
    for (size_t i = 0; i < b.len; i++) {
        if (--counts[(unsigned char)b.ptr[i]] < 0) {
            return false;
        }
    }
    return a.len == b.len && !str_eq(a, b);
}

/* Beside a pen's strokes the recogniser swaps letters: "46/HK-SNV" of a plan. The
 * type's own symbol is put in its place; the finding has what was read. */
static void mend_symbol(struct judge *judge, struct str type, struct str code)
{
    const struct document_type *known = type_named(judge, type);
    struct str symbol = type_symbol(code);
    size_t at = (size_t)(symbol.ptr - code.ptr);

    for (size_t i = 0; known && i < known->symbols_len; i++) {
        if (is_shuffled(symbol, known->symbols[i])) {
            judge->out.value[judge_column("code")] = str_printf(
                judge->arena, "%.*s%.*s%.*s", STR_ARG(str_sub(code, 0, at)),
                STR_ARG(known->symbols[i]), STR_ARG(str_from(code, at + symbol.len)));
            judge_warn(judge, judge->out.origin[judge_column("code")].page_no,
                       "symbol_mended",
                       str_printf(judge->arena, _("the code was read as %.*s"),
                                  STR_ARG(code)));
            return;
        }
    }
}

void judge_type(struct judge *judge)
{
    struct str type = judge_value(judge, "type"), code = judge_value(judge, "code");
    const struct document_type *meant = contradicting_type(judge, type, code);
    float *conf = &judge->out.conf[judge_column("code")];

    if (has_odd_symbol(judge, type, code)) {
        *conf = *conf > ODD_SYMBOL_CONF ? ODD_SYMBOL_CONF : *conf;
        mend_symbol(judge, type, code);
    }

    if (meant) {
        judge_warn(judge, judge->out.origin[judge_column("code")].page_no,
                   "type_code_mismatch",
                   str_printf(judge->arena,
                              _("the type is %.*s, the code %.*s is of a %.*s"),
                              STR_ARG(type), STR_ARG(code), STR_ARG(meant->name)));
    }
}

/* --- citations --- */

struct citation {
    struct str type, code, date;
};

static struct citation citation_of(const struct field *field)
{
    return (struct citation){
        field->value[table_column(TABLE_REFERENCES, STR("type"))],
        field->value[table_column(TABLE_REFERENCES, STR("code"))],
        field->value[table_column(TABLE_REFERENCES, STR("date"))],
    };
}

static bool is_citation(const struct field *field)
{
    return field->table == TABLE_REFERENCES && citation_of(field).code.len > 0;
}

/* Has this code been cited with this type before field `end`? */
static bool is_cited_before(const struct judge *judge, struct citation citation,
                            size_t end)
{
    for (size_t i = 0; i < end; i++) {
        const struct field *field = &judge->fields->at[i];

        if (is_citation(field) && str_eq(citation_of(field).code, citation.code) &&
            str_eq(citation_of(field).type, citation.type)) {
            return true;
        }
    }
    return false;
}

void judge_cited_types(struct judge *judge)
{
    for (size_t i = 0; i < judge->fields->len; i++) {
        const struct field *field = &judge->fields->at[i];
        const struct document_type *meant;
        struct citation citation;

        if (!is_citation(field)) {
            continue;
        }
        citation = citation_of(field);
        meant = contradicting_type(judge, citation.type, citation.code);
        if (meant && !is_cited_before(judge, citation, i)) {
            judge_warn(judge, field->origin.page_no, "cited_type_mismatch",
                       str_printf(judge->arena,
                                  _("cited as %.*s, the code %.*s is of a %.*s"),
                                  STR_ARG(citation.type), STR_ARG(citation.code),
                                  STR_ARG(meant->name)));
        }
    }
}

static bool is_whole_date(struct str date)
{
    return date.len == strlen("2020-01-31");
}

void judge_cited_dates(struct judge *judge)
{
    struct str own = judge_value(judge, "date");
    int date = table_column(TABLE_REFERENCES, STR("date"));
    int text = table_column(TABLE_REFERENCES, STR("code"));

    if (!is_whole_date(own)) {
        return;
    }
    for (size_t i = 0; i < judge->fields->len; i++) {
        const struct field *field = &judge->fields->at[i];

        if (field->table == TABLE_REFERENCES && is_whole_date(field->value[date]) &&
            str_cmp(field->value[date], own) > 0) {
            judge_warn(
                judge, field->origin.page_no, "date_order",
                str_printf(judge->arena,
                           _("%.*s is cited with the date %.*s, after this document's "
                             "own, %.*s"),
                           STR_ARG(field->value[text].len > 0 ? field->value[text]
                                                              : TR("a document")),
                           STR_ARG(field->value[date]), STR_ARG(own)));
        }
    }
}

/* A whole date that this code was cited with before field `end`, other than the one in
 * `citation`; empty: none, or this very contradiction was told before. */
static struct str other_date(const struct judge *judge, struct citation citation,
                             size_t end)
{
    struct str other = STR("");

    for (size_t i = 0; i < end; i++) {
        const struct field *field = &judge->fields->at[i];
        struct citation before;

        if (!is_citation(field)) {
            continue;
        }
        before = citation_of(field);
        if (!str_eq(before.code, citation.code) || !is_whole_date(before.date) ||
            !str_eq(before.type, citation.type)) {
            continue;
        }
        if (str_eq(before.date, citation.date)) {
            return STR("");
        }
        other = other.len > 0 ? other : before.date;
    }
    return other;
}

void judge_cited_twice(struct judge *judge)
{
    for (size_t i = 0; i < judge->fields->len; i++) {
        const struct field *field = &judge->fields->at[i];
        struct citation citation;
        struct str other;

        if (!is_citation(field) || !is_whole_date(citation_of(field).date)) {
            continue;
        }
        citation = citation_of(field);
        other = other_date(judge, citation, i);
        if (other.len > 0) {
            judge_warn(
                judge, field->origin.page_no, "cited_dates_differ",
                str_printf(judge->arena,
                           _("%.*s is cited with the date %.*s and with %.*s: one "
                             "is wrong, or they are two documents"),
                           STR_ARG(citation.code), STR_ARG(other),
                           STR_ARG(citation.date)));
        }
    }
}
