/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `vanthu serve` answers: one folder OUT, looked at and corrected by people. All
 * that is kept is the journal, the log of corrections and an index that may be deleted
 * at any time. Answers are JSON, but for the page's own files and pictures. */
#ifndef VANTHU_DESK_H
#define VANTHU_DESK_H

#include "http.h"
#include "pictures.h"
#include "settings.h"

struct desk;

/* Opens what is in settings->args[0], and reads the page's files. `pictures` is used
 * until desk_close(). STATUS_USAGE: no journal, or the page's files are missing.
 * STATUS_OUTPUT: OUT can't be written. */
MUST_USE enum status desk_open(const struct settings *settings,
                               struct pictures *pictures, struct desk **out,
                               struct err *err);
/* An http_answerer; `owner` is the desk. */
void desk_answer(void *owner, const struct http_request *request, struct arena *arena,
                 struct http_answer *answer);
/* When nobody is in desk_answer() any more; NULL is allowed. */
void desk_close(struct desk *desk);

#endif
