/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `vanthu run`: one supervisor, N worker processes. The supervisor hands out documents,
 * marks as failed what a worker died of, and puts the tables together at the end. */
#ifndef VANTHU_RUN_H
#define VANTHU_RUN_H

#include "models.h"
#include "settings.h"

/* Returns an enum exit_code. STATUS and message of what ended the run early are in
 * `err` (STATUS_OK: nothing did). Messages about progress go to `messages`. */
int run(const struct settings *settings, const struct rules *rules,
        const struct models *models, FILE *messages, struct err *err);

#endif
