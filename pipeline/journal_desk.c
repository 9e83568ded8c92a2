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
    return sqlite3_prepare_v2(journal->db, text, -1, out, NULL) == SQLITE_OK
               ? STATUS_OK
               : journal_fail(journal, err);
}

static void take_origin(sqlite3_stmt *sql, struct arena *arena,
                        struct journal_origin *out)
{
    struct str key = journal_text(sql, 5);

    *out = (struct journal_origin){
        .content_id = sqlite3_column_int64(sql, 0),
        .part_no = sqlite3_column_int(sql, 1),
        .file = {.path = str_copy(arena, journal_text(sql, 2)),
                 .bytes = sqlite3_column_int64(sql, 3),
                 .changed_ns = sqlite3_column_int64(sql, 4)},
        .sha256 = key.len == 64 ? str_copy(arena, key) : STR(""),
        .is_dump = sqlite3_column_int(sql, 6) != 0,
        .pages_len = sqlite3_column_int(sql, 7),
        .range = str_copy(arena, journal_text(sql, 8)),
    };
}

#define ORIGIN_SQL                                                                     \
    "SELECT d.content, d.part, f.path, f.bytes, f.changed_ns, c.key,"                  \
    " c.stands_for IS NOT NULL, c.pages, p.range FROM documents d"                     \
    " JOIN content c ON c.id=d.content JOIN file f ON f.content=d.content"             \
    " LEFT JOIN part p ON p.content=d.content AND p.no=d.part"                         \
    " WHERE d.document=?1 AND f.run=" LAST_RUN
#define FIRST_ORIGIN " ORDER BY f.path LIMIT 1"

enum status journal_origin(struct journal *journal, struct str document,
                           int64_t content_id, struct arena *arena,
                           struct journal_origin *out, bool *found, struct err *err)
{
    sqlite3_stmt *sql = NULL;
    enum status status =
        prepare(journal,
                content_id > 0 ? ORIGIN_SQL " AND d.content=?2" FIRST_ORIGIN
                               : ORIGIN_SQL FIRST_ORIGIN,
                &sql, err);
    int step;

    *found = false;
    if (status != STATUS_OK) {
        return status;
    }
    journal_bind(sql, 1, document);
    if (content_id > 0) {
        sqlite3_bind_int64(sql, 2, content_id);
    }
    step = sqlite3_step(sql);
    if (step == SQLITE_ROW) {
        take_origin(sql, arena, out);
        *found = true;
    } else if (step != SQLITE_DONE) {
        status = journal_fail(journal, err);
    }
    sqlite3_finalize(sql);
    return status;
}

enum status journal_paths(struct journal *journal, int64_t content_id,
                          struct arena *arena, struct str **out, size_t *len,
                          struct err *err)
{
    sqlite3_stmt *sql = NULL;
    enum status status = prepare(
        journal,
        "SELECT path FROM file WHERE content=?1 AND run=" LAST_RUN " ORDER BY path",
        &sql, err);
    size_t cap = 0;

    *out = NULL;
    *len = 0;
    if (status != STATUS_OK) {
        return status;
    }
    sqlite3_bind_int64(sql, 1, content_id);
    while (journal_next(journal, sql, &status, err)) {
        *out = arena_grow(arena, *out, *len, &cap, sizeof **out);
        (*out)[(*len)++] = str_copy(arena, journal_text(sql, 0));
    }
    sqlite3_finalize(sql);
    return status;
}

bool journal_sheet(struct journal *journal, int64_t content_id, int page_no,
                   struct sheet *out)
{
    struct arena arena = arena_make(4 * MOST_WORDS_BYTES);
    struct packing packing = {NULL, NULL};
    sqlite3_stmt *sql = NULL;
    struct err err;
    struct words words;
    struct str bytes;
    bool found = false;

    if (prepare(journal, "SELECT words FROM page WHERE content=?1 AND no=?2 AND lost=0",
                &sql, &err) == STATUS_OK) {
        sqlite3_bind_int64(sql, 1, content_id);
        sqlite3_bind_int(sql, 2, page_no);
        found =
            sqlite3_step(sql) == SQLITE_ROW &&
            unpack(&packing, journal_text(sql, 0), MOST_WORDS_BYTES, &arena, &bytes) &&
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
    sqlite3_stmt *sql = NULL;
    struct err err;
    struct str text = STR("");

    if (prepare(journal, "SELECT text FROM part WHERE content=?1 AND no=?2", &sql,
                &err) == STATUS_OK) {
        sqlite3_bind_int64(sql, 1, content_id);
        sqlite3_bind_int(sql, 2, part_no);
        if (sqlite3_step(sql) != SQLITE_ROW ||
            !unpack(&packing, journal_text(sql, 0), MOST_TEXT_BYTES, arena, &text)) {
            text = STR("");
        }
    }
    sqlite3_finalize(sql);
    packing_drop(&packing);
    return text;
}
