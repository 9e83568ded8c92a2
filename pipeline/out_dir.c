/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "out_dir.h"

#include "arena.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* mkdir -p */
static enum status make_folders(struct str path, struct err *err)
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
                           strerror(errno));
        }
    }
    return STATUS_OK;
}

enum status out_dir_open(struct str out_dir, struct arena *arena, struct str *work_dir,
                         struct err *err)
{
    struct str text_dir = str_printf(arena, "%.*s/text", STR_ARG(out_dir));
    struct str pattern = str_printf(arena, "%.*s/.vanthu-XXXXXX", STR_ARG(out_dir));
    char *path = arena_alloc(arena, pattern.len + 1, 1);
    enum status status = make_folders(text_dir, err);

    if (status != STATUS_OK) {
        return status;
    }
    memcpy(path, pattern.ptr, pattern.len);
    if (!mkdtemp(path)) {
        return err_set(err, STATUS_OUTPUT, 0, "%.*s: can't be written to: %s",
                       STR_ARG(out_dir), strerror(errno));
    }
    *work_dir = (struct str){path, pattern.len};
    return STATUS_OK;
}

enum status out_dir_move(struct str from, struct str out_dir, struct str name,
                         struct err *err)
{
    char to[PATH_MAX];

    snprintf(to, sizeof to, "%.*s/%.*s", STR_ARG(out_dir), STR_ARG(name));
    if (rename(from.ptr, to) != 0) {
        return err_set(err, STATUS_OUTPUT, 0, "%s: can't be put in place: %s", to,
                       strerror(errno));
    }
    return STATUS_OK;
}

void out_dir_close(struct str work_dir)
{
    DIR *folder = opendir(work_dir.ptr);

    if (!folder) {
        return;
    }
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        (void)unlinkat(dirfd(folder), entry->d_name, 0); /* "." and ".." fail */
    }
    closedir(folder);
    (void)rmdir(work_dir.ptr);
}
