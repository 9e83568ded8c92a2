/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One document with all that a person needs to see whether it was read right. */
#include "desk_parts.h"

#include "journal_desk.h"
#include "reviewed.h"

#include <stdio.h>
#include <stdlib.h>

/* More pages than anybody looks at one by one. */
enum { MOST_SHOWN_PAGES = 5000 };

static struct str cell(const struct reviewed_row *row, const char *column)
{
    int at = table_column(row->table, str_from_c(column));

    return at >= 0 ? row->cells[at] : STR("");
}

static double number_of(struct str text)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%.*s", STR_ARG(text));
    return strtod(digits, NULL);
}

static json_t *box_of(const struct reviewed_row *row)
{
    static const char *const sides[] = {"left", "top", "right", "bottom"};
    json_t *box = json_array();

    for (int i = 0; i < 4; i++) {
        struct str side = cell(row, sides[i]);

        if (side.len == 0) {
            json_decref(box);
            return json_null();
        }
        json_array_append_new(box, json_real(number_of(side)));
    }
    return box;
}

static json_t *page_of(const struct reviewed_row *row)
{
    struct str page = cell(row, "page");

    return page.len > 0 ? json_integer((json_int_t)number_of(page)) : json_null();
}

/* "one | other" */
static json_t *others_of(const struct reviewed_row *row)
{
    json_t *json = json_array();
    struct str rest = cell(row, "others");

    while (rest.len > 0) {
        size_t end = str_find(rest, STR(" | "), 0);

        json_array_append_new(json, desk_text(str_sub(rest, 0, end)));
        rest = str_from(rest, end + 3);
    }
    return json;
}

static const struct reviewed_row *field_row(const struct reviewed_document *document,
                                            const char *field)
{
    for (size_t i = 0; i < document->len; i++) {
        if (document->at[i].table == TABLE_FIELDS &&
            str_eq(cell(&document->at[i], "field"), str_from_c(field))) {
            return &document->at[i];
        }
    }
    return NULL;
}

/* A value of the document's own row, with what `fields` has on where it stands. */
static json_t *field_json(const struct reviewed_document *document, size_t column)
{
    const struct reviewed_row *own = &document->at[0];
    const char *name = table_forms[TABLE_DOCUMENTS].columns[column];
    const struct reviewed_row *place = field_row(document, name);
    double confidence = own->of[column] != STATE_READ ? 1
                        : place ? number_of(cell(place, "confidence"))
                                : 0;
    bool doubt = own->of[column] == STATE_READ && own->cells[column].len > 0 && place &&
                 confidence < (double)REVIEW_CONF;

    return json_pack("{s:s, s:o, s:o, s:f, s:o, s:o, s:o, s:s, s:b}", "field", name,
                     "value", desk_text(own->cells[column]), "read",
                     desk_text(own->read ? own->read[column] : STR("")), "confidence",
                     confidence, "page", place ? page_of(place) : json_null(), "box",
                     place ? box_of(place) : json_null(), "others",
                     place ? others_of(place) : json_array(), "state",
                     reviewed_state_names[own->of[column]], "doubt", (int)doubt);
}

static json_t *fields_json(const struct reviewed_document *document)
{
    json_t *json = json_array();

    for (size_t i = 0; i < table_forms[TABLE_DOCUMENTS].columns_len; i++) {
        if (reviewed_can_set(TABLE_DOCUMENTS,
                             str_from_c(table_forms[TABLE_DOCUMENTS].columns[i])) &&
            !str_eq(str_from_c(table_forms[TABLE_DOCUMENTS].columns[i]),
                    STR("missing"))) {
            json_array_append_new(json, field_json(document, i));
        }
    }
    return json;
}

static json_t *cells_json(enum table table, const struct str *cells)
{
    json_t *json = json_object();

    for (size_t i = 0; cells && i < table_forms[table].columns_len; i++) {
        if (reviewed_can_set(table, str_from_c(table_forms[table].columns[i])) ||
            str_eq(str_from_c(table_forms[table].columns[i]), STR("text"))) {
            json_object_set_new(json, table_forms[table].columns[i],
                                desk_text(cells[i]));
        }
    }
    return json;
}

static json_t *row_json(const struct reviewed_row *row)
{
    double confidence = number_of(cell(row, "confidence"));
    bool doubt = row->state == STATE_READ && confidence < (double)REVIEW_CONF;

    return json_pack("{s:o, s:s, s:f, s:o, s:o, s:b, s:o, s:o}", "row",
                     desk_text(row->row), "state", reviewed_state_names[row->state],
                     "confidence", confidence, "page", page_of(row), "box", box_of(row),
                     "doubt", (int)doubt, "cells", cells_json(row->table, row->cells),
                     "read", cells_json(row->table, row->read));
}

static json_t *tables_json(const struct reviewed_document *document)
{
    json_t *json = json_object();

    for (int table = TABLE_REFERENCES; table <= TABLE_RECIPIENTS; table++) {
        json_t *rows = json_array();

        for (size_t i = 0; i < document->len; i++) {
            if ((int)document->at[i].table == table) {
                json_array_append_new(rows, row_json(&document->at[i]));
            }
        }
        json_object_set_new(json, table_forms[table].name, rows);
    }
    return json;
}

static json_t *pages_json(struct journal *journal,
                          const struct journal_document *origin)
{
    json_t *json = json_array();
    int first = origin->first_page > 0 ? origin->first_page : 1;
    struct sheet sheet;

    for (int i = 0; i < origin->pages_len && i < MOST_SHOWN_PAGES; i++) {
        bool is_known = journal_sheet(journal, origin->content_id, first + i, &sheet) &&
                        sheet.dpi > 0;

        json_array_append_new(
            json,
            json_pack("{s:i, s:f, s:f}", "no", first + i, "width",
                      is_known ? sheet.width_px * 72.0 / sheet.dpi : 595.0, "height",
                      is_known ? sheet.height_px * 72.0 / sheet.dpi : 842.0));
    }
    return json;
}

