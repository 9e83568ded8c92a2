/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql.h"

void sql_bind(sqlite3_stmt *sql, int at, struct str text)
{
    sqlite3_bind_text64(sql, at, text.len > 0 ? text.ptr : "", text.len, SQLITE_STATIC,
                        SQLITE_UTF8);
}

struct str sql_text(sqlite3_stmt *sql, int column)
{
    const void *bytes = sqlite3_column_blob(sql, column);

    return (struct str){bytes ? bytes : "", (size_t)sqlite3_column_bytes(sql, column)};
}

sqlite3_stmt *sql_prepare(sqlite3 *db, const char *text)
{
    sqlite3_stmt *made = NULL;

    (void)sqlite3_prepare_v2(db, text, -1, &made, NULL);
    return made;
}
