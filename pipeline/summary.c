/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "summary.h"

#include "arena.h"
#include "tables.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

struct summary summary_make(struct arena *arena)
{
    struct counts none = {.arena = arena};

    return (struct summary){
        .issuers = none, .months = none, .types = none, .missing = none};
}

/* The count of that name, made when it is new. */
static struct count *count_of(struct counts *counts, struct str name)
{
    size_t first = 0, last = counts->len;

    while (first < last) {
        size_t middle = first + (last - first) / 2;

        if (str_cmp(counts->at[middle].name, name) < 0) {
            first = middle + 1;
        } else {
            last = middle;
        }
    }
    if (first < counts->len && str_eq(counts->at[first].name, name)) {
        return &counts->at[first];
    }
    counts->at = arena_grow(counts->arena, counts->at, counts->len, &counts->cap,
                            sizeof *counts->at);
    memmove(&counts->at[first + 1], &counts->at[first],
            (counts->len - first) * sizeof *counts->at);
    counts->at[first] = (struct count){.name = str_copy(counts->arena, name)};
    counts->len++;
    return &counts->at[first];
}

static struct str cell(const struct str *cells, const char *column)
{
    return cells[table_column(TABLE_DOCUMENTS, str_from_c(column))];
}

static int status_of(struct str status)
{
    return str_eq(status, STR("ok"))       ? COUNT_OK
           : str_eq(status, STR("failed")) ? COUNT_FAILED
                                           : COUNT_REVIEW;
}

static void count(struct count *count, int status)
{
    count->by[COUNT_ALL]++;
    count->by[status]++;
}

static size_t number_of(struct str s)
{
    size_t number = 0;

    for (size_t i = 0; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++) {
        number = 10 * number + (size_t)(s.ptr[i] - '0');
    }
    return number;
}

void summary_add(struct summary *summary, const struct str *cells)
{
    int status = status_of(cell(cells, "status"));
    struct str missing = cell(cells, "missing");

    count(&summary->all, status);
    summary->pages += number_of(cell(cells, "pages"));
    count(count_of(&summary->issuers, cell(cells, "issuer")), status);
    count(count_of(&summary->months, str_sub(cell(cells, "date"), 0, 7)), status);
    count(count_of(&summary->types, cell(cells, "type")), status);
    while (missing.len > 0) {
        count(count_of(&summary->missing, str_cut(&missing, ' ')), status);
    }
}

bool summary_lacks(const struct summary *summary, struct str agency)
{
    struct arena *arena = summary->issuers.arena;
    struct str want = fold(str_trim(agency), arena, NULL);

    for (size_t i = 0; i < summary->issuers.len; i++) {
        if (str_eq(fold(summary->issuers.at[i].name, arena, NULL), want)) {
            return false;
        }
    }
    return want.len > 0;
}
