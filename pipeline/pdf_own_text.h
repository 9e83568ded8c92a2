/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VANTHU_PDF_OWN_TEXT_H
#define VANTHU_PDF_OWN_TEXT_H

#include "source.h"

/* Takes the words away that the page's own text has in their place, if it is sound
 * Vietnamese. */
void words_without_own(const struct source *source, struct words *words,
                       struct arena *arena);

#endif
