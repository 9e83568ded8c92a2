/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Strings become checked values here, once (argp: only here). argp is kept from
 * printing and from ending the process, so that a test can call this. */
#include "settings.h"

#include "arena.h"
#include "bounds.h"

#include <argp.h>
#include <errno.h>
#include <string.h>

const char *const stage_names[STAGES] = {
    [STAGE_SOURCE] = "source", [STAGE_PAGE] = "page",         [STAGE_WORDS] = "words",
    [STAGE_LINES] = "lines",   [STAGE_ZONES] = "zones",       [STAGE_TEXT] = "text",
    [STAGE_FIELDS] = "fields", [STAGE_FINDINGS] = "findings",
};

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
    KEY_PAGE,
};

#define HELP_OPTION                                                                    \
    {                                                                                  \
        "help", KEY_HELP, NULL, 0, "Print this help", 9                                \
    }
#define RULES_OPTION                                                                   \
    {                                                                                  \
        "rules", KEY_RULES, "FILE", 0,                                                 \
            "An office's own rule file, after the program's; may be repeated", 2       \
    }
#define RULES_DIR_OPTION                                                               \
    {                                                                                  \
        "rules-dir", KEY_RULES_DIR, "DIR", 0, "Rules in place of the program's own", 2 \
    }
#define MODELS_DIR_OPTION                                                              \
    {                                                                                  \
        "models-dir", KEY_MODELS_DIR, "DIR", 0,                                        \
            "manifest.yaml and tesseract.yaml in place of the program's own", 2        \
    }
#define OPTIONS_END                                                                    \
    {                                                                                  \
        NULL, 0, NULL, 0, NULL, 0                                                      \
    }

static const struct argp_option program_options[] = {
    {"version", KEY_VERSION, NULL, 0,
     "Print the versions of the program, its libraries, rules and models", 9},
    HELP_OPTION,
    OPTIONS_END,
};
static const struct argp_option run_options[] = {
    {"output", KEY_OUT, "OUT", 0, "The folder for the tables; made when absent", 1},
    {"jobs", KEY_JOBS, "N", 0, "Worker processes (all cores)", 1},
    {"excel", KEY_EXCEL, NULL, 0,
     "Byte order mark, and an apostrophe before what a spreadsheet would run", 1},
    {"eol", KEY_EOL, "lf|crlf", 0, "End of a row (crlf)", 1},
    {"progress", KEY_PROGRESS, "auto|never|always", 0, "Progress on stderr (auto)", 1},
    {"page-seconds", KEY_PAGE_SECONDS, "N", 0, "Time that one page may take (120)", 1},
    RULES_OPTION,
    RULES_DIR_OPTION,
    MODELS_DIR_OPTION,
    HELP_OPTION,
    OPTIONS_END,
};
static const struct argp_option dump_options[] = {
    {"page", KEY_PAGE, "N", 0, "Only this page, counted from 1", 1},
    RULES_OPTION,
    RULES_DIR_OPTION,
    MODELS_DIR_OPTION,
    HELP_OPTION,
    OPTIONS_END,
};
static const struct argp_option check_options[] = {
    RULES_DIR_OPTION,
    HELP_OPTION,
    OPTIONS_END,
};
static const struct argp_option explain_options[] = {
    RULES_OPTION, RULES_DIR_OPTION, MODELS_DIR_OPTION, HELP_OPTION, OPTIONS_END,
};

/* What one parse works on. */
struct parse {
    const char *name; /* of the command, for messages */
    struct settings *out;
    const struct surroundings *around;
    struct arena *arena;
    struct err *err;
    int command_at; /* argv index of the command's name; 0: none */
};

static error_t parse_option(int key, char *arg, struct argp_state *state);
static error_t parse_program(int key, char *arg, struct argp_state *state);

