/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The options as tables, which drive both the parser and the help. */
#include "settings_options.h"

#include "tr.h"

#define HELP_OPTION                                                                    \
    {"lang", KEY_LANG, "vi|en", 0, N_("Language of messages"), 9},                     \
    {                                                                                  \
        "help", KEY_HELP, NULL, 0, N_("Print this help"), 9                            \
    }
#define RULES_OPTION                                                                   \
    {                                                                                  \
        "rules", KEY_RULES, N_("FILE"), 0,                                             \
            N_("An office's own rule file, after the program's; may be repeated"), 2   \
    }
#define RULES_DIR_OPTION                                                               \
    {                                                                                  \
        "rules-dir", KEY_RULES_DIR, N_("DIR"), 0,                                      \
            N_("Rules in place of the program's own"), 2                               \
    }
#define MODELS_DIR_OPTION                                                              \
    {                                                                                  \
        "models-dir", KEY_MODELS_DIR, N_("DIR"), 0,                                    \
            N_("manifest.yaml and tesseract.yaml in place of the program's own"), 2    \
    }
#define OPTIONS_END                                                                    \
    {                                                                                  \
        NULL, 0, NULL, 0, NULL, 0                                                      \
    }

static const struct argp_option program_options[] = {
    {"version", KEY_VERSION, NULL, 0,
     N_("Print the versions of the program, its libraries, rules and models"), 9},
    HELP_OPTION,
    OPTIONS_END,
};
#define CSV_OPTIONS                                                                    \
    {"excel",                                                                          \
     KEY_EXCEL,                                                                        \
     NULL,                                                                             \
     0,                                                                                \
     N_("Byte order mark, and an apostrophe before what a spreadsheet would run"),     \
     1},                                                                               \
    {                                                                                  \
        "eol", KEY_EOL, "lf|crlf", 0, N_("End of a row (crlf)"), 1                     \
    }
#define READING_OPTIONS                                                                \
    {                                                                                  \
        "output",                                                                      \
        KEY_OUT,                                                                       \
        N_("OUT"),                                                                     \
        0,                                                                             \
        N_("The folder for the tables; made when absent"),                             \
        1},                                                                            \
        {"jobs", KEY_JOBS, N_("N"), 0, N_("Worker processes (all cores)"), 1},         \
        {"progress",                                                                   \
         KEY_PROGRESS,                                                                 \
         "auto|never|always",                                                          \
         0,                                                                            \
         N_("Progress on stderr (auto)"),                                              \
         1},                                                                           \
        {"file-names",                                                                 \
         KEY_FILE_NAMES,                                                               \
         NULL,                                                                         \
         0,                                                                            \
         N_("Take a number in a file's name for evidence of a number written by "      \
            "hand"),                                                                   \
         1},                                                                           \
        {"retry",                                                                      \
         KEY_RETRY,                                                                    \
         NULL,                                                                         \
         0,                                                                            \
         N_("Try documents again that failed in runs before"),                         \
         1},                                                                           \
        {"times",                                                                      \
         KEY_TIMES,                                                                    \
         NULL,                                                                         \
         0,                                                                            \
         N_("At the end, tell where the workers' time went"),                          \
         1},                                                                           \
        {"document-seconds",                                                           \
         KEY_DOCUMENT_SECONDS,                                                         \
         N_("N"),                                                                      \
         0,                                                                            \
         N_("Time that one document may take of all workers (14400)"),                 \
         3},                                                                           \
        {"max-megapixels", KEY_MAX_MEGAPIXELS, N_("N"), 0, N_("Of a page (150)"), 3},  \
        {"max-pages", KEY_MAX_PAGES, N_("N"), 0, N_("Of a file (5000)"), 3},           \
        {"max-file-mib", KEY_MAX_FILE, N_("N"), 0, N_("Size of a file (1024)"), 3},    \
        {"max-stream-mib",                                                             \
         KEY_MAX_STREAM,                                                               \
         N_("N"),                                                                      \
         0,                                                                            \
         N_("Of a stream in a PDF when unpacked, images apart (64)"),                  \
         3},                                                                           \
        {"max-nesting",                                                                \
         KEY_MAX_NESTING,                                                              \
         N_("N"),                                                                      \
         0,                                                                            \
         N_("Of objects in a PDF (100)"),                                              \
         3},                                                                           \
        {"max-memory-mib",                                                             \
         KEY_MAX_MEMORY,                                                               \
         N_("N"),                                                                      \
         0,                                                                            \
         N_("Address space of a worker process (4096)"),                               \
         3},                                                                           \
    {                                                                                  \
        "page-seconds", KEY_PAGE_SECONDS, N_("N"), 0,                                  \
            N_("Time that one page may take (120)"), 3                                 \
    }

