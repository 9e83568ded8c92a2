/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Strings become checked values here, once (argp: only here). argp is kept from
 * printing and from ending the process, so that a test can call this. */
#include "settings_options.h"

#include "arena.h"
#include "bounds.h"
#include "profile.h"
#include "tr.h"

#include <errno.h>
#include <string.h>

const char *const stage_names[STAGES] = {
    [STAGE_SOURCE] = "source", [STAGE_PAGE] = "page",     [STAGE_WORDS] = "words",
    [STAGE_SLOTS] = "slots",   [STAGE_LINES] = "lines",   [STAGE_ZONES] = "zones",
    [STAGE_TEXT] = "text",     [STAGE_FIELDS] = "fields", [STAGE_FINDINGS] = "findings",
};

/* What one parse works on. */
struct parse {
    const char *name; /* of the command, for messages */
    struct settings *out;
    struct arena *arena;
    struct err *err;
    int command_at; /* argv index of the command's name; 0: none */
};

static error_t fail(const struct parse *parse, const char *what, const char *arg)
{
    (void)!err_set(parse->err, STATUS_USAGE, 0, "%s: '%s'; see vanthu %s--help",
                   _(what), arg, parse->name);
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
        return fail(parse, N_("--eol wants lf or crlf, not"), arg);
    }
    parse->out->csv.lf_only = arg[0] == 'l';
    return 0;
}

/* "3/12" */
static error_t set_shard(const struct parse *parse, const char *arg)
{
    const char *slash = strchr(arg, '/');
    char first[16] = "";

    if (slash && (size_t)(slash - arg) < sizeof first) {
        memcpy(first, arg, (size_t)(slash - arg));
    }
    if (!slash || !int_from_arg(slash + 1, 1, MAX_SHARDS, &parse->out->shards) ||
        !int_from_arg(first, 1, parse->out->shards, &parse->out->shard)) {
        return fail(parse, N_("--shard wants I/N, shard I from 1 to N, not"), arg);
    }
    return 0;
}

/* main.c has seen it before (lang_from_args) and speaks it. */
static error_t set_lang(const struct parse *parse, const char *arg)
{
    if (!lang_from_name(arg, &parse->out->lang)) {
        return fail(parse, N_("--lang wants vi or en, not"), arg);
    }
    parse->out->lang_given = true;
    return 0;
}

/* "2024-03-31" */
static error_t set_today(const struct parse *parse, const char *arg)
{
    if (!str_is_date(str_from_c(arg))) {
        return fail(parse, N_("--today wants a date such as 2024-03-31, not"), arg);
    }
    parse->out->today = str_copy(parse->arena, str_from_c(arg));
    return 0;
}

static error_t set_progress(const struct parse *parse, const char *arg)
{
    if (strcmp(arg, "never") == 0) {
        parse->out->progress = PROGRESS_NEVER;
    } else if (strcmp(arg, "always") == 0) {
        parse->out->progress = PROGRESS_TERMINAL;
    } else if (strcmp(arg, "auto") != 0) {
        return fail(parse, N_("--progress wants auto, never or always, not"), arg);
    }
    return 0;
}

static error_t set_limit(const struct parse *parse, int key, const char *arg)
{
    struct limits *limits = &parse->out->limits;
    const struct {
        const char *name;
        int64_t unit;
        int64_t *limit;
        int key, most;
    } all[] = {
        {"--max-megapixels", MEGA, &limits->page_pixels, KEY_MAX_MEGAPIXELS,
         MAX_PAGE_MEGAPIXELS},
        {"--max-pages", 1, &limits->pages, KEY_MAX_PAGES, MAX_PAGES},
        {"--max-file-mib", (int64_t)MIB, &limits->file_bytes, KEY_MAX_FILE,
         MAX_FILE_MIB},
        {"--max-stream-mib", (int64_t)MIB, &limits->stream_bytes, KEY_MAX_STREAM,
         MAX_STREAM_MIB},
        {"--max-nesting", 1, &limits->nesting, KEY_MAX_NESTING, MAX_NESTING},
        {"--max-memory-mib", (int64_t)MIB, &limits->memory_bytes, KEY_MAX_MEMORY,
         MAX_MEMORY_MIB},
    };
    char wants[160];
    int number;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].key != key) {
            continue;
        }
        if (!int_from_arg(arg, 1, all[i].most, &number)) {
            snprintf(wants, sizeof wants, _("%s wants a number from 1 to %d, not"),
                     all[i].name, all[i].most);
            return fail(parse, wants, arg);
        }
        *all[i].limit = number * all[i].unit;
    }
    return 0;
}