static const struct argp program_argp = {
    program_options,
    parse_program,
    "COMMAND [ARGUMENT...]",
    "Reads scanned Vietnamese official plans into tables.\v"
    "Commands:\n"
    "  run SOURCE... -o OUT   read files and folders, write the tables to OUT\n"
    "  dump STAGE FILE        show what one stage makes of a file\n"
    "  check [RULES...]       prove every rule's examples and counter-examples\n"
    "  explain FILE FIELD     show every rule tried for a field and why it failed\n"
    "\n"
    "`vanthu COMMAND --help' tells more on one of them.\n"
    "\n"
    "Exit status: 0 all read; 1 at least one document failed (check: a rule is\n"
    "wrong); 2 wrong use, or rules or models not in order; 3 output could not be\n"
    "written; 130 interrupted, what was finished is kept.",
    NULL,
    NULL,
    NULL};

static const struct {
    const char *name, *full_name;
    struct argp argp;
    size_t args_min, args_max;
} commands[] = {
    [COMMAND_RUN] = {"run",
                     "vanthu run",
                     {run_options, parse_option, "SOURCE... -o OUT",
                      "Reads every scan in SOURCE (files, and folders with all that is "
                      "below them) and writes documents.csv, references.csv, "
                      "deadlines.csv, campaigns.csv, recipients.csv, findings.csv and "
                      "text/ to OUT. SOURCE is only read. Symbolic links inside a "
                      "folder are not followed.\v"
                      "A dump of words (`vanthu dump words') may stand for a scan.",
                      NULL, NULL, NULL},
                     1,
                     SIZE_MAX},
    [COMMAND_DUMP] = {"dump",
                      "vanthu dump",
                      {dump_options, parse_option, "STAGE FILE",
                       "Prints what one stage of the flow makes of FILE.\v"
                       "STAGE is one of: source page words lines zones text fields "
                       "findings. A dump of words can be given to any command in "
                       "place of the scan that it came from.",
                       NULL, NULL, NULL},
                      2,
                      2},
    [COMMAND_CHECK] = {"check",
                       "vanthu check",
                       {check_options, parse_option, "[RULES...]",
                        "Reads the rules, and RULES (rule files) after them, and "
                        "proves every example and counter-example. A folder among "
                        "RULES is read in place of the program's own rules.",
                        NULL, NULL, NULL},
                       0,
                       SIZE_MAX},
    [COMMAND_EXPLAIN] = {"explain",
                         "vanthu explain",
                         {explain_options, parse_option, "FILE FIELD",
                          "Shows every rule that fills FIELD (such as code, or "
                          "documents.code), where it was tried on FILE, what it "
                          "matched, or how far it came.",
                          NULL, NULL, NULL},
                         2,
                         2},
};
enum { COMMAND_ROWS = sizeof commands / sizeof *commands };

static error_t fail(const struct parse *parse, const char *what, const char *arg)
{
    (void)!err_set(parse->err, STATUS_USAGE, 0, "%s: '%s'; see vanthu %s--help", what,
                   arg, parse->name);
    return EINVAL;
}

/* All of `arg` is a decimal number from `least` to `most`. */
static bool int_from_arg(const char *arg, int least, int most, int *out)
{
    int value = 0;

    if (*arg == '\0') {
        return false;
    }
    for (const char *at = arg; *at; at++) {
        if (*at < '0' || *at > '9' || value > most / 10) {
            return false;
        }
        value = 10 * value + (*at - '0');
    }
    *out = value;
    return value >= least && value <= most;
}

static void str_add(struct arena *arena, struct str **list, size_t *len, char *arg)
{
    struct str *longer = ARENA_ARRAY(arena, struct str, *len + 1);

    if (*len > 0) {
        memcpy(longer, *list, *len * sizeof **list);
    }
    longer[*len] = str_copy(arena, str_from_c(arg));
    *list = longer;
    *len += 1;
}

