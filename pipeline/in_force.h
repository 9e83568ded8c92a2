/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents that are in force no more, from a file that an office keeps up to date
 * (rules/in_force.yml): code, the last day, what came in its place, where that is said.
 */
#ifndef VANTHU_IN_FORCE_H
#define VANTHU_IN_FORCE_H

#include "err.h"

struct arena;

struct expiry {
    struct str code, last_day, replaced_by, source;
};
struct expiries {
    struct expiry *at;
    size_t len;
};

/* STATUS_RULES names file and entry. */
MUST_USE enum status expiries_read(struct str path, struct arena *arena,
                                   struct expiries *out, struct err *err);
/* What ended the force of `code` before `date` (ISO 8601); NULL: nothing known did. */
const struct expiry *expiry_of(const struct expiries *expiries, struct str code,
                               struct str date);

#endif
