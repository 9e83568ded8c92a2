/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "arena.h"
#include "bounds.h"
#include "export.h"
#include "out_dir.h"
#include "sha256.h"
#include "supervisor.h"
#include "walk.h"
#include "words.h"

#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

/* Raise the first when words of the same page would come out otherwise, the second when
 * rows of the same words would: what the journal has of an older program is then made
 * anew. */
enum { WORDS_REVISION = 1, ROWS_REVISION = 1 };

/* 16 hex digits that change with anything that words, or rows, depend on. */
static struct str key_of(struct str what, struct arena *arena)
{
    char hex[65];

    sha256_hex(what, hex);
    return str_copy(arena, str_sub(str_from_c(hex), 0, 16));
}

static struct journal_keys keys_of(const struct workplace *place, struct arena *arena)
{
    return (struct journal_keys){
        .recogniser = key_of(str_printf(arena, "%d %s %s", WORDS_REVISION,
                                        place->models->hash, ocr_version()),
                             arena),
        .rules = key_of(str_printf(arena, "%d %s %s %d", ROWS_REVISION, VANTHU_VERSION,
                                   place->rules->hash, place->settings->trusts_names),
                        arena)};
}

/* --- files to units --- */

/* The SHA-256 of its content; of one that can't be had, its path. */
static struct str hash_file(const struct found *found, struct arena *arena)
{
    char hex[65];

    return sha256_file(found->path.ptr, MAX_FILE_BYTES, hex)
               ? str_copy(arena, str_from_c(hex))
               : str_printf(arena, "path:%.*s", STR_ARG(found->path));
}

/* What a run knows of the files it was given. */
struct intake {
    struct run *run;
    const struct walk *walk;
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
                     const struct content *content, struct str key)
{
    bool again = content->state == CONTENT_FAILED; /* from its beginning */

    run->units = arena_grow(&run->arena, run->units, run->units_len, &run->units_cap,
                            sizeof *run->units);
    run->units[run->units_len++] =
        (struct unit){.content_id = content->id,
                      .path = found->path,
                      .key = key,
                      .bytes = (int64_t)found->size_bytes,
                      .changed_ns = found->changed_ns,
                      .stands_for = str_copy(&run->arena, content->stands_for),
                      .pages_len = again ? 0 : content->pages_len,
                      .is_recognised = content->state == CONTENT_RECOGNISED};
}

static bool is_wanted(const struct run *run, enum content_state state)
{
    return state == CONTENT_WAITING || state == CONTENT_RECOGNISED ||
           (state == CONTENT_FAILED && run->place.settings->retries_failed);
}

/* By content, so that a shard is the same on every machine and for every path. */
static bool is_in_shard(const struct settings *settings, struct str key,
                        struct arena *arena)
{
    uint64_t number = 0;

    if (settings->shards == 0) {
        return true;
    }
    if (str_starts(key, STR("path:"))) {
        key = key_of(key, arena);
    }
    for (size_t i = 0; i < 15 && i < key.len; i++) {
        number = 16 * number + (uint64_t)(strchr("0123456789abcdef", key.ptr[i]) -
                                          "0123456789abcdef");
    }
    return number % (uint64_t)settings->shards == (uint64_t)settings->shard - 1;
}

static enum status take_file(struct intake *intake, const struct found *found)
{
    struct run *run = intake->run;
    struct journal_file file = {.path = found->path,
                                .bytes = (int64_t)found->size_bytes,
                                .changed_ns = found->changed_ns};
    struct content content = {0};
    struct str key;
    enum status status;

    if (!journal_knows(run->journal, &file, &run->arena, &key)) {
        key = hash_file(found, &run->arena);
    }
    if (!is_in_shard(run->place.settings, key, &run->arena)) {
        return STATUS_OK;
    }
    status = journal_content(run->journal, key, &content, run->err);
    if (status == STATUS_OK) {
        status = journal_put_file(run->journal, &file, content.id, run->err);
    }
    if (status == STATUS_OK && !seen_before(intake, content.id) &&
        is_wanted(run, content.state)) {
        add_unit(run, found, &content, key);
    }
    return status;
}

static enum status take_files(struct run *run, const struct walk *walk)
{
    struct intake intake = {.run = run, .walk = walk};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < walk->len && status == STATUS_OK; i++) {
        const struct found *found = &walk->at[i];

        if (found->check && run->place.settings->shard > 1) {
            continue; /* the first shard tells of them */
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
                "vanthu: %lld file%s of the last run %s not there any more (%lld under "
                "another path now); their rows are taken out\n",
                (long long)changes.gone, changes.gone == 1 ? "" : "s",
                changes.gone == 1 ? "is" : "are", (long long)changes.renamed);
    }
    return status;
}

static enum status run_walked(struct run *run, const struct walk *walk)
{
    const struct settings *settings = run->place.settings;
    struct journal_keys keys = keys_of(&run->place, &run->arena);
    enum status status = journal_begin(run->journal, &keys, run->err);

