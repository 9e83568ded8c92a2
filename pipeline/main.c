/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command: looks at the environment and the terminal, hands values on, prints what
 * went wrong, and tells by its exit status. */
#include "arena.h"
#include "bounds.h"
#include "clock.h"
#include "commands.h"
#include "data_dir.h"
#include "lexicon.h"
#include "run.h"
#include "tr.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

/* Tesseract's OpenMP makes a page five times slower where several pages are read at
 * once (measured: 6.80 s and 1.38 s), and libgomp looks at OMP_THREAD_LIMIT when it is
 * loaded, before main(). So the program sets it and starts itself over, once: the
 * second variable says that this was done. */
static void start_over_without_openmp(char **argv)
{
    const char *limit = getenv("OMP_THREAD_LIMIT");

    if (getenv("VANTHU_STARTED_OVER") || (limit && strcmp(limit, "1") == 0)) {
        (void)unsetenv("VANTHU_STARTED_OVER");
        (void)prctl(PR_SET_NAME, "vanthu"); /* after the second start it is "exe" */
        return;
    }
    if (setenv("OMP_THREAD_LIMIT", "1", 1) == 0 &&
        setenv("VANTHU_STARTED_OVER", "1", 1) == 0) {
        (void)execv("/proc/self/exe", argv); /* fails: slower, not wrong */
    }
}

/* A descriptor of 0, 1, 2 that is closed would be given to the next file that is
 * opened, and messages would go into it. /dev/full in its place: a write to a closed
 * standard output is a failure still, nothing to write is none. */
static void open_standard_fds(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) < 0) {
            (void)open("/dev/full", O_RDWR); /* takes the lowest that is free */
        }
    }
}

/* A stream for what was asked for; whatever a library prints to fd 1 now goes to
 * stderr. */
static FILE *claim_stdout(void)
{
    int fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);

    if (fd < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
        return NULL;
    }
    return fdopen(fd, "w");
}

static int cores(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;

    return count < MAX_JOBS ? count : MAX_JOBS;
}

/* The commands that read documents need rules and models in order. */
static int with_rules_and_models(const struct settings *settings, struct arena *arena,
                                 FILE *to, struct err *err)
{
    struct rules rules = {0};
    struct rule_faults faults = {0};
    struct models models = {0};
    enum status status = models_from_dir(
        settings->models_dir, settings->tessdata_prefix, arena, &models, err);
    int exit_code = EXIT_USAGE;

    if (status == STATUS_OK) {
        status = rules_from_files(settings->rules_dir, settings->rules_extra,
                                  settings->rules_extra_len, arena, &rules, &faults);
        faults_print(&faults, stderr);
        if (status != STATUS_OK) {
            (void)!err_set(err, status, 0,
                           "the rules are not in order (vanthu check tells more)");
        }
    }
    if (status == STATUS_OK) {
        rules.lexicon = lexicon_from_rules(&rules, arena);
        switch (settings->command) {
        case COMMAND_RUN:
            exit_code = run(settings, &rules, &models, stderr, err);
            break;
        case COMMAND_DUMP:
            exit_code = dump(settings, &rules, &models, to, err);
            break;
        case COMMAND_EXPLAIN:
            exit_code = explain(settings, &rules, &models, to, err);
            break;
        case COMMAND_WATCH:
            exit_code = watch(settings, &rules, &models, stderr, err);
            break;
        case COMMAND_CHECK:
        case COMMAND_STATUS:
        case COMMAND_VERIFY:
        case COMMAND_MERGE:
        case COMMAND_EXPORT:
        case COMMAND_TRACK:
        case COMMAND_SERVE:
        case COMMAND_VERSION:
        case COMMAND_HELP:
        case COMMANDS:
            break;
        }
    }
    rules_drop(&rules);
    return exit_code;
}

static int obey(const struct settings *settings, struct arena *arena, FILE *to,
                struct err *err)
{
    switch (settings->command) {
    case COMMAND_HELP:
        settings_help(settings, to);
        return EXIT_ALL_READ;
    case COMMAND_VERSION:
        return version(settings, to);
    case COMMAND_CHECK:
        return check(settings, to, stderr, err);
    case COMMAND_STATUS:
        return status(settings, to, err);
    case COMMAND_VERIFY:
        return verify(settings, to, err);
    case COMMAND_MERGE:
        return merge(settings, to, stderr, err);
    case COMMAND_EXPORT:
        return export(settings, to, stderr, err);
    case COMMAND_TRACK:
        return track(settings, to, err);
    case COMMAND_SERVE:
        return serve(settings, to, stderr, err);
    case COMMAND_RUN:
    case COMMAND_WATCH:
    case COMMAND_DUMP:
    case COMMAND_EXPLAIN:
    case COMMANDS:
        break;
    }
    return with_rules_and_models(settings, arena, to, err);
}

/* The language of this run, which the program speaks from here on. */
static enum lang speak(int argc, char **argv, struct arena *arena)
{
    enum lang lang = lang_from_wishes(&(struct lang_wishes){
        .language = getenv("LANGUAGE"),
        .lc_all = getenv("LC_ALL"),
        .lc_messages = getenv("LC_MESSAGES"),
        .lang = getenv("LANG"),
    });
    bool asked = lang_from_args(argc, (const char *const *)argv, &lang);

    if (!tr_speak(lang, share_dir(arena))) {
        if (asked) {
            fprintf(stderr,
                    _("vanthu: --lang %s: its words were not found; install "
                      "vanthu again\n"),
                    lang_names[lang]);
        }
        return LANG_EN;
    }
    return lang;
}

/* What was asked for is only written when the system has taken it all. */
static int close_stdout(FILE *to, int exit_code)
{
    bool failed = ferror(to) != 0;

    if (fclose(to) != 0 || failed) {
        fprintf(stderr, _("vanthu: standard output can't be written: %s\n"),
                tr_errno(errno));
        return EXIT_OUTPUT;
    }
    return exit_code;
}

int main(int argc, char **argv)
{
    struct arena arena = arena_make(ARENA_BYTES);
    struct settings settings;
    struct err err = {0};
    struct surroundings around;
    struct str data;
    FILE *to;
    int exit_code = EXIT_USAGE;

    start_over_without_openmp(argv);
    open_standard_fds();
    to = claim_stdout();
    if (!to) {
        fprintf(stderr, _("vanthu: no standard output: %s\n"), tr_errno(errno));
        return EXIT_OUTPUT;
    }
    data = data_dir(str_from_c(getenv("VANTHU_DATA")), &arena);
    around = (struct surroundings){
        .today = clock_today(&arena),
        .data_dir = data,
        .tessdata_prefix = str_from_c(getenv("TESSDATA_PREFIX")),
        .lang = speak(argc, argv, &arena),
        .web_dir = web_dir(data, &arena),
        .share_dir = share_dir(&arena),
        .user = str_from_c(getenv("USER")),
        .cores = cores(),
        .stderr_is_terminal = isatty(STDERR_FILENO) == 1,
    };
    if (settings_from_args(argc, argv, &around, &arena, &settings, &err) == STATUS_OK) {
        exit_code = obey(&settings, &arena, to, &err);
    }
    if (err.status != STATUS_OK && exit_code != EXIT_ALL_READ) {
        fprintf(stderr, "vanthu: %s\n", err.text);
    }
    arena_drop(&arena);
    return close_stdout(to, exit_code);
}
