/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The processes of one run: who reads what, who died of it, what was told. */
#ifndef VANTHU_SUPERVISOR_H
#define VANTHU_SUPERVISOR_H

#include "arena.h"
#include "progress.h"
#include "worker.h"

#include <signal.h>
#include <sys/types.h>

enum { NO_FILE = -1 };

/* One worker process and what it is at. */
struct slot {
    pid_t pid; /* 0: none runs */
    int jobs_fd, reports_fd;
    size_t index;      /* of the file it reads */
    bool is_busy;      /* else it waits for work */
    bool is_too_slow;  /* killed for that */
    double progress_s; /* when it last told something */
    int page_no, pages_len;
    char sha256[65];
};

struct run {
    struct workplace place;
    struct arena arena;
    struct slot *slots;
    int slots_len;
    struct shelf shelf;   /* the supervisor's own, for what workers can't tell */
    struct pieces pieces; /* by index in struct walk */
    size_t next;          /* the first file not handed out yet */
    struct tally tally;
    struct progress progress;
    int signals_fd;
    sigset_t signals_before;
    bool interrupted;
    FILE *messages;
    struct err *err;
};

double now_s(void); /* of a clock that only goes forward */
/* Files that some worker reads: twins and what is no file are told with others. */
bool is_own_work(const struct walk *walk, size_t index);
/* Reads everything, or until a signal; all workers are gone when it returns. */
MUST_USE enum status read_all(struct run *run);

#endif
