/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The thread that keeps the index up to date while a run, a watch or another desk goes
 * on elsewhere. */
#include "desk_parts.h"

#include <stdlib.h>
#include <time.h>

/* A look takes a millisecond when nothing is new. */
enum { LOOK_SECONDS = 2 };

struct desk_follower {
    struct journal *journal;
    struct review *review;
    struct desk_index *index;
    pthread_t thread;
    bool has_thread;
    pthread_mutex_t lock; /* for what follows */
    pthread_cond_t told_to_end;
    bool ends;
};

/* Waits for the next look; true: there is none. */
static bool wait_for_end(struct desk_follower *follower, bool at_once)
{
    struct timespec until;
    bool ends;

    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += LOOK_SECONDS;
    (void)pthread_mutex_lock(&follower->lock);
    if (!at_once && !follower->ends) {
        (void)pthread_cond_timedwait(&follower->told_to_end, &follower->lock, &until);
    }
    ends = follower->ends;
    (void)pthread_mutex_unlock(&follower->lock);
    return ends;
}

/* A look that fails (the disk is full, or a journal is being replaced) is taken again.
 */
static void *follow(void *owner)
{
    struct desk_follower *follower = owner;
    bool more = true;

    while (!wait_for_end(follower, more)) {
        struct err err = {0};

        if (index_update(follower->index, follower->journal, follower->review, &more,
                         &err) != STATUS_OK) {
            more = false;
        }
    }
    return NULL;
}

enum status desk_follow(struct str out_dir, struct desk_follower **out, struct err *err)
{
    struct desk_follower *follower = calloc(1, sizeof *follower);
    enum status status;

    *out = NULL;
    if (!follower) {
        return err_set(err, STATUS_OUTPUT, 0, "out of memory");
    }
    (void)pthread_mutex_init(&follower->lock, NULL);
    (void)pthread_cond_init(&follower->told_to_end, NULL);
    status = journal_open(out_dir, JOURNAL_READ, &follower->journal, err);
    if (status == STATUS_OK) {
        status = review_open(out_dir, REVIEW_WRITE, &follower->review, err);
    }
    if (status == STATUS_OK) {
        status = index_open(out_dir, &follower->index, err);
    }
    if (status == STATUS_OK) {
        struct err passing = {0};
        bool more;

        /* so that who asks at once is told how much is left; a failure passes */
        (void)!index_update(follower->index, follower->journal, follower->review, &more,
                            &passing);
        follower->has_thread =
            pthread_create(&follower->thread, NULL, follow, follower) == 0;
        status = follower->has_thread
                     ? STATUS_OK
                     : err_set(err, STATUS_OUTPUT, 0, "no thread for the index");
    }
    if (status != STATUS_OK) {
        desk_unfollow(follower);
        return status;
    }
    *out = follower;
    return STATUS_OK;
}

void desk_unfollow(struct desk_follower *follower)
{
    if (!follower) {
        return;
    }
    if (follower->has_thread) {
        (void)pthread_mutex_lock(&follower->lock);
        follower->ends = true;
        (void)pthread_cond_signal(&follower->told_to_end);
        (void)pthread_mutex_unlock(&follower->lock);
        (void)pthread_join(follower->thread, NULL);
    }
    index_close(follower->index);
    review_close(follower->review);
    journal_close(follower->journal);
    free(follower);
}
