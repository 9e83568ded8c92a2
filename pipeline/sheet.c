/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet.h"

#include "arena.h"
#include "tr.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    MAX_ROWS = 1048576, /* of a sheet, in every spreadsheet since 2007 */
    MAX_CELL = 32767,   /* characters */
    CELL_BYTES = 1 << 20,
    MAX_SHEETS = 64,
    A4_PAPER = 9,
    LINE_PT = 15,
    MAX_LINES = 27, /* a row has at most 409 points */
};

struct sheet {
    struct book *book;
    lxw_worksheet *at;
    char name[64];
    int part; /* 1; 2 and on: what did not fit into the first */
    const struct sheet_column *columns;
    size_t columns_len;
    lxw_row_t row;
    int lines; /* of the highest cell of the row */
    struct shading {
        enum { ROWS_OF, ROWS_BELOW, CELLS_FILLED, CELLS_PAST } kind;
        int column;
        const char *value; /* ROWS_OF */
        double bound;      /* ROWS_BELOW */
        enum shade shade;  /* of CELLS_PAST: another colour of letters */
    } shades[6];
    size_t shades_len;
};

struct book {
    lxw_workbook *at;
    char path[4096], made[4096 + 16];
    lxw_format *head, *title, *cells[CELL_DECIMAL + 1], *link, *shades[SHADES], *past;
    struct sheet sheets[MAX_SHEETS];
    size_t sheets_len;
    lxw_error trouble; /* the first that is not about one cell */
    struct arena arena;
    struct strbuf cell; /* the text of the cell that is written, in `arena` */
};

/* --- the book --- */

static lxw_format *plain_format(const struct book *book, const char *number)
{
    lxw_format *format = workbook_add_format(book->at);

    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (number) {
        format_set_num_format(format, number);
    }
    return format;
}

static void make_formats(struct book *book)
{
    book->head = workbook_add_format(book->at);
    format_set_bold(book->head);
    format_set_text_wrap(book->head);
    format_set_align(book->head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(book->head, 0xD9E2F3);
    format_set_border(book->head, LXW_BORDER_THIN);
    book->title = workbook_add_format(book->at);
    format_set_bold(book->title);
    format_set_font_size(book->title, 14);
    /* "@": what is typed into the cell later stays text too */
    book->cells[CELL_TEXT] = plain_format(book, "@");
    book->cells[CELL_LONG] = plain_format(book, "@");
    format_set_text_wrap(book->cells[CELL_LONG]);
    book->cells[CELL_DATE] = plain_format(book, "dd/mm/yyyy");
    book->cells[CELL_NUMBER] = plain_format(book, "0");
    book->cells[CELL_DECIMAL] = plain_format(book, "0.00");
    book->link = plain_format(book, "@");
    format_set_font_color(book->link, 0x0563C1);
    format_set_underline(book->link, LXW_UNDERLINE_SINGLE);
    book->shades[SHADE_DOUBT] = workbook_add_format(book->at);
    format_set_bg_color(book->shades[SHADE_DOUBT], 0xFFF2CC);
    book->shades[SHADE_FAULT] = workbook_add_format(book->at);
    format_set_bg_color(book->shades[SHADE_FAULT], 0xF8CBAD);
    book->shades[SHADE_PERSON] = workbook_add_format(book->at);
    format_set_bg_color(book->shades[SHADE_PERSON], 0xC6E0B4);
    book->past = workbook_add_format(book->at);
    format_set_font_color(book->past, 0xC00000);
    format_set_bold(book->past);
}

enum status book_open(const char *path, const char *title, int64_t made_s,
                      struct book **out, struct err *err)
{
    struct book *book = calloc(1, sizeof *book);
    char folder[4096];
    char *slash;
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_TRUE};
    char author[] = "vanthu", name[256];
    lxw_doc_properties properties = {
        .title = name, .author = author, .created = (time_t)made_s};

    FILE *probe;

    *out = NULL;
    if (!book || strlen(path) >= sizeof book->path) {
        free(book);
        return err_set(err, STATUS_OUTPUT, 0, "%s: its name is too long", path);
    }
    snprintf(book->path, sizeof book->path, "%s", path);
    snprintf(book->made, sizeof book->made, "%s.%ld.part", path, (long)getpid());
    probe = fopen(book->made, "we"); /* the library would print what is wrong */
    if (!probe) {
        free(book);
        return err_set(err, STATUS_OUTPUT, 0, "%s: %s", path, tr_errno(errno));
    }
    fclose(probe);
    snprintf(folder, sizeof folder, "%s", path);
    slash = strrchr(folder, '/');
    if (slash) {
        *slash = '\0';
    }
    if (slash == folder || !slash) { /* "/FILE", "FILE" */
        snprintf(folder, sizeof folder, "%s", slash ? "/" : ".");
    }
    options.tmpdir = folder;
    snprintf(name, sizeof name, "%s", title);
    book->at = workbook_new_opt(book->made, &options);
    if (!book->at) {
        unlink(book->made);
        free(book);
        return err_set(err, STATUS_OUTPUT, 0, "%s: out of memory", path);
    }
    workbook_set_properties(book->at, &properties);
    make_formats(book);
    book->arena = arena_make(CELL_BYTES);
    book->cell.arena = &book->arena;
    *out = book;
    return STATUS_OK;
}

