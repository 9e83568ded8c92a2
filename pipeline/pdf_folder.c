/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf_folder.h"

#include "out_dir.h"
#include "tr.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char part_name[] = ".vanthu-part.pdf";

static enum status fail(const struct pdf_folder *folder, struct str name,
                        const char *what, struct err *err)
{
    return err_set(err, STATUS_OUTPUT, 0, "%.*s/%.*s: %s: %s", STR_ARG(folder->path),
                   STR_ARG(name), what, tr_errno(errno));
}

enum status pdf_folder_open(struct str path, struct pdf_folder *out, struct err *err)
{
    enum status status = out_dir_make_folders(path, err);

    *out = (struct pdf_folder){.path = path, .fd = -1};
    if (status != STATUS_OK) {
        return status;
    }
    out->fd = open(path.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (out->fd < 0) {
        return err_set(err, STATUS_OUTPUT, 0, "%.*s: %s", STR_ARG(path),
                       tr_errno(errno));
    }
    if (flock(out->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return err_set(err, STATUS_OUTPUT, 0,
                       "%.*s: another export writes to it; wait until it is done",
                       STR_ARG(path));
    }
    return STATUS_OK;
}

void pdf_folder_close(struct pdf_folder *folder)
{
    if (folder->fd >= 0) {
        pdf_folder_forget(folder);
        close(folder->fd);
        folder->fd = -1;
    }
}

int pdf_folder_begin(const struct pdf_folder *folder)
{
    pdf_folder_forget(folder); /* of an export that was killed */
    return openat(folder->fd, part_name,
                  O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

void pdf_folder_forget(const struct pdf_folder *folder)
{
    (void)unlinkat(folder->fd, part_name, 0);
}

/* The folder that `name` lies in, made; its own last part is what *last becomes. Not
 * through links: they could lead out. -1: errno says why. */
static int open_way(const struct pdf_folder *folder, struct str name, struct str *last)
{
    int at = fcntl(folder->fd, F_DUPFD_CLOEXEC, 0);
    char part[NAME_MAX + 1];

    *last = name;
    while (at >= 0 && memchr(last->ptr, '/', last->len)) {
        struct str folder_name = str_cut(last, '/');
        int next = -1;

        if (folder_name.len > NAME_MAX) {
            errno = ENAMETOOLONG;
        } else {
            memcpy(part, folder_name.ptr, folder_name.len);
            part[folder_name.len] = '\0';
            if (mkdirat(at, part, 0777) == 0 || errno == EEXIST) {
                next =
                    openat(at, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            }
        }
        close(at);
        at = next;
    }
    return at;
}

static bool is_same(int a, int b)
{
    char a_bytes[4096], b_bytes[sizeof a_bytes];
    off_t at = 0;
    ssize_t got;

    do {
        got = pread(a, a_bytes, sizeof a_bytes, at);
        if (got < 0 || pread(b, b_bytes, sizeof b_bytes, at) != got ||
            memcmp(a_bytes, b_bytes, (size_t)got) != 0) {
            return false;
        }
        at += got;
    } while (got > 0);
    return true;
}

/* What has the name already is this file, to the byte. */
static bool is_there(int way, const char *last, int fd)
{
    struct stat stat_of, stat_of_new;
    int old = openat(way, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool same = old >= 0 && fstat(old, &stat_of) == 0 && fstat(fd, &stat_of_new) == 0 &&
                S_ISREG(stat_of.st_mode) && stat_of.st_size == stat_of_new.st_size &&
                is_same(old, fd);

    if (old >= 0) {
        close(old);
    }
    return same;
}

enum status pdf_folder_put(const struct pdf_folder *folder, int fd, struct str name,
                           bool *is_new, struct err *err)
{
    enum status status = STATUS_OK;
    struct str last;
    int way = open_way(folder, name, &last);

    if (way < 0) {
        return fail(folder, name, _("its folder can't be made"), err);
    }
    *is_new = !is_there(way, last.ptr, fd);
    if (*is_new && renameat(folder->fd, part_name, way, last.ptr) != 0) {
        status = fail(folder, name, _("can't be put in place"), err);
    }
    close(way);
    return status;
}
