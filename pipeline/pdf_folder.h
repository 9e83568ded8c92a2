/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folder that searchable copies are written to. Each is whole before it has its
 * name; nothing outside of the folder is written to, whatever links are in it. */
#ifndef VANTHU_PDF_FOLDER_H
#define VANTHU_PDF_FOLDER_H

#include "err.h"

struct pdf_folder {
    struct str path; /* NUL after it */
    int fd;          /* locked while it is open */
};

/* Makes it when it is not there. STATUS_OUTPUT: can't be made, or another export is
 * at it. pdf_folder_close() is needed after a failure too. */
MUST_USE enum status pdf_folder_open(struct str path, struct pdf_folder *out,
                                     struct err *err);
void pdf_folder_close(struct pdf_folder *folder);

/* An empty file to write the next copy to; -1: errno says why. Owner: the caller. */
int pdf_folder_begin(const struct pdf_folder *folder);
/* Gives it the name `name` (with folders on the way, which are made), unless what is
 * there is the same already: then *is_new is false. STATUS_OUTPUT. */
MUST_USE enum status pdf_folder_put(const struct pdf_folder *folder, int fd,
                                    struct str name, bool *is_new, struct err *err);
/* Without a name, it is gone. */
void pdf_folder_forget(const struct pdf_folder *folder);

#endif
