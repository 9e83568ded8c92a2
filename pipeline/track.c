/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `vanthu track`: the tables of track_*.c as files. */
#include "arena.h"
#include "chain.h"
#include "commands.h"
#include "new_file.h"
#include "tr.h"
#include "track_parts.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { NAME_BYTES = 1 << 16 };
/* The tables of a hundred thousand documents. */
#define TRACK_BYTES ((size_t)4 * 1024 * 1024 * 1024)

const struct table_form track_forms[TRACK_TABLES] = {
    [TRACK_ANSWERS] = {"answers",
                       {"document", "source", "code", "date", "issuer", "title",
                        "recipient", "state", "due", "answer", "answer_source",
                        "answer_code", "answer_date"},
                       13},
    [TRACK_DUTIES] = {"duties",
                      {"due", "overdue", "kind", "from", "recurrence", "actor", "task",
                       "code", "issuer", "document", "source", "page", "confidence"},
                      13},
    [TRACK_SERIES] = {"series",
                      {"issuer", "year", "symbol", "kind", "numbers", "source", "date",
                       "next_source", "next_date", "likeness"},
                      10},
    [TRACK_TWINS] = {"twins",
                     {"document", "source", "code", "date", "issuer", "other_document",
                      "other_source", "other_code", "other_date", "other_issuer",
                      "likeness", "kind", "differs", "numbers", "other_numbers", "why"},
                     16},
    [TRACK_CHAIN] = {"chain",
                     {"document", "source", "code", "relation", "page", "cited_type",
                      "cited_code", "cited_date", "cited_issuer", "cited_name",
                      "in_archive", "cited_document", "cited_source"},
                     13},
    [TRACK_OUT_OF_FORCE] = {"out_of_force",
                            {"document", "source", "code", "date", "page", "cited",
                             "last_day", "replaced_by", "said_by"},
                            9},
};

void track_out_of_force(const struct archive *archive, const struct expiries *expiries,
                        const struct track_sink *sink)
{
    const struct archive_table *references = &archive->tables[TABLE_REFERENCES];

    for (size_t i = 0; i < references->len; i++) {
        const struct archive_row *row = &references->at[i];
        struct str date = archive_document(archive, row->document, "date");
        struct str code = archive_cell(row, TABLE_REFERENCES, "code");
        const struct expiry *expiry = expiry_of(expiries, code, date);

        if (expiry) {
            struct str cells[MAX_COLUMNS] = {
                archive_document(archive, row->document, "document"),
                archive_document(archive, row->document, "source"),
                archive_document(archive, row->document, "code"),
                date,
                archive_cell(row, TABLE_REFERENCES, "page"),
                code,
                expiry->last_day,
                expiry->replaced_by,
                expiry->source,
            };

            track_send(sink, TRACK_OUT_OF_FORCE, cells);
        }
    }
}

/* --- files --- */

struct writing {
    FILE *to;
    const struct csv_form *form;
    size_t rows;
};

static void write_row(void *owner, enum track_table table, const struct str *cells,
                      size_t len)
{
    struct writing *writing = owner;

    (void)table;
    row_write(writing->to, cells, len, writing->form);
    writing->rows++;
}

/* What all tables are made of. */
struct tracking {
    const struct settings *settings;
    struct archive archive;
    struct cited cited;
    size_t *same_as; /* by document, as track_twins() found */
    struct expiries expiries;
    struct str folder;
    int64_t stamp_s;
};

static void find(enum track_table table, const struct tracking *tracking,
                 const struct track_sink *sink)
{
    switch (table) {
    case TRACK_ANSWERS:
        track_answers(&tracking->cited, tracking->same_as, sink);
        break;
    case TRACK_DUTIES:
        track_duties(&tracking->archive, tracking->settings->today, sink);
        break;
    case TRACK_SERIES:
        track_series(&tracking->archive, sink);
        break;
    case TRACK_TWINS:
        track_twins(&tracking->archive, tracking->same_as, sink);
        break;
    case TRACK_CHAIN:
        track_chain(&tracking->cited, tracking->same_as, sink);
        break;
    case TRACK_OUT_OF_FORCE:
        track_out_of_force(&tracking->archive, &tracking->expiries, sink);
        break;
    case TRACK_TABLES:
        break;
    }
}

