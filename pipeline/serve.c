/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `vanthu serve`: starts what answers, prints where, waits, and ends it in the order in
 * which nobody is left with what is gone. */
#include "commands.h"
#include "desk.h"
#include "tr.h"

#include <signal.h>

static bool is_loopback(struct str address)
{
    return str_starts(address, STR("127.")) || str_eq(address, STR("::1"));
}

/* Blocked before there are threads and children: they all leave them to this one. A
 * terminal's interrupt goes to all processes; pictures end when this one says so. */
static void block_signals(sigset_t *signals)
{
    sigemptyset(signals);
    sigaddset(signals, SIGINT);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGHUP);
    sigprocmask(SIG_BLOCK, signals, NULL);
    (void)signal(SIGPIPE, SIG_IGN); /* a keeper of pictures that is gone */
}

static void tell(const struct settings *settings, const struct http *http, FILE *to,
                 FILE *messages)
{
    if (!is_loopback(settings->listen)) {
        fprintf(messages,
                _("vanthu: warning: listens on %.*s: whoever can reach it and sees "
                  "the address below, which goes over the network unencrypted, reads "
                  "and changes everything in %.*s; better: ssh -L (vanthu serve "
                  "--help)\n"),
                STR_ARG(settings->listen), STR_ARG(settings->args[0]));
    }
    fprintf(to, "%.*s\n", STR_ARG(http_url(http)));
    fflush(to);
}

int serve(const struct settings *settings, FILE *to, FILE *messages, struct err *err)
{
    struct pictures *pictures = NULL;
    struct desk *desk = NULL;
    struct http *http = NULL;
    sigset_t signals;
    int caught;
    enum status status;

    block_signals(&signals);
    status = pictures_open(&settings->limits, &pictures, err);
    if (status == STATUS_OK) {
        status = desk_open(settings, pictures, &desk, err);
    }
    if (status == STATUS_OK) {
        status =
            http_open(settings->listen, settings->port, desk_answer, desk, &http, err);
    }
    if (status == STATUS_OK) {
        tell(settings, http, to, messages);
        (void)sigwait(&signals, &caught);
    }
    if (pictures) {
        pictures_stop(pictures);
    }
    http_close(http);
    desk_close(desk);
    pictures_close(pictures);
    return exit_code_of(status);
}
