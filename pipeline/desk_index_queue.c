/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is asked of the index. */
#include "arena.h"
#include "desk_index_parts.h"
#include "desk_search.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

enum { QUERY_BYTES = 4 * 1024 * 1024, MOST_VALUES = 16, MOST_DUTIES = 5000 };

#define ROW_COLUMNS                                                                    \
    "d.document, d.source, d.code, d.date, d.type, d.issuer, d.title, d.signer,"       \
    " d.status, d.missing, d.confidence, d.risk, d.doubts, d.reviewed, d.content,"     \
    " d.part"

static struct index_row row_of(sqlite3_stmt *sql)
{
    return (struct index_row){.document = sql_text(sql, 0),
                              .source = sql_text(sql, 1),
                              .code = sql_text(sql, 2),
                              .date = sql_text(sql, 3),
                              .type = sql_text(sql, 4),
                              .issuer = sql_text(sql, 5),
                              .title = sql_text(sql, 6),
                              .signer = sql_text(sql, 7),
                              .status = sql_text(sql, 8),
                              .missing = sql_text(sql, 9),
                              .confidence = sqlite3_column_double(sql, 10),
                              .risk = sqlite3_column_double(sql, 11),
                              .doubts = sqlite3_column_int(sql, 12),
                              .is_reviewed = sqlite3_column_int(sql, 13) != 0,
                              .content_id = sqlite3_column_int64(sql, 14),
                              .part_no = sqlite3_column_int(sql, 15)};
}

/* A WHERE clause and the values of its marks: what was typed is never part of SQL. */
struct where {
    struct strbuf sql;
    struct str values[MOST_VALUES];
    size_t len;
};

static void where_add(struct where *where, const char *condition, struct str value)
{
    if (where->len < MOST_VALUES) {
        strbuf_printf(&where->sql, " AND %s", condition);
        where->values[where->len++] = value;
    }
}

static struct where where_of(const struct index_query *query, struct arena *arena)
{
    struct where where = {.sql = {.arena = arena}};
    struct str match = search_match(query->words, arena);

    strbuf_printf(&where.sql, " WHERE %s",
                  query->reviewed < 0    ? "1"
                  : query->reviewed == 0 ? "d.reviewed=0"
                                         : "d.reviewed=1");
    if (query->status.len > 0) {
        where_add(&where, "d.status=?", query->status);
    }
    if (query->type.len > 0) {
        where_add(&where, "d.type=?", query->type);
    }
    if (str_eq(query->missing, STR("*"))) {
        where_add(&where, "d.missing<>?", STR(""));
    } else if (query->missing.len > 0) {
        where_add(&where,
                  "d.id IN (SELECT doc FROM mark WHERE kind='missing' AND value=?)",
                  query->missing);
    }
    if (query->check.len > 0) {
        where_add(&where,
                  "d.id IN (SELECT doc FROM mark WHERE kind='check' AND value=?)",
                  query->check);
    }
    if (query->month.len > 0) {
        where_add(&where, "substr(d.date, 1, 7)=?", query->month);
    }
    if (query->issuer.len > 0) {
        where_add(&where, "instr(d.issuer_key, ?) > 0",
                  fold(query->issuer, arena, NULL));
    }
    if (match.len > 0) {
        where_add(&where, "d.text IN (SELECT rowid FROM texts WHERE texts MATCH ?)",
                  match);
    }
    return where;
}

static sqlite3_stmt *asked(struct desk_index *index, struct arena *arena,
                           const char *what, const struct where *where,
                           const char *after)
{
    sqlite3_stmt *sql =
        sql_prepare(index->db, str_printf(arena, "SELECT %s FROM doc d%.*s%s", what,
                                          STR_ARG(strbuf_str(&where->sql)), after)
                                   .ptr);

    for (size_t i = 0; sql && i < where->len; i++) {
        sql_bind(sql, (int)i + 1, where->values[i]);
    }
    return sql;
}

static bool count(sqlite3_stmt *sql, int64_t *total)
{
    bool counted = sql && sqlite3_step(sql) == SQLITE_ROW;

    *total = counted ? sqlite3_column_int64(sql, 0) : 0;
    sqlite3_finalize(sql);
    return counted;
}

enum status index_queue(struct desk_index *index, const struct index_query *query,
                        index_taker *take, void *owner, int64_t *total, struct err *err)
{
    static const char *const orders[ORDERS] = {
        [ORDER_RISK] = "d.reviewed, d.risk DESC, d.source",
        [ORDER_DATE] = "d.reviewed, d.date DESC, d.source",
        [ORDER_PATH] = "d.reviewed, d.source"};
    /* of both kinds together the order by `reviewed` first would part them */
    const char *order = orders[query->order] + (query->reviewed < 0 ? 12 : 0);
    struct arena arena = arena_make(QUERY_BYTES);
    struct where where = where_of(query, &arena);
    bool counted = count(asked(index, &arena, "count(*)", &where, ""), total);
    sqlite3_stmt *sql = asked(index, &arena, ROW_COLUMNS, &where,
                              str_printf(&arena, " ORDER BY %s LIMIT %d OFFSET %d",
                                         order, query->limit, query->offset)
                                  .ptr);
    int step;

    for (step = sql ? sqlite3_step(sql) : SQLITE_ERROR; step == SQLITE_ROW;
         step = sqlite3_step(sql)) {
        struct index_row row = row_of(sql);

        take(owner, &row);
    }
    sqlite3_finalize(sql);
    arena_drop(&arena);
    return counted && step == SQLITE_DONE ? STATUS_OK : index_fail(index, err);
}

