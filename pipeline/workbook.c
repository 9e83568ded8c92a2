/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook.h"

#include "arena.h"
#include "labels.h"
#include "links.h"
#include "sheet.h"
#include "summary.h"
#include "tr.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Names of a hundred thousand documents' agencies, and the like. */
enum { SUMMARY_BYTES = 256 * 1024 * 1024 };

static const char *const sheet_names[TABLE_FILES] = {
    [TABLE_DOCUMENTS] = "Văn bản",   [TABLE_REFERENCES] = "Viện dẫn",
    [TABLE_DEADLINES] = "Thời hạn",  [TABLE_CAMPAIGNS] = "Phong trào",
    [TABLE_RECIPIENTS] = "Nơi nhận", [TABLE_FINDINGS] = "Cần xem lại",
    [TABLE_FIELDS] = "Giá trị",
};

/* How a column of the contract looks; by default short text. */
static struct sheet_column form_of(const char *column, enum lang lang)
{
    static const struct {
        const char *name;
        enum cell_kind kind;
        int width;
        bool hidden;
    } forms[] = {
        {"document", CELL_TEXT, 18, true},      {"source", CELL_TEXT, 30, false},
        {"sha256", CELL_TEXT, 20, true},        {"pages", CELL_NUMBER, 7, false},
        {"page", CELL_NUMBER, 7, false},        {"position", CELL_NUMBER, 7, false},
        {"copies", CELL_NUMBER, 7, false},      {"date", CELL_DATE, 15, false},
        {"from", CELL_DATE, 12, false},         {"due", CELL_DATE, 12, false},
        {"confidence", CELL_DECIMAL, 9, false}, {"left", CELL_DECIMAL, 8, true},
        {"top", CELL_DECIMAL, 8, true},         {"right", CELL_DECIMAL, 8, true},
        {"bottom", CELL_DECIMAL, 8, true},      {"title", CELL_LONG, 50, false},
        {"issuer", CELL_LONG, 32, false},       {"parent_issuer", CELL_LONG, 26, false},
        {"missing", CELL_LONG, 30, false},      {"reason", CELL_LONG, 30, false},
        {"name", CELL_LONG, 40, false},         {"text", CELL_LONG, 50, false},
        {"task", CELL_LONG, 50, false},         {"actor", CELL_LONG, 28, false},
        {"message", CELL_LONG, 70, false},      {"recipient", CELL_LONG, 40, false},
        {"signing_mode", CELL_LONG, 24, false}, {"code", CELL_TEXT, 18, false},
        {"signer", CELL_TEXT, 20, false},       {"check", CELL_TEXT, 20, false},
        {"field", CELL_TEXT, 20, false},        {"value", CELL_LONG, 44, false},
        {"others", CELL_LONG, 44, false},       {"reviewed", CELL_DATE, 12, false},
    };
    struct sheet_column form = {label_in(lang, label_of_column(column)), CELL_TEXT, 16,
                                false};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(forms[i].name, column) == 0) {
            form.kind = forms[i].kind;
            form.width = forms[i].width;
            form.hidden = forms[i].hidden;
        }
    }
    return form;
}

/* --- one sheet for each table --- */

enum { MISSING_COLUMNS = 6 };
static const char *const missing_columns[MISSING_COLUMNS] = {
    "document", "source", "code", "date", "issuer", "missing"};

struct writing {
    struct book *book;
    struct sheet *sheet, *missing;
    struct sheet_column forms[TABLE_FILES][MAX_COLUMNS];
    struct sheet_column missing_forms[MISSING_COLUMNS];
    struct summary summary;
    struct links links;
    enum lang lang;
};

static struct str value_label(enum lang lang, const char *column, struct str value)
{
    struct str label = label_of_value(column, value);

    return label.ptr == value.ptr ? value : str_from_c(label_in(lang, label.ptr));
}

/* The id of a column as its name. */
static struct str column_label(enum lang lang, struct str id, struct arena *arena)
{
    return str_from_c(label_in(lang, label_of_column(str_copy(arena, id).ptr)));
}

/* Ids as words; of a column that has several, each of them. */
static struct str cell_label(enum lang lang, const char *column, struct str value,
                             struct arena *arena)
{
    bool are_columns = strcmp(column, "corrected") == 0 || strcmp(column, "field") == 0;
    struct strbuf out = {.arena = arena};

    if (!are_columns && strcmp(column, "missing") != 0) {
        return value_label(lang, column, value);
    }
    while (value.len > 0) {
        struct str id = str_cut(&value, ' ');

        strbuf_add(&out, are_columns ? column_label(lang, id, arena)
                                     : value_label(lang, column, id));
        if (value.len > 0) {
            strbuf_add(&out, STR("; "));
        }
    }
    return strbuf_str(&out);
}