static error_t set_eol(const struct parse *parse, const char *arg)
{
    if (strcmp(arg, "lf") != 0 && strcmp(arg, "crlf") != 0) {
        return fail(parse, "--eol wants lf or crlf, not", arg);
    }
    parse->out->csv.lf_only = arg[0] == 'l';
    return 0;
}

static error_t set_progress(const struct parse *parse, const char *arg)
{
    if (strcmp(arg, "never") == 0) {
        parse->out->progress = PROGRESS_NEVER;
    } else if (strcmp(arg, "always") == 0) {
        parse->out->progress = PROGRESS_TERMINAL;
    } else if (strcmp(arg, "auto") != 0) {
        return fail(parse, "--progress wants auto, never or always, not", arg);
    }
    return 0;
}

static error_t set_number(const struct parse *parse, int key, const char *arg)
{
    static const struct {
        int key;
        const char *wants;
        int most;
    } numbers[] = {
        {KEY_JOBS, "--jobs wants a number from 1 to 256, not", MAX_JOBS},
        {KEY_PAGE, "--page wants a number from 1 to 5000, not", MAX_PAGES},
        {KEY_PAGE_SECONDS, "--page-seconds wants a number from 1 to 86400, not", 86400},
    };
    int *const values[] = {&parse->out->jobs, &parse->out->dump_page,
                           &parse->out->page_seconds};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (numbers[i].key == key &&
            !int_from_arg(arg, 1, numbers[i].most, values[i])) {
            return fail(parse, numbers[i].wants, arg);
        }
    }
    return 0;
}

/* argp found what getopt did not understand: the argument just before `next`. */
static error_t unknown_option(const struct parse *parse, const struct argp_state *state)
{
    if (parse->err->status == STATUS_OK) {
        int at = state->next > 1 ? state->next - 1 : 1;

        return fail(parse, "no such option, or its value is missing",
                    at < state->argc ? state->argv[at] : "");
    }
    return EINVAL;
}