    if (status == STATUS_OK) {
        status = take_files(run, walk);
    }
    if (status == STATUS_OK) {
        prepare_slots(run);
        status = read_all(run);
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
    watch_signals(run, &before);
    status = run_walked(run, walk);
    progress_clear(&run->progress, run->messages);
    if (status == STATUS_OK) {
        progress_end(&run->progress, &run->tally, now_s(), settings->out_dir,
                     run->messages);
    }
    journal_close(run->journal);
    close(run->signals_fd);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
}

/* One run on what the walk found. */
static int run_once(const struct workplace *place, const struct walk *walk,
                    FILE *messages, struct err *err)
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
        return status == STATUS_OUTPUT ? EXIT_OUTPUT : EXIT_USAGE;
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

/* --- watching --- */

/* What the last look at the folders found, in order of path. */
struct look {
    struct arena arena;
    struct walk walk;
    double *since_s; /* of each: it has been as it is since then */
};

/* How long ago the file was changed by its own time; a clock ahead of ours: not at all.
 */
static double age_s(const struct found *found)
{
    double age = (double)time(NULL) - (double)found->changed_ns / 1e9;

    return age > 0 ? age : 0;
}

static bool is_same(const struct found *a, const struct found *b)
{
    return a->size_bytes == b->size_bytes && a->changed_ns == b->changed_ns;
}

/* Since when each file is as it is now: what the look before saw alike keeps its time.
 */
static void date_files(struct look *look, const struct look *before, double now)
{
    size_t at = 0;

    look->since_s = ARENA_ARRAY(&look->arena, double, look->walk.len + 1);
    for (size_t i = 0; i < look->walk.len; i++) {
        const struct found *found = &look->walk.at[i];

        while (at < before->walk.len &&
               str_cmp(before->walk.at[at].path, found->path) < 0) {
            at++;
        }
        look->since_s[i] = before->since_s ? now : now - age_s(found);
        if (at < before->walk.len && str_eq(before->walk.at[at].path, found->path) &&
            is_same(&before->walk.at[at], found)) {
            look->since_s[i] = before->since_s[at];
        }
    }
}

/* The files that are whole, by all that can be seen: the others wait for the next look.
 */
static struct walk still_files(struct look *look, double now, int still_seconds)
{
    struct walk still = {0};

    for (size_t i = 0; i < look->walk.len; i++) {
        const struct found *found = &look->walk.at[i];

        if (found->check || now - look->since_s[i] >= still_seconds) {
            still.at = arena_grow(&look->arena, still.at, still.len, &still.cap,
                                  sizeof *still.at);
            still.at[still.len++] = *found;
            still.notices_len += found->check != NULL;
            still.failures_len += found->check && found->severity == SEVERITY_ERROR;
        }
    }
    return still;
}

/* 64 hex digits that change when a file comes, goes or changes. */
static void sign(const struct walk *walk, struct arena *arena, char out[65])
{
    struct strbuf all = {.arena = arena};

    for (size_t i = 0; i < walk->len; i++) {
        strbuf_printf(&all, "%zu %lld %.*s\n", walk->at[i].size_bytes,
                      (long long)walk->at[i].changed_ns, STR_ARG(walk->at[i].path));
    }
    sha256_hex(strbuf_str(&all), out);
}

static bool told_to_end(const sigset_t *signals, int seconds)
{
    return sigtimedwait(signals, NULL, &(struct timespec){.tv_sec = seconds}) > 0;
}

/* Looks, and runs when something is new. */
static int look_and_run(const struct workplace *place, struct look *before,
                        char signature[65], FILE *messages, struct err *err)
{
    const struct settings *settings = place->settings;
    struct look look = {.arena = arena_make(SIZE_MAX / 2)};
    struct walk still;
    char now_signature[65];
    double now = now_s();
    int exit_code = EXIT_ALL_READ;

    if (walk_sources(settings->args, settings->args_len, settings->out_dir, &look.arena,
                     &look.walk, err) != STATUS_OK) {
        arena_drop(&look.arena);
        return EXIT_USAGE;
    }
    date_files(&look, before, now);
    still = still_files(&look, now, settings->still_seconds);
    sign(&still, &look.arena, now_signature);
    if (strcmp(signature, now_signature) != 0) {
        exit_code = run_once(place, &still, messages, err);
        memcpy(signature, now_signature, 65);
    }
    arena_drop(&before->arena);
    *before = look;
    return exit_code;
}

int watch(const struct settings *settings, const struct rules *rules,
          const struct models *models, FILE *messages, struct err *err)
{
    struct workplace place = {settings, rules, models};
    struct look before = {.arena = arena_make(1 << 16)};
    char signature[65] = "";
    sigset_t signals;
    int exit_code = EXIT_ALL_READ;

    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    do {
        exit_code = look_and_run(&place, &before, signature, messages, err);
        if (exit_code == EXIT_USAGE && before.since_s && err->status == STATUS_USAGE) {
            /* a network folder that is away for a while comes back */
            fprintf(messages, "vanthu: %s; looked for again\n", err->text);
            exit_code = EXIT_ALL_READ;
            *err = (struct err){0};
        }
    } while ((exit_code == EXIT_ALL_READ || exit_code == EXIT_SOME_FAILED) &&
             !told_to_end(&signals, settings->poll_seconds));
    arena_drop(&before.arena);
    return exit_code == EXIT_INTERRUPTED || exit_code == EXIT_SOME_FAILED
               ? EXIT_ALL_READ
               : exit_code;
}
