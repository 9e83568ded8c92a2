/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "supervisor.h"

#include "arena.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* How often the clock is looked at while workers have nothing to tell. */
enum { POLL_MS = 160 };

double now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

bool is_own_work(const struct walk *walk, size_t index)
{
    return !walk->at[index].check && walk->at[index].first == index;
}

/* A document that cost its worker: the supervisor writes its rows, twins included. */
static enum status shelve_failure(struct run *run, const struct slot *slot,
                                  struct str reason)
{
    const struct walk *walk = run->place.walk;

    for (size_t i = slot->index; i < walk->len; i++) {
        struct str sha256 = str_from_c(slot->sha256);
        struct document_id id = {.document = str_sub(sha256, 0, 16),
                                 .source = walk->at[i].path,
                                 .sha256 = sha256,
                                 .pages_len = slot->pages_len};
        enum status status;

        if (walk->at[i].check || walk->at[i].first != slot->index ||
            run->pieces.at[i].is_there) {
            continue;
        }
        piece_begin(&run->shelf, &run->pieces.at[i]);
        rows_from_failure(&id, reason, slot->page_no, &run->place.settings->csv,
                          run->shelf.to);
        status = piece_end(&run->shelf, &run->pieces.at[i], run->err);
        if (status != STATUS_OK) {
            return status;
        }
        run->tally.failed++;
    }
    run->tally.done++;
    return STATUS_OK;
}

static void close_pipes(struct slot *slot)
{
    if (slot->jobs_fd != NO_FILE) {
        close(slot->jobs_fd);
    }
    if (slot->reports_fd != NO_FILE) {
        close(slot->reports_fd);
    }
    slot->jobs_fd = NO_FILE;
    slot->reports_fd = NO_FILE;
}

/* In the child: only its own pipe ends stay open, or a sibling would never see the end
 * of its work. */
static _Noreturn void be_worker(struct run *run, int slot_no, int jobs_fd,
                                int reports_fd)
{
    for (int i = 0; i < run->slots_len; i++) {
        close_pipes(&run->slots[i]);
    }
    close(run->signals_fd);
    exit(worker_run(&run->place, slot_no + 1, jobs_fd, reports_fd));
}

static enum status start_worker(struct run *run, int slot_no)
{
    struct slot *slot = &run->slots[slot_no];
    int jobs[2], reports[2];

    if (pipe2(jobs, O_CLOEXEC) != 0) {
        return err_set(run->err, STATUS_OUTPUT, 0, "no pipe: %s", strerror(errno));
    }
    if (pipe2(reports, O_CLOEXEC) != 0) {
        close(jobs[0]);
        close(jobs[1]);
        return err_set(run->err, STATUS_OUTPUT, 0, "no pipe: %s", strerror(errno));
    }
    *slot = (struct slot){.jobs_fd = jobs[1], .reports_fd = reports[0]};
    fflush(NULL); /* or the child would write it again */
    slot->pid = fork();
    if (slot->pid == 0) {
        be_worker(run, slot_no, jobs[0], reports[1]);
    }
    close(jobs[0]);
    close(reports[1]);
    if (slot->pid < 0) {
        slot->pid = 0;
        close_pipes(slot);
        return err_set(run->err, STATUS_OUTPUT, 0, "no worker process: %s",
                       strerror(errno));
    }
    return STATUS_OK;
}

/* The next file for an idle worker; without one its pipe is closed and it ends. */
static void hand_out(struct run *run, struct slot *slot)
{
    const struct walk *walk = run->place.walk;

    while (run->next < walk->len && !is_own_work(walk, run->next)) {
        run->next++;
    }
    if (run->next >= walk->len || run->interrupted) {
        close(slot->jobs_fd);
        slot->jobs_fd = NO_FILE;
        slot->is_busy = false;
        return;
    }
    slot->index = run->next++;
    slot->is_busy = true;
    slot->page_no = 0;
    slot->pages_len = 0;
    slot->sha256[0] = '\0';
    slot->progress_s = now_s();
    /* When it died meanwhile, the end of its reports tells so. */
    (void)!write(slot->jobs_fd, &slot->index, sizeof slot->index);
}

static void count_rows(struct run *run, const struct slot *slot,
                       const struct report *report)
{
    run->pieces.at[report->index] = report->piece;
    run->tally.twins += report->index != slot->index;
    switch (report->outcome) {
    case OUTCOME_READ:
        run->tally.read++;
        break;
    case OUTCOME_FAILED:
        run->tally.failed++;
        break;
    case OUTCOME_SKIPPED:
        run->tally.skipped++;
        break;
    }
}

