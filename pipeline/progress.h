/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far a run is, for the person who waits: one refreshed line on a terminal, a plain
 * line now and then in a log. Pure but for the stream; the clock is passed in. */
#ifndef VANTHU_PROGRESS_H
#define VANTHU_PROGRESS_H

#include "settings.h"

struct tally {
    size_t documents_len;                /* files to read, twins not counted */
    size_t done;                         /* of these */
    size_t read, failed, skipped, twins; /* files by outcome; twins were read once */
    size_t pages;                        /* read now, while the run goes on */
    size_t pages_before; /* at the end: of these documents, read in runs before */
};

/* Where the wall time of the workers went. */
struct times {
    double all_s;        /* of all workers, from the start to the end of reading */
    double busy_s;       /* with a job */
    double images_s;     /* of these: decoding and cleaning images */
    double recognised_s; /* of these: in the recogniser */
};

struct progress {
    enum progress_mode mode;
    double begun_s, shown_s; /* of a clock that only goes forward */
    bool line_is_open;       /* a refreshed line stands on the terminal */
};

/* Shows the tally if it is time to. */
void progress_show(struct progress *progress, const struct tally *tally, double now_s,
                   FILE *to);
/* The last line, always as a whole: "vanthu: 12 documents, 60 pages read in 75 s ...".
 * Also in PROGRESS_NEVER. */
void progress_end(struct progress *progress, const struct tally *tally, double now_s,
                  struct str out_dir, FILE *to);
/* "vanthu: of 120.0 s of all workers 88.1 % recognition, ..." */
void progress_times(const struct times *times, FILE *to);
/* Takes the refreshed line away, so that a message has its own line. */
void progress_clear(struct progress *progress, FILE *to);

#endif
