/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What follows from people's values: marks, the document's status, missing parts and
 * confidence, the rows of `fields`. */
#include "arena.h"
#include "reviewed_parts.h"

#include <stdlib.h>
#include <string.h>

/* A required part is there when a person filled one of these columns. */
static const struct {
    const char *part, *columns[2];
} filled_by[] = {
    {"issuer", {"issuer", NULL}},      {"number", {"code", NULL}},
    {"place_date", {"date", "place"}}, {"type", {"type", NULL}},
    {"title", {"title", NULL}},        {"signer", {"signer", NULL}},
};

/* Columns that the document's confidence is the lowest of (findings_from_fields.c). */
static const char *const weighed[] = {
    "type",  "code",         "date",         "place",  "issuer",
    "title", "signing_mode", "signer_title", "signer",
};

static bool is_set(const struct reviewed_row *row, const char *column)
{
    int at = table_column(row->table, str_from_c(column));

    return at >= 0 && row->of[at] == STATE_SET && row->cells[at].len > 0;
}

static bool has_recipients(const struct reviewed_document *document)
{
    for (size_t i = 0; i < document->len; i++) {
        if (document->at[i].table == TABLE_RECIPIENTS &&
            document->at[i].state == STATE_ADDED) {
            return true;
        }
    }
    return false;
}

static bool is_filled(const struct reviewed_document *document,
                      const struct reviewed_row *own, struct str part)
{
    for (size_t i = 0; i < sizeof filled_by / sizeof *filled_by; i++) {
        for (int k = 0; k < 2 && filled_by[i].columns[k]; k++) {
            if (str_eq(str_from_c(filled_by[i].part), part) &&
                is_set(own, filled_by[i].columns[k])) {
                return true;
            }
        }
    }
    return str_eq(part, STR("recipients")) && has_recipients(document);
}

static void drop_filled_parts(const struct reviewed_document *document,
                              struct reviewed_row *own, struct arena *arena)
{
    struct str *missing = reviewed_cell(own, "missing"), rest = *missing;
    struct strbuf left = {.arena = arena};

    if (own->of[table_column(TABLE_DOCUMENTS, STR("missing"))] != STATE_READ) {
        return; /* a person says what is missing */
    }
    while (rest.len > 0) {
        struct str part = str_cut(&rest, ' ');

        if (!is_filled(document, own, part)) {
            if (left.len > 0) {
                strbuf_add_char(&left, ' ');
            }
            strbuf_add(&left, part);
        }
    }
    *missing = strbuf_str(&left);
}

static double number_of(struct str text)
{
    char bytes[16] = "";

    memcpy(bytes, text.ptr, text.len < sizeof bytes ? text.len : sizeof bytes - 1);
    return strtod(bytes, NULL);
}

/* As sure as the least sure of the values that nobody looked at; never less than the
 * program said, since it also leaves out what the type does not require. */
static void weigh_again(const struct reviewed_document *document,
                        struct reviewed_row *own, struct arena *arena)
{
    double lowest = 1, said = number_of(*reviewed_cell(own, "confidence"));

    for (size_t i = 0; i < document->len; i++) {
        const struct reviewed_row *row = &document->at[i];

        for (size_t k = 0; k < sizeof weighed / sizeof *weighed; k++) {
            int at = table_column(TABLE_DOCUMENTS, str_from_c(weighed[k]));

            if (row->table == TABLE_FIELDS && own->of[at] == STATE_READ &&
                own->cells[at].len > 0 &&
                str_eq(*reviewed_cell(row, "field"), str_from_c(weighed[k]))) {
                double sure = number_of(*reviewed_cell(row, "confidence"));

                lowest = sure < lowest ? sure : lowest;
            }
        }
    }
    *reviewed_cell(own, "confidence") =
        str_printf(arena, "%.2f", lowest > said ? lowest : said);
}

/* Names of the columns that people set. */
static struct str marks_of(const struct reviewed_row *row, struct arena *arena)
{
    struct strbuf marks = {.arena = arena};

