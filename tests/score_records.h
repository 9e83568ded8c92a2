/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of a CSV table and items of a truth file, both as lists of named values. They
 * live in the arena. */
#ifndef VANTHU_SCORE_RECORDS_H
#define VANTHU_SCORE_RECORDS_H

#include "arena.h"
#include "str.h"

enum { MAX_CELLS = 24 };

struct record {
    struct str name[MAX_CELLS], value[MAX_CELLS];
    size_t len;
};

struct records {
    struct record *at;
    size_t len, cap;
};

/* Empty when there is none of this name. Blanks are trimmed and joined. */
struct str record_value(const struct record *record, struct str name);

/* The rows of a table, named by its first row. false: not readable, or not CSV. */
MUST_USE bool records_from_csv(const char *path, struct arena *arena,
                               struct records *out);
/* The items under `key` of a JSON or YAML file: a mapping gives one record, a list one
 * for each item; an item that is plain text is the value of "". false: not readable. */
MUST_USE bool records_from_yaml(const char *path, const char *key, struct arena *arena,
                                struct records *out);

#endif
