/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a process that reads untrusted files may not do any more: seccomp ends it when
 * it opens a socket, runs a program or opens, makes or changes a file; Landlock, where
 * the kernel has it, lets it see nothing but what it needs, and only to read. */
#ifndef VANTHU_SANDBOX_H
#define VANTHU_SANDBOX_H

#include "err.h"

/* Landlock's version on this kernel; 0: it has none. */
int sandbox_landlock(void);
/* Whether readers can be locked in at all: not under a sanitizer, which needs more. */
bool sandbox_works(void);

/* Locks the process in, for good. `readable`: folders and files that may be read,
 * beside the system's libraries and fonts; NUL after each. STATUS_OUTPUT: the kernel
 * refused. */
MUST_USE enum status sandbox_enter(const struct str *readable, size_t len,
                                   struct err *err);

#endif
