/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export.h"

#include "arena.h"
#include "out_dir.h"
#include "tr.h"
#include "wire.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ID_HEX = 16 };
/* The text of a document of 5,000 pages has some 20 MiB. */
#define MOST_TEXT_BYTES ((size_t)256 * 1024 * 1024)

/* --- tables --- */

struct csv_sheet {
    FILE *to;
    const struct csv_form *form;
};

static void write_cells(void *owner, enum table table, const struct str *cells,
                        size_t len)
{
    const struct csv_sheet *sheet = owner;

    (void)table;
    row_write(sheet->to, cells, len, sheet->form); /* ferror() tells of a failure */
}

enum status export_table(struct journal *journal, struct review *review,
                         enum table table, const struct csv_form *form, FILE *to,
                         struct err *err)
{
    const struct table_form *columns = &table_forms[table];
    struct csv_sheet sheet = {to, form};
    const struct row_sink sink = {write_cells, &sheet, NULL};

    row_write_names(to, columns->columns, columns->columns_len, form);
    return reviewed_each_row(journal, review, table, &sink, err);
}

/* What the tables are made of. */
struct csv_source {
    struct journal *journal;
    struct review *review;
    const struct csv_form *form;
};

static enum status write_table(const struct csv_source *source, enum table table,
                               struct str work_dir, struct err *err)
{
    char path[PATH_MAX];
    FILE *to;
    enum status status;
    bool is_written;

    snprintf(path, sizeof path, "%.*s/%s.csv", STR_ARG(work_dir),
             table_forms[table].name);
    to = fopen(path, "we");
    if (!to) {
        return err_set(err, STATUS_OUTPUT, 0, "%s: %s", path, tr_errno(errno));
    }
    status =
        export_table(source->journal, source->review, table, source->form, to, err);
    is_written = fflush(to) == 0 && !ferror(to) && fsync(fileno(to)) == 0;
    is_written = fclose(to) == 0 && is_written;
    if (status == STATUS_OK && !is_written) {
        status = err_set(err, STATUS_OUTPUT, 0, "%s: %s", path, tr_errno(errno));
    }
    return status;
}

/* --- texts --- */

struct texts {
    struct str out_dir, work_dir;
    char (*ids)[ID_HEX + 1]; /* of the documents that have a text */
    size_t len, cap;
    struct packing packing;
    enum status status;
    struct err *err;
};

/* The file holds just this. */
static bool holds(const char *path, struct str text, struct arena *arena)
{
    FILE *from = fopen(path, "re");
    char *bytes = arena_alloc(arena, text.len + 2, 1);
    size_t len = from ? fread(bytes, 1, text.len + 2, from) : 0;

    if (from) {
        fclose(from);
    }
    return from && len == text.len + 1 && memcmp(bytes, text.ptr, text.len) == 0 &&
           bytes[text.len] == '\n';
}

static enum status write_text(const struct texts *texts, struct str document,
                              struct str text, struct arena *arena)
{
    struct str name = str_printf(arena, "text/%.*s.txt", STR_ARG(document));
    struct str to =
        str_printf(arena, "%.*s/%.*s", STR_ARG(texts->out_dir), STR_ARG(name));
    struct str path =
        str_printf(arena, "%.*s/%.*s.txt", STR_ARG(texts->work_dir), STR_ARG(document));
    FILE *file;
    bool written;

    if (holds(to.ptr, text, arena)) {
        return STATUS_OK;
    }
    file = fopen(path.ptr, "we");
    written = file && fwrite(text.ptr, 1, text.len, file) == text.len;
    written = written && fputc('\n', file) != EOF;
    if (file && fclose(file) != 0) {
        written = false;
    }
    return written ? out_dir_move(path, texts->out_dir, name, texts->err)
                   : err_set(texts->err, STATUS_OUTPUT, 0, "%s: %s", path.ptr,
                             tr_errno(errno));
}

static void take_text(void *owner, const struct journal_part *part)
{
    struct texts *texts = owner;
    struct arena arena;
    struct str text;

    if (texts->status != STATUS_OK || part->document.len != ID_HEX) {
        return;
    }
    if (texts->len == texts->cap) {
        texts->cap = texts->cap > 0 ? 2 * texts->cap : 1024;
        texts->ids = realloc(texts->ids, texts->cap * sizeof *texts->ids);
        if (!texts->ids) {
            texts->status = err_set(texts->err, STATUS_OUTPUT, 0, "out of memory");
            return;
        }
    }
    memcpy(texts->ids[texts->len], part->document.ptr, ID_HEX);
    texts->ids[texts->len++][ID_HEX] = '\0';
    arena = arena_make(3 * MOST_TEXT_BYTES);
    if (unpack(&texts->packing, part->text, MOST_TEXT_BYTES, &arena, &text)) {
        texts->status = write_text(texts, part->document, text, &arena);
    }
    arena_drop(&arena);
}

static int by_id(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* "0123456789abcdef.txt" */
static bool is_text_name(const char *name)
{
    return strspn(name, "0123456789abcdef") == ID_HEX &&
           strcmp(name + ID_HEX, ".txt") == 0;
}

/* Texts of documents that are in the tables no more. */
static void remove_stale(const struct texts *texts)
{
    char path[PATH_MAX];
    DIR *folder;

    snprintf(path, sizeof path, "%.*s/text", STR_ARG(texts->out_dir));
    folder = opendir(path);
    if (!folder) {
        return;
    }
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        char id[ID_HEX + 1] = "";

        if (!is_text_name(entry->d_name)) {
            continue;
        }
        memcpy(id, entry->d_name, ID_HEX);
        if (texts->len == 0 ||
            !bsearch(id, texts->ids, texts->len, sizeof *texts->ids, by_id)) {
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
        }
    }
    closedir(folder);
}

static enum status write_texts(struct journal *journal, struct texts *texts)
{
    enum status status = journal_each_text(journal, take_text, texts, texts->err);

    if (status == STATUS_OK) {
        status = texts->status;
    }
    if (status == STATUS_OK) {
        if (texts->len > 0) {
            qsort(texts->ids, texts->len, sizeof *texts->ids, by_id);
        }
        remove_stale(texts);
    }
    free(texts->ids);
    packing_drop(&texts->packing);
    return status;
}

/* All tables are whole in the work folder before the first one is put in place. */
enum status export_all(struct journal *journal, struct str out_dir,
                       const struct csv_form *form, struct err *err)
{
    struct arena arena = arena_make(MOST_TEXT_BYTES);
    struct work_dir work_dir = {.lock_fd = -1};
    struct texts texts = {.out_dir = out_dir, .err = err};
    struct csv_source source = {journal, NULL, form};
    enum status status = out_dir_open(out_dir, &arena, &work_dir, err);

    if (status == STATUS_OK) {
        status = review_open(out_dir, REVIEW_READ, &source.review, err);
    }
    for (int i = 0; i < TABLE_FILES && status == STATUS_OK; i++) {
        status = write_table(&source, (enum table)i, work_dir.path, err);
    }
    if (status == STATUS_OK) {
        texts.work_dir = work_dir.path;
        status = write_texts(journal, &texts);
    }
    for (int i = 0; i < TABLE_FILES && status == STATUS_OK; i++) {
        struct str name = str_printf(&arena, "%s.csv", table_forms[i].name);

        status = out_dir_move(
            str_printf(&arena, "%.*s/%.*s", STR_ARG(work_dir.path), STR_ARG(name)),
            out_dir, name, err);
    }
    review_close(source.review);
    out_dir_close(&work_dir);
    arena_drop(&arena);
    return status;
}
