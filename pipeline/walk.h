/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files that a run has to do, in byte order of their paths. Nothing that was met
 * on the way vanishes: what can't be read as a file is in the list with its reason. */
#ifndef VANTHU_WALK_H
#define VANTHU_WALK_H

#include "findings.h"

struct stat;

struct found {
    struct str path; /* as given, and for files of a folder: folder/name; NUL after */
    size_t size_bytes;
    int64_t changed_ns; /* Unix time of its last change */
    const char *check;  /* NULL: a file to read; else the id of the finding it is */
    enum severity severity;
    struct str message;
};

struct walk {
    struct found *at;
    size_t len, cap;
    size_t files_len;    /* of these to be read */
    size_t notices_len;  /* of these not */
    size_t failures_len; /* notices of SEVERITY_ERROR: a folder that can't be opened */
};

/* Unix time of a file's last change. */
int64_t changed_ns(const struct stat *stat_of);

/* Folders are walked to their ends; symbolic links in them are not followed (one given
 * as a source is), sockets, pipes and devices are not opened. STATUS_USAGE: a source is
 * not there, or `out_dir` (empty: none) lies in one, so that a run would read what it
 * writes. All in `arena`. */
MUST_USE enum status walk_sources(const struct str *sources, size_t len,
                                  struct str out_dir, struct arena *arena,
                                  struct walk *out, struct err *err);

#endif
