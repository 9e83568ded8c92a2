/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person says of a value: checked, put into the log, and the document as it is
 * now. */
#include "desk_parts.h"

#include "clock.h"
#include "reviewed.h"

#include <stdio.h>
#include <sys/random.h>
#include <time.h>

/* One request, taken apart. */
struct saving {
    const struct asked *asked;
    const struct reviewed_document *document;
    json_t *body;
    struct review_entry entry;
    const struct reviewed_row *row; /* that is spoken of; NULL: a new one */
    int64_t seen;
};

static struct str text_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    return json_is_string(value)
               ? (struct str){json_string_value(value), json_string_length(value)}
               : STR("");
}

static const struct reviewed_row *row_named(const struct reviewed_document *document,
                                            enum table table, struct str row)
{
    for (size_t i = 0; i < document->len; i++) {
        if (document->at[i].table == table && str_eq(document->at[i].row, row)) {
            return &document->at[i];
        }
    }
    return NULL;
}

/* --- checks; each answers what is wrong --- */

static bool take_parts(struct saving *saving)
{
    struct review_entry *entry = &saving->entry;
    struct str table = text_of(saving->body, "table");
    const json_t *seen = json_object_get(saving->body, "seen");

    entry->action = review_action_by_name(text_of(saving->body, "action"));
    entry->table = table.len > 0 ? table_by_name(table) : TABLE_DOCUMENTS;
    entry->row = text_of(saving->body, "row");
    entry->column = text_of(saving->body, "column");
    saving->seen = json_is_integer(seen) ? json_integer_value(seen) : 0;
    if (!json_is_object(saving->body) || entry->action == REVIEW_ACTIONS ||
        entry->table > TABLE_RECIPIENTS) {
        desk_error(saving->asked, 400, _("what is to be done is not understood"));
        return false;
    }
    return true;
}

static bool find_row(struct saving *saving)
{
    struct review_entry *entry = &saving->entry;

    if (entry->action == REVIEW_ADD) {
        return true;
    }
    saving->row = row_named(saving->document, entry->table, entry->row);
    if (!saving->row) {
        desk_error(saving->asked, 400, _("there is no such row any more"));
        return false;
    }
    if (entry->column.len > 0 && !reviewed_can_set(entry->table, entry->column)) {
        desk_error(saving->asked, 400, _("no value that can be set: %.*s"),
                   STR_ARG(entry->column));
        return false;
    }
    return true;
}

static bool checked_value(const struct saving *saving, struct str column,
                          struct str value, struct str *out)
{
    struct err err = {0};

    if (reviewed_value(saving->entry.table, column, value, saving->asked->arena, out,
                       &err) == STATUS_OK) {
        return true;
    }
    desk_error(saving->asked, 400, "%s", err.text);
    return false;
}

static bool take_value(struct saving *saving)
{
    struct review_entry *entry = &saving->entry;
    int column = table_column(entry->table, entry->column);

    if (column >= 0 && saving->row) {
        entry->old_value = saving->row->cells[column];
        entry->value = entry->action == REVIEW_ACCEPT ? entry->old_value : STR("");
    }
    if (entry->action != REVIEW_SET) {
        return true;
    }
    if (!json_is_string(json_object_get(saving->body, "value")) || column < 0) {
        desk_error(saving->asked, 400, _("what is to be done is not understood"));
        return false;
    }
    return checked_value(saving, entry->column, text_of(saving->body, "value"),
                         &entry->value);
}

/* A name that no other row has. */
static struct str new_name(struct arena *arena)
{
    unsigned char random[8] = {0};
    struct strbuf name = {.arena = arena};

    (void)!getrandom(random, sizeof random, 0);
    strbuf_add(&name, STR("added "));
    for (size_t i = 0; i < sizeof random; i++) {
        strbuf_printf(&name, "%02x", random[i]);
    }
    return strbuf_str(&name);
}

