/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "arena.h"
#include "bounds.h"
#include "commands.h"
#include "tr.h"

#include <sys/stat.h>

void faults_print(const struct rule_faults *faults, FILE *to)
{
    for (size_t i = 0; i < faults->len; i++) {
        const struct rule_fault *fault = &faults->at[i];

        fprintf(to, "%.*s:", STR_ARG(fault->file));
        if (fault->line_no > 0) {
            fprintf(to, "%d:", fault->line_no);
        }
        if (fault->rule_id.len > 0) {
            fprintf(to, _(" rule %.*s:"), STR_ARG(fault->rule_id));
        }
        fprintf(to, " %.*s\n", STR_ARG(fault->message));
    }
}

static bool is_folder(struct str path)
{
    struct stat stat_of;

    return stat(path.ptr, &stat_of) == 0 && S_ISDIR(stat_of.st_mode);
}

/* Folders among the arguments are read in place of the program's rules, files after
 * them. */
static enum status sort_arguments(const struct settings *settings, struct str *dir,
                                  struct str *files, size_t *files_len, struct err *err)
{
    *dir = settings->rules_dir;
    *files_len = 0;
    for (size_t i = 0; i < settings->args_len; i++) {
        struct stat stat_of;

        if (stat(settings->args[i].ptr, &stat_of) != 0) {
            return err_set(err, STATUS_USAGE, 0, "%s: no such rule file or folder",
                           settings->args[i].ptr);
        }
        if (is_folder(settings->args[i])) {
            *dir = settings->args[i];
        } else {
            files[(*files_len)++] = settings->args[i];
        }
    }
    return STATUS_OK;
}

static size_t count_examples(const struct rules *rules)
{
    size_t sum = 0;

    for (size_t i = 0; i < rules->len; i++) {
        sum += rules->at[i].examples_len + rules->at[i].counter_examples_len;
    }
    return sum;
}

int check(const struct settings *settings, FILE *to, FILE *messages, struct err *err)
{
    struct arena arena = arena_make(ARENA_BYTES);
    struct str *files = ARENA_ARRAY(&arena, struct str, settings->args_len + 1);
    struct rules rules = {0};
    struct rule_faults faults = {0};
    struct str dir;
    size_t files_len;
    int exit_code = EXIT_ALL_READ;

    if (sort_arguments(settings, &dir, files, &files_len, err) != STATUS_OK) {
        arena_drop(&arena);
        return EXIT_USAGE;
    }
    /* Sound rules are proved also when others are not: all faults in one go. */
    (void)!rules_from_files(dir, files, files_len, &arena, &rules, &faults);
    (void)rules_prove(&rules, &arena, &faults);
    faults_print(&faults, messages);
    if (faults.len > 0) {
        fprintf(messages, "vanthu: check: %s\n",
                tr_count("%zu fault", "%zu faults", faults.len).ptr);
        exit_code = EXIT_SOME_FAILED;
    } else {
        fprintf(to, _("%zu rules, %zu examples: all in order (hash %s)\n"), rules.len,
                count_examples(&rules), rules.hash);
    }
    rules_drop(&rules);
    arena_drop(&arena);
    return exit_code;
}
