/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include "tr.h"

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

static struct tr_text time_text(double seconds)
{
    int all_s = seconds < 1e6 ? (int)seconds : 1000000;

    return all_s >= 3600 ? tr_print(_("%d h %02d min"), all_s / 3600, all_s / 60 % 60)
           : all_s >= 60 ? tr_print(_("%d min %02d s"), all_s / 60, all_s % 60)
                         : tr_print(_("%d s"), all_s);
}

static void print_state(const struct tally *tally, double gone_s, FILE *to)
{
    fprintf(to, _("%zu of %zu documents, %zu pages"), tally->done, tally->documents_len,
            tally->pages);
    if (gone_s > 0) {
        fprintf(to, _(", %.1f pages/s"), (double)tally->pages / gone_s);
    }
    if (tally->done > 0 && tally->done < tally->documents_len) {
        fprintf(to, _(", about %s left"),
                time_text(gone_s * (double)(tally->documents_len - tally->done) /
                          (double)tally->done)
                    .ptr);
    }
    if (tally->failed > 0) {
        fprintf(to, _(", %zu failed"), tally->failed);
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
    fprintf(to, _("vanthu: %s, %s read in %s"),
            tr_count("%zu document", "%zu documents", tally->read).ptr,
            tr_count("%zu page", "%zu pages", tally->pages).ptr, time_text(gone_s).ptr);
    if (gone_s > 0 && tally->pages > 0) {
        fprintf(to, _(" (%.1f pages/s)"), (double)tally->pages / gone_s);
    }
    if (tally->pages_before > 0) {
        fprintf(to, _(", %s before"),
                tr_count("%zu page", "%zu pages", tally->pages_before).ptr);
    }
    fprintf(to, _("; %zu failed, %zu skipped, %s; tables in %.*s\n"), tally->failed,
            tally->skipped,
            tr_count("%zu duplicate", "%zu duplicates", tally->twins).ptr,
            STR_ARG(out_dir));
    fflush(to);
}

void progress_times(const struct times *times, FILE *to)
{
    double all_s = times->all_s > 0 ? times->all_s : 1;
    double rest_s = times->busy_s - times->images_s - times->recognised_s;

    fprintf(to,
            _("vanthu: of %.1f s of all workers: recognition %.1f %%, images %.1f %%, "
              "other "
              "reading %.1f %%, waiting %.1f %%\n"),
            times->all_s, 100 * times->recognised_s / all_s,
            100 * times->images_s / all_s, 100 * rest_s / all_s,
            100 * (times->all_s - times->busy_s) / all_s);
}
