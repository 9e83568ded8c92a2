/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * argp's side of the settings; only settings_*.c include this. */
#ifndef VANTHU_SETTINGS_OPTIONS_H
#define VANTHU_SETTINGS_OPTIONS_H

#include "settings.h"

#include <argp.h>

enum key {
    KEY_HELP = 'h',
    KEY_VERSION = 'V',
    KEY_OUT = 'o',
    KEY_JOBS = 'j',
    KEY_RULES = 256, /* from here on: no short form */
    KEY_RULES_DIR,
    KEY_MODELS_DIR,
    KEY_EXCEL,
    KEY_EOL,
    KEY_PROGRESS,
    KEY_PAGE_SECONDS,
    KEY_FILE_NAMES,
    KEY_RETRY,
    KEY_SHARD,
    KEY_ANEW,
    KEY_DOCUMENT_SECONDS,
    KEY_XLSX,
    KEY_PDF,
    KEY_TABLES,
    KEY_TODAY,
    KEY_IN_FORCE,
    KEY_CSV,
    KEY_PROFILE,
    KEY_EXPECT,
    KEY_MAX_MEGAPIXELS,
    KEY_MAX_PAGES,
    KEY_MAX_FILE,
    KEY_MAX_STREAM,
    KEY_MAX_NESTING,
    KEY_MAX_MEMORY,
    KEY_ONLY,
    KEY_TIMES,
    KEY_STILL,
    KEY_POLL,
    KEY_PAGE,
    KEY_LANG,
    KEY_LISTEN,
    KEY_PORT,
    KEY_USER,
};

/* A command, and how many arguments it wants. */
struct command_form {
    const char *name, *full_name;
    struct argp argp;
    size_t args_min, args_max;
};
enum { COMMAND_FORMS = COMMAND_SERVE + 1 };
extern const struct command_form settings_commands[COMMAND_FORMS];
extern const struct argp settings_program;

/* argp looks a doc up as a whole; it is two messages, what stands before the options
 * and what after them. */
char *settings_translate(int key, const char *text, void *input);
error_t settings_parse_option(int key, char *arg, struct argp_state *state);
error_t settings_parse_program(int key, char *arg, struct argp_state *state);

#endif