static void put_shading(struct sheet *sheet, const struct shading *shading,
                        lxw_row_t last, lxw_col_t last_column)
{
    bool of_rows = shading->kind == ROWS_OF || shading->kind == ROWS_BELOW;
    lxw_col_t column = (lxw_col_t)shading->column;
    char formula[256], name[16];
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                   .value_string = formula,
                                   .format = sheet->book->shades[shading->shade]};

    lxw_col_to_name(name, column, LXW_TRUE);
    switch (shading->kind) {
    case ROWS_OF:
        snprintf(formula, sizeof formula, "=%s2=\"%s\"", name, shading->value);
        break;
    case ROWS_BELOW:
        snprintf(formula, sizeof formula, "=AND(ISNUMBER(%s2),%s2<%g)", name, name,
                 shading->bound);
        break;
    case CELLS_FILLED:
        snprintf(formula, sizeof formula, "=%s2<>\"\"", name);
        break;
    case CELLS_PAST:
        snprintf(formula, sizeof formula, "=AND(ISNUMBER(%s2),%s2<TODAY())", name,
                 name);
        rule.format = sheet->book->past;
        break;
    }
    worksheet_conditional_format_range(sheet->at, 1, of_rows ? 0 : column, last,
                                       of_rows ? last_column : column, &rule);
}

static void end_sheet(struct sheet *sheet)
{
    lxw_row_t last = sheet->row > 1 ? sheet->row - 1 : 1;
    lxw_col_t last_column = (lxw_col_t)(sheet->columns_len - 1);

    if (sheet->columns_len == 0) {
        return;
    }
    worksheet_autofilter(sheet->at, 0, 0, last, last_column);
    for (size_t i = 0; i < sheet->shades_len; i++) {
        put_shading(sheet, &sheet->shades[i], last, last_column);
    }
}

enum status book_close(struct book *book, struct err *err)
{
    lxw_error error = book->trouble;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < book->sheets_len; i++) {
        end_sheet(&book->sheets[i]);
    }
    if (error == LXW_NO_ERROR) {
        error = workbook_close(book->at);
    } else {
        lxw_workbook_free(book->at);
    }
    if (error != LXW_NO_ERROR) {
        status = err_set(err, STATUS_OUTPUT, 0, "%s: can't be written: %s", book->path,
                         lxw_strerror(error));
        unlink(book->made);
    } else if (rename(book->made, book->path) != 0) {
        status = err_set(err, STATUS_OUTPUT, 0, "%s: %s", book->path, tr_errno(errno));
        unlink(book->made);
    }
    arena_drop(&book->arena);
    free(book);
    return status;
}

void book_drop(struct book *book)
{
    if (book) {
        lxw_workbook_free(book->at);
        unlink(book->made);
        arena_drop(&book->arena);
        free(book);
    }
}

/* --- sheets --- */

static void begin_part(struct sheet *sheet)
{
    struct book *book = sheet->book;
    char name[96];

    snprintf(name, sizeof name, "%s", sheet->name);
    if (sheet->part > 1) {
        snprintf(name, sizeof name, "%s (%d)", sheet->name, sheet->part);
    }
    sheet->at = workbook_add_worksheet(book->at, name);
    sheet->row = 0;
    if (!sheet->at) {
        book->trouble = LXW_ERROR_MEMORY_MALLOC_FAILED;
        return;
    }
    for (size_t i = 0; i < sheet->columns_len; i++) {
        lxw_row_col_options hidden = {.hidden = LXW_TRUE};
        const struct sheet_column *column = &sheet->columns[i];

        worksheet_set_column_opt(sheet->at, (lxw_col_t)i, (lxw_col_t)i, column->width,
                                 book->cells[column->kind],
                                 column->hidden ? &hidden : NULL);
        worksheet_write_string(sheet->at, 0, (lxw_col_t)i, column->head, book->head);
    }
    worksheet_set_paper(sheet->at, A4_PAPER);
    worksheet_set_landscape(sheet->at);
    worksheet_fit_to_pages(sheet->at, 1, 0);
    if (sheet->columns_len > 0) {
        worksheet_freeze_panes(sheet->at, 1, 0);
        worksheet_repeat_rows(sheet->at, 0, 0);
        sheet->row = 1;
    }
}

