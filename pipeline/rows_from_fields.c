/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fields to rows (libcsv: only here). What rules leave open is filled from the place of
 * the match; what is told twice is one row. */
#include "rows.h"

#include "arena.h"
#include "confidence.h"
#include "row_fill.h"

#include <csv.h>
#include <math.h>
#include <string.h>

/* RFC 4180 wants quotes around commas, quotes and line ends; blanks at the ends are
 * quoted too, as some readers trim them. */
static bool needs_quotes(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (strchr(",\"\r\n", s.ptr[i]) || s.ptr[i] == '\0') {
            return true;
        }
    }
    return s.len > 0 && (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ');
}

/* A spreadsheet runs a cell that begins so. The apostrophe put before it is undone by
 * taking one apostrophe off every cell that begins with one: a cell that begins with
 * an apostrophe by itself gets one more. */
static bool needs_guard(struct str s)
{
    return s.len > 0 && s.ptr[0] != '\0' && strchr("=+-@\t\r'", s.ptr[0]);
}

static void cell_write(FILE *to, struct str value, bool guarded, struct arena *arena)
{
    if (guarded && needs_guard(value)) {
        value = str_printf(arena, "'%.*s", STR_ARG(value));
    }
    if (needs_quotes(value)) {
        (void)csv_fwrite(to, value.ptr, value.len); /* ferror() tells of a failure */
    } else {
        fwrite(value.len > 0 ? value.ptr : "", 1, value.len, to);
    }
}

void row_write(FILE *to, const struct str *values, size_t len,
               const struct csv_form *form)
{
    struct arena arena = arena_make(ROW_BYTES);

    for (size_t i = 0; i < len; i++) {
        if (i > 0) {
            fputc(',', to);
        }
        cell_write(to, values[i], form->excel, &arena);
    }
    fputs(form->lf_only ? "\n" : "\r\n", to);
    arena_drop(&arena);
}

void row_write_names(FILE *to, const char *const *names, size_t len,
                     const struct csv_form *form)
{
    struct arena arena = arena_make(ROW_BYTES);
    struct str *cells = ARENA_ARRAY(&arena, struct str, len);

    for (size_t i = 0; i < len; i++) {
        cells[i] = str_from_c(names[i]);
    }
    if (form->excel) {
        fputs("\xEF\xBB\xBF", to);
    }
    row_write(to, cells, len, form);
    arena_drop(&arena);
}

/* One row under work; row_put() by the column's name. */
struct row {
    enum table table;
    struct str at[MAX_COLUMNS];
};

static void row_put(struct row *row, const char *column, struct str value)
{
    int index = table_column(row->table, str_from_c(column));

    if (index >= 0) {
        row->at[index] = value;
    }
}

static void row_send(const struct row *row, const struct row_sink *sink)
{
    sink->take(sink->owner, row->table, row->at, table_forms[row->table].columns_len);
}

static struct row row_of(enum table table, const struct document_id *id)
{
    struct row row = {.table = table};

    row_put(&row, "document", id->document);
    row_put(&row, "source", id->source);
    return row;
}

static struct str number_str(int number, struct arena *arena)
{
    return number > 0 ? str_printf(arena, "%d", number) : STR("");
}

/* Rows without an arena of their own: such a number is written to `out`. */
enum { NUMBER_BYTES = 16 };

static struct str number_in(char out[NUMBER_BYTES], int number)
{
    out[0] = '\0';
    if (number > 0) {
        (void)snprintf(out, NUMBER_BYTES, "%d", number);
    }
    return str_from_c(out);
}

void row_from_finding(const struct document_id *id, const struct finding *finding,
                      const struct row_sink *sink)
{
    struct row row = row_of(TABLE_FINDINGS, id);
    char page[NUMBER_BYTES];

    row_put(&row, "page", number_in(page, finding->page_no));
    row_put(&row, "severity", str_from_c(severity_names[finding->severity]));
    row_put(&row, "check", str_from_c(finding->check));
    row_put(&row, "message", finding->message);
    row_send(&row, sink);
}

/* Cut, not rounded: 0.996 is not certain. The half thousandth is for floats such as
 * 0.98F, which lie below what they were written as. */
static struct str conf_str(float conf, struct arena *arena)
{
    return str_printf(arena, "%.2f", floor((double)conf * 100 + 0.0005) / 100);
}

static void document_row(const struct document_id *id, const struct findings *findings,
                         const struct row_sink *sink, struct arena *arena)
{
    struct row row = {.table = TABLE_DOCUMENTS};

    memcpy(row.at, findings->value, sizeof row.at);
    row_put(&row, "document", id->document);
    row_put(&row, "source", id->source);
    row_put(&row, "sha256", id->sha256);
    row_put(&row, "pages", number_str(id->pages_len, arena));
    row_put(&row, "missing", findings->missing);
    row_put(&row, "status", findings->review ? STR("review") : STR("ok"));
    row_put(&row, "confidence", conf_str(findings->confidence, arena));
    row_send(&row, sink);
}

