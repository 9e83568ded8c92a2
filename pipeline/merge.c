/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `vanthu merge`: shards' journals into one, and its tables. */
#include "arena.h"
#include "commands.h"
#include "export.h"
#include "journal.h"
#include "out_dir.h"
#include "tr.h"

enum { MERGE_BYTES = 1 << 24 };

/* Nothing is read with them: what is merged keeps the settings it was read with. */
static const struct journal_keys no_keys = {STR_INIT(""), STR_INIT(""), STR_INIT("")};

static enum status merge_shards(const struct settings *settings,
                                struct journal *journal, int64_t *waiting,
                                FILE *messages, struct err *err)
{
    enum status status = settings->merges_anew ? journal_begin(journal, &no_keys, err)
                                               : journal_go_on(journal, &no_keys, err);

    for (size_t i = 1; i < settings->args_len && status == STATUS_OK; i++) {
        int64_t waits = 0;

        status = journal_merge(journal, settings->args[i], &waits, err);
        if (status == STATUS_OK) {
            status = review_merge(settings->args[0], settings->args[i], err);
        }
        if (waits > 0) {
            fprintf(
                messages, "vanthu: %.*s: %s\n", STR_ARG(settings->args[i]),
                tr_count("%zu document is not read yet; run that shard again, and "
                         "merge again",
                         "%zu documents are not read yet; run that shard again, and "
                         "merge again",
                         (size_t)waits)
                    .ptr);
        }
        *waiting += waits;
    }
    return status;
}

int merge(const struct settings *settings, FILE *to, FILE *messages, struct err *err)
{
    struct arena arena = arena_make(MERGE_BYTES);
    struct str out_dir = settings->args[0];
    struct journal *journal = NULL;
    struct journal_counts counts = {0};
    int64_t waiting = 0;
    enum status status = out_dir_make(out_dir, &arena, err);

    if (status == STATUS_OK) {
        status = journal_open(out_dir, JOURNAL_WRITE, &journal, err);
    }
    if (status == STATUS_OK) {
        status = merge_shards(settings, journal, &waiting, messages, err);
    }
    if (status == STATUS_OK) {
        status = export_all(journal, out_dir, &settings->csv, err);
    }
    if (status == STATUS_OK) {
        status = journal_count(journal, &counts, err);
    }
    if (status == STATUS_OK) {
        status = journal_end(journal, err);
    }
    journal_close(journal);
    arena_drop(&arena);
    if (status != STATUS_OK) {
        return exit_code_of(status);
    }
    fprintf(
        to,
        _("%lld documents, %lld pages; %lld failed, %lld duplicates; tables in %.*s\n"),
        (long long)counts.files_by[CONTENT_READ], (long long)counts.pages,
        (long long)counts.files_by[CONTENT_FAILED], (long long)counts.twins,
        STR_ARG(out_dir));
    return waiting > 0 || counts.files_by[CONTENT_FAILED] > 0 ? EXIT_SOME_FAILED
                                                              : EXIT_ALL_READ;
}
