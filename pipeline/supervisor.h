/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The processes of one run: who reads what, who died of it, what was told. What they
 * tell goes into the journal as it comes. */
#ifndef VANTHU_SUPERVISOR_H
#define VANTHU_SUPERVISOR_H

#include "arena.h"
#include "clock.h"
#include "journal.h"
#include "progress.h"
#include "wire.h"
#include "worker.h"

#include <sys/types.h>

enum { NO_FILE = -1 };

/* A content that is not read yet, or whose rows are to be made anew. */
struct unit {
    int64_t content_id;
    struct str path; /* of its first file; NUL after */
    int64_t bytes, changed_ns;
    int pages_len;      /* 0: not known */
    int chunks;         /* on their way */
    double spent_s;     /* of its workers so far */
    bool is_recognised; /* only rows are wanted */
    bool is_dump;       /* of words: stands for a scan */
    bool is_over;       /* failed, skipped or done: what still comes is not wanted */
};

/* Pages of a unit that one worker reads at a time; or its rows. */
struct chunk {
    size_t unit;
    int first, last; /* last 0: up to the end */
    bool is_rows;
    bool is_small; /* at a lower resolution, after it took too much */
    int kills;     /* how often its worker was killed from outside */
};

/* One worker process and what it is at. */
struct slot {
    pid_t pid; /* 0: none runs */
    int jobs_fd, told_fd;
    struct wire_queue jobs, told;
    struct chunk chunk;
    bool is_busy;      /* else it waits for work */
    bool is_too_slow;  /* killed for that: its page, */
    bool is_too_long;  /* or its document as a whole */
    double begun_s;    /* when it got its chunk */
    double progress_s; /* when it last told something */
    int page_no;       /* begun; 0: the file is being opened */
    bool page_is_told; /* its words have come */
};

struct run {
    struct workplace place;
    struct arena arena;
    struct journal *journal;
    struct unit *units;
    size_t units_len, units_cap;
    size_t next; /* the first unit not begun yet */
    bool reads;  /* pages are to be read, not only rows to be made */
    struct chunk *queue;
    size_t queue_begin, queue_len, queue_cap; /* a ring */
    struct slot *slots;
    int slots_len;
    struct tally tally;
    struct times times; /* of all workers */
    struct progress progress;
    int signals_fd;
    bool page_came; /* it is not committed yet */
    double committed_s;
    bool interrupted; /* pages in hand are finished, nothing is begun */
    bool stopped;     /* told so twice: nothing is waited for */
    FILE *messages;
    struct err *err;
};

/* Reads everything, or until a signal; all workers are gone when it returns. */
MUST_USE enum status read_all(struct run *run);

/* --- supervisor_*.c among themselves --- */

/* The next chunk to hand out. false: there is none (now). */
MUST_USE bool queue_take(struct run *run, struct chunk *out, enum status *status);
void queue_first(struct run *run, struct chunk chunk);
void queue_last(struct run *run, struct chunk chunk);
/* What a worker told. STATUS_INPUT: it is not understood. */
MUST_USE enum status take_told(struct run *run, struct slot *slot, int kind,
                               struct str content);
/* Nothing more is wanted of a unit that can't be read. */
MUST_USE enum status fail_unit(struct run *run, struct unit *unit, enum status how,
                               int page_no, struct str reason);
/* The message that begins a chunk's job. */
MUST_USE enum status chunk_job(struct run *run, const struct chunk *chunk, int *kind,
                               struct strbuf *content);
/* A chunk has ended, all its pages told. */
MUST_USE enum status end_chunk(struct run *run, const struct chunk *chunk);

#endif