void rows_from_failure(const struct document_id *id, enum status how, struct str reason,
                       int page_no, const struct row_sink *sink)
{
    struct row row = row_of(TABLE_DOCUMENTS, id);
    char pages[NUMBER_BYTES];
    struct finding finding = {.page_no = page_no,
                              .severity = SEVERITY_ERROR,
                              .check =
                                  how == STATUS_LIMIT ? "over_limit" : "unreadable",
                              .message = reason};

    row_put(&row, "sha256", id->sha256);
    row_put(&row, "pages", number_in(pages, id->pages_len));
    row_put(&row, "status", STR("failed"));
    row_put(&row, "confidence", STR("0.00"));
    row_put(&row, "reason", reason);
    row_send(&row, sink);
    row_from_finding(id, &finding, sink);
}

/* "%.1f"; a float times ten is exact in a double, so both round the same. */
static struct str point_str(float points, struct arena *arena)
{
    char text[24];
    size_t at = sizeof text;
    double tenths = nearbyint(fabs((double)points) * 10);
    uint64_t rest = tenths < 1e15 ? (uint64_t)tenths : 0;

    for (int i = 0; i < 2 || rest > 0; i++) {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
        if (i == 0) {
            text[--at] = '.';
        }
    }
    if (signbit(points)) {
        text[--at] = '-';
    }
    return str_copy(arena, (struct str){text + at, sizeof text - at});
}

/* Page, box and confidence of a field. */
static void put_box(struct row *row, const struct origin *origin, struct arena *arena)
{
    static const char *const sides[] = {"left", "top", "right", "bottom"};
    const struct box_pt *box = &origin->box;
    const float points[] = {box->left, box->top, box->right, box->bottom};

    for (size_t i = 0; i < 4 && origin->page_no > 0; i++) {
        row_put(row, sides[i], point_str(points[i], arena));
    }
}

static void put_origin(struct row *row, const struct text *text,
                       const struct field *field, struct arena *arena)
{
    int page_no = field->origin.page_no;

    if (page_no == 0 && field->begin < text->utf8.len) {
        page_no = text->page_of[field->begin];
    }
    row_put(row, "page", number_str(page_no, arena));
    row_put(row, "confidence",
            conf_str(confidence_calibrated(field->conf, field->origin.hand), arena));
    put_box(row, &field->origin, arena);
}

static struct row row_of_field(const struct document_id *id, const struct text *text,
                               const struct field *field, struct arena *arena)
{
    struct row row = {.table = field->table};

    memcpy(row.at, field->value, sizeof row.at);
    row_put(&row, "document", id->document);
    row_put(&row, "source", id->source);
    put_origin(&row, text, field, arena);
    return row;
}

/* What the writing of one document shares. */
struct sheet_of_rows {
    const struct document_id *id;
    const struct text *text;
    const struct row_sink *sink;
    struct arena *arena;
};

static void send_table(struct sheet_of_rows *rows, const struct fields *filled,
                       enum table table)
{
    int recipients = 0;

    for (size_t i = 0; i < filled->len; i++) {
        const struct field *field = &filled->at[i];
        struct row row;

        if (field->table != table) {
            continue;
        }
        row = row_of_field(rows->id, rows->text, field, rows->arena);
        if (table == TABLE_RECIPIENTS) {
            row_put(&row, "position", number_str(++recipients, rows->arena));
        }
        row_send(&row, rows->sink);
    }
}

/* A header value with its place; what is required and was not read, or may be something
 * else, too. */
static void send_value(struct sheet_of_rows *rows, const struct findings *findings,
                       size_t column)
{
    const struct origin *origin = &findings->origin[column];
    struct row row = row_of(TABLE_FIELDS, rows->id);

    row_put(&row, "page", number_str(origin->page_no, rows->arena));
    row_put(&row, "field", str_from_c(table_forms[TABLE_DOCUMENTS].columns[column]));
    row_put(&row, "value", findings->value[column]);
    row_put(&row, "confidence",
            conf_str(findings->value[column].len > 0 ? findings->conf[column] : 0,
                     rows->arena));
    row_put(&row, "others", findings->others[column]);
    put_box(&row, origin, rows->arena);
    row_send(&row, rows->sink);
}

static void send_values(struct sheet_of_rows *rows, const struct findings *findings)
{
    for (size_t i = 0; i < table_forms[TABLE_DOCUMENTS].columns_len; i++) {
        if (findings->value[i].len > 0 || findings->required[i] ||
            findings->others[i].len > 0) {
            send_value(rows, findings, i);
        }
    }
}

void rows_from_fields(const struct document_id *id, const struct text *text,
                      const struct fields *fields, const struct findings *findings,
                      const struct row_sink *sink, struct arena *arena)
{
    struct sheet_of_rows rows = {id, text, sink, arena};
    struct fields filled =
        fields_fill(text, fields,
                    findings->value[table_column(TABLE_DOCUMENTS, STR("code"))], arena);

    document_row(id, findings, sink, arena);
    for (int table = TABLE_REFERENCES; table < TABLE_FINDINGS; table++) {
        send_table(&rows, &filled, (enum table)table);
    }
    for (size_t i = 0; i < findings->len; i++) {
        row_from_finding(id, &findings->at[i], sink);
    }
    send_values(&rows, findings);
}