/* A file of the folder. */
static enum status open_file(const struct tracking *tracking, const char *name,
                             struct new_file *file, struct err *err)
{
    struct arena arena = arena_make(NAME_BYTES);
    enum status status = new_file_open(
        file, str_printf(&arena, "%.*s/%s", STR_ARG(tracking->folder), name), err);

    arena_drop(&arena);
    return status;
}

static enum status write_table(enum track_table table, const struct tracking *tracking,
                               FILE *messages, struct err *err)
{
    const struct table_form *form = &track_forms[table];
    const struct csv_form *csv = &tracking->settings->csv;
    struct new_file file;
    struct writing writing = {.form = csv};
    char name[64];
    enum status status;

    snprintf(name, sizeof name, "%s.csv", form->name);
    status = open_file(tracking, name, &file, err);
    if (status != STATUS_OK) {
        return status;
    }
    writing.to = file.to;
    row_write_names(file.to, form->columns, form->columns_len, csv);
    find(table, tracking, &(struct track_sink){write_row, &writing});
    fprintf(messages, "%s: %zu\n", name, writing.rows);
    return new_file_close(&file, STATUS_OK, err);
}

static enum status write_all(const struct tracking *tracking, FILE *to, struct err *err)
{
    struct new_file file;
    enum status status = STATUS_OK;

    if (mkdir(tracking->folder.ptr, 0777) != 0 && errno != EEXIST) {
        return err_set(err, STATUS_OUTPUT, 0, "%s: %s", tracking->folder.ptr,
                       tr_errno(errno));
    }
    for (int table = 0; table < TRACK_TABLES && status == STATUS_OK; table++) {
        status = write_table((enum track_table)table, tracking, to, err);
    }
    if (status == STATUS_OK) {
        status = open_file(tracking, "duties.ics", &file, err);
    }
    if (status == STATUS_OK) {
        track_calendar(&tracking->archive, tracking->stamp_s, file.to);
        status = new_file_close(&file, STATUS_OK, err);
    }
    if (status == STATUS_OK) {
        struct chain chain = chain_from_archive(&tracking->cited, tracking->same_as);
        struct painter *painter = painter_open(chain.arena);

        status = track_pictures(&chain, painter, tracking->folder, to, err);
        painter_close(painter);
    }
    return status;
}

int track(const struct settings *settings, FILE *to, struct err *err)
{
    struct arena arena = arena_make(TRACK_BYTES);
    struct str out_dir = settings->args[0];
    struct tracking tracking = {
        .settings = settings,
        .folder = settings->out_dir.len > 0
                      ? settings->out_dir
                      : str_printf(&arena, "%.*s/track", STR_ARG(out_dir))};
    struct journal *journal = NULL;
    struct review *review = NULL;
    struct journal_counts counts;
    enum status status = journal_open(out_dir, JOURNAL_READ, &journal, err);

    if (status == STATUS_OK) {
        status = expiries_read(settings->in_force, &arena, &tracking.expiries, err);
    }
    if (status == STATUS_OK) {
        status = journal_count(journal, &counts, err);
    }
    if (status == STATUS_OK) {
        status = review_open(out_dir, REVIEW_READ, &review, err);
    }
    if (status == STATUS_OK) {
        tracking.stamp_s = counts.ended_s;
        tracking.archive =
            (struct archive){.arena = &arena, .out_dir = out_dir, .review = review};
        status = archive_read(journal, &tracking.archive, err);
    }
    if (status == STATUS_OK) {
        tracking.cited = cited_from_archive(&tracking.archive);
        tracking.same_as = ARENA_ARRAY(
            &arena, size_t, tracking.archive.tables[TABLE_DOCUMENTS].len + 1);
        status = write_all(&tracking, to, err);
    }
    review_close(review);
    journal_close(journal);
    arena_drop(&arena);
    return exit_code_of(status);
}
