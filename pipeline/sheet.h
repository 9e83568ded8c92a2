/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A workbook (XLSX) whose cells are what they are: text stays text, whatever a
 * spreadsheet would take it for ("2-9", "=1+1"), dates are dates, nothing is a formula.
 * libxlsxwriter: only in sheet.c. */
#ifndef VANTHU_SHEET_H
#define VANTHU_SHEET_H

#include "err.h"

struct book;
struct sheet;

enum cell_kind {
    CELL_TEXT,
    CELL_LONG,    /* text that is wrapped */
    CELL_DATE,    /* ISO 8601; what is none is written as text */
    CELL_NUMBER,  /* whole */
    CELL_DECIMAL, /* two decimals */
};

struct sheet_column {
    const char *head;
    enum cell_kind kind;
    int width; /* in letters */
    bool hidden;
};

/* `path` is written when the book is closed, by way of a temporary file beside it.
 * `made_s`: Unix time that the book is said to be of. NULL and STATUS_OUTPUT: out of
 * memory. */
MUST_USE enum status book_open(const char *path, const char *title, int64_t made_s,
                               struct book **out, struct err *err);
/* Writes the file and frees the book. STATUS_OUTPUT: it could not be written; what
 * stood there before stays. */
MUST_USE enum status book_close(struct book *book, struct err *err);
/* Frees a book that is not to be written; NULL is allowed. */
void book_drop(struct book *book);

/* A sheet with a frozen head of these columns and a filter on each. The name has at
 * most 25 characters. After the last row that a sheet can have (1,048,576) it goes on
 * in another, "name (2)". `columns` have to live as long as the book. */
struct sheet *book_add(struct book *book, const char *name,
                       const struct sheet_column *columns, size_t len);
/* A sheet without a head, for lists side by side. */
struct sheet *book_add_plain(struct book *book, const char *name);

/* Cells of the row that is being written, from left to right. A value that is longer
 * than a cell can be (32,767 characters) is cut and ends in an ellipsis. */
void sheet_put(struct sheet *sheet, int column, struct str value);
/* The same, with a link; `url` NUL-terminated. */
void sheet_put_link(struct sheet *sheet, int column, struct str value, const char *url);
void sheet_end_row(struct sheet *sheet);

enum shade { SHADE_DOUBT, SHADE_FAULT, SHADE_PERSON, SHADES };
/* Rows whose cell of that column is this value get a colour. */
void sheet_shade_rows(struct sheet *sheet, int column, const char *value,
                      enum shade shade);
/* Dates of that column that are over on the day on which the book is looked at. */
void sheet_shade_past(struct sheet *sheet, int column);
/* Rows whose number of that column is below the bound. */
void sheet_shade_below(struct sheet *sheet, int column, double bound, enum shade shade);
/* Cells of that column that are not empty. */
void sheet_shade_filled(struct sheet *sheet, int column, enum shade shade);

/* --- plain sheets --- */

enum { SHEET_HEAD = -1, SHEET_TITLE = -2 }; /* kinds beside enum cell_kind */
void sheet_put_at(struct sheet *sheet, int row, int column, struct str value, int kind);
void sheet_width(struct sheet *sheet, int column, int width);
/* Bars of `len` rows from `row` on: names in the first column, numbers in the second.
 */
struct sheet_bars {
    const char *title;
    int row, len;
    int corner_row, corner_column; /* of the chart */
};
void sheet_chart(struct sheet *sheet, const struct sheet_bars *bars);

#endif
