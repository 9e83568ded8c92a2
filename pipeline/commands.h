/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What each command but `run` does, once rules and models are loaded. All return an
 * enum exit_code; what ended them is worded in `err` (STATUS_OK: nothing did). */
#ifndef VANTHU_COMMANDS_H
#define VANTHU_COMMANDS_H

#include "models.h"
#include "settings.h"

/* What one stage makes of settings->args[1], on `to`. */
int dump(const struct settings *settings, const struct rules *rules,
         const struct models *models, FILE *to, struct err *err);
/* Every rule that fills the field settings->args[1] of the file settings->args[0]. */
int explain(const struct settings *settings, const struct rules *rules,
            const struct models *models, FILE *to, struct err *err);
/* Loads rules by itself: what is wrong with them goes to `messages`, a summary to
 * `to`. */
int check(const struct settings *settings, FILE *to, FILE *messages, struct err *err);
/* Also tells when rules or models are not in order, and why. */
int version(const struct settings *settings, FILE *to);

/* What the journal of settings->args[0] has; EXIT_SOME_FAILED: documents are waiting.
 */
int status(const struct settings *settings, FILE *to, struct err *err);
/* The journal against the tables, the texts and the files: each fault a line on `to`.
 */
int verify(const struct settings *settings, FILE *to, struct err *err);
/* The journals of settings->args[1] and on into that of settings->args[0], and the
 * tables of all of it. EXIT_SOME_FAILED: a shard is not done, or a document failed. */
int merge(const struct settings *settings, FILE *to, FILE *messages, struct err *err);

/* The journal of settings->args[0] as a workbook, in a layout of profile.h, or as
 * searchable PDFs. EXIT_SOME_FAILED: a scan has no such PDF; `messages` say why. */
int export(const struct settings *settings, FILE *to, FILE *messages, struct err *err);

/* Who answered whom, duties by date, series of numbers, from the journal of
 * settings->args[0] to settings->out_dir (empty: OUT/track). */
int track(const struct settings *settings, FILE *to, struct err *err);

/* The documents of settings->args[0] for a browser, until SIGINT or SIGTERM; prints the
 * address on `to`. */
int serve(const struct settings *settings, FILE *to, FILE *messages, struct err *err);

/* Prints "FILE:LINE: rule ID: message" for each. */
void faults_print(const struct rule_faults *faults, FILE *to);

#endif
