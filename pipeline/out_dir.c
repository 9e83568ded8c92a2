/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "out_dir.h"

#include "arena.h"
#include "tr.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORK_PREFIX ".vanthu-"

/* mkdir -p */
enum status out_dir_make_folders(struct str path, struct err *err)
{
    char part[PATH_MAX];

    if (path.len >= sizeof part) {
        return err_set(err, STATUS_OUTPUT, 0, "%.200s...: the name is too long",
                       path.ptr);
    }
    for (size_t end = 1; end <= path.len; end++) {
        if (end < path.len && path.ptr[end] != '/') {
            continue;
        }
        memcpy(part, path.ptr, end);
        part[end] = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST) {
            return err_set(err, STATUS_OUTPUT, 0, "%s: can't be made: %s", part,
                           tr_errno(errno));
        }
    }
    return STATUS_OK;
}

static void remove_folder(struct str path)
{
    DIR *folder = opendir(path.ptr);

    if (!folder) {
        return;
    }
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        (void)unlinkat(dirfd(folder), entry->d_name, 0); /* "." and ".." fail */
    }
    closedir(folder);
    (void)rmdir(path.ptr);
}

/* A run that was killed left its work folder. Whose owner lives holds a lock on it. */
static void remove_stale(struct str out_dir, struct arena *arena)
{
    DIR *folder = opendir(str_copy(arena, out_dir).ptr);

    if (!folder) {
        return;
    }
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        struct str path = str_printf(arena, "%.*s/%s", STR_ARG(out_dir), entry->d_name);
        int fd = strncmp(entry->d_name, WORK_PREFIX, strlen(WORK_PREFIX)) == 0
                     ? open(path.ptr, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                     : -1;

        if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) {
            remove_folder(path);
        }
        if (fd >= 0) {
            close(fd);
        }
    }
    closedir(folder);
}

enum status out_dir_make(struct str out_dir, struct arena *arena, struct err *err)
{
    return out_dir_make_folders(str_printf(arena, "%.*s/text", STR_ARG(out_dir)), err);
}

enum status out_dir_open(struct str out_dir, struct arena *arena, struct work_dir *out,
                         struct err *err)
{
    struct str pattern =
        str_printf(arena, "%.*s/" WORK_PREFIX "XXXXXX", STR_ARG(out_dir));
    char *path = arena_alloc(arena, pattern.len + 1, 1);
    enum status status = out_dir_make(out_dir, arena, err);

    *out = (struct work_dir){.path = STR(""), .lock_fd = -1};
    if (status != STATUS_OK) {
        return status;
    }
    remove_stale(out_dir, arena);
    memcpy(path, pattern.ptr, pattern.len);
    if (!mkdtemp(path)) {
        return err_set(err, STATUS_OUTPUT, 0, "%.*s: can't be written to: %s",
                       STR_ARG(out_dir), tr_errno(errno));
    }
    out->path = (struct str){path, pattern.len};
    out->lock_fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (out->lock_fd >= 0) {
        (void)flock(out->lock_fd, LOCK_EX | LOCK_NB); /* no lock, no harm */
    }
    return STATUS_OK;
}

enum status out_dir_move(struct str from, struct str out_dir, struct str name,
                         struct err *err)
{
    char to[PATH_MAX];

    snprintf(to, sizeof to, "%.*s/%.*s", STR_ARG(out_dir), STR_ARG(name));
    if (rename(from.ptr, to) != 0) {
        return err_set(err, STATUS_OUTPUT, 0, "%s: can't be put in place: %s", to,
                       tr_errno(errno));
    }
    return STATUS_OK;
}

void out_dir_close(const struct work_dir *work_dir)
{
    if (work_dir->path.len > 0) {
        remove_folder(work_dir->path);
    }
    if (work_dir->lock_fd >= 0) {
        close(work_dir->lock_fd);
    }
}
