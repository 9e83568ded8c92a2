/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vietnamese letters. fold() and text_nfc() are declared in text.h. */
#ifndef VANTHU_FOLD_H
#define VANTHU_FOLD_H

#include "str.h"

/* In capitals. */
struct str text_upper(struct str utf8, struct arena *arena);
/* Whether it has capitals and no small letter. */
bool text_is_caps(struct str utf8);
/* The same for spellings that differ only in case and in the place of the tone mark
 * ("hòa" and "HOÀ", "ủy" and "uỷ"), different for all others. */
struct str tone_key(struct str utf8, struct arena *arena);
/* Without tone marks; ă â ê ô ơ ư đ stay. NFC. */
struct str text_toneless(struct str utf8, struct arena *arena);

#endif
