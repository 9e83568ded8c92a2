/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "supervisor.h"

#include "arena.h"
#include "source.h"
#include "tr.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    /* How often the clock is looked at while workers have nothing to tell. */
    POLL_MS = 160,
    /* A worker that was killed from outside (the system ran out of memory, a person)
     * did nothing wrong: its pages are tried so often. */
    MOST_KILLS = 3,
};
/* Rows can be made again in no time: they are committed so often, pages at once. */
static const double COMMIT_S = 0.2;

static void close_slot(struct slot *slot)
{
    if (slot->jobs_fd != NO_FILE) {
        close(slot->jobs_fd);
    }
    if (slot->told_fd != NO_FILE) {
        close(slot->told_fd);
    }
    wire_drop(&slot->jobs);
    wire_drop(&slot->told);
    slot->jobs_fd = NO_FILE;
    slot->told_fd = NO_FILE;
}

/* In the child: only its own pipe ends stay open, or a sibling would never see the end
 * of its work. */
static _Noreturn void be_worker(struct run *run, int jobs_fd, int told_fd)
{
    for (int i = 0; i < run->slots_len; i++) {
        close_slot(&run->slots[i]);
    }
    close(run->signals_fd);
    journal_forget_lock(run->journal);
    exit(worker_run(&run->place, run->reads, jobs_fd, told_fd));
}

static enum status start_worker(struct run *run, int slot_no)
{
    struct slot *slot = &run->slots[slot_no];
    int jobs[2], told[2];

    if (pipe2(jobs, O_CLOEXEC) != 0) {
        return err_set(run->err, STATUS_OUTPUT, 0, "no pipe: %s", tr_errno(errno));
    }
    if (pipe2(told, O_CLOEXEC) != 0) {
        close(jobs[0]);
        close(jobs[1]);
        return err_set(run->err, STATUS_OUTPUT, 0, "no pipe: %s", tr_errno(errno));
    }
    *slot = (struct slot){.jobs_fd = jobs[1], .told_fd = told[0]};
    (void)fcntl(slot->jobs_fd, F_SETFL, O_NONBLOCK);
    (void)fcntl(slot->told_fd, F_SETFL, O_NONBLOCK);
    fflush(NULL); /* or the child would write it again */
    slot->pid = fork();
    if (slot->pid == 0) {
        be_worker(run, jobs[0], told[1]);
    }
    close(jobs[0]);
    close(told[1]);
    if (slot->pid < 0) {
        slot->pid = 0;
        close_slot(slot);
        return err_set(run->err, STATUS_OUTPUT, 0, "no worker process: %s",
                       tr_errno(errno));
    }
    return STATUS_OK;
}

static enum status give(struct run *run, struct slot *slot, const struct chunk *chunk)
{
    struct arena arena = arena_make(SIZE_MAX / 2);
    struct strbuf content = {.arena = &arena};
    int kind = JOB_READ;
    enum status status = chunk_job(run, chunk, &kind, &content);

    slot->chunk = *chunk;
    slot->is_busy = true;
    slot->page_no = 0;
    slot->page_is_told = false;
    slot->progress_s = now_s();
    slot->begun_s = slot->progress_s;
    if (status == STATUS_OK) {
        wire_queue_put(&slot->jobs, kind, strbuf_str(&content));
    }
    arena_drop(&arena);
    return status;
}

static bool anyone_is_busy(const struct run *run)
{
    for (int i = 0; i < run->slots_len; i++) {
        if (run->slots[i].pid > 0 && run->slots[i].is_busy) {
            return true;
        }
    }
    return false;
}

/* The next chunk for each idle worker. */
static enum status hand_out(struct run *run)
{
    enum status status = STATUS_OK;

    for (int i = 0; i < run->slots_len && status == STATUS_OK && !run->interrupted;
         i++) {
        struct slot *slot = &run->slots[i];
        struct chunk chunk;

        if (slot->is_busy || !queue_take(run, &chunk, &status)) {
            continue;
        }
        if (slot->pid == 0) {
            status = start_worker(run, i);
        }
        if (status == STATUS_OK) {
            status = give(run, slot, &chunk);
        }
    }
    return status;
}

/* --- those who died --- */

