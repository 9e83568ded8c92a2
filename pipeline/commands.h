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

/* Prints "FILE:LINE: rule ID: message" for each. */
void faults_print(const struct rule_faults *faults, FILE *to);

#endif
