/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

#include "arena.h"
#include "tr.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void walk_add(struct walk *walk, struct arena *arena, struct found found)
{
    walk->at = arena_regrow(arena, walk->at, walk->len, &walk->cap, sizeof *walk->at);
    walk->at[walk->len++] = found;
}

static void add_notice(struct walk *walk, struct arena *arena, const char *path,
                       const char *check, struct str message)
{
    bool failed = strcmp(check, "folder_unreadable") == 0;

    walk_add(walk, arena,
             (struct found){.path = str_copy(arena, str_from_c(path)),
                            .check = check,
                            .severity = failed ? SEVERITY_ERROR : SEVERITY_INFO,
                            .message = message});
}

static void add_special(struct walk *walk, struct arena *arena, const FTSENT *entry)
{
    mode_t mode = entry->fts_statp->st_mode;
    struct str message = S_ISFIFO(mode)   ? TR("a pipe, not a file; not opened")
                         : S_ISSOCK(mode) ? TR("a socket, not a file; not opened")
                                          : TR("a device, not a file; not opened");

    add_notice(walk, arena, entry->fts_path, "special_skipped", message);
}

/* Where a link points to, for the message; empty when that can't be told. */
static struct str link_target(const char *path, struct arena *arena)
{
    char target[1024];
    ssize_t len = readlink(path, target, sizeof target);

    return len > 0 ? str_copy(arena, (struct str){target, (size_t)len}) : STR("");
}

int64_t changed_ns(const struct stat *stat_of)
{
    return (int64_t)stat_of->st_mtim.tv_sec * 1000000000 + stat_of->st_mtim.tv_nsec;
}

static void add_entry(struct walk *walk, struct arena *arena, const FTSENT *entry)
{
    switch (entry->fts_info) {
    case FTS_F:
        walk_add(walk, arena,
                 (struct found){.path = str_copy(arena, str_from_c(entry->fts_path)),
                                .size_bytes = (size_t)entry->fts_statp->st_size,
                                .changed_ns = changed_ns(entry->fts_statp)});
        break;
    case FTS_SL:
    case FTS_SLNONE:
        add_notice(walk, arena, entry->fts_path, "symlink_skipped",
                   str_printf(arena, _("a symbolic link (to %.*s); not followed"),
                              STR_ARG(link_target(entry->fts_path, arena))));
        break;
    case FTS_DNR:
        add_notice(walk, arena, entry->fts_path, "folder_unreadable",
                   str_printf(arena, _("this folder can't be opened: %s"),
                              tr_errno(entry->fts_errno)));
        break;
    case FTS_NS:
    case FTS_ERR:
        add_notice(
            walk, arena, entry->fts_path, "folder_unreadable",
            str_printf(arena, _("can't be looked at: %s"), tr_errno(entry->fts_errno)));
        break;
    case FTS_DC: /* a folder that holds itself: only by bind mounts */
        add_notice(walk, arena, entry->fts_path, "special_skipped",
                   TR("a folder that holds itself; not entered again"));
        break;
    case FTS_DEFAULT:
        add_special(walk, arena, entry);
        break;
    default: /* FTS_D, FTS_DP: a folder itself is nothing to read */
        break;
    }
}

static enum status walk_one(struct str source, struct walk *walk, struct arena *arena,
                            struct err *err)
{
    char *path = strdup(source.ptr);
    char *const roots[] = {path, NULL};
    FTS *tree =
        path ? fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL) : NULL;
    enum status status = STATUS_OK;

    if (!tree) {
        status = err_set(err, STATUS_USAGE, 0, "%s: %s", source.ptr, tr_errno(errno));
    }
    for (FTSENT *entry = tree ? fts_read(tree) : NULL; entry; entry = fts_read(tree)) {
        if (entry->fts_level == FTS_ROOTLEVEL &&
            (entry->fts_info == FTS_NS || entry->fts_info == FTS_SLNONE)) {
            status = err_set(err, STATUS_USAGE, 0, "%s: %s", source.ptr,
                             tr_errno(entry->fts_errno ? entry->fts_errno : ENOENT));
            break;
        }
        add_entry(walk, arena, entry);
    }
    if (tree) {
        fts_close(tree);
    }
    free(path);
    return status;
}

/* The real path of `path`, whose last parts need not exist yet; NULL: none. */
static char *real_path_to_be(const char *path)
{
    char *head = strdup(path);
    char *real = head ? realpath(head, NULL) : NULL;

    while (head && !real && errno == ENOENT) {
        char *slash = strrchr(head, '/');

        if (!slash) {
            real = realpath(".", NULL);
            break;
        }
        if (slash == head) {
            real = strdup("/");
            break;
        }
        *slash = '\0';
        real = realpath(head, NULL);
    }
    free(head);
    return real;
}

static bool lies_in(const char *path, const char *folder)
{
    size_t len = strlen(folder);

    return strncmp(path, folder, len) == 0 &&
           (path[len] == '/' || path[len] == '\0' || (len == 1 && folder[0] == '/'));
}

static enum status refuse_out_in_source(struct str source, struct str out_dir,
                                        struct err *err)
{
    char *from = realpath(source.ptr, NULL);
    char *to = real_path_to_be(out_dir.ptr);
    struct stat stat_of;
    enum status status = STATUS_OK;

    if (from && to && stat(from, &stat_of) == 0 && S_ISDIR(stat_of.st_mode) &&
        lies_in(to, from)) {
        status = err_set(err, STATUS_USAGE, 0,
                         "%s: lies in the source %s, so its tables would be read "
                         "next time; choose a folder outside",
                         out_dir.ptr, source.ptr);
    }
    free(from);
    free(to);
    return status;
}

static int by_path(const void *a, const void *b)
{
    const struct found *x = a, *y = b;

    return str_cmp(x->path, y->path);
}

/* A path that was given twice is one file. */
static void drop_repeats(struct walk *walk)
{
    size_t kept = 0;

    for (size_t i = 0; i < walk->len; i++) {
        if (kept == 0 || !str_eq(walk->at[kept - 1].path, walk->at[i].path)) {
            walk->at[kept++] = walk->at[i];
        }
    }
    walk->len = kept;
}

static void count(struct walk *walk)
{
    for (size_t i = 0; i < walk->len; i++) {
        bool is_file = !walk->at[i].check;

        walk->files_len += is_file;
        walk->notices_len += !is_file;
        walk->failures_len += !is_file && walk->at[i].severity == SEVERITY_ERROR;
    }
}

enum status walk_sources(const struct str *sources, size_t len, struct str out_dir,
                         struct arena *arena, struct walk *out, struct err *err)
{
    enum status status = STATUS_OK;

    *out = (struct walk){0};
    for (size_t i = 0; i < len && status == STATUS_OK; i++) {
        if (out_dir.len > 0) {
            status = refuse_out_in_source(sources[i], out_dir, err);
        }
        if (status == STATUS_OK) {
            status = walk_one(sources[i], out, arena, err);
        }
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (out->len > 0) {
        qsort(out->at, out->len, sizeof *out->at, by_path);
    }
    drop_repeats(out);
    count(out);
    return STATUS_OK;
}
