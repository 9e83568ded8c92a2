/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A process that reads documents one after the other, told by a pipe which, telling by
 * another what became of each. It may crash, hang or run out of memory at any time: its
 * supervisor (run.c) then has lost one document. */
#ifndef VANTHU_WORKER_H
#define VANTHU_WORKER_H

#include "models.h"
#include "settings.h"
#include "shelf.h"
#include "walk.h"

enum report_kind {
    REPORT_OPENED, /* sha256 and pages_len are known */
    REPORT_PAGE,   /* page_no is begun */
    REPORT_ROWS,   /* the rows of file `index` are on the shelf */
    REPORT_DONE,   /* nothing more comes of this document */
    REPORT_NO_RUN, /* `text` says why the run can't go on: status tells the kind */
};

enum outcome {
    OUTCOME_READ,
    OUTCOME_FAILED,
    OUTCOME_SKIPPED, /* not a scan */
};

/* One write of at most PIPE_BUF (4096) bytes, so it comes whole or not at all. */
struct report {
    enum report_kind kind;
    enum outcome outcome;
    enum status status;
    size_t index; /* in struct walk */
    int page_no, pages_len;
    char sha256[65];
    struct piece piece;
    char text[1000];
};

/* What all workers share; made before they start, then const. */
struct workplace {
    const struct settings *settings;
    const struct rules *rules;
    const struct models *models;
    const struct walk *walk;
    struct str work_dir;
};

/* The body of a worker process: until `jobs_fd` ends. Returns its exit status. */
int worker_run(const struct workplace *place, int shelf_no, int jobs_fd,
               int reports_fd);

/* The texts of documents that were read lie in the work folder, as the prefix, the
 * index of the file and the document: "text-000000031-0123456789abcdef.txt". */
#define WORK_TEXT_PREFIX "text-"

#endif
