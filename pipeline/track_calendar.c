/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Due dates as a calendar. An event keeps its UID as long as its document, day and text
 * stay what they are, so that a calendar that took it in once knows it again. */
#include "arena.h"
#include "fnv.h"
#include "track_parts.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct event {
    struct str uid, day;
    const struct archive_row *row;
    size_t index;
};

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
        if (c < ' ' || c == 0x7F) { /* no text has any (3.3.11) */
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

static struct str cell(const struct archive_row *row, const char *column)
{
    return archive_cell(row, TABLE_DEADLINES, column);
}

static int by_uid(const void *a_, const void *b_)
{
    const struct event *a = a_, *b = b_;
    int order = str_cmp(a->uid, b->uid);

    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static int by_day(const void *a_, const void *b_)
{
    const struct event *a = a_, *b = b_;
    int order = str_cmp(a->day, b->day);

    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

/* Of the duties that have a day: one of the same document, day and text, as from two
 * files of the same content, is one event. */
static struct event *list_events(const struct archive *archive, size_t *len)
{
    const struct archive_table *rows = &archive->tables[TABLE_DEADLINES];
    struct event *events = ARENA_ARRAY(archive->arena, struct event, rows->len + 1);
    size_t all = 0;

    *len = 0;
    for (size_t i = 0; i < rows->len; i++) {
        const struct archive_row *row = &rows->at[i];
        struct str day = cell(row, "due");

        if (day.len == 10) {
            struct str uid = str_printf(
                archive->arena, "%.*s-%.*s-%016llx@vanthu",
                STR_ARG(archive_document(archive, row->document, "document")),
                STR_ARG(day),
                (unsigned long long)fnv_add_str(FNV_OFFSET, cell(row, "text")));

            events[all++] = (struct event){uid, day, row, i};
        }
    }
    if (all > 0) {
        qsort(events, all, sizeof *events, by_uid);
    }
    for (size_t i = 0; i < all; i++) {
        if (*len == 0 || !str_eq(events[*len - 1].uid, events[i].uid)) {
            events[(*len)++] = events[i];
        }
    }
    if (*len > 0) {
        qsort(events, *len, sizeof *events, by_day);
    }
    return events;
}

static void put_event(const struct archive *archive, const struct event *event,
                      const char *stamp, FILE *to)
{
    const struct archive_row *row = event->row;
    struct arena arena = arena_make(1 << 24);
    struct str code = archive_document(archive, row->document, "code");
    struct str task = cell(row, "task"), actor = cell(row, "actor");

    fputs("BEGIN:VEVENT\r\n", to);
    put_line(to, "UID", event->uid, false);
    put_line(to, "DTSTAMP", str_from_c(stamp), false);
    put_line(to, "DTSTART;VALUE=DATE", compact(event->day, &arena), false);
    put_line(to, "SUMMARY",
             str_printf(&arena, "%.*s%s%.*s", STR_ARG(code), code.len > 0 ? ": " : "",
                        STR_ARG(task.len > 0 ? task : cell(row, "text"))),
             true);
    put_line(to, "DESCRIPTION",
             str_printf(&arena, "%.*s%s%.*s\n%.*s, trang %.*s", STR_ARG(actor),
                        actor.len > 0 ? "\n" : "", STR_ARG(cell(row, "text")),
                        STR_ARG(archive_document(archive, row->document, "source")),
                        STR_ARG(cell(row, "page"))),
             true);
    fputs("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n", to);
    arena_drop(&arena);
}

void track_calendar(const struct archive *archive, int64_t stamp_s, FILE *to)
{
    size_t len;
    const struct event *events = list_events(archive, &len);
    time_t stamp = (time_t)stamp_s;
    struct tm utc;
    char text[32];

    gmtime_r(&stamp, &utc);
    strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &utc);
    fputs("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//vanthu//track//VI\r\n", to);
    for (size_t i = 0; i < len; i++) {
        put_event(archive, &events[i], text, to);
    }
    fputs("END:VCALENDAR\r\n", to);
}