static void write_missing(struct writing *w, const struct str *cells)
{
    struct str missing = cells[table_column(TABLE_DOCUMENTS, STR("missing"))];

    while (missing.len > 0) {
        struct str part = str_cut(&missing, ' ');

        for (int i = 0; i < MISSING_COLUMNS - 1; i++) {
            sheet_put(
                w->missing, i,
                cells[table_column(TABLE_DOCUMENTS, str_from_c(missing_columns[i]))]);
        }
        sheet_put(w->missing, MISSING_COLUMNS - 1,
                  value_label(w->lang, "missing", part));
        sheet_end_row(w->missing);
    }
}

static void write_row(void *owner, enum table table, const struct str *cells,
                      size_t len)
{
    struct writing *w = owner;
    const struct table_form *form = &table_forms[table];
    int page = table_column(table, STR("page"));
    struct arena arena = arena_make(1 << 22);

    for (size_t i = 0; i < len; i++) {
        const char *url = strcmp(form->columns[i], "source") == 0
                              ? links_url(&w->links, cells[i],
                                          page >= 0 ? cells[page] : STR(""), &arena)
                              : NULL;

        if (url) {
            sheet_put_link(w->sheet, (int)i, cells[i], url);
        } else {
            sheet_put(w->sheet, (int)i,
                      cell_label(w->lang, form->columns[i], cells[i], &arena));
        }
    }
    sheet_end_row(w->sheet);
    if (table == TABLE_DOCUMENTS) {
        summary_add(&w->summary, cells);
        write_missing(w, cells);
    }
    arena_drop(&arena);
}

static void shade(struct sheet *sheet, enum table table, enum lang lang)
{
    int status = table_column(table, STR("status"));
    int severity = table_column(table, STR("severity"));
    int corrected = table_column(table, STR("corrected"));
    int confidence = table_column(table, STR("confidence"));

    if (status >= 0) {
        sheet_shade_rows(sheet, status, label_in(lang, "Cần xem lại"), SHADE_DOUBT);
        sheet_shade_rows(sheet, status, label_in(lang, "Không đọc được"), SHADE_FAULT);
    }
    if (severity >= 0) {
        sheet_shade_rows(sheet, severity, label_in(lang, "Cảnh báo"), SHADE_DOUBT);
        sheet_shade_rows(sheet, severity, label_in(lang, "Lỗi"), SHADE_FAULT);
    }
    if (corrected >= 0) {
        sheet_shade_filled(sheet, corrected, SHADE_PERSON);
    }
    if (confidence >= 0 && table != TABLE_DOCUMENTS) {
        sheet_shade_below(sheet, confidence, (double)REVIEW_CONF, SHADE_DOUBT);
    }
    if (table == TABLE_DEADLINES) {
        sheet_shade_past(sheet, table_column(table, STR("due")));
    }
}

static enum status write_tables(struct writing *w, struct journal *journal,
                                struct review *review, struct err *err)
{
    const struct row_sink sink = {write_row, w, NULL};
    enum status status = STATUS_OK;

    for (int i = 0; i < MISSING_COLUMNS; i++) {
        w->missing_forms[i] = form_of(missing_columns[i], w->lang);
    }
    for (int table = 0; table < TABLE_FILES && status == STATUS_OK; table++) {
        const struct table_form *form = &table_forms[table];

        for (size_t i = 0; i < form->columns_len; i++) {
            w->forms[table][i] = form_of(form->columns[i], w->lang);
        }
        w->sheet = book_add(w->book, label_in(w->lang, sheet_names[table]),
                            w->forms[table], form->columns_len);
        if (table == TABLE_DOCUMENTS) {
            w->missing = book_add(w->book, label_in(w->lang, "Thiếu phần"),
                                  w->missing_forms, MISSING_COLUMNS);
        }
        shade(w->sheet, (enum table)table, w->lang);
        status = reviewed_each_row(journal, review, (enum table)table, &sink, err);
    }
    return status;
}

/* --- the archive in numbers --- */

static const char *const count_heads[COUNTS] = {"Số văn bản", "Đạt", "Cần xem lại",
                                                "Không đọc được"};

/* The sheet of numbers, while it is written. */
struct numbers {
    struct sheet *sheet;
    enum lang lang;
};

static struct str in(const struct numbers *to, const char *label)
{
    return str_from_c(label_in(to->lang, label));
}

static struct str number(size_t value, struct arena *arena)
{
    return str_printf(arena, "%zu", value);
}

