/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `vanthu watch`: looks at the folders again and again, and runs on the files that have
 * not changed for a while. */
#include "run.h"

#include "arena.h"
#include "sha256.h"
#include "supervisor.h"
#include "tr.h"
#include "walk.h"

#include <signal.h>
#include <string.h>
#include <time.h>

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
        if (before->since_s && at < before->walk.len &&
            str_eq(before->walk.at[at].path, found->path) &&
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
    if (look.walk.len == 0 && before->walk.len > 0) {
        fprintf(messages,
                _("vanthu: no file is there any more: the folder was emptied, or "
                  "is a network folder that is away; the tables stay\n"));
    }
    if (strcmp(signature, now_signature) != 0 &&
        (look.walk.len > 0 || signature[0] == '\0')) {
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
            fprintf(messages, _("vanthu: %s; looked for again\n"), err->text);
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
