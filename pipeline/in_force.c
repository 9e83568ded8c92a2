/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "in_force.h"

#include "arena.h"
#include "yaml_log.h"

struct raw_expiry {
    char *code, *last_day, *replaced_by, *source;
};
struct raw_list {
    struct raw_expiry *ended;
    unsigned ended_count;
};

static const cyaml_schema_field_t expiry_fields[] = {
    CYAML_FIELD_STRING_PTR("code", CYAML_FLAG_POINTER, struct raw_expiry, code, 1, 60),
    CYAML_FIELD_STRING_PTR("last_day", CYAML_FLAG_POINTER, struct raw_expiry, last_day,
                           10, 10),
    CYAML_FIELD_STRING_PTR("replaced_by", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                           struct raw_expiry, replaced_by, 0, 100),
    CYAML_FIELD_STRING_PTR("source", CYAML_FLAG_POINTER, struct raw_expiry, source, 1,
                           300),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t expiry_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_expiry, expiry_fields)};
static const cyaml_schema_field_t list_fields[] = {
    CYAML_FIELD_SEQUENCE("ended", CYAML_FLAG_POINTER, struct raw_list, ended,
                         &expiry_entry, 0, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t list_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_list, list_fields)};

enum status expiries_read(struct str path, struct arena *arena, struct expiries *out,
                          struct err *err)
{
    struct yaml_log log = {0};
    const cyaml_config_t config = yaml_config(&log);
    struct raw_list *raw = NULL;
    enum status status = STATUS_OK;
    cyaml_err_t result =
        cyaml_load_file(path.ptr, &config, &list_schema, (cyaml_data_t **)&raw, NULL);

    *out = (struct expiries){NULL, 0};
    if (result != CYAML_OK) {
        log.text[log.first_len] = '\0';
        return err_set(err, STATUS_RULES, 0, "%s: %s", path.ptr,
                       log.first_len > 0 ? log.text : cyaml_strerror(result));
    }
    if (!raw) { /* libcyaml takes an empty file for an empty answer */
        return err_set(err, STATUS_RULES, 0,
                       "%s: is empty; a list without entries is `ended: []`", path.ptr);
    }
    out->at = ARENA_ARRAY(arena, struct expiry, raw->ended_count + 1);
    for (unsigned i = 0; i < raw->ended_count && status == STATUS_OK; i++) {
        const struct raw_expiry *from = &raw->ended[i];

        if (!str_is_date(str_from_c(from->last_day))) {
            status = err_set(err, STATUS_RULES, 0,
                             "%s: entry %u (%s): last_day wants a date such as "
                             "2023-12-31, not '%s'",
                             path.ptr, i + 1, from->code, from->last_day);
        }
        out->at[out->len++] = (struct expiry){
            .code = str_copy(arena, str_from_c(from->code)),
            .last_day = str_copy(arena, str_from_c(from->last_day)),
            .replaced_by = str_copy(arena, str_from_c(from->replaced_by)),
            .source = str_copy(arena, str_from_c(from->source))};
    }
    cyaml_free(&config, &list_schema, raw, 0);
    return status;
}

const struct expiry *expiry_of(const struct expiries *expiries, struct str code,
                               struct str date)
{
    for (size_t i = 0; i < expiries->len; i++) {
        if (date.len == 10 && str_eq(expiries->at[i].code, code) &&
            str_cmp(expiries->at[i].last_day, date) < 0) {
            return &expiries->at[i];
        }
    }
    return NULL;
}
