/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A keeper reads nothing of a scan: it forks, waits, and hands on what the child wrote,
 * or says how the child ended. */
#include "picture_child.h"

#include "arena.h"
#include "bounds.h"
#include "clock.h"
#include "page.h"
#include "page_picture.h"
#include "sandbox.h"
#include "tr.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILD_SECONDS = PICTURE_SECONDS, KEEPER_BYTES = PICTURE_MOST_MIB + 16 };

void picture_job_put(struct strbuf *to, const struct picture_job *job)
{
    wire_put_str(to, job->path);
    wire_put_int(to, job->bytes);
    wire_put_int(to, job->page_no);
    wire_put_int(to, job->turn_deg);
    wire_put_int(to, job->dpi);
}

static bool job_get(struct str content, struct picture_job *out, struct arena *arena)
{
    int64_t page_no = 0, turn_deg = 0, dpi = 0;
    bool got = wire_get_str(&content, &out->path) &&
               wire_get_int(&content, 0, INT64_MAX, &out->bytes) &&
               wire_get_int(&content, 1, MAX_PAGES, &page_no) &&
               wire_get_int(&content, 0, 270, &turn_deg) &&
               wire_get_int(&content, PICTURE_MIN_DPI, PICTURE_MAX_DPI, &dpi);

    out->path = got ? str_copy(arena, out->path) : STR("");
    out->page_no = (int)page_no;
    out->turn_deg = (int)turn_deg;
    out->dpi = (int)dpi;
    return got;
}

static bool tell_failed(int fd, enum status status, const char *text,
                        struct arena *arena)
{
    struct strbuf content = {.arena = arena};

    wire_put_int(&content, status);
    wire_put_str(&content, str_from_c(text));
    return wire_send(fd, PICTURE_FAILED, strbuf_str(&content));
}

/* --- the child --- */

static void limit_child(const struct limits *limits)
{
    rlim_t most = (rlim_t)limits->memory_bytes;

    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)setrlimit(RLIMIT_CPU, &(struct rlimit){CHILD_SECONDS, CHILD_SECONDS});
    (void)setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    (void)setrlimit(RLIMIT_FSIZE, &(struct rlimit){0, 0});
    if (sandbox_works()) { /* address sanitizer reserves terabytes */
        (void)setrlimit(RLIMIT_AS, &(struct rlimit){most, most});
    }
}

static enum status draw(const struct picture_job *job, const struct limits *limits,
                        struct arena *arena, struct str *png, struct err *err)
{
    const struct picture_of of = {job->page_no, job->turn_deg, job->dpi};
    struct source source;
    enum status status = source_from_path(job->path, limits, arena, &source, err);

    if (status == STATUS_OK && (int64_t)source.size_bytes != job->bytes) {
        status = err_set(err, STATUS_AWAY, 0, "was changed since it was read");
    }
    if (status == STATUS_OK && source.kind == SOURCE_WORDS) {
        status = err_set(err, STATUS_INPUT, 0, "a dump of words has no picture");
    }
    if (status == STATUS_OK && job->page_no > source.pages_len) {
        status = err_set(err, STATUS_INPUT, job->page_no, "no such page");
    }
    if (status == STATUS_OK) {
        status = page_picture(&source, &of, arena, png, err);
    }
    source_close(&source);
    return status;
}

static void child(const struct picture_job *job, const struct limits *limits, int fd)
{
    struct arena arena = arena_make(ARENA_BYTES);
    struct err err = {0};
    struct str png = {0};
    enum status status = STATUS_OK;

    limit_child(limits);
    if (sandbox_works()) {
        status = sandbox_enter(&job->path, 1, &err);
    }
    if (status == STATUS_OK) {
        status = draw(job, limits, &arena, &png, &err);
    }
    if (status == STATUS_OK) {
        (void)!wire_send(fd, PICTURE_MADE, png);
    } else {
        (void)!tell_failed(fd, status, err.text, &arena);
    }
    arena_drop(&arena);
}

/* --- the keeper --- */

/* What the child writes until it ends or its time is over. false: it said nothing
 * whole; *late tells why. */
static bool hear_child(int fd, struct wire_queue *queue, int *kind, struct str *content,
                       bool *late)
{
    double until_s = now_s() + PICTURE_SECONDS;
    bool broken = false, open = true;

    *late = false;
    while (open && !broken && queue->len < PICTURE_MOST_MIB * MIB) {
        struct pollfd waits = {.fd = fd, .events = POLLIN};
        double left_s = until_s - now_s();

        if (left_s <= 0) {
            *late = true;
            return false;
        }
        if (poll(&waits, 1, (int)(left_s * 1000) + 1) <= 0) {
            continue;
        }
        open = wire_fill(queue, fd);
        if (wire_take(queue, kind, content, &broken)) {
            return true;
        }
    }
    return false;
}

static bool hand_on(int told_fd, int kind, struct str content, struct arena *arena)
{
    int64_t status;
    struct str text;

    if (kind == PICTURE_MADE) {
        return wire_send(told_fd, PICTURE_MADE, content);
    }
    /* of a process that may have been taken over: only what it may say */
    if (kind != PICTURE_FAILED ||
        !wire_get_int(&content, STATUS_SKIP, STATUS_OUTPUT, &status) ||
        !wire_get_str(&content, &text)) {
        return tell_failed(told_fd, STATUS_INPUT, _("the page could not be shown"),
                           arena);
    }
    return tell_failed(told_fd, (enum status)status, str_copy(arena, text).ptr, arena);
}

static bool keep(pid_t pid, int fd, int told_fd, struct arena *arena)
{
    struct wire_queue queue = {0};
    struct str content;
    int kind;
    bool late, heard = hear_child(fd, &queue, &kind, &content, &late), goes_on;

    if (heard) {
        goes_on = hand_on(told_fd, kind, content, arena);
    } else {
        goes_on = tell_failed(told_fd, STATUS_INPUT,
                              late ? _("the page takes too long to show")
                                   : _("the page could not be shown: its reader ended"),
                              arena);
    }
    (void)kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
    }
    wire_drop(&queue);
    return goes_on;
}

static bool do_job(const struct limits *limits, struct str content, int jobs_fd,
                   int told_fd)
{
    struct arena arena = arena_make(KEEPER_BYTES * MIB);
    struct picture_job job;
    int ends[2];
    pid_t pid;
    bool goes_on;

    if (!job_get(content, &job, &arena) || pipe2(ends, O_CLOEXEC) != 0) {
        goes_on = tell_failed(told_fd, STATUS_OUTPUT,
                              _("no picture: a job is not understood"), &arena);
        arena_drop(&arena);
        return goes_on;
    }
    pid = fork();
    if (pid == 0) {
        close(ends[0]);
        close(jobs_fd);
        close(told_fd);
        child(&job, limits, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    goes_on = pid > 0 ? keep(pid, ends[0], told_fd, &arena)
                      : tell_failed(told_fd, STATUS_OUTPUT, tr_errno(errno), &arena);
    close(ends[0]);
    arena_drop(&arena);
    return goes_on;
}

void picture_keeper(const struct limits *limits, int jobs_fd, int told_fd)
{
    bool goes_on = true;

    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* not to outlive the server */
    (void)signal(SIGPIPE, SIG_IGN);
    page_prepare();
    source_prepare();
    while (goes_on) {
        struct arena arena = arena_make(MIB);
        struct str content;
        int kind;

        goes_on = wire_receive(jobs_fd, &kind, &arena, &content) &&
                  do_job(limits, content, jobs_fd, told_fd);
        arena_drop(&arena);
    }
    source_done();
}