static struct sheet *add(struct book *book, const char *name,
                         const struct sheet_column *columns, size_t len)
{
    /* the last one takes what does not fit: a program with more sheets is wrong */
    struct sheet *sheet =
        &book->sheets[book->sheets_len < MAX_SHEETS ? book->sheets_len++ : 0];

    *sheet =
        (struct sheet){.book = book, .part = 1, .columns = columns, .columns_len = len};
    snprintf(sheet->name, sizeof sheet->name, "%s", name);
    begin_part(sheet);
    return sheet;
}

struct sheet *book_add(struct book *book, const char *name,
                       const struct sheet_column *columns, size_t len)
{
    return add(book, name, columns, len);
}

struct sheet *book_add_plain(struct book *book, const char *name)
{
    return add(book, name, NULL, 0);
}

static void note_trouble(const struct sheet *sheet, lxw_error error)
{
    if (error != LXW_NO_ERROR && sheet->book->trouble == LXW_NO_ERROR) {
        sheet->book->trouble = error;
    }
}

static size_t letters_of(struct str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.len; i++) {
        count += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    }
    return count;
}

/* Spreadsheets do not all make room for wrapped text by themselves. */
static void set_height(struct sheet *sheet)
{
    int lines = sheet->lines < MAX_LINES ? sheet->lines : MAX_LINES;

    if (lines > 1 && sheet->at) {
        note_trouble(sheet,
                     worksheet_set_row(sheet->at, sheet->row, lines * LINE_PT, NULL));
    }
    sheet->lines = 0;
}

void sheet_end_row(struct sheet *sheet)
{
    set_height(sheet);
    if (++sheet->row == MAX_ROWS) {
        end_sheet(sheet);
        sheet->part++;
        begin_part(sheet);
    }
}

/* --- cells --- */

/* A spreadsheet reads "_x0041_" as an A: its first sign is written that way itself. */
static bool is_escape(struct str s, size_t at)
{
    if (s.len - at < 7 || s.ptr[at] != '_' || s.ptr[at + 1] != 'x' ||
        s.ptr[at + 6] != '_') {
        return false;
    }
    for (size_t i = at + 2; i < at + 6; i++) {
        if (!isxdigit((unsigned char)s.ptr[i])) {
            return false;
        }
    }
    return true;
}

/* With a NUL; until the next cell. */
static const char *cell_text(struct str value, struct book *book)
{
    struct strbuf *out = &book->cell;
    size_t letters = 0, bytes;

    out->len = 0;
    for (size_t at = 0; at < value.len; at += bytes, letters++) {
        uint32_t c = utf8_at(value, at, &bytes);

        if (letters == MAX_CELL - 1 && at + bytes < value.len) {
            strbuf_add(out, STR("…"));
            break;
        }
        if (is_escape(value, at)) {
            strbuf_add(out, STR("_x005F_"));
        } else if (c == 0xFFFD) {
            strbuf_add(out, STR("\xEF\xBF\xBD"));
        } else {
            strbuf_add(out, str_sub(value, at, at + bytes));
        }
    }
    strbuf_add_char(out, '\0');
    return out->ptr;
}

/* Of decimal digits. */
static int value_of(struct str s)
{
    int number = 0;

    for (size_t i = 0; i < s.len; i++) {
        number = 10 * number + (s.ptr[i] - '0');
    }
    return number;
}

static bool date_of(struct str value, lxw_datetime *out)
{
    *out = (lxw_datetime){0};
    if (!str_is_date(value)) {
        return false;
    }
    out->year = value_of(str_sub(value, 0, 4));
    out->month = value_of(str_sub(value, 5, 7));
    out->day = value_of(str_sub(value, 8, 10));
    /* spreadsheets know no date before */
    return out->year >= 1900 && out->month >= 1 && out->day >= 1;
}

static bool number_of(struct str value, double *out)
{
    char text[32];
    char *end;

    if (value.len == 0 || value.len >= sizeof text) {
        return false;
    }
    memcpy(text, value.ptr, value.len);
    text[value.len] = '\0';
    *out = strtod(text, &end);
    return *end == '\0' && strspn(text, "-.0123456789") == value.len;
}

