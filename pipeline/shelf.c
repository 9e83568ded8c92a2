/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shelf.h"

#include "bounds.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static void shelf_path(struct str work_dir, int no, size_t table, char path[PATH_MAX])
{
    snprintf(path, PATH_MAX, "%.*s/%d-%s.part", STR_ARG(work_dir), no,
             table_forms[table].name);
}

enum status shelf_open(struct str work_dir, int no, struct shelf *out, struct err *err)
{
    char path[PATH_MAX];

    *out = (struct shelf){.work_dir = work_dir, .no = no};
    for (size_t i = 0; i < TABLE_FILES; i++) {
        shelf_path(work_dir, no, i, path);
        out->to[i] = fopen(path, "ae");
        if (!out->to[i] || fseeko(out->to[i], 0, SEEK_END) != 0) {
            return err_set(err, STATUS_OUTPUT, 0, "%s: %s", path, strerror(errno));
        }
    }
    return STATUS_OK;
}

void shelf_close(struct shelf *shelf)
{
    for (size_t i = 0; i < TABLE_FILES; i++) {
        if (shelf->to[i]) {
            fclose(shelf->to[i]);
            shelf->to[i] = NULL;
        }
    }
}

void piece_begin(struct shelf *shelf, struct piece *piece)
{
    *piece = (struct piece){.shelf_no = shelf->no};
    for (size_t i = 0; i < TABLE_FILES; i++) {
        piece->begin[i] = ftello(shelf->to[i]);
    }
}

enum status piece_end(struct shelf *shelf, struct piece *piece, struct err *err)
{
    for (size_t i = 0; i < TABLE_FILES; i++) {
        piece->end[i] = ftello(shelf->to[i]);
        if (fflush(shelf->to[i]) != 0 || ferror(shelf->to[i]) || piece->begin[i] < 0 ||
            piece->end[i] < 0) {
            return err_set(err, STATUS_OUTPUT, 0, "%.*s: rows can't be written: %s",
                           STR_ARG(shelf->work_dir), strerror(errno));
        }
    }
    piece->is_there = true;
    return STATUS_OK;
}

static enum status copy_bytes(FILE *from, int64_t begin, int64_t end, FILE *to,
                              struct err *err)
{
    char bytes[8192];

    if (fseeko(from, begin, SEEK_SET) != 0) {
        return err_set(err, STATUS_OUTPUT, 0, "rows can't be read back: %s",
                       strerror(errno));
    }
    while (begin < end) {
        size_t want =
            end - begin < (int64_t)sizeof bytes ? (size_t)(end - begin) : sizeof bytes;
        size_t got = fread(bytes, 1, want, from);

        if (got == 0) {
            return err_set(err, STATUS_OUTPUT, 0, "rows can't be read back");
        }
        fwrite(bytes, 1, got, to); /* a failure shows at the end, by ferror() */
        begin += (int64_t)got;
    }
    return STATUS_OK;
}

static enum status open_shelves(struct str work_dir, enum table table, int shelves_len,
                                FILE **from, struct err *err)
{
    char path[PATH_MAX];

    for (int no = 0; no < shelves_len; no++) {
        shelf_path(work_dir, no, table, path);
        from[no] = fopen(path, "re");
        if (!from[no] && errno != ENOENT) {
            return err_set(err, STATUS_OUTPUT, 0, "%s: %s", path, strerror(errno));
        }
    }
    return STATUS_OK;
}

static enum status copy_pieces(struct str work_dir, enum table table,
                               const struct pieces *pieces, FILE *to, struct err *err)
{
    FILE *from[MAX_JOBS + 1] = {NULL};
    enum status status = open_shelves(work_dir, table, pieces->shelves_len, from, err);

    for (size_t i = 0; i < pieces->len && status == STATUS_OK; i++) {
        const struct piece *piece = &pieces->at[i];

        if (piece->is_there && piece->begin[table] < piece->end[table]) {
            status = copy_bytes(from[piece->shelf_no], piece->begin[table],
                                piece->end[table], to, err);
        }
    }
    for (int no = 0; no < pieces->shelves_len; no++) {
        if (from[no]) {
            fclose(from[no]);
        }
    }
    return status;
}

enum status shelf_join(struct str work_dir, enum table table,
                       const struct pieces *pieces, const struct csv_form *form,
                       struct err *err)
{
    char path[PATH_MAX];
    FILE *to;
    enum status status;
    bool is_written;

    snprintf(path, sizeof path, "%.*s/%s.csv", STR_ARG(work_dir),
             table_forms[table].name);
    to = fopen(path, "we");
    if (!to) {
        return err_set(err, STATUS_OUTPUT, 0, "%s: %s", path, strerror(errno));
    }
    row_write_head(to, table, form);
    status = copy_pieces(work_dir, table, pieces, to, err);
    is_written = fflush(to) == 0 && !ferror(to) && fsync(fileno(to)) == 0;
    is_written = fclose(to) == 0 && is_written;
    if (status == STATUS_OK && !is_written) {
        status = err_set(err, STATUS_OUTPUT, 0, "%s: %s", path, strerror(errno));
    }
    return status;
}
