/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "track_parts.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

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

/* --- the calendar --- */

enum { FOLD_BYTES = 73 }; /* RFC 5545, 3.1: lines of at most 75 octets */

/* One content line; commas, semicolons, backslashes and line ends of a text escaped
 * (3.3.11). */
static void put_line(FILE *to, const char *name, struct str text, bool is_text)
{
    size_t on_line = strlen(name) + 1;

    fprintf(to, "%s:", name);
    for (size_t at = 0, bytes; at < text.len; at += bytes) {
        uint32_t c = utf8_at(text, at, &bytes);
        bool escapes = is_text && (c == ',' || c == ';' || c == '\\');

        if (on_line + bytes + escapes > FOLD_BYTES) {
            fputs("\r\n ", to);
            on_line = 1;
        }
        if (c == '\n' || c == '\r' || c == '\f') {
            fputs("\\n", to);
            on_line += 2;
            continue;
        }
        if (escapes) {
            fputc('\\', to);
        }
        fwrite(text.ptr + at, 1, bytes, to);
        on_line += bytes + escapes;
    }
    fputs("\r\n", to);
}

/* "20240331" of "2024-03-31". */
static struct str compact(struct str day, struct arena *arena)
{
    return str_printf(arena, "%.*s%.*s%.*s", STR_ARG(str_sub(day, 0, 4)),
                      STR_ARG(str_sub(day, 5, 7)), STR_ARG(str_sub(day, 8, 10)));
}

void track_calendar(const struct archive *archive, int64_t stamp_s, FILE *to)
{
    struct arena *arena = archive->arena;
    size_t len;
    struct due *all = sorted(archive, &len);
    time_t stamp = (time_t)stamp_s;
    struct tm utc;
    char stamp_text[32];

    gmtime_r(&stamp, &utc);
    strftime(stamp_text, sizeof stamp_text, "%Y%m%dT%H%M%SZ", &utc);
    fputs("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//vanthu//track//VI\r\n", to);
    for (size_t i = 0; i < len && all[i].day.len == 10; i++) {
        const struct archive_row *row = all[i].row;
        struct str code = archive_document(archive, row->document, "code");
        struct str task = cell(row, "task");

        fputs("BEGIN:VEVENT\r\n", to);
        put_line(
            to, "UID",
            str_printf(arena, "%.*s-%zu@vanthu",
                       STR_ARG(archive_document(archive, row->document, "document")),
                       all[i].index),
            false);
        put_line(to, "DTSTAMP", str_from_c(stamp_text), false);
        put_line(to, "DTSTART;VALUE=DATE", compact(all[i].day, arena), false);
        put_line(to, "SUMMARY",
                 str_printf(arena, "%.*s%s%.*s", STR_ARG(code),
                            code.len > 0 ? ": " : "",
                            STR_ARG(task.len > 0 ? task : cell(row, "text"))),
                 true);
        put_line(to, "DESCRIPTION",
                 str_printf(arena, "%.*s\n%.*s\n%.*s, trang %.*s",
                            STR_ARG(cell(row, "actor")), STR_ARG(cell(row, "text")),
                            STR_ARG(archive_document(archive, row->document, "source")),
                            STR_ARG(cell(row, "page"))),
                 true);
        fputs("END:VEVENT\r\n", to);
    }
    fputs("END:VCALENDAR\r\n", to);
}
