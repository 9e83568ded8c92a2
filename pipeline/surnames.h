/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The surnames that nearly all people in Vietnam bear; a name is told from the scraps
 * of a seal by them, and a misread mark on one can be put right. */
#ifndef VANTHU_SURNAMES_H
#define VANTHU_SURNAMES_H

#include "str.h"

/* The surname that is written `folded` without its marks; empty when there is none.
 * Where two surnames fold alike, the far more common one. */
struct str surname_of(struct str folded);

#endif