/* A list with its head and, beside it, its chart; returns the row after it. */
static int write_counts(const struct numbers *to, int row, const char *title,
                        const char *name_head, const struct counts *counts,
                        const char *column)
{
    int first = row + 2, chart_rows = 16;

    sheet_put_at(to->sheet, row, 0, in(to, title), SHEET_TITLE);
    sheet_put_at(to->sheet, row + 1, 0, in(to, name_head), SHEET_HEAD);
    for (int k = 0; k < COUNTS; k++) {
        sheet_put_at(to->sheet, row + 1, 1 + k, in(to, count_heads[k]), SHEET_HEAD);
    }
    for (size_t i = 0; i < counts->len; i++) {
        struct str name = counts->at[i].name;

        name = name.len == 0 ? in(to, "(không có)")
               : column      ? value_label(to->lang, column, name)
                             : name;
        sheet_put_at(to->sheet, first + (int)i, 0, name, CELL_LONG);
        for (int k = 0; k < COUNTS; k++) {
            sheet_put_at(to->sheet, first + (int)i, 1 + k,
                         number(counts->at[i].by[k], counts->arena), CELL_NUMBER);
        }
    }
    sheet_chart(to->sheet, &(struct sheet_bars){.title = label_in(to->lang, title),
                                                .row = first,
                                                .len = (int)counts->len,
                                                .corner_row = row,
                                                .corner_column = 6});
    return first + ((int)counts->len > chart_rows ? (int)counts->len : chart_rows) + 1;
}

static int write_totals(const struct numbers *to, const struct summary *summary,
                        struct arena *arena)
{
    sheet_put_at(to->sheet, 0, 0, in(to, "Tổng hợp văn bản"), SHEET_TITLE);
    sheet_put_at(to->sheet, 1, 0, in(to, "Số trang"), CELL_TEXT);
    sheet_put_at(to->sheet, 1, 1, number(summary->pages, arena), CELL_NUMBER);
    for (int k = 0; k < COUNTS; k++) {
        sheet_put_at(to->sheet, 2 + k, 0, in(to, count_heads[k]), CELL_TEXT);
        sheet_put_at(to->sheet, 2 + k, 1, number(summary->all.by[k], arena),
                     CELL_NUMBER);
    }
    return 2 + COUNTS + 1;
}

/* Agencies of the list that sent nothing. */
static enum status write_silent(const struct numbers *to, int *row,
                                const struct summary *summary, struct str expected,
                                struct arena *arena, struct err *err)
{
    FILE *from = fopen(expected.ptr, "re");
    char *line = NULL;
    size_t cap = 0;
    ssize_t len;

    if (!from) {
        return err_set(err, STATUS_USAGE, 0, "%s: %s", expected.ptr, tr_errno(errno));
    }
    sheet_put_at(to->sheet, (*row)++, 0, in(to, "Cơ quan chưa gửi văn bản nào"),
                 SHEET_TITLE);
    while ((len = getline(&line, &cap, from)) > 0) {
        struct str agency = str_trim(str_copy(arena, (struct str){line, (size_t)len}));

        if (summary_lacks(summary, agency)) {
            sheet_put_at(to->sheet, (*row)++, 0, agency, CELL_LONG);
        }
    }
    *row += 1;
    free(line);
    fclose(from);
    return STATUS_OK;
}

static enum status write_summary(const struct numbers *to,
                                 const struct summary *summary, struct str expected,
                                 struct err *err)
{
    struct arena *arena = summary->issuers.arena;
    int row = write_totals(to, summary, arena);
    enum status status = STATUS_OK;

    if (expected.len > 0) {
        status = write_silent(to, &row, summary, expected, arena, err);
    }
    row = write_counts(to, row, "Văn bản theo tháng", "Tháng", &summary->months, NULL);
    row = write_counts(to, row, "Phần thể thức còn thiếu", "Phần", &summary->missing,
                       "missing");
    row = write_counts(to, row, "Văn bản theo loại", "Loại", &summary->types, NULL);
    (void)write_counts(to, row, "Văn bản theo cơ quan", "Cơ quan ban hành",
                       &summary->issuers, NULL);
    return status;
}

enum status workbook_write(struct journal *journal, struct review *review,
                           struct str path, struct str expected, enum lang lang,
                           struct err *err)
{
    struct arena arena = arena_make(SUMMARY_BYTES);
    struct writing w = {.summary = summary_make(&arena), .lang = lang};
    struct journal_counts counts;
    struct sheet *summary;
    enum status status = journal_count(journal, &counts, err);

    if (status == STATUS_OK) {
        status = book_open(path.ptr, "vanthu", counts.ended_s, &w.book, err);
    }
    if (status == STATUS_OK) {
        summary = book_add_plain(w.book, label_in(lang, "Tổng hợp"));
        sheet_width(summary, 0, 44);
        for (int i = 1; i <= COUNTS; i++) {
            sheet_width(summary, i, 14);
        }
        status = write_tables(&w, journal, review, err);
        if (status == STATUS_OK) {
            status = write_summary(&(struct numbers){summary, lang}, &w.summary,
                                   expected, err);
        }
        if (status == STATUS_OK) {
            status = book_close(w.book, err);
        } else {
            book_drop(w.book);
        }
    }
    arena_drop(&arena);
    return status;
}