static json_t *sources_json(struct journal *journal,
                            const struct journal_document *origin, struct arena *arena)
{
    json_t *json = json_array();
    struct str *sources;
    size_t len;
    struct err err;

    if (journal_sources(journal, origin, arena, &sources, &len, &err) == STATUS_OK) {
        for (size_t i = 0; i < len; i++) {
            json_array_append_new(json, desk_text(sources[i]));
        }
    }
    return json;
}

static void add_finding(void *owner, enum table table, const struct str *cells,
                        size_t len)
{
    static const char *const columns[] = {"severity", "check", "message"};
    struct str page = cells[table_column(table, STR("page"))];
    json_t *json = json_object();

    (void)len;
    json_object_set_new(json, "page",
                        page.len > 0 ? json_integer((json_int_t)number_of(page))
                                     : json_null());
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        json_object_set_new(
            json, columns[i],
            desk_text(cells[table_column(table, str_from_c(columns[i]))]));
    }
    json_array_append_new(owner, json);
}

static json_t *findings_json(struct journal *journal,
                             const struct journal_document *origin)
{
    json_t *json = json_array();
    const struct row_sink sink = {.take = add_finding, .owner = json};
    struct err err;

    (void)!journal_rows(journal, origin, TABLE_FINDINGS, &sink, &err);
    return json;
}

json_t *desk_document_json(const struct asked *asked,
                           const struct journal_document *origin,
                           const struct reviewed_document *document)
{
    struct desk *desk = asked->desk;
    const struct reviewed_row *own = &document->at[0];
    struct str next = index_next(desk->index, document->document, asked->arena);
    json_t *json = json_object();

    json_object_set_new(json, "document", desk_text(document->document));
    json_object_set_new(json, "sha256", desk_text(origin->sha256));
    json_object_set_new(json, "version", json_integer(document->version));
    json_object_set_new(json, "sources",
                        sources_json(desk->journal, origin, asked->arena));
    json_object_set_new(json, "status", desk_text(cell(own, "status")));
    json_object_set_new(json, "missing", desk_words(cell(own, "missing")));
    json_object_set_new(json, "confidence",
                        json_real(number_of(cell(own, "confidence"))));
    json_object_set_new(json, "reason", desk_text(cell(own, "reason")));
    json_object_set_new(json, "reviewed", json_boolean(document->is_done));
    json_object_set_new(json, "text",
                        desk_text(journal_text_of(desk->journal, origin->content_id,
                                                  origin->part_no, asked->arena)));
    json_object_set_new(json, "pages", pages_json(desk->journal, origin));
    json_object_set_new(json, "fields", fields_json(document));
    json_object_set_new(json, "tables", tables_json(document));
    json_object_set_new(json, "findings", findings_json(desk->journal, origin));
    json_object_set_new(json, "next", next.len > 0 ? desk_text(next) : json_null());
    return json;
}

bool desk_document_find(const struct asked *asked, struct str name,
                        struct journal_document *origin,
                        struct reviewed_document *document)
{
    struct desk *desk = asked->desk;
    struct err err = {0};
    enum status status =
        journal_document(desk->journal, name, asked->arena, origin, &err);

    if (status == STATUS_OK) {
        status = reviewed_document(desk->journal, desk->review, origin, asked->arena,
                                   document, &err);
    }
    if (status == STATUS_USAGE ||
        (status == STATUS_OK &&
         (document->len == 0 || document->at[0].table != TABLE_DOCUMENTS))) {
        desk_error(asked, 404, _("there is no such document"));
        return false;
    }
    if (status != STATUS_OK) {
        desk_failed(asked, &err);
    }
    return status == STATUS_OK;
}

/* --- the log --- */

static void add_entry(void *owner, const struct review_entry *entry)
{
    json_array_append_new(
        owner,
        json_pack("{s:I, s:o, s:o, s:s, s:s, s:o, s:o, s:o}", "id",
                  (json_int_t)entry->id, "at", desk_text(entry->at), "who",
                  desk_text(entry->who), "action", review_action_names[entry->action],
                  "table", table_forms[entry->table].name, "column",
                  desk_text(entry->column), "old", desk_text(entry->old_value), "new",
                  desk_text(entry->value)));
}

static void answer_log(const struct asked *asked, struct str name)
{
    json_t *entries = json_array();
    struct err err = {0};

    if (review_each(asked->desk->review, name, add_entry, entries, &err) != STATUS_OK) {
        json_decref(entries);
        desk_failed(asked, &err);
        return;
    }
    desk_json(asked, 200, json_pack("{s:o}", "entries", entries));
}

void desk_document(const struct asked *asked)
{
    struct str name = asked->rest;
    bool is_log = str_ends(name, STR("/log"));
    struct journal_document origin;
    struct reviewed_document document;

    name = is_log ? str_sub(name, 0, name.len - 4) : name;
    if (!desk_document_find(asked, name, &origin, &document)) {
        return;
    }
    if (is_log && !asked->request->is_post) {
        answer_log(asked, name);
    } else if (is_log) {
        desk_error(asked, 405, _("this can only be read"));
    } else if (asked->request->is_post) {
        desk_save(asked, &document);
    } else {
        desk_json(asked, 200, desk_document_json(asked, &origin, &document));
    }
}
