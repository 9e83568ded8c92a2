/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the command was asked to do; made once by settings_from_args(), then const. The
 * environment and the terminal are looked at there and passed on as values. */
#ifndef VANTHU_SETTINGS_H
#define VANTHU_SETTINGS_H

#include "rows.h"

enum command {
    COMMAND_RUN,
    COMMAND_DUMP,
    COMMAND_CHECK,
    COMMAND_EXPLAIN,
    COMMAND_VERSION,
};

enum progress {
    PROGRESS_NEVER,
    PROGRESS_LINES, /* a plain line now and then */
    PROGRESS_TERMINAL,
};

/* Exit status; users' scripts depend on them. */
enum exit_code {
    EXIT_ALL_READ = 0,
    EXIT_SOME_FAILED = 1,
    EXIT_USAGE = 2,
    EXIT_OUTPUT = 3,
    EXIT_INTERRUPTED = 130,
};

struct settings {
    enum command command;
    struct str *args; /* SOURCE..., FILE, RULES, FIELD: what follows the options */
    size_t args_len;
    struct str out_dir;
    int jobs;
    struct str rules_dir; /* the project's own rule files */
    struct str *rules_extra;
    size_t rules_extra_len;
    struct str models_dir; /* holds manifest.yaml and tesseract.yaml */
    struct csv_form csv;
    enum progress progress;
    struct str dump_stage;
    int dump_page;    /* 0: all */
    int page_seconds; /* wall time that one page may take */
};

#endif
