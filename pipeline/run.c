/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "arena.h"
#include "bounds.h"
#include "export.h"
#include "out_dir.h"
#include "sandbox.h"
#include "sha256.h"
#include "shard.h"
#include "supervisor.h"
#include "tr.h"
#include "walk.h"
#include "words.h"

#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* Raise the first when words of the same page would come out otherwise, the second when
 * rows of the same words would: what the journal has of an older program is then made
 * anew. */
enum { WORDS_REVISION = 2, ROWS_REVISION = 2 };

/* 16 hex digits that change with anything that words, or rows, depend on. */
static struct str key_of(struct str what, struct arena *arena)
{
    char hex[65];

    sha256_hex(what, hex);
    return str_copy(arena, str_sub(str_from_c(hex), 0, 16));
}

/* Of rows: findings among them are worded, so the language is a part of it. */
static struct str rules_key(struct str what, enum lang lang, struct arena *arena)
{
    struct str key = key_of(what, arena);

    return lang == LANG_VI
               ? str_printf(arena, "%.*s" LANG_KEY_VI, STR_ARG(str_sub(key, 0, 14)))
               : key;
}

static struct journal_keys keys_of(const struct workplace *place, struct arena *arena)
{
    enum lang lang = place->settings->lang;
    struct str rules = str_printf(arena, "%d %s %s %d", ROWS_REVISION, VANTHU_VERSION,
                                  place->rules->hash, place->settings->trusts_names);

    return (struct journal_keys){
        .recogniser = key_of(str_printf(arena, "%d %s %s", WORDS_REVISION,
                                        place->models->hash, ocr_version()),
                             arena),
        .rules = place->settings->header_only
                     ? rules_key(str_printf(arena, "%.*s header", STR_ARG(rules)), lang,
                                 arena)
                     : rules_key(rules, lang, arena),
        .rules_of_more = rules_key(rules, lang, arena)};
}

/* --- files to units --- */

enum { SCRATCH_BYTES = 1 << 20 };

/* The SHA-256 of its content; of one that can't be had, its path. */
static struct str hash_file(const struct found *found, int64_t most,
                            struct arena *arena)
{
    char hex[65];

    return sha256_file(found->path.ptr, (size_t)most, hex)
               ? str_copy(arena, str_from_c(hex))
               : str_printf(arena, "path:%.*s", STR_ARG(found->path));
}

/* What a run knows of the files it was given. */
struct intake {
    struct run *run;
    bool *seen; /* by content: a unit was made of it */
    size_t seen_cap;
};

/* Whether this content has a unit already: a twin of the file was met before. */
static bool seen_before(struct intake *intake, int64_t content_id)
{
    size_t at = (size_t)content_id;

    if (at >= intake->seen_cap) {
        size_t cap = 2 * at + 1024;
        bool *bigger = arena_alloc(&intake->run->arena, cap, sizeof *bigger);

        if (intake->seen) {
            memcpy(bigger, intake->seen, intake->seen_cap * sizeof *bigger);
        }
        intake->seen = bigger;
        intake->seen_cap = cap;
    }
    if (intake->seen[at]) {
        return true;
    }
    intake->seen[at] = true;
    return false;
}

static void add_unit(struct run *run, const struct found *found,
                     const struct content *content)
{
    bool again = content->state == CONTENT_FAILED; /* from its beginning */

    run->units = arena_regrow(&run->arena, run->units, run->units_len, &run->units_cap,
                              sizeof *run->units);
    run->reads = run->reads || content->state != CONTENT_RECOGNISED;
    run->units[run->units_len++] =
        (struct unit){.content_id = content->id,
                      .path = found->path,
                      .bytes = (int64_t)found->size_bytes,
                      .changed_ns = found->changed_ns,
                      .pages_len = again ? 0 : content->pages_len,
                      .is_recognised = content->state == CONTENT_RECOGNISED,
                      .is_dump = content->stands_for.len > 0};
}

static bool is_wanted(const struct run *run, enum content_state state)
{
    return state == CONTENT_WAITING || state == CONTENT_RECOGNISED ||
           (state == CONTENT_FAILED && run->place.settings->retries_failed);
}

static enum status take_file(struct intake *intake, const struct found *found)
{
    struct run *run = intake->run;
    struct journal_file file = {.path = found->path,
                                .bytes = (int64_t)found->size_bytes,
                                .changed_ns = found->changed_ns};
    struct content content = {0};
    struct arena scratch = arena_make(SCRATCH_BYTES);
    struct str key;
    enum status status;

    if (!journal_knows(run->journal, &file, &scratch, &key)) {
        key = hash_file(found, run->place.settings->limits.file_bytes, &scratch);
    }
    status = journal_content(run->journal, key, &content, run->err);
    if (status == STATUS_OK) {
        status = journal_put_file(run->journal, &file, content.id, run->err);
    }
    if (status == STATUS_OK && !seen_before(intake, content.id) &&
        is_wanted(run, content.state)) {
        add_unit(run, found, &content);
    }
    arena_drop(&scratch);
    return status;
}

static enum status take_files(struct run *run, const struct walk *walk)
{
    struct intake intake = {.run = run};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < walk->len && status == STATUS_OK; i++) {
        const struct found *found = &walk->at[i];

        if (found->check ? run->place.settings->shard > 1
                         : !shard_has(run->place.settings, found)) {
            continue; /* of what is no file the first shard tells */
        }
        if (found->check) {
            status = journal_put_notice(run->journal, found->path,
                                        &(struct finding){.severity = found->severity,
                                                          .check = found->check,
                                                          .message = found->message},
                                        run->err);
        } else {
            status = take_file(&intake, found);
        }
    }
    return status == STATUS_OK ? journal_commit(run->journal, run->err) : status;
}

