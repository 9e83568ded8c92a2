/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal_desk.h"

#include "arena.h"
#include "bounds.h"
#include "journal_parts.h"
#include "wire.h"

#define LAST_RUN "(SELECT max(id) FROM run)"
/* A page of 50,000 words; a text of 50,000 pages. */
#define MOST_WORDS_BYTES (16 * MIB)
#define MOST_TEXT_BYTES  (256 * MIB)

static enum status prepare(struct journal *journal, const char *text,
                           sqlite3_stmt **out, struct err *err)
{
    *out = NULL;
    return sqlite3_prepare_v2(journal->db, text, -1, out, NULL) == SQLITE_OK
               ? STATUS_OK
               : journal_fail(journal, err);
}

bool journal_sheet(struct journal *journal, int64_t content_id, int page_no,
                   struct sheet *out)
{
    struct arena arena = arena_make(4 * MOST_WORDS_BYTES);
    struct packing packing = {NULL, NULL};
    sqlite3_stmt *sql;
    struct err err;
    struct words words;
    struct str bytes;
    bool found = false;

    if (prepare(journal, "SELECT words FROM page WHERE content=?1 AND no=?2 AND lost=0",
                &sql, &err) == STATUS_OK) {
        sqlite3_bind_int64(sql, 1, content_id);
        sqlite3_bind_int(sql, 2, page_no);
        found = sqlite3_step(sql) == SQLITE_ROW &&
                unpack(&packing, sql_text(sql, 0), MOST_WORDS_BYTES, &arena, &bytes) &&
                words_unpack(bytes, &arena, &words);
    }
    if (found) {
        *out = words.sheet;
    }
    sqlite3_finalize(sql);
    packing_drop(&packing);
    arena_drop(&arena);
    return found;
}

struct str journal_text_of(struct journal *journal, int64_t content_id, int part_no,
                           struct arena *arena)
{
    struct packing packing = {NULL, NULL};
    sqlite3_stmt *sql;
    struct err err;
    struct str text = STR("");

    if (prepare(journal, "SELECT text FROM part WHERE content=?1 AND no=?2", &sql,
                &err) == STATUS_OK) {
        sqlite3_bind_int64(sql, 1, content_id);
        sqlite3_bind_int(sql, 2, part_no);
        if (sqlite3_step(sql) != SQLITE_ROW ||
            !unpack(&packing, sql_text(sql, 0), MOST_TEXT_BYTES, arena, &text)) {
            text = STR("");
        }
    }
    sqlite3_finalize(sql);
    packing_drop(&packing);
    return text;
}

enum status journal_state(struct journal *journal, struct journal_state *out,
                          struct err *err)
{
    sqlite3_stmt *sql;
    int64_t numbers[2] = {0};
    enum status status = prepare(journal,
                                 "SELECT (SELECT max(no) FROM made),"
                                 " (SELECT max(id) FROM run WHERE ended IS NOT NULL)",
                                 &sql, err);

    if (status == STATUS_OK) {
        status = journal_numbers(journal, sql, numbers, 2, err);
    }
    sqlite3_finalize(sql);
    *out = (struct journal_state){numbers[0], numbers[1]};
    return status;
}

enum status journal_made_since(struct journal *journal, int64_t made,
                               void (*each)(void *owner, struct str document),
                               void *owner, struct err *err)
{
    sqlite3_stmt *sql;
    enum status status = prepare(journal,
                                 "SELECT d.document FROM made m JOIN documents d"
                                 " ON d.content=m.content WHERE m.no > ?1",
                                 &sql, err);

    if (status == STATUS_OK) {
        sqlite3_bind_int64(sql, 1, made);
        while (journal_next(journal, sql, &status, err)) {
            each(owner, sql_text(sql, 0));
        }
    }
    sqlite3_finalize(sql);
    return status;
}

enum status journal_each_document(struct journal *journal,
                                  void (*each)(void *owner, struct str document,
                                               struct str source),
                                  void *owner, struct err *err)
{
    /* stands_for: "SHA256 PATH" */
    static const char text[] =
        "SELECT d.document, CASE WHEN length(c.stands_for) > 65 THEN"
        " substr(c.stands_for, 66) ELSE f.first END || ifnull(p.range, '')"
        " FROM (SELECT content, min(path) AS first FROM file WHERE run=" LAST_RUN
        " AND content IS NOT NULL GROUP BY content) f"
        " JOIN content c ON c.id=f.content JOIN documents d ON d.content=f.content"
        " LEFT JOIN part p ON p.content=d.content AND p.no=d.part";
    sqlite3_stmt *sql;
    enum status status = prepare(journal, text, &sql, err);

    while (status == STATUS_OK && journal_next(journal, sql, &status, err)) {
        each(owner, sql_text(sql, 0), sql_text(sql, 1));
    }
    sqlite3_finalize(sql);
    return status;
}