static const struct argp_option run_options[] = {
    READING_OPTIONS,
    CSV_OPTIONS,
    {"only", KEY_ONLY, "header", 0,
     N_("Read the first and the last page of each file, for a register in a hurry; a "
        "later run reads the others"),
     1},
    {"shard", KEY_SHARD, "I/N", 0, N_("Only the documents of shard I of N, by content"),
     1},
    RULES_OPTION,
    RULES_DIR_OPTION,
    MODELS_DIR_OPTION,
    HELP_OPTION,
    OPTIONS_END,
};
static const struct argp_option watch_options[] = {
    READING_OPTIONS,
    CSV_OPTIONS,
    {"still-seconds", KEY_STILL, N_("N"), 0,
     N_("A file is taken when it has not changed for so long (10)"), 1},
    {"poll-seconds", KEY_POLL, N_("N"), 0, N_("How often files are looked for (5)"), 1},
    RULES_OPTION,
    RULES_DIR_OPTION,
    MODELS_DIR_OPTION,
    HELP_OPTION,
    OPTIONS_END,
};
static const struct argp_option plain_options[] = {
    HELP_OPTION,
    OPTIONS_END,
};
static const struct argp_option merge_options[] = {
    {"anew", KEY_ANEW, NULL, 0,
     N_("Only what these shards have: files of merges before leave the tables"), 1},
    CSV_OPTIONS,
    HELP_OPTION,
    OPTIONS_END,
};
static const struct argp_option export_options[] = {
    {"xlsx", KEY_XLSX, N_("FILE"), 0, N_("A workbook"), 1},
    {"pdf", KEY_PDF, N_("DIR"), 0,
     N_("A searchable PDF of each scan: the scan as it is, with invisible text"), 1},
    {"profile", KEY_PROFILE, N_("NAME"), 0,
     N_("One layout in place of the workbook of all tables: nd30-di, nd30-den "
        "(registers of NĐ 30/2020), tdkt (campaigns), tt02 (archive metadata)"),
     1},
    {"csv", KEY_CSV, N_("FILE"), 0, N_("The layout as CSV"), 1},
    {"tables", KEY_TABLES, NULL, 0,
     N_("The tables and texts in OUT anew, with what people corrected since"), 1},
    {"expect", KEY_EXPECT, N_("FILE"), 0,
     N_("A list of agencies, one a line: the workbook tells which sent nothing"), 1},
    {"excel", KEY_EXCEL, NULL, 0,
     N_("CSV with a byte order mark, and an apostrophe before what a spreadsheet would "
        "run"),
     1},
    {"eol", KEY_EOL, "lf|crlf", 0, N_("End of a CSV row (crlf)"), 1},
    HELP_OPTION,
    OPTIONS_END,
};
static const struct argp_option track_options[] = {
    {"output", KEY_OUT, N_("DIR"), 0, N_("The folder to write to (OUT/track)"), 1},
    {"today", KEY_TODAY, N_("YYYY-MM-DD"), 0,
     N_("The day that duties are over on (today)"), 1},
    {"in-force", KEY_IN_FORCE, N_("FILE"), 0,
     N_("Documents that are in force no more (rules/in_force.yml)"), 1},
    CSV_OPTIONS,
    HELP_OPTION,
    OPTIONS_END,
};
static const struct argp_option serve_options[] = {
    {"port", KEY_PORT, N_("N"), 0, N_("The port to listen on (any that is free)"), 1},
    {"user", KEY_USER, N_("NAME"), 0, N_("Who the corrections are by ($USER)"), 1},
    {"listen", KEY_LISTEN, N_("ADDRESS"), 0,
     N_("Another address of this machine, in digits (127.0.0.1): what goes over the "
        "network is not encrypted"),
     2},
    HELP_OPTION,
    OPTIONS_END,
};
static const struct argp_option dump_options[] = {
    {"page", KEY_PAGE, N_("N"), 0, N_("Only this page, counted from 1"), 1},
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

const struct argp settings_program = {
    program_options,
    settings_parse_program,
    N_("COMMAND [ARGUMENT...]"),
    N_("Reads scanned Vietnamese official plans into tables.") "\v" N_(
        "Commands:\n"
        "  run SOURCE... -o OUT   read files and folders, write the tables to OUT\n"
        "  dump STAGE FILE        show what one stage makes of a file\n"
        "  check [RULES...]       prove every rule's examples and counter-examples\n"
        "  explain FILE FIELD     show every rule tried for a field and why it failed\n"
        "  watch FOLDER... -o OUT read files as they come\n"
        "  status OUT             show what is done and what is left\n"
        "  verify OUT             hold the journal against tables, texts and files\n"
        "  merge OUT SHARD...     put the shards of one archive together\n"
        "  export OUT             a workbook or a register, or searchable PDFs\n"
        "  track OUT              who answered whom, and what is due when\n"
        "  serve OUT              look through the documents in a browser, and "
        "correct\n"
        "\n"
        "`vanthu COMMAND --help' tells more on one of them.\n"
        "\n"
        "Exit status: 0 all read; 1 at least one document failed (check: a rule is\n"
        "wrong); 2 wrong use, or rules or models not in order; 3 output could not be\n"
        "written; 130 interrupted, what was finished is kept."),
    NULL,
    settings_translate,
    NULL};

const struct command_form settings_commands[COMMAND_FORMS] = {
    [COMMAND_RUN] = {"run",
                     "vanthu run",
                     {run_options, settings_parse_option, N_("SOURCE... -o OUT"),
                      N_("Reads every scan in SOURCE (files, and folders with all "
                         "that is below "
                         "them) and writes documents.csv, references.csv, "
                         "deadlines.csv, "
                         "campaigns.csv, recipients.csv, findings.csv and text/ to "
                         "OUT. SOURCE is "
                         "only read. Symbolic links inside a folder are not "
                         "followed.") "\v" N_("A dump of words (`vanthu dump "
                                              "words') may stand for a scan."),
                      NULL, settings_translate, NULL},
                     1,
                     SIZE_MAX},
    [COMMAND_DUMP] = {"dump",
                      "vanthu dump",
                      {dump_options, settings_parse_option, N_("STAGE FILE"),
                       N_("Prints what one stage of the flow makes of FILE.") "\v" N_(
                           "STAGE is one of: source page words lines zones text fields "
                           "findings. A dump of words can be given to any command in "
                           "place of the scan that it came from."),
                       NULL, settings_translate, NULL},
                      2,
                      2},
    [COMMAND_CHECK] = {"check",
                       "vanthu check",
                       {check_options, settings_parse_option, N_("[RULES...]"),
                        N_("Reads the rules, and RULES (rule files) after them, and "
                           "proves every example and counter-example. A folder among "
                           "RULES is read in place of the program's own rules."),
                        NULL, settings_translate, NULL},
                       0,
                       SIZE_MAX},
    [COMMAND_EXPLAIN] =
        {"explain",
         "vanthu explain",
         {explain_options, settings_parse_option, N_("FILE FIELD"),
          N_("Shows every rule that fills FIELD (such as code, or documents.code), "
             "where it was tried on FILE, what it matched, or how far it came."),
          NULL, settings_translate, NULL},
         2,
         2},
    [COMMAND_WATCH] = {"watch",
                       "vanthu watch",
                       {watch_options, settings_parse_option, N_("FOLDER... -o OUT"),
                        N_("Reads what is in FOLDER as `run' does, and then what comes "
                           "into it, until SIGTERM or SIGINT. Files are looked for by "
                           "polling: network folders tell nobody of new ones."),
                        NULL, settings_translate, NULL},
                       1,
                       SIZE_MAX},
    [COMMAND_STATUS] = {"status",
                        "vanthu status",
                        {plain_options, settings_parse_option, N_("OUT"),
                         N_("Shows what is done, failed and waiting in OUT, how fast "
                            "it went and what is left, also while a run goes on. Exit "
                            "status 1: documents are waiting."),
                         NULL, settings_translate, NULL},
                        1,
                        1},
    [COMMAND_VERIFY] = {"verify",
                        "vanthu verify",
                        {plain_options, settings_parse_option, N_("OUT"),
                         N_("Holds the journal of OUT against itself, the tables and "
                            "texts in OUT, and the files that were read. Each fault is "
                            "a line; exit status 1: there are some."),
                         NULL, settings_translate, NULL},
                        1,
                        1},
    [COMMAND_MERGE] = {"merge",
                       "vanthu merge",
                       {merge_options, settings_parse_option, N_("OUT SHARD..."),
                        N_("Puts what the runs of shards (`vanthu run --shard') "
                           "left in the folders "
                           "SHARD into OUT, and writes the tables of all of it. "
                           "Shards may come in "
                           "any order and more than once."),
                        NULL, settings_translate, NULL},
                       2,
                       SIZE_MAX},
    [COMMAND_EXPORT] = {"export",
                        "vanthu export",
                        {export_options, settings_parse_option, N_("OUT"),
                         N_("Writes what a run left in OUT as a workbook with a "
                            "sheet for each table, "
                            "what is to be looked at, what is missing, and the "
                            "archive in numbers; or "
                            "in a layout that an office has to keep; or the scans as "
                            "searchable PDFs. Exit status 1: a scan has no searchable "
                            "PDF; messages say why."),
                         NULL, settings_translate, NULL},
                        1,
                        1},
    [COMMAND_TRACK] =
        {"track",
         "vanthu track",
         {track_options, settings_parse_option, N_("OUT"),
          N_("Follows what documents ask of each other: answers.csv (recipients of a "
             "plan "
             "that answered it, and that did not), duties.csv and duties.ics "
             "(deadlines "
             "by date), series.csv (numbers of an issuer that are missing, there "
             "twice, "
             "or out of order), twins.csv (two scans of one document, and documents of "
             "nearly the same text), chain.csv and chain.svg (who implements whom), "
             "out_of_force.csv (what is cited after its last day)."),
          NULL, settings_translate, NULL},
         1,
         1},
    [COMMAND_SERVE] = {"serve",
                       "vanthu serve",
                       {serve_options, settings_parse_option, N_("OUT"),
                        N_("Shows what a run left in OUT to a browser on this machine, "
                           "most doubtful "
                           "documents first, each value beside its place on the page, "
                           "and keeps what "
                           "people correct in OUT/review.db. Prints the address, which "
                           "holds a "
                           "secret that is new each time, and serves until SIGINT or "
                           "SIGTERM.") "\v" N_("To work from another machine, have ssh "
                                               "bring the port there: ssh -L "
                                               "8420:127.0.0.1:8420 HOST vanthu serve "
                                               "OUT --port 8420."),
                        NULL, settings_translate, NULL},
                       1,
                       1},
};