static error_t set_number(const struct parse *parse, int key, const char *arg)
{
    static const struct {
        int key, most;
        const char *wants;
    } numbers[] = {
        {KEY_JOBS, MAX_JOBS, N_("--jobs wants a number from 1 to 256, not")},
        {KEY_PAGE, MAX_PAGES, N_("--page wants a number from 1 to 50000, not")},
        {KEY_PAGE_SECONDS, 86400,
         N_("--page-seconds wants a number from 1 to 86400, not")},
        {KEY_DOCUMENT_SECONDS, 864000,
         N_("--document-seconds wants a number from 1 to 864000, not")},
        {KEY_STILL, 86400, N_("--still-seconds wants a number from 1 to 86400, not")},
        {KEY_POLL, 86400, N_("--poll-seconds wants a number from 1 to 86400, not")},
        {KEY_PORT, 65535, N_("--port wants a number from 1 to 65535, not")},
    };
    int *const values[] = {&parse->out->jobs,          &parse->out->dump_page,
                           &parse->out->page_seconds,  &parse->out->document_seconds,
                           &parse->out->still_seconds, &parse->out->poll_seconds,
                           &parse->out->port};

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

        return fail(parse, N_("no such option, or its value is missing"),
                    at < state->argc ? state->argv[at] : "");
    }
    return EINVAL;
}

static error_t set_text(const struct parse *parse, int key, char *arg)
{
    struct settings *out = parse->out;
    struct str text = str_copy(parse->arena, str_from_c(arg));

    if (text.len == 0) {
        return fail(parse, N_("an empty name is given"), arg);
    }
    if (key == KEY_OUT) {
        out->out_dir = text;
    } else if (key == KEY_IN_FORCE) {
        out->in_force = text;
    } else if (key == KEY_XLSX) {
        out->xlsx = text;
    } else if (key == KEY_PDF) {
        out->pdf_dir = text;
    } else if (key == KEY_CSV) {
        out->csv_file = text;
    } else if (key == KEY_EXPECT) {
        out->expected = text;
    } else if (key == KEY_PROFILE) {
        out->profile = text;
        if (!profile_exists(text)) {
            return fail(parse,
                        N_("--profile wants one of nd30-di nd30-den tdkt tt02, not"),
                        arg);
        }
    } else if (key == KEY_LISTEN) {
        out->listen = text;
    } else if (key == KEY_USER) {
        out->user = text;
    } else if (key == KEY_RULES_DIR) {
        out->rules_dir = text;
    } else {
        out->models_dir = text;
    }
    return 0;
}

/* What an option without a value sets; NULL: it is none. */
static bool *flag_of(struct settings *out, int key)
{
    switch (key) {
    case KEY_EXCEL:
        return &out->csv.excel;
    case KEY_FILE_NAMES:
        return &out->trusts_names;
    case KEY_TIMES:
        return &out->tells_times;
    case KEY_ANEW:
        return &out->merges_anew;
    case KEY_TABLES:
        return &out->writes_tables;
    case KEY_RETRY:
        return &out->retries_failed;
    default:
        return NULL;
    }
}

