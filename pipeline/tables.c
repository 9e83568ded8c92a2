/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tables.h"

const struct table_form table_forms[TABLES] = {
    [TABLE_DOCUMENTS] = {"documents",
                         {"document",     "source",        "sha256",     "pages",
                          "type",         "code",          "date",       "place",
                          "issuer",       "parent_issuer", "title",      "signing_mode",
                          "signer_title", "signer",        "urgency",    "secrecy",
                          "missing",      "status",        "confidence", "reason",
                          "corrected",    "reviewed"},
                         22},
    [TABLE_REFERENCES] = {"references",
                          {"document", "source", "page", "relation", "type", "code",
                           "date", "issuer", "name", "text", "confidence", "left",
                           "top", "right", "bottom", "corrected"},
                          16},
    [TABLE_DEADLINES] = {"deadlines",
                         {"document", "source", "page", "kind", "from", "due",
                          "recurrence", "actor", "task", "text", "confidence", "left",
                          "top", "right", "bottom", "corrected"},
                         16},
    [TABLE_CAMPAIGNS] = {"campaigns",
                         {"document", "source", "page", "kind", "name", "text",
                          "confidence", "left", "top", "right", "bottom", "corrected"},
                         12},
    [TABLE_RECIPIENTS] = {"recipients",
                          {"document", "source", "page", "position", "recipient",
                           "note", "copies", "filing", "confidence", "left", "top",
                           "right", "bottom", "corrected"},
                          14},
    [TABLE_FINDINGS] = {"findings",
                        {"document", "source", "page", "severity", "check", "message"},
                        6},
    [TABLE_FIELDS] = {"fields",
                      {"document", "source", "page", "field", "value", "confidence",
                       "others", "left", "top", "right", "bottom", "corrected"},
                      12},
    [TABLE_PARTS] = {"parts", {"part"}, 1},
    [TABLE_NOTHING] = {"nothing", {0}, 0},
};

int table_column(enum table table, struct str name)
{
    for (size_t i = 0; i < table_forms[table].columns_len; i++) {
        if (str_eq(str_from_c(table_forms[table].columns[i]), name)) {
            return (int)i;
        }
    }
    return -1;
}

enum table table_by_name(struct str name)
{
    for (size_t i = 0; i < TABLES; i++) {
        if (str_eq(str_from_c(table_forms[i].name), name)) {
            return (enum table)i;
        }
    }
    return TABLES;
}
