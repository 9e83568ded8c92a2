/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the index has of one document. */
#include "arena.h"
#include "desk_index_parts.h"
#include "fold.h"
#include "journal_desk.h"
#include "reviewed.h"
#include "sha256.h"
#include "text.h"

#include <stdlib.h>

enum { DOCUMENT_BYTES = 512 * 1024 * 1024, HEADER_VALUES = 10, LOOKED_AT_FIRST = 1000 };

/* What is gathered of one document before it is put. */
struct gathered {
    struct reviewed_document document;
    struct journal_document origin;
    struct arena *arena;
    struct str checks[64];
    size_t checks_len;
    double risk;
    int doubts;
};

static struct str own(const struct gathered *gathered, const char *column)
{
    const struct reviewed_row *row = &gathered->document.at[0];

    return gathered->document.len > 0 && row->table == TABLE_DOCUMENTS
               ? row->cells[table_column(TABLE_DOCUMENTS, str_from_c(column))]
               : STR("");
}

static double number_of(struct str cell)
{
    char text[32];

    snprintf(text, sizeof text, "%.*s", STR_ARG(cell));
    return strtod(text, NULL);
}

static void take_finding(void *owner, enum table table, const struct str *cells,
                         size_t len)
{
    struct gathered *gathered = owner;
    struct str severity = cells[table_column(table, STR("severity"))];

    (void)len;
    if (str_eq(severity, STR("info"))) {
        return;
    }
    gathered->risk += str_eq(severity, STR("error")) ? 1 : 0.5;
    if (gathered->checks_len < sizeof gathered->checks / sizeof *gathered->checks) {
        gathered->checks[gathered->checks_len++] =
            str_copy(gathered->arena, cells[table_column(table, STR("check"))]);
    }
}

static void weigh_row(struct gathered *gathered, const struct reviewed_row *row)
{
    double wrong, confidence;

    if (row->table == TABLE_DOCUMENTS || row->table == TABLE_FINDINGS ||
        row->state == STATE_REMOVED) {
        return;
    }
    confidence = number_of(row->cells[table_column(row->table, STR("confidence"))]);
    if (row->table == TABLE_FIELDS &&
        row->cells[table_column(TABLE_FIELDS, STR("value"))].len == 0) {
        return; /* a missing part counts by itself */
    }
    wrong = confidence < 0 ? 1 : confidence > 1 ? 0 : 1 - confidence;
    gathered->risk += (row->table == TABLE_FIELDS ? 1 : 0.25) * wrong;
    gathered->doubts += confidence < (double)REVIEW_CONF;
}

/* desk_index.h has the formula. */
static void weigh(struct gathered *gathered)
{
    struct str status = own(gathered, "status"), missing = own(gathered, "missing");

    for (size_t i = 0; i < gathered->document.len; i++) {
        weigh_row(gathered, &gathered->document.at[i]);
    }
    while (missing.len > 0) {
        gathered->risk += str_cut(&missing, ' ').len > 0;
    }
    if (str_eq(status, STR("failed"))) {
        gathered->risk += HEADER_VALUES;
    }
    if (!str_eq(status, STR("ok"))) {
        gathered->risk += LOOKED_AT_FIRST;
    }
}

/* --- putting --- */

/* Runs a statement with a document's number and up to four texts. */
static enum status put(struct desk_index *index, const char *text, int64_t doc,
                       const struct str *values, size_t len)
{
    sqlite3_stmt *sql = sql_prepare(index->db, text);
    bool done = false;

    if (sql) {
        sqlite3_bind_int64(sql, 1, doc);
        for (size_t i = 0; i < len; i++) {
            sql_bind(sql, (int)i + 2, values[i]);
        }
        done = sqlite3_step(sql) == SQLITE_DONE;
    }
    sqlite3_finalize(sql);
    return done ? STATUS_OK : STATUS_OUTPUT;
}

/* The row that is there: its number and its text's. */
struct before {
    int64_t doc, text;
    struct str text_hash;
};

