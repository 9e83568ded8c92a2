/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score_records.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static struct str one_blank(struct arena *arena, struct str text)
{
    struct strbuf buf = {.arena = arena};
    bool blank = false;

    text = str_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        bool is_blank = strchr(" \t\r\n", text.ptr[i]) != NULL;

        if (!is_blank) {
            strbuf_add_char(&buf, text.ptr[i]);
        } else if (!blank) {
            strbuf_add_char(&buf, ' ');
        }
        blank = is_blank;
    }
    return strbuf_str(&buf);
}

struct str record_value(const struct record *record, struct str name)
{
    for (size_t i = 0; i < record->len; i++) {
        if (str_eq(record->name[i], name)) {
            return record->value[i];
        }
    }
    return STR("");
}

static void records_add(struct records *records, const struct record *record,
                        struct arena *arena)
{
    records->at = arena_grow(arena, records->at, records->len, &records->cap,
                             sizeof(*records->at));
    records->at[records->len++] = *record;
}

static void record_add(struct record *record, struct str name, struct str value)
{
    if (record->len == MAX_CELLS) {
        return;
    }
    record->name[record->len] = name;
    record->value[record->len++] = value;
}

/* What libcsv's callbacks fill. */
struct csv_fill {
    struct arena *arena;
    struct records *out;
    struct record head, row;
    bool head_seen;
};

static void on_cell(void *bytes, size_t len, void *context)
{
    struct csv_fill *fill = context;
    struct str cell = {bytes, len};
    struct str value = one_blank(fill->arena, cell);
    struct str name = {"", 0};

    if (fill->head_seen && fill->row.len < fill->head.len) {
        name = fill->head.value[fill->row.len];
    }
    record_add(fill->head_seen ? &fill->row : &fill->head, name, value);
}

static void on_row(int end, void *context)
{
    struct csv_fill *fill = context;

    (void)end;
    if (fill->head_seen) {
        records_add(fill->out, &fill->row, fill->arena);
    }
    fill->head_seen = true;
    fill->row.len = 0;
}

bool records_from_csv(const char *path, struct arena *arena, struct records *out)
{
    struct csv_fill fill = {.arena = arena, .out = out};
    struct csv_parser parser;
    char bytes[4096];
    bool good = true;
    FILE *file = fopen(path, "rb");

    if (!file) {
        return false;
    }
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        (void)fclose(file);
        return false;
    }
    for (size_t len; good && (len = fread(bytes, 1, sizeof(bytes), file)) > 0;) {
        good = csv_parse(&parser, bytes, len, on_cell, on_row, &fill) == len;
    }
    good = good && csv_fini(&parser, on_cell, on_row, &fill) == 0 && !ferror(file);
    csv_free(&parser);
    return fclose(file) == 0 && good;
}

static struct str node_text(const yaml_node_t *node, struct arena *arena)
{
    struct str text = {"", 0};

    if (node && node->type == YAML_SCALAR_NODE) {
        text = (struct str){(const char *)node->data.scalar.value,
                            node->data.scalar.length};
    }
    return one_blank(arena, text);
}

static struct record record_from_node(yaml_document_t *doc, const yaml_node_t *node,
                                      struct arena *arena)
{
    struct record record = {.len = 0};

    if (node->type != YAML_MAPPING_NODE) {
        record_add(&record, STR(""), node_text(node, arena));
        return record;
    }
    for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top; pair++) {
        record_add(&record, node_text(yaml_document_get_node(doc, pair->key), arena),
                   node_text(yaml_document_get_node(doc, pair->value), arena));
    }
    return record;
}

static const yaml_node_t *under_key(yaml_document_t *doc, const char *key,
                                    struct arena *arena)
{
    const yaml_node_t *root = yaml_document_get_root_node(doc);

    if (!root || root->type != YAML_MAPPING_NODE) {
        return NULL;
    }
    for (const yaml_node_pair_t *pair = root->data.mapping.pairs.start;
         pair < root->data.mapping.pairs.top; pair++) {
        if (str_eq(node_text(yaml_document_get_node(doc, pair->key), arena),
                   str_from_c(key))) {
            return yaml_document_get_node(doc, pair->value);
        }
    }
    return NULL;
}

static void records_from_node(yaml_document_t *doc, const yaml_node_t *node,
                              struct arena *arena, struct records *out)
{
    struct record record;

    if (!node) {
        return;
    }
    if (node->type != YAML_SEQUENCE_NODE) {
        record = record_from_node(doc, node, arena);
        records_add(out, &record, arena);
        return;
    }
    for (const yaml_node_item_t *item = node->data.sequence.items.start;
         item < node->data.sequence.items.top; item++) {
        record = record_from_node(doc, yaml_document_get_node(doc, *item), arena);
        records_add(out, &record, arena);
    }
}

bool records_from_yaml(const char *path, const char *key, struct arena *arena,
                       struct records *out)
{
    yaml_parser_t parser;
    yaml_document_t doc;
    bool good = false;
    FILE *file = fopen(path, "rb");

    if (!file) {
        return false;
    }
    if (yaml_parser_initialize(&parser) != 0) {
        yaml_parser_set_input_file(&parser, file);
        good = yaml_parser_load(&parser, &doc) != 0;
        if (good) {
            records_from_node(&doc, under_key(&doc, key, arena), arena, out);
            yaml_document_delete(&doc);
        }
        yaml_parser_delete(&parser);
    }
    return fclose(file) == 0 && good;
}
