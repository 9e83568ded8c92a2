/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `vanthu run`: one supervisor, N worker processes. The supervisor hands out pages,
 * keeps what comes back in the journal, marks as failed what workers died of, and makes
 * the tables at the end. `vanthu watch` does that again whenever files came or went. */
#ifndef VANTHU_RUN_H
#define VANTHU_RUN_H

#include "models.h"
#include "settings.h"

struct walk;
struct workplace;

/* Returns an enum exit_code. STATUS and message of what ended the run early are in
 * `err` (STATUS_OK: nothing did). Messages about progress go to `messages`. */
int run(const struct settings *settings, const struct rules *rules,
        const struct models *models, FILE *messages, struct err *err);
/* Until SIGTERM or SIGINT, which is how it ends (EXIT_ALL_READ). */
int watch(const struct settings *settings, const struct rules *rules,
          const struct models *models, FILE *messages, struct err *err);

/* One run on what the walk found. */
int run_once(const struct workplace *place, const struct walk *walk, FILE *messages,
             struct err *err);

#endif
