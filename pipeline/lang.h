/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In which language the program speaks to people. Ids, columns, file formats and
 * numbers do not depend on it. */
#ifndef VANTHU_LANG_H
#define VANTHU_LANG_H

#include <stdbool.h>

enum lang { LANG_EN, LANG_VI, LANGS };
extern const char *const lang_names[LANGS]; /* "en", "vi" */

/* Variables of the environment; NULL: not set. */
struct lang_wishes {
    const char *language, *lc_all, *lc_messages, *lang;
};

/* False: no such language. */
bool lang_from_name(const char *name, enum lang *out);
/* As gettext has it: the first of LC_ALL, LC_MESSAGES and LANG that is set; LANGUAGE
 * before them, unless they say C. No locale has to be installed. Without a word of
 * either language: English. */
enum lang lang_from_wishes(const struct lang_wishes *wishes);
/* `--lang vi' or `--lang=vi' anywhere among the arguments, before they are parsed: so
 * that what is wrong with them is said in that language. False: it is not there, or
 * wrong. */
bool lang_from_args(int argc, const char *const *argv, enum lang *out);

#endif