static struct str death_reason(struct run *run, const struct slot *slot,
                               int wait_status)
{
    struct str place = slot->chunk.is_rows ? TR("while its rows were made")
                       : slot->page_no > 0
                           ? str_printf(&run->arena, _("on page %d"), slot->page_no)
                           : TR("while the file was opened");

    if (slot->is_too_long) {
        return str_printf(&run->arena,
                          _("took longer than %d s in all "
                            "(--document-seconds)"),
                          run->place.settings->document_seconds);
    }
    if (slot->is_too_slow) {
        return str_printf(&run->arena, _("took longer than %d s %.*s"),
                          run->place.settings->page_seconds, STR_ARG(place));
    }
    if (WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGSYS) {
        return str_printf(
            &run->arena,
            _("the reader did what no reader may (a forbidden system call) "
              "%.*s"),
            STR_ARG(place));
    }
    if (WIFSIGNALED(wait_status)) {
        return str_printf(&run->arena, _("the reader crashed (signal %d) %.*s"),
                          WTERMSIG(wait_status), STR_ARG(place));
    }
    if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == EXIT_NO_MEMORY) {
        return str_printf(&run->arena, _("needs more memory than is allowed %.*s"),
                          STR_ARG(place));
    }
    return str_printf(&run->arena, _("the reader ended (status %d) %.*s"),
                      WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -1,
                      STR_ARG(place));
}

static bool was_killed(const struct slot *slot, int wait_status)
{
    return !slot->is_too_slow && !slot->is_too_long && WIFSIGNALED(wait_status) &&
           (WTERMSIG(wait_status) == SIGKILL || WTERMSIG(wait_status) == SIGTERM);
}

/* What is left of a chunk whose worker is gone: the page in hand once more, if need be
 * at a lower resolution, and then the others. false: it was tried enough. */
static bool try_again(struct run *run, const struct slot *slot, int wait_status)
{
    struct chunk again = slot->chunk, rest = slot->chunk;
    int at = slot->page_no + slot->page_is_told;

    if (slot->is_too_long) {
        return false;
    }
    if (was_killed(slot, wait_status) && again.kills < MOST_KILLS) {
        again.kills++;
        if (!again.is_rows && again.last > 0 && at > again.first) {
            again.first = at; /* what was told is there */
        }
        if (again.is_rows || again.last == 0 || again.first <= again.last) {
            queue_first(run, again);
        }
        return true;
    }
    if (again.is_small) {
        return false;
    }
    again.is_small = true;
    again.kills = 0;
    if (slot->page_no > 0 && !again.is_rows) {
        again.first = slot->page_no;
        again.last = slot->page_no;
        rest.first = slot->page_no + 1;
        if (rest.first <= rest.last) {
            queue_first(run, rest);
        }
    }
    queue_first(run, again);
    return true;
}

/* Its words have ended: it is done, or it died of the chunk it was at. */
static enum status bury(struct run *run, struct slot *slot)
{
    int wait_status = 0;
    bool was_busy = slot->is_busy;
    struct unit *unit = &run->units[slot->chunk.unit];
    enum status status = STATUS_OK;

    while (waitpid(slot->pid, &wait_status, 0) < 0 && errno == EINTR) {
    }
    slot->pid = 0;
    close_slot(slot);
    slot->is_busy = false;
    if (!was_busy) {
        return STATUS_OK;
    }
    if (!unit->is_over && !run->interrupted && !try_again(run, slot, wait_status)) {
        status = fail_unit(run, unit, STATUS_INPUT, slot->page_no,
                           death_reason(run, slot, wait_status));
    }
    unit->chunks--;
    unit->spent_s += now_s() - slot->begun_s;
    return status;
}

static enum status kill_liar(struct run *run, struct slot *slot)
{
    kill(slot->pid, SIGABRT);
    return bury(run, slot);
}

static enum status hear_worker(struct run *run, struct slot *slot)
{
    enum status status = STATUS_OK;
    struct str content;
    int kind;
    bool broken = false;
    bool lives = wire_fill(&slot->told, slot->told_fd);