static lxw_error put(const struct sheet *sheet, lxw_row_t row, lxw_col_t column,
                     struct str value, enum cell_kind kind, lxw_format *format)
{
    lxw_datetime date;
    double number;

    if (kind == CELL_DATE && date_of(value, &date)) {
        return worksheet_write_datetime(sheet->at, row, column, &date, format);
    }
    if ((kind == CELL_NUMBER || kind == CELL_DECIMAL) && number_of(value, &number)) {
        return worksheet_write_number(sheet->at, row, column, number, format);
    }
    return worksheet_write_string(sheet->at, row, column, cell_text(value, sheet->book),
                                  format);
}

void sheet_put(struct sheet *sheet, int column, struct str value)
{
    enum cell_kind kind = sheet->columns[column].kind;

    if (value.len > 0 && sheet->at) {
        note_trouble(sheet, put(sheet, sheet->row, (lxw_col_t)column, value, kind,
                                sheet->book->cells[kind]));
    }
    if (kind == CELL_LONG) {
        int lines = 1 + (int)(letters_of(value) / (size_t)sheet->columns[column].width);

        sheet->lines = lines > sheet->lines ? lines : sheet->lines;
    }
}

void sheet_put_link(struct sheet *sheet, int column, struct str value, const char *url)
{
    lxw_error error =
        worksheet_write_url_opt(sheet->at, sheet->row, (lxw_col_t)column, url,
                                sheet->book->link, cell_text(value, sheet->book), NULL);

    if (error != LXW_NO_ERROR) { /* too long, or more than a sheet can have: 65,530 */
        sheet_put(sheet, column, value);
    }
}

static void add_shading(struct sheet *sheet, struct shading shading)
{
    if (sheet->shades_len < sizeof sheet->shades / sizeof *sheet->shades) {
        sheet->shades[sheet->shades_len++] = shading;
    }
}

void sheet_shade_rows(struct sheet *sheet, int column, const char *value,
                      enum shade shade)
{
    add_shading(sheet,
                (struct shading){
                    .kind = ROWS_OF, .column = column, .value = value, .shade = shade});
}

void sheet_shade_past(struct sheet *sheet, int column)
{
    add_shading(sheet, (struct shading){.kind = CELLS_PAST, .column = column});
}

void sheet_shade_below(struct sheet *sheet, int column, double bound, enum shade shade)
{
    add_shading(sheet, (struct shading){.kind = ROWS_BELOW,
                                        .column = column,
                                        .bound = bound,
                                        .shade = shade});
}

void sheet_shade_filled(struct sheet *sheet, int column, enum shade shade)
{
    add_shading(sheet, (struct shading){
                           .kind = CELLS_FILLED, .column = column, .shade = shade});
}

/* --- plain sheets --- */

void sheet_put_at(struct sheet *sheet, int row, int column, struct str value, int kind)
{
    lxw_format *format = kind == SHEET_HEAD    ? sheet->book->head
                         : kind == SHEET_TITLE ? sheet->book->title
                                               : sheet->book->cells[kind];

    if (value.len > 0 && sheet->at) {
        note_trouble(sheet, put(sheet, (lxw_row_t)row, (lxw_col_t)column, value,
                                kind < 0 ? CELL_TEXT : (enum cell_kind)kind, format));
    }
}

void sheet_width(struct sheet *sheet, int column, int width)
{
    worksheet_set_column(sheet->at, (lxw_col_t)column, (lxw_col_t)column, width, NULL);
}

void sheet_chart(struct sheet *sheet, const struct sheet_bars *bars)
{
    lxw_chart *chart = workbook_add_chart(sheet->book->at, LXW_CHART_BAR);
    lxw_chart_series *series = chart ? chart_add_series(chart, NULL, NULL) : NULL;
    lxw_chart_options options = {.x_scale = 1.1, .y_scale = 1.1};
    lxw_row_t first = (lxw_row_t)bars->row,
              last = (lxw_row_t)(bars->row + bars->len - 1);

    if (!series || bars->len == 0) {
        return;
    }
    chart_series_set_categories(series, sheet->name, first, 0, last, 0);
    chart_series_set_values(series, sheet->name, first, 1, last, 1);
    chart_title_set_name(chart, bars->title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_axis_set_reverse(chart->y_axis);
    note_trouble(sheet, worksheet_insert_chart_opt(
                            sheet->at, (lxw_row_t)bars->corner_row,
                            (lxw_col_t)bars->corner_column, chart, &options));
}
