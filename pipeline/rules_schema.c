/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form of a rule file for libcyaml. Every key is optional here: what is missing is
 * said by rule_from_raw(), with its line. */
#include "arena.h"
#include "rules_raw.h"

#include <cyaml/cyaml.h>
#include <stdio.h>
#include <string.h>

#define TEXT_FIELD(key, type, member)                                                  \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type,        \
                           member, 0, CYAML_UNLIMITED)
#define LIST_FIELD(key, type, member, entry)                                           \
    CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member,  \
                         entry, 0, CYAML_UNLIMITED)

static const cyaml_schema_value_t text_entry = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED)};

static const cyaml_schema_field_t define_fields[] = {
    TEXT_FIELD("name", struct raw_define, name),
    TEXT_FIELD("pattern", struct raw_define, pattern), CYAML_FIELD_END};
static const cyaml_schema_value_t define_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_define, define_fields)};

static const cyaml_schema_field_t gazetteer_fields[] = {
    TEXT_FIELD("name", struct raw_gazetteer, name),
    LIST_FIELD("entries", struct raw_gazetteer, entries, &text_entry), CYAML_FIELD_END};
static const cyaml_schema_value_t gazetteer_entry_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_gazetteer, gazetteer_fields)};

static const cyaml_schema_field_t type_fields[] = {
    TEXT_FIELD("name", struct raw_type, name),
    LIST_FIELD("symbols", struct raw_type, symbols, &text_entry), CYAML_FIELD_END};
static const cyaml_schema_value_t type_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_type, type_fields)};

static const cyaml_schema_field_t required_fields[] = {
    TEXT_FIELD("type", struct raw_required, type),
    LIST_FIELD("parts", struct raw_required, parts, &text_entry), CYAML_FIELD_END};
static const cyaml_schema_value_t required_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_required, required_fields)};

static const cyaml_schema_field_t set_fields[] = {
    TEXT_FIELD("column", struct raw_set, column),
    TEXT_FIELD("value", struct raw_set, value), CYAML_FIELD_END};
static const cyaml_schema_value_t set_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_set, set_fields)};

static const cyaml_schema_field_t group_fields[] = {
    TEXT_FIELD("name", struct raw_group, name),
    TEXT_FIELD("column", struct raw_group, column),
    TEXT_FIELD("as", struct raw_group, as), CYAML_FIELD_END};
static const cyaml_schema_value_t group_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_group, group_fields)};

static const cyaml_schema_field_t example_fields[] = {
    TEXT_FIELD("text", struct raw_example, text),
    LIST_FIELD("want", struct raw_example, want, &text_entry), CYAML_FIELD_END};
static const cyaml_schema_value_t example_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_example, example_fields)};

static const cyaml_schema_field_t rule_fields[] = {
    TEXT_FIELD("id", struct raw_rule, id),
    TEXT_FIELD("table", struct raw_rule, table),
    LIST_FIELD("zones", struct raw_rule, zones, &text_entry),
    TEXT_FIELD("view", struct raw_rule, view),
    TEXT_FIELD("pattern", struct raw_rule, pattern),
    TEXT_FIELD("heads", struct raw_rule, heads),
    TEXT_FIELD("under", struct raw_rule, under),
    TEXT_FIELD("sure", struct raw_rule, sure),
    LIST_FIELD("set", struct raw_rule, set, &set_entry),
    LIST_FIELD("groups", struct raw_rule, groups, &group_entry),
    LIST_FIELD("examples", struct raw_rule, examples, &example_entry),
    LIST_FIELD("counter_examples", struct raw_rule, counter_examples, &text_entry),
    CYAML_FIELD_END};
static const cyaml_schema_value_t rule_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_rule, rule_fields)};

static const cyaml_schema_field_t file_fields[] = {
    LIST_FIELD("define", struct raw_file, define, &define_entry),
    LIST_FIELD("gazetteers", struct raw_file, gazetteers, &gazetteer_entry_schema),
    LIST_FIELD("types", struct raw_file, types, &type_entry),
    LIST_FIELD("required", struct raw_file, required, &required_entry),
    LIST_FIELD("rules", struct raw_file, rules, &rule_entry),
    CYAML_FIELD_END};
static const cyaml_schema_value_t file_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_file, file_fields)};

/* libcyaml says what is wrong through its log only: the error first, then the way to
 * it, each step as "in mapping field 'x' (line: 3, column: 5)". */
struct said {
    struct str message;
    int line_no;
    struct arena *arena;
};

static void listen(cyaml_log_t level, void *said_, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

static void listen(cyaml_log_t level, void *said_, const char *format, va_list args)
{
    struct said *said = said_;
    char text[512];
    const char *line;
    int line_no = 0;

    if (level < CYAML_LOG_ERROR) {
        return;
    }
    vsnprintf(text, sizeof text, format, args);
    if (said->message.len == 0) {
        struct str message = str_trim(str_from_c(text));

        if (str_starts(message, STR("Load: "))) {
            message = str_from(message, 6);
        }
        said->message = str_copy(said->arena, message);
    }
    line = strstr(text, "line: ");
    for (const char *at = line ? line + 6 : ""; *at >= '0' && *at <= '9'; at++) {
        line_no = line_no < 10000000 ? line_no * 10 + (*at - '0') : line_no;
    }
    if (said->line_no == 0) {
        said->line_no = line_no;
    }
}

static cyaml_config_t config_with(struct said *said)
{
    /* Unknown keys have been reported, with their lines, by rules_lines(). */
    unsigned flags = CYAML_CFG_NO_ALIAS | CYAML_CFG_IGNORE_UNKNOWN_KEYS;

    return (cyaml_config_t){
        .log_fn = listen,
        .log_ctx = said,
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = cyaml_mem,
        .flags = (cyaml_cfg_flags_t)flags,
    };
}

struct raw_file *raw_file_load(struct rule_file *file)
{
    struct said said = {.arena = file->arena};
    cyaml_config_t config = config_with(&said);
    struct raw_file *raw = NULL;
    cyaml_err_t error =
        cyaml_load_data((const uint8_t *)file->bytes.ptr, file->bytes.len, &config,
                        &file_schema, (cyaml_data_t **)&raw, NULL);

    if (error != CYAML_OK) {
        rule_fault_add(file, said.line_no, STR(""),
                       said.message.len > 0 ? said.message
                                            : str_from_c(cyaml_strerror(error)));
        return NULL;
    }
    return raw;
}

void raw_file_drop(struct raw_file *raw)
{
    struct said said = {0}; /* freeing says nothing at this level */
    cyaml_config_t config = config_with(&said);

    cyaml_free(&config, &file_schema, raw, 0);
}