static error_t set_text(const struct parse *parse, int key, char *arg)
{
    struct settings *out = parse->out;
    struct str text = str_copy(parse->arena, str_from_c(arg));

    if (text.len == 0) {
        return fail(parse, "an empty name is given", arg);
    }
    if (key == KEY_OUT) {
        out->out_dir = text;
    } else if (key == KEY_RULES_DIR) {
        out->rules_dir = text;
    } else {
        out->models_dir = text;
    }
    return 0;
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
    const struct parse *parse = state->input;
    struct settings *out = parse->out;

    switch (key) {
    case KEY_HELP:
        out->help_on = out->command;
        out->command = COMMAND_HELP;
        state->next = state->argc;
        return 0;
    case KEY_OUT:
    case KEY_RULES_DIR:
    case KEY_MODELS_DIR:
        return set_text(parse, key, arg);
    case KEY_JOBS:
    case KEY_PAGE:
    case KEY_PAGE_SECONDS:
        return set_number(parse, key, arg);
    case KEY_RULES:
        str_add(parse->arena, &out->rules_extra, &out->rules_extra_len, arg);
        return 0;
    case KEY_EXCEL:
        out->csv.excel = true;
        return 0;
    case KEY_EOL:
        return set_eol(parse, arg);
    case KEY_PROGRESS:
        return set_progress(parse, arg);
    case ARGP_KEY_ARG:
        str_add(parse->arena, &out->args, &out->args_len, arg);
        return 0;
    case ARGP_KEY_ERROR:
        return unknown_option(parse, state);
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse_program(int key, char *arg, struct argp_state *state)
{
    struct parse *parse = state->input;

    (void)arg;
    switch (key) {
    case KEY_HELP:
        parse->out->command = COMMAND_HELP;
        state->next = state->argc;
        return 0;
    case KEY_VERSION:
        parse->out->command = COMMAND_VERSION;
        state->next = state->argc;
        return 0;
    case ARGP_KEY_ARG: /* the command; what follows is its own */
        parse->command_at = state->next - 1;
        state->next = state->argc;
        return 0;
    case ARGP_KEY_ERROR:
        return unknown_option(parse, state);
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static bool stage_from_str(struct str name, enum stage *out)
{
    for (size_t i = 0; i < STAGES; i++) {
        if (str_eq(str_from_c(stage_names[i]), name)) {
            *out = (enum stage)i;
            return true;
        }
    }
    return false;
}

/* What one argument alone can't tell. */
static enum status check_whole(struct settings *out, struct err *err)
{
    if (out->command == COMMAND_HELP) {
        return STATUS_OK;
    }
    if (out->args_len < commands[out->command].args_min ||
        out->args_len > commands[out->command].args_max) {
        return err_set(err, STATUS_USAGE, 0, "%s wants %s; see vanthu %s --help",
                       commands[out->command].name,
                       commands[out->command].argp.args_doc,
                       commands[out->command].name);
    }
    if (out->command == COMMAND_RUN && out->out_dir.len == 0) {
        return err_set(err, STATUS_USAGE, 0,
                       "run wants the folder for its tables: -o OUT");
    }
    if (out->command == COMMAND_DUMP &&
        !stage_from_str(out->args[0], &out->dump_stage)) {
        return err_set(err, STATUS_USAGE, 0,
                       "no such stage: '%s'; one of: source page words lines zones "
                       "text fields findings",
                       out->args[0].ptr);
    }
    return STATUS_OK;
}

static enum status parse_command(int argc, char **argv, struct parse *parse)
{
    char name[16];

    for (size_t i = 0; i < COMMAND_ROWS; i++) {
        if (strcmp(argv[0], commands[i].name) != 0) {
            continue;
        }
        snprintf(name, sizeof name, "%s ", commands[i].name);
        parse->name = name;
        parse->out->command = (enum command)i;
        if (argp_parse(&commands[i].argp, argc, argv, ARGP_SILENT, NULL, parse) != 0) {
            return STATUS_USAGE;
        }
        return check_whole(parse->out, parse->err);
    }
    return err_set(parse->err, STATUS_USAGE, 0,
                   "no such command: '%s'; one of: run dump check explain", argv[0]);
}

enum status settings_from_args(int argc, char **argv, const struct surroundings *around,
                               struct arena *arena, struct settings *out,
                               struct err *err)
{
    struct parse parse = {
        .name = "", .out = out, .around = around, .arena = arena, .err = err};

    *err = (struct err){0};
    *out = (struct settings){
        .command = COMMANDS,
        .help_on = COMMAND_HELP,
        .jobs = around->cores,
        .rules_dir = str_printf(arena, "%.*s/rules", STR_ARG(around->data_dir)),
        .models_dir = str_printf(arena, "%.*s/models", STR_ARG(around->data_dir)),
        .tessdata_prefix = around->tessdata_prefix,
        .progress = around->stderr_is_terminal ? PROGRESS_TERMINAL : PROGRESS_LINES,
        .page_seconds = PAGE_SECONDS,
    };
    if (argp_parse(&program_argp, argc, argv, ARGP_IN_ORDER | ARGP_SILENT, NULL,
                   &parse) != 0) {
        return STATUS_USAGE;
    }
    if (parse.command_at > 0) {
        return parse_command(argc - parse.command_at, argv + parse.command_at, &parse);
    }
    if (out->command == COMMANDS) {
        return err_set(err, STATUS_USAGE, 0,
                       "a command is wanted: run, dump, check or explain; see vanthu "
                       "--help");
    }
    return STATUS_OK;
}

void settings_help(enum command on, FILE *to)
{
    char name[32] = "vanthu";
    const struct argp *argp = &program_argp;

    if ((size_t)on < COMMAND_ROWS) {
        snprintf(name, sizeof name, "%s", commands[on].full_name);
        argp = &commands[on].argp;
    }
    argp_help(argp, to, ARGP_HELP_USAGE | ARGP_HELP_LONG | ARGP_HELP_DOC, name);
}
