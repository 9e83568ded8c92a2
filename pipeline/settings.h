/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the command was asked to do; made once by settings_from_args(), then const. The
 * environment and the terminal are looked at by main.c and passed in as values. */
#ifndef VANTHU_SETTINGS_H
#define VANTHU_SETTINGS_H

#include "lang.h"
#include "limit.h"
#include "rows.h"

enum command {
    COMMAND_RUN,
    COMMAND_DUMP,
    COMMAND_CHECK,
    COMMAND_EXPLAIN,
    COMMAND_WATCH,
    COMMAND_STATUS,
    COMMAND_VERIFY,
    COMMAND_MERGE,
    COMMAND_EXPORT,
    COMMAND_TRACK,
    COMMAND_SERVE,
    COMMAND_VERSION,
    COMMAND_HELP, /* settings.help_on says on what */
    COMMANDS
};

enum progress_mode {
    PROGRESS_NEVER,
    PROGRESS_LINES, /* a plain line now and then */
    PROGRESS_TERMINAL,
};

/* The nouns of the flow, in its order; what `vanthu dump` can show. */
enum stage {
    STAGE_SOURCE,
    STAGE_PAGE,
    STAGE_WORDS,
    STAGE_SLOTS,
    STAGE_LINES,
    STAGE_ZONES,
    STAGE_TEXT,
    STAGE_FIELDS,
    STAGE_FINDINGS,
    STAGES
};
extern const char *const stage_names[STAGES];

/* Exit status; users' scripts depend on them. */
enum exit_code {
    EXIT_ALL_READ = 0,
    EXIT_SOME_FAILED = 1,
    EXIT_USAGE = 2, /* also: a rule file or a model is not in order */
    EXIT_OUTPUT = 3,
    EXIT_NO_MEMORY = 70, /* of a worker: its arena is full (arena.c) */
    EXIT_INTERRUPTED = 130,
};
/* Of a command that ended so. */
int exit_code_of(enum status status);

struct settings {
    enum command command;
    enum command help_on; /* COMMAND_HELP: the program as a whole */
    struct str *args;     /* SOURCE..., FILE, RULES, FIELD: what follows the options */
    size_t args_len;
    struct str out_dir;
    int jobs;
    struct str rules_dir; /* the project's own rule files */
    struct str *rules_extra;
    size_t rules_extra_len;
    struct str models_dir;      /* holds manifest.yaml and tesseract.yaml */
    struct str tessdata_prefix; /* where the user says models are; may be empty */
    struct csv_form csv;
    enum progress_mode progress;
    enum stage dump_stage;
    int dump_page;       /* 0: all */
    bool trusts_names;   /* a number in a file's name is evidence */
    int shard, shards;   /* only the documents of shard 1 to `shards`; 0: all */
    int still_seconds;   /* watch: a file is taken when unchanged for so long, */
    int poll_seconds;    /* and looked for so often */
    bool retries_failed; /* documents that failed in runs before are tried again */
    struct str xlsx, csv_file; /* export: the files to write, NUL after; empty: none */
    struct str pdf_dir;        /* the folder for searchable PDFs; empty: none */
    bool writes_tables;        /* the tables of OUT, anew */
    struct str profile;        /* in which layout; empty: the workbook of all */
    struct str today;          /* track: ISO 8601 */
    struct str in_force;       /* track: the list of in_force.h */
    struct str expected;       /* a list of agencies that should have sent something */
    struct str listen;         /* serve: an address in digits, */
    int port;                  /* 0: any that is free, */
    struct str user;           /* who the corrections are by, */
    struct str web_dir;        /* the files of the page, */
    struct str share_dir;      /* and where its words are */
    bool header_only;          /* just the first and the last page of each file */
    enum lang lang;            /* of messages */
    bool lang_given;           /* by --lang: also of the workbook */
    bool tells_times;          /* where the workers' time went */
    bool merges_anew;     /* what was merged before is not in the tables any more */
    int page_seconds;     /* wall time that one page may take, */
    int document_seconds; /* and one document, of all its workers */
    struct limits limits;
};

/* What the program stands in. */
struct surroundings {
    struct str today;           /* ISO 8601 */
    struct str data_dir;        /* holds rules/ and models/ */
    struct str tessdata_prefix; /* $TESSDATA_PREFIX */
    enum lang lang;             /* what the program speaks already */
    struct str web_dir;         /* the files of `serve` */
    struct str share_dir;       /* holds locale/ */
    struct str user;            /* $USER */
    int cores;
    bool stderr_is_terminal;
};

/* STATUS_USAGE: the message names the argument and says what is wanted. All texts live
 * in `arena`, NUL after them. */
MUST_USE enum status settings_from_args(int argc, char **argv,
                                        const struct surroundings *around,
                                        struct arena *arena, struct settings *out,
                                        struct err *err);
/* The help on settings->help_on, in its language. */
void settings_help(const struct settings *settings, FILE *to);

#endif
