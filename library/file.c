/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was read of a file: rows are copied out of the flow, so that they need neither
 * its memory nor the engine. */
#include "engine.h"

#include <stdlib.h>
#include <string.h>

/* A NUL inside a text (a hostile text layer has one) would hide what comes after it. */
static const char *keep_text(struct str s, struct arena *arena)
{
    char *text = ARENA_ARRAY(arena, char, s.len + 1);

    for (size_t i = 0; i < s.len; i++) {
        text[i] = s.ptr[i];
        if (text[i] == '\0') {
            text[i] = ' ';
        }
    }
    return text;
}

static float number_of(const struct kept_row *row, enum table table, const char *column)
{
    int at = table_column(table, str_from_c(column));

    return at >= 0 ? strtof(row->cells[at], NULL) : 0;
}

/* The row in the making; kept_row() is a struct row_sink's. */
struct keeping {
    struct vanthu_document *document;
    struct arena *arena;
};

static void keep_row(void *owner, enum table table, const struct str *cells, size_t len)
{
    const struct keeping *keeping = owner;
    struct kept_table *kept = &keeping->document->tables[table];
    struct kept_row row = {.cells = {NULL}};

    for (size_t i = 0; i < len; i++) {
        row.cells[i] = keep_text(cells[i], keeping->arena);
    }
    if (table != TABLE_DOCUMENTS) {
        row.place =
            (struct vanthu_value){.confidence = number_of(&row, table, "confidence"),
                                  .page = (int)number_of(&row, table, "page"),
                                  .left = number_of(&row, table, "left"),
                                  .top = number_of(&row, table, "top"),
                                  .right = number_of(&row, table, "right"),
                                  .bottom = number_of(&row, table, "bottom")};
    }
    kept->rows =
        arena_grow(keeping->arena, kept->rows, kept->len, &kept->cap, sizeof row);
    kept->rows[kept->len++] = row;
}

static void keep_places(struct vanthu_document *document,
                        const struct findings *findings)
{
    for (size_t i = 0; i < MAX_COLUMNS; i++) {
        const struct origin *origin = &findings->origin[i];

        document->places[i] = (struct vanthu_value){.confidence = findings->conf[i],
                                                    .page = origin->page_no,
                                                    .left = origin->box.left,
                                                    .top = origin->box.top,
                                                    .right = origin->box.right,
                                                    .bottom = origin->box.bottom};
    }
}

void file_keep(struct vanthu_file *file, const struct document *document)
{
    file->documents =
        ARENA_ARRAY(&file->arena, struct vanthu_document, document->parts_len);
    for (size_t i = 0; i < document->parts_len; i++) {
        const struct part *part = &document->parts[i];
        struct keeping keeping = {&file->documents[i], &file->arena};
        struct document_id id = part->id;

        keeping.document->first_page = part->first_page;
        keeping.document->last_page = part->last_page;
        keeping.document->text = keep_text(part->text.utf8, &file->arena);
        keep_places(keeping.document, &part->findings);
        id.source = str_printf(document->arena, "%.*s%.*s", STR_ARG(id.source),
                               STR_ARG(id.range)); /* as the journal tells it */
        rows_from_fields(&id, &part->text, &part->fields, &part->findings,
                         &(struct row_sink){.take = keep_row, .owner = &keeping},
                         document->arena);
        file->len++;
    }
}

void vanthu_file_drop(struct vanthu_file *file)
{
    if (file) {
        arena_drop(&file->arena);
        free(file);
    }
}

int vanthu_documents(const struct vanthu_file *file)
{
    return (int)file->len;
}

const struct vanthu_document *vanthu_document_at(const struct vanthu_file *file,
                                                 int index)
{
    return index >= 0 && (size_t)index < file->len ? &file->documents[index] : NULL;
}

int vanthu_first_page(const struct vanthu_document *document)
{
    return document->first_page;
}

int vanthu_last_page(const struct vanthu_document *document)
{
    return document->last_page;
}

const char *vanthu_text(const struct vanthu_document *document)
{
    return document->text;
}

/* --- tables by name --- */

/* TABLE_FILES when rows are not told of such a table. */
static enum table told_table(const char *name)
{
    enum table table = table_by_name(str_from_c(name));

    return table < TABLE_FILES ? table : TABLE_FILES;
}

const char *vanthu_table_name(int index)
{
    return index >= 0 && index < (int)TABLE_FILES ? table_forms[index].name : NULL;
}

const char *vanthu_column_name(const char *table, int index)
{
    enum table told = told_table(table);

    return told < TABLE_FILES && index >= 0 &&
                   (size_t)index < table_forms[told].columns_len
               ? table_forms[told].columns[index]
               : NULL;
}

int vanthu_rows(const struct vanthu_document *document, const char *table)
{
    enum table told = told_table(table);

    return told < TABLE_FILES ? (int)document->tables[told].len : 0;
}

int vanthu_value_of(const struct vanthu_document *document, const char *table, int row,
                    const char *column, struct vanthu_value *value)
{
    enum table told = told_table(table);
    int at = told < TABLE_FILES ? table_column(told, str_from_c(column)) : -1;
    const struct kept_row *kept;

    *value = (struct vanthu_value){.text = ""};
    if (at < 0 || row < 0 || (size_t)row >= document->tables[told].len) {
        return 0;
    }
    kept = &document->tables[told].rows[row];
    if (*kept->cells[at]) {
        *value = told == TABLE_DOCUMENTS ? document->places[at] : kept->place;
        value->text = kept->cells[at];
    }
    return 1;
}

const char *vanthu_text_of(const struct vanthu_document *document, const char *table,
                           int row, const char *column)
{
    struct vanthu_value value;

    return vanthu_value_of(document, table, row, column, &value) ? value.text : NULL;
}