    while (status == STATUS_OK && wire_take(&slot->told, &kind, &content, &broken)) {
        slot->progress_s = now_s();
        status = slot->is_busy ? take_told(run, slot, kind, content) : STATUS_INPUT;
        if (status == STATUS_OK && kind == TOLD_PAGE && run->interrupted) {
            kill(slot->pid, SIGKILL); /* the page in hand is finished */
            return bury(run, slot);
        }
    }
    if (status == STATUS_INPUT || broken) {
        return kill_liar(run, slot);
    }
    return status == STATUS_OK && !lives ? bury(run, slot) : status;
}

static void kill_the_slow(struct run *run)
{
    double now = now_s();

    for (int i = 0; i < run->slots_len; i++) {
        struct slot *slot = &run->slots[i];

        if (slot->pid == 0 || !slot->is_busy || slot->is_too_slow ||
            slot->is_too_long) {
            continue;
        }
        slot->is_too_slow = now - slot->progress_s > run->place.settings->page_seconds;
        slot->is_too_long =
            run->units[slot->chunk.unit].spent_s + (now - slot->begun_s) >
            run->place.settings->document_seconds;
        if (slot->is_too_slow || slot->is_too_long) {
            kill(slot->pid, SIGKILL);
        }
    }
}

/* --- the loop --- */

static void hear_signals(struct run *run)
{
    struct signalfd_siginfo info;

    while (read(run->signals_fd, &info, sizeof info) == (ssize_t)sizeof info) {
        run->stopped = run->interrupted;
        run->interrupted = true;
    }
}

static enum status listen_once(struct run *run, struct pollfd *polled)
{
    int len = 2 * run->slots_len;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < (size_t)run->slots_len; i++) {
        const struct slot *slot = &run->slots[i];
        bool runs = slot->pid > 0;

        polled[2 * i] =
            (struct pollfd){.fd = runs ? slot->told_fd : NO_FILE, .events = POLLIN};
        polled[2 * i + 1] =
            (struct pollfd){.fd = runs && slot->jobs.len > 0 ? slot->jobs_fd : NO_FILE,
                            .events = POLLOUT};
    }
    polled[len] = (struct pollfd){.fd = run->signals_fd, .events = POLLIN};
    if (poll(polled, (nfds_t)len + 1, POLL_MS) < 0) {
        return STATUS_OK;
    }
    for (size_t i = 0; i < (size_t)run->slots_len && status == STATUS_OK; i++) {
        struct slot *slot = &run->slots[i];

        if (polled[2 * i + 1].revents != 0) {
            (void)!wire_flush(&slot->jobs, slot->jobs_fd); /* its end is heard below */
        }
        if (polled[2 * i].revents != 0) {
            status = hear_worker(run, slot);
        }
    }
    hear_signals(run);
    return status;
}

static void kill_all(struct run *run)
{
    for (int i = 0; i < run->slots_len; i++) {
        struct slot *slot = &run->slots[i];

        if (slot->pid > 0) {
            kill(slot->pid, SIGKILL);
            while (waitpid(slot->pid, NULL, 0) < 0 && errno == EINTR) {
            }
            slot->pid = 0;
        }
        close_slot(slot);
    }
}

static enum status commit(struct run *run, bool now)
{
    if (!now && !run->page_came && now_s() - run->committed_s < COMMIT_S) {
        return STATUS_OK;
    }
    run->page_came = false;
    run->committed_s = now_s();
    return journal_commit(run->journal, run->err);
}

enum status read_all(struct run *run)
{
    struct pollfd *polled =
        ARENA_ARRAY(&run->arena, struct pollfd, 2 * (size_t)run->slots_len + 1);
    enum status status;

    if (run->units_len > 0) {
        source_prepare();
    }
    status = hand_out(run);
    while (status == STATUS_OK && anyone_is_busy(run) && !run->stopped) {
        status = listen_once(run, polled);
        if (status == STATUS_OK) {
            kill_the_slow(run);
            status = commit(run, false);
        }
        if (status == STATUS_OK) {
            status = hand_out(run);
        }
        progress_show(&run->progress, &run->tally, now_s(), run->messages);
    }
    kill_all(run);
    if (run->units_len > 0) {
        source_done();
    }
    return status == STATUS_OK ? commit(run, true) : status;
}
