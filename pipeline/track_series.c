/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "likeness.h"
#include "track_parts.h"

#include <stdlib.h>

/* Two scans of one plan have more than this in common (likeness.h). */
static const double SAME_TEXT = 0.5;
#define TEXTS_BYTES ((size_t)512 * 1024 * 1024)

/* A document with a number, in the series that the number is of. */
struct numbered {
    struct str issuer, symbol, year; /* issuer as a key */
    long number;
    struct str date;
    size_t document;
};

static int series_cmp(const struct numbered *a, const struct numbered *b)
{
    int order = str_cmp(a->issuer, b->issuer);

    order = order != 0 ? order : str_cmp(a->year, b->year);
    return order != 0 ? order : str_cmp(a->symbol, b->symbol);
}

static int by_number(const void *a_, const void *b_)
{
    const struct numbered *a = a_, *b = b_;
    int order = series_cmp(a, b);

    if (order != 0) {
        return order;
    }
    if (a->number != b->number) {
        return a->number < b->number ? -1 : 1;
    }
    return (a->document > b->document) - (a->document < b->document);
}

/* "15/KH-UBND" of 2024; false: no number, or nothing to tell its series by. */
static bool number_of(const struct archive *archive, size_t document,
                      struct numbered *out)
{
    struct str code = archive_document(archive, document, "code");
    struct str date = archive_document(archive, document, "date");
    struct str issuer = archive_document(archive, document, "issuer");
    size_t at = 0;

    *out = (struct numbered){.document = document, .date = date};
    while (at < code.len && at < 6 && code.ptr[at] >= '0' && code.ptr[at] <= '9') {
        out->number = 10 * out->number + (code.ptr[at++] - '0');
    }
    if (at == 0 || at == code.len || issuer.len == 0 || date.len != 10) {
        return false;
    }
    out->symbol = str_from(code, at);
    out->year = str_sub(date, 0, 4);
    out->issuer = agency_key(issuer, archive->arena);
    return out->number > 0;
}

/* Two documents that follow each other in a series. */
struct pair {
    const struct numbered *a, *b;
    double likeness; /* of their texts; below 0: not asked */
};

static void send(const struct archive *archive, const struct track_sink *sink,
                 const char *kind, struct str numbers, const struct pair *pair)
{
    struct str cells[MAX_COLUMNS] = {
        archive_document(archive, pair->a->document, "issuer"),
        pair->a->year,
        pair->a->symbol,
        str_from_c(kind),
        numbers,
        archive_document(archive, pair->a->document, "source"),
        pair->a->date,
        archive_document(archive, pair->b->document, "source"),
        pair->b->date,
        pair->likeness < 0 ? STR("")
                           : str_printf(archive->arena, "%.2f", pair->likeness),
    };

    track_send(sink, TRACK_SERIES, cells);
}

/* One number, two documents. */
static void look_at_twins(const struct archive *archive, const struct track_sink *sink,
                          struct pair *pair)
{
    struct arena texts = arena_make(TEXTS_BYTES);
    bool is_rescan;

    pair->likeness =
        text_likeness(archive_text(archive, pair->a->document, &texts),
                      archive_text(archive, pair->b->document, &texts), &texts);
    is_rescan = str_eq(pair->a->date, pair->b->date) && pair->likeness >= SAME_TEXT;
    arena_drop(&texts);
    send(archive, sink, is_rescan ? "rescan" : "twice",
         str_printf(archive->arena, "%ld", pair->a->number), pair);
}

static void look_at(const struct archive *archive, const struct track_sink *sink,
                    struct pair *pair)
{
    struct arena *arena = archive->arena;
    long a = pair->a->number, b = pair->b->number;

    if (b == a) {
        look_at_twins(archive, sink, pair);
        return;
    }
    if (b > a + 1) {
        send(archive, sink, "missing",
             b == a + 2 ? str_printf(arena, "%ld", a + 1)
                        : str_printf(arena, "%ld-%ld", a + 1, b - 1),
             pair);
    }
    if (str_cmp(pair->b->date, pair->a->date) < 0) {
        send(archive, sink, "order", str_printf(arena, "%ld %ld", a, b), pair);
    }
}

void track_series(const struct archive *archive, const struct track_sink *sink)
{
    size_t documents = archive->tables[TABLE_DOCUMENTS].len, len = 0;
    struct numbered *all = ARENA_ARRAY(archive->arena, struct numbered, documents + 1);

    for (size_t i = 0; i < documents; i++) {
        len += number_of(archive, i, &all[len]);
    }
    if (len > 0) {
        qsort(all, len, sizeof *all, by_number);
    }
    for (size_t i = 1; i < len; i++) {
        if (series_cmp(&all[i - 1], &all[i]) == 0) {
            look_at(archive, sink, &(struct pair){&all[i - 1], &all[i], -1});
        }
    }
}
