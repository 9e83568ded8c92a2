/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tables are made of, and what stands in the journal. */
#include "journal_parts.h"

#include "arena.h"
#include "lang.h"

enum { TELLING_BYTES = 64 * 1024 * 1024, PART_COLUMN = 1, FIRST_CELL = 3 };

/* One file of the last run, while its rows are told. */
struct telling {
    struct journal *journal;
    enum table table;
    const struct row_sink *sink;
    struct arena arena;
    struct str path;
    struct str first;      /* the first file of the same content; itself mostly */
    struct str stands_for; /* of a dump of words, for its first file */
    int64_t content_id;
    enum lang lang; /* of the content's rows */
};

/* A document of the file, for what is said of the file as a twin. */
struct told_part {
    int no;
    struct str document, source;
};

static struct str source_of(struct telling *telling, struct str range)
{
    bool is_first = str_eq(telling->path, telling->first);
    struct str source =
        is_first && telling->stands_for.len > 0 ? telling->stands_for : telling->path;

    return range.len > 0 ? str_printf(&telling->arena, "%.*s%.*s", STR_ARG(source),
                                      STR_ARG(range))
                         : source;
}

/* The row that the statement stands on. */
static void tell_row(struct telling *telling, sqlite3_stmt *sql)
{
    struct str cells[MAX_COLUMNS];
    struct str range = journal_cells(sql, telling->table, cells);

    cells[table_column(telling->table, STR("source"))] = source_of(telling, range);
    telling->sink->take(telling->sink->owner, telling->table, cells,
                        table_forms[telling->table].columns_len);
}

static void tell_finding(struct telling *telling, struct str document,
                         struct str source, const struct finding *finding)
{
    struct document_id id = {.document = document, .source = source};

    row_from_finding(&id, finding, telling->sink);
}

static void tell_twin(struct telling *telling, const struct told_part *part)
{
    /* in the language of the rows beside it, whatever the program speaks now */
    struct str message =
        telling->lang == LANG_VI
            ? str_printf(&telling->arena, "cùng nội dung với %.*s; chỉ đọc một lần",
                         STR_ARG(telling->first))
            : str_printf(&telling->arena, "the same content as %.*s; read once",
                         STR_ARG(telling->first));
    struct finding twin = {
        .severity = SEVERITY_INFO, .check = "duplicate", .message = message};

    tell_finding(telling, part->document, part->source, &twin);
}

/* The documents of the file's content; a file that is no scan has none. */
static enum status list_parts(struct telling *telling, struct told_part **out,
                              size_t *len, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(telling->journal, SQL_PARTS);
    enum status status = STATUS_OK;
    size_t cap = 0;

    sqlite3_bind_int64(sql, 1, telling->content_id);
    while (journal_next(telling->journal, sql, &status, err)) {
        *out = arena_grow(&telling->arena, *out, *len, &cap, sizeof **out);
        (*out)[(*len)++] = (struct told_part){
            .no = sqlite3_column_int(sql, 0),
            .document = str_copy(&telling->arena, sql_text(sql, 1)),
            .source = str_copy(&telling->arena, source_of(telling, sql_text(sql, 2)))};
    }
    return status;
}

static void tell_begin(struct telling *telling, const struct told_part *part)
{
    if (telling->sink->begin) {
        telling->sink->begin(telling->sink->owner, part->document, part->source);
    }
}

/* The file's rows; findings of a twin end, document by document, with where it was
 * read.
 */
static enum status tell_rows(struct telling *telling, struct err *err)
{
    bool is_twin =
        telling->table == TABLE_FINDINGS && !str_eq(telling->path, telling->first);
    struct told_part *parts = NULL;
    size_t parts_len = 0, next = 0, begun = 0;
    enum status status = is_twin || telling->sink->begin
                             ? list_parts(telling, &parts, &parts_len, err)
                             : STATUS_OK;
    sqlite3_stmt *sql = journal_rows_of(telling->journal, telling->table);
    struct told_part last = {.document = STR("")};

    sqlite3_bind_int64(sql, 1, telling->content_id);
    while (status == STATUS_OK && journal_next(telling->journal, sql, &status, err)) {
        int part_no = sqlite3_column_int(sql, PART_COLUMN);

        while (is_twin && next < parts_len && parts[next].no < part_no) {
            tell_twin(telling, &parts[next++]);
        }
        while (begun < parts_len && parts[begun].no <= part_no) {
            tell_begin(telling, &parts[begun++]);
        }
        tell_row(telling, sql);
        last.document = is_twin ? str_copy(&telling->arena, sql_text(sql, FIRST_CELL))
                                : last.document;
    }
    for (; begun < parts_len; begun++) {
        tell_begin(telling, &parts[begun]);
    }
    for (; is_twin && next < parts_len; next++) {
        tell_twin(telling, &parts[next]);
    }
    if (is_twin && parts_len == 0) {
        last.source = telling->path;
        tell_twin(telling, &last);
    }
    return status;
}

static void find_first(struct telling *telling)
{
    sqlite3_stmt *sql = journal_sql(telling->journal, SQL_FIRST_FILE);

    telling->first = telling->path;
    sqlite3_bind_int64(sql, 1, telling->content_id);
    (void)journal_one_text(sql, &telling->arena, &telling->first);
}

static void tell_notice(struct telling *telling, sqlite3_stmt *files)
{
    struct finding finding = {.severity = (enum severity)sqlite3_column_int(files, 2),
                              .check =
                                  str_copy(&telling->arena, sql_text(files, 3)).ptr,
                              .message = sql_text(files, 4)};

    if (telling->table == TABLE_FINDINGS) {
        tell_finding(telling, STR(""), telling->path, &finding);
    }
}