struct str index_next(struct desk_index *index, struct str document,
                      struct arena *arena)
{
    /* of one risk by path; a document that is reviewed now had a place in it before */
    sqlite3_stmt *sql = sql_prepare(
        index->db, "SELECT d.document FROM doc h JOIN doc d ON d.reviewed=0 AND"
                   " d.document<>h.document AND (d.risk < h.risk OR (d.risk=h.risk AND"
                   " d.source > h.source)) WHERE h.document=?1"
                   " ORDER BY d.risk DESC, d.source LIMIT 1");
    struct str next = STR("");

    if (sql) {
        sql_bind(sql, 1, document);
        if (sqlite3_step(sql) == SQLITE_ROW) {
            next = str_copy(arena, sql_text(sql, 0));
        }
    }
    sqlite3_finalize(sql);
    return next;
}

/* --- numbers --- */

static const char *const counting[COUNTS] = {
    [COUNT_STATUS] = "SELECT status, count(*), 0, 0 FROM doc GROUP BY status",
    [COUNT_REVIEWED] =
        "SELECT CAST(reviewed AS TEXT), count(*), 0, 0 FROM doc GROUP BY reviewed",
    [COUNT_ISSUER] =
        "SELECT issuer, count(*) AS n, sum(status='review'), sum(missing<>'')"
        " FROM doc GROUP BY issuer ORDER BY n DESC, issuer LIMIT 100",
    [COUNT_TYPE] = "SELECT type, count(*) AS n, 0, 0 FROM doc GROUP BY type"
                   " ORDER BY n DESC, type LIMIT 100",
    [COUNT_MONTH] = "SELECT substr(date, 1, 7) AS month, count(*), 0, 0 FROM doc"
                    " WHERE length(date)=10 GROUP BY month ORDER BY month",
    [COUNT_MISSING] = "SELECT value, count(*) AS n, 0, 0 FROM mark WHERE kind='missing'"
                      " GROUP BY value ORDER BY n DESC, value",
    [COUNT_CHECK] = "SELECT value, count(*) AS n, 0, 0 FROM mark WHERE kind='check'"
                    " GROUP BY value ORDER BY n DESC, value",
    [COUNT_DUTY_MONTH] = "SELECT substr(day, 1, 7) AS month, count(*), 0, 0 FROM duty"
                         " GROUP BY month ORDER BY month",
};

enum status index_counts(struct desk_index *index, enum index_count what,
                         count_taker *take, void *owner, struct err *err)
{
    sqlite3_stmt *sql = sql_prepare(index->db, counting[what]);
    int step;

    for (step = sql ? sqlite3_step(sql) : SQLITE_ERROR; step == SQLITE_ROW;
         step = sqlite3_step(sql)) {
        int64_t numbers[3] = {sqlite3_column_int64(sql, 1),
                              sqlite3_column_int64(sql, 2),
                              sqlite3_column_int64(sql, 3)};

        take(owner, sql_text(sql, 0), numbers);
    }
    sqlite3_finalize(sql);
    return step == SQLITE_DONE ? STATUS_OK : index_fail(index, err);
}

enum status index_duties(struct desk_index *index, struct str month,
                         void (*take)(void *owner, const struct index_duty *duty),
                         void *owner, struct err *err)
{
    sqlite3_stmt *sql = sql_prepare(
        index->db,
        "SELECT y.day, d.document, d.code, y.actor, y.task, y.kind FROM duty y"
        " JOIN doc d ON d.id=y.doc WHERE y.day >= ?1 || '-00' AND"
        " y.day <= ?1 || '-99' ORDER BY y.day, d.source LIMIT ?2");
    int step;

    if (!sql) {
        return index_fail(index, err);
    }
    sql_bind(sql, 1, month);
    sqlite3_bind_int(sql, 2, MOST_DUTIES);
    for (step = sqlite3_step(sql); step == SQLITE_ROW; step = sqlite3_step(sql)) {
        struct index_duty duty = {sql_text(sql, 0), sql_text(sql, 1), sql_text(sql, 2),
                                  sql_text(sql, 3), sql_text(sql, 4), sql_text(sql, 5)};

        take(owner, &duty);
    }
    sqlite3_finalize(sql);
    return step == SQLITE_DONE ? STATUS_OK : index_fail(index, err);
}
