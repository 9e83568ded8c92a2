/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "track_parts.h"

#include <stdlib.h>

struct due {
    const struct archive_row *row;
    struct str day;
    size_t index;
};

static struct str cell(const struct archive_row *row, const char *column)
{
    return archive_cell(row, TABLE_DEADLINES, column);
}

static int by_day(const void *a_, const void *b_)
{
    const struct due *a = a_, *b = b_;
    int order = (a->day.len == 0) - (b->day.len == 0); /* without a day: last */

    order = order != 0 ? order : str_cmp(a->day, b->day);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static struct due *sorted(const struct archive *archive, size_t *len)
{
    const struct archive_table *rows = &archive->tables[TABLE_DEADLINES];
    struct due *all = ARENA_ARRAY(archive->arena, struct due, rows->len + 1);

    for (size_t i = 0; i < rows->len; i++) {
        all[i] = (struct due){&rows->at[i], cell(&rows->at[i], "due"), i};
    }
    if (rows->len > 0) {
        qsort(all, rows->len, sizeof *all, by_day);
    }
    *len = rows->len;
    return all;
}

void track_duties(const struct archive *archive, struct str today,
                  const struct track_sink *sink)
{
    size_t len;
    struct due *all = sorted(archive, &len);

    for (size_t i = 0; i < len; i++) {
        const struct archive_row *row = all[i].row;
        size_t document = row->document;
        bool is_over = all[i].day.len > 0 && str_cmp(all[i].day, today) < 0;
        struct str cells[MAX_COLUMNS] = {
            all[i].day,
            is_over ? STR("yes") : STR(""),
            cell(row, "kind"),
            cell(row, "from"),
            cell(row, "recurrence"),
            cell(row, "actor"),
            cell(row, "task"),
            archive_document(archive, document, "code"),
            archive_document(archive, document, "issuer"),
            archive_document(archive, document, "document"),
            archive_document(archive, document, "source"),
            cell(row, "page"),
            cell(row, "confidence"),
        };

        track_send(sink, TRACK_DUTIES, cells);
    }
}
