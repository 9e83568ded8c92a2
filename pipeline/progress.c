/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

/* A terminal is refreshed at most 6 times a second, as people can't read faster; a log
 * gets two lines a minute. */
static const double TERMINAL_PERIOD_S = 1.0 / 6, LINES_PERIOD_S = 30;

void progress_clear(struct progress *progress, FILE *to)
{
    if (progress->line_is_open) {
        fputs("\r\033[K", to);
        fflush(to);
        progress->line_is_open = false;
    }
}

static void print_time(double seconds, FILE *to)
{
    int all_s = seconds < 1e6 ? (int)seconds : 1000000;

    if (all_s >= 3600) {
        fprintf(to, "%d h %02d min", all_s / 3600, all_s / 60 % 60);
    } else if (all_s >= 60) {
        fprintf(to, "%d min %02d s", all_s / 60, all_s % 60);
    } else {
        fprintf(to, "%d s", all_s);
    }
}

static void print_state(const struct tally *tally, double gone_s, FILE *to)
{
    fprintf(to, "%zu of %zu documents, %zu pages", tally->done, tally->documents_len,
            tally->pages);
    if (gone_s > 0) {
        fprintf(to, ", %.1f pages/s", (double)tally->pages / gone_s);
    }
    if (tally->done > 0 && tally->done < tally->documents_len) {
        fputs(", about ", to);
        print_time(gone_s * (double)(tally->documents_len - tally->done) /
                       (double)tally->done,
                   to);
        fputs(" left", to);
    }
    if (tally->failed > 0) {
        fprintf(to, ", %zu failed", tally->failed);
    }
}

void progress_show(struct progress *progress, const struct tally *tally, double now_s,
                   FILE *to)
{
    bool is_terminal = progress->mode == PROGRESS_TERMINAL;
    double period_s = is_terminal ? TERMINAL_PERIOD_S : LINES_PERIOD_S;

    if (progress->mode == PROGRESS_NEVER || now_s - progress->shown_s < period_s) {
        return;
    }
    fputs(is_terminal ? "\r\033[Kvanthu: " : "vanthu: ", to);
    print_state(tally, now_s - progress->begun_s, to);
    if (!is_terminal) {
        fputc('\n', to);
    }
    fflush(to);
    progress->line_is_open = is_terminal;
    progress->shown_s = now_s;
}

void progress_end(struct progress *progress, const struct tally *tally, double now_s,
                  struct str out_dir, FILE *to)
{
    double gone_s = now_s - progress->begun_s;

    progress_clear(progress, to);
    fprintf(to, "vanthu: %zu document%s, %zu page%s read in ", tally->read,
            tally->read == 1 ? "" : "s", tally->pages, tally->pages == 1 ? "" : "s");
    print_time(gone_s, to);
    if (gone_s > 0 && tally->pages > 0) {
        fprintf(to, " (%.1f pages/s)", (double)tally->pages / gone_s);
    }
    if (tally->pages_before > 0) {
        fprintf(to, ", %zu page%s before", tally->pages_before,
                tally->pages_before == 1 ? "" : "s");
    }
    fprintf(to, "; %zu failed, %zu skipped, %zu duplicate%s; tables in %.*s\n",
            tally->failed, tally->skipped, tally->twins, tally->twins == 1 ? "" : "s",
            STR_ARG(out_dir));
    fflush(to);
}

void progress_times(const struct times *times, FILE *to)
{
    double all_s = times->all_s > 0 ? times->all_s : 1;
    double rest_s = times->busy_s - times->images_s - times->recognised_s;

    fprintf(
        to,
        "vanthu: of %.1f s of all workers: recognition %.1f %%, images %.1f %%, other "
        "reading %.1f %%, waiting %.1f %%\n",
        times->all_s, 100 * times->recognised_s / all_s, 100 * times->images_s / all_s,
        100 * rest_s / all_s, 100 * (times->all_s - times->busy_s) / all_s);
}
