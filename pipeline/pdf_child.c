/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf_child.h"

#include "arena.h"
#include "bounds.h"
#include "page.h"
#include "sandbox.h"
#include "settings.h"
#include "tr.h"
#include "wire.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TOLD_RESULT = 1, FIRST_FD = 3, MESSAGE_BYTES = 1 << 16, CLOSED_BY_HAND = 1024 };

/* --- the child --- */

static void set_limit(int what, int64_t most)
{
    (void)setrlimit((__rlimit_resource_t)what,
                    &(struct rlimit){(rlim_t)most, (rlim_t)most});
}

/* Only the two that it was given stay open, as 3 and 4: the journal's too is closed. */
static bool keep_only(int *first, int *second)
{
    int high_first = fcntl(*first, F_DUPFD, CLOSED_BY_HAND);
    int high_second = fcntl(*second, F_DUPFD, CLOSED_BY_HAND);

    if (high_first < 0 || high_second < 0 || dup2(high_first, FIRST_FD) < 0 ||
        dup2(high_second, FIRST_FD + 1) < 0) {
        return false;
    }
    *first = FIRST_FD;
    *second = FIRST_FD + 1;
#ifdef SYS_close_range
    if (syscall(SYS_close_range, FIRST_FD + 2, ~0U, 0) == 0) {
        return true;
    }
#endif
    for (int fd = FIRST_FD + 2; fd <= high_second; fd++) {
        (void)close(fd);
    }
    return true;
}

static void silence(void)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

    for (int fd = 0; nothing >= 0 && fd < FIRST_FD; fd++) {
        (void)dup2(nothing, fd);
    }
}

/* The sanitizers have to write their reports, and reserve terabytes. */
static enum status lock_in(const struct pdf_job *job, int seconds, struct err *err)
{
    if (!sandbox_works()) {
        return STATUS_OK;
    }
    silence();
    set_limit(RLIMIT_AS, job->limits.memory_bytes);
    set_limit(RLIMIT_CPU, seconds);
    set_limit(RLIMIT_FSIZE, 2 * job->limits.file_bytes);
    set_limit(RLIMIT_CORE, 0);
    page_prepare();
    return sandbox_enter(&job->path, 1, err);
}

static void be_child(const struct pdf_job *job, int to_fd, int seconds, int told_fd)
{
    struct arena arena = arena_make(MESSAGE_BYTES);
    struct strbuf content = {.arena = &arena};
    struct pdf_made made = {0};
    struct err err = {0};
    enum status status = STATUS_OUTPUT;

    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (keep_only(&to_fd, &told_fd)) {
        status = lock_in(job, seconds, &err);
    }
    if (status == STATUS_OK) {
        status = pdf_make(job, to_fd, &made, &err);
    }
    wire_put_int(&content, status);
    wire_put_int(&content, err.page_no);
    wire_put_int(&content, made.pages_with_text);
    wire_put_int(&content, made.is_signed);
    wire_put_str(&content, str_from_c(err.text));
    _exit(wire_send(told_fd, TOLD_RESULT, strbuf_str(&content)) ? 0 : 1);
}

/* --- the parent --- */

static bool hear(int told_fd, struct pdf_made *out, enum status *status,
                 struct err *err)
{
    struct arena arena = arena_make(2 * WIRE_MOST_BYTES);
    struct str content, text = STR("");
    int64_t how = 0, page_no = 0, pages = 0, is_signed = 0;
    int kind = 0;
    bool heard =
        wire_receive(told_fd, &kind, &arena, &content) && kind == TOLD_RESULT &&
        wire_get_int(&content, STATUS_OK, STATUS_OUTPUT, &how) &&
        wire_get_int(&content, 0, MAX_PAGES, &page_no) &&
        wire_get_int(&content, 0, MAX_PAGES, &pages) &&
        wire_get_int(&content, 0, 1, &is_signed) && wire_get_str(&content, &text);

    if (heard) {
        *status = (enum status)how;
        out->pages_with_text = (int)pages;
        out->is_signed = is_signed != 0;
        if (how != STATUS_OK) {
            *status =
                err_set(err, (enum status)how, (int)page_no, "%.*s", STR_ARG(text));
        }
    }
    arena_drop(&arena);
    return heard;
}

static enum status word_death(int wait_status, struct err *err)
{
    if (WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGXCPU) {
        return err_set(err, STATUS_LIMIT, 0, "takes too much time (--page-seconds)");
    }
    if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == EXIT_NO_MEMORY) {
        return err_set(err, STATUS_LIMIT, 0, "takes too much memory");
    }
    return err_set(err, STATUS_INPUT, 0,
                   "the process that was to copy it crashed: the file is damaged");
}

enum status pdf_child(const struct pdf_job *job, int to_fd, int seconds,
                      struct pdf_made *out, struct err *err)
{
    enum status status = STATUS_OUTPUT;
    int told[2], wait_status = 0;
    bool heard;
    pid_t pid;

    *out = (struct pdf_made){0};
    if (pipe2(told, O_CLOEXEC) != 0) {
        return err_set(err, STATUS_OUTPUT, 0, "no pipe: %s", tr_errno(errno));
    }
    fflush(NULL); /* or the child would write it again */
    pid = fork();
    if (pid == 0) {
        be_child(job, to_fd, seconds, told[1]);
    }
    close(told[1]);
    if (pid < 0) {
        close(told[0]);
        return err_set(err, STATUS_OUTPUT, 0, "no process: %s", tr_errno(errno));
    }
    heard = hear(told[0], out, &status, err);
    close(told[0]);
    while (waitpid(pid, &wait_status, 0) < 0 && errno == EINTR) {
    }
    return heard ? status : word_death(wait_status, err);
}
