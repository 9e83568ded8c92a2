/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pictures.h"

#include "arena.h"
#include "picture_child.h"
#include "tr.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct keeper {
    pid_t pid; /* 0: gone */
    int jobs_fd, told_fd;
    bool is_busy;
};

struct pictures {
    pthread_mutex_t lock;
    pthread_cond_t one_is_free;
    struct keeper keepers[PICTURE_KEEPERS];
};

/* The keeper closes our ends of the pipes of all: those of its elders too, or their
 * end would not be seen. */
static bool start_keeper(struct pictures *pictures, size_t index,
                         const struct limits *limits)
{
    struct keeper *keeper = &pictures->keepers[index];
    int jobs[2], told[2];

    if (pipe2(jobs, O_CLOEXEC) != 0) {
        return false;
    }
    if (pipe2(told, O_CLOEXEC) != 0) {
        close(jobs[0]);
        close(jobs[1]);
        return false;
    }
    keeper->pid = fork();
    if (keeper->pid == 0) {
        for (size_t i = 0; i < index; i++) {
            close(pictures->keepers[i].jobs_fd);
            close(pictures->keepers[i].told_fd);
        }
        close(jobs[1]);
        close(told[0]);
        picture_keeper(limits, jobs[0], told[1]);
        _exit(0);
    }
    close(jobs[0]);
    close(told[1]);
    keeper->jobs_fd = jobs[1];
    keeper->told_fd = told[0];
    return keeper->pid > 0;
}

enum status pictures_open(const struct limits *limits, struct pictures **out,
                          struct err *err)
{
    struct pictures *pictures = calloc(1, sizeof *pictures);
    bool started = pictures != NULL;

    *out = NULL;
    if (pictures) {
        (void)pthread_mutex_init(&pictures->lock, NULL);
        (void)pthread_cond_init(&pictures->one_is_free, NULL);
    }
    for (size_t i = 0; started && i < PICTURE_KEEPERS; i++) {
        started = start_keeper(pictures, i, limits);
    }
    if (!started) {
        enum status status = err_set(err, STATUS_OUTPUT, 0,
                                     "no process for pictures: %s", tr_errno(errno));

        if (pictures) {
            pictures_stop(pictures);
            pictures_close(pictures);
        }
        return status;
    }
    *out = pictures;
    return STATUS_OK;
}

/* A keeper that is free, or NULL when all are gone. */
static struct keeper *take_keeper(struct pictures *pictures)
{
    struct keeper *taken = NULL;
    bool some_live = true;

    (void)pthread_mutex_lock(&pictures->lock);
    while (!taken && some_live) {
        some_live = false;
        for (size_t i = 0; i < PICTURE_KEEPERS && !taken; i++) {
            struct keeper *keeper = &pictures->keepers[i];

            some_live = some_live || keeper->pid > 0;
            taken = keeper->pid > 0 && !keeper->is_busy ? keeper : NULL;
        }
        if (!taken && some_live) {
            (void)pthread_cond_wait(&pictures->one_is_free, &pictures->lock);
        }
    }
    if (taken) {
        taken->is_busy = true;
    }
    (void)pthread_mutex_unlock(&pictures->lock);
    return taken;
}

/* One that broke off is of no use any more. */
static void give_keeper(struct pictures *pictures, struct keeper *keeper, bool is_sound)
{
    (void)pthread_mutex_lock(&pictures->lock);
    if (!is_sound && keeper->pid > 0) {
        (void)kill(keeper->pid, SIGKILL);
        (void)waitpid(keeper->pid, NULL, 0);
        keeper->pid = 0;
    }
    keeper->is_busy = false;
    (void)pthread_cond_broadcast(&pictures->one_is_free);
    (void)pthread_mutex_unlock(&pictures->lock);
}

static enum status told(int kind, struct str content, struct str *png, struct err *err)
{
    int64_t status;
    struct str text;

    if (kind == PICTURE_MADE) {
        *png = content;
        return STATUS_OK;
    }
    if (!wire_get_int(&content, STATUS_SKIP, STATUS_OUTPUT, &status) ||
        !wire_get_str(&content, &text)) {
        return err_set(err, STATUS_OUTPUT, 0, "the page could not be shown");
    }
    return err_set(err, (enum status)status, 0, "%.*s", STR_ARG(text));
}

enum status picture_make(struct pictures *pictures, const struct picture_job *job,
                         struct arena *arena, struct str *png, struct err *err)
{
    struct keeper *keeper = take_keeper(pictures);
    struct strbuf message = {.arena = arena};
    struct str content = STR("");
    int kind = 0;
    bool heard;

    if (!keeper) {
        return err_set(err, STATUS_OUTPUT, 0,
                       "no process for pictures is left; start vanthu serve again");
    }
    picture_job_put(&message, job);
    heard = wire_send(keeper->jobs_fd, 0, strbuf_str(&message)) &&
            wire_receive(keeper->told_fd, &kind, arena, &content);
    give_keeper(pictures, keeper, heard);
    return heard ? told(kind, content, png, err)
                 : err_set(err, STATUS_OUTPUT, 0, "the page could not be shown");
}

void pictures_stop(struct pictures *pictures)
{
    (void)pthread_mutex_lock(&pictures->lock);
    for (size_t i = 0; i < PICTURE_KEEPERS; i++) {
        struct keeper *keeper = &pictures->keepers[i];

        if (keeper->pid > 0) {
            (void)kill(keeper->pid, SIGKILL);
            (void)waitpid(keeper->pid, NULL, 0);
            keeper->pid = 0;
        }
    }
    (void)pthread_cond_broadcast(&pictures->one_is_free);
    (void)pthread_mutex_unlock(&pictures->lock);
}

void pictures_close(struct pictures *pictures)
{
    if (!pictures) {
        return;
    }
    for (size_t i = 0; i < PICTURE_KEEPERS; i++) {
        if (pictures->keepers[i].jobs_fd > 0) {
            close(pictures->keepers[i].jobs_fd);
            close(pictures->keepers[i].told_fd);
        }
    }
    free(pictures);
}
