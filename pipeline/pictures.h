/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of pages for a process that must not read scans itself: the files come from
 * anywhere, and a decoder that is taken over must find nothing. Keepers, forked while
 * the process has one thread still, fork a child for each picture; the child is locked
 * in (sandbox.h) to that one file, makes the picture and is gone. */
#ifndef VANTHU_PICTURES_H
#define VANTHU_PICTURES_H

#include "err.h"
#include "limit.h"

struct arena;
struct pictures;

enum {
    PICTURE_KEEPERS = 2, /* so many pictures at a time; others wait */
    /* The slowest page seen takes 4 s; who looks at it waits no longer than that. */
    PICTURE_SECONDS = 30,
    PICTURE_MOST_MIB = 64,
};

struct picture_job {
    struct str path;   /* of a file that the journal has */
    int64_t bytes;     /* its size; one that differs is another file */
    int page_no;       /* from 1 */
    int turn_deg, dpi; /* as page_picture() wants them */
};

/* Before the process has threads or databases: the keepers inherit what is open. */
MUST_USE enum status pictures_open(const struct limits *limits, struct pictures **out,
                                   struct err *err);
/* From any thread; waits for its turn. `png` lives in `arena`. STATUS_INPUT,
 * STATUS_LIMIT: the page can't be shown. STATUS_AWAY: the file can't be opened, or is
 * another. STATUS_OUTPUT: no keeper is left. */
MUST_USE enum status picture_make(struct pictures *pictures,
                                  const struct picture_job *job, struct arena *arena,
                                  struct str *png, struct err *err);
/* Ends the keepers: pictures that are being made fail. */
void pictures_stop(struct pictures *pictures);
/* When no thread is in picture_make() any more; NULL is allowed. */
void pictures_close(struct pictures *pictures);

#endif
