/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive_of.h"

#include "arena.h"
#include "folder_of.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct journal_keys keys = {STR_INIT("aaaa"), STR_INIT("bbbb"),
                                         STR_INIT("bbbb")};

static void must(const struct place *place, enum status status)
{
    if (status != STATUS_OK) {
        fail_msg("%s", place->err.text);
    }
}

void place_begin(struct place *place, struct arena *arena)
{
    *place = (struct place){.folder = folder_make(arena), .arena = arena};
    must(place,
         journal_open(place->folder, JOURNAL_WRITE, &place->journal, &place->err));
    must(place, journal_begin(place->journal, &keys, &place->err));
}

void place_end(struct place *place)
{
    journal_close(place->journal);
    folder_drop(place->folder);
}

void document_text(struct place *place, struct str text)
{
    char name[64];

    snprintf(name, sizeof name, "text/%016d.txt", place->documents);
    (void)folder_write(place->folder, name, text, place->arena);
}

void put_row(struct place *place, enum table table, const char *const *pairs)
{
    struct str cells[MAX_COLUMNS] = {{0}};

    cells[0] = str_printf(place->arena, "%016d", place->documents);
    cells[1] = str_printf(place->arena, "%02d.pdf", place->documents);
    for (; pairs[0]; pairs += 2) {
        int column = table_column(table, str_from_c(pairs[0]));

        assert_true(column >= 0);
        cells[column] = str_from_c(pairs[1]);
    }
    must(place, journal_put_row(place->journal, place->content,
                                &(struct journal_row){.table = table, .cells = cells},
                                &place->err));
}

void document(struct place *place, const char *issuer, const char *code,
              const char *date)
{
    struct content content;
    char key[65];
    struct journal_part part = {.pages_len = 1};

    place->documents++;
    snprintf(key, sizeof key, "%064d", place->documents);
    must(place,
         journal_content(place->journal, str_from_c(key), &content, &place->err));
    place->content = content.id;
    must(place, journal_put_file(
                    place->journal,
                    &(struct journal_file){
                        str_printf(place->arena, "%02d.pdf", place->documents), 1, 1},
                    content.id, &place->err));
    must(place, journal_rows_begin(place->journal, content.id, &place->err));
    part.document = str_printf(place->arena, "%016d", place->documents);
    part.range = STR("");
    part.text = STR("");
    must(place, journal_put_part(place->journal, content.id, &part, &place->err));
    ROW(place, TABLE_DOCUMENTS, "issuer", issuer, "code", code, "date", date, "title",
        "Trồng cây", "status", "ok");
}

void document_end(struct place *place)
{
    must(place,
         journal_rows_end(place->journal, place->content, CONTENT_READ, &place->err));
}

void found_take(void *owner, enum track_table table, const struct str *cells,
                size_t len)
{
    struct found *found = owner;
    struct strbuf line = {.arena = found->arena};

    for (size_t k = 0; k < 4 && found->columns[k]; k++) {
        for (size_t i = 0; i < len; i++) {
            if (strcmp(track_forms[table].columns[i], found->columns[k]) == 0) {
                strbuf_add(&line, k > 0 ? STR("|") : STR(""));
                strbuf_add(&line, cells[i]);
            }
        }
    }
    assert_true(found->len < sizeof found->lines / sizeof *found->lines);
    found->lines[found->len++] = strbuf_str(&line);
}

void found_check(const struct found *found, const char *const *want)
{
    size_t i = 0;

    for (; want[i]; i++) {
        if (i >= found->len || !str_eq(found->lines[i], str_from_c(want[i]))) {
            fail_msg("line %zu: '%.*s', not '%s'", i + 1,
                     i < found->len ? (int)found->lines[i].len : 0,
                     i < found->len ? found->lines[i].ptr : "", want[i]);
        }
    }
    assert_int_equal(found->len, i);
}

void read_archive(struct place *place, struct archive *archive)
{
    *archive = (struct archive){.arena = place->arena, .out_dir = place->folder};
    must(place, archive_read(place->journal, archive, &place->err));
}
