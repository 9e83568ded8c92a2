/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The output contract's tables and columns, once: rules name them, rows write them. A
 * column may be added at the end; none is renamed, moved or dropped. */
#ifndef VANTHU_TABLES_H
#define VANTHU_TABLES_H

#include "str.h"

enum table {
    TABLE_DOCUMENTS,
    TABLE_REFERENCES,
    TABLE_DEADLINES,
    TABLE_CAMPAIGNS,
    TABLE_RECIPIENTS,
    TABLE_FINDINGS,
    TABLE_FIELDS,
    TABLE_FILES,               /* so many are written to OUT */
    TABLE_PARTS = TABLE_FILES, /* one column `part`: a required part is there */
    TABLE_NOTHING, /* claims its text for no table: what must not be taken for a value
                    */
    TABLES
};

enum { MAX_COLUMNS = 22 };

struct table_form {
    const char *name; /* "documents"; the file is name.csv */
    const char *columns[MAX_COLUMNS];
    size_t columns_len;
};
extern const struct table_form table_forms[TABLES];

/* The index of a column by name; -1 when the table has none of this name. */
int table_column(enum table table, struct str name);
/* TABLES when there is none of this name. */
enum table table_by_name(struct str name);

#endif