/* --- the run --- */

/* Ctrl-C and a polite kill are read like any other event; what is finished is kept. */
static void watch_signals(struct run *run, sigset_t *before)
{
    sigset_t signals;

    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    sigaddset(&signals, SIGPIPE); /* a worker that died before it got its work */
    sigprocmask(SIG_BLOCK, &signals, before);
    sigdelset(&signals, SIGPIPE);
    run->signals_fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void prepare_slots(struct run *run)
{
    int jobs = run->place.settings->jobs;

    run->tally.documents_len = run->units_len;
    run->slots_len = jobs;
    run->slots = ARENA_ARRAY(&run->arena, struct slot, (size_t)jobs + 1);
    for (int i = 0; i < jobs; i++) {
        run->slots[i] = (struct slot){.jobs_fd = NO_FILE, .told_fd = NO_FILE};
    }
}

/* What the tables hold, of this run and of those before. */
static enum status count(struct run *run, const struct walk *walk)
{
    struct journal_counts counts;
    enum status status = journal_count(run->journal, &counts, run->err);

    if (status == STATUS_OK) {
        run->tally.read = (size_t)counts.files_by[CONTENT_READ];
        run->tally.failed =
            (size_t)counts.files_by[CONTENT_FAILED] + walk->failures_len;
        run->tally.skipped = (size_t)counts.files_by[CONTENT_SKIPPED] +
                             walk->notices_len - walk->failures_len;
        run->tally.twins = (size_t)counts.twins;
        run->tally.pages_before = (size_t)counts.pages > run->tally.pages
                                      ? (size_t)counts.pages - run->tally.pages
                                      : 0;
    }
    return status;
}

static enum status tell_changes(struct run *run)
{
    struct journal_changes changes;
    enum status status = journal_changes(run->journal, &changes, run->err);

    if (status == STATUS_OK && changes.gone > 0) {
        fprintf(run->messages,
                _("vanthu: %s (%lld under another path now); their rows are taken "
                  "out\n"),
                tr_count("%zu file of the last run is not there any more",
                         "%zu files of the last run are not there any more",
                         (size_t)changes.gone)
                    .ptr,
                (long long)changes.renamed);
    }
    return status;
}

static enum status run_walked(struct run *run, const struct walk *walk)
{
    const struct settings *settings = run->place.settings;
    struct journal_keys keys = keys_of(&run->place, &run->arena);
    enum status status = journal_begin(run->journal, &keys, run->err);
    double begun_s;

    if (status == STATUS_OK) {
        status = take_files(run, walk);
    }
    if (status == STATUS_OK) {
        prepare_slots(run);
        begun_s = now_s();
        status = read_all(run);
        run->times.all_s = settings->jobs * (now_s() - begun_s);
    }
    if (status == STATUS_OK) {
        progress_clear(&run->progress, run->messages);
        status = tell_changes(run);
    }
    if (status == STATUS_OK) {
        status = export_all(run->journal, settings->out_dir, &settings->csv, run->err);
    }
    if (status == STATUS_OK) {
        status = count(run, walk);
    }
    if (status == STATUS_OK && !run->interrupted) {
        status = journal_end(run->journal, run->err);
    }
    return status;
}

static enum status run_in(struct run *run, const struct walk *walk)
{
    const struct settings *settings = run->place.settings;
    sigset_t before;
    enum status status = out_dir_make(settings->out_dir, &run->arena, run->err);

    if (status == STATUS_OK) {
        status =
            journal_open(settings->out_dir, JOURNAL_WRITE, &run->journal, run->err);
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (sandbox_works() && sandbox_landlock() == 0) {
        fprintf(run->messages,
                _("vanthu: this kernel has no Landlock: readers may see all "
                  "files that you may, seccomp keeps them from the rest\n"));
    }
    watch_signals(run, &before);
    status = run_walked(run, walk);
    progress_clear(&run->progress, run->messages);
    if (status == STATUS_OK) {
        progress_end(&run->progress, &run->tally, now_s(), settings->out_dir,
                     run->messages);
        if (settings->tells_times) {
            progress_times(&run->times, run->messages);
        }
    }
    journal_close(run->journal);
    close(run->signals_fd);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
}

int run_once(const struct workplace *place, const struct walk *walk, FILE *messages,
             struct err *err)
{
    struct run run = {
        .place = *place,
        .arena = arena_make(SIZE_MAX / 2),
        .progress = {.mode = place->settings->progress, .begun_s = now_s()},
        .messages = messages,
        .err = err,
    };
    enum status status;

    run.progress.shown_s = run.progress.begun_s;
    status = run_in(&run, walk);
    arena_drop(&run.arena);
    if (status != STATUS_OK) {
        return exit_code_of(status);
    }
    if (run.interrupted) {
        return EXIT_INTERRUPTED;
    }
    return run.tally.failed > 0 ? EXIT_SOME_FAILED : EXIT_ALL_READ;
}

int run(const struct settings *settings, const struct rules *rules,
        const struct models *models, FILE *messages, struct err *err)
{
    struct arena arena = arena_make(SIZE_MAX / 2);
    struct workplace place = {settings, rules, models};
    struct walk walk;
    int exit_code = EXIT_USAGE;

    if (walk_sources(settings->args, settings->args_len, settings->out_dir, &arena,
                     &walk, err) == STATUS_OK) {
        exit_code = run_once(&place, &walk, messages, err);
    }
    arena_drop(&arena);
    return exit_code;
}
