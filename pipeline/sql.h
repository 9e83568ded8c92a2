/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts into SQLite's statements and out of them; for the files of the three databases
 * (journal, review, index) alone. */
#ifndef VANTHU_SQL_H
#define VANTHU_SQL_H

#include "str.h"

#include <sqlite3.h>

/* The bytes have to stay until the statement has run. */
void sql_bind(sqlite3_stmt *sql, int at, struct str text);
/* Until the next step. */
struct str sql_text(sqlite3_stmt *sql, int column);
/* To be finalized; NULL after a failure, which the database words. */
sqlite3_stmt *sql_prepare(sqlite3 *db, const char *text);

#endif
