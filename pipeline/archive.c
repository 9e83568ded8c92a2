/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive.h"

#include "arena.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>

/* A document by what its rows name it. */
struct named {
    struct str document, source;
    size_t index;
};

struct archive_reading {
    struct archive *archive;
    struct named *named; /* sorted */
    size_t document;     /* of the row before */
};

static int by_name(const void *a_, const void *b_)
{
    const struct named *a = a_, *b = b_;
    int order = str_cmp(a->source, b->source);

    order = order != 0 ? order : str_cmp(a->document, b->document);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static void sort_names(struct archive_reading *reading)
{
    const struct archive_table *documents = &reading->archive->tables[TABLE_DOCUMENTS];

    reading->named =
        ARENA_ARRAY(reading->archive->arena, struct named, documents->len + 1);
    for (size_t i = 0; i < documents->len; i++) {
        const struct str *cells = documents->at[i].cells;

        reading->named[i] = (struct named){cells[0], cells[1], i};
    }
    if (documents->len > 0) {
        qsort(reading->named, documents->len, sizeof *reading->named, by_name);
    }
}

/* The first document of this name from that of the row before on: rows of all tables
 * come in the order of the documents. False: a twin's, or of no document. */
static bool find_document(struct archive_reading *reading, const struct str *cells)
{
    const struct named wanted = {cells[0], cells[1], reading->document};
    size_t low = 0, high = reading->archive->tables[TABLE_DOCUMENTS].len;
    size_t len = high;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (by_name(&reading->named[middle], &wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == len || !str_eq(reading->named[low].document, cells[0]) ||
        !str_eq(reading->named[low].source, cells[1])) {
        return false;
    }
    reading->document = reading->named[low].index;
    return true;
}

static void take_row(void *owner, enum table table, const struct str *cells, size_t len)
{
    struct archive_reading *reading = owner;
    struct archive *archive = reading->archive;
    struct archive_table *to = &archive->tables[table];
    struct archive_row row = {.document = to->len};

    if (table != TABLE_DOCUMENTS) {
        if (!find_document(reading, cells)) {
            return;
        }
        row.document = reading->document;
    }
    row.cells = ARENA_ARRAY(archive->arena, struct str, len);
    for (size_t i = 0; i < len; i++) {
        row.cells[i] = cells[i].len > 0 ? str_copy(archive->arena, cells[i]) : STR("");
    }
    to->at = arena_grow(archive->arena, to->at, to->len, &to->cap, sizeof *to->at);
    to->at[to->len++] = row;
}

enum status archive_read(struct journal *journal, struct archive *archive,
                         struct err *err)
{
    struct archive_reading reading = {.archive = archive};
    const struct row_sink sink = {take_row, &reading, NULL};
    enum status status =
        reviewed_each_row(journal, archive->review, TABLE_DOCUMENTS, &sink, err);

    sort_names(&reading);
    for (int table = TABLE_DOCUMENTS + 1; table < TABLE_FILES && status == STATUS_OK;
         table++) {
        reading.document = 0;
        if (!archive->leaves_out[table]) {
            status = reviewed_each_row(journal, archive->review, (enum table)table,
                                       &sink, err);
        }
    }
    return status;
}

struct str archive_cell(const struct archive_row *row, enum table table,
                        const char *column)
{
    return row->cells[table_column(table, str_from_c(column))];
}

struct str archive_document(const struct archive *archive, size_t document,
                            const char *column)
{
    return archive_cell(&archive->tables[TABLE_DOCUMENTS].at[document], TABLE_DOCUMENTS,
                        column);
}

size_t archive_rows(const struct archive *archive, enum table table, size_t document,
                    size_t *first)
{
    const struct archive_table *rows = &archive->tables[table];
    size_t low = 0, high = rows->len, end;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (rows->at[middle].document < document) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (end = low; end < rows->len && rows->at[end].document == document; end++) {
    }
    *first = low;
    return end - low;
}

struct str archive_text(const struct archive *archive, size_t document,
                        struct arena *arena)
{
    struct str path =
        str_printf(arena, "%.*s/text/%.*s.txt", STR_ARG(archive->out_dir),
                   STR_ARG(archive_document(archive, document, "document")));
    FILE *from = fopen(path.ptr, "re");
    struct strbuf text = {.arena = arena};
    char block[8192];
    size_t len;

    while (from && (len = fread(block, 1, sizeof block, from)) > 0) {
        strbuf_add(&text, (struct str){block, len});
    }
    if (from) {
        fclose(from);
    }
    return strbuf_str(&text);
}

/* --- names of agencies --- */

static struct str in_full(struct str word)
{
    static const struct {
        const char *word, *full;
    } abbreviations[] = {
        {"ubnd", "uy ban nhan dan"},
        {"hdnd", "hoi dong nhan dan"},
        {"ubmttq", "uy ban mat tran to quoc"},
        {"mttq", "mat tran to quoc"},
        {"ttyt", "trung tam y te"},
        {"ttvh", "trung tam van hoa"},
        {"thcs", "trung hoc co so"},
        {"thpt", "trung hoc pho thong"},
        {"lhpn", "lien hiep phu nu"},
        {"ldld", "lien doan lao dong"},
        {"ccb", "cuu chien binh"},
        {"vhtt", "van hoa thong tin"},
        {"gddt", "giao duc va dao tao"},
        {"bch", "ban chi huy"},
        {"bcd", "ban chi dao"},
    };

    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
        if (str_eq(str_from_c(abbreviations[i].word), word)) {
            return str_from_c(abbreviations[i].full);
        }
    }
    return word;
}

struct str agency_key(struct str name, struct arena *arena)
{
    struct str folded = fold(name, arena, NULL);
    struct strbuf out = {.arena = arena};
    size_t at = 0;

    folded = str_sub(folded, 0, str_find(folded, STR("("), 0));
    while (at < folded.len) {
        size_t end = at;

        while (end < folded.len && is_word_sign(folded.ptr[end])) {
            end++;
        }
        if (end > at) {
            strbuf_add(&out, out.len > 0 ? STR(" ") : STR(""));
            strbuf_add(&out, in_full(str_sub(folded, at, end)));
        }
        at = end > at ? end : end + 1;
    }
    return strbuf_str(&out);
}

/* What a place begins with. */
static bool begins_place(struct str s)
{
    static const char *const kinds[] = {" tinh ",   " thanh pho ", " huyen ",
                                        " quan ",   " thi xa ",    " xa ",
                                        " phuong ", " thi tran "};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (str_starts(s, str_from_c(kinds[i]))) {
            return true;
        }
    }
    return false;
}

bool agency_is(struct str recipient, struct str issuer)
{
    struct str longer = recipient.len > issuer.len ? recipient : issuer;
    struct str shorter = recipient.len > issuer.len ? issuer : recipient;

    if (shorter.len == 0 || !str_starts(longer, shorter)) {
        return false;
    }
    if (str_ends(shorter, STR(" tinh")) && longer.len > shorter.len) {
        return longer.ptr[shorter.len] == ' '; /* an archive has one province */
    }
    /* "uy ban nhan dan" alone names nobody */
    return longer.len == shorter.len || (begins_place(str_from(longer, shorter.len)) &&
                                         !str_eq(shorter, STR("uy ban nhan dan")) &&
                                         !str_eq(shorter, STR("hoi dong nhan dan")));
}

bool agency_is_group(struct str key)
{
    return str_starts(key, STR("cac ")) || str_find(key, STR(" cac "), 0) < key.len ||
           str_starts(key, STR("nhu ")) || str_starts(key, STR("thanh vien "));
}
