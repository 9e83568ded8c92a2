/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a spreadsheet made of a workbook, for sheets_test.sh:
 *
 *   sheets write FILE           a workbook of cells that spreadsheets like to spoil
 *   sheets same CSV             the spreadsheet's CSV of it has them as they were
 *   sheets check OUT PREFIX     PREFIX-SHEET.csv of the workbook of OUT have what the
 *                               tables in OUT have, cell by cell
 *
 * Each difference is a line on standard output; status 1. */
#include "labels.h"
#include "score_records.h"
#include "sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEST_BYTES = 1 << 28 };

static const char *const nasty[] = {
    "=1+1",
    "+84 24 3 123 456",
    "-1",
    "@SUM(1;2)",
    "=HYPERLINK(\"http://example.invalid\";\"x\")",
    "=cmd|' /C calc'!A0",
    "2-9",
    "01/KH-UBND",
    "3/4",
    "31/12/2024",
    "01",
    "1e5",
    "1.234.567",
    "0,5",
    "TRUE",
    "#N/A",
    "_x0041_",
    "\"ngoặc\" và 'nháy'",
    "a < b & c > d",
    "Ủy ban nhân dân xã Bình Lạc 🙂",
    "file:///etc/passwd",
};
enum { NASTY = sizeof nasty / sizeof *nasty };

static const struct sheet_column columns[] = {{"Chữ", CELL_TEXT, 30, false},
                                              {"Chữ dài", CELL_LONG, 30, false}};

static int write_nasty(const char *path)
{
    struct book *book = NULL;
    struct err err = {0};
    struct sheet *sheet;

    if (book_open(path, "thử", 0, &book, &err) != STATUS_OK) {
        puts(err.text);
        return 1;
    }
    sheet = book_add(book, "Thử", columns, 2);
    for (int i = 0; i < NASTY; i++) {
        sheet_put(sheet, 0, str_from_c(nasty[i]));
        sheet_put(sheet, 1, str_from_c(nasty[i]));
        sheet_end_row(sheet);
    }
    if (book_close(book, &err) != STATUS_OK) {
        puts(err.text);
        return 1;
    }
    return 0;
}

static int check_nasty(const char *path, struct arena *arena)
{
    struct records rows = {0};
    int faults = 0;

    if (!records_from_csv(path, arena, &rows) || rows.len != NASTY) {
        printf("%s: not read, or not %d rows\n", path, NASTY);
        return 1;
    }
    for (int i = 0; i < NASTY; i++) {
        for (size_t k = 0; k < 2; k++) {
            if (!str_eq(rows.at[i].value[k], str_from_c(nasty[i]))) {
                printf("row %d: '%.*s' became of '%s'\n", i + 2,
                       STR_ARG(rows.at[i].value[k]), nasty[i]);
                faults++;
            }
        }
    }
    return faults > 0;
}

/* --- the workbook of a run --- */

static bool is_one_of(const char *column, const char *const *list)
{
    for (; *list; list++) {
        if (strcmp(column, *list) == 0) {
            return true;
        }
    }
    return false;
}

/* What the sheet of a spreadsheet with Vietnamese settings has to show for a cell. */
static struct str shown(const char *column, struct str value, struct arena *arena)
{
    static const char *const dates[] = {"date", "from", "due", "reviewed", NULL};
    static const char *const columns_of[] = {"field", "corrected", NULL};
    struct strbuf out = {.arena = arena};

    if (value.len == 10 && is_one_of(column, dates)) {
        return str_printf(arena, "%.*s/%.*s/%.*s", STR_ARG(str_from(value, 8)),
                          STR_ARG(str_sub(value, 5, 7)), STR_ARG(str_sub(value, 0, 4)));
    }
    if (value.len > 0 && is_one_of(column, columns_of)) {
        return str_from_c(label_of_column(str_copy(arena, value).ptr));
    }
    if (strcmp(column, "missing") != 0) {
        return label_of_value(column, value);
    }
    while (value.len > 0) {
        strbuf_add(&out, label_of_value(column, str_cut(&value, ' ')));
        strbuf_add(&out, value.len > 0 ? STR("; ") : STR(""));
    }
    return strbuf_str(&out);
}

/* "0,97" and "0.97"; "446,1" and "446.1". */
static bool is_same_number(struct str shown, struct str value, struct arena *arena)
{
    struct strbuf text = {.arena = arena};
    double difference;

    for (size_t i = 0; i < shown.len; i++) {
        strbuf_add(&text, shown.ptr[i] == ',' ? STR(".") : str_sub(shown, i, i + 1));
    }
    difference = strtod(str_copy(arena, strbuf_str(&text)).ptr, NULL) -
                 strtod(str_copy(arena, value).ptr, NULL);
    return shown.len > 0 && value.len > 0 && difference < 0.006 && difference > -0.006;
}

static int check_table(enum table table, const char *sheet, const char *out_dir,
                       const char *prefix, struct arena *arena)
{
    static const char *const numbers[] = {"confidence", "left",   "top",
                                          "right",      "bottom", NULL};
    const struct table_form *form = &table_forms[table];
    struct records rows = {0}, cells = {0};
    char path[4096];
    int faults = 0;

    snprintf(path, sizeof path, "%s/%s.csv", out_dir, form->name);
    if (!records_from_csv(path, arena, &rows)) {
        printf("%s: can't be read\n", path);
        return 1;
    }
    snprintf(path, sizeof path, "%s-%s.csv", prefix, sheet);
    if (!records_from_csv(path, arena, &cells) || rows.len != cells.len) {
        printf("%s: not read, or %zu rows in place of %zu\n", path, cells.len,
               rows.len);
        return 1;
    }
    for (size_t i = 0; i < rows.len; i++) {
        for (size_t k = 0; k < form->columns_len; k++) {
            struct str value = rows.at[i].value[k], got = cells.at[i].value[k];
            struct str want = shown(form->columns[k], value, arena);

            if (!str_eq(got, want) && !(is_one_of(form->columns[k], numbers) &&
                                        is_same_number(got, value, arena))) {
                printf("%s row %zu, %s: '%.*s' became of '%.*s'\n", sheet, i + 2,
                       form->columns[k], STR_ARG(got), STR_ARG(want));
                faults++;
            }
        }
    }
    printf("%s: %zu rows\n", sheet, rows.len);
    return faults;
}

static int check_all(const char *out_dir, const char *prefix, struct arena *arena)
{
    static const char *const sheets[TABLE_FILES] = {
        "Văn bản",  "Viện dẫn",    "Thời hạn", "Phong trào",
        "Nơi nhận", "Cần xem lại", "Giá trị"};
    int faults = 0;

    for (int table = 0; table < TABLE_FILES; table++) {
        faults += check_table((enum table)table, sheets[table], out_dir, prefix, arena);
    }
    return faults > 0;
}

int main(int argc, char **argv)
{
    struct arena arena = arena_make(TEST_BYTES);
    int result = 2;

    if (argc == 3 && strcmp(argv[1], "write") == 0) {
        result = write_nasty(argv[2]);
    } else if (argc == 3 && strcmp(argv[1], "same") == 0) {
        result = check_nasty(argv[2], &arena);
    } else if (argc == 4 && strcmp(argv[1], "check") == 0) {
        result = check_all(argv[2], argv[3], &arena);
    }
    arena_drop(&arena);
    return result;
}