enum status journal_each_row(struct journal *journal, enum table table,
                             const struct row_sink *sink, struct err *err)
{
    sqlite3_stmt *files = journal_sql(journal, SQL_FILES);
    enum status status = STATUS_OK;

    while (status == STATUS_OK && journal_next(journal, files, &status, err)) {
        struct telling telling = {.journal = journal,
                                  .table = table,
                                  .sink = sink,
                                  .arena = arena_make(TELLING_BYTES)};

        telling.path = str_copy(&telling.arena, sql_text(files, 0));
        telling.content_id = sqlite3_column_int64(files, 1);
        telling.lang =
            str_ends(sql_text(files, 6), STR(LANG_KEY_VI)) ? LANG_VI : LANG_EN;
        telling.stands_for = /* "SHA256 PATH" */
            str_copy(&telling.arena, str_from(sql_text(files, 5), 65));
        if (sqlite3_column_type(files, 1) == SQLITE_NULL) {
            tell_notice(&telling, files);
        } else {
            find_first(&telling);
            status = tell_rows(&telling, err);
        }
        arena_drop(&telling.arena);
    }
    journal_leave(files);
    return status;
}

enum status journal_each_text(struct journal *journal,
                              void (*each)(void *owner,
                                           const struct journal_part *part),
                              void *owner, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_TEXTS);
    enum status status = STATUS_OK;

    while (journal_next(journal, sql, &status, err)) {
        struct journal_part part = {.no = sqlite3_column_int(sql, 0),
                                    .document = sql_text(sql, 1),
                                    .range = sql_text(sql, 2),
                                    .pages_len = sqlite3_column_int(sql, 3),
                                    .text = sql_text(sql, 4)};

        each(owner, &part);
    }
    return status;
}

static enum status numbers_of(struct journal *journal, enum statement which,
                              int64_t *out, int len, struct err *err)
{
    return journal_numbers(journal, journal_sql(journal, which), out, len, err);
}

enum status journal_count(struct journal *journal, struct journal_counts *out,
                          struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_COUNT_CONTENTS);
    int64_t pages[2] = {0}, files[2] = {0}, run[4] = {0};
    enum status status = STATUS_OK;

    *out = (struct journal_counts){0};
    while (journal_next(journal, sql, &status, err)) {
        int state = sqlite3_column_int(sql, 0);

        if (state >= 0 && state <= CONTENT_SKIPPED) {
            out->files_by[state] = sqlite3_column_int64(sql, 1);
        }
    }
    if (status == STATUS_OK) {
        status = numbers_of(journal, SQL_COUNT_PAGES, pages, 2, err);
    }
    if (status == STATUS_OK) {
        status = numbers_of(journal, SQL_COUNT_FILES, files, 2, err);
    }
    if (status == STATUS_OK) {
        status = numbers_of(journal, SQL_COUNT_RUN, run, 4, err);
    }
    out->pages = pages[0];
    out->pages_lost = pages[1];
    out->files = files[0];
    out->twins = files[1];
    out->begun_s = run[0];
    out->ended_s = run[1];
    out->told_s = run[2];
    out->pages_done_before = run[3];
    return status;
}

enum status journal_check(struct journal *journal, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_CHECK);
    bool ran = sql && sqlite3_step(sql) == SQLITE_ROW;
    bool sound = ran && str_eq(sql_text(sql, 0), STR("ok"));

    journal_leave(sql);
    if (!ran) {
        return journal_fail(journal, err);
    }
    return sound ? STATUS_OK
                 : err_set(err, STATUS_OUTPUT, 0,
                           "%s: is damaged; take it away, and what was read is read "
                           "again",
                           journal->path);
}

enum status journal_each_content(struct journal *journal,
                                 void (*each)(void *owner,
                                              const struct content *content,
                                              int pages_due),
                                 void *owner, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_CONTENTS);
    enum status status = STATUS_OK;

    while (journal_next(journal, sql, &status, err)) {
        struct content content = {.id = sqlite3_column_int64(sql, 0),
                                  .state =
                                      (enum content_state)sqlite3_column_int(sql, 1),
                                  .pages_len = sqlite3_column_int(sql, 2)};

        each(owner, &content, sqlite3_column_int(sql, 3));
    }
    return status;
}

enum status journal_each_file(struct journal *journal,
                              void (*each)(void *owner,
                                           const struct journal_file *file),
                              void *owner, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_FILE_SIZES);
    enum status status = STATUS_OK;

    while (journal_next(journal, sql, &status, err)) {
        struct journal_file file = {.path = sql_text(sql, 0),
                                    .bytes = sqlite3_column_int64(sql, 1),
                                    .changed_ns = sqlite3_column_int64(sql, 2)};

        each(owner, &file);
    }
    return status;
}

enum status journal_each_source(struct journal *journal,
                                void (*each)(void *owner,
                                             const struct journal_source *of),
                                void *owner, struct err *err)
{
    sqlite3_stmt *sql = journal_sql(journal, SQL_SOURCES);
    int step;

    for (step = sql ? sqlite3_step(sql) : SQLITE_ERROR; step == SQLITE_ROW;
         step = sqlite3_step(sql)) {
        struct journal_source source = {
            .file = {.path = sql_text(sql, 0),
                     .bytes = sqlite3_column_int64(sql, 1),
                     .changed_ns = sqlite3_column_int64(sql, 2)},
            .content_id = sqlite3_column_int64(sql, 3),
            .state = (enum content_state)sqlite3_column_int(sql, 4),
            .is_dump = sqlite3_column_int(sql, 5) != 0};

        each(owner, &source);
    }
    if (sql) {
        sqlite3_reset(sql);
    }
    return step == SQLITE_DONE ? STATUS_OK : journal_fail(journal, err);
}
