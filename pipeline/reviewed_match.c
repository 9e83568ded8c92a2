/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which of the rows that were read now is the one that a person spoke of. */
#include "arena.h"
#include "reviewed_parts.h"

#include <stdlib.h>
#include <string.h>

/* Of two boxes, what they share of what they cover together: a row that other rules
 * read begins or ends at another word, but covers most of the same line. */
#define LEAST_SHARED 0.3

static bool box_of(const struct str *cells, enum table table, double box[4])
{
    static const char *const sides[] = {"left", "top", "right", "bottom"};

    for (int i = 0; i < 4; i++) {
        struct str side = reviewed_cell_of(cells, table, sides[i]);
        char text[32];

        if (side.len == 0 || side.len >= sizeof text) {
            return false;
        }
        memcpy(text, side.ptr, side.len);
        text[side.len] = '\0';
        box[i] = strtod(text, NULL);
    }
    return box[0] < box[2] && box[1] < box[3];
}

static double area(const double box[4])
{
    return box[0] < box[2] && box[1] < box[3] ? (box[2] - box[0]) * (box[3] - box[1])
                                              : 0;
}

/* What two rows share of their places, 0 to 1. */
static double shared_place(const struct str *a, const struct str *b, enum table table)
{
    double in_a[4], in_b[4], both[4], shared;

    if (!box_of(a, table, in_a) || !box_of(b, table, in_b)) {
        return 0;
    }
    for (int i = 0; i < 2; i++) {
        both[i] = in_a[i] > in_b[i] ? in_a[i] : in_b[i];
        both[i + 2] = in_a[i + 2] < in_b[i + 2] ? in_a[i + 2] : in_b[i + 2];
    }
    shared = area(both);
    return shared / (area(in_a) + area(in_b) - shared);
}

/* The share of the cells that a person can set which are equal; of a row that somebody
 * added, of those that are not empty. */
static double shared_cells(const struct str *seen, const struct str *read,
                           enum table table)
{
    int all = 0, same = 0;

    for (size_t i = 0; i < table_forms[table].columns_len; i++) {
        if (reviewed_can_set(table, str_from_c(table_forms[table].columns[i])) &&
            seen[i].len > 0) {
            all++;
            same += str_eq(seen[i], read[i]);
        }
    }
    return all > 0 ? (double)same / all : 0;
}

/* How well the row is the one that is meant; 0: it is not. */
static double likeness(const struct meant *meant, const struct reviewed_row *row)
{
    double place, cells;
    struct str page = reviewed_cell_of(meant->seen, meant->table, "page");

    if (row->table != meant->table || !row->read ||
        (page.len > 0 &&
         !str_eq(page, reviewed_cell_of(row->read, row->table, "page")))) {
        return 0;
    }
    place = shared_place(meant->seen, row->read, row->table);
    cells = shared_cells(meant->seen, row->read, row->table);
    if (place < LEAST_SHARED && cells < 1) {
        return 0;
    }
    return 2 * place + cells + (str_eq(meant->row, row->row) ? 0.01 : 0);
}

static bool is_taken(const struct meants *meants, size_t row)
{
    for (size_t i = 0; i < meants->len; i++) {
        if (meants->at[i].found == row) {
            return true;
        }
    }
    return false;
}

/* The row that is most like the one meant, of those that are free; *how: how like. */
static size_t best_row(const struct reviewed_document *document,
                       const struct meants *meants, const struct meant *meant,
                       double *how)
{
    size_t best = SIZE_MAX;

    *how = 0;
    for (size_t i = 0; i < document->len; i++) {
        double like = is_taken(meants, i) ? 0 : likeness(meant, &document->at[i]);

        if (like > *how) {
            *how = like;
            best = i;
        }
    }
    return best;
}

/* The best pair that is still free, again and again: rows at one place must not take
 * each other's. */
static void find_rows(const struct reviewed_document *document, struct meants *meants)
{
    for (size_t round = 0; round < meants->len; round++) {
        struct meant *next = NULL;
        size_t next_row = SIZE_MAX;
        double most = 0;

        for (size_t i = 0; i < meants->len; i++) {
            struct meant *meant = &meants->at[i];
            double how = 0;
            size_t row = meant->found == SIZE_MAX
                             ? best_row(document, meants, meant, &how)
                             : SIZE_MAX;

            if (how > most) {
                most = how;
                next = meant;
                next_row = row;
            }
        }
        if (!next) {
            return;
        }
        next->found = next_row;
    }
}

/* A row that nobody meant must not go by the name of one that somebody did. */
static void rename_others(struct reviewed_document *document,
                          const struct meants *meants, struct arena *arena)
{
    for (size_t i = 0; i < document->len; i++) {
        struct reviewed_row *row = &document->at[i];

        for (size_t k = 0; k < meants->len && !is_taken(meants, i); k++) {
            if (meants->at[k].table == row->table &&
                str_eq(meants->at[k].row, row->row)) {
                row->row = str_printf(arena, "%.*s other", STR_ARG(row->row));
            }
        }
    }
}

void reviewed_match(struct reviewed_document *document, struct meants *meants,
                    struct arena *arena)
{
    find_rows(document, meants);
    rename_others(document, meants, arena);
}