static bool take_new_row(struct saving *saving)
{
    struct review_entry *entry = &saving->entry;
    json_t *values = json_object_get(saving->body, "value");
    struct arena *arena = saving->asked->arena;
    struct str *cells =
        ARENA_ARRAY(arena, struct str, table_forms[entry->table].columns_len);
    const char *key;
    json_t *value;

    if (entry->action != REVIEW_ADD) {
        return true;
    }
    if (entry->table == TABLE_DOCUMENTS || !json_is_object(values)) {
        desk_error(saving->asked, 400, _("what is to be done is not understood"));
        return false;
    }
    json_object_foreach(values, key, value)
    {
        struct str column = str_from_c(key);

        if (!json_is_string(value) || !reviewed_can_set(entry->table, column)) {
            desk_error(saving->asked, 400, _("no value that can be set: %.*s"),
                       STR_ARG(column));
            return false;
        }
        if (!checked_value(saving, column, text_of(values, key),
                           &cells[table_column(entry->table, column)])) {
            return false;
        }
    }
    entry->row = new_name(arena);
    entry->column = STR("");
    entry->cells = reviewed_pack(entry->table, cells, arena);
    return true;
}

/* What the person saw, so that the row is found again. */
static void take_cells(struct saving *saving)
{
    struct review_entry *entry = &saving->entry;
    const struct reviewed_row *row = saving->row;

    if (!row) {
        return;
    }
    if (entry->table != TABLE_DOCUMENTS) {
        entry->cells = reviewed_pack(entry->table, row->read ? row->read : row->cells,
                                     saving->asked->arena);
    } else if (entry->action == REVIEW_ACCEPT && entry->column.len == 0) {
        entry->cells = reviewed_pack(entry->table, row->cells, saving->asked->arena);
    }
}

/* --- saving --- */

/* The document as it is now, read again. */
static json_t *anew(const struct saving *saving)
{
    struct journal_document origin;
    struct reviewed_document document;

    return desk_document_find(saving->asked, saving->document->document, &origin,
                              &document)
               ? desk_document_json(saving->asked, &origin, &document)
               : NULL;
}

static void answer_changed(const struct saving *saving,
                           const struct review_entry *other)
{
    json_t *document = anew(saving);

    if (document) {
        desk_json(saving->asked, 409,
                  json_pack("{s:s, s:o, s:o, s:o, s:o}", "error", "changed", "by",
                            desk_text(other->who), "at", desk_text(other->at), "value",
                            desk_text(other->value), "document", document));
    }
}

static void put(struct saving *saving)
{
    struct desk *desk = saving->asked->desk;
    struct review_entry other;
    struct err err = {0};
    enum status status = review_put(desk->review, &saving->entry, saving->seen, &other,
                                    saving->asked->arena, &err);
    json_t *document;

    if (status != STATUS_OK) {
        desk_error(saving->asked, status == STATUS_USAGE ? 400 : 500, "%s", err.text);
        return;
    }
    if (other.id > 0) {
        answer_changed(saving, &other);
        return;
    }
    /* it is saved; an index that can't be written is made anew some time */
    (void)!index_document(desk->index, desk->journal, desk->review,
                          saving->document->document, &err);
    document = anew(saving);
    if (document) {
        desk_json(saving->asked, 200, document);
    }
}

void desk_save(const struct asked *asked, const struct reviewed_document *document)
{
    struct saving saving = {.asked = asked, .document = document};
    struct str user = asked->desk->settings->user;

    saving.body = json_loadb(asked->request->body.ptr, asked->request->body.len,
                             JSON_REJECT_DUPLICATES, NULL);
    saving.entry =
        (struct review_entry){.at = clock_utc((int64_t)time(NULL), asked->arena),
                              .who = user.len > 0 ? user : STR("?"),
                              .document = document->document};
    if (take_parts(&saving) && find_row(&saving) && take_value(&saving) &&
        take_new_row(&saving)) {
        take_cells(&saving);
        put(&saving);
    }
    json_decref(saving.body);
}
