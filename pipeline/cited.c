/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cited.h"

#include "agency_level.h"
#include "arena.h"

#include <stdlib.h>

struct coded {
    struct str code, date;
    size_t document;
};

static int by_code(const void *a_, const void *b_)
{
    const struct coded *a = a_, *b = b_;
    int order = str_cmp(a->code, b->code);

    order = order != 0 ? order : str_cmp(a->date, b->date);
    return order != 0 ? order
                      : (a->document > b->document) - (a->document < b->document);
}

struct cited cited_from_archive(const struct archive *archive)
{
    struct arena *arena = archive->arena;
    size_t len = archive->tables[TABLE_DOCUMENTS].len;
    struct cited cited = {.archive = archive};

    cited.coded = ARENA_ARRAY(arena, struct coded, len + 1);
    cited.issuers = ARENA_ARRAY(arena, struct str, len + 1);
    for (size_t i = 0; i < len; i++) {
        struct str code = archive_document(archive, i, "code");

        cited.issuers[i] = agency_key(archive_document(archive, i, "issuer"), arena);
        if (code.len > 0) {
            cited.coded[cited.coded_len++] =
                (struct coded){code, archive_document(archive, i, "date"), i};
        }
    }
    if (cited.coded_len > 0) {
        qsort(cited.coded, cited.coded_len, sizeof *cited.coded, by_code);
    }
    return cited;
}

static size_t first_of(const struct cited *cited, struct str code, struct str date)
{
    const struct coded wanted = {code, date, 0};
    size_t low = 0, high = cited->coded_len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (by_code(&cited->coded[middle], &wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool names(const struct cited *cited, const struct coded *coded, struct str date,
                  struct str issuer)
{
    struct str own = cited->issuers[coded->document];

    if (agency_levels_differ(agency_level(issuer), agency_level(own))) {
        return false;
    }
    return date.len > 0 && coded->date.len > 0 ? str_eq(date, coded->date)
                                               : agency_is(own, issuer);
}

size_t cited_find(const struct cited *cited, const struct archive_row *reference,
                  size_t out[MOST_CITED])
{
    struct arena arena = arena_make(1 << 20);
    struct str code = archive_cell(reference, TABLE_REFERENCES, "code");
    struct str date = archive_cell(reference, TABLE_REFERENCES, "date");
    struct str issuer =
        agency_key(archive_cell(reference, TABLE_REFERENCES, "issuer"), &arena);
    size_t at = code.len > 0 ? first_of(cited, code, STR("")) : cited->coded_len;
    size_t len = 0;

    while (at < cited->coded_len && len < MOST_CITED) {
        const struct coded *coded = &cited->coded[at];

        if (!str_eq(coded->code, code)) {
            break;
        }
        if (date.len > 0 && coded->date.len > 0 && str_cmp(coded->date, date) < 0) {
            at = first_of(cited, code, date);
            continue;
        }
        if (date.len > 0 && str_cmp(coded->date, date) > 0) {
            break;
        }
        if (coded->document != reference->document &&
            names(cited, coded, date, issuer)) {
            out[len++] = coded->document;
        }
        at++;
    }
    arena_drop(&arena);
    return len;
}

bool cited_is_itself(const struct cited *cited, const struct archive_row *reference)
{
    const struct archive *archive = cited->archive;
    const struct coded self = {archive_document(archive, reference->document, "code"),
                               archive_document(archive, reference->document, "date"),
                               reference->document};
    struct arena arena = arena_make(1 << 20);
    struct str issuer =
        agency_key(archive_cell(reference, TABLE_REFERENCES, "issuer"), &arena);
    bool is_itself =
        self.code.len > 0 &&
        str_eq(self.code, archive_cell(reference, TABLE_REFERENCES, "code")) &&
        names(cited, &self, archive_cell(reference, TABLE_REFERENCES, "date"), issuer);

    arena_drop(&arena);
    return is_itself;
}