static enum status take_report(struct run *run, struct slot *slot,
                               const struct report *report)
{
    slot->progress_s = now_s();
    switch (report->kind) {
    case REPORT_OPENED:
        memcpy(slot->sha256, report->sha256, sizeof slot->sha256);
        slot->pages_len = report->pages_len;
        break;
    case REPORT_PAGE:
        run->tally.pages += slot->page_no > 0;
        slot->page_no = report->page_no;
        break;
    case REPORT_ROWS:
        count_rows(run, slot, report);
        break;
    case REPORT_DONE:
        run->tally.pages += slot->page_no > 0;
        run->tally.done++;
        hand_out(run, slot);
        break;
    case REPORT_NO_RUN:
        return err_set(run->err, report->status, 0, "%s", report->text);
    }
    return STATUS_OK;
}

static struct str death_reason(struct run *run, const struct slot *slot,
                               int wait_status)
{
    struct str place = slot->page_no > 0
                           ? str_printf(&run->arena, "on page %d", slot->page_no)
                           : STR("while the file was opened");

    if (slot->is_too_slow) {
        return str_printf(&run->arena, "took longer than %d s %.*s",
                          run->place.settings->page_seconds, STR_ARG(place));
    }
    if (WIFSIGNALED(wait_status)) {
        return str_printf(&run->arena, "the reader crashed (signal %d) %.*s",
                          WTERMSIG(wait_status), STR_ARG(place));
    }
    if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == EXIT_NO_MEMORY) {
        return str_printf(&run->arena, "needs more memory than is allowed %.*s",
                          STR_ARG(place));
    }
    return str_printf(&run->arena, "the reader ended (status %d) %.*s",
                      WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -1,
                      STR_ARG(place));
}

/* Its reports have ended: it is done, or it died of the document it was at. */
static enum status bury(struct run *run, int slot_no)
{
    struct slot *slot = &run->slots[slot_no];
    int wait_status = 0;
    enum status status;

    while (waitpid(slot->pid, &wait_status, 0) < 0 && errno == EINTR) {
    }
    slot->pid = 0;
    close_pipes(slot);
    if (!slot->is_busy) {
        return STATUS_OK;
    }
    slot->is_busy = false;
    status = shelve_failure(run, slot, death_reason(run, slot, wait_status));
    if (status == STATUS_OK && run->next < run->place.walk->len && !run->interrupted) {
        status = start_worker(run, slot_no);
        if (status == STATUS_OK) {
            hand_out(run, slot);
        }
    }
    return status;
}

static enum status hear_worker(struct run *run, int slot_no)
{
    struct slot *slot = &run->slots[slot_no];
    struct report report;
    ssize_t got = read(slot->reports_fd, &report, sizeof report);

    if (got == (ssize_t)sizeof report && report.index < run->place.walk->len) {
        return take_report(run, slot, &report);
    }
    if (got < 0 && errno == EINTR) {
        return STATUS_OK;
    }
    return bury(run, slot_no);
}

static void kill_the_slow(struct run *run)
{
    double now = now_s();

    for (int i = 0; i < run->slots_len; i++) {
        struct slot *slot = &run->slots[i];

        if (slot->pid > 0 && slot->is_busy && !slot->is_too_slow &&
            now - slot->progress_s > run->place.settings->page_seconds) {
            slot->is_too_slow = true;
            kill(slot->pid, SIGKILL);
        }
    }
}

static bool anyone_runs(const struct run *run)
{
    for (int i = 0; i < run->slots_len; i++) {
        if (run->slots[i].pid > 0) {
            return true;
        }
    }
    return false;
}

static enum status listen_once(struct run *run, struct pollfd *polled)
{
    enum status status = STATUS_OK;

    for (int i = 0; i < run->slots_len; i++) {
        polled[i] = (struct pollfd){
            .fd = run->slots[i].pid > 0 ? run->slots[i].reports_fd : NO_FILE,
            .events = POLLIN};
    }
    polled[run->slots_len] = (struct pollfd){.fd = run->signals_fd, .events = POLLIN};
    if (poll(polled, (nfds_t)run->slots_len + 1, POLL_MS) < 0) {
        return STATUS_OK;
    }
    for (int i = 0; i < run->slots_len && status == STATUS_OK; i++) {
        if (polled[i].revents != 0) {
            status = hear_worker(run, i);
        }
    }
    if (polled[run->slots_len].revents & POLLIN) {
        run->interrupted = true;
    }
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
        close_pipes(slot);
    }
}

enum status read_all(struct run *run)
{
    struct pollfd *polled =
        ARENA_ARRAY(&run->arena, struct pollfd, (size_t)run->slots_len + 1);
    enum status status = STATUS_OK;

    for (int i = 0; i < run->slots_len && status == STATUS_OK; i++) {
        status = start_worker(run, i);
        if (status == STATUS_OK) {
            hand_out(run, &run->slots[i]);
        }
    }
    while (status == STATUS_OK && anyone_runs(run) && !run->interrupted) {
        status = listen_once(run, polled);
        kill_the_slow(run);
        progress_show(&run->progress, &run->tally, now_s(), run->messages);
    }
    kill_all(run);
    return status;
}
