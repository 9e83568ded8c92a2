/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words for people: English in the code, Vietnamese by gettext from po/vi.po. Formats
 * of err_set() are translated by itself; other text is marked here. New text: run
 * scripts/update-po.sh and translate it in po/vi.po; a test fails until that is done.
 */
#ifndef VANTHU_TR_H
#define VANTHU_TR_H

#include "lang.h"
#include "str.h"
#include "tr.h"

#include <libintl.h>

struct arena;

#define TR_DOMAIN "vanthu"
/* The text in the language of the program. Never of a text that is empty. */
#define _(text) dgettext(TR_DOMAIN, text)
/* The same as a str. */
#define TR(text) str_from_c(_(text))
/* Marks a text that is translated where it is used. */
#define N_(text) text

/* Marks an id that is told to people, and what kind of id it is. */
#define NC_(kind, id) id
/* The words for an id of that kind; the id itself in English, and when there are none.
 */
struct str tr_id(const char *kind, struct str id, struct arena *arena);

/* "1 page", "3 pages": both with one %zu, for `count`. */
#define tr_count(one, many, count)                                                     \
    tr_print(dngettext(TR_DOMAIN, one, many, count), count)
struct tr_text {
    char ptr[100];
};
struct tr_text tr_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* What strerror() says, in the language of the program. */
const char *tr_errno(int number);

/* Sets the language of the whole process; only main.c does, before it has threads or
 * children. `share_dir` holds locale/vi/LC_MESSAGES/vanthu.mo. False: there is no such
 * catalogue; the program speaks English then. */
bool tr_speak(enum lang lang, struct str share_dir);

#endif
