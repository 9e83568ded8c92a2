/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normalise.h"

#include "arena.h"
#include "normalise_parts.h"

struct values values_none(void)
{
    return (struct values){0};
}

struct values values_one(struct str value)
{
    struct values values = {0};

    if (value.len > 0) {
        values_add(&values, value);
    }
    return values;
}

void values_add(struct values *values, struct str value)
{
    if (values->len < MAX_VALUES) {
        values->at[values->len++] = value;
    }
}

struct str normal_text(struct str text, struct arena *arena)
{
    struct strbuf out = {.arena = arena};
    struct str nfc = text_nfc(text, arena);
    bool blank = false;

    for (size_t at = 0, bytes; at < nfc.len; at += bytes) {
        uint32_t c = utf8_at(nfc, at, &bytes);

        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0xA0) {
            blank = true;
            continue;
        }
        if (blank && out.len > 0) {
            strbuf_add_char(&out, ' ');
        }
        blank = false;
        strbuf_add(&out, str_sub(nfc, at, at + bytes));
    }
    return strbuf_str(&out);
}

/* The first run of digits, without leading zeros. */
static struct values normal_number(struct str text, struct arena *arena)
{
    struct tokens tokens = tokens_of(text, arena);

    for (size_t i = 0; i < tokens.len; i++) {
        const struct token *token = &tokens.at[i];

        if (token->kind == TOKEN_NUMBER && token->value >= 0) {
            struct values values = values_one(str_printf(arena, "%d", token->value));

            values.repaired = token->repaired;
            return values;
        }
    }
    return values_none();
}

struct values normalise(enum normaliser as, struct str text,
                        const struct context *context, struct arena *arena)
{
    switch (as) {
    case AS_TEXT:
        return values_one(normal_text(text, arena));
    case AS_NAME:
        return normal_name(text, arena);
    case AS_CAPS:
        return normal_caps(text, context->rules, arena);
    case AS_OFFICE:
        return normal_office(text, context->rules, arena);
    case AS_PERSON:
        return normal_person(text, context->rules, arena);
    case AS_CODE:
        return normal_code(text, context->rules, arena);
    case AS_DATE:
        return normal_date(text, context->document_date, arena);
    case AS_DATES:
        return normal_dates(text, context->document_date, arena);
    case AS_PERIOD:
        return normal_period(text, context->document_date, arena);
    case AS_BEGIN:
        return normal_begin(text, context->document_date, arena);
    case AS_END:
        return normal_end(text, context->document_date, arena);
    case AS_RECURRENCE:
        return normal_recurrence(text, arena);
    case AS_TYPE:
        return normal_type(text, context->rules, arena);
    case AS_NUMBER:
        return normal_number(text, arena);
    case NORMALISERS:
        break;
    }
    return values_none();
}
