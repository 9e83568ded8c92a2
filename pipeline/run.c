/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "arena.h"
#include "out_dir.h"
#include "supervisor.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* What the walk met that is no file: its finding. */
static enum status shelve_notices(struct run *run)
{
    const struct walk *walk = run->place.walk;

    for (size_t i = 0; i < walk->len; i++) {
        const struct found *found = &walk->at[i];
        struct document_id id = {.source = found->path};
        struct finding finding = {.severity = found->severity,
                                  .check = found->check,
                                  .message = found->message};
        enum status status;

        if (!found->check) {
            continue;
        }
        piece_begin(&run->shelf, &run->pieces.at[i]);
        row_from_finding(&id, &finding, &run->place.settings->csv,
                         run->shelf.to[TABLE_FINDINGS]);
        status = piece_end(&run->shelf, &run->pieces.at[i], run->err);
        if (status != STATUS_OK) {
            return status;
        }
    }
    return STATUS_OK;
}

/* All tables are whole in the work folder before the first one is put in place. */
static enum status write_tables(struct run *run)
{
    const struct settings *settings = run->place.settings;
    enum status status = STATUS_OK;

    for (int i = 0; i < TABLE_FILES && status == STATUS_OK; i++) {
        status = shelf_join(run->place.work_dir, (enum table)i, &run->pieces,
                            &settings->csv, run->err);
    }
    if (status == STATUS_OK) {
        status = out_dir_move_all(run->place.work_dir, STR(WORK_TEXT_PREFIX),
                                  settings->out_dir, STR("text"), run->err);
    }
    for (int i = 0; i < TABLE_FILES && status == STATUS_OK; i++) {
        struct str name = str_printf(&run->arena, "%s.csv", table_forms[i].name);

        status = out_dir_move(str_printf(&run->arena, "%.*s/%.*s",
                                         STR_ARG(run->place.work_dir), STR_ARG(name)),
                              settings->out_dir, name, run->err);
    }
    return status;
}

/* Ctrl-C and a polite kill are read like any other event; what is finished is kept. */
static void watch_signals(struct run *run)
{
    sigset_t signals;

    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    sigaddset(&signals, SIGPIPE); /* a worker that died before it got its work */
    sigprocmask(SIG_BLOCK, &signals, &run->signals_before);
    sigdelset(&signals, SIGPIPE);
    run->signals_fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void prepare(struct run *run, const struct walk *walk)
{
    size_t own_work = 0;

    for (size_t i = 0; i < walk->len; i++) {
        own_work += is_own_work(walk, i);
    }
    run->tally.documents_len = own_work;
    run->slots_len = (size_t)run->place.settings->jobs < own_work
                         ? run->place.settings->jobs
                         : (int)own_work;
    run->slots = ARENA_ARRAY(&run->arena, struct slot, (size_t)run->slots_len + 1);
    for (int i = 0; i < run->slots_len; i++) {
        run->slots[i] = (struct slot){.jobs_fd = NO_FILE, .reports_fd = NO_FILE};
    }
    run->pieces =
        (struct pieces){.at = ARENA_ARRAY(&run->arena, struct piece, walk->len + 1),
                        .len = walk->len,
                        .shelves_len = run->slots_len + 1};
    run->tally.failed = walk->failures_len;
    run->tally.skipped = walk->notices_len - walk->failures_len;
}

static enum status run_walked(struct run *run)
{
    const struct settings *settings = run->place.settings;
    struct work_dir work_dir;
    enum status status =
        out_dir_open(settings->out_dir, &run->arena, &work_dir, run->err);

    if (status != STATUS_OK) {
        return status;
    }
    run->place.work_dir = work_dir.path;
    watch_signals(run);
    status = shelf_open(run->place.work_dir, 0, &run->shelf, run->err);
    if (status == STATUS_OK) {
        status = shelve_notices(run);
    }
    if (status == STATUS_OK) {
        status = read_all(run);
    }
    shelf_close(&run->shelf);
    if (status == STATUS_OK) {
        status = write_tables(run);
    }
    progress_clear(&run->progress, run->messages);
    if (status == STATUS_OK) {
        progress_end(&run->progress, &run->tally, now_s(), settings->out_dir,
                     run->messages);
    }
    out_dir_close(&work_dir);
    close(run->signals_fd);
    sigprocmask(SIG_SETMASK, &run->signals_before, NULL);
    return status;
}

int run(const struct settings *settings, const struct rules *rules,
        const struct models *models, FILE *messages, struct err *err)
{
    struct walk walk;
    struct run run = {
        .place = {settings, rules, models, &walk, {NULL, 0}},
        .arena = arena_make(SIZE_MAX / 2),
        .progress = {.mode = settings->progress, .begun_s = now_s()},
        .messages = messages,
        .err = err,
    };
    enum status status = walk_sources(settings->args, settings->args_len,
                                      settings->out_dir, &run.arena, &walk, err);

    run.progress.shown_s = run.progress.begun_s;
    if (status == STATUS_OK) {
        prepare(&run, &walk);
        status = run_walked(&run);
    }
    arena_drop(&run.arena);
    if (status != STATUS_OK) {
        return status == STATUS_OUTPUT ? EXIT_OUTPUT : EXIT_USAGE;
    }
    if (run.interrupted) {
        return EXIT_INTERRUPTED;
    }
    return run.tally.failed > 0 ? EXIT_SOME_FAILED : EXIT_ALL_READ;
}
