/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "new_file.h"

#include "tr.h"

#include <errno.h>
#include <unistd.h>

enum status new_file_open(struct new_file *file, struct str path, struct err *err)
{
    file->to = NULL;
    if (path.len >= sizeof file->path) {
        return err_set(err, STATUS_OUTPUT, 0, "%.200s...: the name is too long",
                       path.ptr);
    }
    snprintf(file->path, sizeof file->path, "%.*s", STR_ARG(path));
    snprintf(file->made, sizeof file->made, "%s.%ld.part", file->path, (long)getpid());
    file->to = fopen(file->made, "we");
    return file->to
               ? STATUS_OK
               : err_set(err, STATUS_OUTPUT, 0, "%s: %s", file->path, tr_errno(errno));
}

enum status new_file_close(struct new_file *file, enum status status, struct err *err)
{
    bool is_written = !ferror(file->to);

    is_written = fclose(file->to) == 0 && is_written;
    file->to = NULL;
    if (status == STATUS_OK && (!is_written || rename(file->made, file->path) != 0)) {
        status = err_set(err, STATUS_OUTPUT, 0, "%s: %s", file->path, tr_errno(errno));
    }
    if (status != STATUS_OK) {
        unlink(file->made);
    }
    return status;
}
