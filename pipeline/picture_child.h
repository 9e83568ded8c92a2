/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The processes behind pictures.h. */
#ifndef VANTHU_PICTURE_CHILD_H
#define VANTHU_PICTURE_CHILD_H

#include "pictures.h"

/* What a keeper answers. */
enum picture_told {
    PICTURE_MADE,   /* the PNG */
    PICTURE_FAILED, /* status, words */
};

void picture_job_put(struct strbuf *to, const struct picture_job *job);

/* The body of a keeper: until `jobs_fd` ends. */
void picture_keeper(const struct limits *limits, int jobs_fd, int told_fd);

#endif