/* Options whose value has a form of its own. */
static error_t set_value(const struct parse *parse, int key, char *arg)
{
    struct settings *out = parse->out;

    switch (key) {
    case KEY_LANG:
        return set_lang(parse, arg);
    case KEY_SHARD:
        return set_shard(parse, arg);
    case KEY_ONLY:
        out->header_only = strcmp(arg, "header") == 0;
        return out->header_only ? 0 : fail(parse, N_("--only wants header, not"), arg);
    case KEY_TODAY:
        return set_today(parse, arg);
    case KEY_EOL:
        return set_eol(parse, arg);
    case KEY_PROGRESS:
        return set_progress(parse, arg);
    case KEY_RULES:
        str_add(parse->arena, &out->rules_extra, &out->rules_extra_len, arg);
        return 0;
    case ARGP_KEY_ARG:
        str_add(parse->arena, &out->args, &out->args_len, arg);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

error_t settings_parse_option(int key, char *arg, struct argp_state *state)
{
    const struct parse *parse = state->input;
    struct settings *out = parse->out;
    bool *flag = flag_of(out, key);

    if (flag) {
        *flag = true;
        return 0;
    }
    switch (key) {
    case KEY_HELP:
        out->help_on = out->command;
        out->command = COMMAND_HELP;
        state->next = state->argc;
        return 0;
    case KEY_OUT:
    case KEY_RULES_DIR:
    case KEY_MODELS_DIR:
    case KEY_XLSX:
    case KEY_PDF:
    case KEY_IN_FORCE:
    case KEY_CSV:
    case KEY_PROFILE:
    case KEY_EXPECT:
    case KEY_LISTEN:
    case KEY_USER:
        return set_text(parse, key, arg);
    case KEY_JOBS:
    case KEY_PAGE:
    case KEY_PAGE_SECONDS:
    case KEY_DOCUMENT_SECONDS:
    case KEY_STILL:
    case KEY_POLL:
    case KEY_PORT:
        return set_number(parse, key, arg);
    case KEY_MAX_MEGAPIXELS:
    case KEY_MAX_PAGES:
    case KEY_MAX_FILE:
    case KEY_MAX_STREAM:
    case KEY_MAX_NESTING:
    case KEY_MAX_MEMORY:
        return set_limit(parse, key, arg);
    case ARGP_KEY_ERROR:
        return unknown_option(parse, state);
    default:
        return set_value(parse, key, arg);
    }
}

/* NOLINTNEXTLINE(readability-non-const-parameter): argp says what it is */
error_t settings_parse_program(int key, char *arg, struct argp_state *state)
{
    struct parse *parse = state->input;

    switch (key) {
    case KEY_LANG:
        return set_lang(parse, arg);
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
    if (out->args_len < settings_commands[out->command].args_min ||
        out->args_len > settings_commands[out->command].args_max) {
        return err_set(err, STATUS_USAGE, 0, "%s wants %s; see vanthu %s --help",
                       settings_commands[out->command].name,
                       _(settings_commands[out->command].argp.args_doc),
                       settings_commands[out->command].name);
    }
    if ((out->command == COMMAND_RUN || out->command == COMMAND_WATCH) &&
        out->out_dir.len == 0) {
        return err_set(err, STATUS_USAGE, 0,
                       "%s wants the folder for its tables: -o OUT",
                       settings_commands[out->command].name);
    }
    if (out->command == COMMAND_EXPORT && !out->writes_tables &&
        out->xlsx.len + out->csv_file.len == 0 &&
        (out->pdf_dir.len == 0 || out->profile.len > 0)) {
        return err_set(err, STATUS_USAGE, 0,
                       "export wants something to write: --xlsx FILE, --profile NAME "
                       "--csv FILE, --pdf DIR, or --tables");
    }
    if (out->command == COMMAND_EXPORT && out->csv_file.len > 0 &&
        out->profile.len == 0) {
        return err_set(err, STATUS_USAGE, 0,
                       "--csv wants a --profile: one of %s; the tables are CSV in OUT",
                       profile_names);
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

    for (size_t i = 0; i < COMMAND_FORMS; i++) {
        if (strcmp(argv[0], settings_commands[i].name) != 0) {
            continue;
        }
        snprintf(name, sizeof name, "%s ", settings_commands[i].name);
        parse->name = name;
        parse->out->command = (enum command)i;
        if (argp_parse(&settings_commands[i].argp, argc, argv, ARGP_SILENT, NULL,
                       parse) != 0) {
            return STATUS_USAGE;
        }
        return check_whole(parse->out, parse->err);
    }
    return err_set(parse->err, STATUS_USAGE, 0,
                   "no such command: '%s'; one of: run watch status verify "
                   "merge export track serve dump check explain",
                   argv[0]);
}

enum status settings_from_args(int argc, char **argv, const struct surroundings *around,
                               struct arena *arena, struct settings *out,
                               struct err *err)
{
    struct parse parse = {.name = "", .out = out, .arena = arena, .err = err};

    *err = (struct err){0};
    *out = (struct settings){
        .command = COMMANDS,
        .help_on = COMMAND_HELP,
        .lang = around->lang,
        .jobs = around->cores,
        .rules_dir = str_printf(arena, "%.*s/rules", STR_ARG(around->data_dir)),
        .models_dir = str_printf(arena, "%.*s/models", STR_ARG(around->data_dir)),
        .tessdata_prefix = around->tessdata_prefix,
        .progress = around->stderr_is_terminal ? PROGRESS_TERMINAL : PROGRESS_LINES,
        .today = around->today,
        .in_force =
            str_printf(arena, "%.*s/rules/in_force.yml", STR_ARG(around->data_dir)),
        .page_seconds = PAGE_SECONDS,
        .document_seconds = DOCUMENT_SECONDS,
        .limits = limits_usual,
        .still_seconds = STILL_SECONDS,
        .poll_seconds = POLL_SECONDS,
        .listen = STR("127.0.0.1"),
        .user = around->user,
        .web_dir = around->web_dir,
        .share_dir = around->share_dir,
    };
    if (argp_parse(&settings_program, argc, argv, ARGP_IN_ORDER | ARGP_SILENT, NULL,
                   &parse) != 0) {
        return STATUS_USAGE;
    }
    if (parse.command_at > 0) {
        return parse_command(argc - parse.command_at, argv + parse.command_at, &parse);
    }
    if (out->command == COMMANDS) {
        return err_set(
            err, STATUS_USAGE, 0,
            "a command is wanted: run, watch, status, verify, merge, export, track, "
            "serve, dump, check or explain; see vanthu --help");
    }
    return STATUS_OK;
}
