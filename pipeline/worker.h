/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A process that recognises pages and makes rows of words, one job after the other,
 * told by a pipe which, telling by another what came of each. It may crash, hang or run
 * out of memory at any time, and what it read may have been made to harm: its
 * supervisor believes nothing of it before it is checked. */
#ifndef VANTHU_WORKER_H
#define VANTHU_WORKER_H

#include "models.h"
#include "settings.h"

/* To a worker; what each message holds is said by job_*() and told_*(). */
enum job_kind {
    JOB_READ,    /* pages of a file to words */
    JOB_EXTRACT, /* words of all pages to rows */
};
/* From a worker. */
enum told_kind {
    TOLD_OPENED, /* how many pages the file has */
    TOLD_BEGINS, /* a page is begun */
    TOLD_PAGE,   /* its words, or why there are none */
    TOLD_ROWS,   /* all rows of a document */
    TOLD_FAILED, /* the file can't be read, or is no scan */
    TOLD_DONE,   /* nothing more comes of this job; and the time it took */
    TOLD_NO_RUN, /* why the run can't go on */
};

/* Pages `first` to `last` (0: the last there is) of a file. */
struct read_job {
    struct str path;
    int64_t size_bytes, changed_ns; /* as it was when it was hashed */
    int first, last;
    bool is_small; /* at a lower resolution: the last try took too much */
};

struct told_opened {
    int pages_len;
    struct str stands_for; /* "SHA256 PATH" of a dump of words; else empty */
};
struct told_failed {
    enum status status; /* STATUS_SKIP, or what it failed with */
    int page_no;
    struct str text;
};

/* What all workers share; made before they start, then const. */
struct workplace {
    const struct settings *settings;
    const struct rules *rules;
    const struct models *models;
};

void job_put_read(struct strbuf *to, const struct read_job *job);
MUST_USE bool told_get_opened(struct str content, struct told_opened *out);
MUST_USE bool told_get_failed(struct str content, struct told_failed *out);

/* The body of a worker process: until `jobs_fd` ends. Returns its exit status. `reads`:
 * it will get pages to read; else only rows to make. */
int worker_run(const struct workplace *place, bool reads, int jobs_fd, int told_fd);

#endif