static struct before find(struct desk_index *index, struct str document,
                          struct arena *arena)
{
    sqlite3_stmt *sql =
        sql_prepare(index->db, "SELECT id, text, text_hash FROM doc WHERE document=?1");
    struct before before = {.text_hash = STR("")};

    if (sql) {
        sql_bind(sql, 1, document);
    }
    if (sql && sqlite3_step(sql) == SQLITE_ROW) {
        before =
            (struct before){sqlite3_column_int64(sql, 0), sqlite3_column_int64(sql, 1),
                            str_copy(arena, sql_text(sql, 2))};
    }
    sqlite3_finalize(sql);
    return before;
}

static enum status forget(struct desk_index *index, int64_t doc)
{
    return doc == 0 || (put(index, "DELETE FROM mark WHERE doc=?1", doc, NULL, 0) ==
                            STATUS_OK &&
                        put(index, "DELETE FROM duty WHERE doc=?1", doc, NULL, 0) ==
                            STATUS_OK &&
                        put(index, "DELETE FROM doc WHERE id=?1", doc, NULL, 0) ==
                            STATUS_OK)
               ? STATUS_OK
               : STATUS_OUTPUT;
}

/* What is searched: the text, and the values that people corrected in it. */
static struct str searched(const struct gathered *gathered, struct journal *journal)
{
    static const char *const columns[] = {"code",  "type",         "issuer",
                                          "title", "signer_title", "signer"};
    struct strbuf all = {.arena = gathered->arena};

    strbuf_add(&all, journal_text_of(journal, gathered->origin.content_id,
                                     gathered->origin.part_no, gathered->arena));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        strbuf_printf(&all, "\n\n%.*s", STR_ARG(own(gathered, columns[i])));
    }
    return strbuf_str(&all);
}

static enum status put_text(struct desk_index *index, const struct gathered *gathered,
                            struct str text, int64_t *number, struct err *err)
{
    struct str values[] = {tone_key(text, gathered->arena),
                           fold(text, gathered->arena, NULL)};
    enum status status;

    *number = index_number(index, "text") + 1;
    status = index_keep(index, "text", *number, err);
    if (status == STATUS_OK &&
        put(index, "INSERT INTO texts(rowid, plain, folded) VALUES(?1, ?2, ?3)",
            *number, values, 2) != STATUS_OK) {
        status = index_fail(index, err);
    }
    return status;
}

static enum status put_doc(struct desk_index *index, const struct gathered *gathered,
                           const struct before *text, int64_t *doc)
{
    static const char insert[] =
        "INSERT INTO doc(document, content, part, source, code, date, type, issuer,"
        " title, signer, status, missing, confidence, risk, doubts, reviewed,"
        " issuer_key, text, text_hash) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,"
        "?13,?14,?15,?16,?17,?18,?19)";
    static const char *const columns[] = {"code",  "date",   "type",   "issuer",
                                          "title", "signer", "status", "missing"};
    sqlite3_stmt *sql = sql_prepare(index->db, insert);
    bool done = false;

    if (sql) {
        sql_bind(sql, 1, gathered->document.document);
        sqlite3_bind_int64(sql, 2, gathered->origin.content_id);
        sqlite3_bind_int(sql, 3, gathered->origin.part_no);
        sql_bind(sql, 4, gathered->origin.source);
        for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
            sql_bind(sql, 5 + (int)i, own(gathered, columns[i]));
        }
        sqlite3_bind_double(sql, 13, number_of(own(gathered, "confidence")));
        sqlite3_bind_double(sql, 14, gathered->risk);
        sqlite3_bind_int(sql, 15, gathered->doubts);
        sqlite3_bind_int(sql, 16, gathered->document.is_done);
        sql_bind(sql, 17, fold(own(gathered, "issuer"), gathered->arena, NULL));
        sqlite3_bind_int64(sql, 18, text->text);
        sql_bind(sql, 19, text->text_hash);
        done = sqlite3_step(sql) == SQLITE_DONE;
    }
    sqlite3_finalize(sql);
    *doc = sqlite3_last_insert_rowid(index->db);
    return done ? STATUS_OK : STATUS_OUTPUT;
}

