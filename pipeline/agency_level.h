/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where an agency stands, as far as its name tells. */
#ifndef VANTHU_AGENCY_LEVEL_H
#define VANTHU_AGENCY_LEVEL_H

#include "str.h"

/* From the top down. */
enum agency_level {
    AGENCY_CENTRAL,
    AGENCY_PROVINCE,   /* its committee, council or party committee */
    AGENCY_DEPARTMENT, /* "Sở Nội vụ", "Công an tỉnh" */
    AGENCY_DISTRICT,
    AGENCY_OFFICE, /* "Phòng Nội vụ", "Công an huyện" */
    AGENCY_COMMUNE,
    AGENCY_UNIT, /* a school */
    AGENCY_UNKNOWN,
    AGENCY_LEVELS
};

/* `key`: of agency_key(). The lowest place in the name counts. */
enum agency_level agency_level(struct str key);
/* Both are told, and one can't be the other: a province's number is no commune's. */
bool agency_levels_differ(enum agency_level a, enum agency_level b);

#endif
