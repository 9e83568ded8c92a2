/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `vanthu status`: what the journal says of the last run, or of the one that goes on.
 */
#include "arena.h"
#include "clock.h"
#include "commands.h"
#include "journal.h"
#include "tr.h"

enum { STATUS_BYTES = 1 << 20 };

static void print_time_of(const char *what, int64_t unix_s, FILE *to)
{
    struct arena arena = arena_make(STATUS_BYTES);

    fprintf(to, "%s%.*s", what, STR_ARG(clock_utc(unix_s, &arena)));
    arena_drop(&arena);
}

static void print_state(const struct journal_counts *counts, struct str holder,
                        FILE *to)
{
    fputs(_("run         "), to);
    if (holder.len > 0) {
        fprintf(to, _("goes on (%.*s)"), STR_ARG(holder));
        print_time_of(_(", began "), counts->begun_s, to);
    } else if (counts->ended_s > 0) {
        print_time_of(_("ended "), counts->ended_s, to);
    } else {
        print_time_of(_("stopped before its end, last heard of "), counts->told_s, to);
    }
    fputc('\n', to);
}

static void print_documents(const struct journal_counts *counts, FILE *to)
{
    int64_t waiting =
        counts->files_by[CONTENT_WAITING] + counts->files_by[CONTENT_RECOGNISED];

    fprintf(to, _("files       %lld, of these %lld with the content of another\n"),
            (long long)counts->files, (long long)counts->twins);
    fprintf(to, _("documents   %lld read, %lld failed, %lld no scans, %lld waiting\n"),
            (long long)counts->files_by[CONTENT_READ],
            (long long)counts->files_by[CONTENT_FAILED],
            (long long)counts->files_by[CONTENT_SKIPPED], (long long)waiting);
    fprintf(to, _("pages       %lld, of these %lld can't be read\n"),
            (long long)counts->pages, (long long)counts->pages_lost);
}

/* How fast the last run was, and what is left at that speed: waiting documents have as
 * many pages as those that are done, as like as not. */
static void print_speed(const struct journal_counts *counts, FILE *to)
{
    int64_t waiting =
        counts->files_by[CONTENT_WAITING] + counts->files_by[CONTENT_RECOGNISED];
    int64_t done = counts->files - waiting;
    double took_s = (double)(counts->told_s - counts->begun_s);
    double pages = (double)(counts->pages - counts->pages_done_before);
    double left;

    if (took_s <= 0 || pages <= 0) {
        return;
    }
    fprintf(to, _("speed       %.2f pages/s\n"), pages / took_s);
    if (waiting == 0 || done == 0) {
        return;
    }
    left = (double)waiting * (double)counts->pages / (double)done;
    fprintf(to, _("left        about %.0f pages, %.0f min\n"), left,
            left * took_s / pages / 60);
}

int status(const struct settings *settings, FILE *to, struct err *err)
{
    struct arena arena = arena_make(STATUS_BYTES);
    struct journal *journal = NULL;
    struct journal_counts counts;
    enum status opened = journal_open(settings->args[0], JOURNAL_READ, &journal, err);

    if (opened == STATUS_OK) {
        opened = journal_count(journal, &counts, err);
    }
    if (opened == STATUS_OK) {
        print_state(&counts, journal_holder(settings->args[0], &arena), to);
        print_documents(&counts, to);
        print_speed(&counts, to);
    }
    journal_close(journal);
    arena_drop(&arena);
    if (opened != STATUS_OK) {
        return exit_code_of(opened);
    }
    return counts.files_by[CONTENT_WAITING] + counts.files_by[CONTENT_RECOGNISED] > 0
               ? EXIT_SOME_FAILED
               : EXIT_ALL_READ;
}