static enum status put_marks(struct desk_index *index, const struct gathered *gathered,
                             int64_t doc)
{
    static const char insert[] =
        "INSERT OR IGNORE INTO mark(doc, kind, value) VALUES(?1, ?2, ?3)";
    struct str missing = own(gathered, "missing");
    enum status status = STATUS_OK;

    while (missing.len > 0 && status == STATUS_OK) {
        struct str values[] = {STR("missing"), str_cut(&missing, ' ')};

        status = put(index, insert, doc, values, 2);
    }
    for (size_t i = 0; i < gathered->checks_len && status == STATUS_OK; i++) {
        struct str values[] = {STR("check"), gathered->checks[i]};

        status = put(index, insert, doc, values, 2);
    }
    return status;
}

static enum status put_duties(struct desk_index *index, const struct gathered *gathered,
                              int64_t doc)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < gathered->document.len && status == STATUS_OK; i++) {
        const struct reviewed_row *row = &gathered->document.at[i];

        if (row->table == TABLE_DEADLINES && row->state != STATE_REMOVED) {
            struct str values[] = {
                row->cells[table_column(TABLE_DEADLINES, STR("due"))],
                row->cells[table_column(TABLE_DEADLINES, STR("actor"))],
                row->cells[table_column(TABLE_DEADLINES, STR("task"))],
                row->cells[table_column(TABLE_DEADLINES, STR("kind"))]};

            if (values[0].len == 10) {
                status = put(index, "INSERT INTO duty VALUES(?1, ?2, ?3, ?4, ?5)", doc,
                             values, 4);
            }
        }
    }
    return status;
}

static enum status put_gathered(struct desk_index *index, struct gathered *gathered,
                                struct str text, struct err *err)
{
    struct before now = find(index, gathered->document.document, gathered->arena);
    int64_t doc = now.doc;
    char hash[65];
    enum status status = STATUS_OK;

    sha256_hex(text, hash);
    if (now.text == 0 || !str_eq(now.text_hash, str_from_c(hash))) {
        now.text_hash = str_from_c(hash);
        status = put_text(index, gathered, text, &now.text, err);
    }
    if (status == STATUS_OK && (forget(index, doc) != STATUS_OK ||
                                put_doc(index, gathered, &now, &doc) != STATUS_OK ||
                                put_marks(index, gathered, doc) != STATUS_OK ||
                                put_duties(index, gathered, doc) != STATUS_OK)) {
        status = index_fail(index, err);
    }
    return status;
}

enum status index_drop(struct desk_index *index, struct str document, struct err *err)
{
    struct arena arena = arena_make(1 << 16);
    struct before before = find(index, document, &arena);

    arena_drop(&arena);
    return forget(index, before.doc) == STATUS_OK ? STATUS_OK : index_fail(index, err);
}

enum status index_put(struct desk_index *index, struct journal *journal,
                      struct review *review, struct str document, struct err *err)
{
    struct arena arena = arena_make(DOCUMENT_BYTES);
    struct gathered gathered = {.arena = &arena};
    const struct row_sink sink = {.take = take_finding, .owner = &gathered};
    enum status status =
        journal_document(journal, document, &arena, &gathered.origin, err);

    if (status == STATUS_USAGE) { /* the last run has it no more */
        arena_drop(&arena);
        return index_drop(index, document, err);
    }
    if (status == STATUS_OK) {
        status = reviewed_document(journal, review, &gathered.origin, &arena,
                                   &gathered.document, err);
    }
    if (status == STATUS_OK) {
        status = journal_rows(journal, &gathered.origin, TABLE_FINDINGS, &sink, err);
    }
    if (status == STATUS_OK) {
        weigh(&gathered);
        status = put_gathered(index, &gathered, searched(&gathered, journal), err);
    }
    arena_drop(&arena);
    return status;
}
