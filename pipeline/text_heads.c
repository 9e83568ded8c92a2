/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Heads of a table's columns. They stand in its first row, below a title that spans the
 * table, and again where a part of the table begins with a head of its own:
 *
 *   | A. First part            |
 *   | TT | Nội dung | Tháng    |   heads
 *   | 1  | ...      | 4        |
 *   | TT | Nội dung | Quý      |   other heads
 */
#include "text_parts.h"

#include "arena.h"

#include <string.h>

enum { MAX_TABLE_COLUMNS = 24 };

struct heads {
    struct str at[MAX_TABLE_COLUMNS];
    int table, row; /* that they stand in */
};

static struct str passage_str(const struct text *text, const struct passage *passage)
{
    return str_sub(text->utf8, passage->begin, passage->end);
}

/* "TT", "STT", "Số TT" heads the column of running numbers. */
static bool heads_numbers(struct str cell, struct arena *arena)
{
    struct str folded =
        cell.len > 0 && cell.len < 16 ? fold(cell, arena, NULL) : STR("");

    return str_eq(folded, STR("tt")) || str_eq(folded, STR("stt")) ||
           str_eq(folded, STR("so tt"));
}

/* Whether the cell is the only one of its row, and the table goes on below it. */
static bool is_title(const struct text *text, size_t i)
{
    const struct passage *cell = &text->passages[i];
    const struct passage *next =
        i + 1 < text->passages_len ? &text->passages[i + 1] : NULL;

    return next && next->kind == ZONE_CELL && next->table == cell->table &&
           next->row > cell->row && cell->col == 0 && cell->cols > 1;
}

static void heads_take(struct heads *heads, const struct text *text, size_t i,
                       struct arena *arena)
{
    const struct passage *cell = &text->passages[i];
    struct str shown = passage_str(text, cell);
    bool begins =
        cell->table != heads->table ||
        (cell->col == 0 && cell->row != heads->row && heads_numbers(shown, arena));
    int cols = cell->cols > 1 ? cell->cols : 1;

    if (begins) {
        *heads = (struct heads){.table = cell->table, .row = cell->row};
    }
    if (cell->row != heads->row) {
        return;
    }
    if (is_title(text, i)) {
        heads->row = text->passages[i + 1].row;
        return;
    }
    for (int col = cell->col; col < cell->col + cols && col < MAX_TABLE_COLUMNS;
         col++) {
        heads->at[col] = shown;
    }
}

/* A cell of the first row is its own head: a table whose head row stayed on the page
 * before begins with values, and "Tháng 2" says of itself what it is. */
void passages_tie(struct text *text, struct arena *arena)
{
    struct heads heads = {.table = 0};
    struct str under = {0};

    for (size_t i = 0; i < text->passages_len; i++) {
        struct passage *passage = &text->passages[i];

        if (passage->kind == ZONE_CELL && passage->col >= 0 &&
            passage->col < MAX_TABLE_COLUMNS) {
            heads_take(&heads, text, i, arena);
            passage->head = heads.at[passage->col];
        }
        passage->under = under;
        if (passage->kind == ZONE_HEADING) {
            under = passage_str(text, passage);
        }
    }
}