    if (row->state == STATE_ADDED) {
        return STR("row");
    }
    for (size_t i = 0; i < table_forms[row->table].columns_len; i++) {
        if (row->of[i] == STATE_SET) {
            if (marks.len > 0) {
                strbuf_add_char(&marks, ' ');
            }
            strbuf_add(&marks, str_from_c(table_forms[row->table].columns[i]));
        }
    }
    return strbuf_str(&marks);
}

static void mark(struct reviewed_row *row, struct arena *arena)
{
    struct str *corrected = reviewed_cell(row, "corrected");

    if (corrected) {
        *corrected = marks_of(row, arena);
    }
    if (row->table != TABLE_DOCUMENTS && row->state != STATE_READ &&
        reviewed_cell(row, "confidence")) {
        *reviewed_cell(row, "confidence") = STR("1.00");
    }
}

/* Where the column's value of the row `fields` stands. */
static struct reviewed_row *field_row(const struct reviewed_document *document,
                                      struct str column)
{
    for (size_t i = 0; i < document->len; i++) {
        struct reviewed_row *row = &document->at[i];

        if (row->table == TABLE_FIELDS &&
            str_eq(*reviewed_cell(row, "field"), column)) {
            return row;
        }
    }
    return NULL;
}

/* The row of `fields` for a column that a person spoke of; own may move. */
static void follow(struct reviewed_document *document, size_t column,
                   struct arena *arena)
{
    struct str name = str_from_c(table_forms[TABLE_DOCUMENTS].columns[column]);
    struct reviewed_row *own = reviewed_own_row(document);
    struct str value = own->cells[column];
    enum reviewed_state state = own->of[column];
    struct reviewed_row *row = field_row(document, name);

    if (!row) {
        struct str source = *reviewed_cell(own, "source");

        row = reviewed_insert(document, TABLE_FIELDS, arena);
        *reviewed_cell(row, "document") = document->document;
        *reviewed_cell(row, "source") = source;
        *reviewed_cell(row, "field") = name;
    }
    *reviewed_cell(row, "value") = value;
    row->of[table_column(TABLE_FIELDS, STR("value"))] = state;
    row->state = state;
}

/* People's rows come after the others of their list. */
static void number_recipients(struct reviewed_document *document, struct arena *arena)
{
    double last = 0;

    for (size_t i = 0; i < document->len; i++) {
        struct reviewed_row *row = &document->at[i];

        if (row->table != TABLE_RECIPIENTS) {
            continue;
        }
        if (row->state == STATE_ADDED && reviewed_cell(row, "position")->len == 0) {
            *reviewed_cell(row, "position") = str_printf(arena, "%.0f", last + 1);
        }
        last = number_of(*reviewed_cell(row, "position"));
    }
}

static void conclude_own(struct reviewed_document *out, struct arena *arena)
{
    struct reviewed_row *own = reviewed_own_row(out);
    struct str *status = reviewed_cell(own, "status");

    drop_filled_parts(out, own, arena);
    weigh_again(out, own, arena);
    if (out->is_done) {
        *status = STR("ok");
        *reviewed_cell(own, "reviewed") = str_sub(out->done_at, 0, 10);
    }
}

void reviewed_conclude(struct reviewed_document *out, struct arena *arena)
{
    struct reviewed_row *own = reviewed_own_row(out);

    if (own) {
        conclude_own(out, arena);
    }
    for (size_t i = 0; own && i < table_forms[TABLE_DOCUMENTS].columns_len; i++) {
        own = reviewed_own_row(out);
        if (own->of[i] != STATE_READ &&
            !str_eq(str_from_c(table_forms[TABLE_DOCUMENTS].columns[i]),
                    STR("missing"))) {
            follow(out, i, arena);
        }
    }
    number_recipients(out, arena);
    for (size_t i = 0; i < out->len; i++) {
        mark(&out->at[i], arena);
    }
}
